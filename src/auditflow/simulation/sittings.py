"""The meetings that a case may come to, and what must be done before each of them."""

from bisect import bisect_left
from functools import lru_cache
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import FIRST, date_at
from auditflow.events import BodyKind, Drafted, Received
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.planning.rounds import Round, rounds_planned
from auditflow.planning.versions import Fixed
from auditflow.rules import Anchor, MetBy, Rulebook

_BEFORE: Final = 400  # days before a meeting within which a draft may be needed


@attrs.frozen
class Sitting:
    """A meeting of the body; all days are ordinals.

    ``draft_by`` is the last business day on which the draft may be in for the meeting
    to be reached; ``prepared`` and ``summoned`` are the days of what comes in between,
    where the rules have it.
    """

    day: int
    draft_by: int
    prepared: int | None
    summoned: int | None


def sittings_of(current: Round, since: int) -> tuple[Sitting, ...]:
    """The meetings from a day on, as far as they are known, in the plan of a case."""
    rulebook, reply = current.rulebook, current.facts.reply_day.day
    hung_on = rulebook.hung_on_backward(current.reckoning.applying)
    if hung_on is not None and Anchor.REQUESTED not in hung_on:
        reply = None  # the same for every case of the body
    known = _sittings(
        rulebook,
        current.calendar,
        current.meetings,
        current.case.body,
        current.facts.kind,
        reply,
    )
    return known[bisect_left(known, since, key=lambda sitting: sitting.day) :]


@lru_cache(maxsize=64)
def _sittings(
    rulebook: Rulebook,
    calendar: BusinessCalendar,
    meetings: MeetingCalendar | None,
    body: str,
    kind: BodyKind,
    reply: Date | None,
) -> tuple[Sitting, ...]:
    governing = Fixed(rulebook, calendar, meetings)
    asked = ReplyRequest() if reply is None else ReplyRequest.by(reply)
    memo = Memo(bodies=[Body(body, "must_answer", asked)])

    def drafted_on(day: int) -> Round:
        """The plan of a case that is drafted on the day it comes in."""
        on = date_at(day)
        arrival = Received(on=on, by=body, kind=kind)
        case = Case(memo, body, "", (arrival, Drafted(on=on, by=body)))
        return rounds_planned(case, governing)[-1]

    def sitting_on(day: int) -> Sitting:
        days = range(max(FIRST, day - _BEFORE), day + 1)
        # The earlier the draft is in, the more meetings it reaches.
        reached = bisect_left(
            days, x=True, key=lambda one: not drafted_on(one).forward.reaches(day)
        )
        draft_by = calendar.roll_back_ordinal(days[0] + reached - 1)
        reckoning = drafted_on(max(draft_by, FIRST)).reckoning
        before = reckoning.before(day)
        due = {
            rule.met_by: before[rule.id].due
            for rule in rulebook.before_deciding
            if rule.id in before and rule.id in reckoning.applying
        }
        return Sitting(day, draft_by, due.get(MetBy.PREPARED), due.get(MetBy.SUMMONED))

    own = meetings.of(body) if meetings else None
    return tuple(sitting_on(day) for day in (own.days if own else ()))
