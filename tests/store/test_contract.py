"""What a store promises, whichever database it is in."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date, timedelta

import attrs
import pendulum
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from auditflow.case import Case
from auditflow.day import stamp_of
from auditflow.errors import (
    BodyUnknown,
    CaseKnown,
    CaseUnknown,
    Conflict,
    MemoRefused,
    NotAllowed,
    NumberTaken,
    StoreRefused,
    ValueRefused,
)
from auditflow.events import (
    Adopted,
    AnyEvent,
    Assigned,
    Corrected,
    ExtensionGranted,
    Registered,
    Reminded,
    StatementReceived,
    Summoned,
)
from auditflow.memo import DiaryNumber
from auditflow.planning import Duties, duties_of, plan
from auditflow.portfolio import overdue
from auditflow.store import Store, StoredCase, moving, open_store
from auditflow.store.chain import Head
from tests.property.histories import MEETINGS
from tests.store.cases import (
    ASKED,
    KS,
    LATER,
    RECEIVED,
    SOC,
    Again,
    Clock,
    behind_its_back,
    letter,
    registered,
    renumbered,
    written,
)
from tests.store.lives import cases_of, event_apart, lives, told_apart

TODAY = date(2022, 11, 15)
TEN = pendulum.datetime(2022, 10, 6, 10, tz="Europe/Stockholm")

_ANYWHERE = (
    "UPDATE auditflow_entry SET text = text",
    "DELETE FROM auditflow_entry WHERE position = 2",
)
_CHANGES = {
    "sqlite": (
        *_ANYWHERE,
        "REPLACE INTO auditflow_entry SELECT * FROM auditflow_entry",
    ),
    "postgresql": (
        *_ANYWHERE,
        "TRUNCATE auditflow_entry",
        (
            "INSERT INTO auditflow_entry SELECT * FROM auditflow_entry "
            "ON CONFLICT (position) DO UPDATE SET text = excluded.text"
        ),
    ),
}
"""What would change an entry, or remove it."""
REFUSED = (DBAPIError, StoreRefused)


def in_days(number: int) -> date:
    """So many days after the letter came in."""
    return RECEIVED + timedelta(days=number)


def outcome(case: Case | StoredCase, event: AnyEvent) -> Case | str:
    """The case after *event*, or the sentence that refuses it."""
    meetings = MEETINGS if isinstance(event, Adopted) else None
    try:
        after = case.record(event, meetings=meetings)
    except NotAllowed as refused:
        return str(refused)
    return after.case if isinstance(after, StoredCase) else after


class TestContract:
    """What holds for every store, in a file, in memory, and on a server."""

    @pytest.fixture
    def clock(self) -> Clock:
        """The clock of the store."""
        return Clock()

    @pytest.fixture
    def store(self, store_url, clock) -> Iterator[Store]:
        """An empty store."""
        with open_store(store_url, create=True, clock=clock) as store:
            yield store

    @pytest.fixture
    def again(self, store_url, clock) -> Iterator[Again]:
        """Opens the store again; one in memory is gone when it is closed."""
        opened: list[Store] = []

        def reopened(store: Store) -> Store:
            if store_url != "sqlite://":
                store.close()
                store = open_store(store_url, clock=clock)
                opened.append(store)
            return store

        yield reopened
        for store in opened:
            store.close()

    # What is acknowledged is there.

    def test_a_letter_that_was_registered_is_there(self, store, again):
        """It is a case with one entry, found by its name."""
        case = store.register(letter(), received=RECEIVED, document="dok 1")
        found = again(store).case(case.name)
        assert found.case == case.case
        assert (found.version, found.case.arrival.document) == (1, "dok 1")
        assert [one.name for one in store.list()] == [case.name]

    def test_every_step_that_was_acknowledged_is_there(self, store, again):
        """The case after it is opened again is the one that the last step gave."""
        case = registered(store)
        case = case.take("refer", on=in_days(2), by="registrator", to=[SOC])
        said = StatementReceived(on=in_days(9), by="registrator", body=SOC)
        case = case.record(said).take("draft", on=in_days(10), by="handläggaren")
        case = case.take("adopt", on=in_days(36), by=KS)
        found = again(store).case(case.name)
        assert (found.case, found.entries) == (case.case, case.entries)
        assert found.version == case.version == 6
        assert found.plan(today=TODAY) == case.plan(today=TODAY)
        assert store.verify().holds

    def test_a_case_is_pinned_to_what_was_in_force(self, store):
        """It says by which rules and which calendar it is planned, from the first."""
        arrival = store.register(letter(), received=RECEIVED).case.arrival
        versions = store.versions("vanersborg")
        assert arrival.rulebook == versions.rulebook_on(RECEIVED).name
        assert arrival.business_calendar == versions.calendar_on(RECEIVED).name

    def test_a_letter_to_several_is_a_case_for_each(self, store):
        """Which body it is must be said, and each has the letter once."""
        memo = letter(bodies=(KS, SOC))
        names = [
            store.register(memo, received=RECEIVED, body=body).name
            for body in (KS, SOC)
        ]
        assert [case.name for case in store.cases()] == names
        with pytest.raises(BodyUnknown):
            store.register(memo, received=RECEIVED)

    def test_what_no_case_can_be_is_not_registered(self, store):
        """A letter does not arrive before it is written."""
        with pytest.raises(MemoRefused):
            store.register(letter(), received=in_days(-1))
        assert store.head().position == 0

    def test_what_is_there_is_left_when_a_store_is_made(self, store, again, store_url):
        """To make one where there is one is to open it."""
        name = registered(store).name
        store = again(store)
        if store_url != "sqlite://":
            with open_store(store_url, create=True) as same:
                assert [one.name for one in same.list()] == [name]

    # When it was told.

    def test_the_store_stamps_what_it_is_told(self, store, clock):
        """With the instant at which it was, whenever it happened."""
        case = store.register(letter(), received=in_days(-0))
        clock.set(pendulum.datetime(2022, 10, 30, 2, 30, tz="Europe/Stockholm"))
        case = case.record(Registered(on=LATER, by="registrator", dnr="1"))
        assert case.entries[-1].recorded == clock.at
        assert case.entries[-1].on == LATER

    def test_a_clock_that_is_set_back_turns_no_history(self, store, clock):
        """What is told later is recorded no earlier, in another case neither."""
        first = registered(store)
        noon = clock.at
        clock.set(noon.subtract(days=40))
        second = store.register(letter("En annan"), received=RECEIVED)
        assert second.entries[-1].recorded >= first.entries[-1].recorded == noon
        told = first.record(Assigned(on=LATER, by="chefen", to="anna"))
        assert told.entries[-1].recorded >= noon

    def test_nothing_is_recorded_before_what_the_case_knows(self, store, clock):
        """A case that was added may have entries of a clock that went ahead."""
        ahead = clock.at.add(days=100)
        case = Case.open(letter(), received=RECEIVED, recorded=ahead)
        told = store.add(case).record(Assigned(on=LATER, by="chefen", to="anna"))
        assert told.entries[-1].recorded == ahead

    def test_nobody_else_says_when_it_was_told(self, store, clock):
        """An event that says so is refused, and nothing is written."""
        case = registered(store)
        before, now = written(store), clock.at
        with pytest.raises(ValueRefused, match="leave recorded= out"):
            case.record(Assigned(on=LATER, by="chefen", to="anna", recorded=now))
        with pytest.raises(ValueRefused, match="leave recorded= out"):
            case.take("draft", on=LATER, by="handläggaren", recorded=now)
        assert written(store) == before

    # What may not be.

    def test_what_the_guards_refuse_is_not_written(self, store):
        """Neither an entry nor a row of what is derived, nor a name."""
        case = registered(store)
        before = written(store)
        with pytest.raises(NotAllowed):
            case.take("answer", on=in_days(1), by="en som aldrig fanns")
        with pytest.raises(NotAllowed):
            case.record(Assigned(on=in_days(-9), by="chefen", to="berit"))
        with pytest.raises(NotAllowed):
            case.correct(case.entries[0], on=LATER, by="en till", reason="fel")
        assert written(store) == before

    def test_of_two_who_write_one_wins(self, store):
        """The other is told what was written since, and nothing of his is."""
        name = registered(store).name
        first, second = store.case(name), store.case(name)
        first = first.record(Assigned(on=LATER, by="chefen", to="anna"))
        first.record(Assigned(on=in_days(3), by="chefen", to="bo"))
        before = written(store)
        with pytest.raises(Conflict) as refused:
            second.record(Assigned(on=LATER, by="chefen", to="cecilia"))
        conflict = refused.value
        assert (conflict.case, conflict.read, conflict.found) == (name, 2, 4)
        assert [line.split(":")[0] for line in conflict.between] == [
            "entry 3, 2022-09-28",
            "entry 4, 2022-09-30",
        ]
        assert "anna" in conflict.between[0]
        assert "bo" in conflict.between[1]
        assert str(conflict).endswith("read it again, and then decide")
        assert written(store) == before
        again = store.case(name)
        again.record(Assigned(on=in_days(4), by="chefen", to="cecilia"))
        assert store.case(name).case.handler == "cecilia"

    def test_a_case_goes_on_from_what_its_step_gave(self, store):
        """The one before it is of the past."""
        case = registered(store)
        case.record(Assigned(on=LATER, by="chefen", to="anna"))
        with pytest.raises(Conflict):
            case.record(Assigned(on=LATER, by="chefen", to="anna"))

    # Together, or not at all.

    def test_steps_of_a_transaction_count_together(self, store, again):
        """When it ends, all are there; until then nobody else sees one."""
        with store.transaction() as together:
            case = registered(together)
            case = case.take("draft", on=in_days(9), by="handläggaren")
            assert together.case(case.name).version == 3
        assert again(store).case(case.name).case == case.case

    def test_a_step_that_fails_takes_all_with_it(self, store):
        """Nothing of the transaction is written, not even a new authority."""
        first = registered(store)
        before = written(store)

        def steps() -> None:
            with store.transaction() as together:
                case = registered(together, town="Bengtsfors kommun")
                together.case(first.name).take("draft", on=in_days(9), by="olle")
                case.take("answer", on=in_days(10), by="registrator")

        with pytest.raises(NotAllowed):
            steps()
        assert written(store) == before

    def test_a_failure_that_is_caught_takes_only_itself(self, store):
        """The steps before and after it count."""
        with store.transaction() as together:
            case = registered(together)
            with pytest.raises(NotAllowed):
                case.take("answer", on=in_days(10), by="en som aldrig fanns")
            case = case.take("draft", on=in_days(9), by="handläggaren")
        assert store.case(case.name).version == 3
        assert "aldrig" not in str(written(store))
        assert store.verify().holds
        assert store.differences() == ()

    def test_what_their_block_raises_comes_out_as_it_is(self, store):
        """A database of their own may refuse something in it, and this one did not."""
        before = written(store)
        refused = sqlite3.OperationalError("no such table: agreements")

        def fail() -> None:
            with store.transaction() as together:
                registered(together)
                raise refused from KeyError("what was behind it")

        with pytest.raises(sqlite3.OperationalError) as raised:
            fail()
        assert raised.value is refused
        assert isinstance(raised.value.__cause__, KeyError)
        assert written(store) == before

    def test_a_transaction_within_another_counts_with_it(self, store):
        """The inner one may fail alone; with the outer one both are gone."""
        before = written(store)

        def fail(within: Store, first: str) -> None:
            with within.transaction() as together:
                registered(together, first, "Den ena")
                registered(together, first, "Den andra")

        def fail_within() -> None:
            with store.transaction() as outer:
                registered(outer, "KS 2022/1")
                with pytest.raises(NumberTaken):
                    fail(outer, "KS 2022/2")
                assert [one.dnr for one in outer.list()] == ["KS 2022/1"]
                fail(outer, "KS 2022/3")

        with pytest.raises(NumberTaken):
            fail_within()
        assert written(store) == before

    # The same letter, and the same number.

    def test_the_same_letter_is_not_registered_twice(self, store):
        """It is known by what it says, whoever signed it, and whatever it is called."""
        case = registered(store)
        before = written(store)
        with pytest.raises(CaseKnown) as refused:
            store.register(letter(), received=in_days(9), anew=True)
        assert refused.value.case == case.name
        assert written(store) == before

    def test_another_letter_with_its_number_is_asked_about(self, store):
        """It may be the same one, read otherwise; who knows better says so."""
        first = store.register(letter(dnr="REV 2022/9"), received=RECEIVED)
        other = letter("Granskning av intern kontroll", dnr="Rev-2022/009")
        with pytest.raises(CaseKnown, match="anew=True") as refused:
            store.register(other, received=RECEIVED)
        assert refused.value.case == first.name
        assert store.register(other, received=RECEIVED, anew=True).version == 1

    def test_letters_without_a_number_are_told_apart_by_what_they_say(self, store):
        """That both have none says nothing."""
        store.register(letter("Den ena"), received=RECEIVED)
        store.register(letter("Den andra"), received=RECEIVED)
        assert len([*store.list()]) == 2

    def test_a_diary_number_belongs_to_one_case(self, store):
        """It is refused in the letter, at the diary, and in a correction."""
        first = registered(store, "KS 2022/347")
        second = registered(store, "KS 2022/348", "En annan")
        own = DiaryNumber(KS, "KS 2022/347")
        third = attrs.evolve(letter("En tredje"), diary_numbers=[own])
        wrong = second.entries[-1]
        right = renumbered(wrong, "KS-2022/0347")
        before = written(store)
        with pytest.raises(NumberTaken) as at_the_diary:
            registered(store, "KS 2022/347", "En fjärde")
        with pytest.raises(NumberTaken) as in_the_letter:
            store.register(third, received=RECEIVED)
        with pytest.raises(NumberTaken) as in_a_correction:
            second.correct(wrong, right, on=in_days(9), by="r", reason="skrivfel")
        for refused in (at_the_diary, in_the_letter, in_a_correction):
            assert refused.value.case == first.name
        assert len(written(store)[1]) == len(before[1]) + 1  # the fourth's arrival

    def test_a_number_that_was_wrong_is_free_again(self, store):
        """Once it is corrected, another case may have it."""
        first = registered(store, "KS 2022/347")
        wrong = first.entries[-1]
        right = renumbered(wrong, "KS 2022/374")
        first.correct(wrong, right, on=in_days(9), by="r", reason="skrivfel")
        second = registered(store, "KS 2022/347", "En annan")
        assert store.case("KS 2022/347").name == second.name
        assert store.case("KS 2022/374").version == 3

    # Names.

    def test_a_case_is_found_by_what_it_is_called(self, store):
        """Its name, the one that it had at first, and its number however it stands."""
        arrived = store.register(letter(), received=RECEIVED)
        case = arrived.record(Registered(on=LATER, by="r", dnr="KS 2022/347"))
        for name in (case.name, arrived.name, "ks 2022/0347", f" {case.name} "):
            assert store.case(name).name == case.name

    def test_a_name_of_its_own_goes_before_one_that_another_case_had(self, store):
        """A letter that looks alike came in, after the first one got its number."""
        arrived = store.register(letter(), received=RECEIVED)
        first = arrived.record(Registered(on=LATER, by="r", dnr="KS 2022/347"))
        assert store.case(arrived.name).stream == first.stream
        alike = attrs.evolve(letter(), audit_firm="KPMG")
        second = store.register(alike, received=RECEIVED)
        assert second.name == arrived.name
        assert store.case(second.name).stream == second.stream != first.stream
        assert store.case(first.name).stream == first.stream

    def test_a_case_that_is_not_there_is_told_with_those_that_may_be_meant(self, store):
        """Names that are close, or those of all that have the number."""
        first = registered(store)
        with pytest.raises(CaseUnknown) as refused:
            store.case("vanersborg/kommunstyrelsen/ks-2022-374")
        assert refused.value.close == (first.name,)
        second = registered(store, title="Nämndens", body=SOC)
        with pytest.raises(CaseUnknown) as refused:
            store.case("KS 2022/347")
        assert refused.value.close == (first.name, second.name)

    def test_nothing_is_no_name(self, store):
        """That a case has no number does not make it found by none."""
        registered(store, None)
        with pytest.raises(CaseUnknown):
            store.case(" ")

    # Late, and wrong.

    def test_what_is_told_late_keeps_its_place(self, store, again):
        """The history has it where it happened, the entries where it was told."""
        case = registered(store).take("draft", on=in_days(10), by="handläggaren")
        late = case.record(Summoned(on=in_days(5), by="s", meeting=in_days(36)))
        found = again(store).case(late.name)
        assert [event.word for event in found.case.history][-2:] == [
            "summoned",
            "drafted",
        ]
        assert [event.word for event in found.entries][-2:] == ["drafted", "summoned"]
        assert found.case == late.case

    def test_corrections_outlive_it(self, store, again):
        """The wrong entry, what took its place, and who said so."""
        case = registered(store).take("draft", on=in_days(10), by="handläggaren")
        wrong = case.entries[1]
        right = renumbered(wrong, "KS 2022/374")
        case = case.correct(wrong, right, on=in_days(12), by="r", reason="skrivfel")
        case = case.correct(wrong, right, on=in_days(13), by="r", reason="igen")
        found = again(store).case(case.name)
        assert found.case.history == case.case.history
        assert found.case.dnr == "KS 2022/374"
        assert found.entries[-2] == Corrected(
            on=in_days(12),
            by="r",
            wrong=wrong,
            right=right,
            reason="skrivfel",
            recorded=case.entries[-2].recorded,
        )

    # Cases that have a history already.

    def test_a_case_that_is_added_keeps_its_history(self, store, clock, again):
        """Only when it was recorded is said now, where nobody had said it."""
        clock.set(TEN.add(days=90))
        case = Case.open(letter(), received=RECEIVED, by="anna")
        case = case.take("draft", on=in_days(9), by="bo", recorded=TEN)
        case = case.take("revise", on=in_days(9), by="bo")
        added = store.add(case)
        found = again(store).case(added.name)
        assert found.case == added.case
        assert [attrs.evolve(e, recorded=None) for e in found.case.history] == [
            attrs.evolve(e, recorded=None) for e in case.history
        ]
        assert found.case.history[1].recorded == case.history[1].recorded
        with pytest.raises(CaseKnown) as refused:
            store.add(case)
        assert refused.value.case == added.name

    def test_what_is_recorded_now_takes_no_other_place(self, store, clock):
        """A decision of which the hour is known comes after the draft of that day."""
        clock.set(TEN.add(days=90))
        case = Case.open(letter(), received=RECEIVED)
        case = case.take("draft", on=in_days(9), by="bo")
        case = case.take("adopt", on=in_days(9), by=KS, recorded=TEN)
        added = store.add(case)
        assert added.case.state == store.case(added.name).case.state == "adopted"
        assert added.case == store.case(added.name).case

    def test_a_correction_that_was_told_then_is_of_what_was_known(self, store, clock):
        """The wrong entry cannot have been recorded after it."""
        clock.set(TEN.add(days=90))
        case = Case.open(letter(), received=RECEIVED)
        case = case.record(Registered(on=in_days(7), by="r", dnr="KS 2022/374"))
        wrong = case.history[-1]
        case = case.correct(
            wrong,
            renumbered(wrong, "KS 2022/347"),
            on=in_days(6),
            by="r",
            reason="skrivfel",
            recorded=TEN,
        )
        added = store.add(case)
        assert added.case.as_known_at(TEN).dnr == "KS 2022/347"
        assert store.case("KS 2022/347").case == added.case
        assert store.verify().holds

    # Lists.

    def test_a_list_shows_where_each_case_stands(self, store):
        """As the case itself and its plan say it."""
        case = registered(store).take("draft", on=in_days(9), by="handläggaren")
        [listed] = store.list()
        planned = case.plan(today=TODAY)
        assert planned.next is not None
        assert attrs.asdict(listed) == {
            "name": case.name,
            "authority": "vanersborg",
            "body": KS,
            "dnr": "KS 2022/347",
            "title": "Granskning av integration",
            "state": "drafted",
            "received": RECEIVED,
            "reply_by": ASKED,
            "next_due": planned.next.due,
            "entries": 3,
        }

    def test_a_list_shows_what_was_asked_for(self, store):
        """By body, state, title and day; capitals say nothing, an Ä neither."""
        first = registered(store, "KS 2022/1", "Granskning av Äldreomsorgen")
        second = registered(store, "SN 2022/1", "100 % för ÄLDRE", body=SOC)
        second.take("draft", on=in_days(9), by="handläggaren")
        third = store.register(letter("Löner"), received=in_days(30))

        def names(**wanted: object) -> list[str]:
            return [one.name for one in store.list(**wanted)]

        everything = sorted((first.name, second.name, third.name))
        assert names() == everything
        assert names(body="Socialnämndens") == [second.name]
        assert names(state="drafted") == [second.name]
        assert names(title="äldre") == [first.name, second.name]
        assert names(title="% F") == [second.name]
        assert names(title="_") == []
        assert names(received_from=in_days(30)) == [third.name]
        assert names(received_until=in_days(29)) == [first.name, second.name]
        with pytest.raises(ValueRefused, match="received, referred"):
            names(state="lost")

    def test_pages_show_each_case_once(self, store):
        """In the order of their names, which is the same in every database."""
        for n in (7, 10, 1, 30, 2):
            registered(store, f"KS 2022/{n}", f"Nummer {n}")
        whole = [one.name for one in store.list()]
        pages: list[str] = []
        while page := [*store.list(after=pages[-1] if pages else None, limit=2)]:
            pages += [one.name for one in page]
        assert pages == whole == sorted(whole)
        assert [*store.list(limit=0)] == []
        with pytest.raises(ValueRefused, match="0 or more"):
            [*store.list(limit=-1)]

    def test_a_case_may_be_written_to_while_they_are_listed(self, store):
        """The list shows one state; what is written meanwhile counts all the same."""
        for n in range(3):
            registered(store, f"KS 2022/{n}", f"Nummer {n}")
        for listed in store.list():
            told = Assigned(on=LATER, by="chefen", to="anna")
            store.case(listed.name).record(told)
        assert [case.handler for case in store.cases()] == ["anna"] * 3

    def test_who_reads_sees_one_state(self, store, monkeypatch):
        """What is written meanwhile is told to the next who asks."""
        monkeypatch.setattr(moving, "BATCH", 1)  # so many cases are read at once
        for n in range(3):
            registered(store, f"KS 2022/{n}", f"Nummer {n}")
        reading = store.cases()
        first = next(reading)
        registered(store, "KS 2022/3", "Den som kom under tiden")
        store.case("KS 2022/2").record(Assigned(on=LATER, by="chefen", to="anna"))
        whole = [first, *reading]
        assert [(case.dnr, case.handler) for case in whole] == [
            ("KS 2022/0", None),
            ("KS 2022/1", None),
            ("KS 2022/2", None),
        ]
        assert [case.handler for case in store.cases()] == [None, None, "anna", None]

    def test_who_stops_reading_leaves_nothing_open(self, store):
        """A list that is looked at from its beginning only, a ledger up to a fault."""
        registered(store, "KS 2022/1", "Den ena")
        registered(store, "KS 2022/2", "Den andra")
        for reading in (store.list(), store.cases(), store.export()):
            next(reading)
            reading.close()
        behind_its_back(store, "UPDATE auditflow_head SET position = 1")
        assert not store.verify().holds

    def test_cases_come_as_values(self, store):
        """In the order in which they came; those that ended only if wanted."""
        first = registered(store, "KS 2022/2", "Den ena")
        second = registered(store, "KS 2022/1", "Den andra")
        closed = first.take("close", on=in_days(9), by="r", reason="återkallat")
        assert [*store.cases()] == [closed.case, second.case]
        assert [*store.cases(ended=False)] == [second.case]

    def test_what_is_exported_can_be_taken_back(self, store):
        """Into another store, byte for byte."""
        for case in cases_of(6):
            store.add(case)
        lines = [*store.export()]
        with open_store("sqlite://", create=True) as other:
            assert other.import_lines(lines).added == 6
            assert [*other.export()] == lines
            assert [*other.cases()] != []
        assert store.import_lines(lines).known == 6

    # What is overdue.

    def test_overdue_counts_more_than_it_lists(self, store):
        """The most late come first, and the numbers count all there are."""
        for n in range(3):
            registered(store, f"KS 2022/{n}", f"Nummer {n}")
        whole = store.overdue(TODAY)
        some = store.overdue(TODAY, limit=1)
        assert (some.overdue, some.soon) == (whole.overdue[:1], whole.soon[:1])
        assert some.overdue_number == whole.overdue_number == len(whole.overdue) > 1
        assert store.overdue(TODAY, limit=0).overdue == ()

    def test_overdue_is_asked_about_today(self, store, clock):
        """Where no day is named, by the clock of the store, in Stockholm."""
        registered(store)
        clock.set(pendulum.datetime(2022, 11, 14, 23, 30, tz="UTC"))
        assert store.overdue() == store.overdue(TODAY)

    def test_questions_that_make_no_sense_are_refused(self, store):
        """No number is negative."""
        for asked in ({"within": -1}, {"limit": -1}):
            with pytest.raises(ValueRefused, match="give 0 or more"):
                store.overdue(TODAY, **asked)

    def test_an_empty_store_has_nothing_overdue(self, store):
        """Nor any case, nor any authority."""
        found = store.overdue(TODAY)
        assert (found.overdue_number, found.soon_number) == (0, 0)
        assert found.impossible_number == 0
        assert store.authorities() == ()
        assert store.head().position == 0
        assert store.verify().holds
        assert store.rebuild() == 0

    # What is derived, and what it is derived of.

    def test_derived_rows_that_are_lost_are_made_anew(self, store):
        """Of the entries alone; until then it is told which cases lack theirs."""
        names = []
        for n in range(3):
            case = registered(store, f"KS 2022/{n}", f"Nummer {n}")
            case.record(ExtensionGranted(on=LATER, by="rev", until=in_days(90)))
            names.append(case.name)
        before = written(store)
        behind_its_back(
            store,
            "DELETE FROM auditflow_deadline",
            "DELETE FROM auditflow_case WHERE name LIKE '%2022-1'",
            "UPDATE auditflow_case SET state = 'answered', name = 'x/y/z' "
            "WHERE name LIKE '%2022-2'",
        )
        assert store.differences() == tuple(names)
        assert store.rebuild() == 3
        assert written(store) == before
        assert store.differences() == ()

    def test_derived_rows_of_no_case_are_removed(self, store):
        """What is in no entry is no case."""
        registered(store)
        before = written(store)
        behind_its_back(
            store,
            "INSERT INTO auditflow_deadline VALUES "
            "(99, 'draft', 'vanersborg', 'ks', '2022-10-01', '2022-10-01')",
        )
        assert store.differences() == ("a case that is in no entry (stream 99)",)
        store.rebuild()
        assert written(store) == before

    def test_an_authority_that_is_lost_is_made_anew(self, store):
        """Its rules and calendars stand in its entries."""
        registered(store)
        before = written(store)
        behind_its_back(store, "DELETE FROM auditflow_authority")
        store.rebuild()
        assert written(store) == before

    def test_the_database_refuses_to_change_an_entry(self, store):
        """Whoever speaks to it past the library can add, and nothing else."""
        registered(store)
        before = written(store)
        for statement in _CHANGES[store._access.database.engine.dialect.name]:
            with pytest.raises(REFUSED, match="entries are only ever added"):
                behind_its_back(store, statement)
        assert written(store) == before

    def test_the_ledger_verifies_with_a_head_that_was_kept(self, store, again):
        """Its text is enough, and one that is of another store is found."""
        kept = str(registered(store).name and store.head())
        registered(store, "KS 2022/348", "En annan")
        store = again(store)
        assert store.verify(Head.read(kept)).holds
        found = store.verify()
        assert (found.head, found.entries) == (store.head(), store.head().position)
        other = Head(store.head().position, bytes(32))
        assert not store.verify(other).holds

    # Many at once.

    def test_threads_share_a_store(self, store):
        """Each goes on with a case of its own, and all of them with one."""
        shared = registered(store, "KS 2022/0", "Den gemensamma").name
        own = [registered(store, f"KS 2022/{n}", f"Nr {n}").name for n in (1, 2, 3)]
        failed: list[Exception] = []
        conflicts: list[str] = []

        def work(name: str) -> None:
            try:
                for n in range(6):
                    told = Reminded(on=LATER, by=name, body=SOC, document=f"{n}")
                    case = store.case(name).record(told)
                    assert case.version == n + 4
                    self._insist(store, shared, told, conflicts)
                    assert store.overdue(TODAY).overdue_number > 0
            except Exception as error:  # noqa: BLE001 - told by the test
                failed.append(error)

        for name in own:  # a reminder needs somebody who was asked
            asked = store.case(name).take("refer", on=LATER, by="r", to=[SOC])
            assert asked.version == 3
        store.case(shared).take("refer", on=LATER, by="r", to=[SOC])
        threads = [threading.Thread(target=work, args=(name,)) for name in own]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        told = [entry.document for entry in store.case(shared).entries[3:]]
        assert sorted(map(str, told)) == sorted("012345" * 3)
        assert store.verify().holds
        assert store.differences() == ()

    @staticmethod
    def _insist(store: Store, name: str, told: Reminded, conflicts: list[str]) -> None:
        while True:
            try:
                store.case(name).record(told)
            except Conflict as conflict:
                conflicts.append(str(conflict))
            else:
                return

    # Lives that nobody wrote.

    def test_lives_that_are_told_step_by_step_are_the_lives(self, store, clock, again):
        """As they were known at each instant, whatever is told of others meanwhile."""
        led = [*enumerate(lives(5), 1)]
        cases = {}
        for n, life in led:
            clock.set(life.case.history[0].recorded)
            cases[n] = store.add(told_apart(life.stages[0], n))
        steps = [(event.recorded, n, event) for n, life in led for event in life.told]
        for recorded, n, event in sorted(steps, key=lambda step: step[0]):
            clock.set(recorded)
            told = attrs.evolve(event_apart(event, n), recorded=None)
            cases[n] = cases[n].record(told)
            assert store.differences() == ()
        store = again(store)
        for n, life in led:
            found = store.case(cases[n].name)
            assert found.case == told_apart(life.case, n)
            for at in range(len(life.stages)):
                known, instant = life.known_at(at)
                stage = told_apart(known, n)
                assert found.case.as_known_at(instant) == stage
                planned = found.plan(today=TODAY, known_at=instant)
                assert planned == plan(stage, today=TODAY)
        assert store.verify().holds

    def test_it_refuses_what_a_case_refuses(self, store, clock):
        """With the same words, and nothing else; what it refuses is not written."""
        tried = [one for life in lives(6) for one in life.refusals]
        refused = 0
        for n, (stage, event, _) in enumerate(tried):
            bare, told = told_apart(stage, n), event_apart(event, n)
            case, before = store.add(bare), store.head()
            known = [clock.at.add(seconds=1), *(e.recorded for e in bare.history)]
            told = attrs.evolve(told, recorded=max(known, key=stamp_of))
            expected = outcome(bare, told)
            assert outcome(case, attrs.evolve(told, recorded=None)) == expected
            if isinstance(expected, str):
                refused += 1
                assert store.head() == before
        assert refused > 9
        assert store.differences() == ()

    def test_overdue_is_what_the_cases_say(self, store):
        """On any day, for all and for one body, of sixty lives."""
        for case in cases_of(60):
            store.add(case)
        cases = [*store.cases()]
        versions = store.versions("vanersborg")
        days = [in_days(n) for n in (0, 2, 20, 40, 59, 60, 90, 400)]
        found = [store.overdue(day, within=n) for n, day in enumerate(days)]
        assert found == [
            overdue(cases, day, within=n, versions=versions)
            for n, day in enumerate(days)
        ]
        assert any(one.overdue and one.soon and one.impossible for one in found)
        assert store.overdue(days[3], within=3, body="Kommunstyrelsens") == found[3]
        assert store.overdue(days[3], body=SOC).overdue_number == 0
        assert [one.name for one in cases if duties_of(one) == Duties()] != []


def test_two_that_make_one_store_make_it_once(postgres_url):
    """Whoever is second finds it made."""
    failed: list[Exception] = []

    def make() -> None:
        try:
            open_store(postgres_url, create=True).close()
        except Exception as error:  # noqa: BLE001 - told by the test
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with open_store(postgres_url) as store, store._access.reading() as connection:
        rows = connection.execute(text("SELECT count(*) FROM auditflow_head"))
        assert rows.scalar() == 1
