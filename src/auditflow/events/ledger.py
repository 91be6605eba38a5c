"""The ledger: nothing is ever taken out of it, and what counts follows from it.

A wrong entry is corrected by one that names it. The old one stays where it is, and in
every answer for an instant before the correction was recorded.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import attrs

from auditflow.errors import ValueRefused, word_of
from auditflow.events.arrival import Received
from auditflow.events.base import Event, says_something

if TYPE_CHECKING:
    from auditflow.events.kinds import AnyEvent


class Governs(StrEnum):
    """What a case is planned by, of which there are versions."""

    RULEBOOK = "rulebook"
    BUSINESS_CALENDAR = "business_calendar"
    MEETINGS = "meetings"

    def in_swedish(self) -> str:
        """What it is called, such as ``regelboken``."""
        return _GOVERNS_SV[self]

    def in_english(self) -> str:
        """What it is called, such as ``the rulebook``."""
        return _GOVERNS_EN[self]


_GOVERNS_SV: Final = {
    Governs.RULEBOOK: "regelboken",
    Governs.BUSINESS_CALENDAR: "kalendern",
    Governs.MEETINGS: "sammanträdesplanen",
}
_GOVERNS_EN: Final = {
    Governs.RULEBOOK: "the rulebook",
    Governs.BUSINESS_CALENDAR: "the business calendar",
    Governs.MEETINGS: "the meeting calendar",
}


def _governs(value: str) -> Governs:
    return word_of(Governs, value)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class VersionChanged(Event):
    """From now on the case is planned by another version of what governs it."""

    word = "version_changed"
    of: Governs = attrs.field(converter=_governs)
    old: str
    new: str = attrs.field(validator=says_something)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Corrected(Event):
    """An entry was wrong: ``right`` takes its place, or nothing does.

    ``wrong`` is the entry as it was first made, and no correction itself: whoever
    takes a correction back corrects that entry anew, to what it said. Of several
    corrections of one entry the latest holds. Entries that say exactly the same, the
    instant included, are one entry told twice, and corrected together.
    """

    word = "corrected"
    wrong: "AnyEvent"
    right: "AnyEvent | None" = None
    reason: str = attrs.field(validator=says_something)

    def __attrs_post_init__(self) -> None:
        for event in (self.wrong, self.right):
            if isinstance(event, Corrected):
                given = "a correction of a correction"
                mend = "correct the entry itself anew, to what it should say"
                raise ValueRefused(given, mend)


def what_counts(history: "Sequence[AnyEvent]") -> "tuple[AnyEvent, ...]":
    """The events of *history* that count: each correction in its target's place.

    What takes the place of an entry stands in the order of the day on which it
    happened, and among those of that day where the wrong entry stood.
    """
    corrections = [event for event in history if isinstance(event, Corrected)]
    if not corrections:
        return tuple(history)
    corrections.sort(key=lambda event: event.stamp)
    latest = {event.wrong: event.right for event in corrections}
    moved = False
    counting: list[AnyEvent] = []
    for event in history:
        if isinstance(event, Corrected):
            continue
        right = latest.get(event, event)
        if right is None:
            continue
        if right is not event:
            right = _in_the_place_of(event, right)
            moved = True
        counting.append(right)
    if moved:
        counting[1:] = sorted(counting[1:], key=moment_of)
    return tuple(counting)


def _in_the_place_of(wrong: "AnyEvent", right: "AnyEvent") -> "AnyEvent":
    """*right*, known since the instant at which the *wrong* entry was recorded."""
    same_day = right.on == wrong.on
    since = wrong.recorded_at if same_day else wrong.recorded
    return attrs.evolve(right, recorded=since)


def pin_in(events: "Sequence[AnyEvent]", of: Governs) -> str | None:
    """The name of the version that a case is pinned to; None if it is to none."""
    for event in reversed(events):
        if type(event) is VersionChanged and event.of is of:
            return event.new
    first = events[0]
    if not isinstance(first, Received):
        return None
    return first.rulebook if of is Governs.RULEBOOK else first.business_calendar


def entry_of(history: "Sequence[AnyEvent]", event: Event) -> "AnyEvent | None":
    """The entry of *history* that *event* is, or whose place it has taken."""
    for entry in history:
        if entry == event:
            return entry
    for correction in reversed(history):
        if isinstance(correction, Corrected) and correction.right is not None:
            placed = _in_the_place_of(correction.wrong, correction.right)
            if event in (placed, correction.right):
                return correction.wrong
    return None


def stamp(event: Event) -> float:
    """When an event became known, in seconds."""
    return event.stamp


def moment_of(event: Event) -> tuple[int, float]:
    """When an event happened, and when it became known: its place in a history."""
    return event.on.toordinal(), event.stamp
