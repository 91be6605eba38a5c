"""The first step: text → even text and its lines, each with its span.

The even text has one kind of line break, of space and of hyphen, composed letters and
no ligatures. Each of its characters knows where it stood in the given text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final, Generic, TypeVar

import attrs

from auditflow.reading.furniture import furniture
from auditflow.reading.mending import Mended, mended
from auditflow.reading.relining import relined
from auditflow.reading.traced import Traced
from auditflow.values import Value

ReadT = TypeVar("ReadT")

_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


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

    ``mended`` says which damage had to be mended for it.

    >>> even = EvenText.of("Dnr:\u00a02022/347\r\nRevisorerna")
    >>> even.text, [line.text for line in even.lines]
    ('Dnr: 2022/347\nRevisorerna', ['Dnr: 2022/347', 'Revisorerna'])
    >>> even.span(14, 25)
    (15, 26)
    """

    traced: Traced
    mended: tuple[Mended, ...] = ()

    @classmethod
    def of(cls, given: str) -> "EvenText":
        """Make *given* even."""
        plain, mended_signs = mended(given)
        whole, restored = relined(plain)
        return cls(without_furniture(whole), (*mended_signs, *restored))

    @property
    def text(self) -> str:
        """The even text."""
        return self.traced.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* until *end* stood in the given text."""
        return self.traced.span(start, end)

    def line_number(self, start: int) -> int:
        """The line of the given text on which the character at *start* stood."""
        return bisect_right(self._breaks, self.traced.origin(start)) + 1

    def words(self, start: int, end: int) -> str:
        """The text from *start* until *end* on one line."""
        return " ".join(self.text[start:end].split())

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold something."""
        return tuple(lines_of(self.text))

    @cached_property
    def _breaks(self) -> tuple[int, ...]:
        return tuple(found.end() for found in _BREAK.finditer(self.traced.given))


def lines_of(text: str) -> Iterator[Line]:
    """Each line of an even *text* that holds something."""
    start, blank = 0, True
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            first = start + raw.index(bare[0])
            yield Line(bare, first, first + len(bare), blank)
        blank = not bare
        start += len(raw) + 1


def without_furniture(traced: Traced) -> Traced:
    """*traced* without page numbers and running heads, as if on one long page."""
    lines = list(lines_of(traced.text))
    pages = (found.end() for found in re.finditer("\f", traced.given))
    starts = frozenset(
        bisect_left(lines, page, key=lambda line: traced.origin(line.start))
        for page in pages
    )
    spans = furniture([line.text for line in lines], starts - {len(lines)})
    return traced.without(
        [
            (lines[number].start + first, lines[number].start + end)
            for number, (first, end) in spans.items()
        ]
    )
