"""What is derived, made anew of the ledger, in chunks; and whether it is as it was."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from auditflow.lifecycle import State
from auditflow.store.access import Access, named
from auditflow.store.derived import Rows, add_rows, renew_rows, rows_of
from auditflow.store.entries import table_of, told_by
from auditflow.store.governing import CALENDAR, OPENED
from auditflow.store.people import Table as Said
from auditflow.store.schema import AUTHORITY, CASE, DEADLINE, DERIVED, ENTRY, STORE

Progress = Callable[[int, int], None]

CHUNK: Final = 500
"""Cases that are derived together: others may write between two chunks."""

_ENDED: Final = (State.ANSWERED.value, State.CLOSED.value)


def rebuild(access: Access, progress: Progress | None) -> int:
    """Derive every row anew, and return how many cases there are.

    The rows of each chunk of cases are replaced in one transaction, so that whoever
    asks meanwhile is answered by old rows or by new ones, never by none.
    """
    with access.writing() as connection:
        _restore_authorities(access, connection)
    last, done = 0, 0
    while True:
        with access.writing() as connection:
            streams = _case_streams(access, connection, last)
            if not streams:
                _drop_strangers(access, connection)
                connection.execute(update(STORE).values(derived=DERIVED))
                return done
            _derive(access, connection, streams)
            total = _number_of_cases(access, connection)
        last, done = streams[-1], done + len(streams)
        if progress is not None:
            progress(done, max(total, done))


def derive_open(access: Access, authority: str, progress: Progress | None) -> int:
    """Derive anew the cases of an *authority* that have not ended, chunk by chunk."""
    own = CASE.c.authority == authority, CASE.c.state.not_in(_ENDED)
    last, done = 0, 0
    while True:
        with access.writing() as connection:
            asked = select(CASE.c.stream).where(*own, CASE.c.stream > last)
            asked = asked.order_by(CASE.c.stream).limit(CHUNK)
            streams = [*connection.execute(asked).scalars()]
            if not streams:
                settled = update(AUTHORITY).where(AUTHORITY.c.name == authority)
                connection.execute(settled.values(pending=False))
                return done
            _derive(access, connection, streams)
        last, done = streams[-1], done + len(streams)
        if progress is not None:
            progress(done, done)


def differences(access: Access, connection: Connection) -> Iterator[str]:
    """Each case whose derived rows are not what the ledger gives, by its name."""
    last = 0
    while streams := _case_streams(access, connection, last):
        for rows in _rows(access, connection, streams):
            if _stored(connection, rows.case["stream"]) != _comparable(rows):
                yield str(rows.case["name"])
        last = streams[-1]
    for stream in _strangers(access, connection):
        yield f"a case that is in no entry (stream {stream})"


def _case_streams(access: Access, connection: Connection, after: int) -> list[int]:
    """The next streams of cases after one, in the order in which they began."""
    of_authorities = select(AUTHORITY.c.stream)
    asked = (
        select(ENTRY.c.stream)
        .where(
            access.scope.rows_of(ENTRY),
            ENTRY.c.number == 1,
            ENTRY.c.stream > after,
            ENTRY.c.position > after,
            ENTRY.c.stream.not_in(of_authorities),
        )
        .order_by(ENTRY.c.position)
        .limit(CHUNK)
    )
    return [*connection.execute(asked).scalars()]


def _number_of_cases(access: Access, connection: Connection) -> int:
    asked = select(func.count()).select_from(CASE).where(access.scope.rows_of(CASE))
    return int(connection.execute(asked).scalar() or 0)


def _derive(access: Access, connection: Connection, streams: list[int]) -> None:
    rows = [*_rows(access, connection, streams)]
    asked = select(CASE.c.stream).where(CASE.c.stream.in_(streams))
    known = {*connection.execute(asked).scalars()}
    renew_rows(connection, [one for one in rows if one.case["stream"] in known])
    lost = [one for one in rows if one.case["stream"] not in known]
    if lost:
        gone = DEADLINE.c.stream.in_([one.case["stream"] for one in lost])
        connection.execute(delete(DEADLINE).where(gone))
        add_rows(connection, lost)


def _rows(access: Access, connection: Connection, streams: list[int]) -> Iterator[Rows]:
    """The rows of the cases of these *streams*, derived of their entries."""
    asked = (
        select(ENTRY.c.stream, ENTRY.c.authority, ENTRY.c.text)
        .where(ENTRY.c.stream.in_(streams))
        .order_by(ENTRY.c.stream, ENTRY.c.number)
    )
    found: dict[int, list[Said]] = {}
    by_authority: dict[str, list[Said]] = {}
    whose: dict[int, str] = {}
    for stream, authority, text in connection.execute(asked):
        said = table_of(text)
        found.setdefault(stream, []).append(said)
        by_authority.setdefault(authority, []).append(said)
        whose[stream] = authority
    for authority, said_there in by_authority.items():
        named(connection, authority, said_there)
    for stream, entries in found.items():
        told = told_by(entries, f"stream {stream}")
        versions = access.versions(connection, whose[stream])
        yield rows_of(told.case, stream, len(entries), versions)


def _restore_authorities(access: Access, connection: Connection) -> None:
    """Derive what is said of each authority, but for whether a change is pending."""
    asked = (
        select(ENTRY.c.stream, ENTRY.c.authority, ENTRY.c.text)
        .where(
            access.scope.rows_of(ENTRY),
            ENTRY.c.number == 1,
            ENTRY.c.text.contains(f'"event":"{OPENED}"', autoescape=True),
        )
        .order_by(ENTRY.c.position)
    )
    for stream, authority, text in connection.execute(asked).all():
        if table_of(text)["event"].get("event") == OPENED:
            _restore_authority(connection, stream, authority)


def _restore_authority(connection: Connection, stream: int, authority: str) -> None:
    texts = connection.execute(select(ENTRY.c.text).where(ENTRY.c.stream == stream))
    said = [table_of(text)["event"]["event"] for text in texts.scalars()]
    row = {
        "stream": stream,
        "number": len(said),
        "calendars": said.count(CALENDAR),
    }
    same = AUTHORITY.c.name == authority
    changed = connection.execute(update(AUTHORITY).where(same).values(row))
    if not changed.rowcount:
        lost = {"name": authority, "pending": False, **row}
        connection.execute(insert(AUTHORITY), lost)


def _strangers(access: Access, connection: Connection) -> list[int]:
    """The cases of which the ledger knows nothing."""
    known = select(ENTRY.c.stream).where(ENTRY.c.number == 1)
    found: list[int] = []
    for table in (CASE, DEADLINE):
        own = access.scope.rows_of(table), table.c.stream.not_in(known)
        asked = select(table.c.stream).where(*own).distinct()
        found += connection.execute(asked).scalars()
    return sorted(set(found))


def _drop_strangers(access: Access, connection: Connection) -> None:
    strangers = _strangers(access, connection)
    for table in (CASE, DEADLINE):
        if strangers:
            gone = delete(table).where(table.c.stream.in_(strangers))
            connection.execute(gone)


def _stored(connection: Connection, stream: int) -> tuple[Any, ...]:
    case = _plain(connection, CASE, stream)
    deadlines = _plain(connection, DEADLINE, stream)
    return case, deadlines


def _plain(connection: Connection, table: Table, stream: int) -> list[dict[str, Any]]:
    asked = select(table).where(table.c.stream == stream)
    rows = connection.execute(asked).mappings()
    return sorted((dict(row) for row in rows), key=lambda row: str(row.get("id")))


def _comparable(rows: Rows) -> tuple[Any, ...]:
    return [rows.case], sorted(rows.deadlines, key=lambda row: str(row["id"]))
