"""Which meeting each case of a block aims for: as `planning.aim`, for all at once."""

from typing import Final

import attrs
import numpy as np
import numpy.typing as npt

from auditflow.bulk.cases import Cases
from auditflow.bulk.columns import EPOCH, MISSING, Mask, Whole
from auditflow.bulk.reckoning import Reckoning
from auditflow.bulk.tables import (
    LAST_DAY,
    added,
    ended,
    known_around,
    looked_up,
    meetings_from,
)
from auditflow.bulk.worked import Days, Lost, Worked
from auditflow.rules import Rule, Seek

_FURTHEST: Final = 250  # business days to look ahead where no calendar says when

Rows = npt.NDArray[np.intp]


@attrs.frozen(eq=False)
class Aims:
    """Looks for the meeting of each case; what stands and what can be done is known."""

    reckoning: Reckoning
    cases: Cases
    standing: Days
    earliest: dict[str, Whole]
    lost: Mask
    """The cases that cannot be done within the days that can be counted."""

    @classmethod
    def of(cls, reckoning: Reckoning, cases: Cases, standing: Days) -> "Aims":
        """With the earliest days of the *cases*, as business days until them."""
        earliest, lost = reckoning.earliest(cases)
        until = {
            rule.id: looked_up(earliest[rule.id], reckoning.until)
            for rule in reckoning.rulebook.before_deciding
        }
        return cls(reckoning, cases, standing, until, lost)

    def decision(self, lost: Lost) -> Worked | None:
        """The meetings that the cases aim for; *lost* notes what cannot be counted."""
        rule = self.reckoning.rulebook.deciding
        start, _ = self.reckoning.start(rule.way, rule, self.cases, self.standing, lost)
        if start is None:
            return None
        counted_on, counting = self.reckoning.counted_on(rule), rule.way.counting
        ordinary = looked_up(start, ended(rule.way.period, counted_on, counting))
        lost.look(rule, rule.way.period, start, ordinary)
        immediate = ordinary
        if rule.immediate is not None:
            immediate = looked_up(start, ended(rule.immediate, counted_on, counting))
            lost.look(rule, rule.immediate, start, immediate)
        day = self._chosen(rule, ordinary, immediate, lost)
        hasty = (day > ordinary) & (day <= immediate)
        return Worked(start, day, day, day, hangs=False, immediate=hasty)

    def _chosen(
        self, rule: Rule, ordinary: Whole, immediate: Whole, lost: Lost
    ) -> Whole:
        """The last meeting in time that can be reached, or the first one after it."""
        chosen = np.full(self.cases.rows, MISSING, np.int64)
        left: Rows = np.flatnonzero((ordinary != MISSING) & ~lost.rows)
        for limit in (ordinary, immediate):
            day = self._last_or_counted(limit[left])
            reached = self._reaches(left, day)
            chosen[left[reached]] = day[reached]
            left = left[~reached]
        self._later(rule, immediate, left, chosen, lost)
        return chosen

    def _last_or_counted(self, limit: Whole) -> Whole:
        """The last meeting until each day; where none is known, the day itself."""
        own = self.reckoning.own
        if own is None:
            return limit
        last = looked_up(limit, meetings_from(own, Seek.LAST_BEFORE))
        return np.where(looked_up(limit, known_around(own)) == 1, last, limit)

    def _later(
        self, rule: Rule, limit: Whole, left: Rows, chosen: Whole, lost: Lost
    ) -> None:
        """The first meeting after each limit that can be reached.

        Its meetings as far as they are known, and then the business days after those.
        """
        own = self.reckoning.own
        meetings = np.array(own.days if own else (), np.int64) - EPOCH
        known_until = own.spans[-1][1] - EPOCH if own else MISSING
        next_open = added(self.reckoning.calendar, 1)
        last = np.maximum(limit[left], self.cases.received[left] - 1)
        looked = np.zeros(left.size, np.int64)
        while left.size:
            from_ = np.maximum(last, known_until)
            day = looked_up(from_, next_open)
            beyond = np.ones(left.size, np.bool_)
            if meetings.size:
                at = np.searchsorted(meetings, last, side="right")
                beyond = at >= meetings.size
                day = np.where(beyond, day, meetings.take(at, mode="clip"))
            looked += beyond
            ends = beyond & ((from_ >= LAST_DAY) | (looked > _FURTHEST))
            self._note_the_end(rule, left, from_, day, ends, lost)
            reached = ~ends & self._reaches(left, day)
            chosen[left[reached]] = day[reached]
            more = ~(reached | ends | (day == MISSING))
            left, last, looked = left[more], day[more], looked[more]

    def _note_the_end(
        self, rule: Rule, rows: Rows, since: Whole, day: Whole, ends: Mask, lost: Lost
    ) -> None:
        """Note the cases that look for a business day where there is none left."""
        none = (day == MISSING) & ~ends
        if none.any():
            starts = np.full(self.cases.rows, MISSING, np.int64)
            starts[rows[none]] = since[none]
            lost.look(rule, rule.way.period, starts, np.full_like(starts, MISSING))

    def _reaches(self, rows: Rows, decision: Whole) -> Mask:
        """Whether all that a decision on that day needs can be done by then."""
        reckoning, all_rows = self.reckoning, rows.size == self.cases.rows
        cases = self.cases if all_rows else self.cases.only(rows)
        until = looked_up(decision, reckoning.until)
        begun = looked_up(cases.received, reckoning.until)
        reached = (decision >= cases.received) & (until >= begun) & ~self.lost[rows]
        days = Days(standing=self.standing.found, rows=None if all_rows else rows)
        days.found[reckoning.rulebook.deciding.id] = Worked(
            decision, decision, decision, decision, hangs=False
        )
        beyond = Lost.none_of(rows.size)
        reckoning.work_out(reckoning.rulebook.backward, cases, days, beyond)
        reached &= ~beyond.rows
        for rule in reckoning.rulebook.before_deciding:
            worked = days.get(rule.id)
            if worked is None or worked.hangs is False:
                continue
            in_time = (
                looked_up(worked.due, reckoning.until) >= self.earliest[rule.id][rows]
            )
            reached &= in_time | ((worked.due == MISSING) | ~np.asarray(worked.hangs))
        return reached
