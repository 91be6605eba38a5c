"""The rows of a list: which line begins an item, which goes on, and where it ends."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, islice, pairwise
from typing import Final

import attrs

from auditflow.reading.fields.receivers import bodies_of
from auditflow.reading.fields.recommendations.advice import is_advice, ought
from auditflow.reading.fields.recommendations.bullets import (
    Mark,
    mark_at,
    marks_within,
    may_hold_marks,
)
from auditflow.reading.fields.recommendations.leads import is_lead
from auditflow.reading.lines.line import Line
from auditflow.reading.sentences.body_names import Mention
from auditflow.reading.sentences.days import days_in
from auditflow.reading.sentences.parts import Parts
from auditflow.values import Value

_MOST_FURNITURE: Final = 5  # lines between two pages
_HEAD_WORD: Final = re.compile(
    r"kommuns?|stads?|läns?|landstings?|regionens?|revisorer(?:na)?|i|av|sida|och|den|dnr"
)
MOST_ROWS: Final = 400  # no letter recommends so much
_GROUP: Final = re.compile(
    r"(?:(?:rekommendationer\s)?(?:till|för)\s)?(?P<bodies>.{3,120}?)"
    r"(?:\s(?:bör|ska))?(?:\satt)?\s?(?P<colon>:)?",
    re.IGNORECASE,
)
_SENDER: Final = (
    r"(?:Vi|Revisorerna|Revisionen|Revisorsgrupp\s\w{1,3}|(?:Stads|Kommun|Region)revisionen"
    r"|(?:Landstings|Lekmanna|Kommun)revisorerna|De\sförtroendevalda\srevisorerna"
    r"|(?:Kommunens|Regionens|Stadens|Landstingets)\srevisorer)"
)
# How a letter goes on after its list, even where no stop and no break is left.
_TURN: Final = (
    rf"(?:{_SENDER}\s(?:\w+\s){{0,2}}?(?:önskar|emotser|begär|överlämnar|översänder"
    r"|förväntar|vill|har|ser|hemställer|anhåller|ber|bedömer|rekommenderar|noterar"
    r"|tackar|beslutade|beslutar|behandlade|förutsätter|avser)"
    r"|(?:Rapporten|Granskningsrapporten|Revisionsrapporten)\s(?:är|har|översänds"
    r"|överlämnas|behandlades|överlämnades|översändes|bifogas)"
    r"|(?:Svar|Svaret|Svaren|Yttrande|Yttrandet|Yttranden)\s(?:ska|skall|bör|önskas"
    r"|emotses|begärs|skickas|förväntas|lämnas|senast|från)"
    r"|(?:[A-ZÅÄÖ][\w\-]{1,60}s|Skriftligt|Ert|Ett)\s(?:skriftligt\s)?(?:yttrande|svar)"
    r"\s(?:ska|bör|önskas|emotses|begärs|förväntas|lämnas|skickas)"
    r"|Med\sanledning\sav|Paragrafen|Remisstid|På\suppdrag\sav)\b"
)
_AFTER: Final = re.compile(
    rf"{_TURN}|(?:Rapporten|Granskningsrapporten|Revisionsrapporten|Granskningen|Bilag\w+"
    r"|Kopia|Sammanfattningsvis|Syftet|Svar|Svaret|Svaren|Yttrande\w*|Utifrån|Underskrift)\b"
    r"|(?:För|På|Med)\s(?:[\w\-]+\s){0,2}?(?:revisor\w*|vägnar|hälsning\w*|kännedom)\b"
)
_WITHIN: Final = re.compile(rf"(?<=\w)\s(?={_TURN})")
_ANSWER: Final = re.compile(
    r"\b(?:svar|svaret|svara|yttrande|yttrandet|yttra|redogör\w*|besked)\b.{0,120}?\bsenast\b"
    r"|\bsenast\b.{0,120}?\b(?:svar|svara|yttrande|yttra)\b|\brevisorerna\stillhanda\b"
    r"|\bska\s(?:\w+\s)?(?:svara|yttra\ssig|inkomma)\b"
    r"|\bför\s(?:kännedom|yttrande)\b",
    re.IGNORECASE,
)
_HEADED: Final = re.compile(r"[.]\s[A-ZÅÄÖ][^.:]{2,80}:\s[A-ZÅÄÖ]")
_FIRST_WORDS: Final = 240  # characters in which a sentence shows what it is about
_MAYBE_AFTER: Final = re.compile(
    r"(?:Den|Denna|Detta|Vår|Vidare|I\sövrigt|Det|För|På|Till|Med)\b"
)
# A verb early in a line that begins with a capital, and what goes on below its line.
_FINITE: Final = re.compile(
    r"\S+(?:\s[\w\-]+){0,4}?\s(?:är|har|ska|skall|bör|kan|måste|var|saknas|finns|visar"
    r"|bedöms|anser|önskar|önskas|ser|vill|behöver|lämnar|bedömer|noterar|konstaterar)\b"
)
_OPEN_END: Final = re.compile(
    r"(?:[,\-–/&]|\b(?:att|av|där|den|det|de|eller|enligt|för|från|hos|i|inom|med|mellan"
    r"|mot|när|och|om|på|samt|som|till|under|ur|utifrån|utom|vad|via|vid|över))$"
)
_STOP: Final = re.compile(r"(?<=\w[.;!])\s(?=[A-ZÅÄÖ])")
_WRAPPED: Final = 60  # a line that is shorter was ended by its writer
SHORT: Final = _WRAPPED * 3 // 4
_NAME_LINE: Final = re.compile(r"[A-ZÅÄÖ]\S+(?:\s\S+){0,4}")


class Kind(StrEnum):
    """What a row of a list is."""

    ITEM = "item"
    SUB = "sub"
    MORE = "more"
    """The line before goes on."""
    GROUP = "group"
    """A heading that says whose the items under it are."""
    LOOSE = "loose"
    """A line of a list without bullets."""


@attrs.frozen(eq=False, repr=False)
class Row(Value):
    """A line of a list, without its bullet."""

    kind: Kind
    line: Line
    number: int | None = None
    whom: tuple[Mention, ...] = ()
    sure: bool = True


def rows_after(parts: Parts, start: int) -> Iterator[Row]:
    """The rows of the list that begins after *start*; none if none begins there."""
    coming = _lines(parts, start)
    window = deque(islice(coming, 1 + _MOST_FURNITURE + 1))
    before: Row | None = None
    top: str | None = None
    while window:
        row, top = _row(list(window), before, top)
        if row is None:
            if before is None:
                return
            unfinished = not before.line.text.endswith((".", "!", ";"))
            skipped = _next_page(list(window), top, unfinished=unfinished)
            if not skipped:
                return
            for _ in range(skipped):
                window.popleft()
            window.extend(islice(coming, skipped))
            continue
        leaves = _leaves(row.line.text)
        if leaves is not None:
            yield attrs.evolve(row, line=_cut(row.line, 0, leaves))
            return
        yield row
        before = row
        window.popleft()
        window.extend(islice(coming, 1))


def _row(
    window: list[Line], before: Row | None, top: str | None
) -> tuple[Row | None, str | None]:
    """What the first line of *window* is in the list, and the mark of its items."""
    line = window[0]
    mark = mark_at(line.text)
    whom = () if mark else _group(window, before)
    if whom:
        return Row(Kind.GROUP, line, whom=whom), None
    if mark and not (before and before.kind is Kind.LOOSE):
        top = top or mark.kind
        return _marked(line, mark, top, before), top
    if before is None or before.kind in (Kind.GROUP, Kind.LOOSE):
        return None if _ends_loose(line, before) else Row(Kind.LOOSE, line), None
    if _is_unknown_group(window):
        return Row(Kind.GROUP, line, sure=False), None
    if _ends(line, before):
        return None, top
    return Row(Kind.MORE, line, sure=not _is_sentence(line, before)), top


def _next_page(window: list[Line], top: str | None, *, unfinished: bool) -> int:
    """After how many lines, the head of a page, the list goes on; 0 if it does not."""
    if top is None:
        return 0
    for number, line in enumerate(window):
        mark = mark_at(line.text)
        if number and (
            (mark and mark.kind == top) or (unfinished and line.text[0].islower())
        ):
            return number
        if mark or not _is_page_head(line.text):
            return 0
    return 0


def _is_page_head(text: str) -> bool:
    """`Ekvikens kommun 2023-02-14`, `Revisorerna`, `2 (3)`: what a page repeats."""
    if len(text) > _WRAPPED or text.endswith((".", ":", ",")):
        return False
    for day in days_in(text, 0, len(text)):
        text = text[: day.start] + text[day.end :]
        break
    words = text.split()
    return all(not word[0].islower() or _HEAD_WORD.fullmatch(word) for word in words)


def _lines(parts: Parts, start: int) -> Iterator[Line]:
    """The lines after *start*, cut at the bullets within them."""
    first = bisect_left(parts.prose, start, key=lambda line: line.end)
    # What looks like the place and the day above the names may be the head of a page.
    for line in chain(islice(parts.prose, first, None), parts.close):
        rest = _cut(line, max(0, start - line.start), len(line.text))
        # A line that begins with a bullet may have lost the breaks before others.
        within = marks_within(rest.text) if mark_at(rest.text) else []
        for begin, end in pairwise([0, *within, len(rest.text)]):
            piece = _cut(rest, begin, end)
            if piece.text:
                yield piece


def _cut(line: Line, first: int, after: int) -> Line:
    text = line.text[first:after]
    bare = text.strip()
    start = line.start + first + len(text) - len(text.lstrip())
    blank = line.after_blank and not first
    return Line(bare, start, start + len(bare), blank)


def _marked(line: Line, mark: Mark, top: str, before: Row | None) -> Row:
    rest = _cut(line, mark.end, len(line.text))
    item = before is not None and before.kind is not Kind.GROUP
    opened = before is not None and item and before.line.text.endswith(":")
    inner = before is not None and before.kind is Kind.SUB
    other = mark.kind != top
    lower = rest.text[:1].islower()
    if (other and (opened or inner)) or (lower and (opened or (inner and not other))):
        return Row(Kind.SUB, rest)
    if other and lower:
        return Row(Kind.SUB, rest, sure=False)
    return Row(Kind.ITEM, rest, mark.number, sure=not other)


def _group(window: list[Line], before: Row | None) -> tuple[Mention, ...]:
    """The bodies of a line such as `Till kommunstyrelsen:` within a list."""
    line = window[0]
    match = _GROUP.fullmatch(line.text)
    if match is None or not line.text[0].isupper():
        return ()
    if not match["colon"]:
        # Without a colon it may be the first line of a sentence.
        marked = len(window) > 1 and mark_at(window[1].text) is not None
        over = before is None or before.line.text.endswith((".", "!"))
        if not marked or not (over or line.after_blank):
            return ()
    start = line.start + match.start("bodies")
    named = Line(match["bodies"], start, start + len(match["bodies"]), after_blank=True)
    return tuple(m for m in bodies_of(named) if not m.genitive)


def _is_unknown_group(window: list[Line]) -> bool:
    """Whether advice with bullets goes on under a heading that names no known body."""
    heading = window[0].text
    mark = mark_at(window[1].text) if len(window) > 1 else None
    return (
        heading.endswith(":")
        and len(heading) < _WRAPPED
        and not is_lead(window[0])
        and mark is not None
        and is_advice(window[1].text[mark.end :])
    )


def _ends(line: Line, before: Row) -> bool:
    """Whether a list with bullets is over before *line*, which has none."""
    if is_lead(line):
        return True
    last = before.line.text
    if not last or line.text[0].islower():
        return False
    if line.after_blank or last.endswith((".", ":", "!")) or _asks(line.text):
        return True
    return len(last) < SHORT and bool(_NAME_LINE.fullmatch(line.text))


def _is_sentence(line: Line, before: Row) -> bool:
    """Whether a line under an item that no stop ends may be a sentence of its own."""
    if not line.text[0].isupper() or is_open(before.line):
        return False
    return _FINITE.match(line.text) is not None


def is_open(line: Line) -> bool:
    """Whether the last word of *line* wants another: `med`, `och`, a comma."""
    return _OPEN_END.search(line.text[-_FIRST_WORDS:]) is not None


def _ends_loose(line: Line, before: Row | None) -> bool:
    if line.text.endswith(":") or is_lead(line) or leaves_list(line.text):
        return True
    loose = before is not None and before.kind is Kind.LOOSE
    return loose and line.after_blank and not is_advice(line.text)


def leaves_list(text: str) -> bool:
    """Whether a sentence is no part of a list any more, but asks for an answer, say."""
    first = text[:_FIRST_WORDS]
    return _asks(first) or (bool(_MAYBE_AFTER.match(first)) and not ought(first))


def _asks(text: str) -> bool:
    """Whether *text* begins as letters go on, or is about an answer."""
    return bool(_AFTER.match(text) or _ANSWER.search(text, 0, _FIRST_WORDS))


def _leaves(text: str) -> int | None:
    """Where in an item the letter goes on with something else."""
    stops = (s.start() for s in _STOP.finditer(text) if _AFTER.match(text, s.end()))
    turn = _WITHIN.search(text)
    places = [next(stops, len(text)), turn.start() if turn else len(text)]
    return min(places) if min(places) < len(text) else None


def sounds_cut(rows: list[Row]) -> bool:
    """Whether an item may have swallowed what follows it, or half of another line."""
    text = " ".join(row.line.text for row in rows)
    ended = (
        row.kind is Kind.MORE and before.line.text.endswith((".", "!"))
        for before, row in pairwise(rows)
    )
    signs = any(sign.search(text) for sign in (_ANSWER, _HEADED))
    return any(ended) or signs or may_hold_marks(text)
