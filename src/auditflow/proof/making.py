"""Makes a proof of a deadline, from what the planning worked out."""

from collections.abc import Iterator
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar, public_holiday, rest_day
from auditflow.day import date_at
from auditflow.periods import BusinessDays, Days, LiteralWeekdays, OnDay
from auditflow.planning import Deadline
from auditflow.planning.derivation import (
    Candidate,
    Counted,
    Derivation,
    Earliest,
    Latest,
    Search,
    Short,
    Step,
)
from auditflow.planning.deriving import derivation_of
from auditflow.proof.lines import Kind, Line
from auditflow.proof.saying import (
    closed,
    is_missing,
    of_ends,
    of_origin,
    release,
    saying,
    whose,
)
from auditflow.proof.value import Proof
from auditflow.reasons import PERIOD_LAW
from auditflow.rules import Basis, CountedOn

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
        NoDayToProve: *deadline* has no day, or was not made by `auditflow.plan`.
    """
    return Proof.of(_Making(derivation_of(deadline)).lines())


@attrs.frozen(eq=False)
class _Making:
    """The lines of one proof; notes which days the municipality's own can matter on."""

    derivation: Derivation
    asked: set[int] = attrs.field(factory=set)

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
            case=self.derivation.deadline.grounds.case.name,
            body=reckoning.facts.body,
            deadline=self.derivation.deadline.id,
            rulebook=book.id,
            version=book.version,
            country=_COUNTRY,
            holidays=release(),
        )

    def _own_days(self) -> Iterator[Line]:
        for day, name in self._calendar.closed.items():
            if day.toordinal() in self.asked:
                yield saying(Kind.CLOSED, day=day, name=" ".join(name.split()))
        for day in self._calendar.open:
            if day.toordinal() in self.asked:
                yield saying(Kind.OPENED, day=day)

    def _ask(self, first: Date, last: Date) -> None:
        """Note that it matters which of these days, both included, are open."""
        self.asked.update(range(first.toordinal(), last.toordinal() + 1))

    def _counted_on(self, whose: CountedOn) -> BusinessCalendar:
        statutory = whose is CountedOn.STATUTORY
        return self._calendar.statutory if statutory else self._calendar

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
            seeks=rule.way.meeting and rule.way.meeting.value,
        )
        yield from map(of_origin, step.origins)
        if len(step.origins) > 1:
            days = [one.day for one in step.origins]
            of = tuple(day.isoformat() for day in days)
            yield saying(Kind.LATEST_OF, day=max(days), of=of)
        if step.deemed is not None:
            yield saying(Kind.DEEMED, day=step.start, how=step.deemed.value)
        lawful = rule.basis is Basis.STATUTE
        if step.begun is not None:
            begun = step.begun
            yield saying(
                Kind.BEGUN,
                day=begun.day,
                received=begun.received,
                after=begun.after,
                steps=tuple(one.rule.id for one in begun.earliest),
            )
            yield from map(self._earliest, step.begun.earliest)
        if step.counted is not None:
            yield from self._counted(step.counted, lawful=lawful)
        for search in step.searches:
            afterwards = step.begun is not None
            yield from self._search(search, lawful=lawful, afterwards=afterwards)
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

    def _counted(self, counted: Counted, *, lawful: bool) -> Iterator[Line]:
        """The period, and each day that it passes where days are told one by one."""
        start, end = counted.start, counted.end
        yield saying(
            Kind.PERIOD,
            period=str(counted.period),
            counted_on=whose(counted),
            first_day=counted.counting.first_day,
            month_end=counted.counting.month_end,
        )
        if isinstance(counted.period, BusinessDays | LiteralWeekdays):
            yield from self._walked(counted)
        elif isinstance(counted.period, OnDay):
            yield saying(Kind.FIXED_DAY, day=end)
        elif isinstance(counted.period, Days):
            first, last = sorted((start, end))
            days = abs(counted.period.amount)
            yield saying(Kind.SPAN, first=first, last=last, days=days)
        else:
            sought = start.day if is_missing(counted) else None
            law = PERIOD_LAW if lawful else None
            yield saying(Kind.SAME_NAME, day=end, sought=sought, law=law)

    def _walked(self, counted: Counted) -> Iterator[Line]:
        calendar = self._counted_on(counted.counted_on)
        literal = isinstance(counted.period, LiteralWeekdays)
        number = 0
        for day in map(date_at, self._walk(counted)):
            closure = public_holiday(day) if literal else calendar.closure(day)
            if closure is None:
                number += 1
                yield saying(Kind.COUNTS, day=day, number=number)
            else:
                yield closed(Kind.PASSED, day, closure)

    def _walk(self, counted: Counted) -> range:
        """The days from which business days are counted, as ordinals, in order."""
        start, end = counted.start.toordinal(), counted.end.toordinal()
        forward = isinstance(counted.period, OnDay) or counted.period.amount > 0
        way, counts = (1 if forward else -1), counted.counting.first_day == "counted"
        days = range(start if counts else start + way, end + way, way)
        business = isinstance(counted.period, BusinessDays)
        if business and counted.counted_on is CountedOn.MUNICIPAL:
            self.asked.update(days)
        return days

    def _earliest(self, earliest: Earliest) -> Line:
        if earliest.since is not None:
            self._ask(earliest.since.add(days=1), earliest.day)
        return saying(
            Kind.EARLIEST,
            day=earliest.day,
            rule=earliest.rule.id,
            sv=earliest.rule.sv,
            en=earliest.rule.en,
            after=earliest.rule.after,
            base=earliest.base,
            done=earliest.done,
            reply_by=earliest.reply_by,
            since=earliest.since,
            needs=None if earliest.needs is None else str(earliest.needs),
        )

    def _search(
        self, search: Search, *, lawful: bool, afterwards: bool
    ) -> Iterator[Line]:
        """The period on whose end a meeting is sought, and what came in question."""
        if search.counted is not None and search.around is not None:
            yield from self._counted(search.counted, lawful=lawful)
            yield of_ends(search.counted.end, search.around, search.seek)
        elif afterwards:
            yield saying(Kind.LATER, body=self.derivation.reckoning.facts.body)
        for candidate in search.candidates:
            yield from self._candidate(candidate)

    def _candidate(self, candidate: Candidate) -> Iterator[Line]:
        yield saying(
            Kind.MEETING,
            day=candidate.day,
            body=candidate.body,
            known=candidate.known,
            outcome=candidate.outcome.value,
            decides_from=candidate.decides_from,
            before=tuple(latest.rule for latest in candidate.latest),
        )
        yield from map(self._latest, candidate.latest)
        if candidate.short is not None:
            yield self._short(candidate.short)

    def _latest(self, latest: Latest) -> Line:
        counted = latest.counted
        if isinstance(counted.period, BusinessDays):
            self._walk(counted)
        return saying(
            Kind.LATEST,
            day=latest.due,
            rule=latest.rule,
            builds_on=latest.origin.rule,
            part=latest.origin.part.value,
            start=counted.start,
            period=str(counted.period),
            counted_on=whose(counted),
            first_day=counted.counting.first_day,
            month_end=counted.counting.month_end,
            ends=counted.end,
            roll=latest.roll,
            body=latest.body,
        )

    def _short(self, short: Short) -> Line:
        first, last = sorted((short.earliest, short.latest))
        self._ask(first.add(days=1), last)
        return saying(
            Kind.SHORT, rule=short.rule, earliest=short.earliest, latest=short.latest
        )

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
        self._ask(step.due, step.due)
        if closure is not None:
            yield closed(Kind.KEPT, step.due, closure)
        last = min(step.raw, step.due)
        self._ask(step.safe, last)
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
