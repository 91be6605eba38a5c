"""Other bodies are asked for statements (remiss), each with a clock of its own."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs
from pendulum import Date

from auditflow.day import as_day_or_none
from auditflow.events.base import Event, StepEvent, says_something


@attrs.frozen
class Asked:
    """A body that is asked for a statement, and its reply day if one was given."""

    body: str = attrs.field(validator=says_something)
    reply_by: Date | None = attrs.field(default=None, converter=as_day_or_none)


BodiesToAsk = Iterable[str | Asked] | Mapping[str, date | None] | Mapping[str, Date]


def bodies_asked(bodies: BodiesToAsk) -> tuple[Asked, ...]:
    """Bodies to ask, however they are given: a name, names, days by name, values."""
    if isinstance(bodies, Mapping):
        return tuple(Asked(body, day) for body, day in bodies.items())
    if isinstance(bodies, str):
        return (Asked(bodies),)
    return tuple(b if isinstance(b, Asked) else Asked(b) for b in bodies)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Referred(StepEvent):
    """Other bodies were asked for statements (remitterad)."""

    word = "referred"
    to: tuple[Asked, ...] = attrs.field(converter=bodies_asked)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reminded(Event):
    """A body that was asked for a statement was reminded of it (påminnelse)."""

    word = "reminded"
    body: str = attrs.field(validator=says_something)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StatementReceived(Event):
    """A body that was asked sent its statement (yttrande)."""

    word = "statement_received"
    body: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class StatementWaived(Event):
    """Nobody waits any longer for the statement of a body; the reason says why."""

    word = "statement_waived"
    body: str = attrs.field(validator=says_something)
    reason: str = attrs.field(validator=says_something)
