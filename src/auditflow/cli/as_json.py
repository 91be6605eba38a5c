"""What each command prints with ``--json``: stable keys, ISO days, both languages."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from pendulum import Date

from auditflow import values
from auditflow.business_calendar import Closure, RestDay
from auditflow.periods import PeriodEnd
from auditflow.planning import Deadline, Plan, PlannedMeeting, PlannedReferral
from auditflow.reasons import Reason

if TYPE_CHECKING:  # who counts days does not wait for what reads letters
    from auditflow.reading import Question

Json: TypeAlias = values.Json

written: Final = values.written


def iso(day: Date | None) -> str | None:
    """A day as text, if there is one."""
    return day.isoformat() if day else None


def of_reasons(reasons: Sequence[Reason]) -> Json:
    """Reasons with ``kind, day, source, sv, en``."""
    return [{**reason.as_json()} for reason in reasons]


def of_end(end: PeriodEnd) -> Json:
    """The end of a period."""
    return {
        "start": iso(end.start),
        "period": str(end.period),
        "raw": iso(end.raw),
        "due": iso(end.due),
        "safe": iso(end.safe),
        "reasons": of_reasons(end.reasons),
    }


def of_day(
    closure: Closure | None, holiday: Closure | None, rest: RestDay | None
) -> dict[str, Json]:
    """A day: whether it is a business day, a public holiday, and a lawful last day."""
    return {
        "business_day": closure is None,
        "reason": closure.sv if closure else None,
        "reason_en": closure.en if closure else None,
        "public_holiday": holiday is not None,
        "rolls": rest is not None,
        "source": rest.source if rest else None,
        "confidence": rest.confidence.value if rest else None,
    }


def of_questions(questions: "Sequence[Question]") -> Json:
    """What a person must confirm."""
    return [
        {"field": q.field, "line": q.line, "sv": q.sv, "en": q.en} for q in questions
    ]


def of_plan(plan: Plan, questions: "Sequence[Question]") -> Json:
    """A plan, with what a person must confirm in the memo."""
    return {
        "case": plan.case,
        "body": plan.body,
        "rulebook": plan.rulebook,
        "business_calendar": plan.business_calendar.name,
        "meeting_calendar": plan.meeting_calendar.name
        if plan.meeting_calendar
        else None,
        "today": iso(plan.today),
        "asked_for": iso(plan.reply_day.asked),
        "reply_by": iso(plan.reply_day.day),
        "deadlines": [of_deadline(deadline) for deadline in plan.deadlines],
        "referrals": [_of_referral(one) for one in plan.referrals],
        "meetings": [_of_meeting(meeting) for meeting in plan.meetings],
        "feasible": plan.feasible,
        "feasible_today": plan.feasible_today,
        "legal_force": iso(plan.legal_force),
        "problems": of_reasons(plan.problems),
        "advice": {**plan.advice.as_json()} if plan.advice else None,
        "questions": of_questions(questions),
    }


def of_deadline(deadline: Deadline) -> Json:
    """One deadline of a plan."""
    return {
        "id": deadline.id,
        "kind": deadline.kind.value,
        "sv": deadline.title_sv,
        "en": deadline.title_en,
        "raw": iso(deadline.raw),
        "due": iso(deadline.due),
        "safe": iso(deadline.safe),
        "needed_by": iso(deadline.needed_by),
        "basis": deadline.basis.value,
        "source": deadline.source,
        "confidence": deadline.confidence.value,
        "status": deadline.status.value,
        "slack": deadline.slack,
        "met_by": deadline.met_by.word if deadline.met_by else None,
        "met_on": iso(deadline.met_by.on if deadline.met_by else None),
        "reasons": of_reasons(deadline.reasons),
    }


def _of_referral(planned: PlannedReferral) -> Json:
    referral = planned.referral
    return {
        "body": referral.body,
        "asked_on": iso(referral.asked_on),
        "reply_by": iso(referral.reply_by),
        "due": iso(planned.due),
        "reminded_on": [iso(day) for day in referral.reminded_on],
        "received_on": iso(referral.received_on),
        "waived_on": iso(referral.waived_on),
        "waived": referral.waived or None,
        "status": planned.status.value,
    }


def _of_meeting(meeting: PlannedMeeting) -> Json:
    return {
        "day": iso(meeting.day),
        "body": meeting.body,
        "slack": meeting.slack,
        "requires": meeting.requires.value if meeting.requires else None,
        "chosen": meeting.chosen,
        "reachable": meeting.reachable,
        "extension_to": iso(meeting.extension_to),
    }
