"""``auditflow overdue``: the morning's list, in every form, with its exit status."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

from auditflow.case import Case
from auditflow.cli.named import today
from auditflow.events import MinutesAdjusted, Registered
from auditflow.memo import DiaryNumber, ReplyRequest
from auditflow.store import NewRulebook, NewTable, Store, open_store
from tests.cli.commands import GULLSPANG, Ran, auditflow
from tests.planning.cases import RECEIVED, a_case, a_memo, responses

NAME = "vanersborg/kommunstyrelsen/ks-2022-347"
LATE = "2022-10-26"
UNDER = " " * 17
LONG = "vastra-gotalands-regionen/barn-och-ungdomsutbildningsnamnden/bun-2022-347"


def registered(case: Case, dnr: str) -> Case:
    """The *case* with a diary number, given in time."""
    return case.record(Registered(on=date(2022, 9, 28), by="registrator", dnr=dnr))


def seed_in(store: Store) -> None:
    """Keep the case of the seed, with the meetings of Gullspång."""
    store.add(registered(a_case(), "KS 2022/347"))
    meetings = NewTable(Path(GULLSPANG).read_text(encoding="utf-8"), "gullspang.csv")
    store.use(meetings, authority="vanersborg", by="kanslichefen")


def store_with(folder: Path, *cases: Case) -> str:
    """The address of a new store in *folder*, with these cases."""
    url = f"sqlite:///{folder}/auditflow.db"
    with open_store(url, create=True) as store, store.transaction() as together:
        for case in cases:
            together.add(case)
    return url


def so_many(number: int) -> Iterator[Case]:
    """So many cases, each of a letter of its own."""
    for serial in range(1, number + 1):
        dnr = f"2022/{serial}"
        numbers = [DiaryNumber("kommunstyrelsen", dnr)]
        letter = attrs.evolve(a_memo(), dnr=dnr, diary_numbers=numbers)
        yield Case.open(letter, received=RECEIVED)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the case of the seed, which the tests only read."""
    address = store_with(tmp_path_factory.mktemp("store"))
    with open_store(address) as store:
        seed_in(store)
    return address


def call_registering(url: str, *, sv: str, en: str) -> None:
    """Give the authority a rulebook that has other words for the first duty."""
    own = (
        'extends = "se-audit-memo"\nid = "vanersborg"\nversion = "1"\n'
        f'valid_from = 2022-01-01\n[rules.register]\nsv = "{sv}"\nen = "{en}"\n'
    )
    with open_store(url) as store:
        rules = NewRulebook(own, "own.toml")
        store.use(rules, authority="vanersborg", by="kanslichefen")


def overdue(
    url: str, *words: str, on: str = LATE, env: Mapping[str, str] | None = None
) -> Ran:
    """What ``auditflow overdue`` says of a store on a day."""
    ran = auditflow("overdue", "--store", url, "--on", on, *words, env=env)
    assert ran.err == ""
    return ran


def after_answer() -> Case:
    """A case that was answered, with two measures promised, and reopened."""
    case = registered(a_case(recommendations=2), "KS 2022/347")
    promised = responses(date(2023, 1, 9), date(2023, 3, 31))
    case = case.take("draft", on=date(2022, 10, 5), by="anna", responses=promised)
    case = case.take("adopt", on=date(2022, 11, 2), by="styrelsen")
    case = case.record(MinutesAdjusted(on=date(2022, 11, 9), by="justeraren"))
    case = case.take("answer", on=date(2022, 11, 10), by="anna")
    supplement = ReplyRequest.by(date(2023, 2, 1))
    return case.take("reopen", on=date(2023, 1, 2), by="revisorerna", reply=supplement)


