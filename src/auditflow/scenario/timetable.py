"""The meetings of a scenario: in CSV files, by body, or row by row."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

import attrs
from pendulum import DateTime

from auditflow.errors import AuditflowError, MeetingsRefused, Problem
from auditflow.files import read_text
from auditflow.meetings import MeetingCalendar
from auditflow.memo.sheet import said
from auditflow.scenario.problems import Notes
from auditflow.scenario.tables import Beside, as_in_json

Sheets: TypeAlias = tuple[tuple[str, str], ...]
"""Tables of meetings as CSV, each with what to call it; a later one amends earlier."""

_HEADER: Final = ("date", "body", "status", "moved_to")
_MEND: Final = (
    "name a CSV file, or write days by body, as { kommunstyrelsen = [2022-11-02] }, or "
    'rows, as [{ date = 2022-11-02, body = "kommunstyrelsen", status = "cancelled" }]'
)


def sheets_in(value: object, place: str, beside: Beside, notes: Notes) -> Sheets:
    """The tables of meetings that *value* names or says."""
    listed = value if isinstance(value, list) else [value]
    if listed and all(isinstance(one, str) for one in listed):
        return tuple(_read(map(str, listed), place, beside, notes))
    rows = [one for one in listed if isinstance(one, dict)]
    if not rows or len(rows) < len(listed):
        notes.note(place, f"{said(value)} says no meetings", _MEND)
        return ()
    if isinstance(value, dict):
        rows = [*_by_body(value, place, notes)]
    return ((f"{notes.source}: {place}", _as_csv(rows, place, notes)),)


def calendar_of(
    sheets: Sheets,
    place: str,
    notes: Notes,
    *,
    version: str = "",
    published: DateTime | None = None,
) -> MeetingCalendar | None:
    """The calendar that *sheets* make; None, and a note, where they contradict."""
    if not sheets:
        return None
    try:
        return MeetingCalendar.from_texts(sheets, version=version, published=published)
    except MeetingsRefused as refused:
        found = tuple(_by_row(problem, notes) for problem in refused.found)
        notes.note_file(place, MeetingsRefused(found))
    except AuditflowError as error:
        notes.note_error(place, error)
    return None


def _by_row(problem: Problem, notes: Notes) -> Problem:
    """A *problem* of a row that the scenario says itself, with the number of the row.

    Its table begins with a line that names the columns.
    """
    own = re.compile(
        rf"({re.escape(notes.source)}: (?:then \d+: )?meetings) line (\d+)"
    )

    def told(text: str) -> str:
        return own.sub(lambda found: f"{found[1]}: row {int(found[2]) - 1}", text)

    return attrs.evolve(problem, place=told(problem.place), what=told(problem.what))


def _read(
    names: Iterator[str], place: str, beside: Beside, notes: Notes
) -> Iterator[tuple[str, str]]:
    for name in names:
        try:
            path = beside.path(name)
            yield str(path), read_text(path)
        except AuditflowError as error:
            notes.note_file(place, error)


def _by_body(
    value: dict[str, object], place: str, notes: Notes
) -> Iterator[dict[str, object]]:
    """A row for each day of each body in a table."""
    for body, days in value.items():
        if not isinstance(days, list) or not days:
            mend = "write its days within [ ]"
            notes.note(f"{place}: {body}", f"{said(days)} is no list of days", mend)
        else:
            yield from ({"date": day, "body": body} for day in days)


def _as_csv(rows: list[dict[str, object]], place: str, notes: Notes) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_HEADER)
    for row in rows:
        notes.note_unknown_keys(row, place, _HEADER)
        cells = {"status": "planned", **row}
        table.writerow([as_in_json(cells.get(key, "")) for key in _HEADER])
    return written.getvalue()
