"""pytest collects scenarios, and tells what was otherwise without a traceback."""

import pytest

from tests.scenario.texts import text_of

pytest_plugins = ("pytester",)

MET = "on = 2022-10-10\nstep = 'draft'\nexpect.state = 'drafted'"
NOT_MET = "on = 2022-10-10\nstep = 'draft'\nexpect.due.draft = 2022-10-03"


@pytest.fixture
def run(pytester: pytest.Pytester):
    """Run pytest in a folder with these scenarios, as its plugin has it run."""

    def running(*words: str, **texts: str) -> pytest.RunResult:
        for name, text in texts.items():
            file = pytester.path / f"{name}.scenario.toml"
            file.write_text(text, encoding="utf-8")
        (pytester.path / "other.toml").write_text("title = 1", encoding="utf-8")
        plugin = "auditflow.testing.scenarios"
        return pytester.runpytest_inprocess("-p", plugin, *words)

    return running


def test_each_scenario_is_a_test(run):
    """One that comes true passes; other files in TOML are left alone."""
    result = run("-v", ett=text_of(MET), annat=text_of(MET))
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*ett.scenario.toml::ett PASSED*"])


def test_a_failure_says_what_was_otherwise(run):
    """The file, the day, what was expected, what was found, and why; no traceback."""
    result = run(ett=text_of(NOT_MET))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*scenario ett*",
            "then 1, 2022-10-10: Answer drafted",
            "  due.draft: expected 2022-10-03, found 2022-10-28",
            "    Answer drafted: 2022-10-28 (auditflows förval)",
            "*5 business days before 2022-11-04 is 2022-10-28",
            "FAILED ett.scenario.toml::ett*",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "scenarios.py" not in result.stdout.str()


def test_what_is_no_scenario_fails_with_its_lines(run):
    """Whoever wrote it reads where, what, and what to write instead."""
    result = run(ett=text_of("on = 2022-09-20\nexpect.stat = 'x'"))
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "*ett.scenario.toml: then 1: on (line 6): 2022-09-20 lies before *",
            "*ett.scenario.toml: then 1: expect (line 7): 'stat' is no key; *",
        ]
    )
    assert "Traceback" not in result.stdout.str()


def test_one_scenario_can_be_asked_for(run, pytester: pytest.Pytester):
    """By its file, or by its name."""
    run(ett=text_of(MET), annat=text_of(NOT_MET))
    plugin = ("-p", "auditflow.testing.scenarios")
    pytester.runpytest_inprocess(*plugin, "-k", "ett").assert_outcomes(
        passed=1, deselected=1
    )
    by_file = pytester.runpytest_inprocess(*plugin, "annat.scenario.toml")
    by_file.assert_outcomes(failed=1)


def test_a_fault_of_auditflow_is_a_traceback(pytester: pytest.Pytester):
    """What is wrong in no scenario is shown as pytest shows it."""
    (pytester.path / "ett.scenario.toml").write_text(text_of(MET), encoding="utf-8")
    broken = "import auditflow.testing.scenarios as kit\nkit.read_scenario = None\n"
    (pytester.path / "conftest.py").write_text(broken, encoding="utf-8")
    plugin = ("-p", "auditflow.testing.scenarios")
    result = pytester.runpytest_subprocess(*plugin)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*TypeError: 'NoneType' object is not callable*"])
