"""A megabyte of hostile text is read to its end, by a process of its own.

Nothing is timed here: ``python -m tests.fuzz.linear`` is the measure. A process that
hangs is ended after a minute, some fifty times as long as the slowest text needs.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from auditflow import read_memo
from tests.reading.hostile import HOSTILE, WHOLE, Hostile, every_text
from tests.reading.papers import letter

_CHECKOUT = Path(__file__).parents[2]
_HANGS = 60  # seconds
_READ = """
import sys
from auditflow import read_memo
from tests.reading.hostile import WHOLE
text = next(one for one in WHOLE if one.name == sys.argv[1]).of_length(1_000_000)
reading = read_memo(text)
assert (reading.memo is None) == (reading.why_not is not None)
print(len(text))
"""


@pytest.mark.parametrize("text", WHOLE, ids=str)
def test_a_megabyte_is_read_to_its_end(text: Hostile):
    """A memo or a reason, without a traceback, and not for ever."""
    read = subprocess.run(
        [sys.executable, "-c", _READ, text.name],
        cwd=_CHECKOUT,
        capture_output=True,
        text=True,
        timeout=_HANGS,
        check=False,
    )
    assert read.stderr == ""
    assert 900_000 < int(read.stdout) < 1_100_000


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("before", ["", letter()], ids=["alone", "after-a-letter"])
def test_a_piece_that_never_ends_is_read_to_its_end(piece: str, before: str):
    """A memo or a reason, for each piece that makes a careless reader slow."""
    reading = read_memo(before[:-120] + piece * (50_000 // len(piece)))
    assert (reading.memo is None) == (reading.why_not is not None)


def test_the_texts_have_names_of_their_own():
    """So that the measure can be asked for one of them."""
    names = [text.name for text in every_text()]
    assert len(set(names)) == len(names)
