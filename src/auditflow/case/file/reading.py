"""A case file → its case: all of it is read, then all that is wrong is told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from auditflow.case.case import Case
from auditflow.case.file.forms import Table, table_of, text_of
from auditflow.case.file.history import history_of
from auditflow.case.file.layout import FORMAT, KEYS, VERSION
from auditflow.case.file.problems import Problems
from auditflow.errors import MemoRefused
from auditflow.files import read_text
from auditflow.memo import Memo
from auditflow.memo.sheet import said
from auditflow.memo.texts import of_stored

_WROTE: Final = "give one that auditflow wrote"


def read_case(path: Path) -> Case:
    """The case in the file at *path*.

    Raises:
        FileRefused: the file cannot be read.
        CaseRefused: with all that is wrong in it: where, what, and what to write.
    """
    return case_from_json(read_text(path), str(path))


def says_case(text: str) -> bool:
    """Whether *text* is that of a case file, sound or not, and nothing else.

    >>> says_case('{"format": "auditflow-case", "version": 2}')
    True
    """
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    return is_json and f'"{FORMAT}"' in text


def case_from_json(given: str | Table, source: str = "") -> Case:
    """The case that *given* says, as JSON text or as what was read from it.

    The history is read as it was recorded. *source* is what to call it where it is
    refused.

    >>> case_from_json('{"format": "auditflow-case", "version": 2}', "case.json")
    Traceback (most recent call last):
    ...
    auditflow.errors.CaseRefused: case.json: version: 2 is newer than 1, the latest...

    Raises:
        CaseRefused: with all that is wrong in it: where, what, and what to write.
    """
    problems = Problems(source)
    table = _parsed(given, problems) if isinstance(given, str) else given
    _check_version(table, problems)
    problems.note_unknown_keys(table, "", KEYS)
    for key in KEYS:
        if key not in table:
            problems.note(key, "is missing", f'write "{key}": …')
    memo = _memo(table["memo"], problems) if "memo" in table else None
    body, authority = (
        text_of(table[key], key, problems) if key in table else None
        for key in ("body", "authority")
    )
    history = history_of(table["history"], problems) if "history" in table else ()
    if problems.number or memo is None or body is None or authority is None:
        raise problems.refused()
    return Case(memo, body, authority, history)


def _parsed(text: str, problems: Problems) -> Table:
    import json  # noqa: PLC0415 - few cases are read

    try:
        table = json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        problems.note("", "is no JSON: it nests too deep", _WROTE)
    except ValueError as error:
        # Python tells its own programmers what to do about a number of 5,000 digits.
        far = "digits" in str(error)
        why = "a number in it is far too long" if far else str(error)
        problems.note("", f"is no JSON: {why}", "correct it there, or write it anew")
    else:
        if isinstance(table, Mapping):
            return table
        problems.note("", "is no table in JSON", _WROTE)
    raise problems.refused()


def _check_version(table: Table, problems: Problems) -> None:
    """Refuse at once what is no case file, or one that a later auditflow wrote."""
    version = table.get("version")
    if table.get("format") != FORMAT:
        what = "is missing" if "format" not in table else "names no case file"
        problems.note("format", what, f'{_WROTE}, which says "format": "{FORMAT}"')
    elif type(version) is not int or version < 1:
        what = "is missing" if version is None else f"{said(version)} is no version"
        problems.note("version", what, f'write "version": {VERSION}')
    elif version > VERSION:
        what = f"{said(version)} is newer than {VERSION}, the latest that can be read"
        problems.note("version", what, "read it with a newer auditflow")
    if problems.number:
        raise problems.refused()


def _memo(value: object, problems: Problems) -> Memo | None:
    table = table_of(value, "memo", problems)
    try:
        return None if table is None else of_stored(table, "memo")
    except MemoRefused as refused:
        problems.note_error("", refused)
        return None
