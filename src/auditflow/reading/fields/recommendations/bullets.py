"""The marks before the items of a list: bullets, numbers and letters.

PDF extraction leaves the bullets of symbol fonts as private-use characters, and some
word processors draw the inner ones as the letter o.
"""

import re
from typing import Final

import attrs

from auditflow.reading.fields.recommendations.advice import KNOWN_VERB
from auditflow.values import Value

_GLYPH: Final = "•●○◦▪■□▫*·§➢►▶✓✔→‣⁃\uf000-\uf0ff"
_MARKS: Final = {
    "dash": r"[-–—]+(?:\s|(?=[^\W\d_])|$)",
    "glyph": rf"(?:[{_GLYPH}]|o(?=\s))(?:\s|(?=[^\W\d_])|$)",
    "number": r"\(?[0-9]{1,2}[.)](?:\s|(?=[A-ZÅÄÖ])|$)",
    "named": r"(?:R|Rek(?:ommendation)?\.?\s)[0-9]{1,2}(?:\s?[.:)–-])?\s",
    "letter": r"\(?[a-z][.)]\s(?=\w)|\(?[A-Z]\)\s",
}
BULLET: Final = rf"(?:{'|'.join(_MARKS.values())})"
_MARK: Final = re.compile(
    "|".join(f"(?P<{kind}>{mark})" for kind, mark in _MARKS.items())
)
_VERB: Final = rf"(?=[a-zåäö]){KNOWN_VERB.pattern}"
_WITHIN: Final = re.compile(
    r"(?<=\S)\s(?=[-–—]\s[A-ZÅÄÖ]|[•●○◦▪■➢►✓\uf000-\uf0ff]\s?\w"
    r"|\(?[0-9]{1,2}[.)]\s[A-ZÅÄÖ]|\(?[a-z]\)\s\w|o\s[A-ZÅÄÖ])"
)
# In small letters a dash may be a dash; several before verbs are bullets.
_SMALL_NUMBER: Final = re.compile(rf"(?<=\S)\s(?=\(?[0-9]{{1,2}}[.)]\s{_VERB})")
_SMALL_DASH: Final = re.compile(r"(?<=\S)\s(?=[-–—]\s[a-zåäö])")
_DASH_VERB: Final = re.compile(rf"\s[-–—]\s{_VERB}")
_MAYBE: Final = re.compile(rf"\s[-–—]\s{_VERB}|[,;]\s\(?[0-9]{{1,2}}[.)]\s[a-zåäö]")
_FEW: Final = 2


@attrs.frozen(eq=False, repr=False)
class Mark(Value):
    """A bullet or number: of which kind, where what it marks begins, which number."""

    kind: str
    end: int
    number: int | None = None


def mark_at(text: str, start: int = 0) -> Mark | None:
    """The mark that begins exactly at *start*; the kinds differ for nested lists.

    >>> mark_at("12) Anta en plan"), mark_at("Anta en plan")
    (Mark(kind='number', end=4, number=12), None)
    """
    match = _MARK.match(text, start)
    if match is None:
        return None
    kind = match.lastgroup or ""
    digits = "".join(filter(str.isdecimal, match[0]))
    sign = match[0].strip() if kind == "glyph" else kind
    return Mark(sign, match.end(), int(digits) if digits else None)


def marks_within(text: str) -> list[int]:
    """Where in a line new items begin, if the breaks before their marks were lost.

    >>> marks_within("1. Anta en plan. 2. Följa den.")
    [17]
    >>> marks_within("- anta en plan - följa den - se över den")
    [15, 27]
    >>> marks_within("- Anta en plan - gärna i år - för vården")
    []
    """
    spaces = {space.end() for space in _WITHIN.finditer(text)}
    spaces |= {space.end() for space in _SMALL_NUMBER.finditer(text)}
    dashes = list(_SMALL_DASH.finditer(text))
    if len(dashes) >= _FEW and all(_DASH_VERB.match(text, d.start()) for d in dashes):
        spaces |= {dash.end() for dash in dashes}
    return sorted(spaces)


def may_hold_marks(text: str) -> bool:
    """Whether a dash or number in an item may be the bullet of another one.

    >>> [may_hold_marks(t) for t in ("anta en plan - följa den", "anta - nu - en plan")]
    [True, False]
    """
    return _MAYBE.search(text) is not None
