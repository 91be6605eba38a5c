"""What can be recorded beside the steps: what it builds on, and days in order."""

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from auditflow.errors import NotAllowed
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    BodyKind,
    Closed,
    Drafted,
    Event,
    ExtensionAsked,
    ExtensionFrom,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Party,
    Paused,
    Prepared,
    Received,
    Recipient,
    Referred,
    Reminded,
    RemittedBack,
    Reported,
    ResponseProposed,
    Resumed,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
    asked_in,
    current_round,
    ends_a_pause,
    last_of,
    paragraph_key,
    promised_in,
    reply_day_in,
)
from auditflow.lifecycle.machine import UNDECIDED, State, allowed, state_after
from auditflow.memo import ReplyRequest, body_key

_ASKED: Final = ((Referred, RemittedBack), "no body was asked for a statement")
# What has to have happened before something can be recorded.
_BUILDS_ON: Final[dict[type[Event], tuple[tuple[type[Event], ...], str]]] = {
    Reminded: _ASKED,
    StatementReceived: _ASKED,
    StatementWaived: _ASKED,
    Tabled: ((Drafted,), "no draft lies before the board"),
    MinutesAdjusted: ((Adopted,), "the answer is not adopted"),
    NoticePosted: ((MinutesAdjusted, Adopted), "the minutes are not adjusted"),
    NoticeRemoved: ((NoticePosted,), "no notice was posted"),
    ExtensionRefused: ((ExtensionAsked,), "no extension was asked for"),
    MeasureDone: ((Adopted,), "no measure was adopted"),
    FollowedUp: ((Answered, Closed), "the case is not answered"),
}


_OF_A_LIFE: Final = (
    FollowedUp, MeasureDone, MinutesAdjusted, NoticePosted, NoticeRemoved,
)  # fmt: skip


@attrs.frozen
class Standing:
    """What can be known of a case beside its history."""

    body: str
    kind: BodyKind
    members: tuple[str, ...]
    """Whose notice boards count, for a joint board."""
    reply: ReplyRequest
    """What the memo asks of the body."""
    answers_to: Recipient
    numbers: tuple[int, ...] = ()
    """The recommendations that the body has to answer."""


def check_recordable(
    event: AnyEvent, state: State, history: Sequence[AnyEvent], standing: Standing
) -> None:
    """Let *event* enter the *history* of a case beside its steps, or say why not.

    Args:
        event: what happened.
        state: the state of the case now.
        history: what counts so far, from the arrival on.
        standing: the body, and what is asked of it.

    Raises:
        NotAllowed: it lies before the memo arrived or before what it builds on, or
            what it builds on has not happened.
    """
    if obstacles := obstacles_to(event, history, standing):
        what = f"record {event.word.replace('_', ' ')}"
        raise NotAllowed(what, state, obstacles, (), allowed(state))


def obstacles_to(
    event: AnyEvent, history: Sequence[AnyEvent], standing: Standing
) -> tuple[str, ...]:
    """What stands in the way of recording *event* beside the steps; see above."""
    # What is entered afterwards is judged by how the case stood on its own day.
    past = [history[0], *(e for e in history[1:] if _is_told_by_then(e, event))]
    return (
        *_out_of_order(event, past, standing),
        *_out_of_place(event, state_after(past), past),
        *_not_of_this_case(event, past, standing),
        *_not_ending_a_pause(event, history),
        *_missing(event, past),
    )


def _is_told_by_then(earlier: AnyEvent, event: AnyEvent) -> bool:
    if earlier.on != event.on:
        return earlier.on < event.on
    return earlier.stamp <= event.stamp


