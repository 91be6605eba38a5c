"""``auditflow register``: a letter becomes a case in the store, at each body, once."""

from datetime import date
from pathlib import Path

import pytest

from auditflow.case.file import case_to_text
from tests.cli.commands import LETTER
from tests.cli.in_a_store import BOARD, SCHOOLS, SEED, TWO_BODIES, InAStore
from tests.planning.cases import a_case

RECEIVED = ("--received", "2026-02-17")
QUESTIONS = {"bodies.barn- och utbildningsnämnden.reply"}


@pytest.fixture
def here(tmp_path: Path) -> InAStore:
    """A folder without a store."""
    return InAStore(tmp_path)


@pytest.fixture
def letter(here: InAStore) -> str:
    """A memo that two bodies must answer."""
    return here.file("memo.toml", TWO_BODIES)


def names(here: InAStore) -> list[str]:
    """The cases in the store."""
    with here.store() as store:
        return [listed.name for listed in store.list()]


class TestNew:
    """A letter that nobody has registered."""

    def test_each_body_that_must_answer_gets_a_case(self, here, letter):
        """With its own name and reply day; the store is made."""
        told = here.done("register", letter, *RECEIVED, "--json").json
        board, schools = told["cases"]
        assert (board["body"], board["reply_by"]) == ("kommunstyrelsen", "2026-05-15")
        assert (schools["body"], schools["reply_by"]) == (
            "barn- och utbildningsnämnden",
            None,
        )
        assert [case["new"] for case in told["cases"]] == [True, True]
        assert {case["received"] for case in told["cases"]} == {"2026-02-17"}
        assert names(here) == sorted([board["case"], schools["case"]])

    def test_json_has_the_deadlines_of_a_plan(self, here):
        """The same as the command that plans the letter itself."""
        words = (LETTER, "--received", "2022-09-27", "--json")
        told = here.done("register", *words).json
        assert (
            told["cases"][0]["deadlines"] == here.done("plan", *words).json["deadlines"]
        )

    def test_json_says_what_to_confirm(self, here, letter):
        """The questions of the reading, as a plan has them."""
        told = here.done("register", letter, *RECEIVED, "--json").json
        assert {question["field"] for question in told["questions"]} == QUESTIONS
        assert told["to_confirm"] == []

    def test_for_people_in_english(self, here, letter):
        """Each case with its next duties, what to confirm, and how it gets a number."""
        out = here.done("register", letter, *RECEIVED).out
        assert "kommunstyrelsen · a new case · answer by Fri 2026-05-15\n" in out
        assert "nämnden · a new case · no reply day\n" in out
        assert "Wed 2026-02-18  Register the case         open\n" in out
        assert "? barn- och utbildningsnämnden: an answer is asked for without" in out
        assert 'auditflow record CASE registered "dnr=…" --by WHO\n' in out
        assert max(map(len, out.splitlines())) <= 80

    def test_for_people_in_swedish(self, here, letter):
        """The same."""
        out = here.done("register", letter, *RECEIVED, lang="sv").out
        assert "kommunstyrelsen · nytt ärende · svar senast fre 2026-05-15\n" in out
        cells = [line.split("  ") for line in out.splitlines()]
        assert ["ons 2026-02-18", "Registrera ärendet"] in [row[:2] for row in cells]
        assert "Att bekräfta\n" in out
        assert max(map(len, out.splitlines())) <= 80

    def test_a_case_with_a_number_of_its_own_needs_none(self, here):
        """The seed's letter says it."""
        out = here.done("register", LETTER, "--received", "2022-09-27").out
        assert f"\n{SEED}\n" in out
        assert "record CASE registered" not in out

    def test_who_and_which_document_stand_in_the_entry(self, here):
        """And under whose authority it is."""
        words = ("--by", "Anna Ek", "--document", "dok 7", "--authority", "sala")
        here.done("register", LETTER, "--received", "2022-09-27", *words)
        with here.store() as store:
            arrival = store.case("sala/kommunstyrelsen/2022-347").entries[0]
        assert (arrival.by, arrival.document) == ("Anna Ek", "dok 7")

    def test_only_one_body(self, here, letter):
        """However it is spelt."""
        words = ("--body", "Kommunstyrelsens", "--json")
        [case] = here.done("register", letter, *RECEIVED, *words).json["cases"]
        assert case["body"] == "kommunstyrelsen"
        assert names(here) == [case["case"]]


