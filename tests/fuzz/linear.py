"""Is the reader's time linear in the length of the text, whatever stands in it?

Run ``python -m tests.fuzz.linear`` in the checkout; with names, only those texts. Each
text is read a quarter of a million and a million characters long, both taken for the
letter as a whole. Where time is linear the ratio is about 4. ``--pieces`` also repeats
each piece of `tests.reading.hostile` in each place of a letter, which takes minutes.

The exit status is 1 where a text is read in more than two seconds, or is not linear.
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

LONG = 1_000_000
SHORT = LONG // 4
GOAL = 2.0  # seconds for the long one
MOST = 6.0  # the ratio at which time is no longer linear; 16 is its square
_NOISE = 0.02  # seconds that say nothing
_SLOWEST = 15  # rows to print of those that are fast


@attrs.frozen
class Measured:
    """What one text takes: seconds for the long one, and the ratio of 4n to n."""

    text: Hostile
    seconds: float
    ratio: float
    estimated: bool
    blamed: str = ""

    @property
    def fails(self) -> bool:
        """Whether it is too slow, or not linear."""
        return self.seconds > GOAL or self.ratio > MOST


def seconds(text: Hostile, characters: int, turns: int = 1) -> float:
    """The least processor time of some *turns* at reading so much of *text*."""
    made = text.of_length(characters)
    least = float("inf")
    for _ in range(turns):
        begun = time.process_time()
        read_memo(made)
        least = min(least, time.process_time() - begun)
    return least


def measured(text: Hostile) -> Measured:
    """Read *text* ever longer, and stop where it would take minutes."""
    tiny, short = seconds(text, SHORT // 4), seconds(text, SHORT)
    ratio = short / max(tiny, _NOISE)
    if ratio > MOST and short > GOAL:
        # Each four times as long, each time by the same ratio.
        return Measured(text, short * ratio, ratio, True, blamed(text))
    long = seconds(text, LONG)
    if long / max(short, _NOISE) > MOST or long > GOAL:
        # A busy machine is no slow reader: look again before saying so.
        short, long = seconds(text, SHORT, 3), min(long, seconds(text, LONG, 2))
    found = Measured(text, long, long / max(short, _NOISE), False)
    return attrs.evolve(found, blamed=blamed(text)) if found.fails else found


def blamed(text: Hostile) -> str:
    """The functions of the reader in which most of the time is spent."""
    profile = cProfile.Profile()
    profile.runcall(read_memo, text.of_length(SHORT // 4))
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
    parser.add_argument("--pieces", action="store_true", help="all of them, everywhere")
    parser.add_argument("--all", action="store_true", help="print the fast ones too")
    asked = parser.parse_args(words)
    texts = [
        text
        for text in (every_text() if asked.pieces or asked.names else WHOLE)
        if not asked.names or text.name in asked.names
    ]
    console = Console(soft_wrap=True)
    with pytest.MonkeyPatch.context() as patch:
        # The whole of it is taken for the letter, not the first 200,000 only.
        patch.setattr(letter, "LONGEST_LETTER", 2 * LONG)
        rows = [measured(one) for one in track(texts, "measuring", console=console)]
    return _print(rows, console, every=asked.all or bool(asked.names))


def _print(rows: list[Measured], console: Console, *, every: bool) -> int:
    table = Table(
        Column("text", no_wrap=True), "seconds for 1 MB", "ratio 4n/n", "", "slowest"
    )
    rows.sort(key=lambda row: (-row.fails, -row.seconds))
    failing = [row for row in rows if row.fails]
    shown = rows if every else [*failing, *rows[len(failing) :][:_SLOWEST]]
    for row in shown:
        table.add_row(
            str(row.text),
            f"{'~' if row.estimated else ''}{row.seconds:.2f}",
            f"{row.ratio:.1f}",
            "too slow" if row.fails else "",
            row.blamed,
        )
    console.print(table)
    console.print(f"{len(rows)} texts, {len(failing)} too slow or not linear")
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
