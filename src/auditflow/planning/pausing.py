"""What pauses move: the days of the rules that say so, and of no others.

A pause moves a day where it lies; what comes before a meeting is still counted back
from that meeting, and needed by then.
"""

import attrs
from pendulum import Date

from auditflow.periods import OnDay, rolled
from auditflow.planning.facts import Facts, moved_by
from auditflow.planning.reckoning import Reckoning
from auditflow.planning.worked import DaysByRule, Worked
from auditflow.rules import Anchor, Rule


@attrs.frozen
class Paused:
    """The day of a rule as a pause moved it; days are ordinals.

    ``worked`` is None while the pause is open: until it ends there is no day.
    """

    before: Worked
    worked: Worked | None


def paused_in(reckoning: Reckoning, days: DaysByRule) -> dict[str, Paused]:
    """The rules whose days a pause moves, with where to."""
    if not reckoning.facts.paused:
        return {}
    found: dict[str, Paused] = {}
    for rule in reckoning.rulebook.rules:
        worked = days.get(rule.id)
        if rule.pausable and worked is not None and worked.meeting_of is None:
            moved = _moved(reckoning, rule, worked)
            if moved != worked:
                found[rule.id] = Paused(worked, moved)
    return found


def named_on(day: Date | None, facts: Facts) -> int:
    """From when on pauses move a reply day that was named on *day*.

    Whoever names a day knows of the pause that lasts: only later ones move it.
    """
    if day is None:
        return facts.began - 1
    return facts.pauses.last_day_around(day.toordinal())


def _moved(reckoning: Reckoning, rule: Rule, worked: Worked) -> Worked | None:
    facts, period = reckoning.facts, worked.way.period
    # What is counted back, or from a day that was named, runs from the beginning; a
    # pause may begin on that very day.
    onward = not isinstance(period, OnDay) and period.amount > 0
    since = worked.start if onward else facts.began - 1
    if worked.way.anchor is Anchor.REFERRAL:
        asked = (one.asked_on for one in facts.referrals.values())
        since = named_on(max(asked, default=None), facts)
    calendar = reckoning.counted_on(rule)
    raw = moved_by(facts.pauses, period, worked.raw, since, calendar)
    if facts.pauses.since is not None and facts.pauses.since <= raw:
        return None
    if raw == worked.raw:
        return worked
    due = raw if worked.way.roll == "none" else rolled(raw, worked.way.roll)
    safe = calendar.tables.on_or_before(min(raw, due))
    return worked._replace(raw=raw, due=due, safe=safe)
