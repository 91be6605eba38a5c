"""The risk as a person reads it: a bar for each meeting, and what it means."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Final

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

if TYPE_CHECKING:  # who has many cases does not wait for what reads letters
    from auditflow.reading import Question

_BAR: Final = 14  # columns of a whole bar
_LIKELY: Final = Fraction(9, 10)
_UNLIKELY: Final = Fraction(1, 2)
_MOST_CASES: Final = 20
_TOO_FEW: Final = Fraction(1, 20)  # answers in a week: it would stand there as 0.0
_CAUSES: Final[dict[Cause, dict[Language, str]]] = {
    Cause.MISSED: {
        "sv": "tjänsteskrivelsen blev inte klar till det sammanträdet",
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
    yield Text()
    yield Text(_START[language], "dim")


def _verdict(found: Risk, language: Language) -> Iterator[RenderableType]:
    """Which meeting to aim for, and what makes answers late that do."""
    sv, best = language == "sv", found.best
    if found.reply_by is None:
        unknown = "Ingen svarsdag är känd, så inget svar är för sent."
        said = unknown if sv else "No reply day is known, so that no answer is late."
        yield Text(said, "yellow")
        return
    if best is None or best.likelihood is None:
        never = "Svaret hinns inte i tid i någon omgång: be om anstånd."
        said = never if sv else "The answer is in time in no run: ask for an extension."
        yield paper.bullet("!", said, "bold red")
        yield from _why_late(found.chosen or found.aims[0], language)
        return
    yield paper.bullet("→", _advice(found, best, language), "bold cyan")
    yield from _why_late(best, language)


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
        return f"Sikta på {day}: svaret hinns i tid i {share} av omgångarna. {plan}"
    plan = "The plan's meeting is not among these."
    if chosen is not None:
        other = with_weekday(chosen.meeting, language)
        same = "So does the plan."
        plan = same if best == chosen else f"The plan aims for {other}."
    return f"Aim for {day}: the answer is in time in {share} of the runs. {plan}"


_START: Final[dict[Language, str]] = {
    "sv": "Hur lång tid varje steg tar säger vanorna (--habits): se dem med "
    "auditflow habits.",
    "en": "How long each step takes is what the habits say (--habits): see them with "
    "auditflow habits.",
}


def _heading(found: Risk, language: Language) -> str:
    day = found.seen_from
    if language == "sv":
        reply = f"svar senast {found.reply_by}" if found.reply_by else "ingen svarsdag"
        runs = _counted(found.runs, "omgång", "omgångar")
        return f"{reply} · {runs}, frö {found.seed} · sett från {day}"
    reply = f"answer by {found.reply_by}" if found.reply_by else "no reply day"
    runs = _counted(found.runs, "run", "runs")
    return f"{reply} · {runs}, seed {found.seed} · seen from {day}"


def _counted(number: int, one: str, many: str) -> str:
    """So many of something.

    >>> _counted(20000, "run", "runs"), _counted(1, "case", "cases")
    ('20 000 runs', '1 case')
    """
    return f"{number:,} {one if number == 1 else many}".replace(",", " ")


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
        if cause is Cause.MISSED and aim.draft_by is None:  # there is a draft already
            said = f"{share} {late}: {_OUT_OF_REACH[language]}"
        elif cause is Cause.MISSED:
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
    until = f" · {'svar senast' if sv else 'wanted by'} {found.until}"
    if sv:
        cases = _counted(len(found.each), "ärende", "ärenden")
        head = (
            f"{cases} · {_counted(found.runs, 'omgång', 'omgångar')}, frö {found.seed}"
        )
    else:
        cases = _counted(len(found.each), "case", "cases")
        head = f"{cases} · {_counted(found.runs, 'run', 'runs')}, seed {found.seed}"
    yield Text(head + (until if found.until else ""), "dim")
    yield Text()
    yield _how_many(found, language)
    yield Text()
    yield _cases(found, language)
    if len(found.each) > _MOST_CASES:
        more = len(found.each) - _MOST_CASES
        yield Text(
            f"… {'och' if sv else 'and'} {more} {'till' if sv else 'more'}", "dim"
        )
    yield from _left_out(found, language)
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


def _left_out(found: Workload, language: Language) -> Iterator[RenderableType]:
    """The cases that cannot be played, with the reason of each."""
    if not found.left_out:
        return
    number = len(found.left_out)
    yield Text()
    if language == "sv":
        head = f"{_counted(number, 'ärende', 'ärenden')} kan inte spelas:"
    else:
        head = f"{_counted(number, 'case', 'cases')} cannot be played:"
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
        is_worst = week is worst
        cells = _week(week, most, language, is_worst=is_worst)
        table.add_row(*cells, style="bold" if is_worst else "")
    return table


def _week(
    week: Week, most: Fraction, language: Language, *, is_worst: bool
) -> tuple[str, str, str]:
    mean = f"{float(week.drafts):.1f}"
    bar = "█" * round(week.drafts / most * 2 * _BAR)
    mark = "← flest" if language == "sv" else "← the most"
    bar = f"{bar} {mark}" if is_worst else bar
    day = with_weekday(week.monday, language)
    return day, mean.replace(".", ",") if language == "sv" else mean, bar
