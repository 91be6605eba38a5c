"""The meetings of one body, as far as they are known, in ordinals."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import attrs

from auditflow.meetings.meeting import Meeting


@attrs.frozen
class BodyMeetings:
    """The days on which one body meets; all days are ordinals.

    ``spans`` are the stretches in which its meetings are known, both ends included:
    elsewhere they are *unknown*, which is something else than none.
    """

    name: str
    days: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, meetings: Iterable[Meeting]) -> "BodyMeetings":
        """What the rows of one body, at least one, tell of it."""
        rows = [*meetings]
        held = {day.toordinal() for m in rows if (day := m.held_on) is not None}
        named = sorted({*held, *(m.day.toordinal() for m in rows)})
        return cls(rows[0].body, tuple(sorted(held)), _spans(named))

    def span_around(self, day: int) -> tuple[int, int] | None:
        """The stretch around *day* in which the meetings are known, if there is one."""
        for span in self.spans:
            if span[0] <= day <= span[1]:
                return span
        return None

    def meets_on(self, day: int) -> bool | None:
        """Whether the body meets on *day*; None where that is not known."""
        if self.span_around(day) is None:
            return None
        at = bisect_left(self.days, day)
        return at < len(self.days) and self.days[at] == day

    def last(self, until: int) -> int | None:
        """The last meeting on or before *until*; None if it is none, or not known."""
        span = self.span_around(until)
        at = bisect_right(self.days, until) - 1
        if span is None or at < 0 or self.days[at] < span[0]:
            return None
        return self.days[at]

    def next(self, since: int) -> int | None:
        """The first meeting on or after *since*; None if it is none, or not known."""
        span = self.span_around(since)
        at = bisect_left(self.days, since)
        if span is None or at == len(self.days) or self.days[at] > span[1]:
            return None
        return self.days[at]


def _spans(named: list[int]) -> tuple[tuple[int, int], ...]:
    # Calendars are adopted for a year at a time: a year without a row was not read.
    years = [date.fromordinal(day).year for day in named]
    breaks = [i for i in range(1, len(named)) if years[i] - years[i - 1] > 1]
    edges = [0, *breaks, len(named)]
    return tuple((named[a], named[b - 1]) for a, b in pairwise(edges))
