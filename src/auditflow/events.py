"""What can happen to a case: facts in the past tense, each with its day.

Eight of them are *steps*, which change the state of the case; the others are recorded
without changing it. Nothing is ever taken out of a history.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, TypeVar

import attrs
from pendulum import Date, DateTime

from auditflow.day import as_day, as_day_or_none, as_instant, start_of
from auditflow.errors import ValueRefused, word_of
from auditflow.memo import ReplyRequest, body_key
from auditflow.values import Value


class Stance(StrEnum):
    """What the body makes of a recommendation."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    NOT_ACCEPTED = "not_accepted"
    ALREADY_DONE = "already_done"


def _stance(value: str) -> Stance:
    return word_of(Stance, value)


def _says_something(_: object, field: "attrs.Attribute[str]", value: object) -> None:
    if not isinstance(value, str) or not any(map(str.isalnum, value)):
        mend = "write it as a text with letters or digits in it"
        raise ValueRefused(f"{value!r} is no {field.alias}", mend)


@attrs.frozen
class Response:
    """The body's answer (svar) to one recommendation.

    ``measure`` (åtgärd) says what will be done, or why nothing will; ``day`` by when.
    """

    number: int
    stance: Stance = attrs.field(default=Stance.ACCEPTED, converter=_stance)
    measure: str = ""
    responsible: str = ""
    day: Date | None = attrs.field(default=None, converter=as_day_or_none)


@attrs.frozen
class Asked:
    """A body that is asked for a statement, and its reply day if one was given."""

    body: str = attrs.field(validator=_says_something)
    reply_by: Date | None = attrs.field(default=None, converter=as_day_or_none)


class Irregularity(StrEnum):
    """What a step may do only if somebody says why."""

    UNANSWERED = "unanswered_recommendations"
    NO_MEETING = "no_meeting_of_the_body"
    MINUTES_NOT_ADJUSTED = "minutes_not_adjusted"


BodiesToAsk = Iterable[str | Asked] | Mapping[str, date | None] | Mapping[str, Date]


def bodies_asked(bodies: BodiesToAsk) -> tuple[Asked, ...]:
    """Bodies to ask, however they are given: a name, names, days by name, values."""
    if isinstance(bodies, Mapping):
        return tuple(Asked(body, day) for body, day in bodies.items())
    if isinstance(bodies, str):
        return (Asked(bodies),)
    return tuple(b if isinstance(b, Asked) else Asked(b) for b in bodies)


def _responses(responses: Iterable[Response]) -> tuple[Response, ...]:
    return tuple(responses)


def _irregularities(found: Iterable[Irregularity]) -> tuple[Irregularity, ...]:
    return tuple(found)


def _instant_or_none(instant: datetime | None) -> DateTime | None:
    return None if instant is None else as_instant(instant)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Event(Value):
    """Something that happened on a day.

    Args:
        on: the day it happened.
        by: who did it, or who recorded it.
        recorded: the instant it was recorded; by default the start of the day.
        despite: why an irregular step was taken all the same.
        document: a reference to a document, never its content.
    """

    word: ClassVar[str]

    on: Date = attrs.field(converter=as_day)
    by: str
    recorded_at: DateTime | None = attrs.field(
        default=None, converter=_instant_or_none, alias="recorded"
    )
    despite: str | None = None
    irregular: tuple[Irregularity, ...] = attrs.field(
        default=(), converter=_irregularities
    )
    document: str | None = None

    @property
    def recorded(self) -> DateTime:
        """The instant at which the event became known."""
        return self.recorded_at or start_of(self.on)


class StepEvent(Event):
    """A step that was taken: it changed the state of the case."""

    __slots__ = ()


class Received(Event):
    """The memo came in (inkommen)."""

    __slots__ = ()

    word = "received"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Registered(Event):
    """The case was entered in the diary (diarieförd) under its number."""

    word = "registered"
    dnr: str = attrs.field(validator=_says_something)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Referred(StepEvent):
    """Other bodies were asked for statements (remitterad)."""

    word = "referred"
    to: tuple[Asked, ...] = attrs.field(converter=bodies_asked)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StatementReceived(Event):
    """A body that was asked sent its statement (yttrande)."""

    word = "statement_received"
    body: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Drafted(StepEvent):
    """An answer was drafted (tjänsteskrivelse)."""

    word = "drafted"
    responses: tuple[Response, ...] = attrs.field(default=(), converter=_responses)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Revised(StepEvent):
    """The draft was changed."""

    word = "revised"
    responses: tuple[Response, ...] = attrs.field(default=(), converter=_responses)


