"""The one thing to do now beside following the plan."""

from collections.abc import Iterator

from auditflow.day import date_at
from auditflow.events import Tabled
from auditflow.lifecycle import UNDECIDED, State
from auditflow.memo import ReplyKind
from auditflow.planning.aim import Requires, extension_for, later_days
from auditflow.planning.outlook import in_time, planned_meeting
from auditflow.planning.result import PlannedMeeting
from auditflow.planning.rounds import Round
from auditflow.reasons import (
    Reason,
    adjust_immediately,
    aim_for_meeting,
    ask_for_day,
    ask_for_extension,
)
from auditflow.rules import Anchor


def advice_on(current: Round, meetings: tuple[PlannedMeeting, ...]) -> Reason | None:
    """What to do about the *current* round, if anything.

    Args:
        current: the round that is not answered yet.
        meetings: those of the plan.
    """
    if current.case.state not in UNDECIDED:
        return _after_the_decision(current)
    if current.facts.reply_day.is_paused:
        return None
    requested = current.facts.anchors.get(Anchor.REQUESTED)
    proposed = current.facts.reply.kind is ReplyKind.PROPOSED
    if requested is None or (proposed and not current.facts.extension):
        return ask_for_day(None if requested is None else date_at(requested))
    if current.aim.ordinary is None:
        return None
    known = current.aim.known
    seen = current.today is not None
    if isinstance(current.facts.aim, Tabled):  # the board has said when it decides
        meetings = tuple(meeting for meeting in meetings if meeting.chosen)
    reachable = [m for m in meetings if m.reachable or (not seen and m.slack >= 0)]
    in_time_left = [m for m in reachable if in_time(m, seen=seen)] if known else []
    chosen = next((m for m in in_time_left if m.chosen), None)
    if chosen is None and in_time_left:
        ordinary = [m for m in in_time_left if m.requires is Requires.ORDINARY]
        best = (ordinary or in_time_left)[-1]
        return aim_for_meeting(best.day, immediate=best.requires is Requires.IMMEDIATE)
    later = _later(current, reachable if known else [])
    return _how_to_make(chosen or next(later, None), current)


def _after_the_decision(current: Round) -> Reason | None:
    """What it takes where the body has decided, but too late."""
    adopted = current.facts.adopted
    if adopted is None or current.case.state is not State.ADOPTED:
        return None
    made = planned_meeting(current, adopted.on.toordinal())
    late = made.requires is Requires.EXTENSION
    return _how_to_make(made, current) if late else None


def _later(current: Round, reachable: list[PlannedMeeting]) -> Iterator[PlannedMeeting]:
    """The days on which the body may decide, though too late or only counted."""
    yield from reachable
    first = current.aim.day
    after = current.facts.decides_from - 1
    if first is not None:
        yield from _reached(current, first)
        after = first
    for day in later_days(current.reckoning, after):
        yield from _reached(current, day)


def _reached(current: Round, day: int) -> Iterator[PlannedMeeting]:
    today = current.today.toordinal() if current.today else None
    if current.forward.reaches(day, today=today):
        yield planned_meeting(current, day)


def _how_to_make(meeting: PlannedMeeting | None, current: Round) -> Reason | None:
    """What it takes for the answer to be in time after *meeting*."""
    if meeting is None:
        return None
    match meeting.requires:
        case Requires.ORDINARY | None:
            return None
        case Requires.IMMEDIATE:
            known = current.reckoning.meets(meeting.day.toordinal())
            return adjust_immediately(meeting.day) if known else None
        case Requires.EXTENSION:
            day = extension_for(current.reckoning, meeting.day.toordinal())
            ordinal = meeting.day.toordinal()
            known = current.reckoning.meets(ordinal) is True
            return ask_for_extension(date_at(day), meeting.day, known=known)