class TestTable:
    """What a person reads at 80 columns."""

    def test_three_lists_each_with_its_number(self, url: str):
        """What is late, the most late first; what is soon due; what is too late."""
        late = "business days late"
        assert overdue(url, "--lang", "en", on="2022-11-10").out.splitlines() == [
            "Overdue on Thu 2022-11-10: 4",
            "Due              What",
            f"Wed 2022-10-05   Answer drafted – 26 {late} (36 days)",
            f"{UNDER}{NAME}",
            f"Wed 2022-10-12   Preparing body's meeting – 21 {late} (29 days)",
            f"{UNDER}{NAME}",
            f"Fri 2022-10-28   Summons sent – 9 {late} (13 days)",
            f"{UNDER}{NAME}",
            f"Wed 2022-11-02   Answer adopted – 6 {late} (8 days)",
            f"{UNDER}{NAME}",
            "",
            "Nothing is due within 5 business days.",
            "",
            "Cannot be answered in time any longer: 1",
            "Reply by         Case",
            f"Fri 2022-11-25   {NAME}",
            f"{UNDER}too late since Thu 2022-10-27",
            f"{UNDER}meeting Wed 2022-12-14: needs an extension to Wed 2022-12-21",
        ]

    def test_in_swedish(self, url: str):
        """All of it, the deadlines in the words of the rulebook."""
        late = "arbetsdagar försenat"
        assert overdue(url, "--lang", "sv").out.splitlines() == [
            "Försenat ons 2022-10-26: 2",
            "Sista dag        Vad",
            f"ons 2022-10-05   Tjänsteskrivelse klar – 15 {late} (21 dagar)",
            f"{UNDER}{NAME}",
            f"ons 2022-10-12   Beredning – 10 {late} (14 dagar)",
            f"{UNDER}{NAME}",
            "",
            "Förfaller inom 5 arbetsdagar: 2",
            "Sista dag        Vad",
            "fre 2022-10-28   Kallelse utskickad – 2 arbetsdagar kvar (2 dagar)",
            f"{UNDER}{NAME}",
            "ons 2022-11-02   Beslut om svaret – 5 arbetsdagar kvar (7 dagar)",
            f"{UNDER}{NAME}",
            "",
            "Såvitt känt kan alla svar ännu komma i tid.",
        ]
        assert (
            "Kan inte längre besvaras i tid: 1"
            in overdue(url, "--lang", "sv", on="2022-11-10").out
        )

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [("sv", "Inget är försenat"), ("en", "Nothing is overdue on")],
    )
    def test_good_news_is_a_sentence(self, url: str, language: str, sentence: str):
        """And the exit status is that of good news."""
        ran = overdue(url, "--lang", language, on="2022-09-27")
        assert (ran.status, sentence in ran.out) == (0, True)
        assert len(ran.out.splitlines()) == 5

    def test_due_that_day_is_not_overdue(self, url: str):
        """It is the last day; with --within 0 nothing else is shown as soon due."""
        ran = overdue(url, "--within", "0", on="2022-10-05")
        assert ran.status == 0
        assert ran.out.splitlines()[2:5] == [
            "Due on Wed 2022-10-05: 1",
            "Due              What",
            "Wed 2022-10-05   Answer drafted – the last day",
        ]

    def test_a_weekend_is_no_business_day_late(self, url: str):
        """One day late on the calendar can be none of business."""
        out = overdue(url, on="2022-10-29").out
        assert "Summons sent – 0 business days late (1 day)" in out

    def test_a_table_shows_a_hundred_of_each_and_counts_them_all(self, tmp_path: Path):
        """And says how many more there are, with the option that shows them."""
        many = store_with(tmp_path, *so_many(102))
        out = overdue(many, on="2022-09-29").out
        assert out.startswith("Overdue on Thu 2022-09-29: 102\n")
        assert out.count("Register the case") == 100
        assert "\n… and 2 more (--limit)\n" in out
        fewer = overdue(many, "--limit", "1", "--lang", "sv", on="2022-09-29").out
        assert fewer.count("Registrera ärendet") == 1
        assert "\n… och 101 till (--limit)\n" in fewer
        every = overdue(many, "--limit", "102", on="2022-09-29").out
        assert every.count("Register the case") == 102
        assert "more" not in every

    def test_none_shown_is_still_counted(self, url: str):
        """--limit 0 gives the numbers alone, and the same status."""
        ran = overdue(url, "--limit", "0")
        assert ran.status == 1
        assert ran.out.splitlines()[:2] == [
            "Overdue on Wed 2022-10-26: 2",
            "… and 2 more (--limit)",
        ]
        assert NAME not in ran.out

    def test_a_name_too_long_for_a_line_breaks_after_a_slash(self, tmp_path: Path):
        """Every other name stands whole, so that it can be copied."""
        body = "barn- och ungdomsutbildningsnämnden"
        authority = "vastra-gotalands-regionen"
        case = Case.open(a_memo(body=body), received=RECEIVED, authority=authority)
        long = store_with(tmp_path, registered(case, "BUN 2022/347"))
        lines = overdue(long, on="2022-11-28").out.splitlines()
        first, _, last = LONG.rpartition("/")
        at = lines.index(f"{UNDER}{first}/")
        assert lines[at + 1] == f"{UNDER}{last}"
        assert max(map(len, lines)) <= 80

    def test_measures_and_rounds_are_told_apart(self, tmp_path: Path):
        """By their numbers, in words."""
        out = overdue(store_with(tmp_path, after_answer()), on="2023-02-02").out
        assert "Mon 2023-01-09   Measure 1 – 18 business days late (24 days)" in out
        assert "Answer to the auditors (round 2) – 1 business day late (1 day)" in out
        assert "Measure 2" not in out

    def test_titles_are_those_of_the_authoritys_own_rulebook(self, tmp_path: Path):
        """Of the latest that has the rule, and of the shipped one else."""
        mine = store_with(tmp_path, a_case())
        call_registering(mine, sv="Diarieför", en="Enter in the diary")
        ran = overdue(mine, "--json", "--within", "30", on="2022-09-29")
        titles = [(row["sv"], row["en"]) for row in ran.json["overdue"]]
        assert titles == [("Diarieför", "Enter in the diary")]
        assert ran.json["soon"][0]["en"] == "Answer drafted"

    def test_a_long_title_has_lines_of_its_own(self, tmp_path: Path):
        """And how late it is stands under it, whole."""
        mine = store_with(tmp_path, a_case())
        title = "Enter in the diary of the board, with the number of the auditors too"
        call_registering(mine, sv="Diarieför", en=title)
        assert overdue(mine, on="2022-09-29").out.splitlines()[2:6] == [
            "Wed 2022-09-28   Enter in the diary of the board, with the number of the",
            f"{UNDER}auditors too",
            f"{UNDER}1 business day late (1 day)",
            f"{UNDER}vanersborg/kommunstyrelsen/2022-347",
        ]

    def test_a_pipe_and_no_color_get_plain_text(self, url: str):
        """Colour is for terminals; what it says stands there in words."""
        assert "\x1b" not in overdue(url).out
        forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
        assert "\x1b[" in overdue(url, env=forced).out
        uncoloured = overdue(url, env={**forced, "NO_COLOR": "1"}).out
        assert not re.search(r"\x1b\[[\d;]*3[1-7]m", uncoloured)


