"""The course of one run: every day of what lies ahead, as chance has it.

The same arithmetic for many runs at once stands in `columns`, draw by draw.
"""

from bisect import bisect_left
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
    """What took the time, if an answer is late: the first of these that happened."""

    DRAFT = 0
    """The draft was not in for the meeting that was aimed for."""
    REMITTED = 1
    """The board sent it back."""
    TABLED = 2
    """The board put it off."""
    AFTERWARDS = 3
    """All went as it was meant to; the meeting, the minutes and sending took it."""


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

        What should have been done before today is done as what takes so long is.
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
    """The days that it may take from *since* on, if it was not done before today."""
    if ahead.today is None or ahead.today <= since:
        return duration.table
    return duration.left_after(ahead.work.tables.between(since, ahead.today - 1) + 1)


def course_of(ahead: Ahead, draws: Draws, aim: int | None = None) -> Course:
    """One run of what lies *ahead*; *aim* is the place of the meeting aimed for."""
    luck, habits = Luck(ahead, draws), ahead.habits
    received = ahead.case.received.toordinal()
    registered = referred = drafted = None
    if ahead.registers:
        registered = luck.after(received, habits.register, For.REGISTER)
    if ahead.refers:
        since = ahead.round.facts.start
        referred = luck.after(since, habits.refer, For.REFER)
    statements = tuple(
        (awaited, _statement(luck, awaited, referred, nth))
        for nth, awaited in enumerate(ahead.awaited)
    )
    if ahead.adopted is None and ahead.reached is None:
        since = max([ahead.since, *(day for _, day in statements)])
        duration = habits.redraft if ahead.redrafts else habits.draft
        drafted = luck.after(since, duration, For.DRAFT)
    sat = _sat(luck, drafted, ahead.aim if aim is None else aim)
    last = sat[-1] if sat else None
    adopted, immediate = ahead.adopted, False
    if last is not None and last.did is Did.ADOPTED:
        adopted = last.sitting.day
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


def place_for(ahead: Ahead, drafted: int) -> int:
    """The place of the first meeting that a draft of that day reaches."""
    return bisect_left(ahead.sittings, drafted, key=_draft_by)


def _draft_by(sitting: Sitting) -> int:
    return sitting.draft_by


def _statement(luck: Luck, awaited: Awaited, referred: int | None, nth: int) -> int:
    """When a statement comes: by its day or after it; or else after some time."""
    ahead, habits = luck.ahead, luck.ahead.habits
    asked = awaited.asked_on if referred is None else (awaited.asked_on or referred)
    asked = ahead.since if asked is None else asked
    if awaited.reply_by is None:
        return luck.after(asked, habits.statement, For.STATEMENT, nth)
    by = max(ahead.work.roll_back_ordinal(awaited.reply_by), asked)
    has_passed = ahead.today is not None and ahead.today > by
    if has_passed or luck.happens(habits.late_statements, For.IS_LATE, nth):
        return luck.after(by, habits.late_by, For.LATE_BY, nth)
    return by


def _sat(luck: Luck, drafted: int | None, aim: int) -> tuple[Sat, ...]:
    """The meetings to which the draft comes, until the board decides."""
    ahead, habits = luck.ahead, luck.ahead.habits
    if ahead.adopted is not None or not ahead.sittings:
        return ()
    place = ahead.reached if drafted is None else place_for(ahead, drafted)
    place = max(place or 0, aim)
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
        place = max(place, place_for(ahead, redrafted))
    return tuple(found)


def _after_deciding(
    luck: Luck, adopted: int | None, *, immediate: bool
) -> tuple[int | None, int | None, int | None]:
    """When the minutes are adjusted, the notice posted and the answer sent."""
    ahead, habits = luck.ahead, luck.ahead.habits
    if adopted is None or ahead.case.state.value in ("answered", "closed"):
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
