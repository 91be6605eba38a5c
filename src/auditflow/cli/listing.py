"""``auditflow show`` and ``auditflow list``: one case of a store, and many."""

import csv
import json
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

import click
from pendulum import Date, DateTime
from rich.console import RenderableType
from rich.text import Text

from auditflow.case import Case
from auditflow.cli import as_json, case_json, case_paper, paper
from auditflow.cli.csv_cells import safe
from auditflow.cli.given import CaseGiven
from auditflow.cli.history import entries_told, of_entries
from auditflow.cli.in_store import with_store
from auditflow.cli.named import today as today_in_stockholm
from auditflow.cli.shown import as_known_at, print_json, print_text, shown
from auditflow.cli.words import DayWord, language_option
from auditflow.day import day_of
from auditflow.lifecycle import State
from auditflow.lifecycle.words import STATE_WORDS
from auditflow.planning import Plan
from auditflow.reasons import Language
from auditflow.values import seen

if TYPE_CHECKING:
    from auditflow.store import Listed, Store

_SHOWN: Final = 50  # rows of a table that a person looks at
_MOST: Final = 1_000_000_000  # a database has limits too
_CELL: Final = len("Svar senast")
COLUMNS: Final = (
    "case", "authority", "body", "dnr", "title", "state", "version", "received",
    "reply_by", "next_due",
)  # fmt: skip


@click.command(short_help="Show where a case in the store stands.")
@click.argument("name", metavar="CASE")
@click.option(
    "--today",
    type=DayWord(),
    help="Look from this day; by default today in Stockholm, or the day of --known-at.",
)
@as_known_at
@shown
@with_store()
def show(
    *,
    store: "Store",
    name: str,
    today: Date | None,
    known_at: DateTime | None,
    as_data: bool,
    lang: str | None,
) -> None:
    """Show CASE on one page: where it stands, what it lacks, and what comes next.

    CASE is its name, the one that it had before it got its diary number, or its diary
    number where no other case has the same. Why each day is that day: auditflow plan
    CASE. What happened: auditflow history CASE.
    """
    stored = store.case(name)
    default = today_in_stockholm() if known_at is None else day_of(known_at)
    plan = stored.plan(today=today or default, known_at=known_at)
    case = stored.case if known_at is None else stored.case.as_known_at(known_at)
    entries = entries_told(CaseGiven(stored.case, stored.entries), known_at)
    if as_data:
        memo, history = case.memo.as_json(), of_entries(entries)
        print_json(
            {
                **case_json.of_case(case, len(entries), plan),
                "today": as_json.iso(plan.today),
                "known_at": known_at.isoformat() if known_at else None,
                "feasible": plan.feasible,
                "feasible_today": plan.feasible_today,
                "memo": memo,
                "history": history,
            }
        )
        return
    language = language_option(lang)
    paper.show(*_page(case, plan, len(entries), known_at, language))


def _page(
    case: Case,
    plan: Plan,
    version: int,
    known_at: DateTime | None,
    language: Language,
) -> Iterator[RenderableType]:
    sv = language == "sv"
    line = f"{'sett från' if sv else 'seen from'} {plan.today}"
    if known_at is not None:
        known = "som det var känt" if sv else "as known at"
        line = f"{line} · {known} {known_at:%Y-%m-%d %H:%M}"
    yield from paper.headed(case, line)
    yield case_paper.fields(case, plan, version, language)
    yield Text()
    yield from case_paper.duties(plan, language)


@click.command("list", short_help="List the cases in the store.")
@click.option(
    "--state",
    type=click.Choice([state.value for state in State]),
    help="Only the cases in this state.",
)
@click.option("--body", metavar="NAME", help="Only the cases of this body.")
@click.option("--title", metavar="TEXT", help="Only those with this in their title.")
@click.option("--received-from", type=DayWord(), help="Only those received since then.")
@click.option(
    "--received-until", type=DayWord(), help="Only those received until then."
)
@click.option("--after", metavar="CASE", help="Begin after the case of this name.")
@click.option(
    "--limit",
    type=click.IntRange(1, _MOST),
    metavar="N",
    help=f"How many at most; by default {_SHOWN} in the table, and all in the other "
    "formats.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table as CSV.")
