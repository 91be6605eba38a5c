"""What was found so far while a proof is worked out again."""

from datetime import date

import attrs

from auditflow.proof.cursor import Cursor, Why
from auditflow.proof.lines import Line
from auditflow.proof.preceding import Preceding
from auditflow.proof.walking import Days, Walk


@attrs.frozen
class Limit:
    """The end of a period, and the meetings of a body around it; the line of it."""

    body: str
    ends: date
    last: date | None
    next: date | None
    line: int

    def contradicts(self, body: str, meeting: date) -> bool:
        """Whether *body* cannot have this meeting, from what stands here."""
        if body != self.body:
            return False
        if meeting <= self.ends:
            return self.last is None or meeting > self.last
        return self.next is not None and meeting < self.next


@attrs.define
class Found:
    """What was found so far while a proof is worked out again."""

    cursor: Cursor
    walk: Walk
    days: dict[str, Days] = attrs.field(factory=dict)
    """The days of each rule."""
    limits: list[Limit] = attrs.field(factory=list)
    """Where a meeting was sought, and what is said of those around."""
    bodies: dict[str, tuple[str, int]] = attrs.field(factory=dict)
    """Whose meetings each rule seeks, and the line that says so first."""
    used: set[str] = attrs.field(factory=set)
    """The rules on whose days another step builds."""

    needed: list[tuple[Line, int]] = attrs.field(factory=list)
    """The lines on what a later step needs, each with its number."""
    at_once: dict[str, bool] = attrs.field(factory=dict)
    """Whether its minutes must be adjusted at the meeting that was sought to decide.

    By the rule: after the ordinary time, and before the answer must leave.
    """
    preceding: Preceding | None = None
    """Which steps come before the decision, once a meeting was sought for it."""

    def counted_from(self, line: Line, rule: str, other: str) -> None:
        """Note it where a step before the decision is counted from another one.

        *line* is the last one taken, and *other* the step that it names, if any.
        """
        if self.preceding is None or rule not in self.preceding.steps:
            return
        wanted = self.preceding.counted_from(rule)
        if other not in (wanted or ("",)):
            key = "builds_on" if "builds_on" in line.facts else "rule"
            says = " / ".join(wanted)
            self.cursor.note(Why.CONTRADICTS, key=key, says=says, at=self.cursor.at)

    def known_until(self, body: str) -> date:
        """The last day around which a line says that it knows the body's meetings."""
        around = [(limit.ends, limit.next) for limit in self.limits
                  if limit.body == body]  # fmt: skip
        return max(
            (day for days in around for day in days if day is not None),
            default=date.min,
        )

    def body(self, line: Line, rule: str) -> None:
        """Note it where *line*, the last taken, names another body for a rule."""
        said = line.text("body"), self.cursor.at
        named, _ = self.bodies.setdefault(rule, said)
        self.cursor.compare(line, "body", named, Why.CONTRADICTS)

    def day_of(self, rule: str, part: str) -> date | None:
        """A day of an earlier step; None if there is no such step or day."""
        self.used.add(rule)
        found = self.days.get(rule)
        return found.part(part) if found else None
