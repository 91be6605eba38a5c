"""Whoever writes may be killed at any moment: what was acknowledged is there."""

from collections import Counter

import pytest

from auditflow.store import open_store
from tests.store.killed import LOADS
from tests.store.kills import (
    Heard,
    Lost,
    check_ledger,
    check_marks,
    killed_often,
    killed_while_made,
    prepare,
    writer_of,
)

_OTHERS = [load for load in LOADS if load != "steps"]


def test_steps_survive_whoever_takes_them(sqlite_url):
    """Killed again and again, nothing is lost, doubled or half written, in a file."""
    prepare(sqlite_url)
    tally = killed_often(sqlite_url, "steps", kills=5, seed=1)
    assert tally.kills == 5
    assert tally.writing > 0
    assert tally.acknowledged > 0


def test_steps_survive_whoever_takes_them_on_a_server(postgres_url):
    """The server forgets what its client did not live to commit, and nothing else."""
    prepare(postgres_url)
    tally = killed_often(postgres_url, "steps", kills=3, seed=1)
    assert tally.kills == 3
    assert tally.acknowledged > 0


@pytest.mark.parametrize("load", _OTHERS)
def test_whatever_else_is_written_is_whole(sqlite_url, load):
    """Letters, batches of cases, rebuilds and new rules: all of each, or nothing."""
    prepare(sqlite_url)
    assert killed_often(sqlite_url, load, kills=2, seed=1).kills == 2


def test_a_store_that_is_half_made_is_none_and_can_be_made(tmp_path):
    """Whoever is killed while a store is made leaves one, or a place for one."""
    assert killed_while_made(tmp_path, kills=2, seed=1).kills == 2


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_who_looks_meanwhile_sees_the_store_as_it_is_at_one_moment(request, kind):
    """While others write, the ledger holds and the derived rows are those of it."""
    url = request.getfixturevalue(f"{kind}_url")
    prepare(url)
    with open_store(url) as store, writer_of(url, "steps") as writer:
        heard = Heard()
        for line in writer.stdout or ():
            heard.take(line)
            if heard.held and heard.begun % 3 == 0:
                check_ledger(store)
            if heard.begun == 16:
                break
        writer.kill()


@pytest.mark.parametrize(
    ("found", "what"),
    [
        pytest.param(["a"], "acknowledged, and not there: b", id="lost"),
        pytest.param(["a", "b", "b"], "there twice: b", id="twice"),
        pytest.param(["a", "b", "c"], "half written: without: d", id="half"),
        pytest.param(["a", "b", "e"], "though nobody wrote it: e", id="from-nowhere"),
    ],
)
def test_what_a_kill_did_is_noticed(found, what):
    """The tests above can fail: each kind of harm is told."""
    heard = Heard(acknowledged=[("b",)], writing=("c", "d"))
    with pytest.raises(Lost, match=what):
        check_marks(heard, Counter(found), {"a"})
