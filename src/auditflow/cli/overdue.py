"""``auditflow overdue``: what is late, what soon will be, and what is too late."""

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs
import click
from pendulum import Date

from auditflow.cli import as_json, csv_cells
from auditflow.cli.in_store import with_store
from auditflow.cli.shown import print_json, print_text, shown
from auditflow.cli.words import DayWord, language_option
from auditflow.errors import ValueRefused
from auditflow.planning import SOON
from auditflow.portfolio import Due, Hopeless, Overdue
from auditflow.rules import Rule, Rulebook
from auditflow.values import seen

if TYPE_CHECKING:
    from auditflow.store import Store

COLUMNS: Final = (
    "list", "on", "case", "body", "deadline", "due", "business_days_late", "days_late",
    "business_days_left", "days_left", "sv", "en", "reply_by", "possible_until",
    "meeting_day", "meeting_requires", "meeting_extension_to",
)  # fmt: skip
_FINE, _OVERDUE = 0, 1
_SHOWN: Final = 100  # rows of each list that a person looks at
_MOST: Final = 1_000_000_000  # a database has limits too
_AT_ONCE: Final = 100  # lines that are written together

Row: TypeAlias = dict[str, as_json.Json]
Title: TypeAlias = tuple[str, str]


@click.command(short_help="Show what is overdue; exit status 1 if anything is.")
@click.option(
    "--on", type=DayWord(), help="The day to look from; by default today in Stockholm."
)
@click.option(
    "--within",
    type=int,
    default=SOON,
    show_default=True,
    metavar="N",
    help="So many business days after it are soon.",
)
@click.option("--body", metavar="NAME", help="Only the cases of this body.")
@click.option(
    "--limit",
    type=click.IntRange(0, _MOST),
    metavar="N",
    help=f"How many of each list to show; by default {_SHOWN} in the table, and all in "
    "the other formats. All are always counted.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table as CSV.")
@click.option("--json-lines", "as_lines", is_flag=True, help="Print JSON, a line each.")
@shown
@with_store()
def overdue(
    *,
    store: "Store",
    on: Date | None,
    within: int,
    body: str | None,
    limit: int | None,
    as_csv: bool,
    as_lines: bool,
    as_data: bool,
    lang: str | None,
) -> int:
    """Show what is overdue in a store, what soon will be, and what is too late.

    Overdue is a duty that is not met and whose last day has passed; due today is not
    overdue. The most late comes first.

    Exit status: 0 nothing is overdue; 1 something is; 2 the words are wrong, or there
    is no store.
    """
    if as_csv + as_lines + as_data > 1:
        raise click.UsageError("--csv, --json and --json-lines exclude each other")
    is_table = not (as_csv or as_lines or as_data)
    if limit is None and is_table:
        limit = _SHOWN
    found = store.overdue(on, within=within, body=body, limit=limit)
    if body is not None and not any(_numbers(found)):
        _check_body(store, body)
    titles = Titles(store)
    if is_table:
        # Who wants data does not wait for what draws a table.
        from auditflow.cli import overdue_paper  # noqa: PLC0415

        overdue_paper.show(found, within, titles.of, language_option(lang))
    elif as_data:
        print_json(_as_data(found, titles.of))
    elif as_csv:
        rows = map(_flat, _rows(found, titles.of))
        print_text(csv_cells.as_csv(COLUMNS, rows))
    else:
        _print_lines(_rows(found, titles.of))
    return _OVERDUE if found.overdue_number else _FINE


def _numbers(found: Overdue) -> tuple[int, int, int]:
    return found.overdue_number, found.soon_number, found.impossible_number


def _check_body(store: "Store", body: str) -> None:
    """Refuse a body that has no case: nothing of it would look like good news."""
    if next(store.list(body=body, limit=1), None) is None:
        mend = "check its name, or see the cases with: auditflow list"
        raise ValueRefused(f"the store has no case of a body {body!r}", mend)


