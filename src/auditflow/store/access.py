"""How everything in a store is reached: in a transaction, and within its authority."""

import contextlib
from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs
import pendulum
from pendulum import DateTime
from sqlalchemy import Connection, and_, select

from auditflow.day import STOCKHOLM
from auditflow.errors import StoreRefused
from auditflow.planning import Versions
from auditflow.store.database import Database
from auditflow.store.entries import table_of
from auditflow.store.governing import versions_in
from auditflow.store.ledger import Clock, hold
from auditflow.store.people import Table, names_of, show, tokens_in
from auditflow.store.schema import AUTHORITY, ENTRY
from auditflow.store.scope import Scope

T = TypeVar("T")


def now() -> DateTime:
    """The instant that it is."""
    return pendulum.now(STOCKHOLM)  # noqa: TID251 - a store stamps what it is told


@attrs.frozen
class Access:
    """The way to a store: its database, whose rows it may reach, and its clock.

    ``shared`` is a connection whose transaction belongs to somebody else; all that is
    written counts when that one is committed.
    """

    database: Database
    scope: Scope
    clock: Clock
    shared: Connection | None = None
    _kept: dict[bytes, Versions] = attrs.field(factory=dict, repr=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        if self.shared is not None:
            connection = self._still_shared(self.shared)
            with self.database.speaking():
                yield connection
            return
        with self.database.reading() as connection:
            self.scope.announce(connection)
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that holds the end of the ledger; all of it counts, or none."""
        if self.shared is not None:
            connection = self._still_shared(self.shared)
            with self.database.speaking():
                # First of all, so that the driver begins before the savepoint does.
                hold(connection)
                with connection.begin_nested():
                    yield connection
            return
        with self.database.writing() as connection:
            self.scope.announce(connection)
            hold(connection)
            yield connection

    def _still_shared(self, connection: Connection) -> Connection:
        """The connection of somebody else, told whose rows are wanted.

        Raises:
            StoreRefused: they have closed it.
        """
        if connection.closed:
            why = "the transaction in which this was read has ended"
            mend = "read the case again, from the store itself"
            raise StoreRefused(self.database.shown, why, mend)
        self.scope.announce(connection)
        return connection

    def each(self, connection: Connection, found: Iterable[T]) -> Iterator[T]:
        """What is *found*, one after another, whatever is done between two of them."""
        for one in found:
            yield one
            if self.shared is not None:  # a store of other rows may have spoken on it
                self.scope.announce(connection)

    def versions(self, connection: Connection, authority: str) -> Versions:
        """The rules and calendars that the cases of *authority* are planned by."""
        known = self.versions_of_each(connection, [authority])
        return known.get(authority, Versions())

    def versions_of_each(
        self, connection: Connection, authorities: Iterable[str]
    ) -> dict[str, Versions]:
        """Those of each of *authorities* that the store has; of the others none."""
        latest = and_(
            ENTRY.c.stream == AUTHORITY.c.stream, ENTRY.c.number == AUTHORITY.c.number
        )
        asked = (
            select(AUTHORITY.c.name, AUTHORITY.c.stream, ENTRY.c.hash)
            .join_from(AUTHORITY, ENTRY, latest)
            .where(AUTHORITY.c.name.in_([*authorities]))
        )
        found: dict[str, Versions] = {}
        for name, stream, digest in connection.execute(asked).all():
            key = bytes(digest)
            if key not in self._kept:
                self._kept[key] = versions_in(said_in(connection, stream, name))
            found[name] = self._kept[key]
        return found


def said_in(connection: Connection, stream: int, authority: str) -> list[Table]:
    """What each entry of a *stream*, of an authority, says, names in their places."""
    asked = select(ENTRY.c.text).where(ENTRY.c.stream == stream)
    asked = asked.order_by(ENTRY.c.number)
    said = [table_of(text) for text in connection.execute(asked).scalars()]
    named(connection, authority, said)
    return said


def named(connection: Connection, authority: str, said: list[Table]) -> None:
    """Put the names of people into their places in what is *said*."""
    tokens = {token for one in said for token in tokens_in(one)}
    if tokens:
        names = names_of(connection, authority, tokens)
        for one in said:
            show(one, names)
