"""The sentences that hand something over: to which body, and what for."""

import re
from bisect import bisect_left
from enum import StrEnum
from typing import Final

import attrs

from auditflow.reading.sentences.body_names import Mention
from auditflow.reading.sentences.phrases import Phrases
from auditflow.reading.sentences.vocabulary import Kind
from auditflow.values import Value

# överlämnas till nämnden, till samtliga ledamöter i nämnden
_TO_BODIES: Final = re.compile(r"(?P<also>\+?)DI*B(?:[&FD]*I*B)*")
# nämnden och styrelsen får rapporten för kännedom
_GET: Final = re.compile(
    r"(?P<bodies>(?:B[&I+]{0,2}){0,9}B)[&pI+]{0,4}g[^BgN]{0,5}(?P<purpose>[YKT])"
)
_PURPOSE: Final = re.compile(r"[YKT]")
# `den berättelse som överlämnas till fullmäktige` hands nothing over, nor does
# `rekommendationer lämnas till nämnden`, without what for.
_MOVES: Final = re.compile(r"(?<!Q)(?:H|C(?=.{0,40}[YKT]))")


class Purpose(StrEnum):
    """What a report is handed over for."""

    ANSWER = "answer"
    COPY = "copy"
    ACT = "act"


_PURPOSES: Final = {
    Kind.FOR_ANSWER: Purpose.ANSWER,
    Kind.FOR_INFORMATION: Purpose.COPY,
    Kind.FOR_ACTION: Purpose.ACT,
}


@attrs.frozen(eq=False, repr=False)
class HandedOver(Value):
    """To whom the letter says that the report goes, and what for.

    Who gets it ``also`` is not the one that it is about.
    """

    body: Mention | None
    purpose: Purpose | None
    also: bool = False


def handed_in(phrases: Phrases) -> list[HandedOver]:
    """The bodies that the sentence hands something to, each with its purpose."""
    letters = phrases.letters
    got = [
        HandedOver(body, _PURPOSES[Kind(match["purpose"])])
        for match in _GET.finditer(letters)
        for phrase in phrases.found[match.start() : match.end("bodies")]
        for body in phrase.bodies
    ]
    return got or _handed(phrases)


def _handed(phrases: Phrases) -> list[HandedOver]:
    letters = phrases.letters
    if not _MOVES.search(letters):
        return []
    purposes = {
        match.start(): _PURPOSES[Kind(match[0])] for match in _PURPOSE.finditer(letters)
    }
    if Kind.NOT in letters and Purpose.COPY in purposes.values():
        # `behöver inte överlämnas till nämnden för kännedom`
        purposes = {
            place: what for place, what in purposes.items() if what is not Purpose.COPY
        }
        if not purposes:
            return []
    places = list(purposes)
    over = [
        HandedOver(body, purposes.get(_place(match, places)), bool(match["also"]))
        for match in _TO_BODIES.finditer(letters)
        if not _is_told(letters, match.start())
        for phrase in phrases.found[match.start() : match.end()]
        if phrase.kind is Kind.BODIES
        for body in phrase.bodies
    ]
    if over:
        return over
    if purposes:
        return [HandedOver(None, what) for what in purposes.values()]
    return [HandedOver(None, None)] if Kind.HAND_OVER in letters else []


def _is_told(letters: str, start: int) -> bool:
    """Whether only a clause says so: `den berättelse som överlämnas till nämnden`."""
    moves = max(letters.rfind(sign, 0, start) for sign in "HC")
    return moves > 0 and letters[moves - 1] == Kind.CLAUSE


def _place(match: re.Match[str], places: list[int]) -> int:
    """Where the purpose stands: right before ``till nämnden``, or else the next one."""
    after = bisect_left(places, match.start())
    if after and places[after - 1] == match.start() - 1:
        return places[after - 1]
    if after < len(places):
        return places[after]
    return places[-1] if places else -1
