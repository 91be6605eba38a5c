"""The sentences that hand something over: to which body, and what for."""

import re
from bisect import bisect_left
from enum import StrEnum
from typing import Final

import attrs

from auditflow.reading.body_names import Mention, runs
from auditflow.reading.parts import Sentence
from auditflow.values import Value

_HANDED: Final = re.compile(
    r"\b(?:överlämna\w*|översänd\w*|översänt|överlämnat|tillställ\w*|remittera\w*"
    r"|skicka\w*|översänt|delges|expediera\w*)\b",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"\bför\s(?:ett\s)?(?:\w+\s)?(?:(?P<answer>yttrande|svar|besvarande)"
    r"|(?P<copy>kännedom)|(?P<act>åtgärd\w*))\b",
    re.IGNORECASE,
)
_NO_COPY = re.compile(r"\b(?:inte|ej)\b", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"\b(?P<word>från|till|av)\s(?:både\s|såväl\s|även\s|samtliga\s|respektive"
    r"|ledamöter(?:na)?\s|och\sersättare\s|i\s){0,5}$",
    re.IGNORECASE,
)


class Purpose(StrEnum):
    """What a report is handed over for."""

    ANSWER = "answer"
    COPY = "copy"
    ACT = "act"


@attrs.frozen(eq=False, repr=False)
class HandedOver(Value):
    """To whom the letter says that the report goes, and what for."""

    body: Mention | None
    purpose: Purpose | None


def handed_in(text: str, sentence: Sentence, bodies: list[Mention]) -> list[HandedOver]:
    """The bodies that the sentence hands something to, each with its purpose."""
    start, end = sentence.start, sentence.end
    if not _HANDED.search(text, start, end):
        return []
    purposes = list(PURPOSE.finditer(text, start, end))
    if any(p["copy"] for p in purposes) and _NO_COPY.search(text, start, end):
        purposes = [p for p in purposes if not p["copy"]]
        if not purposes:
            return []
    over: list[HandedOver] = []
    for run in runs(text, bodies):
        if introduced_by(text, run[0]) == "till":
            purpose = _purpose_for(run, purposes)
            over += (HandedOver(body, purpose) for body in run if not body.genitive)
    return (
        over
        or [HandedOver(None, _purpose(p)) for p in purposes]
        or [HandedOver(None, None)]
    )


def _purpose_for(run: list[Mention], purposes: list[re.Match[str]]) -> Purpose | None:
    after = bisect_left(purposes, run[-1].end, key=lambda p: p.start())
    if after < len(purposes):
        return _purpose(purposes[after])
    return _purpose(purposes[-1]) if purposes else None


def _purpose(match: re.Match[str]) -> Purpose:
    if match["answer"]:
        return Purpose.ANSWER
    return Purpose.COPY if match["copy"] else Purpose.ACT


def introduced_by(text: str, mention: Mention) -> str | None:
    """The word before a body (``till``, ``från``, ``av``), if it is one of these."""
    match = _INTRODUCED.search(text[max(0, mention.start - 60) : mention.start])
    return match["word"].lower() if match else None
