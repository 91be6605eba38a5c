"""What was given to a command: a file, a case file, or the name of a case."""

import sys
from pathlib import Path
from typing import Final

import attrs

from auditflow.case import Case
from auditflow.cli.named import Where, case_named, check_is_file, is_name
from auditflow.errors import FileRefused
from auditflow.events import AnyEvent
from auditflow.files import read_stream, read_text

STANDARD_INPUT: Final = "standard input"


@attrs.frozen
class CaseGiven:
    """A case, and its entries in the order in which they were told.

    In that order they have their numbers. The history of a case file is that order.
    """

    case: Case
    entries: tuple[AnyEvent, ...]


def case_in(file: str, where: Where) -> CaseGiven:
    """The case in the case file *file*, or in a store the one that is called so.

    Raises:
        FileRefused: it cannot be read, is no case file, or no case is called so.
        CaseRefused: with all that is wrong in it.
    """
    if is_name(file):
        with case_named(file, where) as stored:
            return CaseGiven(stored.case, stored.entries)
    given = file_given(file, where)
    case = case_given(given)
    if case is None:
        mend = 'give a file in JSON that says "format": "auditflow-case"'
        raise FileRefused(name_of(given), "is no case file", mend)
    return CaseGiven(case, case.history)


def case_given(given: str | Path) -> Case | None:
    """The case in a file or in a text that was *given*; None where it is a letter.

    Raises:
        FileRefused: the file cannot be read.
        CaseRefused: it is a case file, with something wrong in it.
    """
    if isinstance(given, Path) and given.suffix.lower() != ".json":
        return None
    # Whoever plans a letter does not wait for what reads cases.
    from auditflow.case.file import case_from_json, says_case  # noqa: PLC0415

    text = read_text(given) if isinstance(given, Path) else given
    return case_from_json(text, name_of(given)) if says_case(text) else None


def given_as(file: str) -> str | Path:
    """The text on standard input, or the path of a file."""
    return _text_on_standard_input() if file == "-" else Path(file)


def file_given(file: str, where: Where) -> str | Path:
    """The text on standard input, or a path, where a case could have been named.

    Raises:
        FileRefused: it is neither a file nor the name of a case.
        UsageError: the options of a store were given.
    """
    where.refuse("a file is in no store")
    check_is_file(file)
    return given_as(file)


def name_of(given: str | Path) -> str:
    """What to call a file, or a text from standard input, where it is refused."""
    return str(given) if isinstance(given, Path) else STANDARD_INPUT


def _text_on_standard_input() -> str:
    name = STANDARD_INPUT
    if sys.stdin is None:  # closed by the shell
        raise FileRefused(name, "is closed", "give the name of a file")
    # Only who reads a document from there waits for what reads documents.
    from auditflow.reading.documents import text_in  # noqa: PLC0415

    return text_in(read_stream(sys.stdin.buffer, name), name)
