"""What the case and its plan say of a thing that is expected."""

from collections.abc import Iterable
from typing import Literal, TypeAlias, assert_never

from pendulum import Date

from auditflow.case import Case
from auditflow.events import AnyEvent
from auditflow.memo import body_key
from auditflow.planning import Deadline, Plan, PlannedMeeting
from auditflow.reasons import Reason
from auditflow.scenario.expectation import (
    NONE,
    Expectation,
    Said,
    What,
    in_order,
    told_truth,
)

OfCase: TypeAlias = Literal[What.STATE, What.ALLOWED, What.DNR, What.LACKING]
OfOne: TypeAlias = Literal[
    What.DUE, What.SAFE, What.NEEDED_BY, What.STATUS, What.STATEMENTS
]
OfTime: TypeAlias = Literal[
    What.REPLY_BY, What.MEETING, What.ADVICE_DAY, What.LEGAL_FORCE
]
OfPlan: TypeAlias = Literal[
    What.OVERDUE, What.NEXT, What.REQUIRES, What.FEASIBLE, What.FEASIBLE_TODAY,
    What.PROBLEMS, What.ADVICE,
]  # fmt: skip


def found_of(
    expected: Expectation, case: Case, plan: Plan, event: AnyEvent | None
) -> Said:
    """What there is of what is *expected*.

    Args:
        expected: what to look for.
        case: the case on that day.
        plan: its plan, seen from that day.
        event: what happened on that day, if anything did.
    """
    what = expected.what
    match what:
        case What.STATE | What.ALLOWED | What.DNR | What.LACKING:
            return _of_case(what, case)
        case What.IRREGULAR:
            return in_order(one.value for one in (event.irregular if event else ()))
        case What.DUE | What.SAFE | What.NEEDED_BY | What.STATUS | What.STATEMENTS:
            return _of_one(what, expected.of or "", plan)
        case What.REPLY_BY | What.MEETING | What.ADVICE_DAY | What.LEGAL_FORCE:
            day = _day_of(what, plan)
            return str(day) if day else NONE
        case (
            What.OVERDUE
            | What.NEXT
            | What.REQUIRES
            | What.FEASIBLE
            | What.FEASIBLE_TODAY
            | What.PROBLEMS
            | What.ADVICE
        ):
            return _of_plan(what, plan)
        case _:
            assert_never(what)


def _of_case(what: OfCase, case: Case) -> Said:
    match what:
        case What.STATE:
            return case.state.value
        case What.ALLOWED:
            return in_order(step.value for step in case.allowed)
        case What.DNR:
            return case.dnr or NONE
        case What.LACKING:
            return in_order(map(str, case.lacking))
        case _:
            assert_never(what)


def _of_one(what: OfOne, name: str, plan: Plan) -> str:
    """What there is of one deadline, or of the statement of one body."""
    if what is What.STATEMENTS:
        return _of_a_body(name, plan)
    deadline = deadline_called(name, plan)
    if deadline is None:
        return NONE
    if what is What.STATUS:
        return deadline.status.value
    days = {
        What.DUE: deadline.due,
        What.SAFE: deadline.safe,
        What.NEEDED_BY: deadline.needed_by,
    }
    day = days[what]
    return str(day) if day else NONE


def _of_a_body(body: str, plan: Plan) -> str:
    asked = {body_key(one.referral.body): one for one in plan.referrals}
    referral = asked.get(body_key(body))
    return referral.status.value if referral else NONE


def _day_of(what: OfTime, plan: Plan) -> Date | None:
    match what:
        case What.REPLY_BY:
            return plan.reply_day.day
        case What.MEETING:
            chosen = _chosen(plan.meetings)
            return chosen.day if chosen else None
        case What.ADVICE_DAY:
            return plan.advice.day if plan.advice else None
        case What.LEGAL_FORCE:
            return plan.legal_force
        case _:
            assert_never(what)


def _of_plan(what: OfPlan, plan: Plan) -> Said:
    match what:
        case What.OVERDUE:
            found: Said = in_order(deadline.id for deadline in plan.overdue)
        case What.NEXT:
            found = plan.next.id if plan.next else NONE
        case What.REQUIRES:
            chosen = _chosen(plan.meetings)
            found = chosen.requires.value if chosen and chosen.requires else NONE
        case What.FEASIBLE:
            found = told_truth(plan.feasible)
        case What.FEASIBLE_TODAY:
            found = told_truth(plan.feasible_today)
        case What.PROBLEMS:
            found = in_order(problem.kind for problem in plan.problems)
        case What.ADVICE:
            found = plan.advice.kind if plan.advice else NONE
        case _:
            assert_never(what)
    return found


def deadline_called(name: str, plan: Plan) -> Deadline | None:
    """The deadline of *plan* that is called so, if it has one."""
    return next((one for one in plan.deadlines if one.id == name), None)


def explaining(expected: Expectation, found: Said, plan: Plan) -> tuple[Deadline, ...]:
    """The deadlines of *plan* whose reasons say why it found something else."""
    match expected.what:
        case What.DUE | What.SAFE | What.NEEDED_BY | What.STATUS:
            names: Iterable[str] = (expected.of or "",)
        case What.OVERDUE:
            names = sorted({*expected.wanted} ^ {*found})
        case What.NEXT:
            names = (str(expected.wanted), str(found))
        case What.MEETING | What.REQUIRES:
            names = (_latest("adopt", plan),)
        case What.REPLY_BY:
            names = (_latest("answer", plan),)
        case _:
            names = ()
    deadlines = (deadline_called(name, plan) for name in names)
    return tuple(one for one in deadlines if one is not None)


def saying(expected: Expectation, found: Said, plan: Plan) -> tuple[Reason, ...]:
    """What the plan says, in sentences, of what was found instead."""
    match expected.what:
        case What.PROBLEMS:
            new = {*found} - {*expected.wanted}
            return tuple(one for one in plan.problems if one.kind in new)
        case What.ADVICE | What.ADVICE_DAY:
            return (plan.advice,) if plan.advice else ()
        case What.STATEMENTS if found == NONE:
            return (_asked(plan),)
        case _:
            return ()


def _asked(plan: Plan) -> Reason:
    bodies = tuple(one.referral.body for one in plan.referrals)
    if not bodies:
        sv, en = "ingen har tillfrågats om yttrande", "nobody was asked for a statement"
        return Reason("nobody_asked", sv=sv, en=en)
    sv, en = "tillfrågade om yttrande: {0}", "asked for statements: {0}"
    return Reason("bodies_asked", facts=(", ".join(bodies),), sv=sv, en=en)


def _latest(name: str, plan: Plan) -> str:
    """The deadline of that name in the latest round."""
    ids = [one.id for one in plan.deadlines if one.id.partition("@")[0] == name]
    return ids[-1] if ids else name


def _chosen(meetings: Iterable[PlannedMeeting]) -> PlannedMeeting | None:
    return next((meeting for meeting in meetings if meeting.chosen), None)
