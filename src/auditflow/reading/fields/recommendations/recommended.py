"""What a letter recommends: its lists, or else its sentences, and to whom they go."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.memo import body_key
from auditflow.reading.fields.recommendations.advice import KNOWN_VERB, is_advice
from auditflow.reading.fields.recommendations.bullets import mark_at
from auditflow.reading.fields.recommendations.items import Item, items_after
from auditflow.reading.fields.recommendations.leads import Lead, LeadIn, lead_ins
from auditflow.reading.lines.line import Placed
from auditflow.reading.sentences.body_names import Mention, mentions, runs
from auditflow.reading.sentences.parts import Parts, Sentence
from auditflow.values import Value

_INLINE: Final = re.compile(
    r"\brekommendera(?:r|s)\s(?:vi\s|därför\s|även\s|också\s|revisorerna\s){0,3}"
    r"(?P<whom>[^:.]{0,160}?)\batt\s{1,3}(?=[^\s:])",
    re.IGNORECASE,
)
_AND_TO: Final = re.compile(
    rf"(?:,|,?\s(?:och|samt),?)\s(?:att\s|\n?\s?(?<=\n.|.\n))(?={KNOWN_VERB.pattern})",
    re.IGNORECASE | re.DOTALL,
)
_AND_DO: Final = re.compile(
    rf"(?:,|\b(?:och|samt))\s(?={KNOWN_VERB.pattern})", re.IGNORECASE
)
_OUGHT: Final = re.compile(r"\bbör\b")
_IN_PROSE: Final = re.compile(
    r"\b(?:bör|(?:angeläget|viktigt|väsentligt|nödvändigt)\satt)\b"
)
_BODY: Final = re.compile(
    r"\w(?:nämnd|styrelse)|\b(?:nämnd|styrelse|fullmäktige|direktion)", re.IGNORECASE
)
_NO_ADVICE: Final = re.compile(
    r"(?:enligt(?!\svår|\srevis)|om|syftet)\b|.{0,80}?\b(?:svar|svaret|yttrande|yttrandet)\b",
    re.IGNORECASE | re.DOTALL,
)
_SPEAKS: Final = re.compile(r"\brekommender|\brekommendation", re.IGNORECASE)
_FIRST_WORDS: Final = 160  # characters in which a sentence names its body


@attrs.frozen(eq=False, repr=False)
class Advice(Value):
    """One thing that is recommended, and to which bodies, if the letter says so."""

    text: str
    whom: tuple[Mention, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Recommended(Value):
    """What a letter recommends; ``spoken_of`` is where it speaks of recommendations.

    ``announced`` is how many the letter says that there are, where it does.
    """

    items: tuple[Placed[Advice], ...]
    spoken_of: int | None
    announced: int | None

    @property
    def whom(self) -> tuple[Mention, ...]:
        """Every body that something is recommended to, once each."""
        first: dict[str, Mention] = {}
        for item in self.items:
            for mention in item.value.whom:
                first.setdefault(body_key(mention.name), mention)
        return tuple(first.values())


def recommended(parts: Parts) -> Recommended:
    """Read every list under a lead-in; without any, what single sentences advise."""
    items: list[Placed[Advice]] = []
    listed: list[LeadIn] = []
    spoken: list[LeadIn] = []
    done = 0
    for lead in lead_ins(parts):
        if lead.start < done:
            continue
        found = _listed(parts, lead) or _within(parts, lead)
        if found:
            listed.append(lead)
            items += found
            done = max(found[-1].end, lead.end)
        if lead.kind in (Lead.SURE, Lead.SPEAKS):
            spoken.append(lead)
    if not items:
        items = list(_in_prose(parts))
    first = next((lead.start for lead in spoken), items[0].start if items else None)
    return Recommended(tuple(items), first, _announced(listed, spoken))


def _announced(listed: list[LeadIn], spoken: list[LeadIn]) -> int | None:
    """The sum of what each list announces, or else what the letter says first."""
    own = [lead.announced for lead in listed if lead.announced is not None]
    if own and len(own) == len(listed):
        return sum(own)
    return next((lead.announced for lead in spoken if lead.announced), None)


def _listed(parts: Parts, lead: LeadIn) -> list[Placed[Advice]]:
    """The items of the list under *lead*, if it leads in one of recommendations."""
    if lead.kind in (Lead.NOT, Lead.SPEAKS):
        return []
    items = items_after(parts, lead.end)
    texts = [item.placed.value for item in items]
    if any(text.endswith("?") for text in texts):
        return []
    loose = not all(item.marked for item in items)
    if lead.kind is Lead.OTHER:
        fits = not loose and all(_OUGHT.search(text) for text in texts)
    elif lead.kind is Lead.UNSURE or (lead.heading and loose):
        fits = all(is_advice(text) and not _SPEAKS.search(text) for text in texts)
    else:
        fits = True
    if not fits:
        return []
    return [_advice(parts, lead, item) for item in items]


def _advice(parts: Parts, lead: LeadIn, item: Item) -> Placed[Advice]:
    placed = item.placed
    whom = _named_in(parts, placed.start, placed.end) or item.whom or lead.whom
    sure = placed.sure and lead.kind is Lead.SURE
    return Placed(Advice(placed.value, whom), placed.start, placed.end, sure)


def _named_in(parts: Parts, start: int, end: int) -> tuple[Mention, ...]:
    """The bodies that a sentence begins with, or that stand after its `bör`."""
    text = parts.text
    end = min(end, start + _FIRST_WORDS)
    begins = start + 4 if text[start : start + 4].lower() == "att " else start
    ought = _OUGHT.search(text, start, end)
    for run in runs(text, list(mentions(text, begins, end))):
        after_ought = ought is not None and text[ought.end() : run[0].start].isspace()
        if (run[0].start == begins or after_ought) and not run[-1].genitive:
            return tuple(run)
    return ()


def _within(parts: Parts, lead: LeadIn) -> list[Placed[Advice]]:
    """What a sentence recommends that leads in no list."""
    if lead.kind is not Lead.SPEAKS:
        return []
    match = _INLINE.search(parts.text, lead.start, lead.end)
    if match is None:
        return []
    found = mentions(parts.text, match.start("whom"), match.end("whom"))
    whom = tuple(m for m in found if not m.genitive) or lead.whom
    return [
        Placed(Advice(parts.even.words(start, end), whom), start, end, sure)
        for start, end, sure in _clauses(parts.text, match.end(), lead.end)
    ]


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """`att anta en plan, att följa den samt att …`: each clause where it is certain."""
    joined = list(_AND_TO.finditer(text, start, end))
    begins = [start, *(match.end() for match in joined)]
    ends = [*(match.start() for match in joined), end]
    clauses = list(zip(begins, ends, strict=True))
    if not all(KNOWN_VERB.match(text, begin) for begin, _ in clauses):
        return [(start, end, False)]
    # `anta en plan och följa den` may be one or two.
    return [(a, b, _AND_DO.search(text, a, b) is None) for a, b in clauses]


def _in_prose(parts: Parts) -> Iterator[Placed[Advice]]:
    """Sentences that say what a body ought to do; a person confirms each."""
    for sentence in parts.sentences:
        if mark_at(parts.text, sentence.start) or not _advises(parts, sentence):
            continue
        start, end = sentence.start, sentence.end
        near = [m for m in mentions(parts.text, start, end) if not m.genitive]
        whom = _named_in(parts, start, end) or tuple(near[:1])
        text = parts.even.words(start, end)
        yield Placed(Advice(text, whom), start, end, sure=False)


def _advises(parts: Parts, sentence: Sentence) -> bool:
    start, end = sentence.start, sentence.end
    return bool(
        _IN_PROSE.search(parts.text, start, end)
        and _BODY.search(parts.text, start, end)
        and not _NO_ADVICE.match(parts.text, start, end)
        and parts.text[end - 1] not in "?:"
    )
