"""Business days on columns: add, count, roll, and whether a day is one."""

from datetime import date

import numpy as np
import numpy.typing as npt

from auditflow.bulk.answers import DayArray, Gaps, Refused
from auditflow.bulk.columns import (
    BLOCK,
    MISSING,
    Column,
    DayColumn,
    NumberColumn,
    Whole,
    blocks,
    days_in,
    days_or_day,
    numbers_in,
    rows_of,
)
from auditflow.bulk.tables import (
    ORIGIN,
    added,
    counted,
    open_days,
    rolled_back,
    rolled_forward,
    table,
)
from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import NoBusinessDays, NotADay


def add(
    days: DayColumn, n: int | NumberColumn, *, calendar: BusinessCalendar
) -> DayArray:
    """The n-th business day strictly after each day; before it where n is negative.

    As `BusinessCalendar.add`. A missing day, or a missing number, gives NaT.

    >>> days = np.array(["2022-09-27", "2022-12-23", "NaT"], "datetime64[D]")
    >>> print(*add(days, 10, calendar=BusinessCalendar.sweden()))
    2022-10-11 2023-01-10 NaT
    >>> print(*add([date(2022, 9, 27)], np.array([-4]), calendar=BusinessCalendar()))
    2022-09-21

    Args:
        days: a column of days.
        n: a whole number other than 0, or a column of them, one for each day.
        calendar: the business days.

    Raises:
        NoBusinessDays: a number is 0.
        NotADay: *n* is neither a whole number nor a column.
        NotDays: *days* holds no days, or an instant; *n* no whole numbers.
        ColumnsContradict: there are not as many numbers as days.
        DaysOutOfRange: a day, or a day found, is not within 1953–2100.
    """
    column = days_in(days, "days")
    if isinstance(n, np.integer):
        n = int(n)
    if isinstance(n, bool | float | str | bytes):
        mend = "give a whole number of business days"
        raise NotADay(f"{n!r} as a number of business days", mend)
    if not isinstance(n, int):
        return _added(column, numbers_in(n, "n"), calendar)
    if n == 0:
        raise NoBusinessDays
    return _mapped(column, added(calendar, n), f"the day {n} business days from")


def roll_forward(days: DayColumn, *, calendar: BusinessCalendar) -> DayArray:
    """The first business day on or after each day; NaT stays NaT.

    >>> days = np.array(["2022-12-24", "2022-12-27"], "datetime64[D]")
    >>> print(*roll_forward(days, calendar=BusinessCalendar.sweden()))
    2022-12-27 2022-12-27

    Raises:
        NotDays: *days* holds no days, or an instant.
        DaysOutOfRange: a day, or a day found, is not within 1953–2100.
    """
    what = "the first business day on or after"
    return _mapped(days_in(days, "days"), rolled_forward(calendar), what)


def roll_back(days: DayColumn, *, calendar: BusinessCalendar) -> DayArray:
    """The last business day on or before each day; NaT stays NaT.

    >>> days = np.array(["2022-12-26", "2022-12-23"], "datetime64[D]")
    >>> print(*roll_back(days, calendar=BusinessCalendar.sweden()))
    2022-12-23 2022-12-23

    Raises:
        NotDays: *days* holds no days, or an instant.
        DaysOutOfRange: a day, or a day found, is not within 1953–2100.
    """
    what = "the last business day on or before"
    return _mapped(days_in(days, "days"), rolled_back(calendar), what)


