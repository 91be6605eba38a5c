"""Events of every kind that people record, each made of a case, a day and two numbers.

The same numbers always make the same event, and 0 is the simplest choice everywhere.
Not all that is made is allowed: that depends on the case.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final, TypeAlias, TypeVar

import attrs
from pendulum import Date

from auditflow.case import Case
from auditflow.day import as_day, date_at
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    Assigned,
    Closed,
    Corrected,
    Drafted,
    Event,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Party,
    Paused,
    Prepared,
    Referred,
    Registered,
    Reminded,
    RemittedBack,
    Reopened,
    Reported,
    Response,
    ResponseProposed,
    Resumed,
    Revised,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
    bodies_asked,
    current_round,
    reply_day_in,
)
from auditflow.memo import ReplyRequest
from auditflow.periods import weeks
from auditflow.testing.factories import a_response

T = TypeVar("T")

_OFFICER, _CLERK, _AUDITORS = "handläggaren", "registrator", "revisorerna"
_SOCIAL, _SCHOOLS = "socialnämnden", "barn- och utbildningsnämnden"


@attrs.define
class Dice:
    """A number, taken apart throw by throw; 0 once nothing is left."""

    left: int

    def throw(self, sides: int) -> int:
        """A number from 0 on, below *sides*."""
        self.left, thrown = divmod(self.left, sides)
        return thrown

    def pick(self, among: Sequence[T]) -> T:
        """One of *among*."""
        return among[self.throw(len(among))]


@attrs.frozen
class Making:
    """What an event is made of: the case before it, its day, and the numbers."""

    case: Case
    on: Date
    dice: Dice
    length: int

    def later(self, least: int = 0) -> Date:
        """A day after ``on``, or the same where *least* is 0."""
        return date_at(self.on.toordinal() + least + self.length)

    @property
    def responses(self) -> tuple[Response, ...]:
        """Complete responses to what is recommended; seldom none, or only one."""
        numbers = [one.number for one in self.case.own_recommendations]
        complete = tuple(a_response(number, day=self.later(90)) for number in numbers)
        return self.dice.pick([complete, complete, (), complete[:1]])

    @property
    def asked(self) -> str:
        """A body that was asked for a statement; one that was not, if none was."""
        waiting = [one.body for one in self.case.referrals if one.is_open]
        asked = waiting or [one.body for one in self.case.referrals]
        return self.dice.pick(asked or [_SOCIAL])

    @property
    def party(self) -> Party:
        """Who stops time, or lets it run."""
        return self.dice.pick([Party.MUNICIPALITY, Party.AUDITORS])

    @property
    def board(self) -> str | None:
        """On whose notice board."""
        return self.dice.pick(self.case.arrival.members or [None])

    @property
    def reply_day(self) -> Date:
        """The day by which the answer is wanted now, or this day if there is none."""
        events = self.case.events
        asked = reply_day_in(current_round(events), self.case.reply, events)
        return asked.day or asked.last or self.on


def _referred(making: Making) -> AnyEvent:
    bodies = making.dice.pick([[_SOCIAL], [_SOCIAL, _SCHOOLS], [_SCHOOLS]])
    by = making.dice.pick([None, making.later(7)])
    return Referred(on=making.on, by=_OFFICER, to=dict.fromkeys(bodies, by))


def _granted(making: Making) -> AnyEvent:
    match making.dice.throw(3):
        case 0:
            until = max(making.reply_day, making.on) + timedelta(7 + making.length)
            return ExtensionGranted(on=making.on, by=_AUDITORS, until=as_day(until))
        case 1:
            length, start = weeks(2 + making.length % 4), "due"
        case _:
            length, start = weeks(4 + making.length % 20), "anchor"
    return ExtensionGranted(
        on=making.on, by=_AUDITORS, length=length, counted_from=start
    )


def _paused(making: Making) -> AnyEvent:
    party = making.party
    by = _AUDITORS if party is Party.AUDITORS else _OFFICER
    until = making.dice.pick([making.later(), making.later(), None])
    return Paused(
        on=making.on, by=by, ground="underlag saknas", until=until, granted_by=party
    )


def _resumed(making: Making) -> AnyEvent:
    party = making.party
    by = _AUDITORS if party is Party.AUDITORS else _OFFICER
    return Resumed(on=making.on, by=by, granted_by=party)


def _reopened(making: Making) -> AnyEvent:
    day = making.later(20)
    reply = making.dice.pick(
        [ReplyRequest.by(day), ReplyRequest.by(day), ReplyRequest("undated")]
    )
    return Reopened(on=making.on, by=_AUDITORS, reply=reply)


def _remitted(making: Making) -> AnyEvent:
    bodies = bodies_asked(making.dice.pick([[], [_SOCIAL], [_SOCIAL, _SCHOOLS]]))
    return RemittedBack(
        on=making.on, by=making.case.body, statements_from=bodies, reason="oklart"
    )


def _adopted(making: Making) -> AnyEvent:
    dice = making.dice
    immediate, paragraph = dice.pick([False, False, True]), dice.pick([None, "§ 148"])
    return Adopted(
        on=making.on, by=making.case.body, immediate=immediate, paragraph=paragraph
    )


def _corrected(making: Making) -> AnyEvent:
    """The latest entry, or an earlier one: on another day, or none at all."""
    entries = [e for e in making.case.history[1:] if not isinstance(e, Corrected)]
    wrong = making.dice.pick(entries[::-1] or [making.case.history[0]])
    moved = as_day(wrong.on + timedelta(days=1 + making.length % 10))
    right = making.dice.pick([attrs.evolve(wrong, on=moved), None])
    return Corrected(
        on=making.on, by=_CLERK, wrong=wrong, right=right, reason="skrivfel"
    )


def _proposed(making: Making) -> AnyEvent:
    numbers = [one.number for one in making.case.own_recommendations] or [1]
    response = a_response(making.dice.pick(numbers), day=making.later(90))
    return ResponseProposed(on=making.on, by=_OFFICER, response=response)


def _waived(making: Making) -> AnyEvent:
    reason = "har inget att erinra"
    return StatementWaived(on=making.on, by=_OFFICER, body=making.asked, reason=reason)


def _registered(making: Making) -> AnyEvent:
    dnr = making.dice.pick(["KS 2022/347", "KS 2022/374"])
    return Registered(on=making.on, by=_CLERK, dnr=dnr)


def _done(making: Making) -> AnyEvent:
    numbers = [one.number for one in making.case.own_recommendations] or [1]
    return MeasureDone(on=making.on, by=_OFFICER, number=making.dice.pick(numbers))


Maker: TypeAlias = Callable[[Making], AnyEvent]

MAKERS: Final[dict[type[Event], Maker]] = {
    Adopted: _adopted,
    AimedFor: lambda m: AimedFor(on=m.on, by=_OFFICER, meeting=m.later(1)),
    Answered: lambda m: Answered(on=m.on, by=_CLERK, to=m.case.addressee),
    Assigned: lambda m: Assigned(on=m.on, by=_CLERK, to=m.dice.pick(["anna", "bo"])),
    Closed: lambda m: Closed(on=m.on, by=_CLERK, reason="återkallat"),
    Corrected: _corrected,
    Drafted: lambda m: Drafted(on=m.on, by=_OFFICER, responses=m.responses),
    ExtensionAsked: lambda m: ExtensionAsked(
        on=m.on, by=_OFFICER, until=m.dice.pick([m.later(30), None])
    ),
    ExtensionGranted: _granted,
    ExtensionRefused: lambda m: ExtensionRefused(on=m.on, by=_AUDITORS),
    FollowedUp: lambda m: FollowedUp(on=m.on, by=_OFFICER),
    MeasureDone: _done,
    MinutesAdjusted: lambda m: MinutesAdjusted(on=m.on, by=_CLERK),
    NoticePosted: lambda m: NoticePosted(on=m.on, by=_CLERK, board=m.board),
    NoticeRemoved: lambda m: NoticeRemoved(on=m.on, by=_CLERK, board=m.board),
    Paused: _paused,
    Prepared: lambda m: Prepared(on=m.on, by=_CLERK),
    Referred: _referred,
    Registered: _registered,
    Reminded: lambda m: Reminded(on=m.on, by=_OFFICER, body=m.asked),
    RemittedBack: _remitted,
    Reopened: _reopened,
    Reported: lambda m: Reported(on=m.on, by=_CLERK),
    ResponseProposed: _proposed,
    Resumed: _resumed,
    Revised: lambda m: Revised(on=m.on, by=_OFFICER, responses=m.responses),
    StatementReceived: lambda m: StatementReceived(on=m.on, by=_CLERK, body=m.asked),
    StatementWaived: _waived,
    Summoned: lambda m: Summoned(on=m.on, by=_CLERK, meeting=m.later()),
    Tabled: lambda m: Tabled(
        on=m.on, by=m.case.body, to=m.dice.pick([None, m.later(1)])
    ),
}
"""How each kind of event is made that people record, a correction among them."""

EVERY_KIND: Final[frozenset[type[Event]]] = frozenset(MAKERS)


def event_made(
    kind: type[Event], case: Case, on: Date, way: int = 0, length: int = 0
) -> AnyEvent:
    """The event of this *kind* that two numbers make; perhaps not an allowed one.

    Args:
        kind: one of `EVERY_KIND`.
        case: the case before it.
        on: its day.
        way: which details it has.
        length: how long something is, in days.
    """
    return MAKERS[kind](Making(case, on, Dice(way), length))


def again(event: AnyEvent, on: Date) -> AnyEvent:
    """The same *event* on another day, with its other days as far from it."""
    later = on - event.on
    moved: AnyEvent = event
    match event:
        case AimedFor(meeting=day) | Summoned(meeting=day):
            moved = attrs.evolve(event, meeting=day + later)
        case Tabled(to=day) if day is not None:
            moved = attrs.evolve(event, to=day + later)
        case Paused(until=day) | ExtensionGranted(until=day) if day is not None:
            moved = attrs.evolve(event, until=day + later)
        case _:
            pass
    anew: AnyEvent = attrs.evolve(
        moved, on=on, recorded=None, despite=None, irregular=()
    )
    return anew
