"""The database of a store: how it is reached, and what its refusals mean."""

import contextlib
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as NoneLeft
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from auditflow.errors import (
    AuditflowError,
    ExtraMissing,
    StoreBusy,
    StoreMissing,
    StoreRefused,
)
from auditflow.store.holding import holder_of_file, holder_of_server
from auditflow.store.memory import Memory

_WRITES: Final = "auditflow_writes"
_EXAMPLE: Final = "sqlite:///auditflow.db"
_RESTORE: Final = (
    "restore the latest backup, and verify it with: auditflow store verify"
)
_LOCKED: Final = r"database (?:table )?is locked|lock timeout"
_TOGETHER: Final = r"could not serialize access|deadlock detected|SQLITE_BUSY_SNAPSHOT"


@attrs.frozen
class Database:
    """Where a store is, and the engine that reaches it.

    ``wait`` is how many seconds to wait for somebody else who holds it.
    """

    engine: Engine
    wait: float
    memory: Memory | None = None

    @property
    def shown(self) -> str:
        """What to call it in a sentence: its address without a password."""
        address = self.engine.url
        plain = address.set(drivername=address.get_backend_name())
        return plain.render_as_string(hide_password=True)

    @property
    def is_server(self) -> bool:
        """Whether it is PostgreSQL, with row-level security and locks of its own."""
        return self.engine.dialect.name == "postgresql"

    @property
    def path(self) -> Path | None:
        """The file that it is; None for a server, and for a store in memory."""
        name = self.engine.url.database
        return None if self.is_server or not name else Path(name)

    def keep_well(self) -> None:
        """Let those who read a file not wait for the one who writes (WAL)."""
        if self.path is not None:
            with self.speaking(), self.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                raw.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]

    def delete_well(self, connection: Connection) -> None:
        """Let a file overwrite what is deleted, whoever made the *connection*."""
        if not self.is_server:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")

    def leave_nothing_behind(self) -> bool:
        """Let a file keep nothing of what was deleted, in its journal neither.

        Returns:
            Whether that could be done; not while somebody else reads it.
        """
        if self.path is None:
            return True
        with self.speaking(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)"
            done = raw.execute(checkpoint).fetchone()  # type: ignore[union-attr]
            return not done[0]

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a transaction that sees one state of the store."""
        engine = self.memory.readers if self.memory else self.engine
        with self.speaking(), _sound(self.shown), engine.connect() as made:
            connection = made
            if self.is_server:
                # Else each question would see what others wrote since the one before.
                connection = made.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that may write: all counts, or nothing."""
        with self.speaking(), self._alone(), self.engine.connect() as made:
            connection = made.execution_options(**{_WRITES: True})
            with connection.begin():
                if self.is_server:
                    wait = text("SELECT set_config('lock_timeout', :wait, true)")
                    connection.execute(wait, {"wait": f"{_milliseconds(self.wait)}ms"})
                yield connection
            if self.memory:
                self.memory.commit(connection)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """In memory nobody but us keeps two that write apart."""
        if self.memory is None:
            yield
            return
        if not self.memory.writing.acquire(timeout=self.wait):
            raise self.busy()
        try:
            yield
        finally:
            self.memory.writing.release()

    def close(self) -> None:
        """Let go of it; a store in memory is gone then."""
        self.engine.dispose()
        if self.memory:
            self.memory.close()

    @contextlib.contextmanager
    def speaking(self) -> Iterator[None]:
        """Tell what the database refuses in words that a person can act upon."""
        try:
            yield
        except NoneLeft:
            why = f"all connections of this program are in use; waited {self.wait:g} s"
            raise StoreBusy(self.shown, why, "use fewer of them at once") from None
        except (DBAPIError, self.engine.dialect.loaded_dbapi.Error) as error:
            refused = self._told(error)
            if refused is None:
                raise
            raise refused from None

    def _told(self, error: Exception) -> AuditflowError | None:
        refusal = error.orig if isinstance(error, DBAPIError) else error
        said = str(refusal).strip().split("\n")[0]
        # SQLite says "disk I/O error" where a disk is full, and where one is broken.
        named = f"{getattr(refusal, 'sqlite_errorname', '')}: {said}"
        for pattern, why, mend in _REFUSALS:
            if re.search(pattern, named, re.IGNORECASE):
                return StoreRefused(self.shown, why.format(said=said), mend)
        if re.search(_TOGETHER, named, re.IGNORECASE):
            why = f"somebody else wrote at the same time ({said})"
            return StoreBusy(self.shown, why, "roll back, and do the same again")
        if re.search(_LOCKED, said, re.IGNORECASE):
            return self.busy()
        ours = isinstance(error, DBAPIError) and "auditflow_" in (error.statement or "")
        if isinstance(error, IntegrityError) and ours:
            why = f"holds rows that contradict each other ({said})"
            mend = "see what does not fit with: auditflow store verify"
            return StoreRefused(self.shown, why, mend)
        if isinstance(error, OperationalError) or refusal is error:
            mend = "check the address, and that the database can be reached"
            return StoreRefused(self.shown, f"cannot be used ({said})", mend)
        return None

    def busy(self) -> StoreBusy:
        """That somebody else holds it, and who, as far as that is known."""
        path = self.path
        if self.is_server:
            holder = holder_of_server(self.engine)
        else:
            holder = holder_of_file(path) if path else ""
        who = f"is held by {holder}" if holder else "is held by somebody else"
        waited = f"{who}; waited {self.wait:g} seconds"
        return StoreBusy(self.shown, waited, "try again when that has ended", holder)


