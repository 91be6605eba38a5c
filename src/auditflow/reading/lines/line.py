"""The lines of a text, and what was read where."""

from collections.abc import Iterator
from typing import Generic, TypeVar

import attrs

from auditflow.values import Value

ReadT = TypeVar("ReadT")


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
