"""Works out the days of the rules for a block of cases: what `planning` does for one.

The days are since 1970, `MISSING` where a rule has none. What lies beyond the days that
can be counted is noted by the row, so that one case does not stop another.
"""

from functools import cached_property

import attrs
import numpy as np

from auditflow.bulk.cases import Cases
from auditflow.bulk.columns import MISSING, Flags, Mask, Whole
from auditflow.bulk.tables import (
    counted,
    deemed,
    ended,
    ends_of,
    looked_up,
    meetings_from,
)
from auditflow.bulk.worked import Days, Lost, Worked
from auditflow.business_calendar import BusinessCalendar
from auditflow.events import BodyKind, kind_by_name
from auditflow.meetings import BodyMeetings, MeetingCalendar
from auditflow.rules import (
    Anchor,
    Applies,
    CountedOn,
    MetBy,
    Rule,
    Rulebook,
    RuleDay,
    Way,
    Whose,
)


@attrs.frozen(eq=False)
class Reckoning:
    """A rulebook with the calendars, ready to be worked out for blocks of cases."""

    rulebook: Rulebook
    body: str
    calendar: BusinessCalendar
    meetings: MeetingCalendar | None

    @cached_property
    def own(self) -> BodyMeetings | None:
        """The meetings of the body itself, if any is known."""
        return self.meetings.of(self.body) if self.meetings else None

    @cached_property
    def preparing(self) -> str | None:
        """The body that prepares for this one; none where its calendar has none."""
        who = self.rulebook.prepares_for(self.body)
        if who and self.meetings is not None and self.own is not None:
            return who if self.meetings.knows(who) else None
        return who

    @cached_property
    def until(self) -> Whole:
        """How many business days there are until each day."""
        return counted(self.calendar)

    def _meetings_of(self, whose: Whose) -> BodyMeetings | None:
        if whose is Whose.OWN:
            return self.own
        who = self.preparing
        return self.meetings.of(who) if self.meetings and who else None

    def applies(self, rule: Rule, cases: Cases) -> Flags:
        """In which of the *cases* the rule applies at all."""
        match rule.applies:
            case Applies.ALWAYS:
                return True
            case Applies.STATEMENTS_WANTED:
                return cases.wanted
            case Applies.BODY_PREPARES:
                return self.preparing is not None
            case Applies.BOARD:
                return kind_by_name(self.body) is not BodyKind.COMPANY
            case Applies.NEVER:
                return False

    def counted_on(self, rule: Rule) -> BusinessCalendar:
        """The calendar whose business days *rule* counts."""
        if rule.counted_on is CountedOn.STATUTORY:
            return self.calendar.statutory
        return self.calendar

    def work_out(
        self, rules: tuple[Rule, ...], cases: Cases, days: Days, lost: Lost
    ) -> None:
        """Add the days of *rules*, each by its first way that leads to one."""
        for rule in rules:
            applies = self.applies(rule, cases)
            worked: Worked | None = None
            for way in rule.ways if np.any(applies) else ():
                other = self._by(way, rule, cases, days, lost, applies)
                worked = other if worked is None else _first_of(worked, other)
                if worked is None:
                    continue
                open_yet = worked.due == MISSING
                if not open_yet.any():
                    break
                applies = applies & open_yet
            if worked is not None:
                days.found[rule.id] = worked

    def _by(
        self,
        way: Way,
        rule: Rule,
        cases: Cases,
        days: Days,
        lost: Lost,
        applies: Flags,
    ) -> Worked | None:
        start, hangs = self.start(way, rule, cases, days, lost, applies)
        if start is None:
            return None
        counted_on = self.counted_on(rule)
        if way.meeting is not None:
            limit = looked_up(start, ended(way.period, counted_on, way.counting))
            lost.look(rule, way.period, start, limit)
            return self._at_meeting(way, way.meeting, start, limit, hangs)
        answers = ends_of(way.period, way.roll, self.calendar, counted_on, way.counting)
        raw = looked_up(start, answers[0])
        due = raw if answers[1] is answers[0] else looked_up(start, answers[1])
        safe = looked_up(start, answers[2])
        lost.look(rule, way.period, start, safe)
        return Worked(start, raw, due, safe, hangs)

    def _at_meeting(
        self, way: Way, whose: Whose, start: Whole, limit: Whole, hangs: Flags
    ) -> Worked | None:
        """The meeting that is sought from *limit*; no day where that is not known."""
        known = self._meetings_of(whose)
        if known is None:
            return None
        found = looked_up(limit, meetings_from(known, way.seek))
        return Worked(start, found, found, found, hangs)

    def start(
        self,
        way: Way,
        rule: Rule,
        cases: Cases,
        days: Days,
        lost: Lost,
        applies: Flags = True,  # noqa: FBT002 - as everywhere here: for all of them
    ) -> tuple[Whole | None, Flags]:
        """The days from which the period of *way* runs, and which of them hang."""
        latest: Whole | None = None
        hangs: Flags = False
        for anchor in way.anchors:
            day, own_hangs = self._known(anchor, cases, days)
            if day is None:
                return None, False
            if latest is None:
                latest, hangs = day, own_hangs
            else:
                both = (latest != MISSING) & (day != MISSING)
                latest = np.where(both, np.maximum(latest, day), MISSING)
                hangs = hangs | own_hangs
        if latest is None:
            return None, False
        if applies is not True:
            latest = np.where(applies, latest, MISSING)
        if way.deemed is not None:
            begins = looked_up(latest, deemed(way.deemed, self.calendar))
            lost.look(rule, way.deemed, latest, begins)
            latest = begins
        return latest, hangs

    def _known(
        self, anchor: Anchor | RuleDay, cases: Cases, days: Days
    ) -> tuple[Whole | None, Flags]:
        """The days of one anchor, happened or planned, and which of them hang."""
        if isinstance(anchor, RuleDay):
            other = days.get(anchor.rule)
            if other is None:
                return None, False
            hangs = True if anchor.rule == self.rulebook.deciding.id else other.hangs
            return other.day(anchor.which), hangs
        happened = cases.anchors.get(anchor)
        if happened is None:
            return self._planned(anchor, days)
        ahead = happened == MISSING
        if not ahead.any():
            return happened, False
        planned, hangs = self._planned(anchor, days)
        if planned is None:
            return happened, False
        return np.where(ahead, planned, happened), ahead & hangs

    def _planned(self, anchor: Anchor, days: Days) -> tuple[Whole | None, Flags]:
        """The planned day of what has not happened: when the rule it meets is due."""
        deciding = self.rulebook.deciding
        found: Whole | None = None
        hangs: Flags = False
        for rule in self.rulebook.met_by(anchor):
            worked = days.get(rule.id)
            if worked is None:
                continue
            day = self._needed_or_due(rule, worked, days)
            decision = days.get(deciding.id)
            hasty = decision.immediate if decision else None
            if decision and hasty is not None and anchor is Anchor.MINUTES_ADJUSTED:
                day = np.where((worked.due != MISSING) & hasty, decision.due, day)
            own_hangs = True if rule is deciding else worked.hangs
            if found is None:
                found, hangs = day, own_hangs
            else:
                ahead = found == MISSING
                hangs = np.where(ahead, own_hangs, hangs)
                found = np.where(ahead, day, found)
        return found, hangs

    def _needed_or_due(self, rule: Rule, worked: Worked, days: Days) -> Whole:
        """When another step needs *rule*, if that is before its own day; else that."""
        other = days.get(rule.needed_by.rule) if rule.needed_by else None
        if other is None or rule.needed_by is None:
            return worked.due
        needed = other.day(rule.needed_by.which)
        earlier = (worked.start <= needed) & (needed < worked.due)
        return np.where(earlier, needed, worked.due)

    def earliest(self, cases: Cases) -> tuple[dict[str, Whole], Mask]:
        """The earliest day of each step before a decision, and where there is none."""
        found: dict[str, Whole] = {}
        lost = Lost.none_of(cases.rows)
        for rule in self.rulebook.before_deciding_in_time:
            base = cases.received
            for other in rule.after:
                base = np.maximum(base, found[other])
            applies = self.applies(rule, cases)
            if np.any(applies):
                own = self._earliest(rule, base, cases, lost, applies)
                base = own if applies is True else np.where(applies, own, base)
            found[rule.id] = base
        return found, lost.rows

    def _earliest(
        self, rule: Rule, base: Whole, cases: Cases, lost: Lost, applies: Flags
    ) -> Whole:
        """When a step can be done that can begin at *base*."""
        if rule.needs is None:
            day = base
        else:
            day = looked_up(base, ended(rule.needs, self.calendar))
        starts = base if applies is True else np.where(applies, base, MISSING)
        if rule.met_by is MetBy.STATEMENTS_RECEIVED:
            asked_by = cases.anchors.get(Anchor.REFERRAL)
            if asked_by is not None:
                replies = asked_by != MISSING
                day = np.where(replies, asked_by, day)
                starts = np.where(replies, MISSING, starts)
            if rule.needs is not None:
                lost.look(rule, rule.needs, starts, day)
            return np.maximum(base, day)
        if rule.needs is not None:
            lost.look(rule, rule.needs, starts, day)
        return day


def _first_of(first: Worked, second: Worked | None) -> Worked:
    """The days of the *first*, and of the *second* where it has none."""
    if second is None:
        return first
    none = first.due == MISSING
    uniform = isinstance(first.hangs, bool) and first.hangs is second.hangs
    return Worked(
        np.where(none, second.start, first.start),
        np.where(none, second.raw, first.raw),
        np.where(none, second.due, first.due),
        np.where(none, second.safe, first.safe),
        first.hangs if uniform else np.where(none, second.hangs, first.hangs),
    )
