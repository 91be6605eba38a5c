"""The ledger, entry by entry: each with its number, and with what corrected it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import attrs

from auditflow.case.case import Case
from auditflow.events import AnyEvent, Corrected


@attrs.frozen
class Entry:
    """One entry of a history, with its number there, counted from 1.

    ``corrects`` is the number of the entry that a correction is about. What no longer
    holds has been corrected: ``corrected_by`` is the number of the correction that
    holds instead, of the entry or of an earlier correction of the same one.
    """

    number: int
    event: AnyEvent
    corrects: int | None = None
    corrected_by: int | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing has taken its place."""
        return self.corrected_by is None


def entries_of(case: Case, known_at: datetime | None = None) -> tuple[Entry, ...]:
    """Each entry in the history of *case*, as it was known at an instant.

    The numbers are those of the whole history, whenever one looks.

    >>> from datetime import date
    >>> from auditflow.memo import Body, Memo
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> [(entry.number, entry.event.word) for entry in entries_of(case)]
    [(1, 'received')]

    Raises:
        NotADay: *known_at* is no instant.
        NotKnownYet: nothing was recorded until then.
    """
    known = case if known_at is None else case.as_known_at(known_at)
    seen = {id(event) for event in known.history}
    numbered = [
        (number, event)
        for number, event in enumerate(case.history, 1)
        if id(event) in seen
    ]
    return tuple(_entries(numbered))


def number_of(history: Sequence[AnyEvent], event: AnyEvent) -> int | None:
    """The number of *event* in *history*, the first if it was told twice."""
    return next((n for n, entry in enumerate(history, 1) if entry == event), None)


def _entries(numbered: Sequence[tuple[int, AnyEvent]]) -> Iterator[Entry]:
    corrections = [
        (number, event) for number, event in numbered if isinstance(event, Corrected)
    ]
    corrections.sort(key=lambda pair: pair[1].stamp)
    latest = {event.wrong: number for number, event in corrections}
    first: dict[AnyEvent, int] = {}
    if corrections:
        for number, event in numbered:
            first.setdefault(event, number)
    for number, event in numbered:
        if isinstance(event, Corrected):
            holding = latest[event.wrong]
            later = None if holding == number else holding
            yield Entry(number, event, first.get(event.wrong), later)
        else:
            yield Entry(number, event, None, latest.get(event) if latest else None)
