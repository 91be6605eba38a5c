"""The engine and the second algorithm, side by side from a start day.

Two cases are planned as if their letter had come on that day: one to which nothing has
happened, one that was adopted; without any meeting calendar, and with one of monthly
meetings. The three days of each deadline are then worked out by the walk of
`auditflow.proof.second` alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from auditflow.case import Case
from auditflow.events import MinutesAdjusted, NoticePosted, Response
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest
from auditflow.planning import Deadline, plan
from auditflow.planning.derivation import Step
from auditflow.planning.deriving import derivation_of
from auditflow.proof import check, prove, second

ONE_DAY = timedelta(days=1)
FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
_NO_MEETINGS_IN = 7  # as of most boards
_PROVED_EVERY = 97


@cache
def monthly() -> MeetingCalendar:
    """The board on a Wednesday late in each month, its committee two weeks before."""
    days = []
    for year in range(FIRST.year - 1, LAST.year + 3):
        for month in range(1, 13):
            if month != _NO_MEETINGS_IN:
                first = date(year, month, 22)
                board = first + timedelta(days=(2 - first.weekday()) % 7)
                days.append(Meeting(board, "kommunstyrelsen"))
                days.append(Meeting(board - timedelta(days=14), "arbetsutskottet"))
    return MeetingCalendar(days)


def cases_from(day: date) -> Iterator[Case]:
    """Two cases whose letter came on *day*, with about two months to answer."""
    # Neither the length nor its weekday is the same for two days that follow.
    asked = day + timedelta(days=40 + day.toordinal() % 41)
    reply = ReplyRequest.by(asked)
    memo = Memo(
        dated=day,
        bodies=[Body("kommunstyrelsen", "must_answer", reply)],
        recommendations=[Recommendation(1, "…")],
    )
    case = Case.open(memo, received=day)
    yield case
    promised = Response(1, "accepted", "mäta", "chefen", asked + timedelta(days=200))
    adopted = day + timedelta(days=30)
    yield (
        case.take("draft", on=day, by="h", responses=[promised])
        .take("adopt", on=adopted, by="ks")
        .record(MinutesAdjusted(on=adopted + timedelta(days=9), by="o"))
        .record(NoticePosted(on=adopted + timedelta(days=10), by="s"))
    )


def differences(
    days: Iterable[date], *, meetings: bool
) -> tuple[Counter[str], list[str]]:
    """How many days of each rule were worked out, and each that the two differ on."""
    wrong, number = list[str](), Counter[str]()
    for day in days:
        wanted = {"socialnämnden": None} if day.toordinal() % 3 else ()
        for case in cases_from(day):
            found = plan(
                case,
                meetings=monthly() if meetings else None,
                statements_from=wanted,
            )
            for deadline in found.deadlines:
                if deadline.due is not None:
                    number[deadline.rule.id] += 1
                    wrong += [f"{day} {what}" for what in _disagreements(deadline)]
    return number, wrong


def _disagreements(deadline: Deadline) -> Iterator[str]:
    """Where the walk gives another day, from what the deadline is counted from."""
    if deadline.raw is not None and deadline.raw.toordinal() % _PROVED_EVERY == 0:
        yield from (misfit.text() for misfit in check(prove(deadline)).misfits)
    *_, step = derivation_of(deadline).steps
    theirs, ours = (step.raw, step.due, step.safe), walked(step)
    if theirs != ours:
        yield f"{step.rule.id}: {theirs} / {ours}"


def walked(step: Step) -> tuple[date, date, date]:
    if step.is_meeting:
        return _meeting(step)
    assert step.counted is not None
    raw = second.end(step.start, second.length_of(str(step.counted.period))).day
    due = second.rolled(raw, step.roll)
    return raw, due, second.last_business_day(min(raw, due))


def _meeting(step: Step) -> tuple[date, date, date]:
    """The last meeting by the end of the period, found by walking back to it."""
    search = step.searches[-1]
    chosen = search.candidates[-1]
    if search.counted is None:  # the first one that can be reached: see the proofs
        return chosen.day, chosen.day, chosen.day
    length = second.length_of(str(search.counted.period))
    day = second.end(search.counted.start, length).day
    while chosen.known and day not in _held(chosen.body):
        day -= ONE_DAY
    return day, day, day


@cache
def _held(body: str) -> frozenset[date]:
    return frozenset(monthly().days_of(body))
