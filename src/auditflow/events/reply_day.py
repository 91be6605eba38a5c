"""The day by which an answer is wanted: asked for, extended, and moved by pauses.

Only an act of the auditors moves it: an extension (anstånd), or a pause they granted.
"""

from collections.abc import Sequence
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import date_at
from auditflow.events.answering import Reopened
from auditflow.events.base import Event, Party
from auditflow.events.ledger import moment_of
from auditflow.events.pauses import Pauses, pauses_in
from auditflow.events.time_given import (
    ExtensionFrom,
    ExtensionGranted,
    ExtensionLength,
    Paused,
)
from auditflow.memo import ReplyRequest

_NO_CALENDAR: Final = BusinessCalendar()  # days, weeks, months and years need none


@attrs.frozen
class Moved:
    """What moved the reply day: an extension, or time that stood still.

    ``days`` are the paused calendar days, for a pause alone.
    """

    before: Date | None
    after: Date
    extension: ExtensionGranted | None = None
    days: int = 0


@attrs.frozen
class ReplyDay:
    """The day in force, and how it came about.

    ``day`` is None where no day was asked for, or while a pause that the auditors
    granted is open: ``is_paused``. ``moves`` are in order, each from the day before it.
    """

    asked: Date | None
    day: Date | None
    moves: tuple[Moved, ...] = ()
    is_paused: bool = False

    @property
    def last(self) -> Date | None:
        """The day that stood last, even if time stands still now."""
        return self.moves[-1].after if self.moves else self.asked

    @property
    def extension(self) -> ExtensionGranted | None:
        """The latest extension, if there is any."""
        found = (move.extension for move in reversed(self.moves))
        return next((one for one in found if one is not None), None)


def reply_request_in(events: Sequence[Event], asked: ReplyRequest) -> ReplyRequest:
    """What is asked for in the round *events*: a supplement, or what the memo asks."""
    first = events[0]
    return first.reply if isinstance(first, Reopened) else asked


def reply_day_in(
    events: Sequence[Event], asked: ReplyRequest, life: Sequence[Event] | None = None
) -> ReplyDay:
    """The reply day in force after the *events* of one round.

    Args:
        events: those of the round, in order.
        asked: what the memo asks for.
        life: all events of the case, for a pause may last beyond a reopening; by
            default those of the round.

    Raises:
        DayOutOfRange: an extension leads beyond the days that can be counted.
    """
    first = reply_request_in(events, asked).date
    whole = events if life is None else life
    extensions = [e for e in events if isinstance(e, ExtensionGranted)]
    if not extensions and not any(isinstance(e, Paused) for e in whole):
        return ReplyDay(first, first)
    begin = events[0].on.toordinal() - 1  # a pause may begin on the first day
    pauses = pauses_in(whole, (Party.AUDITORS,))
    moving = _Moving(first, begin, pauses, first, begin, pauses)
    for event in sorted(extensions, key=moment_of):
        moving.extend(event)
    moving.pause(moving.left)
    day, since = moving.day, moving.left.since
    is_paused = since is not None and day is not None and since <= day.toordinal()
    return ReplyDay(first, None if is_paused else day, tuple(moving.moves), is_paused)


@attrs.define
class _Moving:
    """A reply day on its way, from one extension to the next."""

    first: Date | None
    begin: int
    pauses: Pauses
    day: Date | None
    since: int
    """Paused days after it are still to be counted, if they are among those left."""
    left: Pauses
    moves: list[Moved] = attrs.field(factory=list)

    def pause(self, pauses: Pauses) -> None:
        """Move the day by the *pauses*."""
        if self.day is None:
            return
        before = self.day
        moved = pauses.moved(before.toordinal(), self.since)
        if moved != before.toordinal():
            self.day = date_at(moved)
            days = moved - before.toordinal()
            self.moves.append(Moved(before, self.day, days=days))

    def extend(self, granted: ExtensionGranted) -> None:
        """Move the day by an extension, from the day in force when it was granted."""
        on, length = granted.on.toordinal(), granted.length
        self.pause(self.left.begun_by(on))
        before = self.day
        if granted.until is not None:
            # Who names a day knows of the pause that lasts: only later ones move it.
            self.day, self.since = granted.until, on
            self.left = self.left.begun_after(on)
        elif length is not None and granted.counted_from is ExtensionFrom.ANCHOR:
            if self.first is None:
                return
            self.day, self.since = _later(self.first, length), self.begin
            self.left = self.pauses
        elif length is not None and before is not None:
            self.day = _later(before, length)
            self.left = self.left.without(on, before.toordinal())
        if self.day is not None:
            self.moves.append(Moved(before, self.day, granted))


def _later(day: Date, length: ExtensionLength) -> Date:
    return date_at(length.end_from(day.toordinal(), _NO_CALENDAR))
