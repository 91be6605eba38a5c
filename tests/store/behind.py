"""The way into a store behind its back: past what guards it, and with plain SQL."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

import attrs
from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.pool import NullPool

from auditflow.store import Head, open_store
from auditflow.store.schema import ENTRY, PERSON
from tests.store.letters import TOWNS, answers, letter

RECEIVED, DRAFTED = date(2022, 9, 27), date(2022, 10, 5)
STORE: Final = "the store"
AS_BYTES: Final = "surrogateescape"
"""How bytes that are no letters stand in a string until they are written."""

Row = dict[str, Any]
_ENTRY: Final = ENTRY.name


def make_small(url: str) -> None:
    """Make a store of some 60 entries: eight cases of two authorities, a name gone."""
    with open_store(url, create=True) as store:
        for n in range(8):
            case = store.register(letter(n + 1, TOWNS[n % 2]), received=RECEIVED)
            for step in range(3):
                told = answers(f"chef {n} {step}")
                case = case.take("draft", on=DRAFTED, by=f"h {n}", responses=told)
                case = case.take("remit", on=DRAFTED, by="nämnden", reason="mer")
            if n == 2:
                store.forget("Åsa Öberg 3", by="registrator", reason="begäran")


def kept_head(url: str) -> Head:
    """The head of a store, to be kept elsewhere."""
    with open_store(url) as store:
        return store.head()


def unguarded(url: str) -> Engine:
    """An engine for a store whose triggers do nothing any more."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _begin_ourselves)
        event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN"))
        with engine.begin() as connection:
            for verb in ("update", "delete"):
                said = f"DROP TRIGGER IF EXISTS auditflow_entry_no_{verb}"
                connection.exec_driver_sql(said)
    return engine


def _begin_ourselves(connection: Any, _: object) -> None:
    connection.isolation_level = None


@contextmanager
def changes(engine: Engine) -> Iterator[Connection]:
    """A connection on which anything can be done; when the block ends, nothing was."""
    with engine.connect() as connection, connection.begin() as transaction:
        if engine.dialect.name == "postgresql":
            # No trigger fires then; only a superuser may do so.
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
        transaction.rollback()


@attrs.define
class Behind:
    """A way into a store past everything that guards it; nothing that is done stays."""

    connection: Connection
    rng: random.Random
    entries: list[Row] = attrs.field(init=False)
    people: list[Row] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        ordered = select(ENTRY).order_by(ENTRY.c.position)
        self.entries = self._read(ordered)
        self.people = self._read(select(PERSON).order_by(PERSON.c.token))

    def _read(self, asked: Any) -> list[Row]:
        return [dict(row) for row in self.connection.execute(asked).mappings()]

    @property
    def in_file(self) -> bool:
        """Whether any kind of value can stand in any column."""
        return self.connection.dialect.name == "sqlite"

    @property
    def last(self) -> int:
        """The position of the last entry."""
        return len(self.entries)

    def entry(self) -> Row:
        """Any of the entries."""
        return self.rng.choice(self.entries)

    def two(self) -> tuple[Row, Row]:
        """Any two of the entries, the earlier one first."""
        one, other = sorted(self.rng.sample(range(self.last), 2))
        return self.entries[one], self.entries[other]

    def run(self, said: str, **values: object) -> None:
        """Let the database do as is *said*."""
        self.connection.execute(text(said), values)

    def put(
        self, table: str, column: str, value: object, where: str, **key: Any
    ) -> None:
        """Put a *value* into a column; bytes become text where text stands."""
        said = ":value"
        if isinstance(value, str) and self.in_file:
            said, value = "CAST(:value AS TEXT)", value.encode("utf-8", AS_BYTES)
        self.run(
            f"UPDATE {table} SET {column} = {said} WHERE {where}",  # noqa: S608
            value=value,
            **key,
        )

    def put_in(self, row: Row, column: str, value: object) -> None:
        """Put a *value* into a column of an entry."""
        self.put(_ENTRY, column, value, "position = :at", at=row["position"])

    def remove(self, *positions: int) -> None:
        """Remove the entries at these positions."""
        for position in positions:
            self.run(f"DELETE FROM {_ENTRY} WHERE position = :at", at=position)  # noqa: S608

    def add(self, row: Row) -> None:
        """Add a *row* to the ledger."""
        self.connection.execute(ENTRY.insert(), row)

    def after(self, position: int, gone: frozenset[int] = frozenset()) -> str:
        """The place after *position* that is still there."""
        rest = [n for n in range(position + 1, self.last + 1) if n not in gone]
        return place_of(rest[0]) if rest else STORE


def place_of(position: int) -> str:
    """What an entry is called where it does not fit."""
    return f"entry {position}"
