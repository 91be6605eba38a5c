"""Business calendars with what a municipality changes, and calendars of meetings."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import Final

import attrs
from hypothesis import strategies as st
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import date_at
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.testing.any_days import FIRST, LAST, days, is_squeezed
from auditflow.testing.factories import BODY, RECEIVED, a_meeting_calendar
from auditflow.testing.given import Day, day_given

_JULY: Final = 7
_SIMPLEST: Final = day_given(RECEIVED)
_REASONS: Final = ("klämdag", "planeringsdag", "lokal helgdag")


def calendars(
    first: Day = FIRST, last: Day = LAST
) -> st.SearchStrategy[BusinessCalendar]:
    """The Swedish calendar with a few days that a municipality closed, or keeps open.

    Most of those it closes are klämdagar, between two days that are closed anyway. They
    shrink towards the calendar of the whole country.
    """
    return _calendars(day_given(first), day_given(last))


@st.composite
def _calendars(draw: st.DrawFn, first: Date, last: Date) -> BusinessCalendar:
    any_day, squeezed = days(first, last), _squeezed(first, last)
    some = st.sampled_from(squeezed) | any_day if squeezed else any_day
    closed = draw(st.dictionaries(some, st.sampled_from(_REASONS), max_size=4))
    kept = draw(st.lists(any_day, max_size=1))
    return BusinessCalendar.sweden(
        closed=closed, open=[day for day in kept if day not in closed]
    )


@cache
def _squeezed(first: Date, last: Date) -> tuple[Date, ...]:
    span = range(first.toordinal(), last.toordinal() + 1)
    found = (day for day in map(date_at, span) if is_squeezed(day))
    return tuple(sorted(found, key=lambda day: abs(day - _SIMPLEST)))


def meeting_calendars(
    bodies: Iterable[str] = (BODY,),
    *,
    year: int = 2022,
    years: int = 2,
    prepared_by: str | None = "arbetsutskottet",
) -> st.SearchStrategy[MeetingCalendar]:
    """Meetings as boards have them: monthly, none in July, held on business days.

    Each body has its weekday and its week; a few meetings are cancelled, moved or
    extra. They shrink towards the first Wednesday of each month, as planned.

    Args:
        bodies: the bodies that meet.
        year: the first year.
        years: for how many years the meetings are known.
        prepared_by: the body that prepares for them, two weeks before; None for none.
    """
    return _meetings(tuple(bodies), year, years, prepared_by)


@st.composite
def _meetings(
    draw: st.DrawFn,
    bodies: tuple[str, ...],
    year: int,
    years: int,
    prepared_by: str | None,
) -> MeetingCalendar:
    """A calendar with a few changes, no two of which fall on one day."""
    plain = a_meeting_calendar(
        *bodies,
        year=year,
        years=years,
        weekday=draw(_weekdays),
        week=draw(_weeks),
        prepared_by=draw(_prepared) and prepared_by,
    )
    rows = [*plain.meetings]
    for at, change in draw(_CHANGES):
        row = rows[at % len(rows)]
        later = BusinessCalendar.sweden().roll_forward(row.day + timedelta(days=8))
        same_day = any(
            one.body == row.body and later in (one.day, one.moved_to) for one in rows
        )
        if row.status != "planned" or same_day or later.month == _JULY:
            continue
        match change:
            case "cancelled":
                rows[at % len(rows)] = attrs.evolve(row, status="cancelled")
            case "moved":
                new = attrs.evolve(row, status="moved", moved_to=later)
                rows[at % len(rows)] = new
            case _:
                rows.append(Meeting(later, row.body, "extra"))
    return MeetingCalendar(rows)


_weekdays: Final = st.sampled_from([2, 0, 1, 3])
_weeks: Final = st.integers(1, 3)
_prepared: Final = st.sampled_from([True, False]).map(lambda one: one or None)
_CHANGES: Final = st.lists(
    st.tuples(st.integers(0, 99), st.sampled_from(["cancelled", "moved", "extra"])),
    max_size=3,
)
