"""Many cases in columns: how many are late in each run, and what is written when."""

from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.day import FIRST
from auditflow.simulation.ahead import Ahead
from auditflow.simulation.columns.course import NEVER, Begun, begun, decided
from auditflow.simulation.columns.tallying import is_late

_WEEK: Final = 7
_WEEKS: Final = 7800  # those of the years that are known, and a few more
_BEFORE: Final = (FIRST - 1) % _WEEK  # ordinal 1 is a Monday


@attrs.define(eq=False)
class Counting:
    """Runs of many cases, counted case by case; no case is kept."""

    seed: int
    runs: int
    _late: npt.NDArray[np.int32] = attrs.field(init=False)
    _changes: npt.NDArray[np.int64] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._late = np.zeros(self.runs, np.int32)
        self._changes = np.zeros(_WEEKS, np.int64)

    def add(self, number: int, ahead: Ahead, *, counts: bool) -> tuple[int, int]:
        """Count the runs of the case with this *number*.

        Args:
            number: what tells its draws from those of the others.
            ahead: what lies ahead of it.
            counts: whether it is one of those that may be late.

        Returns:
            In how many runs it is in time, and in how many nobody knows when it is
            answered.
        """
        done = missed = unknown = 0
        for block in begun(ahead, self.seed, number, range(self.runs)):
            ended, size = decided(block, ahead.aim), block.since.size
            lost = is_late(ahead, ended)
            unknown += int(np.count_nonzero(ended.answered == NEVER))
            if counts:
                self._late[done : done + size] += lost
            missed += int(np.count_nonzero(lost))
            done += size
            self._count_weeks(block, ahead.floor)
        return self.runs - missed, unknown

    def _count_weeks(self, block: Begun, floor: int) -> None:
        """Note in which weeks the drafts of a *block* begin to be written, and end.

        What was written before the *floor* is behind.
        """
        if block.drafted is None:
            return
        begins = (np.maximum(block.since, floor - FIRST) + _BEFORE) // _WEEK
        ends = (block.drafted + _BEFORE) // _WEEK + 1
        self._changes += np.bincount(begins, minlength=_WEEKS)
        self._changes -= np.bincount(ends, minlength=_WEEKS)

    @property
    def late(self) -> tuple[int, ...]:
        """For each number from 0 on, in how many runs so many were late."""
        return tuple(np.bincount(self._late).tolist())

    @property
    def drafts(self) -> list[tuple[int, int]]:
        """Each week by its Monday, and how many were being written, in all runs."""
        drafts = np.cumsum(self._changes)
        weeks = np.flatnonzero(drafts)
        if not weeks.size:
            return []
        first, last = int(weeks[0]), int(weeks[-1]) + 1
        monday = FIRST - _BEFORE + _WEEK * first
        found = drafts[first:last].tolist()
        return [(monday + _WEEK * n, number) for n, number in enumerate(found)]
