"""How the meeting of the body was chosen: which came in question, and why not."""

from collections.abc import Iterator

import attrs
from pendulum import Date

from auditflow.day import date_at
from auditflow.errors import DayOutOfRange, NoDayToProve
from auditflow.events import Tabled
from auditflow.memo import body_key
from auditflow.planning.aim import Aim, How, later_days
from auditflow.planning.derivation import (
    AimedAt,
    Begun,
    BuiltOn,
    Candidate,
    Counted,
    Earliest,
    InTime,
    Later,
    Latest,
    Outcome,
    Search,
    Short,
    Step,
)
from auditflow.planning.grounds import Grounds
from auditflow.planning.origins import around, counted_in, origins_of
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.rules import (
    Anchor,
    MetBy,
    Rule,
    Rulebook,
)


@attrs.frozen(eq=False)
class Choosing:
    """The choice of a meeting in one round."""

    grounds: Grounds

    @property
    def _reckoning(self) -> Reckoning:
        return self.grounds.reckoning

    @property
    def _book(self) -> Rulebook:
        return self.grounds.reckoning.rulebook

    def decided(self, step: Step, rule: Rule, worked: Worked) -> Step:
        """How the meeting of the body was chosen."""
        aim, body = self.grounds.aim, self._reckoning.facts.body
        if aim.how is How.EVENT:
            chosen = Candidate(
                step.due, body, not worked.guessed_meeting, Outcome.CHOSEN
            )
            fixed = self._fixed(step.due)
            origins = step.origins if fixed is None else (fixed,)
            search = (Search((chosen,)),)
            return attrs.evolve(
                step,
                origins=origins,
                deemed=None,
                start=step.due,
                searches=search,
                in_time=self._in_time(step, rule, aim),
            )
        searches = tuple(self._searches(rule, aim))
        return attrs.evolve(step, searches=searches, begun=self._begun())

    def _in_time(self, step: Step, rule: Rule, aim: Aim) -> InTime | None:
        """Until when a decision is in time, where that hangs on one other step."""
        origins, way = step.origins, rule.way
        if aim.start is None or aim.ordinary is None or aim.immediate is None:
            return None
        if len(origins) > 1 or way.deemed or not isinstance(origins[0], BuiltOn):
            return None
        start, whose, how = date_at(aim.start), rule.counted_on, way.counting
        at_once = rule.immediate or way.period
        return InTime(
            origins[0],
            Counted(start, way.period, whose, how, date_at(aim.ordinary)),
            Counted(start, at_once, whose, how, date_at(aim.immediate)),
        )

    def _fixed(self, day: Date) -> AimedAt | None:
        event = self._reckoning.facts.aim
        if event is None:
            return None
        named = event.to if isinstance(event, Tabled) else event.meeting
        return AimedAt(event.word, event.on, named, day)

    def _searches(self, rule: Rule, aim: Aim) -> Iterator[Search]:
        """Each search in its order, until the one that found the meeting."""
        if aim.start is None or aim.ordinary is None or aim.immediate is None:
            return
        start = date_at(aim.start)
        spans = [(rule.way.period, aim.ordinary, How.ORDINARY)]
        spans.append((rule.immediate or rule.way.period, aim.immediate, How.IMMEDIATE))
        for period, limit, how in spans:
            end, counting = date_at(limit), rule.way.counting
            counted = Counted(start, period, rule.counted_on, counting, end)
            found_around = around(self._reckoning, self._reckoning.facts.body, limit)
            day, chosen = (
                (found_around.last if found_around.known else date_at(limit)),
                how is aim.how,
            )
            known, found = found_around.known, list[Candidate]()
            if day is not None:
                on = day.toordinal()
                found = [self._candidate(on, known=known, chosen=chosen)]
            yield Search(tuple(found), counted, found_around)
            if how is aim.how:
                return
        candidates = tuple(self._later(aim.immediate, aim.day))
        yield Search(candidates, later=self._sought_after(aim.immediate, candidates))

    def _later(self, immediate: int, chosen: int | None) -> Iterator[Candidate]:
        """Each day after the last one in time, until the one that can be reached."""
        for day in later_days(self._reckoning, immediate):
            known = bool(self._reckoning.meets(day))
            yield self._candidate(day, known=known, chosen=day == chosen)
            if day == chosen:
                return

    def _sought_after(self, immediate: int, found: tuple[Candidate, ...]) -> Later:
        """From which day on these were sought, and what was known of the meetings."""
        decides_from = self._reckoning.facts.decides_from
        after = date_at(max(immediate, decides_from - 1))
        meetings = tuple(one.day for one in found if one.known)
        until, known_until = self._reckoning.known_until, None
        if until is not None and len(meetings) < len(found):
            last = max((after, *meetings)).toordinal()
            known_until = date_at(until) if until > last else None
        return Later(after, date_at(decides_from), meetings, known_until)

    def _candidate(self, day: int, *, known: bool, chosen: bool) -> Candidate:
        """One day on which the body could decide, and whether it can be reached."""
        facts = self._reckoning.facts
        on, body = date_at(day), facts.body
        if day < facts.decides_from:
            since = date_at(facts.decides_from)
            return Candidate(on, body, known, Outcome.PUT_OFF, decides_from=since)
        complete = self._before_meeting(day)
        earliest = self.grounds.forward.until_decision(aim=True, today=None)
        latest = tuple(self._latest(complete))
        outcome = Outcome.CHOSEN if chosen else Outcome.OUT_OF_REACH
        short = None if chosen else self._short(complete, earliest, day)
        return Candidate(on, body, known, outcome, latest, short)

    def _before_meeting(self, day: int) -> DaysByRule:
        """The days of what comes before a meeting.

        Raises:
            NoDayToProve: one lies outside the years that can be counted. The plan then
                passes the meeting over; but no line could say by which day.
        """
        try:
            return self._reckoning.before(day)
        except DayOutOfRange:
            why = f"passes over {date_at(day)}, before which not all can be counted"
            mend = "prove a deadline that hangs on no meeting"
            raise NoDayToProve(self._book.deciding.id, why, mend) from None

    def _latest(self, days: DaysByRule) -> Iterator[Latest]:
        """The last day of each step before a decision, each after what it builds on."""
        book = self._book
        wanted = {rule.id for rule in self._before(days)}
        for rule in reversed(book.in_order):
            if rule.id in wanted and rule is not book.deciding:
                wanted.add(self._counted_from(rule, days).rule)
        for rule in book.in_order:
            if rule.id in wanted and rule is not book.deciding:
                worked = days[rule.id]
                yield Latest(
                    rule.id,
                    self._counted_from(rule, days),
                    counted_in(rule, worked),
                    worked.way.roll,
                    worked.meeting_of,
                    date_at(worked.due),
                )

    def _counted_from(self, rule: Rule, days: DaysByRule) -> BuiltOn:
        """The one day of another step that *rule* is counted from.

        Raises:
            NoDayToProve: it is counted from several, or from one that is deemed.
        """
        way = days[rule.id].way
        origins = [*origins_of(self._reckoning, rule, way, days)]
        if len(origins) == 1 and way.deemed is None and isinstance(origins[0], BuiltOn):
            return origins[0]
        why = f"comes before a meeting and is counted from more than one day: {rule.id}"
        raise NoDayToProve(
            self._book.deciding.id, why, "prove a deadline that hangs on no meeting"
        )

    def _before(self, days: DaysByRule) -> list[Rule]:
        """The steps that have to be done before the body decides."""
        return [
            rule
            for rule in self._book.before_deciding
            if rule.id in days and days[rule.id].hangs_on_decision
        ]

    def _short(
        self, days: DaysByRule, earliest: dict[str, int], decision: int
    ) -> Short:
        calendar = self._reckoning.calendar
        found = [(r.id, earliest[r.id], days[r.id].due) for r in self._before(days)]
        start = self._reckoning.facts.start
        found.append((self._book.deciding.id, start, decision))
        rule, first, last = min(
            found, key=lambda one: calendar.count_ordinals(one[1], one[2])
        )
        return Short(rule, date_at(first), date_at(last))

    def _begun(self) -> Begun:
        facts, earliest = self._reckoning.facts, tuple(self._earliest())
        received, start = facts.anchors[Anchor.RECEIVED], facts.start
        bases = {one.base.toordinal() for one in earliest if not one.rule.after}
        used = received != start and received in bases
        return Begun(
            date_at(start),
            date_at(received) if used else None,
            self._book.deciding.after,
            earliest,
        )

    def _earliest(self) -> Iterator[Earliest]:
        """The earliest day of each step that has to be done before the decision."""
        facts = self._reckoning.facts
        found = self.grounds.forward.until_decision(aim=True, today=None)
        for rule in self._book.before_deciding_in_time:
            begin = facts.anchors[Anchor.RECEIVED] if rule.once else facts.start
            base = max([begin, *[found[other] for other in rule.after]])
            yield self._earliest_of(rule, base, found[rule.id])

    def _earliest_of(self, rule: Rule, base: int, day: int) -> Earliest:
        """The first day of one step, and what it follows from."""
        facts = self._reckoning.facts
        done = reply_by = since = None
        referred = facts.met.get(MetBy.REFERRED)
        if not self._reckoning.applies(rule):
            pass
        elif referred is not None and rule.met_by is MetBy.REFERRED:
            done = referred.on
        elif rule.met_by is MetBy.STATEMENTS_RECEIVED:
            reply_by, since = self._statements_by(base)
        elif rule.needs is not None:
            since = date_at(base)
        needs = None if since is None else rule.needs
        if needs is None and since is not None:
            reply_by, since = max(since, reply_by or since), None
        return Earliest(rule, date_at(base), done, reply_by, since, needs, date_at(day))

    def _statements_by(self, base: int) -> tuple[Date | None, Date | None]:
        """The last reply day given, and the last day from which a body takes its time.

        Each statement takes the same time, so the last one asked for is the last in.
        """
        facts = self._reckoning.facts
        reply_days = [one.reply_by for one in facts.wanted if one.reply_by is not None]
        referrals = facts.referrals
        asked = [
            referrals[key].asked_on.toordinal() if key in referrals else base
            for one in facts.wanted
            if one.reply_by is None and (key := body_key(one.body))
        ]
        last = date_at(max(asked)) if asked else None
        return max(reply_days, default=None), last
