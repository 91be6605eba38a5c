"""Derives the steps of a deadline from the round that gave its days."""

from collections.abc import Iterator

import attrs
from pendulum import Date

from auditflow.day import date_at
from auditflow.errors import NoDayToProve
from auditflow.events import Tabled
from auditflow.memo import body_key
from auditflow.periods import BY_LAW, Days
from auditflow.planning.aim import Aim, How, later_days
from auditflow.planning.deadline import Deadline
from auditflow.planning.derivation import (
    AimedAt,
    Around,
    Begun,
    BuiltOn,
    Candidate,
    Counted,
    Derivation,
    Earliest,
    Extended,
    Happened,
    Latest,
    Needed,
    OnlyCounted,
    Origin,
    Outcome,
    Part,
    Search,
    Short,
    Step,
)
from auditflow.planning.grounds import Grounds
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.rules import (
    Anchor,
    MetBy,
    Rule,
    Rulebook,
    RuleDay,
    Seek,
    Way,
    Whose,
)


def derivation_of(deadline: Deadline) -> Derivation:
    """The steps that lead to the day of *deadline*.

    Raises:
        NoDayToProve: the deadline has no day.
    """
    if deadline.due is None or deadline.safe is None:
        raise NoDayToProve(deadline.id)
    grounds, steps = deadline.grounds, dict[str, Step]()
    if deadline.number is not None:
        steps[deadline.id] = _promised(deadline, deadline.due, deadline.safe)
    else:
        _Deriving(grounds).place(deadline.rule, steps)
    return Derivation(deadline, grounds.reckoning, tuple(steps.values()))


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
            origins=tuple(self._origins(rule, worked.way, self._days)),
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
            return self._decided(step, rule, worked)
        counted = _counted(rule, worked)
        if worked.meeting_of is None:
            instead = self._only_counted(rule, worked)
            return attrs.evolve(step, counted=counted, only_counted=instead)
        found = Candidate(step.due, worked.meeting_of, known=True, outcome=_CHOSEN)
        around = self._around(worked.meeting_of, worked.limit)
        seek = worked.way.seek or Seek.LAST_BEFORE
        search = Search((found,), counted, around, seek)
        return attrs.evolve(step, searches=(search,))

    def _only_counted(self, rule: Rule, worked: Worked) -> OnlyCounted | None:
        if rule.way.meeting is None:
            return None
        own = rule.way.meeting is Whose.OWN
        body = self._reckoning.facts.body
        sought = body if own else self._reckoning.preparing or body
        return OnlyCounted(sought, known=not worked.guessed_meeting)

    def _around(self, body: str, limit: int) -> Around:
        """What is known of the meetings of *body* around a day."""
        meetings = self._reckoning.meetings
        known = meetings.of(body) if meetings else None
        if known is None or known.meets_on(limit) is None:
            return Around(body, known=False, last=None, next=None)
        last, later = known.last(limit), known.next(limit + 1)
        return Around(
            body,
            known=True,
            last=None if last is None else date_at(last),
            next=None if later is None else date_at(later),
        )

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

    def _origins(self, rule: Rule, way: Way, days: DaysByRule) -> Iterator[Origin]:
        """What the period may run from; the latest of these days counts."""
        for anchor in way.anchors:
            start = self._reckoning.known(anchor, rule, days)
            if start is not None:
                day, planned, _ = start
                yield self._origin(anchor, date_at(day), planned, rule, days)

    def _origin(
        self,
        anchor: Anchor | RuleDay,
        day: Date,
        planned: bool,  # noqa: FBT001 - as the reckoning has it
        rule: Rule,
        days: DaysByRule,
    ) -> Origin:
        if isinstance(anchor, RuleDay):
            return BuiltOn(anchor.rule, Part(anchor.which.value), day)
        facts = self._reckoning.facts
        if anchor is Anchor.REQUESTED and rule.extendable and facts.extension:
            granted = facts.extension
            return Extended(day, granted.on, granted.by, facts.reply.date)
        awaited = self._planned(anchor, days) if planned else None
        return awaited or Happened(anchor, day)

    def _planned(self, anchor: Anchor, days: DaysByRule) -> BuiltOn | None:
        """The day of an earlier step that stands for what has not happened yet."""
        deciding = self._book.deciding
        decision = days.get(deciding.id)
        for rule in self._book.met_by(anchor):
            if rule.id not in days:
                continue
            if decision and decision.immediate and anchor is Anchor.MINUTES_ADJUSTED:
                day = date_at(decision.due)
                return BuiltOn(deciding.id, Part.DUE, day, anchor)
            needed = self._reckoning.needed_by(rule, days)
            if needed is not None:
                return BuiltOn(rule.id, Part.NEEDED, date_at(needed), anchor)
            return BuiltOn(rule.id, Part.DUE, date_at(days[rule.id].due), anchor)
        return None

    def _decided(self, step: Step, rule: Rule, worked: Worked) -> Step:
        """How the meeting of the body was chosen."""
        aim, body = self.grounds.aim, self._reckoning.facts.body
        if aim.how is How.EVENT:
            chosen = Candidate(step.due, body, not worked.guessed_meeting, _CHOSEN)
            fixed = self._fixed(step.due)
            origins = step.origins if fixed is None else (fixed,)
            search = (Search((chosen,)),)
            return attrs.evolve(
                step, origins=origins, deemed=None, start=step.due, searches=search
            )
        searches = tuple(self._searches(rule, aim))
        return attrs.evolve(step, searches=searches, begun=self._begun())

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
            around = self._around(self._reckoning.facts.body, limit)
            day, chosen = (
                (around.last if around.known else date_at(limit)),
                how is aim.how,
            )
            known, found = around.known, list[Candidate]()
            if day is not None:
                on = day.toordinal()
                found = [self._candidate(on, known=known, chosen=chosen)]
            yield Search(tuple(found), counted, around)
            if how is aim.how:
                return
        yield Search(tuple(self._later(aim)))

    def _later(self, aim: Aim) -> Iterator[Candidate]:
        if aim.immediate is None:
            return
        for day in later_days(self._reckoning, aim.immediate):
            known = bool(self._reckoning.meets(day))
            yield self._candidate(day, known=known, chosen=day == aim.day)
            if day == aim.day:
                return

    def _candidate(self, day: int, *, known: bool, chosen: bool) -> Candidate:
        """One day on which the body could decide, and whether it can be reached."""
        reckoning, facts = self._reckoning, self._reckoning.facts
        on, body = date_at(day), facts.body
        if day < facts.decides_from:
            since = date_at(facts.decides_from)
            return Candidate(on, body, known, Outcome.PUT_OFF, decides_from=since)
        complete = reckoning.before(day)
        earliest = self.grounds.forward.until_decision(aim=True, today=None)
        latest = tuple(self._latest(complete))
        outcome = _CHOSEN if chosen else Outcome.OUT_OF_REACH
        short = None if chosen else self._short(complete, earliest, day)
        return Candidate(on, body, known, outcome, latest, short)

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
                    _counted(rule, worked),
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
        origins = [*self._origins(rule, way, days)]
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
            base = max((found[other] for other in rule.after), default=begin)
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
        asked = [
            facts.asked_on.get(body_key(one.body), base)
            for one in facts.wanted
            if one.reply_by is None
        ]
        last = date_at(max(asked)) if asked else None
        return max(reply_days, default=None), last


_CHOSEN = Outcome.CHOSEN


def _counted(rule: Rule, worked: Worked) -> Counted:
    start, end, way = date_at(worked.start), date_at(worked.limit), worked.way
    return Counted(start, way.period, rule.counted_on, way.counting, end)
