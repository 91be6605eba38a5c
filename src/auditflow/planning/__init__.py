"""Case, rulebook and calendars in; a plan out: deadlines, each with its reasons."""

from datetime import date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day_or_none
from auditflow.events import BodiesToAsk, rounds_of
from auditflow.meetings import MeetingCalendar
from auditflow.planning.advice import advice_on
from auditflow.planning.aim import Requires
from auditflow.planning.deadline import SOON, Deadline, Status
from auditflow.planning.facts import wanted_from
from auditflow.planning.findings import problems_of
from auditflow.planning.outlook import feasible, meetings_of
from auditflow.planning.result import Plan, PlannedMeeting
from auditflow.planning.rounds import Round
from auditflow.rules import Rulebook

__all__ = ["SOON", "Deadline", "Plan", "PlannedMeeting", "Requires", "Status", "plan"]

_LEFT_OUT = (Status.PROJECTED, Status.INFORMATION, Status.NOT_APPLICABLE)


def plan(
    case: Case,
    *,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    today: date | None = None,
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
        statements_from: bodies whose statements are wanted though they were not asked
            yet, with the reply day where there is one.

    Raises:
        DayRefused: *today* or a reply day is no day.
        ValueRefused: a statement is wanted of nobody, of the body itself, or by a day
            before the memo was received.
    """
    book = rulebook or Rulebook.default()
    rounds = rounds_of(case.history)
    seen_from, wanted = as_day_or_none(today), wanted_from(statements_from, case)
    planned = [
        Round(
            case=case,
            number=number,
            life=case.history,
            events=events,
            wanted=wanted if number == len(rounds) else (),
            rulebook=book,
            calendar=calendar or BusinessCalendar.sweden(),
            meetings=meetings,
            today=seen_from,
        )
        for number, events in enumerate(rounds, 1)
    ]
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
        case=case.name,
        body=case.body,
        rulebook=f"{book.id} {book.version}",
        today=seen_from,
        deadlines=tuple(deadlines),
        meetings=ahead,
        feasible=in_time,
        feasible_today=feasible(current, ahead, seen_from) if seen_from else None,
        problems=tuple(problems_of(current, ahead, feasible=in_time)),
        advice=advice_on(current, ahead),
    )
