"""Cases written into the ledger: opened, and gone on with, one entry at a time."""

from collections.abc import Sequence

import attrs
from pendulum import DateTime
from sqlalchemy import Connection, insert, select, update

from auditflow.case import Case
from auditflow.case.telling import told
from auditflow.day import day_of, read_instant
from auditflow.errors import AuditflowError, Conflict
from auditflow.events import AnyEvent, Corrected
from auditflow.planning import Versions
from auditflow.store.access import Access, said_in
from auditflow.store.derived import (
    Rows,
    Taken,
    add_rows,
    collision_of,
    renew_rows,
    rows_of,
)
from auditflow.store.entries import entry_of, first_entry_of, text_of, told_by
from auditflow.store.governing import CALENDAR, opened
from auditflow.store.ledger import Pen
from auditflow.store.people import Table, hide, names_in, tokens_for
from auditflow.store.schema import AUTHORITY, CASE


def hidden(connection: Connection, authority: str, said: Sequence[Table]) -> None:
    """Take the names of people out of what is *said*, into their own place."""
    names = {name for one in said for name in names_in(one)}
    tokens = tokens_for(connection, authority, names)
    for one in said:
        hide(one, tokens)


def open_authority(pen: Pen, authority: str, by: str) -> None:
    """Begin the stream of an *authority* that the store has no case of yet."""
    connection = pen.connection
    known = select(AUTHORITY.c.name).where(AUTHORITY.c.name == authority)
    if connection.execute(known).scalar() is not None:
        return
    said = opened(authority, day_of(read_instant(pen.now)), by)
    hidden(connection, authority, said)
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
    hidden(connection, authority, [said])
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


def said_of(case: Case) -> list[Table]:
    """What the entries of a *case* say, from the first to the last."""
    later = [entry_of(event, case.history) for event in case.history[1:]]
    return [first_entry_of(case), *later]


def write_cases(
    pen: Pen, cases: Sequence[Case], versions: Versions, by: str
) -> list[AuditflowError | int]:
    """Write each of *cases*, all of one authority, or find what stands in its way.

    For each the stream that it has become, or the error; the others are written. Where
    the authority is new, it was added *by* somebody.
    """
    taken: Taken = {}
    found = [_rows_or_error(pen.connection, case, versions, taken) for case in cases]
    told = [
        said_of(case) if isinstance(rows, Rows) else []
        for case, rows in zip(cases, found, strict=True)
    ]
    if any(told):
        open_authority(pen, cases[0].authority, by)
        everything = [one for said in told for one in said]
        hidden(pen.connection, cases[0].authority, everything)
    written: list[AuditflowError | int] = []
    added: list[Rows] = []
    for rows, said in zip(found, told, strict=True):
        if isinstance(rows, AuditflowError):
            written.append(rows)
            continue
        stream = pen.begin(rows.case["authority"], text_of(said[0]))
        for number, one in enumerate(said[1:], 2):
            pen.add(stream, number, rows.case["authority"], text_of(one))
        added.append(rows.of(stream))
        written.append(stream)
    add_rows(pen.connection, added)
    return written


def _rows_or_error(
    connection: Connection, case: Case, versions: Versions, taken: Taken
) -> Rows | AuditflowError:
    try:
        rows = rows_of(case, 0, len(case.history), versions)
    except AuditflowError as error:
        return error
    return collision_of(connection, rows.case, taken) or rows


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
    rows = rows_of(case, stream, number, versions)
    stands = collision_of(connection, rows.case, {})
    if stands is not None:
        raise stands
    said = entry_of(entries[-1], entries)
    hidden(connection, case.authority, [said])
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


def stamped(case: Case, instant: DateTime) -> Case:
    """The *case* with each entry that says no instant recorded at this one."""
    made: dict[int, AnyEvent] = {}
    for event in case.history:
        new: AnyEvent = event
        if isinstance(event, Corrected):
            wrong = next(e for e in case.history if e == event.wrong)
            new = attrs.evolve(event, wrong=made.get(id(wrong), event.wrong))
        if event.recorded_at is None:
            new = attrs.evolve(new, recorded=instant)
        made[id(event)] = new
    history = tuple(made[id(event)] for event in case.history)
    return Case(case.memo, case.body, case.authority, history)
