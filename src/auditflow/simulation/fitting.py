"""Habits fitted to what happened before: how long each step took, case by case."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import date_at
from auditflow.events import (
    Adopted,
    Answered,
    AnyEvent,
    BodyKind,
    Drafted,
    MinutesAdjusted,
    NoticePosted,
    Referred,
    Registered,
    RemittedBack,
    Reopened,
    StatementReceived,
    StatementWaived,
    Tabled,
    asks,
    pauses_in,
    rounds_of,
)
from auditflow.memo import body_key
from auditflow.simulation.away import Away, worked_days
from auditflow.simulation.duration import Duration
from auditflow.simulation.habits import ALL, SHARES, Habits, durations_of

ENOUGH: Final = 5
"""Fewer times than this fit nothing: the starting point stays."""

FEW: Final = 20
"""Fewer than this are fitted, and said to be few; of a hundred, they fit nothing."""

_QUANTILES: Final = (10, 25, 50, 75, 90)


@attrs.frozen
class Basis:
    """What a habit rests on: how often it was seen, and whether that was enough."""

    habit: str
    seen: int

    @property
    def is_fitted(self) -> bool:
        """Whether it was seen often enough; else it is the starting point still."""
        return self.seen >= (FEW if self.habit in SHARES else ENOUGH)

    @property
    def is_thin(self) -> bool:
        """Whether it was seen seldom, or never."""
        return self.seen < FEW


@attrs.frozen
class Fitted:
    """Habits, and what each of them rests on: read ``basis`` before you trust them."""

    habits: Habits
    cases: int
    basis: tuple[Basis, ...]

    @property
    def thin(self) -> tuple[Basis, ...]:
        """Those that rest on few times, or on none: the starting point stayed."""
        return tuple(one for one in self.basis if one.is_thin)


@attrs.define
class _Seen:
    """What was seen: the times of each duration, and of each share how often."""

    calendar: BusinessCalendar
    times: dict[str, list[int]]
    happened: dict[str, int]
    of: dict[str, int]

    def took(self, habit: str, since: AnyEvent, until: AnyEvent) -> None:
        """Note how long it took from one event to another."""
        first, last = since.on.toordinal(), until.on.toordinal()
        if last >= first:
            self.times[habit].append(max(0, self.calendar.count_ordinals(first, last)))

    def counted(self, habit: str, *, happened: bool) -> None:
        """Note whether something happened that might have."""
        self.of[habit] += 1
        self.happened[habit] += happened


def habits_from(
    cases: Iterable[Case],
    *,
    away: Iterable[Away | str] | None = None,
    calendar: BusinessCalendar | None = None,
) -> Fitted:
    """Habits as they were: how long each step took in *cases*, and how boards decided.

    What was seen fewer than five times stays a starting point of auditflow's own, and
    so does how many of a hundred where it was seen fewer than twenty times. What is
    fitted to fewer than twenty, and what stayed, is named by ``thin``. Holidays are
    never fitted, and do not count, nor do days on which a case stood still. Only what
    was done is seen: what lasts still, and may last long, is not.

    >>> fitted = habits_from([])
    >>> fitted.habits == Habits(), [one.habit for one in fitted.thin][:3]
    (True, ['register', 'refer', 'statement'])

    Args:
        cases: cases with their histories, ended or not: only what has been done counts.
        away: when nobody works on answers; auditflow's starting point by default.
        calendar: the business days; Sweden's by default.
    """
    start = Habits() if away is None else Habits(away=away)
    given = [*cases]
    seen = _Seen(
        _worked_in(given, start.away, calendar or BusinessCalendar.sweden()),
        {name: [] for name in durations_of(start)},
        dict.fromkeys(SHARES, 0),
        dict.fromkeys(SHARES, 0),
    )
    for case in given:
        own = _without_pauses(case, seen)
        for events in rounds_of(case.events):
            _look(events, own, minutes=case.kind is not BodyKind.COMPANY)
    basis = [Basis(name, len(times)) for name, times in seen.times.items()]
    basis += [Basis(name, seen.of[name]) for name in SHARES]
    fitted = {one.habit for one in basis if one.is_fitted}
    found: dict[str, Any] = {
        name: _fitted(times) for name, times in seen.times.items() if name in fitted
    }
    habits = attrs.evolve(start, **found, **_shares(seen, fitted, start))
    return Fitted(habits, len(given), tuple(basis))


def _worked_in(
    cases: Iterable[Case], away: tuple[Away, ...], calendar: BusinessCalendar
) -> BusinessCalendar:
    years = [event.on.year for case in cases for event in case.events]
    if not years:
        return calendar
    return worked_days(calendar, away, min(years), max(years))


def _without_pauses(case: Case, seen: _Seen) -> _Seen:
    """What is *seen*, counted without the days on which a case stood still."""
    pauses = pauses_in(case.events)
    if not pauses.spans:
        return seen
    away = tuple(Away(f"{date_at(a)}/{date_at(b)}") for a, b in pauses.spans)
    first, last = date_at(pauses.spans[0][0]).year, date_at(pauses.spans[-1][1]).year
    return attrs.evolve(seen, calendar=worked_days(seen.calendar, away, first, last))


def _look(events: tuple[AnyEvent, ...], seen: _Seen, *, minutes: bool) -> None:
    """Note what one round of a case tells."""
    first = events[0]
    registered = _first(events, Registered)
    if registered is not None and not isinstance(first, Reopened):
        seen.took("register", first, registered)
    referred = _first(events, Referred)
    if referred is not None:
        seen.took("refer", first, referred)
    _look_at_statements(events, seen)
    _look_at_drafts(events, seen)
    for meeting in _at_meetings(events):
        seen.counted("tabled", happened=isinstance(meeting, Tabled))
        seen.counted("remitted", happened=isinstance(meeting, RemittedBack))
    _look_after_decision(events, seen, minutes=minutes)


def _first(events: Iterable[AnyEvent], kind: type[AnyEvent]) -> AnyEvent | None:
    return next((event for event in events if isinstance(event, kind)), None)


def _look_at_statements(events: tuple[AnyEvent, ...], seen: _Seen) -> None:
    """When statements came: by their day or after it, or else after how long."""
    asked: dict[str, tuple[AnyEvent, int | None]] = {}
    for event in events:
        for one in asks(event):
            day = None if one.reply_by is None else one.reply_by.toordinal()
            asked[body_key(one.body)] = event, day
        if not isinstance(event, StatementReceived):
            continue
        since, by = asked.pop(body_key(event.body), (None, None))
        if since is None:
            continue
        if by is None:
            seen.took("statement", since, event)
            continue
        # On the weekend after its day it is as late as on the Monday.
        late = seen.calendar.count_ordinals(by, event.on.toordinal())
        late += (
            not seen.calendar.is_business_day(event.on) and event.on.toordinal() > by
        )
        seen.counted("late_statements", happened=late > 0)
        if late > 0:
            seen.times["late_by"].append(late)


def _look_at_drafts(events: tuple[AnyEvent, ...], seen: _Seen) -> None:
    """How long a draft took, from the last thing that it waited for."""
    since, habit = events[0], "draft"
    for event in events:
        match event:
            case StatementReceived() | StatementWaived():
                since = event
            case RemittedBack():
                since, habit = event, "redraft"
            case Drafted():
                seen.took(habit, since, event)
            case _:
                pass


def _at_meetings(events: Iterable[AnyEvent]) -> Iterator[AnyEvent]:
    for event in events:
        if isinstance(event, Tabled | RemittedBack | Adopted):
            yield event


def _look_after_decision(
    events: tuple[AnyEvent, ...], seen: _Seen, *, minutes: bool
) -> None:
    """From the decision to its minutes, the notice and the answer, each by the last."""
    relevant = [
        event
        for event in events
        if isinstance(event, Adopted | MinutesAdjusted | NoticePosted | Answered)
    ]
    for before, event in pairwise(relevant):
        if isinstance(event, MinutesAdjusted) and isinstance(before, Adopted):
            seen.took("adjust", before, event)
    adjusted = _first(relevant, MinutesAdjusted)
    # From the decision itself where the minutes were adjusted at once, or nobody must.
    decided = next(
        (
            e
            for e in relevant
            if isinstance(e, Adopted) and (e.immediate or not minutes)
        ),
        None,
    )
    since = adjusted or decided
    if since is None:
        return
    for event in relevant:
        match event:
            case NoticePosted():
                seen.took("notice", since, event)
            case Answered():
                seen.took("send", since, event)
            case _:
                pass


def _fitted(times: list[int]) -> Duration:
    """The shares of so many *times*, from the shortest to the longest."""
    ordered = sorted(times)
    last = len(ordered) - 1
    quantiles = {0: ordered[0], ALL: ordered[-1]}
    for share in _QUANTILES:
        place, part = divmod(share * last, ALL)
        low, high = ordered[place], ordered[min(place + 1, last)]
        quantiles[share] = low + (2 * (high - low) * part + ALL) // (2 * ALL)
    return Duration(quantiles)


def _shares(seen: _Seen, fitted: set[str], start: Habits) -> Mapping[str, Any]:
    """How many of a hundred; the board decides at least one, whatever was seen."""
    found = {name: getattr(start, name) for name in SHARES}
    for name in fitted & {*SHARES}:
        found[name] = (2 * ALL * seen.happened[name] + seen.of[name]) // (
            2 * seen.of[name]
        )
    found["remitted"] = min(found["remitted"], ALL - 1)
    found["tabled"] = min(found["tabled"], ALL - 1 - found["remitted"])
    return found
