"""The benchmark runs, names what is missing, and says of each goal what came out."""

import importlib
import sys
from collections.abc import Callable
from functools import partial

import pytest

from benchmarks import __main__ as benchmark
from benchmarks import store as store_benchmark
from benchmarks.columns import adding
from benchmarks.goals import GOALS, Goal, Outcome
from benchmarks.many_cases import lines
from benchmarks.measuring import Comparison, Contender, Missing, Spread, compared
from benchmarks.notes import NOTES
from benchmarks.page import figure, page, time_of
from benchmarks.peers import invited


def test_the_command_measures_everything_and_writes_the_page(tmp_path, capsys):
    """In little; what it needs and does not find is named with the command for it."""
    file = tmp_path / "benchmarks.md"
    benchmark.main(["--quick", "--output", str(file)])
    written, printed = file.read_text(encoding="utf-8"), capsys.readouterr().out
    for goal in GOALS:
        assert goal.line in written
        assert goal.line in printed
    for heading in ("The tenth business day after a day", "A full plan"):
        assert f"## {heading}" in written
        assert heading in printed
    peers = "numpy", "pandas", "Polars", "workalendar", "QuantLib", "bizdays", "Automat"
    for peer in peers:
        assert peer in written.partition("## What must be reached")[2]


def test_the_benchmark_of_the_store_fills_one_and_writes_the_page(tmp_path, capsys):
    """In little: some cases, each made as among the million."""
    file = tmp_path / "store.md"
    words = ["--cases", "40", "--rounds", "1", "--folder", str(tmp_path)]
    store_benchmark.main([*words, "--output", str(file)])
    written = file.read_text(encoding="utf-8")
    assert "40 cases with 120 entries" in written
    assert "| `store verify` |" in written
    assert "`overdue`, all counted" in capsys.readouterr().out


def test_cases_are_the_same_for_the_same_seed():
    """Whoever measures again fills the same store."""
    assert [*lines(20, seed=3)] == [*lines(20, seed=3)]
    assert [*lines(20, seed=3)] != [*lines(20, seed=4)]


def _importing(module: str) -> Callable[[], Contender]:
    def make() -> Contender:
        importlib.import_module(module)
        return Contender(module, lambda: None)

    return make


def test_a_missing_peer_is_named_with_the_command_that_installs_it(monkeypatch):
    """It is never dropped silently."""
    monkeypatch.setitem(sys.modules, "bizdays", None)
    monkeypatch.setitem(sys.modules, "numpy", None)
    there, missing = invited({"bizdays offset": _importing("bizdays")})
    assert there == []
    assert [one.mend for one in missing] == ["python -m pip install 'bizdays'"]
    written = page([adding(rounds=1, rows=10)])
    assert "| bizdays offset | – |" in written
    assert "python -m pip install 'numpy'" in written


def test_a_module_that_is_no_peer_is_not_missed_quietly():
    """A broken import of our own is an error."""
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        invited({"ours": _importing("no_such_module")})


def test_contenders_take_turns():
    """A B C, A B C: what slows the machine down slows all of them."""
    turns = list[str]()
    works = {name: partial(turns.append, name) for name in "abc"}
    contenders = [Contender(name, work) for name, work in works.items()]
    made = compared("key", "title", "one", contenders, rounds=3)
    changes = [b for a, b in zip(["", *turns], turns, strict=False) if a != b]
    assert "".join(changes).endswith("abcabcabc")
    assert {name: len(taken) for name, taken in made.samples.items()} == dict.fromkeys(
        "abc", 3
    )
    assert made.base == "a"


def test_a_ratio_is_that_of_one_round():
    """A round in which the machine is twice as slow changes no ratio."""
    samples: dict[str, tuple[float, ...]] = {"one": (10, 20, 10), "two": (30, 60, 30)}
    made = Comparison("key", "title", "one", samples, {})
    assert made.ratio("two", "one") == Spread(3.0, 3.0, 3.0, 3.0, 3.0)


@pytest.mark.parametrize(
    ("at_most", "median", "reached"),
    [
        pytest.param(True, 2.0, True, id="just-kept"),
        pytest.param(True, 2.1, False, id="over-it"),
        pytest.param(False, 2.0, True, id="just-as-fast"),
        pytest.param(False, 1.9, False, id="too-slow"),
    ],
)
def test_a_goal_is_reached_or_not(at_most, median, reached):
    """The median decides, and the limit itself is still within."""
    goal = Goal("k", "line", 2.0, "×", "c", "of", "to", at_most=at_most)
    assert Outcome(goal, Spread.of([median])).reached is reached
    assert Outcome(goal, None).reached is None


def test_each_goal_names_what_is_measured():
    """Keys are their own; whoever writes a note finds its place."""
    assert len({goal.key for goal in GOALS}) == len(GOALS)
    assert NOTES.keys() <= {goal.key for goal in GOALS}


def test_figures_have_the_digits_they_deserve():
    """So that a reader sees no more than was measured."""
    assert [figure(n) for n in (1.234, 12.34, 1234.5)] == ["1.23", "12.3", "1,234"]
    assert [time_of(n) for n in (256, 1234, 5.2e6, 1.5e9)] == [
        "256 ns",
        "1.23 µs",
        "5.20 ms",
        "1.50 s",
    ]


def test_the_mend_of_a_missing_peer_runs_as_it_stands():
    """An extra in brackets is quoted for the shell."""
    mend = Missing("bulk.add", "auditflow[numpy]").mend
    assert mend == "python -m pip install 'auditflow[numpy]'"
