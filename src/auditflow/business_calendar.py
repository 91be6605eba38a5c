"""Which days are business days in Sweden, why the others are not, and how to count.

A business day (arbetsdag) is not Saturday, Sunday or another public holiday (lag
1989:253), nor midsommarafton, julafton or nyårsafton, which lag (1930:173) 2 § puts
beside them, nor a day that the municipality closed. Half days and klämdagar count
(RÅ 2004 not 40) unless the municipality closed them.

The only door to the package ``holidays``.
"""

import threading
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate, compress
from typing import Final

import attrs
from pendulum import Date

from auditflow.day import (
    FIRST,
    FIRST_YEAR,
    LAST,
    LAST_YEAR,
    date_at,
    ordinal_of,
)
from auditflow.errors import (
    ClosuresContradict,
    DayOutOfRange,
    NoBusinessDays,
    NotADay,
)


@attrs.frozen
class Closure:
    """Why a day is closed: a name in Swedish and in English."""

    sv: str
    en: str

    @property
    def in_swedish_text(self) -> str:
        """The Swedish name as it stands within a sentence.

        >>> Closure("Midsommarafton", "Midsummer Eve").in_swedish_text
        'midsommarafton'
        """
        proper = self.sv.startswith(("Kristi", "Marie"))
        return self.sv if proper else self.sv[:1].lower() + self.sv[1:]


_SATURDAY: Final = Closure("Lördag", "Saturday")
_SUNDAY: Final = Closure("Söndag", "Sunday")


@attrs.frozen(eq=False)
class _Tables:
    """What makes each question a look-up.

    ``open`` has one byte a day; ``upto[i]`` is the number of business days among the
    first *i* days; ``nth`` lists the business days as ordinals.
    """

    open: bytes
    upto: list[int]
    nth: list[int]


