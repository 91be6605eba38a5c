"""The diary numbers of a letter: under a label, alone in the head, or in a sentence."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

import attrs

from auditflow.memo import DiaryNumber, NumberKey
from auditflow.reading.fields.addressees import Addressees
from auditflow.reading.fields.number_owners import HEADING, Owners
from auditflow.reading.lines.line import Line, Placed
from auditflow.reading.sentences.body_names import mention_at
from auditflow.reading.sentences.number_forms import AND, is_unmistakable, numbers_in
from auditflow.reading.sentences.parts import TITLE_WORD, Parts
from auditflow.values import Value

LABEL: Final = re.compile(
    r"(?<![\w\-])(?:(?P<whose>vårt?|ert?|[a-zåäö\-]{2,40}s)[ \t])?"
    r"(?:(?:dnr|diarie[ \-]?(?:nummer|nr)|ärende[ \-]?(?:beteckning|nummer|nr)"
    r"|beteckning)\b"
    r"|(?<=vår )ref(?:erens|\b)|(?<=er )ref(?:erens|\b))(?:[ \t]?[.:])*[ \t]*",
    re.IGNORECASE,
)
_ASIDE: Final = re.compile(r"[ \t]*\([^()\n]{0,40}\)[ \t:]*|[ \t:(\-–]+")
_THEIRS: Final = re.compile(
    r"revis(?:orerna|ionen|ionskontoret)s?\b[ \t:]*", re.IGNORECASE
)
_OF_THIS: Final = re.compile(
    r"granskning|rapport|överlämna|översänd|yttrande|svar|remiss|missiv|skrivelse",
    re.IGNORECASE,
)
_OF_ANOTHER: Final = re.compile(
    r"beslut|beslöt|\bant(?:og|agen|agit|ogs)|fastställ|protokoll|policy|riktlinj|§"
    r"|motion|reglement|tidigare|föregående|plan(?:en)?\b",
    re.IGNORECASE,
)
_LONGEST: Final = 300  # characters of a line of columns
_BELOW: Final = 4  # lines under a label in which its number may stand


@attrs.frozen(eq=False, repr=False)
class _Label(Value):
    """A label, where its value may begin and end, and whose number it says that is."""

    start: int
    after: int
    end: int
    owner: str | None
    optional: bool


def diary_numbers(
    parts: Parts, addressees: Addressees
) -> tuple[Placed[DiaryNumber], ...]:
    """The numbers of the letter, each with whose diary it is if the letter says so."""
    owners = Owners(parts, addressees)
    numbers: dict[tuple[str | None, NumberKey], Placed[DiaryNumber]] = {}
    for one in sorted(_in_head(owners), key=lambda one: one.start):
        numbers.setdefault((one.value.owner, one.value.key), one)
    known = {key for _, key in numbers}
    for one in _in_sentences(owners):
        if one.value.key not in known:
            numbers.setdefault((one.value.owner, one.value.key), one)
    return tuple(numbers.values())


def unread_diary_number(parts: Parts, addressees: Addressees) -> int | None:
    """Where a label for a diary number stands whose number was not read.

    That is one of the head with nothing readable after it, or one in another place.
    """
    owners = Owners(parts, addressees)
    for number, line in enumerate(parts.head):
        labels = [label for label in _labels(line, owners) if not label.optional]
        if labels and not any(True for _ in _labelled(owners, number)):
            return labels[0].start
    below = (line.start for line in (*parts.prose, *parts.close))
    return next((at for at in below if LABEL.match(parts.text, at)), None)


def _in_head(owners: Owners) -> Iterator[Placed[DiaryNumber]]:
    """The numbers of the head, under labels and alone."""
    taken: set[int] = set()
    for number, line in enumerate(owners.parts.head):
        labelled = ((raw, label.owner) for label, raw in _labelled(owners, number))
        alone = ((raw, None) for raw in _alone(owners, line))
        for raw, said in (*labelled, *alone):
            if raw.start not in taken:
                taken.add(raw.start)
                owner = said or owners.beside(raw.value, number)
                yield _placed(raw, owner)


def _placed(raw: Placed[str], owner: str | None) -> Placed[DiaryNumber]:
    return Placed(DiaryNumber(owner, raw.value), raw.start, raw.end)


def _labelled(owners: Owners, number: int) -> Iterator[tuple[_Label, Placed[str]]]:
    """The labels of a line of the head with their numbers, beside or below them."""
    parts = owners.parts
    waiting: list[_Label] = []
    for label in _labels(parts.head[number], owners):
        beside = _right_after(parts.text, label.after, label.end)
        yield from ((label, raw) for raw in beside)
        if not beside and not re.search(r"[0-9]", _rest(parts, label)):
            waiting.append(label)
    if not waiting:
        return
    below = _below(parts, number) or _on_top(parts, number)
    if len(waiting) == len(below):
        yield from zip(waiting, below, strict=True)
    elif len(waiting) == 1:
        yield from ((waiting[0], raw) for raw in below)
    else:
        # Which number belongs to which label cannot be told.
        nobody = attrs.evolve(waiting[0], owner=None)
        yield from ((nobody, raw) for raw in below)


def _labels(line: Line, owners: Owners) -> Iterator[_Label]:
    found = list(LABEL.finditer(line.text))
    for match, following in zip_longest(found, found[1:]):
        end = following.start() if following else len(line.text)
        after, owner = _after_owner(line.text, match.end())
        whose = match["whose"] or ""
        owner = owners.in_words(whose) or owner
        yield _Label(
            line.start + match.start(),
            line.start + after,
            line.start + end,
            owner,
            optional=whose.casefold() in {"er", "ert"} or "ref" in match[0].casefold(),
        )


def _after_owner(text: str, place: int) -> tuple[int, str | None]:
    """Where the number begins after ``Dnr kommunstyrelsen:``, and whose it is."""
    theirs, mention = _THEIRS.match(text, place), mention_at(text, place)
    if theirs is not None:
        return theirs.end(), "revisorerna"
    if mention is not None and not mention.common:
        return mention.end, mention.name
    return place, None


def _rest(parts: Parts, label: _Label) -> str:
    """What stands beside a label, without days: they have a column of their own."""
    text = parts.text[label.after : label.end]
    return re.sub(r"[0-9]{4} ?[-–] ?[0-9]{2} ?[-–] ?[0-9]{2}", "", text)


def _right_after(text: str, place: int, end: int) -> list[Placed[str]]:
    """The number at *place*, and those that follow it after ``och``; no others."""
    chain: list[Placed[str]] = []
    for raw in numbers_in(text, place, end):
        between = text[chain[-1].end if chain else place : raw.start]
        if not (AND.fullmatch(between) if chain else _is_aside(between)):
            break
        chain.append(raw)
    return chain


def _is_aside(text: str) -> bool:
    """Whether a number goes with the label that this stands after."""
    return not text or _ASIDE.fullmatch(text) is not None or _is_heading(text)


def _is_heading(text: str) -> bool:
    """Whether *text* is only days and the headings of other columns."""
    bare = re.sub(r"[0-9]{4} ?[-–] ?[0-9]{2} ?[-–] ?[0-9]{2}", "", text)
    return not bare.strip() or HEADING.fullmatch(bare) is not None


def _below(parts: Parts, number: int) -> list[Placed[str]]:
    """The numbers of the first line below that has any, at the start of a column."""
    for line in parts.head[number + 1 : number + 1 + _BELOW]:
        if LABEL.match(line.text) and LABEL.sub("", line.text).strip():
            return []  # the next label, with a value of its own
        found = [
            raw
            for raw in numbers_in(parts.text, line.start, line.end)
            if _begins_column(parts.text[line.start : raw.start])
        ]
        if found:
            return found
        if not _is_heading(line.text):
            return []
    return []


def _on_top(parts: Parts, number: int) -> list[Placed[str]]:
    """The number that fills the line right above a label: the two were swapped."""
    label = LABEL.fullmatch(parts.head[number].text)
    if label is None or number == 0 or parts.head[number].after_blank:
        return []
    above = parts.head[number - 1]
    found = list(numbers_in(parts.text, above.start, above.end))
    filled = [raw for raw in found if (raw.start, raw.end) == (above.start, above.end)]
    return [] if LABEL.fullmatch(parts.head[max(0, number - 2)].text) else filled


def _begins_column(before: str) -> bool:
    """Whether a number stands first, after a day, a number or a wide space."""
    bare = before.rstrip(" ")
    return (
        not bare
        or bare.endswith("\t")
        or _is_heading(bare)
        or bool(AND.search(before) and before.rstrip().endswith(("och", ",", "samt")))
        or bare[-1].isdigit()
    )


def _alone(owners: Owners, line: Line) -> Iterator[Placed[str]]:
    """Numbers without a label that fill a line or a column of the head."""
    text = owners.parts.text
    is_long = len(line.text) > _LONGEST
    if is_long or line.start in owners.addressees.lines or TITLE_WORD.match(line.text):
        return
    place = line.start
    for cell in line.text.split("\t"):
        end = place + len(cell)
        for raw in numbers_in(text, place, end):
            around = text[place : raw.start] + text[raw.end : end]
            if _is_heading(around) and is_unmistakable(raw.value):
                yield raw
        place = end + 1


def _in_sentences(owners: Owners) -> Iterator[Placed[DiaryNumber]]:
    """Labelled numbers in what is said of this letter, where it says whose they are."""
    parts = owners.parts
    for sentence in parts.sentences:
        said = Line(
            parts.text[sentence.start : sentence.end],
            sentence.start,
            sentence.end,
            after_blank=False,
        )
        labels = list(_labels(said, owners))
        if (
            not labels
            or _OF_ANOTHER.search(said.text)
            or not _OF_THIS.search(said.text)
        ):
            continue
        for label in labels:
            for raw in _right_after(parts.text, label.after, label.end):
                owner = label.owner or owners.by_code(raw.value)
                if owner is not None:
                    yield _placed(raw, owner)
