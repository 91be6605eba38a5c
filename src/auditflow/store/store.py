"""A store of cases: opened at an address, asked, and written to."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, Self

import attrs
from sqlalchemy import Connection, select
from sqlalchemy.engine import URL

from auditflow.case import Case
from auditflow.day import as_day_or_none, day_of, read_instant
from auditflow.errors import AuditflowError, AuthorityUnknown, CaseKnown, ValueRefused
from auditflow.events import BodyKind, Recipient
from auditflow.memo import Memo, authority_of, body_key, slug
from auditflow.planning import SOON, Versions
from auditflow.portfolio import Overdue
from auditflow.store.access import Access, now
from auditflow.store.chain import Head
from auditflow.store.changing import (
    REMOVED_HERE,
    Given,
    finish,
    forget,
    use,
    versions_of,
)
from auditflow.store.database import Database, database_at
from auditflow.store.derived import letter_of, number_key
from auditflow.store.finding import (
    Listed,
    listed,
    overdue_in,
    stream_named,
    told_in,
)
from auditflow.store.ledger import Clock, head_of, instant_text, pen_on
from auditflow.store.moving import Imported, all_cases, exported, imported, numbered
from auditflow.store.rebuilding import differences, rebuild
from auditflow.store.schema import AUTHORITY, CASE
from auditflow.store.scope import Scope
from auditflow.store.stamping import stamped
from auditflow.store.stored import StoredCase
from auditflow.store.upgrading import check_tables, make_tables, upgrade_tables
from auditflow.store.verifying import Progress, Verified, verified
from auditflow.store.writing import with_pins, write_cases

WAIT: Final = 30.0
"""How many seconds to wait for somebody else who holds the store."""


def open_store(
    url: str | URL = "sqlite:///auditflow.db",
    *,
    authority: str | None = None,
    create: bool = False,
    beside: bool = False,
    wait: float = WAIT,
    clock: Clock = now,
) -> "Store":
    """Open the store at an address.

    >>> with open_store("sqlite://", create=True) as store:
    ...     store.head().position
    0

    Args:
        url: ``sqlite:///auditflow.db`` (a file), ``sqlite://`` (in memory, for tests),
            or ``postgresql://user@host/name``.
        authority: the one authority whose cases are seen and written; all by default.
        create: make a store where there is none.
        beside: make it even where another program has its tables.
        wait: how many seconds to wait for somebody else who holds the store.
        clock: what tells the instant that it is, in a time zone; for tests.

    Raises:
        StoreMissing: there is none, and none is to be made.
        StoreOutdated: its tables are of another version.
        StoreRefused: it is no database, that of another program, or out of reach.
        StoreBusy: somebody else holds it.
        AuthorityUnknown: it has no case of that authority, and none is to be made.
        ValueRefused: *authority* is no short name, such as cases carry it.
        ExtraMissing: what speaks with the database is not installed.
    """
    scope = Scope(authority)
    database = database_at(url, wait=wait, may_make=create)
    store = Store(Access(database, scope, clock))
    with contextlib.ExitStack() as on_error:
        on_error.callback(store.close)
        if create:
            with database.writing() as connection:
                made = instant_text(clock())
                make_tables(connection, database.shown, made, beside=beside)
            database.keep_well()
        else:
            with database.reading() as connection:
                check_tables(connection, database.shown)
            store.check_authority()
        on_error.pop_all()
    return store


def store_on(
    connection: Connection, *, authority: str | None = None, clock: Clock = now
) -> "Store":
    """The store in a database to which somebody else holds a *connection*.

    What is written through it counts when they commit, and is gone if they roll back:
    their own rows and the case change together or not at all. From its first entry
    until then it holds the end of the ledger, so commit soon.

    Raises:
        StoreMissing: there is no store in that database.
        StoreOutdated: its tables are of another version.
    """
    database = Database(connection.engine, WAIT)
    with database.speaking():
        check_tables(connection, database.shown)
    return Store(Access(database, Scope(authority), clock, connection))


def upgrade_store(url: str | URL, *, wait: float = WAIT) -> tuple[str, str]:
    """Bring the tables of a store to the version that this auditflow knows.

    Returns:
        The version that they had, and the one that they have.

    Raises:
        StoreMissing: there is no store.
        StoreOutdated: its tables are newer than this auditflow knows.
        StoreRefused: it is no database, or that of another program.
    """
    database = database_at(url, wait=wait, may_make=False)
    with contextlib.closing(database), database.writing() as connection:
        return upgrade_tables(connection, database.shown)


class _Theirs(Exception):
    """What the block of a transaction raised: it may be of a database of their own."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


