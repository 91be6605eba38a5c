"""Works out the days of the rules, in ordinals: backward from a meeting, and forward.

Backward from the meeting gives the latest day of each step; forward from what has
happened, with the working time that each step needs, the earliest. Their difference in
business days is the slack.
"""

from functools import cached_property

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import LAST, date_at
from auditflow.errors import DayOutOfRange, MeetingsUnknown
from auditflow.meetings import MeetingCalendar
from auditflow.periods import rolled
from auditflow.planning.facts import Facts
from auditflow.rules import (
    Anchor,
    Applies,
    CountedOn,
    MetBy,
    Rule,
    Rulebook,
    RuleDay,
    Way,
    Which,
    Whose,
)


@attrs.frozen
class Worked:
    """How the day of a rule was worked out; all days are ordinals."""

    way: Way
    start: int
    raw: int
    due: int
    safe: int
    limit: int
    """The end of the period, before a meeting was looked for on or before it."""
    meeting_of: str | None = None
    guessed_meeting: bool = False
    """A meeting was wanted, but is not known."""
    projected: bool = False
    """What it is counted from has not happened yet."""
    hangs_on_decision: bool = False
    """It moves when the meeting of the body moves."""
    immediate: bool = False
    """A decision whose minutes are adjusted at the meeting itself."""

    def day(self, which: Which) -> int:
        """One of the three days."""
        match which:
            case Which.RAW:
                return self.raw
            case Which.DUE:
                return self.due
            case Which.SAFE:
                return self.safe


DaysByRule = dict[str, Worked]


@attrs.frozen
class Start:
    """Where a period starts: its ordinal, and how sure that is."""

    day: int
    projected: bool = False
    """It is planned, and has not happened."""
    hangs_on_decision: bool = False
    """It moves when the meeting of the body moves."""


