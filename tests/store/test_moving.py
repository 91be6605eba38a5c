"""Whole cases out of one store and into another: the same, once, or not at all."""

import gc
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from auditflow.case import Case
from auditflow.errors import RefusedLine
from auditflow.events import (
    Answered,
    Corrected,
    Drafted,
    Paused,
    Registered,
    Reopened,
)
from auditflow.files import MOST_BYTES
from auditflow.memo import Memo
from auditflow.store import NewRulebook, Store, moving, open_store
from auditflow.store.moving import line_of
from tests.store.cases import KS, LATER, RECEIVED, Clock, letter, registered, written
from tests.store.lives import cases_of

LIVES = [line_of(case) for case in cases_of(120)]
NOW = date(2022, 9, 26)  # as the clock of the stores shows
OWN_RULES = """
extends = "se-audit-memo"
id = "sala"
version = "1"
valid_from = 2020-01-01
"""


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store, in each kind of database."""
    with open_store(store_url, create=True, clock=Clock()) as opened:
        yield opened


def a_line(dnr: str | None = "KS 2022/347", **changes: Any) -> str:
    """A case as a line of JSON, with some of its keys changed."""
    case = Case.open(letter(), received=RECEIVED)
    if dnr is not None:
        case = case.record(Registered(on=LATER, by="anna", dnr=dnr))
    return json.dumps({**json.loads(line_of(case)), **changes}, ensure_ascii=False)


def changed(path: str, value: object, dnr: str = "KS 2022/347") -> str:
    """The line of a case with another *value* at a *path* such as ``memo.title``."""
    whole = json.loads(a_line(dnr))
    *before, last = path.split(".")
    table = whole
    for key in before:
        table = table[int(key) if key.isdigit() else key]
    table[last] = value
    return json.dumps(whole)


def only_problem(store: Store, line: str | bytes) -> RefusedLine:
    """What is wrong with the only *line* that is imported."""
    (problem,) = store.import_lines([line]).refused
    return problem


class TestRoundTrip:
    """What comes out of a store goes into another one, and comes out the same."""

    def test_every_byte_comes_back(self, store):
        """Of cases led by chance: corrected, told late, paused, reopened."""
        assert store.import_lines(LIVES).added == len(LIVES)
        lines = [*store.export()]
        with open_store("sqlite://", create=True) as other:
            assert other.import_lines(lines) == moving.Imported(len(lines), 0, ())
            assert [*other.export()] == lines
            assert sorted(map(line_of, other.cases())) == sorted(LIVES)

    def test_the_lives_are_worth_the_trip(self):
        """They have all that a history can be tangled by."""
        cases = [*cases_of(120)]
        events = [event for case in cases for event in case.history]
        assert {Corrected, Paused, Reopened} <= {type(event) for event in events}
        assert any(e.recorded.date() > e.on for e in events)
        corrections = [e for e in events if isinstance(e, Corrected)]
        assert any(e.right is not None for e in corrections)
        stamps = [[event.stamp for event in case.history] for case in cases]
        assert any(told != sorted(told) for told in stamps)

    def test_from_one_database_to_the_other_and_back(self, sqlite_url, postgres_url):
        """The order of names, and every letter, is the same in both."""
        with (
            open_store(sqlite_url, create=True) as file,
            open_store(postgres_url, create=True) as server,
        ):
            file.import_lines(LIVES)
            server.import_lines(file.export())
            assert [*server.export()] == [*file.export()]
            assert server.verify().holds
            with open_store("sqlite://", create=True) as back:
                back.import_lines(server.export())
                assert [*back.export()] == [*file.export()]

    def test_all_that_is_derived_is_as_a_rebuild_gives_it(self, store):
        """And the chain holds: an import is written as everything else is."""
        store.import_lines(LIVES)
        assert store.differences() == ()
        assert store.verify().holds

    def test_what_was_told_step_by_step_comes_back(self, store):
        """Also what was told late, and lies before what was told first."""
        case = registered(store).take("draft", on=date(2022, 10, 28), by="utredaren")
        case = case.correct(
            case.case.history[1],
            Registered(on=LATER, by="registrator", dnr="KS 2022/374"),
            on=date(2022, 10, 30),
            by="registrator",
            reason="skrivfel",
        )
        (line,) = store.export()
        with open_store("sqlite://", create=True) as other:
            assert other.import_lines([line]).added == 1
            assert [*other.export()] == [line]
            assert other.case("KS 2022/374").case == case.case

    def test_names_stay_behind_when_they_are_removed(self, store):
        """Neither the line nor the other store has them."""
        store.register(with_signatory(), received=RECEIVED)
        store.forget("Åsa Öberg", by="registrator", reason="begäran")
        (line,) = store.export()
        assert "Öberg" not in line
        with open_store("sqlite://", create=True) as other:
            other.import_lines([line])
            assert [*other.export()] == [line]

    def test_lines_come_by_name(self, store):
        """In the order of the letters a–z, whatever language a server speaks."""
        for number in ("a-b", "ab", "a1", "a-2", "b"):
            registered(store, number, title=number)
        names = [store.case(json.loads(line)["history"][1]["dnr"]).name
                 for line in store.export()]  # fmt: skip
        assert names == sorted(names)

    def test_lines_flow(self, store, monkeypatch):
        """A page of cases is read when its first line is asked for."""
        store.import_lines(LIVES)
        monkeypatch.setattr(moving, "BATCH", 10)
        read: list[int] = []
        cases_in = moving.cases_in

        def counting(access: Any, connection: Any, streams: Any) -> Any:
            read.append(len(streams))
            return cases_in(access, connection, streams)

        monkeypatch.setattr(moving, "cases_in", counting)
        lines = store.export()
        next(lines)
        assert read == [10]
        assert len([*lines]) == len(LIVES) - 1
        assert read == [10] * 12

    def test_an_empty_store_gives_no_line(self, store):
        """And no line is nothing to take back."""
        assert [*store.export()] == []
        assert store.import_lines([]) == moving.Imported(0, 0, ())


def with_signatory() -> Memo:
    """A letter that somebody signed."""
    return Memo.from_json(
        {**letter().as_json(), "signatories": [{"name": "Åsa Öberg", "role": None}]}
    )


class TestAgain:
    """What is there already is left as it is."""

    def test_the_same_lines_add_nothing(self, store):
        """Not an entry, not a name."""
        store.import_lines(LIVES)
        before = written(store)
        assert store.import_lines(LIVES) == moving.Imported(0, len(LIVES), ())
        assert written(store) == before

    def test_the_same_line_twice_in_a_file_is_one_case(self, store):
        """In one batch, too."""
        assert store.import_lines([a_line(), a_line()]) == moving.Imported(1, 1, ())

    def test_a_case_that_has_gone_on_has_all_that_the_line_says(self, store):
        """Yesterday's file adds nothing to today's store."""
        case = registered(store)
        old = [*store.export()]
        case.take("draft", on=LATER, by="utredaren")
        assert store.import_lines(old) == moving.Imported(0, 1, ())

    def test_a_case_that_got_its_number_since_is_known_by_its_letter(self, store):
        """It is called otherwise now, and is the same case."""
        case = registered(store, None)
        old = [*store.export()]
        case.record(Registered(on=LATER, by="anna", dnr="KS 2022/347"))
        assert store.import_lines(old) == moving.Imported(0, 1, ())

    def test_a_line_with_a_number_for_a_case_without_one_is_refused(self, store):
        """It is the same case, and what is missing has to be recorded there."""
        case = registered(store, None)
        with open_store("sqlite://", create=True, clock=Clock()) as other:
            registered(other)
            (line,) = other.export()
        problem = only_problem(store, line)
        assert "lacks registered of 2022-09-28" in problem.what
        assert case.name in problem.what
        assert [listed.name for listed in store.list()] == [case.name]

    def test_another_tale_of_a_case_is_refused(self, store):
        """A line never changes what was told; what it has more is said."""
        store.import_lines([a_line()])
        case = Case.open(letter(), received=RECEIVED)
        case = case.record(Registered(on=LATER, by="anna", dnr="KS 2022/347"))
        case = case.take("draft", on=LATER, by="utredaren")
        problem = only_problem(store, line_of(case))
        assert "lacks drafted of 2022-09-28 there" in problem.what
        assert problem.mend.startswith("record there what is missing")
        assert next(store.list()).entries == 2

    def test_another_letter_of_a_case_is_refused(self, store):
        """It has the number, and says something else."""
        store.import_lines([a_line()])
        problem = only_problem(store, changed("memo.title", "Granskning av annat"))
        assert "but its memo says something else there" in problem.what

    def test_the_names_that_were_removed_are_not_missed(self, store):
        """A file of before is no way around a removal."""
        store.register(with_signatory(), received=RECEIVED)
        old = [*store.export()]
        store.forget("Åsa Öberg", by="registrator", reason="begäran")
        assert store.import_lines(old) == moving.Imported(0, 1, ())
        assert "Öberg" not in "".join(store.export())


REFUSED = [
    pytest.param("{broken", "is no JSON: Expecting property name", id="no-json"),
    pytest.param(a_line()[:-40], "is no JSON: ", id="cut-off"),
    pytest.param("[1]", "is no table in JSON", id="no-table"),
    pytest.param("[" * 100_000, "nests too deep", id="too-deep"),
    pytest.param('{"title": "x"}', "format: is missing", id="no-case"),
    pytest.param(a_line(version=2), "2 is newer than 1", id="another-version"),
    pytest.param(a_line(more=1), "'more' is no key", id="an-unknown-key"),
    pytest.param(a_line(history=[]), "history: is empty", id="no-history"),
    pytest.param(
        changed("history.1.on", "2022-09-31"), "history 2: on: ", id="no-such-day"
    ),
    pytest.param(a_line(authority="Å b"), "is no short name", id="authority"),
    pytest.param(a_line(body=" "), "body: is empty", id="no-body"),
    pytest.param(b"\xe5\xe4\xf6", "is not UTF-8 (byte 1 is 0xe5)", id="latin-1"),
    pytest.param(a_line().encode("utf-16"), "is not UTF-8", id="utf-16"),
    pytest.param(
        changed("history.0.rulebook", "sala 1"),
        "pinned to the rulebook 'sala 1'",
        id="rules-that-are-not-there",
    ),
    pytest.param(
        changed("history.0.business_calendar", "sala 1"),
        "pinned to the business calendar 'sala 1'",
        id="days-that-are-not-there",
    ),
    pytest.param(changed("memo.title", "\ud83d"), "half a letter", id="half-a-title"),
    pytest.param(changed("memo.title", "a\0b"), "zero byte", id="zero-in-the-title"),
    pytest.param(changed("body", "a\0b"), "zero byte", id="zero-in-the-body"),
    pytest.param(changed("history.1.by", "\udce5"), "half a letter", id="half-a-name"),
    pytest.param(changed("history.1.by", "a\0b"), "zero byte", id="zero-in-a-name"),
    pytest.param(changed("history.1.dnr", "1\0"), "zero byte", id="zero-in-a-number"),
    pytest.param(
        changed("history.1.by", "å" * 501), "a name of 501 letters", id="a-long-name"
    ),
    pytest.param(
        changed("history.1.dnr", "1" * 501), "a name of 501", id="a-long-number"
    ),
]


class TestRefused:
    """All of a case or nothing; whatever else is in the file."""

    @pytest.mark.parametrize(("line", "why"), REFUSED)
    def test_a_wrong_line_among_right_ones(self, store, line, why):
        """It is told with its number; those before and after it are written."""
        first, last = a_line("KS 2022/1"), a_line("KS 2022/2")
        done = store.import_lines([first, "", line, last])
        assert (done.added, done.known) == (2, 0)
        (problem,) = done.refused
        assert (problem.line, problem.place) == (3, "line 3")
        assert why in problem.what
        assert problem.mend
        assert str(problem) == f"line 3: {problem.what}; {problem.mend}"
        assert len([*store.list()]) == 2
        assert store.differences() == ()

    def test_a_line_that_is_too_long(self, sqlite_url):
        """Whatever it is, it is no case."""
        with open_store(sqlite_url, create=True) as store:
            done = store.import_lines([a_line(), " " * MOST_BYTES + "{}", b"x"])
        assert (done.added, [one.line for one in done.refused]) == (1, [2, 3])
        assert "longer than 32 MB" in done.refused[0].what

    def test_each_thing_that_is_wrong_in_a_line_is_told(self, store):
        """All at once, so that a person mends them together."""
        whole = json.loads(a_line())
        whole["history"][1].update(on="igår", dnr=7)
        done = store.import_lines([json.dumps(whole)])
        assert [one.line for one in done.refused] == [1, 1]
        assert "on: 'igår'" in done.refused[0].what
        assert "dnr: 7" in done.refused[1].what

    def test_a_diary_number_that_is_taken_in_the_same_file(self, store):
        """However it is spelt; the second one is refused."""
        first, second = (
            a_line("KS 2022/347"),
            changed("memo.title", "B", "KS-2022/0347"),
        )
        done = store.import_lines([first, second])
        assert done.added == 1
        (problem,) = done.refused
        assert problem.line == 2
        assert "belongs to vanersborg/kommunstyrelsen/ks-2022-347" in problem.what

    def test_a_diary_number_that_is_taken_in_the_store(self, store):
        """By a case that came long before, or batches ago."""
        registered(store)
        problem = only_problem(store, changed("memo.title", "B", "KS-2022/0347"))
        assert "belongs to vanersborg/kommunstyrelsen/ks-2022-347" in problem.what

    def test_one_number_in_two_diaries(self, store):
        """Each body has its own, and so has each authority."""
        lines = [
            a_line("2022/1"),
            a_line("2022/1", body="socialnämnden"),
            a_line("2022/1", authority="sala"),
        ]
        assert store.import_lines(lines).added == 3
        assert store.import_lines(lines).known == 3

    def test_a_number_that_only_its_name_confuses_with_another(self, store):
        """What a case is called has no å; nothing else tells the two apart."""
        done = store.import_lines(
            [a_line("KÅ 1/22"), changed("memo.title", "B", "KA 1/22")]
        )
        assert done.added == 1
        assert "belongs to vanersborg/kommunstyrelsen/ka-1-22" in done.refused[0].what

    def test_a_store_of_one_authority_takes_its_own_cases_only(self, store):
        """The others are refused, and not a word of them is written."""
        own = store.of("sala")
        done = own.import_lines([a_line(), a_line(authority="sala")])
        assert (done.added, [one.line for one in done.refused]) == (1, [1])
        assert "'vanersborg'" in done.refused[0].what
        assert store.authorities() == ("sala",)

    def test_rules_that_the_store_has_got_since(self, store):
        """The lines that were refused for them come in."""
        lines = [changed("history.0.rulebook", "sala 1")]
        assert store.import_lines(lines).added == 0
        store.use(
            NewRulebook(OWN_RULES, "sala.toml"), authority="vanersborg", by="nämnden"
        )
        assert store.import_lines(lines) == moving.Imported(1, 0, ())
        assert store.differences() == ()

    def test_a_store_to_which_nothing_comes_stays_as_it_was(self, store):
        """Not even the authority is opened for a case that is refused."""
        before = written(store)
        store.import_lines(["{", changed("history.0.rulebook", "sala 1")])
        assert written(store) == before


class TestBatches:
    """Many lines are written batch by batch, each on the disk before the next."""

    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch):
        monkeypatch.setattr(moving, "BATCH", 10)

    def test_it_tells_how_far_it_has_come(self, store):
        """By the last line of each batch, blank ones counted."""
        told: list[int] = []
        store.import_lines(["", *LIVES[:24]], progress=told.append)
        assert told == [11, 21, 25]

    def test_what_was_written_is_kept_when_the_lines_break_off(self, store):
        """The batches before it; of its own batch nothing."""

        def breaking() -> Iterator[str]:
            yield from LIVES[:25]
            raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            store.import_lines(breaking())
        assert len([*store.list()]) == 20
        assert store.import_lines(LIVES[:25]) == moving.Imported(5, 20, ())
        assert store.verify().holds

    def test_within_a_transaction_of_others_it_counts_when_they_say_so(self, store):
        """All batches are gone when they roll back."""

        def rolled_back() -> None:
            with store.transaction() as within:
                assert within.import_lines(LIVES[:25]).added == 25
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            rolled_back()
        assert [*store.list()] == []
        with store.transaction() as within:
            within.import_lines(LIVES[:25])
        assert len([*store.list()]) == 25

    def test_long_lines_make_small_batches(self, store, monkeypatch):
        """So that memory does not depend on how long they are."""
        monkeypatch.setattr(moving, "MOST_BYTES", 2 * max(map(len, LIVES)))
        told: list[int] = []
        assert store.import_lines(LIVES[:9], progress=told.append).added == 9
        assert len(told) > 2

    def test_cases_of_many_authorities_come_in_one_batch(self, store):
        """Each begins the stream of its own."""
        lines = [a_line(authority=f"a{n % 3}", body=f"n{n}") for n in range(9)]
        assert store.import_lines(lines, by="anna").added == 9
        assert store.authorities() == ("a0", "a1", "a2")
        assert store.verify().holds

    @pytest.mark.parametrize("was_on", [True, False])
    def test_the_collector_is_left_as_it_was(self, store, was_on):
        """It rests during a batch, also one that breaks off."""
        if not was_on:
            gc.disable()
        try:
            store.import_lines([a_line(), "{"])
            assert gc.isenabled() is was_on
        finally:
            gc.enable()


def a_case(title: str = "Granskning", *, dnr: str | None = "KS 2022/1") -> Case:
    """A case that no store has kept, told by a row of a spreadsheet."""
    case = Case.open(letter(title), received=RECEIVED, by="anna")
    if dnr is not None:
        case = case.record(Registered(on=LATER, by="anna", dnr=dnr))
    return case.take("draft", on=date(2022, 10, 28), by="anna")


class TestCases:
    """Cases that no store has kept yet, each with the number of its line."""

    def test_they_are_recorded_now_and_pinned(self, store):
        """As a letter is that is registered: to the rules that are in force."""
        done = store.import_cases([(2, a_case()), (5, a_case("B", dnr="KS 2022/2"))])
        assert done == moving.Imported(2, 0, ())
        case = store.case("KS 2022/1").case
        assert case.arrival.rulebook == "se-audit-memo 2026.1"
        assert case.arrival.business_calendar == "Sweden"
        assert {event.recorded.date() for event in case.history} == {NOW}
        assert store.differences() == ()

    def test_twice_adds_nothing(self, store):
        """Though they were recorded before, and have gone on since."""
        store.import_cases([(2, a_case()), (3, a_case("B", dnr=None))])
        store.case("KS 2022/1").take(
            "adopt", on=date(2022, 11, 2), by=KS, despite="enligt delegation"
        )
        unnumbered = next(one.name for one in store.list() if one.dnr is None)
        store.case(unnumbered).record(
            Registered(on=date(2022, 10, 3), by="anna", dnr="KS 2022/2")
        )
        before = written(store)
        again = store.import_cases([(2, a_case()), (3, a_case("B", dnr=None))])
        assert again == moving.Imported(0, 2, ())
        assert written(store) == before

    def test_what_the_store_does_not_have_yet_is_refused(self, store):
        """A row is no way to go on with a case."""
        store.import_cases([(2, a_case())])
        more = a_case().take(
            "adopt", on=date(2022, 11, 2), by=KS, despite="enligt delegation"
        )
        more = more.record(
            Answered(on=date(2022, 11, 3), by="anna", despite="enligt delegation")
        )
        (problem,) = store.import_cases([(7, more)]).refused
        assert (problem.line, problem.place) == (7, "line 7")
        assert "lacks adopted of 2022-11-02, and 1 more there" in problem.what

    def test_a_number_that_is_taken_is_refused(self, store):
        """As that of a line is."""
        registered(store)
        (problem,) = store.import_cases([(2, a_case(dnr="KS 2022/347"))]).refused
        assert "its memo says something else there" in problem.what

    def test_another_draft_is_another_event(self, store):
        """What differs in more than when it was recorded is not the same."""
        store.import_cases([(2, a_case())])
        other = Case.open(letter("Granskning"), received=RECEIVED, by="anna")
        other = other.record(Registered(on=LATER, by="anna", dnr="KS 2022/1"))
        other = other.record(Drafted(on=date(2022, 10, 27), by="anna"))
        (problem,) = store.import_cases([(2, other)]).refused
        assert "lacks drafted of 2022-10-27 there" in problem.what
