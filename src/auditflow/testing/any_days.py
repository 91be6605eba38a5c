"""Days: ordinary ones, and those near a closed day, where counting goes wrong."""

from datetime import date
from functools import cache
from typing import Final

from hypothesis import strategies as st
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import date_at
from auditflow.errors import ValueRefused
from auditflow.testing.factories import RECEIVED
from auditflow.testing.given import Day, day_given
from auditflow.testing.holidays import closed_by_name

FIRST: Final = "2018-01-01"  # kommunallagen (2017:725)
LAST: Final = "2030-12-31"


def days(first: Day = FIRST, last: Day = LAST) -> st.SearchStrategy[Date]:
    """Days from *first* to *last*; every second one near a day that is closed by name.

    They shrink towards 27 September 2022, or the day next to it that is between them.

    Raises:
        DayRefused: one of them is no day.
        ValueRefused: the last one lies before the first.
    """
    begin, end = day_given(first), day_given(last)
    if end < begin:
        given = f"days from {begin} to {end}"
        raise ValueRefused(given, "give the earlier day first")
    return days_towards(day_given(RECEIVED), begin, end)


@st.composite
def days_towards(
    draw: st.DrawFn, simplest_of_all: Date, first: Date, last: Date
) -> Date:
    """Days between two that shrink towards another, or the one next to it."""
    begin, end = first.toordinal(), last.toordinal()
    simplest = min(max(simplest_of_all.toordinal(), begin), end)
    if not draw(_is_near):
        return date_at(simplest + draw(_between(begin - simplest, end - simplest)))
    # By year, holiday and distance each, so that each of them shrinks by itself.
    year = date_at(simplest).year
    year += draw(_between(first.year - year, last.year - year))
    named = closed_by_name(year)
    holiday = named[draw(_holidays) % len(named)]
    return date_at(min(max(holiday + draw(_away), begin), end))


@cache
def _between(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


_is_near: Final = st.booleans()
_holidays: Final = st.integers(0, 15)
_away: Final = st.integers(-4, 4)


def business_days(
    first: Day = FIRST, last: Day = LAST, calendar: BusinessCalendar | None = None
) -> st.SearchStrategy[Date]:
    """As `days`, without those on which nobody works."""
    known = calendar or BusinessCalendar.sweden()
    return days(first, last).filter(known.is_business_day)


def is_squeezed(day: date) -> bool:
    """Whether *day* is a klämdag: a business day between two closed ones."""
    calendar, on = BusinessCalendar.sweden(), day.toordinal()
    around = (calendar.is_business_day(date_at(on + away)) for away in (-1, 0, 1))
    return [*around] == [False, True, False]
