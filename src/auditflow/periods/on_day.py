"""A fixed day of the year, such as 15 April: in which year is always said."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, get_args

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import FIRST_YEAR, LAST_YEAR
from auditflow.errors import DayOutOfRange, PeriodRefused
from auditflow.periods.counting import BY_LAW, Counting

InYear = Literal["same", "next", "before", "coming"]
_IN_YEARS: Final[tuple[str, ...]] = get_args(InYear)
_YEARS_ON: Final[Mapping[InYear, int]] = {"same": 0, "next": 1, "before": -1}
_IN_ENGLISH: Final[Mapping[InYear, str]] = {
    "same": "{} the same year",
    "next": "{} the next year",
    "before": "{} the year before",
    "coming": "the next {}",
}
_IN_SWEDISH: Final[Mapping[InYear, str]] = {
    "same": "{} samma år",
    "next": "{} året efter",
    "before": "{} året före",
    "coming": "närmast följande {}",
}
MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
MONTHS_SV: Final = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti",
    "september", "oktober", "november", "december",
)  # fmt: skip
_A_PLAIN_YEAR: Final = 2023
_FEBRUARY, _LEAP_DAY = 2, 29


@attrs.frozen
class OnDay:
    """A fixed day and month, seen from the day that time runs from.

    ``year`` says which: the ``same`` year as that day, the ``next`` one, the one
    ``before``, or ``coming``: the first such day after it. KL 11 kap. 20 § is one: the
    annual report at the latest on 15 April of the next year.
    """

    month: int
    day: int
    year: InYear

    def __attrs_post_init__(self) -> None:
        if self.year not in _IN_YEARS:
            mend = f"write one of: {', '.join(_IN_YEARS)}"
            raise PeriodRefused(f"{self.year!r} is no year of a fixed day", mend)
        if (self.month, self.day) == (_FEBRUARY, _LEAP_DAY):
            what = "29 February comes only every fourth year"
            raise PeriodRefused(what, "write 28 February or 1 March")
        if not _is_in_every_year(self.month, self.day):
            what = f"month {self.month!r} has no day {self.day!r}"
            raise PeriodRefused(what, "give a month from 1 to 12 and a day that it has")

    def end_from(
        self, start: int, calendar: BusinessCalendar, counting: Counting = BY_LAW
    ) -> int:
        """That day, seen from *start*; see `end_of`.

        The first day plays a part only in ``coming``: counted, it may be the day.

        Raises:
            DayOutOfRange: the day lies outside 1953–2100.
        """
        del calendar
        seen_from = date.fromordinal(start)
        if self.year != "coming":
            return self._in(seen_from.year + _YEARS_ON[self.year])
        this_year = self._in(seen_from.year)
        if this_year > start or (
            this_year == start and counting.first_day == "counted"
        ):
            return this_year
        return self._in(seen_from.year + 1)

    def _in(self, year: int) -> int:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            what = f"{self.day} {MONTHS_EN[self.month - 1]} {year}"
            raise DayOutOfRange(what, FIRST_YEAR, LAST_YEAR)
        return date(year, self.month, self.day).toordinal()

    def in_swedish(self) -> str:
        """The day in words, such as ``15 april året efter``."""
        words = f"{self.day} {MONTHS_SV[self.month - 1]}"
        return _IN_SWEDISH[self.year].format(words)

    def in_english(self) -> str:
        """The day in words, such as ``15 April the next year``."""
        words = f"{self.day} {MONTHS_EN[self.month - 1]}"
        return _IN_ENGLISH[self.year].format(words)

    def __str__(self) -> str:
        return self.in_english()


def on_day(month: int, day: int, year: InYear) -> OnDay:
    """A fixed day and month, such as 15 April, of a year that is named.

    >>> print(on_day(4, 15, "next"))
    15 April the next year

    Args:
        month: from 1 to 12.
        day: a day that the month has in every year; 29 February is refused.
        year: ``same``, ``next`` or ``before``, beside the year of the day that time
            runs from; ``coming`` for the first such day after it.

    Raises:
        PeriodRefused: there is no such day, or not in every year.
    """
    return OnDay(month, day, year)


def _is_in_every_year(month: int, day: int) -> bool:
    if type(month) is not int or type(day) is not int:
        return False
    try:
        date(_A_PLAIN_YEAR, month, day)
    except (ValueError, OverflowError):
        return False
    return True
