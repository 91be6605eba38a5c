"""The first step: text → even text and its lines, each with its span.

The even text has one kind of line break, of space and of hyphen, composed letters and
no ligatures. Each of its characters knows where it stood in the given text.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import cached_property
from typing import Final, Generic, TypeVar

import attrs

from auditflow.values import Value

ReadT = TypeVar("ReadT")

GAP: Final = "\t"  # what a wide space becomes: it may part two columns

_SPACES = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD = re.compile(
    # A soft hyphen, or a hyphen within a word, at the end of a line joins the word;
    # `vård-` before `och` keeps its own.
    r"(?P<join>\u00ad+ ?(?:\r\n|[\r\n])"
    r"|(?<=[a-zåäö]{2})[-\u2010](?:\r\n|[\r\n])(?=[a-zåäö])(?!och\b|eller\b|samt\b))"
    r"|(?P<nothing>[\u00ad\u200b-\u200f\u2060\ufeff\0]+)"
    r"|(?P<newline>\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029])"
    rf"|(?P<space>[{_SPACES}]{{2,}}|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<hyphen>[\u2010\u2011\u2212])"
    # At most eight marks: ordering them takes time in the square of their number.
    r"|(?P<letter>[^\W\d_][\u0300-\u036f]{1,8}|[\ufb00-\ufb06\u212b])"
)
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# `2 (3)`, `Sida 2 av 3`: no part of the letter.
_PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an)? ?)?\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3})", re.IGNORECASE
)


@attrs.frozen
class Placed(Generic[ReadT]):
    """A value that was read, and where it stands in the even text."""

    value: ReadT
    start: int
    end: int
    sure: bool = True


@attrs.frozen(eq=False, repr=False)
class Line(Value):
    """A line that holds something, without the spaces around it."""

    text: str
    start: int
    end: int
    after_blank: bool


@attrs.frozen(eq=False, repr=False)
class EvenText(Value):
    r"""The given text made even, which knows where each character stood.

    >>> even = EvenText.of("Dnr:\u00a02022/347\r\nRevisorerna")
    >>> even.text, [line.text for line in even.lines]
    ('Dnr: 2022/347\nRevisorerna', ['Dnr: 2022/347', 'Revisorerna'])
    >>> even.span(14, 25)
    (15, 26)
    """

    given: str = attrs.field(repr=False)
    text: str
    _origins: "array[int]" = attrs.field(repr=False, eq=False)

    @classmethod
    def of(cls, given: str) -> "EvenText":
        """Make *given* even."""
        parts: list[str] = []
        origins = array("L")
        done = 0
        for odd in _ODD.finditer(given):
            even = _even(odd)
            parts += given[done : odd.start()], even
            origins.extend(range(done, odd.start()))
            origins.extend([odd.start()] * len(even))
            done = odd.end()
        parts.append(given[done:])
        origins.extend(range(done, len(given) + 1))
        return cls(given, "".join(parts), origins)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* until *end* stood in the given text."""
        if end <= start:
            return self._origins[start], self._origins[start]
        return self._origins[start], max(self._origins[end - 1] + 1, self._origins[end])

    def line_number(self, start: int) -> int:
        """The line of the given text on which the character at *start* stood."""
        return bisect_right(self._breaks, self._origins[start]) + 1

    def words(self, start: int, end: int) -> str:
        """The text from *start* until *end* on one line."""
        return " ".join(self.text[start:end].split())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold something, without page numbers."""
        lines: list[Line] = []
        start, blank = 0, True
        for raw in self.text.split("\n"):
            text = raw.strip()
            if text and not _PAGE_NUMBER.fullmatch(text):
                first = start + raw.index(text[0])
                lines.append(Line(text, first, first + len(text), blank))
                blank = False
            elif not text:
                blank = True
            start += len(raw) + 1
        return tuple(lines)

    @cached_property
    def _breaks(self) -> tuple[int, ...]:
        return tuple(found.end() for found in _BREAK.finditer(self.given))


def _even(odd: re.Match[str]) -> str:
    match odd.lastgroup:
        case "newline":
            return "\n"
        case "space":
            return GAP if "\t" in odd[0] or len(odd[0]) > 2 else " "  # noqa: PLR2004
        case "hyphen":
            return "-"
        case "letter":
            form = "NFKC" if "\ufb00" <= odd[0] <= "\ufb06" else "NFC"
            return unicodedata.normalize(form, odd[0])  # type: ignore[arg-type]
        case _:
            return ""
