"""Kill whoever writes to a store, again and again, and look whether anything is lost.

Run ``python -m tests.store.kills --url URL --kills 50`` in the checkout, with the URL
of a database that is empty. A process writes without pause, and is ended with SIGKILL
at a random moment. After each time: what was acknowledged is there exactly once; of
what was not, all is there or nothing; the ledger verifies; what is derived is what a
rebuild gives; and the next process goes on. The exit status is 1 where that is not so.
"""

import argparse
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs
from rich.console import Console
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from auditflow.case import Case
from auditflow.errors import StoreMissing
from auditflow.events import Governs, VersionChanged, pin_in
from auditflow.lifecycle import State
from auditflow.store import Store, open_store
from auditflow.store.moving import line_of
from tests.store.killed import LOADS, RECEIVED, line_for
from tests.store.letters import TOWNS, letter

CHECKOUT: Final = Path(__file__).parents[2]
_CASES: Final = 6
_SECONDS: Final = {"rebuild": 0.5, "use": 0.5}  # from a write to the kill, at most
_SHORT: Final = 0.05
_PATIENCE: Final = 30.0  # seconds for a server to see that its client is gone
_ENDED: Final = (State.ANSWERED, State.CLOSED)


class Lost(Exception):
    """A kill has done harm; the sentence says what."""


@attrs.define
class Heard:
    """What one writer said before it was killed."""

    acknowledged: list[tuple[str, ...]] = attrs.field(factory=list)
    begun: int = 0
    writing: tuple[str, ...] | None = None
    held: bool = False

    def take(self, line: str) -> None:
        """Take in one *line* of the writer."""
        word, *marks = line.split()
        match word:
            case "begin":
                self.begun, self.writing, self.held = self.begun + 1, (*marks,), False
            case "held":
                self.held = True
            case "done":
                self.acknowledged.append((*marks,))
                self.writing, self.held = None, False
            case _:
                raise Lost(f"a writer said {line!r}")


@attrs.define
class Tally:
    """What became of one kind of load: how often it was killed, and where."""

    load: str
    kills: int = 0
    acknowledged: int = 0
    writing: int = 0
    holding: int = 0
    kept: int = 0

    def count(self, heard: Heard, *, kept: bool) -> None:
        """Count one kill; *kept* if what was not acknowledged is there."""
        self.kills += 1
        self.acknowledged += len(heard.acknowledged)
        self.writing += heard.writing is not None
        self.holding += heard.held
        self.kept += kept

    def __str__(self) -> str:
        return (
            f"{self.load}: {self.kills} kills, {self.writing} of them within a write, "
            f"{self.holding} while it held the ledger's end ({self.kept} of these "
            f"writes are there, whole); {self.acknowledged} acknowledged writes, "
            "all there once"
        )


def prepare(url: str) -> None:
    """Make a store with a few cases of two authorities at an empty address."""
    with open_store(url, create=True) as store:
        for n in range(_CASES):
            store.register(letter(n + 1, TOWNS[n % 2]), received=RECEIVED)


def killed_often(url: str, load: str, kills: int, seed: int) -> Tally:
    """Kill writers of a *load* so often, and look at the store after each.

    Raises:
        Lost: something is lost, doubled, half there or does not fit.
    """
    rng = random.Random(f"{load} {seed}")  # noqa: S311 - chance that can be repeated
    tally, known = Tally(load), _marks_at(url)
    while tally.kills < kills:
        heard = _killed(url, load, rng)
        with open_store(url) as store:
            if load == "use":
                store.rebuild()  # finishes what was stopped on its way
                _check_governed(store)
            found = marks_in(store)
            kept = check_marks(heard, found, known)
            _check_whole(store, found.keys() - known)
            check_ledger(store)
        tally.count(heard, kept=kept)
        known = {*found}
    return tally


def killed_while_made(folder: Path, kills: int, seed: int) -> Tally:
    """Kill those who make stores in a *folder*: each is there, or can be made.

    Raises:
        Lost: one is neither.
    """
    rng = random.Random(f"make {seed}")  # noqa: S311
    tally = Tally("make")
    while tally.kills < kills:
        beneath = folder / str(tally.kills)
        beneath.mkdir()
        heard = _killed(f"sqlite:///{beneath}", "make", rng)
        for (name,) in heard.acknowledged:
            with open_store(f"sqlite:///{beneath}/{name}.db") as store:
                check_ledger(store)
        kept = False
        for name in heard.writing or ():
            kept = _is_there(f"sqlite:///{beneath}/{name}.db")
        tally.count(heard, kept=kept)
    return tally


def _is_there(url: str) -> bool:
    """Whether there is a store at *url*; if there is none, it can still be made."""
    kept = True
    try:
        open_store(url).close()
    except StoreMissing:
        kept = False
    with open_store(url, create=True) as store:
        store.register(letter(1), received=RECEIVED)
        check_ledger(store)
    return kept


