"""The draws of many runs, as days on which somebody works; see `course.Luck`."""

from functools import lru_cache

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import FIRST
from auditflow.simulation.ahead import Ahead
from auditflow.simulation.course import left
from auditflow.simulation.draws import (
    FIRST_FACTOR,
    GAMMA,
    NTH,
    SECOND_FACTOR,
    For,
    key_of,
)
from auditflow.simulation.duration import Duration
from auditflow.simulation.habits import ALL

Days = npt.NDArray[np.int32]
"""Days as numbers from `FIRST` on, one for each run; or places in a list."""

Keys = npt.NDArray[np.uint64]
"""What the draws of each run begin with."""

Which = npt.NDArray[np.intp]
"""Which runs are meant, by their places."""


@attrs.frozen(eq=False)
class WorkedDays:
    """The worked days: how many there are until each day, and which is the n-th."""

    until: Days
    """The place of the last worked day on or before each day."""
    since: Days
    """The place of the first one on or after each day."""
    nth: Days

    def after(self, since: Days, days: Days) -> Days:
        """The worked day so many after each of *since*; the next one where none is."""
        places = np.maximum(self.until.take(since) + days, self.since.take(since))
        found: Days = self.nth.take(places)
        return found


@lru_cache(maxsize=32)
def _in_columns(calendar: BusinessCalendar) -> WorkedDays:
    """The days of *calendar* as columns."""
    tables = calendar.tables
    is_open = np.frombuffer(tables.open, np.uint8).astype(np.int32)
    until: Days = np.cumsum(is_open, dtype=np.int32) - np.int32(1)
    nth = np.array(tables.nth, np.int32) - np.int32(FIRST)
    return WorkedDays(until, until + np.int32(1) - is_open, nth)


@attrs.frozen(eq=False)
class Luck:
    """The draws of many runs of one case."""

    ahead: Ahead
    keys: Keys

    @classmethod
    def of(cls, ahead: Ahead, seed: int, case: int, first: int, last: int) -> "Luck":
        """Those of the runs from *first* until before *last*; as `Draws.of`."""
        runs = np.arange(first, last, dtype=np.uint64)
        return cls(ahead, _mixed(np.uint64(key_of(seed, case)) + runs * _GAMMA))

    def among(self, runs: Which) -> "Luck":
        """Those of some of the *runs* only."""
        return Luck(self.ahead, self.keys[runs])

    def all(self, value: int) -> Days:
        """One *value* for each run."""
        return np.full(self.keys.size, value, np.int32)

    def below(self, sides: int, what: For, nth: int = 0) -> Which:
        """As `Draws.below`."""
        numbers = _mixed(self.keys + np.uint64((nth << NTH | what) * GAMMA % 2**64))
        numbers >>= _HALF
        numbers *= np.uint64(sides)
        numbers >>= _HALF
        return numbers.astype(np.intp)

    def happens(self, share: int, what: For, nth: int = 0) -> npt.NDArray[np.bool_]:
        """As `course.Luck.happens`."""
        return self.below(ALL, what, nth) < share

    def after(
        self, since: int | Days, duration: Duration, what: For, nth: int = 0
    ) -> Days:
        """As `course.Luck.after`, from an ordinal, or from a day of each run.

        Days that differ are drawn themselves, and so none lies before the floor.
        """
        work = _in_columns(self.ahead.work)
        if isinstance(since, int):
            table = np.array(left(self.ahead, since, duration), np.int32)
            begins = np.full(table.size, since - FIRST, np.int32)
            return work.after(begins, table).take(self.below(table.size, what, nth))
        table = np.array(duration.table, np.int32)
        return work.after(since, table.take(self.below(table.size, what, nth)))


_GAMMA = np.uint64(GAMMA)
_HALF = np.uint64(32)


def _mixed(numbers: Keys) -> Keys:
    """As `draws.mixed`; the *numbers* are used up."""
    numbers ^= numbers >> np.uint64(30)
    numbers *= np.uint64(FIRST_FACTOR)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(SECOND_FACTOR)
    numbers ^= numbers >> np.uint64(31)
    return numbers
