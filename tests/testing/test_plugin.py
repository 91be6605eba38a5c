"""The kit in somebody else's project: fixtures, names, and what is not installed."""

import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest

from auditflow import testing
from auditflow.errors import DayRefused, ValueRefused
from auditflow.testing import FixedClock

pytest_plugins = ["pytester"]

_THEIRS = """
    def test_all(
        auditflow_store, auditflow_clock, auditflow_memo, auditflow_case,
        auditflow_calendar, auditflow_meetings,
    ):
        received = auditflow_clock.today
        case = auditflow_store.register(auditflow_memo, received=received)
        auditflow_clock.advance(days=1)
        assert case.case.received == received == auditflow_case.received
        assert not auditflow_calendar.is_business_day(received.add(days=4))
        assert auditflow_meetings.knows("kommunstyrelsen")

    def test_each_has_its_own(auditflow_store, auditflow_clock, auditflow_memo):
        assert str(auditflow_clock.today) == "2022-09-27"
        auditflow_store.register(auditflow_memo, received=auditflow_clock.today)
"""


def _run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess("-p", "no:cacheprovider", *options)


def test_the_fixtures_are_there_for_whoever_asks(pytester):
    """A line in a conftest.py, and each test has a store and a clock of its own."""
    pytester.makeconftest('pytest_plugins = ["auditflow.testing.plugin"]')
    pytester.makepyfile(_THEIRS)
    _run(pytester).assert_outcomes(passed=2)


def test_nobody_gets_them_unasked(pytester):
    """Without that line nothing is loaded, and there are no such fixtures."""
    pytester.makepyfile("def test_one(auditflow_case): pass")
    result = _run(pytester)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'auditflow_case' not found*"])


def test_a_failing_assertion_shows_no_code_of_the_kit(pytester):
    """Whoever reads the report sees the test and the reasons."""
    pytester.makepyfile(
        """
        from auditflow.testing import a_case, assert_due

        def test_one():
            assert_due(a_case(), "answer", "2022-11-24")
        """
    )
    result = _run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E*answer is due on 2022-11-25, not on 2022-11-24"])
    result.stdout.no_fnmatch_line("*asserting.py*")


@pytest.mark.parametrize(
    ("conftest", "options"),
    [
        pytest.param("auditflow.testing.plugin", [], id="the-plugin"),
        pytest.param(
            "auditflow.testing.plugin",
            ["-p", "auditflow.testing.scenarios"],
            id="beside-that-of-scenarios",
        ),
    ],
)
def test_a_scenario_is_collected_once(pytester, conftest, options):
    """Scenarios are tests of their own, also for whoever loads both plugins."""
    pytester.makeconftest(f'pytest_plugins = ["{conftest}"]')
    pytester.path.joinpath("wrong.scenario.toml").write_text("x = 1\n", "utf-8")
    _run(pytester, *options).assert_outcomes(failed=1)


def test_the_face_is_sorted_and_complete():
    """The kit offers its names and nothing by accident."""
    assert testing.__all__ == sorted(testing.__all__) == dir(testing)
    for name in testing.__all__:
        assert getattr(testing, name).__name__ == name
    with pytest.raises(AttributeError, match="has no attribute 'a_board'"):
        testing.a_board  # noqa: B018


_WITHOUT_EXTRA = """
import sys
sys.path[:] = {path!r}
sys.modules["hypothesis"] = None
sys.modules["pytest"] = None
from auditflow.errors import ExtraMissing
from auditflow.testing import FixedClock, Embedded, a_case, assert_due, assert_state
assert_due(a_case(), "answer", "2022-11-25")
from importlib import import_module
for name in ("histories", "CaseMachine", "differential"):
    try:
        getattr(import_module("auditflow.testing"), name)
    except ExtraMissing as missing:
        assert "pip install 'auditflow[testing]'" in str(missing), missing
    else:
        sys.exit(name + " came all the same")
"""


def test_cases_and_assertions_need_nothing_beside_auditflow():
    """Only what is drawn by chance needs the extra, and says how to install it."""
    code = _WITHOUT_EXTRA.format(path=sys.path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_a_clock_stands_still_until_it_is_moved():
    """It can be set, also back, and be moved on, and never asks what time it is."""
    clock = FixedClock("2022-11-25")
    assert clock() == clock()
    assert str(clock()) == "2022-11-25 09:00:00+01:00"
    clock.advance(hours=14, minutes=59)
    assert str(clock.today) == "2022-11-25"
    clock.advance(minutes=1)
    assert str(clock.today) == "2022-11-26"
    clock.set(datetime(2022, 9, 27, 22, 30, tzinfo=timezone(timedelta(0))))
    assert str(clock.today) == "2022-09-28"
    with pytest.raises(ValueRefused, match=r"use set\(\)"):
        clock.advance(days=-1)
    with pytest.raises(DayRefused):
        clock.set(datetime(2022, 9, 27, 22, 30))  # noqa: DTZ001 - that is the point
