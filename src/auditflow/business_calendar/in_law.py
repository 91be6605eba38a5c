"""The public holidays of Sweden and the three eves beside them, by name.

The only door to the package ``holidays``. What it knows is dated: annandag pingst is a
public holiday until 2004, nationaldagen from 2005 (SFS 2004:1320, in force 1 April
2005).
"""

import threading
from datetime import date
from functools import lru_cache
from typing import Final

from auditflow.business_calendar.closure import SATURDAY, SUNDAY, Closure
from auditflow.day import FIRST_YEAR, LAST_YEAR

SATURDAYS: Final = 6  # the remainder of their ordinals by 7, for ordinal 1 is a Monday
SUNDAYS: Final = 0
_NEXT_TO_MIDSUMMER: Final = range(19, 26)
_DECEMBER, _JUNE, _FRIDAYS = 12, 6, 5

# `holidays` fills itself on use, and two threads at once leave it damaged for good.
building: Final = threading.RLock()


@lru_cache(maxsize=1)
def holidays_in_law() -> dict[int, str]:
    """Public holidays and the three eves 1953–2100, by ordinal, in Swedish."""
    with building:
        return _in_swedish()


@lru_cache(maxsize=4096)
def closure_in_law(ordinal: int) -> Closure:
    """What closes a day for everybody: a holiday, an eve, a Saturday or a Sunday.

    Args:
        ordinal: a day that is closed in the whole country.
    """
    with building:
        swedish = _in_swedish().get(ordinal)
        if swedish is None:
            return SATURDAY if ordinal % 7 == SATURDAYS else SUNDAY
        year = date.fromordinal(ordinal).year
        english = _in_english(year).get(ordinal, swedish)
    # Two holidays on one day are joined by a semicolon.
    return Closure(swedish.replace("; ", " och "), english.replace("; ", " and "))


def is_eve(ordinal: int) -> bool:
    """Whether the day is midsommarafton, julafton or nyårsafton.

    No public holidays, but beside them in lag (1930:173) 2 §.
    """
    day = date.fromordinal(ordinal)
    if day.month == _DECEMBER:
        return day.day in (24, 31)
    friday = ordinal % 7 == _FRIDAYS
    return friday and day.month == _JUNE and day.day in _NEXT_TO_MIDSUMMER


def is_public_holiday(ordinal: int) -> bool:
    """Whether the day is a public holiday (allmän helgdag); each Sunday is one.

    Lag (1989:253) om allmänna helgdagar 1–2 §§, and what stood before it.
    """
    if ordinal % 7 == SUNDAYS:
        return True
    return ordinal in holidays_in_law() and not is_eve(ordinal)


@lru_cache(maxsize=1)
def _in_swedish() -> dict[int, str]:
    return _named("sv", FIRST_YEAR, LAST_YEAR)


@lru_cache(maxsize=256)
def _in_english(year: int) -> dict[int, str]:
    return _named("en_US", year, year)


def _named(language: str, first_year: int, last_year: int) -> dict[int, str]:
    # Importing every country takes a tenth of a second; nobody who only imports
    # auditflow should wait for it.
    import holidays  # noqa: PLC0415

    # Each of these defaults has moved between releases; without `de_facto` the three
    # eves count as working days.
    found = holidays.country_holidays(
        "SE",
        years=range(first_year, last_year + 1),
        expand=False,
        language=language,
        categories=("public", "de_facto"),
        include_sundays=False,
    )
    return {day.toordinal(): name for day, name in found.items()}
