"""A case as it stands in a store: each step that it takes is written at once."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs
from pendulum import DateTime

from auditflow.case.case import Case
from auditflow.case.taking import Taking
from auditflow.day import read_instant, stamp_of
from auditflow.errors import Fault, ValueRefused
from auditflow.events import AnyEvent, Corrected, entry_of
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Plan, Versions, plan
from auditflow.store.ledger import pen_on
from auditflow.store.writing import check_unchanged, write_event

if TYPE_CHECKING:
    from auditflow.store.access import Access


@attrs.frozen(eq=False)
class StoredCase(Taking):
    """A case in a store, as it was when it was read.

    It takes steps and records events as a `Case` does, with the same guards; each is
    written when the call returns, all of it or nothing, and gives the case after it. If
    somebody else has written to the case since it was read, nothing is written:
    `Conflict` tells what. The store stamps the instant at which it is told.

    ``case`` is the value, ``entries`` its history in the order in which the store was
    told; their number is the version that the next step builds on.
    """

    case: Case = attrs.field(repr=lambda case: case.name)
    entries: tuple[AnyEvent, ...] = attrs.field(repr=False)
    stream: int = attrs.field(repr=False)
    _access: "Access" = attrs.field(repr=False)

    @property
    def name(self) -> str:
        """``authority/body/dnr``, or an id while there is no diary number."""
        return self.case.name

    @property
    def version(self) -> int:
        """How many entries the case has."""
        return len(self.entries)

    @property
    def addressee(self) -> str:
        """To whom the answer goes, in words."""
        return self.case.addressee

    @property
    def versions(self) -> Versions:
        """The rules and calendars of its authority, as they are now."""
        with self._access.reading() as connection:
            return self._access.versions(connection, self.case.authority)

    def plan(
        self, *, today: date | None = None, known_at: datetime | None = None
    ) -> Plan:
        """The plan of the case, by the rules and calendars of its authority.

        Args:
            today: the day to look from.
            known_at: plan it as it was known at this instant.
        """
        return plan(self.case, versions=self.versions, today=today, known_at=known_at)

    def record(
        self, event: AnyEvent, *, meetings: MeetingCalendar | None = None
    ) -> "StoredCase":
        """Record what happened, write it, and return the case after it.

        Args:
            event: what happened; the store says itself when it was recorded.
            meetings: for a decision, the calendar to check its day against; by default
                the latest that the store has for the authority.

        Raises:
            NotAllowed: something stands in the way; everything that does is named.
            Conflict: somebody else has written to the case since it was read.
            NumberTaken: another case has the diary number that it is given.
            ValueRefused: the event says itself when it was recorded.
        """
        if event.recorded_at is not None:
            mend = "leave recorded= out: the store stamps it"
            raise ValueRefused("an event that says when it was recorded", mend)
        access, number = self._access, self.version
        with access.writing() as connection:
            check_unchanged(access, connection, self.case, self.stream, number)
            versions = access.versions(connection, self.case.authority)
            with pen_on(connection, access.clock) as pen:
                told = attrs.evolve(event, recorded=self._instant(pen.now))
                case = self.case.record(
                    told, meetings=meetings or versions.meetings_at()
                )
                entries = (*self.entries, self._new_in(case))
                write_event(pen, case, entries, self.stream, versions)
        return StoredCase(case, entries, self.stream, access)

    def correct(
        self,
        wrong: AnyEvent,
        right: AnyEvent | None = None,
        *,
        on: date,
        by: str,
        reason: str,
        document: str | None = None,
    ) -> "StoredCase":
        """Put *right* in the place of a *wrong* entry; see `Case.correct`.

        Raises:
            NotAllowed: there is no such entry, or an event that counts would become
                impossible; each that stands in the way is named.
            Conflict: somebody else has written to the case since it was read.
        """
        entry = entry_of(self.case.history, wrong) or wrong
        return self.record(
            Corrected(
                on=on, by=by, wrong=entry, right=right, reason=reason, document=document
            )
        )

    def _instant(self, now: str) -> DateTime:
        """When an entry is recorded: now, and never before an earlier entry."""
        latest = max((event.recorded for event in self.entries), key=stamp_of)
        return max(read_instant(now), latest, key=stamp_of)

    def _new_in(self, case: Case) -> AnyEvent:
        """The event that *case* has and this one has not."""
        known = {id(event) for event in self.case.history}
        new = next((e for e in case.history if id(e) not in known), None)
        if new is None:
            raise Fault("a case that was recorded without a new entry")
        return new