class TestData:
    """What a script reads."""

    def test_json(self, url: str):
        """Stable keys and ISO days, whatever the language is."""
        ran = overdue(url, "--json", "--lang", "sv", on="2022-11-02")
        assert list(ran.json) == ["on", "overdue", "soon", "impossible", "counts"]
        assert ran.json["on"] == "2022-11-02"
        assert ran.json["counts"] == {"overdue": 3, "soon": 1, "impossible": 1}
        assert ran.json["overdue"][0] == {
            "case": NAME,
            "body": "kommunstyrelsen",
            "deadline": "draft",
            "due": "2022-10-05",
            "business_days_late": 20,
            "days_late": 28,
            "sv": "Tjänsteskrivelse klar",
            "en": "Answer drafted",
        }
        assert ran.json["soon"] == [
            {
                "case": NAME,
                "body": "kommunstyrelsen",
                "deadline": "adopt",
                "due": "2022-11-02",
                "business_days_left": 0,
                "days_left": 0,
                "sv": "Beslut om svaret",
                "en": "Answer adopted",
            }
        ]
        assert ran.json["impossible"] == [
            {
                "case": NAME,
                "body": "kommunstyrelsen",
                "reply_by": "2022-11-25",
                "possible_until": "2022-10-26",
                "business_days_late": -17,
                "meeting": {
                    "day": "2022-12-14",
                    "requires": "extension",
                    "extension_to": "2022-12-21",
                },
            }
        ]

    def test_without_a_meeting_that_helps_there_is_none(self, tmp_path: Path):
        """Nobody gave the store any meetings."""
        ran = overdue(store_with(tmp_path, a_case()), "--json", on="2022-11-24")
        assert ran.json["impossible"][0]["meeting"] is None
        assert (
            "no meeting is known"
            in overdue(f"sqlite:///{tmp_path}/auditflow.db", on="2022-11-24").out
        )

    def test_json_lines_say_of_which_list_they_are(self, url: str):
        """The same rows as in JSON, an object a line."""
        whole = overdue(url, "--json", on="2022-11-02").json
        lines = overdue(url, "--json-lines", on="2022-11-02").out.splitlines()
        rows = [json.loads(line) for line in lines]
        for name in ("overdue", "soon", "impossible"):
            assert [row for row in rows if row["list"] == name] == [
                {"list": name, "on": "2022-11-02", **row} for row in whole[name]
            ]
        assert len(rows) == 5

    def test_csv_says_the_same(self, url: str):
        """A row each under one head; what does not apply is empty."""
        whole = overdue(url, "--json", on="2022-11-02").json
        out = overdue(url, "--csv", on="2022-11-02").out
        rows = list(csv.DictReader(io.StringIO(out)))
        assert [row["list"] for row in rows] == [*["overdue"] * 3, "soon", "impossible"]
        late, soon, impossible = rows[0], rows[3], rows[4]
        for key, said in whole["overdue"][0].items():
            assert late[key] == str(said)
        assert (soon["business_days_left"], soon["business_days_late"]) == ("0", "")
        assert impossible["business_days_late"] == "-17"
        assert impossible["meeting_day"] == "2022-12-14"
        assert impossible["meeting_requires"] == "extension"
        assert impossible["meeting_extension_to"] == "2022-12-21"
        assert {row["on"] for row in rows} == {"2022-11-02"}

    def test_no_spreadsheet_takes_a_title_for_a_formula(self, tmp_path: Path):
        """A rulebook is text that somebody wrote; numbers stay numbers."""
        mine = store_with(tmp_path, a_case())
        call_registering(mine, sv="=1+1", en="+x")
        assert ",'=1+1,'+x," in overdue(mine, "--csv", on="2022-09-29").out

    def test_all_are_shown_unless_a_limit_says_otherwise(self, tmp_path: Path):
        """A script wants them all; the numbers count all of them anyway."""
        many = store_with(tmp_path, *so_many(102))
        assert len(overdue(many, "--json", on="2022-09-29").json["overdue"]) == 102
        lines = overdue(many, "--json-lines", on="2022-09-29").out.splitlines()
        assert len(lines) == 102
        few = overdue(many, "--json", "--limit", "2", on="2022-09-29").json
        assert (len(few["overdue"]), few["counts"]["overdue"]) == (2, 102)

    @pytest.mark.parametrize("form", [[], ["--json"], ["--json-lines"], ["--csv"]])
    def test_the_exit_status_is_the_same_in_every_form(
        self, url: str, form: Sequence[str]
    ):
        """1 where something is overdue, whether it is shown or not; 0 else."""
        assert overdue(url, *form).status == 1
        assert overdue(url, *form, "--limit", "0").status == 1
        assert overdue(url, *form, on="2022-10-05").status == 0

    def test_what_is_too_late_alone_is_not_overdue(self, tmp_path: Path):
        """Its duties may all be met by then: only the answer is still to come."""
        case = registered(a_case(), "KS 2022/347")
        case = case.take("draft", on=date(2022, 11, 1), by="anna")
        case = case.take("adopt", on=date(2022, 11, 28), by="styrelsen", despite="sen")
        ran = overdue(store_with(tmp_path, case), "--json", on="2022-11-24")
        assert ran.json["counts"] == {"overdue": 0, "soon": 1, "impossible": 1}
        assert ran.status == 0


