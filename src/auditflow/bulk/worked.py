"""What was worked out for a block of cases, and what could not be counted."""

from collections.abc import Mapping

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.bulk.columns import MISSING, Flags, Mask, Whole
from auditflow.periods import Deeming, Period
from auditflow.rules import Rule, Which


@attrs.frozen(eq=False)
class Worked:
    """How the days of a rule were worked out; `MISSING` where a case has none.

    ``hangs`` marks where it moves with the meeting of the body, ``immediate`` the
    decisions whose minutes are adjusted at the meeting itself.
    """

    start: Whole
    raw: Whole
    due: Whole
    safe: Whole
    hangs: Flags
    immediate: Mask | None = None

    def day(self, which: Which) -> Whole:
        """One of the three days."""
        match which:
            case Which.RAW:
                return self.raw
            case Which.DUE:
                return self.due
            case Which.SAFE:
                return self.safe

    def only(self, rows: npt.NDArray[np.intp]) -> "Worked":
        """That of the cases that stand at these *rows*."""
        return Worked(
            self.start[rows],
            self.raw[rows],
            self.due[rows],
            self.safe[rows],
            self.hangs if isinstance(self.hangs, bool) else self.hangs[rows],
        )


@attrs.frozen(eq=False)
class Days:
    """The days worked out for a block of cases, by rule.

    Those that stand are kept for all cases, and read for the ones in question.
    """

    found: dict[str, Worked] = attrs.field(factory=dict)
    standing: Mapping[str, Worked] = attrs.field(factory=dict)
    rows: npt.NDArray[np.intp] | None = None

    def get(self, rule_id: str) -> Worked | None:
        """The days of a rule; None where no case has one."""
        worked = self.found.get(rule_id)
        if worked is None and rule_id in self.standing:
            worked = self.standing[rule_id]
            if self.rows is not None:
                worked = worked.only(self.rows)
            self.found[rule_id] = worked
        return worked


@attrs.frozen(eq=False)
class Lost:
    """The cases of which a day lies beyond those that can be counted, and whose."""

    rows: Mask
    found: list[tuple[str, Mask, Whole]] = attrs.field(factory=list)

    def look(
        self, rule: Rule, period: Period | Deeming, starts: Whole, ends: Whole
    ) -> None:
        """Note where *period* leads from a day of *starts* to none in *ends*."""
        if ends.size and ends.min() == MISSING:
            lost = (ends == MISSING) & (starts != MISSING)
            if lost.any():
                np.logical_or(self.rows, lost, out=self.rows)
                self.found.append((f"{rule.id}, {period} from", lost, starts))

    @classmethod
    def none_of(cls, rows: int) -> "Lost":
        """No case yet, of so many."""
        return cls(np.zeros(rows, np.bool_))
