"""The last step: fields → `Memo`, with questions, or why the paper is no memo."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from auditflow.errors import FileRefused
from auditflow.memo import Memo, Recommendation
from auditflow.reading import other_papers, questions
from auditflow.reading.documents import MOST_CHARACTERS, text_of
from auditflow.reading.fields.auditors import auditors_send
from auditflow.reading.fields.day_of_letter import DayOfLetter
from auditflow.reading.fields.diary_numbers import unread_diary_number
from auditflow.reading.fields.letter_fields import Fields
from auditflow.reading.fields.recommendations.recommended import Recommended
from auditflow.reading.fields.signatories import Signed
from auditflow.reading.lines.even_text import EvenText
from auditflow.reading.lines.line import Placed, ReadT
from auditflow.reading.lines.mending import Mended
from auditflow.reading.outcome import Found, Question, Reading, WhyNot
from auditflow.reading.sentences.body_names import is_group
from auditflow.reading.sentences.parts import Parts
from auditflow.reading.written import is_written, reading_of

LONGEST_LETTER: Final = 200_000  # characters, some sixty pages
_NEAR: Final = 1_000  # characters before it in which the text may be cut
_CUT: Final = Mended(
    f"texten är mycket lång; bara de första {LONGEST_LETTER:,} tecknen lästes",
    f"the text is very long; only its first {LONGEST_LETTER:,} characters were read",
)
_GIVEN: Final = "the text"


def read_memo(source: Path | str) -> Reading:
    """Read a letter: a `Path` is a file (text, PDF, DOCX), a `str` the text itself.

    A file may also hold a memo that was written as TOML or JSON, for a person to
    correct: it is given back with the questions that are left.

    The letter stands first in its text: what follows the names under it, or the
    first 200,000 characters, is taken for an enclosure. What cannot be read becomes a
    question, and is ``None`` or empty in the memo.

    >>> reading = read_memo('''Revisorerna i Vänersborgs kommun
    ... 2022-09-27
    ... Till: Kommunstyrelsen
    ... Granskning av integration
    ... Vi önskar svar från kommunstyrelsen senast 2022-11-25.''')
    >>> reading.memo.bodies[0].reply.date
    Date(2022, 11, 25)
    >>> [question.field for question in reading.questions]
    ['signatories']
    >>> print(read_memo("Mjölk, ägg och smör").why_not)
    no auditors stand as its sender; give a letter from the municipality's auditors

    Raises:
        FileRefused: the file cannot be read, or is far longer than a letter.
        ExtraMissing: the package that reads such a file is not installed.
        MemoRefused: the file is a written memo with something wrong in it.
    """
    text = text_of(source) if isinstance(source, Path) else source
    if isinstance(source, Path) and is_written(text, source.suffix):
        return reading_of(text, str(source))
    if len(text) > MOST_CHARACTERS:
        why = f"has {len(text)} characters, far more than a letter"
        raise FileRefused(_GIVEN, why, "give the letter alone")
    parts = Parts.of(EvenText.of(_front(text)))
    fields = Fields.of(parts)
    why_not = _why_not(parts, fields)
    if why_not is not None:
        return Reading(text, why_not=why_not, mended=_mended(text, parts))
    return Reading(
        text,
        memo=_memo(fields),
        questions=tuple(_questions(parts, fields)),
        found=tuple(_found(parts, fields)),
        mended=_mended(text, parts),
        received=fields.day.stamp,
    )


def _front(text: str) -> str:
    """Where the letter stands; after so much text there are enclosures only."""
    if len(text) <= LONGEST_LETTER:
        return text
    # Never cut through a day: what is left of it would be another one.
    front = text[:LONGEST_LETTER]
    near = LONGEST_LETTER - _NEAR
    end = max(front.rfind("\n", near), front.rfind(" ", near))
    return front[:end] if end > 0 else front.rstrip("0123456789-–")


def _mended(text: str, parts: Parts) -> tuple[Mended, ...]:
    return (*parts.even.mended, *([_CUT] if len(text) > LONGEST_LETTER else []))


def _why_not(parts: Parts, fields: Fields) -> WhyNot | None:
    if not parts.even.lines:
        return other_papers.NO_TEXT
    other = other_papers.other_paper(parts)
    if other is not None:
        return other
    if auditors_send(parts) is None:
        to_auditors = fields.addressees.to_auditors
        return other_papers.TO_AUDITORS if to_auditors else other_papers.NO_AUDITORS
    requests = fields.requests
    if not (requests.asks or requests.handed or fields.recommended.items):
        return other_papers.NOTHING_HANDED_OVER
    return None if fields.bodies else other_papers.NO_BODY


def _memo(fields: Fields) -> Memo:
    numbers = tuple(placed.value for placed in fields.diary_numbers)
    return Memo(
        municipality=fields.municipality.value if fields.municipality else None,
        dnr=numbers[0].raw if numbers else None,
        diary_numbers=numbers,
        dated=fields.dated,
        title=fields.title.value if fields.title else None,
        bodies=(read.body for read in fields.bodies),
        recommendations=(
            Recommendation(number, one.text, fields.recommended_to(one.whom))
            for number, one in enumerate(
                (item.value for item in fields.recommended.items), 1
            )
        ),
        signatories=(placed.value.signatory for placed in fields.signatories),
        audit_firm=fields.firm.value if fields.firm and fields.firm.sure else None,
    )


def _questions(parts: Parts, fields: Fields) -> Iterator[Question]:
    line = parts.even.line_number
    for field, placed in (
        ("municipality", fields.municipality),
        ("title", fields.title),
        ("audit_firm", fields.firm),
    ):
        if placed is not None and not placed.sure:
            yield questions.unsure(field, placed.value, line(placed.start))
        elif placed is None and field in questions.MISSING:
            yield questions.missing(field)
    label = unread_diary_number(parts, fields.addressees)
    if label is not None:
        yield questions.missing("diary_numbers", line(label))
    yield from _about_day(parts, fields.day)
    for read in fields.bodies:
        if read.doubt is not None and read.asked is not None:
            at = line(read.asked[0])
            yield questions.about_reply(read.body.name, read.body.reply, read.doubt, at)
        if is_group(read.body.name):
            yield questions.unsure("bodies", read.body.name, line(read.named[0]))
    for place in fields.addressees.unread:
        yield Question("bodies", *questions.MISSING["receivers"], line(place))
    if fields.requests.unread is not None:
        yield questions.missing("bodies", line(fields.requests.unread))
    yield from _about_recommendations(parts, fields.recommended)
    yield from _about_signatories(parts, fields.signatories)


def _about_signatories(
    parts: Parts, found: tuple[Placed[Signed], ...]
) -> Iterator[Question]:
    if not found:
        yield questions.missing("signatories")
    for signed in found:
        if signed.value.unclear is not None:
            at = parts.even.line_number(signed.start)
            name = signed.value.signatory.name
            yield questions.about_signatory(name, signed.value.unclear, at)


def _about_day(parts: Parts, day: DayOfLetter) -> Iterator[Question]:
    if day.several:
        at = parts.even.line_number(day.place)
        yield Question("dated", *questions.SEVERAL_DAYS, at)
    elif day.day is None and day.stamp is not None:
        yield questions.unsure("dated", str(day.stamp), None)
    elif day.day is None:
        yield questions.missing("dated")


def _about_recommendations(parts: Parts, found: Recommended) -> Iterator[Question]:
    count = len(found.items)
    if not count:
        if found.spoken_of is not None:
            at = parts.even.line_number(found.spoken_of)
            yield questions.missing("recommendations", at)
        return
    differs = found.announced is not None and found.announced != count
    if differs or not all(item.sure for item in found.items):
        at = parts.even.line_number(found.items[0].start)
        yield questions.about_count(count, found.announced, at)


def _found(parts: Parts, fields: Fields) -> Iterator[Found]:
    """Where each field stood in the given text."""
    span = parts.even.span
    for name, placed in (
        ("municipality", fields.municipality),
        ("dated", fields.day.day),
        ("title", fields.title),
        ("audit_firm", fields.firm),
    ):
        if placed is not None:
            yield Found(name, *span(placed.start, placed.end), placed.sure)
    yield from _listed("diary_numbers", fields.diary_numbers, parts)
    yield from _listed("recommendations", fields.recommended.items, parts)
    yield from _listed("signatories", fields.signatories, parts)
    for read in fields.bodies:
        field = f"bodies.{read.body.name}"
        yield Found(field, *span(*read.named))
        if read.asked is not None:
            yield Found(f"{field}.reply", *span(*read.asked), read.doubt is None)


def _listed(
    name: str, many: tuple[Placed[ReadT], ...], parts: Parts
) -> Iterator[Found]:
    for number, one in enumerate(many, 1):
        span = parts.even.span(one.start, one.end)
        yield Found(f"{name}.{number}", *span, one.sure)
