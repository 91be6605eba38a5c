"""Measure everything in one run, print it, and write the page about it."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs

from benchmarks import columns, days, planning, startup, steps
from benchmarks.goals import outcomes
from benchmarks.measuring import Comparison
from benchmarks.notes import NOTES
from benchmarks.page import figure, missing_of, page, spread, verdict

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "benchmarks.md"


@attrs.frozen
class Size:
    """How much is measured."""

    rounds: int = 101
    pool: int = 5_000
    """Days that are looked up in turn."""
    rows: int = 1_000_000
    """Of a column."""
    column_rounds: int = 21
    processes: int = 15


QUICK = Size(rounds=3, pool=100, rows=10_000, column_rounds=3, processes=1)

Measure = Callable[[Size], Comparison]

MEASURES: dict[str, tuple[Measure, ...]] = {
    "days": (
        lambda size: days.adding(rounds=size.rounds, pool=size.pool),
        lambda size: days.adding_cold(rounds=size.column_rounds, pool=size.pool),
        lambda size: days.counting(rounds=size.rounds, pool=size.pool),
        lambda size: days.building(rounds=size.processes, pool=size.pool),
    ),
    "columns": (
        lambda size: columns.adding(rounds=size.column_rounds, rows=size.rows),
        lambda size: columns.memory(rows=size.rows),
        lambda size: columns.counting(rounds=size.column_rounds, rows=size.rows),
        lambda size: columns.due(
            rounds=size.column_rounds, rows=size.rows, pool=size.pool
        ),
    ),
    "steps": (
        lambda size: steps.taking(rounds=size.rounds),
        lambda size: steps.living(rounds=size.rounds),
        lambda size: steps.planning_a_life(rounds=size.rounds, pool=size.pool),
        lambda size: steps.replaying(rounds=size.rounds, pool=size.pool),
    ),
    "plan": (lambda size: planning.planning(rounds=size.rounds, pool=size.pool),),
    "startup": (
        lambda size: startup.importing(rounds=size.processes),
        lambda size: startup.commanding(rounds=size.processes),
    ),
}


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print, write."""
    options = _options().parse_args(words)
    parts = options.only or [*MEASURES]
    size = QUICK if options.quick else Size()
    made = [*_measured(parts, size)]
    _print_goals(made)
    output = options.output
    if output is None and not options.only and not options.quick:
        output = PAGE
    if output is not None:
        output.write_text(page(made), encoding="utf-8")
        print(f"\nwritten: {output.name}")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="little of everything, to see that it runs; its figures say nothing, "
        "and the page is written only where --output says so",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=[*MEASURES],
        help="measure this part alone (can be given several times); the page is "
        "written only where --output says so",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="write the page there; by default docs/explanation/benchmarks.md",
    )
    return parser


def _measured(parts: Sequence[str], size: Size) -> Iterator[Comparison]:
    for part in parts:
        for measure in MEASURES[part]:
            comparison = measure(size)
            _print(comparison)
            yield comparison


def _print(comparison: Comparison) -> None:
    print(f"\n{comparison.title} ({comparison.piece})", flush=True)
    for name in comparison.samples:
        ratio = comparison.ratio(name, comparison.base)
        note = comparison.notes.get(name)
        print(
            f"{figure(ratio.median):>10}  {spread(ratio):<34}  {name}"
            f"{f'  ({note})' if note else ''}"
        )
    for gone in comparison.missing:
        print(f"{'–':>10}  {'not installed: ' + gone.mend:<34}  {gone.name}")


def _print_goals(made: Sequence[Comparison]) -> None:
    print("\nWhat must be reached")
    for one in outcomes(made):
        if one.measured is None:
            print(f"{'–':>10}  {one.goal.line}: {verdict(one)}")
            continue
        median = figure(one.measured.median)
        print(
            f"{median:>10}  {spread(one.measured):<34}  {one.goal.line}: "
            f"{one.goal.says}, {verdict(one).strip('*')}"
        )
        if one.goal.key in NOTES:
            print(f"{'':>12}{NOTES[one.goal.key]}")
    for gone in missing_of(made):
        print(f"{gone.package} is not installed: {gone.mend}")


if __name__ == "__main__":
    main()
