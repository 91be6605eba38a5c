"""Runs in columns, counted: how many were answered on each day, and why some late."""

import numpy as np
import numpy.typing as npt

from auditflow.day import FIRST
from auditflow.simulation.ahead import Ahead
from auditflow.simulation.columns.course import NEVER, Ended, begun, decided
from auditflow.simulation.course import Cause
from auditflow.simulation.tally import ONE, Progress, Tally


def tallied(
    ahead: Ahead, places: list[int], seed: int, runs: int, progress: Progress | None
) -> list[Tally]:
    """The *runs* of what lies *ahead*, for each place that is aimed for."""
    tallies, done = [Tally() for _ in places], 0
    for block in begun(ahead, seed, ONE, range(runs)):
        for place, tally in zip(places, tallies, strict=True):
            _count(ahead, decided(block, place), tally)
        done += block.since.size
        if progress is not None:
            progress(done, runs)
    return tallies


def _count(ahead: Ahead, ended: Ended, tally: Tally) -> None:
    known = ended.answered[ended.answered != NEVER]
    tally.days[None] += ended.answered.size - known.size
    if known.size:
        first = int(known.min())
        for day, number in enumerate(np.bincount(known - first).tolist(), first):
            if number:
                tally.days[day + FIRST] += number
    late = is_late(ahead, ended)
    for cause, number in enumerate(np.bincount(ended.cause[late]).tolist()):
        if number:
            tally.late[Cause(cause)] += number


def is_late(ahead: Ahead, ended: Ended) -> npt.NDArray[np.bool_]:
    """Which runs *ended* late; as `tally.is_late`."""
    if ahead.reply_by is None:
        return np.zeros(ended.answered.size, np.bool_)
    return ended.answered > ahead.reply_by - FIRST
