"""The addressees in the head: the blocks under ``Till`` and ``För kännedom``."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.reading.body_names import Mention, mention_at, name_of
from auditflow.reading.days import days_in
from auditflow.reading.lines import Line, Placed
from auditflow.reading.parts import Parts
from auditflow.values import Value

_TO: Final = re.compile(
    r"(?:Till|Mottagare|Adressat(?:er)?)\s?(?::\s?|\s|$)", re.IGNORECASE
)
_COPY: Final = re.compile(
    r"(?:För kännedom|Till kännedom|För information|Kopia(?: för kännedom)?)"
    r"(?:\still)?\s?(?::\s?|\s|$)",
    re.IGNORECASE,
)
_PREFACE = re.compile(
    r"(?:(?:samtliga|alla|ordinarie)\s)*(?:ledamöter(?:na)?|ordföranden?|presidiet)"
    r"(?:\soch\s(?:ersättare|ledamöter|vice ordföranden?))?"
    r"(?:\s(?:i|för|till)(?:\s|$)|$)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:\si\s|,\s)[A-ZÅÄÖ][\w\-]+(?:\s[\w\-]+){0,3}$")
_OWNER = re.compile(r"[A-ZÅÄÖ][\w\-]+(?:\s[\w\-]+){0,3}\s(?:kommun|stad)(?:,\s|$)")
_BETWEEN = re.compile(r"\s?[,;/]?\s?(?:(?:och|samt)\s)?")
_LOOSE_PARTS = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:,\s[a-zåäö]+)?\soch\s")
_AUDITORS = re.compile(r"\brevis(?:or|ion)", re.IGNORECASE)
_DIARY = re.compile(r"(?:dnr|diarienummer|diarienr)\b", re.IGNORECASE)


@attrs.frozen(eq=False, repr=False)
class Addressees(Value):
    """Who the head names: those it is sent to, and those it only informs.

    ``stamps`` are bodies that stand in the head outside both blocks, such as in the
    stamp of receipt; ``to_auditors`` says that the paper is sent to the auditors.
    """

    to: tuple[Mention, ...]
    informed: tuple[Mention, ...]
    stamps: tuple[Mention, ...]
    lines: frozenset[int]
    to_auditors: bool


def addressees_of(parts: Parts) -> Addressees:
    """Read the blocks of the head line by line."""
    to: list[Mention] = []
    informed: list[Mention] = []
    stamps: list[Mention] = []
    used: set[int] = set()
    to_auditors = False
    block = stamps
    for line in parts.head:
        block, rest = _label(line, block, (to, informed, stamps))
        if block is not stamps and rest.text:
            to_auditors |= block is to and bool(_AUDITORS.search(rest.text))
        bodies = bodies_of(rest)
        block += bodies
        if bodies or rest is not line:
            used.add(line.start)
        elif not _PREFACE.fullmatch(line.text) and not _OWNER.fullmatch(line.text):
            block = stamps
    if not to:
        to, stamps = _unlabelled(parts, stamps)
    return Addressees(
        tuple(to), tuple(informed), tuple(stamps), frozenset(used), to_auditors
    )


def bodies_of(line: Line) -> list[Mention]:
    """The bodies of a line that holds nothing else, or none.

    >>> [m.name for m in bodies_of(Line("Samtliga ledamöter i kommunstyrelsen", 0, 36,
    ...                                 after_blank=True))]
    ['kommunstyrelsen']
    >>> bodies_of(Line("Granskning av kommunstyrelsen", 0, 29, after_blank=True))
    []
    """
    text = line.text
    place = 0
    for before in (_OWNER, _PREFACE):
        match = before.match(text, place)
        place = match.end() if match else place
    found = list(_row(text, place))
    if found:
        end = found[-1].end
        tail = text[end:].strip(" .")
        if tail and not _PLACE.fullmatch(text, end) and not _PREFACE.fullmatch(tail):
            return []
    loose = _LOOSE_PARTS.match(text, place)
    if not found and loose and (last := mention_at(text, loose.end())) is not None:
        # `Kultur och fritidsnämnden`, written without the hyphen
        if last.end != len(text):
            return []
        found = [attrs.evolve(last, name=name_of(text[place:]), start=place)]
    return [
        attrs.evolve(m, start=m.start + line.start, end=m.end + line.start)
        for m in found
    ]


def _row(text: str, place: int) -> Iterator[Mention]:
    while (mention := mention_at(text, place)) is not None:
        yield mention
        between = _BETWEEN.match(text, mention.end)
        place = between.end() if between else mention.end


def _label(
    line: Line,
    block: list[Mention],
    blocks: tuple[list[Mention], list[Mention], list[Mention]],
) -> tuple[list[Mention], Line]:
    to, informed, _ = blocks
    for label, labelled in ((_COPY, informed), (_TO, to)):
        match = label.match(line.text)
        if match and _is_label(line.text, match.end()):
            rest = line.text[match.end() :].strip()
            start = line.end - len(rest)
            return labelled, Line(rest, start, line.end, after_blank=False)
    return block, line


def _is_label(text: str, end: int) -> bool:
    rest = Line(text[end:].strip(), 0, 0, after_blank=False)
    return (
        not rest.text
        or ":" in text[:end]
        or bool(bodies_of(rest))
        or bool(_AUDITORS.search(rest.text))
    )


def _unlabelled(
    parts: Parts, stamps: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    """Without ``Till``: bodies after the diary number and the days are spoken to."""
    marks = [
        Placed(line.text, line.start, line.end)
        for line in parts.head
        if _DIARY.match(line.text)
        or next(days_in(line.text, 0, len(line.text)), None) is not None
    ]
    after = marks[-1].end if marks else len(parts.text)
    return (
        [m for m in stamps if m.start >= after],
        [m for m in stamps if m.start < after],
    )
