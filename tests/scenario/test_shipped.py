"""The scenarios in ``examples``: each comes true, and each could fail."""

import re
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest

from auditflow.case.file import KINDS
from auditflow.scenario import (
    ENDING,
    Expectation,
    Scenario,
    What,
    play,
    read_scenario,
    scenario_from_text,
    scenarios_in,
)
from auditflow.scenario.telling import lines_not_met

FOLDER = Path(__file__).parents[2] / "examples" / "scenarios"
FILES = scenarios_in(FOLDER)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _name(path: Path) -> str:
    return path.name.removesuffix(ENDING)


@pytest.fixture(scope="module")
def read() -> dict[Path, Scenario]:
    """Each file, read once."""
    return {path: read_scenario(path) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_is_shipped_comes_true(path: Path, read: dict[Path, Scenario]):
    """A course of events that is known stays what it is."""
    result = play(read[path])
    assert result.is_met, "\n".join(lines_not_met(result, "en"))
    assert result.number_met == result.scenario.number_of_expectations > 0


def _moved(expected: Expectation) -> Expectation:
    """Something else than what is *expected*; a day is the next one."""
    wanted = expected.wanted
    if isinstance(wanted, tuple):
        return attrs.evolve(expected, wanted=(*wanted, "something else"))
    if _DAY.fullmatch(wanted):
        moved = date.fromisoformat(wanted) + timedelta(days=1)
        return attrs.evolve(expected, wanted=str(moved))
    return attrs.evolve(expected, wanted="something else")


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_each_expectation_can_fail(path: Path, read: dict[Path, Scenario]):
    """Move a day or change a word, and that one is noticed; none stops the rest."""
    happenings = tuple(
        attrs.evolve(
            one,
            expectations=tuple(map(_moved, one.expectations)),
            refused=one.refused and ("what nobody says",),
        )
        for one in read[path].happenings
    )
    result = play(attrs.evolve(read[path], happenings=happenings))
    assert result.number_met == 0
    assert result.left == 0
    told = "\n".join(lines_not_met(result, "en"))
    for stage in result.stages:
        for check in stage.not_met:
            is_day = check.key.startswith("due.") and "none" not in str(check.found)
            assert bool(check.deadlines) or not is_day, check.key
            assert check.key in told


_WITH_A_DAY = [path for path in FILES if _name(path) != "withdrawn"]
_EXPECTED_DAY = re.compile(
    r"(due = \{ ?\S+ = |reply_by = |\[case\.expect\.due\]\n\w+ = )(\d{4}-\d{2}-\d{2})"
)


@pytest.mark.parametrize("path", _WITH_A_DAY, ids=_name)
def test_a_day_that_is_moved_in_the_file_is_noticed(path: Path):
    """As somebody would change it: one day, in the text."""

    def later(found: re.Match[str]) -> str:
        return f"{found[1]}{date.fromisoformat(found[2]) + timedelta(days=1)}"

    text = path.read_text(encoding="utf-8")
    moved, number = _EXPECTED_DAY.subn(later, text, count=1)
    assert number == 1
    result = play(scenario_from_text(moved, path.name, folder=FOLDER))
    assert result.number_met == result.scenario.number_of_expectations - 1
    assert not result.is_met


def test_the_courses_differ():
    """Among them every step, and most of what can happen and be expected."""
    scenarios = [read_scenario(path) for path in FILES]
    happened = {one.event.word for s in scenarios for one in s.happenings if one.event}
    rare = {"assigned", "revised", "statement_waived", "reported", "version_changed"}
    assert {*KINDS} - happened <= rare
    expected = {
        e.what for s in scenarios for one in s.happenings for e in one.expectations
    }
    assert {*What} == expected
    assert len(scenarios) >= 12
    assert len({s.title for s in scenarios}) == len(scenarios)
    assert all(s.about for s in scenarios), "each says where it is known from"


def test_each_is_listed():
    """Whoever looks for a course finds it by what it is about."""
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    names = {p.name for p in FOLDER.iterdir() if p.is_file()} - {"README.md"}
    assert {name for name in names if f"]({name})" not in listed} == set()
    for path in FILES:
        assert read_scenario(path).title in listed
