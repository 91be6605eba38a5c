"""The forward pass: how early each step can be done, and the slack that this leaves.

Backward from the meeting gives the latest day of each step; forward from what has
happened, with the working time that each step needs, the earliest. Their difference in
business days is the slack.
"""

import attrs

from auditflow.errors import DayOutOfRange
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule
from auditflow.rules import Anchor, MetBy, Rule

_Asked = tuple[int, bool, int | None]


@attrs.frozen(eq=False)
class ForwardPass:
    """What can be done by when; all days are ordinals.

    What was worked out once is kept: the earliest days do not depend on the meeting,
    and the same few meetings are asked for again and again.
    """

    reckoning: Reckoning
    _earliest: dict[tuple[bool, int | None], dict[str, int]] = attrs.field(factory=dict)
    _slack: dict[_Asked, int] = attrs.field(factory=dict)

    def earliest(self, days: DaysByRule) -> dict[str, int]:
        """The earliest day of each step, from what has happened.

        Args:
            days: the days worked out, for the meeting at which the body decides.
        """
        found = dict(self.until_decision(aim=False, today=None))
        rules = self.reckoning.rulebook.in_time
        self._through(rules, days, found, aim=False, today=None)
        return found

    def slack(
        self, decision: int, *, aim: bool = False, today: int | None = None
    ) -> int:
        """The least slack of what must be done before a decision on that day.

        In business days, and at most until the decision itself; negative if the
        meeting cannot be reached.

        Args:
            decision: the meeting.
            aim: see only what the aim may depend on: received, referred, sent back.
            today: what is not done can be done from this day on at the earliest.

        Raises:
            DayOutOfRange: what it needs lies beyond the days that can be counted.
        """
        # What the aim must not see need not be left out where there is none of it.
        aim = aim and not self.reckoning.facts.is_untouched
        asked = decision, aim, today
        if asked not in self._slack:
            self._slack[asked] = self._least(decision, aim=aim, today=today)
        return self._slack[asked]

    def reaches(
        self, decision: int, *, aim: bool = False, today: int | None = None
    ) -> bool:
        """Whether everything that a decision on that day needs can be done by then."""
        if decision < self.reckoning.facts.decides_from:
            return False
        try:
            return self.slack(decision, aim=aim, today=today) >= 0
        except DayOutOfRange:
            return False

    def shortest(self, decision: int) -> tuple[Rule, int, int] | None:
        """What is the most short of time before a decision, as the aim sees it.

        The rule with its earliest and its latest day; None where every step has time,
        or where a day of them lies beyond those that can be counted.
        """
        reckoning, between = self.reckoning, self.reckoning.calendar.tables.between
        try:
            days = reckoning.before(decision)
            earliest = self.until_decision(aim=True, today=None)
        except DayOutOfRange:
            return None
        short = [
            (between(earliest[rule.id], days[rule.id].due), rule)
            for rule in reckoning.rulebook.before_deciding
            if rule.id in days and days[rule.id].hangs_on_decision
        ]
        slack, rule = min(short, key=lambda one: one[0], default=(0, None))
        if rule is None or slack >= 0:
            return None
        return rule, earliest[rule.id], days[rule.id].due

    def _least(self, decision: int, *, aim: bool, today: int | None) -> int:
        reckoning, facts = self.reckoning, self.reckoning.facts
        between = reckoning.calendar.tables.between
        days = reckoning.ladder(decision)
        earliest = self.until_decision(aim=aim, today=today)
        begun = facts.start if today is None else max(facts.start, today)
        least = between(begun, decision)
        for rule in reckoning.rulebook.before_deciding:
            worked = days.get(rule.id)
            if worked is None or not worked.hangs_on_decision:
                continue
            if aim or rule.met_by not in facts.met:
                least = min(least, between(earliest[rule.id], worked.due))
        return least

    def until_decision(self, *, aim: bool, today: int | None) -> dict[str, int]:
        """The earliest day of each step before the decision, whenever that is."""
        asked = aim, today
        if asked not in self._earliest:
            rules = self.reckoning.rulebook.before_deciding_in_time
            found: dict[str, int] = {}
            self._through(rules, {}, found, aim=aim, today=today)
            self._earliest[asked] = found  # only once it is whole
        return self._earliest[asked]

    def _through(
        self,
        rules: tuple[Rule, ...],
        days: DaysByRule,
        found: dict[str, int],
        *,
        aim: bool,
        today: int | None,
    ) -> None:
        """Add the earliest day of each of *rules* that is not *found* yet."""
        facts, applying = self.reckoning.facts, self.reckoning.applying
        for rule in rules:
            if rule.id in found:
                continue
            base = facts.anchors[Anchor.RECEIVED] if rule.once else facts.start
            if rule.after:
                # What was done before the draft was sent back is no start for anew.
                base = max([base, *[found[other] for other in rule.after]])
            if rule.id in applying:
                base = self._one(rule, base, days, aim=aim, today=today)
            found[rule.id] = base

    def _one(
        self, rule: Rule, base: int, days: DaysByRule, *, aim: bool, today: int | None
    ) -> int:
        reckoning = self.reckoning
        facts = reckoning.facts
        met = facts.met.get(rule.met_by) if rule.met_by else None
        if met is not None and (not aim or rule.met_by is MetBy.REFERRED):
            return met.on.toordinal()
        if today is not None and today > base:
            base = today
        if rule.met_by is MetBy.STATEMENTS_RECEIVED:
            return facts.statements_by(base, rule.needs, reckoning.calendar, aim=aim)
        if rule is reckoning.rulebook.deciding and rule.id in days:
            return max(base, days[rule.id].due)
        if rule.needs is None:
            return base
        return facts.worked_for(rule.needs, base, reckoning.calendar)
