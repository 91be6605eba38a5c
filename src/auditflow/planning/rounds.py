"""One round of a case, planned: its deadlines, meetings and findings."""

from collections.abc import Iterator
from functools import cached_property

import attrs
from pendulum import Date, DateTime

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import date_at, day_after
from auditflow.events import (
    AnyEvent,
    Asked,
    Closed,
    RemittedBack,
    Summoned,
    done_in,
    last_of,
    moment_of,
    promised_in,
    rounds_of,
)
from auditflow.lifecycle import State
from auditflow.meetings import MeetingCalendar
from auditflow.periods import Holds, is_broken
from auditflow.planning.aim import Aim
from auditflow.planning.deadline import Deadline, Status, status_on
from auditflow.planning.explaining import why_kept, why_met
from auditflow.planning.facts import Facts
from auditflow.planning.forward import ForwardPass
from auditflow.planning.grounds import Grounds, grounds_of
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.versions import Governing
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.reasons import (
    Reason,
    legal_force,
    not_applicable,
    notice_taken_down,
    overdue,
)
from auditflow.rules import Anchor, Applies, Kind, MetBy, Rule, Rulebook


@attrs.frozen(kw_only=True, eq=False)
class Round:
    """One round of answering: from the memo, or from a request for a supplement."""

    case: Case
    name: str
    rounds: tuple[tuple[AnyEvent, ...], ...]
    """All rounds of the case, of which this is one."""
    number: int
    wanted: tuple[Asked, ...]
    governing: Governing
    known_at: DateTime | None
    today: Date | None

    @property
    def life(self) -> tuple[AnyEvent, ...]:
        """All events of the case that count."""
        return self.case.events

    @property
    def events(self) -> tuple[AnyEvent, ...]:
        """Those of the round."""
        return self.rounds[self.number - 1]

    @cached_property
    def grounds(self) -> Grounds:
        """What the deadlines are made from."""
        return self._grounds_after(self.life, self.events, self.known_at)

    def _grounds_after(
        self,
        life: tuple[AnyEvent, ...],
        events: tuple[AnyEvent, ...],
        known_at: DateTime | None,
    ) -> Grounds:
        governed = self.governing.at(life, known_at)
        return grounds_of(self.case, life, events, *governed, self.wanted)

    @property
    def rulebook(self) -> Rulebook:
        """The rules of the round."""
        return self.reckoning.rulebook

    @property
    def calendar(self) -> BusinessCalendar:
        """The business days of the round."""
        return self.reckoning.calendar

    @property
    def meetings(self) -> MeetingCalendar | None:
        """The meetings that are known, if any are."""
        return self.reckoning.meetings

    @property
    def facts(self) -> Facts:
        """What has happened in the round."""
        return self.grounds.reckoning.facts

    @property
    def reckoning(self) -> Reckoning:
        """The round with its rules and calendars."""
        return self.grounds.reckoning

    @property
    def forward(self) -> ForwardPass:
        """How early each step can be done, and the slack that this leaves."""
        return self.grounds.forward

    @property
    def aim(self) -> Aim:
        """The meeting that the round aims for."""
        return self.grounds.aim

    @property
    def days(self) -> DaysByRule:
        """All days of the round, as if no pause moved a rule of its own."""
        return self.grounds.days

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

    def owed(self) -> Iterator[tuple[str, Worked]]:
        """The id and the day of each duty that is not met and has a day.

        As the `deadlines` say it too, and no more than that: it takes half the time.
        """
        for rule in self.rulebook.rules:
            if rule.kind is not Kind.DUTY or (self.number > 1 and rule.once):
                continue
            if rule.way.anchor is Anchor.PROMISED:
                for measure in self._measures(rule):
                    lapsed = measure.status is Status.NOT_APPLICABLE
                    if not lapsed and measure.met_by is None and measure.worked:
                        yield measure.id, measure.worked
            elif rule.applies is not Applies.NEVER and self._met(rule) is None:
                worked = None if self._lapsed(rule) else self.grounds.day_of(rule)
                if worked is None or worked.projected:
                    continue
                if self._taken_down(rule, worked) is None:
                    yield self._id_of(rule), worked

    def _id_of(self, rule: Rule, number: int | None = None) -> str:
        """What the deadline of *rule* is called; those of later rounds are counted."""
        rule_id = rule.id if number is None else f"{rule.id}:{number}"
        return rule_id if self.number == 1 else f"{rule_id}@{self.number}"

    def _deadline(self, rule: Rule) -> Deadline:
        met = self._met(rule)
        if met is not None:
            return self._met_deadline(rule, met)
        worked, lapsed = self.grounds.day_of(rule), self._lapsed(rule)
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
        said = self._how_late(status, worked)
        if rule.holds is Holds.NOTICE_UP and worked and status is Status.INFORMATION:
            said = (legal_force(day_after(date_at(worked.due))),)
        return self._filled(rule, worked, status, slack=slack, further=said)

    def _met_deadline(self, rule: Rule, met: AnyEvent) -> Deadline:
        """A deadline that was met, with the day that was in force when it was.

        One that was made on the grounds of then is kept with them: it stays as it is.
        """
        then = self.grounds_before(met, counted_from=met.word in rule.way.anchors)
        asked = self.name, self.number, rule.id, id(met)
        kept = then.met.get(asked)
        if kept is None:
            kept = self._met_then(rule, met, then)
            if kept.grounds is then:
                then.met[asked] = kept
        return kept

    def _met_then(self, rule: Rule, met: AnyEvent, then: Grounds) -> Deadline:
        governed = then.reckoning
        if isinstance(met, RemittedBack):  # nobody had wanted a statement before
            return self._filled(rule, None, Status.MET, met=met, grounds=then)
        worked, calendar = then.day_of(rule), governed.calendar
        stopped = rule.id in then.paused
        if worked is None and not stopped and rule.id not in self.rulebook.hanging:
            then, worked = self.grounds, self.grounds.day_of(rule)
        else:
            rule = governed.rulebook.rule(rule.id) or rule  # as it was in force then
        if worked is None:
            return self._filled(rule, None, Status.MET, met=met, grounds=then)
        status = Status.LATE if met.on.toordinal() > worked.due else Status.MET
        further = (*why_kept(rule, met, worked.due, calendar),)
        return self._filled(
            rule, worked, status, met=met, further=further, grounds=then
        )

    def grounds_before(self, event: AnyEvent, *, counted_from: bool = False) -> Grounds:
        """The round as it was when *event* happened; the days may have moved since.

        Args:
            event: one of the life; the round as it is now for one of another round.
            counted_from: with the event, for what is counted from it: an immediate
                adjustment happens with the very decision from which its time runs.
        """
        at, begun = self._places[id(event)], self._places[id(self.events[0])]
        if at <= begun or id(event) not in self._own:
            return self.grounds
        until = at + counted_from
        life = events = self.life[:until]
        if len(self.rounds) > 1:
            events = tuple(e for e in self.events if self._places[id(e)] < until)
        return self._grounds_after(life, events, event.recorded)

    @cached_property
    def _own(self) -> frozenset[int]:
        """The identities of the events of the round."""
        return frozenset(map(id, self.events))

    @cached_property
    def _places(self) -> dict[int, int]:
        """Where each event of the life stands in it, by its identity."""
        places = reversed([*enumerate(self.life)])
        return {id(event): at for at, event in places}

    def _filled(
        self,
        rule: Rule,
        worked: Worked | None,
        status: Status,
        *,
        slack: int | None = None,
        met: AnyEvent | None = None,
        further: tuple[Reason, ...] = (),
        number: int | None = None,
        without_day: bool = False,
        grounds: Grounds | None = None,
    ) -> Deadline:
        grounds = grounds or self.grounds
        rule_id = self._id_of(rule, number)
        if rule.id in grounds.paused:
            further = (*grounds.why_paused(rule), *further)
        if worked is None or without_day:
            return Deadline(
                rule_id, rule, None, None, None, None, rule.confidence, status, slack,
                met, number, self.name, grounds, worked, further,
            )  # fmt: skip
        needed = grounds.needed_by(rule)
        return Deadline(
            rule_id,
            rule,
            date_at(worked.raw),
            date_at(worked.due),
            date_at(worked.safe),
            None if needed is None else date_at(needed),
            grounds.confidence(rule, worked),
            status,
            slack,
            met,
            number,
            self.name,
            grounds,
            worked,
            further,
        )

    def _met(self, rule: Rule) -> AnyEvent | None:
        """What met *rule*: where several things do, the earliest of them."""
        if rule.met_by is not MetBy.SUMMONED and not rule.or_met_by:
            return self.facts.met.get(rule.met_by) if rule.met_by else None
        happened = [self._happened(met_by) for met_by in rule.all_met_by]
        found = [event for event in happened if event is not None]
        return min(found, key=moment_of, default=None)

    def _happened(self, met_by: MetBy) -> AnyEvent | None:
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
        if rule.applies is Applies.BOARD:
            sv = f"kommunallagens regel binder inte ett bolags styrelse ({body})"
            en = f"kommunallagen does not bind the board of a company ({body})"
            return not_applicable(sv, en)
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
        needed = self.grounds.needed_by(rule)
        until = worked.due if needed is None else needed
        return self.calendar.tables.between(self.grounds.earliest[rule.id], until)

    def _measures(self, rule: Rule) -> Iterator[Deadline]:
        """One deadline for each promised measure, once the answer is adopted."""
        if self.facts.adopted is None:
            return
        later = self.rounds[self.number :]
        anew = promised_in([event for events in later for event in events])
        for response, since in promised_in(self.events).values():
            replaced = response.number in anew
            if response.day is None or replaced or not response.stance.promises:
                continue
            due = response.day.toordinal()
            done = done_in(self.life, response.number, since)
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


def rounds_planned(
    case: Case,
    governing: Governing,
    *,
    wanted: tuple[Asked, ...] = (),
    known_at: DateTime | None = None,
    today: Date | None = None,
) -> list[Round]:
    """Every round of *case*, the one that it is in last.

    Args:
        case: the case as it is known.
        governing: what says by what it is planned.
        wanted: the statements that are wanted in the last round.
        known_at: the instant at which it is looked at; None for now.
        today: the day to look from.
    """
    rounds, name = rounds_of(case.events), case.name
    return [
        Round(
            case=case,
            name=name,
            rounds=rounds,
            number=number,
            wanted=wanted if number == len(rounds) else (),
            governing=governing,
            known_at=known_at,
            today=today,
        )
        for number in range(1, len(rounds) + 1)
    ]