class TestWhich:
    """Which cases, and from which day."""

    def test_the_day_is_today_in_stockholm(self, url: str):
        """Unless another one is said."""
        before = today()
        said = auditflow("overdue", "--store", url, "--json").json["on"]
        assert str(before) <= said <= str(today())

    def test_how_soon_is_soon(self, url: str):
        """Counted in business days, the last one included."""
        six = overdue(url, "--json", "--within", "6", on="2022-10-25").json
        five = overdue(url, "--json", on="2022-10-25").json
        assert [row["deadline"] for row in six["soon"]] == ["summon", "adopt"]
        assert [row["deadline"] for row in five["soon"]] == ["summon"]
        left = [(row["business_days_left"], row["days_left"]) for row in six["soon"]]
        assert left == [(3, 3), (6, 8)]

    def test_one_body_or_one_authority(self, tmp_path: Path):
        """The others are neither shown nor counted."""
        social = a_case(body="socialnämnden")
        sala = Case.open(a_memo(), received=RECEIVED, authority="sala")
        three = store_with(tmp_path, a_case(), social, sala)
        for words, cases in (
            ((), {a_case().name, social.name, sala.name}),
            (("--body", "Socialnämndens"), {social.name}),
            (("--authority", "sala"), {sala.name}),
        ):
            found = overdue(three, "--json", *words, on="2022-09-29").json
            assert {row["case"] for row in found["overdue"]} == cases
            assert found["counts"]["overdue"] == len(cases)
        bodies = ("--authority", "sala", "--body", "socialnämnden")
        ran = auditflow("overdue", "--store", three, *bodies)
        assert (ran.status, "no case of a body" in ran.err) == (2, True)

    def test_the_store_may_stand_in_the_environment(self, url: str):
        """So that a script need not say it in each line."""
        ran = auditflow("overdue", "--on", LATE, env={"AUDITFLOW_STORE": url})
        assert ran.out == overdue(url).out


