"""What stands in a scenario's TOML, in the form in which case files are read."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import attrs
from pendulum import Date

from auditflow.day import read_day
from auditflow.errors import AuditflowError, FileRefused
from auditflow.memo.sheet import said
from auditflow.scenario.problems import Notes, mend_of_day

Table = dict[str, object]


def as_in_json(value: object) -> object:
    """*value* with its days, instants and times as text, as a case file has them."""
    match value:
        case Mapping():
            return {str(key): as_in_json(one) for key, one in value.items()}
        case list():
            return [as_in_json(one) for one in value]
        case dt.date() | dt.time():
            return value.isoformat()
        case _:
            return value


def table_in(table: Table, key: str, place: str, notes: Notes) -> Table:
    """The table under *key*; an empty one where there is none."""
    value = table.get(key, {})
    if isinstance(value, dict):
        return value
    notes.note(place, f"{said(value)} is no table", f"write its keys under [{key}]")
    return {}


def text_in(table: Table, key: str, place: str, notes: Notes) -> str:
    """The text under *key*; an empty one where there is none."""
    value = table.get(key, "")
    if isinstance(value, str):
        return value.strip()
    notes.note(place, f"{said(value)} is no text", "write it in quotes")
    return ""


def day_in(value: object, place: str, notes: Notes) -> Date | None:
    """The day that *value* is; a note, and None, where it is none."""
    given = as_in_json(value)
    if not isinstance(given, str):
        shown = said(given)
        notes.note(place, f"{shown} is no day", mend_of_day(shown))
        return None
    try:
        return read_day(given[:40])
    except AuditflowError as error:
        notes.note_error(place, error)
        return None


def texts_in(value: object, place: str, notes: Notes) -> tuple[str, ...] | None:
    """One text, or a list of them; a note, and None, where it is neither."""
    listed = value if isinstance(value, list) else [value]
    texts = tuple(one for one in listed if isinstance(one, str) and one.strip())
    if len(texts) == len(listed):
        return texts
    notes.note(
        place, f"{said(value)} is no text", "write it in quotes, or a list of such"
    )
    return None


@attrs.frozen
class Beside:
    """The files beside a scenario, or none where it stands in no folder."""

    folder: Path | None

    def path(self, name: str) -> Path:
        """The path of the file that a scenario calls *name*.

        Raises:
            FileRefused: the scenario stands in no folder.
        """
        if self.folder is None:
            mend = "read the scenario from its file, or write all of it in one text"
            raise FileRefused(name, "stands beside no file", mend)
        return self.folder / name
