"""``auditflow simulate`` and ``auditflow habits``: the risk, on paper and as data."""

import sys
from pathlib import Path

import pytest

from auditflow.simulation import Habits
from auditflow.store import open_store
from tests.cli.commands import BENGTSFORS, GULLSPANG, LETTER, Ran, auditflow

RECEIVED = "--received", "2022-09-27"
MEETINGS = "--meetings", GULLSPANG
AUTUMN = """\
[[letters]]
body = "kommunstyrelsen"
authority = "gullspang"
number = 12
first = 2022-01-10
last = 2022-09-01
"""


def simulated(*words: str, meetings: str = GULLSPANG) -> Ran:
    """The risk of the seed letter, from a hundred runs unless others are asked for."""
    runs = () if "--runs" in words else ("--runs", "100")
    return auditflow(
        "simulate", LETTER, *RECEIVED, "--meetings", meetings, *runs, *words
    )


@pytest.fixture
def autumn(tmp_path: Path) -> str:
    """A description of what comes in."""
    path = tmp_path / "autumn.toml"
    path.write_text(AUTUMN, encoding="utf-8")
    return str(path)


@pytest.fixture
def played(tmp_path: Path, autumn: str) -> str:
    """The address of a store into which it was played, until the first of June."""
    url = f"sqlite:///{tmp_path}/played.db"
    ran = auditflow(
        "simulate", autumn, *MEETINGS, "--runs", "10", "--until", "2022-06-01",
        "--write", url,
    )  # fmt: skip
    assert ran.status == 0, ran.err
    assert f"cases written to {url}" in ran.out
    return url


def test_each_meeting_has_a_row_within_80_columns():
    """In English and in Swedish, without colour in a pipe."""
    for language in ("en", "sv"):
        out = simulated("--lang", language).out
        assert max(map(len, out.splitlines())) <= 80
        assert "\x1b" not in out
        assert all(f"2022-{day}" in out for day in ("11-02", "11-23", "12-14"))
    assert "Sikta på ons 2022-11-02" in simulated("--lang", "sv").out
    said = " ".join(simulated().out.split())
    assert "Aim for Wed 2022-11-02: the answer is in time in" in said
    assert "So does the plan." in said


def test_another_meeting_than_the_plan_aims_for_may_be_likelier():
    """Then it is said so."""
    said = " ".join(simulated(meetings=BENGTSFORS).out.split())
    assert "Aim for Wed 2022-10-19: the answer is in time in" in said
    assert "The plan aims for Wed 2022-11-16." in said


def test_the_data_has_whole_counts():
    """Runs that are in time, and the days of all answers, add up."""
    found = simulated("--json").json
    assert (found["runs"], found["seed"], found["reply_by"]) == (100, 1, "2022-11-25")
    for meeting in found["meetings"]:
        assert sum(meeting["answered"].values()) + meeting["unknown"] == 100
        late = sum(meeting["late_through"].values())
        assert meeting["in_time"] + late == 100
    assert found["best"] == "2022-11-02"
    assert simulated("--json").out == simulated("--json", "--seed", "1").out
    assert simulated("--json").out != simulated("--json", "--seed", "2").out


