"""Lives of cases: whole histories, and what may or may not happen next."""

from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Final

from hypothesis import assume
from hypothesis import strategies as st
from pendulum import Date

from auditflow.case import Case
from auditflow.day import as_day
from auditflow.errors import NotAllowed
from auditflow.events import AnyEvent, Event
from auditflow.meetings import MeetingCalendar
from auditflow.testing.any_days import FIRST, LAST
from auditflow.testing.chance import THROW, event_tried
from auditflow.testing.given import Day, day_given
from auditflow.testing.leading import Leading
from auditflow.testing.making import EVERY_KIND, event_made
from auditflow.testing.opening import CHOICES, case_opened

Kinds = Collection[type[Event]]

_BEYOND: Final = timedelta(days=1)
throws: Final = st.binary(min_size=THROW, max_size=THROW)
"""Of each of these an event is made."""


def opened_cases(
    first: Day = FIRST, last: Day = LAST, *, boards_only: bool = False
) -> st.SearchStrategy[Case]:
    """Cases in which nothing has happened yet beside the arrival of the memo.

    Boards mostly, with two recommendations, and at times a joint board, a company, or
    an answer that goes to fullmäktige. They shrink towards the case of `a_case`.

    Args:
        first: the first day that is asked for.
        last: the last day that is asked for.
        boards_only: no joint board, no company, no answer to fullmäktige.
    """
    return _opened_cases(day_given(first), day_given(last), boards_only)


_choices: Final = st.binary(min_size=CHOICES, max_size=CHOICES)


@st.composite
def _opened_cases(draw: st.DrawFn, first: Date, last: Date, boards_only: bool) -> Case:  # noqa: FBT001 - of `opened_cases` alone
    return case_opened(draw(_choices), first, last, boards_only=boards_only)


def histories(
    *,
    min_events: int = 0,
    max_events: int = 12,
    kinds: Kinds | None = None,
    irregular: bool = True,
    meetings: MeetingCalendar | None = None,
    opened: st.SearchStrategy[Case] | None = None,
) -> st.SearchStrategy[Case]:
    """Cases with a legal history: each event passed the guards as it was recorded.

    All that people record happens in them: referrals and statements, extensions and
    pauses, meetings missed, remittals, supplements, corrections, and what is told late.
    They shrink event by event, towards an ordinary life on the first days of the case
    of `a_case`, and a failing test prints them as the code that makes them.

    Args:
        min_events: how many events there are at least, beside the arrival.
        max_events: how many there are at most.
        kinds: the kinds of events; by default all that people record. Without any that
            is possible, a life ends early.
        irregular: whether steps may be irregular; they say why then.
        meetings: the meetings that decisions are checked against.
        opened: cases to begin with; `opened_cases` by default.
    """
    most = max(min_events, max_events)
    leading = Leading(frozenset(kinds or EVERY_KIND), irregular, meetings)
    return _histories(min_events, most, leading, opened)


@cache
def _throws_of(least: int, most: int) -> st.SearchStrategy[list[bytes]]:
    # Not all that is thrown is allowed, and what is not does not happen.
    enough = most + (most - least) // 2
    some = st.lists(throws, min_size=least, max_size=enough)
    return some | st.lists(throws, min_size=(least + enough) // 2, max_size=enough)


@st.composite
def _histories(
    draw: st.DrawFn,
    least: int,
    most: int,
    leading: Leading,
    opened: st.SearchStrategy[Case] | None,
) -> Case:
    begun = draw(_anywhere if opened is None else opened)
    case = leading.led(begun, draw(_throws_of(least, most)), least, most)
    assume(len(case.history) - len(begun.history) >= least)
    return case


_anywhere: Final = opened_cases()


def legal_events(
    case: Case,
    *,
    kinds: Kinds | None = None,
    irregular: bool = True,
    meetings: MeetingCalendar | None = None,
) -> st.SearchStrategy[AnyEvent]:
    """What can happen next to *case*: each event would be recorded as it stands.

    The simplest is the next step of an ordinary life, on the day of the latest event.

    Args:
        case: the case, in any state.
        kinds: the kinds of events; by default all that people record.
        irregular: whether steps may be irregular; they say why then.
        meetings: the meetings that decisions are checked against.
    """
    leading = Leading(frozenset(kinds or EVERY_KIND), irregular, meetings)
    return _legal_events(case, leading)


@st.composite
def _legal_events(draw: st.DrawFn, case: Case, leading: Leading) -> AnyEvent:
    after = leading.led(case, [draw(throws)], least=1, most=1)
    known = {id(event) for event in case.history}
    new = [event for event in after.history if id(event) not in known]
    assume(new)
    return new[0]


def illegal_events(
    case: Case, *, kinds: Kinds | None = None, meetings: MeetingCalendar | None = None
) -> st.SearchStrategy[AnyEvent]:
    """What must not happen next to *case*: each event is refused as it stands.

    Steps from a wrong state, events out of order or before the memo came in, what
    builds on something that never happened, and irregular steps without a reason. The
    simplest is a step of the wrong state, on the day of the latest event. Every case
    refuses something.
    """
    return st.deferred(lambda: st.sampled_from(_refused(case, kinds, meetings)))


def _refused(
    case: Case, kinds: Kinds | None, meetings: MeetingCalendar | None
) -> Sequence[AnyEvent]:
    wanted = frozenset(kinds or EVERY_KIND)
    return [
        event
        for event in _conceivable(case, wanted)
        if _is_refused(case, event, meetings)
    ]


def _conceivable(case: Case, kinds: frozenset[type[Event]]) -> Iterator[AnyEvent]:
    """Events of every kind, now, before the memo came in, and with other details."""
    now, early = case.history[-1].on, as_day(case.received - _BEYOND)
    in_order = sorted(kinds, key=lambda kind: kind.__name__)
    for on, ways in ((now, (0,)), (early, (0,)), (now, range(1, 6))):
        for way in ways:
            for kind in in_order:
                yield event_made(kind, case, on, way)


def _is_refused(case: Case, event: AnyEvent, meetings: MeetingCalendar | None) -> bool:
    try:
        case.record(event, meetings=meetings)
    except NotAllowed:
        return True
    return False


@st.composite
def tried_events(
    draw: st.DrawFn, case: Case, kinds: frozenset[type[Event]]
) -> AnyEvent:
    """What somebody may try next with *case*, allowed or not."""
    return event_tried(case, draw(throws), kinds)
