"""Works out the days of the rules backward: from a meeting to what comes before it."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import LAST
from auditflow.events import BodyKind
from auditflow.meetings import BodyMeetings, MeetingCalendar
from auditflow.periods import rolled
from auditflow.planning.facts import Facts
from auditflow.planning.worked import DaysByRule, Start, Worked
from auditflow.rules import (
    Anchor,
    CountedOn,
    Rule,
    Rulebook,
    RuleDay,
    Way,
    Whose,
    meeting_from,
)


@attrs.frozen(eq=False)
class Reckoning:
    """One round of a case with its rules and calendars, ready to be worked out."""

    facts: Facts
    rulebook: Rulebook
    calendar: BusinessCalendar
    meetings: MeetingCalendar | None

    @cached_property
    def own(self) -> BodyMeetings | None:
        """The meetings of the body itself, if any is known."""
        return self.meetings.of(self.facts.body) if self.meetings else None

    @cached_property
    def preparing(self) -> str | None:
        """The body that prepares for this one; none where its calendar has none."""
        who = self.rulebook.prepares_for(self.facts.body)
        if who and self.meetings is not None and self.own is not None:
            return who if self.meetings.knows(who) else None
        return who

    @cached_property
    def applying(self) -> frozenset[str]:
        """The rules that apply to this round."""
        return self.rulebook.applying(
            statements_wanted=bool(self.facts.wanted),
            body_prepares=self.preparing is not None,
            company=self.facts.kind is BodyKind.COMPANY,
        )

    def applies(self, rule: Rule) -> bool:
        """Whether *rule* applies to this round at all."""
        return rule.id in self.applying

    @cached_property
    def standing(self) -> DaysByRule:
        """The days that stand whatever meeting is chosen; they are kept."""
        facts, book = self.facts, self.rulebook
        happened = tuple(facts.anchors.get(anchor) for anchor in book.standing_on)
        about = self.calendar, self.meetings, facts.body, self.applying
        kept = _standing_of(book, *about, happened, facts.reply.date)
        if not kept:
            days: DaysByRule = {}
            self._work_out(book.standing, days)
            kept.update(days)  # only once it is whole
        return kept

    def with_decision(self, decision: Worked | None) -> DaysByRule:
        """All days, once it is known when the body decides."""
        if decision is None:
            days = dict(self.standing)
        else:
            days = self.before(decision.due)
            days[self.rulebook.deciding.id] = decision
        self._work_out(self.rulebook.hanging_in_order, days)
        return days

    def before(self, decision: int) -> DaysByRule:
        """The days of what comes before a decision on that day, and those that stand.

        A dictionary of one's own.
        """
        return {**self.standing, **self.ladder(decision)}

    def ladder(self, decision: int) -> DaysByRule:
        """The days of what comes before a decision on that day; to be read only.

        Where nothing of it hangs on this very case, they are the same for every case
        of the body, and kept.
        """
        deciding = self.rulebook.deciding
        # What is counted from it asks for its days alone, not for whether it is known.
        decided = Worked(
            deciding.way,
            start=decision,
            raw=decision,
            due=decision,
            safe=decision,
            limit=decision,
        )
        ladders = self._ladders
        if ladders is None:
            days = {**self.standing, deciding.id: decided}
            self._work_out(self.rulebook.backward, days)
            return days
        ladder = ladders.get(decision)
        if ladder is None:
            ladder = {deciding.id: decided}
            self._work_out(self.rulebook.backward, ladder)
            ladders[decision] = ladder
        return ladder

    @cached_property
    def _ladders(self) -> dict[int, DaysByRule] | None:
        """What is kept of the days before each meeting, for all cases alike in it."""
        hung_on = self.rulebook.hung_on_backward(self.applying)
        if hung_on is None or Anchor.REQUESTED in hung_on:
            return None
        happened = tuple(self.facts.anchors.get(anchor) for anchor in hung_on)
        about = self.calendar, self.meetings, self.facts.body, self.applying, happened
        return _ladders_of(self.rulebook, *about)

    def _work_out(self, rules: Iterable[Rule], days: DaysByRule) -> None:
        """Add the day of each of *rules*, by its first way that leads to one."""
        applying = self.applying
        for rule in rules:
            if rule.id in applying and rule.id not in days:
                worked = self._by(rule.way, rule, days)
                if worked is None and rule.otherwise is not None:
                    worked = self._by(rule.otherwise, rule, days)
                if worked is not None:
                    days[rule.id] = worked

    def _by(self, way: Way, rule: Rule, days: DaysByRule) -> Worked | None:
        start = self._start(way, rule, days)
        if start is None:
            return None
        day, projected, hangs = start
        limit = way.ends(day, self.counted_on(rule))
        if way.meeting is not None:
            return self._at_meeting(way, way.meeting, start, limit)
        due = limit if way.roll == "none" else rolled(limit, way.roll)
        safe = self.calendar.tables.on_or_before(min(limit, due))
        sought = rule.way.meeting
        guessed = sought is not None and self._is_unknown(sought, limit)
        return Worked(
            way, day, limit, due, safe, limit, None, guessed, projected, hangs
        )

    def _at_meeting(
        self, way: Way, whose: Whose, start: Start, limit: int
    ) -> Worked | None:
        """The meeting that is sought from *limit*; None if that is not known."""
        body, known = self._body_of(whose)
        found = meeting_from(known, limit, way.seek) if known else None
        if found is None:
            return None  # the other way only counts
        day, projected, hangs = start
        return Worked(
            way,
            start=day,
            raw=found,
            due=found,
            safe=found,
            limit=limit,
            meeting_of=body,
            projected=projected,
            hangs_on_decision=hangs,
        )

    def counted_on(self, rule: Rule) -> BusinessCalendar:
        """The calendar whose business days *rule* counts."""
        if rule.counted_on is CountedOn.STATUTORY:
            return self.calendar.statutory
        return self.calendar

    def _is_unknown(self, whose: Whose, day: int) -> bool:
        """Whether the meeting that is sought is around a day for which none is known.

        Around it, for what is only counted says on which side of it the meeting is.
        """
        _, known = self._body_of(whose)
        return known is None or known.meets_on(day) is None

    def _body_of(self, whose: Whose) -> tuple[str | None, BodyMeetings | None]:
        if whose is Whose.OWN:
            return self.facts.body, self.own
        who = self.preparing
        known = self.meetings.of(who) if self.meetings and who else None
        return who, known

    def start_of(self, rule: Rule, days: DaysByRule) -> int | None:
        """The day from which the period of *rule* runs, if there is one."""
        start = self._start(rule.way, rule, days)
        return None if start is None else start[0]

    def _start(self, way: Way, rule: Rule, days: DaysByRule) -> Start | None:
        """Where the period of *way* starts, if each of its anchors has a day."""
        if not way.or_later and way.deemed is None:
            return self.known(way.anchor, rule, days)
        starts = [self.known(anchor, rule, days) for anchor in way.anchors]
        found = [start for start in starts if start is not None]
        if len(found) < len(starts):
            return None
        last = max(day for day, _, _ in found)
        projected = any(projected for _, projected, _ in found)
        hangs = any(hangs for _, _, hangs in found)
        return way.begins(last, self.calendar), projected, hangs

    def known(
        self, anchor: Anchor | RuleDay, rule: Rule, days: DaysByRule
    ) -> Start | None:
        """The day of one *anchor* of *rule*, happened or planned, if it has one."""
        if isinstance(anchor, RuleDay):
            other = days.get(anchor.rule)
            if other is None:
                return None
            hangs = other.hangs_on_decision or anchor.rule == self.rulebook.deciding.id
            return other.day(anchor.which), other.projected, hangs
        happened = self.facts.anchors.get(anchor)
        if anchor is Anchor.REQUESTED and not rule.extendable:
            asked_first = self.facts.reply.date
            happened = asked_first.toordinal() if asked_first else happened
        if happened is None:
            return self._planned(anchor, days)
        return happened, False, False

    def _planned(self, anchor: Anchor, days: DaysByRule) -> Start | None:
        """The planned day of something that has not happened: when its rule is due."""
        deciding = self.rulebook.deciding
        for rule in self.rulebook.met_by(anchor):
            worked = days.get(rule.id)
            if worked is None:
                continue
            needed = self.needed_by(rule, days)
            day = worked.due if needed is None else needed
            decision = days.get(deciding.id)
            if decision and decision.immediate and anchor is Anchor.MINUTES_ADJUSTED:
                day = decision.due
            hangs = worked.hangs_on_decision or rule is deciding
            return day, True, hangs
        return None

    def needed_by(self, rule: Rule, days: DaysByRule) -> int | None:
        """The day on which another step needs *rule*, if that is before its own.

        None too where that day has passed before the rule can be met at all.
        """
        if rule.needed_by is None:
            return None
        own, other = days.get(rule.id), days.get(rule.needed_by.rule)
        if own is None or other is None:
            return None
        needed = other.day(rule.needed_by.which)
        return needed if own.start <= needed < own.due else None

    def next_meeting(self, since: int) -> int | None:
        """The first meeting of the body on or after a day; None if it is not known."""
        return None if self.own is None or since > LAST else self.own.next(since)

    @cached_property
    def known_until(self) -> int | None:
        """The last day for which the meetings of the body are known, if they are."""
        return self.own.spans[-1][1] if self.own else None

    @property
    def meeting_days(self) -> tuple[int, ...]:
        """The meetings of the body that are known."""
        return self.own.days if self.own else ()

    def decided(
        self,
        day: int,
        start: int | None = None,
        limit: int | None = None,
        *,
        immediate: bool = False,
    ) -> Worked:
        """The deciding rule worked out: all three days are the meeting."""
        meets = self.meets(day)
        return Worked(
            self.rulebook.deciding.way,
            day if start is None else start,
            day,
            day,
            day,
            day if limit is None else limit,
            meeting_of=self.facts.body if meets else None,
            guessed_meeting=not meets,
            immediate=immediate,
        )

    def knows(self, day: int) -> bool:
        """Whether the meetings of the body around *day* are known."""
        return self.meets(day) is not None

    def meets(self, day: int) -> bool | None:
        """Whether the body meets on a day; None where nobody knows."""
        return self.own.meets_on(day) if self.own else None


@lru_cache(maxsize=256)
def _standing_of(
    rulebook: Rulebook,
    calendar: BusinessCalendar,
    meetings: MeetingCalendar | None,
    body: str,
    applying: frozenset[str],
    happened: tuple[int | None, ...],
    asked_first: Date | None,
) -> DaysByRule:
    """The days that stand for every case alike in all of this, once worked out."""
    del rulebook, calendar, meetings, body, applying, happened, asked_first
    return {}


@lru_cache(maxsize=64)
def _ladders_of(
    rulebook: Rulebook,
    calendar: BusinessCalendar,
    meetings: MeetingCalendar | None,
    body: str,
    applying: frozenset[str],
    happened: tuple[int | None, ...],
) -> dict[int, DaysByRule]:
    """What comes before each meeting of a body, as far as any case asked for it."""
    del rulebook, calendar, meetings, body, applying, happened  # what it is kept by
    return {}
