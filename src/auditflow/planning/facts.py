"""What has happened in one round of a case, as the days that rules ask for.

A round begins when the memo is received, or when the auditors ask for a supplement; an
*attempt* begins with the round, or when the board sends the draft back.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import ValueRefused
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    Asked,
    BodiesToAsk,
    Drafted,
    Event,
    ExtensionGranted,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Prepared,
    Referred,
    Registered,
    RemittedBack,
    Reopened,
    Reported,
    StatementReceived,
    Summoned,
    Tabled,
    all_of,
    asked_in,
    bodies_asked,
    last_of,
)
from auditflow.memo import ReplyKind, ReplyRequest, body_key
from auditflow.periods import Period
from auditflow.rules import Anchor, MetBy, Way
from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class Facts(Value):
    """The days that a history has fixed so far."""

    body: str
    reply: ReplyRequest
    anchors: Mapping[str, int]
    """The ordinals of what has happened, by `Anchor`."""
    met: Mapping[MetBy, Event]
    """The event that met each kind of duty."""
    start: int
    """Where the forward pass begins: the round, or the attempt."""
    decides_from: int
    """The first day on which the body can decide."""
    wanted: tuple[Asked, ...]
    """The bodies whose statements are wanted, sent or not."""
    asked_on: Mapping[str, int]
    """When each of them was asked, by body key."""
    stated_on: Mapping[str, int]
    """When each of them sent its statement, by body key."""
    aim: Tabled | AimedFor | None
    """What fixed the meeting to aim for, if anything did."""
    extension: ExtensionGranted | None
    adopted: Adopted | None
    summonses: tuple[Summoned, ...]
    measures_done: Mapping[int, MeasureDone]
    notice_removed: NoticeRemoved | None

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has met any duty, and no statement came."""
        return not self.met and not self.stated_on

    def is_unconfirmed(self, way: Way) -> bool:
        """Whether *way* counts from a reply day that the reader only proposed."""
        proposed = self.reply.kind is ReplyKind.PROPOSED and self.extension is None
        return proposed and Anchor.REQUESTED in way.anchors

    def statements_by(
        self, base: int, needs: Period | None, calendar: BusinessCalendar, *, aim: bool
    ) -> int:
        """The earliest day on which every wanted statement can be in.

        Args:
            base: the earliest day on which the rest can be asked.
            needs: the working time of a body that was given no reply day.
            calendar: the municipality's business days.
            aim: leave out which statements came, as the aim does not depend on it.
        """
        latest = base
        for asked in self.wanted:
            key = body_key(asked.body)
            stated = self.stated_on.get(key)
            if stated is not None and not aim:
                day = stated
            elif asked.reply_by is not None:
                day = asked.reply_by.toordinal()
            else:
                since = self.asked_on.get(key, base)
                day = needs.end_from(since, calendar) if needs else since
            latest = max(latest, day)
        return latest


def facts_of(
    case: Case,
    life: Sequence[Event],
    events: Sequence[Event],
    wanted: Sequence[Asked] = (),
) -> Facts:
    """The facts of the round *events* within the whole *life* of its case.

    Args:
        case: the case, for its memo and body.
        life: all events of the case, or as many of them as count.
        events: the events of the round, or as many of them as count.
        wanted: bodies whose statements are wanted though they were not asked yet.
    """
    first, attempt = events[0], _attempt(events)
    latest = {type(event): event for event in events}
    reply = first.reply if isinstance(first, Reopened) else case.reply
    extension = last_of(events, ExtensionGranted)
    asked = Referred in latest or RemittedBack in latest
    asked_on = _asked_on(events) if asked else {}
    statements = _statements(events, asked_on) if asked_on else {}
    everybody = {body_key(a.body): a for a in wanted}
    if asked_on:
        everybody |= {body_key(a.body): a for a in asked_in(events)}
    met = _met(life, events, attempt)
    if everybody and asked_on.keys() >= everybody.keys():
        met |= _met_by_statements(events, statements, everybody)
    requested = extension.until if extension else reply.date
    posted, removed = _notice(attempt)
    anchors = _anchors(case.memo.dated, first.on, requested, met, everybody)
    if posted is not None:
        anchors[Anchor.NOTICE_POSTED] = posted.on.toordinal()
    return Facts(
        body=case.body,
        reply=reply,
        anchors=anchors,
        met=met,
        start=attempt[0].on.toordinal(),
        decides_from=_decides_from(attempt),
        wanted=tuple(everybody.values()),
        asked_on=asked_on,
        stated_on={key: e.on.toordinal() for key, e in statements.items()},
        aim=_aim(attempt),
        extension=extension,
        adopted=last_of(attempt, Adopted),
        summonses=all_of(attempt, Summoned),
        measures_done={e.number: e for e in all_of(life, MeasureDone)},
        notice_removed=removed,
    )


def _anchors(
    dated: Date | None,
    received: Date,
    requested: Date | None,
    met: Mapping[MetBy, Event],
    asked: Mapping[str, Asked],
) -> dict[str, int]:
    """The days that periods run from, as far as they are known."""
    days: dict[str, int] = {
        anchor: met[met_by].on.toordinal()
        for anchor, met_by in _HAPPENINGS
        if met_by in met
    }
    days[Anchor.RECEIVED] = received.toordinal()
    if dated is not None:
        days[Anchor.MEMO_DATED] = dated.toordinal()
    if requested is not None:
        days[Anchor.REQUESTED] = requested.toordinal()
    reply_days = [one.reply_by for one in asked.values()]
    if reply_days and None not in reply_days:
        days[Anchor.REFERRAL] = max(d.toordinal() for d in reply_days if d is not None)
    return days


