"""Let processes write to one store at once, and look whether a step was lost.

Run ``python -m tests.store.writers --url URL --processes 8 --steps 20000 --cases 500``
in the checkout, with the URL of a database that is empty. Each process reads a case
that it shares with all the others, and records something in it; where somebody else
was quicker, it is told so, counts it, and does the same again. At the end: each step
that was acknowledged is there exactly once, and no other; what was written between is
told in each conflict; the ledger verifies, and what is derived is what a rebuild gives.
The exit status is 1 where that is not so.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Final

import attrs

from auditflow.errors import Conflict
from auditflow.events import AnyEvent, Assigned, Reminded, Summoned
from auditflow.store import Store, open_store
from tests.store.letters import letter

_CHECKOUT: Final = Path(__file__).parents[2]
_RECEIVED, _ASKED, _TOLD = date(2022, 9, 27), date(2022, 9, 28), date(2022, 10, 3)
_MEETING: Final = date(2022, 11, 2)
_BODY: Final = "socialnämnden"
_BEGUN: Final = 2  # entries of each case before anybody writes to it
_WAIT: Final = 120.0  # seconds for those who stand in line
_READY: Final = "ready"


@attrs.frozen
class Told:
    """What one process did: its steps, each a mark, and what it was told otherwise.

    ``vague`` counts the conflicts that did not say what was written between.
    """

    steps: list[str]
    conflicts: int
    vague: int
    seconds: float


@attrs.frozen
class Tally:
    """What all of them did together, and what does not fit, sentence by sentence."""

    processes: int
    steps: int
    cases: int
    conflicts: int
    seconds: float
    wrong: tuple[str, ...]

    def __str__(self) -> str:
        each = self.steps / self.seconds if self.seconds else 0.0
        said = (
            f"{self.processes} processes took {self.steps} steps in {self.cases} cases "
            f"in {self.seconds:.1f} s ({each:.0f} a second), with {self.conflicts} "
            "conflicts"
        )
        if self.wrong:
            return "\n".join((f"{said}:", *self.wrong))
        return f"{said}: none lost, none double, the ledger verifies"


def prepare(url: str, cases: int) -> None:
    """Make a store with so many cases, in each of which a body was asked."""
    with open_store(url, create=True) as store, store.transaction() as together:
        for number in range(1, cases + 1):
            case = together.register(letter(number), received=_RECEIVED)
            case.take("refer", on=_ASKED, by="registrator", to=[_BODY])


def write(url: str, who: int, steps: int) -> Told:
    """Take so many steps in cases that others write to as well."""
    chance = random.Random(who)  # noqa: S311 - no secret
    marks = [f"process {who} step {number}" for number in range(steps)]
    conflicts: list[bool] = []
    with open_store(url, wait=_WAIT) as store:
        names = [one.name for one in store.list()]
        _wait_for_the_others()
        begun = time.monotonic()
        for mark in marks:
            event, name = _event(chance, mark), chance.choice(names)
            while (conflict := _conflict(store, name, event)) is not None:
                conflicts.append(_says_what_came(conflict))
        seconds = time.monotonic() - begun
    return Told(marks, len(conflicts), conflicts.count(False), seconds)


def _wait_for_the_others() -> None:
    """Say that we are ready, and begin when all are."""
    sys.stdout.write(f"{_READY}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def _event(chance: random.Random, mark: str) -> AnyEvent:
    """Something that can be told of a case at any time, marked in its document."""
    who = f"handläggare {chance.randrange(20)}"
    match chance.randrange(3):
        case 0:
            return Assigned(on=_TOLD, by=who, to=who, document=mark)
        case 1:
            return Reminded(on=_TOLD, by=who, body=_BODY, document=mark)
        case _:
            return Summoned(on=_TOLD, by=who, meeting=_MEETING, document=mark)


def _conflict(store: Store, name: str, event: AnyEvent) -> Conflict | None:
    """Read a case and write to it; None where nobody came between."""
    case = store.case(name)
    try:
        case.record(event)
    except Conflict as conflict:
        return conflict
    return None


def _says_what_came(conflict: Conflict) -> bool:
    """Whether it tells each entry that was written between, by its number."""
    numbers = range(conflict.read + 1, conflict.found + 1)
    told = [line.partition(",")[0] for line in conflict.between]
    return bool(told) and told == [f"entry {number}" for number in numbers]


def play(url: str, *, processes: int, steps: int, cases: int) -> Tally:
    """Make a store, let so many *processes* share the *steps*, and look at it."""
    prepare(url, cases)
    shares = [steps // processes + (n < steps % processes) for n in range(processes)]
    running = [_begin(url, who, share) for who, share in enumerate(shares)]
    for one in running:
        _hear(one)
    begun = time.monotonic()
    with ThreadPoolExecutor(processes) as together:
        told = [*together.map(_ended, running)]
    seconds = time.monotonic() - begun
    with open_store(url) as store:
        wrong = tuple(_wrong_in(store, told, cases, steps))
    conflicts = sum(one.conflicts for one in told)
    return Tally(processes, steps, cases, conflicts, seconds, wrong)


def _begin(url: str, who: int, steps: int) -> "subprocess.Popen[str]":
    words = ["--url", url, "--who", f"{who}", "--steps", f"{steps}"]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.writers", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_CHECKOUT,
    )


def _hear(process: "subprocess.Popen[str]") -> None:
    """Wait until a process is ready."""
    if process.stdout is not None:
        process.stdout.readline()


def _ended(process: "subprocess.Popen[str]") -> Told:
    """Let a process begin; what it told when it had ended, which must be well."""
    said, _ = process.communicate("go\n")
    if process.returncode:
        return Told([f"process {process.pid} ended with {process.returncode}"], 0, 0, 0)
    return Told(**json.loads(said))


def _wrong_in(
    store: Store, told: Sequence[Told], cases: int, steps: int
) -> Iterator[str]:
    """What does not fit between what was acknowledged and what is there."""
    acknowledged = Counter(mark for one in told for mark in one.steps)
    there = Counter[str]()
    for case in store.cases():
        there.update(str(event.document) for event in case.history[_BEGUN:])
    if lost := [*(acknowledged - there)]:
        yield f"{len(lost)} steps were acknowledged and are not there: {lost[:3]}"
    if more := [*(there - acknowledged)]:
        yield f"{len(more)} steps are there that nobody was told of: {more[:3]}"
    if acknowledged.total() != steps or there.total() != steps:
        yield f"{steps} steps are {acknowledged.total()}, and {there.total()} entries"
    entries = sum(one.entries for one in store.list())
    if entries != cases * _BEGUN + steps:
        yield f"the cases have {entries} entries, not {cases * _BEGUN + steps}"
    if vague := sum(one.vague for one in told):
        yield f"{vague} conflicts did not tell what was written between"
    if (misfit := store.verify().misfit) is not None:
        yield f"the ledger does not verify: {misfit}"
    if differing := store.differences():
        yield f"what is derived is not what a rebuild gives: {differing[:3]}"


def main(words: Sequence[str] | None = None) -> int:
    """Play, or be one of those who play; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.store.writers")
    parser.add_argument("--url", required=True, help="an empty database")
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--steps", type=int, default=20_000, help="of all together")
    parser.add_argument("--cases", type=int, default=500, help="that they share")
    parser.add_argument("--who", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.who is not None:
        sys.stdout.write(
            json.dumps(attrs.asdict(write(given.url, given.who, given.steps)))
        )
        return 0
    tally = play(
        given.url, processes=given.processes, steps=given.steps, cases=given.cases
    )
    sys.stdout.write(f"{tally}\n")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
