"""Tables from day to day: what a calendar or a period does, for all days at once.

A table has an answer for each day of 1953–2100, and `MISSING` before the first and
after the last, where each day that is none of them is looked up. So one gather answers
a block of days, and one look at the least answer tells whether any was refused.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Final, assert_never

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.bulk.columns import EPOCH, MISSING, Whole
from auditflow.business_calendar import BusinessCalendar
from auditflow.business_calendar.sunday_rule import rest_days
from auditflow.day import FIRST, LAST
from auditflow.errors import DayOutOfRange, Fault
from auditflow.meetings import BodyMeetings
from auditflow.periods import (
    BY_LAW,
    BusinessDays,
    Counting,
    Days,
    Deeming,
    Months,
    Period,
    Roll,
    Weeks,
    Years,
    deemed_from,
)
from auditflow.rules import Seek
from auditflow.rules.seeking import meeting_from

FIRST_DAY: Final = FIRST - EPOCH
LAST_DAY: Final = LAST - EPOCH
ORIGIN: Final = FIRST_DAY - 1  # the day that stands at 0, for all before the first
_ALL: Final = np.arange(FIRST_DAY, LAST_DAY + 1)
_KEPT: Final = 48  # tables of 430 kB each


@attrs.frozen(eq=False)
class OpenDays:
    """The open days of a calendar: for each day whether it is one, and how many until.

    ``until`` counts the open days until each day of `_ALL`, itself included.
    """

    is_open: npt.NDArray[np.int64]
    until: Whole
    nth: Whole

    @classmethod
    def of(cls, marks: bytes) -> "OpenDays":
        """From the *marks* of a calendar's tables, one byte a day."""
        is_open = np.frombuffer(marks, np.uint8).astype(np.int64)
        return cls(is_open, np.cumsum(is_open), _ALL[is_open == 1])

    def at(self, places: Whole) -> Whole:
        """The table whose answer for each day is the open day at its place."""
        found = self.nth.take(places, mode="clip")
        return table(np.where((places >= 0) & (places < self.nth.size), found, MISSING))

    def after(self, number: int) -> Whole:
        """The open day *number* places after each day; before it if negative."""
        # More than there are leads nowhere, however many more.
        steps = max(-_ALL.size, min(number, _ALL.size))
        base = self.until - 1 if number > 0 else self.until - self.is_open
        return self.at(base + steps)


def table(answers: npt.NDArray[np.int64]) -> Whole:
    """One answer for each day, with the two that stand for all other days."""
    padded = np.full(answers.size + 2, MISSING, np.int64)
    padded[1:-1] = answers
    padded.flags.writeable = False
    return padded


def looked_up(days: Whole, answers: Whole) -> Whole:
    """What the table *answers* for each of the *days*."""
    return answers.take(days - ORIGIN, mode="clip")


def then(first: Whole, second: Whole) -> Whole:
    """The table of what *second* answers to the answers of *first*."""
    return looked_up(first, second)


@lru_cache(maxsize=_KEPT)
def open_days(calendar: BusinessCalendar) -> OpenDays:
    """The business days of *calendar*."""
    return OpenDays.of(calendar.tables.open)


@lru_cache(maxsize=_KEPT)
def counted(calendar: BusinessCalendar) -> Whole:
    """How many business days there are until each day, itself included."""
    return table(open_days(calendar).until)


@lru_cache(maxsize=_KEPT)
def added(calendar: BusinessCalendar, number: int) -> Whole:
    """The business day *number* places after each day; see `BusinessCalendar.add`."""
    return open_days(calendar).after(number)


@lru_cache(maxsize=_KEPT)
def rolled_forward(calendar: BusinessCalendar) -> Whole:
    """The first business day on or after each day."""
    return _forward(open_days(calendar))


@lru_cache(maxsize=_KEPT)
def rolled_back(calendar: BusinessCalendar) -> Whole:
    """The last business day on or before each day."""
    return _back(open_days(calendar))


def _forward(known: OpenDays) -> Whole:
    return known.at(known.until - known.is_open)


def _back(known: OpenDays) -> Whole:
    return known.at(known.until - 1)


