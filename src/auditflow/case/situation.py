"""What the guards of a case have to know beside the event that they judge."""

from collections.abc import Iterable, Sequence
from typing import Final

from auditflow.case.opening import numbers_for, reply_to
from auditflow.events import (
    Adopted,
    Answered,
    AnyEvent,
    AnyStep,
    MinutesAdjusted,
    Received,
    Recipient,
    StepEvent,
    current_round,
    kind_by_name,
    kind_of,
    proposed_by,
)
from auditflow.lifecycle import Situation, Standing
from auditflow.memo import Memo

_KEEP: Final = 64
_kept: dict[tuple[int, int, str], tuple[AnyEvent, Memo, Standing]] = {}


def standing_of(arrival: AnyEvent, body: str, memo: Memo) -> Standing:
    """What is known of a case that began with *arrival*, beside its history.

    It is kept for the latest cases, since each step asks for it anew. They are told
    apart by the very objects, which an entry keeps alive.
    """
    key = id(arrival), id(memo), body
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= _KEEP:
            _kept.clear()
        _kept[key] = found = arrival, memo, _standing_of(arrival, body, memo)
    return found[2]


def _standing_of(arrival: AnyEvent, body: str, memo: Memo) -> Standing:
    reply = reply_to(memo, body)
    numbers = numbers_for(memo, body)
    if not isinstance(arrival, Received):
        kind, answers_to = kind_by_name(body), Recipient.AUDITORS
        return Standing(body, kind, (), reply, answers_to, numbers)
    return Standing(
        body,
        kind_of(arrival, body),
        arrival.members,
        reply,
        arrival.answers_to,
        numbers,
    )


def situation_of(
    step: AnyStep,
    events: Sequence[AnyEvent],
    standing: Standing,
    *,
    meets: bool | None = None,
) -> Situation:
    """What the guards of *step* have to know; no more, for every step pays."""
    steps = (e for e in reversed(events) if isinstance(e, StepEvent))
    unanswered: tuple[int, ...] = ()
    if isinstance(step, Adopted):
        round_now = current_round(events)
        unanswered = unanswered_in((*round_now, step), standing.numbers)
    return Situation(
        latest=next(steps, events[0]),
        body=standing.body,
        unanswered=unanswered,
        meets=meets,
        minutes_adjusted=isinstance(step, Answered) and _is_adjusted(step, events),
        kind=standing.kind,
        answers_to=standing.answers_to,
    )


def unanswered_in(events: Iterable[AnyEvent], own: Sequence[int]) -> tuple[int, ...]:
    """The recommendations, of those that are its *own*, without a response so far."""
    given = {response.number for event in events for response in proposed_by(event)}
    return tuple([number for number in own if number not in given])


def _is_adjusted(answer: Answered, history: Sequence[AnyEvent]) -> bool:
    """Whether the minutes of the latest decision were adjusted by the *answer*."""
    for event in reversed(history):
        if isinstance(event, Adopted):
            return event.immediate
        if isinstance(event, MinutesAdjusted) and event.on <= answer.on:
            return True
    return False
