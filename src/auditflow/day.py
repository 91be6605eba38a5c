"""What a day is: a `pendulum.Date` from 1953 to 2100; inside, its ordinal.

Days are counted in ordinals (as `datetime.date.toordinal` gives them) and become dates
at the edge, for a ``pendulum.Date`` costs some fifty times as much as an integer. The
dates are kept: asking twice for the same day gives the same object.
"""

import re
from datetime import date, datetime, timezone
from functools import lru_cache
from typing import Final

import pendulum
from pendulum import Date, DateTime

from auditflow.errors import DayOutOfRange, DayUnreadable, NotADay, ValueRefused

FIRST_YEAR: Final = 1953  # the first year whose Swedish holidays the sources agree on
LAST_YEAR: Final = 2100
FIRST: Final = date(FIRST_YEAR, 1, 1).toordinal()
LAST: Final = date(LAST_YEAR, 12, 31).toordinal()
STOCKHOLM: Final = "Europe/Stockholm"

_zone: Final = pendulum.timezone(STOCKHOLM)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_kept: list[Date | None] = [None] * (LAST - FIRST + 1)


def ordinal_of(day: date) -> int:
    """The ordinal of *day*, which must be a date within 1953–2100 and no instant.

    >>> ordinal_of(date(2022, 11, 25))
    738484

    Raises:
        NotADay: *day* is a datetime, or no date at all.
        DayOutOfRange: the year lies outside 1953–2100.
    """
    if type(day) is not Date:
        _check_is_date(day)
    ordinal = day.toordinal()
    if not FIRST <= ordinal <= LAST:
        raise DayOutOfRange(day.isoformat(), FIRST_YEAR, LAST_YEAR)
    return ordinal


def date_at(ordinal: int) -> Date:
    """The day with this *ordinal*.

    Raises:
        DayOutOfRange: the day lies outside 1953–2100.
    """
    if not FIRST <= ordinal <= LAST:
        raise DayOutOfRange(_name_of(ordinal), FIRST_YEAR, LAST_YEAR)
    return _kept[ordinal - FIRST] or _keep(ordinal)


def _keep(ordinal: int) -> Date:
    # Half the price of `Date.fromordinal`, which goes through Python.
    plain = date.fromordinal(ordinal)
    kept = _kept[ordinal - FIRST] = Date(plain.year, plain.month, plain.day)
    return kept


def day_after(day: Date) -> Date:
    """The day after *day*.

    Raises:
        DayOutOfRange: it lies outside 1953–2100.
    """
    return date_at(day.toordinal() + 1)


def as_day(day: date) -> Date:
    """Take any date as the `pendulum.Date` that auditflow counts with.

    >>> as_day(date(2022, 11, 25))
    Date(2022, 11, 25)

    Raises:
        DayRefused: *day* is an instant, no date, or outside 1953–2100.
    """
    return date_at(ordinal_of(day))


def as_day_or_none(day: date | None) -> Date | None:
    """Take a date that may be missing; see `as_day`."""
    return None if day is None else as_day(day)


def read_day(text: str) -> Date:
    """Read a day written as ``2022-11-25``; only spaces may stand around it.

    >>> read_day("2022-11-25")
    Date(2022, 11, 25)

    Raises:
        DayUnreadable: *text* is written otherwise, or the month has no such day.
        DayOutOfRange: the year lies outside 1953–2100.
    """
    return _read(str(text))


@lru_cache(maxsize=4096)
def _read(text: str) -> Date:
    stripped = text.strip()
    if not _ISO.fullmatch(stripped):
        raise DayUnreadable(text)
    try:
        return as_day(date.fromisoformat(stripped))
    except ValueError:
        raise DayUnreadable(text, "is no day of the calendar") from None


