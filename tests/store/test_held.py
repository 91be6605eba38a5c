"""A store that somebody else holds: who has to wait is told for whom."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import attrs
import pytest
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from auditflow.errors import StoreBusy
from auditflow.store import Store, open_store
from tests.store.letters import letter

RECEIVED, DRAFTED = date(2022, 9, 27), date(2022, 10, 5)
NAME = "vanersborg/kommunstyrelsen/2022-1"
_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def made(url: str) -> str:
    """Make a store with one case."""
    with open_store(url, create=True) as store:
        store.register(letter(1), received=RECEIVED)
    return url


def drafted(store: Store) -> int:
    """Take a step, and return how many entries the case has then."""
    case = store.case(NAME)
    return case.take("draft", on=DRAFTED, by="h", despite="prov").version


@contextmanager
def held_file(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process has begun to write to a file, until it ends or its input does."""
    words = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder


@contextmanager
def held_server(url: str, program: str) -> Iterator[Connection]:
    """Another program holds the head of a store on a server."""
    named = {"application_name": program}
    engine = create_engine(url, poolclass=NullPool, connect_args=named)
    with engine.connect() as connection:
        connection.execute(text("UPDATE auditflow_head SET position = position"))
        yield connection
        connection.rollback()


@attrs.frozen
class Held:
    """A store with one case, and what lets somebody else hold it for a while."""

    url: str
    holding: Callable[[], AbstractContextManager["subprocess.Popen[str] | Connection"]]


@pytest.fixture(params=["sqlite", "postgres"])
def held(request: pytest.FixtureRequest) -> Held:
    """In a file, and on a server."""
    url = made(request.getfixturevalue(f"{request.param}_url"))
    if request.param == "postgres":
        return Held(url, partial(held_server, url, "payroll"))
    return Held(url, partial(held_file, Path(url.removeprefix("sqlite:///"))))


@pytest.mark.skipif(
    not os.access("/proc/locks", os.R_OK), reason="needs /proc/locks, as on Linux"
)
def test_who_holds_a_file_is_named(tmp_path):
    """The number of the process, and its command, so that somebody can look."""
    path = tmp_path / "auditflow.db"
    url = made(f"sqlite:///{path}")
    with held_file(path) as holder, open_store(url, wait=0.3) as store:
        with pytest.raises(StoreBusy) as busy:
            drafted(store)
        assert busy.value.holder.startswith(f"process {holder.pid} ({sys.executable} ")
        assert "; waited 0.3 seconds; try again when" in str(busy.value)
        assert store.case(NAME).version == 1


def test_who_holds_a_server_is_named(postgres_url):
    """The process there, its user, and what program it said that it is."""
    made(postgres_url)
    user = make_url(postgres_url).username
    with held_server(postgres_url, "payroll") as holder:
        pid = holder.execute(text("SELECT pg_backend_pid()")).scalar()
        with open_store(postgres_url, wait=0.3) as store:
            with pytest.raises(StoreBusy) as busy:
                drafted(store)
            assert busy.value.holder == f"process {pid} of {user} (payroll)"
            assert "waited 0.3 seconds" in str(busy.value)
            assert store.case(NAME).version == 1


def test_who_waits_too_is_not_named(postgres_url):
    """Of those who want the same, only the one who has it is told."""
    made(postgres_url)
    with (
        held_server(postgres_url, "the one") as holder,
        open_store(postgres_url) as other,
        open_store(postgres_url, wait=0.3) as store,
    ):
        waiting = threading.Thread(target=drafted, args=[other])
        waiting.start()
        _until_somebody_waits(postgres_url)
        with pytest.raises(StoreBusy) as busy:
            drafted(store)
        assert busy.value.holder.count("process") == 1
        assert "(the one)" in busy.value.holder
        holder.rollback()
        waiting.join()
        assert store.case(NAME).version == 2


def test_who_will_not_wait_is_told_at_once(held):
    """No patience at all is not the same as patience without end."""
    url, holding = held.url, held.holding
    with (
        holding(),
        open_store(url, wait=0) as store,
        pytest.raises(StoreBusy, match="waited 0 seconds"),
    ):
        drafted(store)


def test_who_waits_long_enough_writes(held):
    """When the other has ended, the step is taken as if nobody had been there."""
    url, holding = held.url, held.holding
    with holding() as holder, open_store(url, wait=60) as store:
        soon = threading.Timer(0.3, _let_go, [holder])
        soon.start()
        assert drafted(store) == 2
        soon.join()


def _let_go(holder: "subprocess.Popen[str] | Connection") -> None:
    if isinstance(holder, Connection):
        holder.rollback()
    elif holder.stdin is not None:
        holder.stdin.close()


def _until_somebody_waits(url: str) -> None:
    asked = text(
        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
        " WHERE datname = current_database() AND NOT granted"
    )
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        while not connection.execute(asked).scalar():
            connection.rollback()
            time.sleep(0.01)
