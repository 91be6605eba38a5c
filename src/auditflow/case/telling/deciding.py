"""The answer takes shape and is decided on: told in words."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from auditflow.case.telling.phrases import Told, also, bodies, numbers, response
from auditflow.events import (
    Adopted,
    AimedFor,
    Drafted,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Prepared,
    RemittedBack,
    Reported,
    Response,
    ResponseProposed,
    Revised,
    Summoned,
    Tabled,
)

Drafting: TypeAlias = ResponseProposed | Drafted | Revised | Prepared
Deciding: TypeAlias = Summoned | Tabled | AimedFor | RemittedBack | Adopted | Reported
Minutes: TypeAlias = MinutesAdjusted | NoticePosted | NoticeRemoved


def told_drafting(event: Drafting) -> Told:
    """The answer takes shape."""
    match event:
        case ResponseProposed(response=given):
            number = given.number
            return {
                "sv": f"Svar på rekommendation {number} föreslaget: "
                + response(given, "sv"),
                "en": f"Response to recommendation {number} proposed: "
                + response(given, "en"),
            }
        case Drafted(responses=given):
            drafted: Told = {"sv": "Svaret berett", "en": "Answer drafted"}
            return _with_responses(drafted, given)
        case Revised(responses=given):
            revised: Told = {"sv": "Förslaget reviderat", "en": "Draft revised"}
            return _with_responses(revised, given)
        case Prepared():
            return {
                "sv": "Förslaget behandlat av beredande organ",
                "en": "Draft dealt with by the preparing body",
            }
        case _:
            assert_never(event)


def told_decision(event: Deciding) -> Told:
    """What happens around the meeting at which the body decides."""
    match event:
        case Summoned(meeting=day):
            return {
                "sv": f"Kallelse utskickad till sammanträdet {day}",
                "en": f"Summons sent to the meeting of {day}",
            }
        case Tabled(to=day):
            return {
                "sv": f"Bordlagt till {day or 'nästa sammanträde'}",
                "en": f"Tabled until {day or 'the next meeting'}",
            }
        case AimedFor(meeting=day):
            return {
                "sv": f"Siktar på sammanträdet {day}",
                "en": f"Aims for the meeting of {day}",
            }
        case RemittedBack(statements_from=asked, reason=reason):
            wanted = bodies(asked, "sv"), bodies(asked, "en")
            return {
                "sv": f"Återremitterat{also(': ', reason)}"
                + also("; yttrande begärs från ", wanted[0]),
                "en": f"Remitted back{also(': ', reason)}"
                + also("; a statement is wanted from ", wanted[1]),
            }
        case Adopted():
            return _adopted(event)
        case Reported(to=whom):
            return {
                "sv": f"Anmält till {whom} att ärendet inte är avgjort",
                "en": f"Reported to {whom} that it is not decided yet",
            }
        case _:
            assert_never(event)


def told_minutes(event: Minutes) -> Told:
    """What follows the decision: minutes (protokoll) and notices (anslag)."""
    match event:
        case MinutesAdjusted(paragraph=paragraph):
            return {
                "sv": f"Protokollet justerat{also(', ', paragraph)}",
                "en": f"Minutes adjusted{also(', ', paragraph)}",
            }
        case NoticePosted(paragraph=paragraph, board=board):
            return {
                "sv": f"Anslag uppsatt{also(', ', paragraph)}{also(', hos ', board)}",
                "en": f"Notice posted{also(', ', paragraph)}{also(', by ', board)}",
            }
        case NoticeRemoved(board=board):
            return {
                "sv": f"Anslaget nedtaget{also(', hos ', board)}",
                "en": f"Notice taken down{also(', by ', board)}",
            }
        case _:
            assert_never(event)


def _adopted(event: Adopted) -> Told:
    at_once = event.immediate
    adopted: Told = {
        "sv": f"Svaret beslutat{also(', ', event.paragraph)}"
        + also(", på delegation av ", event.delegate)
        + (", omedelbart justerat" if at_once else ""),
        "en": f"Answer adopted{also(', ', event.paragraph)}"
        + also(", on delegation by ", event.delegate)
        + (", adjusted at once" if at_once else ""),
    }
    return _with_responses(adopted, event.responses)


def _with_responses(told: Told, responses: Sequence[Response]) -> Told:
    several = len({given.number for given in responses}) > 1
    sv = "rekommendationerna" if several else "rekommendation"
    en = "responses to recommendations" if several else "a response to recommendation"
    return {
        "sv": told["sv"] + also(f", med svar på {sv} ", numbers(responses, "sv")),
        "en": told["en"] + also(f", with {en} ", numbers(responses, "en")),
    }
