"""The lines on how a meeting was chosen: which came in question, and why not."""

from collections.abc import Iterator

import attrs
from pendulum import Date

from auditflow.day import date_at
from auditflow.periods import BusinessDays
from auditflow.planning.derivation import (
    Begun,
    Candidate,
    Earliest,
    InTime,
    Later,
    Latest,
    Outcome,
    Part,
    Search,
    Short,
)
from auditflow.proof.lines import Kind, Line
from auditflow.proof.saying import closed, of_ends, saying, whose
from auditflow.proof.telling import Telling


@attrs.frozen(eq=False)
class Sought:
    """Tells how the meeting of one step was sought."""

    whole: Telling
    body: str
    lawful: bool
    begun: Begun | None

    def in_time(self, known: InTime) -> Iterator[Line]:
        """The last days of a decision that is in time."""
        for one in (known.counted, known.at_once):
            if isinstance(one.period, BusinessDays):
                self.whole.walk(one)
        counting = known.counted.counting
        yield saying(
            Kind.IN_TIME,
            day=known.counted.end,
            until=known.at_once.end,
            rule=known.origin.rule,
            part=known.origin.part.value,
            start=known.counted.start,
            period=str(known.counted.period),
            at_once=str(known.at_once.period),
            counted_on=known.counted.counted_on.value,
            first_day=counting.first_day,
            month_end=counting.month_end,
        )

    def lines(self, searches: tuple[Search, ...]) -> Iterator[Line]:
        """Where the forward pass begins, and each search in its order."""
        if self.begun is not None:
            yield saying(
                Kind.BEGUN,
                day=self.begun.day,
                received=self.begun.received,
                after=self.begun.after,
                steps=tuple(one.rule.id for one in self.begun.earliest),
            )
            yield from map(self._earliest, self.begun.earliest)
        for search in searches:
            yield from self._search(search)

    def _earliest(self, earliest: Earliest) -> Line:
        if earliest.since is not None and isinstance(earliest.needs, BusinessDays):
            by = earliest.needs.end_from(
                earliest.since.toordinal(), self.whole.calendar
            )
            self.whole.ask(earliest.since.add(days=1), date_at(by))
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

    def _search(self, search: Search) -> Iterator[Line]:
        """The period on whose end a meeting is sought, and what came in question."""
        if search.counted is not None and search.around is not None:
            yield from self.whole.counted(search.counted, lawful=self.lawful)
            yield of_ends(search.counted.end, search.around, search.seek)
        elif search.later is not None:
            yield self._later(search.later)
        last = search.later.after if search.later else None
        for candidate in search.candidates:
            if search.later is not None and last is not None:
                if not candidate.known:
                    last = max(last, search.later.known_until or last)
                    yield from self._passed(last, candidate.day)
                last = candidate.day
            yield from self._candidate(candidate)

    def _later(self, later: Later) -> Line:
        return saying(
            Kind.LATER,
            body=self.body,
            decides_from=later.decides_from,
            meetings=tuple(day.isoformat() for day in later.meetings),
            known_until=later.known_until,
        )

    def _passed(self, last: Date, day: Date) -> Iterator[Line]:
        """The days between two, on which the body could not meet."""
        self.whole.ask(last.add(days=1), day)
        for one, why in self.whole.calendar.closures(last.add(days=1), day):
            yield closed(Kind.PASSED, one, why)

    def _ask_in_time(self, candidate: Candidate, begun: Begun) -> None:
        """Note the days that tell whether there is time for each step before it."""
        earliest = {one.rule.id: one.day for one in begun.earliest}
        spans = [
            (earliest[latest.rule], latest.due)
            for latest in candidate.latest
            if latest.rule in earliest
        ]
        spans.append((begun.day, candidate.day))
        if any(last < first for first, last in spans):
            for first, last in map(sorted, spans):
                self.whole.ask(first.add(days=1), last)

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
        rungs = {latest.rule: latest for latest in candidate.latest}
        for latest in candidate.latest:
            below = rungs.get(latest.origin.rule)
            if below and below.body is None and latest.origin.part is Part.SAFE:
                self.whole.ask(latest.counted.start, min(below.counted.end, below.due))
            yield self._latest(latest)
        if candidate.short is not None:
            yield self._short(candidate.short)
        if self.begun is not None and candidate.outcome is not Outcome.PUT_OFF:
            self._ask_in_time(candidate, self.begun)

    def _latest(self, latest: Latest) -> Line:
        counted = latest.counted
        if isinstance(counted.period, BusinessDays):
            self.whole.walk(counted)
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

    @staticmethod
    def _short(short: Short) -> Line:
        return saying(
            Kind.SHORT, rule=short.rule, earliest=short.earliest, latest=short.latest
        )
