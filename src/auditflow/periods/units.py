"""Periods as types: a length always carries its unit."""

import calendar as month_lengths
from datetime import date
from typing import ClassVar

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.business_calendar.weekdays import literal_weekdays_by_ordinal
from auditflow.day import FIRST, FIRST_YEAR, LAST, LAST_YEAR
from auditflow.errors import DayOutOfRange, PeriodRefused
from auditflow.periods.counting import BY_LAW, Counting, MonthEnd
from auditflow.periods.on_day import OnDay
from auditflow.values import Value


def _whole(_: object, __: object, value: int) -> None:
    # bool is an int to Python, and no number of days to anybody.
    if type(value) is not int:
        given = f"{value!r} is no whole number"
        raise PeriodRefused(given, "give a number such as 14, negative to count back")


@attrs.frozen(eq=False, repr=False)
class _Period(Value):
    """A length of time; negative lengths count back."""

    amount: int = attrs.field(validator=_whole)

    one_sv: ClassVar[str]
    many_sv: ClassVar[str]
    one_en: ClassVar[str]
    many_en: ClassVar[str]

    def in_swedish(self) -> str:
        """The length without its sign, such as ``3 veckor``."""
        size = abs(self.amount)
        return f"{size} {self.one_sv if size == 1 else self.many_sv}"

    def in_english(self) -> str:
        """The length without its sign, such as ``3 weeks``."""
        size = abs(self.amount)
        return f"{size} {self.one_en if size == 1 else self.many_en}"

    def __str__(self) -> str:
        return f"{'-' if self.amount < 0 else ''}{self.in_english()}"


class Days(_Period):
    """Calendar days (dagar); zero is the day itself."""

    __slots__ = ()

    one_sv, many_sv, one_en, many_en = "dag", "dagar", "day", "days"

    def end_from(
        self, start: int, calendar: BusinessCalendar, counting: Counting = BY_LAW
    ) -> int:
        """So many days later; see `end_of`."""
        del calendar
        less = 0 if counting is BY_LAW else counting.less_first(self.amount)
        return day_shifted(start, self.amount - less)


@attrs.frozen(str=False, eq=False, repr=False)
class BusinessDays(_Period):
    """Business days (arbetsdagar); zero is refused, as it has no one answer."""

    one_sv, many_sv = "arbetsdag", "arbetsdagar"
    one_en, many_en = "business day", "business days"

    def __attrs_post_init__(self) -> None:
        if self.amount == 0:
            mend = 'write "0 days" for the day itself'
            raise PeriodRefused("0 business days is no period", mend)

    def end_from(
        self, start: int, calendar: BusinessCalendar, counting: Counting = BY_LAW
    ) -> int:
        """So many business days of *calendar* later; see `end_of`."""
        if counting is not BY_LAW:
            start -= counting.less_first(self.amount)
        return calendar.tables.after(start, self.amount)


@attrs.frozen(str=False, eq=False, repr=False)
class LiteralWeekdays(_Period):
    """Vardagar by the letter: all days but Sundays and other public holidays.

    Saturdays and the three eves count, as in "vardagen närmast före" (KL 5 kap. 14 §).
    Whoever means the days on which people work writes business days.
    """

    one_sv, many_sv = "bokstavlig vardag", "bokstavliga vardagar"
    one_en, many_en = "literal vardag", "literal vardagar"

    def __attrs_post_init__(self) -> None:
        if self.amount == 0:
            mend = 'write "0 days" for the day itself'
            raise PeriodRefused("0 literal vardagar is no period", mend)

    def end_from(
        self, start: int, calendar: BusinessCalendar, counting: Counting = BY_LAW
    ) -> int:
        """So many days later that are no public holidays; see `end_of`."""
        del calendar
        begin = start - counting.less_first(self.amount)
        try:
            return literal_weekdays_by_ordinal().after(begin, self.amount)
        except DayOutOfRange:
            what = f"the day {self} from {date.fromordinal(start)}"
            raise DayOutOfRange(what, FIRST_YEAR, LAST_YEAR) from None


class Weeks(_Period):
    """Weeks: to the day with the same name (lag 1930:173 1 §)."""

    __slots__ = ()

    one_sv, many_sv, one_en, many_en = "vecka", "veckor", "week", "weeks"

    def end_from(
        self, start: int, calendar: BusinessCalendar, counting: Counting = BY_LAW
    ) -> int:
        """The day of the same name so many weeks later; see `end_of`."""
        del calendar
        less = 0 if counting is BY_LAW else counting.less_first(self.amount)
        return day_shifted(start, 7 * self.amount - less)


class Months(_Period):
    """Months: to the day with the same number, or the month's last (1 §)."""

    __slots__ = ()

    one_sv, many_sv, one_en, many_en = "månad", "månader", "month", "months"

    def end_from(
        self, start: int, calendar: BusinessCalendar, counting: Counting = BY_LAW
    ) -> int:
        """The day of the same number so many months later; see `end_of`."""
        del calendar
        end = month_shifted(start, self.amount, counting.month_end)
        return end - counting.less_first(self.amount)


class Years(_Period):
    """Years: to the day with the same number in that month, or its last (1 §)."""

    __slots__ = ()

    one_sv, many_sv, one_en, many_en = "år", "år", "year", "years"

    def end_from(
        self, start: int, calendar: BusinessCalendar, counting: Counting = BY_LAW
    ) -> int:
        """The day of the same number so many years later; see `end_of`."""
        del calendar
        end = month_shifted(start, 12 * self.amount, counting.month_end)
        return end - counting.less_first(self.amount)


Length = Days | BusinessDays | LiteralWeekdays | Weeks | Months | Years
Period = Length | OnDay


def days(amount: int) -> Days:
    """So many calendar days (dagar). `days(0)` is the day itself."""
    return Days(amount)


def business_days(amount: int) -> BusinessDays:
    """So many business days (arbetsdagar); 0 is refused."""
    return BusinessDays(amount)


def literal_weekdays(amount: int) -> LiteralWeekdays:
    """So many vardagar by the letter, Saturdays and eves among them; 0 is refused."""
    return LiteralWeekdays(amount)


def weeks(amount: int) -> Weeks:
    """So many weeks (veckor)."""
    return Weeks(amount)


def months(amount: int) -> Months:
    """So many months (månader)."""
    return Months(amount)


def years(amount: int) -> Years:
    """So many years (år)."""
    return Years(amount)


def month_shifted(ordinal: int, months: int, month_end: MonthEnd = "last_day") -> int:
    """The day *months* later with the same number.

    Where the month has no such day, its last one counts (lag 1930:173 1 §), or with
    ``next_day`` the first of the next month.

    Raises:
        DayOutOfRange: the day lies outside 1953–2100.
    """
    start = date.fromordinal(ordinal)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        what = f"the day {months} months from {start}"
        raise DayOutOfRange(what, FIRST_YEAR, LAST_YEAR)
    try:
        return date(year, month + 1, start.day).toordinal()
    except ValueError:
        last = month_lengths.monthrange(year, month + 1)[1]
        return date(year, month + 1, last).toordinal() + (month_end == "next_day")


def day_shifted(ordinal: int, by: int) -> int:
    """The day *by* calendar days later.

    Raises:
        DayOutOfRange: the day lies outside 1953–2100.
    """
    if not FIRST <= ordinal + by <= LAST:
        what = f"the day {by} days from {date.fromordinal(ordinal)}"
        raise DayOutOfRange(what, FIRST_YEAR, LAST_YEAR)
    return ordinal + by
