"""What the reasons of a round's deadlines are made from, once somebody asks."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.business_calendar.sunday_rule import confidence_within
from auditflow.case import Case
from auditflow.confidence import Confidence, weakest
from auditflow.day import date_at
from auditflow.events import AnyEvent, Asked
from auditflow.meetings import MeetingCalendar
from auditflow.planning.aim import Aim, How, Requires, choose
from auditflow.planning.explaining import (
    since_when,
    why,
    why_no_day,
    why_promised,
)
from auditflow.planning.facts import facts_of
from auditflow.planning.forward import ForwardPass
from auditflow.planning.pausing import Paused, paused_in
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.reasons import (
    Reason,
    moved_by_pause,
    needed_by,
    paused_by,
    paused_until_further_notice,
    short_of_time,
)
from auditflow.rules import Rule, Rulebook

if TYPE_CHECKING:
    from auditflow.planning.deadline import Deadline


@attrs.frozen(eq=False)
class Grounds:
    """One round of a case, worked out: all its days, and how they came.

    It hangs on what happened, on the rules and on the calendars; on no day that it is
    seen from.
    """

    reckoning: Reckoning
    met: "dict[tuple[str, int, str, int], Deadline]" = attrs.field(factory=dict)
    """The deadlines that were met on these grounds, as far as they were asked for."""

    @cached_property
    def forward(self) -> ForwardPass:
        """How early each step can be done, and the slack that this leaves."""
        return ForwardPass(self.reckoning)

    @cached_property
    def _aimed(self) -> tuple[Aim, DaysByRule]:
        """The meeting to aim for and all days: kept for all cases alike in them."""
        reckoning = self.reckoning
        governed = reckoning.rulebook, reckoning.calendar, reckoning.meetings
        alike = *governed, *reckoning.facts.aimed_by
        found = _aimed.get(alike)
        if found is None:
            aim = choose(self.forward)
            if len(_aimed) >= _KEEP:
                _aimed.clear()
            _aimed[alike] = found = aim, _days_with(aim, reckoning)
        return found

    @property
    def aim(self) -> Aim:
        """The meeting that the round aims for."""
        return self._aimed[0]

    @property
    def days(self) -> DaysByRule:
        """All days of the round, as if no pause moved a rule of its own."""
        return self._aimed[1]

    @cached_property
    def paused(self) -> dict[str, Paused]:
        """The rules whose days a pause moves, with where to."""
        facts = self.reckoning.facts
        if not facts.paused:
            return {}
        running = attrs.evolve(self.reckoning, facts=facts.without_pauses())
        return paused_in(self.reckoning, self.days, Grounds(running).days)

    @cached_property
    def earliest(self) -> dict[str, int]:
        """The earliest day of each step, from what has happened."""
        return self.forward.earliest(self.days)

    def day_of(self, rule: Rule) -> Worked | None:
        """The day of *rule*, where a pause put it; None if it has none."""
        paused = self.paused.get(rule.id)
        return self.days.get(rule.id) if paused is None else paused.worked

    def needed_by(self, rule: Rule) -> int | None:
        """The day on which another step, or the meeting, needs it earlier."""
        paused = self.paused.get(rule.id)
        if paused is not None and paused.needed_by is not None:
            return paused.needed_by
        return self.reckoning.needed_by(rule, self.days) if rule.needed_by else None

    def confidence(self, rule: Rule, worked: Worked) -> Confidence:
        """How sure the day is: the rule, its roll, the law then, and what was asked."""
        if self.reckoning.facts.is_unconfirmed(worked.way):
            return Confidence.OPEN
        if worked.raw == worked.due:
            return rule.confidence
        first, last = sorted((worked.raw, worked.due))
        said = rule.roll_confidence or rule.confidence
        return weakest((said, confidence_within(first, last)))

    def why_paused(self, rule: Rule) -> Iterator[Reason]:
        """Which pauses moved the day of *rule*, from which day to which."""
        facts, paused = self.reckoning.facts, self.paused[rule.id]
        before, after = date_at(paused.before.due), paused.worked
        for event in facts.paused:
            yield paused_by(event.on, event.until, event.ground, event.granted_by)
        if after is None:
            yield paused_until_further_notice(*since_when(facts))
            return
        yield moved_by_pause(date_at(after.due), before)
        if paused.needed_by is not None:
            deciding, day = self.reckoning.rulebook.deciding, paused.needed_by
            yield needed_by(date_at(day), deciding.sv, deciding.en)

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
        if rule.id in self.paused:
            worked = self.paused[rule.id].before  # what a pause did to it comes after
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


def _days_with(aim: Aim, reckoning: Reckoning) -> DaysByRule:
    if aim.day is None:
        return reckoning.with_decision(None)
    limit = aim.immediate if aim.how is How.IMMEDIATE else aim.ordinary
    hasty = aim.requires(aim.day) is Requires.IMMEDIATE
    decision = reckoning.decided(aim.day, aim.start, limit, immediate=hasty)
    return reckoning.with_decision(decision)


_KEEP: Final = 256
_aimed: dict[tuple[object, ...], tuple[Aim, DaysByRule]] = {}
_kept: dict[tuple[object, ...], tuple[object, Grounds]] = {}


def grounds_of(
    case: Case,
    life: tuple[AnyEvent, ...],
    events: Sequence[AnyEvent],
    rulebook: Rulebook,
    calendar: BusinessCalendar,
    meetings: MeetingCalendar | None,
    wanted: tuple[Asked, ...],
) -> Grounds:
    """The grounds of one round of *case*, after the events of its *life* so far.

    Those of the latest histories are kept: what was in force when a step was taken is
    what the plan said right before it, and is asked for again in each plan after it.
    They are told apart by the very objects, which an entry keeps alive.
    """
    by = case.memo, rulebook, calendar, meetings, *wanted, *life
    key = (case.body, id(events[0]), len(events), len(wanted), *map(id, by))
    found = _kept.get(key)
    if found is None:
        facts = facts_of(case, life, events, wanted)
        grounds = Grounds(Reckoning(facts, rulebook, calendar, meetings))
        if len(_kept) >= _KEEP:
            _kept.clear()
        _kept[key] = found = by, grounds
    return found[1]
