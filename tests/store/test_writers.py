"""Processes that write to one store at once lose nothing, and do nothing twice."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.writers import play

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request) -> str:
    """What several processes can share."""
    return str(request.getfixturevalue(f"{request.param}_url"))


def test_many_who_write_lose_no_step(store_url):
    """Each that was acknowledged is there once, and each conflict was told."""
    tally = play(store_url, processes=3, steps=180, cases=5)
    assert tally.wrong == ()
    assert tally.steps == 180
    assert tally.conflicts > 0
    assert re.fullmatch(
        r"3 processes took 180 steps in 5 cases in [0-9.]+ s \(\d+ a second\), "
        rf"with {tally.conflicts} conflicts: none lost, none double, "
        "the ledger verifies",
        str(tally),
    )


def test_what_is_wrong_is_told(sqlite_url):
    """A store in which somebody wrote before holds steps that nobody was told of."""
    assert play(sqlite_url, processes=1, steps=3, cases=1).wrong == ()
    words = ["--url", sqlite_url, "--processes", "1", "--steps", "2", "--cases", "0"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.writers", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
    )
    assert done.returncode == 1
    assert "2 steps are 2, and 5 entries" in done.stdout
