"""Can the answer still be adopted in time? The meetings, the problems, the advice."""

from collections.abc import Iterator

import attrs

from auditflow.day import date_at
from auditflow.events import StepEvent
from auditflow.lifecycle import State
from auditflow.meetings import MeetingCalendar
from auditflow.memo import ReplyKind
from auditflow.planning.aim import How, Requires, extension_for, later_days
from auditflow.planning.plan import PlannedMeeting
from auditflow.planning.rounds import Round
from auditflow.reasons import (
    AdjustImmediately,
    AimForMeeting,
    AimOutOfReach,
    AskForDay,
    AskForExtension,
    MeetingsNotKnown,
    MinutesMayBeLate,
    NoMeetingInTime,
    NoReplyDay,
    NotAMeeting,
    Reason,
    ReceivedAfterReplyDay,
    ReplyDayUnconfirmed,
    RulebookNotYetValid,
    TakenIrregularly,
)
from auditflow.rules import Anchor

_UNDECIDED = (State.RECEIVED, State.REFERRED, State.DRAFTED)
_SHOWN_WITHOUT_REPLY_DAY = 3


@attrs.frozen(eq=False)
class Outlook:
    """A round seen as a whole: what can be reached, and what to do about it."""

    round: Round
    meetings: tuple[PlannedMeeting, ...]
    feasible: bool | None
    problems: tuple[Reason, ...]
    advice: Reason | None


def outlook(current: Round) -> Outlook:
    """Look at the *current* round of a case as a whole."""
    meetings = tuple(_meetings(current))
    feasible = _feasible(current, meetings)
    return Outlook(
        current,
        meetings,
        feasible,
        tuple(_problems(current, meetings, feasible=feasible)),
        _advice(current, meetings),
    )


def _meetings(current: Round) -> Iterator[PlannedMeeting]:
    """From the first feasible meeting to the first one after the requested day."""
    if current.case.state not in _UNDECIDED or current.meetings is None:
        return
    start = current.facts.start
    last = current.facts.anchors.get(Anchor.REQUESTED)
    shown = 0
    for day in later_days(current.reckoning, start - 1):
        slack = current.reckoning.slack(current.before, day)
        chosen = day == current.aim.day
        if not chosen and (slack or 0) < 0 and not shown:
            continue
        if not current.meetings.knows(current.facts.body):
            return
        yield _meeting(current, day, slack, chosen=chosen)
        shown += 1
        after = last is not None and day > last
        enough = last is None and shown >= _SHOWN_WITHOUT_REPLY_DAY
        aimed = current.aim.day is None or day >= current.aim.day
        if (after or enough) and aimed:
            return


def _meeting(
    current: Round, day: int, slack: int | None, *, chosen: bool
) -> PlannedMeeting:
    requires = current.aim.requires(day)
    reachable = None
    if current.today is not None:
        today = current.today.toordinal()
        left = current.reckoning.slack(current.before, day, today=today)
        reachable = (left or 0) >= 0
    extension = None
    if requires is Requires.EXTENSION:
        extension = date_at(extension_for(current.reckoning, day))
    return PlannedMeeting(
        day=date_at(day),
        body=current.facts.body,
        slack=slack,
        requires=requires,
        chosen=chosen,
        reachable=reachable,
        extension_to=extension,
    )


def _feasible(current: Round, meetings: tuple[PlannedMeeting, ...]) -> bool | None:
    """Whether the answer can be, or was, in time; None where nobody can know."""
    requested = current.facts.anchors.get(Anchor.REQUESTED)
    if requested is None or current.case.state is State.CLOSED:
        return None
    answered = current.facts.anchors.get(Anchor.ANSWERED)
    if answered is not None:
        return answered <= requested
    if current.facts.adopted is not None:
        return current.facts.adopted.on.toordinal() <= requested
    if any(_in_time(m) for m in meetings):
        return True
    aim = current.aim
    if aim.known or aim.day is None:
        return False
    slack = current.reckoning.slack(current.before, aim.day)
    return aim.in_time(aim.day) and (slack or 0) >= 0


def _in_time(meeting: PlannedMeeting) -> bool:
    return meeting.requires is not Requires.EXTENSION and (meeting.slack or 0) >= 0


