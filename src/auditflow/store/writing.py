"""Cases written into the ledger: opened, and gone on with, one entry at a time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import attrs
from sqlalchemy import Connection, insert, select, update

from auditflow.case import Case
from auditflow.case.telling import told
from auditflow.day import day_of, read_instant
from auditflow.errors import AuditflowError, Conflict, ValueRefused
from auditflow.errors.plain import whole
from auditflow.events import AnyEvent
from auditflow.planning import Versions
from auditflow.store.access import Access, said_in
from auditflow.store.derived import (
    Called,
    Rows,
    Taken,
    add_rows,
    letter_of,
    renew_rows,
    rows_of,
    taken_in,
)
from auditflow.store.entries import entry_of, said_of, text_of, told_by
from auditflow.store.governing import CALENDAR, opened
from auditflow.store.ledger import Pen
from auditflow.store.people import Place, Table, hide, named_at, tokens_for
from auditflow.store.schema import AUTHORITY, CASE

_LONGEST: Final = 500  # characters of what is looked up; an index holds no more


def hidden(connection: Connection, authority: str, places: Sequence[Place]) -> None:
    """Take the names of people out of their *places*, into one of their own."""
    hide(places, tokens_for(connection, authority, names_at(places)))


def names_at(places: Iterable[Place]) -> set[str]:
    """The names that stand at some *places*."""
    return {table[key] for table, key in places}


def open_authority(pen: Pen, authority: str, by: str) -> None:
    """Begin the stream of an *authority* that the store has no case of yet."""
    connection = pen.connection
    known = select(AUTHORITY.c.name).where(AUTHORITY.c.name == authority)
    if connection.execute(known).scalar() is not None:
        return
    said = opened(authority, day_of(read_instant(pen.now)), by)
    hidden(connection, authority, [place for one in said for place in named_at(one)])
    stream = pen.begin(authority, text_of(said[0]))
    for number, one in enumerate(said[1:], 2):
        pen.add(stream, number, authority, text_of(one))
    row = {
        "name": authority,
        "stream": stream,
        "number": len(said),
        "calendars": 0,
        "pending": False,
    }
    connection.execute(insert(AUTHORITY), row)


def add_to_authority(pen: Pen, authority: str, said: Table, *, pending: bool) -> None:
    """Add an entry to the stream of an *authority*."""
    connection = pen.connection
    hidden(connection, authority, named_at(said))
    asked = select(AUTHORITY).where(AUTHORITY.c.name == authority)
    found = connection.execute(asked).one()
    number = found.number + 1
    pen.add(found.stream, number, authority, text_of(said))
    more = said["event"]["event"] == CALENDAR
    changed = {
        "number": number,
        "calendars": found.calendars + more,
        "pending": found.pending or pending,
    }
    connection.execute(
        update(AUTHORITY).where(AUTHORITY.c.name == authority).values(changed)
    )


def write_cases(
    pen: Pen, cases: Sequence[Case], versions: Mapping[str, Versions], by: str
) -> list[AuditflowError | int]:
    """Write each of *cases*, or find what stands in its way.

    For each the stream that it has become, or the error; the others are written.
    *versions* are those of each authority that the store has; one that it has not is
    added *by* somebody.
    """
    called = [_called_or_error(case) for case in cases]
    known = [one for one in called if isinstance(one, Called)]
    taken = taken_in(pen.connection, known)
    found = [
        _ready_or_error(case, one, versions.get(case.authority), taken)
        if isinstance(one, Called)
        else one
        for case, one in zip(cases, called, strict=True)
    ]
    ready = [one for one in found if isinstance(one, _Ready)]
    by_authority: dict[str, list[Place]] = {}
    for one in ready:
        by_authority.setdefault(one.authority, []).extend(one.named)
    for authority, named in by_authority.items():
        if authority not in versions:
            open_authority(pen, authority, by)
        hidden(pen.connection, authority, named)
    add_rows(pen.connection, [_write(pen, one) for one in ready])
    return [one.stream if isinstance(one, _Ready) else one for one in found]


@attrs.define
class _Ready:
    """A case that can be written: what its entries say, and the rows of it.

    ``named`` is where people are named in it; ``stream`` is what it has become, once it
    is written.
    """

    authority: str
    said: list[Table]
    named: list[Place]
    rows: Rows
    stream: int = 0


def with_pins(case: Case, versions: Versions | None) -> Case:
    """The *case*, which says what rules and what calendar it is planned by.

    They are among *versions*, or those of an authority that is new to a store.
    """
    versions = versions or Versions()
    arrival = attrs.evolve(
        case.arrival,
        rulebook=versions.rulebook_of(case.events).name,
        business_calendar=versions.calendar_of(case.events).name,
    )
    return Case(case.memo, case.body, case.authority, (arrival, *case.history[1:]))


def _ready_or_error(
    case: Case, called: Called, versions: Versions | None, taken: Taken
) -> _Ready | AuditflowError:
    """A *case*, which then takes what it is *called*; or why it cannot be written."""
    stands = taken.by_another(called)
    if stands is not None:
        return stands
    said, number = said_of(case), len(case.history)
    letter = letter_of(case.memo, said[0]["case"]["memo"])
    stands = taken.by_its_letter(called, letter)
    if stands is not None:
        return stands
    named = [place for one in said for place in named_at(one)]
    try:
        _check_names(names_at(named))
        rows = rows_of(case, 0, number, versions or Versions(), called, letter)
    except AuditflowError as error:
        return error
    taken.add(called.name, called.first_name, called.number, letter)
    return _Ready(case.authority, said, named, rows)


def _called_or_error(case: Case) -> Called | ValueRefused:
    """What a *case* is called, if a database can hold what it says."""
    try:
        return _called(case)
    except ValueRefused as error:
        return error


def _called(case: Case) -> Called:
    """What a *case* is called.

    Raises:
        ValueRefused: no database can hold what it says.
    """
    memo = case.memo
    _check_names([case.body, case.dnr or ""])
    _check_letters([memo.title or "", memo.dnr or "", memo.municipality or ""])
    return Called.of(case)


def _check_names(names: Collection[str]) -> None:
    """Refuse *names* that no database can look up.

    Raises:
        ValueRefused: one is too long, or holds what is no letter.
    """
    for name in names:
        if len(name) > _LONGEST:
            given = f"a name of {len(name)} letters, {name[:20]!r}…"
            raise ValueRefused(given, f"write it in at most {_LONGEST}")
    _check_letters(names)


def _check_letters(texts: Iterable[str]) -> None:
    for text in texts:
        if "\0" in text or whole(text) != text:
            given = f"{text[:60]!r}, which holds half a letter or a zero byte"
            raise ValueRefused(given, "write it anew, without that")


def _write(pen: Pen, ready: _Ready) -> Rows:
    """Add the entries of a case, and return its rows."""
    first, *later = map(text_of, ready.said)
    ready.stream = pen.begin(ready.authority, first)
    for number, text in enumerate(later, 2):
        pen.add(ready.stream, number, ready.authority, text)
    return ready.rows.of(ready.stream)


def write_event(
    pen: Pen,
    case: Case,
    entries: Sequence[AnyEvent],
    stream: int,
    versions: Versions,
) -> None:
    """Write the last of the *entries* of a *case*, and what follows from it.

    Raises:
        NumberTaken: it gives the case a diary number that another one has.
    """
    connection, number = pen.connection, len(entries)
    called = _called(case)
    rows = rows_of(case, stream, number, versions, called)
    stands = taken_in(connection, [called], stream).by_another(called)
    if stands is not None:
        raise stands
    said = entry_of(entries[-1], entries)
    named = named_at(said)
    _check_names(names_at(named))
    hidden(connection, case.authority, named)
    pen.add(stream, number, case.authority, text_of(said))
    renew_rows(connection, [rows])


def check_unchanged(
    access: Access, connection: Connection, case: Case, stream: int, read: int
) -> None:
    """Refuse to go on with a case that has changed since it was read.

    Raises:
        Conflict: with what was written since, entry by entry.
    """
    asked = select(CASE.c.number).where(
        CASE.c.stream == stream, access.scope.rows_of(CASE)
    )
    number = connection.execute(asked).scalar()
    if number == read:
        return
    said = said_in(connection, stream, case.authority)
    now = told_by(said, case.name).entries
    between = tuple(
        f"entry {n}, {event.on}: {told(event, 'en')}, by {event.by}"
        for n, event in enumerate(now[read:], read + 1)
    )
    raise Conflict(case.name, read, len(now), between)
