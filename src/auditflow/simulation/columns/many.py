"""Many cases in columns: how many are late in each run, and what is written when."""

from collections.abc import Mapping
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.day import FIRST
from auditflow.simulation.ahead import Ahead
from auditflow.simulation.columns.course import Begun, begun, decided
from auditflow.simulation.columns.tallying import is_late
from auditflow.simulation.tally import Progress

_WEEK: Final = 7
_WEEKS: Final = 7800  # those of the years that are known, and a few more
_BEFORE: Final = (FIRST - 1) % _WEEK  # ordinal 1 is a Monday


@attrs.frozen
class Counted:
    """Runs of many cases, counted.

    ``late`` is, for each number from 0 on, in how many runs so many were late;
    ``in_time`` of each case in how many it was in time; ``drafts`` of each week from
    ``first_monday`` on how many were being written in it, all runs together.
    """

    late: tuple[int, ...]
    in_time: tuple[int, ...]
    first_monday: int
    drafts: tuple[int, ...]


def counted(
    ahead: Mapping[int, Ahead],
    until: int | None,
    seed: int,
    runs: int,
    progress: Progress | None,
) -> Counted:
    """The *runs* of what lies *ahead* of each case, by its number in the draws.

    Late are answers that were wanted *until* a day.
    """
    late = np.zeros(runs, np.int32)
    in_time: list[int] = []
    changes = np.zeros(_WEEKS, np.int64)
    for number, one in ahead.items():
        by = one.reply_by
        counts = by is not None and (until is None or by <= until)
        done = missed = 0
        for block in begun(one, seed, number, range(runs)):
            size = block.since.size
            lost = is_late(one, decided(block, one.aim))
            if counts:
                late[done : done + size] += lost
            missed += int(np.count_nonzero(lost))
            done += size
            _count_weeks(block, changes)
        in_time.append(runs - missed)
        if progress is not None:
            progress(len(in_time), len(ahead))
    drafts = np.cumsum(changes)
    weeks = np.flatnonzero(drafts)
    first, last = (int(weeks[0]), int(weeks[-1]) + 1) if weeks.size else (0, 0)
    return Counted(
        late=tuple(np.bincount(late).tolist()),
        in_time=tuple(in_time),
        first_monday=FIRST - _BEFORE + _WEEK * first,
        drafts=tuple(drafts[first:last].tolist()),
    )


def _count_weeks(block: Begun, changes: npt.NDArray[np.int64]) -> None:
    """Note in which weeks the drafts of a *block* begin to be written, and end."""
    if block.drafted is None:
        return
    begins = (block.since + _BEFORE) // _WEEK
    ends = (block.drafted + _BEFORE) // _WEEK + 1
    changes += np.bincount(begins, minlength=_WEEKS)
    changes -= np.bincount(ends, minlength=_WEEKS)
