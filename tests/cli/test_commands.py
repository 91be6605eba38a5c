"""Each command prints what the contract says, for programs and for people."""

import re
from pathlib import Path

import pytest

from tests.cli.commands import BENGTSFORS, GULLSPANG, LETTER, Ran, auditflow

MEMO_KEYS = [
    "municipality", "dnr", "diary_numbers", "dated", "title", "bodies",
    "recommendations", "signatories", "audit_firm", "to_confirm", "questions",
    "received", "mended", "pages_without_text", "found",
]  # fmt: skip


def plan(*words: str) -> Ran:
    """``auditflow plan`` on the seed memo."""
    return auditflow("plan", LETTER, "--received", "2022-09-27", *words)


class TestRead:
    """``auditflow read``."""

    def test_json(self):
        """Every key of the contract, with the seed's own values."""
        ran = auditflow("read", LETTER, "--json")
        memo = ran.json
        assert (ran.status, ran.err) == (0, "")
        assert list(memo) == MEMO_KEYS
        assert memo["dated"] == "2022-09-27"
        assert memo["dnr"] == "2022/347"
        assert [(b["name"], b["role"]) for b in memo["bodies"]] == [
            ("kommunstyrelsen", "must_answer"),
            ("socialnämnden", "for_information"),
            ("kommunfullmäktige", "for_information"),
        ]
        assert memo["bodies"][0]["reply"] == {
            "kind": "date",
            "date": "2022-11-25",
            "time": None,
            "text": "Vi önskar svar från kommunstyrelsen senast 2022-11-25.",
        }
        assert len(memo["recommendations"]) == 7
        assert memo["questions"] == []

    @pytest.mark.parametrize(
        ("lang", "word"), [("sv", "ska svara senast fre"), ("en", "must answer by Fri")]
    )
    def test_for_people(self, lang: str, word: str):
        """In Swedish and in English."""
        ran = auditflow("read", LETTER, "--lang", lang)
        assert ran.status == 0
        assert word in ran.out
        assert "Thomas Boström (Ordförande)" in ran.out

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("sv", "ska svara senast fre 2022-11-25 ? (att bekräfta)"),
            ("en", "must answer by Fri 2022-11-25 ? (to confirm)"),
        ],
    )
    def test_a_proposed_day_is_marked(self, tmp_path: Path, lang: str, said: str):
        """It is not shown as a day that the letter tells; one that it tells is not."""
        letter = Path(LETTER).read_text(encoding="utf-8")
        unclear = tmp_path / "unclear.txt"
        unclear.write_text(letter.replace("2022-11-25", "den 25 november"), "utf-8")
        assert said in auditflow("read", str(unclear), "--lang", lang).out
        assert " ? (" not in auditflow("read", LETTER, "--lang", lang).out

    def test_questions_are_shown(self, tmp_path: Path):
        """What a person must confirm."""
        letter = Path(LETTER).read_text(encoding="utf-8")
        unclear = tmp_path / "unclear.txt"
        unclear.write_text(letter.replace("2022-11-25", "den 25 november"), "utf-8")
        ran = auditflow("read", str(unclear), "--lang", "sv")
        assert "Att bekräfta" in ran.out
        planned = auditflow("plan", str(unclear), "--received", "2022-09-27", "--json")
        assert planned.json["questions"]
        assert planned.json["problems"][0]["kind"] == "reply_day_unconfirmed"


class TestCount:
    """``auditflow count``."""

    def test_json(self):
        """Three weeks to annandag jul roll to 27 December."""
        ran = auditflow(
            "count", "2022-12-05", "3 veckor", "--roll", "forward", "--json"
        )
        end = ran.json
        assert list(end) == ["start", "period", "raw", "due", "safe", "reasons"]
        assert [end[key] for key in ("period", "raw", "due", "safe")] == [
            "3 weeks",
            "2022-12-26",
            "2022-12-27",
            "2022-12-23",
        ]
        assert all(
            list(reason) == ["kind", "day", "source", "sv", "en"]
            for reason in end["reasons"]
        )

    def test_a_negative_period_passes_as_it_stands(self):
        """Four business days before a meeting."""
        words = ("2022-11-16", "-4 business days", "--roll", "none", "--json")
        ran = auditflow("count", *words)
        assert (ran.status, ran.json["due"]) == (0, "2022-11-10")

    def test_for_people(self):
        """The day first, the reasons under it."""
        ran = auditflow(
            "count", "2022-12-22", "5 arbetsdagar", "--roll", "none", "--lang", "sv"
        )
        assert ran.out.splitlines()[0] == "fre 2022-12-30"
        assert "2022-12-26 annandag jul" in ran.out

    def test_a_closed_day(self):
        """The municipality's own day is skipped, by its own name."""
        words = ["count", "2022-05-25", "1 business day", "--roll", "none"]
        ran = auditflow(*words, "--closed", "2022-05-27=klämdag")
        assert "Mon 2022-05-30" in ran.out
        assert "klämdag" in ran.out


