"""What the type checker says of a ``match`` over events: read by mypy, run by nobody.

Each ``match`` that forgets a member carries its ``type: ignore``; were it let through,
mypy would call the comment unused, and fail.
"""

from typing import assert_never

from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    AnyStep,
    Assigned,
    Closed,
    Corrected,
    Drafted,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Paused,
    Prepared,
    Received,
    Referred,
    Registered,
    Reminded,
    RemittedBack,
    Reopened,
    Reported,
    ResponseProposed,
    Resumed,
    Revised,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
    VersionChanged,
)
from auditflow.lifecycle import State


def every_event_has_its_place(event: AnyEvent) -> str:
    """All of them, and nothing is left."""
    match event:
        case Referred() | Drafted() | Revised() | RemittedBack() | Adopted():
            return "a step to the decision"
        case Answered() | Reopened() | Closed() | MeasureDone() | FollowedUp():
            return "after the decision"
        case (
            Received() | Registered() | Assigned() | Reminded() | StatementReceived()
            | StatementWaived() | ResponseProposed() | Prepared() | Summoned()
            | Tabled() | AimedFor() | Reported() | MinutesAdjusted() | NoticePosted()
            | NoticeRemoved()
        ):  # fmt: skip
            return "on the way"
        case (
            ExtensionAsked() | ExtensionGranted() | ExtensionRefused() | Paused()
            | Resumed()
        ):  # fmt: skip
            return "time"
        case Corrected() | VersionChanged():
            return "the ledger"
        case _:
            assert_never(event)


def one_event_is_forgotten(event: AnyEvent) -> str:
    """Whoever forgets the correction is told so, where nothing should be left."""
    match event:
        case Referred() | Drafted() | Revised() | RemittedBack() | Adopted():
            return "a step to the decision"
        case Answered() | Reopened() | Closed() | MeasureDone() | FollowedUp():
            return "after the decision"
        case (
            Received() | Registered() | Assigned() | Reminded() | StatementReceived()
            | StatementWaived() | ResponseProposed() | Prepared() | Summoned()
            | Tabled() | AimedFor() | Reported() | MinutesAdjusted() | NoticePosted()
            | NoticeRemoved()
        ):  # fmt: skip
            return "on the way"
        case (
            ExtensionAsked() | ExtensionGranted() | ExtensionRefused() | Paused()
            | Resumed()
        ):  # fmt: skip
            return "time"
        case VersionChanged():
            return "the ledger"
        case _:
            assert_never(event)  # type: ignore[arg-type]


def every_step_has_its_place(step: AnyStep) -> bool:
    """The eight of them."""
    match step:
        case Referred() | Drafted() | Revised() | RemittedBack() | Reopened():
            return False
        case Adopted() | Answered() | Closed():
            return True
        case _:
            assert_never(step)


def one_step_is_forgotten(step: AnyStep) -> str:
    """Without a last case the type checker misses the one that is forgotten."""
    match step:  # type: ignore[exhaustive-match]
        case Referred() | Drafted() | Revised() | RemittedBack() | Adopted():
            return "undecided until now"
        case Answered() | Reopened():
            return "answered"
    return "closed"


def every_state_has_its_place(state: State) -> bool:
    """The six of them."""
    match state:
        case State.RECEIVED | State.REFERRED | State.DRAFTED:
            return False
        case State.ADOPTED | State.ANSWERED:
            return True
        case State.CLOSED:
            return False
        case _:
            assert_never(state)


def one_state_is_forgotten(state: State) -> bool:
    """Whoever forgets that a case can be closed is told so."""
    match state:
        case State.RECEIVED | State.REFERRED | State.DRAFTED:
            return False
        case State.ADOPTED | State.ANSWERED:
            return True
        case _:
            assert_never(state)  # type: ignore[arg-type]


def nothing_else_is_an_event(state: State) -> AnyEvent:
    """A state is none, and neither is a word."""
    if state is State.CLOSED:
        return "closed"  # type: ignore[return-value]
    return state  # type: ignore[return-value]
