"""What is drawn is what is promised, and what is found can be read."""

import random
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from auditflow import plan
from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import DayUnreadable, NotAllowed, ValueRefused
from auditflow.events import (
    Adopted,
    Answered,
    Closed,
    Drafted,
    Event,
    ExtensionGranted,
    MeasureDone,
    NoticeRemoved,
    Paused,
    Received,
    RemittedBack,
    Reopened,
    StatementReceived,
    VersionChanged,
)
from auditflow.events.kinds import AnyEvent
from auditflow.lifecycle import State
from auditflow.rules import Basis, Rulebook
from auditflow.testing import (
    a_case,
    a_meeting_calendar,
    a_memo,
    business_days,
    calendars,
    code_of,
    days,
    histories,
    illegal_events,
    legal_events,
    meeting_calendars,
    memos,
    opened_cases,
    rulebooks,
)
from auditflow.testing.chance import THROW
from auditflow.testing.leading import Leading
from auditflow.testing.making import EVERY_KIND

T = TypeVar("T")

_FEW = settings(max_examples=12, suppress_health_check=[*HealthCheck])
_SEARCH = settings(
    max_examples=2000,
    database=None,
    derandomize=True,
    phases=[Phase.generate, Phase.shrink],
)


def _smallest(strategy: st.SearchStrategy[T], condition: Callable[[T], object]) -> T:
    return find(strategy, lambda one: bool(condition(one)), settings=_SEARCH)


def _has(kind: type[Event]) -> Callable[[Case], bool]:
    return lambda case: any(isinstance(event, kind) for event in case.events)


def _replayed(case: Case) -> Case:
    """The same events, recorded anew: each has to pass the guards again."""
    again = Case(case.memo, case.body, case.authority, case.history[:1])
    for event in case.history[1:]:
        again = again.record(attrs.evolve(event, irregular=()))
    return again


@_FEW
@given(histories(irregular=False))
def test_a_history_is_legal(case):
    """Each event passes the guards when it is recorded again, none with an excuse."""
    assert all(event.despite is None for event in case.history)
    if all(event.recorded_at is None for event in case.history):  # none told late
        assert _replayed(case) == case


@_FEW
@given(histories(min_events=10, max_events=10))
def test_a_history_is_as_long_as_it_is_wanted(case):
    """Exactly ten events happen to the case, beside the arrival of the memo."""
    assert len(case.history) == 11


@_FEW
@given(histories(min_events=3))
def test_a_case_that_was_drawn_can_be_planned(case):
    """Whatever happened, there is a plan, on any day."""
    assert plan(case, today=case.history[-1].on).deadlines


def test_lives_come_to_each_state_and_each_kind_of_event():
    """Nothing is left out of the lives that are led by chance."""
    chance = random.Random(1)  # noqa: S311 - no secret
    seen, states = set[type[Event]](), set[State]()
    for _ in range(400):
        throws = [chance.randbytes(THROW) for _ in range(25)]
        case = Leading().led(a_case(dnr=None), throws, least=0, most=25)
        seen.update(map(type, case.history))
        states.add(case.state)
    assert seen == {*EVERY_KIND, Received}
    assert states == {*State}


def test_every_kind_that_people_record_is_known():
    """A new kind of event has to be made here too, or to be left out on purpose."""
    every = {*AnyEvent.__args__}
    assert every - EVERY_KIND == {Received, VersionChanged}


@pytest.mark.parametrize(
    ("what", "words"),
    [
        pytest.param(
            lambda case: len([e for e in case.events if isinstance(e, Paused)]) > 1,
            ["paused", "paused"],
            id="two-pauses",
        ),
        pytest.param(
            lambda case: plan(case).reply_day.extension is not None,
            ["extension_granted"],
            id="an-extension",
        ),
        pytest.param(_has(RemittedBack), ["drafted", "remitted_back"], id="sent-back"),
        pytest.param(
            _has(StatementReceived),
            ["referred", "statement_received"],
            id="a-statement",
        ),
    ],
)
def test_a_history_shrinks_to_what_matters(what, words):
    """What was found is the shortest life, on the first days of an ordinary case."""
    case = _smallest(histories(), what)
    assert [event.word for event in case.history[1:]] == words
    assert case.received == date(2022, 9, 27)
    assert case.memo == a_memo()


