"""The course of one run: every day of what lies ahead, as chance has it.

The same arithmetic for many runs at once stands in `columns`, draw by draw.
"""

from enum import Enum, IntEnum

import attrs

from auditflow.simulation.ahead import Ahead, Awaited
from auditflow.simulation.draws import Draws, For
from auditflow.simulation.duration import Duration
from auditflow.simulation.habits import ALL
from auditflow.simulation.sittings import Sitting


class Did(Enum):
    """What the board did with the draft at a meeting."""

    ADOPTED = "adopted"
    TABLED = "tabled"
    REMITTED = "remitted"


class Cause(IntEnum):
    """What took the time, if an answer is late: the first of these that is so."""

    MISSED = 0
    """The draft was not in for the meeting that was aimed for, or that has passed."""
    REMITTED = 1
    """The board sent it back."""
    TABLED = 2
    """The board put it off."""
    MEETING = 3
    """The meeting itself lies after the day on which the answer was wanted."""
    AFTERWARDS = 4
    """Adjusting the minutes and sending took it."""

    def __str__(self) -> str:
        return self.name.lower()


@attrs.frozen
class Sat:
    """A meeting to which the draft came; ``redrafted`` is the day of the next one."""

    sitting: Sitting
    did: Did
    redrafted: int | None = None


@attrs.frozen(kw_only=True)
class Course:
    """The days of one run, as ordinals; None for what was done before, or never is."""

    registered: int | None
    referred: int | None
    statements: tuple[tuple[Awaited, int], ...]
    drafted: int | None
    sat: tuple[Sat, ...]
    adopted: int | None
    immediate: bool
    adjusted: int | None
    noticed: int | None
    answered: int | None
    """None where the meetings that are known end before the board decides."""


@attrs.frozen
class Luck:
    """The draws of one run, as days on which somebody works."""

    ahead: Ahead
    draws: Draws

    def after(self, since: int, duration: Duration, what: For, nth: int = 0) -> int:
        """The day on which it is done, if it is begun on the day *since*.

        What should have been done before the floor is done as what takes so long is.
        """
        table = left(self.ahead, since, duration)
        return worked(self.ahead, since, table[self.draws.below(len(table), what, nth)])

    def happens(self, share: int, what: For, nth: int = 0) -> bool:
        """Whether what happens so many times of a hundred does."""
        return self.draws.below(ALL, what, nth) < share


def worked(ahead: Ahead, since: int, days: int) -> int:
    """The day so many worked days after *since*; the next one where that is none."""
    tables = ahead.work.tables
    return tables.after(since, days) if days else tables.on_or_after(since)


def left(ahead: Ahead, since: int, duration: Duration) -> tuple[int, ...]:
    """The days that it may take from *since*, if it was not done before the floor."""
    if ahead.floor <= since:
        return duration.table
    return duration.left_after(ahead.work.tables.between(since, ahead.floor - 1) + 1)


def course_of(ahead: Ahead, draws: Draws, aim: int | None = None) -> Course:
    """One run of what lies *ahead*; *aim* is the place of the meeting aimed for."""
    luck, habits = Luck(ahead, draws), ahead.habits
    registered = referred = drafted = None
    if ahead.registers:
        received = ahead.case.received.toordinal()
        registered = luck.after(received, habits.register, For.REGISTER)
    if ahead.refers_by is not None:
        start = ahead.round.facts.start
        referred = luck.after(start, habits.refer, For.REFER)
        referred = min(referred, ahead.refers_by)
    statements = tuple(
        (awaited, _statement(luck, awaited, awaited.asked_on or referred, nth))
        for nth, awaited in enumerate(ahead.awaited)
    )
    if ahead.adopted is None and ahead.reached is None:
        since = max([ahead.since, *(day for _, day in statements)])
        duration = habits.redraft if ahead.redrafts else habits.draft
        drafted = luck.after(since, duration, For.DRAFT)
    sat = _sat(luck, drafted, ahead.aim if aim is None else aim)
    adopted = ahead.adopted
    immediate = False
    if sat and sat[-1].did is Did.ADOPTED:
        adopted = sat[-1].sitting.day
        immediate = adjusts_at_once(ahead, adopted)
    adjusted, noticed, answered = _after_deciding(luck, adopted, immediate=immediate)
    return Course(
        registered=registered,
        referred=referred,
        statements=statements,
        drafted=drafted,
        sat=sat,
        adopted=adopted if ahead.adopted is None else None,
        immediate=immediate,
        adjusted=adjusted,
        noticed=noticed,
        answered=answered,
    )


