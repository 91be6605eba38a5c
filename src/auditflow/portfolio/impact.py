"""What a new version of the rules or of a calendar would do to running cases.

Nothing is written: `impact` gives the cases as they would be, each with an event that
says so. To apply the change is to keep those; to take it back, to correct that event.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from itertools import takewhile

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day, as_day_or_none
from auditflow.errors import ValueRefused
from auditflow.events import AnyEvent, Governs, VersionChanged, pin_in
from auditflow.lifecycle import ENDED
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Deadline, Governor, Plan, Status, Versions, plan
from auditflow.reasons import Reason
from auditflow.rules import Rulebook


@attrs.frozen
class Change:
    """A new version of the rulebook, of the business or of a meeting calendar.

    Args:
        new: the new version.
        on: the day from which it governs running cases.
        by: who decided it.
        versions: what cases are planned by until then.
        recorded: the instant it was recorded; by default the start of the day.

    Raises:
        ValueRefused: there is a version of that name already.
    """

    new: Governor
    on: Date = attrs.field(converter=as_day, kw_only=True)
    by: str = attrs.field(kw_only=True)
    versions: Versions = attrs.field(factory=Versions, kw_only=True)
    recorded: datetime | None = attrs.field(default=None, kw_only=True)

    @cached_property
    def after(self) -> Versions:
        """The versions with the new one among them."""
        return self.versions.with_new(self.new)

    def __attrs_post_init__(self) -> None:
        _ = self.after  # a name that is taken is refused at once

    @property
    def of(self) -> Governs:
        """What there is a new version of."""
        match self.new:
            case Rulebook():
                return Governs.RULEBOOK
            case BusinessCalendar():
                return Governs.BUSINESS_CALENDAR
            case MeetingCalendar():
                return Governs.MEETINGS

    def old_name(self, case: Case) -> str:
        """The name of the version that governs *case* until then; empty for none."""
        rulebook, calendar, meetings = self.versions.at(case.events, None)
        match self.of:
            case Governs.RULEBOOK:
                return rulebook.name
            case Governs.BUSINESS_CALENDAR:
                return calendar.name
            case Governs.MEETINGS:
                return meetings.name if meetings else ""


@attrs.frozen
class DayMoved:
    """A deadline of a case before and after the change; None where there is none."""

    id: str
    before: Deadline | None
    after: Deadline | None

    @property
    def from_day(self) -> Date | None:
        """The due day until now."""
        return self.before.due if self.before else None

    @property
    def to_day(self) -> Date | None:
        """The due day after the change."""
        return self.after.due if self.after else None

    def __str__(self) -> str:
        from_day, to_day = self.from_day or "no day", self.to_day or "no day"
        if from_day != to_day or not (self.before and self.after):
            return f"{self.id} {from_day} → {to_day}"
        if self.before.safe != self.after.safe:
            old, new = self.before.safe, self.after.safe
            return f"{self.id} {to_day}, safe day {old} → {new}"
        if self.before.needed_by != self.after.needed_by:
            old, new = self.before.needed_by, self.after.needed_by
            return f"{self.id} {to_day}, needed by {old or 'then'} → {new or 'then'}"
        return (
            f"{self.id} {to_day}, before rolling {self.before.raw} → {self.after.raw}"
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it is that day then."""
        return self.after.reasons if self.after else ()


@attrs.frozen
class CaseChanged:
    """One open case, and what the change does to it.

    ``after`` is the case with the change as its latest event: keep it to apply the
    change. ``overdue_at_once`` are the deadlines that would be overdue on the day it is
    seen from, and are not now.
    """

    before: Case
    after: Case
    moved: tuple[DayMoved, ...]
    overdue_at_once: tuple[str, ...]


@attrs.frozen
class Impact:
    """What a change would do to the open cases that it concerns."""

    change: Change
    concerned: tuple[CaseChanged, ...]

    @property
    def moved(self) -> tuple[CaseChanged, ...]:
        """The cases of which any day moves."""
        return tuple(one for one in self.concerned if one.moved)

    @property
    def overdue_at_once(self) -> tuple[CaseChanged, ...]:
        """The cases that would become overdue at once."""
        return tuple(one for one in self.concerned if one.overdue_at_once)

    def applied(self) -> tuple[Case, ...]:
        """The cases after the change, each with one more event, in their order."""
        return tuple(one.after for one in self.concerned)

    def __str__(self) -> str:
        return "\n".join(_told(self))