def _out_of_order(
    event: AnyEvent, history: Sequence[AnyEvent], standing: Standing
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
        case Paused(until=day) if day is not None and day < event.on:
            yield f"the last day of the pause, {day}, lies before its first, {event.on}"
        case ExtensionGranted():
            yield from _no_extension(event, history, standing.reply)
        case _:
            pass


def _no_extension(
    event: ExtensionGranted, history: Sequence[AnyEvent], asked: ReplyRequest
) -> Iterator[str]:
    """An extension gives a day after the one that stands."""
    round_now = current_round(history)
    before = reply_day_in(round_now, asked, history)
    after = reply_day_in([*round_now, event], asked, history)
    anchored = event.counted_from is ExtensionFrom.ANCHOR
    from_day = before.asked if anchored else (before.day or before.last)
    stands = before.day or event.on
    if event.until is None and from_day is None:
        yield f"there is no day to count {event.length} from; name the new day"
    elif event.until is None and before.is_paused:
        yield "the time to answer stands still, so name the new day"
    elif after.day is not None and after.day <= stands:
        yield f"{after.day} is no extension, for {stands} stands already"


def _out_of_place(
    event: AnyEvent, state: State, history: Sequence[AnyEvent]
) -> Iterator[str]:
    """Events for which the case does not stand where it would have to."""
    match event:
        case Received():
            yield f"the memo was received on {history[0].on} already"
        case (
            StatementReceived(body=body)
            | StatementWaived(body=body)
            | Reminded(body=body)
        ) if not _was_asked(body, history):
            yield f"{body} was not asked for a statement"
        case Tabled() if state is not State.DRAFTED:
            yield f"the case is {state}, so the board has no draft to put off"
        case AimedFor() if state not in UNDECIDED:
            yield f"the case is {state}, so there is no meeting left to aim for"
        case Reported() if state not in UNDECIDED:
            yield f"the case is {state}, so it is not true that it is undecided"
        case ResponseProposed() if state not in UNDECIDED:
            yield f"the case is {state}, so there is no response left to propose"
        case ExtensionAsked() | ExtensionGranted() | ExtensionRefused() if state in (
            State.ANSWERED,
            State.CLOSED,
        ):
            yield f"the case is {state}, so there is no answer left to give time for"
        case Paused() | Prepared() | Summoned() if state is State.CLOSED:
            yield "the case is closed, so there is nothing left to do in it"
        case MeasureDone(number=number) if number not in _promised(history):
            yield f"no measure {number} was promised"
        case _:
            pass


def _not_of_this_case(
    event: AnyEvent, history: Sequence[AnyEvent], standing: Standing
) -> Iterator[str]:
    """What somebody else would have to do, or what is about somebody else."""
    match event:
        case ExtensionGranted() if event.granted_by is not Party.AUDITORS or body_key(
            event.by
        ) == body_key(standing.body):
            yield "only the auditors, who asked for the answer, can grant an extension"
        case (
            Paused(granted_by=Party.AUDITORS, by=by)
            | Resumed(granted_by=Party.AUDITORS, by=by)
            | ExtensionRefused(by=by)
        ) if body_key(by) == body_key(standing.body):
            yield f"{by} does not act for the auditors"
        case NoticePosted() if (
            standing.kind is BodyKind.JOINT_BOARD and not standing.members
        ):
            yield (
                "the members of the joint board are not known; correct its arrival "
                "with members="
            )
        case ResponseProposed(response=response) if (
            standing.numbers and response.number not in standing.numbers
        ):
            yield f"there is no recommendation {response.number} to {standing.body}"
        case NoticePosted(board=board) | NoticeRemoved(board=board) if (
            standing.members and _member(board, standing) is None
        ):
            members = ", ".join(standing.members)
            yield f"say board=, on whose notice board it was: {members}"
        case NoticeRemoved(board=str(board)) if standing.members and not any(
            isinstance(e, NoticePosted)
            and _member(e.board, standing) == _member(board, standing)
            for e in history
        ):
            yield f"no notice was posted on the board of {board}"
        case _:
            pass
    if isinstance(event, MinutesAdjusted | NoticePosted) and event.paragraph:
        adopted = last_of(history, Adopted)
        own = adopted.paragraph if adopted else None
        if own and paragraph_key(own) != paragraph_key(event.paragraph):
            yield f"{event.paragraph} is another paragraph; the answer is {own}"


def _member(board: str | None, standing: Standing) -> str | None:
    key = body_key(board or "")
    return next((m for m in standing.members if body_key(m) == key), None)


def _not_ending_a_pause(event: AnyEvent, history: Sequence[AnyEvent]) -> Iterator[str]:
    if isinstance(event, Resumed) and not ends_a_pause(
        [*history, event], event.granted_by
    ):
        yield f"no pause of the {event.granted_by} is open on {event.on}"


def _missing(event: AnyEvent, history: Sequence[AnyEvent]) -> Iterator[str]:
    """What *event* builds on has not happened, or not before it."""
    if type(event) not in _BUILDS_ON:
        return
    kinds, missing = _BUILDS_ON[type(event)]
    # These look back on the whole life, all else on its round.
    whole = isinstance(event, _OF_A_LIFE)
    round_now = history if whole else current_round(history)
    builds_on = [e for e in round_now if isinstance(e, kinds) and _counts(event, e)]
    if not builds_on:
        yield missing


def _counts(event: AnyEvent, earlier: AnyEvent) -> bool:
    """A notice may follow a decision at once only if that was adjusted at once."""
    if isinstance(event, NoticePosted) and isinstance(earlier, Adopted):
        return earlier.immediate
    return True


def _promised(history: Sequence[AnyEvent]) -> frozenset[int]:
    adopted = promised_in(history).values()
    return frozenset(r.number for r, _ in adopted if r.stance.promises)


def _was_asked(body: str, history: Sequence[AnyEvent]) -> bool:
    return body_key(body) in {body_key(a.body) for a in asked_in(history)}
