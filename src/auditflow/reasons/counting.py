"""Why a period ends on its day: what was counted, skipped, clamped and rolled."""

from typing import ClassVar

import attrs
from pendulum import Date

from auditflow.reasons.base import PERIOD_LAW, ROLL_LAW, Reason


@attrs.frozen(eq=False, repr=False)
class Counted(Reason):
    """A period was counted from a day; ``period_sv`` and ``period_en`` name it."""

    kind: ClassVar[str] = "counted"
    day: Date
    start: Date
    period_sv: str
    period_en: str
    source: str | None = None

    def _sv(self) -> str:
        if self.day == self.start:
            return f"{self.period_sv} från {self.start} är samma dag"
        where = "före" if self.day < self.start else "efter"
        return f"{self.period_sv} {where} {self.start} är {self.day}"

    def _en(self) -> str:
        if self.day == self.start:
            return f"{self.period_en} from {self.start} is the same day"
        where = "before" if self.day < self.start else "after"
        return f"{self.period_en} {where} {self.start} is {self.day}"


@attrs.frozen(eq=False, repr=False)
class Clamped(Reason):
    """The month where the period ends has no such day, so its last day counts."""

    kind: ClassVar[str] = "clamped"
    day: Date
    number: int
    source: str | None = PERIOD_LAW

    def _sv(self) -> str:
        return (
            f"{self.day:%Y-%m} har ingen dag {self.number}; "
            f"månadens sista dag gäller, {self.day}"
        )

    def _en(self) -> str:
        return (
            f"{self.day:%Y-%m} has no day {self.number}; "
            f"its last day counts, {self.day}"
        )


@attrs.frozen(eq=False, repr=False)
class Skipped(Reason):
    """A day on the way is no business day and was not counted."""

    kind: ClassVar[str] = "skipped"
    day: Date
    name_sv: str
    name_en: str

    def _sv(self) -> str:
        return f"{self.day} räknas inte: {self.name_sv}"

    def _en(self) -> str:
        return f"{self.day} does not count: {self.name_en}"


@attrs.frozen(eq=False, repr=False)
class RolledOver(Reason):
    """The period ended, or rolled on, to a day on which nothing has to be done."""

    kind: ClassVar[str] = "rolled_over"
    day: Date
    name_sv: str
    name_en: str
    source: str | None = None

    def _sv(self) -> str:
        return f"{self.day} är {self.name_sv}"

    def _en(self) -> str:
        return f"{self.day} is {self.name_en}"


@attrs.frozen(eq=False, repr=False)
class Rolled(Reason):
    """The last day moved, forward as the law says or back to keep a notice whole."""

    kind: ClassVar[str] = "rolled"
    day: Date
    raw: Date
    source: str | None = None

    @classmethod
    def between(cls, raw: Date, due: Date) -> "Rolled":
        """The move from *raw* to *due*; only a move forward rests on the law."""
        return cls(due, raw, ROLL_LAW if due > raw else None)

    def _sv(self) -> str:
        if self.day > self.raw:
            return f"sista dagen flyttas från {self.raw} till nästa vardag, {self.day}"
        return f"sista dagen flyttas från {self.raw} tillbaka till {self.day}"

    def _en(self) -> str:
        if self.day > self.raw:
            return f"the last day moves from {self.raw} to the next weekday, {self.day}"
        return f"the last day moves from {self.raw} back to {self.day}"


@attrs.frozen(eq=False, repr=False)
class Kept(Reason):
    """The day is closed and yet does not move: somebody asked for it, or set it."""

    kind: ClassVar[str] = "kept"
    day: Date
    name_sv: str
    name_en: str

    def _sv(self) -> str:
        return f"{self.day} är {self.name_sv}, men dagen flyttas inte"

    def _en(self) -> str:
        return f"{self.day} is {self.name_en}, but the day does not move"


@attrs.frozen(eq=False, repr=False)
class WorkTowards(Reason):
    """The safe day: the last business day on or before the raw and the due day."""

    kind: ClassVar[str] = "safe"
    day: Date

    def _sv(self) -> str:
        return f"sikta på {self.day}, sista arbetsdagen dessförinnan"

    def _en(self) -> str:
        return f"work towards {self.day}, the last business day before it"
