"""The states of a case, the steps between them, and what stands in their way.

One machine for all cases; a case is never registered with it. A step is tried on a
cursor, and its guards write down everything that stands in the way before any of it is
reported. The only door to the package ``transitions``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

import attrs
from pendulum import Date
from transitions import EventData, Machine

from auditflow.errors import Fault, NotAllowed, StepUnknown
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    Asked,
    Closed,
    Drafted,
    Event,
    ExtensionGranted,
    FollowedUp,
    Irregularity,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Received,
    Referred,
    RemittedBack,
    Reopened,
    Revised,
    StatementReceived,
    StepEvent,
    Summoned,
    Tabled,
    last_of,
    rounds_of,
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


EVENT_OF: Final[dict[Step, type[StepEvent]]] = {
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


@attrs.define
class _Cursor:
    """A step on trial: the machine moves this, never a case."""

    state: str
    event: StepEvent
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
    elif event.on == latest.on and event.recorded < latest.recorded:
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


def _every_recommendation_is_answered(cursor: _Cursor) -> None:
    if cursor.situation.unanswered:
        numbers = ", ".join(map(str, cursor.situation.unanswered))
        what = f"the draft has no response to recommendation {numbers}"
        cursor.irregular[Irregularity.UNANSWERED] = what


def _the_body_meets(cursor: _Cursor) -> None:
    if cursor.situation.meets is False:
        what = f"{cursor.event.on} is no meeting of the body"
        cursor.irregular[Irregularity.NO_MEETING] = what


def _minutes_are_adjusted(cursor: _Cursor) -> None:
    if not cursor.situation.minutes_adjusted:
        what = "the minutes are not adjusted yet"
        cursor.irregular[Irregularity.MINUTES_NOT_ADJUSTED] = what


def _condition(guard: Guard) -> Callable[[EventData], bool]:
    # Every guard lets the step pass and writes down what it saw: only so are all
    # reasons told at once, for the machine stops at the first one that refuses.
    def passes(data: EventData) -> bool:
        guard(_cursor_of(data))
        return True

    return passes


def _wants_statements(data: EventData) -> bool:
    event = _cursor_of(data).event
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
    Step.ADOPT: (_in_order, _every_recommendation_is_answered, _the_body_meets),
    Step.ANSWER: (_in_order, _minutes_are_adjusted),
    Step.REOPEN: (_in_order,),
    Step.CLOSE: (_in_order, _says_why),
}

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


def _conditions(step: Step, dest: State) -> list[Callable[[EventData], bool]]:
    conditions = [_condition(guard) for guard in _GUARDS[step]]
    if (step, dest) == (Step.REMIT, State.REFERRED):
        return [_wants_statements, *conditions]
    return conditions


_machine: Final = Machine(
    model=None,
    states=[state.value for state in State],
    initial=State.RECEIVED.value,
    transitions=[
        {
            "trigger": step.value,
            "source": source.value,
            "dest": dest.value,
            "conditions": _conditions(step, dest),
        }
        for step, sources, dest in _TABLE
        for source in sources
    ],
    auto_transitions=False,
    send_event=True,
)

_ALLOWED: Final = {
    state: tuple(
        step for step in Step if any(s is step and state in f for s, f, _ in _TABLE)
    )
    for state in State
}
_DEST: Final = {
    EVENT_OF[step]: dest for step, _, dest in _TABLE if step is not Step.REMIT
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


def tried(event: StepEvent, state: State, situation: Situation) -> StepEvent:
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
    if event.irregular == tuple(cursor.irregular):
        return event
    return attrs.evolve(event, irregular=tuple(cursor.irregular))


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


# What has to have happened before something can be recorded.
_BUILDS_ON: Final[dict[type[Event], tuple[tuple[type[Event], ...], str]]] = {
    StatementReceived: ((Referred, RemittedBack), "no body was asked for a statement"),
    Tabled: ((Drafted,), "no draft lies before the board"),
    MinutesAdjusted: ((Adopted,), "the answer is not adopted"),
    NoticePosted: ((MinutesAdjusted, Adopted), "the minutes are not adjusted"),
    NoticeRemoved: ((NoticePosted,), "no notice was posted"),
    MeasureDone: ((Adopted,), "no measure was adopted"),
    FollowedUp: ((Answered, Closed), "the case is not answered"),
}


def check_recordable(
    event: Event, state: State, history: Sequence[Event], asked: Date | None = None
) -> None:
    """Let *event* enter the *history* of a case beside its steps, or say why not.

    Args:
        event: what happened.
        state: the state of the case now.
        history: what is recorded so far, from the arrival on.
        asked: the day for which the memo asks for an answer.

    Raises:
        NotAllowed: it lies before the memo arrived or before what it builds on, or
            what it builds on has not happened.
    """
    # What is entered afterwards is judged by how the case stood on its own day.
    moment = event.on, event.recorded
    past = [history[0], *(e for e in history[1:] if (e.on, e.recorded) <= moment)]
    obstacles = [
        *_out_of_order(event, past, asked),
        *_out_of_place(event, state_after(past), past),
        *_missing(event, past),
    ]
    if obstacles:
        what = f"record {event.word.replace('_', ' ')}"
        raise NotAllowed(what, state, tuple(obstacles), (), allowed(state))


def _out_of_order(
    event: Event, history: Sequence[Event], asked: Date | None
) -> Iterator[str]:
    """Days that run backwards."""
    received = history[0].on
    if event.on < received:
        yield f"{event.on} lies before {received}, the day the memo was received"
    match event:
        case AimedFor(meeting=day) | Summoned(meeting=day) if day < event.on:
            yield f"the meeting of {day} lies before {event.on}"
        case Tabled(to=day) if day is not None and day <= event.on:
            yield f"the meeting of {day} does not lie after {event.on}"
        case ExtensionGranted(until=day):
            stands = _reply_day(history, asked) or event.on
            if day <= stands:
                yield f"{day} is no extension, for {stands} stands already"
        case _:
            pass


def _out_of_place(
    event: Event, state: State, history: Sequence[Event]
) -> Iterator[str]:
    """Events for which the case does not stand where it would have to."""
    match event:
        case Received():
            yield f"the memo was received on {history[0].on} already"
        case StatementReceived() if not _was_asked(event, history):
            yield f"{event.body} was not asked for a statement"
        case Tabled() if state is not State.DRAFTED:
            yield f"the case is {state}, so the board has no draft to put off"
        case AimedFor() if state not in UNDECIDED:
            yield f"the case is {state}, so there is no meeting left to aim for"
        case MeasureDone(number=number) if number not in _promised(history):
            yield f"no measure {number} was promised"
        case _:
            pass


def _missing(event: Event, history: Sequence[Event]) -> Iterator[str]:
    """What *event* builds on has not happened, or not before it."""
    if type(event) not in _BUILDS_ON:
        return
    kinds, missing = _BUILDS_ON[type(event)]
    # A measure and a follow-up look back on the whole life, all else on its round.
    whole = isinstance(event, MeasureDone | FollowedUp)
    round_now = history if whole else rounds_of(history)[-1]
    builds_on = [e for e in round_now if isinstance(e, kinds) and _counts(event, e)]
    if not builds_on:
        yield missing


def _counts(event: Event, earlier: Event) -> bool:
    """A notice may follow a decision at once only if that was adjusted at once."""
    if isinstance(event, NoticePosted) and isinstance(earlier, Adopted):
        return earlier.immediate
    return True


def _reply_day(history: Sequence[Event], asked: Date | None) -> Date | None:
    """The reply day in force: granted, or asked for in this round."""
    round_now = rounds_of(history)[-1]
    granted = last_of(round_now, ExtensionGranted)
    if granted is not None:
        return granted.until
    first = round_now[0]
    return first.reply.date if isinstance(first, Reopened) else asked


def _promised(history: Sequence[Event]) -> frozenset[int]:
    drafts = (e for e in history if isinstance(e, Drafted | Revised | Adopted))
    return frozenset(r.number for event in drafts for r in event.responses)


def _was_asked(event: StatementReceived, history: Sequence[Event]) -> bool:
    return body_key(event.body) in {body_key(a.body) for a in asked_in(history)}


def asked_in(history: Iterable[Event]) -> tuple[Asked, ...]:
    """Each body that was asked for a statement in *history*, the latest asking last."""
    asked: dict[str, Asked] = {}
    for event in history:
        if isinstance(event, Referred):
            asked |= {body_key(a.body): a for a in event.to}
        elif isinstance(event, RemittedBack):
            asked |= {body_key(a.body): a for a in event.statements_from}
    return tuple(asked.values())
