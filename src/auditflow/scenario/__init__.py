"""Scenarios: a course of events as data, what is expected of it, and whether it holds.

A scenario says in TOML what happens to a case on which day, and what is expected after
it: state, due days, what is overdue, which steps can be taken. Steps that are read one
after the other::

    expectation   what can be expected, and how it is written
    scenario      the value: a case as it comes in, and what happens to it
    timetable     the meetings that it names or says
    opening       the letter and its arrival → a case
    happenings    each day, with what happens and what is expected
    reading       a text or a file → a scenario, or all that is wrong in it
    finding       what a case and its plan say of what is expected
    playing       the case and its plan after each day, and what is otherwise
    telling       all that in words
"""

from auditflow.scenario.expectation import Expectation, What
from auditflow.scenario.playing import Check, Played, Stage, play
from auditflow.scenario.reading import (
    ENDING,
    read_scenario,
    scenario_from_text,
    scenarios_in,
)
from auditflow.scenario.scenario import Happening, Scenario
from auditflow.scenario.telling import lines_not_met

__all__ = [
    "ENDING",
    "Check",
    "Expectation",
    "Happening",
    "Played",
    "Scenario",
    "Stage",
    "What",
    "lines_not_met",
    "play",
    "read_scenario",
    "scenario_from_text",
    "scenarios_in",
]
