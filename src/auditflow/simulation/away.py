"""Days on which nobody works on answers: the holidays of people."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import FIRST_YEAR, LAST_YEAR, as_day
from auditflow.errors import ValueRefused

_DAY: Final = r"(?:(\d{4})-)?(\d{2})-(\d{2})"
_SPAN: Final = re.compile(rf"{_DAY}/{_DAY}")
_MEND: Final = "write it as 07-01/07-31, for every year, or as 2026-12-21/2027-01-08"
_LEAP_YEAR: Final = 2024
_LONGEST: Final = 183  # days; a longer one was probably written the wrong way round


@attrs.frozen
class Away:
    """A stretch of days, both ends included, in every year or once.

    >>> [str(day) for day in Away("12-24/01-01").days(2025, 2025)][:2]
    ['2025-01-01', '2025-12-24']
    """

    text: str

    def __attrs_post_init__(self) -> None:
        self._ends(_LEAP_YEAR)

    def days(self, first: int, last: int) -> Iterator[date]:
        """Its days in the years from *first* to *last*, both included."""
        years = range(first - 1, last + 1) if self.is_yearly else (first,)
        for year in years:
            day, until = self._ends(year)
            while day <= until:
                if first <= day.year <= last:
                    yield day
                day += timedelta(days=1)

    @property
    def is_yearly(self) -> bool:
        """Whether it comes again every year."""
        found = _SPAN.fullmatch(self.text)
        return found is not None and found[1] is None

    def _ends(self, year: int) -> tuple[date, date]:
        found = _SPAN.fullmatch(str(self.text))
        if found is None or (found[1] is None) != (found[4] is None):
            raise ValueRefused(f"{self.text!r} as a holiday", _MEND)
        try:
            begins = _day(found[1] or str(year), found[2], found[3])
            ends = _day(found[4] or str(year), found[5], found[6])
            if found[1] is None and ends < begins:  # over the turn of the year
                ends = _day(str(year + 1), found[5], found[6])
        except ValueError:
            raise ValueRefused(f"{self.text!r} as a holiday", _MEND) from None
        if ends < begins:
            raise ValueRefused(f"{self.text!r}, which ends before it begins", _MEND)
        if (ends - begins).days > _LONGEST and found[1] is None:
            given = f"{self.text!r} as a holiday of {(ends - begins).days + 1} days"
            raise ValueRefused(given, "write its first day first; or two, if it is so")
        return as_day(begins), as_day(ends)


def _day(year: str, month: str, day: str) -> date:
    if (month, day) == ("02", "29"):  # the last day of February, whatever the year
        return date(int(year), 3, 1) - timedelta(days=1)
    return date(int(year), int(month), int(day))


@lru_cache(maxsize=32)
def worked_days(
    calendar: BusinessCalendar, away: tuple[Away, ...], first: int, last: int
) -> BusinessCalendar:
    """The days on which somebody works: the business days, but for holidays.

    Args:
        calendar: the business days.
        away: the holidays of people.
        first: the first year in which they count.
        last: the last one.
    """
    years = max(first, FIRST_YEAR), min(last, LAST_YEAR)
    closed: dict[date, str] = dict(calendar.closed.items())
    closed |= {day: "ledigt" for one in away for day in one.days(*years)}
    kept_open = [day for day in calendar.open if day not in closed]
    return BusinessCalendar.sweden(closed, kept_open)


def never_work(away: Iterable[Away]) -> bool:
    """Whether those holidays that come again leave no business day of a year."""
    yearly = tuple(one for one in away if one.is_yearly)
    calendar = worked_days(BusinessCalendar.sweden(), yearly, 2026, 2026)
    return calendar.count(date(2025, 12, 31), date(2026, 12, 31)) == 0
