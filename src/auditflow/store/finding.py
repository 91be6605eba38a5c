"""Questions to a store: which case, which cases, and what is overdue on a day."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final

import attrs
from pendulum import Date
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    or_,
    select,
)

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import as_day, as_day_or_none
from auditflow.errors import CaseUnknown, StoreRefused, ValueRefused
from auditflow.lifecycle import State
from auditflow.memo import body_key
from auditflow.planning import SOON, meeting_that_helps
from auditflow.portfolio import Due, Hopeless, Overdue
from auditflow.portfolio.overdue import due_on, soon_until
from auditflow.store.access import Access, named, said_in
from auditflow.store.chain import broken
from auditflow.store.derived import number_key, title_key
from auditflow.store.entries import Told, table_of, told_by
from auditflow.store.people import Table
from auditflow.store.schema import AUTHORITY, CASE, DEADLINE, DERIVED, ENTRY, STORE

_SWEDEN: Final = BusinessCalendar.sweden()
_AT_ONCE: Final = 1000  # rows that are fetched together
_FEW: Final = 3  # names that are suggested
_FINISH: Final = "finish it with: auditflow store rebuild"


@attrs.frozen(kw_only=True)
class Listed:
    """A case in a list: where it stands, and its nearest open duty, if it has one."""

    name: str
    authority: str
    body: str
    dnr: str | None
    title: str
    state: State
    received: Date
    reply_by: Date | None
    next_due: Date | None
    entries: int


def stream_named(access: Access, connection: Connection, name: str) -> int:
    """The stream of the case that is called *name*.

    A case is found by its name, by the one that it had before it got a diary number,
    without its authority where the store is open for that one only, and by its diary
    number as it is written, where only one case has that.

    Raises:
        CaseUnknown: there is none, or several; those that are close are named.
    """
    own = access.scope.rows_of(CASE)
    called = name.strip()
    found: Sequence[int] = ()
    for condition in _called(called, access.scope.authority):
        asked = select(CASE.c.stream).where(own, condition).order_by(CASE.c.stream)
        found = connection.execute(asked.limit(_FEW)).scalars().all()
        if found:
            break
    if len(found) != 1:
        raise CaseUnknown(name, _close_to(called, connection, own, found))
    return int(found[0])


def _called(name: str, authority: str | None) -> Iterator[ColumnElement[bool]]:
    """What a case may be called so by, what is surest first."""
    names = [name]
    if authority and "/" in name:
        names.append(f"{authority}/{name}")
    yield CASE.c.name.in_(names)
    yield CASE.c.first_name.in_(names)
    number = number_key(name)
    if number is not None:
        yield CASE.c.dnr_key == number


def _close_to(
    name: str,
    connection: Connection,
    own: ColumnElement[bool],
    found: Sequence[int],
) -> tuple[str, ...]:
    """The names of cases that may be meant by *name*, a few of them."""
    asked = select(CASE.c.name).where(own)
    if found:
        asked = asked.where(CASE.c.stream.in_(found)).order_by(CASE.c.stream)
        return tuple(connection.execute(asked).scalars())
    latest = asked.order_by(CASE.c.stream.desc()).limit(_AT_ONCE)
    names = [*connection.execute(latest).scalars()]
    return tuple(get_close_matches(name, names, n=_FEW))


def told_in(access: Access, connection: Connection, stream: int) -> Told:
    """The case that the entries of a *stream* tell."""
    row = select(CASE.c.authority, CASE.c.name).where(
        CASE.c.stream == stream, access.scope.rows_of(CASE)
    )
    found = connection.execute(row).first()
    if found is None:
        raise broken(f"has no row of the case that is stream {stream}")
    return told_by(said_in(connection, stream, found.authority), found.name)


def told_in_each(
    access: Access, connection: Connection, streams: Sequence[int]
) -> dict[int, Told]:
    """The cases that the entries of these *streams* tell, read together."""
    asked = (
        select(ENTRY.c.stream, ENTRY.c.authority, ENTRY.c.text)
        .where(access.scope.rows_of(ENTRY), ENTRY.c.stream.in_(streams))
        .order_by(ENTRY.c.stream, ENTRY.c.number)
    )
    found: dict[int, list[Table]] = {}
    by_authority: dict[str, list[Table]] = {}
    for stream, authority, text in connection.execute(asked):
        said = table_of(text)
        found.setdefault(stream, []).append(said)
        by_authority.setdefault(authority, []).append(said)
    for authority, entries in by_authority.items():
        named(connection, authority, entries)
    return {
        stream: told_by(found.get(stream, []), f"stream {stream}") for stream in streams
    }


def listed(
    access: Access,
    connection: Connection,
    *,
    body: str | None,
    state: str | None,
    title: str | None,
    received_from: date | None,
    received_until: date | None,
    after: str | None,
    limit: int | None,
) -> Iterator[Listed]:
    """The cases that fit, by name, one after another; see `Store.list`."""
    _check_limit(limit)
    nearest = select(func.min(DEADLINE.c.due)).where(DEADLINE.c.stream == CASE.c.stream)
    asked = select(
        CASE.c.name, CASE.c.authority, CASE.c.body, CASE.c.dnr, CASE.c.title,
        CASE.c.state, CASE.c.received, CASE.c.reply_by, CASE.c.number,
        nearest.scalar_subquery(),
    )  # fmt: skip
    since, until = as_day_or_none(received_from), as_day_or_none(received_until)
    conditions = [access.scope.rows_of(CASE)]
    if body is not None:
        conditions.append(CASE.c.body_key == body_key(body))
    if state is not None:
        conditions.append(CASE.c.state == _state(state).value)
    if title is not None:
        conditions.append(CASE.c.title_key.contains(title_key(title), autoescape=True))
    if since is not None:
        conditions.append(CASE.c.received >= since)
    if until is not None:
        conditions.append(CASE.c.received <= until)
    if after is not None:
        conditions.append(CASE.c.name > after)
    asked = asked.where(*conditions).order_by(CASE.c.name).limit(limit)
    flowing = {"yield_per": _AT_ONCE}
    found = connection.execute(asked, execution_options=flowing)
    with contextlib.closing(found):  # whoever asks need not look at them all
        for row in found:
            yield Listed(
                name=row[0],
                authority=row[1],
                body=row[2],
                dnr=row[3],
                title=row[4],
                state=State(row[5]),
                received=as_day(row[6]),
                reply_by=as_day_or_none(row[7]),
                entries=row[8],
                next_due=as_day_or_none(row[9]),
            )


def _state(word: str) -> State:
    try:
        return State(word)
    except ValueError:
        mend = f"write one of: {', '.join(State)}"
        raise ValueRefused(f"{word!r} is no state", mend) from None


def overdue_in(
    access: Access,
    connection: Connection,
    on: date,
    *,
    within: int = SOON,
    body: str | None = None,
    limit: int | None = None,
) -> Overdue:
    """What is overdue on a day, what soon will be, and what is too late."""
    day = as_day(on)
    _check_limit(limit)
    check_settled(access, connection)
    _check_derived(access, connection)
    looked = _Looking(access, connection, day, _key(body), limit)
    late = looked.late()
    soon = looked.soon(within)
    too_late = looked.too_late()
    return Overdue(
        on=day,
        overdue=tuple(looked.due(late)),
        soon=tuple(looked.due(soon)),
        impossible=tuple(looked.hopeless(too_late)),
        overdue_number=looked.count(late, DEADLINE.c.due),
        soon_number=looked.count(soon, DEADLINE.c.due),
        impossible_number=looked.count([too_late], CASE.c.possible_until),
    )


def _check_limit(limit: int | None) -> None:
    # One database takes a negative number for no limit, and another refuses it.
    if limit is not None and limit < 0:
        raise ValueRefused(f"a list of {limit}", "give 0 or more, or no limit")


def check_settled(access: Access, connection: Connection) -> None:
    """Refuse to go on where a change of rules has not reached all cases yet.

    Raises:
        StoreRefused: there is one; whose it is is said.
    """
    asked = select(AUTHORITY.c.name).where(
        access.scope.rows_of(AUTHORITY), AUTHORITY.c.pending
    )
    pending = [*connection.execute(asked.order_by(AUTHORITY.c.name)).scalars()]
    if pending:
        why = f"a change of the rules of {', '.join(pending)} is not finished"
        raise StoreRefused(access.database.shown, why, _FINISH)


def _check_derived(access: Access, connection: Connection) -> None:
    derived = connection.execute(select(STORE.c.derived)).scalar()
    if derived != DERIVED:
        why = "its deadlines were derived by another version of auditflow"
        raise StoreRefused(access.database.shown, why, _FINISH)


def _key(body: str | None) -> str | None:
    return None if body is None else body_key(body)


@attrs.frozen
class _Looking:
    """One look at a store, from one day."""

    access: Access
    connection: Connection
    day: Date
    body: str | None
    limit: int | None

    def late(self) -> list[ColumnElement[bool]]:
        """The conditions for what is overdue."""
        return [self._due(), DEADLINE.c.due < self.day]

    def soon(self, within: int) -> list[ColumnElement[bool]]:
        """The conditions for what is due on the day, or soon after it."""
        own = {
            name: soon_until(self.day, within, calendar)
            for name, calendar in self._own_days.items()
        }
        usual = DEADLINE.c.due <= soon_until(self.day, within, _SWEDEN)
        until = or_(
            *(
                and_(DEADLINE.c.authority == name, DEADLINE.c.due <= day)
                for name, day in own.items()
            ),
            and_(DEADLINE.c.authority.not_in([*own]), usual) if own else usual,
        )
        return [self._due(), DEADLINE.c.due >= self.day, until]

    def _due(self) -> ColumnElement[bool]:
        return self._own(DEADLINE.c.body_key, self.access.scope.rows_of(DEADLINE))

    def too_late(self) -> ColumnElement[bool]:
        """The condition for an answer that can no longer be in time."""
        own = self._own(CASE.c.body_key, self.access.scope.rows_of(CASE))
        return and_(own, CASE.c.possible_until < self.day)

    def _own(
        self, column: ColumnElement[str], own: ColumnElement[bool]
    ) -> ColumnElement[bool]:
        return own if self.body is None else and_(own, column == self.body)

    def count(
        self, conditions: Sequence[ColumnElement[bool]], column: ColumnElement[Any]
    ) -> int:
        """How many rows there are."""
        asked = select(func.count(column)).where(*conditions)
        return int(self.connection.execute(asked).scalar() or 0)

    def due(self, conditions: Sequence[ColumnElement[bool]]) -> Iterator[Due]:
        """The duties that fit, the earliest day first."""
        asked: Select[Any] = (
            select(
                DEADLINE.c.id, DEADLINE.c.due, DEADLINE.c.authority, CASE.c.name,
                CASE.c.body,
            )
            .join_from(DEADLINE, CASE, CASE.c.stream == DEADLINE.c.stream)
            .where(*conditions)
            .order_by(DEADLINE.c.due, DEADLINE.c.stream, DEADLINE.c.id)
            .limit(self.limit)
        )  # fmt: skip
        for deadline, due, authority, name, body in self.connection.execute(asked):
            calendar = self._calendar(authority)
            yield due_on(name, body, deadline, as_day(due), self.day, calendar)

    def hopeless(self, condition: ColumnElement[bool]) -> Iterator[Hopeless]:
        """The cases whose answer cannot be in time, with a meeting that may help."""
        asked = (
            select(CASE)
            .where(condition)
            .order_by(CASE.c.possible_until, CASE.c.stream)
            .limit(self.limit)
        )
        rows = self.connection.execute(asked).all()
        for at in range(0, len(rows), _AT_ONCE):
            yield from self._hopeless(rows[at : at + _AT_ONCE])

    def _hopeless(self, rows: Sequence[Any]) -> Iterator[Hopeless]:
        streams = [row.stream for row in rows]
        told = told_in_each(self.access, self.connection, streams)
        whose = {row.authority for row in rows}
        versions = self.access.versions_of_each(self.connection, whose)
        for row in rows:
            reply_by = as_day(row.reply_by)
            yield Hopeless(
                case=row.name,
                body=row.body,
                reply_by=reply_by,
                possible_until=as_day(row.possible_until),
                business_days_late=self._calendar(row.authority).count(
                    reply_by, self.day
                ),
                meeting=meeting_that_helps(
                    told[row.stream].case, self.day, versions[row.authority]
                ),
            )

    def _calendar(self, authority: str) -> BusinessCalendar:
        """The business days by which an *authority* counts how late something is."""
        return self._own_days.get(authority, _SWEDEN)

    @cached_property
    def _own_days(self) -> dict[str, BusinessCalendar]:
        """The authorities that have days of their own, each with its calendar."""
        asked = select(AUTHORITY.c.name).where(
            self.access.scope.rows_of(AUTHORITY), AUTHORITY.c.calendars > 0
        )
        names = [*self.connection.execute(asked).scalars()]
        known = self.access.versions_of_each(self.connection, names)
        return {name: known[name].calendar_on(self.day) for name in names}