class TestDays:
    """``auditflow days``."""

    @pytest.mark.parametrize(
        ("words", "out", "json"),
        [
            (["add", "2022-09-27", "10"], "2022-10-11", {"day": "2022-10-11"}),
            (["add", "2022-12-27", "-1"], "2022-12-23", {"day": "2022-12-23"}),
            (["count", "2022-09-27", "2022-11-25"], "43", {"count": 43}),
            (
                ["why", "2022-06-24"],
                "no business day: Midsummer Eve",
                {
                    "business_day": False,
                    "reason": "Midsommarafton",
                    "reason_en": "Midsummer Eve",
                    "public_holiday": False,
                    "rolls": True,
                    "source": "lag (1930:173) 2 §",
                    "confidence": "settled",
                },
            ),
            (
                ["why", "2022-06-23"],
                "a business day",
                {
                    "business_day": True,
                    "reason": None,
                    "reason_en": None,
                    "public_holiday": False,
                    "rolls": False,
                    "source": None,
                    "confidence": None,
                },
            ),
        ],
        ids=["add", "back", "count", "closed", "open"],
    )
    def test_answers(self, words: list[str], out: str, json: object):
        """One line for people, one object for programs."""
        assert auditflow("days", *words).out == f"{out}\n"
        assert auditflow("days", *words, "--json").json == json

    @pytest.mark.parametrize(
        ("words", "second"),
        [
            pytest.param(
                ["1973-12-31"],
                "a last day set by law does not move (lag (1930:173) 2 §)",
                id="closed-today-open-then",
            ),
            pytest.param(
                ["2022-12-24", "--open", "2022-12-24"],
                "a last day set by law moves on (lag (1930:173) 2 §)",
                id="kept-open-here",
            ),
            pytest.param(
                ["1965-02-06", "--lang", "sv"],
                "att lagen omfattade 1965-02-06 redan då är inte känt; "
                "kontrollera författningen (lag (1930:173) 2 §, SFS 1965:127)",
                id="not-known",
            ),
        ],
    )
    def test_what_the_law_said_on_the_day_is_told_where_it_differs(self, words, second):
        """A closed day and a day that a last day may not be on are two things."""
        assert auditflow("days", "why", *words).out.splitlines()[1:] == [second]

    def test_in_swedish(self):
        """The name as it stands in a sentence."""
        closed = auditflow("days", "why", "2022-06-24", "--lang", "sv")
        assert closed.out == "ingen arbetsdag: midsommarafton\n"
        workday = auditflow("days", "why", "2022-06-23", "--lang", "sv")
        assert workday.out == "arbetsdag\n"


class TestPlan:
    """``auditflow plan``."""

    @pytest.mark.parametrize(
        ("words", "adopt", "draft"),
        [
            (["--meetings", GULLSPANG], "2022-11-02", "2022-10-05"),
            (["--meetings", BENGTSFORS], "2022-11-16", "2022-11-08"),
            (
                ["--meetings", GULLSPANG, "--refer", "socialnämnden"],
                "2022-11-23",
                "2022-11-02",
            ),
            (
                ["--meetings", BENGTSFORS, "--refer", "socialnämnden"],
                "2022-11-16",
                "2022-11-08",
            ),
        ],
        ids=["gullspang", "bengtsfors", "gullspang-statement", "bengtsfors-statement"],
    )
    def test_the_worked_example(self, words: list[str], adopt: str, draft: str):
        """From the command line as from Python."""
        ran = plan(*words, "--json")
        due = {d["id"]: d["due"] for d in ran.json["deadlines"]}
        assert (due["adopt"], due["draft"], due["answer"]) == (
            adopt,
            draft,
            "2022-11-25",
        )

    def test_json_keys(self):
        """The keys that the contract promises."""
        result = plan("--meetings", GULLSPANG, "--json").json
        assert result["case"] == "vanersborg/kommunstyrelsen/2022-347"
        assert list(result) == [
            "case", "body", "rulebook", "business_calendar", "meeting_calendar",
            "today", "asked_for", "reply_by", "deadlines", "referrals", "meetings",
            "feasible", "feasible_today", "legal_force", "problems", "advice",
            "questions",
        ]  # fmt: skip
        assert list(result["deadlines"][0]) == [
            "id", "kind", "sv", "en", "raw", "due", "safe", "needed_by", "basis",
            "source", "confidence", "status", "slack", "met_by", "met_on", "reasons",
        ]  # fmt: skip
        assert list(result["meetings"][0]) == [
            "day", "body", "slack", "requires", "chosen", "reachable", "extension_to",
        ]  # fmt: skip

    def test_a_reply_day_in_the_referral(self):
        """The statement is due on the day that was given."""
        ran = plan(
            "--meetings", GULLSPANG, "--refer", "socialnämnden=2022-10-14", "--json"
        )
        due = {d["id"]: d["due"] for d in ran.json["deadlines"]}
        assert due["statements"] == "2022-10-14"

    def test_own_rules_and_closed_days(self, tmp_path: Path):
        """A municipality's file, and a day that it closed."""
        rules = tmp_path / "own.toml"
        rules.write_text(
            'extends = "se-audit-memo"\nid = "own"\nversion = "1"\n'
            "valid_from = 2020-01-01\n[rules.summon]\nperiod = '-7 days'\n",
            "utf-8",
        )
        words = ["--meetings", GULLSPANG, "--rules", str(rules), "--json"]
        result = plan(*words, "--closed", "2022-10-03=stängt").json
        due = {d["id"]: d["due"] for d in result["deadlines"]}
        assert (due["summon"], result["rulebook"]) == ("2022-10-26", "own 1")

    @pytest.mark.parametrize("lang", ["sv", "en"])
    @pytest.mark.parametrize("today", [[], ["--today", "2022-10-07"]])
    def test_for_people_within_80_columns(self, lang: str, today: list[str]):
        """No line is longer than 80 columns, ends in a space, or holds a colour."""
        ran = plan("--meetings", GULLSPANG, "--lang", lang, *today)
        assert ran.status == 0
        assert max(map(len, ran.out.splitlines())) <= 80
        assert not re.search(r" $|\x1b", ran.out, re.MULTILINE)

    def test_people_see_the_verdict_and_the_advice(self):
        """On 7 October 2 November is out of reach."""
        ran = plan("--meetings", GULLSPANG, "--today", "2022-10-07", "--lang", "sv")
        assert "hinns inte" in ran.out
        assert "Råd: sikta i stället på sammanträdet 2022-11-23" in ran.out
        assert "försenad" in ran.out

    def test_people_see_that_it_cannot_be_done(self):
        """And which extension to ask for."""
        words = ["plan", LETTER, "--received", "2022-11-14", "--meetings", GULLSPANG]
        ran = auditflow(*words)
        assert "The answer cannot be in time." in ran.out
        assert "ask for an extension to" in ran.out

    def test_people_see_what_cannot_be_known(self, tmp_path: Path):
        """A letter without a day gives a plan without one."""
        letter = Path(LETTER).read_text(encoding="utf-8")
        undated = tmp_path / "undated.txt"
        undated.write_text(letter.replace(" senast 2022-11-25", ""), "utf-8")
        ran = auditflow("plan", str(undated), "--received", "2022-09-27")
        assert "Whether the answer can be in time cannot be known." in ran.out


