"""The head of a letter: its title."""

import re

from auditflow.reading.addressees import Addressees, bodies_of
from auditflow.reading.days import days_in
from auditflow.reading.diary_numbers import LABEL
from auditflow.reading.lines import Line, Placed
from auditflow.reading.number_forms import NUMBER
from auditflow.reading.parts import TITLE_WORD, Parts

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
        or LABEL.match(line.text)
        or bodies_of(line)
        or NUMBER.fullmatch(line.text)
        or (_MUNICIPALITY.match(line.text) and len(line.text.split()) < 5)  # noqa: PLR2004
        or any(True for _ in days_in(line.text, 0, len(line.text)))
    ) and not TITLE_WORD.match(line.text)
