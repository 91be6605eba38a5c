"""The head of a letter: its diary numbers and its title."""

import re
from collections.abc import Iterator
from typing import Final

from auditflow.memo import DiaryNumber
from auditflow.reading.addressees import Addressees, bodies_of
from auditflow.reading.days import days_in
from auditflow.reading.lines import Line, Placed
from auditflow.reading.parts import TITLE_WORD, Parts

_LABEL: Final = re.compile(
    r"\b(?:dnr|diarienummer|diarienr|ärendebeteckning|ärendenummer|beteckning)\b"
    r"\s?[.:]?\s?",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"[A-ZÅÄÖ]{0,6}[ /\-]?[0-9][0-9A-ZÅÄÖ.]{0,12}(?:/ ?|-| (?=[0-9]{3,4}\b))"
    r"[0-9A-ZÅÄÖ](?:[0-9A-Za-zÅÄÖ./\-]| (?=[0-9])){0,24}"
)
_AND = re.compile(r"\s?(?:,|och)\s?")
_AUDITORS = re.compile(r"\brevis(?:or|ion)", re.IGNORECASE)
_MUNICIPALITY = re.compile(
    r"(?:[A-ZÅÄÖ][\w\-]*\s){1,3}(?:kommun|stad|län|landsting)|Region\s"
)
_KIND = re.compile(
    r"(?:missiv(?:skrivelse|brev)?|revisionsskrivelse|skrivelse|följebrev|datum|kopia"
    r"|dnr|diarienummer|sida|till|för kännedom|revisionen|.{0,40}\brevisor\w*)"
    r"\s?:?(?:\s?[0-9]{1,2})?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:ärende|ärendemening|angående|ang\.?|rubrik|avseende)\s?:\s", re.IGNORECASE
)


def diary_numbers(
    parts: Parts, addressees: Addressees
) -> tuple[Placed[DiaryNumber], ...]:
    """The numbers under a label of the head, each with whose diary it is."""
    found: list[Placed[DiaryNumber]] = []
    for number, line in enumerate(parts.head):
        label = _LABEL.search(line.text)
        if label is None:
            continue
        after = line.start + label.end()
        lines = parts.head[number + 1 : number + 3]
        places = [(after, line.end), *((below.start, below.end) for below in lines)]
        values = next(filter(None, (_numbers(parts, *place) for place in places)), [])
        owner = _owner(parts, addressees, number)
        found += (
            Placed(DiaryNumber(owner, raw.value), raw.start, raw.end) for raw in values
        )
    return tuple(dict.fromkeys(found))


def unread_diary_number(parts: Parts) -> int | None:
    """Where the head has a label for a diary number; for when none was read."""
    labels = ((line, _LABEL.search(line.text)) for line in parts.head)
    return next((line.start for line, label in labels if label), None)


def title_of(parts: Parts, addressees: Addressees) -> Placed[str] | None:
    """The line that names the review, with the lines it goes on over."""
    free = [
        (number, line)
        for number, line in enumerate(parts.head)
        if line.start not in addressees.lines and not _is_furniture(line)
    ]
    for number, line in free:
        subject = _SUBJECT.match(line.text)
        if subject or TITLE_WORD.match(line.text):
            start = line.start + (subject.end() if subject else 0)
            return _title(parts, number, start, sure=True)
    if not free or free[-1][1] is not parts.head[-1]:
        return None
    number, line = free[-1]
    return _title(parts, number, line.start, sure=False)


def _title(parts: Parts, number: int, start: int, *, sure: bool) -> Placed[str]:
    end = parts.head[number].end
    following = (*parts.head[number + 1 : number + 4], *parts.prose[:2])
    for line in following:
        # A title that is broken over lines goes on in lower case.
        if line.start < end or line.after_blank or not line.text[0].islower():
            break
        end = line.end
    text = parts.even.words(start, end)
    return Placed(text.removesuffix("."), start, end, sure)


def _is_furniture(line: Line) -> bool:
    return bool(
        _KIND.fullmatch(line.text)
        or _LABEL.match(line.text)
        or bodies_of(line)
        or _NUMBER.fullmatch(line.text)
        or (_MUNICIPALITY.match(line.text) and len(line.text.split()) < 5)  # noqa: PLR2004
        or any(True for _ in days_in(line.text, 0, len(line.text)))
    ) and not TITLE_WORD.match(line.text)


def _owner(parts: Parts, addressees: Addressees, number: int) -> str | None:
    """Whose stamp or letterhead stands right above the label."""
    for line in reversed(parts.head[max(0, number - 4) : number]):
        for mention in addressees.stamps:
            if line.start <= mention.start < line.end:
                return mention.name
        if _AUDITORS.search(line.text):
            return "revisorerna"
        if not any(True for _ in days_in(line.text, 0, len(line.text))):
            return None
    return None


def _numbers(parts: Parts, start: int, end: int) -> list[Placed[str]]:
    days = [(d.start, d.end) for d in days_in(parts.text, start, end)]
    return [
        Placed(parts.even.words(*m.span()), *m.span())
        for m in _chained(parts.text, start, end)
        if not any(first <= m.start() < after for first, after in days)
    ]


def _chained(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """A number, and those that follow it after `och`; no other of the line."""
    before: int | None = None
    for match in _NUMBER.finditer(text, start, end):
        if before is not None and not _AND.fullmatch(text, before, match.start()):
            return
        before = match.end()
        yield match