class TestRefused:
    """One line with the mend, status 2, and nothing that looks like good news."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--within", "-1"], "within -1 business days; give 0 or more"),
            (["--within", "fem"], "'fem' is not a valid integer"),
            (["--within", "9" * 30], "outside 1953–2100"),
            (["--on", "2022-02-30"], "'2022-02-30' is no day of the calendar"),
            (["--on", "igår"], "write a day as"),
            (["--on", "1950-01-01"], "1953–2100"),
            (["--limit", "-1"], "--limit"),
            (["--limit", "9" * 30], "--limit"),
            (["--wait", "-1"], "--wait"),
            (["--body", "byggnadsnämnden"], "no case of a body 'byggnadsnämnden'"),
            (["--authority", "sala"], "no cases of the authority 'sala'"),
            (["--json", "--csv"], "exclude each other"),
            (["--json-lines", "--csv"], "exclude each other"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_wrong_words(self, url: str, words: list[str], said: str):
        """Each is told with what to write instead."""
        ran = auditflow("overdue", "--store", url, *words)
        assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
        assert said in ran.err
        assert ";" in ran.err

    def test_a_missing_store_is_not_made(self, tmp_path: Path):
        """An empty answer from the wrong folder must not look like good news."""
        ran = auditflow("overdue", "--store", f"sqlite:///{tmp_path}/no.db")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.endswith("or make one with: auditflow store init\n")
        assert not [*tmp_path.iterdir()]


def _run_alone(code: str) -> subprocess.CompletedProcess[str]:
    paths = f"import sys; sys.path[:] = {sys.path!r}"
    return subprocess.run(
        [sys.executable, "-c", f"{paths}\n{code}"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={"PYTHONIOENCODING": "utf-8", "PATH": ""},
    )


class TestAsAProcess:
    """The command as cron runs it."""

    def test_it_loads_nothing_that_it_does_not_need(self, url: str):
        """Neither what reads letters, makes tables, draws, proves, nor asks servers."""
        told = "print(*sys.modules, sep='\\n', file=sys.stderr)"
        words = ["overdue", "--store", url, "--on", LATE, "--json"]
        done = _run_alone(f"from auditflow.cli import run\nrun({words!r})\n{told}")
        assert json.loads(done.stdout)["counts"]["overdue"] == 2
        loaded = {*done.stderr.splitlines()}
        assert "auditflow.store" in loaded
        assert loaded.isdisjoint(
            {
                "alembic", "numpy", "psycopg", "rich", "auditflow.bulk",
                "auditflow.cli.asked", "auditflow.cli.stores", "auditflow.proof",
                "auditflow.reading",
            }
        )  # fmt: skip

    def test_its_status_reaches_the_shell(self, url: str):
        """1, and nothing on standard error."""
        words = ["overdue", "--store", url, "--on", LATE]
        done = _run_alone(f"from auditflow.cli import run\nsys.exit(run({words!r}))")
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith("Overdue on Wed 2022-10-26: 2\n")

    def test_who_reads_only_the_beginning_is_no_error(self, tmp_path: Path):
        """A pipe that is closed early ends the command, without a word."""
        many = store_with(tmp_path, *so_many(400))
        words = ["overdue", "--store", many, "--on", "2022-09-29", "--json-lines"]
        paths = f"import sys; sys.path[:] = {sys.path!r}"
        code = f"{paths}\nfrom auditflow.cli import run\nsys.exit(run({words!r}))"
        with subprocess.Popen(
            [sys.executable, "-c", code],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline().startswith(b'{"list": "overdue"')
            process.stdout.close()
            assert process.stderr.read() == b""


def test_a_day_later_what_was_overdue_still_is(url: str):
    """Nothing leaves the list by itself."""
    before: set[tuple[str, str]] = set()
    for more in range(40):
        day = str(date(2022, 9, 27) + timedelta(days=more))
        found = overdue(url, "--json", on=day).json
        now = {(row["case"], row["deadline"]) for row in found["overdue"]}
        assert before <= now
        before = now
    assert len(before) == 4