def adjusts_at_once(ahead: Ahead, day: int) -> bool:
    """Whether the minutes of a meeting are adjusted at once, as the plan requires.

    Also where it is too late already: no more time is to be lost.
    """
    return ahead.minutes and ahead.ordinary is not None and day > ahead.ordinary


def cause_at(ahead: Ahead, day: int) -> Cause:
    """What takes the time where the board decides on the *day* that was aimed for."""
    if ahead.reply_by is not None and day > ahead.reply_by:
        return Cause.MEETING
    return Cause.AFTERWARDS


def place_for(ahead: Ahead, drafted: int, since: int) -> int:
    """The place of the first meeting, from a place on, that a draft reaches."""
    sittings = ahead.sittings
    places = range(since, len(sittings))
    return next((n for n in places if sittings[n].draft_by >= drafted), len(sittings))


def _statement(luck: Luck, awaited: Awaited, asked: int | None, nth: int) -> int:
    """When a statement comes: by its day or after it; or else after some time."""
    ahead, habits = luck.ahead, luck.ahead.habits
    asked = ahead.since if asked is None else asked
    if awaited.reply_by is None:
        return luck.after(asked, habits.statement, For.STATEMENT, nth)
    by = max(ahead.work.roll_back_ordinal(awaited.reply_by), asked)
    if ahead.floor > by or luck.happens(habits.late_statements, For.IS_LATE, nth):
        return luck.after(by, habits.late_by, For.LATE_BY, nth)
    return by


def _sat(luck: Luck, drafted: int | None, aim: int) -> tuple[Sat, ...]:
    """The meetings to which the draft comes, until the board decides."""
    ahead, habits = luck.ahead, luck.ahead.habits
    if not ahead.sittings:
        return ()
    if drafted is None:
        place = max(ahead.reached or 0, aim)
    else:
        place = place_for(ahead, drafted, aim)
    found: list[Sat] = []
    while place < len(ahead.sittings):
        sitting, nth = ahead.sittings[place], len(found)
        lot = luck.draws.below(ALL, For.MEETING, nth)
        if lot >= habits.tabled + habits.remitted:
            found.append(Sat(sitting, Did.ADOPTED))
            break
        place += 1
        if lot < habits.tabled:
            found.append(Sat(sitting, Did.TABLED))
            continue
        redrafted = luck.after(sitting.day, habits.redraft, For.REDRAFT, nth)
        found.append(Sat(sitting, Did.REMITTED, redrafted))
        place = place_for(ahead, redrafted, place)
    return tuple(found)


def _after_deciding(
    luck: Luck, adopted: int | None, *, immediate: bool
) -> tuple[int | None, int | None, int | None]:
    """When the minutes are adjusted, the notice posted and the answer sent."""
    ahead, habits = luck.ahead, luck.ahead.habits
    if adopted is None:
        return None, None, None
    known = adopted if immediate or not ahead.minutes else ahead.adjusted
    adjusted = known
    if adjusted is None:
        adjusted = luck.after(adopted, habits.adjust, For.ADJUST)
    noticed = None
    if ahead.boards:
        noticed = luck.after(adjusted, habits.notice, For.NOTICE)
    answered = luck.after(adjusted, habits.send, For.SEND)
    return (None if known is not None else adjusted), noticed, answered
