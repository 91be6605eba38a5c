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

    ``before`` is the day, had time never stood still; ``now`` the day as it is counted
    since; ``worked`` where the pause put it, None while the pause is open: until it
    ends there is no day.
    """

    before: Worked
    now: Worked
    worked: Worked | None

    @property
    def needed_by(self) -> int | None:
        """The day on which the meeting needs it, where that is earlier."""
        moved, now = self.worked, self.now
        late = moved is not None and now.hangs_on_decision and moved.due > now.due
        return now.due if late else None


def paused_in(
    reckoning: Reckoning, days: DaysByRule, unpaused: DaysByRule
) -> dict[str, Paused]:
    """The rules whose days a pause moves, with where to.

    What is counted back from a meeting that the pause has moved already is not moved
    twice: the later of the two days counts.

    Args:
        reckoning: the round.
        days: its days.
        unpaused: its days, had time never stood still.
    """
    found: dict[str, Paused] = {}
    for rule in reckoning.rulebook.rules:
        now = days.get(rule.id)
        if not rule.pausable or now is None or now.meeting_of is not None:
            continue
        before = unpaused.get(rule.id, now) if now.hangs_on_decision else now
        moved = _moved(reckoning, rule, before, now)
        if moved != now:
            found[rule.id] = Paused(before, now, moved)
    return found


def named_on(day: Date | None, facts: Facts) -> int:
    """From when on pauses move a reply day that was named on *day*.

    Whoever names a day knows of the pause that lasts: only later ones move it.
    """
    if day is None:
        return facts.began - 1
    return facts.pauses.last_day_around(day.toordinal())


def _moved(
    reckoning: Reckoning, rule: Rule, before: Worked, now: Worked
) -> Worked | None:
    facts, period = reckoning.facts, before.way.period
    # What is counted back, or from a day that was named, runs from the beginning; a
    # pause may begin on that very day.
    onward = not isinstance(period, OnDay) and period.amount > 0
    since = before.start if onward else facts.began - 1
    if before.way.anchor is Anchor.REFERRAL:
        asked = (one.asked_on for one in facts.referrals.values())
        since = named_on(max(asked, default=None), facts)
    calendar = reckoning.counted_on(rule)
    raw = moved_by(facts.pauses, period, before.raw, since, calendar)
    if facts.pauses.since is not None and facts.pauses.since <= max(raw, now.raw):
        return None
    if raw == before.raw or raw <= now.raw:
        return now
    due = raw if before.way.roll == "none" else rolled(raw, before.way.roll)
    safe = calendar.tables.on_or_before(min(raw, due))
    return before._replace(raw=raw, due=due, safe=safe)
