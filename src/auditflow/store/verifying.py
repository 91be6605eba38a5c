"""The whole ledger walked, from the first entry to the last: does each fit?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    cast,
    func,
    select,
)

from auditflow.errors import Fault
from auditflow.store.chain import START, Head, hash_of
from auditflow.store.entries import table_of
from auditflow.store.governing import REMOVED
from auditflow.store.ledger import head_of
from auditflow.store.people import token_of, tokens_in
from auditflow.store.schema import ENTRY, PERSON

Progress = Callable[[int, int], None]
"""Is told how many entries have been looked at, and how many there are."""

_AT_ONCE: Final = 2000
_FLOWING: Final = {"yield_per": _AT_ONCE}


@attrs.frozen
class Misfit:
    """Something that does not fit: where, and what is wrong with it."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


@attrs.frozen
class Verified:
    """What a walk through the ledger found.

    ``head`` is the head to keep elsewhere; ``entries`` how many there are. Where
    nothing misfits, ``misfit`` is None, and the ledger is as it was written.
    """

    head: Head
    entries: int
    misfit: Misfit | None

    @property
    def holds(self) -> bool:
        """Whether everything fits."""
        return self.misfit is None


def verified(
    connection: Connection, kept: Head | None, progress: Progress | None
) -> Verified:
    """Walk through the ledger until something does not fit, or to its end.

    Args:
        connection: one that sees the entries of all authorities.
        kept: a head that was kept elsewhere.
        progress: is told from time to time how far it is.
    """
    head = head_of(connection)
    walk = _Walk(connection, head, kept, progress)
    return Verified(head, walk.count, next(walk.misfits(), None))


@attrs.define
class _Walk:
    connection: Connection
    head: Head
    kept: Head | None
    progress: Progress | None
    count: int = attrs.field(init=False)
    _removed: set[str] = attrs.field(factory=set)
    _wanted: set[str] = attrs.field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.count = int(
            self.connection.execute(select(func.count()).select_from(ENTRY)).scalar()
            or 0
        )

    def misfits(self) -> Iterator[Misfit]:
        """Each thing that does not fit, as the walk comes to it."""
        yield from self._in_the_store()
        yield from self._in_streams()
        yield from self._in_names()

    def _in_the_store(self) -> Iterator[Misfit]:
        """From entry to entry: nothing is missing, and each says what was hashed."""
        latest, digest = 0, START
        for row in self._rows():
            position, place = row[0], f"entry {row[0]}"
            if position != latest + 1:
                yield Misfit(place, _gap(latest, position))
            said = _hash(row)
            if bytes(row[7] or b"") != digest:
                yield Misfit(place, "does not follow the entry before it in the store")
            if said is None or bytes(row[8] or b"") != said:
                yield Misfit(place, "does not say what was written")
            self._look_for_names(row[5])
            latest, digest = position, bytes(row[8])
            if self.kept is not None and position == self.kept.position:
                yield from self._unlike_kept(place, digest)
        if (latest, digest) != (self.head.position, self.head.hash):
            ends = f"ends with entry {latest}, but its head is {self.head.position}"
            yield Misfit("the store", ends)
        if self.kept is not None and latest < self.kept.position:
            what = f"ends with entry {latest}, but had {self.kept.position} before"
            yield Misfit("the store", what)

    def _unlike_kept(self, place: str, digest: bytes) -> Iterator[Misfit]:
        if self.kept is not None and digest != self.kept.hash:
            yield Misfit(place, "is not the entry that was the head when it was kept")

    def _rows(self) -> Iterator[Sequence[Any]]:
        columns = [_raw(column, self.connection) for column in ENTRY.c]
        asked = select(*columns).order_by(ENTRY.c.position)
        found = self.connection.execute(asked, execution_options=_FLOWING)
        for seen, row in enumerate(found, 1):
            if self.progress is not None and seen % _AT_ONCE == 0:
                self.progress(seen, self.count)
            yield row
        if self.progress is not None:
            self.progress(self.count, self.count)

    def _look_for_names(self, text: bytes) -> None:
        """Remember whose names an entry needs, and which of them were removed."""
        if b'"person' not in text and b'"token"' not in text:
            return
        try:
            said = table_of(text.decode())
        except (Fault, ValueError):
            return  # its hash does not fit either
        self._wanted.update(tokens_in(said))
        if said["event"].get("event") == REMOVED:
            self._removed.add(said["event"]["token"])

    def _in_streams(self) -> Iterator[Misfit]:
        """From entry to entry of each case: none is missing, and each follows."""
        asked = select(
            ENTRY.c.stream, ENTRY.c.number, ENTRY.c.position, ENTRY.c.before,
            ENTRY.c.hash,
        ).order_by(ENTRY.c.stream, ENTRY.c.number)  # fmt: skip
        stream, latest, digest = 0, 0, START
        for row in self.connection.execute(asked, execution_options=_FLOWING):
            place = f"entry {row.position}"
            if row.stream != stream:
                stream, latest, digest = row.stream, 0, START
                if row.position != stream:
                    yield Misfit(place, f"is not the beginning of stream {stream}")
            if row.number != latest + 1:
                what = f"is number {row.number} of its stream, after {latest}"
                yield Misfit(place, what)
            if bytes(row.before) != digest:
                yield Misfit(place, "does not follow the entry before it in its case")
            latest, digest = row.number, bytes(row.hash)

    def _in_names(self) -> Iterator[Misfit]:
        """Each name is the one that was hashed; none is gone that was not removed."""
        known = set()
        for row in self.connection.execute(select(PERSON)):
            place = f"the name with the token {row.token}"
            if token_of(row.salt, row.name) != row.token:
                yield Misfit(place, "is not the name that was written")
            if row.token in self._removed:
                yield Misfit(place, "is there again, although it was removed")
            known.add(row.token)
        gone = sorted(self._wanted - known - self._removed)
        if gone:
            place = f"the name with the token {gone[0]}"
            yield Misfit(place, "is missing, though nobody removed it")


def _gap(latest: int, position: int) -> str:
    first = latest + 1
    if position == first + 1:
        return f"comes after entry {latest}: entry {first} is missing"
    return f"comes after entry {latest}: entries {first} to {position - 1} are missing"


def _raw(
    column: Column[Any], connection: Connection
) -> ColumnElement[Any] | Column[Any]:
    """A column as it is read to be hashed: text in its bytes, sound or not."""
    if column.name not in ("authority", "written", "text"):
        return column
    if connection.dialect.name == "postgresql":
        return func.convert_to(column, "UTF8", type_=LargeBinary)
    return cast(column, LargeBinary)


def _hash(row: Sequence[Any]) -> bytes | None:
    """The hash of what an entry says; None where it says what none can."""
    try:
        parts = (bytes(part) for part in row[3:8])
        return hash_of(int(row[0]), int(row[1]), int(row[2]), *parts)
    except (TypeError, ValueError):
        return None