class Prepared(Event):
    """The preparing body dealt with the draft (beredning)."""

    __slots__ = ()

    word = "prepared"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Summoned(Event):
    """The summons (kallelse) to a meeting went out."""

    word = "summoned"
    meeting: Date = attrs.field(converter=as_day)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tabled(Event):
    """The board put the matter off (bordlagd), to its next meeting or a given one."""

    word = "tabled"
    to: Date | None = attrs.field(default=None, converter=as_day_or_none)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AimedFor(Event):
    """Somebody decided to aim for another meeting."""

    word = "aimed_for"
    meeting: Date = attrs.field(converter=as_day)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RemittedBack(StepEvent):
    """The board sent the draft back (återremiss), perhaps for more statements."""

    word = "remitted_back"
    statements_from: tuple[Asked, ...] = attrs.field(default=(), converter=bodies_asked)
    reason: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Adopted(StepEvent):
    """The board adopted the answer (beslutad).

    ``immediate`` says that the paragraph was adjusted at once (omedelbar justering).
    """

    word = "adopted"
    paragraph: str | None = None
    immediate: bool = False
    responses: tuple[Response, ...] = attrs.field(default=(), converter=_responses)


class Reported(Event):
    """That it is not decided yet was reported (anmäld), as in KL 5 kap. 35 §."""

    __slots__ = ()

    word = "reported"
    to: str = "kommunfullmäktige"


class MinutesAdjusted(Event):
    """The minutes were adjusted (justerat protokoll)."""

    __slots__ = ()

    word = "minutes_adjusted"


class NoticePosted(Event):
    """The adjusted minutes were announced on the notice board (anslag)."""

    __slots__ = ()

    word = "notice_posted"


class NoticeRemoved(Event):
    """The notice was taken down."""

    __slots__ = ()

    word = "notice_removed"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Answered(StepEvent):
    """The answer was sent (besvarad, expedierad)."""

    word = "answered"
    to: str = "revisorerna"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExtensionGranted(Event):
    """The auditors granted a new day (anstånd)."""

    word = "extension_granted"
    until: Date = attrs.field(converter=as_day)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reopened(StepEvent):
    """The auditors asked for a supplement: a new round with its own reply request."""

    word = "reopened"
    reply: ReplyRequest = attrs.field(factory=ReplyRequest)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MeasureDone(Event):
    """A promised measure was carried out."""

    word = "measure_done"
    number: int


class FollowedUp(Event):
    """What came of the answer was followed up."""

    __slots__ = ()

    word = "followed_up"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Closed(StepEvent):
    """The case ended without an answer of its own: withdrawn, or opened by mistake."""

    word = "closed"
    reason: str


EventT = TypeVar("EventT", bound=Event)


def last_of(history: Iterable[Event], kind: type[EventT]) -> EventT | None:
    """The latest event of this *kind* in *history*, if there is any."""
    found = None
    for event in history:
        if isinstance(event, kind):
            found = event
    return found


def all_of(history: Iterable[Event], kind: type[EventT]) -> tuple[EventT, ...]:
    """Each event of this *kind* in *history*, in order."""
    return tuple(event for event in history if isinstance(event, kind))


def rounds_of(history: Iterable[Event]) -> tuple[tuple[Event, ...], ...]:
    """*history* cut before each reopening: one round of answering each."""
    rounds: list[list[Event]] = [[]]
    for event in history:
        if isinstance(event, Reopened):
            rounds.append([])
        rounds[-1].append(event)
    return tuple(tuple(events) for events in rounds)


def current_round(history: Sequence[Event]) -> Sequence[Event]:
    """The events of *history* since it was reopened last, that one included."""
    for index in range(len(history) - 1, 0, -1):
        if isinstance(history[index], Reopened):
            return history[index:]
    return history


def asked_in(history: Iterable[Event]) -> tuple[Asked, ...]:
    """Each body that was asked for a statement in *history*, the latest asking last."""
    asked: dict[str, Asked] = {}
    for event in history:
        if isinstance(event, Referred):
            asked |= {body_key(a.body): a for a in event.to}
        elif isinstance(event, RemittedBack):
            asked |= {body_key(a.body): a for a in event.statements_from}
    return tuple(asked.values())