@attrs.frozen(repr=False)
class BusinessCalendar:
    """Swedish business days 1953–2100, with what a municipality changes of them.

    Make one with `BusinessCalendar.sweden`. Calendars that say the same are equal and
    share their tables; the tables are built on first use, once, also among threads.
    All questions take O(1), apart from those that list days.
    """

    _closed: tuple[tuple[int, Closure], ...] = ()
    _open: tuple[int, ...] = ()

    @classmethod
    def sweden(
        cls,
        closed: Mapping[date, str] | Mapping[Date, str] | None = None,
        open: Iterable[date] = (),  # noqa: A002 - the word on the door
    ) -> "BusinessCalendar":
        """The Swedish calendar, with a municipality's own days if it has any.

        >>> calendar = BusinessCalendar.sweden(closed={date(2022, 5, 27): "klämdag"})
        >>> calendar.add(date(2022, 5, 25), 1)
        Date(2022, 5, 30)

        Args:
            closed: days that the municipality closed, each with its reason.
            open: days that it keeps open and that would else be closed.

        Raises:
            DayRefused: a day is no date, or lies outside 1953–2100.
            ClosuresContradict: a day stands in both.
        """
        shut = {ordinal_of(day): reason for day, reason in (closed or {}).items()}
        kept_open = {ordinal_of(day) for day in open}
        if both := sorted(shut.keys() & kept_open):
            raise ClosuresContradict(tuple(str(date_at(o)) for o in both))
        if not shut and not kept_open:
            return cls()
        # What the country says anyway is left out, so that equal means the same.
        own = _tables((), ()).open
        return cls(
            tuple(
                (ordinal, Closure(reason, reason))
                for ordinal, reason in sorted(shut.items())
                if own[ordinal - FIRST]
            ),
            tuple(sorted(o for o in kept_open if not own[o - FIRST])),
        )

    @cached_property
    def _days(self) -> _Tables:
        return _tables(tuple(ordinal for ordinal, _ in self._closed), self._open)

    @property
    def statutory(self) -> "BusinessCalendar":
        """The same without the municipality's own days: the days that the law knows.

        Statutory last days and the duty to register follow this one; what a
        municipality closes never moves them.
        """
        return self if not self._closed and not self._open else _STATUTORY

    @property
    def closed(self) -> dict[Date, str]:
        """The days that the municipality closed, with its reasons."""
        return {date_at(ordinal): closure.sv for ordinal, closure in self._closed}

    @property
    def open(self) -> tuple[Date, ...]:
        """The days that the municipality keeps open and that would else be closed."""
        return tuple(date_at(ordinal) for ordinal in self._open)

    def is_business_day(self, day: date) -> bool:
        """Whether *day* is a business day.

        >>> BusinessCalendar.sweden().is_business_day(date(2022, 6, 24))
        False

        Raises:
            DayRefused: *day* is an instant, no date, or outside 1953–2100.
        """
        return bool(self._days.open[ordinal_of(day) - FIRST])

    def closure(self, day: date) -> Closure | None:
        """Why *day* is no business day, in both languages; None for a business day.

        Raises:
            DayRefused: *day* is an instant, no date, or outside 1953–2100.
        """
        ordinal = ordinal_of(day)
        if self._days.open[ordinal - FIRST]:
            return None
        at = bisect_left(self._closed, ordinal, key=lambda own: own[0])
        if at < len(self._closed) and self._closed[at][0] == ordinal:
            return self._closed[at][1]
        return _closure_in_law(ordinal)

    def why_closed(self, day: date) -> str | None:
        """The Swedish name of what closes *day*; None for a business day.

        >>> BusinessCalendar.sweden().why_closed(date(2022, 6, 24))
        'Midsommarafton'

        Raises:
            DayRefused: *day* is an instant, no date, or outside 1953–2100.
        """
        closure = self.closure(day)
        return closure.sv if closure else None

    def add(self, day: date, business_days: int) -> Date:
        """The n-th business day strictly after *day*; before it where n is negative.

        *day* itself may be closed. For a municipality's "at the latest four business
        days before the meeting" the meeting day is not counted.

        >>> BusinessCalendar.sweden().add(date(2022, 9, 27), 10)
        Date(2022, 10, 11)

        Raises:
            NoBusinessDays: *business_days* is 0.
            NotADay: *business_days* is no whole number.
            DayRefused: *day*, or the day found, is not within 1953–2100.
        """
        return date_at(self.add_ordinal(ordinal_of(day), business_days))

    def add_ordinal(self, ordinal: int, business_days: int) -> int:
        """As `add`, from a checked ordinal to an ordinal."""
        if type(business_days) is not int:
            mend = "give a whole number of business days"
            raise NotADay(f"{business_days!r} as a number of business days", mend)
        tables = self._days
        if business_days > 0:
            index = tables.upto[ordinal - FIRST + 1] + business_days - 1
        elif business_days < 0:
            index = tables.upto[ordinal - FIRST] + business_days
        else:
            raise NoBusinessDays
        if not 0 <= index < len(tables.nth):
            raise _beyond(f"the day {business_days} business days from", ordinal)
        return tables.nth[index]

    def count(self, after: date, until: date) -> int:
        """How many business days lie in (after, until]; negative the other way round.

        The first day does not count, the last one does.

        >>> BusinessCalendar.sweden().count(date(2022, 9, 27), date(2022, 11, 25))
        43

        Raises:
            DayRefused: a day is an instant, no date, or outside 1953–2100.
        """
        return self.count_ordinals(ordinal_of(after), ordinal_of(until))

    def count_ordinals(self, after: int, until: int) -> int:
        """As `count`, from checked ordinals."""
        upto = self._days.upto
        return upto[until - FIRST + 1] - upto[after - FIRST + 1]

    def roll_forward(self, day: date) -> Date:
        """The first business day on or after *day*.

        >>> BusinessCalendar.sweden().roll_forward(date(2022, 12, 24))
        Date(2022, 12, 27)

        Raises:
            DayRefused: *day*, or the day found, is not within 1953–2100.
        """
        return date_at(self.roll_forward_ordinal(ordinal_of(day)))

    def roll_forward_ordinal(self, ordinal: int) -> int:
        """As `roll_forward`, from a checked ordinal to an ordinal."""
        tables = self._days
        index = tables.upto[ordinal - FIRST]
        if index == len(tables.nth):
            raise _beyond("the first business day on or after", ordinal)
        return tables.nth[index]

    def roll_back(self, day: date) -> Date:
        """The last business day on or before *day*.

        >>> BusinessCalendar.sweden().roll_back(date(2022, 12, 26))
        Date(2022, 12, 23)

        Raises:
            DayRefused: *day*, or the day found, is not within 1953–2100.
        """
        return date_at(self.roll_back_ordinal(ordinal_of(day)))

    def roll_back_ordinal(self, ordinal: int) -> int:
        """As `roll_back`, from a checked ordinal to an ordinal."""
        tables = self._days
        index = tables.upto[ordinal - FIRST + 1] - 1
        if index < 0:
            raise _beyond("the last business day on or before", ordinal)
        return tables.nth[index]

    def closures(self, first: date, last: date) -> list[tuple[Date, Closure]]:
        """Each closed day from *first* to *last*, both included, with its name.

        Raises:
            DayRefused: a day is an instant, no date, or outside 1953–2100.
        """
        is_open = self._days.open
        found = []
        for ordinal in range(ordinal_of(first), ordinal_of(last) + 1):
            if not is_open[ordinal - FIRST]:
                day = date_at(ordinal)
                closure = self.closure(day)
                if closure is not None:
                    found.append((day, closure))
        return found

    def __repr__(self) -> str:
        own = [f"{len(self._closed)} closed"] if self._closed else []
        own += [f"{len(self._open)} open"] if self._open else []
        return f"<BusinessCalendar Sweden{', own days: ' * bool(own)}{', '.join(own)}>"


