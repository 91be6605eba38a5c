"""The bodies that were asked for statements, each seen from a day."""

from collections.abc import Iterator

from auditflow.case import Referral
from auditflow.day import date_at
from auditflow.events import StatementReceived, all_of
from auditflow.memo import body_key
from auditflow.periods import Days
from auditflow.planning.deadline import Status, status_on
from auditflow.planning.facts import moved_by
from auditflow.planning.grounds import Grounds
from auditflow.planning.pausing import named_on
from auditflow.planning.result import PlannedReferral
from auditflow.planning.rounds import Round
from auditflow.rules import Kind, MetBy


def referrals_of(current: Round) -> Iterator[PlannedReferral]:
    """Each body that was asked in the *current* round, with its day and its status.

    A statement that came is in time or late against the day that was in force then.
    """
    for key, referral in current.facts.referrals.items():
        due = _due(referral, _in_force(current, key, referral))
        yield PlannedReferral(
            referral=referral,
            due=None if due is None else date_at(due),
            status=_status(current, referral, due),
        )


def _in_force(current: Round, key: str, referral: Referral) -> Grounds:
    for event in all_of(current.events, StatementReceived):
        if event.on == referral.received_on and body_key(event.body) == key:
            return current.grounds_before(event)
    return current.grounds


def _due(referral: Referral, grounds: Grounds) -> int | None:
    """The reply day, moved by pauses; else the day on which the plan needs it."""
    facts = grounds.reckoning.facts
    rules = grounds.reckoning.rulebook.rules
    waits = next((r for r in rules if r.met_by is MetBy.STATEMENTS_RECEIVED), None)
    if referral.reply_by is None:
        worked = grounds.day_of(waits) if waits else None
        return worked.due if worked else None
    day = referral.reply_by.toordinal()
    if waits is None or not waits.pausable or not facts.paused:
        return day
    calendar = grounds.reckoning.counted_on(waits)
    since_named = named_on(referral.asked_on, facts)
    moved = moved_by(facts.pauses, Days(0), day, since_named, calendar)
    since = facts.pauses.since
    return None if since is not None and since <= moved else moved


def _status(current: Round, referral: Referral, due: int | None) -> Status:
    if referral.received_on is not None:
        late = due is not None and referral.received_on.toordinal() > due
        return Status.LATE if late else Status.MET
    undecided = current.facts.adopted is None and not current.is_closed
    if referral.waived_on is not None or not undecided:
        return Status.NOT_APPLICABLE
    if due is None:
        return Status.OPEN
    safe = current.calendar.roll_back_ordinal(due)
    return status_on(current.today, Kind.DUTY, due, safe, current.calendar)
