"""Ways to ask a history for its events."""

from collections.abc import Iterable, Sequence
from typing import TypeVar, cast

from auditflow.events.answering import Reopened
from auditflow.events.base import Event
from auditflow.events.deciding import Adopted, RemittedBack
from auditflow.events.drafting import Drafted, ResponseProposed, Revised
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
    """*history* cut before each reopening: one round of answering each."""
    rounds: list[list[AnyT]] = [[]]
    for event in history:
        if isinstance(event, Reopened):
            rounds.append([])
        rounds[-1].append(event)
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


def proposed_by(event: Event) -> tuple[Response, ...]:
    """The responses to recommendations that an *event* brought."""
    if isinstance(event, ResponseProposed):
        return (event.response,)
    return event.responses if isinstance(event, Drafted | Revised | Adopted) else ()
