"""The memo in a letter that was given to a command, and the day on which it came."""

from pathlib import Path

import click
from pendulum import Date

from auditflow.cli.given import given_as, name_of
from auditflow.cli.words import pages_named
from auditflow.errors import Fault, FileRefused
from auditflow.memo import Memo
from auditflow.reading import Reading, read_memo
from auditflow.reading.documents import pages_without_text


def memo_in(file: str) -> Reading:
    """The memo in *file*, or on standard input where that is ``-``.

    Raises:
        FileRefused: it cannot be read, or is no audit memo.
    """
    return memo_given(given_as(file))


def read_on_a_day(reading: Reading, received: Date | None) -> tuple[Memo, Date]:
    """The memo of a letter, and the day on which it was *received*.

    Raises:
        UsageError: nobody said the day; that of a stamp on the letter is offered.
    """
    if reading.memo is None:
        raise Fault("a letter without a memo was let through")
    if received is None:
        raise click.UsageError(_without_received(reading))
    return reading.memo, received


def _without_received(reading: Reading) -> str:
    """What to say where ``--received`` is missing, offering the day of a stamp."""
    if reading.received is None:
        return "Missing option '--received'; give the day on which the letter came"
    day = reading.received
    return f"Missing option '--received'; a stamp on it says {day}: --received {day}"


def memo_given(given: str | Path) -> Reading:
    """The memo in a file or in a text that was *given*.

    Raises:
        FileRefused: the file cannot be read, or is no audit memo.
    """
    reading = read_memo(given)
    if reading.memo is None:
        why, _, mend = str(reading.why_not).rpartition("; ")
        blank = pages_without_text(reading.text)
        if blank:
            why = f"{why} (no text on {pages_named(blank, 'en')}: scanned?)"
        raise FileRefused(name_of(given), f"is no audit memo: {why}", mend)
    return reading