class TestDemo:
    """``auditflow demo``."""

    def test_it_is_the_plan_of_the_seed(self):
        """The same as ``plan`` on the shipped files."""
        demo = auditflow("demo", "--json")
        assert demo.json == plan("--meetings", GULLSPANG, "--json").json

    def test_it_shows_the_command(self):
        """A newcomer sees what to type."""
        assert auditflow("demo").out.startswith(
            "$ auditflow demo --files .\n$ auditflow plan "
        )

    def test_its_files(self, tmp_path: Path):
        """They can be copied once, and nothing is overwritten."""
        ran = auditflow("demo", "--files", str(tmp_path / "new"))
        assert (ran.status, len(ran.out.splitlines())) == (0, 3)
        again = auditflow("demo", "--files", str(tmp_path / "new"))
        assert again.status == 2
        assert "is already there" in again.err

    def test_its_files_are_copied_all_or_none(self, tmp_path: Path):
        """One that is already there keeps the others from being written."""
        (tmp_path / "vanersborg-2022.txt").write_text("mine")
        assert auditflow("demo", "--files", str(tmp_path)).status == 2
        assert [path.name for path in tmp_path.iterdir()] == ["vanersborg-2022.txt"]

    def test_its_files_as_json(self, tmp_path: Path):
        """The paths of the copies."""
        ran = auditflow("demo", "--files", str(tmp_path), "--json")
        assert sorted(ran.json["files"]) == sorted(map(str, tmp_path.iterdir()))

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path):
        """A file stands where the folder should be."""
        (tmp_path / "file").write_text("x")
        ran = auditflow("demo", "--files", str(tmp_path / "file" / "new"))
        assert ran.status == 2


def test_the_language_follows_the_environment():
    """Swedish where the environment says so, English otherwise."""
    swedish = auditflow("days", "why", "2022-06-23", env={"LANG": "sv_SE.UTF-8"})
    assert swedish.out == "arbetsdag\n"
    overruled = auditflow(
        "days", "why", "2022-06-23", env={"LANG": "sv_SE.UTF-8", "LC_ALL": "C"}
    )
    assert overruled.out == "a business day\n"
    nothing = auditflow("days", "why", "2022-06-23", env={"LANG": ""})
    assert nothing.out == "a business day\n"


@pytest.mark.parametrize(
    "words",
    [[], ["read"], ["count"], ["days"], ["days", "add"], ["plan"], ["demo"]],
    ids=lambda words: "-".join(words) or "auditflow",
)
def test_every_command_has_help(words: list[str]):
    """A sentence on what it does, and its options."""
    ran = auditflow(*words, "--help")
    assert ran.status == 0
    assert "Usage: auditflow" in ran.out
    assert len(ran.out.splitlines()) > 4


def test_the_version():
    """Of the package that is installed."""
    assert auditflow("--version").out.startswith("auditflow, version ")
