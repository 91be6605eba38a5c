"""Is the reader's time linear in the length of the text, whatever stands in it?

Run ``python -m benchmarks.hostile`` in the checkout. Each piece is repeated to 250,000
and to a million characters, in turn; where time is linear the ratio is at most 4.
"""

import time

from auditflow import read_memo
from tests.reading.hostile import HOSTILE
from tests.reading.papers import letter

SHORT, LONG, TURNS = 250_000, 1_000_000, 3


def seconds(piece: str, characters: int) -> float:
    """The least time of some turns for a text of so many characters."""
    text = letter()[:-120] + piece * (characters // len(piece))
    turns = []
    for _ in range(TURNS):
        begun = time.process_time()
        read_memo(text)
        turns.append(time.process_time() - begun)
    return min(turns)


def main() -> None:
    """Print the slowest pieces: ratio of long to short, and the long one's seconds."""
    rows = [
        ((long := seconds(piece, LONG)) / seconds(piece, SHORT), long, piece)
        for piece in HOSTILE
    ]
    for ratio, long, piece in sorted(rows, key=lambda row: -row[1])[:10]:
        print(f"{ratio:5.2f}  {long:6.2f} s  {piece!r}")


if __name__ == "__main__":
    main()
