"""The risk of many cases at once: how many will be late, and which week is worst."""

from collections.abc import Iterable, Iterator, Sized
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day_or_none, date_at
from auditflow.errors import (
    AuditflowError,
    DayOutOfRange,
    MeetingsUnknown,
    ValueRefused,
)
from auditflow.events import BodiesToAsk
from auditflow.lifecycle import ENDED
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.rules import Rulebook
from auditflow.simulation.ahead import Ahead, ahead_of
from auditflow.simulation.draws import check_seed
from auditflow.simulation.habits import ALL, Habits
from auditflow.simulation.incoming import Incoming
from auditflow.simulation.looking import (
    check_percent,
    check_runs,
    governing_of,
    looked_at,
)
from auditflow.simulation.tally import Progress
from auditflow.values import Value

RUNS: Final = 2_000
_MOST_RUNS: Final = 1_000_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CaseRisk(Value):
    """How likely one case of many is answered in time.

    ``in_time`` counts runs; None where no day was asked for. ``unknown`` are those in
    which the meetings that are known ended first. ``meeting`` is the one that its plan
    aims for; None where the board has decided. ``counts`` says whether the answer is
    wanted by the day until which late ones are counted.
    """

    case: str
    body: str
    received: Date
    reply_by: Date | None
    meeting: Date | None
    in_time: int | None
    unknown: int
    counts: bool


@attrs.frozen(eq=False, repr=False)
class Week(Value):
    """The answers that are being written in a week, on an average of all runs."""

    monday: Date
    drafts: Fraction


@attrs.frozen
class LeftOut:
    """A case that cannot be played, and why."""

    case: str
    why: AuditflowError


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Workload(Value):
    """The risk of many cases, each played on its own.

    ``late`` says, for each number of late answers from 0 on, in how many of the
    ``runs`` there were so many; counted are those wanted by ``until``. ``each`` begins
    with the case that is the likeliest to be late; ``left_out`` are those that cannot
    be played.
    """

    until: Date | None
    runs: int
    seed: int
    habits: Habits
    late: tuple[int, ...]
    each: tuple[CaseRisk, ...]
    weeks: tuple[Week, ...]
    left_out: tuple[LeftOut, ...] = ()

    def late_within(self, percent: int) -> int:
        """How many are late at most in so many of a hundred runs.

        Raises:
            ValueRefused: *percent* is no share from 1 to 100.
        """
        check_percent(percent)
        needed = max(-(-percent * self.runs // ALL), 1)
        counts = accumulate(self.late)
        return next(number for number, count in enumerate(counts) if count >= needed)

    @property
    def expected(self) -> Fraction:
        """How many are late on an average."""
        total = sum(number * count for number, count in enumerate(self.late))
        return Fraction(total, self.runs)

    @property
    def unknown(self) -> Fraction:
        """The share of all lives in which the meetings that are known end first."""
        return Fraction(
            sum(one.unknown for one in self.each), self.runs * len(self.each)
        )

    @property
    def bottleneck(self) -> Week | None:
        """The week in which the most answers are being written; of equals the first."""
        return max(self.weeks, key=lambda week: week.drafts, default=None)


def workload(
    cases: Iterable[Case] | Incoming,
    *,
    until: date | None = None,
    runs: int = RUNS,
    seed: int = 1,
    habits: Habits | None = None,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    versions: Versions | None = None,
    today: date | None = None,
    statements_from: BodiesToAsk = (),
    progress: Progress | None = None,
) -> Workload:
    """How many of many cases will be late, and in which week the most is to be written.

    Each is played on its own, towards the meeting of its plan: that people have only
    two hands is in the habits, not in a queue. The first of the runs is the life that
    `simulate` plays for the same seed. Needs the extra ``[numpy]``.

    Args:
        cases: cases, of which those that have ended are left out; or a description of
            what comes in.
        until: only answers that are wanted by this day are counted as late; all by
            default.
        runs: how many times each is played.
        seed: another one gives other runs.
        habits: how long steps take; auditflow's starting points by default.
        rulebook: the rules; the shipped ones by default.
        calendar: the business days; Sweden's by default.
        meetings: the meetings; those of each body have to be known.
        versions: every version of the three, given instead of them.
        today: nothing more happens before this day; by default before the latest event.
        statements_from: as in `simulate`.
        progress: is told how many cases are done, and how many there are; 0 where that
            is not known beforehand.

    Raises:
        ExtraMissing: numpy is not installed.
        ValueRefused: there are no runs, or no case that is still to be answered.
        AuditflowError: no case can be played at all: why the first one cannot.
    """
    from auditflow.simulation.columns.many import Counting  # noqa: PLC0415 - numpy

    check_seed(seed)
    check_runs(runs, _MOST_RUNS)
    governing = governing_of(versions, rulebook, calendar, meetings)
    habits, last = habits or Habits(), as_day_or_none(until)
    counting = Counting(seed, runs)
    each: list[CaseRisk] = []
    left_out: list[LeftOut] = []
    for number, case, wanted in _open_cases(cases, seed, calendar, statements_from):
        try:
            ahead = ahead_of(looked_at(case, governing, today, wanted), habits)
        except (DayOutOfRange, MeetingsUnknown, ValueRefused) as error:
            left_out.append(LeftOut(case.name, error))
        else:
            counts = _counts(ahead, last)
            in_time, unknown = counting.add(number, ahead, counts=counts)
            each.append(_case_risk(ahead, in_time, unknown, counts=counts))
        if progress is not None:
            progress(number, _size(cases))
    if not each:
        if left_out:
            raise left_out[0].why
        mend = "give cases that are still to be answered"
        raise ValueRefused("no case to look at", mend)
    weeks = counting.drafts
    return Workload(
        until=last,
        runs=runs,
        seed=seed,
        habits=habits,
        late=counting.late,
        each=tuple(sorted(each, key=_likeliest_late)),
        weeks=tuple(Week(date_at(day), Fraction(n, runs)) for day, n in weeks),
        left_out=tuple(left_out),
    )


def _open_cases(
    given: Iterable[Case] | Incoming,
    seed: int,
    calendar: BusinessCalendar | None,
    statements_from: BodiesToAsk,
) -> Iterator[tuple[int, Case, BodiesToAsk]]:
    """Each case that is still to be answered, with its number and what is wanted."""
    if isinstance(given, Incoming):
        for number, (case, wanted) in enumerate(given.cases(seed, calendar), 1):
            yield number, case, wanted
        return
    for number, case in enumerate(given, 1):
        if case.state not in ENDED:
            yield number, case, statements_from


def _size(given: Iterable[Case] | Incoming) -> int:
    """How many cases there are, where that is known beforehand."""
    if isinstance(given, Incoming):
        return given.number
    return len(given) if isinstance(given, Sized) else 0


def _counts(ahead: Ahead, until: Date | None) -> bool:
    """Whether its answer is wanted, and by then."""
    by = ahead.reply_by
    return by is not None and (until is None or by <= until.toordinal())


def _case_risk(ahead: Ahead, in_time: int, unknown: int, *, counts: bool) -> CaseRisk:
    meets = ahead.sittings[ahead.aim].day if ahead.sittings else None
    asked = ahead.reply_by
    return CaseRisk(
        case=ahead.name,
        body=ahead.case.body,
        received=ahead.case.received,
        reply_by=None if asked is None else date_at(asked),
        meeting=None if meets is None else date_at(meets),
        in_time=None if asked is None else in_time,
        unknown=unknown,
        counts=counts,
    )


def _likeliest_late(one: CaseRisk) -> tuple[bool, int, str]:
    return one.in_time is None, one.in_time or 0, one.case
