"""The day by which an answer is wanted: asked for, extended, and moved by pauses.

Only an act of the auditors moves it: an extension (anstånd), or a pause they granted.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import date_at
from auditflow.events.answering import Reopened
from auditflow.events.base import Event, Party
from auditflow.events.ledger import moment_of
from auditflow.events.pauses import NO_PAUSES, Pauses, pauses_in
from auditflow.events.time_given import ExtensionFrom, ExtensionGranted, Paused
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
    def extension(self) -> ExtensionGranted | None:
        """The latest extension, if there is any."""
        found = (move.extension for move in reversed(self.moves))
        return next((one for one in found if one is not None), None)


def reply_request_in(events: Sequence[Event], asked: ReplyRequest) -> ReplyRequest:
    """What is asked for in the round *events*: a supplement, or what the memo asks."""
    first = events[0]
    return first.reply if isinstance(first, Reopened) else asked


def reply_day_in(events: Sequence[Event], asked: ReplyRequest) -> ReplyDay:
    """The reply day in force after the round *events*, whatever their order.

    Args:
        events: those of one round.
        asked: what the memo asks for.

    Raises:
        DayOutOfRange: an extension leads beyond the days that can be counted.
    """
    first = reply_request_in(events, asked).date
    given = [e for e in events if isinstance(e, ExtensionGranted | Paused)]
    if not given:
        return ReplyDay(first, first)
    pauses = pauses_in(events, (Party.AUDITORS,))
    moves = [*_moves(events, first, pauses)]
    day = moves[-1].after if moves else first
    since, stands = pauses.since, None if day is None else day.toordinal()
    is_paused = since is not None and stands is not None and since <= stands
    return ReplyDay(first, None if is_paused else day, tuple(moves), is_paused)


def _moves(
    events: Sequence[Event], first: Date | None, pauses: Pauses
) -> Iterator[Moved]:
    begin = events[0].on.toordinal() - 1  # a pause may begin on the first day
    day, since = first, begin
    for event in sorted(_extensions(events), key=moment_of):
        day, moved = _paused(day, since, pauses)
        yield from moved
        before, granted = day, event.on.toordinal()
        if event.until is not None:
            # Who names a day knows of the pause that lasts: only later ones move it.
            day, since = event.until, pauses.last_day_around(granted)
        elif event.length is not None and first is not None and day is not None:
            anchored = event.counted_from is ExtensionFrom.ANCHOR
            start = (first if anchored else day).toordinal()
            since = begin if anchored else start
            day = date_at(event.length.end_from(start, _NO_CALENDAR))
        if day is not None:
            yield Moved(before, day, event)
    yield from _paused(day, since, pauses)[1]


def _extensions(events: Sequence[Event]) -> list[ExtensionGranted]:
    return [event for event in events if isinstance(event, ExtensionGranted)]


def _paused(
    day: Date | None, since: int, pauses: Pauses
) -> tuple[Date | None, list[Moved]]:
    """*day* moved by the days after *since* on which time stood still."""
    if day is None or pauses is NO_PAUSES:
        return day, []
    moved = pauses.moved(day.toordinal(), since)
    if moved == day.toordinal():
        return day, []
    after = date_at(moved)
    return after, [Moved(day, after, days=moved - day.toordinal())]
