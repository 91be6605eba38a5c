"""The second algorithm, behind one import: days walked one by one, without tables."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=1)
def _closed() -> frozenset[date]:
    found = holidays.country_holidays(
        "SE",
        years=range(1953, 2101),
        expand=False,
        language="sv",
        categories=("public", "de_facto"),
        include_sundays=False,
    )
    return frozenset(found)


def is_business_day(day: date) -> bool:
    """Whether *day* is a business day."""
    return day.weekday() < 5 and day not in _closed()


def add(day: date, business_days: int) -> date:
    """The n-th business day strictly after *day*; before it for a negative number."""
    step = timedelta(1 if business_days > 0 else -1)
    left = abs(business_days)
    while left:
        day += step
        left -= is_business_day(day)
    return day
