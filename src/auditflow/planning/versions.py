"""Every version of what cases are planned by, and which one governs a case.

A case is pinned to its rulebook and its business calendar, until a change is applied to
it. Of the meeting calendars the latest that is known counts.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Protocol, TypeAlias, TypeVar

import attrs
from pendulum import DateTime

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import as_instant, stamp_of
from auditflow.errors import ValueRefused, VersionUnknown
from auditflow.events import AnyEvent, Governs, pin_in
from auditflow.meetings import MeetingCalendar
from auditflow.rules import Rulebook

Governor: TypeAlias = Rulebook | BusinessCalendar | MeetingCalendar
"""What there are versions of."""

Governed: TypeAlias = tuple[Rulebook, BusinessCalendar, MeetingCalendar | None]


class Governing(Protocol):
    """Whatever says by what a case is planned after the events of its life so far."""

    def at(self, life: Sequence[AnyEvent], known_at: DateTime | None) -> Governed:
        """What governs after *life*, as it was known at an instant; None for now."""
        ...


@attrs.frozen
class Fixed:
    """One rulebook and calendars of one's choice, whatever a case is pinned to."""

    rulebook: Rulebook
    calendar: BusinessCalendar
    meetings: MeetingCalendar | None

    def at(self, life: Sequence[AnyEvent], known_at: DateTime | None) -> Governed:
        """The same for every case, at every instant."""
        del life, known_at
        return self.rulebook, self.calendar, self.meetings


def _default_rulebooks() -> tuple[Rulebook, ...]:
    return (Rulebook.default(),)


def _default_calendars() -> tuple[BusinessCalendar, ...]:
    return (BusinessCalendar.sweden(),)


NamedT = TypeVar("NamedT", Rulebook, BusinessCalendar, MeetingCalendar)


def _versions(given: Iterable[NamedT]) -> tuple[NamedT, ...]:
    versions = tuple(given)
    names = [one.name for one in versions]
    if twice := next((name for name in names if names.count(name) > 1), None):
        mend = "give each a version of its own, with version="
        raise ValueRefused(f"two versions that are both called {twice!r}", mend)
    return versions


def _rulebooks(given: Iterable[Rulebook]) -> tuple[Rulebook, ...]:
    return _versions(given)


def _calendars(given: Iterable[BusinessCalendar]) -> tuple[BusinessCalendar, ...]:
    return _versions(given)


def _meetings(given: Iterable[MeetingCalendar]) -> tuple[MeetingCalendar, ...]:
    return _versions(given)


@attrs.frozen(kw_only=True)
class Versions:
    """Every version of the rulebook, the business calendar and the meeting calendar.

    A case goes by the rulebook and the business calendar that it is pinned to; one that
    is pinned to none by those that were in force on the day it came in: of those valid
    from that day or before the latest, and the first of several. Each has a name of its
    own.

    >>> old = Rulebook.default()
    >>> new = Rulebook.from_text('''
    ... extends = "se-audit-memo"
    ... id = "sala"
    ... version = "1"
    ... valid_from = 2026-01-01
    ... ''')
    >>> versions = Versions(rulebooks=[old, new])
    >>> from auditflow.case import Case
    >>> from auditflow.memo import Body, Memo
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
    >>> [versions.rulebook_of(Case.open(memo, received=day).events).name
    ...  for day in (date(2025, 12, 31), date(2026, 1, 1))]
    ['se-audit-memo 2026.1', 'sala 1']
    """

    rulebooks: tuple[Rulebook, ...] = attrs.field(
        factory=_default_rulebooks, converter=_rulebooks
    )
    calendars: tuple[BusinessCalendar, ...] = attrs.field(
        factory=_default_calendars, converter=_calendars
    )
    meetings: tuple[MeetingCalendar, ...] = attrs.field(default=(), converter=_meetings)

    def __attrs_post_init__(self) -> None:
        for kind, given in (
            ("rulebook", self.rulebooks),
            ("business calendar", self.calendars),
        ):
            if not given:
                mend = "give at least one, or leave the argument out"
                raise ValueRefused(f"no {kind}", mend)

    def at(self, life: Sequence[AnyEvent], known_at: DateTime | None) -> Governed:
        """What governs a case after the events of its *life*, as it was known then.

        Raises:
            VersionUnknown: the case is pinned to a version that is not among these.
        """
        governed = self.rulebook_of(life), self.calendar_of(life)
        return *governed, self.meetings_at(known_at)

    def rulebook_of(self, life: Sequence[AnyEvent]) -> Rulebook:
        """The rulebook of a case after the events of its *life*.

        Raises:
            VersionUnknown: it is pinned to one that is not among these.
        """
        pin = pin_in(life, Governs.RULEBOOK)
        return _of(self.rulebooks, pin, Governs.RULEBOOK, life[0].on)

    def calendar_of(self, life: Sequence[AnyEvent]) -> BusinessCalendar:
        """The business calendar of a case after the events of its *life*.

        Raises:
            VersionUnknown: it is pinned to one that is not among these.
        """
        pin = pin_in(life, Governs.BUSINESS_CALENDAR)
        return _of(self.calendars, pin, Governs.BUSINESS_CALENDAR, life[0].on)

    def calendar_on(self, day: date) -> BusinessCalendar:
        """The business calendar of a case that comes in on *day*."""
        return _of(self.calendars, None, Governs.BUSINESS_CALENDAR, day)

    def rulebook_on(self, day: date) -> Rulebook:
        """The rulebook of a case that comes in on *day*."""
        return _of(self.rulebooks, None, Governs.RULEBOOK, day)

    def meetings_at(self, instant: datetime | None = None) -> MeetingCalendar | None:
        """The latest meeting calendar that was known at an *instant*; None for now.

        None too where none was known then.
        """
        moment = None if instant is None else as_instant(instant)
        known = [
            one
            for one in self.meetings
            if moment is None or _published(one) <= stamp_of(moment)
        ]
        return max(reversed(known), key=_published, default=None)

    def with_new(self, new: Governor) -> "Versions":
        """These and one more, the latest of its kind.

        Raises:
            ValueRefused: another of its kind has the same name; or it is a meeting
                calendar that does not say from when it was known, where others do.
        """
        match new:
            case Rulebook():
                return attrs.evolve(self, rulebooks=[*self.rulebooks, new])
            case BusinessCalendar():
                return attrs.evolve(self, calendars=[*self.calendars, new])
            case MeetingCalendar():
                if new.published is None and any(m.published for m in self.meetings):
                    given = f"{new.name}, without the instant from which it was known"
                    raise ValueRefused(given, "give published=, as the others have it")
                return attrs.evolve(self, meetings=[*self.meetings, new])


def _published(calendar: MeetingCalendar) -> float:
    return stamp_of(calendar.published) if calendar.published else float("-inf")


PinnedT = TypeVar("PinnedT", Rulebook, BusinessCalendar)


def _of(
    versions: Sequence[PinnedT], pin: str | None, of: Governs, received: date
) -> PinnedT:
    if pin is not None:
        found = next((one for one in versions if one.name == pin), None)
        if found is None:
            names = tuple(one.name for one in versions)
            raise VersionUnknown(of.value.replace("_", " "), pin, names)
        return found
    valid = [one for one in versions if _since(one) <= received]
    if not valid:
        return min(versions, key=_since)
    return max(valid, key=_since)  # the first of those valid from one day


def _since(version: Rulebook | BusinessCalendar) -> date:
    since: date | None = version.valid_from
    return date.min if since is None else since
