"""A case in a store where a command takes a file: by its name, by the store's rules."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.case.file import case_to_text
from auditflow.export import case_diagram
from auditflow.store import NewTable
from tests.cli.commands import GULLSPANG, LETTER, auditflow
from tests.cli.in_a_store import SEED, InAStore

TAKE_A_CASE = ("plan", "history", "actions", "diagram")
ON = ("--on", "2022-10-05", "--by", "anna")


@pytest.fixture
def here(tmp_path: Path) -> InAStore:
    """A folder with a store in which the seed's case is."""
    return InAStore(tmp_path).with_seed()


def exported(here: InAStore, name: str = SEED) -> str:
    """The case as a case file."""
    with here.store() as store:
        return here.file("case.json", case_to_text(store.case(name).case))


class TestTheSame:
    """A case is told alike, from a store and from a file."""

    @pytest.mark.parametrize(
        "words",
        [
            ("plan", "CASE", "--json", "--today", "2022-10-10"),
            ("plan", "CASE", "--refer", "socialnämnden=2022-10-20", "--json"),
            ("explain", "CASE", "adopt", "--json"),
            ("history", "CASE", "--json"),
            ("actions", "CASE", "--today", "2022-10-10", "--json"),
            ("diagram", "CASE", "--lang", "sv"),
        ],
        ids=" ".join,
    )
    def test_as_its_case_file(self, here, words):
        """Where the rules are the same."""
        here.done("step", SEED, "draft", *ON)
        file = exported(here)
        of_store = (SEED if word == "CASE" else word for word in words)
        of_file = (file if word == "CASE" else word for word in words)
        assert here.done(*of_store).out == here.done(*of_file).out

    def test_by_its_diary_number(self, here):
        """As it is written, where only one case has that."""
        here.done("record", SEED, "registered", "dnr=KS 2022/347", *ON)
        told = here.done("plan", "KS 2022/347", "--json").json
        assert told["case"] == "vanersborg/kommunstyrelsen/ks-2022-347"

    def test_within_an_authority(self, here):
        """Without its name."""
        words = ("kommunstyrelsen/2022-347", "--authority", "vanersborg", "--json")
        assert here.done("history", *words).json["case"] == SEED

    def test_at_an_address(self, here):
        """Whatever the environment says."""
        elsewhere = {"AUDITFLOW_STORE": "sqlite:////nowhere/x.db"}
        words = ("plan", SEED, "--store", here.url, "--json")
        assert auditflow(*words, env=elsewhere).json["case"] == SEED

    def test_a_proof_of_its_day_holds(self, here):
        """It is written and checked as any other."""
        proof = str(here.folder / "proof.json")
        here.done("explain", SEED, "draft", "--proof", proof)
        assert here.done("check", proof).out.startswith("The proof holds: Answer draft")

    def test_a_file_of_that_name_goes_first(self, here, monkeypatch):
        """What is there is meant."""
        monkeypatch.chdir(here.folder)
        path = here.folder / SEED
        path.parent.mkdir(parents=True)
        path.write_text(Path(LETTER).read_text("utf-8"), "utf-8")
        ran = here.run("plan", SEED)
        assert "Missing option '--received'" in ran.err


class TestRules:
    """The case goes by what its store keeps."""

    def test_its_meetings(self, here):
        """The plan aims for one of them."""
        with here.store() as store:
            text = Path(GULLSPANG).read_text("utf-8")
            table = NewTable(text, "gullspang-2022.csv")
            store.use(table, authority="vanersborg", by="anna")
        told = here.done("plan", SEED, "--json").json
        chosen = [meeting["day"] for meeting in told["meetings"] if meeting["chosen"]]
        assert chosen == ["2022-11-02"]
        assert "2022-11-02" in here.done("explain", SEED, "adopt").out

    def test_its_business_days(self, here):
        """Also the days that the municipality closed."""
        closed = BusinessCalendar.sweden(
            closed={date(2022, 9, 28): "stängt"},
            version="Vänersborg 1",
            valid_from=date(2022, 1, 1),
        )
        with here.store() as store:
            store.use(closed, authority="vanersborg", by="anna", running=True)
        told = here.done("plan", SEED, "--json").json
        assert told["business_calendar"] == closed.name

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            pytest.param(
                ("--rules", "x.toml", "--meetings", "y.csv", "--closed", "2022-10-10"),
                "a case in a store goes by the rules and calendars that are kept "
                "there; leave --rules, --meetings and --closed out",
                id="rules",
            ),
            pytest.param(
                ("--open", "2022-10-10"),
                "a case in a store goes by the rules and calendars that are kept "
                "there; leave --open out",
                id="days",
            ),
            pytest.param(
                ("--received", "2022-09-27", "--body", "KS"),
                "the case says what happened and where; leave --received and --body "
                "out",
                id="what-happened",
            ),
        ],
    )
    def test_others_are_refused(self, here, words, complaint):
        """With the mend, whatever command plans."""
        for command in (("plan", SEED), ("explain", SEED, "draft")):
            said = here.refused(*command, *words)
            see = f"see: auditflow {command[0]} --help"
            assert said == f"auditflow: {complaint}; {see}\n"


