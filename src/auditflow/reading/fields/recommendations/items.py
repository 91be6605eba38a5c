"""The items of a list, under its lead-in: bulleted, numbered, or run together."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

import attrs

from auditflow.reading.fields.recommendations.advice import (
    KNOWN_VERB,
    begins_with_verb,
    is_advice,
    sounds_like_verb,
)
from auditflow.reading.fields.recommendations.list_rows import (
    MOST_ROWS,
    SHORT,
    Kind,
    Row,
    is_open,
    leaves_list,
    rows_after,
    sounds_cut,
)
from auditflow.reading.lines.line import Line, Placed
from auditflow.reading.sentences.body_names import Mention, mention_at
from auditflow.reading.sentences.parts import Parts
from auditflow.values import Value

_STOP: Final = re.compile(r"(?<=\w[.;!])\s(?=[A-ZÅÄÖ])")
_CAPITAL: Final = re.compile(r"(?<=[\w,)])(?<!\batt)\s(?=[A-ZÅÄÖ][a-zåäö])")
_HEADED: Final = re.compile(r"[A-ZÅÄÖ][^.:]{2,80}:\s[A-ZÅÄÖ]")
_ENDED: Final = (".", ";", ",", "!", " och", " samt")
_TAIL: Final = re.compile(r"[,;]?(?:\s(?:och|samt))?[,;]?$")


@attrs.frozen(eq=False, repr=False)
class Item(Value):
    """One item, the bodies of the heading above it, and whether it has a bullet."""

    placed: Placed[str]
    whom: tuple[Mention, ...] = ()
    marked: bool = True


@attrs.frozen(eq=False, repr=False)
class _Segment(Value):
    """A stretch of a list without bullets, and whether it surely begins an item."""

    line: Line
    begins: bool
    sure: bool = True


def items_after(parts: Parts, start: int) -> tuple[Item, ...]:
    """The items of the list that begins after *start*, each on one line."""
    return tuple(_items(parts, list(islice(rows_after(parts, start), MOST_ROWS))))


def _items(parts: Parts, rows: list[Row]) -> Iterator[Item]:
    whom: tuple[Mention, ...] = ()
    known = not _has_gap(rows)
    at = 0
    while at < len(rows):
        row = rows[at]
        after = at + 1
        if row.kind is Kind.GROUP:
            whom = row.whom
            known = known and row.sure
        elif row.kind is Kind.LOOSE:
            while after < len(rows) and rows[after].kind is Kind.LOOSE:
                after += 1
            loose = [row.line for row in rows[at:after]]
            yield from (Item(one, whom, marked=False) for one in _loose(parts, loose))
        else:
            while after < len(rows) and rows[after].kind in (Kind.MORE, Kind.SUB):
                after += 1
            sure = known and all(row.sure for row in rows[at:after])
            sure = sure and not sounds_cut(rows[at:after])
            placed = _joined(parts, [row.line for row in rows[at:after]], sure=sure)
            if placed.value:
                yield Item(placed, whom)
        at = after


def _has_gap(rows: list[Row]) -> bool:
    """Whether a number is missing in the list: an item may have been lost."""
    numbers = [row.number for row in rows if row.number is not None]
    return any(b not in (a + 1, 1) for a, b in pairwise([0, *numbers]))


def _joined(parts: Parts, lines: list[Line], *, sure: bool) -> Placed[str]:
    filled = [line for line in lines if line.text] or lines[:1]
    text = " ".join(parts.even.words(line.start, line.end) for line in filled)
    return Placed(_TAIL.sub("", text), filled[0].start, filled[-1].end, sure)


def _loose(parts: Parts, lines: list[Line]) -> Iterator[Placed[str]]:
    """Items without bullets: one to a line or a sentence, or cut at the capitals."""
    items: list[list[_Segment]] = []
    for segment in islice(_segments(lines), MOST_ROWS):
        if segment.begins or not items:
            items.append([segment])
        else:
            items[-1].append(segment)
    texts = [item[0].line.text for item in items]
    # A sentence that neither orders nor names a body may explain the one before.
    own = {begins_with_verb(text) or mention_at(text, 0) is not None for text in texts}
    sure = len(own) == 1 and all(is_advice(text) for text in texts)
    for item in items:
        certain = sure and all(segment.sure for segment in item)
        yield _joined(parts, [s.line for s in item], sure=certain)


def _segments(lines: list[Line]) -> Iterator[_Segment]:
    before: Line | None = None
    small = lines[0].text[0].islower()
    for line in lines:
        cuts = _cuts(line.text)
        for first, after in pairwise(cuts):
            text = line.text[first:after].strip()
            start = line.start + first
            piece = Line(text, start, start + len(text), line.after_blank and not first)
            if leaves_list(text):
                return
            segment = _segment(piece, before, inner=bool(first))
            # A short line was ended by its writer; no capital shows what comes next.
            ended = before and len(before.text) < SHORT and not is_open(before)
            doubtful = small and ended and not segment.begins
            yield attrs.evolve(segment, sure=segment.sure and not doubtful)
            before = piece


def _cuts(text: str) -> list[int]:
    """Where in a line an item may begin: after a stop, and at a verb's capital."""
    stops = [stop.end() for stop in _STOP.finditer(text)]
    verbs = [
        capital.end()
        for capital in _CAPITAL.finditer(text)
        if KNOWN_VERB.match(text, capital.end())
    ]
    return sorted({0, len(text), *stops, *verbs})


def _segment(piece: Line, before: Line | None, *, inner: bool) -> _Segment:
    text = piece.text
    # A capital that may be a verb's, or a name's.
    doubtful = any(
        sounds_like_verb(text, capital.end()) for capital in _CAPITAL.finditer(text)
    )
    # `Socialnämnden: Anta en plan.`: a heading that lost its line.
    doubtful = doubtful or _HEADED.match(text) is not None
    if before is None or (inner and not before.text.endswith((".", ";", "!"))):
        return _Segment(piece, begins=True, sure=not doubtful)
    ended = piece.after_blank or before.text.endswith(_ENDED)
    upper = text[0].isupper()
    if ended and (upper or text.startswith("att ")):
        advice = is_advice(text)
        return _Segment(piece, advice, sure=advice and not doubtful)
    begins = upper and bool(KNOWN_VERB.match(text))
    maybe = upper and not begins and sounds_like_verb(text, 0)
    return _Segment(piece, begins, sure=not (doubtful or maybe))
