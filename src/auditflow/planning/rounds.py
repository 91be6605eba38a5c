"""One round of a case, planned: its deadlines, meetings and findings."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.business_calendar.sunday_rule import confidence_within
from auditflow.case import Case
from auditflow.confidence import Confidence, weakest
from auditflow.day import date_at
from auditflow.events import (
    Asked,
    Closed,
    Event,
    Summoned,
    last_of,
)
from auditflow.lifecycle import State
from auditflow.meetings import MeetingCalendar
from auditflow.periods import Holds, is_broken
from auditflow.planning.aim import Aim, How, Requires, choose
from auditflow.planning.deadline import Deadline, Status, status_on
from auditflow.planning.explaining import why_kept, why_met
from auditflow.planning.facts import Facts, facts_of
from auditflow.planning.forward import ForwardPass
from auditflow.planning.grounds import Grounds
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.reasons import (
    Reason,
    not_applicable,
    notice_taken_down,
    overdue,
)
from auditflow.rules import Anchor, Applies, Kind, MetBy, Rule, Rulebook


@attrs.frozen(kw_only=True, eq=False)
class Round:
    """One round of answering: from the memo, or from a request for a supplement."""

    case: Case
    number: int
    life: tuple[Event, ...]
    events: tuple[Event, ...]
    wanted: tuple[Asked, ...]
    rulebook: Rulebook
    calendar: BusinessCalendar
    meetings: MeetingCalendar | None
    today: Date | None

    @cached_property
    def facts(self) -> Facts:
        """What has happened in the round."""
        return facts_of(self.case, self.life, self.events, self.wanted)

    @cached_property
    def reckoning(self) -> Reckoning:
        """The round with its rules and calendars."""
        return Reckoning(self.facts, self.rulebook, self.calendar, self.meetings)

    @cached_property
    def forward(self) -> ForwardPass:
        """How early each step can be done, and the slack that this leaves."""
        return ForwardPass(self.reckoning)

    @cached_property
    def aim(self) -> Aim:
        """The meeting that the round aims for."""
        return choose(self.forward)

    @cached_property
    def days(self) -> DaysByRule:
        """All days of the round."""
        aim, decision = self.aim, None
        if aim.day is not None:
            limit = aim.immediate if aim.how is How.IMMEDIATE else aim.ordinary
            hasty = aim.requires(aim.day) is Requires.IMMEDIATE
            decision = self.reckoning.decided(
                aim.day, aim.start, limit, immediate=hasty
            )
        return self.reckoning.with_decision(decision)

    @cached_property
    def earliest(self) -> Mapping[str, int]:
        """The earliest day of each step, from what has happened."""
        return self.forward.earliest(self.days)

    @cached_property
    def grounds(self) -> Grounds:
        """What the reasons of the deadlines are made from."""
        return Grounds(self.case, self.forward, self.aim, self.days)

    @cached_property
    def is_closed(self) -> bool:
        """Whether the case has ended without an answer of its own."""
        return self.case.state is State.CLOSED

    def deadlines(self) -> Iterator[Deadline]:
        """Each deadline of the round, in the order of the rulebook."""
        for rule in self.rulebook.rules:
            if self.number > 1 and rule.once:
                continue
            if rule.way.anchor is Anchor.PROMISED:
                yield from self._measures(rule)
            elif rule.applies is not Applies.NEVER:
                yield self._deadline(rule)

    def _deadline(self, rule: Rule) -> Deadline:
        met = self._met(rule)
        if met is not None:
            return self._met_deadline(rule, met)
        worked, lapsed = self.days.get(rule.id), self._lapsed(rule)
        taken_down = self._taken_down(rule, worked)
        if lapsed is not None:
            further = (taken_down, lapsed) if taken_down else (lapsed,)
            return self._filled(
                rule,
                worked,
                Status.NOT_APPLICABLE,
                further=further,
                without_day=taken_down is not None,
            )
        if taken_down is not None:
            status = self._status(rule, None)
            return self._filled(
                rule, worked, status, further=(taken_down,), without_day=True
            )
        status, slack = self._status(rule, worked), self._slack(rule, worked)
        late = self._how_late(status, worked)
        return self._filled(rule, worked, status, slack=slack, further=late)

    def _met_deadline(self, rule: Rule, met: Event) -> Deadline:
        """A deadline that was met, with the day that was in force when it was."""
        then = self._as_it_was_at(met, rule)
        worked = then.days.get(rule.id)
        if worked is None and rule.id not in self.rulebook.hanging:
            then, worked = self, self.days.get(rule.id)
        if worked is None:
            return then._filled(rule, None, Status.MET, met=met)
        status = Status.LATE if met.on.toordinal() > worked.due else Status.MET
        further = (*why_kept(rule, met, worked.due, self.calendar),)
        return then._filled(rule, worked, status, met=met, further=further)

    def _as_it_was_at(self, met: Event, rule: Rule) -> "Round":
        """The round as it was when *met* happened; the days may have moved since.

        What the rule is counted from belongs to it: an immediate adjustment happens
        with the very decision from which its time runs.
        """
        index = next((i for i, e in enumerate(self.events) if e is met), 0)
        if index == 0:
            return self
        counted_from_it = met.word in rule.way.anchors
        at = next(i for i, e in enumerate(self.life) if e is met) + counted_from_it
        until = index + counted_from_it
        return attrs.evolve(self, events=self.events[:until], life=self.life[:at])

    def _filled(
        self,
        rule: Rule,
        worked: Worked | None,
        status: Status,
        *,
        slack: int | None = None,
        met: Event | None = None,
        further: tuple[Reason, ...] = (),
        number: int | None = None,
        without_day: bool = False,
    ) -> Deadline:
        rule_id = rule.id if number is None else f"{rule.id}:{number}"
        if self.number > 1:
            rule_id = f"{rule_id}@{self.number}"
        if worked is None or without_day:
            return Deadline(
                rule_id, rule, None, None, None, None, rule.confidence, status, slack,
                met, number, self.grounds, worked, further,
            )  # fmt: skip
        needed = self._needed_by(rule)
        return Deadline(
            rule_id,
            rule,
            date_at(worked.raw),
            date_at(worked.due),
            date_at(worked.safe),
            None if needed is None else date_at(needed),
            self._confidence(rule, worked),
            status,
            slack,
            met,
            number,
            self.grounds,
            worked,
            further,
        )

    def _met(self, rule: Rule) -> Event | None:
        """What met *rule*: where several things do, the earliest of them."""
        if rule.met_by is not MetBy.SUMMONED and not rule.or_met_by:
            return self.facts.met.get(rule.met_by) if rule.met_by else None
        happened = [self._happened(met_by) for met_by in rule.all_met_by]
        found = [event for event in happened if event is not None]
        return min(found, key=lambda e: (e.on, e.recorded), default=None)

    def _happened(self, met_by: MetBy) -> Event | None:
        """What happened; a summons only to the meeting that it is for."""
        if met_by is not MetBy.SUMMONED:
            return self.facts.met.get(met_by)
        adopted = self.facts.adopted
        meeting = adopted.on if adopted else None
        if meeting is None and self.aim.day is not None:
            meeting = date_at(self.aim.day)
        sent: list[Summoned] = [s for s in self.facts.summonses if s.meeting == meeting]
        return sent[0] if sent else None

    def _lapsed(self, rule: Rule) -> Reason | None:
        """Why *rule* need not be met, or need not any longer."""
        if not self.reckoning.applies(rule):
            return self._why_not_applicable(rule)
        if self.is_closed:
            closed = last_of(self.events, Closed)
            on = closed.on if closed else None
            return not_applicable("ärendet är avslutat", "the case is closed", on)
        later = self.facts.met.get(rule.lapses_with) if rule.lapses_with else None
        if later is not None:
            sv = f"svaret beslutades {later.on} utan att detta antecknades"
            en = f"the answer was adopted on {later.on} without this being recorded"
            return not_applicable(sv, en, later.on)
        return None

    def _why_not_applicable(self, rule: Rule) -> Reason:
        if rule.applies is Applies.STATEMENTS_WANTED:
            return not_applicable("inga yttranden önskas", "no statements are wanted")
        body = self.facts.body
        sv = f"inget organ bereder åt {body} här"
        return not_applicable(sv, f"no body prepares for {body} here")

    def _taken_down(self, rule: Rule, worked: Worked | None) -> Reason | None:
        removed = self.facts.notice_removed
        if removed is None or rule.holds is not Holds.NOTICE_UP or not worked:
            return None
        if not is_broken(worked.due, removed.on.toordinal()):
            return None
        return notice_taken_down(removed.on, date_at(worked.due))

    def _status(self, rule: Rule, worked: Worked | None) -> Status:
        """Where something stands that applies and is not met."""
        if worked is not None and worked.projected:
            return Status.PROJECTED
        if rule.kind is Kind.INFORMATION:
            return Status.INFORMATION
        if worked is None:
            return Status.OPEN
        return status_on(self.today, rule.kind, worked.due, worked.safe, self.calendar)

    def _how_late(self, status: Status, worked: Worked | None) -> tuple[Reason, ...]:
        """How long something has been overdue, in business and in calendar days."""
        if status is not Status.OVERDUE or worked is None or self.today is None:
            return ()
        today = self.today.toordinal()
        business = self.calendar.count_ordinals(worked.due, today)
        return (overdue(self.today, business, today - worked.due),)

    def _slack(self, rule: Rule, worked: Worked | None) -> int | None:
        if worked is None or rule.kind is not Kind.DUTY:
            return None
        if rule is self.rulebook.deciding:
            return self.forward.slack(worked.due)
        needed = self._needed_by(rule)
        until = worked.due if needed is None else needed
        return self.calendar.tables.between(self.earliest[rule.id], until)

    def _needed_by(self, rule: Rule) -> int | None:
        return self.reckoning.needed_by(rule, self.days) if rule.needed_by else None

    def _confidence(self, rule: Rule, worked: Worked) -> Confidence:
        """How sure the day is: the rule, its roll, the law then, and what was asked."""
        if self.facts.is_unconfirmed(worked.way):
            return Confidence.OPEN
        if worked.raw == worked.due:
            return rule.confidence
        first, last = sorted((worked.raw, worked.due))
        said = rule.roll_confidence or rule.confidence
        return weakest((said, confidence_within(first, last)))

    def _measures(self, rule: Rule) -> Iterator[Deadline]:
        """One deadline for each promised measure, once the answer is adopted."""
        if self.facts.adopted is None:
            return
        for response in self.case.responses_in(self.events):
            if response.day is None:
                continue
            due = response.day.toordinal()
            done = self.facts.measures_done.get(response.number)
            safe = self.calendar.roll_back_ordinal(due)
            worked = Worked(rule.way, due, due, due, safe, due)
            lapsed = None if done else self._lapsed(rule)
            status = self._status(rule, worked)
            further = self._how_late(status, worked)
            if lapsed is not None:
                status, further = Status.NOT_APPLICABLE, (lapsed,)
            if done is not None:
                late = done.on.toordinal() > due
                status = Status.LATE if late else Status.MET
                further = (why_met(done, due, self.calendar),)
            yield self._filled(
                rule,
                worked,
                status,
                met=done,
                further=further,
                number=response.number,
            )
