"""Which days are business days, and which a last day is moved over, day by day."""

import threading
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from typing import Final, NamedTuple

FIRST: Final = date(1953, 1, 1)  # the first year whose holidays the sources agree on
LAST: Final = date(2100, 12, 31)
ONE_DAY: Final = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6

# Lag (1930:173) 2 § by its amendments; how sure each is, stands where it is used.
_SUMMER_SATURDAYS: Final = date(1961, 6, 1)  # SFS 1961:70
_SPRING_SATURDAYS: Final = date(1962, 4, 1)  # seen in SFS 1962:56, another act
_ALL_SATURDAYS: Final = date(1965, 1, 1)  # SFS 1965:127; which day of the year: unknown
_NEW_YEARS_EVE: Final = date(1974, 12, 17)  # SFS 1974:756

_MARCH, _APRIL, _MAY, _JUNE, _SEPTEMBER, _DECEMBER = 3, 4, 5, 6, 9, 12
_LAST_OF_THE_YEAR: Final = (12, 31)
_SUREST_FIRST: Final = ("settled", "inferred", "open")


class Beyond(Exception):
    """A walk left the years whose public holidays are known."""


class Name(NamedTuple):
    """What a day is called, in Swedish and in English."""

    sv: str
    en: str


class Ruled(NamedTuple):
    """A day that lag (1930:173) 2 § names: how sure that is, and by which act.

    From 1975 on no act is named: what it says has stood unchanged since.
    """

    name: Name
    confidence: str
    act: str = ""


_EASTER_EVE: Final = Name("Påskafton", "Easter Saturday")


class _Asked:
    """What ``holidays`` says, one year at a time; kept, and safe among threads."""

    def __init__(self) -> None:
        self._years: dict[tuple[int, str, str], dict[date, str]] = {}
        self._lock = threading.Lock()

    def of(self, day: date, category: str, language: str) -> str | None:
        key = (day.year, category, language)
        names = self._years.get(key)
        if names is None:
            # Filling a calendar of `holidays` is not safe among threads.
            with self._lock:
                names = self._years.get(key) or self._ask(*key)
                self._years[key] = names
        return names.get(day)

    @staticmethod
    def _ask(year: int, category: str, language: str) -> dict[date, str]:
        import holidays  # noqa: PLC0415 - importing every country takes its time

        found = holidays.country_holidays(
            "SE",
            years=year,
            expand=False,
            language=language,
            categories=(category,),
            include_sundays=False,
        )
        return dict(found.items())


_asked: Final = _Asked()


@cache
def release() -> str:
    """The version of ``holidays`` that answers here."""
    return version("holidays")


