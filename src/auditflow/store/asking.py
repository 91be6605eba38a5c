"""What a store is asked: its cases, what is overdue in it, and whether it holds."""

from collections.abc import Iterator
from datetime import date
from typing import Self

import attrs
from sqlalchemy import select

from auditflow.case import Case
from auditflow.day import as_day_or_none, day_of
from auditflow.errors import AuthorityUnknown, ValueRefused
from auditflow.planning import SOON, Versions
from auditflow.portfolio import Overdue
from auditflow.store.access import Access
from auditflow.store.chain import Head
from auditflow.store.changing import versions_of
from auditflow.store.finding import (
    Listed,
    listed,
    overdue_in,
    stream_named,
    told_in,
)
from auditflow.store.ledger import head_of
from auditflow.store.moving import all_cases, exported
from auditflow.store.rebuilding import differences
from auditflow.store.schema import AUTHORITY
from auditflow.store.stored import StoredCase
from auditflow.store.verifying import Progress, Verified, verified


@attrs.frozen(eq=False)
class Asked:
    """A store as far as it answers; a `Store` is written to as well."""

    _access: Access = attrs.field(repr=lambda access: access.database.shown)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; a connection that was shared stays open."""
        if self._access.shared is None:
            self._access.database.close()

    @property
    def authority(self) -> str | None:
        """The one authority whose cases are seen and written; None for all."""
        return self._access.scope.authority

    def check_authority(self) -> None:
        """Refuse to go on where the store has no case of its authority.

        Raises:
            AuthorityUnknown: it has none; those that there are are named, unless the
                server shows none of them.
        """
        if self.authority is None:
            return
        with self._access.reading() as connection:
            self._access.scope.check_known(connection)

    def authorities(self) -> tuple[str, ...]:
        """The authorities that have cases here, in the order of their names."""
        own = self._access.scope.rows_of(AUTHORITY)
        with self._access.reading() as connection:
            asked = select(AUTHORITY.c.name).where(own).order_by(AUTHORITY.c.name)
            return tuple(connection.execute(asked).scalars())

    def case(self, name: str) -> StoredCase:
        """The case that is called *name*, as it stands now.

        It is found by ``authority/body/dnr``, by the name it had before it got its
        number, and by its diary number where only one case has that.

        Raises:
            CaseUnknown: there is none; those with names like it are named.
        """
        access = self._access
        with access.reading() as connection:
            stream = stream_named(access, connection, name)
            told = told_in(access, connection, stream)
        return StoredCase(told.case, told.entries, stream, access)

    def list(
        self,
        *,
        body: str | None = None,
        state: str | None = None,
        title: str | None = None,
        received_from: date | None = None,
        received_until: date | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Listed]:
        """The cases that fit, by name, one after another, however many there are.

        Args:
            body: only those of this body.
            state: only those in this state.
            title: only those whose title has this in it.
            received_from: only those received on this day or later.
            received_until: only those received on this day or earlier.
            after: begin after the case of this name: the last one of the page before.
            limit: how many at most.

        Raises:
            ValueRefused: there is no such state, or *limit* is negative.
        """
        with self._access.reading() as connection:
            found = listed(
                self._access,
                connection,
                body=body,
                state=state,
                title=title,
                received_from=received_from,
                received_until=received_until,
                after=after,
                limit=limit,
            )
            yield from self._access.each(connection, found)

    def overdue(
        self,
        on: date | None = None,
        *,
        within: int = SOON,
        body: str | None = None,
        limit: int | None = None,
    ) -> Overdue:
        """What is overdue on a day, what soon will be, and what cannot be in time.

        Args:
            on: the day to look from; today in Stockholm by default.
            within: so many business days after it are soon.
            body: only the cases of this body.
            limit: how many of each to list; all are counted.

        Raises:
            DayRefused: *on* is no day.
            ValueRefused: *within* or *limit* is negative.
            StoreRefused: a change of rules has not reached all cases yet, or the days
                were derived by another version of auditflow.
        """
        access = self._access
        day = as_day_or_none(on) or day_of(access.clock())
        with access.reading() as connection:
            return overdue_in(
                access, connection, day, within=within, body=body, limit=limit
            )

    def cases(self, *, ended: bool = True) -> Iterator[Case]:
        """Every case, as a value, in the order in which they came into the store.

        Args:
            ended: those that are answered or closed too.
        """
        with self._access.reading() as connection:
            found = all_cases(self._access, connection, ended=ended)
            yield from self._access.each(connection, found)

    def versions(self, authority: str | None = None) -> Versions:
        """The rules and calendars that the cases of an authority are planned by.

        Raises:
            AuthorityUnknown: the store has no case of it.
        """
        return versions_of(self._access, self._whose(authority))

    def _whose(self, authority: str | None) -> str:
        whose = authority or self.authority
        if whose is None:
            raise AuthorityUnknown("", self.authorities())
        self._access.scope.check(whose)
        return whose

    def export(self) -> Iterator[str]:
        """Each case as a line of JSON, by its name; `import_lines` takes them back."""
        with self._access.reading() as connection:
            found = exported(self._access, connection)
            yield from self._access.each(connection, found)

    def verify(
        self, kept: Head | None = None, progress: Progress | None = None
    ) -> Verified:
        """Walk through the whole ledger, and find the first thing that does not fit.

        Args:
            kept: a head that was kept elsewhere: without it nobody can tell that the
                latest entries were cut off.
            progress: is told how many entries have been seen, and how many there are.

        Raises:
            ValueRefused: the store is open for one authority: the chain goes through
                those of all.
        """
        self._check_whole()
        with self._access.reading() as connection:
            return verified(connection, kept, progress)

    def _check_whole(self) -> None:
        if self.authority is not None:
            raise ValueRefused(
                f"a store that is open for {self.authority} alone",
                "open it without an authority: the chain goes through all",
            )

    def differences(self) -> tuple[str, ...]:
        """The cases whose derived rows differ from what a rebuild would give: none."""
        with self._access.reading() as connection:
            return tuple(differences(self._access, connection))

    def head(self) -> Head:
        """The head of the whole store: keep its text elsewhere, and verify with it."""
        with self._access.reading() as connection:
            return head_of(connection)
