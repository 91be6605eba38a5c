"""How sure a source is: of a rule, of a roll, of the law as it once was."""

from collections.abc import Iterable
from enum import StrEnum


class Confidence(StrEnum):
    """How sure the source of a rule or of a day is."""

    SETTLED = "settled"
    """The text of the law, or of the paper, was read and says so."""
    INFERRED = "inferred"
    """It follows from texts that were read."""
    OPEN = "open"
    """Nobody here knows, or sources differ."""


_WEAKEST_LAST = tuple(Confidence)


def weakest(found: Iterable[Confidence]) -> Confidence:
    """The least sure of *found*; settled if there is nothing to doubt.

    >>> weakest([Confidence.SETTLED, Confidence.INFERRED])
    <Confidence.INFERRED: 'inferred'>
    """
    return max(found, key=_WEAKEST_LAST.index, default=Confidence.SETTLED)
