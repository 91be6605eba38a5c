"""The days on which time stood still: the union of all pauses, both ends included."""

from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.events.base import Event, Party
from auditflow.events.time_given import Paused, Resumed

_MINE_AND_THEIRS: Final = (Party.AUDITORS, Party.MUNICIPALITY)

Span = tuple[int, int]
"""The ordinals of a first and a last day, both included."""


@attrs.frozen
class Pauses:
    """When time stood still; days are ordinals.

    ``spans`` are sorted and do not touch; ``begun`` are the first days of the pauses
    that have not ended, the earliest first.
    """

    spans: tuple[Span, ...] = ()
    begun: tuple[int, ...] = ()

    @property
    def since(self) -> int | None:
        """The first day of the earliest pause that has not ended; None if all have."""
        return self.begun[0] if self.begun else None

    @property
    def is_open(self) -> bool:
        """Whether time stands still until further notice."""
        return bool(self.begun)

    def days_within(self, after: int, until: int) -> int:
        """How many paused calendar days lie in (after, until]."""
        overlaps = (min(b, until) - max(a - 1, after) for a, b in self.spans)
        return sum(days for days in overlaps if days > 0)

    def business_days_within(
        self, after: int, until: int, calendar: BusinessCalendar
    ) -> int:
        """How many paused business days of *calendar* lie in (after, until]."""
        between = calendar.tables.between
        return sum(
            between(max(a - 1, after), min(b, until))
            for a, b in self.spans
            if a <= until and b > after
        )

    def moved(self, day: int, since: int) -> int:
        """*day*, later by each paused calendar day after *since* until then."""
        end = day
        while (later := day + self.days_within(since, end)) > end:
            end = later
        return end

    def moved_in_business_days(
        self, day: int, since: int, calendar: BusinessCalendar
    ) -> int:
        """*day*, later by each paused business day after *since* until then."""
        end, after = day, calendar.tables.after
        while paused := self.business_days_within(since, end, calendar):
            later = after(day, paused)
            if later <= end:
                return end
            end = later
        return end

    def begun_by(self, day: int) -> "Pauses":
        """Those that began on or before *day*."""
        spans = tuple(span for span in self.spans if span[0] <= day)
        return Pauses(spans, tuple(begun for begun in self.begun if begun <= day))

    def begun_after(self, day: int) -> "Pauses":
        """Those that began after *day*."""
        spans = tuple(span for span in self.spans if span[0] > day)
        return Pauses(spans, tuple(begun for begun in self.begun if begun > day))

    def without(self, begun_by: int, until: int) -> "Pauses":
        """Those without the days, through *until*, of what began on or before a day."""
        spans = [
            (max(a, until + 1), b) if a <= begun_by else (a, b)
            for a, b in self.spans
            if a > begun_by or b > until
        ]
        return Pauses(_union(spans), self.begun)

    def last_day_around(self, day: int) -> int:
        """The last day of the pause that *day* lies in, or *day* itself."""
        return next((b for a, b in self.spans if a <= day <= b), day)


NO_PAUSES: Final = Pauses()


def pauses_in(
    events: Sequence[Event], parties: Iterable[Party] = _MINE_AND_THEIRS
) -> Pauses:
    """The pauses of *parties* among *events*, whatever the order of recording.

    A `Resumed` ends the earliest pause of its party that is open on its day.
    """
    if not any(isinstance(event, Paused) for event in events):
        return NO_PAUSES
    spans: list[Span] = []
    since: list[int] = []
    for party in parties:
        ended, left, _ = _paired(events, party)
        spans += ended
        since += left
        spans += [
            (event.on.toordinal(), event.until.toordinal())
            for event in events
            if isinstance(event, Paused) and event.granted_by is party and event.until
        ]
    return Pauses(_union(spans), tuple(sorted(since)))


def ends_a_pause(events: Sequence[Event], party: Party) -> bool:
    """Whether each `Resumed` of *party* among *events* ends a pause that was open."""
    return not _paired(events, party)[2]


def _paired(
    events: Sequence[Event], party: Party
) -> tuple[list[Span], list[int], list[int]]:
    """Pauses with the day that ended each; those left open; ends that ended none."""
    own = [
        event
        for event in events
        if isinstance(event, Paused | Resumed) and event.granted_by is party
    ]
    begun = sorted(
        event.on.toordinal()
        for event in own
        if isinstance(event, Paused) and event.until is None
    )
    spans: list[Span] = []
    of_nothing: list[int] = []
    for end in sorted(e.on.toordinal() for e in own if isinstance(e, Resumed)):
        if begun and begun[0] <= end:
            spans.append((begun.pop(0), end))
        else:
            of_nothing.append(end)
    return spans, begun, of_nothing


def _union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days in stretches that neither overlap nor touch."""
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return tuple(merged)