def _check(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise Beyond(day.isoformat())
    return day


def moved(day: date, by: timedelta) -> date:
    """The day so much later.

    Raises:
        Beyond: it lies outside 1953–2100.
    """
    try:
        return _check(day + by)
    except OverflowError:
        raise Beyond(day.isoformat()) from None


def is_public_holiday(day: date) -> bool:
    """Whether *day* is an allmän helgdag (lag 1989:253): Sundays are.

    >>> is_public_holiday(date(2005, 5, 16)), is_public_holiday(date(2004, 5, 31))
    (False, True)
    """
    _check(day)
    return day.weekday() == _SUNDAY or _asked.of(day, "public", "sv") is not None


def is_eve(day: date) -> bool:
    """Whether *day* is midsommarafton, julafton or nyårsafton."""
    return _asked.of(_check(day), "de_facto", "sv") is not None


def is_business_day(
    day: date, closed: Collection[date] = (), opened: Collection[date] = ()
) -> bool:
    """Whether *day* is an arbetsdag, with what a municipality changes of that.

    >>> is_business_day(date(2022, 6, 24))
    False
    """
    _check(day)
    if day in closed or day in opened:
        return day in opened
    return day.weekday() < _SATURDAY and not is_public_holiday(day) and not is_eve(day)


def name_of(day: date) -> Name:
    """What closes *day*: a holiday or an eve, or else Saturday or Sunday.

    >>> name_of(date(2022, 6, 24)).sv
    'Midsommarafton'
    """
    weekend = Name("Lördag", "Saturday") if day.weekday() == _SATURDAY else None
    sv, en = _joined(day, "sv", " och "), _joined(day, "en_US", " and ")
    return Name(sv, en or sv) if sv else weekend or Name("Söndag", "Sunday")


def _joined(day: date, language: str, word: str) -> str:
    names = [_asked.of(day, category, language) for category in ("de_facto", "public")]
    # Two holidays on one day: `holidays` joins them itself, sorted by their names.
    said = sorted({part for name in names if name for part in name.split("; ")})
    return word.join(said)


def ruled(day: date) -> Ruled | None:
    """What lag (1930:173) 2 §, as in force on *day*, names it; None if it does not.

    >>> ruled(date(1973, 12, 31)), ruled(date(1974, 12, 31)).confidence
    (None, 'inferred')
    """
    if is_public_holiday(day):
        return Ruled(name_of(day), "settled")
    found = [one for one in (_as_an_eve(day), _as_saturday(day)) if one is not None]
    if not found:
        return None
    confidence, act = min(found, key=lambda one: _SUREST_FIRST.index(one[0]))
    easter = day < _ALL_SATURDAYS and _is_easter_eve(day)
    name = _EASTER_EVE if easter else name_of(day)
    return Ruled(name, confidence, act if day.year <= _NEW_YEARS_EVE.year else "")


def _as_an_eve(day: date) -> tuple[str, str] | None:
    """How sure it is that *day* is ruled as an eve by its name, and by which act."""
    sure = "settled" if day.year > _NEW_YEARS_EVE.year else "inferred"
    if (day.month, day.day) == _LAST_OF_THE_YEAR:
        return None if day < _NEW_YEARS_EVE else (sure, "SFS 1974:756")
    return (sure, "SFS 1935:100") if is_eve(day) or _is_easter_eve(day) else None


def _is_easter_eve(day: date) -> bool:
    """Whether *day* lies between långfredagen and påskdagen."""
    spring = day.month in (_MARCH, _APRIL) and day.weekday() == _SATURDAY
    return (
        spring
        and is_public_holiday(day - ONE_DAY)
        and is_public_holiday(day + 2 * ONE_DAY)
    )


def _as_saturday(day: date) -> tuple[str, str] | None:
    """How sure it is that *day* is ruled as a Saturday, and by which act."""
    if day.weekday() != _SATURDAY:
        return None
    if day >= _SUMMER_SATURDAYS and _JUNE <= day.month <= _SEPTEMBER:
        return "settled", "SFS 1961:70"
    if day.year > _ALL_SATURDAYS.year:
        return "settled", "SFS 1965:127"
    if day >= _SPRING_SATURDAYS and day.month in (_APRIL, _MAY):
        return "inferred", "SFS 1962:56"
    return ("open", "SFS 1965:127") if day >= _ALL_SATURDAYS else None


def rolled_over(day: date, roll: str) -> list[tuple[date, Ruled]]:
    """Each day that is passed on the way from *day* to the day that it rolls to.

    Args:
        day: the raw day.
        roll: ``forward``, ``back`` or ``none``.
    """
    passed = []
    step = {"forward": ONE_DAY, "back": -ONE_DAY}.get(roll)
    while step is not None and (why := ruled(day)) is not None:
        passed.append((day, why))
        day = moved(day, step)
    return passed


def rolled(day: date, roll: str) -> date:
    """The day that *day* rolls to.

    >>> rolled(date(2022, 12, 24), "forward"), rolled(date(1960, 12, 31), "forward")
    (datetime.date(2022, 12, 27), datetime.date(1960, 12, 31))
    """
    passed = len(rolled_over(day, roll))
    return day + (passed if roll == "forward" else -passed) * ONE_DAY


def walked(
    start: date,
    business_days: int,
    closed: Collection[date] = (),
    opened: Collection[date] = (),
) -> Iterator[tuple[date, bool]]:
    """Each day from *start*, which is left out, and whether it counts.

    The last one is the business day that was sought.
    """
    step = ONE_DAY if business_days > 0 else -ONE_DAY
    day, left = start, abs(business_days)
    while left:
        day = moved(day, step)
        counts = is_business_day(day, closed, opened)
        left -= counts
        yield day, counts


def last_of(walk: Iterator[tuple[date, bool]], start: date) -> date:
    """The last day of a *walk* from *start*; the start itself if there is none."""
    day = start
    for day, _ in walk:  # noqa: B007
        pass
    return day


def add(
    start: date,
    business_days: int,
    closed: Collection[date] = (),
    opened: Collection[date] = (),
) -> date:
    """The n-th business day strictly after *start*, before it where n is negative.

    >>> add(date(2022, 9, 27), 10)
    datetime.date(2022, 10, 11)
    """
    return last_of(walked(start, business_days, closed, opened), start)


def last_business_day(
    day: date, closed: Collection[date] = (), opened: Collection[date] = ()
) -> date:
    """The last business day on or before *day*."""
    while not is_business_day(day, closed, opened):
        day = moved(day, -ONE_DAY)
    return day


def count(
    after: date,
    until: date,
    closed: Collection[date] = (),
    opened: Collection[date] = (),
) -> int:
    """How many business days lie in (after, until]; negative the other way round."""
    if until < after:
        return -count(until, after, closed, opened)
    number, day = 0, after
    while day < until:
        day += ONE_DAY
        number += is_business_day(day, closed, opened)
    return number
