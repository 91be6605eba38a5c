"""``auditflow play``: a scenario day by day, and whether what it expects comes true."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from auditflow.cli import as_json, paper
from auditflow.cli.shown import print_json, shown
from auditflow.cli.words import language_option, with_weekday
from auditflow.errors import AuditflowError, InputRefused, Problem
from auditflow.lifecycle.words import STATE_WORDS
from auditflow.reasons import Language
from auditflow.scenario import (
    Check,
    Played,
    Scenario,
    Stage,
    read_scenario,
    scenarios_in,
)
from auditflow.scenario import (
    play as played_of,
)
from auditflow.scenario.expectation import REFUSED
from auditflow.scenario.telling import (
    happened,
    place_of,
    told_check,
    told_left,
    told_meetings,
    told_stop,
    told_total,
)

_MET, _NOT_MET = 0, 1


@click.command(short_help="Play a life of a case, and check it.")
@click.argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True)
@click.option(
    "--course/--no-course",
    default=None,
    help="Show each day; by default of a single scenario, and of one that fails.",
)
@shown
def play(
    *,
    scenarios: tuple[str, ...],
    course: bool | None,
    as_data: bool,
    lang: str | None,
) -> int:
    """Play each SCENARIO day by day, and check what it expects.

    SCENARIO is a file in TOML that says what happens to a case on which day, and what
    is expected after it; or a folder, of which each file that ends in .scenario.toml
    is played.

    \b
    title = "Besvarad i tid"
    memo.asks = { kommunstyrelsen = 2022-11-25 }
    [case]
    received = 2022-09-27
    [[then]]
    on = 2022-10-10
    step = "draft"
    expect = { state = "drafted", due = { adopt = 2022-11-18 } }

    Exit status: 0 all that is expected comes true; 1 something does not; 2 a file is
    no scenario. How to write one: docs/how-to/play-a-lifecycle.md
    """  # noqa: D301 - click wants the backspace
    played = [played_of(scenario) for scenario in _read(scenarios)]
    if as_data:
        print_json(_as_data(played))
    else:
        language = language_option(lang)
        paper.show(*_on_paper(played, language, course=course))
    return _MET if all(one.is_met for one in played) else _NOT_MET


def _read(names: tuple[str, ...]) -> list[Scenario]:
    """Every scenario that is named, or that lies in a folder.

    Raises:
        InputRefused: with all that is wrong in any of them.
    """
    read: list[Scenario] = []
    problems: list[Problem] = []
    for name in names:
        try:
            path = Path(name)
            files = scenarios_in(path) if path.is_dir() else (path,)
        except AuditflowError as error:
            problems += _problems(error)
            continue
        for file in files:
            try:
                read.append(read_scenario(file))
            except AuditflowError as error:
                problems += _problems(error)
    if problems:
        raise InputRefused(tuple(problems))
    return read


def _problems(error: AuditflowError) -> tuple[Problem, ...]:
    if isinstance(error, InputRefused):
        return error.found
    what, _, mend = str(error).rpartition("; ")
    return (Problem("", what, mend),)


def _as_data(played: list[Played]) -> as_json.Json:
    return {
        "met": all(one.is_met for one in played),
        "scenarios": [_of_played(one) for one in played],
    }


def _of_played(played: Played) -> as_json.Json:
    scenario = played.scenario
    return {
        "file": scenario.source,
        "title": scenario.title,
        "about": scenario.about,
        "met": played.is_met,
        "expectations": scenario.number_of_expectations,
        "not_met": played.number_not_met,
        "not_reached": played.number_not_reached,
        "unexpected_refusals": int(played.is_stopped),
        "not_played": played.left,
        "stages": [_of_stage(stage) for stage in played.stages],
    }


def _of_stage(stage: Stage) -> as_json.Json:
    return {
        "then": stage.happening.number,
        "on": as_json.iso(stage.happening.on),
        "event": stage.event.word if stage.event else None,
        "sv": happened(stage, "sv"),
        "en": happened(stage, "en"),
        "why": stage.happening.why,
        "state": stage.case.state.value,
        "refused": " ".join(str(stage.refusal).split()) if stage.refusal else None,
        "checks": [_of_check(check) for check in stage.checks],
    }


def _of_check(check: Check) -> as_json.Json:
    refused = check.key == REFUSED
    return {
        "key": check.key,
        "expected": _of_said(check.wanted) if check.wanted or not refused else True,
        "found": _of_said(check.found),
        "met": check.is_met,
        "deadlines": [as_json.of_deadline(one) for one in check.deadlines],
        "reasons": as_json.of_reasons(check.reasons),
    }


def _of_said(said: str | tuple[str, ...]) -> as_json.Json:
    return said if isinstance(said, str) else list(said)


def _on_paper(
    played: list[Played], language: Language, *, course: bool | None
) -> Iterator[RenderableType]:
    for number, one in enumerate(played):
        whole = course if course is not None else len(played) == 1 or not one.is_met
        if whole and number:
            yield Text()
        yield from (_course(one, language) if whole else _line(one, language))
    if len(played) > 1:
        yield Text()
        yield _summary(played, language)


def _summary(played: list[Played], language: Language) -> Text:
    number, met = len(played), sum(one.is_met for one in played)
    if language == "sv":
        rest = "alla uppfyllda" if met == number else f"{number - met} ej uppfyllda"
        said = f"{number} scenarier: {rest}."
    else:
        rest = "all met" if met == number else f"{number - met} not met"
        said = f"{number} scenarios: {rest}."
    return Text(said, "bold green" if met == number else "bold red")


def _line(played: Played, language: Language) -> Iterator[RenderableType]:
    """A scenario on one line: whether it is met, its title, and how much there is."""
    number = played.scenario.number_of_expectations
    how = {
        "sv": ("ja", "nej", "nekad"),
        "en": ("met", "not met", "refused"),
    }[language]
    sign = how[2] if played.is_stopped else how[0] if played.is_met else how[1]
    told = f"{sign}  {played.number_met}/{number}  {played.scenario.title}"
    yield Text(told, "" if played.is_met else "red")


def _course(played: Played, language: Language) -> Iterator[RenderableType]:
    """Each day of a scenario; under the table what was otherwise, and why."""
    yield Text(played.scenario.title, "bold")
    yield Text(played.scenario.source, "dim")
    yield Text()
    yield _table(played, language)
    for stage in played.stages:
        if stage.is_stop or stage.not_met:
            yield Text()
            yield from _not_met(stage, language)
    yield Text()
    if meetings := told_meetings(played, language):
        yield Text(meetings, "dim")
    if left := told_left(played, language):
        yield Text(left, "red")
    style = "bold green" if played.is_met else "bold red"
    yield Text(told_total(played, language), style)


def _table(played: Played, language: Language) -> Table:
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("Dag" if sv else "Day", no_wrap=True)
    table.add_column("Vad som hände" if sv else "What happened")
    table.add_column("Läge" if sv else "State", no_wrap=True)
    table.add_column("Väntat" if sv else "Met", justify="right", no_wrap=True)
    for stage in played.stages:
        number = len(stage.checks)
        met = f"{number - len(stage.not_met)}/{number}" if number else ""
        wrong = stage.is_stop or stage.not_met
        table.add_row(
            with_weekday(stage.happening.on, language),
            happened(stage, language),
            STATE_WORDS[stage.case.state][language],
            met,
            style="bold red" if wrong else "",
        )
    return table


def _not_met(stage: Stage, language: Language) -> Iterator[RenderableType]:
    """What was otherwise than expected on one day, with the reasons of the plan."""
    yield Text(f"{place_of(stage)}: {happened(stage, language)}", "bold")
    if stage.happening.why:
        yield Padding(Text(stage.happening.why, "dim"), (0, 0, 0, 2))
    if stage.is_stop:
        yield paper.bullet("!", told_stop(stage, language), "bold red")
    for check in stage.not_met:
        yield paper.bullet("!", told_check(check, language), "bold red")
        for deadline in check.deadlines:
            yield Padding(paper.of_deadline(deadline, language), (0, 0, 0, 2))
        for reason in check.reasons:
            yield Padding(Text(reason.text(language)), (0, 0, 0, 2))
