"""A case file on the command line: its history, its picture, its promises, its plan."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

from auditflow import BusinessCalendar, Rulebook, read_memo
from auditflow.case import Case
from auditflow.case.file import case_to_text, event_to_json, write_case
from auditflow.events import MeasureDone, Registered, Response
from auditflow.export import case_diagram, lifecycle_diagram
from tests.cli.commands import GULLSPANG, LETTER, auditflow
from tests.test_docs import _keys, _sections

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference" / "command-line.md"
TYPO = Registered(on=date(2022, 9, 28), by="registrator", dnr="KS 2022/374")


def a_case(**more: Any) -> Case:
    """The seed's case: a typo, a draft that was entered late, and a correction."""
    memo = read_memo(Path(LETTER)).memo
    assert memo is not None
    case = Case.open(memo, received=date(2022, 9, 27), **more).record(TYPO)
    case = case.take(
        "draft",
        on=date(2022, 10, 5),
        by="anna",
        recorded=datetime(2022, 10, 7, 8, 30, tzinfo=UTC),
        document="dok 12",
        responses=[
            Response(1, measure="ses över", responsible="chefen", day=date(2023, 1, 9)),
            Response(2, measure="rutin", responsible="chefen", day=date(2023, 3, 31)),
            Response(3, "not_accepted", "görs redan"),
            *(Response(n, "already_done", "klart") for n in range(4, 8)),
        ],
    )
    return case.correct(
        TYPO,
        attrs.evolve(TYPO, dnr="KS 2022/347"),
        on=date(2022, 10, 10),
        by="registrator",
        reason="omkastade siffror",
    )


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The case file of `a_case`."""
    path = tmp_path / "case.json"
    write_case(a_case(), path)
    return str(path)


class TestHistory:
    """``auditflow history``."""

    def test_for_people(self, file: str):
        """What was struck says so in words, for a pipe shows no stroke."""
        ran = auditflow("history", file, "--lang", "sv")
        assert (ran.status, ran.err) == (0, "")
        cells = [re.split(" {2,}", line.strip()) for line in ran.out.splitlines()]
        assert cells[1:] == [
            ["vanersborg/kommunstyrelsen/ks-2022-347"],
            ["kommunstyrelsen · läge: beredd"],
            [""],
            ["Nr", "Dag", "Vad som hände", "Av"],
            ["1", "tis 2022-09-27", "Missivet kom in", "registrator"],
            ["2", "ons 2022-09-28", "Diariefört som KS 2022/374", "registrator"],
            ["gäller inte, se nr 4"],
            [
                "3",
                "ons 2022-10-05",
                "Svaret berett, med svar på rekommendationerna",
                "anna",
            ],
            ["1–7"],
            ["antecknat 2022-10-07 10:30"],
            ["handling: dok 12"],
            [
                "4",
                "mån 2022-10-10",
                "Rättelse: ”Diariefört som KS 2022/374”",
                "registrator",
            ],
            ["(2022-09-28) ska vara ”Diariefört som KS"],
            ["2022/347”; omkastade siffror"],
            ["rättar nr 2"],
        ]
        assert max(map(len, ran.out.splitlines())) <= 80

    def test_in_english(self, file: str):
        """All of it; the words of the case stay as they are."""
        out = auditflow("history", file, "--lang", "en").out
        assert "kommunstyrelsen · state: drafted\n" in out
        for said in (
            "No.  Day             What happened", "Registered as KS 2022/374",
            "does not hold, see no. 4", "recorded 2022-10-07 10:30",
            "document: dok 12", "corrects no. 2", "omkastade siffror",
        ):  # fmt: skip
            assert said in out
        assert max(map(len, out.splitlines())) <= 80

    def test_a_pipe_and_no_color_get_plain_text(self, file: str):
        """Colour and strokes are for terminals."""
        assert "\x1b" not in auditflow("history", file).out
        forced = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
        shown = auditflow("history", file, env=forced).out
        assert re.search(r"\x1b\[[\d;]*9m", shown), "a stroke on a terminal"
        plain = auditflow("history", file, env={**forced, "NO_COLOR": "1"}).out
        assert not re.search(r"\x1b\[[\d;]*3[1-7]m", plain)

    def test_json(self, file: str):
        """Stable keys, both languages, and whatever else the entry says."""
        told = auditflow("history", file, "--json").json
        assert {k: told[k] for k in told if k != "history"} == {
            "case": "vanersborg/kommunstyrelsen/ks-2022-347",
            "body": "kommunstyrelsen",
            "state": "drafted",
            "known_at": None,
        }
        assert told["history"][1] == {
            "number": 2,
            "event": "registered",
            "on": "2022-09-28",
            "by": "registrator",
            "recorded": "2022-09-28T00:00:00+02:00",
            "holds": False,
            "corrects": None,
            "corrected_by": 4,
            "details": {"dnr": "KS 2022/374"},
            "sv": "Diariefört som KS 2022/374",
            "en": "Registered as KS 2022/374",
        }
        correction = told["history"][3]
        assert (correction["holds"], correction["corrects"]) == (True, 2)
        right = event_to_json(attrs.evolve(TYPO, dnr="KS 2022/347"))
        assert correction["details"] == {"reason": "omkastade siffror", "right": right}
        assert {tuple(entry) for entry in told["history"]} == {tuple(correction)}

    @pytest.mark.parametrize(
        ("instant", "numbers"),
        [
            pytest.param("2022-09-27", [1], id="the-end-of-a-day"),
            pytest.param("2022-09-28", [1, 2], id="of-the-day-it-was-recorded"),
            pytest.param("2022-10-07T10:29:59+02:00", [1, 2], id="before-the-draft"),
            pytest.param("2022-10-07T08:30:00Z", [1, 2, 3], id="at-that-instant"),
            pytest.param("2022-10-10", [1, 2, 3, 4], id="all"),
        ],
    )
    def test_as_known_at(self, file: str, instant: str, numbers: list[int]):
        """What was recorded later is not there, and corrects nothing."""
        told = auditflow("history", file, "--known-at", instant, "--json").json
        assert [entry["number"] for entry in told["history"]] == numbers
        assert told["state"] == ("drafted" if 3 in numbers else "received")
        struck = [e["number"] for e in told["history"] if not e["holds"]]
        assert struck == ([2] if 4 in numbers else [])
        assert datetime.fromisoformat(told["known_at"]).tzinfo is not None

    def test_a_line_says_from_when_it_is_seen(self, file: str):
        """Nobody takes an old answer for a new one."""
        words = ("history", file, "--known-at", "2022-10-07T12:00:00Z", "--lang", "sv")
        assert (
            "läge: beredd · som det var känt 2022-10-07 14:00" in auditflow(*words).out
        )

    def test_standard_input(self):
        """As the other commands take it."""
        given = case_to_text(a_case()).encode()
        ran = auditflow("history", "-", "--json", given=given)
        assert (ran.status, len(ran.json["history"])) == (0, 4)

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            pytest.param(
                ("history", LETTER),
                f'auditflow: {LETTER}: is no case file; give a file in JSON that says '
                '"format": "auditflow-case"\n',
                id="a-letter",
            ),
            pytest.param(
                ("history", "nowhere.json"),
                "auditflow: nowhere.json: there is no such file; check the name and "
                "the folder\n",
                id="no-file",
            ),
            pytest.param(
                ("history", "FILE", "--known-at", "2022-10-07T10:00"),
                "auditflow: '2022-10-07T10:00' is no instant; write a day, as "
                "2022-11-02, of which the end is meant, or an instant with its offset, "
                "as 2022-11-02T14:00:00+01:00\n",
                id="no-offset",
            ),
            pytest.param(
                ("history", "FILE", "--known-at", "2022-02-30"),
                "auditflow: '2022-02-30' is no day of the calendar; write a day as "
                "2022-11-25\n",
                id="no-day",
            ),
            pytest.param(
                ("plan", "FILE", "--received", "2022-09-27", "--body", "KS"),
                "auditflow: the case file says what happened and where; leave "
                "--received and --body out; see: auditflow plan --help\n",
                id="said-twice",
            ),
            pytest.param(
                ("plan", LETTER, "--known-at", "2022-10-01"),
                "auditflow: a letter has no history to look back in; leave --known-at "
                "out; see: auditflow plan --help\n",
                id="a-letter-has-no-history",
            ),
        ],
    )  # fmt: skip
    def test_refusals(self, file: str, words: tuple[str, ...], complaint: str):
        """One line with the mend, status 2, and nothing printed."""
        ran = auditflow(*(file if word == "FILE" else word for word in words))
        assert (ran.status, ran.out, ran.err) == (2, "", complaint)

    def test_before_anything_was_known(self, file: str):
        """It is told from when on one can ask."""
        ran = auditflow("history", file, "--known-at", "2022-09-26")
        assert ran.status == 2
        assert "; ask for an instant from 2022-09-27 00:00:00+02:00 on" in ran.err

    def test_each_problem_of_a_case_file_has_its_line(self, tmp_path: Path):
        """All of them, whichever command reads it."""
        table = json.loads(case_to_text(a_case()))
        table["history"][1]["on"] = "soon"
        table["history"][2]["event"] = "draftd"
        path = tmp_path / "broken.json"
        path.write_text(json.dumps(table), encoding="utf-8")
        for command in ("history", "actions", "diagram", "plan"):
            ran = auditflow(command, str(path))
            assert (ran.status, ran.out) == (2, "")
            assert ran.err == (
                f"auditflow: {path}: history 2: on: 'soon' is no day; write a day as "
                "2022-11-25\n"
                f"auditflow: {path}: history 3: event: 'draftd' is unknown; did you "
                "mean drafted?\n"
            )

    def test_nothing_in_a_case_steers_the_terminal(self, tmp_path: Path):
        """Neither a name nor a reason."""
        case = a_case()
        nasty = attrs.evolve(TYPO, on=date(2022, 11, 1), by="\x1b[31mbo\u202e")
        path = tmp_path / "case.json"
        write_case(case.record(nasty), path)
        for words in (("history", str(path)), ("history", str(path), "--json")):
            out = auditflow(*words).out
            assert "\x1b" not in out
            assert "\u202e" not in out


class TestActions:
    """``auditflow actions``."""

    def test_json(self, tmp_path: Path):
        """A row for each recommendation; overdue is what lies before the day."""
        path = tmp_path / "case.json"
        write_case(a_case().take("adopt", on=date(2022, 11, 2), by="ks"), path)
        words = ("actions", str(path), "--today", "2023-02-01", "--json")
        told = auditflow(*words).json
        assert (told["case"], told["today"]) == (a_case().name, "2023-02-01")
        assert [row["number"] for row in told["actions"]] == [1, 2, 3, 4, 5, 6, 7]
        assert [row["status"] for row in told["actions"]][:4] == [
            "overdue", "open", "none", "done",
        ]  # fmt: skip
        assert told["actions"][0]["response"] == {
            "stance": "accepted",
            "measure": "ses över",
            "responsible": "chefen",
            "day": "2023-01-09",
        }

    def test_a_draft_promises_nothing(self, file: str):
        """Its responses stand there, and none of them is overdue."""
        told = auditflow("actions", file, "--today", "2024-02-01", "--json").json
        assert {row["status"] for row in told["actions"]} == {"none"}

    def test_without_a_day_nothing_is_overdue(self, file: str):
        """The command line does not guess what day it is."""
        told = auditflow("actions", file, "--json").json
        assert told["today"] is None
        assert "overdue" not in [row["status"] for row in told["actions"]]

    def test_for_people(self, tmp_path: Path):
        """What was recommended, what was answered under it, and where it stands."""
        case = a_case().take("adopt", on=date(2022, 11, 2), by="ks")
        done = MeasureDone(on=date(2022, 12, 1), by="chefen", number=1)
        path = tmp_path / "case.json"
        write_case(case.record(done), path)
        words = ("actions", str(path), "--today", "2023-04-03")
        ran = auditflow(*words, "--lang", "sv")
        assert ran.status == 0
        assert max(map(len, ran.out.splitlines())) <= 80
        for said in (
            "kommunstyrelsen · sett från 2023-04-03", "→ godtas: ses över",
            "→ godtas inte: görs redan", "2022-12-01",
        ):  # fmt: skip
            assert said in ran.out
        lines = ran.out.splitlines()
        assert [line.split()[0] for line in lines if line.endswith("försenad")] == ["2"]
        assert "→ accepted: ses över" in auditflow(*words, "--lang", "en").out

    def test_without_any_response(self, tmp_path: Path):
        """Each recommendation is there, and has none."""
        memo = read_memo(Path(LETTER)).memo
        assert memo is not None
        path = tmp_path / "case.json"
        write_case(Case.open(memo, received=date(2022, 9, 27)), path)
        told = auditflow("actions", str(path), "--json").json
        assert [row["response"] for row in told["actions"]] == [None] * 7
        out = auditflow("actions", str(path), "--lang", "sv").out
        assert out.count("→ inget svar") == 7


class TestDiagram:
    """``auditflow diagram``."""

    def test_the_lifecycle(self):
        """In the language that is asked for."""
        assert auditflow("diagram").out == lifecycle_diagram("en")
        assert auditflow("diagram", "--lang", "sv").out == lifecycle_diagram("sv")

    def test_a_case(self, file: str):
        """With its days, from a file or from standard input."""
        drawn = case_diagram(a_case(), "sv")
        assert "beredd<br/>2022-10-05" in drawn
        assert auditflow("diagram", file, "--lang", "sv").out == drawn
        given = case_to_text(a_case()).encode()
        assert auditflow("diagram", "-", "--lang", "sv", given=given).out == drawn

    def test_it_is_utf_8_on_any_terminal(self):
        """Mermaid is read by programs, whatever the terminal is set to."""
        done = subprocess.run(
            [sys.executable, "-m", "auditflow", "diagram", "--lang", "sv"],
            env={**os.environ, "PYTHONIOENCODING": "ascii"},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode() == lifecycle_diagram("sv")


class TestPlan:
    """``auditflow plan`` and ``explain`` of a case file."""

    def test_a_case_that_was_just_opened_is_planned_as_its_letter(self, tmp_path: Path):
        """The same days, whichever of the two was given."""
        memo = read_memo(Path(LETTER)).memo
        assert memo is not None
        path = tmp_path / "case.json"
        write_case(Case.open(memo, received=date(2022, 9, 27)), path)
        words = ("--meetings", GULLSPANG, "--refer", "socialnämnden", "--json")
        of_case = auditflow("plan", str(path), *words)
        of_letter = auditflow("plan", LETTER, "--received", "2022-09-27", *words)
        assert of_case.status == 0
        assert of_case.json == of_letter.json

    def test_the_history_counts(self, file: str):
        """What was done is met, with what met it."""
        told = auditflow("plan", file, "--meetings", GULLSPANG, "--json").json
        by_id = {deadline["id"]: deadline for deadline in told["deadlines"]}
        assert told["case"] == "vanersborg/kommunstyrelsen/ks-2022-347"
        assert (by_id["register"]["status"], by_id["draft"]["met_on"]) == (
            "met",
            "2022-10-05",
        )

    def test_as_known_at(self, file: str):
        """The draft that was entered on the 7th was not known on the 6th."""
        words = ("plan", file, "--meetings", GULLSPANG, "--json", "--known-at")
        before = auditflow(*words, "2022-10-06").json
        after = auditflow(*words, "2022-10-07").json
        drafts = [
            next(d for d in told["deadlines"] if d["id"] == "draft")
            for told in (before, after)
        ]
        assert [draft["met_by"] for draft in drafts] == [None, "drafted"]
        assert before["case"] == "vanersborg/kommunstyrelsen/ks-2022-374"
        heading = auditflow("plan", file, "--known-at", "2022-10-06").out
        assert "vanersborg/kommunstyrelsen/ks-2022-374" in heading

    def test_standard_input(self):
        """A case may come through a pipe, as a letter may."""
        given = case_to_text(a_case()).encode()
        told = auditflow("plan", "-", "--json", given=given).json
        assert told["case"] == a_case().name

    def test_explain(self, file: str):
        """Each command that plans takes a case file."""
        told = auditflow("explain", file, "register", "--json").json
        assert (told["id"], told["met_by"]) == ("register", "registered")

    def test_a_memo_as_json_is_still_a_letter(self, tmp_path: Path):
        """Only the format tells the two apart."""
        path = str(tmp_path / "memo.json")
        assert auditflow("read", LETTER, "--edit-out", path).status == 0
        ran = auditflow("plan", path)
        assert ran.status == 2
        assert "Missing option '--received'" in ran.err
        assert auditflow("plan", path, "--received", "2022-09-27").status == 0

    def test_a_case_is_planned_by_what_it_is_pinned_to(self, tmp_path: Path):
        """By other rules only if somebody names them."""
        rules = tmp_path / "sala.toml"
        rules.write_text(
            'extends = "se-audit-memo"\nid = "sala"\nversion = "1"\n'
            "valid_from = 2022-01-01\n",
            encoding="utf-8",
        )
        path = str(tmp_path / "case.json")
        write_case(a_case(rulebook=Rulebook.read(rules)), Path(path))
        ran = auditflow("plan", path)
        assert ran.status == 2
        assert "pinned to the rulebook 'sala 1', but at hand are: se-audit-m" in ran.err
        told = auditflow("plan", path, "--rules", str(rules), "--json")
        assert (told.status, told.json["rulebook"]) == (0, "sala 1")

    def test_so_with_its_business_calendar(self, tmp_path: Path):
        """The days that a municipality closed are part of the plan."""
        closed = BusinessCalendar.sweden(closed={date(2022, 10, 31): "klämdag"})
        path = str(tmp_path / "case.json")
        write_case(a_case(calendar=closed), Path(path))
        ran = auditflow("plan", path)
        assert ran.status == 2
        assert "pinned to the business calendar" in ran.err
        assert auditflow("plan", path, "--closed", "2022-10-31=klämdag").status == 0


@pytest.mark.parametrize("command", ["history", "actions"])
def test_each_json_key_is_in_the_reference(command: str, file: str):
    """Whoever writes a script finds each key explained."""
    explained = _sections(REFERENCE)[f"`auditflow {command}`"]
    told = auditflow(command, file, "--json").json
    for entry in told.get("history", ()):
        entry["details"] = None  # its keys are those of the case file
    assert {key for key in _keys(told) if f"`{key}`" not in explained} == set()


def test_each_key_of_a_case_file_is_in_the_reference():
    """On top of it and of each entry; the rest is what the events themselves say."""
    explained = _sections(REFERENCE)["The case file"]
    table = json.loads(case_to_text(a_case()))
    keys = {*table, "number", "event", "on", "by", "recorded", "corrects", "right"}
    assert {key for key in keys if f"`{key}`" not in explained} == set()
