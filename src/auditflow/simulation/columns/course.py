"""The courses of many runs: until the draft is in, and from there to the answer."""

from collections.abc import Iterator
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.day import FIRST
from auditflow.simulation.ahead import Ahead, Awaited
from auditflow.simulation.columns.luck import Days, Luck, Which
from auditflow.simulation.course import Cause, adjusts_at_once, cause_at
from auditflow.simulation.draws import For
from auditflow.simulation.habits import ALL

BLOCK: Final = 1 << 15  # runs that are played together: what they need stays in cache
NEVER: Final = np.iinfo(np.int32).max
"""The day of an answer for which no meeting is known."""


@attrs.frozen(eq=False)
class Begun:
    """Runs until the draft is in; ``since`` is when work on it began.

    ``drafted`` is None where it was in before.
    """

    luck: Luck
    since: Days
    drafted: Days | None


@attrs.frozen(eq=False)
class Ended:
    """Runs until the answer: its day, and what took the time, if it is late."""

    answered: Days
    cause: npt.NDArray[np.int8]


def begun(ahead: Ahead, seed: int, case: int, runs: range) -> Iterator[Begun]:
    """The *runs* of a case as far as the draft, block by block."""
    for first in range(runs.start, runs.stop, BLOCK):
        last = min(first + BLOCK, runs.stop)
        yield _begun(Luck.of(ahead, seed, case, first, last))


def _begun(luck: Luck) -> Begun:
    ahead, habits = luck.ahead, luck.ahead.habits
    since: int | Days = ahead.since
    referred: int | Days = ahead.since
    if ahead.refers_by is not None:
        start, last = ahead.round.facts.start, np.int32(ahead.refers_by - FIRST)
        referred = np.minimum(luck.after(start, habits.refer, For.REFER), last)
    for nth, awaited in enumerate(ahead.awaited):
        asked = referred if awaited.asked_on is None else awaited.asked_on
        came = _statement(luck, awaited, asked, nth)
        least = np.int32(ahead.since - FIRST)
        since = np.maximum(came, least if isinstance(since, int) else since)
    drafted = None
    if ahead.adopted is None and ahead.reached is None:
        duration = habits.redraft if ahead.redrafts else habits.draft
        drafted = luck.after(since, duration, For.DRAFT)
    if isinstance(since, int):
        since = luck.all(since - FIRST)
    return Begun(luck, since, drafted)


def _statement(luck: Luck, awaited: Awaited, asked: int | Days, nth: int) -> Days:
    ahead, habits = luck.ahead, luck.ahead.habits
    if awaited.reply_by is None:
        return luck.after(asked, habits.statement, For.STATEMENT, nth)
    day = ahead.work.roll_back_ordinal(awaited.reply_by)
    if isinstance(asked, int):
        by: int | Days = max(day, asked)
        in_time = luck.all(max(day, asked) - FIRST)
    else:
        by = in_time = np.maximum(asked, np.int32(day - FIRST))
    late = luck.after(by, habits.late_by, For.LATE_BY, nth)
    is_late = luck.happens(habits.late_statements, For.IS_LATE, nth)
    is_late |= in_time < ahead.floor - FIRST
    return np.where(is_late, late, in_time)


def decided(runs: Begun, aim: int) -> Ended:
    """The rest of *runs* that aim for the meeting at a place."""
    ahead = runs.luck.ahead
    if ahead.adopted is not None:
        cause = np.full(runs.since.size, Cause.AFTERWARDS, np.int8)
        return Ended(_after_decision(runs.luck, ahead.adopted), cause)
    return _Meetings(ahead, runs, aim).ended()


def _after_decision(luck: Luck, adopted: int) -> Days:
    """When the answer is sent that was adopted before."""
    ahead, habits = luck.ahead, luck.ahead.habits
    adjusted: int | Days | None = ahead.adjusted if ahead.minutes else adopted
    if adjusted is None:
        adjusted = luck.after(adopted, habits.adjust, For.ADJUST)
    return luck.after(adjusted, habits.send, For.SEND)