@click.option("--json-lines", "as_lines", is_flag=True, help="Print JSON, a line each.")
@shown
@with_store()
def list_(
    *,
    store: "Store",
    state: str | None,
    body: str | None,
    title: str | None,
    received_from: Date | None,
    received_until: Date | None,
    after: str | None,
    limit: int | None,
    as_csv: bool,
    as_lines: bool,
    as_data: bool,
    lang: str | None,
) -> None:
    """List the cases in a store, in the order of their names.

    Each stands with its state, the day by which the answer is wanted, and its nearest
    open duty. What is overdue: auditflow overdue.
    """
    if as_csv + as_lines + as_data > 1:
        raise click.UsageError("--csv, --json and --json-lines exclude each other")
    is_table = not (as_csv or as_lines or as_data)
    if limit is None and is_table:
        limit = _SHOWN
    rows = store.list(
        state=state,
        body=body,
        title=title,
        received_from=received_from,
        received_until=received_until,
        after=after,
        # One more than a page says whether there is another.
        limit=limit + 1 if limit and is_table else limit,
    )
    if as_data:
        print_json([{**_of_row(row)} for row in rows])
    elif as_lines:
        _print_each(_line(row) for row in rows)
    elif as_csv:
        _print_csv(rows)
    else:
        page, more = [*islice(rows, limit)], next(rows, None) is not None
        paper.show(*_on_paper(page, language_option(lang), more=more))


Row: TypeAlias = dict[str, str | int | None]


def _of_row(row: "Listed") -> Row:
    return {
        "case": row.name,
        "authority": row.authority,
        "body": row.body,
        "dnr": row.dnr,
        "title": row.title,
        "state": row.state.value,
        "version": row.entries,
        "received": as_json.iso(row.received),
        "reply_by": as_json.iso(row.reply_by),
        "next_due": as_json.iso(row.next_due),
    }


def _line(row: "Listed") -> str:
    return seen(json.dumps(_of_row(row), ensure_ascii=False)) + "\n"


def _print_csv(rows: Iterable["Listed"]) -> None:
    """Print CSV, row by row: there may be more of them than memory holds."""
    print_text("")  # in UTF-8
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in rows:
        said = _of_row(row)
        table.writerow(safe(said[column]) for column in COLUMNS)


def _print_each(lines: Iterable[str]) -> None:
    """Print *lines* one by one: there may be more of them than memory holds."""
    print_text("")  # in UTF-8
    for line in lines:
        sys.stdout.write(line)


def _on_paper(
    page: Sequence["Listed"], language: Language, *, more: bool
) -> Iterator[RenderableType]:
    """Each case on two lines: its name alone, whole, and under it where it stands."""
    sv = language == "sv"
    if not page:
        yield Text("Inga ärenden." if sv else "No cases.")
        return
    dates = ("Svar senast", "Närmast") if sv else ("Reply by", "Next due")
    head = ("Läge" if sv else "State", *dates, "Rubrik" if sv else "Title")
    yield Text("Ärende" if sv else "Case", "bold")
    yield Text(_in_columns(head), "bold")
    for row in page:
        state = STATE_WORDS[row.state][language]
        days = str(row.reply_by or "–"), str(row.next_due or "–")
        yield Text(row.name, overflow="fold")
        yield Text(_in_columns((state, *days, row.title)), "dim")
    if more:
        said = "Det finns fler; fortsätt med:" if sv else "There are more; go on with:"
        yield Text()
        yield Text(f"{said} --after {page[-1].name}")


def _in_columns(row: Iterable[str]) -> str:
    """A state, two days and a title on one line, under the name of a case."""
    *beside, title = row
    cells = "".join(f"  {cell:<{_CELL}}" for cell in beside)
    room = paper.width() - len(cells) - 2
    return f"{cells}  {textwrap.shorten(title, room, placeholder=' …')}"
