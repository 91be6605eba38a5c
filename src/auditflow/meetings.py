"""Meeting calendars (sammanträdesplaner): the days on which a body can decide."""

import csv
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

import attrs
from pendulum import Date

from auditflow.day import as_day, as_day_or_none, read_day
from auditflow.errors import (
    DayRefused,
    MeetingsRefused,
    MeetingsUnknown,
    Problem,
    ValueRefused,
    word_of,
)
from auditflow.files import read_text
from auditflow.memo import body_key

_HEADER: Final = ("date", "body", "status")
_HEADER_LINE: Final = "date,body,status"
_MANY: Final = 3  # fewer wrong rows than this are told one by one


class MeetingStatus(StrEnum):
    """What became of a meeting in the calendar."""

    PLANNED = "planned"
    EXTRA = "extra"
    CANCELLED = "cancelled"
    MOVED = "moved"


def _status(value: str) -> MeetingStatus:
    return word_of(MeetingStatus, value)


@attrs.frozen(order=False)
class Meeting:
    """A meeting (sammanträde) of a body; ``moved_to`` only where it was moved."""

    day: Date = attrs.field(converter=as_day)
    body: str
    status: MeetingStatus = attrs.field(
        default=MeetingStatus.PLANNED, converter=_status
    )
    moved_to: Date | None = attrs.field(default=None, converter=as_day_or_none)

    def __attrs_post_init__(self) -> None:
        moved = self.status is MeetingStatus.MOVED
        if moved != (self.moved_to is not None):
            given = f"a meeting that is {self.status} " + (
                "has no new day" if moved else "has a new day"
            )
            raise ValueRefused(
                given, "give moved_to with the status moved, and only then"
            )

    @property
    def held_on(self) -> Date | None:
        """The day on which the body meets; None if the meeting was cancelled."""
        match self.status:
            case MeetingStatus.CANCELLED:
                return None
            case MeetingStatus.MOVED:
                return self.moved_to
            case MeetingStatus.PLANNED | MeetingStatus.EXTRA:
                return self.day


@attrs.frozen
class _Known:
    """What is known of one body: the days it meets, and the spans that are covered."""

    name: str
    days: tuple[Date, ...]
    spans: tuple[tuple[Date, Date], ...]

    def span_around(self, day: date) -> tuple[Date, Date] | None:
        return next((span for span in self.spans if span[0] <= day <= span[1]), None)


