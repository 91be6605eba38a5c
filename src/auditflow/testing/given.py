"""What a test gives: a day as a date or as text, a case as a value or as it is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeAlias

from pendulum import Date

from auditflow.case import Case
from auditflow.case.telling import told
from auditflow.day import as_day, read_day
from auditflow.events import AnyEvent
from auditflow.planning import Plan

Day: TypeAlias = date | str
"""A day as a date, or as text: ``2022-11-25``."""


class Kept(Protocol):
    """A case that something keeps, such as a store: it knows its rules by itself."""

    @property
    def case(self) -> Case:
        """The case as it is now."""
        ...

    def plan(self, *, today: date | None = None) -> Plan:
        """Its plan, by the rules and calendars that it is kept with."""
        ...


AnyCase: TypeAlias = Case | Kept
"""A case, or one that is kept in a store."""


def day_given(day: Day) -> Date:
    """The day that a test means.

    >>> day_given("2022-11-25") == day_given(date(2022, 11, 25))
    True

    Raises:
        DayRefused: the text names no day, or it is an instant.
    """
    return read_day(day) if isinstance(day, str) else as_day(day)


def case_given(case: AnyCase) -> Case:
    """The case as a value, wherever it is kept."""
    return case if isinstance(case, Case) else case.case


def lines_of(events: Sequence[AnyEvent], indent: str = "  ") -> str:
    """What happened, one event a line, each with its day and by whom.

    >>> from auditflow.events import Registered
    >>> print(lines_of([Registered(on=date(2022, 9, 28), by="anna", dnr="2022/347")]))
      2022-09-28  Registered as 2022/347 (anna)
    """
    return "\n".join(f"{indent}{e.on}  {told(e, 'en')} ({e.by})" for e in events)
