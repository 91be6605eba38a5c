"""Where each field stood, shown as a compiler does: the line, and a mark under it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import Final

import attrs
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from auditflow.errors.plain import plain
from auditflow.reading import Found, Question, Reading
from auditflow.reasons import Language

SURE: Final = "^"
UNSURE: Final = "?"
_BEFORE: Final = 16  # columns shown before a place far into a line
_BAR: Final = " | "
_TAB: Final = "   "
_NAMES: Final[dict[str, tuple[str, str]]] = {
    "municipality": ("kommun", "municipality"),
    "dated": ("daterat", "dated"),
    "title": ("rubrik", "title"),
    "audit_firm": ("revisionsbyrå", "audit firm"),
    "diary_numbers": ("diarienummer", "diary number"),
    "recommendations": ("rekommendation", "recommendation"),
    "signatories": ("undertecknare", "signatory"),
    "reply": ("svar", "answer"),
}


@attrs.frozen
class Place:
    """A place in one line: its columns, what was read there, and whether surely."""

    line: int
    first: int
    after: int
    field: str
    name: str
    sure: bool


@attrs.frozen
class Places:
    """The lines of a letter, and what was read in each."""

    lines: tuple[str, ...]
    in_line: dict[int, list[Place]]

    @classmethod
    def of(cls, reading: Reading, language: Language) -> "Places":
        """Where in its lines each thing of *reading* stood."""
        lines = tuple(reading.text.splitlines() or [""])
        kept = reading.text.splitlines(keepends=True)
        starts = (0, *accumulate(len(line) for line in kept[:-1]))
        places = [_place(found, lines, starts, language) for found in reading.found]
        places.sort(key=lambda place: (place.line, place.first, place.after))
        by_line = groupby(places, key=lambda place: place.line)
        return cls(lines, {number: list(group) for number, group in by_line})

    def shown(self, width: int) -> Iterator[Text]:
        """Each line in which something was read, with what and where."""
        for number, places in self.in_line.items():
            yield from self._line(number, places, width)

    def about(self, question: Question, width: int) -> Iterator[Text]:
        """The line that a question is about, and the place in it."""
        number, field = question.line, f"{question.field}."
        if number is None or not 0 < number <= len(self.lines):
            return
        asked = [
            attrs.evolve(place, name="", sure=False)
            for place in self.in_line.get(number, ())
            if f"{place.field}.".startswith(field)
        ]
        yield from self._line(number, asked, width)

    def _line(self, number: int, places: Sequence[Place], width: int) -> Iterator[Text]:
        """One line, shown as often as its places need, with the marks under it."""
        gutter = len(str(len(self.lines)))
        cells = [_shown(char) for char in self.lines[number - 1].rstrip()]
        columns = (0, *accumulate(cell_len(cell) for cell in cells))
        marks = [_mark(place, columns) for place in places]
        room = width - gutter - len(_BAR)
        for start, within in _windows(marks, columns[-1], room):
            seen = _room_beside(within, start, room)
            head = Text().append(f"{number:>{gutter}}{_BAR}", "dim")
            yield head.append_text(_cut(cells, columns, start, seen, within))
            for row in _rows(within, start, seen, room):
                head = Text().append(" " * gutter + _BAR, "dim")
                yield head.append_text(row)


def _place(
    found: Found, lines: Sequence[str], starts: Sequence[int], language: Language
) -> Place:
    """The first line of what was found; where it goes on, the name says so."""
    number = bisect_right(starts, found.start)
    last = bisect_right(starts, max(found.end - 1, found.start))
    start, name = starts[number - 1], named(found.field, language)
    after = found.end - start
    if last > number:
        to = "till rad" if language == "sv" else "to line"
        name = f"{name} ({to} {last})"
        after = len(lines[number - 1].rstrip())
    first = found.start - start
    return Place(number, first, max(after, first + 1), found.field, name, found.sure)


def named(field: str, language: Language) -> str:
    """A field in the words of a person.

    >>> named("recommendations.3", "sv"), named("bodies.socialnämnden.reply", "en")
    ('rekommendation 3', 'socialnämnden: answer')
    """
    parts = field.split(".")
    if parts[0] == "bodies" and parts[1:]:
        body = ".".join(parts[1:]).removesuffix(".reply")
        is_reply = parts[-1] == "reply" and len(parts) > 2  # noqa: PLR2004
        return f"{body}: {_word('reply', language)}" if is_reply else body
    return " ".join([_word(parts[0], language), *parts[1:]])


def _word(field: str, language: Language) -> str:
    sv, en = _NAMES.get(field, (field, field))
    return sv if language == "sv" else en


def _room_beside(marks: Sequence[Place], start: int, room: int) -> int:
    """How much of a line to show: less where a mark is cut, so that its name fits."""
    if len(marks) != 1 or marks[0].after - start <= room:
        return room
    return max(room - cell_len(marks[0].name) - 1, room // 2)


def _shown(char: str) -> str:
    """A character as it may stand on a terminal."""
    if char == "\t":
        return _TAB
    return " " if char.isspace() else plain(char, "·")


def _mark(place: Place, columns: Sequence[int]) -> Place:
    """The same place, counted in columns of the terminal."""
    last = len(columns) - 1
    first = columns[min(place.first, last)]
    after = columns[min(place.after, last)]
    return attrs.evolve(place, first=first, after=max(after, first + 1))


def _windows(
    marks: Sequence[Place], length: int, room: int
) -> Iterator[tuple[int, Sequence[Place]]]:
    """From which column to show a line, and the marks that are seen there."""
    if not marks:
        yield 0, []
    at = 0
    while at < len(marks):
        mark, start, after = marks[at], 0, at + 1
        if length > room and mark.after + 1 + cell_len(mark.name) > room:
            start = max(0, mark.first - _BEFORE)
        while after < len(marks) and marks[after].after < start + room:
            after += 1
        yield start, marks[at:after]
        at = after


def _cut(
    cells: Sequence[str],
    columns: Sequence[int],
    start: int,
    room: int,
    marks: Sequence[Place],
) -> Text:
    """What of a line is seen from column *start* on, its places underlined."""
    goes_on = columns[-1] > start + room
    first = bisect_left(columns, start + 1 if start else 0)
    after = bisect_right(columns, start + room - goes_on) - 1
    text = Text("…" if start else "")
    seen = zip(cells[first:after], columns[first:after], strict=True)
    for style, group in groupby(seen, key=lambda cell: _style(marks, cell[1])):
        text.append("".join(cell for cell, _ in group), style)
    return text.append("…") if goes_on else text


def _style(marks: Iterable[Place], column: int) -> str:
    """How what stands in *column* is drawn; what is unsure shows as such."""
    on = [mark.sure for mark in marks if mark.first <= column < mark.after]
    if not on:
        return ""
    return "underline green" if all(on) else "underline yellow"


def _rows(marks: Iterable[Place], start: int, seen: int, room: int) -> Iterator[Text]:
    """Marks under a line; what overlaps gets a row of its own."""
    left = list(marks)
    while left:
        row, within, later = "", list[Place](), list[Place]()
        for mark in left:
            at = mark.first - start
            if row and len(row) >= at:
                later.append(mark)
                continue
            sign = SURE if mark.sure else UNSURE
            row += " " * (at - len(row)) + sign * (min(mark.after - start, seen) - at)
            within.append(mark)
        names = ", ".join(mark.name for mark in within if mark.name)
        style = "green" if all(mark.sure for mark in within) else "yellow"
        if not names or len(row) + 1 + cell_len(names) <= room:
            yield Text(f"{row} {names}".rstrip(), style)
        else:
            yield Text(row, style)
            under = min(within[0].first - start, max(room - cell_len(names), 0))
            yield Text(
                " " * under + set_cell_size(names, min(cell_len(names), room)), style
            )
        left = later
