"""The facts of many cases, a block at a time, as the days that rules ask for."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.bulk.answers import Refused
from auditflow.bulk.columns import (
    MISSING,
    Column,
    DayColumn,
    Flags,
    HasArray,
    Mask,
    Whole,
    days_or_day,
    rows_of,
)
from auditflow.bulk.tables import looked_up, rolled
from auditflow.errors import ColumnsContradict, NotDays
from auditflow.rules import Anchor

DayFact = DayColumn | date
FlagColumn = HasArray | Sequence[bool]
Wanted = bool | FlagColumn

# What cannot come before what: the first of each pair happens first.
_IN_ORDER: Final = (
    (Anchor.MEMO_DATED, Anchor.RECEIVED),
    (Anchor.RECEIVED, Anchor.REFERRAL),
    (Anchor.RECEIVED, Anchor.ADOPTED),
    (Anchor.ADOPTED, Anchor.MINUTES_ADJUSTED),
    (Anchor.MINUTES_ADJUSTED, Anchor.NOTICE_POSTED),
)


@attrs.frozen(eq=False)
class Cases:
    """A block of cases: for each anchor a column of days, `MISSING` among them.

    ``wanted`` marks the cases in which statements are wanted.
    """

    rows: int
    anchors: Mapping[Anchor, Whole]
    wanted: Mask

    @cached_property
    def received(self) -> Whole:
        """The days on which the memos were received."""
        return self.anchors[Anchor.RECEIVED]

    def only(self, rows: npt.NDArray[np.intp]) -> "Cases":
        """Those of the cases that stand at these *rows*."""
        days = {anchor: column[rows] for anchor, column in self.anchors.items()}
        return Cases(rows.size, days, self.wanted[rows])


@attrs.frozen(eq=False)
class Facts:
    """The columns that were given, ready to be read block by block."""

    rows: int
    columns: Mapping[Anchor, Column]
    wanted: Flags

    @classmethod
    def of(cls, given: Mapping[Anchor, DayFact | None], wanted: Wanted) -> "Facts":
        """The columns that were *given*, each under its anchor.

        Raises:
            DayRefused: a column holds no days.
            ColumnsContradict: their lengths differ.
        """
        columns = {
            anchor: days_or_day(values, str(anchor))
            for anchor, values in given.items()
            if values is not None
        }
        rows = rows_of([*columns.values()])
        return cls(rows, columns, _flags(wanted, rows))

    def block(self, start: int, stop: int) -> Cases:
        """The cases from *start* to *stop*.

        Raises:
            DaysOutOfRange: a day of them lies outside 1953–2100.
            ColumnsContradict: something happened before what it follows on.
        """
        size = stop - start
        anchors: dict[Anchor, Whole] = {}
        for anchor, column in self.columns.items():
            days = np.broadcast_to(column.block(start, stop), size)
            refused = Refused()
            refused.look(start, days, looked_up(days, rolled("none")))
            refused.tell()
            anchors[anchor] = days
        for first, then in _IN_ORDER:
            if first in anchors and then in anchors:
                self._check_order(start, anchors, first, then)
        wanted = np.broadcast_to(
            self.wanted if isinstance(self.wanted, bool) else self.wanted[start:stop],
            size,
        )
        if Anchor.REFERRAL in anchors:
            wanted = wanted | (anchors[Anchor.REFERRAL] != MISSING)
        return Cases(size, _of_the_received(anchors), wanted)

    def _check_order(
        self, start: int, days: Mapping[Anchor, Whole], first: Anchor, then: Anchor
    ) -> None:
        wrong = (days[then] < days[first]) & (days[then] != MISSING)
        if wrong.any():
            at = int(wrong.argmax())
            early, late = (
                str(np.datetime64(int(days[anchor][at]), "D"))
                for anchor in (then, first)
            )
            given = f"{self.columns[then].name}, {early}, lies before {late}, {first}"
            raise ColumnsContradict(start + at, given, "check both days")


def _of_the_received(anchors: dict[Anchor, Whole]) -> dict[Anchor, Whole]:
    """Without the day of its arrival a row is no case, and nothing of it counts."""
    never = anchors[Anchor.RECEIVED] == MISSING
    if not never.any():
        return anchors
    return {a: np.where(never, MISSING, days) for a, days in anchors.items()}


def _flags(wanted: Wanted, rows: int) -> Flags:
    if isinstance(wanted, bool | np.bool_):
        return bool(wanted)
    if isinstance(wanted, np.ma.MaskedArray) and np.ma.getmaskarray(wanted).any():
        at = int(np.ma.getmaskarray(wanted).argmax())
        mend = "say of each case whether statements are wanted"
        raise NotDays(at, "statements_wanted is missing", mend)
    flags = np.asarray(wanted)
    if flags.dtype != np.bool_ or flags.ndim != 1:
        given = f"statements_wanted is a column of {flags.dtype}"
        raise NotDays(None, given, "give True, False or a column of them")
    if flags.size != rows:
        given = f"received has {rows} and statements_wanted has {flags.size} rows"
        raise ColumnsContradict(None, given, "give columns of the same length")
    return flags
