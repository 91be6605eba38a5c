"""Days as letters write them: ``2022 -09- 27``, ``den 25 november 2022``, ``-03-15``.

Digits that do not make one whole day make none: ``2 5 november 2022`` is not the fifth.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs
from pendulum import Date

from auditflow.day import as_day
from auditflow.errors import DayRefused
from auditflow.reading.lines.line import Placed
from auditflow.values import Value

MONTH: Final = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober"
    r"|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b\.?)"
)
_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "maj",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
]
_WEEKDAYS: Final = ["mån", "tis", "ons", "tors", "fre", "lör", "sön"]
_LAST: Final = -1  # `den sista maj`: the last day of its month
_DAY: Final = re.compile(
    rf"""
    (?:(?P<weekday>{"|".join(_WEEKDAYS)})dag(?:en)?,?\s)?(?:den\s)?
    (?:
        # 2022-11-25, also 2022 -09- 27; no range of days, no day cut in two
        (?<![0-9/.\-])(?P<iso_year>[0-9]{{4}})\s?[-–]\s?(?P<iso_month>[0-9]{{1,2}})
        \s?[-–]\s?(?P<iso_day>[0-9]{{2}}|[0-9](?!\s?[0-9]))(?!\w)
        (?!\s?[-–/]\s?[0-9])
      | # fredagen den 25 november 2022, 25 november, den sista maj
        (?<![0-9/.:\-])(?<![0-9]\s)(?:(?P<day>[0-9]{{1,2}})(?::?[ea])?|sist[ae])
        \s(?P<month>{MONTH})(?![\w-])
        (?:,?\s(?P<year>[0-9]{{4}})(?![0-9])|(?!,?\s?[0-9]))
      | # 25/11 2022, 25/11-2022, 25/11
        (?<![0-9/.:\-])(?<![0-9]\s)(?P<slash_day>[0-9]{{1,2}})/(?P<slash_month>[0-9]{{1,2}})
        (?:[\s\-](?P<slash_year>[0-9]{{4}})(?![0-9])|(?!\s?[0-9/\-]))
      | # -03-15, whose year was lost
        (?<![0-9\-–])(?<![0-9]\s)-(?P<lost_month>[0-9]{{2}})-(?P<lost_day>[0-9]{{2}})
        (?![0-9])
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)


@attrs.frozen(eq=False, repr=False)
class WrittenDay(Value):
    """A day as it is written: maybe without a year, maybe no day of the calendar.

    ``weekday`` is the one that is written beside it, Monday being 1. A day is not
    ``whole`` where a digit of it may have been lost (``2022-11-2``).
    """

    year: int | None
    month: int
    day: int
    weekday: int | None = None
    whole: bool = True

    @property
    def date(self) -> Date | None:
        """The day, unless its year is missing or the calendar has no such day."""
        return None if self.year is None else self._in(self.year)

    def next_after(self, day: Date) -> Date | None:
        """The first day with this name after *day*.

        >>> WrittenDay(None, 3, 15).next_after(Date(2022, 9, 27))
        Date(2023, 3, 15)
        """
        # The 29th of February can be eight years away (1896–1904, 2096–2104).
        for year in range(day.year, day.year + 9):
            found = self._in(year)
            if found is not None and found > day:
                return found
        return None

    def _in(self, year: int) -> Date | None:
        last = self.day == _LAST and 1 <= self.month <= 12  # noqa: PLR2004
        day = monthrange(year, self.month)[1] if last else self.day
        try:
            return as_day(date(year, self.month, day))
        except (ValueError, DayRefused):
            return None


def day_at(text: str, start: int, end: int | None = None) -> Placed[WrittenDay] | None:
    """The day that begins exactly at *start*, whether the calendar has it or not.

    >>> day_at("senast den 31 november 2022", 7).value
    WrittenDay(year=2022, month=11, day=31, weekday=None, whole=True)
    """
    match = _DAY.match(text, start, len(text) if end is None else end)
    return _placed(match) if match else None


def days_in(text: str, start: int, end: int) -> Iterator[Placed[WrittenDay]]:
    """Every day that is written between *start* and *end*."""
    return map(_placed, _DAY.finditer(text, start, end))


def _placed(match: re.Match[str]) -> Placed[WrittenDay]:
    beside = match["weekday"]
    weekday = _WEEKDAYS.index(beside.lower()) + 1 if beside else None
    if match["month"]:
        year = int(match["year"]) if match["year"] else None
        month = _MONTHS.index(match["month"][:3].lower()) + 1
        written = WrittenDay(year, month, int(match["day"] or _LAST), weekday)
    elif match["slash_day"]:
        day, month = map(int, match.group("slash_day", "slash_month"))
        year = int(match["slash_year"]) if match["slash_year"] else None
        written = WrittenDay(year, month, day, weekday)
    elif match["iso_year"]:
        year, month, day = map(int, match.group("iso_year", "iso_month", "iso_day"))
        whole = len(match["iso_month"]) == len(match["iso_day"]) == 2  # noqa: PLR2004
        written = WrittenDay(year, month, day, weekday, whole)
    else:
        month, day = map(int, match.group("lost_month", "lost_day"))
        written = WrittenDay(None, month, day, weekday)
    return Placed(written, *match.span())
