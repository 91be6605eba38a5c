"""What can be recorded beside the steps: what it builds on, and days in order."""

from collections.abc import Iterator, Sequence
from typing import Final

from pendulum import Date

from auditflow.errors import NotAllowed
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    Closed,
    Drafted,
    Event,
    ExtensionGranted,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Received,
    Referred,
    RemittedBack,
    Reopened,
    Reported,
    Revised,
    StatementReceived,
    Summoned,
    Tabled,
    asked_in,
    current_round,
    last_of,
)
from auditflow.lifecycle.machine import UNDECIDED, State, allowed, state_after
from auditflow.memo import body_key

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
        case Reported() if state not in UNDECIDED:
            yield f"the case is {state}, so it is not true that it is undecided"
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
    round_now = history if whole else current_round(history)
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
    round_now = current_round(history)
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