def test_what_was_found_is_printed_as_code():
    """The code in the report of a failing test makes the same case again."""

    @settings(_SEARCH, report_multiple_bugs=False)
    @given(histories())
    def never_adopted(case):
        assert not _has(Adopted)(case)

    with pytest.raises(AssertionError) as raised:
        never_adopted()
    printed = "\n".join(raised.value.__notes__)
    assert "case=a_case(\n        Drafted(" in printed
    assert 'Adopted(on=date(2022, 9, 27), by="kommunstyrelsen")' in printed


@_FEW
@given(histories(max_events=6), st.data())
def test_the_code_of_a_value_makes_it(case, data):
    """Cases, letters and calendars come back as they were from their code."""
    calendar = data.draw(calendars())
    meetings = data.draw(meeting_calendars(years=1))
    memo = data.draw(memos())
    for value in (case, calendar, meetings, memo):
        assert _made_from(code_of(value)) == value


def _made_from(code: str) -> object:
    import auditflow.events  # noqa: PLC0415 - a name space for what is pasted
    import auditflow.meetings  # noqa: PLC0415
    import auditflow.memo  # noqa: PLC0415
    import auditflow.periods  # noqa: PLC0415
    from auditflow.day import read_instant  # noqa: PLC0415
    from auditflow.testing import a_response  # noqa: PLC0415

    names = {
        **vars(auditflow.events),
        **vars(auditflow.meetings),
        **vars(auditflow.memo),
        **vars(auditflow.periods),
        "BusinessCalendar": BusinessCalendar,
        "Case": Case,
        "a_case": a_case,
        "a_meeting_calendar": a_meeting_calendar,
        "a_memo": a_memo,
        "a_response": a_response,
        "date": date,
        "read_instant": read_instant,
    }
    return eval(code, names)  # noqa: S307 - our own code


@_FEW
@given(histories(kinds={Drafted, Adopted, Answered}, max_events=5))
def test_only_the_kinds_that_are_wanted_happen(case):
    """Whoever keeps only some kinds of events is given no others."""
    assert {*map(type, case.history[1:])} <= {Drafted, Adopted, Answered}


@_FEW
@given(histories(kinds={Closed}, max_events=3))
def test_a_life_ends_where_nothing_is_possible(case):
    """Nothing is made up where none of the wanted kinds can happen any longer."""
    assert len(case.history) <= 2


@_FEW
@given(
    histories(
        kinds={Drafted, Adopted, RemittedBack},
        irregular=False,
        meetings=a_meeting_calendar(year=2017, years=15),
        max_events=5,
    )
)
def test_decisions_are_taken_at_meetings(case):
    """With meetings and without excuses the board decides when it meets."""
    meetings = a_meeting_calendar(year=2017, years=15)
    for event in case.history:
        if isinstance(event, Adopted):
            assert meetings.meets_on(case.body, event.on) is not False


@_FEW
@given(histories(max_events=6), st.data())
def test_what_may_happen_next_can_be_recorded(case, data):
    """A legal event is one that the case takes as it stands."""
    event = data.draw(legal_events(case))
    after = case.record(event)
    assert len(after.history) == len(case.history) + 1


@_FEW
@given(histories(max_events=6), st.data())
def test_what_must_not_happen_next_is_refused(case, data):
    """An illegal event is one that the case refuses, in any state."""
    event = data.draw(illegal_events(case))
    with pytest.raises(NotAllowed):
        case.record(event)


def test_an_illegal_step_is_the_simplest_that_is_illegal():
    """It is a step from a wrong state, on the day of the latest event."""
    event = find(illegal_events(a_case()), lambda _: True, settings=_SEARCH)
    assert isinstance(event, Adopted)
    assert event.on == date(2022, 9, 28)


@pytest.mark.parametrize("kind", [Answered, Reopened, MeasureDone, NoticeRemoved])
def test_illegal_events_can_be_of_one_kind(kind):
    """Whoever tests one step draws only that."""
    event = find(
        illegal_events(a_case(), kinds={kind}), lambda _: True, settings=_SEARCH
    )
    assert type(event) is kind


@_FEW
@given(opened_cases(boards_only=True))
def test_an_opened_case_has_no_history_yet(case):
    """Only the memo came in, at a board."""
    assert [type(event) for event in case.history] == [Received]
    assert case.kind.value == "board"