def test_habits_change_the_risk(tmp_path):
    """Where the draft takes a year, no answer is in time."""
    slow = tmp_path / "slow.toml"
    slow.write_text("draft = 250", encoding="utf-8")
    ran = simulated("--habits", str(slow))
    assert "The answer is in time in no run: ask for an extension." in ran.out
    assert "the meetings that are known end first" in ran.out


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_picture_is_a_new_file(tmp_path, suffix):
    """Of the kind that its name says; one that is there is never overwritten."""
    path = tmp_path / f"risk.{suffix}"
    assert simulated("--plot", str(path)).status == 0
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}
    assert path.read_bytes().startswith(begins[suffix])
    again = simulated("--plot", str(path))
    assert again.status == 2
    assert "is already there; name a new file" in again.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--runs", "-5"], "-5 runs; give a whole number from 1"),
        (["--seed", "-1"], "-1 as a seed; give a whole number from 0"),
        (
            ["--plot", "risk.jpg"],
            "risk.jpg: is no picture; call it something that ends",
        ),
        (["--until", "2022-12-01"], "--until means nothing here: it is for many cases"),
        (["--write", "sqlite:///x.db"], "--write means nothing here"),
        (["--habits", "nope.toml"], "nope.toml: there is no such file"),
        (["--today", "2022-09-01"], "look from 2022-09-27 or later"),
    ],
)
def test_what_cannot_be_played_is_told_on_a_line(words, said):
    """With status 2, and nothing on standard output."""
    ran = simulated(*words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_habits_that_never_finish_are_refused_with_their_place(tmp_path):
    """The file, the word, and what to write instead."""
    never = tmp_path / "never.toml"
    never.write_text("tabled = 70\nremitted = 30\n", encoding="utf-8")
    ran = simulated("--habits", str(never))
    assert ran.status == 2
    assert f"{never}: tabled (line 1): 70 of a hundred are put off" in ran.err


def test_without_meetings_nothing_is_guessed():
    """The day of a decision is never made up."""
    ran = auditflow("simulate", LETTER, *RECEIVED)
    assert ran.status == 2
    assert "the meetings of kommunstyrelsen around 2022-09-27 are not known" in ran.err


def test_a_picture_needs_its_extra(monkeypatch, tmp_path):
    """And says how to get it."""
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    monkeypatch.delitem(sys.modules, "auditflow.simulation.picture", raising=False)
    ran = simulated("--plot", str(tmp_path / "r.png"))
    assert ran.status == 2
    assert "pip install 'auditflow[plot]'" in ran.err


class TestManyCases:
    """A description of what comes in, and the cases of a store."""

    def test_how_many_are_late_and_which_week_is_the_worst(self, autumn):
        """In English and in Swedish, within 80 columns."""
        words = "simulate", autumn, *MEETINGS, "--runs", "50"
        english, swedish = auditflow(*words), auditflow(*words, "--lang", "sv")
        assert "Late answers: " in english.out
        assert "← the most" in english.out
        assert "Sena svar: " in swedish.out
        assert "← flest" in swedish.out
        for ran in (english, swedish):
            assert ran.status == 0
            assert max(map(len, ran.out.splitlines())) <= 80

    def test_the_data_adds_up(self, autumn):
        """Late answers are counted run by run, and case by case."""
        ran = auditflow("simulate", autumn, *MEETINGS, "--runs", "50", "--json")
        found = ran.json
        assert len(found["cases"]) == 12
        missed = sum(50 - case["in_time"] for case in found["cases"])
        assert found["late"]["in_all_runs"] == missed
        assert sum(found["late"]["runs_by_number"]) == 50
        assert found["bottleneck"] in {week["monday"] for week in found["weeks"]}

    def test_what_was_played_is_looked_at_with_every_other_command(self, played):
        """The list of what is overdue, a plan, a history; and the ledger verifies."""
        store = "--store", played
        listed = auditflow("list", "--json", *store).json
        assert {case["state"] for case in listed} >= {"answered"}
        name = listed[0]["case"]
        assert auditflow("plan", name, *store).status == 0
        assert auditflow("history", name, *store).status == 0
        assert auditflow("store", "verify", *store).status == 0
        assert auditflow("overdue", "--on", "2022-06-02", *store).status in (0, 1)

    def test_made_up_cases_never_stand_among_others(self, played, autumn):
        """A store that holds cases takes none."""
        ran = auditflow("simulate", autumn, *MEETINGS, "--write", played)
        assert ran.status == 2
        assert "holds cases already, among which made-up ones must not stand" in ran.err

    def test_the_open_cases_of_a_store_are_looked_at(self, played):
        """By the rules and meetings that it keeps."""
        words = "simulate", "--store", played, "--runs", "50", "--json"
        found = auditflow(*words, "--today", "2022-06-02").json
        with open_store(played) as store:
            names = {case.name for case in store.cases(ended=False)}
        assert {case["case"] for case in found["cases"]} == names
        refused = auditflow(*words, *MEETINGS)
        assert "the cases of a store say that themselves" in refused.err

    def test_the_starting_points_need_no_store(self, tmp_path):
        """They are printed, and read again as they are."""
        for language in ("en", "sv"):
            ran = auditflow("habits", "--defaults", "--lang", language)
            assert ran.status == 0
            assert Habits.from_text(ran.out) == Habits()
        refused = auditflow("habits", "--defaults", "--store", "sqlite:///x.db")
        assert refused.status == 2

    def test_only_what_is_wanted_by_a_day_is_listed(self, autumn):
        """And counted."""
        words = "simulate", autumn, *MEETINGS, "--runs", "10"
        few = auditflow(*words, "--until", "2022-06-30")
        data = auditflow(*words, "--until", "2022-06-30", "--json").json
        wanted = sum(case["counts"] for case in data["cases"])
        assert f"12 cases · {wanted} wanted by 2022-06-30 · 10 runs" in few.out
        assert few.out.count("kommunstyrelsen/2022-s") == wanted

    def test_habits_are_fitted_to_a_store(self, played, tmp_path):
        """What is printed is read again, and says how much it rests on."""
        ran = auditflow("habits", "--store", played)
        assert ran.status == 0
        assert "# seen: 0; a starting point of auditflow's" in ran.out
        assert "# never fitted: a starting point" in ran.out
        fitted = tmp_path / "habits.toml"
        fitted.write_text(ran.out, encoding="utf-8")
        assert Habits.read(fitted) != Habits()
        swedish = auditflow("habits", "--store", played, "--lang", "sv")
        assert "auditflows antagande, som ingen har mätt" in swedish.out
        assert simulated("--habits", str(fitted)).status == 0
