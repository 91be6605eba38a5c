"""Where an event takes its place in a history, and since when it is known."""

from bisect import insort
from collections.abc import Sequence

import attrs

from auditflow.events import AnyEvent, Corrected, StepEvent, moment_of, stamp


def placed(event: AnyEvent, history: Sequence[AnyEvent]) -> tuple[AnyEvent, ...]:
    """The *history* with *event* in its place: by its day, and when it was told."""
    last = history[-1]
    if event.on > last.on or moment_of(event) >= moment_of(last):
        return (*history, event)
    after = [*history]
    insort(after, event, lo=1, key=moment_of)  # nothing comes before the arrival
    return tuple(after)


def stamped(
    event: AnyEvent, history: Sequence[AnyEvent], counting: Sequence[AnyEvent]
) -> AnyEvent:
    """*event*, which by default is recorded no earlier than what it comes after.

    That are others of its day, the steps before it, and what it corrects.

    Args:
        event: what happened.
        history: all that was recorded so far.
        counting: what counts of it.
    """
    if event.recorded_at is not None:
        return event
    latest: AnyEvent = event
    if isinstance(event, Corrected):
        latest = max(latest, event.wrong, key=stamp)
    if isinstance(event, StepEvent):
        steps = (one for one in reversed(counting) if isinstance(one, StepEvent))
        latest = max(latest, next(steps, latest), key=stamp)
    if history[-1].on >= event.on:
        of_that_day = (one for one in history if one.on == event.on)
        latest = max((latest, *of_that_day), key=stamp)
    if latest.stamp <= event.stamp:
        return event
    return attrs.evolve(event, recorded=latest.recorded)