def _problems(
    current: Round, meetings: tuple[PlannedMeeting, ...], *, feasible: bool | None
) -> Iterator[Reason]:
    """Everything a person must know or decide, the gravest first."""
    facts, case = current.facts, current.case
    undecided = case.state in _UNDECIDED
    requested = facts.anchors.get(Anchor.REQUESTED)
    if requested is None and undecided:
        yield NoReplyDay(facts.reply.text)
    if requested is not None and undecided:
        day = date_at(requested)
        if facts.reply.kind is ReplyKind.PROPOSED and facts.extension is None:
            yield ReplyDayUnconfirmed(day, facts.reply.text)
        if day < current.events[0].on:
            yield ReceivedAfterReplyDay(day, current.events[0].on)
        if feasible is False:
            yield NoMeetingInTime(day, facts.body)
    if undecided:
        yield from _about_meetings(current, meetings)
    yield from _about_minutes(current)
    for event in current.events:
        if isinstance(event, StepEvent) and event.irregular:
            despite = event.despite or ""
            yield TakenIrregularly(event.on, event.word, event.irregular, despite)
    if case.received < current.rulebook.valid_from:
        book = f"{current.rulebook.id} {current.rulebook.version}"
        yield RulebookNotYetValid(case.received, book, current.rulebook.valid_from)


def _about_meetings(
    current: Round, meetings: tuple[PlannedMeeting, ...]
) -> Iterator[Reason]:
    aim, body = current.aim, current.facts.body
    calendar = current.meetings or MeetingCalendar()
    if not aim.known and (wanted := aim.ordinary or aim.day) is not None:
        yield MeetingsNotKnown(date_at(wanted), body, calendar.known_until(body))
    if aim.day is not None and current.reckoning.meets(aim.day) is False:
        yield NotAMeeting(date_at(aim.day), body)
    chosen = next((m for m in meetings if m.chosen), None)
    if chosen is not None and (chosen.reachable is False or (chosen.slack or 0) < 0):
        yield AimOutOfReach(chosen.day)


def _about_minutes(current: Round) -> Iterator[Reason]:
    """Where the law leaves more time for the minutes than the answer does."""
    for rule in current.rulebook.rules:
        worked = current.days.get(rule.id)
        needed = current.reckoning.needed_by(rule, current.days)
        met = rule.met_by is not None and rule.met_by in current.facts.met
        if worked is None or needed is None or met or worked.start > needed:
            continue
        if current.aim.how is How.IMMEDIATE and current.facts.adopted is None:
            continue
        yield MinutesMayBeLate(
            date_at(needed), date_at(worked.due), date_at(worked.start), rule.source
        )


def _advice(current: Round, meetings: tuple[PlannedMeeting, ...]) -> Reason | None:
    """The one thing to do now beside following the plan."""
    if current.case.state not in _UNDECIDED:
        return None
    requested = current.facts.anchors.get(Anchor.REQUESTED)
    proposed = current.facts.reply.kind is ReplyKind.PROPOSED
    if requested is None or (proposed and not current.facts.extension):
        return AskForDay(None if requested is None else date_at(requested))
    reachable = [m for m in meetings if _can_be_reached(m)]
    in_time = [m for m in reachable if m.requires is not Requires.EXTENSION]
    chosen = next((m for m in reachable if m.chosen), None)
    if not in_time:
        return _extension(current, reachable)
    if chosen is None or chosen.requires is Requires.EXTENSION:
        ordinary = [m for m in in_time if m.requires is Requires.ORDINARY]
        best = (ordinary or in_time)[-1]
        return AimForMeeting(best.day, best.requires is Requires.IMMEDIATE)
    if chosen.requires is Requires.IMMEDIATE:
        return AdjustImmediately(chosen.day)
    return None


def _can_be_reached(meeting: PlannedMeeting) -> bool:
    if meeting.reachable is not None:
        return meeting.reachable
    return (meeting.slack or 0) >= 0


def _extension(
    current: Round, reachable: list[PlannedMeeting]
) -> AskForExtension | AdjustImmediately | None:
    """The earliest day for which an extension would be enough."""
    reckoning, aim = current.reckoning, current.aim
    known = current.meetings is not None and current.meetings.knows(current.facts.body)
    if known:
        late = [m.day.toordinal() for m in reachable]
    elif aim.day is None:
        late = []
    else:
        today = current.today.toordinal() if current.today else None
        late = [
            day
            for day in (aim.day, *later_days(reckoning, aim.day))
            if (reckoning.slack(current.before, day, today=today) or 0) >= 0
        ][:1]
        if late and aim.in_time(late[0]):
            if aim.requires(late[0]) is Requires.IMMEDIATE:
                return AdjustImmediately(date_at(late[0]))
            return None
    if not late:
        return None
    enough = date_at(extension_for(reckoning, late[0]))
    return AskForExtension(enough, date_at(late[0]))
