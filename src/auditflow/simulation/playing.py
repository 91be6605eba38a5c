"""One run played: each event of its course goes through the guards of the lifecycle."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from auditflow.case import Case
from auditflow.day import date_at
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    Asked,
    Drafted,
    MinutesAdjusted,
    NoticePosted,
    Prepared,
    Referred,
    Registered,
    RemittedBack,
    Response,
    Stance,
    StatementReceived,
    Summoned,
    Tabled,
)
from auditflow.simulation.ahead import Ahead
from auditflow.simulation.course import Course, Did, Sat
from auditflow.simulation.sittings import Sitting

HANDLER = "handläggaren"
"""Who does what no body does itself; no name of a person is ever made up."""


def played(ahead: Ahead, course: Course, until: int | None, dnr: str) -> Case:
    """The case after a *course*, as far as it goes by a day, that day included.

    Args:
        ahead: what lay ahead of the case.
        course: the run.
        until: the last day that is played; None for all.
        dnr: the diary number that the case is given, where it has none.

    Raises:
        NotAllowed: the lifecycle refuses what the course has: a fault.
    """
    case, meetings = ahead.case, ahead.round.meetings
    events = sorted(_events(ahead, course, dnr), key=attrgetter("on"))
    last = None if until is None else date_at(until)
    for event in events:
        if last is not None and event.on > last:
            break
        case = case.record(
            event, meetings=meetings if isinstance(event, Adopted) else None
        )
    return case


def _events(ahead: Ahead, course: Course, dnr: str) -> Iterator[AnyEvent]:
    """Everything that happens; on one day in the order in which it is told here."""
    case = ahead.case
    if course.registered is not None:
        yield Registered(on=date_at(course.registered), by="registrator", dnr=dnr)
    if course.referred is not None:
        asked = [
            Asked(one.body, None if one.reply_by is None else date_at(one.reply_by))
            for one in ahead.awaited
            if one.asked_on is None
        ]
        yield Referred(on=date_at(course.referred), by=HANDLER, to=asked)
    for awaited, day in course.statements:
        body = awaited.body
        yield StatementReceived(on=date_at(day), by=body, body=body)
    if course.drafted is not None:
        yield from _drafted(ahead, course.drafted, course.sat[:1])
    elif ahead.reached is not None:
        yield from _aimed(ahead, ahead.floor, course.sat[:1])
    yield from _at_meetings(ahead, course)
    if course.adopted is not None:
        yield Adopted(
            on=date_at(course.adopted),
            by=case.body,
            immediate=course.immediate,
            responses=_responses(case) if course.drafted is None else (),
        )
    yield from _after_deciding(ahead, course)


def _drafted(ahead: Ahead, day: int, sat: Sequence[Sat]) -> Iterator[AnyEvent]:
    """A draft; and that it aims for another meeting, where it missed its own."""
    yield Drafted(on=date_at(day), by=HANDLER, responses=_responses(ahead.case))
    yield from _aimed(ahead, day, sat)


def _aimed(ahead: Ahead, day: int, sat: Sequence[Sat]) -> Iterator[AnyEvent]:
    """That another meeting is aimed for than the plan has, where it is another."""
    for one in sat:
        if one.sitting.day != ahead.aims_at:
            meeting = date_at(one.sitting.day)
            yield AimedFor(on=date_at(day), by=HANDLER, meeting=meeting)


def _at_meetings(ahead: Ahead, course: Course) -> Iterator[AnyEvent]:
    """What happens between a draft and a decision, at each meeting that it takes."""
    since = max(course.drafted or ahead.since, ahead.floor)
    prepared = ahead.prepared
    for number, sat in enumerate(course.sat):
        yield from _called(ahead, sat.sitting, since, prepared=prepared)
        on, body = date_at(sat.sitting.day), ahead.case.body
        since, prepared = sat.sitting.day, True
        if sat.did is Did.TABLED:
            yield Tabled(on=on, by=body)
        elif sat.redrafted is not None:
            yield RemittedBack(on=on, by=body, reason="bereds vidare")
            since, prepared = sat.redrafted, False
            yield from _drafted(ahead, since, course.sat[number + 1 : number + 2])


def _called(
    ahead: Ahead, sitting: Sitting, since: int, *, prepared: bool
) -> Iterator[AnyEvent]:
    """The draft is prepared, and the body called; each where it was not, and can be."""
    called = sitting.day if sitting.summoned is None else sitting.summoned
    called = min(max(called, since), sitting.day)
    day = sitting.prepared
    if not prepared and day is not None and since <= day <= called:
        yield Prepared(on=date_at(day), by="beredningen")
    if sitting.summoned is not None and sitting.day not in ahead.summoned:
        meeting = date_at(sitting.day)
        yield Summoned(on=date_at(called), by="sekreteraren", meeting=meeting)


def _after_deciding(ahead: Ahead, course: Course) -> Iterator[AnyEvent]:
    case = ahead.case
    if course.adjusted is not None:
        yield MinutesAdjusted(on=date_at(course.adjusted), by="ordföranden")
    if course.noticed is not None:
        for board in ahead.boards:
            on = date_at(course.noticed)
            yield NoticePosted(on=on, by="sekreteraren", board=board)
    if course.answered is not None:
        yield Answered(on=date_at(course.answered), by=HANDLER, to=case.addressee)


def _responses(case: Case) -> tuple[Response, ...]:
    """A response to each recommendation: one that needs nothing to be done."""
    return tuple(
        Response(one.number, Stance.ALREADY_DONE, "Är genomfört.")
        for one in case.own_recommendations
    )
