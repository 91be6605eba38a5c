"""Where each field stood, shown as a compiler does: the line, and a mark under it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import Final

import attrs
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from auditflow.reading import Found, Question, Reading
from auditflow.reasons import Language

SURE: Final = "^"
UNSURE: Final = "?"
_BEFORE: Final = 16  # columns shown before a place far into a line
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
    name: str
    sure: bool


@attrs.frozen
class Lines:
    """The lines of a letter, and where in the text each begins."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Cut *text* where the reader counts its lines."""
        kept = text.splitlines(keepends=True) or [""]
        starts = (0, *accumulate(len(line) for line in kept[:-1]))
        return cls(tuple(text.splitlines() or [""]), starts)

    def number(self, at: int) -> int:
        """The line, from 1, on which the character *at* stands."""
        return bisect_right(self.starts, at)

    def place(self, found: Found, language: Language) -> Place:
        """The first line of what was found; where it goes on, the name says so."""
        number = self.number(found.start)
        last = self.number(max(found.end - 1, found.start))
        start, text = self.starts[number - 1], self.texts[number - 1]
        name = named(found.field, language)
        if last > number:
            to = "till rad" if language == "sv" else "to line"
            name = f"{name} ({to} {last})"
        first = found.start - start
        after = len(text.rstrip()) if last > number else found.end - start
        return Place(number, first, max(after, first + 1), name, found.sure)


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


def of_places(reading: Reading, language: Language, width: int) -> Iterator[Text]:
    """Each line in which something was read, with what and where."""
    lines = Lines.of(reading.text)
    places = sorted(
        (lines.place(found, language) for found in reading.found),
        key=lambda place: (place.line, place.first, place.after),
    )
    for number, group in groupby(places, key=lambda place: place.line):
        yield from _line(lines, number, list(group), width)


def of_question(
    question: Question, reading: Reading, language: Language, width: int
) -> Iterator[Text]:
    """The line that a question is about, and the place in it."""
    lines = Lines.of(reading.text)
    if question.line is None or question.line > len(lines.texts):
        return
    asked = (
        lines.place(found, language)
        for found in reading.found
        if f"{found.field}.".startswith(f"{question.field}.")
    )
    places = [attrs.evolve(place, name="", sure=False) for place in asked]
    here = [place for place in places if place.line == question.line]
    yield from _line(lines, question.line, here, width)


def _line(
    lines: Lines, number: int, places: Sequence[Place], width: int
) -> Iterator[Text]:
    """One line, shown as often as its places need, with the marks under it."""
    gutter = len(str(len(lines.texts)))
    cells = [_shown(char) for char in lines.texts[number - 1].rstrip()]
    columns = (0, *accumulate(cell_len(cell) for cell in cells))
    marks = [_mark(place, columns) for place in places]
    room = width - gutter - 3
    for start, within in _windows(marks, columns[-1], room):
        seen = _room_beside(within, start, room)
        head = Text(f"{number:>{gutter}} | ", "dim")
        yield head + _cut(cells, columns, start, seen, within)
        for row in _rows(within, start, seen, room):
            yield Text(" " * gutter + " | ", "dim") + row


def _room_beside(marks: Sequence[Place], start: int, room: int) -> int:
    """How much of a line to show: less where a mark is cut, so that its name fits."""
    if len(marks) != 1 or marks[0].after - start <= room:
        return room
    return max(room - cell_len(marks[0].name) - 1, room // 2)


def _shown(char: str) -> str:
    """A character as it may stand on a terminal."""
    if char == "\t":
        return _TAB
    if char.isspace():
        return " "
    # A control character of a letter must not steer the terminal.
    return char if char.isprintable() or cell_len(char) == 0 else "·"


def _mark(place: Place, columns: Sequence[int]) -> Place:
    """The same place, counted in columns of the terminal."""
    last = len(columns) - 1
    first = columns[min(place.first, last)]
    after = columns[min(place.after, last)]
    return attrs.evolve(place, first=first, after=max(after, first + 1))


def _windows(
    marks: Sequence[Place], length: int, room: int
) -> Iterator[tuple[int, list[Place]]]:
    """From which column to show a line, and the marks that are seen there."""
    left = list(marks)
    if not left:
        yield 0, []
    while left:
        start = max(0, min(left[0].first - _BEFORE, length - room))
        if left[0].after <= room:
            start = 0
        seen = [m for m in left[1:] if m.after <= start + room - 1]
        yield start, [left[0], *seen]
        left = [m for m in left[1:] if m not in seen]


def _cut(
    cells: Sequence[str],
    columns: Sequence[int],
    start: int,
    room: int,
    marks: Sequence[Place],
) -> Text:
    """What of a line is seen from column *start* on, its places underlined."""
    first = bisect_right(columns, start) - 1
    after = bisect_right(columns, start + room) - 1
    shown = cells[first:after]
    text = Text(" " * (columns[first] - start if columns[first] > start else 0))
    text.append("".join(shown))
    for mark in marks:
        style = "underline green" if mark.sure else "underline yellow"
        text.stylize(
            style,
            _index(columns, mark.first, first),
            _index(columns, mark.after, first),
        )
    if start:
        text = Text("…") + text[1:]
    if after < len(cells):
        text = text[:-1] + Text("…")
    return text


def _index(columns: Sequence[int], column: int, first: int) -> int:
    return max(0, bisect_right(columns, column) - 1 - first)


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
