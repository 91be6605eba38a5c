"""Where a period ends, for a whole column of days."""

import attrs
import numpy as np

from auditflow.bulk.answers import DayArray, Refused
from auditflow.bulk.columns import MISSING, DayColumn, blocks, days_in
from auditflow.bulk.tables import ORIGIN, ends_of
from auditflow.business_calendar import BusinessCalendar
from auditflow.periods import (
    Counting,
    FirstDay,
    MonthEnd,
    Period,
    Roll,
    check_is_period,
    check_is_roll,
)


@attrs.frozen(eq=False)
class PeriodEnds:
    """The ends of a period: three columns, NaT where the day was missing.

    ``raw`` are the days before any rolling, ``due`` the last days after it, ``safe``
    the last business days on or before the earlier of the two; see
    `auditflow.periods.PeriodEnd`.
    """

    raw: DayArray
    due: DayArray
    safe: DayArray

    def __len__(self) -> int:
        return len(self.raw)


def end_of(
    days: DayColumn,
    period: Period,
    *,
    roll: Roll,
    calendar: BusinessCalendar,
    counted_on: BusinessCalendar | None = None,
    first_day: FirstDay = "not_counted",
    month_end: MonthEnd = "last_day",
) -> PeriodEnds:
    """Where *period* from each day ends; the day itself is not counted, unless told.

    As `auditflow.periods.end_of`, whose arguments these are; it also gives the reasons
    for the one day that somebody asks about.

    >>> from auditflow.periods import weeks
    >>> days = np.array(["2022-12-05", "NaT"], "datetime64[D]")
    >>> ends = end_of(days, weeks(3), roll="forward", calendar=BusinessCalendar())
    >>> print(ends.raw[0], ends.due[0], ends.safe[0], ends.due[1])
    2022-12-26 2022-12-27 2022-12-23 NaT

    Raises:
        PeriodRefused: *period* has no unit, or another word is no known one.
        NotDays: *days* holds no days, or an instant.
        DaysOutOfRange: a day, or a day found, is not within 1953–2100.
    """
    check_is_period(period)
    check_is_roll(roll)
    column = days_in(days, "days")
    counting = Counting(first_day, month_end)
    tables = ends_of(period, roll, calendar, counted_on or calendar, counting)
    refused = Refused(f"the end of {period} from")
    found = [np.empty(column.length, np.int64) for _ in tables]
    for start, stop in blocks(column.length):
        block = column.block(start, stop)
        places = block - ORIGIN
        for answers, column_found in zip(tables, found, strict=True):
            answers.take(places, out=column_found[start:stop], mode="clip")
        # The last of the three hangs on the others: where they fail, it does.
        if found[-1][start:stop].min() == MISSING:
            refused.look(start, block, found[-1][start:stop])
    refused.tell()
    return PeriodEnds(*(one.view("M8[D]") for one in found))
