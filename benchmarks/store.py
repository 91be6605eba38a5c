"""A store with a million cases: how quickly it is filled, and how quickly it answers.

`python -m benchmarks.store` makes the data, the same for the same seed, measures,
prints and, with ``--output``, writes the page about it. Commands are run as whole
processes, on an empty store and on the full one in turn, so that whatever slows the
machine down slows both.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import attrs

from auditflow.store import Store, open_store
from benchmarks.many_cases import ENTRIES, TODAY, lines
from benchmarks.measuring import Spread
from benchmarks.startup import compile_package

_LISTED: Final = 100
# What the system tells of a child that ended counts the memory of its parent too.
_TELLING: Final = """
import sys
from auditflow.cli import run
status = run(sys.argv[1:])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak.split()[1], file=sys.stderr)
sys.exit(status)
"""
_PARTS: Final = 10
_PAGE: Final = """# Benchmarks of the store

{number:,} cases with {entries:,} entries in SQLite. `make store-benchmark` makes them,
measures, and writes this page. Commands are whole processes, on an empty store and on
the full one in turn; ratios are those of one round, with their quartiles.

{table}

Python {python}. The file takes {size:,.0f} MB. Four in five cases have ended; on
{today}, from which the list looks, {overdue:,} duties are overdue and {impossible:,}
cases can no longer be answered in time.
"""


@attrs.frozen
class Run:
    """One process: how long it took, and the most memory that it held."""

    seconds: float
    megabytes: float


@attrs.frozen
class Figure:
    """Something that was measured, with its goal."""

    what: str
    found: str
    goal: str

    def row(self) -> str:
        """As a row of a table."""
        return f"| {self.what} | {self.found} | {self.goal} |"


def main(words: Sequence[str] | None = None) -> None:
    """Make, measure, print, write."""
    options = _options().parse_args(words)
    compile_package()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        empty, full = (Path(folder) / f"{name}.db" for name in ("empty", "full"))
        open_store(_url(empty), create=True).close()
        figures = [*_measured(empty, full, options)]
        table = _table(figures)
        print(f"\n{table}")
        if options.output is not None:
            page = _page(table, full, options)
            options.output.write_text(page, encoding="utf-8")
            print(f"\nwritten: {options.output.name}")


def _measured(empty: Path, full: Path, options: argparse.Namespace) -> Iterator[Figure]:
    number = options.cases
    with open_store(_url(full), create=True) as store:
        yield from _filling(store, number, options.seed)
    yield from _asking(empty, full, options.rounds)
    yield from _listing(full, number)
    with open_store(_url(full)) as store:
        began = time.perf_counter()
        holds = store.verify().holds
        took = time.perf_counter() - began
        said = f"{store.head().position / took:,.0f} entries/s"
        yield Figure("`store verify`", said if holds else "does not hold", "–")


def _filling(store: Store, number: int, seed: int) -> Iterator[Figure]:
    """Import the cases, part by part: is it as quick in a store that is full?"""
    made, speeds = lines(number, seed), []
    for _ in range(_PARTS):
        part = [*islice(made, number // _PARTS)]
        began = time.perf_counter()
        done = store.import_lines(part)
        took = time.perf_counter() - began
        speeds.append(done.added * ENTRIES / took)
        told = f"{len(speeds)}/{_PARTS}: {speeds[-1]:,.0f} entries/s"
        print(f"imported {told}", file=sys.stderr)
    spread = Spread.of(speeds)
    found = f"{spread.median:,.0f} entries/s ({spread.least:,.0f}–{spread.most:,.0f})"
    yield Figure("`import` of JSON lines, durable per batch", found, "≥ 5,000")


def _asking(empty: Path, full: Path, rounds: int) -> Iterator[Figure]:
    """What is overdue, in an empty store and in the full one, in turn."""
    words = "overdue", "--on", str(TODAY), "--limit", str(_LISTED)
    runs = [
        (_run(*words, store=empty), _run(*words, store=full)) for _ in range(rounds)
    ]
    ratio = Spread.of(there.seconds / none.seconds for none, there in runs)
    found = f"{ratio.median:.2f} × ({ratio.low:.2f}–{ratio.high:.2f})"
    what = f"`overdue`, all counted and {_LISTED} listed, beside an empty store"
    yield Figure(what, found, "≤ 2 ×")
    took = Spread.of(none.seconds for none, _ in runs)
    yield Figure("… the empty store", f"{took.median:.2f} s", "–")
    most = max(there.megabytes for _, there in runs)
    yield Figure("… its memory", f"{most:.0f} MB", "< 150 MB")


def _listing(full: Path, number: int) -> Iterator[Figure]:
    """Some of the cases as JSON lines, and all of them: the memory stays the same."""
    few = _run("list", "--json-lines", "--limit", str(number // 100 or 1), store=full)
    every = _run("list", "--json-lines", store=full)
    found = f"{every.megabytes:.0f} MB, for a hundredth {few.megabytes:.0f} MB"
    yield Figure("`list --json-lines` of all, its memory", found, "flat")
    yield Figure("… its speed", f"{number / every.seconds:,.0f} cases/s", "–")


def _run(*words: str, store: Path) -> Run:
    """One command as a process, with the most memory that it held."""
    command = [sys.executable, "-c", _TELLING, *words, "--store", _url(store)]
    began = time.perf_counter()
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    took = time.perf_counter() - began
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}")
    return Run(took, int(done.stderr.split()[-1]) / 1024)


def _table(figures: Sequence[Figure]) -> str:
    head = ["| | measured | goal |", "|---|---|---|"]
    return "\n".join([*head, *(figure.row() for figure in figures)])


def _page(table: str, full: Path, options: argparse.Namespace) -> str:
    with open_store(_url(full)) as store:
        found = store.overdue(TODAY, limit=1)
    return _PAGE.format(
        number=options.cases,
        entries=options.cases * ENTRIES,
        table=table,
        python=".".join(map(str, sys.version_info[:3])),
        size=full.stat().st_size / 2**20,
        today=TODAY,
        overdue=found.overdue_number,
        impossible=found.impossible_number,
    )


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks.store", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=844019001)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--folder", type=Path, help="where the stores are made")
    parser.add_argument("--output", type=Path, help="write the page about it here")
    return parser


if __name__ == "__main__":
    main()
