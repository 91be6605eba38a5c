"""``auditflow actions``: what the body promised, and what became of it."""

from collections.abc import Iterator
from typing import Final

import click
from pendulum import Date
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from auditflow.case import ActionRow, Case, MeasureStatus, action_plan
from auditflow.case.telling import STANCE
from auditflow.cli import as_json, paper
from auditflow.cli.given import case_in
from auditflow.cli.named import Where, in_which_store
from auditflow.cli.shown import print_json, shown
from auditflow.cli.words import DayWord, language_option
from auditflow.events import Response
from auditflow.reasons import Language

_STATUS: Final[dict[MeasureStatus, dict[Language, str]]] = {
    MeasureStatus.OPEN: {"sv": "öppen", "en": "open"},
    MeasureStatus.DONE: {"sv": "klar", "en": "done"},
    MeasureStatus.OVERDUE: {"sv": "försenad", "en": "overdue"},
    MeasureStatus.NONE: {"sv": "–", "en": "–"},
}
_COLOUR: Final = {
    MeasureStatus.OPEN: "",
    MeasureStatus.DONE: "green",
    MeasureStatus.OVERDUE: "bold red",
    MeasureStatus.NONE: "dim",
}


@click.command(short_help="Show what was promised, and what is done.")
@click.argument("file", metavar="CASE")
@click.option(
    "--today",
    type=DayWord(),
    help="Look from this day; without it no measure is overdue.",
)
@in_which_store
@shown
def actions(
    *, file: str, where: Where, today: Date | None, as_data: bool, lang: str | None
) -> None:
    """Show the action plan (handlingsplan) of CASE.

    A row for each recommendation: what the body answered, who is responsible, by which
    day, and whether it is done. CASE is a case file, - for standard input, or the name
    of a case in the store.
    """
    case = case_in(file, where).case
    rows = action_plan(case, today)
    if as_data:
        print_json(_as_data(case, rows, today))
    else:
        paper.show(*_on_paper(case, rows, today, language_option(lang)))


def _as_data(
    case: Case, rows: tuple[ActionRow, ...], today: Date | None
) -> as_json.Json:
    return {
        "case": case.name,
        "body": case.body,
        "today": as_json.iso(today),
        "actions": [_of_row(row) for row in rows],
    }


def _of_row(row: ActionRow) -> as_json.Json:
    return {
        "number": row.number,
        "recommendation": row.recommendation,
        "response": _of_response(row.response) if row.response else None,
        "status": row.status.value,
        "done_on": as_json.iso(row.done_on),
    }


def _of_response(response: Response) -> as_json.Json:
    return {
        "stance": response.stance.value,
        "measure": response.measure,
        "responsible": response.responsible,
        "day": as_json.iso(response.day),
    }


def _on_paper(
    case: Case, rows: tuple[ActionRow, ...], today: Date | None, language: Language
) -> Iterator[RenderableType]:
    seen = "sett från" if language == "sv" else "seen from"
    line = case.body if today is None else f"{case.body} · {seen} {today}"
    yield from paper.headed(case, line)
    yield _table(rows, language)


def _table(rows: tuple[ActionRow, ...], language: Language) -> Table:
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("Nr" if sv else "No.", justify="right", no_wrap=True)
    table.add_column("Rekommendation" if sv else "Recommendation")
    table.add_column("Ansvarig" if sv else "Responsible")
    table.add_column("Senast" if sv else "By", no_wrap=True)
    table.add_column("Läge" if sv else "Status", no_wrap=True)
    for row in rows:
        response = row.response
        table.add_row(
            str(row.number),
            _what(row, language),
            response.responsible if response else "",
            str((response and response.day) or ""),
            _status(row, language),
            style=_COLOUR[row.status],
        )
    return table


def _what(row: ActionRow, language: Language) -> Text:
    """The recommendation, and under it what the body answered."""
    text = Text(row.recommendation)
    response = row.response
    if response is None:
        none = "inget svar" if language == "sv" else "no response"
        return text.append(f"\n→ {none}")
    stance = STANCE[response.stance][language]
    measure = f": {response.measure}" if response.measure else ""
    return text.append(f"\n→ {stance}{measure}")


def _status(row: ActionRow, language: Language) -> str:
    status = _STATUS[row.status][language]
    return f"{status}\n{row.done_on}" if row.done_on else status
