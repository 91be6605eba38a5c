"""What a person sees of a case in a store: where it stands, and what comes next."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from auditflow.case import Case
from auditflow.cli import paper
from auditflow.cli.words import STATUS, with_weekday
from auditflow.events import Lacking
from auditflow.lifecycle import State, Step
from auditflow.lifecycle.words import STATE_WORDS, STEP_WORDS
from auditflow.planning import Deadline, Plan, PlannedReferral, Status
from auditflow.reasons import Language
from auditflow.rules import Kind
from auditflow.values import in_runs

_OPEN: Final = (Status.OPEN, Status.SOON, Status.OVERDUE)
_COLOUR: Final = {Status.SOON: "yellow", Status.OVERDUE: "bold red"}
_LACKING: Final[dict[Lacking, dict[Language, str]]] = {
    Lacking.MEASURE: {"sv": "åtgärd", "en": "measure"},
    Lacking.RESPONSIBLE: {"sv": "ansvarig", "en": "responsible"},
    Lacking.DAY: {"sv": "dag", "en": "day"},
}


def open_duties(plan: Plan) -> list[Deadline]:
    """The duties of a plan that have a day and are not met, the nearest first."""
    found = [
        (deadline.due, number, deadline)
        for number, deadline in enumerate(plan.deadlines)
        if deadline.kind is Kind.DUTY and deadline.status in _OPEN and deadline.due
    ]
    return [deadline for _, _, deadline in sorted(found)]


def duties(
    plan: Plan, language: Language, most: int | None = None
) -> Iterator[RenderableType]:
    """A table of what must be done next, or that nothing must."""
    found = open_duties(plan)
    if not found:
        none = "Inget mer att göra." if language == "sv" else "Nothing is left to do."
        yield Text(none, "dim")
        return
    yield _table(found[:most], language)
    if most is not None and len(found) > most:
        left = len(found) - most
        yield Text(f"… och {left} till" if language == "sv" else f"… and {left} more")


def _table(found: Iterable[Deadline], language: Language) -> Table:
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("Sista dag" if sv else "Due", no_wrap=True)
    table.add_column("Vad" if sv else "What")
    table.add_column("Läge" if sv else "Status", no_wrap=True)
    for deadline in found:
        table.add_row(
            with_weekday(deadline.due, language) if deadline.due else "–",
            deadline.title(language),
            STATUS[deadline.status][language],
            style=_COLOUR.get(deadline.status, ""),
        )
    return table


def fields(case: Case, plan: Plan, version: int, language: Language) -> Table:
    """Where a case stands, a line each."""
    sv = language == "sv"
    rows = [
        ("Nämnd" if sv else "Body", case.body),
        ("Diarienummer" if sv else "Diary number", case.dnr or "–"),
        ("Läge" if sv else "State", STATE_WORDS[case.state][language]),
        ("Handläggare" if sv else "Handler", case.handler or "–"),
        ("Inkommet" if sv else "Received", with_weekday(case.received, language)),
        ("Svar senast" if sv else "Answer by", reply_by(plan, language)),
        ("Saknas" if sv else "Lacking", "\n".join(lacking(case, plan, language))),
        ("Möjliga steg" if sv else "Steps now", steps(case.allowed, language)),
        ("Poster" if sv else "Entries", str(version)),
    ]
    grid = Table.grid(padding=(0, 2, 0, 0))
    for name, value in rows:
        if value:
            grid.add_row(Text(name, "dim"), Text(value))
    return grid


def reply_by(plan: Plan, language: Language) -> str:
    """The day by which the answer is wanted, and the one that was asked for first."""
    day, asked = plan.reply_day.day, plan.reply_day.asked
    if day is None:
        paused = plan.reply_day.is_paused
        if language == "sv":
            return "vilande" if paused else "ingen svarsdag"
        return "paused" if paused else "no reply day"
    first = "först önskat" if language == "sv" else "first asked for"
    moved = f" ({first} {asked})" if asked and asked != day else ""
    return f"{with_weekday(day, language)}{moved}"


def lacking(case: Case, plan: Plan, language: Language) -> Iterator[str]:
    """What the answer still lacks: responses, what is not said in one, statements."""
    if case.state in (State.ANSWERED, State.CLOSED):
        return
    sv = language == "sv"
    if case.unanswered:
        numbers = ", ".join(in_runs(case.unanswered))
        yield f"{'svar på rekommendation' if sv else 'response to'} {numbers}"
    for number, what in case.lacking.items():
        if number not in case.unanswered:
            missing = ", ".join(_LACKING[one][language] for one in what)
            yield f"{'i svar' if sv else 'in response'} {number}: {missing}"
    for planned in plan.referrals:
        if planned.status in _OPEN:
            yield _statement(planned, language)


def _statement(planned: PlannedReferral, language: Language) -> str:
    sv, body = language == "sv", planned.referral.body
    by = f" ({'senast' if sv else 'by'} {planned.due})" if planned.due else ""
    return f"{'yttrande från' if sv else 'statement from'} {body}{by}"


def steps(allowed: Sequence[Step], language: Language) -> str:
    """The steps that can be taken, as they are written, in Swedish with its word."""
    if not allowed:
        return "inga" if language == "sv" else "none"
    if language == "en":
        return ", ".join(allowed)
    return ", ".join(f"{step} ({STEP_WORDS[step][language]})" for step in allowed)
