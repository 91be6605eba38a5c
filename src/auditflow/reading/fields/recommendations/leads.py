"""The words that lead in a list of recommendations, and those that only look so."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs

from auditflow.reading.fields.recommendations.advice import begins_with_verb
from auditflow.reading.fields.recommendations.bullets import BULLET, mark_at
from auditflow.reading.lines.line import Line
from auditflow.reading.sentences.body_names import Mention, mentions
from auditflow.reading.sentences.parts import Parts, Sentence
from auditflow.values import Value

_SPEAKS: Final = re.compile(r"\brekommend(?:er\w*|ation\w*)", re.IGNORECASE)
_NOW: Final = re.compile(
    r"\brekommendera(?:r|s)?\b|\b(?:lämnar|lämnas|ger|ges|avger|framför)\b",
    re.IGNORECASE,
)
# What somebody recommended once, and what became of it, is no advice of this letter.
_THEN: Final = re.compile(
    r"\brekommendera(?:des?|ts?)\b"
    r"|\b(?:följt|följer|följde|följts|följs|följdes)\supp\b|\buppföljning(?:en)?\sav\b"
    r"|\b(?:tidigare|föregående|förra|gamla|dåvarande)\b"
    r"|\b(?:lämnades|lämnats|gavs|givits|avgavs|framfördes)\b"
    r"|\b(?:åtgärdat|åtgärdats|genomförts|hörsammat\w*|beaktat\w*|vidtagit\w*|följts)\b",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"\b(?:inga|ingen|inte\snågra|inte\snågon)\s(?:\w+\s){0,3}?rekommendation"
    r"|\brekommenderar\s(?:inte|ej)\b|\blämnar\s(?:inte|ej)\b",
    re.IGNORECASE,
)
_URGES: Final = re.compile(
    r"\b(?:bör|uppmanar|uppmanas|föreslår|föreslås|anmodar|anmodas)\b", re.IGNORECASE
)
_CRITERIA: Final = re.compile(r"(?:enligt|syftet|granskningen)\b", re.IGNORECASE)
_HINTS: Final = re.compile(
    r"\b(?:förbättrings|utvecklings)(?:områden|åtgärder|punkter|behov)\w*"
    r"|\b(?:behöver|angeläget|viktigt|väsentligt|nödvändigt|vikten\sav|kvarstår)\b",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(
    r"(?:[1-9][0-9]?(?:\.[0-9])?\.?\s)?(?P<other>(?:bedömning(?:ar)?|slutsats(?:er)?)\soch\s)?"
    r"(?:våra\s|revisorernas\s|revisionens\s|samlade\s)?rekommendation(?:er)?"
    r"(?:\s(?:till|för)\s[^.:\n]{1,90})?\s?:?",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(
    # A sentence may end after the `1.` of the first item.
    rf":(?=\s+(?:{BULLET}|[A-ZÅÄÖ]|\(?1[.)]$))|\batt:?(?=\s+(?:{BULLET}|[A-ZÅÄÖ]))"
)
_LONGEST_LEAD: Final = 4  # lines
_SHORT: Final = 80  # a heading is shorter
_COUNTS: Final = (
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
)
_COUNT: Final = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|[0-9]{{1,2}})\s(?:\w+\s){{0,2}}?"
    r"rekommendation(?:er)?\b",
    re.IGNORECASE,
)


class Lead(StrEnum):
    """What a sentence promises of the list that follows it."""

    SURE = "sure"
    UNSURE = "unsure"
    """What follows may be recommendations, or something else."""
    OTHER = "other"
    """What follows would be a list of something else, most likely."""
    SPEAKS = "speaks"
    """Recommendations are only spoken of."""
    NOT = "not"


@attrs.frozen(eq=False, repr=False)
class LeadIn(Value):
    """A sentence or heading, what it promises, and where its list may begin."""

    kind: Lead
    start: int
    end: int
    whom: tuple[Mention, ...] = ()
    announced: int | None = None
    heading: bool = False


def lead_ins(parts: Parts) -> Iterator[LeadIn]:
    """Every heading and sentence of the prose that may lead in a list, in order."""
    headings = {
        line.start: (line, heading)
        for line in parts.prose
        if (heading := _HEADING.fullmatch(line.text)) is not None
    }
    for sentence in parts.sentences:
        first = sentence.start
        if first in headings:
            line, heading = headings[first]
            yield _heading(line, heading)
            first = min(line.end + 1, sentence.end)
        if mark_at(parts.text, first):
            first = _below_item(parts, sentence)
        if first < sentence.end and _may_lead(parts, first, sentence.end):
            yield _sentence(parts, Sentence(first, sentence.end))


def _may_lead(parts: Parts, start: int, end: int) -> bool:
    """Whether a sentence has any of the signs; most have none."""
    return (
        parts.text.find(":", start, end) >= 0
        or parts.text.endswith((" att", " bör"), start, end)
        or _SPEAKS.search(parts.text, start, end) is not None
    )


def _below_item(parts: Parts, item: Sentence) -> int:
    """Where a lead-in begins right below an item that no stop ends, or its end."""
    speaks = _SPEAKS.search(parts.text, item.start, item.end)
    if speaks is None:
        return item.end
    after = bisect_left(parts.prose, speaks.start(), key=lambda line: line.end)
    for line in reversed(parts.prose[max(0, after - _LONGEST_LEAD) : after + 1]):
        if line.start <= item.start:
            break
        if line.text[0].isupper():
            return line.start
    return item.end


def is_lead(line: Line) -> bool:
    """Whether *line* begins a new lead-in, so that the list before it is over."""
    heading = _HEADING.fullmatch(line.text)
    opens = line.text.endswith((":", " att"))
    return bool(heading or (opens and _SPEAKS.search(line.text)))


def announced_in(text: str) -> int | None:
    """How many recommendations a sentence says that there are.

    >>> announced_in("Vi lämnar tre övergripande rekommendationer till nämnden.")
    3
    """
    match = _COUNT.search(text)
    if match is None or _then(text):
        return None
    count = match["count"].lower()
    return _COUNTS.index(count) + 1 if count in _COUNTS else int(count)


def _then(text: str) -> bool:
    return bool(_THEN.search(text)) and not _NOW.search(text)


def _heading(line: Line, heading: re.Match[str]) -> LeadIn:
    whom = tuple(
        attrs.evolve(m, start=m.start + line.start, end=m.end + line.start)
        for m in mentions(line.text)
    )
    # `Bedömning och rekommendationer`: either may come first.
    kind = Lead.UNSURE if heading["other"] else Lead.SURE
    return LeadIn(kind, line.start, line.end, whom, heading=True)


def _sentence(parts: Parts, sentence: Sentence) -> LeadIn:
    text = parts.text[sentence.start : sentence.end]
    kind, word = _promise(text)
    opens = None if kind is Lead.NOT else _opening(text, word)
    if kind is not Lead.NOT and (opens is None or kind is Lead.OTHER):
        speaks = _SPEAKS.search(text) is not None
        follow = (speaks or opens is not None) and _bullets_follow(parts, sentence)
        if not follow:
            kind = Lead.SPEAKS if speaks else Lead.NOT
    end = sentence.end if opens is None else sentence.start + opens
    named = sentence.start + len(text[: end - sentence.start].rstrip(" :"))
    whom = _whom(parts, sentence.start, sentence.start + word, named)
    count = None if kind is Lead.NOT else announced_in(text)
    return LeadIn(kind, sentence.start, end, whom, count)


def _promise(text: str) -> tuple[Lead, int]:
    """What a sentence promises, and where in it the word stands that does."""
    speaks = _SPEAKS.search(text)
    if text.endswith("?") or (speaks and _NONE.search(text)) or _then(text):
        return Lead.NOT, 0
    if speaks:
        now = re.search(r"\brekommendera[rs]?\b", text, re.IGNORECASE) or speaks
        return Lead.SURE, now.start()
    doubtful = Lead.UNSURE if _CRITERIA.match(text) else Lead.SURE
    for words, kind in ((_URGES, doubtful), (_HINTS, Lead.UNSURE)):
        places = [found.start() for found in words.finditer(text)]
        if places:
            return kind, places[-1]
    return Lead.OTHER, 0


def _opening(text: str, word: int) -> int | None:
    """Where in the sentence its list begins, if it opens one."""
    for opens in _OPENS.finditer(text, word):
        # `att Ekvikens skolor` goes on with a name.
        if opens[0] == ":" or mark_at(text, opens.end() + 1):
            return opens.end()
        if begins_with_verb(text, opens.end() + 1):
            return opens.end()
    return len(text) if text.endswith((":", " att", " bör")) else None


def _bullets_follow(parts: Parts, sentence: Sentence) -> bool:
    """Whether bullets come next, maybe under the name of a body."""
    after = bisect_left(parts.prose, sentence.end, key=lambda line: line.start)
    following = parts.prose[after : after + 2]
    if following and any(mentions(following[0].text[:_SHORT])):
        following = following[-1:]
    return bool(following and mark_at(following[0].text))


def _whom(parts: Parts, start: int, word: int, end: int) -> tuple[Mention, ...]:
    """The bodies after the word that recommends, or else the last before it."""
    after = [m for m in mentions(parts.text, word, end) if not m.genitive]
    if after:
        return tuple(after)
    before = [m for m in mentions(parts.text, start, word) if not m.genitive]
    return tuple(before[-1:])
