"""``auditflow play``: a scenario on the command line."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from auditflow.scenario.expectation import ADVICE, PROBLEMS
from tests.cli.commands import auditflow
from tests.scenario.texts import text_of
from tests.test_docs import _keys, _sections

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "examples" / "scenarios"
REFERENCE = ROOT / "docs" / "reference" / "command-line.md"
MET = "on = 2022-10-10\nstep = 'draft'\nexpect.state = 'drafted'"
NOT_MET = "on = 2022-10-10\nstep = 'draft'\nexpect.due.draft = 2022-10-03"
REFUSED = "on = 2022-10-10\nstep = 'adopt'\nwhy = 'bråttom'\nexpect.state = 'adopted'"


@pytest.fixture
def write(tmp_path: Path):
    """Write a scenario to a file, and name it."""

    def writing(*then: str, name: str = "ett") -> str:
        path = tmp_path / f"{name}.scenario.toml"
        path.write_text(text_of(*then), encoding="utf-8")
        return str(path)

    return writing


def lines(out: str) -> list[list[str]]:
    """Each line that is printed, cell by cell."""
    return [re.split(" {2,}", line.strip()) for line in out.splitlines()]


def test_a_course_day_by_day(write):
    """The day, what happened, the state, and how much came true."""
    file = write(MET, "on = 2022-10-11")
    ran = auditflow("play", file)
    assert (ran.status, ran.err) == (0, "")
    assert lines(ran.out)[3:] == [
        ["Day", "What happened", "State", "Met"],
        ["Tue 2022-09-27", "The memo came in", "received"],
        ["Mon 2022-10-10", "Answer drafted", "drafted", "1/1"],
        ["Tue 2022-10-11", "Seen from that day", "drafted"],
        [""],
        ["1 expectation on 3 days: all met."],
    ]
    swedish = auditflow("play", file, "--lang", "sv")
    assert lines(swedish.out)[3:] == [
        ["Dag", "Vad som hände", "Läge", "Väntat"],
        ["tis 2022-09-27", "Missivet kom in", "inkommen"],
        ["mån 2022-10-10", "Svaret berett", "beredd", "1/1"],
        ["tis 2022-10-11", "Läget den dagen", "beredd"],
        [""],
        ["1 förväntning på 3 dagar: alla uppfyllda."],
    ]


def test_what_is_otherwise_is_explained_under_the_course(write):
    """Status 1, and the reasons of the plan, in either language."""
    file = write(NOT_MET)
    ran = auditflow("play", file)
    assert (ran.status, ran.err) == (1, "")
    assert "! due.draft: expected 2022-10-03, found 2022-10-28" in ran.out
    assert "5 business days before 2022-11-04 is 2022-10-28" in ran.out
    swedish = auditflow("play", file, "--lang", "sv")
    assert "! due.draft: väntat 2022-10-03, fick 2022-10-28" in swedish.out
    assert "5 arbetsdagar före 2022-11-04 är 2022-10-28" in swedish.out


def test_an_unexpected_refusal_is_told(write):
    """With why the day is in the scenario, and how much was not played."""
    ran = auditflow("play", write(REFUSED, MET))
    assert ran.status == 1
    shown = " ".join(ran.out.split())
    assert "bråttom ! was refused: cannot adopt: the case is received; a case" in shown
    assert "1 later happening was not played." in shown


def test_several_are_told_on_a_line_each(write, tmp_path: Path):
    """With the course of those that fail; or of all, or none, as one asks."""
    write(MET, name="a"), write(NOT_MET, name="b")
    ran = auditflow("play", str(tmp_path))
    assert ran.status == 1
    assert ran.out.splitlines()[0] == "met  1/1  Ett svar"
    assert ran.out.splitlines()[-1] == "2 scenarios: 1 not met."
    assert ran.out.count("What happened") == 1
    none = auditflow("play", str(tmp_path), "--no-course")
    assert none.out.splitlines()[:2] == ["met  1/1  Ett svar", "not met  0/1  Ett svar"]
    every = auditflow("play", str(tmp_path), "--course", "--lang", "sv")
    assert every.out.count("Vad som hände") == 2
    assert every.out.splitlines()[-1] == "2 scenarier: 1 ej uppfyllda."


def test_the_shipped_ones_come_true():
    """As the documentation says."""
    ran = auditflow("play", str(SHIPPED))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].endswith("scenarios: all met.")
    swedish = auditflow("play", str(SHIPPED), "--lang", "sv")
    assert swedish.out.splitlines()[-1].endswith("scenarier: alla uppfyllda.")
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_course_fits_on_a_terminal(language: str):
    """80 columns, also of what is refused and why."""
    ran = auditflow("play", str(SHIPPED), "--course", "--lang", language)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_what_is_wrong_in_any_is_told_and_nothing_is_played(write, tmp_path: Path):
    """A line each, for every file; status 2."""
    write(MET, name="a")
    write("on = 2022-09-26\nstep = 'drafft'", name="b")
    missing = str(tmp_path / "c.scenario.toml")
    ran = auditflow("play", str(tmp_path), missing)
    assert (ran.status, ran.out) == (2, "")
    told = ran.err.splitlines()
    assert len(told) == 4
    assert "b.scenario.toml: then 1: step (line 7): 'drafft' is no step" in told[0]
    assert "then 1: on (line 6): 2022-09-26 lies before 2022-09-27" in told[1]
    assert "expects nothing, so that it cannot fail; say what is expected" in told[2]
    assert told[3].startswith(f"auditflow: {missing}: there is no such file; ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param([], "Missing argument 'SCENARIO...'", id="nothing"),
        pytest.param(["."], "holds no scenario; name a folder", id="an-empty-folder"),
        pytest.param(["x.toml"], "x.toml: there is no such file", id="no-file"),
        pytest.param([""], "name", id="an-empty-name"),
    ],
)
def test_nothing_to_play_is_no_good_news(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """From the wrong folder everything would seem to be met."""
    monkeypatch.chdir(tmp_path)
    ran = auditflow("play", *words)
    assert ran.status == 2
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_json_says_all_of_it(write):
    """Each day and each check, with the reasons of what is otherwise."""
    ran = auditflow("play", write(NOT_MET), write(REFUSED, name="b"), "--json")
    assert ran.status == 1
    data = ran.json
    assert data["met"] is False
    first, second = data["scenarios"]
    assert (first["title"], first["met"], first["expectations"]) == (
        "Ett svar",
        False,
        1,
    )
    assert (first["not_met"], first["not_played"]) == (1, 0)
    arrival, drafted = first["stages"]
    assert (arrival["then"], arrival["event"], arrival["checks"]) == (0, "received", [])
    (check,) = drafted["checks"]
    assert (check["key"], check["expected"], check["found"], check["met"]) == (
        "due.draft", "2022-10-03", "2022-10-28", False,
    )  # fmt: skip
    assert [one["id"] for one in check["deadlines"]] == ["draft"]
    assert second["stages"][1]["refused"].startswith("cannot adopt: ")
    assert second["stages"][1]["state"] == "received"
    assert auditflow("play", write(MET), "--json").status == 0


def test_each_json_key_is_in_the_reference(write):
    """Whoever writes a script finds each key explained."""
    printed = auditflow("play", write(NOT_MET), "--json").json
    sections = _sections(REFERENCE)
    explained = sections["`auditflow play`"] + sections["`auditflow plan`"]
    keys = set(_keys(printed)) - {"day", "kind", "source", "reasons"}
    assert {key for key in keys if f"`{key}`" not in explained} == set()


def test_in_a_pipe_nothing_is_coloured_and_no_letter_stops_it(write):
    """A terminal of an older kind shows what it can."""
    done = subprocess.run(
        [sys.executable, "-m", "auditflow", "play", write(NOT_MET), "--lang", "sv"],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "FORCE_COLOR": ""},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"\x1b[" not in done.stdout
    assert b"Traceback" not in done.stderr


def test_what_a_scenario_says_does_not_steer_the_terminal(write):
    """Brackets are no markup, and escapes are shown as none."""
    then = 'on = 2022-10-10\nstep = "adopt"\nwhy = "[red]\\u001b[31m"\nexpect.dnr = "1"'
    ran = auditflow("play", write(then))
    assert ran.status == 1
    assert "[red]" in ran.out
    assert "\x1b" not in ran.out


def test_an_unexpected_refusal_is_counted_for_itself(write):
    """In words, on a line, and in JSON: what was not reached is not otherwise."""
    later = "on = 2022-10-12\nexpect = { dnr = 'x', next = 'adopt' }"
    file = write("on = 2022-10-07\nexpect.dnr = 'none'", REFUSED, later)
    ran = auditflow("play", file)
    assert ran.out.splitlines()[-1] == (
        "4 expectations on 4 days: 1 unexpected refusal, 3 not reached."
    )
    assert auditflow("play", file, "--no-course").out == "refused  1/4  Ett svar\n"
    swedish = auditflow("play", file, "--no-course", "--lang", "sv")
    assert swedish.out == "nekad  1/4  Ett svar\n"
    (data,) = auditflow("play", file, "--json").json["scenarios"]
    counted = [data[key] for key in ("expectations", "not_met", "not_reached")]
    assert counted == [4, 0, 3]
    assert (data["met"], data["unexpected_refusals"]) == (False, 1)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("true", True), ("'received'", ["received"]), ("['a', 'b']", ["a", "b"])],
)
def test_json_says_which_refusal_is_expected(write, wanted: str, said: object):
    """True for any, or the words."""
    file = write(f"on = 2022-10-10\nstep = 'adopt'\nexpect.refused = {wanted}")
    (data,) = auditflow("play", file, "--json").json["scenarios"]
    assert data["stages"][1]["checks"][0]["expected"] == said
    empty = auditflow("play", write("on = 2022-10-10\nexpect.overdue = []"), "--json")
    assert empty.json["scenarios"][0]["stages"][1]["checks"][0]["expected"] == []


def test_each_kind_of_problem_and_advice_is_in_the_reference():
    """Whoever expects one finds when it is told."""
    section = _sections(REFERENCE)["The kinds of problems and advice"]
    assert [
        kind for kind in (*PROBLEMS, *ADVICE) if f"| `{kind}` |" not in section
    ] == []


def test_help_names_the_page():
    """The example is short; the page has the rest."""
    assert "docs/how-to/play-a-lifecycle.md" in auditflow("play", "--help").out
