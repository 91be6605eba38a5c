"""A store in somebody else's transaction: their rows and the case change together."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    insert,
    select,
)
from sqlalchemy.orm import Session

from auditflow.errors import (
    AuthorityUnknown,
    Conflict,
    NotAllowed,
    StoreBusy,
    StoreMissing,
    StoreRefused,
)
from auditflow.events import Assigned
from auditflow.store import Store, open_store, store_on
from tests.store import test_contract
from tests.store.cases import LATER, RECEIVED, Again, Clock, letter, registered, written

OWN = Table(
    "agreements",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("said", Text),
)
"""A table of the application, which knows nothing of the store."""

DRAFTED = date(2022, 10, 6)


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request) -> str:
    """A file or a server: what is in memory nobody can share."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def engine(store_url) -> Iterator[Engine]:
    """The engine of an application, made as every tutorial makes it."""
    engine = create_engine(store_url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(store_url, engine) -> Iterator[Connection]:
    """Its connection, to a database with a table of its own and a store beside it."""
    OWN.create(engine)
    open_store(store_url, create=True, beside=True, clock=Clock()).close()
    with engine.connect() as connection:
        yield connection


class TestOnAConnection(test_contract.TestContract):
    """All that a store promises holds in somebody else's transaction, too."""

    @pytest.fixture
    def store(self, connection, clock) -> Store:
        """A store in the transaction of the application."""
        return store_on(connection, clock=clock)

    @pytest.fixture
    def again(self, connection, clock) -> Again:
        """Commits, and goes on in the next transaction."""

        def reopened(store: Store) -> Store:
            store.close()
            connection.commit()
            return store_on(connection, clock=clock)

        return reopened

    # No two threads may share a connection, and what it has written it sees itself.
    test_who_reads_sees_one_state = None  # type: ignore[assignment]
    test_threads_share_a_store = None  # type: ignore[assignment]
    test_overdue_is_what_the_cases_say = None  # type: ignore[assignment] # slow


class TestTogether:
    """What the application writes and what the store writes are one thing."""

    def test_a_commit_keeps_both(self, connection, store_url):
        """After it everybody sees the row and the case."""
        case = registered(store_on(connection))
        connection.execute(insert(OWN).values(said=case.name))
        case.take("draft", on=DRAFTED, by="handläggaren")
        connection.commit()
        assert connection.execute(select(OWN.c.said)).scalars().all() == [case.name]
        with open_store(store_url) as store:
            assert store.case(case.name).version == 3
            assert store.verify().holds

    @pytest.mark.parametrize("first", ["read", "write", "nothing"])
    def test_a_rollback_leaves_neither(self, connection, store_url, first):
        """Whatever the application did before the first step, and between them."""
        with open_store(store_url) as store:
            kept = registered(store, "KS 2022/1", "Den som finns")
            before = written(store)
        if first == "read":
            connection.execute(select(OWN)).all()
        if first == "write":
            connection.execute(insert(OWN).values(said="före"))
        store = store_on(connection)
        case = registered(store)
        connection.execute(insert(OWN).values(said="mellan"))
        case.take("draft", on=DRAFTED, by="handläggaren")
        store.case(kept.name).take("draft", on=DRAFTED, by="handläggaren")
        connection.rollback()
        assert connection.execute(select(OWN)).all() == []
        with open_store(store_url) as store:
            assert written(store) == before

    def test_nothing_is_committed_early(self, connection, engine):
        """Somebody else sees no step before the commit of the application."""
        case = registered(store_on(connection))
        case.take("draft", on=DRAFTED, by="handläggaren")
        with engine.connect() as other:
            assert [*store_on(other).list()] == []
        connection.commit()
        with engine.connect() as other:
            assert [one.name for one in store_on(other).list()] == [case.name]

    def test_a_step_that_is_refused_leaves_the_rest(self, connection):
        """Only the step is undone; the application decides about its own rows."""
        store = store_on(connection)
        case = registered(store)
        connection.execute(insert(OWN).values(said="före"))
        with pytest.raises(NotAllowed):
            case.take("answer", on=DRAFTED, by="registrator")
        told = case.record(Assigned(on=LATER, by="chefen", to="anna"))
        with pytest.raises(Conflict):
            case.record(Assigned(on=LATER, by="chefen", to="bo"))
        connection.commit()
        assert connection.execute(select(OWN.c.said)).scalars().all() == ["före"]
        assert store_on(connection).case(case.name).case == told.case

    def test_a_savepoint_of_the_application_takes_the_steps_in_it(self, connection):
        """What it rolls back to is how the case stood."""
        store = store_on(connection)
        case = registered(store)
        nested = connection.begin_nested()
        case.take("draft", on=DRAFTED, by="handläggaren")
        connection.execute(insert(OWN).values(said="i"))
        nested.rollback()
        connection.commit()
        assert connection.execute(select(OWN)).all() == []
        found = store_on(connection).case(case.name)
        assert found.version == 2
        assert store_on(connection).verify().holds
        assert store_on(connection).differences() == ()

    def test_a_session_is_a_connection_too(self, engine, connection):
        """Its rows and the case are flushed, and rolled back, together."""
        with Session(engine) as session:
            session.execute(insert(OWN).values(said="i en session"))
            case = registered(store_on(session.connection()))
            session.rollback()
            session.execute(insert(OWN).values(said="igen"))
            case = registered(store_on(session.connection()))
            session.commit()
        assert connection.execute(select(OWN.c.said)).scalars().all() == ["igen"]
        assert store_on(connection).case(case.name).version == 2

    def test_to_close_the_store_is_not_to_close_the_connection(self, connection):
        """It belongs to the application, which goes on."""
        with store_on(connection) as store:
            registered(store)
        connection.execute(insert(OWN).values(said="efter"))
        connection.commit()
        assert len([*store_on(connection).list()]) == 1

    def test_stores_of_two_authorities_share_one_transaction(self, connection):
        """Each sees and writes its own, also where they take turns."""
        own, other = (store_on(connection, authority=who) for who in ("sala", "mora"))
        for n in range(3):
            registered(own, f"KS 2022/{n}", f"Nummer {n}")
        for listed in own.list():
            registered(other, listed.dnr, listed.title)
        assert len([*own.list()]) == len([*other.list()]) == 3
        assert store_on(connection).authorities() == ("mora", "sala")
        with pytest.raises(AuthorityUnknown):
            other.add(own.case("KS 2022/0").case)

    def test_a_name_that_is_removed_is_gone_with_the_commit(self, connection):
        """And there again after a rollback."""
        store = store_on(connection)
        case = registered(store).record(Assigned(on=LATER, by="chefen", to="Anna Ek"))
        connection.commit()
        assert store.forget("Anna Ek", by="dso", reason="på begäran") == 1
        assert store.case(case.name).case.handler != "Anna Ek"
        connection.rollback()
        assert store.case(case.name).case.handler == "Anna Ek"

    def test_there_must_be_a_store(self, engine):
        """A database without one is told apart from an empty store."""
        with engine.connect() as connection, pytest.raises(StoreMissing):
            store_on(connection)


def test_who_read_before_others_wrote_must_begin_again(store_url):
    """With one view of a whole transaction, what is written must rest on it."""
    open_store(store_url, create=True).close()
    engine = _with_one_view(store_url)
    with engine.connect() as connection, open_store(store_url) as store:
        mine = store_on(connection)
        assert [*mine.list()] == []
        registered(store)
        with pytest.raises(StoreBusy, match="roll back, and do the same again"):
            mine.register(letter("En annan"), received=LATER)
        connection.rollback()
        assert mine.register(letter("En annan"), received=LATER).version == 1
    engine.dispose()


def _with_one_view(url: str) -> Engine:
    """An engine whose transactions begin with what they read, as both can have it."""
    if not url.startswith("sqlite"):
        return create_engine(url, isolation_level="REPEATABLE READ")
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _leave_it_to_us(raw: Any, _: object) -> None:
        raw.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def test_a_case_of_a_transaction_that_has_ended_says_so(store_url):
    """It was read on a connection that is closed: a sentence, and what to do."""
    with open_store(store_url, create=True) as store:
        with store.transaction() as together:
            case = together.register(letter(), received=RECEIVED)
        with pytest.raises(StoreRefused, match="has ended; read the case again"):
            case.take("draft", on=DRAFTED, by="anna")
        assert store.case(case.name).version == 1
