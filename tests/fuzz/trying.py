"""One input of a run: made, read, and what there is to complain of."""

import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from auditflow.errors import FileRefused
from auditflow.reading import read_memo
from tests.fuzz.files import any_file
from tests.fuzz.oracle import complaints
from tests.fuzz.texts import any_text

Wrong = tuple[int, str]  # the number of an input, and what to complain of
EACH_FILE = 20  # every so manieth input is a file
_EACH_TWICE = 10  # every so manieth text is read twice


def batch_tried(seed: int, numbers: range) -> tuple[int, list[Wrong]]:
    """Read the inputs of these *numbers*: how many they were, and what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        wrong = [
            (number, complaint)
            for number in numbers
            for complaint in tried(seed, number, Path(folder))
        ]
    return len(numbers), wrong


def tried(seed: int, number: int, folder: Path) -> tuple[str, ...]:
    """Read the input of this *number*, and give everything that is wrong with it."""
    try:
        if number % EACH_FILE:
            return tuple(_text_tried(any_text(seed, number), number))
        return tuple(_file_tried(seed, number, folder))
    except Exception:  # noqa: BLE001 - the very thing that is looked for
        return (traceback.format_exc(limit=-6),)


def _text_tried(text: str, number: int) -> Iterator[str]:
    reading = read_memo(text)
    yield from complaints(text, reading)
    if number % _EACH_TWICE == 1 and read_memo(text) != reading:
        yield "the same text is read in two ways"


def _file_tried(seed: int, number: int, folder: Path) -> Iterator[str]:
    path = folder / "missiv"
    path.write_bytes(any_file(seed, number))
    try:
        reading = read_memo(path)
    except FileRefused as refused:
        line = str(refused)
        if "\n" in line or "; " not in line:
            yield f"a refusal is no line with a mend: {line!r}"
        return
    yield from complaints(reading.text, reading)