class TestHistory:
    """``auditflow history`` of a case in a store."""

    def test_entries_keep_the_number_under_which_they_were_written(self, here):
        """And stand in the order in which things happened."""
        here.done("step", SEED, "draft", *ON)
        here.done("record", SEED, "assigned", "to=Bo", "--on", "2022-09-30", *ON[2:])
        told = here.done("history", SEED, "--json").json["history"]
        assert [(entry["number"], entry["event"]) for entry in told] == [
            (1, "received"),
            (3, "assigned"),
            (2, "drafted"),
        ]

    def test_what_was_written_later_is_left_out(self, here):
        """With the numbers as they are."""
        with here.store() as store:
            recorded = store.case(SEED).entries[-1].recorded
        here.done("step", SEED, "draft", *ON)
        words = ("--known-at", recorded.isoformat(), "--json")
        told = here.done("history", SEED, *words).json
        assert (len(told["history"]), told["state"]) == (1, "received")
        deadlines = here.done("plan", SEED, *words).json["deadlines"]
        assert {deadline["met_by"] for deadline in deadlines} == {None}


class TestNeither:
    """What is no file and no case says both ways."""

    @pytest.mark.parametrize("command", TAKE_A_CASE)
    def test_a_word(self, here, command):
        """It may be the name of a file, or a piece of that of a case."""
        assert here.refused(command, "nowhere") == (
            "auditflow: nowhere: there is no such file; check the name and the folder, "
            "or name a case in the store: sala/kommunstyrelsen/2022-347\n"
        )

    @pytest.mark.parametrize("command", TAKE_A_CASE)
    def test_a_name_that_no_case_has(self, here, command):
        """Those that are close are named."""
        name = "vanersborg/kommunstyrelsen/2022-348"
        assert here.refused(command, name) == (
            f"auditflow: {name}: is no file, and the store has no case of that name; "
            f"did you mean {SEED}?\n"
        )

    def test_a_name_without_a_store(self, tmp_path):
        """The file may be elsewhere, and so may the store."""
        nowhere = InAStore(tmp_path)
        said = nowhere.refused("plan", "letters/missiv")
        assert said.startswith("auditflow: letters/missiv: is no file, and there is no")
        assert said.endswith("or say where it is with --store URL\n")
        assert not nowhere.is_there

    def test_an_authority_that_has_no_case(self, here):
        """It is told as well."""
        said = here.refused("history", SEED, "--authority", "sala")
        assert "is no file, and the store shows no cases of the authority" in said

    @pytest.mark.parametrize("name", ["letters/x.txt", "x.pdf", "a/b/case.json"])
    def test_what_ends_as_a_file_was_meant_as_one(self, here, name):
        """Nobody looks for it in a store."""
        said = here.refused("plan", name, "--received", "2022-09-27")
        assert said == (
            f"auditflow: {name}: there is no such file; check the name and the folder\n"
        )

    @pytest.mark.parametrize("name", ["a" * 5000 + "/b", "a/\0", "//", "/", "../x/y"])
    def test_what_no_system_can_hold(self, here, name):
        """It is refused like any other."""
        assert len(here.refused("history", name).splitlines()) == 1

    def test_a_file_is_in_no_store(self, here):
        """Nor is no case at all."""
        words = ("plan", LETTER, "--received", "2022-09-27", "--store", here.url)
        said = here.refused(*words)
        assert said.startswith(
            "auditflow: a file is in no store; leave --store out, or"
        )
        said = here.refused("diagram", "--authority", "sala")
        assert said.startswith("auditflow: no case is named; leave --authority out, or")


def test_the_diagram_is_that_of_the_case(here):
    """With its days."""
    here.done("step", SEED, "draft", *ON)
    with here.store() as store:
        drawn = case_diagram(store.case(SEED).case, "en")
    assert "2022-10-05" in drawn
    assert here.done("diagram", SEED).out == drawn


@pytest.mark.parametrize(
    "words", [("plan", LETTER, "--received", "2022-09-27"), ("history", "CASE")]
)
def test_a_file_waits_for_no_database(here, words):
    """What a store is built on is not imported for it."""
    file = exported(here)
    asked = [file if word == "CASE" else word for word in words]
    code = f"from auditflow.cli import run\nimport sys\nstatus = run({asked!r})\n"
    told = "print(status, 'sqlalchemy' in sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + told],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
        check=True,
    )
    assert done.stderr == "0 False\n"
