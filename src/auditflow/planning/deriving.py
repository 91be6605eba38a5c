"""Derives the steps of a deadline from the round that gave its days."""

from collections.abc import Iterator

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
    grounds = deadline.grounds
    if grounds.reckoning.facts.paused:
        why = "lies in a round that was paused, which a proof does not show yet"
        raise NoDayToProve(deadline.id, why, "take the reasons of the deadline instead")
    if deadline.number is not None:
        steps = [_promised(deadline, deadline.due, deadline.safe)]
    else:
        steps = [*_Deriving(grounds).steps_to(deadline.rule)]
    return Derivation(deadline, grounds.reckoning, (*steps,))


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

    def steps_to(self, rule: Rule) -> Iterator[Step]:
        """The steps that *rule* builds on, each after its own, and at last its own.

        One that another needs stands before it, but where that other one is counted
        from it: nothing can stand before what it hangs on.
        """
        left, placed = self._all_below(rule), set[str]()
        while left:
            step = next(
                (one for one in left if _built_on(one) | _needs(one) <= placed),
                next((one for one in left if _built_on(one) <= placed), left[0]),
            )
            left = [one for one in left if one is not step]
            placed.add(step.rule.id)
            yield step

    def _all_below(self, rule: Rule) -> list[Step]:
        """The step of *rule*, after all those that it leads to."""
        found = {rule.id: self._step(rule)}
        below = {rule.id: self._below(found[rule.id])}
        pending, done = [rule.id], list[Step]()
        while pending:  # not by recursion: a chain of rules may be a long one
            other = next(below[pending[-1]], None)
            if other is None:
                done.append(found[pending.pop()])
            elif other.id not in found:
                found[other.id] = self._step(other)
                below[other.id] = self._below(found[other.id])
                pending.append(other.id)
        return done

    def _below(self, step: Step) -> Iterator[Rule]:
        for rule_id in (*_built_on_in_order(step), *_needs(step)):
            rule = self._book.rule(rule_id)
            if rule is not None:
                yield rule

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
            seeks=worked.way.meeting or rule.way.meeting,
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


def _built_on_in_order(step: Step) -> tuple[str, ...]:
    """The other steps on whose days it is counted."""
    origins = [*step.origins, *([step.in_time.origin] if step.in_time else [])]
    return tuple(one.rule for one in origins if isinstance(one, BuiltOn))


def _built_on(step: Step) -> frozenset[str]:
    return frozenset(_built_on_in_order(step))


def _needs(step: Step) -> frozenset[str]:
    """The other step that needs it, if any does."""
    needed = step.needed_from
    return frozenset() if needed is None else frozenset({needed.rule} - {step.rule.id})