@lru_cache(maxsize=3)
def rolled(roll: Roll) -> Whole:
    """Where each day rolls over the days of lag (1930:173) 2 §, as it was then."""
    match roll:
        case "forward":
            return _forward(OpenDays.of(rest_days().open))
        case "back":
            return _back(OpenDays.of(rest_days().open))
        case "none":
            return table(_ALL)
        case _:
            assert_never(roll)


def one_by_one(answer: Callable[[int], int | None]) -> Whole:
    """The table of what *answer* gives for each ordinal: slower, and right for any.

    Where it gives none, or a day beyond those that are known, the answer is missing.
    """
    answers = np.full(_ALL.size, MISSING, np.int64)
    for at, ordinal in enumerate(range(FIRST, LAST + 1)):
        with suppress(DayOutOfRange):
            found = answer(ordinal)
            if found is not None and FIRST <= found <= LAST:
                answers[at] = found - EPOCH
    return table(answers)


@lru_cache(maxsize=_KEPT)
def ended(
    period: Period, counted_on: BusinessCalendar, counting: Counting = BY_LAW
) -> Whole:
    """Where *period* from each day ends, before any rolling."""
    if type(period) in _AT_ONCE and counting == BY_LAW:
        return _for_all_at_once(period, counted_on)
    return one_by_one(lambda day: period.end_from(day, counted_on, counting))


@lru_cache(maxsize=_KEPT)
def deemed(how: Deeming, calendar: BusinessCalendar) -> Whole:
    """The day on which what was found on each day is deemed to have come."""
    return one_by_one(lambda day: deemed_from(day, how, calendar))


@lru_cache(maxsize=_KEPT)
def meetings_from(known: BodyMeetings, seek: Seek | None) -> Whole:
    """The meeting that is sought from each day; missing where it is not known."""
    return one_by_one(lambda day: meeting_from(known, day, seek))


def known_around(known: BodyMeetings) -> Whole:
    """For each day 1 if the meetings around it are known, else 0."""
    around = np.zeros(_ALL.size, np.int64)
    for first, last in known.spans:
        around[first - FIRST : last - FIRST + 1] = 1
    return table(around)


_AT_ONCE: Final = frozenset({Days, Weeks, Months, Years, BusinessDays})


def _for_all_at_once(period: object, counted_on: BusinessCalendar) -> Whole:
    """The same for the kinds that are plain shifts."""
    match period:
        case Days(amount):
            return _shifted(amount)
        case Weeks(amount):
            return _shifted(7 * amount)
        case Months(amount):
            return _by_number(amount)
        case Years(amount):
            return _by_number(12 * amount)
        case BusinessDays(amount):
            return added(counted_on, amount)
        case _:
            raise Fault(f"{period!r} is no plain shift")


def _shifted(by: int) -> Whole:
    by = max(-_ALL.size, min(by, _ALL.size))
    return table(_within(_ALL + by))


def _by_number(months: int) -> Whole:
    """The day of the same number so many months later, or that month's last (1 §)."""
    months = max(-_ALL.size, min(months, _ALL.size))
    month = _ALL.astype("M8[D]").astype("M8[M]")
    number = _ALL - month.astype("M8[D]").astype(np.int64)
    target = month + np.timedelta64(months, "M")
    first = target.astype("M8[D]").astype(np.int64)
    last = (target + np.timedelta64(1, "M")).astype("M8[D]").astype(np.int64) - 1
    return table(_within(np.minimum(first + number, last)))


def _within(days: Whole) -> Whole:
    return np.where((days >= FIRST_DAY) & (days <= LAST_DAY), days, MISSING)


@lru_cache(maxsize=_KEPT)
def ends_of(
    period: Period,
    roll: Roll,
    calendar: BusinessCalendar,
    counted_on: BusinessCalendar,
    counting: Counting = BY_LAW,
) -> tuple[Whole, Whole, Whole]:
    """The three days at which *period* from each day ends: raw, due and safe."""
    raw = ended(period, counted_on, counting)
    due = raw if roll == "none" else then(raw, rolled(roll))
    safe = then(np.minimum(raw, due), rolled_back(calendar))
    return raw, due, safe
