"""Which meeting the plan aims for: a choice that follows from the events alone."""

from collections.abc import Iterator
from enum import StrEnum

import attrs

from auditflow.day import LAST
from auditflow.events import AimedFor, Tabled
from auditflow.periods import OnDay
from auditflow.planning.forward import ForwardPass
from auditflow.planning.reckoning import Reckoning
from auditflow.values import Value

_FURTHEST = 250  # business days to look ahead where no calendar says when


class How(StrEnum):
    """How the meeting was chosen."""

    ORDINARY = "ordinary"
    """The last one with time to adjust the minutes in the ordinary way."""
    IMMEDIATE = "immediate"
    """The last one before the answer must leave, with immediate adjustment."""
    TOO_LATE = "too_late"
    """None in time can be reached; the first one that can."""
    EVENT = "event"
    """The matter was tabled, or somebody chose another meeting."""
    NONE = "none"
    """There is no day to aim for."""


@attrs.frozen(eq=False, repr=False)
class Aim(Value):
    """The meeting that the plan aims for; days are ordinals.

    ``start`` is the day that they are counted from; ``ordinary`` and ``immediate``
    are the last days on which a decision is in time;
    ``missed`` the meeting that would have been in time but cannot be reached.
    """

    how: How
    day: int | None = None
    start: int | None = None
    ordinary: int | None = None
    immediate: int | None = None
    missed: int | None = None
    known: bool = True
    """Whether the meetings around the last day in time are known."""

    def requires(self, day: int) -> "Requires | None":
        """What a decision on *day* requires; None where no reply day is known."""
        if self.ordinary is None:
            return None
        if day <= self.ordinary:
            return Requires.ORDINARY
        if self.immediate is not None and day <= self.immediate:
            return Requires.IMMEDIATE
        return Requires.EXTENSION

    def in_time(self, day: int) -> bool:
        """Whether a decision on *day* lets the answer leave in time."""
        return self.requires(day) is not Requires.EXTENSION


class Requires(StrEnum):
    """What it takes for the answer to be in time after a meeting."""

    ORDINARY = "ordinary_adjustment"
    IMMEDIATE = "immediate_adjustment"
    EXTENSION = "extension"


def choose(forward: ForwardPass) -> Aim:
    """The meeting to aim for, from the events, the rules and the calendars."""
    reckoning = forward.reckoning
    limits = _limits(reckoning)
    if reckoning.facts.aim is not None:
        fixed = _fixed(reckoning, reckoning.facts.aim)
        how = How.NONE if fixed is None else How.EVENT
        start, ordinary, immediate = limits or (None, None, None)
        known = fixed is not None
        return Aim(how, fixed, start, ordinary, immediate, known=known)
    if limits is None:
        return Aim(How.NONE)
    return _chosen(forward, *limits)


def _limits(reckoning: Reckoning) -> tuple[int, int, int] | None:
    """Where the count starts, and the last day in time: ordinary, and immediate."""
    rule = reckoning.rulebook.deciding
    start = reckoning.start_of(rule, reckoning.standing)
    if start is None:
        return None
    counted_on, counting = reckoning.counted_on(rule), rule.way.counting
    ordinary = rule.way.period.end_from(start, counted_on, counting)
    if rule.immediate is None:
        return start, ordinary, ordinary
    immediate = rule.immediate.end_from(start, counted_on, counting)
    return start, ordinary, immediate


def _fixed(reckoning: Reckoning, event: Tabled | AimedFor) -> int | None:
    """The meeting that an event fixed, wherever the calendar has put it since."""
    meetings = reckoning.meetings
    body = reckoning.facts.body
    if isinstance(event, Tabled):
        if event.to is None:
            return reckoning.next_meeting(event.on.toordinal() + 1)
        day = event.to
    else:
        day = event.meeting
    held = meetings.became(body, day) if meetings else day
    return held.toordinal() if held else None


def _chosen(forward: ForwardPass, start: int, ordinary: int, immediate: int) -> Aim:
    reckoning = forward.reckoning
    missed, known = None, True
    for how, limit in ((How.ORDINARY, ordinary), (How.IMMEDIATE, immediate)):
        # Where no calendar reaches, the day is only counted: never the last meeting
        # that happens to be known.
        known = reckoning.knows(limit)
        day = reckoning.own.last(limit) if reckoning.own and known else limit
        if day is not None and forward.reaches(day, aim=True):
            return Aim(how, day, start, ordinary, immediate, missed, known)
        if known and day is not None and day >= reckoning.facts.decides_from:
            missed = missed or day
    for day in later_days(reckoning, immediate):
        if forward.reaches(day, aim=True):
            known = reckoning.knows(day)
            return Aim(How.TOO_LATE, day, start, ordinary, immediate, missed, known)
    return Aim(How.NONE, None, start, ordinary, immediate, missed, known)


def later_days(reckoning: Reckoning, after: int) -> Iterator[int]:
    """The days after another on which the body may decide.

    Its meetings as far as they are known, and then the business days after those.
    """
    last = max(after, reckoning.facts.decides_from - 1)
    for day in reckoning.meeting_days:
        if day > last:
            yield day
            last = day
    last = max(last, reckoning.known_until or last)
    for _ in range(_FURTHEST):
        if last >= LAST:
            return
        last = reckoning.calendar.add_ordinal(last, 1)
        yield last


def extension_for(reckoning: Reckoning, day: int) -> int:
    """The earliest reply day for which a decision on *day* is in the ordinary time."""
    rule = reckoning.rulebook.deciding
    calendar = reckoning.counted_on(rule)
    period = rule.way.period
    if isinstance(period, OnDay):
        return day  # a fixed day of the year stands wherever the answer is
    onward = type(period)(-period.amount)
    # From a Saturday five days on and five days back lead to the Friday before it.
    begin = calendar.roll_forward_ordinal(day)
    return onward.end_from(begin, calendar, rule.way.counting)