@contextlib.contextmanager
def _sound(shown: str) -> Iterator[None]:
    """Tell that a file is damaged where SQLite says so in letters that are none."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise StoreRefused(shown, f"is damaged ({error.reason})", _RESTORE) from None


def _milliseconds(seconds: float) -> int:
    """How long a server shall wait; 0 would mean for ever to it."""
    return max(1, int(seconds * 1000))


# What a database says, why that is, and what helps.
_REFUSALS: Final = (
    (
        r"database or disk is full|no space left|could not extend file",
        "the disk is full, and nothing was written",
        "make room, and do the same again",
    ),
    (
        r"SQLITE_IOERR_(WRITE|TRUNCATE|FSYNC|DIR_FSYNC|SHM)",
        "the disk takes no more ({said}), and nothing was written",
        "make room, check the disk and its quota, and do the same again",
    ),
    (
        r"SQLITE_READONLY_DIRECTORY",
        "can be neither read nor written in a folder that may not be written to",
        "get the right to write to the folder, or copy the file to another",
    ),
    (
        r"SQLITE_READONLY_DBMOVED",
        "was moved or removed while it was open",
        "open it again where it is now",
    ),
    (
        r"readonly database|read-only transaction",
        "may only be read",
        "get the right to write to the file and to its folder",
    ),
    (
        r"file is not a database|file is encrypted",
        "is no database",
        f"name the file of a store, such as {_EXAMPLE}",
    ),
    (
        r"could not decode to UTF-8",
        "holds a text that is none",
        "see what does not fit with: auditflow store verify",
    ),
    (
        r"malformed|disk I/O error|invalid page in block|could not read block",
        "is damaged ({said})",
        _RESTORE,
    ),
    (
        r"unable to open database file",
        "cannot be opened",
        "check the folder, and that you may write to it",
    ),
    (
        r"password authentication failed|no password supplied|role .* does not exist",
        "does not let this user in ({said})",
        "check the user and the password in the address",
    ),
    (
        r"database .* does not exist",
        "there is no such database on the server",
        "make it with createdb, or check the name",
    ),
)


def database_at(url: str | URL, *, wait: float, may_make: bool) -> Database:
    """The database at *url*, which is reached when something is asked of it.

    Args:
        url: such as ``sqlite:///auditflow.db``, ``sqlite://`` for one in memory, or
            ``postgresql://user@host/name``.
        wait: how many seconds to wait for somebody else who holds it.
        may_make: whether a file that is not there may be made.

    Raises:
        StoreMissing: there is no such file, and none may be made.
        StoreRefused: *url* is none of the two kinds of database.
        ExtraMissing: what speaks with the database is not installed.
    """
    address = _address(url)
    try:
        engine = _engine(address, wait)
    except ModuleNotFoundError:
        raise ExtraMissing("PostgreSQL", "postgres") from None
    in_memory = address.get_backend_name() == "sqlite" and not engine.url.database
    found = Database(engine, wait, Memory() if in_memory else None)
    path = found.path
    if path is not None and not may_make and not _holds_something(path):
        why = "there is no store"
        mend = "check the folder, or make one with: auditflow store init"
        raise StoreMissing(found.shown, why, mend)
    return found


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True  # the database tells why it cannot be opened


def _address(url: str | URL) -> URL:
    mend = f"write it as {_EXAMPLE} or postgresql://user@host/name"
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreRefused(str(url), "is no address of a store", mend) from None
    kind = address.get_backend_name()
    if kind in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if kind == "sqlite":
        return address.set(drivername="sqlite+pysqlite")
    shown = address.render_as_string(hide_password=True)
    raise StoreRefused(shown, f"a store cannot be in {kind}", mend)


def _engine(address: URL, wait: float) -> Engine:
    if address.get_backend_name() == "postgresql":
        who = f"auditflow {socket.gethostname()} {os.getpid()}"
        named = {"application_name": who}
        return create_engine(address, connect_args=named, pool_timeout=wait)
    if address.database in (None, "", ":memory:"):
        shared = {"check_same_thread": False}
        engine = create_engine(
            address.set(database=None), poolclass=StaticPool, connect_args=shared
        )
    else:
        waiting = {"timeout": wait}
        engine = create_engine(address, connect_args=waiting, pool_timeout=wait)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


_CACHE: Final = 32 * 1024  # kilobytes that a connection may keep, once it needs them


def _prepare_sqlite(connection: object, _: ConnectionPoolEntry) -> None:
    """Let nothing that was acknowledged be lost, and nothing removed be left behind."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    # A large store looks up names all over its indexes while it is filled.
    cursor.execute(f"PRAGMA cache_size=-{_CACHE}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Who will write takes the lock at once: two that read first would both lose."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
