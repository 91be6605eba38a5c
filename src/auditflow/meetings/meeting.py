"""One meeting of a body, and what became of it."""

from enum import StrEnum

import attrs
from pendulum import Date

from auditflow.day import as_day, as_day_or_none
from auditflow.errors import ValueRefused, word_of
from auditflow.memo import body_key


class MeetingStatus(StrEnum):
    """What became of a meeting in the calendar."""

    PLANNED = "planned"
    EXTRA = "extra"
    CANCELLED = "cancelled"
    MOVED = "moved"


def _status(value: str) -> MeetingStatus:
    return word_of(MeetingStatus, value)


@attrs.frozen(order=False)
class Meeting:
    """A meeting (sammanträde) of a body; ``moved_to`` only where it was moved."""

    day: Date = attrs.field(converter=as_day)
    body: str
    status: MeetingStatus = attrs.field(
        default=MeetingStatus.PLANNED, converter=_status
    )
    moved_to: Date | None = attrs.field(default=None, converter=as_day_or_none)

    def __attrs_post_init__(self) -> None:
        moved = self.status is MeetingStatus.MOVED
        if moved != (self.moved_to is not None):
            given = f"a meeting that is {self.status} " + (
                "has no new day" if moved else "has a new day"
            )
            raise ValueRefused(
                given, "give moved_to with the status moved, and only then"
            )

    @property
    def held_on(self) -> Date | None:
        """The day on which the body meets; None if the meeting was cancelled."""
        match self.status:
            case MeetingStatus.CANCELLED:
                return None
            case MeetingStatus.MOVED:
                return self.moved_to
            case MeetingStatus.PLANNED | MeetingStatus.EXTRA:
                return self.day


Key = tuple[Date, str]
"""The day for which a meeting was first planned, and its body."""


def key_of(day: Date, body: str) -> Key:
    """What makes a meeting that meeting, however its body is spelled."""
    return day, body_key(body)
