"""What bytes mean that are drawn: which event of a case, and on which day.

The numbers of the kinds are the same in every state. Else an event that does not matter
could not be left out without making something else of those after it, and what was
found would not shrink to what a person can read.
"""

from bisect import bisect_left
from collections.abc import Collection
from functools import cache
from typing import Final

import attrs
from pendulum import Date

from auditflow.case import Case
from auditflow.day import date_at
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    Assigned,
    Closed,
    Corrected,
    Drafted,
    Event,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Paused,
    Prepared,
    Referred,
    Registered,
    Reminded,
    RemittedBack,
    Reopened,
    Reported,
    ResponseProposed,
    Resumed,
    Revised,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
)
from auditflow.testing.holidays import closed_by_name
from auditflow.testing.making import again, event_made

THROW: Final = 4
"""How many bytes a throw has: what happens, how much later, and the details.

They are drawn at once: that is quick, each is as likely as any other on any machine,
and an event that does not matter can be left out whole.
"""

_SIDES: Final = 64

IN_ORDER: Final[tuple[type[Event], ...]] = (
    *(Assigned, Drafted, Referred, Paused, ExtensionGranted, Adopted, Answered),
    *(Resumed, StatementReceived, RemittedBack, Tabled, Reopened, Closed),
    *(MinutesAdjusted, NoticePosted, Summoned, Registered, Prepared, AimedFor),
    *(StatementWaived, ExtensionAsked, ExtensionRefused, MeasureDone, NoticeRemoved),
    *(Revised, Reminded, ResponseProposed, Reported, FollowedUp, Corrected),
)
"""Every kind by its number; the first changes nothing of what others may do."""
_OFTEN: Final[tuple[type[Event], ...]] = (
    *(Drafted, Drafted, Drafted, Drafted, Drafted, Adopted, Adopted, Adopted, Adopted),
    *(Adopted, MinutesAdjusted, MinutesAdjusted, Answered, Answered, NoticePosted),
    *(NoticePosted, NoticeRemoved, Reopened, Referred, Resumed, StatementReceived),
    *(Paused, Paused, Paused, Paused, Paused, Paused),
)
_BY_NUMBER: Final = (*IN_ORDER, *_OFTEN)
# Numbers from here on mean the latest event again: what happens twice, and what
# overlaps, is where counting goes wrong.
_AGAIN: Final = len(_BY_NUMBER)

_FIRST_YEAR, _LAST_YEAR = 2010, 2040
# Small steps in time, and then steps to where counting goes wrong: so many days before
# a weekday that is closed by name. A notice, minutes and an appeal run 2, 14, 21 days.
_STEPS: Final = (0, 1, 3, 7, 14)
_BEFORE_A_HOLIDAY: Final = (1, 14, 0, 2, 21)
LATE: Final = len(_STEPS) + len(_BEFORE_A_HOLIDAY)
"""The gap that is none: it happened earlier, and is only told now."""
# Most of what follows something follows soon after it, or where minutes go wrong.
_GAPS: Final = (*range(LATE + 1), 0, 0, 1, 6, 6)


@attrs.frozen
class Thrown:
    """What a throw means, part by part."""

    number: int
    """Which kind of event; see `kind_thrown`."""
    gap: int
    """How much later it happens; see `day_after_gap`."""
    way: int
    """Which details it has."""
    length: int
    """How long something is, in days."""

    @classmethod
    def of(cls, throw: bytes) -> "Thrown":
        """The parts of a throw, which are as small as its bytes."""
        number, gap, way, length = (part % _SIDES for part in throw)
        return cls(number, _GAPS[gap % len(_GAPS)], way, length)


def day_after_gap(today: Date, gap: int) -> Date:
    """The day on which something happens next: *today* or later.

    >>> [str(day_after_gap(Date(2022, 6, 1), gap)) for gap in (0, 2, 5)]
    ['2022-06-01', '2022-06-04', '2022-06-05']
    """
    day = today.toordinal()
    if gap < len(_STEPS):
        return date_at(day + _STEPS[gap])
    before = _BEFORE_A_HOLIDAY[(gap - len(_STEPS)) % len(_BEFORE_A_HOLIDAY)]
    named = _closed_by_name()
    at = bisect_left(named, day + before)
    return date_at(named[at] - before) if at < len(named) else today


@cache
def _closed_by_name() -> tuple[int, ...]:
    """The weekdays that are closed by name, as ordinals."""
    years = range(_FIRST_YEAR, _LAST_YEAR + 1)
    return tuple(day for year in years for day in closed_by_name(year))


def kind_thrown(case: Case, number: int, kinds: Collection[type[Event]]) -> type[Event]:
    """The kind of event, of those that are wanted, that a *number* below 64 means."""
    latest = type(case.history[-1])
    kind = _BY_NUMBER[number] if number < _AGAIN else latest
    if kind in kinds:
        return kind
    wanted = [one for one in IN_ORDER if one in kinds]
    return wanted[number % len(wanted)]


def event_thrown(case: Case, on: Date, kind: type[Event], thrown: Thrown) -> AnyEvent:
    """The event of this *kind* that was thrown, on that day."""
    latest = case.history[-1]
    repeats = thrown.number >= _AGAIN and type(latest) is kind
    if repeats and not isinstance(latest, Corrected):
        return again(latest, on)
    return event_made(kind, case, on, thrown.way, thrown.length)


def event_tried(case: Case, throw: bytes, kinds: Collection[type[Event]]) -> AnyEvent:
    """What somebody may try next with *case*, allowed or not."""
    thrown = Thrown.of(throw)
    on = day_after_gap(case.history[-1].on, thrown.gap % LATE)
    return event_thrown(case, on, kind_thrown(case, thrown.number, kinds), thrown)
