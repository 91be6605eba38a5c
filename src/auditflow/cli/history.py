"""``auditflow history``: what happened to a case, entry by entry."""

from collections.abc import Iterable, Iterator

import click
from pendulum import DateTime
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from auditflow.case import Case
from auditflow.case.entries import Entry, entries_of
from auditflow.case.file import event_to_json
from auditflow.case.telling import told
from auditflow.cli import as_json, paper
from auditflow.cli.given import CaseGiven, case_in
from auditflow.cli.named import Where, in_which_store
from auditflow.cli.shown import as_known_at, print_json, shown
from auditflow.cli.words import language_option, with_weekday
from auditflow.day import day_of
from auditflow.events import AnyEvent, Corrected
from auditflow.lifecycle.words import STATE_WORDS
from auditflow.reasons import Language

_EVERY_EVENT = ("event", "on", "by", "recorded")


@click.command(short_help="Show what happened to a case.")
@click.argument("file", metavar="CASE")
@as_known_at
@in_which_store
@shown
def history(
    *,
    file: str,
    where: Where,
    known_at: DateTime | None,
    as_data: bool,
    lang: str | None,
) -> None:
    """Show what happened to CASE, also what was corrected.

    CASE is a case file, - for standard input, or the name of a case in the store. The
    numbers of the entries are those of the whole history, also where --known-at leaves
    later ones out; in a store that is the order in which they were written.
    """
    whole = case_in(file, where)
    entries = entries_told(whole, known_at)
    case = whole.case if known_at is None else whole.case.as_known_at(known_at)
    if as_data:
        print_json(_as_data(case, entries, known_at))
    else:
        paper.show(*_on_paper(case, entries, known_at, language_option(lang)))


def entries_told(told: CaseGiven, known_at: DateTime | None) -> tuple[Entry, ...]:
    """Each entry with its number, in the order in which things happened."""
    case = told.case
    as_told = Case(case.memo, case.body, case.authority, told.entries)
    place = {id(event): number for number, event in enumerate(case.history)}
    entries = entries_of(as_told, known_at)
    return tuple(sorted(entries, key=lambda entry: place[id(entry.event)]))


def _as_data(
    case: Case, entries: tuple[Entry, ...], known_at: DateTime | None
) -> as_json.Json:
    return {
        "case": case.name,
        "body": case.body,
        "state": case.state.value,
        "known_at": known_at.isoformat() if known_at else None,
        "history": of_entries(entries),
    }


def of_entries(entries: Iterable[Entry]) -> as_json.Json:
    """Entries as JSON, each with both languages."""
    return [of_entry(entry) for entry in entries]


def of_entry(entry: Entry) -> as_json.Json:
    """An entry as JSON."""
    event = entry.event
    return {
        "number": entry.number,
        "event": event.word,
        "on": event.on.isoformat(),
        "by": event.by,
        "recorded": event.recorded.isoformat(),
        "holds": entry.holds,
        "corrects": entry.corrects,
        "corrected_by": entry.corrected_by,
        "details": _details(event),
        "sv": told(event, "sv"),
        "en": told(event, "en"),
    }


def _details(event: AnyEvent) -> as_json.Json:
    """What an entry says beside what every entry says."""
    said = event_to_json(event)
    details = {key: said[key] for key in said if key not in _EVERY_EVENT}
    if isinstance(event, Corrected):
        details["right"] = event_to_json(event.right) if event.right else None
    return details


def _on_paper(
    case: Case,
    entries: tuple[Entry, ...],
    known_at: DateTime | None,
    language: Language,
) -> Iterator[RenderableType]:
    yield from paper.headed(case, _heading(case, known_at, language))
    yield _table(entries, language)


def _heading(case: Case, known_at: DateTime | None, language: Language) -> str:
    state = STATE_WORDS[case.state][language]
    if language == "sv":
        seen = f" · som det var känt {_minute(known_at)}" if known_at else ""
        return f"{case.body} · läge: {state}{seen}"
    seen = f" · as known at {_minute(known_at)}" if known_at else ""
    return f"{case.body} · state: {state}{seen}"


def _minute(instant: DateTime) -> str:
    return instant.strftime("%Y-%m-%d %H:%M")


def _table(entries: tuple[Entry, ...], language: Language) -> Table:
    sv = language == "sv"
    table = paper.plain_table()
    table.add_column("Nr" if sv else "No.", justify="right", no_wrap=True)
    table.add_column("Dag" if sv else "Day", no_wrap=True)
    table.add_column("Vad som hände" if sv else "What happened")
    table.add_column("Av" if sv else "By")
    for entry in entries:
        table.add_row(
            str(entry.number),
            with_weekday(entry.event.on, language),
            _what(entry, language),
            entry.event.by,
            style="" if entry.holds else "dim",
        )
    return table


def _what(entry: Entry, language: Language) -> Text:
    """What happened; what no longer holds is struck through, and says so in words."""
    text = Text(told(entry.event, language), "" if entry.holds else "strike")
    for line in _remarks(entry, language):
        text.append(f"\n{line}", "not strike")
    return text


def _remarks(entry: Entry, language: Language) -> Iterator[str]:
    """What else is to be known of an entry, a line each."""
    sv, event = language == "sv", entry.event
    if entry.corrected_by is not None:
        said = "gäller inte, se nr" if sv else "does not hold, see no."
        yield f"{said} {entry.corrected_by}"
    if entry.corrects is not None:
        yield f"{'rättar nr' if sv else 'corrects no.'} {entry.corrects}"
    if day_of(event.recorded) != event.on:
        yield f"{'antecknat' if sv else 'recorded'} {_minute(event.recorded)}"
    if event.document:
        yield f"{'handling' if sv else 'document'}: {event.document}"
