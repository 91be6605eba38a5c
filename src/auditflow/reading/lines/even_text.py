"""The first step: text → even text and its lines, each with its span.

The even text has one kind of line break, of space and of hyphen, composed letters and
no ligatures, lines where they were lost, and nothing that only the page or the mail
needs. Each of its characters knows where it stood in the given text.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

import attrs

from auditflow.reading.lines.furniture import furniture
from auditflow.reading.lines.line import Line, lines_of
from auditflow.reading.lines.mail import without_mail
from auditflow.reading.lines.mending import Mended, mended
from auditflow.reading.lines.relining import relined
from auditflow.reading.lines.traced import Traced
from auditflow.values import Value

_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


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
        letter, mailed = without_mail(whole)
        return cls(without_furniture(letter), (*mended_signs, *restored, *mailed))

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
