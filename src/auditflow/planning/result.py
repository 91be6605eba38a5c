"""The plan of a case: every deadline, every meeting, and whether it can be done."""

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Referral
from auditflow.day import day_after
from auditflow.errors import DeadlineUnknown
from auditflow.events import ReplyDay
from auditflow.meetings import MeetingCalendar
from auditflow.periods import Holds
from auditflow.planning.aim import Requires
from auditflow.planning.deadline import Deadline, Status
from auditflow.reasons import Reason
from auditflow.rules import Kind
from auditflow.values import Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PlannedMeeting(Value):
    """A meeting of the body, and what a decision there requires.

    ``slack`` is the least slack of what must be done before it, in business days;
    ``reachable`` whether it can still be reached from the day the plan is seen from,
    None without such a day; ``requires`` is None where no reply day is known;
    ``extension_to`` the earliest reply day for which it would
    be in the ordinary time, where it is too late for the one asked for.
    """

    day: Date
    body: str
    slack: int
    requires: Requires | None
    chosen: bool
    reachable: bool | None = None
    extension_to: Date | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class PlannedReferral(Value):
    """A body that was asked for a statement, with a clock of its own.

    ``due`` is its reply day, or, where it was given none, the day on which the plan
    needs the statements; None where there is no such day. ``status`` is open, soon,
    overdue, met or late, or not applicable where nobody waits for it any longer.
    """

    referral: Referral
    due: Date | None
    status: Status


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Plan(Value):
    """What must happen to a case, by which day, and why.

    ``feasible`` says whether the answer can be adopted in time as far as the events
    go, ``feasible_today`` whether it still can from the day the plan is seen from;
    None where that cannot be known. ``rulebook`` names the rules, with their version;
    the calendars are those that it was made with, each with a ``name``. ``reply_day``
    is the day by which the answer is wanted, and what moved it.
    """

    case: str
    body: str
    rulebook: str
    business_calendar: BusinessCalendar
    meeting_calendar: MeetingCalendar | None
    today: Date | None
    reply_day: ReplyDay
    deadlines: tuple[Deadline, ...]
    referrals: tuple[PlannedReferral, ...]
    meetings: tuple[PlannedMeeting, ...]
    feasible: bool | None
    feasible_today: bool | None
    problems: tuple[Reason, ...]
    advice: Reason | None

    def __getitem__(self, deadline_id: str) -> Deadline:
        """The deadline with this id.

        Raises:
            DeadlineUnknown: the plan has none of that name; it is a KeyError too.
        """
        for deadline in self.deadlines:
            if deadline.id == deadline_id:
                return deadline
        raise DeadlineUnknown(deadline_id, tuple(d.id for d in self.deadlines))

    @property
    def legal_force(self) -> Date | None:
        """The first day of the decision's legal force (laga kraft).

        The day after the appeal time, if nobody appeals and the notice stays up until
        then. None while the notice is not posted, or where it was taken down too early.
        Whether an answer to auditors can be appealed at all is open.
        """
        for deadline in self.deadlines:
            runs = deadline.status is Status.INFORMATION and deadline.due is not None
            if deadline.rule.holds is Holds.NOTICE_UP and runs and deadline.due:
                return day_after(deadline.due)
        return None

    @property
    def overdue(self) -> tuple[Deadline, ...]:
        """The duties that are overdue on the day the plan is seen from."""
        return tuple(d for d in self.deadlines if d.status is Status.OVERDUE)

    @property
    def next(self) -> Deadline | None:
        """The duty that must be done next, if any is left."""
        left = [
            d
            for d in self.deadlines
            if d.kind is Kind.DUTY
            and d.due is not None
            and d.status in (Status.OPEN, Status.SOON, Status.OVERDUE)
        ]
        return min(left, key=lambda d: d.due or Date.max, default=None)
