"""A deadline: three days, what it rests on, where it stands, and why."""

from datetime import date
from enum import StrEnum

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import ordinal_of
from auditflow.events import Event
from auditflow.reasons import Language, Reason
from auditflow.rules import Basis, Confidence, Kind

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


@attrs.frozen(kw_only=True)
class Deadline:
    """One day of a plan.

    ``raw`` is the day before rolling, ``due`` the last day, ``safe`` the last business
    day on or before both: work towards that one. All three are None while there is
    nothing to count from. ``needed_by`` is an earlier day on which another step needs
    it; ``slack`` the business days between the earliest day on which it can be done
    and the day on which it must be, negative where it cannot be done in time.
    """

    id: str
    kind: Kind
    title_sv: str
    title_en: str
    raw: Date | None
    due: Date | None
    safe: Date | None
    needed_by: Date | None = None
    basis: Basis
    source: str
    confidence: Confidence
    status: Status
    slack: int | None = None
    met_by: Event | None = None
    reasons: tuple[Reason, ...] = ()

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
