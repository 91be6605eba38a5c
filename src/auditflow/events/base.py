"""What every event is: something that happened on a day, recorded at an instant."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import attrs
from pendulum import Date, DateTime

from auditflow.day import as_day, as_instant, stamp_of, start_of, start_stamp
from auditflow.errors import ValueRefused, word_of
from auditflow.values import Value


class Party(StrEnum):
    """Who gave time, or took it: that decides which days may move."""

    AUDITORS = "auditors"
    """Those who asked for the answer; only they can move its day."""
    MUNICIPALITY = "municipality"


class Irregularity(StrEnum):
    """What a step may do only if somebody says why."""

    UNANSWERED = "unanswered_recommendations"
    NO_MEETING = "no_meeting_of_the_body"
    MINUTES_NOT_ADJUSTED = "minutes_not_adjusted"


def as_party(value: str) -> Party:
    """The party called *value*.

    Raises:
        ValueRefused: there is no such party.
    """
    return word_of(Party, value)


def says_something(_: object, field: "attrs.Attribute[str]", value: object) -> None:
    """Refuse a text without a letter or a digit; for attrs to call."""
    if not isinstance(value, str) or not any(map(str.isalnum, value)):
        mend = "write it as a text with letters or digits in it"
        raise ValueRefused(f"{value!r} is no {field.alias}", mend)


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

    @property
    def stamp(self) -> float:
        """The same in seconds, by which instants are compared."""
        told = self.recorded_at
        return start_stamp(self.on) if told is None else stamp_of(told)


class StepEvent(Event):
    """A step that was taken: it changed the state of the case."""

    __slots__ = ()
