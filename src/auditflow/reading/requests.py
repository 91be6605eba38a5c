"""The sentences that ask a body for an answer, and by when.

A sentence is a row of phrases, written as a string of the letters of `Kind`: ``Vi
önskar svar från nämnden senast 2022-11-25`` is ``UWAFBL``. What asks is one of a few
shapes of such strings; what day belongs to it, and which body it asks, are others.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.reading.body_names import Mention, mentions
from auditflow.reading.handing import HandedOver, Purpose, handed_in
from auditflow.reading.lines import Line
from auditflow.reading.parts import BULLET, Parts, Sentence
from auditflow.reading.phrases import Phrases, phrases_of
from auditflow.reading.reply_days import Doubt, Slot
from auditflow.reading.vocabulary import Kind
from auditflow.values import Value

# What asks for an answer. The quantifiers are bounded: a hostile sentence is long.
_SHAPES: Final = {
    # vi önskar svar, vi ser fram emot nämndens kommentarer, vi ber nämnden svara
    "wish": re.compile(r"[WPJw][^WPJw]{0,40}?[AaM]"),
    # svar önskas, yttrande ska ha inkommit, svaret lämnas senast, svar emotser vi
    "wished": re.compile(
        r"A[^A]{0,30}?(?:w|WU|S[^S]{0,6}?[CHac]|C(?=[DUpIO]{0,5}[Llh]))"
    ),
    # nämnden ska svara, ska yttra sig, ska inkomma med ett yttrande
    "shall": re.compile(r"S[^S]{0,30}?(?:a|[cH][^S]{0,6}?[AM]|A[^S]{0,6}?[CHc])"),
    # yttrande över granskningen lämnas till revisorerna
    "given": re.compile(r"A[^ASN]{0,6}?[CH]D[Op]{0,2}U"),
    # överlämnas till nämnden för yttrande
    "purpose": re.compile(r"Y"),
    # Remisstid: …; Svar senast …
    "heading": re.compile(r"^[IpA]{0,3}(?:A[DUpO]{0,3}(?=L)|(?=h))"),
}
_NO_ANSWER: Final = re.compile(r"N[^N]{0,3}?[AaY]|[Ww][p]?N|A[^NA]{0,8}?[Sw]{1,2}N")
_OTHERS_BEFORE: Final = re.compile(r"[BGE][pI]{0,2}$")
_OURS_BEFORE: Final = re.compile(r"O[^O]{0,2}$")
# Between the request and its day only such phrases may stand.
_ASKING: Final = re.compile(r"[^xQqNZ]*")
_BODIES_ASKED: Final = re.compile(
    # från nämnden, but not `inte från nämnden`; vi ber nämnden, att nämnden
    r"(?<!N)F[I&F]{0,5}B|[Pq]U?I{0,2}B"
    # nämnden ska, nämnden yttrar sig; nämndens svar
    r"|B(?=[p&]?[SaIc])|G(?=[^BG]{0,2}A)"
)
# - nämnden senast den 3 maj
_ITEM: Final = re.compile(r"(?P<bodies>B)[^BLlQqN]{0,4}[Ll]$")
# Words by which a sentence is the auditors' own: vi, vår, överlämnas
_OF_AUDITORS: Final = (Kind.AUDITORS, Kind.OURS, Kind.HAND_OVER)
_AND_THAT: Final = re.compile(r"&q")
_FAR: Final = 8  # phrases before a request in which `tidigare` is about it


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

    ``unread`` is where an answer ``senast`` is spoken of, but not understood.
    """

    asks: tuple[Ask, ...]
    handed: tuple[HandedOver, ...]
    unread: int | None = None


@attrs.frozen(eq=False, repr=False)
class _Shape(Value):
    """Where a shape stands in a sentence, counted in phrases."""

    name: str
    start: int
    end: int


