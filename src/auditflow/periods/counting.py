"""Two choices in every count: does the first day count, and what if no such day is."""

from typing import Final, Literal, get_args

import attrs

from auditflow.errors import PeriodRefused

FirstDay = Literal["not_counted", "counted"]
MonthEnd = Literal["last_day", "next_day"]
FIRST_DAYS: Final[tuple[FirstDay, ...]] = get_args(FirstDay)
MONTH_ENDS: Final[tuple[MonthEnd, ...]] = get_args(MonthEnd)


def _is_first_day(_: object, __: object, value: object) -> None:
    if value not in FIRST_DAYS:
        mend = f"write one of: {', '.join(FIRST_DAYS)}"
        raise PeriodRefused(f"{value!r} is no way to count the first day", mend)


def _is_month_end(_: object, __: object, value: object) -> None:
    if value not in MONTH_ENDS:
        mend = f"write one of: {', '.join(MONTH_ENDS)}"
        raise PeriodRefused(f"{value!r} is no way to end a month", mend)


@attrs.frozen
class Counting:
    """How a length is counted; without words of its own as lag (1930:173) 1 § does.

    ``first_day``: whether the day from which time runs is the first of the period, so
    that it ends one day (or one business day) sooner. ``month_end``: where months or
    years lead to a day that the month has not, its last day or the day after that.

    >>> BY_LAW
    Counting(first_day='not_counted', month_end='last_day')
    """

    first_day: FirstDay = attrs.field(default="not_counted", validator=_is_first_day)
    month_end: MonthEnd = attrs.field(default="last_day", validator=_is_month_end)

    def less_first(self, amount: int) -> int:
        """What the first day takes off a count of *amount*: 1, -1 or nothing."""
        if self.first_day == "not_counted" or amount == 0:
            return 0
        return 1 if amount > 0 else -1


BY_LAW: Final = Counting()