def day_of(instant: datetime) -> Date:
    """The day of an *instant* in Stockholm; a day lasts until midnight there.

    A message at 23:57 on the last day is in time (HD, 3 January 2024, P 124-23).

    >>> day_of(pendulum.datetime(2022, 11, 25, 23, 30, tz="UTC"))
    Date(2022, 11, 26)

    Raises:
        NotADay: *instant* is no datetime, or has no time zone.
    """
    return as_day(as_instant(instant).date())


def as_instant(instant: datetime) -> DateTime:
    """Take an *instant* with a time zone, and read it in Europe/Stockholm.

    Raises:
        NotADay: *instant* is no datetime, or has no time zone.
        DayOutOfRange: the instant is at the end of what time can be told.
    """
    if isinstance(instant, DateTime) and instant.tzinfo is _zone:
        return instant
    _check_is_instant(instant)
    try:
        if isinstance(instant.tzinfo, timezone):
            return _at_offset(instant)
        return pendulum.instance(instant).in_timezone(STOCKHOLM)
    except (OverflowError, ValueError):
        year = str(instant.year)
        raise DayOutOfRange(f"an instant in {year}", FIRST_YEAR, LAST_YEAR) from None


def _at_offset(instant: datetime) -> DateTime:
    """An *instant* whose offset is fixed: at a tenth of what pendulum asks for it."""
    there = instant.astimezone(_zone)
    return DateTime(
        there.year,
        there.month,
        there.day,
        there.hour,
        there.minute,
        there.second,
        there.microsecond,
        _zone,
        fold=there.fold,
    )


@lru_cache(maxsize=4096)
def start_of(day: Date) -> DateTime:
    """The instant at which *day* begins in Stockholm."""
    return pendulum.datetime(day.year, day.month, day.day, tz=STOCKHOLM)


def last_instant_of(day: Date) -> DateTime:
    """The last instant of *day* in Stockholm.

    >>> str(last_instant_of(Date(2022, 11, 25)))
    '2022-11-25 23:59:59.999999+01:00'
    """
    return pendulum.datetime(
        day.year, day.month, day.day, 23, 59, 59, 999999, tz=STOCKHOLM
    )


def read_instant(text: str) -> DateTime:
    """Read an instant written in ISO form, with its offset from UTC.

    >>> str(read_instant("2022-09-27T12:05:00Z"))
    '2022-09-27 14:05:00+02:00'

    Raises:
        ValueRefused: *text* is written otherwise, or says no offset.
        DayOutOfRange: the instant is at the end of what time can be told.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        mend = "write it with its offset from UTC, as 2022-09-27T14:05:00+02:00"
        raise ValueRefused(f"{text!r} is no instant", mend)
    return as_instant(instant)


def stamp_of(instant: datetime) -> float:
    """The seconds of an *instant*, by which instants are compared.

    Every autumn an hour comes twice in Stockholm, and Python compares what its clocks
    show; these seconds know the two apart.
    """
    return instant.timestamp()


@lru_cache(maxsize=4096)
def start_stamp(day: Date) -> float:
    """The same of the instant at which *day* begins in Stockholm."""
    return start_of(day).timestamp()


def _check_is_date(value: object) -> None:
    # A datetime is a date to Python, and pendulum's DateTime one of its Dates.
    if isinstance(value, datetime):
        given = f"the instant {value.isoformat(sep=' ')}"
        raise NotADay(given, "give its date, such as day_of(instant)")
    if not isinstance(value, date):
        raise NotADay(repr(value), "give a datetime.date or a pendulum.Date")


def _check_is_instant(value: object) -> None:
    if not isinstance(value, datetime) or value.tzinfo is None:
        mend = "give a datetime with a time zone, such as datetime.now(tz=UTC)"
        raise NotADay(f"{value!r} as an instant", mend)


def _name_of(ordinal: int) -> str:
    try:
        return date.fromordinal(ordinal).isoformat()
    except (ValueError, OverflowError):
        return f"a day {abs(ordinal - FIRST)} days away"
