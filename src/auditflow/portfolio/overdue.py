"""Many cases on one day: what is overdue, what soon will be, what cannot be in time."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day
from auditflow.errors import ValueRefused
from auditflow.planning import (
    SOON,
    Duties,
    PlannedMeeting,
    Versions,
    duties_of,
    meeting_that_helps,
)


@attrs.frozen(kw_only=True)
class Due:
    """A duty of a case and its last day, seen from another day.

    ``business_days_late`` counts the business days after ``due`` up to and including
    that day, ``days_late`` the days of the calendar; both are negative for what is due
    after it.
    """

    case: str
    body: str
    deadline: str
    due: Date
    business_days_late: int
    days_late: int


@attrs.frozen(kw_only=True)
class Hopeless:
    """A case whose answer can no longer be in time.

    ``possible_until`` is the last day from which it could; ``meeting`` is the next one
    at which the answer can be adopted, and says what it requires. None where no such
    meeting is known, and where the body has decided.
    """

    case: str
    body: str
    reply_by: Date
    possible_until: Date
    business_days_late: int
    meeting: PlannedMeeting | None


@attrs.frozen(kw_only=True)
class Overdue:
    """What is overdue ``on`` a day, the most late first, and what soon will be.

    The lists may be cut short; the numbers count everything there is.
    """

    on: Date
    overdue: tuple[Due, ...]
    soon: tuple[Due, ...]
    impossible: tuple[Hopeless, ...]
    overdue_number: int
    soon_number: int
    impossible_number: int


def due_on(
    case: str, body: str, deadline: str, due: Date, on: Date, calendar: BusinessCalendar
) -> Due:
    """A duty with its last day, as it is seen *on* a day."""
    return Due(
        case=case,
        body=body,
        deadline=deadline,
        due=due,
        business_days_late=calendar.count(due, on),
        days_late=on.toordinal() - due.toordinal(),
    )


def soon_until(on: Date, within: int, calendar: BusinessCalendar) -> Date:
    """The last day that is *within* so many business days after a day.

    Raises:
        ValueRefused: *within* is negative, or no whole number.
    """
    if type(within) is not int or within < 0:
        raise ValueRefused(f"within {within} business days", "give 0 or more")
    return calendar.add(on, within) if within else on


def overdue(
    cases: Iterable[Case],
    on: date,
    *,
    within: int = SOON,
    versions: Versions | None = None,
) -> Overdue:
    """What is overdue among *cases* on a day, what soon will be, and what is too late.

    Overdue is a duty that is not met and whose last day lies before *on*; due on that
    day is soon due. What is the most late comes first.

    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> case = Case.open(memo, received=date(2022, 9, 27), authority="sala")
    >>> found = overdue([case], date(2022, 9, 30))
    >>> [(due.deadline, due.business_days_late) for due in found.overdue]
    [('register', 2)]

    Args:
        cases: in any state.
        on: the day to look from.
        within: so many business days after *on* are soon.
        versions: the rules and calendars; the shipped ones by default.

    Raises:
        DayRefused: *on* is no day.
        ValueRefused: *within* is negative.
    """
    day, governing = as_day(on), versions or Versions()
    late: list[Due] = []
    soon: list[Due] = []
    hopeless: list[Hopeless] = []
    calendar = governing.calendar_on(day)
    until = soon_until(day, within, calendar)
    for case in cases:
        owed = duties_of(case, governing)
        for duty in owed.open:
            seen = due_on(case.name, case.body, duty.id, duty.due, day, calendar)
            if duty.is_overdue(day):
                late.append(seen)
            elif duty.due <= until:
                soon.append(seen)
        hopeless += _hopeless(case, owed, day, calendar, governing)
    return Overdue(
        on=day,
        overdue=tuple(sorted(late, key=_due)),
        soon=tuple(sorted(soon, key=_due)),
        impossible=tuple(sorted(hopeless, key=lambda one: one.possible_until)),
        overdue_number=len(late),
        soon_number=len(soon),
        impossible_number=len(hopeless),
    )


def _due(seen: Due) -> Date:
    return seen.due


def _hopeless(
    case: Case, owed: Duties, day: Date, calendar: BusinessCalendar, versions: Versions
) -> Iterator[Hopeless]:
    if owed.reply_by is None or owed.possible_until is None:
        return
    if owed.possible_until < day:
        yield Hopeless(
            case=case.name,
            body=case.body,
            reply_by=owed.reply_by,
            possible_until=owed.possible_until,
            business_days_late=calendar.count(owed.reply_by, day),
            meeting=meeting_that_helps(case, day, versions),
        )
