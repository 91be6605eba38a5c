"""Which days are business days in Sweden, why the others are not, and how to count.

A business day (arbetsdag) is not Saturday, Sunday or another public holiday (lag
1989:253), nor midsommarafton, julafton or nyårsafton, which lag (1930:173) 2 § puts
beside them, nor a day that the municipality closed. Half days and klämdagar count
(RÅ 2004 not 40) unless the municipality closed them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar.closure import Closure
from auditflow.business_calendar.in_law import (
    building,
    closure_in_law,
    holidays_in_law,
)
from auditflow.business_calendar.tables import Tables, week_days
from auditflow.day import FIRST, as_day_or_none, date_at, ordinal_of
from auditflow.errors import ClosuresContradict, NoBusinessDays, NotADay


@attrs.frozen(repr=False, cache_hash=True)
class BusinessCalendar:
    """Swedish business days 1953–2100, with what a municipality changes of them.

    Make one with `BusinessCalendar.sweden`. Calendars that say the same are equal and
    share their tables; the tables are built on first use, once, also among threads.
    All questions take O(1), apart from those that list days.
    """

    _closed: tuple[tuple[int, Closure], ...] = ()
    _open: tuple[int, ...] = ()
    version: str = attrs.field(default="", eq=False)
    """What it is called among other versions; calendars that say the same are equal."""
    valid_from: Date | None = attrs.field(default=None, eq=False)
    """From which day on cases that come in are planned by it."""

    @classmethod
    def sweden(
        cls,
        closed: Mapping[date, str] | Mapping[Date, str] | None = None,
        open: Iterable[date] = (),  # noqa: A002 - the word on the door
        version: str = "",
        valid_from: date | None = None,
    ) -> "BusinessCalendar":
        """The Swedish calendar, with a municipality's own days if it has any.

        >>> calendar = BusinessCalendar.sweden(closed={date(2022, 5, 27): "klämdag"})
        >>> calendar.add(date(2022, 5, 25), 1)
        Date(2022, 5, 30)

        Args:
            closed: days that the municipality closed, each with its reason.
            open: days that it keeps open and that would else be closed.
            version: what it is called among other versions of the same calendar.
            valid_from: cases that come in on or after this day are planned by it.

        Raises:
            DayRefused: a day is no date, or lies outside 1953–2100.
            ClosuresContradict: a day stands in both.
        """
        shut = {ordinal_of(day): reason for day, reason in (closed or {}).items()}
        kept_open = {ordinal_of(day) for day in open}
        if both := sorted(shut.keys() & kept_open):
            raise ClosuresContradict(tuple(str(date_at(o)) for o in both))
        since = as_day_or_none(valid_from)
        if not shut and not kept_open:
            return cls(version=version, valid_from=since)
        # What the country says anyway is left out, so that equal means the same.
        own = _tables((), ()).open
        return cls(
            tuple(
                (ordinal, Closure(reason, reason))
                for ordinal, reason in sorted(shut.items())
                if own[ordinal - FIRST]
            ),
            tuple(sorted(o for o in kept_open if not own[o - FIRST])),
            version,
            since,
        )

    @cached_property
    def tables(self) -> Tables:
        """The business days as tables of ordinals, for whoever counts many."""
        return _tables(tuple(ordinal for ordinal, _ in self._closed), self._open)

    @property
    def statutory(self) -> "BusinessCalendar":
        """The same without the municipality's own days: those of the whole country.

        The duty to register follows this one. A last day that a statute sets rolls
        over the days of lag (1930:173) 2 § as they were on that day: see `rest_day`.
        """
        return self if not self._closed and not self._open else _STATUTORY

    @property
    def name(self) -> str:
        """What a plan calls it: its version, or what makes it differ.

        >>> BusinessCalendar.sweden().name
        'Sweden'
        """
        return self.version or repr(self).strip("<>").removeprefix("BusinessCalendar ")

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
        return bool(self.tables.open[ordinal_of(day) - FIRST])

    def closure(self, day: date) -> Closure | None:
        """Why *day* is no business day, in both languages; None for a business day.

        Raises:
            DayRefused: *day* is an instant, no date, or outside 1953–2100.
        """
        ordinal = ordinal_of(day)
        if self.tables.open[ordinal - FIRST]:
            return None
        return self._closure_at(ordinal)

    def _closure_at(self, ordinal: int) -> Closure:
        """What closes a closed day; the municipality's own reason goes first."""
        at = bisect_left(self._closed, ordinal, key=lambda own: own[0])
        if at < len(self._closed) and self._closed[at][0] == ordinal:
            return self._closed[at][1]
        return closure_in_law(ordinal)

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
        tables = self.tables
        try:
            if type(business_days) is int and business_days > 0:
                at = tables.upto_day[day] + business_days - 1
                return tables.days[at] or tables.day(at)
        except (IndexError, KeyError, TypeError):
            pass  # not asked for before, or no such day: then it is refused below
        ordinal = ordinal_of(day)
        tables.until(ordinal)
        return date_at(self.add_ordinal(ordinal, business_days))

    def add_ordinal(self, ordinal: int, business_days: int) -> int:
        """As `add`, from a checked ordinal to an ordinal."""
        if type(business_days) is not int:
            mend = "give a whole number of business days"
            raise NotADay(f"{business_days!r} as a number of business days", mend)
        if business_days == 0:
            raise NoBusinessDays
        return self.tables.after(ordinal, business_days)

    def count(self, after: date, until: date) -> int:
        """How many business days lie in (after, until]; negative the other way round.

        The first day does not count, the last one does.

        >>> BusinessCalendar.sweden().count(date(2022, 9, 27), date(2022, 11, 25))
        43

        Raises:
            DayRefused: a day is an instant, no date, or outside 1953–2100.
        """
        tables = self.tables
        try:
            return tables.upto_day[until] - tables.upto_day[after]
        except (KeyError, TypeError):
            before = tables.until(ordinal_of(after))
            return tables.until(ordinal_of(until)) - before

    def count_ordinals(self, after: int, until: int) -> int:
        """As `count`, from checked ordinals."""
        return self.tables.between(after, until)

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
        return self.tables.on_or_after(ordinal)

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
        return self.tables.on_or_before(ordinal)

    def closures(self, first: date, last: date) -> list[tuple[Date, Closure]]:
        """Each closed day from *first* to *last*, both included, with its name.

        Raises:
            DayRefused: a day is an instant, no date, or outside 1953–2100.
        """
        closed = self.tables.closed_within(ordinal_of(first), ordinal_of(last))
        return [(date_at(ordinal), self._closure_at(ordinal)) for ordinal in closed]

    def __repr__(self) -> str:
        own = [f"{len(self._closed)} closed"] if self._closed else []
        own += [f"{len(self._open)} open"] if self._open else []
        return f"<BusinessCalendar Sweden{', own days: ' * bool(own)}{', '.join(own)}>"


_STATUTORY: Final = BusinessCalendar()


def _tables(closed: tuple[int, ...], kept_open: tuple[int, ...]) -> Tables:
    with building:
        return _built(closed, kept_open)


@lru_cache(maxsize=64)
def _built(closed: tuple[int, ...], kept_open: tuple[int, ...]) -> Tables:
    is_open = week_days(b"\1\1\1\1\1\0\0")
    for ordinal in (*holidays_in_law(), *closed):
        is_open[ordinal - FIRST] = 0
    for ordinal in kept_open:
        is_open[ordinal - FIRST] = 1
    return Tables.of(bytes(is_open))
