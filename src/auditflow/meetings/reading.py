"""From CSV files to meetings: everything that is wrong is told at once, by its line."""

import csv
from collections.abc import Iterable, Iterator
from typing import Final

import attrs
from pendulum import Date

from auditflow.day import read_day
from auditflow.errors import DayRefused, MeetingsRefused, Problem
from auditflow.meetings.meeting import Key, Meeting, MeetingStatus, key_of

_HEADER: Final = ("date", "body", "status")
_HEADER_LINE: Final = "date,body,status"
_MANY: Final = 3  # fewer wrong rows than this are told one by one


def meetings_in(texts: Iterable[tuple[str, str]]) -> tuple[Meeting, ...]:
    """The meetings in one or more tables; a later one may amend an earlier.

    Args:
        texts: what to call each table in errors, and its text in CSV.

    Raises:
        MeetingsRefused: rows are duplicate or impossible; all are told at once.
    """
    table = _Table()
    for source, text in texts:
        table.add(_rows(text, source, table.problems))
    table.problems += _collisions(table.rows.values())
    if table.problems:
        raise MeetingsRefused(tuple(table.problems))
    return tuple(meeting for meeting, _ in table.rows.values())


_AMENDING = frozenset({MeetingStatus.CANCELLED, MeetingStatus.MOVED})


_Row = tuple[Meeting, str]  # a meeting, and the place where it stands


@attrs.define
class _Table:
    """The rows of one calendar, file after file: a later one may amend an earlier."""

    rows: dict[Key, _Row] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def add(self, rows: Iterable[tuple[str, Meeting]]) -> None:
        """Take in the *rows* of one more file."""
        earlier = {_current(m): key for key, (m, _) in self.rows.items()}
        for place, meeting in rows:
            key = key_of(meeting.day, meeting.body)
            amended = earlier.get(key)
            if amended is not None and meeting.status in _AMENDING:
                # A meeting that was moved is known by the day it was moved to.
                planned, _ = self.rows[amended]
                moved_on = meeting.moved_to
                changed = attrs.evolve(
                    planned, status=meeting.status, moved_to=moved_on
                )
                self.rows[amended] = changed, place
            elif key not in self.rows or self._reinstates(key, meeting, amended):
                self.rows[key] = meeting, place
            else:
                self.problems.append(_duplicate(place, meeting, self.rows[key][1]))

    def _reinstates(self, key: Key, meeting: Meeting, amended: Key | None) -> bool:
        """Whether an earlier file cancelled this meeting, and it is held after all."""
        earlier, _ = self.rows[key]
        cancelled = earlier.status is MeetingStatus.CANCELLED and amended == key
        return cancelled and meeting.status not in _AMENDING


def _current(meeting: Meeting) -> Key:
    return key_of(meeting.held_on or meeting.day, meeting.body)


def _duplicate(place: str, meeting: Meeting, earlier: str) -> Problem:
    return Problem(
        place,
        f"{meeting.body} already has a meeting on {meeting.day} ({earlier})",
        "keep one of the two rows",
    )


def _collisions(found: Iterable[_Row]) -> Iterator[Problem]:
    """Meetings that were moved to a day for which the body has another row."""
    rows = [*found]
    listed = {key_of(meeting.day, meeting.body): place for meeting, place in rows}
    for meeting, place in rows:
        if meeting.moved_to is None:
            continue
        taken = listed.setdefault(key_of(meeting.moved_to, meeting.body), place)
        if taken != place:
            yield Problem(
                place,
                f"{meeting.body} has another row for {meeting.moved_to} ({taken})",
                "say in one row what became of the meeting",
            )


def _rows(text: str, source: str, problems: list[Problem]) -> list[tuple[str, Meeting]]:
    """Each row as a place and a meeting; what is wrong goes to *problems*."""
    lines = text.splitlines()
    delimiter = ";" if lines and ";" in lines[0] else ","
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        table = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        place = f"{source} line {reader.line_num}"
        problems.append(Problem(place, f"is no CSV: {error}", "save the table anew"))
        return []
    header = [name.strip().lower() for name in (table[0][1] if table else [])]
    if missing := [name for name in _HEADER if name not in header]:
        what = f"the column {' and '.join(missing)} is missing"
        mend = f"begin the file with the line {_HEADER_LINE}"
        problems.append(Problem(f"{source} line 1", what, mend))
        return []
    wrong: list[Problem] = []
    read: list[tuple[str, Meeting]] = []
    swapped = 0
    for number, row in table[1:]:
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        place = f"{source} line {number}"
        swapped += _is_day(cells.get("body", "")) and not _is_day(cells.get("date", ""))
        meeting = _meeting(cells, place, wrong)
        if meeting is not None:
            read.append((place, meeting))
    if swapped >= _MANY and not read:
        what = "the columns date and body are swapped"
        mend = "put the days under date and the names of the bodies under body"
        wrong = [Problem(f"{source} line 1", what, mend)]
    elif not read and not wrong:
        what = "there is no meeting in it"
        mend = "add a row such as 2022-11-02,kommunstyrelsen,planned"
        wrong = [Problem(source, what, mend)]
    problems += wrong
    return read


def _is_day(text: str) -> bool:
    try:
        read_day(text)
    except DayRefused:
        return False
    return True


def _meeting(
    cells: dict[str, str], place: str, problems: list[Problem]
) -> Meeting | None:
    before = len(problems)

    def day_in(column: str) -> Date | None:
        try:
            return read_day(cells.get(column, ""))
        except DayRefused as error:
            what, _, mend = str(error).rpartition("; ")
            problems.append(Problem(place, f"{column} {what}", mend))
            return None

    day = day_in("date")
    body = " ".join(cells.get("body", "").split())
    if not body:
        problems.append(Problem(place, "the body is missing", "write its name"))
    status = cells.get("status", "").lower()
    if status not in set(MeetingStatus):
        mend = f"write one of: {', '.join(MeetingStatus)}"
        problems.append(Problem(place, f"'{status}' is no status", mend))
    moved_to = None
    if status == MeetingStatus.MOVED:
        moved_to = day_in("moved_to")
        if moved_to is not None and moved_to == day:
            what = f"the meeting is moved to the same day, {day}"
            problems.append(Problem(place, what, "give the new day under moved_to"))
    elif cells.get("moved_to"):
        what = f"moved_to is given for a meeting that is {status or 'without status'}"
        problems.append(Problem(place, what, "write moved as its status"))
    if day is None or len(problems) > before:
        return None
    return Meeting(day, body, MeetingStatus(status), moved_to)
