"""What is derived, made anew of the ledger, in chunks; and whether it is as it was."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import OperationalError

from auditflow.lifecycle import State
from auditflow.store.access import Access
from auditflow.store.derived import Rows, add_rows, renew_rows, rows_of
from auditflow.store.entries import table_of
from auditflow.store.finding import told_in_each
from auditflow.store.governing import CALENDAR, OPENED
from auditflow.store.schema import AUTHORITY, CASE, DEADLINE, DERIVED, ENTRY, STORE
from auditflow.store.verifying import Progress

CHUNK: Final = 500
"""Cases that are derived together: others may write between two chunks."""

_TOLD: Final = ("stream", "number", "calendars")  # of an authority, by the ledger


def rebuild(access: Access, progress: Progress | None) -> int:
    """Derive every row anew, and return how many cases there are.

    The rows of each chunk of cases are replaced in one transaction, so that whoever
    asks meanwhile is answered by old rows or by new ones, never by none.
    """
    with access.writing() as connection:
        _restore_authorities(access, connection)
        _drop_strangers(access, connection)  # they may have the names of others
        total = _number_of_cases(access, connection)
    last, done = 0, 0
    while True:
        with access.writing() as connection:
            streams = _case_streams(access, connection, last)
            if not streams:
                if access.scope.authority is None:  # else others may wait for theirs
                    connection.execute(update(STORE).values(derived=DERIVED))
                return done
            _derive(access, connection, streams)
        last, done = streams[-1], done + len(streams)
        if progress is not None:
            progress(done, max(total, done))


def derive_open(access: Access, authority: str, progress: Progress | None) -> int:
    """Derive anew what the cases of an *authority* owe, chunk by chunk.

    One that is answered may owe what the board promised; one that is closed, nothing.
    """
    own = CASE.c.authority == authority, CASE.c.state != State.CLOSED.value
    with access.reading() as connection:
        counted = select(func.count()).select_from(CASE).where(*own)
        total = int(connection.execute(counted).scalar() or 0)
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
            progress(done, max(total, done))


def differences(access: Access, connection: Connection) -> Iterator[str]:
    """Each case whose derived rows are not what the ledger gives, by its name.

    Where what is said of an authority differs, nothing can be said of its cases.
    """
    wrong = _wrong_authorities(access, connection)
    yield from (f"the authority {name}" for name in wrong)
    if wrong:
        return
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
    later = ENTRY.c.stream > after, ENTRY.c.position > after
    asked = (
        select(ENTRY.c.stream)
        .where(*_first_of_case(access), *later)
        .order_by(ENTRY.c.position)
        .limit(CHUNK)
    )
    return [*connection.execute(asked).scalars()]


def _number_of_cases(access: Access, connection: Connection) -> int:
    asked = select(func.count()).select_from(ENTRY).where(*_first_of_case(access))
    return int(connection.execute(asked).scalar() or 0)


def _first_of_case(access: Access) -> tuple[ColumnElement[bool], ...]:
    """The conditions for the first entry of a case."""
    of_authorities = select(AUTHORITY.c.stream)
    own = access.scope.rows_of(ENTRY)
    return own, ENTRY.c.number == 1, ENTRY.c.stream.not_in(of_authorities)


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
    for stream, told in told_in_each(access, connection, streams).items():
        versions = access.versions(connection, told.case.authority)
        yield rows_of(told.case, stream, len(told.entries), versions)


def _restore_authorities(access: Access, connection: Connection) -> None:
    """Derive what is said of each authority, but for whether a change is pending."""
    derived = _authorities(access, connection)
    strange = AUTHORITY.c.name.not_in([*derived])
    own = access.scope.rows_of(AUTHORITY)
    connection.execute(delete(AUTHORITY).where(own, strange))
    for name, row in derived.items():
        same = AUTHORITY.c.name == name
        changed = connection.execute(update(AUTHORITY).where(same).values(row))
        if not changed.rowcount:
            lost = {"name": name, "pending": False, **row}
            connection.execute(insert(AUTHORITY), lost)


def _wrong_authorities(access: Access, connection: Connection) -> list[str]:
    """The authorities of which something else is said than the ledger gives."""
    derived = _authorities(access, connection)
    own = access.scope.rows_of(AUTHORITY)
    stored = _plain(connection, select(AUTHORITY).where(own))
    if stored is None:
        return [*derived]
    found = {row["name"]: {key: row[key] for key in _TOLD} for row in stored}
    names = derived.keys() | found.keys()
    return sorted(str(n) for n in names if derived.get(n) != found.get(n))


def _authorities(access: Access, connection: Connection) -> dict[str, dict[str, int]]:
    """What the ledger gives of each authority, by its name."""
    asked = (
        select(ENTRY.c.stream, ENTRY.c.authority, ENTRY.c.text)
        .where(
            access.scope.rows_of(ENTRY),
            ENTRY.c.number == 1,
            ENTRY.c.text.contains(f'"event":"{OPENED}"', autoescape=True),
        )
        .order_by(ENTRY.c.position)
    )
    found = {}
    for stream, authority, text in connection.execute(asked).all():
        if table_of(text)["event"].get("event") == OPENED:
            of_stream = select(ENTRY.c.text).where(ENTRY.c.stream == stream)
            texts = connection.execute(of_stream).scalars()
            said = [table_of(one)["event"]["event"] for one in texts]
            values = (stream, len(said), said.count(CALENDAR))
            found[authority] = dict(zip(_TOLD, values, strict=True))
    return found


def _strangers(access: Access, connection: Connection) -> list[int]:
    """The cases of which the ledger knows nothing."""
    known = select(ENTRY.c.stream).where(*_first_of_case(access))
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
    of_case = select(CASE).where(CASE.c.stream == stream)
    of_deadlines = select(DEADLINE).where(DEADLINE.c.stream == stream)
    return _plain(connection, of_case), _plain(connection, of_deadlines)


def _plain(connection: Connection, asked: Select[Any]) -> list[dict[str, Any]] | None:
    """The rows that are *asked* for; None where something is no text, or no day.

    In SQLite any value can stand anywhere.
    """
    try:
        rows = [dict(row) for row in connection.execute(asked).mappings()]
    except (ValueError, TypeError):
        return None
    except OperationalError as error:
        if "Could not decode" in str(error):
            return None
        raise
    return sorted(rows, key=lambda row: str(row.get("id")))


def _comparable(rows: Rows) -> tuple[Any, ...]:
    return [rows.case], sorted(rows.deadlines, key=lambda row: str(row["id"]))
