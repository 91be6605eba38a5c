"""New rules and calendars for an authority, and what they move in its cases.

The change itself is one entry. What it moves is derived anew in chunks, so that others
can go on writing; until the last chunk is done, the authority is marked, and the store
says so rather than answer by days that may be wrong.
"""

from datetime import date
from typing import Final

import attrs
from sqlalchemy import Connection, delete, select

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day, read_day
from auditflow.errors import AuthorityUnknown, ValueRefused
from auditflow.events import Governs, VersionChanged, all_of, pin_in
from auditflow.lifecycle import ENDED
from auditflow.planning import Versions
from auditflow.portfolio import Change
from auditflow.rules import Rulebook
from auditflow.store.access import Access, said_in
from auditflow.store.finding import check_settled, told_in
from auditflow.store.governing import (
    CALENDAR,
    MEETINGS,
    RULEBOOK,
    calendar_added,
    meetings_added,
    person_removed,
    rulebook_added,
    versions_in,
)
from auditflow.store.ledger import pen_on
from auditflow.store.people import Table
from auditflow.store.rebuilding import CHUNK, derive_open
from auditflow.store.schema import AUTHORITY, CASE, PERSON
from auditflow.store.scope import Scope
from auditflow.store.stored import StoredCase
from auditflow.store.verifying import Progress
from auditflow.store.writing import add_to_authority, open_authority

REMOVED_HERE: Final = "auditflow_removed"
"""Notes with a connection that a name was removed in its transaction."""


@attrs.frozen
class NewTable:
    """A table of meetings in CSV; ``source`` is what to call it in errors.

    ``published`` is the instant from which it was known, as text; None for always.
    """

    text: str
    source: str
    published: str | None = None


@attrs.frozen
class NewRulebook:
    """A rulebook in TOML; ``source`` is what to call it in errors."""

    text: str
    source: str


Given = NewTable | NewRulebook | BusinessCalendar


def use(
    access: Access,
    authority: str,
    given: Given,
    *,
    on: date,
    by: str,
    running: bool,
    progress: Progress | None,
) -> None:
    """Give an *authority* new rules, days or meetings; see `Store.use`."""
    day = as_day(on)
    with access.writing() as connection, pen_on(connection, access.clock) as pen:
        open_authority(pen, authority, by)
        pen.write()
        within = attrs.evolve(access, scope=Scope(authority))
        check_settled(within, connection)  # only the latest change can be gone on with
        said = _said(given, day, by, running=running)
        told = _told(connection, authority)
        _check_latest(versions_in(told), versions_in([*told, said]))
        add_to_authority(pen, authority, said, pending=True)
    finish(access, authority, progress)


def _check_latest(before: Versions, after: Versions) -> None:
    """Refuse a table of meetings that would not govern: another is known later."""
    if len(after.meetings) == len(before.meetings):
        return
    latest = before.meetings_at()
    if latest is not None and after.meetings_at() is not after.meetings[-1]:
        when = after.meetings[-1].published or "always"
        given = f"a table that was known from {when}, before the one of the store"
        mend = f"give published= an instant after {latest.published}"
        raise ValueRefused(given, mend)


def finish(access: Access, authority: str, progress: Progress | None) -> None:
    """Let the latest change of an *authority* reach all its cases, chunk by chunk.

    One that was stopped on its way goes on where it was.
    """
    with access.reading() as connection:
        told = [one for one in _told(connection, authority) if _governs(one)]
    event = told[-1]["event"]
    if event.get("running"):
        before, after = versions_in(told[:-1]), versions_in(told)
        is_rulebook = event["event"] == RULEBOOK
        new = after.rulebooks[-1] if is_rulebook else after.calendars[-1]
        on, by = read_day(event["on"]), event["by"]
        _apply(access, authority, Change(new, on=on, by=by, versions=before))
    derive_open(access, authority, progress)


def _told(connection: Connection, authority: str) -> list[Table]:
    """What the entries of an *authority* say."""
    stream = select(AUTHORITY.c.stream).where(AUTHORITY.c.name == authority)
    return said_in(connection, connection.execute(stream).scalar_one(), authority)


def _governs(said: Table) -> bool:
    return said["event"]["event"] in (RULEBOOK, CALENDAR, MEETINGS)


def _said(given: Given, day: date, by: str, *, running: bool) -> Table:
    match given:
        case NewTable(text, source, published):
            return meetings_added(text, source, day, by, published)
        case NewRulebook(text, source):
            Rulebook.from_text(text, source)  # told by its own name if it is wrong
            return rulebook_added(text, day, by, running=running)
        case BusinessCalendar():
            return calendar_added(given, day, by, running=running)


def _apply(access: Access, authority: str, change: Change) -> None:
    """Let a *change* govern the cases that have not ended, chunk by chunk."""
    last = 0
    while True:
        with access.writing() as connection:
            asked = (
                select(CASE.c.stream)
                .where(
                    CASE.c.authority == authority,
                    CASE.c.state.not_in(ENDED),
                    CASE.c.stream > last,
                )
                .order_by(CASE.c.stream)
                .limit(CHUNK)
            )
            streams = [*connection.execute(asked).scalars()]
            if not streams:
                return
            within = attrs.evolve(access, shared=connection)
            for stream in streams:
                _apply_to(within, connection, stream, change)
        last = streams[-1]


def _apply_to(
    access: Access, connection: Connection, stream: int, change: Change
) -> None:
    told = told_in(access, connection, stream)
    case = told.case
    if change.new.name in _pinned(case, change.of):
        return  # a change that was stopped on its way goes on where it was
    event = VersionChanged(
        on=max(change.on, case.received),
        by=change.by,
        of=change.of,
        old=change.old_name(case),
        new=change.new.name,
    )
    StoredCase(case, told.entries, stream, access).record(event)


def _pinned(case: Case, of: Governs) -> set[str | None]:
    """The versions that a *case* is pinned to, or was told that it changed to."""
    told = {one.new for one in all_of(case.history, VersionChanged) if one.of is of}
    return {pin_in(case.events, of), *told}


def forget(access: Access, name: str, *, on: date, by: str, reason: str) -> int:
    """Remove the *name* of a person; see `Store.forget`."""
    day = as_day(on)
    # The journal of a file may hold the name from when it was written.
    if access.shared is None and not access.database.leave_nothing_behind():
        raise access.database.busy()
    with access.writing() as connection, pen_on(connection, access.clock) as pen:
        access.database.delete_well(connection)
        known = PERSON.c.name == name, access.scope.rows_of(PERSON)
        rows = connection.execute(select(PERSON).where(*known)).all()
        if not rows:
            mend = "write the name as the case shows it"
            raise ValueRefused(f"no entry names {name!r}", mend)
        connection.execute(delete(PERSON).where(*known))
        for row in rows:
            said = person_removed(row.token, day, by, reason)
            add_to_authority(pen, row.authority, said, pending=False)
        connection.info[REMOVED_HERE] = True
    if access.shared is None:
        access.database.leave_nothing_behind()
    return len(rows)


def versions_of(access: Access, authority: str) -> Versions:
    """The rules and calendars of an *authority*.

    Raises:
        AuthorityUnknown: the store has no case of it.
    """
    access.scope.check(authority)
    with access.reading() as connection:
        known = tuple(
            connection.execute(
                select(AUTHORITY.c.name).where(access.scope.rows_of(AUTHORITY))
            ).scalars()
        )
        if authority not in known:
            raise AuthorityUnknown(authority, known)
        return access.versions(connection, authority)
