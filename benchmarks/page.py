"""The page that says what was measured, as Markdown; a machine has no name there."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.goals import LOOK_UP, Outcome, outcomes
from benchmarks.measuring import Comparison, Missing, Spread
from benchmarks.notes import NOTES
from benchmarks.peers import versions

_INTRO = f"""\
# Benchmarks

What it costs to be right, beside the peers. `make benchmark` measures everything in one
run and writes this page; nothing here is typed in. The contenders of a table take
turns: one sample of each, of 2 ms of work or more, then the next round, with the
garbage collector off. A ratio is that of two samples of one round, so what slows the
machine down slows both. Each figure is the median of all rounds; beside it stand the
quartiles, between which half of the rounds lie, and the least and the most.

The unit for days is the **bare look-up from date to date**: two look-ups in ready lists
between `toordinal` and `date.fromordinal`, without a check of anything. A thousand days
of 1953–2100 are looked up in random order, over and over, each time as new dates: a
date keeps its hash, and one out of a file or a database has none yet. A limit that is a
time is one of a machine where that look-up takes {LOOK_UP} µs: what is measured here is
told in look-ups, and these as the time that they would take there.
"""


def page(comparisons: Sequence[Comparison]) -> str:
    """The whole page."""
    parts = [_INTRO, _machine(), *_reached(comparisons)]
    for comparison in comparisons:
        parts += _table(comparison)
    return "\n".join(parts)


def figure(number: float) -> str:
    """A number with as many digits as it deserves."""
    for limit, digits in ((10, 2), (100, 1)):
        if abs(number) < limit:
            return f"{number:.{digits}f}"
    return f"{number:,.0f}"


def spread(found: Spread) -> str:
    """The quartiles, then the least and the most."""
    low, high, least, most = map(
        figure, (found.low, found.high, found.least, found.most)
    )
    return f"{low}–{high} ({least}–{most})"


def time_of(nanoseconds: float) -> str:
    """A time in the unit that suits it."""
    for limit, unit in ((1e3, "ns"), (1e6, "µs"), (1e9, "ms")):
        if nanoseconds < limit:
            return f"{figure(nanoseconds / limit * 1e3)} {unit}"
    return f"{figure(nanoseconds / 1e9)} s"


def verdict(outcome: Outcome) -> str:
    """Whether a goal is reached."""
    words = {True: "reached", False: "**not reached**", None: "not measured"}
    return words[outcome.reached]


def missing_of(comparisons: Iterable[Comparison]) -> list[Missing]:
    """The peers that are not installed, each once."""
    found = {one.package: one for made in comparisons for one in made.missing}
    return [*found.values()]


def _machine() -> str:
    known = ", ".join(f"{name} {version}" for name, version in versions().items())
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"Measured with {python} on {os.cpu_count()} processors: {known}.\n"


def _reached(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield "## What must be reached\n"
    yield "| | limit | measured | quartiles (least–most) | |\n|---|---|---|---|---|"
    told = [*outcomes(comparisons)]
    for one in told:
        median = figure(one.measured.median) if one.measured else "–"
        around = spread(one.measured) if one.measured else "–"
        line, limit = one.goal.line, one.goal.says
        yield f"| {line} | {limit} | {median} | {around} | {verdict(one)} |"
    yield ""
    for one in told:
        if one.goal.key in NOTES:
            yield f"- {one.goal.line}: {NOTES[one.goal.key]}"
    yield ""
    for gone in missing_of(comparisons):
        yield f"Not installed: {gone.package}; `{gone.mend}` installs it.\n"


def _table(comparison: Comparison) -> Iterator[str]:
    yield f"## {comparison.title}\n"
    yield f"1 is {comparison.base}; counted is {comparison.piece}.\n"
    yield "| | × | quartiles (least–most) | each | |\n|---|---|---|---|---|"
    for name in comparison.samples:
        ratio = comparison.ratio(name, comparison.base)
        each = comparison.nanoseconds(name).median
        took = figure(each) if comparison.in_bytes else time_of(each)
        note = comparison.notes.get(name, "")
        yield f"| {name} | {figure(ratio.median)} | {spread(ratio)} | {took} | {note} |"
    for gone in comparison.missing:
        yield f"| {gone.name} | – | – | – | not installed: `{gone.mend}` |"
    yield ""
