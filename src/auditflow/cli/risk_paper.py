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
from auditflow.simulation import (
    AimRisk,
    CaseRisk,
    Cause,
    Habits,
    Risk,
    Week,
    Workload,
)
from auditflow.simulation.risk import percent

if TYPE_CHECKING:  # who has many cases does not wait for what reads letters
    from auditflow.reading import Question

_BAR: Final = 14  # columns of a whole bar
_LIKELY: Final = Fraction(9, 10)
_UNLIKELY: Final = Fraction(1, 2)
_NINE_IN_TEN: Final = 90
_MOST_WEEKS: Final = 20
_MOST_CASES: Final = 20
_TOO_FEW: Final = Fraction(1, 20)  # answers in a week: it would stand there as 0.0
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
    yield from _whose_habits(found.habits, language)


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
    day = aim.within(_NINE_IN_TEN)
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


_HABITS: Final[dict[Language, str]] = {
    "sv": "Vanorna (--habits) säger hur lång tid varje steg tar. Här auditflows "
    "antaganden, som ingen har mätt: auditflow habits --defaults visar dem.",
    "en": "The habits (--habits) say how long each step takes. These are starting "
    "points that nobody has measured: auditflow habits --defaults shows them.",
}


def _whose_habits(habits: Habits, language: Language) -> Iterator[RenderableType]:
    """That nobody has measured the habits, where they are those of auditflow."""
    if habits == Habits():
        yield Text()
        yield Text(_HABITS[language], "dim")


def _heading(found: Risk, language: Language) -> str:
    day = found.seen_from
    if language == "sv":
        reply = f"svar senast {found.reply_by}" if found.reply_by else "ingen svarsdag"
        runs = _counted(found.runs, "simulering", "simuleringar")
        return f"{reply} · {runs}, slumpfrö {found.seed} · sett från {day}"
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
            _draft_by(aim, language),
            _day(aim.within(50), language),
            _day(aim.within(_NINE_IN_TEN), language),
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
    unknown = max(Fraction(aim.unknown, aim.runs) for aim in aims)
    yield from _unknown_share(unknown, language)


def _unknown_share(share: Fraction, language: Language) -> Iterator[RenderableType]:
    if share:
        most = percent(share)
        sv = f"i {most} av simuleringarna tar de kända sammanträdena slut"
        en = f"in {most} of the runs the meetings that are known end first"
        yield paper.bullet("!", sv if language == "sv" else en, "yellow")


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
    yield from _unknown_share(found.unknown, language)
    if found.weeks:
        yield Text()
        yield _weeks(found, language)
    yield from _whose_habits(found.habits, language)


def _portfolio(found: Workload, language: Language) -> str:
    """What was played: how many of the cases, how often, and which of them count."""
    played, wanted = len(found.each), sum(one.counts for one in found.each)
    every = played + len(found.left_out)
    if language == "sv":
        cases = _counted(every, "ärende", "ärenden")
        runs = _counted(found.runs, "simulering", "simuleringar")
        by = f"{wanted} med svar senast {found.until}" if found.until else ""
        known = f"{played} kan spelas" if every > played else ""
        seed = f"slumpfrö {found.seed}"
    else:
        cases = _counted(every, "case", "cases")
        runs = _counted(found.runs, "run", "runs")
        by = f"{wanted} wanted by {found.until}" if found.until else ""
        known = f"{played} can be played" if every > played else ""
        seed = f"seed {found.seed}"
    return " · ".join(filter(None, (cases, known, by, f"{runs}, {seed}")))


def _how_many(found: Workload, language: Language) -> Text:
    mean, most = f"{float(found.expected):.1f}", found.late_within(_NINE_IN_TEN)
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
    for one in _wanted(found)[:_MOST_CASES]:
        likely = _likelihood(one, found.runs)
        table.add_row(
            "–" if likely is None else Text(percent(likely), _colour(likely)),
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
    bar = "█" * round(week.drafts / most * 2 * _BAR)
    mark = "← flest" if language == "sv" else "← the most"
    bar = f"{bar} {mark}" if is_worst else bar
    day = with_weekday(week.monday, language)
    return day, mean.replace(".", ",") if language == "sv" else mean, bar
