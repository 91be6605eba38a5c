"""A store in memory, for tests: it behaves as a file does, and is gone when closed."""

import sqlite3
from threading import Lock

import attrs
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import NullPool


@attrs.frozen(eq=False)
class Memory:
    """What a store in memory was when it was last committed, for those who read.

    One connection writes, and each who reads gets a copy: as in a file, it shows one
    state, whatever is written meanwhile, and by however many threads.
    """

    writing: Lock = attrs.field(factory=Lock)
    """Held by the one who writes."""
    readers: Engine = attrs.field(init=False)
    """Gives each who reads a connection of its own."""
    _copying: Lock = attrs.field(factory=Lock, init=False)
    _committed: sqlite3.Connection = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        committed = _empty()
        readers = create_engine("sqlite://", creator=self._copied, poolclass=NullPool)
        object.__setattr__(self, "_committed", committed)
        object.__setattr__(self, "readers", readers)

    def commit(self, connection: Connection) -> None:
        """Show what was committed on a *connection* to those who read from now on."""
        written = connection.connection.dbapi_connection
        with self._copying:
            written.backup(self._committed)  # type: ignore[union-attr]

    def close(self) -> None:
        """Let it be gone."""
        self._committed.close()

    def _copied(self) -> sqlite3.Connection:
        copy = _empty()
        with self._copying:
            self._committed.backup(copy)
        return copy


def _empty() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)
