"""Sentences as rows of phrases: bodies, days, and the words of the vocabulary."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import attrs

from auditflow.reading.sentences.body_names import Mention, runs
from auditflow.reading.sentences.parts import Sentence
from auditflow.reading.sentences.reply_days import Slot, Way, slots
from auditflow.reading.sentences.vocabulary import Kind, entries
from auditflow.values import Value

_WORD: Final = re.compile(r"\w+(?:-\w+)*")
_MEMBERS: Final = re.compile(r"\s(?:ledamöter|ersättare|samtliga\sledamöter)\b")
_KINDS: Final = {
    Way.AT_LATEST: Kind.AT_LATEST,
    Way.HEADING: Kind.DAY_HEADING,
    Way.UNTIL: Kind.UNTIL,
}


@attrs.frozen(eq=False, repr=False)
class Phrase(Value):
    """Some words of a sentence, what they do, and the bodies or the day they name."""

    kind: Kind
    start: int
    end: int
    bodies: tuple[Mention, ...] = ()
    slot: Slot | None = None


@attrs.frozen(eq=False, repr=False)
class Phrases(Value):
    """The phrases of a sentence of *text*; ``letters`` has the letter of each kind."""

    text: str = attrs.field(repr=False)
    found: tuple[Phrase, ...]
    letters: str


def phrases_of(text: str, sentence: Sentence, bodies: list[Mention]) -> Phrases:
    """Cut a sentence into phrases.

    >>> from auditflow.reading.sentences.body_names import mentions
    >>> text = "Vi önskar svar från kommunstyrelsen senast 2022-11-25."
    >>> whole = Sentence(0, len(text))
    >>> phrases_of(text, whole, list(mentions(text))).letters
    'UWAFBL'
    """
    found = tuple(_phrases(text, sentence, bodies))
    return Phrases(text, found, "".join(phrase.kind for phrase in found))


def _phrases(text: str, sentence: Sentence, bodies: list[Mention]) -> Iterator[Phrase]:
    done = sentence.start
    for whole in _whole(text, sentence, bodies):
        if whole.start < done:
            continue
        yield from _words(text, done, whole.start)
        yield whole
        done = whole.end
    yield from _words(text, done, sentence.end)


def _whole(text: str, sentence: Sentence, bodies: list[Mention]) -> list[Phrase]:
    """The phrases that are more than words: bodies that stand together, and days."""
    found = [
        Phrase(
            Kind.BODIES_OWN if _owns(text, run[-1]) else Kind.BODIES,
            run[0].start,
            run[-1].end,
            bodies=tuple(run),
        )
        for run in runs(text, bodies)
    ]
    found += (
        Phrase(_KINDS[slot.way], slot.start, slot.end, slot=slot)
        for slot in slots(text, sentence.start, sentence.end)
    )
    return sorted(found, key=lambda phrase: phrase.start)


def _owns(text: str, body: Mention) -> bool:
    """Whether a body in the genitive owns something; its members are the body."""
    return body.genitive and not _MEMBERS.match(text, body.end)


def _words(text: str, start: int, end: int) -> Iterator[Phrase]:
    words = list(_WORD.finditer(text, start, end))
    lower = [word[0].lower() for word in words]
    number = 0
    while number < len(words):
        kind, length = _kind(lower, number)
        if kind is Kind.OTHER and lower[number].isdigit():
            kind = Kind.PLAIN  # revisorsgrupp 1
        yield Phrase(kind, words[number].start(), words[number + length - 1].end())
        number += length


def _kind(lower: list[str], number: int) -> tuple[Kind, int]:
    """What begins at the word *number*, and over how many words; the longest wins."""
    known = _vocabulary()
    word = lower[number]
    for following, kind in known.longer.get(word, ()):
        length = len(following) + 1
        if tuple(lower[number + 1 : number + length]) == following:
            return kind, length
    kind_of_word = known.words.get(word)
    if kind_of_word is not None:
        return kind_of_word, 1
    if word.startswith(known.all_cut):
        return next(kind for cut, kind in known.cut if word.startswith(cut)), 1
    return Kind.OTHER, 1


@attrs.frozen
class _Vocabulary:
    """The vocabulary by the first word of its entries, the longest entries first."""

    words: dict[str, Kind]
    longer: dict[str, list[tuple[tuple[str, ...], Kind]]]
    cut: tuple[tuple[str, Kind], ...]
    all_cut: tuple[str, ...]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    words: dict[str, Kind] = {}
    longer: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    cut: list[tuple[str, Kind]] = []
    for entry, kind in entries():
        first, *following = entry.split()
        if entry.endswith("…"):
            cut.append((entry[:-1], kind))
        elif following:
            longer.setdefault(first, []).append((tuple(following), kind))
        else:
            words.setdefault(first, kind)
    for ways in longer.values():
        ways.sort(key=lambda way: -len(way[0]))
    return _Vocabulary(words, longer, tuple(cut), tuple(one for one, _ in cut))
