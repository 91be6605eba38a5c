"""Makes a proof of a deadline, from what the planning worked out."""

from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.business_calendar import BusinessCalendar, rest_day
from auditflow.day import date_at
from auditflow.errors import NoDayToProve
from auditflow.planning import Deadline
from auditflow.planning.derivation import (
    Derivation,
    Step,
)
from auditflow.planning.deriving import derivation_of
from auditflow.proof.lines import Kind, Line
from auditflow.proof.saying import (
    closed,
    of_origin,
    release,
    saying,
)
from auditflow.proof.sought import Sought
from auditflow.proof.telling import Telling
from auditflow.proof.value import Proof
from auditflow.rules import Basis

_COUNTRY: Final = "SE"


def prove(deadline: Deadline) -> Proof:
    """A proof of the day of *deadline*: each step, and each day that was passed.

    It reads from what happened up to the day, and holds all that is needed to work the
    day out once more. `check` does so, by another algorithm.

    >>> from datetime import date
    >>> from auditflow import Case, plan
    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> print(prove(plan(case)["register"]).text("en"))
    Register the case: Wednesday 2022-09-28
    ...

    Raises:
        NoDayToProve: *deadline* has no day, was not made by `auditflow.plan`, or is so
            far away that nobody would read each day until then.
    """
    proof = Proof.of(_Making.of(derivation_of(deadline)).lines())
    if proof.is_too_long:
        why = f"takes a proof of {len(proof.lines)} lines, more than are read again"
        mend = "count its period in months or years, where each day is no line"
        raise NoDayToProve(deadline.id, why, mend)
    return proof


@attrs.frozen(eq=False)
class _Making:
    """The lines of one proof."""

    derivation: Derivation
    telling: Telling

    @classmethod
    def of(cls, derivation: Derivation) -> "_Making":
        """What makes the proof of one derivation."""
        return cls(derivation, Telling(derivation.reckoning.calendar))

    @property
    def _calendar(self) -> BusinessCalendar:
        return self.derivation.reckoning.calendar

    def lines(self) -> Iterator[Line]:
        """All lines, the head first."""
        steps = [line for step in self.derivation.steps for line in self._step(step)]
        yield self._head()
        yield from self._own_days()
        yield from steps
        yield self._proved(self.derivation.deadline)

    def _head(self) -> Line:
        reckoning = self.derivation.reckoning
        book = reckoning.rulebook
        return saying(
            Kind.HEAD,
            case=self.derivation.deadline.case,
            body=reckoning.facts.body,
            deadline=self.derivation.deadline.id,
            rulebook=book.id,
            version=book.version,
            country=_COUNTRY,
            holidays=release(),
        )

    def _own_days(self) -> Iterator[Line]:
        for day, name in self._calendar.closed.items():
            if day.toordinal() in self.telling.asked:
                yield saying(Kind.CLOSED, day=day, name=" ".join(name.split()))
        for day in self._calendar.open:
            if day.toordinal() in self.telling.asked:
                yield saying(Kind.OPENED, day=day)

    def _step(self, step: Step) -> Iterator[Line]:
        rule = step.rule
        yield saying(
            Kind.STEP,
            rule=rule.id,
            sv=step.title_sv,
            en=step.title_en,
            basis=rule.basis.value,
            source=rule.source,
            confidence=rule.confidence.value,
            roll_confidence=rule.roll_confidence and rule.roll_confidence.value,
            seeks=step.seeks and step.seeks.value,
        )
        yield from map(of_origin, step.origins)
        if len(step.origins) > 1:
            days = [one.day for one in step.origins]
            of = tuple(day.isoformat() for day in days)
            yield saying(Kind.LATEST_OF, day=max(days), of=of)
        if step.deemed is not None:
            yield saying(Kind.DEEMED, day=step.start, how=step.deemed.value)
        lawful = rule.basis is Basis.STATUTE
        if step.counted is not None:
            yield from self.telling.counted(step.counted, lawful=lawful)
        yield from self._sought(step, lawful=lawful)
        if step.only_counted is not None:
            instead = step.only_counted
            yield saying(Kind.ONLY_COUNTED, body=instead.body, known=instead.known)
        yield from self._three_days(step, lawful=lawful)
        if step.needed_from is not None:
            needed = step.needed_from
            yield saying(
                Kind.NEEDED,
                day=needed.day,
                rule=needed.rule,
                part=needed.part.value,
                by=step.needed,
            )

    def _sought(self, step: Step, *, lawful: bool) -> Iterator[Line]:
        """How the meeting was sought, if one was."""
        body = self.derivation.reckoning.facts.body
        sought = Sought(self.telling, body, lawful, step.begun)
        yield from sought.lines(step.searches)
        if step.in_time is not None:
            yield from sought.in_time(step.in_time)

    def _three_days(self, step: Step, *, lawful: bool) -> Iterator[Line]:
        """The raw day, how it rolls, the last day, and back to the safe one."""
        yield saying(Kind.RAW, day=step.raw)
        yield saying(Kind.ROLL, roll=step.roll)
        yield from self._rolled(step, lawful=lawful)
        yield saying(Kind.DUE, day=step.due)
        if not step.is_meeting:
            yield from self._back_to_safe(step)
        yield saying(Kind.SAFE, day=step.safe)

    def _rolled(self, step: Step, *, lawful: bool) -> Iterator[Line]:
        way = 1 if step.due > step.raw else -1
        for ordinal in range(step.raw.toordinal(), step.due.toordinal(), way):
            day = date_at(ordinal)
            rest = rest_day(day)
            if rest is not None:
                yield saying(
                    Kind.ROLLED_OVER,
                    day=day,
                    sv=rest.closure.sv,
                    en=rest.closure.en,
                    law=rest.source if lawful and way > 0 else None,
                    confidence=rest.confidence.value,
                )

    def _back_to_safe(self, step: Step) -> Iterator[Line]:
        closure = self._calendar.closure(step.due)
        self.telling.ask(step.due, step.due)
        if closure is not None:
            yield closed(Kind.KEPT, step.due, closure)
        last = min(step.raw, step.due)
        self.telling.ask(step.safe, last)
        for day, why in reversed(self._calendar.closures(step.safe, last)):
            yield closed(Kind.NOT_OPEN, day, why)

    def _proved(self, deadline: Deadline) -> Line:
        return saying(
            Kind.PROVED,
            deadline=deadline.id,
            raw=deadline.raw,
            due=deadline.due,
            safe=deadline.safe,
            needed_by=deadline.needed_by,
            confidence=deadline.confidence.value,
        )
