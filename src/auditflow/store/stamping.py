"""When the entries of a case that came from elsewhere were recorded."""

from collections.abc import Iterator, Sequence

import attrs
from pendulum import DateTime

from auditflow.case import Case
from auditflow.day import stamp_of, start_of
from auditflow.events import AnyEvent, Corrected
from auditflow.store.entries import in_order


def stamped(case: Case, instant: DateTime) -> Case:
    """The *case* with each entry that says no instant recorded at this one.

    Or earlier, where what comes after it was, or its correction: they rest on it.
    Entries keep their order.
    """
    case = in_order(case)
    at = _recorded(case.history, instant)
    made: dict[int, AnyEvent] = {}
    for event in sorted(case.history, key=lambda one: isinstance(one, Corrected)):
        new: AnyEvent = event
        if isinstance(event, Corrected):
            wrong = next(one for one in case.history if one == event.wrong)
            new = attrs.evolve(event, wrong=made[id(wrong)])
        if event.recorded_at is None:
            new = attrs.evolve(new, recorded=at[id(event)])
        made[id(event)] = new
    history = tuple(made[id(event)] for event in case.history)
    return Case(case.memo, case.body, case.authority, history)


def _recorded(history: Sequence[AnyEvent], instant: DateTime) -> dict[int, DateTime]:
    """When each event of a *history* was recorded, if it does not say so itself."""
    until, found = instant, dict[int, DateTime]()
    for event in reversed(history):
        until = min([until, *_resting_on(event, history)], key=stamp_of)
        day_begins = start_of(event.on)
        earliest = max(until, day_begins, key=stamp_of)
        found[id(event)] = min(instant, earliest, key=stamp_of)
    return found


def _resting_on(event: AnyEvent, history: Sequence[AnyEvent]) -> Iterator[DateTime]:
    """When an event and its corrections were recorded, as far as they say so."""
    for one in history:
        corrects = isinstance(one, Corrected) and one.wrong == event
        if (one is event or corrects) and one.recorded_at is not None:
            yield one.recorded_at