def count(
    after: DayColumn | date, until: DayColumn | date, *, calendar: BusinessCalendar
) -> npt.NDArray[np.int64]:
    """How many business days lie in (after, until]; negative the other way round.

    As `BusinessCalendar.count`. Either may be one day. Where a day is missing there is
    no count: the answer is then a masked array, with that row masked.

    >>> until = np.array(["2022-11-25", "NaT", "2022-09-26"], "datetime64[D]")
    >>> print(count(date(2022, 9, 27), until, calendar=BusinessCalendar.sweden()))
    [43 -- -1]

    Raises:
        NotDays: a column holds no days, or an instant; or both are single days.
        ColumnsContradict: their lengths differ.
        DaysOutOfRange: a day is not within 1953–2100.
    """
    sides = days_or_day(after, "after"), days_or_day(until, "until")
    rows, upto = rows_of(sides), counted(calendar)
    refused, gaps = Refused(), Gaps(rows)
    found = np.empty(rows, np.int64)
    for start, stop in blocks(rows):
        both = [side.block(start, stop) for side in sides]
        from_, to = (upto.take(days - ORIGIN, mode="clip") for days in both)
        answers = np.subtract(to, from_, out=found[start:stop])
        if min(from_.min(), to.min()) == MISSING:
            refused.look(start, both[0], from_)
            refused.look(start, both[1], to)
            gaps.add(start, answers, (both[0] == MISSING) | (both[1] == MISSING))
    refused.tell()
    return gaps.over(found)


def is_business_day(
    days: DayColumn, *, calendar: BusinessCalendar
) -> npt.NDArray[np.bool_]:
    """Whether each day is a business day.

    As `BusinessCalendar.is_business_day`. Where a day is missing nobody knows: the
    answer is then a masked array, with that row masked.

    >>> days = np.array(["2022-06-24", "2022-06-27"], "datetime64[D]")
    >>> is_business_day(days, calendar=BusinessCalendar.sweden()).tolist()
    [False, True]

    Raises:
        NotDays: *days* holds no days, or an instant.
        DaysOutOfRange: a day is not within 1953–2100.
    """
    column, marks = days_in(days, "days"), table(open_days(calendar).is_open)
    refused, gaps = Refused(), Gaps(column.length)
    found = np.empty(column.length, np.bool_)
    for start, stop in blocks(column.length):
        block = column.block(start, stop)
        marked = marks.take(block - ORIGIN, mode="clip")
        np.equal(marked, 1, out=found[start:stop])
        if marked.min() == MISSING:
            refused.look(start, block, marked)
            gaps.add(start, None, block == MISSING)
    refused.tell()
    return gaps.over(found)


def _mapped(column: Column, answers: Whole, beyond: str) -> DayArray:
    """What a table answers for each day of a column."""
    refused = Refused(beyond)
    found = np.empty(column.length, np.int64)
    places = np.empty(min(BLOCK, column.length), np.int64)
    for start, stop in blocks(column.length):
        days, answer = column.block(start, stop), found[start:stop]
        np.subtract(days, ORIGIN, out=places[: days.size])
        answers.take(places[: days.size], out=answer, mode="clip")
        if answer.min() == MISSING:
            refused.look(start, days, answer)
    refused.tell()
    return found.view("M8[D]")


def _added(column: Column, numbers: Column, calendar: BusinessCalendar) -> DayArray:
    """As `add`, with a number for each day."""
    rows, known = rows_of([column, numbers]), open_days(calendar)
    before, until = table(known.until - known.is_open), table(known.until - 1)
    refused = Refused()
    found = np.empty(rows, np.int64)
    for start, stop in blocks(rows):
        days, number = column.block(start, stop), numbers.block(start, stop)
        if not number.all():
            raise NoBusinessDays(start + int((number == 0).argmax()))
        places = days - ORIGIN
        base = np.where(
            number > 0,
            until.take(places, mode="clip"),
            before.take(places, mode="clip"),
        )
        base += np.clip(number, -known.until.size, known.until.size)
        # What was missing, day or number, is no place either: far below or wrapped.
        lost = (base < 0) | (base >= known.nth.size)
        answers = known.nth.take(base, mode="clip")
        answers[lost] = MISSING
        found[start:stop] = answers
        if lost.any():
            given = np.where(number == MISSING, MISSING, days)
            at = int(((answers == MISSING) & (given != MISSING)).argmax())
            about = f"the day {number[at]} business days from"
            refused.look(start, given, answers, about)
    refused.tell()
    return found.view("M8[D]")
