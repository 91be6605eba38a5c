"""Nobody can rewrite what a store holds, and not be found."""

import random
from collections.abc import Iterator

import attrs
import pytest
from sqlalchemy import Engine, Table, func, select
from sqlalchemy.exc import DBAPIError

from auditflow.store import Head, Verified, open_store, store_on
from auditflow.store.chain import START
from auditflow.store.schema import AUTHORITY, CASE, DEADLINE
from tests.store.behind import (
    Behind,
    changes,
    kept_head,
    make_small,
    unguarded,
)
from tests.store.mutations import (
    MUTATIONS,
    Mutation,
    byte_of_an_entry,
    changed,
    end_cut_off,
    end_removed,
    rewritten_from,
    unreadable,
)
from tests.store.tampering import tried, tried_as, wrong_about

_KINDS = {kind.__name__.replace("_", "-"): kind for kind in MUTATIONS}


@attrs.frozen
class Small:
    """A small store that nothing guards, and its head, which was kept elsewhere."""

    engine: Engine
    kept: Head


def _small_at(url: str) -> Iterator[Small]:
    make_small(url)
    engine = unguarded(url)
    yield Small(engine, kept_head(url))
    engine.dispose()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    """A file; what is done to it is undone each time."""
    yield from _small_at(f"sqlite:///{tmp_path_factory.mktemp('small')}/auditflow.db")


@pytest.fixture
def small_on_server(postgres_url: str) -> Iterator[Small]:
    """The same on a server."""
    yield from _small_at(postgres_url)


def _chance(seed: int = 1) -> random.Random:
    return random.Random(seed)  # noqa: S311 - chance that can be repeated


def _place(verified: Verified) -> str | None:
    """The place that does not fit, if there is one."""
    return verified.misfit.place if verified.misfit else None


def _told(small: Small, numbers: range) -> list[str]:
    """What `verify` got wrong about the changes with these *numbers*."""
    results = (tried(small.engine, small.kept, n, seed=1) for n in numbers)
    return [f"{one.mutation.what}: {one.wrong}" for one in results if one.wrong]


@pytest.mark.parametrize("part", range(5))
def test_any_change_to_the_ledger_is_found_where_it_was_made(small, part):
    """150 changes by chance, made with plain SQL: each is found, at its place."""
    assert _told(small, range(part * 30, part * 30 + 30)) == []


def test_any_change_on_a_server_is_found_too(small_on_server):
    """Whoever turns the triggers off, as only a superuser can, is found as well."""
    assert _told(small_on_server, range(30)) == []


@pytest.mark.parametrize("kind", _KINDS.values(), ids=_KINDS)
def test_each_kind_of_change_is_found(small, kind):
    """No kind of change is left to chance alone."""
    for seed in range(3):
        one = tried_as(small.engine, small.kept, kind, _chance(seed))
        assert one.wrong is None, one.mutation.what


@pytest.mark.parametrize("column", ["text", "hash", "head", "before", "written"])
def test_text_that_is_no_text_does_not_fit(small, column):
    """A byte that breaks the letters of an entry is a misfit, and no error."""
    with changes(small.engine) as connection:
        behind = Behind(connection, _chance())
        behind.put_in(behind.entries[6], column, "\udcff\udcfe")
        assert _place(store_on(connection).verify()) == "entry 7"


@pytest.mark.parametrize("attack", [end_cut_off, rewritten_from])
def test_who_makes_all_hashes_anew_is_found_with_a_kept_head_alone(small, attack):
    """The store alone cannot know; the head that was kept elsewhere does."""
    with changes(small.engine) as connection:
        attack(Behind(connection, _chance(5)))
        store = store_on(connection)
        assert store.verify().holds
        assert not store.verify(small.kept).holds


def test_the_last_row_is_missed_with_and_without_a_kept_head(small):
    """Whoever removes the last row, and forgets the head of the store, is found."""
    with changes(small.engine) as connection:
        end_removed(Behind(connection, _chance()))
        store = store_on(connection)
        assert _place(store.verify()) == "the store"
        assert _place(store.verify(small.kept)) == "the store"


def test_a_head_that_was_kept_long_ago_still_proves_its_part(small):
    """What was written before it must be the same; what came after may be new."""
    with changes(small.engine) as connection:
        behind = Behind(connection, _chance())
        store, early = store_on(connection), Head(20, behind.entries[19]["hash"])
        assert store.verify(early).holds
        other = attrs.evolve(early, hash=behind.entries[20]["hash"])
        assert _place(store.verify(other)) == "entry 20"