def writer_of(url: str, load: str) -> "subprocess.Popen[str]":
    """A process that writes a *load* without pause, and says so on its output."""
    run = 0 if load == "make" else _entries(url)  # no two writers have the same marks
    words = [sys.executable, "-m", "tests.store.killed", url, load, str(run)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT)


def _killed(url: str, load: str, rng: random.Random) -> Heard:
    """What a writer said that was killed in the midst of it."""
    after, seconds = rng.randrange(1, 9), rng.uniform(0, _SECONDS.get(load, _SHORT))
    heard = Heard()
    with writer_of(url, load) as writer:
        said = writer.stdout or ()
        for line in said:
            heard.take(line)
            if heard.begun == after:
                break
        time.sleep(seconds)
        writer.kill()
        for line in said:
            heard.take(line)
    if writer.returncode != -signal.SIGKILL:
        raise Lost(f"the writer of {load} ended by itself ({writer.returncode})")
    _let_the_server_see(url, writer.pid)
    return heard


def _entries(url: str) -> int:
    with open_store(url) as store:
        return store.head().position


def _let_the_server_see(url: str, pid: int) -> None:
    """Wait until a server has done the last that a killed process asked of it."""
    if make_url(url).get_backend_name() == "sqlite":
        return
    asked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE :who"
    )
    engine = create_engine(url, poolclass=NullPool)
    for _ in range(int(_PATIENCE * 100)):
        with engine.connect() as connection:
            if not connection.execute(asked, {"who": f"auditflow % {pid}"}).scalar():
                return
        time.sleep(0.01)
    raise Lost("the server still serves a process that is gone")


def _marks_at(url: str) -> set[str]:
    with open_store(url) as store:
        return {*marks_in(store)}


def marks_in(store: Store) -> Counter[str]:
    """How often each mark stands in the store."""
    found = Counter(
        event.document
        for case in store.cases()
        for event in case.history
        if event.document
    )
    calendars = store.versions("vanersborg").calendars
    found.update(c.version for c in calendars if c.version.startswith("use-"))
    return found


def check_marks(heard: Heard, found: Counter[str], known: Iterable[str]) -> bool:
    """Whether what was not acknowledged is there, once the rest is found right."""
    acknowledged = {mark for marks in heard.acknowledged for mark in marks}
    must, writing = {*known, *acknowledged}, {*(heard.writing or ())}
    twice = [mark for mark, times in found.items() if times > 1]
    _refuse("there twice", twice)
    _refuse("acknowledged, and not there", must - found.keys())
    more = found.keys() - must
    _refuse("there, though nobody wrote it", more - writing)
    if more:
        _refuse("half written: without", writing - more)
    return bool(more)


def _check_whole(store: Store, new: Iterable[str]) -> None:
    """Each case that was imported says what its line said."""
    wanted = {mark for mark in new if mark.startswith("import-")}
    if not wanted:
        return
    for case in store.cases():
        mark = case.arrival.document
        if mark in wanted:
            _refuse("half written", [mark] * (line_of(case) != line_for(mark)))
            wanted.discard(mark)
    _refuse("a case without its arrival", wanted)


def _check_governed(store: Store) -> None:
    """Each case that runs was told of the change once, and of no later one."""
    latest = store.versions("vanersborg").calendars[-1].name
    for case in store.of("vanersborg").cases():
        told = Counter(_told(case))
        _refuse(f"told twice to {case.name}", [n for n, t in told.items() if t > 1])
        if case.state not in _ENDED:
            pin = pin_in(case.events, Governs.BUSINESS_CALENDAR)
            _refuse(f"not told to {case.name}", [latest] * (pin != latest))


def _told(case: Case) -> list[str]:
    changes = (event for event in case.events if isinstance(event, VersionChanged))
    return [change.new for change in changes]


def check_ledger(store: Store) -> None:
    """Every entry fits, and what is derived is what a rebuild would give."""
    misfit = store.verify().misfit
    _refuse("does not verify", [str(misfit)] * (misfit is not None))
    _refuse("derived otherwise", store.differences())


def _refuse(what: str, found: Iterable[str]) -> None:
    if some := sorted(found):
        raise Lost(f"{what}: {', '.join(some[:5])} ({len(some)} in all)")


def main(words: list[str]) -> int:
    """Kill, print what became of it, and give the exit status."""
    parser = argparse.ArgumentParser("python -m tests.store.kills", description=__doc__)
    parser.add_argument("--url", required=True, help="of a database that is empty")
    parser.add_argument("--kills", type=int, default=50, help="of those who take steps")
    parser.add_argument("--others", type=int, default=10, help="of each other kind")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(words)
    console = Console(highlight=False, soft_wrap=True)
    prepare(asked.url)
    try:
        for load in LOADS:
            kills = asked.kills if load == "steps" else asked.others
            console.print(str(killed_often(asked.url, load, kills, asked.seed)))
    except Lost as error:
        console.print(error, markup=False)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