class TestAgain:
    """A letter that was registered already."""

    def test_nothing_is_written_and_all_is_well(self, here, letter):
        """It says which cases it has, whatever day is said now."""
        first = here.done("register", letter, *RECEIVED, "--json").json
        before = here.written()
        again = here.done("register", letter, "--received", "2026-02-20", "--json").json
        assert here.written() == before
        assert [case["new"] for case in again["cases"]] == [False, False]
        assert [(case["case"], case["received"]) for case in again["cases"]] == [
            (case["case"], "2026-02-17") for case in first["cases"]
        ]
        out = here.done("register", letter, *RECEIVED).out
        assert "Already registered; nothing was written.\n" in out
        assert "kommunstyrelsen · was there already, received · answer by" in out
        swedish = here.done("register", letter, *RECEIVED, lang="sv").out
        assert "Redan registrerat; inget skrevs.\n" in swedish

    def test_it_is_known_by_its_case_as_that_stands_now(self, here):
        """Under the number that it was given, in the state that it has."""
        here.with_seed()
        on = ("--on", "2022-09-28", "--by", "anna")
        here.done("record", SEED, "registered", "dnr=KS 2022/347", *on)
        here.done("step", SEED, "draft", *on)
        words = ("register", LETTER, "--received", "2022-09-27", "--json")
        [case] = here.done(*words).json["cases"]
        assert (case["case"], case["state"], case["version"], case["new"]) == (
            "vanersborg/kommunstyrelsen/ks-2022-347",
            "drafted",
            3,
            False,
        )

    def test_only_the_body_that_has_none_gets_a_case(self, here, letter):
        """The other is told to be there."""
        here.done("register", letter, *RECEIVED, "--body", "kommunstyrelsen")
        told = here.done("register", letter, *RECEIVED, "--json").json
        assert [case["new"] for case in told["cases"]] == [False, True]
        assert [case["version"] for case in told["cases"]] == [1, 1]
        assert names(here) == sorted(case["case"] for case in told["cases"])

    def test_it_is_known_when_a_name_was_removed(self, here, letter):
        """Who signed is no part of what tells letters apart."""
        here.done("register", letter, *RECEIVED)
        with here.store() as store:
            assert store.forget("Karin Ek", by="anna", reason="begäran") == 1
        told = here.done("register", letter, *RECEIVED, "--json").json
        assert [case["new"] for case in told["cases"]] == [False, False]

    def test_another_letter_with_its_number_is_refused(self, here, letter):
        """With the mend; and opened anew where somebody says so."""
        here.done("register", letter, *RECEIVED)
        other = here.file("other.toml", TWO_BODIES.replace("lokal", "fastighets"))
        said = here.refused("register", other, *RECEIVED)
        assert "another letter with the number REV 2026/12 is registered" in said
        assert said.endswith("or register this one too with --anew\n")
        told = here.done("register", other, *RECEIVED, "--anew", "--json").json
        assert [case["new"] for case in told["cases"]] == [True, True]
        assert len(names(here)) == 4

    def test_all_are_opened_or_none(self, here, letter):
        """A body that is refused after another leaves nothing of that one."""
        schools = ("--body", "barn- och utbildningsnämnden")
        here.done("register", letter, *RECEIVED, *schools)
        other = here.file("other.toml", TWO_BODIES.replace("lokal", "fastighets"))
        said = here.refused("register", other, *RECEIVED)
        assert f"is registered, as {SCHOOLS}id-" in said
        assert not any(name.startswith(BOARD) for name in names(here))


class TestRefused:
    """What is wrong with the words or the letter is told before a store is made."""

    @pytest.mark.parametrize(
        ("words", "complaint"),
        [
            pytest.param(
                ("LETTER",),
                "Missing option '--received'; give the day on which the letter came; "
                "see: auditflow register --help",
                id="no-day",
            ),
            pytest.param(
                ("LETTER", "--received", "2026-02-15"),
                "received 2026-02-15 lies before the memo's own day, 2026-02-16; check "
                "the received day, or the day that was read in the memo",
                id="before-the-letter",
            ),
            pytest.param(
                ("LETTER", *RECEIVED, "--body", "kommunfullmäktige"),
                "the memo asks kommunfullmäktige for no answer; choose one of: "
                "kommunstyrelsen, barn- och utbildningsnämnden",
                id="a-body-for-information",
            ),
            pytest.param(
                ("LETTER", *RECEIVED, "--by", "–"),
                "'–' names nobody; give a name or a role",
                id="nobody",
            ),
            pytest.param(
                ("nowhere.txt", *RECEIVED),
                "nowhere.txt: there is no such file; check the name and the folder",
                id="no-file",
            ),
        ],
    )
    def test_one_line_and_no_store(self, here, letter, words, complaint):
        """Which ends with the mend."""
        given = (letter if word == "LETTER" else word for word in words)
        assert here.refused("register", *given) == f"auditflow: {complaint}\n"
        assert not here.is_there

    def test_the_day_of_a_stamp_is_offered(self, here):
        """And never taken."""
        text = Path(LETTER).read_text("utf-8")
        stamped = here.file("stamped.txt", f"INKOM\n2022-09-28\n\n{text}")
        said = here.refused("register", stamped)
        assert "a stamp on it says 2022-09-28: --received 2022-09-28" in said
        assert not here.is_there

    def test_a_letter_that_asks_nobody_opens_nothing(self, here):
        """There is no case."""
        lines = TWO_BODIES.replace("must_answer", "addressee").splitlines()
        asks_nobody = "\n".join(line for line in lines if "reply" not in line)
        letter = here.file("memo.toml", asks_nobody)
        said = here.refused("register", letter, *RECEIVED)
        assert said == (
            "auditflow: the memo asks nobody for an answer; there is no case to open\n"
        )
        assert not here.is_there

    def test_a_case_file_is_no_letter(self, here):
        """It is a whole case."""
        file = here.file("case.json", case_to_text(a_case()))
        said = here.refused("register", file, "--received", "2022-09-27")
        assert said.startswith(f"auditflow: {file}: is a case file; give the letter")
        assert not here.is_there

    def test_a_number_that_another_case_has(self, here):
        """The letter's own number for the body is taken: nothing is opened."""
        here.with_seed()
        text = Path(LETTER).read_text("utf-8").replace("integration", "upphandling")
        other = here.file("other.txt", text)
        said = here.refused("register", other, "--received", "2022-09-27", "--anew")
        assert "the diary number 2022/347 of kommunstyrelsen belongs to" in said


def test_it_is_in_the_store_as_the_library_registers_it(here):
    """One way in: pinned to the rules that are in force."""
    here.with_seed()
    with here.store() as store:
        case = store.case(SEED).case
    assert case.received == date(2022, 9, 27)
    assert case.arrival.rulebook == "se-audit-memo 2026.1"
