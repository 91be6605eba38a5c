"""The list of recommendations: its lead-in, its items, and to whom they go."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Final

import attrs

from auditflow.reading.body_names import Mention, mentions
from auditflow.reading.lines import Line, Placed
from auditflow.reading.parts import BULLET, Parts, Sentence
from auditflow.values import Value

_WORD: Final = re.compile(r"\brekommend(?:er\w*|ation\w*)", re.IGNORECASE)
_INLINE: Final = re.compile(
    r"\brekommenderar\s(?:vi\s|därför\s|även\s|revisorerna\s){0,3}"
    r"(?P<whom>[^:.\n]{0,160}?)\batt\s(?=[^\s:])",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:Vi|Rapporten|Revisorerna|Revisionen|För|På|Svar|Yttrande\w*|Utifrån|Med|Vår"
    r"|Granskningsrapporten|Vidare|Bilaga|Sammanfattningsvis|Syftet|Till|Remisstid)\b"
)
_COUNTS = [
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
]
_COUNT = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|[0-9]{{1,2}})\s(?:\w+\s)?rekommendationer\b",
    re.IGNORECASE,
)


@attrs.frozen(eq=False, repr=False)
class Recommended(Value):
    """What a letter recommends; ``spoken_of`` is where it speaks of recommendations.

    ``announced`` is how many the letter says that there are, where it does.
    """

    items: tuple[Placed[str], ...]
    whom: tuple[Mention, ...]
    spoken_of: int | None
    announced: int | None


def recommended(parts: Parts) -> Recommended:
    """Read the first list under a lead-in, or else a recommendation in a sentence."""
    spoken = [s for s in parts.sentences if _speaks(parts, s)]
    whole = [Placed("", s.start, s.end) for s in spoken]
    announced = next(filter(None, (_announced(parts, s) for s in spoken)), None)
    for sentence in spoken:
        lead = parts.text[sentence.start : sentence.end].rstrip()
        if not lead.endswith((":", " att")):
            continue
        items = tuple(_items(parts, sentence))
        if items:
            found = tuple(mentions(parts.text, sentence.start, sentence.end))
            whom = tuple(m for m in found if not m.genitive)
            return Recommended(items, whom, sentence.start, announced)
    within = [one for s in spoken if (one := _within(parts, s)) is not None]
    if within:
        whom = within[0][1]
        agree = all(one[1][:1] == whom[:1] for one in within)
        items = tuple(one[0] for one in within)
        return Recommended(items, whom if agree else (), within[0][0].start, announced)
    return Recommended((), (), whole[0].start if whole else None, announced)


def _speaks(parts: Parts, sentence: Sentence) -> bool:
    if BULLET.match(parts.text, sentence.start):
        return False
    return bool(_WORD.search(parts.text, sentence.start, sentence.end))


def _announced(parts: Parts, sentence: Sentence) -> int | None:
    match = _COUNT.search(parts.text, sentence.start, sentence.end)
    if match is None:
        return None
    count = match["count"].lower()
    return _COUNTS.index(count) + 1 if count in _COUNTS else int(count)


def _items(parts: Parts, lead: Sentence) -> Iterator[Placed[str]]:
    first = bisect_left(parts.prose, lead.end, key=lambda line: line.start)
    if first == len(parts.prose):
        return
    bulleted = BULLET.match(parts.prose[first].text) is not None
    item: list[Line] = []
    for line in islice(parts.prose, first, None):
        if _ends(line, item, bulleted=bulleted):
            break
        begins = BULLET.match(line.text) if bulleted else _starts_upper(line, item)
        if begins and item:
            yield _item(parts, item, sure=bulleted)
            item = []
        item.append(line)
    if item:
        yield _item(parts, item, sure=bulleted)


def _ends(line: Line, item: list[Line], *, bulleted: bool) -> bool:
    """Whether the list is over before *line*."""
    if bulleted:
        if BULLET.match(line.text):
            return False
        # An item goes on over the next line, unless it was ended by then.
        over = line.after_blank or item[-1].text.endswith((".", ":", "!"))
        goes_on = line.text[0].islower() or not over
        return not goes_on or _is_after(line, item)
    return bool(_AFTER.match(line.text)) or line.text.endswith(":")


def _is_after(line: Line, item: list[Line]) -> bool:
    return bool(_AFTER.match(line.text)) and len(item[-1].text) < 60  # noqa: PLR2004


def _starts_upper(line: Line, item: list[Line]) -> bool:
    ended = not item or line.after_blank or item[-1].text.endswith((".", ";", ","))
    return line.text[0].isupper() and ended


def _item(parts: Parts, lines: list[Line], *, sure: bool) -> Placed[str]:
    bullet = BULLET.match(lines[0].text)
    start = lines[0].start + (bullet.end() if bullet else 0)
    start += len(parts.text[start : lines[0].end]) - len(
        parts.text[start : lines[0].end].lstrip()
    )
    return Placed(parts.even.words(start, lines[-1].end), start, lines[-1].end, sure)


def _within(
    parts: Parts, sentence: Sentence
) -> tuple[Placed[str], tuple[Mention, ...]] | None:
    match = _INLINE.search(parts.text, sentence.start, sentence.end)
    if match is None:
        return None
    text = parts.even.words(match.end(), sentence.end)
    found = mentions(parts.text, match.start("whom"), match.end("whom"))
    whom = tuple(m for m in found if not m.genitive)
    return Placed(text, match.end(), sentence.end, sure=False), whom
