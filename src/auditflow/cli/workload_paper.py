"""The risk of many cases as a person reads it: how many are late, and when."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from auditflow.cli import paper
from auditflow.cli.share_words import (
    BAR,
    NINE_IN_TEN,
    colour,
    counted,
    unknown_share,
    whose_habits,
)
from auditflow.cli.words import with_weekday
from auditflow.reasons import Language
from auditflow.simulation import CaseRisk, Week, Workload
from auditflow.simulation.risk import percent

_MOST_WEEKS: Final = 20
_MOST_CASES: Final = 20
_TOO_FEW: Final = Fraction(1, 20)  # answers in a week: it would stand there as 0.0


def of_workload(found: Workload, language: Language) -> Iterator[RenderableType]:
    """The risk of many cases: how many are late, which, and the work of each week."""
    sv = language == "sv"
    yield Text(_portfolio(found, language), "dim")
    yield Text()
    yield _how_many(found, language)
    yield Text()
    yield _cases(found, language)
    if len(_wanted(found)) > _MOST_CASES:
        more = len(_wanted(found)) - _MOST_CASES
        yield Text(
            f"… {'och' if sv else 'and'} {more} {'till' if sv else 'more'}", "dim"
        )
    yield from _left_out(found, language)
    yield from unknown_share(found.unknown, language)
    if found.weeks:
        yield Text()
        yield _weeks(found, language)
    yield from whose_habits(found.habits, language)


def _portfolio(found: Workload, language: Language) -> str:
    """What was played: how many of the cases, how often, and which of them count."""
    played, wanted = len(found.each), sum(one.counts for one in found.each)
    every = played + len(found.left_out)
    if language == "sv":
        cases = counted(every, "ärende", "ärenden")
        runs = counted(found.runs, "simulering", "simuleringar")
        by = f"{wanted} med svar senast {found.until}" if found.until else ""
        known = f"{played} kan spelas" if every > played else ""
        seed = f"slumpfrö {found.seed}"
    else:
        cases = counted(every, "case", "cases")
        runs = counted(found.runs, "run", "runs")
        by = f"{wanted} wanted by {found.until}" if found.until else ""
        known = f"{played} can be played" if every > played else ""
        seed = f"seed {found.seed}"
    return " · ".join(filter(None, (cases, known, by, f"{runs}, {seed}")))


def _how_many(found: Workload, language: Language) -> Text:
    mean, most = f"{float(found.expected):.1f}", found.late_within(NINE_IN_TEN)
    if language == "sv":
        mean = mean.replace(".", ",")
        said = (
            f"Sena svar: {mean} i genomsnitt; i nio simuleringar av tio högst {most}."
        )
    else:
        said = (
            f"Late answers: {mean} on an average, in nine runs of ten at most {most}."
        )
    return Text(said, "bold")


def _left_out(found: Workload, language: Language) -> Iterator[RenderableType]:
    """The cases that cannot be played, with the reason of each."""
    if not found.left_out:
        return
    number = len(found.left_out)
    yield Text()
    if language == "sv":
        head = f"{counted(number, 'ärende', 'ärenden')} kan inte spelas:"
    else:
        head = f"{counted(number, 'case', 'cases')} cannot be played:"
    yield Text(head, "yellow")
    for one in found.left_out[:_MOST_CASES]:
        yield paper.bullet("!", f"{one.case}: {one.why.problems[0]}", "yellow")


def _cases(found: Workload, language: Language) -> Table:
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("I tid" if sv else "In time", justify="right", no_wrap=True)
    table.add_column("Svar senast" if sv else "Reply by", no_wrap=True)
    table.add_column("Sammanträde" if sv else "Meeting", no_wrap=True)
    table.add_column("Ärende" if sv else "Case", overflow="fold")
    for one in _wanted(found)[:_MOST_CASES]:
        likely = _likelihood(one, found.runs)
        table.add_row(
            "–" if likely is None else Text(percent(likely), colour(likely)),
            str(one.reply_by or "–"),
            str(one.meeting or "–"),
            one.case,
        )
    return table


def _wanted(found: Workload) -> list[CaseRisk]:
    """The cases that count, or all where no day was named."""
    return [one for one in found.each if one.counts or found.until is None]


def _likelihood(one: CaseRisk, runs: int) -> Fraction | None:
    return None if one.in_time is None else Fraction(one.in_time, runs)


def _weeks(found: Workload, language: Language) -> Table:
    """The answers that are being written, week by week."""
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("Vecka från" if sv else "Week of", no_wrap=True)
    said = "Svar som skrivs" if sv else "Answers being written"
    table.add_column(said, justify="right", no_wrap=True)
    table.add_column("")
    worst = found.bottleneck
    most = worst.drafts if worst else Fraction(1)
    for week in _busiest(found):
        is_worst = week is worst
        cells = _week(week, most, language, is_worst=is_worst)
        table.add_row(*cells, style="bold" if is_worst else "")
    return table


def _busiest(found: Workload) -> list[Week]:
    """The weeks around the worst, so many as one screen holds."""
    weeks = [week for week in found.weeks if week.drafts >= _TOO_FEW]
    if len(weeks) <= _MOST_WEEKS or found.bottleneck is None:
        return weeks
    begin = weeks.index(found.bottleneck) - _MOST_WEEKS // 2
    begin = max(0, min(begin, len(weeks) - _MOST_WEEKS))
    return weeks[begin : begin + _MOST_WEEKS]


def _week(
    week: Week, most: Fraction, language: Language, *, is_worst: bool
) -> tuple[str, str, str]:
    mean = f"{float(week.drafts):.1f}"
    bar = "█" * round(week.drafts / most * 2 * BAR)
    mark = "← flest" if language == "sv" else "← the most"
    bar = f"{bar} {mark}" if is_worst else bar
    day = with_weekday(week.monday, language)
    return day, mean.replace(".", ",") if language == "sv" else mean, bar
