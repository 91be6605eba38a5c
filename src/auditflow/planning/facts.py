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
from auditflow.case.referrals import Referral, referrals_in
from auditflow.errors import ValueRefused
from auditflow.events import (
    NO_PAUSES,
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    Asked,
    BodiesToAsk,
    BodyKind,
    ByKind,
    Drafted,
    ExtensionGranted,
    FollowedUp,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Paused,
    Pauses,
    Prepared,
    Referred,
    Registered,
    RemittedBack,
    ReplyDay,
    Reported,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
    asks,
    bodies_asked,
    pauses_in,
    reply_day_in,
    reply_request_in,
)
from auditflow.memo import ReplyKind, ReplyRequest, body_key
from auditflow.periods import BusinessDays, Period
from auditflow.planning.notices import notice_in
from auditflow.rules import Anchor, MetBy, Way
from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class Facts(Value):
    """The days that a history has fixed so far."""

    body: str
    kind: BodyKind
    reply: ReplyRequest
    reply_day: ReplyDay
    """The day by which the answer is wanted, and what moved it."""
    anchors: Mapping[str, int]
    """The ordinals of what has happened, by `Anchor`."""
    met: Mapping[MetBy, AnyEvent]
    """The event that met each kind of duty."""
    began: int
    """The first day of the round."""
    start: int
    """Where the forward pass begins: the round, or the attempt."""
    decides_from: int
    """The first day on which the body can decide."""
    wanted: tuple[Asked, ...]
    """The bodies whose statements are wanted, sent or not."""
    referrals: Mapping[str, Referral]
    """Those that were asked, by body key."""
    aim: Tabled | AimedFor | None
    """What fixed the meeting to aim for, if anything did."""
    adopted: Adopted | None
    summonses: tuple[Summoned, ...]
    notice_removed: NoticeRemoved | None
    pauses: Pauses
    """When work on the case stood still."""
    paused: tuple[Paused, ...]
    unpaused: Date | None
    """The reply day, had time never stood still."""

    def without_pauses(self) -> "Facts":
        """The same, had time never stood still."""
        anchors = {**self.anchors}
        anchors.pop(Anchor.REQUESTED, None)
        if self.unpaused is not None:
            anchors[Anchor.REQUESTED] = self.unpaused.toordinal()
        return attrs.evolve(self, anchors=anchors, pauses=NO_PAUSES, paused=())

    @property
    def extension(self) -> ExtensionGranted | None:
        """The latest extension, if there is any."""
        return self.reply_day.extension

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has met any duty, and no statement came."""
        done = any(not referral.is_open for referral in self.referrals.values())
        return not self.met and not done

    @property
    def aimed_by(self) -> tuple[object, ...]:
        """All that the meeting to aim for, and the days of the round, depend on."""
        referred = self.met.get(MetBy.REFERRED)
        asked = [one.asked_on for one in self.referrals.values()]
        pauses = self.pauses.spans, self.pauses.since
        began = self.began, self.start, self.decides_from
        said = self.body, self.kind, self.reply.date, self.aim
        when = *self.anchors.items(), referred.on if referred else None
        return (*said, *began, *when, *self.wanted, *asked, *pauses)

    def is_unconfirmed(self, way: Way) -> bool:
        """Whether *way* counts from a reply day that the reader only proposed."""
        proposed = self.reply.kind is ReplyKind.PROPOSED and self.extension is None
        return proposed and Anchor.REQUESTED in way.anchors

    def worked_for(self, needs: Period, since: int, calendar: BusinessCalendar) -> int:
        """The day on which work that begins after *since* is done, pauses left out."""
        end = needs.end_from(since, calendar)
        if self.pauses is NO_PAUSES:
            return end
        return moved_by(self.pauses, needs, end, since, calendar)

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
            referral = self.referrals.get(body_key(asked.body))
            done = referral.done_on if referral else None
            if done is not None and not aim:
                day = done.toordinal()
            elif asked.reply_by is not None:
                day = asked.reply_by.toordinal()
            else:
                since = referral.asked_on.toordinal() if referral else base
                day = self.worked_for(needs, since, calendar) if needs else since
            latest = max(latest, day)
        return latest


def moved_by(
    pauses: Pauses, period: Period, day: int, since: int, calendar: BusinessCalendar
) -> int:
    """*day* moved by the pauses after *since*, in the unit of the *period*.

    A period in business days by the paused business days, any other by the paused
    calendar days.
    """
    if isinstance(period, BusinessDays):
        return pauses.moved_in_business_days(day, since, calendar)
    return pauses.moved(day, since)


def facts_of(
    case: Case,
    life: Sequence[AnyEvent],
    events: Sequence[AnyEvent],
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
    told = ByKind(events)
    lately = told if attempt is events else ByKind(attempt)
    ever = told if len(life) == len(events) else ByKind(life)
    referrals: dict[str, Referral] = {}
    if Referred in told or RemittedBack in told:
        referrals = {body_key(r.body): r for r in referrals_in(events)}
    everybody = {body_key(a.body): a for a in wanted}
    everybody |= {key: Asked(r.body, r.reply_by) for key, r in referrals.items()}
    met = _met(ever, told, lately)
    if everybody and referrals.keys() >= everybody.keys():
        met |= _met_by_statements(events, referrals)
    reply_day = reply_day_in(events, case.reply, life)
    anchors = _anchors(case.memo.dated, first.on, reply_day.day, met, everybody)
    notice = notice_in(attempt, case) if NoticePosted in lately else None
    if notice is not None:
        met[MetBy.NOTICE_POSTED] = notice.announced
        anchors[Anchor.NOTICE_POSTED] = notice.posted.on.toordinal()
    pauses, unpaused = NO_PAUSES, reply_day.day
    if Paused in ever:
        pauses = pauses_in(life)
        running = [event for event in events if not isinstance(event, Paused)]
        unpaused = reply_day_in(running, case.reply).day
    return Facts(
        body=case.body,
        kind=case.kind,
        reply=reply_request_in(events, case.reply),
        reply_day=reply_day,
        anchors=anchors,
        met=met,
        began=first.on.toordinal(),
        start=attempt[0].on.toordinal(),
        decides_from=_decides_from(lately, attempt[0]),
        wanted=tuple(everybody.values()),
        referrals=referrals,
        aim=_aim(lately, attempt),
        adopted=lately.last(Adopted),
        summonses=lately.all(Summoned),
        notice_removed=notice.removed if notice else None,
        pauses=pauses,
        paused=tuple(p for p in ever.all(Paused) if _lasts(p, pauses, first.on)),
        unpaused=unpaused,
    )


def _lasts(pause: Paused, pauses: Pauses, began: Date) -> bool:
    """Whether a *pause* lasts on the first day of a round, or began since."""
    first = pause.on.toordinal()
    last = pauses.last_day_around(first)
    return first in pauses.begun or last >= began.toordinal()


def _anchors(
    dated: Date | None,
    received: Date,
    requested: Date | None,
    met: Mapping[MetBy, AnyEvent],
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


def _attempt(events: Sequence[AnyEvent]) -> Sequence[AnyEvent]:
    """The events since the board last sent the draft back, that one included."""
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], RemittedBack):
            return events[index:]
    return events


_Met = tuple[tuple[type[AnyEvent], MetBy], ...]
_ONCE_IN_A_LIFE: Final[_Met] = (
    (Registered, MetBy.REGISTERED),
    (FollowedUp, MetBy.FOLLOWED_UP),
)
_ONCE_IN_A_ROUND: Final[_Met] = (
    (Answered, MetBy.ANSWERED),
    (Reported, MetBy.REPORTED),
)
_ONCE_IN_AN_ATTEMPT: Final[_Met] = (
    (Drafted, MetBy.DRAFTED),
    (Prepared, MetBy.PREPARED),
    (MinutesAdjusted, MetBy.MINUTES_ADJUSTED),
)


def _met(ever: ByKind, told: ByKind, lately: ByKind) -> dict[MetBy, AnyEvent]:
    """What met each kind of duty: once in a life, in a round or in an attempt."""
    found: dict[MetBy, AnyEvent] = {}
    for kinds, within in (
        (_ONCE_IN_A_LIFE, ever),
        (_ONCE_IN_A_ROUND, told),
        (_ONCE_IN_AN_ATTEMPT, lately),
    ):
        for kind, met_by in kinds:
            if kind in within and (event := within.first(kind)) is not None:
                found[met_by] = event
    adopted = lately.last(Adopted)
    if adopted is not None:
        found[MetBy.ADOPTED] = adopted
        if adopted.immediate:  # the minutes are adjusted at the meeting itself
            found[MetBy.MINUTES_ADJUSTED] = adopted
    return found


def _met_by_statements(
    events: Sequence[AnyEvent], referrals: Mapping[str, Referral]
) -> dict[MetBy, AnyEvent]:
    """What asking everybody met, and their statements if all of them are in."""
    referred = next(event for event in events if asks(event))
    found: dict[MetBy, AnyEvent] = {MetBy.REFERRED: referred}
    if not any(referral.is_open for referral in referrals.values()):
        came = [
            event
            for event in events
            if isinstance(event, StatementReceived | StatementWaived)
            and (referral := referrals.get(body_key(event.body))) is not None
            and referral.done_on == event.on
        ]
        found[MetBy.STATEMENTS_RECEIVED] = max(came, key=lambda event: event.on)
    return found


def _decides_from(lately: ByKind, first: AnyEvent) -> int:
    """A board that sent the draft back, or put it off, does not decide that day."""
    put_off = lately.last(Tabled) or lately.last(RemittedBack)
    return first.on.toordinal() if put_off is None else put_off.on.toordinal() + 1


def _aim(lately: ByKind, attempt: Sequence[AnyEvent]) -> Tabled | AimedFor | None:
    if Tabled not in lately and AimedFor not in lately:
        return None
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
