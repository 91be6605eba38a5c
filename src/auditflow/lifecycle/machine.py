"""The states of a case, the steps between them, and what stands in their way.

One machine for all cases; a case is never registered with it. A step is tried on a
cursor, and its guards write down everything that stands in the way before any of it is
reported. The door to the package ``transitions``.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, TypeAlias

import attrs
from transitions import EventData, Machine

from auditflow.errors import Fault, NotAllowed, StepUnknown
from auditflow.events import (
    Adopted,
    Answered,
    AnyStep,
    BodyKind,
    Closed,
    Drafted,
    Event,
    Irregularity,
    Recipient,
    Referred,
    RemittedBack,
    Reopened,
    Revised,
    StepEvent,
    asked_in,
)
from auditflow.memo import body_key


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    """Inkommen."""
    REFERRED = "referred"
    """Remitterad: statements are asked for."""
    DRAFTED = "drafted"
    """Beredd: an answer is drafted."""
    ADOPTED = "adopted"
    """Beslutad."""
    ANSWERED = "answered"
    """Besvarad."""
    CLOSED = "closed"
    """Ended without an answer of its own."""


class Step(StrEnum):
    """What can be done with a case."""

    REFER = "refer"
    DRAFT = "draft"
    REVISE = "revise"
    REMIT = "remit"
    ADOPT = "adopt"
    ANSWER = "answer"
    REOPEN = "reopen"
    CLOSE = "close"


EVENT_OF: Final[dict[Step, type[AnyStep]]] = {
    Step.REFER: Referred,
    Step.DRAFT: Drafted,
    Step.REVISE: Revised,
    Step.REMIT: RemittedBack,
    Step.ADOPT: Adopted,
    Step.ANSWER: Answered,
    Step.REOPEN: Reopened,
    Step.CLOSE: Closed,
}
_STEP_OF: Final = {kind: step for step, kind in EVENT_OF.items()}

UNDECIDED: Final = (State.RECEIVED, State.REFERRED, State.DRAFTED)
_UNFINISHED: Final = (*UNDECIDED, State.ADOPTED)
ENDED: Final = (State.ANSWERED, State.CLOSED)


@attrs.frozen
class Situation:
    """What a guard has to know, beside the state and the step itself."""

    latest: Event
    """The latest step, or the arrival: time does not run backwards."""
    body: str
    """The body whose case it is."""
    unanswered: tuple[int, ...] = ()
    """The recommendations without a response."""
    meets: bool | None = None
    """Whether the body meets on the day of the step; None where nobody knows."""
    minutes_adjusted: bool = False
    kind: BodyKind = BodyKind.BOARD
    answers_to: Recipient = Recipient.AUDITORS


@attrs.define
class _Cursor:
    """A step on trial: the machine moves this, never a case."""

    state: str
    event: AnyStep
    situation: Situation
    impossible: list[str] = attrs.field(factory=list)
    irregular: dict[Irregularity, str] = attrs.field(factory=dict)


Guard = Callable[[_Cursor], None]


def _in_order(cursor: _Cursor) -> None:
    event, latest = cursor.event, cursor.situation.latest
    if event.on < latest.on:
        cursor.impossible.append(
            f"{event.on} lies before {latest.on}, the day of what it builds on"
        )
    elif event.stamp < latest.stamp and (event.on == latest.on or event.recorded_at):
        cursor.impossible.append(
            f"it was recorded at {event.recorded}, before what it builds on, "
            f"{latest.recorded}"
        )


def _asks_somebody(cursor: _Cursor) -> None:
    if isinstance(cursor.event, Referred) and not cursor.event.to:
        cursor.impossible.append("no body is asked for a statement")


def _asks_in_time(cursor: _Cursor) -> None:
    event = cursor.event
    for asked in asked_in([event]):
        if body_key(asked.body) == body_key(cursor.situation.body):
            cursor.impossible.append(f"{asked.body} cannot ask itself for a statement")
        if asked.reply_by is not None and asked.reply_by < event.on:
            cursor.impossible.append(
                f"the reply day of {asked.body}, {asked.reply_by}, lies before the "
                f"referral, {event.on}"
            )


def _says_why(cursor: _Cursor) -> None:
    if isinstance(cursor.event, Closed) and not cursor.event.reason.strip():
        cursor.impossible.append("a case is closed only for a reason that is given")


def _asks_ahead(cursor: _Cursor) -> None:
    event = cursor.event
    day = event.reply.date if isinstance(event, Reopened) else None
    if day is not None and day < event.on:
        what = f"the reply day of the supplement, {day}, lies before {event.on}"
        cursor.impossible.append(what)


def _is_answered_by_another(cursor: _Cursor) -> None:
    event, own = cursor.event, cursor.situation.body
    by = event.answered_by if isinstance(event, Closed) else None
    if by is not None and body_key(by) == body_key(own):
        cursor.impossible.append(f"{own} does not answer in its own place")


def _every_recommendation_is_answered(cursor: _Cursor) -> None:
    if cursor.situation.unanswered:
        numbers = ", ".join(map(str, cursor.situation.unanswered))
        what = f"the draft has no response to recommendation {numbers}"
        cursor.irregular[Irregularity.UNANSWERED] = what


def _somebody_may_decide(cursor: _Cursor) -> None:
    """The body at its meeting, or whoever it delegated to: no yttrande to fullmäktige.

    KL 6 kap. 37 § lets a board delegate, 38 § not that; neither binds a company.
    """
    event, situation = cursor.event, cursor.situation
    if not isinstance(event, Adopted) or event.delegate is None:
        if situation.meets is False:
            what = f"{event.on} is no meeting of the body"
            cursor.irregular[Irregularity.NO_MEETING] = what
    elif (
        situation.answers_to is Recipient.COUNCIL
        and situation.kind is not BodyKind.COMPANY
    ):
        what = "an answer to fullmäktige cannot be delegated (KL 6 kap. 38 §)"
        cursor.impossible.append(what)


def _minutes_are_adjusted(cursor: _Cursor) -> None:
    if cursor.situation.kind is BodyKind.COMPANY:
        return  # KL 6 kap. 35 § does not bind it
    if not cursor.situation.minutes_adjusted:
        what = "the minutes are not adjusted yet"
        cursor.irregular[Irregularity.MINUTES_NOT_ADJUSTED] = what


def _wants_statements(cursor: _Cursor) -> bool:
    event = cursor.event
    return isinstance(event, RemittedBack) and bool(event.statements_from)


def _cursor_of(data: EventData) -> _Cursor:
    cursor = data.model
    if not isinstance(cursor, _Cursor):
        raise Fault("a step was tried on something that is no cursor")
    return cursor


_GUARDS: Final[dict[Step, tuple[Guard, ...]]] = {
    Step.REFER: (_in_order, _asks_somebody, _asks_in_time),
    Step.DRAFT: (_in_order,),
    Step.REVISE: (_in_order,),
    Step.REMIT: (_in_order, _asks_in_time),
    Step.ADOPT: (
        _in_order,
        _every_recommendation_is_answered,
        _somebody_may_decide,
    ),
    Step.ANSWER: (_in_order, _minutes_are_adjusted),
    Step.REOPEN: (_in_order, _asks_ahead),
    Step.CLOSE: (_in_order, _says_why, _is_answered_by_another),
}

Way: TypeAlias = tuple[Step, State, State]
"""A step, the state it is taken from, and the state it leads to."""

_TABLE: Final[tuple[tuple[Step, tuple[State, ...], State], ...]] = (
    (Step.REFER, (State.RECEIVED, State.REFERRED), State.REFERRED),
    (Step.DRAFT, (State.RECEIVED, State.REFERRED), State.DRAFTED),
    (Step.REVISE, (State.DRAFTED,), State.DRAFTED),
    (Step.REMIT, (State.DRAFTED,), State.REFERRED),
    (Step.REMIT, (State.DRAFTED,), State.RECEIVED),
    (Step.ADOPT, (State.DRAFTED,), State.ADOPTED),
    (Step.ANSWER, (State.ADOPTED,), State.ANSWERED),
    (Step.REOPEN, (State.ANSWERED,), State.RECEIVED),
    (Step.CLOSE, _UNFINISHED, State.CLOSED),
)
WAYS: Final[tuple[Way, ...]] = tuple(
    (step, source, dest) for step, sources, dest in _TABLE for source in sources
)
"""Every way from one state to another."""


def _condition(step: Step, dest: State) -> Callable[[EventData], bool]:
    """The one condition of a transition: it runs all guards of the step.

    Every guard lets the step pass and writes down what it saw: only so are all reasons
    told at once, for the machine stops at the first condition that refuses.
    """
    guards = _GUARDS[step]
    only_with_statements = (step, dest) == (Step.REMIT, State.REFERRED)

    def passes(data: EventData) -> bool:
        cursor = _cursor_of(data)
        if only_with_statements and not _wants_statements(cursor):
            return False
        for guard in guards:
            guard(cursor)
        return True

    return passes


_machine: Final = Machine(
    model=None,
    states=[state.value for state in State],
    initial=State.RECEIVED.value,
    transitions=[
        {
            "trigger": step.value,
            "source": source.value,
            "dest": dest.value,
            "conditions": _condition(step, dest),
        }
        for step, source, dest in WAYS
    ],
    auto_transitions=False,
    send_event=True,
)

_ALLOWED: Final = {
    state: tuple(step for step in Step if any((step, state) == way[:2] for way in WAYS))
    for state in State
}
_DEST: Final[dict[type[StepEvent], State]] = {
    EVENT_OF[step]: dest for step, _, dest in WAYS if step is not Step.REMIT
}


def allowed(state: State) -> tuple[Step, ...]:
    """The steps that can be taken from *state*, in the order of a case's life.

    >>> [str(step) for step in allowed(State.ADOPTED)]
    ['answer', 'close']
    """
    return _ALLOWED[state]


def step_named(word: str) -> Step:
    """The step called *word*.

    Raises:
        StepUnknown: there is no such step.
    """
    try:
        return Step(word)
    except ValueError:
        raise StepUnknown(word, tuple(Step)) from None


def tried(event: AnyStep, state: State, situation: Situation) -> AnyStep:
    """The step *event* as it may enter the history, with its irregularities marked.

    Raises:
        NotAllowed: something stands in the way; everything that does is named.
    """
    step = _STEP_OF[type(event)]
    cursor = _Cursor(state.value, event, situation)
    if step in allowed(state):
        if not _machine.events[step.value].trigger(cursor):
            raise Fault(f"the step {step} was refused without a reason")
    else:
        cursor.impossible.append(f"the case is {state}")
        for guard in _GUARDS[step]:
            guard(cursor)
        cursor.irregular.clear()  # beside the point in a wrong state
    if cursor.impossible or (cursor.irregular and not (event.despite or "").strip()):
        raise NotAllowed(
            step,
            state,
            tuple(cursor.impossible),
            tuple(cursor.irregular.values()),
            allowed(state),
        )
    found = tuple(cursor.irregular)
    if Irregularity.NO_MEETING in event.irregular and situation.meets is None:
        found = (*found, Irregularity.NO_MEETING)  # known when it was recorded first
    return event if event.irregular == found else attrs.evolve(event, irregular=found)


def state_after(history: Sequence[Event]) -> State:
    """The state that *history* leads to: a fold that needs no machine.

    >>> state_after([])
    <State.RECEIVED: 'received'>
    """
    for event in reversed(history):
        if isinstance(event, RemittedBack):
            return State.REFERRED if event.statements_from else State.RECEIVED
        if isinstance(event, StepEvent):
            return _DEST[type(event)]
    return State.RECEIVED