def requests_of(parts: Parts) -> Requests:
    """Read each sentence of *parts*, and the headings in its head."""
    asks = [ask for line in parts.head for ask in _in_head(parts, line)]
    handed: list[HandedOver] = []
    named = _Named.of(parts)
    unread: int | None = None
    listing = False
    for sentence in parts.sentences:
        phrases = phrases_of(parts.text, sentence, named.within(sentence))
        if BULLET.match(parts.text, sentence.start):
            if listing and (item := _item(phrases, sentence)) is not None:
                asks.append(item)
            continue
        over = handed_in(phrases)
        handed += over
        found = _asks(phrases, sentence, over)
        asks += found
        listing = bool(found) and parts.text[sentence.end - 1] == ":"
        if not found and unread is None and _may_ask(phrases):
            unread = sentence.start
    return Requests(tuple(asks), tuple(handed), None if asks else unread)


def _in_head(parts: Parts, line: Line) -> list[Ask]:
    """What a line of the head asks: ``Remisstid: 2023-05-31``."""
    sentence = Sentence(line.start, line.end)
    phrases = phrases_of(parts.text, sentence, [])
    if _SHAPES["heading"].match(phrases.letters) is None:
        return []
    return _asks(phrases, sentence, [])


def _item(phrases: Phrases, sentence: Sentence) -> Ask | None:
    """An item of a list of bodies with a day each, under a sentence that asks."""
    match = _ITEM.search(phrases.letters)
    if match is None:
        return None
    bodies = phrases.found[match.start("bodies")].bodies
    slot = phrases.found[match.end() - 1].slot
    return Ask(bodies, slot, sentence.start, sentence.end)


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


def _may_ask(phrases: Phrases) -> bool:
    """Whether an answer and a day stand in a sentence that asks in no known way."""
    letters = phrases.letters
    return (
        Kind.ANSWER in letters and Kind.AT_LATEST in letters and not _refuses(letters)
    )


def _refuses(letters: str) -> bool:
    return _NO_ANSWER.search(letters) is not None


def _shapes(letters: str, over: list[HandedOver]) -> list[_Shape]:
    """Every shape that asks, in the order of the sentence."""
    if _refuses(letters):
        return []
    found: list[_Shape] = []
    for name, shape in _SHAPES.items():
        if name == "purpose" and not any(o.purpose is Purpose.ANSWER for o in over):
            continue
        found += (
            _Shape(name, *match.span())
            for match in shape.finditer(letters)
            if not _is_others(name, letters, match.start())
        )
    return sorted(found, key=lambda shape: (shape.end, shape.start))


def _is_others(name: str, letters: str, start: int) -> bool:
    before = letters[max(0, start - 3) : start]
    if name == "wished":
        # `vår slutliga redovisning ska lämnas` is no answer of anybody else
        return _OURS_BEFORE.search(before) is not None
    if name == "shall" and before.endswith(Kind.AUDITORS):
        return True  # `vi ska återkomma`
    if name != "wish":
        return False
    if letters[start] == Kind.WISHED_ONCE and Kind.EARLIER in letters[:start]:
        return True  # `i en tidigare skrivelse begärde vi ett svar`
    # `nämnden önskar svar`, `därför önskar nämnden svar`: not the auditors' wish
    after = letters[start + 1 : start + 2]
    if after == Kind.AUDITORS:
        return False
    return _OTHERS_BEFORE.search(before) is not None or (
        letters[start] == Kind.WISH and after == Kind.BODIES
    )


def _asks(phrases: Phrases, sentence: Sentence, over: list[HandedOver]) -> list[Ask]:
    """One request for each day of the sentence, with the bodies named before it."""
    shapes = _shapes(phrases.letters, over)
    if not shapes:
        return []
    start, end = sentence.start, sentence.end
    bodies = _asked(phrases, over)
    days = list(_days(phrases, shapes))
    about = () if bodies else _named_after(phrases, shapes[0])
    known = _is_known(phrases, shapes[0])
    if not days:
        return [Ask(tuple(bodies), None, start, end, about, known)]
    found = [slot for _, slot in days]
    if len(found) == 1:
        slot = _belonging(phrases, *days[0], shapes)
        return [Ask(tuple(bodies), slot, start, end, about, known)]
    since = [start, *(slot.end for slot in found)]
    clauses = [
        tuple(m for m in bodies if after <= m.start < slot.start)
        for after, slot in zip(since, found, strict=False)
    ]
    if not all(clauses):
        return [Ask(tuple(bodies), _one_of(phrases, days, end), start, end)]
    return [
        Ask(clause, slot, start, end)
        for clause, slot in zip(clauses, found, strict=True)
    ]


