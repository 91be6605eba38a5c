"""The risk as a person reads it: a bar for each meeting, and what it means."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from pendulum import Date
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from auditflow.case import Case
from auditflow.cli import paper
from auditflow.cli.words import with_weekday
from auditflow.reasons import Language
from auditflow.simulation import AimRisk, CaseRisk, Cause, Risk, Week, Workload
from auditflow.simulation.risk import percent

_BAR: Final = 14  # columns of a whole bar
_LIKELY: Final = Fraction(9, 10)
_UNLIKELY: Final = Fraction(1, 2)
_MOST_CASES: Final = 20
_TOO_FEW: Final = Fraction(1, 20)  # answers in a week: it would stand there as 0.0
_CAUSES: Final[dict[Cause, dict[Language, str]]] = {
    Cause.DRAFT: {
        "sv": "tjänsteskrivelsen blev inte klar till det sammanträdet",
        "en": "the draft was not in for that meeting",
    },
    Cause.REMITTED: {
        "sv": "ärendet återremitterades",
        "en": "the board sent the draft back",
    },
    Cause.TABLED: {"sv": "ärendet bordlades", "en": "the board put it off"},
    Cause.AFTERWARDS: {
        "sv": "justering och utskick drog ut på tiden",
        "en": "adjusting the minutes and sending took too long",
    },
}


def of_risk(case: Case, found: Risk, language: Language) -> Iterator[RenderableType]:
    """The risk of one case: each meeting, where to aim, and what makes it late."""
    sv = language == "sv"
    yield from paper.headed(case, _heading(found, language))
    yield _meetings(found, language)
    yield Text()
    best = found.best
    if best.likelihood is None:
        unknown = "Ingen svarsdag är känd, så inget svar är för sent."
        said = unknown if sv else "No reply day is known, so that no answer is late."
        yield Text(said, "yellow")
        return
    if best.in_time:
        yield paper.bullet("→", _advice(found, best.likelihood, language), "bold cyan")
    else:
        never = "Svaret hinns inte i tid i någon omgång: be om anstånd."
        said = never if sv else "The answer is in time in no run: ask for an extension."
        yield paper.bullet("!", said, "bold red")
    yield from _why_late(best, language)
    yield from _unknown(found.aims, language)
    yield Text()
    yield Text(_START[language], "dim")


def _advice(found: Risk, likelihood: Fraction, language: Language) -> str:
    """The meeting to aim for, and whether the plan does."""
    best, chosen, share = found.best, found.chosen, percent(likelihood)
    day, other = (with_weekday(one.meeting, language) for one in (best, chosen))
    if language == "sv":
        plan = "som planen gör" if best == chosen else f"inte på {other} som planen gör"
        return f"Sikta på {day}, {plan}: svaret hinns i tid i {share} av omgångarna."
    plan = "as the plan does" if best == chosen else f"not for {other} as the plan does"
    return f"Aim for {day}, {plan}: the answer is in time in {share} of the runs."


_START: Final[dict[Language, str]] = {
    "sv": "Hur lång tid varje steg tar säger vanorna (--habits): se dem med "
    "auditflow habits.",
    "en": "How long each step takes is what the habits say (--habits): see them with "
    "auditflow habits.",
}


def _heading(found: Risk, language: Language) -> str:
    runs = f"{found.runs:,}".replace(",", " ")
    if language == "sv":
        reply = f"svar senast {found.reply_by}" if found.reply_by else "ingen svarsdag"
        seen = f" · sett från {found.today}" if found.today else ""
        return f"{reply} · {runs} omgångar, frö {found.seed}{seen}"
    reply = f"answer by {found.reply_by}" if found.reply_by else "no reply day"
    seen = f" · seen from {found.today}" if found.today else ""
    return f"{reply} · {runs} runs, seed {found.seed}{seen}"


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
            Text() if likely is None else Text(_bar(likely), _colour(likely)),
            str(aim.draft_by or "–"),
            _day(aim.within(50), language),
            _day(aim.within(90), language),
            style="bold" if aim.chosen else "",
        )
    return table


def _day(day: Date | None, language: Language) -> str:
    if day is not None:
        return str(day)
    return "okänt" if language == "sv" else "unknown"


def _bar(share: Fraction) -> str:
    whole = round(share * _BAR)
    return "█" * whole + "░" * (_BAR - whole)


def _colour(share: Fraction) -> str:
    if share >= _LIKELY:
        return "green"
    return "yellow" if share >= _UNLIKELY else "red"


def _why_late(aim: AimRisk, language: Language) -> Iterator[RenderableType]:
    """What made answers late that aimed for this meeting, the most often first."""
    order = sorted(aim.late_through, key=lambda one: -one[1])
    for cause, number in order:
        share = percent(Fraction(number, aim.runs))
        late = "för sent" if language == "sv" else "late"
        said = f"{share} {late}: {_CAUSES[cause][language]}"
        if cause is Cause.DRAFT and aim.draft_by is not None:
            said += f" ({'senast' if language == 'sv' else 'by'} {aim.draft_by})"
        yield paper.bullet(" ", said, "")


def _unknown(aims: Sequence[AimRisk], language: Language) -> Iterator[RenderableType]:
    """That the meetings that are known end before the board has decided."""
    unknown = max(aim.unknown for aim in aims)
    if unknown:
        share = percent(Fraction(unknown, aims[0].runs))
        sv = f"i upp till {share} av omgångarna tar de kända sammanträdena slut"
        en = f"in up to {share} of the runs the meetings that are known end first"
        yield paper.bullet("!", sv if language == "sv" else en, "yellow")


def of_workload(found: Workload, language: Language) -> Iterator[RenderableType]:
    """The risk of many cases: how many are late, which, and the work of each week."""
    sv = language == "sv"
    runs = f"{found.runs:,}".replace(",", " ")
    cases, seed = len(found.each), found.seed
    until = f" · {'svar senast' if sv else 'wanted by'} {found.until}"
    head = f"{cases} ärenden · {runs} omgångar, frö {seed}"
    head_en = f"{cases} cases · {runs} runs, seed {seed}"
    yield Text((head if sv else head_en) + (until if found.until else ""), "dim")
    yield Text()
    yield _how_many(found, language)
    yield Text()
    yield _cases(found, language)
    if len(found.each) > _MOST_CASES:
        more = len(found.each) - _MOST_CASES
        yield Text(
            f"… {'och' if sv else 'and'} {more} {'till' if sv else 'more'}", "dim"
        )
    if found.weeks:
        yield Text()
        yield _weeks(found, language)


def _how_many(found: Workload, language: Language) -> Text:
    mean, most = f"{float(found.expected):.1f}", found.late_within(90)
    if language == "sv":
        mean = mean.replace(".", ",")
        said = f"Sena svar: {mean} i genomsnitt; i nio omgångar av tio högst {most}."
    else:
        said = (
            f"Late answers: {mean} on an average, in nine runs of ten at most {most}."
        )
    return Text(said, "bold")


def _cases(found: Workload, language: Language) -> Table:
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("I tid" if sv else "In time", justify="right", no_wrap=True)
    table.add_column("Svar senast" if sv else "Reply by", no_wrap=True)
    table.add_column("Sammanträde" if sv else "Meeting", no_wrap=True)
    table.add_column("Ärende" if sv else "Case", overflow="fold")
    for one in found.each[:_MOST_CASES]:
        likely = _likelihood(one, found.runs)
        table.add_row(
            "–" if likely is None else Text(percent(likely), _colour(likely)),
            str(one.reply_by or "–"),
            str(one.meeting or "–"),
            one.case,
        )
    return table


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
    for week in found.weeks:
        if week.drafts < _TOO_FEW:
            continue
        table.add_row(*_week(week, most, language), style="bold" * (week == worst))
    return table


def _week(week: Week, most: Fraction, language: Language) -> tuple[str, str, str]:
    mean = f"{float(week.drafts):.1f}"
    bar = "█" * round(week.drafts / most * 2 * _BAR)
    mark = "← flest" if language == "sv" else "← the most"
    bar = f"{bar} {mark}" if week.drafts == most else bar
    day = with_weekday(week.monday, language)
    return day, mean.replace(".", ",") if language == "sv" else mean, bar
