"""Times beside each other: taken in turn, for many rounds, told as ratios with spread.

Each round takes one sample of every contender, one after the other, so that whatever
slows the machine down slows all of them. A ratio is that of two samples of one round.
"""

import gc
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum

import attrs

SAMPLE = 2_000_000
"""The least length of a sample in nanoseconds: the clock must not matter."""
_MOST_CALLS = 1_000_000
_LONG = 20_000_000
_MORE_THAN_CACHES = 64 * 1024 * 1024


@attrs.frozen
class Spread:
    """A median, and what lies around it."""

    median: float
    low: float
    high: float
    """The quartiles: half of all values lie between them."""
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        """The spread of some *values*; one alone is its own quartile."""
        found = sorted(values)
        low, _, high = (
            statistics.quantiles(found, n=4, method="inclusive")
            if len(found) > 1
            else found * 3
        )
        return cls(statistics.median(found), low, high, found[0], found[-1])

    def times(self, factor: float) -> "Spread":
        """The same in another unit."""
        return Spread(*(value * factor for value in attrs.astuple(self)))


@attrs.frozen
class Contender:
    """Something that is timed: *work* does so many pieces of it in one call.

    What must be new for each call, *anew* makes before the clock starts.
    """

    name: str
    work: Callable[[], object]
    pieces: int = 1
    note: str = ""
    anew: Callable[[], object] | None = None


@attrs.frozen
class Missing:
    """A peer that is not installed."""

    name: str
    package: str

    @property
    def mend(self) -> str:
        """The command that installs it."""
        return f"python -m pip install '{self.package}'"


@attrs.frozen
class Comparison:
    """Contenders that were timed beside each other; the first of them is 1."""

    key: str
    title: str
    piece: str
    """What is counted: one look-up, one step, one plan."""
    samples: dict[str, tuple[float, ...]]
    """Nanoseconds per piece, round by round."""
    notes: dict[str, str]
    missing: tuple[Missing, ...] = ()
    in_bytes: bool = False
    """Bytes instead of nanoseconds."""

    @property
    def base(self) -> str:
        """What the others are compared with."""
        return next(iter(self.samples), "")

    def ratio(self, of: str, to: str) -> Spread:
        """How many times longer *of* takes than *to*, each round for itself."""
        pairs = zip(self.samples[of], self.samples[to], strict=True)
        return Spread.of(one / other for one, other in pairs)

    def nanoseconds(self, of: str) -> Spread:
        """How long a piece takes."""
        return Spread.of(self.samples[of])


def drained(function: Callable[..., object], *columns: Iterable[object]) -> None:
    """Call *function* down the columns; the loop itself runs in C."""
    deque(map(function, *columns), maxlen=0)


class Dates(StrEnum):
    """Which dates a sample looks up."""

    NEW = "new"
    """Never asked for anything: a date keeps its hash once somebody has asked for it.
    The tables are as near to the processor as in a loop over many days."""
    KNOWN = "known"
    """The same dates each time."""
    COLD = "cold"
    """New, and much else has been in the processor's caches since the last look-up."""


def each(
    name: str,
    function: Callable[..., object],
    *columns: Sequence[object],
    note: str = "",
    dates: Dates = Dates.NEW,
) -> Contender:
    """Time *function* down the columns, as many rows of them as a sample needs."""
    rows = len(columns[0])
    few = min(rows, 10)
    took = _nanoseconds(lambda: drained(function, *(c[:few] for c in columns)))
    enough = max(few, min(rows, int(SAMPLE * few / max(took, 1)) + 1))
    taken = [[*column[:enough]] for column in columns]

    def anew() -> None:
        if dates is not Dates.COLD:
            drained(function, *taken)
        if dates is not Dates.KNOWN:
            taken[:] = map(_copied, taken)
        if dates is Dates.COLD:
            bytes(bytearray(_MORE_THAN_CACHES))

    return Contender(name, lambda: drained(function, *taken), enough, note, anew)


def _copied(column: Iterable[object]) -> list[object]:
    return [
        type(value).fromordinal(value.toordinal()) if isinstance(value, date) else value
        for value in column
    ]


def compared(
    key: str,
    title: str,
    piece: str,
    contenders: Sequence[Contender],
    *,
    rounds: int,
    missing: Iterable[Missing] = (),
) -> Comparison:
    """Time the *contenders* in turn; the first is the base."""
    calls = [_calls_in_a_sample(contender) for contender in contenders]
    samples: dict[str, list[float]] = {c.name: [] for c in contenders}
    with _undisturbed():
        for _ in range(rounds):
            for contender, times in zip(contenders, calls, strict=True):
                work = contender.work
                if contender.anew:
                    contender.anew()
                begun = time.perf_counter_ns()
                for _ in range(times):
                    work()
                took = time.perf_counter_ns() - begun
                samples[contender.name].append(took / times / contender.pieces)
    return Comparison(
        key,
        title,
        piece,
        {name: tuple(taken) for name, taken in samples.items()},
        {c.name: c.note for c in contenders if c.note},
        tuple(missing),
    )


def _calls_in_a_sample(contender: Contender) -> int:
    if contender.anew:
        contender.work()
        return 1
    took = _nanoseconds(contender.work)  # warms it
    if took < _LONG:
        took = _nanoseconds(contender.work)
    return max(1, min(_MOST_CALLS, -(-SAMPLE // max(took, 1))))


def _nanoseconds(work: Callable[[], object]) -> int:
    begun = time.perf_counter_ns()
    work()
    return time.perf_counter_ns() - begun


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No garbage is collected in between."""
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
