"""What a rule is counted from, and the meetings around a day."""

from collections.abc import Iterator

from pendulum import Date

from auditflow.day import date_at
from auditflow.planning.derivation import (
    Around,
    BuiltOn,
    Counted,
    Extended,
    Happened,
    Origin,
    Part,
)
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.rules import Anchor, Rule, RuleDay, Way


def origins_of(
    reckoning: Reckoning, rule: Rule, way: Way, days: DaysByRule
) -> Iterator[Origin]:
    """What the period may run from; the latest of these days counts."""
    for anchor in way.anchors:
        start = reckoning.known(anchor, rule, days)
        if start is not None:
            day, planned, _ = start
            yield _origin(reckoning, anchor, date_at(day), planned, rule, way, days)


def _origin(
    reckoning: Reckoning,
    anchor: Anchor | RuleDay,
    day: Date,
    planned: bool,  # noqa: FBT001 - as the reckoning has it
    rule: Rule,
    way: Way,
    days: DaysByRule,
) -> Origin:
    if isinstance(anchor, RuleDay):
        return BuiltOn(anchor.rule, Part(anchor.which.value), day)
    facts = reckoning.facts
    if anchor is Anchor.REQUESTED and rule.extendable and facts.extension:
        granted = facts.extension
        return Extended(day, granted.on, granted.by, facts.reply.date)
    awaited = _planned(reckoning, anchor, days) if planned else None
    proposed = anchor is Anchor.REQUESTED and facts.is_unconfirmed(way)
    return awaited or Happened(anchor, day, confirmed=not proposed)


def _planned(reckoning: Reckoning, anchor: Anchor, days: DaysByRule) -> BuiltOn | None:
    """The day of an earlier step that stands for what has not happened yet."""
    deciding = reckoning.rulebook.deciding
    decision = days.get(deciding.id)
    for rule in reckoning.rulebook.met_by(anchor):
        if rule.id not in days:
            continue
        if decision and decision.immediate and anchor is Anchor.MINUTES_ADJUSTED:
            day = date_at(decision.due)
            return BuiltOn(deciding.id, Part.DUE, day, anchor)
        needed = reckoning.needed_by(rule, days)
        if needed is not None:
            return BuiltOn(rule.id, Part.NEEDED, date_at(needed), anchor)
        return BuiltOn(rule.id, Part.DUE, date_at(days[rule.id].due), anchor)
    return None


def around(reckoning: Reckoning, body: str, limit: int) -> Around:
    """What is known of the meetings of *body* around a day."""
    meetings = reckoning.meetings
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


def counted_in(rule: Rule, worked: Worked) -> Counted:
    """The period of a day that was worked out."""
    start, end, way = date_at(worked.start), date_at(worked.limit), worked.way
    return Counted(start, way.period, rule.counted_on, way.counting, end)
