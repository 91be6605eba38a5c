"""What the reasons of a deadline are made from, once somebody asks for them."""

import attrs

from auditflow.day import date_at
from auditflow.planning.aim import Aim
from auditflow.planning.explaining import why, why_no_day, why_promised
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.reasons import Reason, needed_by
from auditflow.rules import Rule


@attrs.frozen(eq=False)
class Grounds:
    """How the day of one rule came about in one round, as the planner left it.

    ``days`` are those of all rules of the round, for a day is often counted from the
    day of another rule; ``further`` the reasons that come after those for the day.
    """

    rule: Rule
    worked: Worked | None
    days: DaysByRule
    reckoning: Reckoning
    aim: Aim
    further: tuple[Reason, ...] = ()
    number: int | None = None
    """The number of the measure that is due, for a rule that is about measures."""

    def reasons(self) -> tuple[Reason, ...]:
        """Each step on the way to the day, and what became of it since."""
        return (*self._for_the_day(), *self.further)

    def _for_the_day(self) -> list[Reason]:
        if self.worked is None:
            if not self.reckoning.applies(self.rule):
                return []
            return [why_no_day(self.rule, self.reckoning, self.aim)]
        if self.number is not None:
            return [why_promised(self.number, date_at(self.worked.due))]
        reasons = why(self.rule, self.worked, self.reckoning, self.aim)
        needed = self.reckoning.needed_by(self.rule, self.days)
        other = self.rule.needed_by and self.reckoning.rulebook.rule(
            self.rule.needed_by.rule
        )
        if needed is not None and other:
            reasons.append(needed_by(date_at(needed), other.sv, other.en))
        return reasons