def _beyond(what: str, ordinal: int) -> DayOutOfRange:
    return DayOutOfRange(f"{what} {date_at(ordinal)}", FIRST_YEAR, LAST_YEAR)


_STATUTORY: Final = BusinessCalendar()

_building = threading.Lock()


def _tables(closed: tuple[int, ...], kept_open: tuple[int, ...]) -> _Tables:
    with _building:
        return _built_tables(closed, kept_open)


@lru_cache(maxsize=64)
def _built_tables(closed: tuple[int, ...], kept_open: tuple[int, ...]) -> _Tables:
    days = LAST - FIRST + 1
    monday_first = b"\1\1\1\1\1\0\0"
    phase = (FIRST - 1) % 7  # ordinal 1 is a Monday
    week = monday_first[phase:] + monday_first[:phase]
    is_open = bytearray((week * (days // 7 + 1))[:days])
    for ordinal in _holidays_in_law():
        is_open[ordinal - FIRST] = 0
    for ordinal in closed:
        is_open[ordinal - FIRST] = 0
    for ordinal in kept_open:
        is_open[ordinal - FIRST] = 1
    return _Tables(
        bytes(is_open),
        list(accumulate(is_open, initial=0)),
        list(compress(range(FIRST, LAST + 1), is_open)),
    )


@lru_cache(maxsize=1)
def _holidays_in_law() -> dict[int, str]:
    """Public holidays and the three eves in Swedish, by ordinal; the lock is held."""
    return _named("sv", FIRST_YEAR, LAST_YEAR)


@lru_cache(maxsize=256)
def _holidays_in_english(year: int) -> dict[int, str]:
    """The holidays of one year in English; the lock is held."""
    return _named("en_US", year, year)


def _named(language: str, first_year: int, last_year: int) -> dict[int, str]:
    # Importing every country takes a tenth of a second; nobody who only imports
    # auditflow should wait for it.
    import holidays  # noqa: PLC0415

    # Each of these defaults has moved between releases; without `de_facto` the three
    # eves count as working days.
    found = holidays.country_holidays(
        "SE",
        years=range(first_year, last_year + 1),
        expand=False,
        language=language,
        categories=("public", "de_facto"),
        include_sundays=False,
    )
    return {day.toordinal(): name for day, name in found.items()}


@lru_cache(maxsize=4096)
def _closure_in_law(ordinal: int) -> Closure:
    with _building:
        swedish = _holidays_in_law().get(ordinal)
        if swedish is None:
            return _SATURDAY if ordinal % 7 == 6 else _SUNDAY  # noqa: PLR2004
        english = _holidays_in_english(date_at(ordinal).year).get(ordinal, swedish)
    # Two holidays on one day are joined by a semicolon.
    return Closure(swedish.replace("; ", " och "), english.replace("; ", " and "))
