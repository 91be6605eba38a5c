"""Runs that were counted: when they were answered, and why some were late."""

from collections import Counter
from collections.abc import Callable
from typing import Final, TypeAlias

import attrs

from auditflow.simulation.ahead import Ahead
from auditflow.simulation.course import Cause, Course, Did, cause_at, course_of
from auditflow.simulation.draws import Draws

Progress: TypeAlias = Callable[[int, int], None]
"""Is told how many runs are done, and how many there are."""

ONE: Final = 1
"""The number of a case that is played alone: as the first of those of `simulate`."""

_TOLD: Final = 1000  # runs between two words of progress


@attrs.define
class Tally:
    """How many runs were answered on each day, and what made so many late.

    Days are ordinals; None where no meeting is known at which they could be decided.
    """

    days: Counter[int | None] = attrs.field(factory=Counter)
    late: Counter[Cause] = attrs.field(factory=Counter)


def tallied_one_by_one(
    ahead: Ahead, places: list[int], seed: int, runs: int, progress: Progress | None
) -> list[Tally]:
    """The *runs* of what lies *ahead*, for each place that is aimed for.

    In columns they come out the same, some hundred times as quickly.
    """
    tallies = [Tally() for _ in places]
    for run in range(runs):
        draws = Draws.of(seed, ONE, run)
        for place, tally in zip(places, tallies, strict=True):
            course = course_of(ahead, draws, place)
            tally.days[course.answered] += 1
            if is_late(ahead, course.answered):
                tally.late[cause_of(course, ahead, place)] += 1
        if progress is not None and (run + 1) % _TOLD == 0:
            progress(run + 1, runs)
    return tallies


def is_late(ahead: Ahead, answered: int | None) -> bool:
    """Whether an answer of that day is late, or never comes as far as is known."""
    if ahead.reply_by is None:
        return False
    return answered is None or answered > ahead.reply_by


def cause_of(course: Course, ahead: Ahead, aim: int) -> Cause:
    """What took the time in a *course* that ended late."""
    if ahead.adopted is not None:
        return Cause.AFTERWARDS
    if not course.sat or course.sat[0].sitting != ahead.sittings[aim]:
        return Cause.MISSED
    did = {sat.did for sat in course.sat}
    if Did.REMITTED in did:
        return Cause.REMITTED
    if Did.TABLED in did:
        return Cause.TABLED
    return cause_at(ahead, ahead.sittings[aim].day)