@attrs.frozen
class Titles:
    """What deadlines are called in the rulebooks of each authority."""

    _store: "Store"
    _rulebooks: dict[str, tuple[Rulebook, ...]] = attrs.field(factory=dict)
    _found: dict[tuple[str, str], Title] = attrs.field(factory=dict)

    def of(self, case: str, deadline: str) -> Title:
        """What *deadline* of a *case* is called, in Swedish and in English.

        Args:
            case: its name, which begins with the authority.
            deadline: such as ``answer``, ``answer@2`` or ``measure:3``.
        """
        authority = case.partition("/")[0]
        key = authority, deadline
        if key not in self._found:
            rule_id, _, number = deadline.partition("@")[0].partition(":")
            rule = self._rule(authority, rule_id)
            sv, en = (rule.sv, rule.en) if rule else (deadline, deadline)
            if rule and number:
                sv, en = sv.format(number=number), en.format(number=number)
            self._found[key] = sv, en
        return self._found[key]

    def _rule(self, authority: str, rule_id: str) -> Rule | None:
        """The rule as the latest rulebook says it that has one of that name."""
        if authority not in self._rulebooks:
            own = self._store.versions(authority).rulebooks
            self._rulebooks[authority] = (*reversed(own), Rulebook.default())
        found = (book.rule(rule_id) for book in self._rulebooks[authority])
        return next((rule for rule in found if rule is not None), None)


Named: TypeAlias = Callable[[str, str], Title]


def _as_data(found: Overdue, named: Named) -> as_json.Json:
    overdue_number, soon_number, impossible_number = _numbers(found)
    return {
        "on": as_json.iso(found.on),
        "overdue": [_late(due, named) for due in found.overdue],
        "soon": [_soon(due, named) for due in found.soon],
        "impossible": [_impossible(one) for one in found.impossible],
        "counts": {
            "overdue": overdue_number,
            "soon": soon_number,
            "impossible": impossible_number,
        },
    }


def _late(due: Due, named: Named) -> Row:
    late = {"business_days_late": due.business_days_late, "days_late": due.days_late}
    return _of_due(due, late, named)


def _soon(due: Due, named: Named) -> Row:
    left = {"business_days_left": -due.business_days_late, "days_left": -due.days_late}
    return _of_due(due, left, named)


def _of_due(due: Due, days: dict[str, int], named: Named) -> Row:
    sv, en = named(due.case, due.deadline)
    return {
        "case": due.case,
        "body": due.body,
        "deadline": due.deadline,
        "due": as_json.iso(due.due),
        **days,
        "sv": sv,
        "en": en,
    }


def _impossible(one: Hopeless) -> Row:
    meeting = one.meeting
    return {
        "case": one.case,
        "body": one.body,
        "reply_by": as_json.iso(one.reply_by),
        "possible_until": as_json.iso(one.possible_until),
        "business_days_late": one.business_days_late,
        "meeting": None
        if meeting is None
        else {
            "day": as_json.iso(meeting.day),
            "requires": meeting.requires.value if meeting.requires else None,
            "extension_to": as_json.iso(meeting.extension_to),
        },
    }


def _rows(found: Overdue, named: Named) -> Iterator[Row]:
    """Each row of the three lists, which says of which it is."""
    on = as_json.iso(found.on)
    for due in found.overdue:
        yield {"list": "overdue", "on": on, **_late(due, named)}
    for due in found.soon:
        yield {"list": "soon", "on": on, **_soon(due, named)}
    for one in found.impossible:
        yield {"list": "impossible", "on": on, **_impossible(one)}


def _flat(row: Row) -> dict[str, str | int | None]:
    """A row as CSV has it: what is said of the meeting has columns of its own."""
    flat = {key: said for key, said in row.items() if isinstance(said, str | int)}
    meeting = row.get("meeting")
    if isinstance(meeting, dict):
        for key, said in meeting.items():
            if isinstance(said, str):
                flat[f"meeting_{key}"] = said
    return {**flat}


def _print_lines(rows: Iterator[Row]) -> None:
    lines: list[str] = []
    for row in rows:
        lines.append(seen(json.dumps(row, ensure_ascii=False)) + "\n")
        if len(lines) == _AT_ONCE:
            print_text("".join(lines))
            lines.clear()
    print_text("".join(lines))
