"""What auditflow must reach, and what was measured of it.

Where a limit is a time, it is one of a machine whose bare look-up takes 0.4 µs: the
time is told in look-ups, which are counted here, and look-ups are told as time again.
"""

from collections.abc import Iterable, Iterator

import attrs

from benchmarks import column_peers, columns, days, planning, startup, steps
from benchmarks.measuring import Comparison, Spread

LOOK_UP = 0.4
"""Microseconds of a bare look-up on the machine that the limits speak of."""


@attrs.frozen
class Goal:
    """A line of what must be reached: *of* beside *to*, in a comparison."""

    key: str
    line: str
    limit: float
    unit: str
    comparison: str
    of: str
    to: str
    at_most: bool = True
    scale: float = 1.0
    """What one ratio is in the unit."""

    @property
    def says(self) -> str:
        """The limit in words."""
        return f"{'at most' if self.at_most else 'at least'} {self.limit:g} {self.unit}"

    def measured_in(self, comparisons: Iterable[Comparison]) -> Spread | None:
        """What was measured; None where one of the two was not."""
        for one in comparisons:
            if one.key == self.comparison and {self.of, self.to} <= one.samples.keys():
                return one.ratio(self.of, self.to).times(self.scale)
        return None


@attrs.frozen
class Outcome:
    """A goal and what was measured of it; None where it was not."""

    goal: Goal
    measured: Spread | None

    @property
    def reached(self) -> bool | None:
        """Whether the median keeps the limit."""
        if self.measured is None:
            return None
        median, limit = self.measured.median, self.goal.limit
        return median <= limit if self.goal.at_most else median >= limit


_TIMES = "× the bare look-up"
_FASTER = "× faster"

GOALS = (
    Goal(
        "add",
        "`calendar.add(day, 10)`, from a `pendulum.Date`",
        2.0,
        _TIMES,
        "add",
        days.ADD,
        days.BARE,
    ),
    Goal(
        "add date",
        "`calendar.add(day, 10)`, from a `datetime.date`",
        2.0,
        _TIMES,
        "add",
        days.ADD_DATE,
        days.BARE,
    ),
    Goal(
        "add holidays",
        "the same beside `holidays`",
        20,
        _FASTER,
        "add",
        days.HOLIDAYS,
        days.ADD_DATE,
        at_most=False,
    ),
    Goal(
        "add numpy",
        "the same beside numpy",
        3,
        _FASTER,
        "add",
        days.NUMPY,
        days.ADD_DATE,
        at_most=False,
    ),
    Goal(
        "build",
        "building everything, on first use",
        60,
        "ms",
        "build",
        days.FIRST_QUESTION,
        days.BARE,
        scale=LOOK_UP / 1e3,
    ),
    Goal(
        "bulk add",
        "`bulk.add` on 1,000,000 days",
        1.2,
        "× two numpy gathers",
        "bulk add",
        columns.BULK_ADD,
        columns.GATHERS,
    ),
    Goal(
        "bulk add numpy",
        "the same beside `numpy.busday_offset`",
        8,
        _FASTER,
        "bulk add",
        column_peers.NUMPY_ADD,
        columns.BULK_ADD,
        at_most=False,
    ),
    Goal(
        "bulk add memory",
        "what it holds beside its result",
        2,
        "× the input",
        "memory",
        columns.HELD,
        columns.INPUT,
    ),
    Goal(
        "bulk count",
        "`bulk.count` on 1,000,000 pairs, beside `numpy.busday_count`",
        8,
        _FASTER,
        "bulk count",
        column_peers.NUMPY_COUNT,
        columns.BULK_COUNT,
        at_most=False,
    ),
    Goal(
        "take draft",
        '`case.take("draft", …)` with guards',
        2,
        "× the stock machine's trigger plus `attrs.evolve`",
        "take",
        steps.DRAFT,
        steps.STOCK,
    ),
    Goal(
        "take adopt",
        '`case.take("adopt", …)` with guards and a meeting calendar',
        2,
        "× the stock machine's trigger plus `attrs.evolve`",
        "take",
        steps.ADOPT,
        steps.STOCK,
    ),
    Goal(
        "planned life",
        "a life of ten events with guards, a plan after each",
        3,
        "ms",
        "planned life",
        steps.PLANNED_LIFE,
        days.BARE,
        scale=LOOK_UP / 1e3,
    ),
    Goal(
        "replay",
        "replaying a history of ten events",
        20,
        "µs",
        "replay",
        steps.REPLAY,
        days.BARE,
        scale=LOOK_UP,
    ),
    Goal(
        "plan",
        "a full `plan`, every field read, no reason rendered",
        200,
        "µs",
        "plan",
        planning.PLAN,
        days.BARE,
        scale=LOOK_UP,
    ),
    Goal(
        "due days",
        "due days of the whole rulebook for 1,000,000 cases in bulk",
        1.5,
        "s",
        "due days",
        columns.DUE_DAYS,
        days.BARE,
        scale=LOOK_UP,
    ),
    Goal(
        "import",
        "`import auditflow`",
        1.5,
        "× importing attrs, pendulum and transitions",
        "import",
        startup.IMPORT,
        startup.THE_IMPORTS,
    ),
    Goal(
        "command",
        "`auditflow plan` as a whole process",
        2,
        "× loading those, click and the holidays",
        "command",
        startup.COMMAND,
        startup.THE_HOLIDAYS,
    ),
)


def outcomes(comparisons: Iterable[Comparison]) -> Iterator[Outcome]:
    """Each goal with what was measured of it."""
    made = [*comparisons]
    for goal in GOALS:
        yield Outcome(goal, goal.measured_in(made))
