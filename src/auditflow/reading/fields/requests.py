"""The sentences that ask a body for an answer, and by when: the grammar at work."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.reading.fields.asking import (
    Asking,
    asks_in,
    belongs,
    may_ask,
    we_wish,
)
from auditflow.reading.fields.excepted import excepted_in
from auditflow.reading.fields.handing import HandedOver, Purpose, handed_in
from auditflow.reading.lines.line import Line
from auditflow.reading.sentences.body_names import Mention, mentions
from auditflow.reading.sentences.days import days_in
from auditflow.reading.sentences.parts import BULLET, Parts, Sentence
from auditflow.reading.sentences.phrases import Phrases, phrases_of
from auditflow.reading.sentences.reply_days import Doubt, Slot
from auditflow.reading.sentences.vocabulary import Kind
from auditflow.values import Value

_BODIES_ASKED: Final = re.compile(
    # från nämnden, but not `inte från nämnden`, `inget svar från nämnden`;
    # vi ber nämnden, att nämnden
    r"(?<![NX])(?<!NA)F[I&F]{0,5}B|[Pq]U?I{0,2}B"
    # nämnden ska, nämnden yttrar sig; nämndens svar; but not `i samråd med nämnden`
    r"|(?<![pVNX])B(?=[p&]?[SsaIc])|G(?=[^BG]{0,2}A)"
)
# A sentence without any of these neither asks for an answer nor hands anything over.
_MATTERS: Final = re.compile(
    r"svar|yttra|besked|komment|synpunkt|redo|åter|inkom|förklaring|information"
    r"|ställning|plan|lämn|sänd|sänt|ställ|remi|skick|delge|exped|räck|foga|kännedom"
    r"|åtgärd|bemöt|genmäle|beakta|beskriv|komplett|del av|önska|emots",
    re.IGNORECASE,
)
# Remisstid: …; Svar senast …
_IN_HEAD: Final = re.compile(r"[IpA]{0,3}(?:A[DUpO]{0,3}L|h)")
_BESIDE: Final = re.compile(r"[^()]{1,120}\((?P<ask>[^()]{1,80})\)")
_MOST_DAYS: Final = 12  # in one sentence; only a hostile text has more
_CLAUSE: Final = re.compile(r"[QqR]")
# - nämnden senast den 3 maj
_ITEM: Final = re.compile(r"(?P<bodies>[BG])(?:[^BGLlQqN]{0,4}[Ll]|[^BGLlQqNA]{1,4})$")
_LONGEST_ITEM: Final = 200  # characters


@attrs.frozen(eq=False, repr=False)
class Ask(Value):
    """A request for an answer: from which bodies (none: those of the head), by when.

    ``about`` are bodies that the sentence names without asking them: ``besked om vilka
    åtgärder som nämnden vidtar``. An answer is ``known`` that was spoken of before:
    ``yttrandet ska ha inkommit``.
    """

    bodies: tuple[Mention, ...]
    slot: Slot | None
    start: int
    end: int
    about: tuple[Mention, ...] = ()
    known: bool = False


@attrs.frozen(eq=False, repr=False)
class Requests(Value):
    """Everything that the sentences of a letter ask for and hand over.

    ``excepted`` are bodies of which the letter says that they need not answer, and
    ``unread`` is where an answer ``senast`` is spoken of, but not understood.
    """

    asks: tuple[Ask, ...]
    handed: tuple[HandedOver, ...]
    excepted: tuple[Mention, ...] = ()
    unread: int | None = None


def requests_of(parts: Parts) -> Requests:
    """Read each sentence of *parts*, and the headings in its head."""
    asks = [ask for line in parts.head for ask in _in_head(parts, line)]
    handed: list[HandedOver] = []
    excepted: list[Mention] = []
    named = _Named.of(parts)
    unread: int | None = None
    listing = False
    lead: list[Ask] = []
    for sentence in parts.sentences:
        if not (listing or _MATTERS.search(parts.text, sentence.start, sentence.end)):
            continue
        phrases = phrases_of(parts.text, sentence, named.within(sentence))
        item = _item(phrases, sentence) if listing else None
        if item is not None:
            if any(map(_is_cut, lead)):
                del asks[-len(lead) :]  # its days are those of the list
            lead = []
            asks.append(item)
            continue
        if BULLET.match(parts.text, sentence.start):
            continue
        over = handed_in(phrases)
        handed += over
        found = _asks(phrases, sentence, over)
        excepted += excepted_in(phrases, asks=bool(found))
        asks += found
        lead = found
        leads = bool(found) or we_wish(phrases.letters)
        listing = leads and parts.text[sentence.end - 1] == ":"
        if not found and unread is None and may_ask(phrases.letters):
            unread = sentence.start
    return Requests(
        tuple(asks), tuple(handed), tuple(excepted), None if asks else unread
    )


def _in_head(parts: Parts, line: Line) -> list[Ask]:
    """What a line of the head asks.

    ``Remisstid: 2023-05-31``, ``Kommunstyrelsen (yttrande senast 2023-05-31)``
    """
    beside = _BESIDE.fullmatch(line.text)
    start = line.start + (beside.start("ask") if beside else 0)
    sentence = Sentence(start, line.end)
    phrases = phrases_of(parts.text, sentence, [])
    if _IN_HEAD.match(phrases.letters) is None:
        return []
    bodies = tuple(mentions(parts.text, line.start, start))
    return [
        attrs.evolve(ask, bodies=bodies or ask.bodies)
        for ask in _asks(phrases, sentence, [])
    ]


def _item(phrases: Phrases, sentence: Sentence) -> Ask | None:
    """An item of a list of bodies with a day each, under a sentence that asks.

    ``- nämnden senast den 3 maj``, and under ``senast:`` also ``Nämnden   2024-05-03``
    """
    match = _ITEM.search(phrases.letters)
    if match is None or sentence.end - sentence.start > _LONGEST_ITEM:
        return None
    bodies = phrases.found[match.start("bodies")]
    slot = phrases.found[match.end() - 1].slot
    if slot is None:
        days = list(days_in(phrases.text, bodies.end, sentence.end))
        if len(days) != 1:
            return None
        if phrases.text[days[0].end : sentence.end].strip(" .,"):
            return None
        slot = Slot(days[0].start, days[0].end, days[0].value)
    return Ask(bodies.bodies, slot, sentence.start, sentence.end)


def _is_cut(ask: Ask) -> bool:
    """Whether a request ends with ``senast:``, whose days stand in the list below."""
    return ask.slot is not None and ask.slot.doubt is Doubt.CUT_OFF


@attrs.frozen(eq=False, repr=False)
class _Named(Value):
    found: tuple[Mention, ...]

    @classmethod
    def of(cls, parts: Parts) -> "_Named":
        if not parts.prose:
            return cls(())
        return cls(
            tuple(mentions(parts.text, parts.prose[0].start, parts.prose[-1].end))
        )

    def within(self, sentence: Sentence) -> list[Mention]:
        first = bisect_left(self.found, sentence.start, key=lambda m: m.start)
        after = bisect_left(self.found, sentence.end, key=lambda m: m.start)
        return list(self.found[first:after])


def _asks(phrases: Phrases, sentence: Sentence, over: list[HandedOver]) -> list[Ask]:
    """One request for each day of the sentence, with the bodies named before it."""
    for_answer = any(one.purpose is Purpose.ANSWER for one in over)
    asking = asks_in(phrases.letters, handed_for_answer=for_answer)
    if not asking:
        return []
    start, end = sentence.start, sentence.end
    days = list(_days(phrases, asking))
    clauses = _clauses(phrases, sentence, days)
    if len(days) > 1 and all(clauses):
        return [
            Ask(clause, slot, start, end)
            for clause, (_, slot) in zip(clauses, days, strict=True)
        ]
    slot = _slot_of(phrases, days, asking)
    bodies = _asked(phrases, over)
    if len(days) > 1 and slot is not None and slot.doubt is Doubt.SEVERAL:
        bodies = [body for one in phrases.found for body in one.bodies]
    about = () if bodies else _named_after(phrases, asking[0])
    known = _is_known(phrases, asking[0])
    return [Ask(tuple(bodies), slot, start, end, about, known)]


def _clauses(
    phrases: Phrases, sentence: Sentence, days: list[tuple[int, Slot]]
) -> list[tuple[Mention, ...]]:
    """The bodies before each of a few days, after the day before it."""
    if len(days) > _MOST_DAYS:
        return [()]
    bodies = [body for one in phrases.found for body in one.bodies]
    since = [sentence.start, *(slot.end for _, slot in days)]
    return [
        tuple(m for m in bodies if after <= m.start < slot.start)
        for after, (_, slot) in zip(since, days, strict=False)
    ]


def _slot_of(
    phrases: Phrases, days: list[tuple[int, Slot]], asking: list[Asking]
) -> Slot | None:
    """The one day of a sentence, or that it has several."""
    if not days:
        return None
    number, first = days[0]
    if len(days) > 1:
        between = phrases.letters[number : days[1][0]]
        # `… senast D1 om hur det som beslutades till D2 …`
        told = _CLAUSE.search(between) and len(days) <= _MOST_DAYS
        return first if told else _several(first, phrases.found[-1].end)
    other = _another_day(phrases, days[0])
    if other is not None:
        return _several(first, other)
    return _belonging(phrases, number, first, asking)


def _several(first: Slot, end: int) -> Slot:
    return Slot(first.start, end, doubt=Doubt.SEVERAL)


def _is_known(phrases: Phrases, asking: Asking) -> bool:
    """Whether the answer stands in its definite form: svaret, yttrandena."""
    answers = (
        phrases.text[phrase.start : phrase.end]
        for phrase in phrases.found[asking.start : asking.end]
        if phrase.kind is Kind.ANSWER
    )
    return next(answers, "").lower().endswith(("et", "en", "na"))


def _another_day(phrases: Phrases, day: tuple[int, Slot]) -> int | None:
    """Where another whole day ends that follows the one asked for, in no clause.

    `senast den 1 mars från nämnden och den 2 maj från styrelsen`
    """
    number, slot = day
    clause = _CLAUSE.search(phrases.letters, number)
    end = phrases.found[clause.start()].start if clause else phrases.found[-1].end
    others = days_in(phrases.text, slot.end, max(slot.end, end))
    return next((other.end for other in others), None)


def _named_after(phrases: Phrases, asking: Asking) -> tuple[Mention, ...]:
    """The bodies that a sentence names once after it asks."""
    runs = [one for one in phrases.found[asking.end :] if one.kind is Kind.BODIES]
    return runs[0].bodies if len(runs) == 1 else ()


def _days(phrases: Phrases, asking: list[Asking]) -> Iterator[tuple[int, Slot]]:
    """The days at the front of the sentence or after the first word that asks."""
    first = min(one.start for one in asking)
    for number, phrase in enumerate(phrases.found):
        if phrase.slot is not None and (number >= first or number == 0):
            yield number, phrase.slot


def _set_off(phrases: Phrases, slot: Slot) -> bool:
    """Whether a comma stands right before the day."""
    before = phrases.text[max(0, slot.start - 2) : slot.start]
    return before.rstrip().endswith(",")


def _belonging(phrases: Phrases, number: int, slot: Slot, asking: list[Asking]) -> Slot:
    """Doubt a day that may say when something else than the answer is due."""
    if (
        slot.doubt is None
        and slot.day is not None
        and not belongs(
            phrases.letters, number, asking, set_off=_set_off(phrases, slot)
        )
    ):
        return attrs.evolve(slot, doubt=Doubt.ELSEWHERE)
    return slot


def _asked(phrases: Phrases, over: list[HandedOver]) -> list[Mention]:
    """The bodies of a sentence that are asked, as far as it names them."""
    handed = [
        one.body
        for one in over
        if one.purpose is Purpose.ANSWER and one.body is not None
    ]
    if handed:
        return handed
    asked: list[Mention] = []
    for match in _BODIES_ASKED.finditer(phrases.letters):
        asked += phrases.found[match.end() - 1].bodies
    return asked