@attrs.frozen(eq=False)
class _Meetings:
    """Runs on their way through the meetings."""

    ahead: Ahead
    runs: Begun
    aim: int

    def ended(self) -> Ended:
        """Each run with its answer."""
        sittings = self.ahead.sittings
        place = self._first()
        otherwise = cause_at(self.ahead, sittings[self.aim].day)
        cause = np.full(place.size, otherwise, np.int8)
        cause[place > self.aim] = Cause.MISSED
        self._move_on(place, cause)
        days = [sitting.day - FIRST for sitting in sittings]
        adopted = np.array([*days, days[-1]], np.int32).take(place)
        answered = self._answered(adopted, place)
        answered[place == len(days)] = NEVER
        return Ended(answered, cause)

    def _first(self) -> Days:
        """The place of the first meeting to which the draft of each run comes."""
        if self.runs.drafted is None:
            return self.runs.luck.all(max(self.ahead.reached or 0, self.aim))
        return self._place_for(self.runs.drafted, self.aim)

    def _place_for(self, drafted: Days, since: int) -> Days:
        """As `course.place_for`: the first from a place on that each draft reaches."""
        by = [sitting.draft_by - FIRST for sitting in self.ahead.sittings[since:]]
        latest = np.maximum.accumulate(np.array(by, np.int32))
        return (np.searchsorted(latest, drafted) + since).astype(np.int32)

    def _move_on(self, place: Days, cause: npt.NDArray[np.int8]) -> None:
        """Move each run on until the board decides, or no meeting is known."""
        habits, sittings = self.ahead.habits, len(self.ahead.sittings)
        runs, nth = np.flatnonzero(place < sittings), 0
        luck = self.runs.luck
        if runs.size < place.size:
            luck = luck.among(runs)
        while runs.size:
            lot = luck.below(ALL, For.MEETING, nth)
            undecided = np.flatnonzero(lot < habits.tabled + habits.remitted)
            sent_back = lot[undecided] >= habits.tabled
            runs, luck = runs[undecided], luck.among(undecided)
            told = np.where(sent_back, Cause.REMITTED, Cause.TABLED).astype(np.int8)
            cause[runs] = np.minimum(cause[runs], told)
            sat = place[runs]
            place[runs] = sat + 1
            again = np.flatnonzero(sent_back)
            if again.size:
                drafted = self._redrafted(luck.among(again), sat[again], nth)
                place[runs[again]] = self._place_after(drafted, sat[again])
            on: Which = np.flatnonzero(place[runs] < sittings)
            runs, luck, nth = runs[on], luck.among(on), nth + 1

    def _place_after(self, drafted: Days, sat: Days) -> Days:
        """The place of the next meeting of each run, which last *sat* at another."""
        found = np.empty_like(sat)
        for place in np.unique(sat).tolist():
            there = sat == place
            found[there] = self._place_for(drafted[there], place + 1)
        return found

    def _redrafted(self, luck: Luck, sat: Days, nth: int) -> Days:
        days = np.array([one.day - FIRST for one in self.ahead.sittings], np.int32)
        return luck.after(days.take(sat), self.ahead.habits.redraft, For.REDRAFT, nth)

    def _answered(self, adopted: Days, place: Days) -> Days:
        """When the answer is sent, the minutes adjusted before."""
        ahead, luck = self.ahead, self.runs.luck
        if ahead.minutes:
            ordinary = luck.after(adopted, ahead.habits.adjust, For.ADJUST)
            at_once = [adjusts_at_once(ahead, one.day) for one in ahead.sittings]
            is_at_once = np.array([*at_once, False]).take(place)
            adopted = np.where(is_at_once, adopted, ordinary)
        return luck.after(adopted, ahead.habits.send, For.SEND)
