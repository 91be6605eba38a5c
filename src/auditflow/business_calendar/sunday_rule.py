"""Söndagsregeln: the days on which nothing has to be done, as the law had them.

Lag (1930:173) 2 §: where the last day of a time set by law falls on such a day, the act
may be done on the next one that is none. The set is dated, by the day in question:

- until 31 May 1961: Sundays and other public holidays, påskafton, midsommarafton and
  julafton (the eves inferred from the sister act in prop. 1961:46);
- from 1 June 1961 also Saturdays in June–September (SFS 1961:70);
- from 1 April 1962 also those in April and May (inferred from SFS 1962:56);
- from 1965 all Saturdays (SFS 1965:127); since when in that year was not found, so
  those that it added in 1965 are open;
- from 17 December 1974 also nyårsafton (SFS 1974:756; the day is inferred).

These are not the business days of a municipality: what it closed is none of them, and
before 1974 a day could be closed by today's measure and yet be a last day.
"""

from datetime import date
from functools import lru_cache
from typing import Final

import attrs

from auditflow.business_calendar.closure import EASTER_SATURDAY, Closure
from auditflow.business_calendar.in_law import (
    SATURDAYS,
    building,
    closure_in_law,
    holidays_in_law,
    is_eve,
    is_public_holiday,
)
from auditflow.business_calendar.tables import Tables, week_days
from auditflow.confidence import Confidence, weakest
from auditflow.day import FIRST, FIRST_YEAR, date_at, ordinal_of

ROLL_LAW: Final = "lag (1930:173) 2 §"

_SUMMER_SATURDAYS: Final = date(1961, 6, 1)
_SPRING_SATURDAYS: Final = date(1962, 4, 1)
_ALL_SATURDAYS: Final = date(1965, 1, 1)
_ALL_SATURDAYS_FOR_SURE: Final = date(1966, 1, 1)
_NEW_YEARS_EVE: Final = date(1974, 12, 17)
_NEW_YEARS_EVE_FOR_SURE: Final = date(1975, 1, 1)
_SUMMER: Final = range(6, 10)
_SPRING: Final = range(4, 6)
_NEW_YEARS: Final = (12, 31)


@attrs.frozen
class RestDay:
    """A day on which a statutory act need not be done: its name, and since when."""

    closure: Closure
    source: str
    confidence: Confidence


def public_holiday(day: date) -> Closure | None:
    """The name of the public holiday (allmän helgdag) on *day*; None if it is none.

    Every Sunday is one (lag 1989:253 1 §). As it was in force on the day.

    >>> public_holiday(date(2003, 6, 6)), public_holiday(date(2005, 6, 6)).sv
    (None, 'Nationaldagen')

    Raises:
        DayRefused: *day* is an instant, no date, or outside 1953–2100.
    """
    ordinal = ordinal_of(day)
    return closure_in_law(ordinal) if is_public_holiday(ordinal) else None


def rest_day(day: date) -> RestDay | None:
    """Why a statutory last day on *day* moves on; None where it stays.

    >>> rest_day(date(2022, 12, 24)).closure.sv
    'Julafton'
    >>> rest_day(date(1973, 12, 31)) is None  # nyårsafton came in 1974
    True
    >>> rest_day(date(1965, 2, 6)).confidence
    <Confidence.OPEN: 'open'>

    Raises:
        DayRefused: *day* is an instant, no date, or outside 1953–2100.
    """
    ordinal = ordinal_of(day)
    if rest_days().open[ordinal - FIRST]:
        return None
    confidence, act = _as_it_stood(ordinal)
    source = f"{ROLL_LAW}, {act}" if act else ROLL_LAW
    return RestDay(_name(ordinal), source, confidence)


def confidence_within(first: int, last: int) -> Confidence:
    """How sure it is which of the days from *first* to *last*, ordinals, are rest days.

    Both ends are included.
    """
    if first >= _SURE_FROM:
        return Confidence.SETTLED
    passed = rest_days().closed_within(first, last)
    return weakest(_as_it_stood(ordinal)[0] for ordinal in passed)


_SURE_FROM: Final = _NEW_YEARS_EVE_FOR_SURE.toordinal()


def _as_it_stood(ordinal: int) -> tuple[Confidence, str]:
    """How sure it is that a rest day was one, and the act that made it one."""
    if ordinal >= _SURE_FROM or is_public_holiday(ordinal):
        return Confidence.SETTLED, ""
    day = date.fromordinal(ordinal)
    if (day.month, day.day) == _NEW_YEARS and day >= _NEW_YEARS_EVE:
        return Confidence.INFERRED, "SFS 1974:756"
    if ordinal % 7 == SATURDAYS:
        return _saturday_as_it_stood(day)
    return Confidence.INFERRED, "SFS 1935:100"


def _saturday_as_it_stood(day: date) -> tuple[Confidence, str]:
    if day.month in _SUMMER and day >= _SUMMER_SATURDAYS:
        return Confidence.SETTLED, "SFS 1961:70"
    if day >= _ALL_SATURDAYS_FOR_SURE:
        return Confidence.SETTLED, "SFS 1965:127"
    if is_eve(day.toordinal()) or _is_easter_saturday(day.toordinal()):
        return Confidence.INFERRED, "SFS 1935:100"
    if day.month in _SPRING and day >= _SPRING_SATURDAYS:
        return Confidence.INFERRED, "SFS 1962:56"
    return Confidence.OPEN, "SFS 1965:127"


def _name(ordinal: int) -> Closure:
    if _is_easter_saturday(ordinal) and date_at(ordinal) < _ALL_SATURDAYS:
        return EASTER_SATURDAY
    return closure_in_law(ordinal)


def _is_easter_saturday(ordinal: int) -> bool:
    """Whether the day before is långfredagen: no other spring Friday is a holiday."""
    if ordinal % 7 != SATURDAYS or date.fromordinal(ordinal).month not in (3, 4):
        return False
    return ordinal - 1 in holidays_in_law()


@lru_cache(maxsize=1)
def rest_days() -> Tables:
    """The days that are no rest days, as tables: what a last day rolls to."""
    with building:
        return _built()


@lru_cache(maxsize=1)
def _built() -> Tables:
    is_open = week_days(b"\1\1\1\1\1\0\0")
    first_saturday = FIRST + (SATURDAYS - FIRST) % 7
    for saturday in range(first_saturday, _ALL_SATURDAYS.toordinal(), 7):
        is_open[saturday - FIRST] = not _was_rest_day(saturday)
    for ordinal in holidays_in_law():
        is_open[ordinal - FIRST] = 0
    for year in range(FIRST_YEAR, _NEW_YEARS_EVE.year):
        eve = date(year, *_NEW_YEARS).toordinal()
        is_open[eve - FIRST] = not _was_closed_anyway(eve)
    return Tables.of(bytes(is_open))


def _was_rest_day(saturday: int) -> bool:
    """Whether a Saturday before 1965 was one on which nothing had to be done."""
    day = date.fromordinal(saturday)
    summer = day.month in _SUMMER and day >= _SUMMER_SATURDAYS
    spring = day.month in _SPRING and day >= _SPRING_SATURDAYS
    return summer or spring or _is_easter_saturday(saturday)


def _was_closed_anyway(eve: int) -> bool:
    """Whether nyårsafton before 1974 fell on a Sunday, or on a Saturday from 1965."""
    saturday = eve % 7 == SATURDAYS and eve >= _ALL_SATURDAYS.toordinal()
    return saturday or is_public_holiday(eve)
