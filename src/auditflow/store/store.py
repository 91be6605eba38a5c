"""A store of cases: what is written to it, and when it counts."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date

import attrs
from sqlalchemy import select

from auditflow.case import Case
from auditflow.day import as_day_or_none, day_of
from auditflow.events import BodyKind, Recipient
from auditflow.memo import Memo
from auditflow.store.asking import Asked
from auditflow.store.changing import REMOVED_HERE, Given, finish, forget, use
from auditflow.store.moving import Imported, imported, numbered
from auditflow.store.rebuilding import rebuild
from auditflow.store.registering import added, authority_in, check_new
from auditflow.store.schema import AUTHORITY
from auditflow.store.scope import Scope
from auditflow.store.stored import StoredCase
from auditflow.store.verifying import Progress


class _Theirs(Exception):
    """What the block of a transaction raised: it may be of a database of their own."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


@attrs.frozen(eq=False)
class Store(Asked):
    """Cases that are kept: what is written stays, and nothing of it is ever changed.

    Open one with `open_store`. It can be used by several threads, and several processes
    may have the same one open.
    """

    def of(self, authority: str) -> "Store":
        """The same store, for the cases of one *authority*.

        Raises:
            AuthorityUnknown: it is open for another one.
            ValueRefused: it is no short name, such as cases carry it.
        """
        self._access.scope.check(authority)
        return Store(attrs.evolve(self._access, scope=Scope(authority)))

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
        authority = self.authority or authority_in(memo)
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
            check_new(connection, case, anew=anew)
            return added(self._access, connection, case, by, pinned=True)

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
            return added(self._access, connection, case, by, pinned=False)

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
