"""What a case still owes: each open duty with its days, whatever day it is today.

It is what a store keeps of many cases, so that a question about one day of them need
not plan each anew.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs
from pendulum import Date

from auditflow.case import Case
from auditflow.day import as_day, date_at
from auditflow.lifecycle import State
from auditflow.planning.outlook import last_day_in_time, next_meeting
from auditflow.planning.result import PlannedMeeting
from auditflow.planning.rounds import rounds_planned
from auditflow.planning.versions import Versions
from auditflow.planning.worked import Worked


@attrs.frozen
class Duty:
    """Something that must be done and is not: its id, and its due and safe day."""

    id: str
    due: Date
    safe: Date

    def is_overdue(self, on: date) -> bool:
        """Whether its last day lies before *on*: due on that day is not overdue."""
        return self.due < on


@attrs.frozen
class Duties:
    """What a case owes, and until when the answer can be in time.

    ``open`` are the duties that have a day and are not met, the nearest first.
    ``reply_by`` is the day by which the answer is wanted, ``possible_until`` the last
    day from which it can still be in time; None where nobody can know.
    """

    open: tuple[Duty, ...] = ()
    reply_by: Date | None = None
    possible_until: Date | None = None


def duties_of(case: Case, versions: Versions | None = None) -> Duties:
    """What *case* still owes: the open duties of its plan, and no reasons.

    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> owed = duties_of(Case.open(memo, received=date(2022, 9, 27)))
    >>> [f"{duty.id} {duty.due}" for duty in owed.open][:2], str(owed.possible_until)
    (['register 2022-09-28', 'draft 2022-10-28'], '2022-10-30')

    Args:
        case: in any state.
        versions: every version of the rules and calendars; the shipped ones by default.

    Raises:
        VersionUnknown: the case is pinned to one that is not among *versions*.
    """
    if case.state is State.CLOSED:
        return Duties()
    planned = rounds_planned(case, versions or Versions())
    found = [duty for one in planned for duty in _owed(one.owed())]
    current = planned[-1]
    return Duties(
        open=tuple(sorted(found, key=lambda duty: (duty.due, duty.id))),
        reply_by=current.facts.reply_day.day,
        possible_until=last_day_in_time(current),
    )


def meeting_that_helps(
    case: Case, today: date, versions: Versions | None = None
) -> PlannedMeeting | None:
    """The next meeting at which the answer can be adopted, seen from *today*.

    It says what it requires, such as an extension, and to which day. None where no
    such meeting is known, and where the body has decided.
    """
    current = rounds_planned(case, versions or Versions(), today=as_day(today))[-1]
    return next_meeting(current, as_day(today))


def _owed(owed: Iterable[tuple[str, Worked]]) -> Iterator[Duty]:
    for duty, worked in owed:
        yield Duty(duty, date_at(worked.due), date_at(worked.safe))
