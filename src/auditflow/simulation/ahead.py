"""What lies ahead of a case: what is still to be done, and from which day."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import date_at
from auditflow.errors import MeetingsUnknown, ValueRefused
from auditflow.events import (
    BodyKind,
    NoticePosted,
    RemittedBack,
    current_round,
)
from auditflow.lifecycle import State
from auditflow.memo import body_key
from auditflow.planning.rounds import Round
from auditflow.rules import MetBy
from auditflow.simulation.away import Away, worked_days
from auditflow.simulation.habits import Habits, durations_of
from auditflow.simulation.sittings import Sitting, sittings_of

_MORE_YEARS: Final = 20  # in which people have holidays too


@attrs.frozen
class Awaited:
    """A statement that is still to come; days are ordinals.

    ``asked_on`` is None where the body is yet to be asked.
    """

    body: str
    asked_on: int | None
    reply_by: int | None


@attrs.frozen(kw_only=True, eq=False)
class Ahead:
    """Everything that the rest of a life depends on, beside chance; days are ordinals.

    What is done already has its day; what is not, and is not needed, has none.
    """

    case: Case
    round: Round
    habits: Habits
    work: BusinessCalendar
    """The days on which somebody works on this case."""
    floor: int
    """Nothing more happens before it: the day it is seen from, or its latest event."""
    reply_by: int | None
    ordinary: int | None
    """The last meeting after which there is time to adjust in the ordinary way."""
    sittings: tuple[Sitting, ...]
    aim: int
    """The place among the ``sittings`` of the meeting that the plan aims for.

    The last one before it where that is not known, or the next where it has passed.
    """
    aims_at: int | None
    """The very meeting that the plan aims for, known or not."""
    registers: bool
    refers_by: int | None
    """Bodies are yet to be asked, on that day at the latest; None where none is."""
    awaited: tuple[Awaited, ...]
    since: int
    """From when the draft is written, if no statement is awaited."""
    redrafts: bool
    """Whether the draft to come is one that the board sent back."""
    reached: int | None
    """The place of the first meeting that the draft reaches, once there is one."""
    prepared: bool
    """Whether the draft that there is was prepared."""
    summoned: frozenset[int]
    """The meetings to which the body was called already."""
    adopted: int | None
    adjusted: int | None
    minutes: bool
    """Whether minutes are adjusted before the answer: no law asks a company."""
    boards: tuple[str | None, ...]
    """On whose boards the notice is still to be posted."""

    @property
    def name(self) -> str:
        """What the case is called."""
        return self.round.name


def ahead_of(current: Round, habits: Habits) -> Ahead:
    """What lies ahead of the case in its *current* round, from the day it is seen from.

    Raises:
        MeetingsUnknown: no meeting of the body is known that may still come.
        ValueRefused: it is seen from a day before the last thing that happened, or time
            stands still, and nobody knows until when.
        DayOutOfRange: it may last until after 2100.
    """
    case, facts = current.case, current.facts
    floor = _floor(current)
    adopted = facts.adopted.on.toordinal() if facts.adopted else None
    sittings: tuple[Sitting, ...] = ()
    if adopted is None:
        sittings = sittings_of(current, max(floor, facts.decides_from))
        if not sittings:
            raise no_meeting(current, floor)
        _check_beginning(current, sittings[0])
    wanted = tuple(_wanted(current, floor))
    adjusted = facts.met.get(MetBy.MINUTES_ADJUSTED)
    ahead = Ahead(
        case=case,
        round=current,
        habits=habits,
        work=_work(current, habits, sittings),
        floor=floor,
        reply_by=_ordinal(facts.reply_day.day),
        ordinary=current.aim.ordinary,
        sittings=sittings,
        aim=_place(sittings, current.aim.day),
        aims_at=current.aim.day,
        registers=MetBy.REGISTERED not in facts.met,
        refers_by=_refers_by(wanted),
        awaited=(*_asked(current), *wanted),
        since=_since(current),
        redrafts=any(isinstance(e, RemittedBack) for e in current_round(case.events)),
        reached=_reached(current, sittings, floor),
        prepared=MetBy.PREPARED in facts.met,
        summoned=frozenset(one.meeting.toordinal() for one in facts.summonses),
        adopted=adopted,
        adjusted=adjusted.on.toordinal() if adjusted else None,
        minutes=facts.kind is not BodyKind.COMPANY,
        boards=tuple(_boards(current)),
    )
    _check_end(ahead)
    return ahead


def _floor(current: Round) -> int:
    """The day before which nothing more happens."""
    latest = max(event.on for event in current.case.events)
    today, pauses = current.today, current.facts.pauses
    if today is not None and today < latest:
        given = f"{current.name} seen from {today}, before its last event, {latest}"
        raise ValueRefused(given, f"look from {latest} or later")
    if pauses.is_open and pauses.since is not None:
        since = date_at(pauses.since)
        given = f"{current.name}, in which time stands still since {since}"
        raise ValueRefused(given, "record when it goes on, or until when it stands")
    return (latest if today is None else today).toordinal()


def _check_beginning(current: Round, first: Sitting) -> None:
    """Refuse meetings that are known from too late a day on."""
    limit = current.aim.ordinary
    is_known = limit is None or current.reckoning.knows(limit)
    if limit is not None and limit < first.day and not is_known:
        raise no_meeting(current, limit)


def no_meeting(current: Round, day: int) -> MeetingsUnknown:
    """That no meeting of the body is known around a day."""
    spans = current.reckoning.own.spans if current.reckoning.own else ()
    said = tuple((str(date_at(a)), str(date_at(b))) for a, b in spans)
    return MeetingsUnknown(current.case.body, str(date_at(day)), said)


def _ordinal(day: Date | None) -> int | None:
    return None if day is None else day.toordinal()


def _work(
    current: Round, habits: Habits, sittings: tuple[Sitting, ...]
) -> BusinessCalendar:
    """The days on which somebody works: not in holidays, or while time stood still."""
    first = current.case.received.year
    last = date_at(sittings[-1].day).year if sittings else first
    paused = (
        Away(f"{date_at(begins)}/{date_at(ends)}")
        for begins, ends in current.facts.pauses.spans
    )
    away = (*habits.away, *paused)
    return worked_days(current.calendar, away, first, last + _MORE_YEARS)


def _place(sittings: tuple[Sitting, ...], day: int | None) -> int:
    if day is None:
        return 0
    place = bisect_right(sittings, day, key=lambda sitting: sitting.day) - 1
    return max(place, 0)


def _is_undrafted(current: Round) -> bool:
    return current.case.state in (State.RECEIVED, State.REFERRED)


def _asked(current: Round) -> Iterator[Awaited]:
    """The statements that bodies were asked for, and have not sent."""
    if _is_undrafted(current):
        for one in current.facts.referrals.values():
            if one.is_open:
                asked_on = one.asked_on.toordinal()
                yield Awaited(one.body, asked_on, _ordinal(one.reply_by))


def _wanted(current: Round, floor: int) -> Iterator[Awaited]:
    """Those that bodies are yet to be asked for; a day that has passed is none."""
    if _is_undrafted(current):
        asked = current.facts.referrals.keys()
        for one in current.wanted:
            if body_key(one.body) not in asked:
                by = _ordinal(one.reply_by)
                yield Awaited(one.body, None, None if by is None or by < floor else by)


def _refers_by(wanted: tuple[Awaited, ...]) -> int | None:
    """The last day on which bodies can be asked that are given a day."""
    days = [one.reply_by for one in wanted if one.reply_by is not None]
    if not wanted:
        return None
    return min(days, default=Date.max.toordinal())


def _since(current: Round) -> int:
    came = [
        one.done_on.toordinal()
        for one in current.facts.referrals.values()
        if one.done_on is not None
    ]
    return max([current.facts.start, *came])


def _reached(current: Round, sittings: tuple[Sitting, ...], floor: int) -> int | None:
    if current.case.state is not State.DRAFTED:
        return None
    reaches = current.forward.reaches
    reached = (n for n, one in enumerate(sittings) if reaches(one.day, today=floor))
    return next(reached, len(sittings))


def _boards(current: Round) -> Iterator[str | None]:
    """Where a notice is still to be posted: one board, or one of each member."""
    reckoning, arrival = current.reckoning, current.case.arrival
    rules = [rule for rule in current.rulebook.rules if rule.id in reckoning.applying]
    if all(rule.met_by is not MetBy.NOTICE_POSTED for rule in rules):
        return
    if current.facts.kind is BodyKind.JOINT_BOARD and not arrival.members:
        return  # nobody knows whose boards these would be
    posted: set[str] = set()
    for event in current.events:
        if isinstance(event, RemittedBack):
            posted.clear()
        elif isinstance(event, NoticePosted):
            posted.add(body_key(event.board or ""))
    members: tuple[str | None, ...] = arrival.members or (None,)
    yield from (board for board in members if body_key(board or "") not in posted)


def _check_end(ahead: Ahead) -> None:
    """Refuse a life that may last longer than days are known."""
    durations = durations_of(ahead.habits).values()
    slowest = sum(duration.table[-1] for duration in durations)
    last = max([ahead.floor, *(sitting.day for sitting in ahead.sittings)])
    for awaited in ahead.awaited:
        last = max(last, awaited.reply_by or last)
    ahead.work.tables.after(last, 2 * slowest + 1)