def impact(
    cases: Iterable[Case], change: Change, *, today: date | None = None
) -> Impact:
    """What *change* would do to each of *cases*; nothing is written.

    Concerned are open cases, which are neither answered nor closed; of a meeting
    calendar, which no case is pinned to, those whose days move. A day that was met
    stays as it was in force then.

    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> case = Case.open(memo, received=date(2022, 9, 27), authority="sala")
    >>> closed = BusinessCalendar.sweden(
    ...     closed={date(2022, 11, 21): "studiedag"}, version="2022, ändrad"
    ... )
    >>> change = Change(closed, on=date(2022, 10, 3), by="kommunfullmäktige")
    >>> print(impact([case], change))
    1 of 1 open case moves
    sala/kommunstyrelsen/...: draft 2022-10-28 → 2022-10-27
    ...

    Args:
        cases: in any state; those that ended are left out.
        change: the new version, from which day, and by whom.
        today: the day to look from, for what would be overdue at once.

    Raises:
        VersionUnknown: a case is pinned to a version that is not among those of the
            change.
        DayRefused: *today* is no day.
    """
    seen = as_day_or_none(today)
    found = [_changed(case, change, seen) for case in cases if case.state not in ENDED]
    if change.of is Governs.MEETINGS:
        found = [one for one in found if one.moved]
    return Impact(change, tuple(found))


def taken_back(
    case: Case,
    change: Change,
    *,
    on: date,
    by: str,
    reason: str,
    recorded: datetime | None = None,
) -> Case:
    """The *case* with an applied *change* taken back, by a correction of its event.

    A meeting calendar governs as the latest that is known: to take one back is to know
    another, or to plan without it; the event alone moves no day.

    Raises:
        ValueRefused: the change was not applied to the case.
        NotAllowed: a later event stands in the way.
    """
    for event in reversed(case.events):
        if isinstance(event, VersionChanged) and (event.of, event.new) == (
            change.of,
            change.new.name,
        ):
            before = pin_in(_until(case, event), change.of)
            pinned = before is not None or change.of is Governs.MEETINGS
            # One that was pinned to nothing is from now on pinned to what governed it.
            right = None if pinned else attrs.evolve(event, new=event.old)
            return case.correct(
                event, right, on=on, by=by, reason=reason, recorded=recorded
            )
    given = f"{case.name} was not changed to {change.new.name!r}"
    raise ValueRefused(given, "take back only what was applied to it")


def _until(case: Case, event: AnyEvent) -> list[AnyEvent]:
    """The events that count before *event*."""
    return [*takewhile(lambda one: one is not event, case.events)]


def _changed(case: Case, change: Change, today: Date | None) -> CaseChanged:
    event = VersionChanged(
        on=max(change.on, case.received),
        by=change.by,
        of=change.of,
        old=change.old_name(case),
        new=change.new.name,
        recorded=change.recorded,
    )
    after = case.record(event)
    was = plan(case, versions=change.versions, today=today)
    will_be = plan(after, versions=change.after, today=today)
    late = {d.id for d in will_be.overdue} - {d.id for d in was.overdue}
    return CaseChanged(case, after, (*_moved(was, will_be),), tuple(sorted(late)))


def _moved(was: Plan, will_be: Plan) -> Iterator[DayMoved]:
    """The deadlines of which any of the days differs, in the order of the rulebook."""
    before = {deadline.id: deadline for deadline in was.deadlines}
    after = {deadline.id: deadline for deadline in will_be.deadlines}
    for one in {**before, **after}:
        old, new = before.get(one), after.get(one)
        if _days(old) != _days(new):
            yield DayMoved(one, old, new)


def _days(deadline: Deadline | None) -> tuple[Date | None, ...] | None:
    if deadline is None or deadline.status is Status.NOT_APPLICABLE:
        return None
    return deadline.raw, deadline.due, deadline.safe, deadline.needed_by


def _told(found: Impact) -> Iterator[str]:
    moved, whole = len(found.moved), len(found.concerned)
    cases = "case" if whole == 1 else "cases"
    yield f"{moved} of {whole} open {cases} {'moves' if moved == 1 else 'move'}"
    for one in found.moved:
        for day in one.moved:
            late = ", overdue at once" if day.id in one.overdue_at_once else ""
            yield f"{one.before.name}: {day}{late}"
