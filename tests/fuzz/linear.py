"""Is the reader's time linear in the length of the text, whatever stands in it?

Run ``python -m tests.fuzz.linear`` in the checkout; with names, only those texts. Each
text is read a million characters long as it is; and then a quarter as long and as long
with all of it taken for the letter, not the first 200,000 characters only. Where time
is linear the ratio of the two is about 4. ``--pieces`` also repeats each piece of
`tests.reading.hostile` in each place of a letter (with ``--characters 200000``, in some
ten minutes).

The exit status is 1 where a text takes more than two seconds, or is not linear.
"""

import argparse
import cProfile
import pstats
import sys
import time
from pathlib import Path

import attrs
import pytest
from rich.console import Console
from rich.progress import track
from rich.table import Column, Table

from auditflow.reading import letter, read_memo
from tests.reading.hostile import WHOLE, Hostile, every_text

GOAL = 2.0  # seconds for a million characters
MOST = 6.5  # the ratio at which time is no longer linear; 16 is its square
_NOISE = 0.02  # seconds that say nothing
_BLAMED = 60_000  # characters; enough to see where the time goes
_SLOWEST = 15  # rows to print of those that are fast
_WIDTH = 130  # columns, where no terminal says how many


@attrs.frozen
class Measured:
    """What one text takes: seconds as it is, taken for a letter, and 4n to n."""

    text: Hostile
    seconds: float
    as_letter: float
    ratio: float
    blamed: str = ""

    @property
    def verdict(self) -> str:
        """What is wrong with it, if anything is."""
        if self.ratio > MOST:
            return "not linear"
        return "too slow" if self.seconds > GOAL else ""


def seconds(text: Hostile, characters: int, turns: int = 1) -> float:
    """The least processor time of some *turns* at reading so much of *text*."""
    made = text.of_length(characters)
    least = float("inf")
    for _ in range(turns):
        begun = time.process_time()
        read_memo(made)
        least = min(least, time.process_time() - begun)
    return least


def measured(text: Hostile, characters: int) -> Measured:
    """Read *text* as it is, and ever longer as a letter; stop before it takes hours."""
    as_it_is = seconds(text, characters)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(letter, "LONGEST_LETTER", 2 * characters)
        tiny, short = seconds(text, characters // 16), seconds(text, characters // 4)
        ratio = short / max(tiny, _NOISE)
        if ratio > MOST and short > GOAL:
            # Each four times as long, each time by the same ratio.
            return Measured(text, as_it_is, short * ratio, ratio, blamed(text))
        long = seconds(text, characters)
        if long / max(short, _NOISE) > MOST or as_it_is > GOAL:
            # A busy machine is no slow reader: look again before saying so.
            short, long = (
                seconds(text, characters // 4, 3),
                seconds(text, characters, 2),
            )
            as_it_is = min(as_it_is, long)
        found = Measured(text, as_it_is, long, long / max(short, _NOISE))
        slow = found.verdict or found.as_letter > GOAL
        return attrs.evolve(found, blamed=blamed(text)) if slow else found


def blamed(text: Hostile) -> str:
    """The functions of the reader in which most of the time is spent."""
    profile = cProfile.Profile()
    profile.runcall(read_memo, text.of_length(_BLAMED))
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    own: dict[str, float] = {}
    for place, (_, _, inner, _, callers) in stats.items():
        if "auditflow" in place[0]:
            own[_told(place)] = own.get(_told(place), 0) + inner
            continue
        # The time of a pattern belongs to the function that searches with it.
        for caller, (_, _, spent, _) in callers.items():
            if "auditflow" in caller[0]:
                own[_told(caller)] = own.get(_told(caller), 0) + spent
    worst = sorted(own, key=own.__getitem__, reverse=True)[:2]
    return ", ".join(worst)


def _told(place: tuple[str, int, str]) -> str:
    file, line, name = place
    return f"{Path(file).name}:{line} {name}"


def main(words: list[str]) -> int:
    """Measure, print the table, and give the exit status."""
    parser = argparse.ArgumentParser("python -m tests.fuzz.linear")
    parser.add_argument("names", nargs="*", help="only these texts")
    parser.add_argument("--pieces", action="store_true", help="each piece, everywhere")
    parser.add_argument("--all", action="store_true", help="print the fast ones too")
    parser.add_argument("--characters", type=int, default=1_000_000)
    asked = parser.parse_args(words)
    texts = [
        text
        for text in (every_text() if asked.pieces or asked.names else WHOLE)
        if not asked.names or text.name in asked.names
    ]
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    rows = [
        measured(one, asked.characters)
        for one in track(texts, "measuring", console=console)
    ]
    return _print(rows, console, every=asked.all or bool(asked.names))


def _print(rows: list[Measured], console: Console, *, every: bool) -> int:
    name = Column("text", no_wrap=True, max_width=60)
    table = Table(name, "seconds", "as a letter", "4n/n", "", "slowest", box=None)
    rows.sort(key=lambda row: (not row.verdict, -row.as_letter))
    failing = [row for row in rows if row.verdict]
    shown = rows if every else rows[: len(failing) + _SLOWEST]
    for row in shown:
        figures = f"{row.seconds:.2f}", f"{row.as_letter:.2f}", f"{row.ratio:.1f}"
        table.add_row(str(row.text), *figures, row.verdict, row.blamed)
    console.print(table)
    console.print(f"{len(rows)} texts, {len(failing)} too slow or not linear")
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