@attrs.frozen(eq=False)
class Store:
    """Cases that are kept: what is written stays, and nothing of it is ever changed.

    Open one with `open_store`. It can be used by several threads, and several processes
    may have the same one open.
    """

    _access: Access

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

    def of(self, authority: str) -> "Store":
        """The same store, for the cases of one *authority*.

        Raises:
            AuthorityUnknown: it is open for another one.
            ValueRefused: it is no short name, such as cases carry it.
        """
        self._access.scope.check(authority)
        return Store(attrs.evolve(self._access, scope=Scope(authority)))

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

    @contextlib.contextmanager
    def transaction(self) -> Iterator["Store"]:
        """A store whose steps count together, when the block ends, or not at all.

        It holds the end of the ledger until then, so that others have to wait.
        """
        access, theirs = self._access, None
        removed = False
        try:
            with access.writing() as connection:
                try:
                    yield Store(attrs.evolve(access, shared=connection))
                except Exception as error:  # noqa: BLE001 - raised again, as it is
                    raise _Theirs(error) from None
                if access.shared is None:
                    removed = connection.info.pop(REMOVED_HERE, False)
        except _Theirs as raised:
            theirs = raised.error
        if theirs is not None:
            raise theirs
        if removed:
            access.database.leave_nothing_behind()

    def register(
        self,
        memo: Memo,
        *,
        received: date,
        body: str | None = None,
        by: str = "registrator",
        kind: BodyKind | None = None,
        members: tuple[str, ...] = (),
        answers_to: Recipient = Recipient.AUDITORS,
        document: str | None = None,
        anew: bool = False,
    ) -> StoredCase:
        """Open the case of *memo* at a body that must answer, and keep it.

        It is pinned to the rules and the business calendar that are in force for its
        authority on the day it came in. The same letter is not registered twice at the
        same body: it is known by what it says, and by the auditors' diary number.

        Args:
            memo: the letter.
            received: the day on which it reached the body.
            body: which body; needed where several must answer.
            by: who received it.
            kind: the kind of body; by default what its name tells.
            members: whose notice boards a joint board uses.
            answers_to: the auditors, or fullmäktige.
            document: a reference to the letter.
            anew: register it although another letter has the same diary number.

        Raises:
            CaseKnown: it was registered there already; the error names the case.
            BodyUnknown: the memo does not ask this body, or asks several.
            MemoRefused: it was received before its own day.
            AuthorityUnknown: the store is open for another authority.
        """
        authority = self.authority or _authority_of(memo)
        case = Case.open(
            memo,
            received=received,
            body=body,
            by=by,
            authority=authority,
            kind=kind,
            members=members,
            answers_to=answers_to,
            document=document,
        )
        with self._access.writing() as connection:
            self._check_new(connection, case, anew=anew)
            return self._added(connection, case, by, pinned=True)

    def add(self, case: Case, *, by: str = "auditflow") -> StoredCase:
        """Keep a *case* that has a history already, as it is.

        What it does not say of when it was recorded is recorded now.

        Args:
            case: a case that the store does not have.
            by: who adds it; said only where its authority is new to the store.

        Raises:
            CaseKnown: there is a case of that name.
            NumberTaken: another case has its diary number.
            AuthorityUnknown: the store is open for another authority.
        """
        with self._access.writing() as connection:
            return self._added(connection, case, by, pinned=False)

    def _check_new(self, connection: Connection, case: Case, *, anew: bool) -> None:
        """Refuse the same letter at the same body."""
        at_body = (
            CASE.c.authority == case.authority,
            CASE.c.body_key == body_key(case.body),
        )
        asked = select(CASE.c.name).where(*at_body)
        same = CASE.c.letter == letter_of(case.memo)
        if (name := connection.execute(asked.where(same)).scalar()) is not None:
            raise CaseKnown(name, "the letter is registered already")
        number = number_key(case.memo.dnr)
        if anew or number is None:
            return
        same = CASE.c.letter_dnr == number
        if (name := connection.execute(asked.where(same)).scalar()) is not None:
            why = f"another letter with the number {case.memo.dnr} is registered"
            mend = "go on with that case, or register this one too with anew=True"
            raise CaseKnown(name, why, mend)

    def _added(
        self, connection: Connection, case: Case, by: str, *, pinned: bool
    ) -> StoredCase:
        access = self._access
        access.scope.check(case.authority)
        with pen_on(connection, access.clock) as pen:
            versions = access.versions_of_each(connection, [case.authority])
            if pinned:
                case = with_pins(case, versions.get(case.authority))
            case = stamped(case, read_instant(pen.now))
            [stream] = write_cases(pen, [case], versions, by)
            if isinstance(stream, AuditflowError):
                raise stream
        return StoredCase(case, case.history, stream, access)

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

    def use(
        self,
        given: Given,
        *,
        authority: str | None = None,
        on: date | None = None,
        by: str,
        running: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Give an authority new rules, business days of its own, or meetings.

        It is an entry like any other, and stays. Cases that come in from the day on
        which it is valid are planned by it; of meetings, which no case is pinned to,
        all cases by the latest table, which amends the earlier ones. What it moves is
        derived anew, in chunks, before the call returns.

        Args:
            given: a `NewRulebook`, a `NewTable` of meetings, or a `BusinessCalendar`
                with a ``version`` and the day from which it is valid.
            authority: whose; by default the one that the store is open for.
            on: the day of the decision; today by default.
            by: who decided it.
            running: let it govern the cases that have not ended too: each gets an entry
                that says so.
            progress: is told how many cases are done, and how many there are.

        Raises:
            AuthorityUnknown: no authority is named, or the store is open for another.
            RulebookRefused: the rulebook contradicts itself.
            MeetingsRefused: rows contradict each other, or those of earlier tables.
            ValueRefused: there is a version of that name already, or the table was
                known before an earlier one, which would go on governing.
            StoreRefused: an earlier change has not reached all cases yet.
        """
        access = self._access
        whose = self._whose(authority)
        day = as_day_or_none(on) or day_of(access.clock())
        use(access, whose, given, on=day, by=by, running=running, progress=progress)

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

    def forget(self, name: str, *, by: str, reason: str, on: date | None = None) -> int:
        """Remove the name of a person from every case, and keep that it was removed.

        The entries stay as they are: they never held the name, only a salted hash of
        it, which nobody can turn back. Backups made before still hold it; a database
        to which somebody else holds the connection, until its journal is written anew.

        Args:
            name: as the cases show it.
            by: who removes it.
            reason: why, such as the request of the person.
            on: the day; today by default.

        Returns:
            In how many authorities it was known.

        Raises:
            ValueRefused: no entry names that person.
            StoreBusy: somebody reads a file all the time, and its journal, in which the
                name may stand, cannot be emptied. Nothing was removed.
        """
        access = self._access
        day = as_day_or_none(on) or day_of(access.clock())
        return forget(access, name, on=day, by=by, reason=reason)

    def export(self) -> Iterator[str]:
        """Each case as a line of JSON, by its name; `import_lines` takes them back."""
        with self._access.reading() as connection:
            found = exported(self._access, connection)
            yield from self._access.each(connection, found)

    def import_lines(
        self,
        lines: Iterable[str | bytes],
        *,
        by: str = "import",
        progress: Callable[[int], None] | None = None,
    ) -> Imported:
        """Keep the case in each line, as it was exported: all of a case, or nothing.

        Lines that are right are written, in batches that are each on the disk before
        the next begins, also where others are refused. A case that is there already
        and has all that the line says is left as it is.

        Args:
            lines: of JSON, such as a file that is open as bytes or as text.
            by: who imports; said only of authorities that are new to the store.
            progress: is told how many lines have been read.
        """
        return imported(self._access, numbered(lines), by, progress, told_now=False)

    def import_cases(
        self,
        cases: Iterable[tuple[int, Case]],
        *,
        by: str = "import",
        progress: Callable[[int], None] | None = None,
    ) -> Imported:
        """Keep cases that no store has kept yet, such as the rows of a spreadsheet.

        As `import_lines` does; but they are pinned to the rules that are in force for
        their authority, and recorded now.

        Args:
            cases: each with the number of its line.
            by: who imports; said only of authorities that are new to the store.
            progress: is told the number of the last line that was written.
        """
        return imported(self._access, cases, by, progress, told_now=True)

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

    def rebuild(self, progress: Progress | None = None) -> int:
        """Derive anew, of the ledger, where each case stands and what it owes.

        It finishes a change of rules that was stopped on its way, too.

        Returns:
            How many cases there are.
        """
        for authority in self._pending():
            finish(self._access, authority, progress)
        return rebuild(self._access, progress)

    def _pending(self) -> tuple[str, ...]:
        """The authorities in which a change of rules has not reached all cases."""
        own = self._access.scope.rows_of(AUTHORITY), AUTHORITY.c.pending
        with self._access.reading() as connection:
            asked = select(AUTHORITY.c.name).where(*own)
            return tuple(connection.execute(asked).scalars())

    def differences(self) -> tuple[str, ...]:
        """The cases whose derived rows differ from what a rebuild would give: none."""
        with self._access.reading() as connection:
            return tuple(differences(self._access, connection))

    def _check_whole(self) -> None:
        if self.authority is not None:
            raise ValueRefused(
                f"a store that is open for {self.authority} alone",
                "open it without an authority: the chain goes through all",
            )

    def head(self) -> Head:
        """The head of the whole store: keep its text elsewhere, and verify with it."""
        with self._access.reading() as connection:
            return head_of(connection)


def _authority_of(memo: Memo) -> str:
    return slug(authority_of(memo.municipality or "")) or "unknown"
