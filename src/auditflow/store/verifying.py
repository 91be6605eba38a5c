"""The whole ledger walked, from the first entry to the last: does each fit?"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import Any, Final

import attrs
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    select,
    true,
)
from sqlalchemy import Table as Rows

from auditflow.errors import StoreRefused
from auditflow.store.chain import START, Head, hash_of
from auditflow.store.entries import table_of
from auditflow.store.governing import REMOVED
from auditflow.store.people import token_of, tokens_in
from auditflow.store.schema import ENTRY, HEAD, PERSON

Progress = Callable[[int, int], None]
"""Is told how many are done, of entries or of cases, and how many there are."""

_STORE: Final = "the store"
_AT_ONCE: Final = 2000
_FLOWING: Final = {"yield_per": _AT_ONCE}
_NOT_AN_ENTRY: Final = (
    AttributeError, KeyError, RecursionError, StoreRefused, TypeError, ValueError,
)  # fmt: skip


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
    walk = _Walk(connection, kept, progress)
    with closing(walk.misfits()) as misfits:
        return Verified(walk.head, walk.count, next(misfits, None))


@attrs.define
class _Walk:
    connection: Connection
    kept: Head | None
    progress: Progress | None
    head: Head = attrs.field(init=False)
    count: int = attrs.field(init=False)
    _heads: list[Sequence[Any]] = attrs.field(init=False)
    _wanted: dict[str, str] = attrs.field(factory=dict)
    _removed: set[str] = attrs.field(factory=set)

    def __attrs_post_init__(self) -> None:
        counted = select(func.count()).select_from(ENTRY)
        self.count = int(self.connection.execute(counted).scalar() or 0)
        heads = _plainly(HEAD, self.connection).limit(2)
        self._heads = [*self.connection.execute(heads)]
        self.head = _head_in(self._heads)

    def misfits(self) -> Generator[Misfit]:
        """Each thing that does not fit, as the walk comes to it."""
        yield from self._in_the_store()
        yield from self._in_streams()
        yield from self._in_names()

    def _in_the_store(self) -> Iterator[Misfit]:
        """From entry to entry: nothing is missing, and each says what was hashed."""
        latest, digest, when = 0, START, b""
        for row in self._rows():
            position, _, _, authority, written, text, _, head, own, sound = row
            place = f"entry {position}"
            if position != latest + 1:
                yield Misfit(place, _gap(latest, position))
            if head != digest:
                yield Misfit(place, "does not follow the entry before it in the store")
            if not sound or own != _hash(row):
                yield Misfit(place, "does not say what was written")
            if not self._remember_names(text, authority):
                yield Misfit(place, "cannot be read as an entry")
            latest, digest, when = position, own, written
            if self.kept is not None and position == self.kept.position:
                yield from self._unlike_kept(place, digest)
        yield from self._at_the_end(latest, digest, when)

    def _at_the_end(self, latest: int, digest: bytes, when: bytes) -> Iterator[Misfit]:
        """Where the entries end, the head of the store is, and so was one kept."""
        if len(self._heads) != 1 or not self._heads[0][-1]:
            yield Misfit(_STORE, "has no head that could be read, or more than one")
            return
        if latest != self.head.position:
            ends = f"ends with entry {latest}, but its head is {self.head.position}"
            yield Misfit(_STORE, ends)
        if digest != self.head.hash:
            yield Misfit(_STORE, "has a head that is not the hash of its last entry")
        name, _, _, said, _ = self._heads[0]
        if name != 1 or (latest and said != when):
            yield Misfit(_STORE, "has a head that does not say when it was written")
        if self.kept is None:
            return
        if latest < self.kept.position:
            what = f"ends with entry {latest}, but had {self.kept.position} before"
            yield Misfit(_STORE, what)
        if not self.kept.position and self.kept.hash != START:
            yield Misfit(_STORE, "never had the head that was kept: it says entry 0")

    def _unlike_kept(self, place: str, digest: bytes) -> Iterator[Misfit]:
        if self.kept is not None and digest != self.kept.hash:
            yield Misfit(place, "is not the entry that was the head when it was kept")

    def _rows(self) -> Iterator[Sequence[Any]]:
        asked = _plainly(ENTRY, self.connection).order_by(ENTRY.c.position)
        for seen, row in enumerate(self._flowing(asked), 1):
            if self.progress is not None and seen % _AT_ONCE == 0:
                self.progress(seen, self.count)
            yield row
        if self.progress is not None:
            self.progress(self.count, self.count)

    def _flowing(self, asked: Select[Any]) -> Iterator[Any]:
        """The rows that are *asked* for, a few at a time: the walk may end before."""
        with self.connection.execute(asked, execution_options=_FLOWING) as found:
            yield from found

    def _remember_names(self, text: bytes, authority: bytes) -> bool:
        """Remember the names that an entry needs, or removes; False if it is none.

        Whoever makes hashes anew can make one for any text.
        """
        try:
            said = table_of(text.decode())
            self._wanted.update(dict.fromkeys(tokens_in(said), authority.decode()))
            if said["event"].get("event") == REMOVED:
                self._removed.add(str(said["event"]["token"]))
        except _NOT_AN_ENTRY:
            return False
        return True

    def _in_streams(self) -> Iterator[Misfit]:
        """From entry to entry of each case: none is missing, and each follows."""
        asked = select(
            ENTRY.c.stream, ENTRY.c.number, ENTRY.c.position, ENTRY.c.before,
            ENTRY.c.hash,
        ).order_by(ENTRY.c.stream, ENTRY.c.number)  # fmt: skip
        stream, latest, digest = 0, 0, START
        for row in self._flowing(asked):
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
        asked = _plainly(PERSON, self.connection).order_by(PERSON.c.token)
        for row in self._flowing(asked):
            token, authority = _shown(row[0]), _shown(row[1])
            place = f"the name with the token {token}"
            if not row[-1] or _token_in(row[2], row[3]) != token:
                yield Misfit(place, "is not the name that was written")
            if token in self._removed:
                yield Misfit(place, "is there again, although it was removed")
            if self._wanted.get(token) != authority:
                yield Misfit(place, f"is in no entry of {authority}")
            known.add(token)
        gone = sorted(self._wanted.keys() - known - self._removed)
        if gone:
            place = f"the name with the token {gone[0]}"
            yield Misfit(place, "is missing, though nobody removed it")


def _gap(latest: int, position: int | None) -> str:
    first = latest + 1
    if position is None or position < first:
        return f"stands where entry {first} must be"
    if position == first + 1:
        return f"comes after entry {latest}: entry {first} is missing"
    return f"comes after entry {latest}: entries {first} to {position - 1} are missing"


def _head_in(heads: Sequence[Sequence[Any]]) -> Head:
    """The head in the one row of *heads*; without one, that of an empty store."""
    if len(heads) != 1 or not heads[0][-1]:
        return Head(0, START)
    return Head(heads[0][1], heads[0][2])


def _plainly(table: Rows, connection: Connection) -> Select[Any]:
    """The rows of a *table* as they are, and at last whether each value is of its kind.

    SQLite lets any kind of value stand anywhere, and text that is none: it is read in
    its bytes, as it is hashed. A number that is none is read as nothing.
    """
    if connection.dialect.name == "postgresql":
        return select(*map(_in_bytes, table.c), true())
    columns = [_of_kind(column) for column in table.c]
    kinds = (func.typeof(column) == _kind(column) for column in table.c)
    return select(*columns, and_(*kinds))


def _in_bytes(column: Column[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, Text):
        return func.convert_to(column, "UTF8", type_=LargeBinary)
    return column


def _of_kind(column: Column[Any]) -> ColumnElement[Any]:
    if _kind(column) == "integer":
        return case((func.typeof(column) == "integer", column))
    return cast(column, LargeBinary)


def _kind(column: Column[Any]) -> str:
    """What SQLite calls the kind of value that belongs into a *column*."""
    match column.type:
        case Text():
            return "text"
        case LargeBinary():
            return "blob"
        case _:
            return "integer"


def _hash(row: Sequence[Any]) -> bytes | None:
    """The hash of what an entry says; None where it says what none can."""
    if None in row:
        return None
    return hash_of(*row[:8])


def _shown(part: bytes | None) -> str:
    """What stands in a *part*, in letters that a terminal shows as they are."""
    return ascii((part or b"").decode(errors="replace"))[1:-1]


def _token_in(salt: bytes | None, name: bytes | None) -> str | None:
    """The token of a name; None where it is no name at all."""
    try:
        return token_of((salt or b"").decode(), (name or b"").decode())
    except UnicodeDecodeError:
        return None
