"""Time is given, the answer leaves, and what comes of it: told in words."""

from typing import TypeAlias, assert_never

from auditflow.case.telling.phrases import Told, also
from auditflow.events import (
    Answered,
    Closed,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    MeasureDone,
    Party,
    Paused,
    Reopened,
    Resumed,
)

Timing: TypeAlias = (
    ExtensionAsked | ExtensionGranted | ExtensionRefused | Paused | Resumed
)
Answering: TypeAlias = Answered | Reopened | MeasureDone | FollowedUp | Closed


def told_timing(event: Timing) -> Told:
    """Time is asked for, given or stopped."""
    match event:
        case ExtensionAsked(until=day, reason=reason):
            return {
                "sv": f"Anstånd begärt{also(' till ', day)}{also(': ', reason)}",
                "en": f"Extension asked for{also(' until ', day)}{also(': ', reason)}",
            }
        case ExtensionGranted():
            return _granted(event)
        case ExtensionRefused(reason=reason):
            return {
                "sv": f"Anstånd avslaget{also(': ', reason)}",
                "en": f"Extension refused{also(': ', reason)}",
            }
        case Paused():
            return _paused(event)
        case Resumed(granted_by=party):
            theirs = party is Party.AUDITORS
            return {
                "sv": f"Pausen{' som revisorerna medgav' if theirs else ''} är slut",
                "en": f"Pause{' granted by the auditors' if theirs else ''} ended",
            }
        case _:
            assert_never(event)


def told_answer(event: Answering) -> Told:
    """The answer leaves; what becomes of it, or why there is none."""
    match event:
        case Answered(to=whom, how=how):
            return {
                "sv": f"Svaret skickat till {whom}{also(', ', how)}",
                "en": f"Answer sent to {whom}{also(', ', how)}",
            }
        case Reopened(reply=reply):
            return {
                "sv": "Återupptaget: revisorerna begär komplettering"
                + also(" senast ", reply.date),
                "en": "Reopened: the auditors ask for a supplement"
                + also(" by ", reply.date),
            }
        case MeasureDone(number=number):
            return {
                "sv": f"Åtgärd {number} genomförd",
                "en": f"Measure {number} carried out",
            }
        case FollowedUp():
            return {"sv": "Svaret uppföljt", "en": "Answer followed up"}
        case Closed(reason=reason, answered_by=body):
            return {
                "sv": f"Avslutat: {reason}{also('; besvaras av ', body)}",
                "en": f"Closed: {reason}{also('; answered by ', body)}",
            }
        case _:
            assert_never(event)


def _granted(event: ExtensionGranted) -> Told:
    if event.length is None:
        return {
            "sv": f"Anstånd beviljat till {event.until}",
            "en": f"Extension granted until {event.until}",
        }
    return {
        "sv": f"Anstånd beviljat med {event.in_swedish()}",
        "en": f"Extension of {event.in_english()} granted",
    }


def _paused(event: Paused) -> Told:
    theirs = event.granted_by is Party.AUDITORS
    return {
        "sv": f"Paus{also(' till och med ', event.until)}"
        f"{', medgiven av revisorerna' if theirs else ''}: {event.ground}",
        "en": f"Pause{also(' through ', event.until)}"
        f"{', granted by the auditors' if theirs else ''}: {event.ground}",
    }
