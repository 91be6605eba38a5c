"""What the reasons of a round's deadlines are made from, once somebody asks."""

from collections.abc import Iterator

import attrs

from auditflow.case import Case
from auditflow.day import date_at
from auditflow.planning.aim import Aim
from auditflow.planning.explaining import why, why_no_day, why_promised
from auditflow.planning.forward import ForwardPass
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.reasons import Reason, needed_by, short_of_time
from auditflow.rules import Rule


@attrs.frozen(eq=False)
class Grounds:
    """One round of a case as the planner left it: all its days, and how they came."""

    case: Case
    forward: ForwardPass
    aim: Aim
    days: DaysByRule

    @property
    def reckoning(self) -> Reckoning:
        """The round with its rules and calendars."""
        return self.forward.reckoning

    def reasons_for(
        self, rule: Rule, worked: Worked | None, number: int | None
    ) -> list[Reason]:
        """Each step on the way to the day of *rule*.

        Args:
            rule: one of the rulebook.
            worked: its day, if it has one.
            number: that of the measure, for a rule that is about measures.
        """
        reckoning = self.reckoning
        if worked is None:
            applies = reckoning.applies(rule)
            missing = why_no_day(rule, reckoning, self.aim, self.days)
            return [missing] if applies else []
        if number is not None:
            return [why_promised(number, date_at(worked.due))]
        reasons = why(rule, worked, reckoning, self.aim, self.days)
        reasons += self._why_passed_over(rule)
        needed = reckoning.needed_by(rule, self.days)
        other = rule.needed_by and reckoning.rulebook.rule(rule.needed_by.rule)
        if needed is not None and other:
            reasons.append(needed_by(date_at(needed), other.sv, other.en))
        return reasons

    def _why_passed_over(self, rule: Rule) -> Iterator[Reason]:
        """Why a nearer meeting cannot be reached, where the plan aims for another."""
        missed = self.aim.missed
        if rule is not self.reckoning.rulebook.deciding or missed is None:
            return
        short = self.forward.shortest(missed)
        if short is not None:
            step, earliest, latest = short
            days = date_at(earliest), date_at(latest)
            yield short_of_time(date_at(missed), step.sv, step.en, *days)
