"""Ways to ask a history for its events."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from pendulum import Date

from auditflow.events.answering import MeasureDone, Reopened
from auditflow.events.base import Event
from auditflow.events.deciding import Adopted, RemittedBack
from auditflow.events.drafting import Drafted, ResponseProposed, Revised
from auditflow.events.minutes import MinutesAdjusted, NoticePosted, NoticeRemoved
from auditflow.events.response import Response
from auditflow.events.statements import Asked, Referred
from auditflow.memo import body_key

EventT = TypeVar("EventT", bound=Event)
AnyT = TypeVar("AnyT", bound=Event)


class ByKind:
    """Events by their exact kind, for whoever asks a history for many kinds."""

    __slots__ = ("_found",)

    def __init__(self, events: Iterable[Event]) -> None:
        found: dict[type[Event], list[Event]] = {}
        for event in events:
            found.setdefault(type(event), []).append(event)
        self._found = found

    def __contains__(self, kind: type[Event]) -> bool:
        return kind in self._found

    def all(self, kind: type[EventT]) -> tuple[EventT, ...]:
        """Each event of that kind, in order."""
        found = self._found.get(kind)
        return () if found is None else cast("tuple[EventT, ...]", tuple(found))

    def first(self, kind: type[EventT]) -> EventT | None:
        """The earliest event of that kind, if there is any."""
        found = self._found.get(kind)
        return None if found is None else cast("EventT", found[0])

    def last(self, kind: type[EventT]) -> EventT | None:
        """The latest event of that kind, if there is any."""
        found = self._found.get(kind)
        return None if found is None else cast("EventT", found[-1])


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


def rounds_of(history: Iterable[AnyT]) -> tuple[tuple[AnyT, ...], ...]:
    """*history* cut before each reopening: one round of answering each.

    Minutes and notices belong to the round with the decision that they are about, even
    if the case was reopened since.
    """
    rounds: list[list[AnyT]] = [[]]
    decided = 0
    for event in history:
        if isinstance(event, Reopened):
            rounds.append([])
        elif isinstance(event, Adopted):
            decided = len(rounds) - 1
        about_it = isinstance(event, MinutesAdjusted | NoticePosted | NoticeRemoved)
        rounds[decided if about_it else -1].append(event)
    return tuple(tuple(events) for events in rounds)


def current_round(history: Sequence[AnyT]) -> Sequence[AnyT]:
    """The events of *history* since it was reopened last, that one included."""
    for index in range(len(history) - 1, 0, -1):
        if isinstance(history[index], Reopened):
            return history[index:]
    return history


def asks(event: Event) -> tuple[Asked, ...]:
    """The bodies that an *event* asks for statements."""
    if isinstance(event, Referred):
        return event.to
    return event.statements_from if isinstance(event, RemittedBack) else ()


def asked_in(history: Iterable[Event]) -> tuple[Asked, ...]:
    """Each body that was asked for a statement in *history*, the latest asking last."""
    asked: dict[str, Asked] = {}
    for event in history:
        if isinstance(event, Referred | RemittedBack):
            asked |= {body_key(a.body): a for a in asks(event)}
    return tuple(asked.values())


def promised_in(history: Sequence[Event]) -> dict[int, tuple[Response, Date]]:
    """What was adopted for each recommendation, and on which day.

    The latest decision counts; what was only drafted promises nothing.
    """
    found: dict[int, tuple[Response, Date]] = {}
    for events in rounds_of(history):
        drafted: dict[int, Response] = {}
        for event in events:
            drafted |= {one.number: one for one in proposed_by(event)}
            if isinstance(event, Adopted):
                found |= {number: (one, event.on) for number, one in drafted.items()}
    return found


def done_in(history: Iterable[Event], number: int, since: Date) -> MeasureDone | None:
    """What carried out measure *number* first, on the day *since* or later."""
    done = (e for e in history if isinstance(e, MeasureDone) and e.number == number)
    return next((event for event in done if event.on >= since), None)


def proposed_by(event: Event) -> tuple[Response, ...]:
    """The responses to recommendations that an *event* brought."""
    if isinstance(event, ResponseProposed):
        return (event.response,)
    return event.responses if isinstance(event, Drafted | Revised | Adopted) else ()