_HAPPENINGS: Final = (
    (Anchor.ADOPTED, MetBy.ADOPTED),
    (Anchor.MINUTES_ADJUSTED, MetBy.MINUTES_ADJUSTED),
    (Anchor.ANSWERED, MetBy.ANSWERED),
)


def _attempt(events: Sequence[Event]) -> Sequence[Event]:
    """The events since the board last sent the draft back, that one included."""
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], RemittedBack):
            return events[index:]
    return events


def _asks(event: Referred | RemittedBack) -> tuple[Asked, ...]:
    return event.to if isinstance(event, Referred) else event.statements_from


def _asked_on(events: Sequence[Event]) -> dict[str, int]:
    return {
        body_key(asked.body): event.on.toordinal()
        for event in events
        if isinstance(event, Referred | RemittedBack)
        for asked in _asks(event)
    }


def _statements(
    events: Sequence[Event], asked_on: Mapping[str, int]
) -> dict[str, StatementReceived]:
    """The first statement of each body since it was asked last."""
    found: dict[str, StatementReceived] = {}
    for event in all_of(events, StatementReceived):
        key = body_key(event.body)
        if key in asked_on and event.on.toordinal() >= asked_on[key]:
            found.setdefault(key, event)
    return found


_ONCE_IN_A_LIFE: Final = (
    (Registered, MetBy.REGISTERED),
    (FollowedUp, MetBy.FOLLOWED_UP),
)
_ONCE_IN_AN_ATTEMPT: Final = (
    (Drafted, MetBy.DRAFTED),
    (Prepared, MetBy.PREPARED),
    (MinutesAdjusted, MetBy.MINUTES_ADJUSTED),
    (NoticePosted, MetBy.NOTICE_POSTED),
)


def _met(
    life: Sequence[Event], events: Sequence[Event], attempt: Sequence[Event]
) -> dict[MetBy, Event]:
    """What met each kind of duty: once in a life, in a round or in an attempt."""
    found: dict[MetBy, Event] = {}
    for kinds, within in ((_ONCE_IN_A_LIFE, life), (_ONCE_IN_AN_ATTEMPT, attempt)):
        first = {type(event): event for event in reversed(within)}
        found |= {met_by: first[kind] for kind, met_by in kinds if kind in first}
    for event in events:
        if isinstance(event, Answered):
            found.setdefault(MetBy.ANSWERED, event)
        elif isinstance(event, Reported):
            found.setdefault(MetBy.REPORTED, event)
    adopted = last_of(attempt, Adopted)
    if adopted is not None:
        found[MetBy.ADOPTED] = adopted
        if adopted.immediate:  # the minutes are adjusted at the meeting itself
            found[MetBy.MINUTES_ADJUSTED] = adopted
    return found


def _met_by_statements(
    events: Sequence[Event],
    statements: Mapping[str, StatementReceived],
    everybody: Mapping[str, Asked],
) -> dict[MetBy, Event]:
    """What asking *everybody* met, and their statements if all of them are in."""
    referred = next(
        e for e in events if isinstance(e, Referred | RemittedBack) and _asks(e)
    )
    if not statements.keys() >= everybody.keys():
        return {MetBy.REFERRED: referred}
    last = max((statements[key] for key in everybody), key=lambda e: e.on)
    return {MetBy.REFERRED: referred, MetBy.STATEMENTS_RECEIVED: last}


def _notice(
    attempt: Sequence[Event],
) -> tuple[NoticePosted | None, NoticeRemoved | None]:
    """The notice that counts, and what took it down.

    One that is posted anew after the other was taken down is announced anew, and from
    then on the appeal time runs (KL 13 kap. 5 §).
    """
    posted: NoticePosted | None = None
    removed: NoticeRemoved | None = None
    for event in attempt:
        if isinstance(event, NoticePosted) and (posted is None or removed is not None):
            posted, removed = event, None
        elif isinstance(event, NoticeRemoved):
            removed = event
    return posted, removed


def _decides_from(attempt: Sequence[Event]) -> int:
    """A board that sent the draft back, or put it off, does not decide that day."""
    put_off = [e.on for e in attempt if isinstance(e, RemittedBack | Tabled)]
    return put_off[-1].toordinal() + 1 if put_off else attempt[0].on.toordinal()


def _aim(attempt: Sequence[Event]) -> Tabled | AimedFor | None:
    for event in reversed(attempt):
        if isinstance(event, Tabled | AimedFor):
            return event
    return None


def wanted_from(bodies: BodiesToAsk, case: Case) -> tuple[Asked, ...]:
    """Bodies whose statements are wanted, with the reply day where there is one.

    Raises:
        DayRefused: a reply day is no day.
        ValueRefused: a body has no name, is the one that answers, or would have to
            reply before the memo was received.
    """
    wanted = bodies_asked(bodies)
    for asked in wanted:
        if body_key(asked.body) == body_key(case.body):
            given = f"{asked.body} cannot ask itself for a statement"
            raise ValueRefused(given, "name another body")
        if asked.reply_by is not None and asked.reply_by < case.received:
            given = f"the reply day of {asked.body}, {asked.reply_by}, lies before"
            given = f"{given} the memo was received, {case.received}"
            raise ValueRefused(given, "give a later day, or none")
    return wanted
