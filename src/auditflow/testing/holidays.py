"""The weekdays that are closed by name, where counting goes wrong."""

from functools import cache
from typing import Final

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar

_SATURDAY: Final = 5


@cache
def closed_by_name(year: int) -> tuple[int, ...]:
    """The weekdays of a *year* that are closed by name, as ordinals.

    >>> [str(Date.fromordinal(day)) for day in closed_by_name(2022)][-2:]
    ['2022-06-24', '2022-12-26']
    """
    first, last = Date(year, 1, 1), Date(year, 12, 31)
    found = BusinessCalendar.sweden().closures(first, last)
    return tuple(day.toordinal() for day, _ in found if day.weekday() < _SATURDAY)
