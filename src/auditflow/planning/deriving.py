"""Derives the steps of a deadline from the round that gave its days."""

import attrs
from pendulum import Date

from auditflow.day import date_at
from auditflow.errors import NoDayToProve
from auditflow.periods import BY_LAW, Days
from auditflow.planning.choosing import Choosing
from auditflow.planning.deadline import Deadline, Status
from auditflow.planning.derivation import (
    BuiltOn,
    Candidate,
    Counted,
    Derivation,
    Happened,
    Needed,
    OnlyCounted,
    Outcome,
    Part,
    Search,
    Step,
)
from auditflow.planning.grounds import Grounds
from auditflow.planning.origins import around, counted_in, origins_of
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.rules import (
    Anchor,
    Rule,
    Rulebook,
    Seek,
    Whose,
)


def derivation_of(deadline: Deadline) -> Derivation:
    """The steps that lead to the day of *deadline*.

    Raises:
        NoDayToProve: the deadline has no day.
    """
    if deadline.due is None or deadline.safe is None:
        raise _without_a_day(deadline)
    grounds, steps = deadline.grounds, dict[str, Step]()
    if deadline.number is not None:
        steps[deadline.id] = _promised(deadline, deadline.due, deadline.safe)
    else:
        _Deriving(grounds).place(deadline.rule, steps)
    return Derivation(deadline, grounds.reckoning, tuple(steps.values()))


def _without_a_day(deadline: Deadline) -> NoDayToProve:
    """What is wrong, with the last reason that the deadline gives, and the mend."""
    said = [reason.text("en") for reason in deadline.reasons]
    why = f"has no day to prove ({said[-1]})" if said else "has no day to prove"
    if deadline.status is Status.NOT_APPLICABLE:
        return NoDayToProve(deadline.id, why, "prove a deadline that applies")
    return NoDayToProve(deadline.id, why)


def _promised(deadline: Deadline, day: Date, safe: Date) -> Step:
    """The one step of a measure: the day was promised."""
    return Step(
        rule=deadline.rule,
        title_sv=deadline.title_sv,
        title_en=deadline.title_en,
        origins=(Happened(Anchor.PROMISED, day),),
        start=day,
        counted=Counted(day, Days(0), deadline.rule.counted_on, BY_LAW, day),
        roll="none",
        raw=day,
        due=day,
        safe=safe,
    )


@attrs.frozen(eq=False)
class _Deriving:
    """One round, asked how it came to its days."""

    grounds: Grounds

    @property
    def _reckoning(self) -> Reckoning:
        return self.grounds.reckoning

    @property
    def _book(self) -> Rulebook:
        return self.grounds.reckoning.rulebook

    @property
    def _days(self) -> DaysByRule:
        return self.grounds.days

    def place(self, rule: Rule, placed: dict[str, Step]) -> None:
        """Add the steps that *rule* builds on to those *placed*, and then its own."""
        step = self._step(rule)
        for other in (*step.origins, step.needed_from):
            if isinstance(other, BuiltOn | Needed) and other.rule not in placed:
                below = self._book.rule(other.rule)
                if below is not None:
                    self.place(below, placed)
        placed[rule.id] = step

    def _step(self, rule: Rule) -> Step:
        worked = self._days[rule.id]
        deciding = rule is self._book.deciding
        step = Step(
            rule=rule,
            title_sv=rule.sv,
            title_en=rule.en,
            origins=tuple(origins_of(self._reckoning, rule, worked.way, self._days)),
            deemed=worked.way.deemed,
            start=date_at(worked.start),
            roll=worked.way.roll,
            raw=date_at(worked.raw),
            due=date_at(worked.due),
            safe=date_at(worked.safe),
            is_meeting=deciding or worked.meeting_of is not None,
            needed_from=self._needed_from(rule),
            needed=self._needed(rule),
        )
        if deciding:
            return Choosing(self.grounds).decided(step, rule, worked)
        counted = counted_in(rule, worked)
        if worked.meeting_of is None:
            instead = self._only_counted(rule, worked)
            return attrs.evolve(step, counted=counted, only_counted=instead)
        found = Candidate(
            step.due, worked.meeting_of, known=True, outcome=Outcome.CHOSEN
        )
        found_around = around(self._reckoning, worked.meeting_of, worked.limit)
        seek = worked.way.seek or Seek.LAST_BEFORE
        search = Search((found,), counted, found_around, seek)
        return attrs.evolve(step, searches=(search,))

    def _only_counted(self, rule: Rule, worked: Worked) -> OnlyCounted | None:
        if rule.way.meeting is None:
            return None
        own = rule.way.meeting is Whose.OWN
        body = self._reckoning.facts.body
        sought = body if own else self._reckoning.preparing or body
        return OnlyCounted(sought, known=not worked.guessed_meeting)

    def _needed(self, rule: Rule) -> Date | None:
        day = self._reckoning.needed_by(rule, self._days)
        return None if day is None else date_at(day)

    def _needed_from(self, rule: Rule) -> Needed | None:
        wanted = rule.needed_by
        other = self._days.get(wanted.rule) if wanted else None
        if wanted is None or other is None:
            return None
        day = date_at(other.day(wanted.which))
        return Needed(wanted.rule, Part(wanted.which.value), day)