@attrs.frozen(eq=False)
class Reckoning:
    """One round of a case with its rules and calendars, ready to be worked out."""

    facts: Facts
    rulebook: Rulebook
    calendar: BusinessCalendar
    meetings: MeetingCalendar | None

    @cached_property
    def preparing(self) -> str | None:
        """The body that prepares for this one; none where its calendar has none."""
        who = self.rulebook.prepares_for(self.facts.body)
        if who and self.meetings is not None and self.meetings.knows(self.facts.body):
            return who if self.meetings.knows(who) else None
        return who

    def applies(self, rule: Rule) -> bool:
        """Whether *rule* applies to this round at all."""
        match rule.applies:
            case Applies.ALWAYS:
                return True
            case Applies.STATEMENTS_WANTED:
                return bool(self.facts.wanted)
            case Applies.BODY_PREPARES:
                return self.preparing is not None
            case Applies.NEVER:
                return False

    def standing(self) -> DaysByRule:
        """The days that stand whatever meeting is chosen."""
        days: DaysByRule = {}
        for rule in self.rulebook.in_order:
            if rule.id not in self.rulebook.hanging and self.applies(rule):
                worked = self.worked(rule, days)
                if worked is not None:
                    days[rule.id] = worked
        return days

    def with_decision(self, days: DaysByRule, decision: Worked | None) -> DaysByRule:
        """All days, once it is known when the body decides."""
        complete = dict(days)
        deciding = self.rulebook.deciding
        for rule in self.rulebook.in_order:
            if rule is deciding:
                if decision is not None:
                    complete[rule.id] = decision
            elif rule.id not in complete and self.applies(rule):
                worked = self.worked(rule, complete)
                if worked is not None:
                    complete[rule.id] = worked
        return complete

    def worked(self, rule: Rule, days: DaysByRule) -> Worked | None:
        """The day of *rule*, by its first way that leads to one."""
        for way in rule.ways:
            worked = self._by(way, rule, days)
            if worked is not None:
                return worked
        return None

    def _by(self, way: Way, rule: Rule, days: DaysByRule) -> Worked | None:
        start = self._start(way, rule, days)
        if start is None:
            return None
        limit = way.period.end_from(start.day, self.counted_on(rule))
        meeting_of, raw, due = None, limit, limit
        if way.meeting is not None:
            meeting_of = self._body_of(way.meeting)
            found = self.last_meeting(meeting_of, limit) if meeting_of else None
            if found is None:
                return None  # not known: the other way only counts
            raw = due = found
        else:
            due = rolled(limit, way.roll)
        safe = due
        if meeting_of is None:
            safe = self.calendar.roll_back_ordinal(min(raw, due))
        return Worked(
            way=way,
            start=start.day,
            raw=raw,
            due=due,
            safe=safe,
            limit=limit,
            meeting_of=meeting_of,
            guessed_meeting=meeting_of is None and self._is_unknown(rule, limit),
            projected=start.projected,
            hangs_on_decision=start.hangs_on_decision,
        )

    def counted_on(self, rule: Rule) -> BusinessCalendar:
        """The calendar whose business days *rule* counts."""
        if rule.counted_on is CountedOn.STATUTORY:
            return self.calendar.statutory
        return self.calendar

    def _is_unknown(self, rule: Rule, day: int) -> bool:
        """Whether *rule* seeks a meeting around a day for which none is known."""
        if rule.way.meeting is None:
            return False
        who = self._body_of(rule.way.meeting)
        if who is None or self.meetings is None:
            return True
        return self.meetings.meets_on(who, date_at(day)) is None

    def _body_of(self, whose: Whose) -> str | None:
        return self.facts.body if whose is Whose.OWN else self.preparing

    def last_meeting(self, body: str, until: int) -> int | None:
        """The last meeting of *body* on or before a day; None if that is not known."""
        if self.meetings is None:
            return None
        try:
            found = self.meetings.last(body, date_at(until))
        except MeetingsUnknown:
            return None
        return found.toordinal() if found else None

    def start_of(self, rule: Rule, days: DaysByRule) -> int | None:
        """The day from which the period of *rule* runs, if there is one."""
        start = self._start(rule.way, rule, days)
        return None if start is None else start.day

    def _start(self, way: Way, rule: Rule, days: DaysByRule) -> Start | None:
        anchor = way.anchor
        if isinstance(anchor, RuleDay):
            other = days.get(anchor.rule)
            if other is None:
                return None
            hangs = other.hangs_on_decision or anchor.rule == self.rulebook.deciding.id
            return Start(other.day(anchor.which), other.projected, hangs)
        happened = self.facts.anchors.get(anchor)
        asked_first = self.facts.reply.date
        if anchor is Anchor.REQUESTED and asked_first and not rule.extendable:
            happened = asked_first.toordinal()
        return self._planned(anchor, days) if happened is None else Start(happened)

    def _planned(self, anchor: Anchor, days: DaysByRule) -> Start | None:
        """The planned day of something that has not happened: when its rule is due."""
        deciding = self.rulebook.deciding
        decision = days.get(deciding.id)
        for rule in self.rulebook.rules:
            if rule.met_by and rule.met_by.value == anchor.value and rule.id in days:
                worked = days[rule.id]
                needed = self.needed_by(rule, days)
                day = worked.due if needed is None else needed
                at_once = decision is not None and decision.immediate
                if decision and at_once and anchor is Anchor.MINUTES_ADJUSTED:
                    day = decision.due
                hangs = worked.hangs_on_decision or rule is deciding
                return Start(day, projected=True, hangs_on_decision=hangs)
        return None

    def needed_by(self, rule: Rule, days: DaysByRule) -> int | None:
        """The day on which another step needs *rule*, if that is before its own.

        None too where that day has passed before the rule can be met at all.
        """
        own, other = days.get(rule.id), rule.needed_by and days.get(rule.needed_by.rule)
        if own is None or not other or rule.needed_by is None:
            return None
        needed = other.day(rule.needed_by.which)
        return needed if own.start <= needed < own.due else None

    def earliest(
        self, days: DaysByRule, *, aim: bool = False, today: int | None = None
    ) -> dict[str, int]:
        """The earliest day of each step, from what has happened.

        Args:
            days: the days worked out, for the meeting at which the body decides.
            aim: see only what the aim may depend on: received, referred, sent back.
            today: what is not done can be done from this day on at the earliest.
        """
        found: dict[str, int] = {}
        for rule in self.rulebook.in_time:
            begin = (
                self.facts.anchors[Anchor.RECEIVED] if rule.once else self.facts.start
            )
            base = max((found[other] for other in rule.after), default=begin)
            if self.applies(rule):
                base = self._earliest(rule, base, days, aim=aim, today=today)
            found[rule.id] = base
        return found

    def _earliest(
        self, rule: Rule, base: int, days: DaysByRule, *, aim: bool, today: int | None
    ) -> int:
        met = self.facts.met.get(rule.met_by) if rule.met_by else None
        if met is not None and (not aim or rule.met_by is MetBy.REFERRED):
            return met.on.toordinal()
        if today is not None:
            base = max(base, today)
        if rule.met_by is MetBy.STATEMENTS_RECEIVED:
            return self.facts.statements_by(base, rule.needs, self.calendar, aim=aim)
        if rule is self.rulebook.deciding and rule.id in days:
            return max(base, days[rule.id].due)
        if rule.needs is None:
            return base
        return rule.needs.end_from(base, self.calendar)

    def slack(
        self,
        days: DaysByRule,
        decision: int,
        *,
        aim: bool = False,
        today: int | None = None,
    ) -> int:
        """The least slack of what must be done before the body can decide.

        In business days, and at most until the decision itself; negative if the
        meeting cannot be reached.

        Args:
            days: the days that stand whatever meeting is chosen.
            decision: the meeting, as an ordinal.
            aim: see only what the aim may depend on.
            today: count from this day on.
        """
        complete = self.with_decision(days, self.decided(decision))
        earliest = self.earliest(complete, aim=aim, today=today)
        slacks = [
            self.calendar.count_ordinals(earliest[rule.id], complete[rule.id].due)
            for rule in self.rulebook.before_deciding
            if rule.id in complete
            and complete[rule.id].hangs_on_decision
            and (aim or rule.met_by not in self.facts.met)
        ]
        begun = max([self.facts.start, *([today] if today is not None else [])])
        slacks.append(self.calendar.count_ordinals(begun, decision))
        return min(slacks)

    def reaches(
        self,
        days: DaysByRule,
        decision: int,
        *,
        aim: bool = False,
        today: int | None = None,
    ) -> bool:
        """Whether everything that a decision on that day needs can be done by then."""
        if decision < self.facts.decides_from:
            return False
        try:
            return self.slack(days, decision, aim=aim, today=today) >= 0
        except DayOutOfRange:
            return False  # what it needs lies beyond the days that can be counted

    def next_meeting(self, since: int) -> int | None:
        """The first meeting of the body on or after a day; None if it is not known."""
        if self.meetings is None or since > LAST:
            return None
        try:
            found = self.meetings.next(self.facts.body, date_at(since))
        except MeetingsUnknown:
            return None
        return found.toordinal() if found else None

    @cached_property
    def known_until(self) -> int | None:
        """The last day for which the meetings of the body are known, if they are."""
        until = self.meetings and self.meetings.known_until(self.facts.body)
        return until.toordinal() if until else None

    @cached_property
    def meeting_days(self) -> tuple[int, ...]:
        """The meetings of the body that are known."""
        days = self.meetings.days_of(self.facts.body) if self.meetings else ()
        return tuple(day.toordinal() for day in days)

    def decided(
        self,
        day: int,
        start: int | None = None,
        limit: int | None = None,
        *,
        immediate: bool = False,
    ) -> Worked:
        """The deciding rule worked out: all three days are the meeting."""
        body = self.facts.body if self.meets(day) else None
        return Worked(
            way=self.rulebook.deciding.way,
            start=day if start is None else start,
            raw=day,
            due=day,
            safe=day,
            limit=day if limit is None else limit,
            meeting_of=body,
            guessed_meeting=body is None,
            immediate=immediate,
        )

    def knows(self, day: int) -> bool:
        """Whether the meetings of the body around *day* are known."""
        return self.meets(day) is not None

    def meets(self, day: int) -> bool | None:
        """Whether the body meets on a day; None where nobody knows."""
        if self.meetings is None:
            return None
        return self.meetings.meets_on(self.facts.body, date_at(day))
