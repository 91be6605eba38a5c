"""Case, rulebook and calendars in; a plan out: deadlines, each with its reasons."""

from datetime import date, datetime
from typing import Final

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day_or_none, as_instant
from auditflow.errors import ValueRefused
from auditflow.events import BodiesToAsk
from auditflow.meetings import MeetingCalendar
from auditflow.planning.advice import advice_on
from auditflow.planning.aim import Requires
from auditflow.planning.deadline import SOON, Deadline, Status
from auditflow.planning.duties import Duties, Duty, duties_of, meeting_that_helps
from auditflow.planning.facts import wanted_from
from auditflow.planning.findings import problems_of
from auditflow.planning.outlook import feasible, meetings_of
from auditflow.planning.referring import referrals_of
from auditflow.planning.result import Plan, PlannedMeeting, PlannedReferral
from auditflow.planning.rounds import rounds_planned
from auditflow.planning.versions import Fixed, Governing, Governor, Versions
from auditflow.rules import Rulebook

__all__ = [
    "SOON",
    "Deadline",
    "Duties",
    "Duty",
    "Governor",
    "Plan",
    "PlannedMeeting",
    "PlannedReferral",
    "Requires",
    "Status",
    "Versions",
    "duties_of",
    "meeting_that_helps",
    "plan",
]

_SWEDEN: Final = BusinessCalendar.sweden()
_LEFT_OUT: Final = (Status.PROJECTED, Status.INFORMATION, Status.NOT_APPLICABLE)


def plan(
    case: Case,
    *,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    today: date | None = None,
    known_at: datetime | None = None,
    versions: Versions | None = None,
    statements_from: BodiesToAsk = (),
) -> Plan:
    """Plan the answer to a memo: backward from the reply day, forward from events.

    The due days depend on the events, the rulebook and the calendars alone; *today*
    changes the status, which meetings can still be reached, and the advice.

    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> str(plan(case)["adopt"].due)
    '2022-11-18'

    Args:
        case: the case, in any state.
        rulebook: the rules; the shipped ones by default.
        calendar: the business days; Sweden's by default.
        meetings: the meeting calendars; without them the days are only counted.
        today: the day to look from; without it nothing is overdue or soon due.
        known_at: plan the case as it was known at this instant: what was recorded
            later, backdated or corrected, changes nothing.
        versions: every version of the rules and calendars, of which each case goes by
            those that govern it; given instead of the three above.
        statements_from: bodies whose statements are wanted though they were not asked
            yet, with the reply day where there is one.

    Raises:
        VersionUnknown: the case is pinned to one that is not among *versions*.
        NotKnownYet: nothing was known of the case at *known_at*.
        DayRefused: *today* or a reply day is no day.
        ValueRefused: a statement is wanted of nobody, of the body itself, or by a day
            before the memo was received; or *versions* are given beside others.
    """
    known = None if known_at is None else as_instant(known_at)
    if known is not None:
        case = case.as_known_at(known)
    governing = _governing(versions, rulebook, calendar, meetings)
    seen_from, wanted = as_day_or_none(today), wanted_from(statements_from, case)
    planned = rounds_planned(
        case, governing, wanted=wanted, known_at=known, today=seen_from
    )
    deadlines = [
        deadline
        for one in planned
        for deadline in one.deadlines()
        if one is planned[-1] or deadline.status not in _LEFT_OUT
    ]
    current = planned[-1]
    ahead = tuple(meetings_of(current))
    in_time = feasible(current, ahead)
    return Plan(
        case=current.name,
        body=case.body,
        rulebook=current.rulebook.name,
        business_calendar=current.calendar,
        meeting_calendar=current.meetings,
        today=seen_from,
        reply_day=current.facts.reply_day,
        deadlines=tuple(deadlines),
        referrals=tuple(referrals_of(current)),
        meetings=ahead,
        feasible=in_time,
        feasible_today=feasible(current, ahead, seen_from) if seen_from else None,
        problems=tuple(problems_of(current, ahead, feasible=in_time)),
        advice=advice_on(current, ahead),
    )


def _governing(
    versions: Versions | None,
    rulebook: Rulebook | None,
    calendar: BusinessCalendar | None,
    meetings: MeetingCalendar | None,
) -> Governing:
    given = rulebook or calendar or meetings
    if versions is None:
        return Fixed(rulebook or Rulebook.default(), calendar or _SWEDEN, meetings)
    if given is not None:
        mend = "add it to the versions, or leave them out"
        raise ValueRefused("a rulebook or a calendar beside versions", mend)
    return versions
