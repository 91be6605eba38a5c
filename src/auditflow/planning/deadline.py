"""A deadline: three days, what it rests on, where it stands, and why."""

from datetime import date
from enum import StrEnum
from functools import cached_property

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.confidence import Confidence
from auditflow.day import ordinal_of
from auditflow.events import AnyEvent
from auditflow.planning.grounds import Grounds
from auditflow.planning.worked import Worked
from auditflow.reasons import Language, Reason
from auditflow.rules import Basis, Kind, Rule

SOON = 5
"""From how many business days before the safe day a deadline is soon due."""


class Status(StrEnum):
    """Where a deadline stands on a day."""

    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    """Met after the day that was in force when it was met."""
    PROJECTED = "projected"
    """What it is counted from has not happened."""
    INFORMATION = "information"
    NOT_APPLICABLE = "not_applicable"


@attrs.frozen(eq=False)
class Deadline:
    """One day of a plan, by a rule of the rulebook.

    ``raw`` is the day before rolling, ``due`` the last day, ``safe`` the last business
    day on or before both: work towards that one. All three are None while there is
    nothing to count from. ``needed_by`` is an earlier day on which another step needs
    it; ``slack`` the business days between the earliest day on which it can be done
    and the day on which it must be, negative where it cannot be done in time. The
    ``reasons`` are made when somebody asks for them, from the ``grounds``.
    """

    id: str
    rule: Rule
    raw: Date | None
    due: Date | None
    safe: Date | None
    needed_by: Date | None
    confidence: Confidence
    status: Status
    slack: int | None
    met_by: AnyEvent | None
    number: int | None = attrs.field(repr=False)
    """The number of the measure that is due, for a rule that is about measures."""
    case: str = attrs.field(repr=False)
    """The name of the case."""
    grounds: Grounds = attrs.field(repr=False)
    worked: Worked | None = attrs.field(repr=False)
    _further: tuple[Reason, ...] = attrs.field(repr=False)

    @property
    def kind(self) -> Kind:
        """Whether it is a duty, an information or a reminder."""
        return self.rule.kind

    @property
    def basis(self) -> Basis:
        """What it rests on: a statute, practice, a local routine, a request."""
        return self.rule.basis

    @property
    def source(self) -> str:
        """The paragraph, paper or routine it rests on."""
        return self.rule.source

    @property
    def title_sv(self) -> str:
        """What is due, in Swedish."""
        return self._numbered(self.rule.sv)

    @property
    def title_en(self) -> str:
        """What is due, in English."""
        return self._numbered(self.rule.en)

    def _numbered(self, title: str) -> str:
        return title if self.number is None else title.format(number=self.number)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Each step on the way to the day, and what became of it since."""
        for_the_day = self.grounds.reasons_for(self.rule, self.worked, self.number)
        return (*for_the_day, *self._further)

    def title(self, language: Language = "en") -> str:
        """What is due, in words."""
        return self.title_sv if language == "sv" else self.title_en

    def explain(self, language: Language = "en") -> str:
        """What is due, by which day, and each reason on a line of its own."""
        no_day = "ingen dag" if language == "sv" else "no day"
        head = f"{self.title(language)}: {self.due or no_day} ({self.source})"
        return "\n".join([head, *(f"  {r.text(language)}" for r in self.reasons)])

    def is_overdue(self, on: date) -> bool:
        """Whether this is a duty, not met, whose due day lies before *on*."""
        return (
            self.status in (Status.OPEN, Status.SOON, Status.OVERDUE)
            and self.kind is Kind.DUTY
            and self.due is not None
            and self.due < on
        )

    def _said(self) -> tuple[object, ...]:
        days = (self.raw, self.due, self.safe, self.needed_by)
        stands = (self.confidence, self.status, self.slack, self.met_by)
        return self.id, self.rule, self.number, days, stands

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Deadline):
            return NotImplemented
        return self._said() == other._said() and self.reasons == other.reasons

    def __hash__(self) -> int:
        return hash(self._said())


def status_on(
    today: Date | None, kind: Kind, due: int, safe: int, calendar: BusinessCalendar
) -> Status:
    """The status on *today* of something that applies and is not met.

    Due today is not overdue; only a duty can be overdue. Without a day to look from,
    everything is open.
    """
    if today is None:
        return Status.OPEN
    on = ordinal_of(today)
    if kind is Kind.DUTY and due < on:
        return Status.OVERDUE
    return Status.SOON if on >= calendar.add_ordinal(safe, -SOON) else Status.OPEN
