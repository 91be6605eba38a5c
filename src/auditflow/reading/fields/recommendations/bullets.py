"""The marks before the items of a list: bullets, numbers and letters.

PDF extraction leaves the bullets of symbol fonts as private-use characters, and some
word processors draw the inner ones as the letter o.
"""

import re
from typing import Final

import attrs

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
_WITHIN: Final = re.compile(
    r"(?<=\S)\s(?=[-–—]\s[A-ZÅÄÖ]|[•●○◦▪■➢►✓\uf000-\uf0ff]\s?\w"
    r"|\(?[0-9]{1,2}[.)]\s[A-ZÅÄÖ]|\(?[a-z]\)\s\w|o\s[A-ZÅÄÖ])"
)


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
    """
    return [space.end() for space in _WITHIN.finditer(text)]
