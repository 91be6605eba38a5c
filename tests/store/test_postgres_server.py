"""The PostgreSQL that the tests are given is a real one, and each has it to itself."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import ProgrammingError


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def _answer(url: str, question: str) -> str:
    """The one value that *question* gives there, as text."""
    with _engine(url) as engine, engine.connect() as connection:
        return str(connection.execute(text(question)).scalar_one())


def test_the_server_is_a_real_postgresql(postgres_url):
    """It says so itself; nothing here stands in for it."""
    assert _answer(postgres_url, "SELECT version()").startswith("PostgreSQL ")


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_what_is_committed_is_on_disk(postgres_url, setting):
    """No setting trades durability for speed, so a test may speak of durability."""
    assert _answer(postgres_url, f"SHOW {setting}") == "on"


def test_what_was_committed_is_there_for_the_next(postgres_url):
    """A second connection reads it, and nothing of what was not committed."""
    with _engine(postgres_url) as engine, engine.connect() as connection:
        connection.execute(text("CREATE TABLE kept (day date)"))
        connection.execute(text("INSERT INTO kept VALUES ('2022-09-27')"))
        connection.commit()
        connection.execute(text("INSERT INTO kept VALUES ('2022-12-23')"))
    assert _answer(postgres_url, "SELECT day FROM kept") == "2022-09-27"


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_gets_an_empty_database_of_its_own(postgres_url, turn):
    """What the first turn leaves behind, the second does not find."""
    with _engine(postgres_url) as engine:
        assert inspect(engine).get_table_names() == []
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE left_behind (turn text)"))
        assert inspect(engine).get_table_names() == ["left_behind"]


def test_the_ordinary_role_is_no_superuser(plain_postgres_url):
    """Nor may it look past row-level security, as a superuser does."""
    may = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    assert _answer(plain_postgres_url, may) == "False"


def test_the_ordinary_role_is_held_by_row_level_security(
    postgres_url, plain_postgres_url
):
    """In a table of its own it sees what the policy lets it see; a superuser, all."""
    with _engine(plain_postgres_url) as engine, engine.begin() as connection:
        for statement in (
            "CREATE TABLE guarded (tenant text)",
            "INSERT INTO guarded VALUES ('ours'), ('theirs')",
            "CREATE POLICY ours ON guarded USING (tenant = 'ours')",
            "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE guarded FORCE ROW LEVEL SECURITY",
        ):
            connection.execute(text(statement))
    seen = "SELECT string_agg(tenant, ' ' ORDER BY tenant) FROM guarded"
    assert _answer(plain_postgres_url, seen) == "ours"
    assert _answer(postgres_url, seen) == "ours theirs"


def test_the_ordinary_role_may_not_create_roles(plain_postgres_url):
    """It is as little as an application would be given."""
    with pytest.raises(ProgrammingError, match="permission denied"):
        _answer(plain_postgres_url, "CREATE ROLE another")


def test_each_kind_of_database_answers(store_url):
    """A test that asks for any store gets one that is there and empty."""
    with _engine(store_url) as engine:
        assert inspect(engine).get_table_names() == []
