"""What a correction may change: never so that a later event becomes impossible."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from auditflow.case.placing import placed
from auditflow.case.situation import situation_of, standing_of
from auditflow.errors import NotAllowed
from auditflow.events import (
    Adopted,
    AnyEvent,
    AnyStep,
    Corrected,
    Irregularity,
    Received,
    StepEvent,
    what_counts,
)
from auditflow.lifecycle import (
    Situation,
    Standing,
    State,
    allowed,
    obstacles_to,
    state_after,
    tried,
)
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Memo

_MEND: Final = "correct what stands in the way first, or say something else instead"


def check_correction(
    correction: Corrected, history: Sequence[AnyEvent], standing: Standing, memo: Memo
) -> None:
    """Let *correction* enter the *history* of a case, or say why not.

    Raises:
        NotAllowed: there is no such entry, or an event that counts would become
            impossible; each that stands in the way is named.
    """
    obstacles = [*_not_fitting(correction, history, memo)]
    if not obstacles:
        before, after = what_counts(history), what_counts([*history, correction])
        new = standing_of(after[0], standing.body, memo)
        known = {*_obstacles_within(before, standing)}
        found = _obstacles_within(after, new)
        obstacles += [one for one in found if one not in known]
    if obstacles:
        state = state_after(what_counts(history))
        what = f"correct {_named(correction.wrong)}"
        raise NotAllowed(what, state, tuple(obstacles), (), allowed(state), _MEND)


def at_a_meeting(
    correction: Corrected, body: str, state: State, meetings: MeetingCalendar | None
) -> Corrected:
    """*correction*, marked where it lets *body* decide on a day that is no meeting.

    Raises:
        NotAllowed: it does, and does not say why.
    """
    right = correction.right
    if meetings is None or not isinstance(right, Adopted) or right.delegate is not None:
        return correction
    if meetings.meets_on(body, right.on) is not False:
        return correction
    if not (right.despite or "").strip():
        irregular = (f"{right.on} is no meeting of the body",)
        what = f"correct {_named(correction.wrong)}"
        raise NotAllowed(what, state, (), irregular, allowed(state))
    marks = dict.fromkeys((*right.irregular, Irregularity.NO_MEETING))
    return attrs.evolve(correction, right=attrs.evolve(right, irregular=(*marks,)))


def check_what_follows(
    event: AnyEvent, events: Sequence[AnyEvent], standing: Standing
) -> None:
    """Let *event* enter before others of the *events* that count, or say why not.

    Raises:
        NotAllowed: one of them would become impossible; each is named.
    """
    after = placed(event, events)
    known = {*_obstacles_within(events, standing)}
    found = _obstacles_within(after, standing)
    if obstacles := tuple(one for one in found if one not in known):
        state, what = state_after(events), f"record {event.word.replace('_', ' ')}"
        raise NotAllowed(what, state, obstacles, (), allowed(state), _MEND)


def with_marks(
    events: Sequence[AnyEvent], body: str, memo: Memo
) -> tuple[AnyEvent, ...]:
    """*events* after corrections, each step with what is irregular in it now.

    Whether the body met on a day is not asked again, for nobody has its calendar here.
    """
    standing = standing_of(events[0], body, memo)
    marked: list[AnyEvent] = [events[0]]
    for event in events[1:]:
        if isinstance(event, StepEvent) and event.despite:
            situation = situation_of(event, marked, standing)
            marked.append(_marked(event, state_after(marked), situation))
        else:
            marked.append(event)
    return tuple(marked)


def _marked(event: AnyStep, state: State, situation: Situation) -> AnyStep:
    """*event* with what was irregular when it was recorded, and what is now."""
    try:
        now = tried(event, state, situation).irregular
    except NotAllowed:  # nobody guarded what it builds on
        return event
    found = tuple(dict.fromkeys((*event.irregular, *now)))
    return event if found == event.irregular else attrs.evolve(event, irregular=found)


def _not_fitting(
    correction: Corrected, history: Sequence[AnyEvent], memo: Memo
) -> Iterator[str]:
    wrong, right = correction.wrong, correction.right
    if wrong not in history:
        yield "there is no such entry in the history"
    if correction.on < history[0].on and correction.on < wrong.on:
        yield f"{correction.on} lies before the case itself"
    if correction.stamp < wrong.stamp:
        yield f"it was recorded at {correction.recorded}, before what it corrects"
    if isinstance(wrong, Received) and right is None:
        yield (
            "a case does not exist without the arrival of its memo; close one that was "
            "opened by mistake"
        )
    elif isinstance(wrong, Received) != isinstance(right, Received) and right:
        yield "only another arrival takes the place of the arrival"
    elif right and memo.dated and isinstance(right, Received) and right.on < memo.dated:
        yield f"{right.on} lies before the memo's own day, {memo.dated}"


def _obstacles_within(events: Sequence[AnyEvent], standing: Standing) -> Iterator[str]:
    """Each event that could not have been recorded after those before it, and why."""
    for index, event in enumerate(events[1:], 1):
        before = events[:index]
        why = _why_not(event, before, standing)
        if why:
            yield f"{_named(event)} would become impossible: {'; '.join(why)}"


def _why_not(
    event: AnyEvent, before: Sequence[AnyEvent], standing: Standing
) -> Iterable[str]:
    if not isinstance(event, StepEvent):
        return obstacles_to(event, before, standing)
    situation = situation_of(event, before, standing)
    try:
        tried(event, state_after(before), situation)
    except NotAllowed as refused:
        return (*refused.impossible, *refused.irregular)
    return ()


def _named(event: AnyEvent) -> str:
    return f"{event.word.replace('_', ' ')} of {event.on}"
