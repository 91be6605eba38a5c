"""How the day of a rule was worked out; all days are ordinals."""

from typing import NamedTuple

from auditflow.rules import Way, Which


class Worked(NamedTuple):
    """The days of a rule, and the way to them.

    A named tuple: a plan works out some thirty of these, and throws most away.
    """

    way: Way
    start: int
    raw: int
    due: int
    safe: int
    limit: int
    """The end of the period, before a meeting was looked for on or before it."""
    meeting_of: str | None = None
    guessed_meeting: bool = False
    """A meeting was wanted, but is not known."""
    projected: bool = False
    """What it is counted from has not happened yet."""
    hangs_on_decision: bool = False
    """It moves when the meeting of the body moves."""
    immediate: bool = False
    """A decision whose minutes are adjusted at the meeting itself."""

    def day(self, which: Which) -> int:
        """One of the three days."""
        if which is Which.DUE:
            return self.due
        return self.safe if which is Which.SAFE else self.raw


Start = tuple[int, bool, bool]
"""Where a period starts; whether that is only planned; whether it moves with the day
on which the body decides."""

DaysByRule = dict[str, Worked]
