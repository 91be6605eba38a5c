"""What lies ahead of a case: what is still to be done, and from which day."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import date_at
from auditflow.errors import MeetingsUnknown, ValueRefused
from auditflow.events import (
    Asked,
    Drafted,
    NoticePosted,
    RemittedBack,
    current_round,
    last_of,
)
from auditflow.lifecycle import ENDED, State
from auditflow.planning.rounds import Round
from auditflow.rules import MetBy
from auditflow.simulation.away import worked_days
from auditflow.simulation.habits import Habits, durations_of
from auditflow.simulation.sittings import Sitting, sittings_of

_MORE_YEARS: Final = 8  # in which people have holidays too


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
    """The days on which somebody works."""
    today: int | None
    """Nothing more happens before it; None where only the events count."""
    reply_by: int | None
    ordinary: int | None
    """The last meeting after which there is time to adjust in the ordinary way."""
    sittings: tuple[Sitting, ...]
    aim: int
    """The place of the meeting that the plan aims for, among the ``sittings``."""
    registers: bool
    refers: bool
    awaited: tuple[Awaited, ...]
    since: int
    """From when the draft is written, if no statement is awaited."""
    redrafts: bool
    """Whether the draft to come is one that the board sent back."""
    reached: int | None
    """The place of the first meeting that the draft reaches, once there is one."""
    adopted: int | None
    adjusted: int | None
    minutes: bool
    """Whether minutes are adjusted and a notice is posted: no law asks a company."""
    boards: tuple[str | None, ...]
    """On whose boards the notice is still to be posted."""

    @property
    def name(self) -> str:
        """What the case is called."""
        return self.round.name


def ahead_of(current: Round, habits: Habits, today: Date | None) -> Ahead:
    """What lies ahead of the case in its *current* round.

    Raises:
        MeetingsUnknown: no meeting of the body is known that may still come.
        ValueRefused: *today* lies before the last thing that happened.
        DayOutOfRange: it may last until after 2100.
    """
    case, facts = current.case, current.facts
    latest = max(event.on for event in case.events)
    if today is not None and today < latest:
        given = f"to look from {today}, before {latest}, when the last thing happened"
        raise ValueRefused(given, f"give a day from {latest} on")
    adopted = facts.adopted.on.toordinal() if facts.adopted else None
    now = max(
        facts.decides_from, facts.decides_from if today is None else today.toordinal()
    )
    undecided = adopted is None and case.state not in ENDED
    sittings = sittings_of(current, now) if undecided else ()
    if undecided and not sittings:
        spans = current.reckoning.own.spans if current.reckoning.own else ()
        said = tuple((str(date_at(a)), str(date_at(b))) for a, b in spans)
        raise MeetingsUnknown(case.body, str(date_at(now)), said)
    adjusted = facts.met.get(MetBy.MINUTES_ADJUSTED)
    applying = {
        rule.met_by
        for rule in current.rulebook.rules
        if rule.id in current.reckoning.applying
    }
    ahead = Ahead(
        case=case,
        round=current,
        habits=habits,
        work=_work(current, habits, sittings),
        today=None if today is None else today.toordinal(),
        reply_by=_ordinal(facts.reply_day.day),
        ordinary=current.aim.ordinary,
        sittings=sittings,
        aim=_place(sittings, current.aim.day),
        registers=MetBy.REGISTERED not in facts.met,
        refers=any(body_is_new for body_is_new, _ in _statements(current)),
        awaited=tuple(awaited for _, awaited in _statements(current)),
        since=_since(current),
        redrafts=any(isinstance(e, RemittedBack) for e in current_round(case.events)),
        reached=_reached(current, sittings, today),
        adopted=adopted,
        adjusted=adjusted.on.toordinal() if adjusted else None,
        minutes=MetBy.MINUTES_ADJUSTED in applying,
        boards=tuple(_boards(case)) if MetBy.NOTICE_POSTED in applying else (),
    )
    _check_end(ahead)
    return ahead


def _ordinal(day: Date | None) -> int | None:
    return None if day is None else day.toordinal()


def _work(
    current: Round, habits: Habits, sittings: tuple[Sitting, ...]
) -> BusinessCalendar:
    first = current.case.received.year
    last = date_at(sittings[-1].day).year if sittings else first
    return worked_days(current.calendar, habits.away, first, last + _MORE_YEARS)


def _place(sittings: tuple[Sitting, ...], day: int | None) -> int:
    if day is None:
        return 0
    place = bisect_left(sittings, day, key=lambda sitting: sitting.day)
    return min(place, max(len(sittings) - 1, 0))


def _statements(current: Round) -> Iterator[tuple[bool, Awaited]]:
    """Each statement that is still awaited, and whether its body is yet to be asked."""
    if current.case.state in (State.DRAFTED, State.ADOPTED, *ENDED):
        return
    referrals = current.facts.referrals
    for referral in referrals.values():
        if referral.is_open:
            asked = Asked(referral.body, referral.reply_by)
            yield False, _awaited(asked, referral.asked_on.toordinal())
    asked_already = {referral.body for referral in referrals.values()}
    for asked in current.wanted:
        if asked.body not in asked_already:
            yield True, _awaited(asked, None)


def _awaited(asked: Asked, on: int | None) -> Awaited:
    return Awaited(asked.body, on, _ordinal(asked.reply_by))


def _since(current: Round) -> int:
    came = [
        referral.done_on.toordinal()
        for referral in current.facts.referrals.values()
        if referral.done_on is not None
    ]
    return max(current.facts.start, *came, current.facts.start)


def _reached(
    current: Round, sittings: tuple[Sitting, ...], today: Date | None
) -> int | None:
    if current.case.state is not State.DRAFTED:
        return None
    seen = _ordinal(today)
    for place, sitting in enumerate(sittings):
        if current.forward.reaches(sitting.day, today=seen):
            return place
    return len(sittings)


def _boards(case: Case) -> Iterator[str | None]:
    """Where a notice is still to be posted: one board, or one of each member."""
    drafted = last_of(case.events, Drafted)
    posted = [
        event.board
        for event in case.events
        if isinstance(event, NoticePosted) and drafted and event.on >= drafted.on
    ]
    members: tuple[str | None, ...] = case.arrival.members or (None,)
    yield from (board for board in members if board not in posted)


def _check_end(ahead: Ahead) -> None:
    """Refuse a life that may last longer than days are known."""
    slowest = sum(
        duration.table[-1] for duration in durations_of(ahead.habits).values()
    )
    last = max([ahead.since, *(sitting.day for sitting in ahead.sittings)])
    for awaited in ahead.awaited:
        last = max(last, awaited.reply_by or last)
    ahead.work.tables.after(last, 2 * slowest + 1)
