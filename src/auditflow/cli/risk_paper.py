"""The risk of one case as a person reads it: a bar for each meeting, and advice."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from pendulum import Date
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from auditflow.case import Case
from auditflow.cli import paper
from auditflow.cli.share_words import (
    NINE_IN_TEN,
    bar,
    colour,
    counted,
    unknown_share,
    whose_habits,
)
from auditflow.cli.words import with_weekday
from auditflow.reasons import Language
from auditflow.simulation import AimRisk, Cause, Risk
from auditflow.simulation.risk import percent

if TYPE_CHECKING:  # who has many cases does not wait for what reads letters
    from auditflow.reading import Question

_CAUSES: Final[dict[Cause, dict[Language, str]]] = {
    Cause.MISSED: {
        "sv": "utkastet blev inte klart till det sammanträdet",
        "en": "the draft was not in for that meeting",
    },
    Cause.REMITTED: {
        "sv": "ärendet återremitterades",
        "en": "the board sent the draft back",
    },
    Cause.TABLED: {"sv": "ärendet bordlades", "en": "the board put it off"},
    Cause.MEETING: {
        "sv": "sammanträdet ligger efter svarsdagen",
        "en": "the meeting lies after the day of the answer",
    },
    Cause.AFTERWARDS: {
        "sv": "justering och utskick drog ut på tiden",
        "en": "adjusting the minutes and sending took too long",
    },
}
_OUT_OF_REACH: Final[dict[Language, str]] = {
    "sv": "det sammanträdet hinns inte längre",
    "en": "that meeting is out of reach",
}


def of_risk(
    case: Case, found: Risk, questions: "Sequence[Question]", language: Language
) -> Iterator[RenderableType]:
    """The risk of one case: each meeting, where to aim, and what makes it late."""
    yield from paper.headed(case, _heading(found, language))
    yield _meetings(found, language)
    yield Text()
    yield from _verdict(found, language)
    yield from _unknown(found.aims, language)
    for question in questions:
        said = question.sv if language == "sv" else question.en
        yield paper.bullet("?", said, "magenta")
    yield from whose_habits(found.habits, language)


def _verdict(found: Risk, language: Language) -> Iterator[RenderableType]:
    """Which meeting to aim for, and what makes answers late that do."""
    sv, best = language == "sv", found.best
    if found.reply_by is None:
        unknown = "Ingen svarsdag är känd, så inget svar är för sent."
        said = unknown if sv else "No reply day is known, so that no answer is late."
        yield Text(said, "yellow")
        return
    if best is None or best.likelihood is None:
        never = "Svaret hinns inte i tid i någon simulering: be om anstånd."
        said = never if sv else "The answer is in time in no run: ask for an extension."
        yield paper.bullet("!", said + _until(found.aims[0], language), "bold red")
        yield from _why_late(found.chosen or found.aims[0], language)
        return
    yield paper.bullet("→", _advice(found, best, language), "bold cyan")
    yield from _why_late(best, language)


def _until(aim: AimRisk, language: Language) -> str:
    """Until when nine in ten are answered, if that is known."""
    day = aim.within(NINE_IN_TEN)
    if day is None:
        return ""
    if language == "sv":
        return f" Nio av tio är besvarade {with_weekday(day, language)}."
    return f" Nine in ten are answered by {with_weekday(day, language)}."


def _advice(found: Risk, best: AimRisk, language: Language) -> str:
    """The meeting to aim for, and whether the plan does."""
    day, chosen = with_weekday(best.meeting, language), found.chosen
    share = percent(best.likelihood or Fraction(0))
    if language == "sv":
        plan = "Planens sammanträde är inte med här."
        if chosen is not None:
            other = with_weekday(chosen.meeting, language)
            same = "Så gör planen."
            plan = same if best == chosen else f"Planen siktar på {other}."
        return f"Sikta på {day}: svaret hinns i tid i {share} av simuleringarna. {plan}"
    plan = "The plan's meeting is not among these."
    if chosen is not None:
        other = with_weekday(chosen.meeting, language)
        same = "So does the plan."
        plan = same if best == chosen else f"The plan aims for {other}."
    return f"Aim for {day}: the answer is in time in {share} of the runs. {plan}"


def _heading(found: Risk, language: Language) -> str:
    day = found.seen_from
    if language == "sv":
        reply = f"svar senast {found.reply_by}" if found.reply_by else "ingen svarsdag"
        runs = counted(found.runs, "simulering", "simuleringar")
        return f"{reply} · {runs}, slumpfrö {found.seed} · sett från {day}"
    reply = f"answer by {found.reply_by}" if found.reply_by else "no reply day"
    runs = counted(found.runs, "run", "runs")
    return f"{reply} · {runs}, seed {found.seed} · seen from {day}"


def _meetings(found: Risk, language: Language) -> Table:
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("Sammanträde" if sv else "Meeting", no_wrap=True)
    table.add_column("I tid" if sv else "In time", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("Utkast senast" if sv else "Draft by", no_wrap=True)
    table.add_column("Hälften svarat" if sv else "Half by", no_wrap=True)
    table.add_column("9 av 10" if sv else "9 of 10 by", no_wrap=True)
    for aim in found.aims:
        likely = aim.likelihood
        table.add_row(
            with_weekday(aim.meeting, language),
            "–" if likely is None else percent(likely),
            Text() if likely is None else Text(bar(likely), colour(likely)),
            _draft_by(aim, language),
            _day(aim.within(50), language),
            _day(aim.within(NINE_IN_TEN), language),
            style=_style(aim),
        )
    return table


def _style(aim: AimRisk) -> str:
    if not aim.reachable:
        return "dim"
    return "bold" if aim.chosen else ""


def _draft_by(aim: AimRisk, language: Language) -> str:
    """By when the draft has to be in; or that it is too late for that."""
    if not aim.reachable:
        return "hinns inte" if language == "sv" else "too late"
    return str(aim.draft_by or "–")


def _day(day: Date | None, language: Language) -> str:
    if day is not None:
        return str(day)
    return "okänt" if language == "sv" else "unknown"


def _why_late(aim: AimRisk, language: Language) -> Iterator[RenderableType]:
    """What made answers late that aimed for this meeting, the most often first."""
    order = sorted(aim.late_through, key=lambda one: -one[1])
    for cause, number in order:
        share = percent(Fraction(number, aim.runs))
        late = "för sent" if language == "sv" else "late"
        said = f"{share} {late}: {_CAUSES[cause][language]}"
        if cause is Cause.MISSED and aim.draft_by is None:  # there is a draft already
            said = f"{share} {late}: {_OUT_OF_REACH[language]}"
        elif cause is Cause.MISSED:
            said += f" ({'senast' if language == 'sv' else 'by'} {aim.draft_by})"
        yield paper.bullet(" ", said, "")


def _unknown(aims: Sequence[AimRisk], language: Language) -> Iterator[RenderableType]:
    """That the meetings that are known end before the board has decided."""
    unknown = max(Fraction(aim.unknown, aim.runs) for aim in aims)
    yield from unknown_share(unknown, language)
