"""How likely it is that an answer is late, and which meeting to aim for."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import FIRST, date_at
from auditflow.errors import ExtraMissing
from auditflow.events import BodiesToAsk, Tabled
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Requires, Versions
from auditflow.planning.outlook import meetings_of
from auditflow.planning.rounds import Round
from auditflow.rules import Rulebook
from auditflow.simulation.ahead import Ahead, ahead_of, no_meeting
from auditflow.simulation.course import Cause
from auditflow.simulation.draws import check_seed
from auditflow.simulation.habits import ALL, Habits
from auditflow.simulation.looking import (
    check_percent,
    check_runs,
    governing_of,
    looked_at,
)
from auditflow.simulation.tally import Progress, Tally, tallied_one_by_one
from auditflow.values import Value

RUNS: Final = 20_000
_MOST_RUNS: Final = 100_000_000
_DEVIATIONS: Final = 2  # within so many of them chance alone tells two meetings apart


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AimRisk(Value):
    """What comes of it if the body aims for one meeting.

    ``reachable`` says whether it still can be reached, from the day it is seen from;
    ``requires`` is what an answer in time takes after it, ``draft_by`` the last
    business day on which the draft may be in to reach it; each None where there is no
    such day. ``answered`` says how many of the ``runs`` were answered on each day, the
    earliest first; of ``unknown`` ones the board had not decided when the meetings that
    are known ended. ``late_through`` says of those that were late what took the time.
    """

    meeting: Date
    chosen: bool
    reachable: bool
    requires: Requires | None
    draft_by: Date | None
    runs: int
    in_time: int | None
    unknown: int
    answered: tuple[tuple[Date, int], ...]
    late_through: tuple[tuple[Cause, int], ...]

    @property
    def likelihood(self) -> Fraction | None:
        """How likely the answer is in time; None where no day was asked for."""
        return None if self.in_time is None else Fraction(self.in_time, self.runs)

    def within(self, percent: int) -> Date | None:
        """The day until which so many of a hundred runs were answered.

        None where that lies beyond the meetings that are known.

        Raises:
            ValueRefused: *percent* is no share from 1 to 100.
        """
        check_percent(percent)
        counts = [*accumulate(count for _, count in self.answered)]
        needed = -(-percent * self.runs // ALL)  # so many runs at least
        place = bisect_left(counts, max(needed, 1))
        return self.answered[place][0] if place < len(counts) else None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Risk(Value):
    """How likely the answer to one memo is in time, meeting by meeting.

    The same for the same ``seed``, on every machine. ``seen_from`` is the day before
    which nothing more happens; ``aims`` are the meetings that the plan lists, or the
    one at which the board has decided.
    """

    case: str
    body: str
    reply_by: Date | None
    seen_from: Date
    runs: int
    seed: int
    habits: Habits
    aims: tuple[AimRisk, ...]
    is_settled: bool
    """Whether the board itself has said at which meeting it decides."""

    @property
    def chosen(self) -> AimRisk | None:
        """The meeting that the plan aims for; None where it is not among these."""
        return next((aim for aim in self.aims if aim.chosen), None)

    @property
    def best(self) -> AimRisk | None:
        """The meeting to aim for: the likeliest to be in time.

        Where chance alone may tell two apart, the plan's own, or else the earlier one.
        None where no answer can be late, or none was in time; where the board has said
        when it decides, there is nothing to choose.
        """
        likeliest = max((aim.in_time or 0 for aim in self.aims), default=0)
        if not likeliest:
            return None
        if self.is_settled:
            return self.chosen
        good = [aim for aim in self.aims if self._is_as_good(aim, likeliest)]
        good = [aim for aim in good if aim.reachable] or good
        return next((aim for aim in good if aim.chosen), good[0])

    def _is_as_good(self, aim: AimRisk, likeliest: int) -> bool:
        """Whether chance alone may tell it from one that is in time in so many runs."""
        apart = likeliest - (aim.in_time or 0)
        variance = Fraction(likeliest * (self.runs - likeliest), self.runs)
        return apart**2 <= _DEVIATIONS**2 * variance


def risk(
    case: Case,
    *,
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
) -> Risk:
    """How likely the answer is in time, for each meeting that the plan lists.

    Each run plays what lies ahead of the case as the *habits* have it. The same runs
    are played for each meeting: what differs is the meeting alone.

    >>> from auditflow.meetings import Meeting
    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> days = date(2022, 10, 19), date(2022, 11, 16), date(2022, 12, 14)
    >>> meetings = MeetingCalendar([Meeting(day, "kommunstyrelsen") for day in days])
    >>> found = risk(case, meetings=meetings, runs=1000)
    >>> [(str(aim.meeting), aim.in_time) for aim in found.aims]
    [('2022-10-19', 801), ('2022-11-16', 591), ('2022-12-14', 0)]

    Args:
        case: one that is not answered yet, in any state.
        runs: how many times it is played.
        seed: another one gives other runs.
        habits: how long steps take there; auditflow's starting points by default.
        rulebook: the rules; the shipped ones by default.
        calendar: the business days; Sweden's by default.
        meetings: the meetings; those of the body have to be known.
        versions: every version of the three, given instead of them.
        today: nothing more happens before this day; by default before the latest event.
        statements_from: bodies whose statements are wanted, and were not asked yet.
        progress: is told how far it is.

    Raises:
        ValueRefused: the case has ended, there are no runs, or *today* lies before
            what has happened.
        MeetingsUnknown: no meeting of the body is known that may still come.
        DayOutOfRange: it may last until after 2100.
    """
    governing = governing_of(versions, rulebook, calendar, meetings)
    current = looked_at(case, governing, today, statements_from)
    return risk_of(current, habits or Habits(), runs, seed, progress)


def risk_of(
    current: Round, habits: Habits, runs: int, seed: int, progress: Progress | None
) -> Risk:
    """The risk of a case in its *current* round; see `risk`."""
    check_runs(runs, _MOST_RUNS)
    check_seed(seed)
    ahead = ahead_of(current, habits)
    aims = {m.day.toordinal(): m.requires for m in meetings_of(current)}
    places = [n for n, one in enumerate(ahead.sittings) if one.day in aims]
    if ahead.adopted is not None:
        places = [0]
    elif not places:  # the plan lists none that is known
        aimed = ahead.floor if ahead.aims_at is None else ahead.aims_at
        raise no_meeting(current, aimed)
    tallies = _tallied(ahead, places, seed, runs, progress)
    return Risk(
        case=ahead.name,
        body=current.case.body,
        reply_by=None if ahead.reply_by is None else date_at(ahead.reply_by),
        seen_from=date_at(ahead.floor),
        runs=runs,
        seed=seed,
        habits=ahead.habits,
        aims=tuple(
            _aim_risk(ahead, place, tally, runs, aims)
            for place, tally in zip(places, tallies, strict=True)
        ),
        is_settled=isinstance(current.facts.aim, Tabled),
    )


def _tallied(
    ahead: Ahead, places: list[int], seed: int, runs: int, progress: Progress | None
) -> list[Tally]:
    """The runs for each place that is aimed for: in columns where that can be."""
    try:
        from auditflow.simulation.columns.tallying import (  # noqa: PLC0415 - numpy
            tallied,
        )
    except ExtraMissing:
        return tallied_one_by_one(ahead, places, seed, runs, progress)
    return tallied(ahead, places, seed, runs, progress)


def percent(share: Fraction) -> str:
    """A share in percent; never all or nothing where it is neither.

    >>> percent(Fraction(1, 3)), percent(Fraction(999, 1000)), percent(Fraction(0))
    ('33 %', '>99 %', '0 %')
    """
    percent = round(share * ALL)
    if percent == 0 and share:
        return "<1 %"
    if percent == ALL and share != 1:
        return ">99 %"
    return f"{percent} %"


def _aim_risk(
    ahead: Ahead,
    place: int,
    tally: Tally,
    runs: int,
    aims: Mapping[int, Requires | None],
) -> AimRisk:
    unknown = tally.days[None]
    days = sorted((day, n) for day, n in tally.days.items() if day is not None and n)
    if ahead.adopted is not None:
        meeting, chosen, draft_by = ahead.adopted, True, None
        reachable = True
    else:
        sitting = ahead.sittings[place]
        meeting, chosen = sitting.day, sitting.day == ahead.aims_at
        draft_by = sitting.draft_by if ahead.reached is None else None
        if ahead.reached is None:
            reachable = sitting.draft_by >= ahead.floor
        else:
            reachable = place >= ahead.reached
    known = draft_by is not None and draft_by >= FIRST
    return AimRisk(
        meeting=date_at(meeting),
        chosen=chosen,
        reachable=reachable,
        requires=aims.get(meeting),
        draft_by=date_at(draft_by) if known and draft_by else None,
        runs=runs,
        in_time=None if ahead.reply_by is None else runs - tally.late.total(),
        unknown=unknown,
        answered=tuple((date_at(day), number) for day, number in days),
        late_through=tuple(_counted(tally.late)),
    )


def _counted(late: Mapping[Cause, int]) -> Iterator[tuple[Cause, int]]:
    for cause in Cause:
        if late.get(cause):
            yield cause, late[cause]
