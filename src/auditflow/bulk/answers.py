"""What becomes of the days without an answer: refused if given, left out if missing."""

from typing import TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.bulk.columns import MISSING, Mask, Whole
from auditflow.bulk.tables import FIRST_DAY, LAST_DAY
from auditflow.day import FIRST_YEAR, LAST_YEAR
from auditflow.errors import DaysOutOfRange

ItemT = TypeVar("ItemT", bound=np.generic)
DayArray = npt.NDArray[np.datetime64]


@attrs.define
class Refused:
    """The days of a column that cannot be counted with, until all are known."""

    beyond: str = ""
    index: int = -1
    day: str = ""
    how_many: int = 0

    def look(self, start: int, days: Whole, answers: Whole, about: str = "") -> None:
        """Note the *days* of a block that are not missing and have no answer.

        Args:
            start: the index of the first of them in the whole column.
            days: the days.
            answers: what was found for each.
            about: what was asked of the days, if it is not the same for all blocks.
        """
        none = (answers == MISSING) & (days != MISSING)
        if not none.any():
            return
        at = int(none.argmax())
        if not self.how_many or start + at < self.index:
            self.index = start + at
            self.day = self._named(int(days[at]), about)
        self.how_many += int(none.sum())

    def _named(self, day: int, about: str) -> str:
        name = str(np.datetime64(day, "D"))
        if FIRST_DAY <= day <= LAST_DAY:
            return f"{about or self.beyond} {name}"
        return name

    def tell(self) -> None:
        """Refuse the column if any of its days was.

        Raises:
            DaysOutOfRange: with the first of them, and how many there are.
        """
        if self.how_many:
            raise DaysOutOfRange(
                self.index, self.day, self.how_many, FIRST_YEAR, LAST_YEAR
            )


@attrs.define
class Gaps:
    """The rows of an answer that is no day, where a day was missing."""

    rows: int
    mask: Mask | None = None

    def add(self, start: int, answers: Whole | None, missing: Mask) -> None:
        """Note the *missing* rows of a block; the number under the mask is NaT's."""
        if not missing.any():
            return
        if self.mask is None:
            self.mask = np.zeros(self.rows, np.bool_)
        self.mask[start : start + missing.size] = missing
        if answers is not None:
            answers[missing] = MISSING

    def over(self, found: npt.NDArray[ItemT]) -> npt.NDArray[ItemT]:
        """*found* itself, or masked where rows are missing."""
        if self.mask is None:
            return found
        return np.ma.MaskedArray(found, self.mask)
