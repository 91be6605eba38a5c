"""Columns larger than memory: one chunk after another, each as a column of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from typing import TypeVar

import attrs

from auditflow.errors import ColumnRefused, NoBusinessDays

AnswerT = TypeVar("AnswerT")


def stream(
    chunks: Iterable[Sized], function: Callable[..., AnswerT]
) -> Iterator[AnswerT]:
    """The answer of *function* to each of the *chunks*, when it is asked for.

    No chunk is read before the answer to the one before it was taken, and none is
    kept: memory stays as flat as that of a single chunk. A row that is refused is named
    by its index in the whole column, however it came in pieces.

    >>> from datetime import date
    >>> from auditflow import BusinessCalendar, bulk
    >>> sweden = BusinessCalendar.sweden()
    >>> chunks = ([date(2022, 12, day)] for day in (19, 23))
    >>> for answer in stream(chunks, lambda days: bulk.add(days, 10, calendar=sweden)):
    ...     print(*answer)
    2023-01-03
    2023-01-10

    Args:
        chunks: columns, or tables, each as long as its ``len``. A mapping, such as
            ``{"received": …, "requested": …}``, holds columns of the same length, and
            is given to the function as its keyword arguments.
        function: any function of this package with its other arguments filled in, or
            one that calls them.

    Raises:
        ColumnRefused: as the function does, with the index in the whole column.
        NoBusinessDays: likewise.
    """
    begun = 0
    for chunk in chunks:
        try:
            if isinstance(chunk, Mapping):
                answer = function(**chunk)
            else:
                answer = function(chunk)
        except (ColumnRefused, NoBusinessDays) as refused:
            if refused.index is None:
                raise
            raise attrs.evolve(refused, index=begun + refused.index) from None
        begun += _rows(chunk)
        yield answer


def _rows(chunk: Sized) -> int:
    if isinstance(chunk, Mapping):
        return max((len(c) for c in chunk.values() if isinstance(c, Sized)), default=0)
    return len(chunk)