@_FEW
@given(days("2022-06-01", "2022-06-30"), business_days("2022-06-01", "2022-06-30"))
def test_days_lie_between_two(day, business_day):
    """Both ends included; and a business day is one."""
    assert date(2022, 6, 1) <= day <= date(2022, 6, 30)
    assert BusinessCalendar.sweden().is_business_day(business_day)


def test_days_are_often_near_a_holiday():
    """A rule that goes wrong at midsommar is soon tried there."""
    sweden = BusinessCalendar.sweden()
    found = _smallest(days(), lambda day: sweden.why_closed(day) == "Midsommarafton")
    assert found == date(2022, 6, 24)


def test_days_that_are_none_are_refused():
    """At once, and not when the first is drawn."""
    with pytest.raises(ValueRefused, match="give the earlier day first"):
        days("2022-06-30", "2022-06-01")
    with pytest.raises(DayUnreadable):
        days("2022-06-31")


@_FEW
@given(calendars())
def test_a_calendar_has_a_few_days_of_its_own(calendar):
    """They are such as the calendar of the country does not say itself."""
    sweden = BusinessCalendar.sweden()
    assert len(calendar.closed) <= 4
    assert all(sweden.is_business_day(day) for day in calendar.closed)
    assert not any(sweden.is_business_day(day) for day in calendar.open)


def test_a_local_closure_shrinks_to_a_squeezed_day():
    """The simplest calendar of a municipality closes one klämdag."""
    found = _smallest(calendars(), lambda calendar: calendar.closed)
    assert found.closed == {date(2022, 5, 27): "klämdag"}
    assert found.open == ()


@_FEW
@given(meeting_calendars())
def test_meetings_are_as_boards_have_them(calendar):
    """Monthly, never in July, on business days; at most three changes."""
    sweden = BusinessCalendar.sweden()
    held = calendar.days_of("kommunstyrelsen")
    assert all(day.month != 7 for day in held)
    assert all(map(sweden.is_business_day, held))
    assert 19 <= len(held) <= 25
    assert len([m for m in calendar.meetings if m.status != "planned"]) <= 3


def test_a_moved_meeting_shrinks_to_the_first():
    """The simplest change is one of the first meeting of an ordinary plan."""
    found = _smallest(
        meeting_calendars(year=2022),
        lambda calendar: any(m.status == "moved" for m in calendar.meetings),
    )
    planned = a_meeting_calendar(year=2022, years=2, prepared_by="arbetsutskottet")
    changed = [m for m in found.meetings if m not in planned.meetings]
    assert [str(m.day) for m in changed] == ["2022-01-05"]


@_FEW
@given(memos())
def test_a_letter_asks_for_an_answer(memo):
    """A case can be opened at each body that must answer."""
    for body in memo.must_answer:
        case = Case.open(memo, received=memo.dated, body=body.name)
        assert plan(case).deadlines


@_FEW
@given(memos(dated_reply=True))
def test_a_letter_may_be_wanted_with_a_day(memo):
    """Whoever needs a reply day gets letters that name one."""
    assert all(body.reply.date is not None for body in memo.must_answer)


def test_a_letter_shrinks_to_the_one_to_vanersborg():
    """The simplest letter is the one of the factory."""
    assert _smallest(memos(), lambda _: True) == a_memo()


@settings(max_examples=15, suppress_health_check=[*HealthCheck])
@given(rulebooks())
def test_a_rulebook_touches_no_statute(book):
    """Local rules differ; what the law says stays as it is."""
    shipped = Rulebook.default()
    for rule in shipped.rules:
        if rule.basis is Basis.STATUTE:
            assert book.rule(rule.id) == rule
    assert plan(a_case(), rulebook=book).rulebook == "egna-regler 1"


def test_a_rulebook_is_printed_as_its_text():
    """What differs from the shipped rules is what stands in the report."""

    @settings(_SEARCH, report_multiple_bugs=False)
    @given(rulebooks())
    def never_otherwise(book):
        assert book.rule("summon") == Rulebook.default().rule("summon")

    with pytest.raises(AssertionError) as raised:
        never_otherwise()
    expected = r"""book=a_rulebook('\n[rules.summon]\nperiod = "-7 days"\n')"""
    assert expected in "\n".join(raised.value.__notes__)


def test_an_extension_shrinks_to_a_week():
    """Lengths shrink too."""
    case = _smallest(histories(), _has(ExtensionGranted))
    granted = case.history[-1]
    assert isinstance(granted, ExtensionGranted)
    assert str(granted.until) == "2022-12-02"