@pytest.mark.parametrize(
    ("kept", "holds"),
    [
        pytest.param(Head(0, START), True, id="of-a-store-without-entries"),
        pytest.param(Head(0, bytes([1] * 32)), False, id="that-no-store-ever-had"),
    ],
)
def test_a_kept_head_at_the_beginning(small, kept, holds):
    """Before the first entry all stores have the same head."""
    with changes(small.engine) as connection:
        assert store_on(connection).verify(kept).holds is holds


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("[" * 100_000, id="too-deep"),
        pytest.param('{"v":1}', id="without-an-event"),
        pytest.param('{"v":1,"event":7,"case":[]}', id="of-other-kinds"),
        pytest.param('{"v":9,"event":{}}', id="of-a-later-form"),
    ],
)
def test_an_entry_with_a_hash_that_fits_and_nothing_to_read(small, text):
    """Whoever can make hashes can write anything: it is told, and nothing breaks."""
    with changes(small.engine) as connection:
        place = unreadable(Behind(connection, _chance()), text)
        found = store_on(connection).verify().misfit
    assert str(found) == f"{place}: cannot be read as an entry"


def test_what_is_not_found_is_told(small):
    """The tests above can fail: a change that was none is told to be overlooked."""
    with changes(small.engine) as connection:
        store, nothing = store_on(connection), Mutation("nothing", frozenset())
        assert wrong_about(store, small.kept, nothing) == "was not found"
        byte_of_an_entry(Behind(connection, _chance()))
        wrong = wrong_about(store, small.kept, nothing)
        assert "was found elsewhere" in str(wrong)


@pytest.mark.parametrize("table", [CASE, DEADLINE, AUTHORITY], ids=lambda t: t.name)
def test_changes_to_what_is_derived_are_found_by_differences(small, table):
    """Not by `verify`, for the ledger is as it was; a rebuild mends them."""
    done = 0
    for seed in range(8):
        with changes(small.engine) as connection:
            if not _derived_changed(Behind(connection, _chance(seed)), table):
                continue
            store = store_on(connection)
            assert store.verify(small.kept).holds
            assert store.differences()
            store.rebuild()
            assert store.differences() == ()
            done += 1
    assert done > 4


@pytest.mark.parametrize("table", [CASE, DEADLINE, AUTHORITY], ids=lambda t: t.name)
def test_a_derived_row_that_is_gone_is_missed_and_made_again(small, table):
    """Nothing that is derived is needed to derive it."""
    with changes(small.engine) as connection:
        rows = select(func.count()).select_from(table)
        before = connection.execute(rows).scalar()
        connection.execute(table.delete())
        store = store_on(connection)
        assert store.verify(small.kept).holds
        assert store.differences()
        store.rebuild()
        assert store.differences() == ()
        assert connection.execute(rows).scalar() == before


def _derived_changed(behind: Behind, table: Table) -> bool:
    """Whether a byte of a derived row could be changed."""
    rng = behind.rng
    found = behind.connection.exec_driver_sql(f"SELECT * FROM {table.name}")  # noqa: S608
    row = dict(rng.choice(found.mappings().all()))
    column = rng.choice([c for c in row if row[c] not in (None, "") and c != "pending"])
    keys = {f"the_{k.name}": row[k.name] for k in table.primary_key}
    where = " AND ".join(f"{k.name} = :the_{k.name}" for k in table.primary_key)
    try:
        with behind.connection.begin_nested():
            behind.put(table.name, column, changed(row[column], rng), where, **keys)
    except DBAPIError:
        return False
    return True


def test_a_change_that_was_committed_is_found_by_whoever_opens_the_store(sqlite_url):
    """As it would be done: behind the library's back, in the file itself."""
    make_small(sqlite_url)
    engine = unguarded(sqlite_url)
    with engine.begin() as connection:
        later = "replace(text, '2022-10-05', '2022-10-06')"
        said = f"UPDATE auditflow_entry SET text = {later} WHERE position = 9"  # noqa: S608
        connection.exec_driver_sql(said)
    engine.dispose()
    with open_store(sqlite_url) as store:
        verified = store.verify()
    assert not verified.holds
    assert str(verified.misfit) == "entry 9: does not say what was written"
