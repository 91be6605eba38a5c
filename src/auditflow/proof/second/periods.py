"""Where a period ends, worked out by walking from day to day."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from auditflow.proof.second.days import (
    FIRST,
    LAST,
    ONE_DAY,
    Beyond,
    add,
    is_public_holiday,
    last_of,
    moved,
)

_WEEK: Final = timedelta(weeks=1)
_JANUARY_AFTER: Final = 13


class Unreadable(Exception):
    """A text is no period."""


class Length(NamedTuple):
    """A period: an amount, negative to count back, and its unit.

    For a fixed day the unit is ``on``: the amount is the day, with its month, and the
    year is ``same``, ``next``, ``before`` or ``coming``.
    """

    amount: int
    unit: str
    month: int = 0
    year: str = ""


class Counting(NamedTuple):
    """Whether the first day counts, and what stands for a day that a month has not."""

    first_day: bool = False
    next_day: bool = False


class End(NamedTuple):
    """Where a period ends; the day number that was sought where the month has none."""

    day: date
    sought: int | None = None


_PERIOD = re.compile(
    r"(-?)(\d{1,6}) (day|business day|week|month|year|literal vardag)(s|ar)?",
    flags=re.ASCII,
)
_FIXED_DAY = re.compile(
    r"(the next )?(\d{1,2}) ([A-Z][a-z]+)"
    r"( the same year| the next year| the year before)?",
    flags=re.ASCII,
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


def length_of(text: str) -> Length:
    """Read a period as it stands in a proof: ``3 weeks``, ``-5 business days``.

    >>> length_of("-5 business days")
    Length(amount=-5, unit='business day', month=0, year='')

    Raises:
        Unreadable: *text* is none.
    """
    match = _PERIOD.fullmatch(text)
    if match is None:
        return _fixed_day(text)
    many = "ar" if match[3] == "literal vardag" else "s"
    amount, ending = int(match[2]), "" if match[2] == "1" else many
    counted = match[3] in ("business day", "literal vardag")
    if str(amount) != match[2] or (match[4] or "") != ending:
        raise Unreadable(text)
    if amount == 0 and counted:
        raise Unreadable(text)
    return Length(-amount if match[1] else amount, match[3])


def _fixed_day(text: str) -> Length:
    """Read ``15 April the next year`` or ``the next 15 April``."""
    match = _FIXED_DAY.fullmatch(text)
    if match is None or match[3] not in _MONTHS or bool(match[1]) is bool(match[4]):
        raise Unreadable(text)
    month, day = _MONTHS.index(match[3]) + 1, int(match[2])
    year = "coming" if match[1] else match[4].removeprefix(" the ").split()[0]
    # A leap day comes only every fourth year.
    if str(day) != match[2] or not 1 <= day <= _same_number(2023, month, 31).day.day:
        raise Unreadable(text)
    return Length(day, "on", month, "before" if year == "year" else year)


def end(
    start: date,
    length: Length,
    closed: Collection[date] = (),
    opened: Collection[date] = (),
    counting: Counting = Counting(),  # noqa: B008 - it cannot change
) -> End:
    """Where a period from *start* ends, which does not count itself; nothing rolls.

    >>> end(date(2022, 8, 31), length_of("1 month"))
    End(day=datetime.date(2022, 9, 30), sought=31)

    Raises:
        Beyond: the walk leaves 1953–2100.
    """
    amount, unit, *_ = length
    if unit == "on":
        return End(_on(start, length, counting))
    back = _sooner(amount, counting)
    if unit == "business day":
        return End(add(start - back, amount, closed, opened))
    if unit == "literal vardag":
        return End(last_of(walked_by_letter(start, amount, counting), start))
    if unit in ("day", "week"):
        found = End(_repeated(start, ONE_DAY if unit == "day" else _WEEK, amount))
    elif unit == "month":
        year, month = _months_away(start.year, start.month, amount)
        found = _same_number(year, month, start.day)
    else:
        found = _same_number(start.year + amount, start.month, start.day)
    missing = found.sought is not None and counting.next_day
    return End(found.day + (ONE_DAY if missing else 0 * ONE_DAY) - back, found.sought)


def _sooner(amount: int, counting: Counting) -> timedelta:
    """What it takes off a period that its first day counts."""
    if not counting.first_day or not amount:
        return 0 * ONE_DAY
    return ONE_DAY if amount > 0 else -ONE_DAY


def walked_by_letter(
    start: date, amount: int, counting: Counting
) -> Iterator[tuple[date, bool]]:
    """Each day to the n-th vardag by the letter, and whether it is one.

    That is any day but Sundays and other public holidays.
    """
    step = ONE_DAY if amount > 0 else -ONE_DAY
    day, left = start - _sooner(amount, counting), abs(amount)
    while left:
        day = moved(day, step)
        counts = not is_public_holiday(day)
        left -= counts
        yield day, counts


def _on(start: date, length: Length, counting: Counting) -> date:
    """The fixed day that is meant, seen from *start*."""
    years = {"same": 0, "next": 1, "before": -1}
    if length.year in years:
        year = start.year + years[length.year]
        return _same_number(year, length.month, length.amount).day
    day = start if counting.first_day else moved(start, ONE_DAY)
    while (day.month, day.day) != (length.month, length.amount):
        day = moved(day, ONE_DAY)
    return day


def deemed(day: date, how: str) -> date:
    """The day on which the law takes a paper to have come (FL 22 §, 2010:1932 26 §).

    Raises:
        Unreadable: *how* is no such rule.
    """
    if how in ("mailbox", "post_notice"):
        return add(day, -1)
    if how == "simplified_service":
        return _repeated(day, ONE_DAY, 14)
    raise Unreadable(how)


def _repeated(start: date, step: timedelta, times: int) -> date:
    day = start
    for _ in range(abs(times)):
        day = moved(day, step if times > 0 else -step)
    return day


def _months_away(year: int, month: int, amount: int) -> tuple[int, int]:
    """The month so many months away, one month at a time."""
    for _ in range(abs(amount)):
        month += 1 if amount > 0 else -1
        if month in (0, _JANUARY_AFTER):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)
        if not FIRST.year <= year <= LAST.year:
            raise Beyond(str(year))
    return year, month


def _same_number(year: int, month: int, number: int) -> End:
    """The day with this number in the month, or else its last (1930:173, 1 §)."""
    if not FIRST.year <= year <= LAST.year:
        raise Beyond(str(year))
    day = date(year, month, 1)
    for _ in range(number - 1):
        day += ONE_DAY
        if day.month != month:
            return End(day - ONE_DAY, number)
    return End(day)
