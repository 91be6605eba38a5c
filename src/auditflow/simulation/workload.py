"""The risk of many cases at once: how many will be late, and which week is worst."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day_or_none, date_at
from auditflow.errors import ValueRefused
from auditflow.events import BodiesToAsk
from auditflow.lifecycle import ENDED
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.rules import Rulebook
from auditflow.simulation.ahead import Ahead
from auditflow.simulation.draws import check_seed
from auditflow.simulation.habits import ALL, Habits
from auditflow.simulation.incoming import Incoming
from auditflow.simulation.looking import (
    ahead_in,
    check_runs,
    governing_of,
    looked_at,
)
from auditflow.simulation.tally import Progress
from auditflow.values import Value

if TYPE_CHECKING:
    from auditflow.simulation.columns.many import Counted

RUNS: Final = 2_000
_MOST_RUNS: Final = 1_000_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class CaseRisk(Value):
    """How likely one case of many is answered in time.

    ``in_time`` counts runs; None where no day was asked for. ``meeting`` is the one
    that its plan aims for; None where the board has decided.
    """

    case: str
    body: str
    received: Date
    reply_by: Date | None
    meeting: Date | None
    in_time: int | None


@attrs.frozen(eq=False, repr=False)
class Week(Value):
    """The answers that are being written in a week, on an average of all runs."""

    monday: Date
    drafts: Fraction


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Workload(Value):
    """The risk of many cases, each played on its own.

    ``late`` says, for each number of late answers from 0 on, in how many of the
    ``runs`` there were so many; counted are those wanted by ``until``. ``each`` begins
    with the case that is the likeliest to be late.
    """

    until: Date | None
    runs: int
    seed: int
    habits: Habits
    late: tuple[int, ...]
    each: tuple[CaseRisk, ...]
    weeks: tuple[Week, ...]

    def late_within(self, percent: int) -> int:
        """How many are late at most in so many of a hundred runs."""
        needed = max(-(-percent * self.runs // ALL), 1)
        counts = accumulate(self.late)
        return next(number for number, count in enumerate(counts) if count >= needed)

    @property
    def expected(self) -> Fraction:
        """How many are late on an average."""
        total = sum(number * count for number, count in enumerate(self.late))
        return Fraction(total, self.runs)

    @property
    def bottleneck(self) -> Week | None:
        """The week in which the most answers are being written; of equals the first."""
        return max(self.weeks, key=lambda week: week.drafts, default=None)


def workload(
    given: Iterable[Case] | Incoming,
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
        given: cases, of which those that have ended are left out; or a description of
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
        today: nothing more happens before this day; by default only the events count.
        statements_from: as in `simulate`.
        progress: is told how many cases are done, and how many there are.

    Raises:
        ExtraMissing: numpy is not installed.
        ValueRefused: there are no runs, or no case that is still to be answered.
        MeetingsUnknown: of a body no meeting is known that may still come.
        DayOutOfRange: a case may last until after 2100.
    """
    from auditflow.simulation.columns.many import (  # noqa: PLC0415 - numpy
        counted,
    )

    check_seed(seed)
    check_runs(runs, _MOST_RUNS)
    governing = governing_of(versions, rulebook, calendar, meetings)
    habits = habits or Habits()
    cases: Iterable[tuple[Case, BodiesToAsk]]
    if isinstance(given, Incoming):
        cases = given.cases(seed, calendar)
    else:
        cases = ((case, statements_from) for case in given)
    ahead = {
        number: ahead_in(looked_at(case, governing, today, wanted), habits)
        for number, (case, wanted) in enumerate(cases, 1)
        if case.state not in ENDED
    }
    if not ahead:
        mend = "give cases that are still to be answered"
        raise ValueRefused("no case to look at", mend)
    last = as_day_or_none(until)
    found = counted(ahead, last.toordinal() if last else None, seed, runs, progress)
    return Workload(
        until=last,
        runs=runs,
        seed=seed,
        habits=habits,
        late=found.late,
        each=tuple(_each([*ahead.values()], found)),
        weeks=tuple(_weeks(found, runs)),
    )


def _each(ahead: list[Ahead], found: "Counted") -> Iterator[CaseRisk]:
    """Each case, the likeliest to be late first."""
    order = sorted(
        zip(ahead, found.in_time, strict=True),
        key=lambda pair: (pair[0].reply_by is None, pair[1], pair[0].name),
    )
    for one, in_time in order:
        asked = one.reply_by is not None
        meets = one.sittings[one.aim].day if one.sittings else None
        yield CaseRisk(
            case=one.name,
            body=one.case.body,
            received=one.case.received,
            reply_by=date_at(one.reply_by) if one.reply_by is not None else None,
            meeting=date_at(meets) if meets is not None else None,
            in_time=in_time if asked else None,
        )


def _weeks(found: "Counted", runs: int) -> Iterator[Week]:
    for number, drafts in enumerate(found.drafts):
        monday = found.first_monday + 7 * number
        yield Week(date_at(monday), Fraction(drafts, runs))
