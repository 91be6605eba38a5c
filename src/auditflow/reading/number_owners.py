"""Whose diary a number stands in, where the letter says so: by words, code or place."""

import re
from typing import Final

from auditflow.memo import DiaryNumber, body_key
from auditflow.reading.addressees import Addressees
from auditflow.reading.body_names import mentions
from auditflow.reading.days import days_in
from auditflow.reading.lines import Line
from auditflow.reading.number_forms import NUMBER
from auditflow.reading.parts import Parts

AUDITORS: Final = re.compile(r"\brevis(?:or|ion)", re.IGNORECASE)
_THE_AUDITORS: Final = "revisorerna"
_THEIR_CODES: Final = frozenset({"REV", "RVK"})
# What may stand between a number and the letterhead or stamp that it belongs to.
HEADING: Final = re.compile(
    r"(?:datum|sida|sid|handläggare|(?:vår|vårt|er|ert) (?:beteckning|datum|ref\w*|dnr)"
    r"|dnr|diarie(?:nummer|nr)|ärende(?:beteckning|nummer|nr)|beteckning|[ \t.:,_|])+",
    re.IGNORECASE,
)
_NEAR: Final = 4  # lines between a letterhead and its number
# Words within a name whose letter the code has too: samhällsbyggnadsnämnden, SBN.
_INNER: Final = re.compile(
    r"(?<=samhälls)byggnad|(?<=stads)byggnad|(?<=bygg)nads|(?<=grund)skol|(?<=för)skol"
    r"|(?<=arbets)marknad|(?<=kommun)lednings|(?<=stads)dels|(?<=samhälls)plan"
)
_LAST: Final = re.compile(r"(?<=\w)(?:nämnden|styrelsen|fullmäktige|utskottet)$")


def owner_in_words(words: str, addressees: Addressees) -> str | None:
    """Whose number it is by the *words* before it, such as ``Vårt`` or ``Kommunens``.

    The auditors write the letter, so that ``vårt`` is theirs, and ``ert`` that of the
    body it is sent to, if that is one alone.
    """
    said = words.strip(" :.,(").casefold()
    if said in {"vår", "vårt"} or AUDITORS.match(said):
        return _THE_AUDITORS
    if said in {"er", "ert"}:
        return addressees.to[0].name if len(addressees.to) == 1 else None
    if said in {"kommunens", "stadens", "regionens", "landstingets"}:
        return said.removesuffix("s")
    named = next(mentions(said), None)
    return named.name if named is not None and not named.common else None


def owner_by_code(parts: Parts, raw: str) -> str | None:
    """Whose code a number begins with, if the letter names one body that has it."""
    board = DiaryNumber(None, raw).board
    if board is None:
        return None
    if board in _THEIR_CODES:
        return _THE_AUDITORS
    lines = (*parts.head, *parts.prose, *parts.close)
    named = mentions(parts.text, 0, lines[-1].end if lines else 0)
    fitting = {
        body_key(m.name): m.name
        for m in named
        if not m.common and board in codes_of(m.name)
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def owner_above(parts: Parts, addressees: Addressees, number: int) -> str | None:
    """Whose stamp or letterhead stands right above the line of this *number*."""
    for line in reversed(parts.head[max(0, number - _NEAR) : number]):
        for mention in addressees.stamps:
            if line.start <= mention.start < line.end:
                return mention.name
        if AUDITORS.search(line.text):
            return _THE_AUDITORS
        if not _stands_between(line):
            return None
    return None


def codes_of(body: str) -> frozenset[str]:
    """The codes that a body's diary may have: the first letters of its words.

    >>> sorted(codes_of("samhällsbyggnadsnämnden"))
    ['SBN', 'SN']
    >>> sorted(codes_of("barn- och utbildningsnämnden"))
    ['BUN']
    """
    name = body.casefold()
    last = _LAST.search(name)
    words = re.findall(r"\w+", name[: last.start()] if last else name)
    plain = [word[0] for word in words if word not in {"och", "samt", "för", "i"}]
    # The last word ends where `nämnden` begins; both have their letter.
    tail = last[0][0] if last else ""
    inner = [m[0][0] for word in words for m in _INNER.finditer(word)]
    return frozenset("".join([*plain, *more, tail]).upper() for more in ([], inner))


def _stands_between(line: Line) -> bool:
    return bool(
        HEADING.fullmatch(line.text)
        or any(True for _ in days_in(line.text, 0, len(line.text)))
        or NUMBER.fullmatch(line.text)
    )
