"""A store opened: at an address, or on a connection that somebody else holds."""

import contextlib
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from auditflow.store.access import Access, now
from auditflow.store.database import Database, database_at
from auditflow.store.ledger import Clock, instant_text
from auditflow.store.scope import Scope
from auditflow.store.store import Store
from auditflow.store.upgrading import check_tables, make_tables, upgrade_tables

WAIT: Final = 30.0
"""How many seconds to wait for somebody else who holds the store."""


def open_store(
    url: str | URL = "sqlite:///auditflow.db",
    *,
    authority: str | None = None,
    create: bool = False,
    beside: bool = False,
    wait: float = WAIT,
    clock: Clock = now,
) -> Store:
    """Open the store at an address.

    >>> with open_store("sqlite://", create=True) as store:
    ...     store.head().position
    0

    Args:
        url: ``sqlite:///auditflow.db`` (a file), ``sqlite://`` (in memory, for tests),
            or ``postgresql://user@host/name``.
        authority: the one authority whose cases are seen and written; all by default.
        create: make a store where there is none.
        beside: make it even where another program has its tables.
        wait: how many seconds to wait for somebody else who holds the store.
        clock: what tells the instant that it is, in a time zone; for tests.

    Raises:
        StoreMissing: there is none, and none is to be made.
        StoreOutdated: its tables are of another version.
        StoreRefused: it is no database, that of another program, or out of reach.
        StoreBusy: somebody else holds it.
        AuthorityUnknown: it has no case of that authority, and none is to be made.
        ValueRefused: *authority* is no short name, such as cases carry it.
        ExtraMissing: what speaks with the database is not installed.
    """
    scope = Scope(authority)
    database = database_at(url, wait=wait, may_make=create)
    store = Store(Access(database, scope, clock))
    with contextlib.ExitStack() as on_error:
        on_error.callback(store.close)
        if create:
            with database.writing() as connection:
                made = instant_text(clock())
                make_tables(connection, database.shown, made, beside=beside)
            database.keep_well()
        else:
            with database.reading() as connection:
                check_tables(connection, database.shown)
            store.check_authority()
        on_error.pop_all()
    return store


def store_on(
    connection: Connection, *, authority: str | None = None, clock: Clock = now
) -> Store:
    """The store in a database to which somebody else holds a *connection*.

    What is written through it counts when they commit, and is gone if they roll back:
    their own rows and the case change together or not at all. From its first entry
    until then it holds the end of the ledger, so commit soon.

    Raises:
        StoreMissing: there is no store in that database.
        StoreOutdated: its tables are of another version.
    """
    database = Database(connection.engine, WAIT)
    with database.speaking():
        check_tables(connection, database.shown)
    return Store(Access(database, Scope(authority), clock, connection))


def upgrade_store(url: str | URL, *, wait: float = WAIT) -> tuple[str, str]:
    """Bring the tables of a store to the version that this auditflow knows.

    Returns:
        The version that they had, and the one that they have.

    Raises:
        StoreMissing: there is no store.
        StoreOutdated: its tables are newer than this auditflow knows.
        StoreRefused: it is no database, or that of another program.
    """
    database = database_at(url, wait=wait, may_make=False)
    with contextlib.closing(database), database.writing() as connection:
        return upgrade_tables(connection, database.shown)
