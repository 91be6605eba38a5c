"""Databases for the tests of the store: each test gets an empty one of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

_START = "scripts/with-postgres make test"


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """A connection on which each statement takes effect at once."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _fresh(noun: str) -> str:
    """A name that no other process of tests takes on the same server."""
    return f"auditflow_{noun}_{uuid4().hex}"


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a running PostgreSQL, as a superuser; without one, a skip by name."""
    url = os.environ.get("AUDITFLOW_TEST_POSTGRES")
    if url:
        return url
    if os.environ.get("AUDITFLOW_NEEDS_POSTGRES"):
        pytest.fail(
            "AUDITFLOW_NEEDS_POSTGRES is set, but AUDITFLOW_TEST_POSTGRES names no"
            f" server; start one around the tests: {_START}",
            pytrace=False,
        )
    pytest.skip(f"needs PostgreSQL: {_START}")


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own, as a superuser."""
    name = _fresh("database")
    with _connected(postgres_server) as server:
        # Unlike the usual template, this one holds nothing that somebody put there.
        server.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    url = make_url(postgres_server).set(database=name)
    try:
        yield url.render_as_string(hide_password=False)
    finally:
        with _connected(postgres_server) as server:
            server.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def plain_postgres_url(postgres_url: str) -> Iterator[str]:
    """The database of `postgres_url`, as an ordinary role that may create tables."""
    role, password = _fresh("role"), uuid4().hex
    with _connected(postgres_url) as database:
        database.execute(
            text(
                f"CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS"
                f" PASSWORD '{password}'"
            )
        )
        database.execute(text(f"GRANT ALL ON SCHEMA public TO {role}"))
    url = make_url(postgres_url).set(username=role, password=password)
    try:
        yield url.render_as_string(hide_password=False)
    finally:
        with _connected(postgres_url) as database:
            # A connection that a failed test left open would hold up what follows.
            database.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE usename = :role"
                ),
                {"role": role},
            )
            database.execute(text(f"DROP OWNED BY {role} CASCADE"))
            database.execute(text(f"DROP ROLE {role}"))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path}/auditflow.db"


@pytest.fixture(params=["sqlite", "memory", "postgres"])
def store_url(request: pytest.FixtureRequest) -> str:
    """Each kind of database in turn; only PostgreSQL's turn needs a server."""
    if request.param == "memory":
        return "sqlite://"
    return str(request.getfixturevalue(f"{request.param}_url"))
