"""Vardagar by the letter: every day that is no public holiday, as tables.

Saturday is a vardag in the language of the law, and so are midsommarafton, julafton
and nyårsafton: lag (1965:269) 4 § calls them "vardagar which are equated with public
holidays", and KL 5 kap. 14 § says "vardagen" without leaving them out.
"""

from functools import lru_cache

from auditflow.business_calendar.in_law import building, holidays_in_law, is_eve
from auditflow.business_calendar.tables import Tables, week_days
from auditflow.day import FIRST


def literal_weekdays_by_ordinal() -> Tables:
    """The days that are neither Sundays nor other public holidays, as they were then.

    The same whatever a municipality closed.
    """
    with building:
        return _built()


@lru_cache(maxsize=1)
def _built() -> Tables:
    is_open = week_days(b"\1\1\1\1\1\1\0")
    for ordinal in holidays_in_law():
        if not is_eve(ordinal):
            is_open[ordinal - FIRST] = 0
    return Tables.of(bytes(is_open))
