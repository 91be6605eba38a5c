"""The plan of a case: every deadline, every meeting, and whether it can be done."""

import attrs
from pendulum import Date

from auditflow.errors import DeadlineUnknown
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
class Plan(Value):
    """What must happen to a case, by which day, and why.

    ``feasible`` says whether the answer can be adopted in time as far as the events
    go, ``feasible_today`` whether it still can from the day the plan is seen from;
    None where that cannot be known. ``rulebook`` names the rules, with their version.
    """

    case: str
    body: str
    rulebook: str
    today: Date | None
    deadlines: tuple[Deadline, ...]
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
