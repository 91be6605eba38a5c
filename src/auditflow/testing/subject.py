"""A system that embeds auditflow, as a test talks to it; auditflow is one itself."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from datetime import date

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import NotAllowed, ValueRefused
from auditflow.events import Adopted, AnyEvent
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Memo
from auditflow.planning import Plan, plan
from auditflow.rules import Rulebook


class Subject(ABC):
    """A system under test: one case of one memo, as that system keeps it.

    `open` and `record` are needed. What else a system does not say is None, and is not
    compared; so a subject can begin with two methods, and grow.
    """

    refusals: tuple[type[Exception], ...] = (NotAllowed,)
    """What `record` raises where something must not happen; all else is a fault."""

    @abstractmethod
    def open(self, memo: Memo, *, received: Date) -> None:
        """The memo came in, at the one body that must answer."""

    @abstractmethod
    def record(self, event: AnyEvent) -> None:
        """Something happened, a step or anything else."""

    def state(self) -> str | None:
        """Where the case stands, by the words of `auditflow.lifecycle.State`."""
        return None

    def allowed(self) -> Collection[str] | None:
        """The steps that the state permits now, in any order."""
        return None

    def dues(self) -> Mapping[str, date | None] | None:
        """The due day of each deadline that it knows; None where there is no day.

        The names are those of the plan: ``answer``, ``adjust_minutes``, ``answer@2``.
        """
        return None

    def overdue(self, on: Date) -> Collection[str] | None:
        """The names of the duties that are overdue on a day, in any order."""
        del on
        return None

    def close(self) -> None:  # noqa: B027 - most hold nothing
        """The test is over: let go of what is held."""


class Embedded(Subject):
    """auditflow itself as a system under test; override what yours does otherwise.

    >>> class Ours(Embedded):
    ...     def overdue(self, on):
    ...         return {d.id for d in self.plan().deadlines if d.due and d.due <= on}
    >>> ours = Ours()
    >>> from auditflow.testing import a_memo
    >>> ours.open(a_memo(), received=Date(2022, 9, 27))
    >>> ours.state(), str(ours.dues()["answer"])
    (<State.RECEIVED: 'received'>, '2022-11-25')
    """

    def __init__(
        self,
        *,
        rulebook: Rulebook | None = None,
        calendar: BusinessCalendar | None = None,
        meetings: MeetingCalendar | None = None,
    ) -> None:
        """Plan by these; by the shipped rules and the Swedish calendar by default."""
        self.rulebook = rulebook
        self.calendar = calendar
        self.meetings = meetings
        self._case: Case | None = None
        self._plan: Plan | None = None

    @property
    def case(self) -> Case:
        """The case as it stands."""
        if self._case is None:
            raise ValueRefused("a subject that has no case yet", "call open() first")
        return self._case

    def open(self, memo: Memo, *, received: Date) -> None:
        """Open the case."""
        self._case, self._plan = Case.open(memo, received=received), None

    def record(self, event: AnyEvent) -> None:
        """Record what happened, as `recorded` lets it."""
        self._case, self._plan = self.recorded(self.case, event), None

    def recorded(self, case: Case, event: AnyEvent) -> Case:
        """The case after *event*, if the guards let it through."""
        meetings = self.meetings if isinstance(event, Adopted) else None
        return case.record(event, meetings=meetings)

    def plan(self) -> Plan:
        """The plan of the case as it stands; made once after each event."""
        if self._plan is None:
            self._plan = plan(
                self.case,
                rulebook=self.rulebook,
                calendar=self.calendar,
                meetings=self.meetings,
            )
        return self._plan

    def state(self) -> str:
        """Where the case stands."""
        return self.case.state

    def allowed(self) -> Collection[str]:
        """The steps that the state permits now."""
        return self.case.allowed

    def dues(self) -> Mapping[str, date | None]:
        """The due day of each deadline of the plan."""
        return {one.id: one.due for one in self.plan().deadlines}

    def overdue(self, on: Date) -> Collection[str]:
        """The duties that are overdue on a day."""
        return [one.id for one in self.plan().deadlines if one.is_overdue(on)]
