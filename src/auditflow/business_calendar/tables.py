"""Which of the days 1953–2100 are open, as tables that make each question a look-up."""

from collections.abc import Iterable
from datetime import date
from itertools import accumulate, compress

import attrs
from pendulum import Date

from auditflow.day import FIRST, FIRST_YEAR, LAST, LAST_YEAR, date_at
from auditflow.errors import DayOutOfRange

DAYS = LAST - FIRST + 1


@attrs.frozen(eq=False)
class Tables:
    """The open days, three ways; all arguments and answers are ordinals.

    ``open`` has one byte a day; ``upto[i]`` is the number of open days among the first
    *i* days; ``nth`` lists the open days.
    """

    open: bytes
    upto: list[int]
    nth: list[int]
    days: list[Date | None] = attrs.field(init=False)
    """The open days as dates, as far as anybody asked for them."""
    upto_day: dict[date, int] = attrs.field(init=False, factory=dict)
    """How many open days there are until a day, as far as anybody asked."""

    @days.default
    def _none_yet(self) -> list[Date | None]:
        return [None] * len(self.nth)

    @classmethod
    def of(cls, is_open: bytes) -> "Tables":
        """The tables of the days that *is_open* marks, one byte for each day."""
        return cls(
            is_open,
            list(accumulate(is_open, initial=0)),
            list(compress(range(FIRST, LAST + 1), is_open)),
        )

    def day(self, at: int) -> Date:
        """The open day at place *at*, as a date that is kept from then on."""
        found = self.days[at] = date_at(self.nth[at])
        return found

    def until(self, ordinal: int) -> int:
        """How many open days there are until a day, itself included; kept by its date.

        From then on one look-up tells that day from everything else that somebody may
        pass for one: an instant neither hashes like a date nor equals one.
        """
        found = self.upto_day[date_at(ordinal)] = self.upto[ordinal - FIRST + 1]
        return found

    def after(self, ordinal: int, number: int) -> int:
        """The open day *number* places after a day; before it where that is negative.

        Raises:
            DayOutOfRange: that day lies outside 1953–2100.
        """
        if number > 0:
            index = self.upto[ordinal - FIRST + 1] + number - 1
        else:
            index = self.upto[ordinal - FIRST] + number
        if not 0 <= index < len(self.nth):
            raise _beyond(f"the day {number} business days from", ordinal)
        return self.nth[index]

    def between(self, after: int, until: int) -> int:
        """How many open days lie in (after, until]; negative the other way round."""
        upto = self.upto
        return upto[until - FIRST + 1] - upto[after - FIRST + 1]

    def on_or_after(self, ordinal: int) -> int:
        """The first open day on or after a day.

        Raises:
            DayOutOfRange: that day lies outside 1953–2100.
        """
        index = self.upto[ordinal - FIRST]
        if index == len(self.nth):
            raise _beyond("the first business day on or after", ordinal)
        return self.nth[index]

    def on_or_before(self, ordinal: int) -> int:
        """The last open day on or before a day.

        Raises:
            DayOutOfRange: that day lies outside 1953–2100.
        """
        index = self.upto[ordinal - FIRST + 1] - 1
        if index < 0:
            raise _beyond("the last business day on or before", ordinal)
        return self.nth[index]

    def closed_within(self, first: int, last: int) -> Iterable[int]:
        """Each closed day from *first* to *last*, both included."""
        is_open = self.open
        return (o for o in range(first, last + 1) if not is_open[o - FIRST])


def week_days(monday_first: bytes) -> bytearray:
    """One byte for each day, as the seven bytes of *monday_first* say."""
    phase = (FIRST - 1) % 7  # ordinal 1 is a Monday
    week = monday_first[phase:] + monday_first[:phase]
    return bytearray((week * (DAYS // 7 + 1))[:DAYS])


def _beyond(what: str, ordinal: int) -> DayOutOfRange:
    return DayOutOfRange(f"{what} {date_at(ordinal)}", FIRST_YEAR, LAST_YEAR)
