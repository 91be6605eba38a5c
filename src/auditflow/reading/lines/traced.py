"""A text in which each character knows where it stood in the given text."""

import re
from array import array
from collections.abc import Callable, Sequence

import attrs

from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class Traced(Value):
    r"""The given text as it stands after some changes, traced back to the given one.

    >>> traced = Traced.of("Dnr:\t2022/347").replaced(re.compile(r"\t"), lambda _: " ")
    >>> traced.text, traced.span(5, 9)
    ('Dnr: 2022/347', (5, 9))
    """

    given: str = attrs.field(repr=False)
    text: str
    # None while every character stands where it stood.
    _origins: "array[int] | None" = attrs.field(repr=False, eq=False)

    @classmethod
    def of(cls, given: str) -> "Traced":
        """*given*, unchanged."""
        return cls(given, given, None)

    def replaced(
        self, odd: re.Pattern[str], even: Callable[[re.Match[str]], str]
    ) -> "Traced":
        """The text with *even* of each match in the place of what is *odd*."""
        parts: list[str] = []
        origins = array("L")
        done = 0
        for match in odd.finditer(self.text):
            put = even(match)
            if put == match[0]:
                continue
            parts += self.text[done : match.start()], put
            origins.extend(self._from(done, match.start()))
            origins.extend([self.origin(match.start())] * len(put))
            done = match.end()
        if not parts:
            return self
        parts.append(self.text[done:])
        origins.extend(self._from(done, len(self.text) + 1))
        return Traced(self.given, "".join(parts), origins)

    def with_text(self, text: str) -> "Traced":
        """The same characters in the same places, some of them exchanged."""
        return Traced(self.given, text, self._origins)

    def without(self, spans: Sequence[tuple[int, int]]) -> "Traced":
        """The text without each of *spans*; of the lines around one break is left."""
        text, done = self.text, 0
        parts: list[str] = []
        origins = array("L")
        for start, end in spans:
            before, after = _around(text, start, end)
            before = max(before, done)
            parts += text[done:before], "\n"
            origins.extend(self._from(done, before + 1))
            done = after
        parts.append(text[done:])
        origins.extend(self._from(done, len(text) + 1))
        return Traced(self.given, "".join(parts), origins)

    def origin(self, place: int) -> int:
        """Where the character at *place* stood in the given text."""
        return place if self._origins is None else self._origins[place]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from *start* until *end* stood in the given text."""
        first = self.origin(start)
        if end <= start:
            return first, first
        return first, max(self.origin(end - 1) + 1, self.origin(end))

    def _from(self, start: int, end: int) -> "array[int] | range":
        return range(start, end) if self._origins is None else self._origins[start:end]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with all space around it."""
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return start, end
