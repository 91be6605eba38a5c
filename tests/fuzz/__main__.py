"""Read texts and files that nobody wrote, many of them, and count what goes wrong.

Run ``python -m tests.fuzz --inputs 100000`` in the checkout. The exit status is 0 where
nothing went wrong, and 1 otherwise; what went wrong is told with its number, and
``--only NUMBER`` reads that input again and prints it.
"""

import argparse
import multiprocessing
import os
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from tests.fuzz.texts import any_text
from tests.fuzz.trying import EACH_FILE, Wrong, batch_tried

_BATCH = 250
_SHOWN = 20  # kinds of complaints


def main(words: list[str]) -> int:
    """Read the inputs, print what was wrong, and give the exit status."""
    asked = _arguments().parse_args(words)
    console = Console()
    if asked.only is not None:
        return _again(asked.seed, asked.only, console)
    begun = time.monotonic()
    done, wrong = _run(asked, console, begun)
    seconds = time.monotonic() - begun
    for kind, found in _by_kind(wrong)[:_SHOWN]:
        number, complaint = found[0]
        told = f"{len(found)} times, first at {number}: {kind}\n{complaint}"
        console.print(told, markup=False, highlight=False)
    console.print(
        f"{done} inputs (seed {asked.seed}, {done // EACH_FILE} of them files) "
        f"in {seconds:.0f} s: {len(wrong)} wrong",
        highlight=False,
    )
    return 1 if wrong else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, help="stop after so long")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--only", type=int, metavar="NUMBER", help="read one again")
    return parser


def _run(
    asked: argparse.Namespace, console: Console, begun: float
) -> tuple[int, list[Wrong]]:
    done, wrong = 0, list[Wrong]()
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[wrong]} wrong"),
    )
    # Not multiprocessing.Pool, whose end may wait for ever for an idle worker.
    context = multiprocessing.get_context("spawn")
    with (
        Progress(*columns, console=console) as progress,
        ProcessPoolExecutor(asked.processes, context) as pool,
    ):
        bar = progress.add_task("reading", total=asked.inputs, wrong=0)
        batches = _ranges(asked.inputs)
        reading = [pool.submit(batch_tried, asked.seed, batch) for batch in batches]
        for read in as_completed(reading):
            count, found = read.result()
            done += count
            wrong += found
            progress.update(bar, completed=done, wrong=len(wrong))
            if asked.seconds and time.monotonic() - begun > asked.seconds:
                pool.shutdown(cancel_futures=True)
                break
    return done, wrong


def _by_kind(wrong: list[Wrong]) -> list[tuple[str, list[Wrong]]]:
    """What says the same but for its digits, together; the most frequent first."""
    kinds: dict[str, list[Wrong]] = {}
    for number, complaint in sorted(wrong):
        kind = re.sub(r"[0-9]", "#", complaint.strip().splitlines()[-1])
        kinds.setdefault(kind, []).append((number, complaint))
    return sorted(kinds.items(), key=lambda kind: -len(kind[1]))


def _ranges(inputs: int) -> Iterator[range]:
    for first in range(0, inputs, _BATCH):
        yield range(first, min(first + _BATCH, inputs))


def _again(seed: int, number: int, console: Console) -> int:
    console.print(repr(any_text(seed, number)), markup=False, highlight=False)
    _, found = batch_tried(seed, range(number, number + 1))
    for _, complaint in found:
        console.print(complaint, markup=False, highlight=False)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
