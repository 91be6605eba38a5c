"""The addressees: the blocks under ``Till`` and ``För kännedom``, and stamps."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import attrs

from auditflow.reading.fields.receivers import (
    COPY_AFTER,
    OWNER,
    PREFACE,
    bodies_of,
    row_of,
)
from auditflow.reading.lines.line import Line
from auditflow.reading.sentences.body_names import Mention
from auditflow.reading.sentences.days import days_in
from auditflow.reading.sentences.parts import TITLE_WORD, Parts
from auditflow.reading.sentences.signs import AUDITORS, RECEIVED
from auditflow.values import Value

_TO: Final = re.compile(
    r"(?:Till|Mottagare|Adressat(?:er)?|Sändlista)\s?(?::\s?|\s|$)", re.IGNORECASE
)
_COPY: Final = re.compile(
    r"(?:(?:Skickas\s|Delges\s)?(?:för|till)\s(?:kännedom|information)|F\.?\s?K\.?"
    r"|Skickas\säven|Kopia(?:\sför\skännedom)?|Delges|C/?c)(?:\säven)?(?:\still)?"
    r"\s?(?::\s?|\s|$)",
    re.IGNORECASE,
)
_BOARDS_OF: Final = re.compile(r"Styrelserna\s(?:för|i)\b\s?:?\s?", re.IGNORECASE)
# Till: Socialnämnden, kultur- och
_GOES_ON: Final = re.compile(
    r"(?:nämnden|styrelsen|fullmäktige|AB|[\w]-)(?:,|,?\s(?:och|samt))$", re.IGNORECASE
)
_PERHAPS: Final = re.compile(r"[A-ZÅÄÖ][^\W\d]*(?:,?\s[^\W\d][^\W\d\-]*-?){0,5}")
_LIKE_BODY: Final = re.compile(
    r"nämnd|styrelse|utskott|beredning|rådet|chef|direktör|förbund|kontoret|förvaltning"
)
_DIARY: Final = re.compile(r"(?:dnr|diarienummer|diarienr)\b", re.IGNORECASE)
_TAIL: Final = 12  # lines at the end of a letter without a close


@attrs.frozen(eq=False, repr=False)
class Addressees(Value):
    """Who the head names: those it is sent to, and those it only informs.

    ``stamps`` are bodies that stand in the head outside both blocks, such as in the
    stamp of receipt; ``to_auditors`` says that the paper is sent to the auditors;
    ``unread`` is where a receiver stands who is no known body.
    """

    to: tuple[Mention, ...]
    informed: tuple[Mention, ...]
    stamps: tuple[Mention, ...]
    lines: frozenset[int]
    to_auditors: bool
    unread: tuple[int, ...] = ()


def addressees_of(parts: Parts) -> Addressees:
    """Read the blocks of the head line by line, and the copies under the names."""
    blocks = _Blocks(stamped=frozenset(_stamped(parts.head, RECEIVED)))
    for line in _joined(parts):
        blocks.read(line)
    below = _Blocks(tail=True)
    for line in parts.close or parts.prose[-_TAIL:]:
        below.read(line)
    to, stamps = [_by_itself(m) for m in blocks.to], blocks.loose
    if all(m.name.endswith("fullmäktige") for m in to):
        # No `Till`, or one to fullmäktige alone, beside bodies that stand freely.
        free, stamps = _unlabelled(parts, blocks.loose)
        to += [_by_itself(m) for m in free]
    return Addressees(
        tuple(to),
        tuple(map(_by_itself, (*blocks.informed, *below.informed))),
        tuple(stamps),
        frozenset(blocks.used),
        blocks.to_auditors and not blocks.to,
        tuple(blocks.unread),
    )


def _joined(parts: Parts) -> Iterator[Line]:
    """The lines of the head; a list of bodies that is broken over lines is one."""
    open_line: Line | None = None
    for line in parts.head:
        if (
            open_line is not None
            and line.start > open_line.end
            and not line.after_blank
        ):
            text = parts.text[open_line.start : line.end].replace("\n", " ")
            line = attrs.evolve(open_line, text=text, end=line.end)  # noqa: PLW2901
        elif open_line is not None:
            yield open_line
        open_line = line if _GOES_ON.search(line.text) else None
        if open_line is None:
            yield line
    if open_line is not None:
        yield open_line


@attrs.define
class _Blocks:
    """The blocks as far as they were read; ``current`` goes on until it is broken.

    In the ``tail`` of a letter only a label for information begins a block. Where a
    body stands ``stamped``, the stamp of receipt begins.
    """

    tail: bool = False
    stamped: frozenset[int] = frozenset()
    to: list[Mention] = attrs.field(factory=list)
    informed: list[Mention] = attrs.field(factory=list)
    loose: list[Mention] = attrs.field(factory=list)
    used: set[int] = attrs.field(factory=set)
    unread: list[int] = attrs.field(factory=list)
    to_auditors: bool = False
    _current: list[Mention] | None = None
    _companies: bool = False
    _row: bool = False
    _unknown: list[Line] = attrs.field(factory=list)

    def read(self, line: Line) -> None:
        """Read one line into the block that it belongs to."""
        rest = self._after_label(line)
        if rest is line and line.start in self.stamped:
            self._end()
        labelled = self._current is not None
        if rest is not line or labelled:
            boards = _BOARDS_OF.match(rest.text)
            self._companies = self._companies or boards is not None
            rest = _from(rest, boards.end()) if boards else rest
        below = bool(self._row) and not line.after_blank and not self.tail
        known = labelled or below
        bodies = bodies_of(rest, labelled=known, companies=self._companies)
        if self._unknown and rest is line and (line.after_blank or not bodies):
            self._end()  # what was unknown ended the block
        self.unread += [one.start for one in self._unknown]
        self._unknown.clear()
        self._row = bool(bodies)
        self._block_of(rest, bodies).extend(bodies)
        if bodies or rest is not line:
            self.used.add(line.start)
        # Only right after `Till`, before any body.
        if self._current is self.to and not self.to and rest.text:
            self.to_auditors |= bool(AUDITORS.search(rest.text))
        goes_on = bodies or rest is not line or PREFACE.fullmatch(line.text)
        if not goes_on:
            self._break(line)

    def _break(self, line: Line) -> None:
        """End the block, unless an unknown receiver or its place may stand there."""
        if self._perhaps(line):
            self._unknown.append(line)
        elif not (OWNER.fullmatch(line.text) and not self._current):
            self._end()

    def _end(self) -> None:
        self._current, self._companies = None, False
        # A board or the like is asked about, even as the last of its block.
        self.unread += [
            one.start for one in self._unknown if _LIKE_BODY.search(one.text)
        ]
        self._unknown.clear()

    def _block_of(self, line: Line, bodies: list[Mention]) -> list[Mention]:
        """The block that the bodies of a line belong to."""
        if bodies and COPY_AFTER.search(line.text, bodies[-1].end - line.start):
            return self.informed
        return self.loose if self._current is None else self._current

    def _perhaps(self, line: Line) -> bool:
        """Whether an unknown receiver may stand within a block: Valberedningen."""
        within = bool(self._current) and not line.after_blank and not self.tail
        known = TITLE_WORD.match(line.text) or AUDITORS.search(line.text)
        return within and not known and _PERHAPS.fullmatch(line.text) is not None

    def _after_label(self, line: Line) -> Line:
        for label, block in ((_COPY, self.informed), (_TO, self.to)):
            match = label.match(line.text)
            if match and _is_label(line.text, match.end()):
                if block is self.to and self.tail:
                    break
                self._current, self._companies = block, False
                return _from(line, match.end())
        return line


def _by_itself(mention: Mention) -> Mention:
    """`Direktionen` alone under ``Till`` is the name of a body."""
    return attrs.evolve(mention, common=False)


def _from(line: Line, start: int) -> Line:
    rest = line.text[start:].strip()
    return Line(rest, line.end - len(rest), line.end, after_blank=False)


def _is_label(text: str, end: int) -> bool:
    rest = Line(text[end:].strip(), 0, 0, after_blank=False)
    return (
        not rest.text
        or ":" in text[:end]
        or bool(bodies_of(rest, labelled=True))
        or bool(_BOARDS_OF.match(rest.text))
        or bool(AUDITORS.search(rest.text))
    )


def _unlabelled(
    parts: Parts, loose: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Without ``Till``: bodies after the diary number and the days are spoken to.

    Where all stand above these, those are that no stamp of receipt encloses.
    """
    marks = [
        line.end
        for line in parts.head
        if _DIARY.match(line.text)
        or next(days_in(line.text, 0, len(line.text)), None) is not None
    ]
    after = marks[-1] if marks else len(parts.text)
    to = [m for m in loose if m.start >= after]
    if not to:
        stamped = {*_stamped(parts.head, RECEIVED), *_stamped(parts.head, OWNER)}
        to = [m for m in loose if m.start not in stamped]
    return to, [m for m in loose if m not in to]


def _stamped(head: Sequence[Line], sign: re.Pattern[str]) -> Iterator[int]:
    """Where lines with a body stand right under *sign*, or above it.

    `Stadsrevisionen, Ekvikens stad` and then a body is no stamp but a letterhead.
    """
    letterhead = False
    for above, below in pairwise(head):
        adjacent = not below.after_blank
        if next(row_of(below.text, 0), None) and sign.match(above.text):
            if adjacent and not letterhead:
                yield below.start
        elif next(row_of(above.text, 0), None) and sign.match(below.text) and adjacent:
            # `Inkom 2022-09-29` after a blank line is no part of the block above
            yield above.start
        letterhead = AUDITORS.search(above.text) is not None
