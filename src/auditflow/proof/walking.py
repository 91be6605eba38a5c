"""The second algorithm with a municipality's own days, and the days of a step."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from auditflow.proof import second
from auditflow.proof.cursor import Cursor, Why
from auditflow.proof.lines import Line

_BY_LAW: Final = second.Counting()
_AT_LEAST: Final = 1_000_000  # days that any proof may take: a second or so
_A_LINE: Final = 500  # and for each line as many as two years of business days
_DAYS_OF: Final = {"week": 7, "literal vardag": 2}
_ALL_DAYS: Final = 148 * 366  # from 1953 to 2100; no walk goes on after that


def counting_in(line: Line) -> second.Counting:
    """How the period of a line is counted."""
    return second.Counting(
        line.text("first_day") == "counted", line.text("month_end") == "next_day"
    )


@attrs.frozen
class Days:
    """The days of one step, and how sure they are."""

    raw: date
    due: date
    safe: date | None
    confidence: str
    needed: date | None = None

    def part(self, part: str) -> date | None:
        """One of the days, by the word that a proof has for it."""
        return {
            "raw": self.raw,
            "due": self.due,
            "safe": self.safe,
            "needed": self.needed,
        }.get(part)


class TooFar(Exception):
    """More days were to be walked than one check may take."""


@attrs.define
class Budget:
    """How many days may still be walked: what a proof claims must not cost all time."""

    left: int

    @classmethod
    def of(cls, lines: int) -> "Budget":
        """What a proof of so many *lines* can need, and no machine is kept busy by."""
        return cls(_AT_LEAST + lines * _A_LINE)

    def spend(self, days: int) -> None:
        """Walk so many days.

        Raises:
            TooFar: they are more than are left.
        """
        self.left -= days
        if self.left < 0:
            raise TooFar

    def spend_on(self, length: second.Length) -> None:
        """Walk as many days as a period can have that asks for no business days.

        Raises:
            TooFar: they are more than are left.
        """
        days = abs(length.amount) * _DAYS_OF.get(length.unit, 1)
        self.spend(min(days, _ALL_DAYS))


@attrs.frozen
class Walk:
    """Business days with the municipality's own; notes which of those mattered."""

    closed: Mapping[date, str]
    opened: frozenset[date]
    budget: Budget
    mattered: set[date] = attrs.field(factory=set)

    def on(self, cursor: Cursor, line: Line, unit: str) -> "Walk":
        """This walk, or one without own days, as *line*, the last taken, says."""
        whose = line.facts["counted_on"]
        if (whose is not None) != (unit == "business day"):
            cursor.note(Why.DIFFERS, key="counted_on", at=cursor.at, says="–")
        return self.without_own() if whose == "statutory" else self

    def without_own(self) -> "Walk":
        """This walk, without the days that the municipality closed or keeps open."""
        return Walk({}, frozenset(), self.budget)

    def is_business_day(self, day: date) -> bool:
        """Whether *day* is one."""
        self.budget.spend(1)
        self.mattered.add(day)
        return second.is_business_day(day, self.closed, self.opened)

    def walked(
        self, start: date, amount: int, counting: second.Counting
    ) -> Iterator[tuple[date, bool]]:
        """Each day of the way to the n-th business day, and whether it counts."""
        if counting.first_day:
            start = date.fromordinal(start.toordinal() - (1 if amount > 0 else -1))
        for day, counts in second.walked(start, amount, self.closed, self.opened):
            self.budget.spend(1)
            self.mattered.add(day)
            yield day, counts

    def end(
        self, start: date, length: second.Length, counting: second.Counting = _BY_LAW
    ) -> date:
        """Where a period ends."""
        if length.unit != "business day":
            return self.by_calendar(start, length, counting).day
        return [day for day, _ in self.walked(start, length.amount, counting)][-1]

    def by_calendar(
        self, start: date, length: second.Length, counting: second.Counting
    ) -> second.End:
        """Where a period ends that asks for no business days."""
        self.budget.spend_on(length)
        return second.end(start, length, counting=counting)

    def count(self, after: date, until: date) -> int:
        """How many business days lie in (after, until]; negative the other way."""
        first, last = sorted((after, until))
        days = range(first.toordinal() + 1, last.toordinal() + 1)
        number = sum(map(self.is_business_day, map(date.fromordinal, days)))
        return number if after <= until else -number

    def safe(self, raw: date, due: date) -> date:
        """The last business day on or before both."""
        day = min(raw, due)
        while not self.is_business_day(day):
            day = date.fromordinal(day.toordinal() - 1)
        return day

    def name_of(self, day: date) -> second.Name:
        """What closes *day*; the municipality's own reason goes first."""
        own = self.closed.get(day)
        return second.Name(own, own) if own else second.name_of(day)