def _is_known(phrases: Phrases, shape: _Shape) -> bool:
    """Whether the answer stands in its definite form: svaret, yttrandena."""
    answers = (
        phrases.text[phrase.start : phrase.end]
        for phrase in phrases.found[shape.start : shape.end]
        if phrase.kind is Kind.ANSWER
    )
    return next(answers, "").lower().endswith(("et", "en", "na"))


def _named_after(phrases: Phrases, shape: _Shape) -> tuple[Mention, ...]:
    """The bodies that a sentence names once after it asks."""
    runs = [one for one in phrases.found[shape.end :] if one.kind is Kind.BODIES]
    return runs[0].bodies if len(runs) == 1 else ()


def _days(phrases: Phrases, shapes: list[_Shape]) -> Iterator[tuple[int, Slot]]:
    """The days at the front of the sentence or after the first word that asks."""
    first = min(shape.start for shape in shapes)
    for number, phrase in enumerate(phrases.found):
        if phrase.slot is not None and (number >= first or number == 0):
            yield number, phrase.slot


def _one_of(phrases: Phrases, days: list[tuple[int, Slot]], end: int) -> Slot:
    (number, first), (other, _) = days[:2]
    if re.search(r"[Qq]", phrases.letters[number:other]):
        return first  # `… senast D1 om hur det som beslutades till D2 …`
    return Slot(first.start, end, doubt=Doubt.SEVERAL)


def _belonging(phrases: Phrases, number: int, slot: Slot, shapes: list[_Shape]) -> Slot:
    """Doubt a day that may say when something else than the answer is due."""
    if (
        slot.doubt is None
        and slot.day is not None
        and not _belongs(phrases.letters, number, shapes)
    ):
        return attrs.evolve(slot, doubt=Doubt.ELSEWHERE)
    return slot


def _belongs(letters: str, number: int, shapes: list[_Shape]) -> bool:
    """Whether the day at *number* is surely the day of the answer.

    Between the request and its day only words of asking may stand: what is planned,
    published or revised by a day is no day of answering.
    """
    before = [shape for shape in shapes if shape.end <= number]
    shape = before[-1] if before else shapes[0]
    if _somebody_elses(shape, letters):
        return False
    if letters[shape.start] == Kind.WISHED_ONCE:
        return False
    if Kind.EARLIER in letters[max(0, shape.start - _FAR) : shape.start]:
        return False
    if not before:
        # `Senast den 3 maj önskar vi svar`, `vi vill senast den 3 maj ha svar`
        around = letters[min(shape.start, number + 1) : number] + letters[number + 1 :]
        within = around[: max(0, shape.end - shape.start - 1)]
        return number == 0 or _ASKING.fullmatch(within) is not None
    between = letters[shape.end : number]
    if _AND_THAT.search(between):
        return False
    last = max(between.rfind(Kind.BODIES), between.rfind(Kind.BODIES_OWN)) + 1
    return _ASKING.fullmatch(between, last) is not None


def _somebody_elses(shape: _Shape, letters: str) -> bool:
    """Whether somebody asks actively, and it is neither the auditors nor a body."""
    if shape.name == "heading" or any(sign in letters for sign in _OF_AUDITORS):
        return False
    if shape.name == "shall":
        return Kind.BODIES not in letters
    # `information till hemtjänsten ska lämnas`
    unknown = Kind.OTHER in letters[shape.start : shape.end]
    return shape.name == "wish" or (shape.name == "wished" and unknown)


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
