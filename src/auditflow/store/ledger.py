"""The ledger: entries are added at its end, one after another, and never changed."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

import attrs
from pendulum import DateTime
from sqlalchemy import Connection, Dialect, bindparam, insert, select, update
from sqlalchemy.sql.compiler import SQLCompiler

from auditflow.errors import Fault
from auditflow.store.chain import START, Head, broken, hash_of
from auditflow.store.schema import ENTRY, HEAD

Clock = Callable[[], DateTime]

_HOLD: Final = update(HEAD).values(position=HEAD.c.position)
_READ: Final = select(HEAD.c.position, HEAD.c.hash, HEAD.c.written)
_MOVE: Final = update(HEAD).values(
    position=bindparam("position"), hash=bindparam("hash"), written=bindparam("written")
)


def instant_text(instant: datetime) -> str:
    """An instant as entries hold it: in UTC, to the microsecond, always as long.

    >>> from auditflow.day import read_instant
    >>> instant_text(read_instant("2022-09-27T14:05:00+02:00"))
    '2022-09-27T12:05:00.000000Z'
    """
    plain = datetime.fromtimestamp(instant.timestamp(), UTC)
    return plain.isoformat(timespec="microseconds").replace("+00:00", "Z")


@attrs.define
class Pen:
    """Who holds the end of the ledger, and adds to it; all is written at once.

    ``now`` is the instant at which it is written: never before the latest entry, even
    if a clock was set back.
    """

    connection: Connection
    position: int
    hash: bytes
    now: str
    _rows: list[dict[str, Any]] = attrs.field(factory=list)
    _latest: dict[int, bytes] = attrs.field(factory=dict)

    def begin(self, authority: str, text: str) -> int:
        """Add the first entry of a new stream, and return what the stream is called."""
        stream = self.position + 1
        self._add(stream, 1, authority, text, START)
        return stream

    def add(self, stream: int, number: int, authority: str, text: str) -> None:
        """Add the entry with this *number* to a *stream*, which has those before it."""
        self._add(stream, number, authority, text, self._before(stream, number))

    def _before(self, stream: int, number: int) -> bytes:
        """The hash of the entry before the one with this *number*."""
        known = self._latest.get(stream)
        if known is not None:
            return known
        asked = select(ENTRY.c.hash).where(
            ENTRY.c.stream == stream, ENTRY.c.number == number - 1
        )
        found = self.connection.execute(asked).scalar()
        if found is None:
            raise broken(f"has nothing that entry {number} of {stream} could follow")
        return bytes(found)

    def _add(
        self, stream: int, number: int, authority: str, text: str, before: bytes
    ) -> None:
        position, head = self.position + 1, self.hash
        digest = hash_of(
            position,
            stream,
            number,
            authority.encode(),
            self.now.encode(),
            text.encode(),
            before,
            head,
        )
        self._rows.append(
            {
                "position": position,
                "stream": stream,
                "number": number,
                "authority": authority,
                "written": self.now,
                "text": text,
                "before": before,
                "head": head,
                "hash": digest,
            }
        )
        self._latest[stream] = digest
        self.position, self.hash = position, digest

    def write(self) -> None:
        """Write what was added, and move the head."""
        if not self._rows:
            return
        _add_all(self.connection, self._rows)
        moved = {"position": self.position, "hash": self.hash, "written": self.now}
        self.connection.execute(_MOVE, moved)
        self._rows.clear()


def _add_all(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Add *rows*, as they are: every driver takes numbers, text and bytes.

    To look at each value first would take more than half of the time.
    """
    compiled = _compiled(connection.dialect)
    order = compiled.positiontup
    given = rows if order is None else [tuple(row[k] for k in order) for row in rows]
    connection.exec_driver_sql(str(compiled), given)


@lru_cache(maxsize=8)
def _compiled(dialect: Dialect) -> SQLCompiler:
    """How an entry is added in a *dialect*."""
    columns = [column.name for column in ENTRY.columns]
    compiled = insert(ENTRY).compile(dialect=dialect, column_keys=columns)
    if not isinstance(compiled, SQLCompiler):
        raise Fault("an insertion that is no SQL")
    return compiled


def hold(connection: Connection) -> None:
    """Hold the end of the ledger until the transaction ends: others have to wait."""
    connection.execute(_HOLD)


@contextlib.contextmanager
def pen_on(connection: Connection, clock: Clock) -> Iterator[Pen]:
    """A pen at the end of the ledger, which writes when it is laid down."""
    position, digest, written = _read_head(connection)
    pen = Pen(connection, position, bytes(digest), max(instant_text(clock()), written))
    yield pen
    pen.write()


def head_of(connection: Connection) -> Head:
    """The head of the store."""
    position, digest, _ = _read_head(connection)
    return Head(position, bytes(digest))


def _read_head(connection: Connection) -> tuple[int, bytes, str]:
    rows = connection.execute(_READ).all()
    if len(rows) != 1:
        raise broken("has no head, or more than one")
    position, digest, written = rows[0]
    return position, digest, written