def _meetings(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    return tuple(meetings)


@attrs.frozen
class MeetingCalendar:
    """The meetings of one or more bodies, as far as they are known.

    Before the first and after the last row of a body, and in a year without any row of
    it, its meetings are *unknown*, which is something else than none. Bodies are found
    whatever their case or a genitive.

    >>> calendar = MeetingCalendar([Meeting(date(2022, 11, 2), "kommunstyrelsen")])
    >>> calendar.days_of("Kommunstyrelsens")
    (Date(2022, 11, 2),)
    """

    meetings: tuple[Meeting, ...] = attrs.field(default=(), converter=_meetings)

    def __attrs_post_init__(self) -> None:
        rows = [_key(meeting.day, meeting.body) for meeting in self.meetings]
        if len(set(rows)) < len(rows):
            day, _ = next(row for row in rows if rows.count(row) > 1)
            given = f"two meetings of one body on {day}"
            raise ValueRefused(given, "keep one of them, with the status that it has")

    @classmethod
    def read(cls, *paths: Path | str) -> "MeetingCalendar":
        """Read one calendar from one or more CSV files.

        The columns are ``date,body,status`` and, where a meeting was moved,
        ``moved_to``; the status is ``planned``, ``extra``, ``cancelled`` or ``moved``.
        A later file may cancel or move a meeting that an earlier one planned.

        Raises:
            FileRefused: a file cannot be read at all.
            MeetingsRefused: rows are duplicate or impossible; all are told at once.
        """
        table = _Table()
        for path in map(Path, paths):
            table.add(_rows(read_text(path), str(path), table.problems))
        table.problems += _collisions(table.rows.values())
        if table.problems:
            raise MeetingsRefused(tuple(table.problems))
        return cls(meeting for meeting, _ in table.rows.values())

    @cached_property
    def _bodies(self) -> dict[str, _Known]:
        rows: dict[str, list[Meeting]] = {}
        for meeting in self.meetings:
            rows.setdefault(body_key(meeting.body), []).append(meeting)
        return {key: _known(meetings) for key, meetings in rows.items()}

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies of which any meeting is known, as they are called."""
        return tuple(known.name for known in self._bodies.values())

    def knows(self, body: str) -> bool:
        """Whether any meeting of *body* is known."""
        return body_key(body) in self._bodies

    def days_of(self, body: str) -> tuple[Date, ...]:
        """The days on which *body* meets, in order; none if it is not known."""
        known = self._bodies.get(body_key(body))
        return known.days if known else ()

    def known_from(self, body: str) -> Date | None:
        """The first day from which the meetings of *body* are known."""
        known = self._bodies.get(body_key(body))
        return known.spans[0][0] if known else None

    def known_until(self, body: str) -> Date | None:
        """The last day, included, until which the meetings of *body* are known."""
        known = self._bodies.get(body_key(body))
        return known.spans[-1][1] if known else None

    def meets_on(self, body: str, day: date) -> bool | None:
        """Whether *body* meets on *day*; None where that is not known."""
        known, day = self._bodies.get(body_key(body)), as_day(day)
        if known is None or known.span_around(day) is None:
            return None
        at = bisect_left(known.days, day)
        return at < len(known.days) and known.days[at] == day

    def became(self, body: str, day: date) -> Date | None:
        """Where the meeting that *body* planned for *day* is held.

        The day itself, the day it was moved to, or, if it was cancelled, the next
        meeting that is known; None if there is none. A day that the calendar does not
        list is left as it is.
        """
        key = body_key(body)
        for meeting in self.meetings:
            if meeting.day == day and body_key(meeting.body) == key:
                if meeting.held_on is not None:
                    return meeting.held_on
                after = as_day(day).add(days=1)
                try:
                    return self.next(body, after)
                except MeetingsUnknown:
                    return None
        return as_day(day)

    def last(self, body: str, until: date) -> Date | None:
        """The last meeting of *body* on or before *until*; None if it has none by then.

        Raises:
            MeetingsUnknown: *until* lies outside the days that are known.
        """
        until = as_day(until)
        first, _, days = self._known_around(body, until)
        index = bisect_right(days, until) - 1
        return days[index] if index >= 0 and days[index] >= first else None

    def next(self, body: str, since: date) -> Date | None:
        """The first meeting of *body* on or after *since*; None if none is known.

        Raises:
            MeetingsUnknown: *since* lies outside the days that are known.
        """
        since = as_day(since)
        _, last, days = self._known_around(body, since)
        index = bisect_left(days, since)
        return days[index] if index < len(days) and days[index] <= last else None

    def _known_around(
        self, body: str, day: date
    ) -> tuple[Date, Date, tuple[Date, ...]]:
        known = self._bodies.get(body_key(body))
        span = known.span_around(day) if known else None
        if known is None or span is None:
            spans = known.spans if known else ()
            said = tuple((str(first), str(last)) for first, last in spans)
            raise MeetingsUnknown(body, day.isoformat(), said)
        return *span, known.days


_AMENDING = frozenset({MeetingStatus.CANCELLED, MeetingStatus.MOVED})


def _known(meetings: list[Meeting]) -> _Known:
    held = sorted({day for m in meetings if (day := m.held_on) is not None})
    named = sorted({*held, *(m.day for m in meetings)})
    # Calendars are adopted for a year at a time: a year without a row was not read.
    breaks = [i for i in range(1, len(named)) if named[i].year - named[i - 1].year > 1]
    edges = [0, *breaks, len(named)]
    spans = tuple((named[a], named[b - 1]) for a, b in pairwise(edges))
    return _Known(meetings[0].body, tuple(held), spans)


_Row = tuple[Meeting, str]  # a meeting, and the place where it stands
_Key = tuple[Date, str]  # the day for which it was first planned, and its body


@attrs.define
class _Table:
    """The rows of one calendar, file after file: a later one may amend an earlier."""

    rows: dict[_Key, _Row] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def add(self, rows: Iterable[tuple[str, Meeting]]) -> None:
        """Take in the *rows* of one more file."""
        earlier = {_current(m): key for key, (m, _) in self.rows.items()}
        for place, meeting in rows:
            key = _key(meeting.day, meeting.body)
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

    def _reinstates(self, key: _Key, meeting: Meeting, amended: _Key | None) -> bool:
        """Whether an earlier file cancelled this meeting, and it is held after all."""
        earlier, _ = self.rows[key]
        cancelled = earlier.status is MeetingStatus.CANCELLED and amended == key
        return cancelled and meeting.status not in _AMENDING


def _key(day: Date, body: str) -> _Key:
    return day, body_key(body)


def _current(meeting: Meeting) -> _Key:
    return _key(meeting.held_on or meeting.day, meeting.body)


def _duplicate(place: str, meeting: Meeting, earlier: str) -> Problem:
    return Problem(
        place,
        f"{meeting.body} already has a meeting on {meeting.day} ({earlier})",
        "keep one of the two rows",
    )


def _collisions(found: Iterable[_Row]) -> Iterator[Problem]:
    """Meetings that were moved to a day for which the body has another row."""
    rows = [*found]
    listed = {_key(meeting.day, meeting.body): place for meeting, place in rows}
    for meeting, place in rows:
        if meeting.moved_to is None:
            continue
        taken = listed.setdefault(_key(meeting.moved_to, meeting.body), place)
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
