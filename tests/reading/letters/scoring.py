"""What came of each field of a letter: right, asked about, or wrong."""

import unicodedata
from collections.abc import Iterator
from enum import StrEnum

import attrs

from auditflow.memo import (
    Body,
    DiaryNumber,
    Memo,
    Recommendation,
    ReplyKind,
    ReplyRequest,
    Role,
    body_key,
)
from auditflow.reading import Reading
from tests.reading.letters.truth import Letter, Truth


class Came(StrEnum):
    """What came of a field."""

    RIGHT = "right"
    """Equal to the truth, and no question that was not needed."""
    ASKED = "asked"
    """A person is asked, and so sees the field."""
    WRONG = "wrong"


FIELDS = (
    "municipality",
    "diary_numbers",
    "dated",
    "title",
    "bodies",
    "reply",
    "recommendations",
    "signatories",
    "audit_firm",
)


@attrs.frozen
class Score:
    """What came of one field of one letter; its reply is one of each body."""

    letter: Letter
    field: str
    came: Came
    truth: object
    read: object


@attrs.frozen
class Invented:
    """A day of an answer that the letter does not hold for that body."""

    letter: Letter
    body: Body
    proposed: bool
    """It was only proposed, with a question."""


_NATURAL = (
    ReplyKind.PROPOSED,
    ReplyKind.UNDATED,
    ReplyKind.RELATIVE,
    ReplyKind.UNREADABLE,
)
"""The kinds that a question goes with."""


def scores(letter: Letter, reading: Reading) -> Iterator[Score]:
    """What came of each field."""
    memo = reading.memo
    if memo is None:
        yield from _all_wrong(letter, str(reading.why_not))
        return
    asked = {question.field for question in reading.questions}
    truth = letter.truth
    for field, equal, natural, true, read in _compared(truth, memo):
        questioned = any(_of(question, field) for question in asked)
        came = _came(equal=equal, questioned=questioned, natural=natural)
        yield Score(letter, field, came, true, read)
    yield Score(
        letter, "bodies", _bodies_came(truth, memo, asked), truth.bodies, memo.bodies
    )
    for body in truth.bodies:
        if body.role is not Role.FOR_INFORMATION:
            read = memo.body(body.name)
            came = _reply_came(body, read, asked)
            yield Score(letter, "reply", came, body, read)


def invented(letter: Letter, reading: Reading) -> Iterator[Invented]:
    """Every day of an answer that is not the truth's."""
    if reading.memo is None:
        return
    asked = {question.field for question in reading.questions}
    true = {body_key(body.name): body.reply.date for body in letter.truth.bodies}
    for body in reading.memo.bodies:
        day = body.reply.date
        if day is None or true.get(body_key(body.name)) == day:
            continue
        proposed = body.reply.kind is ReplyKind.PROPOSED
        yield Invented(letter, body, proposed and _asked_reply(body, asked))


def _all_wrong(letter: Letter, why: str) -> Iterator[Score]:
    for field in FIELDS:
        if field != "reply":
            yield Score(letter, field, Came.WRONG, "a memo", why)
    for body in letter.truth.bodies:
        if body.role is not Role.FOR_INFORMATION:
            yield Score(letter, "reply", Came.WRONG, body, why)


def _compared(
    truth: Truth, memo: Memo
) -> Iterator[tuple[str, bool, bool, object, object]]:
    """Field, whether equal, whether a question goes with it; what is true, and read."""
    place, firm = truth.municipality, truth.audit_firm
    same = plain(memo.municipality).casefold() == place.casefold()
    yield "municipality", same, False, place, memo.municipality
    yield (
        "diary_numbers",
        _same_numbers(truth, memo.diary_numbers),
        not truth.diary_numbers,
        truth.diary_numbers,
        memo.diary_numbers,
    )
    yield (
        "dated",
        memo.dated == truth.dated,
        truth.dated is None,
        truth.dated,
        memo.dated,
    )
    titled = plain(memo.title) in truth.titles
    yield "title", titled, False, truth.titles, memo.title
    yield (
        "recommendations",
        _same_recommendations(truth, memo.recommendations),
        truth.in_report,
        truth.recommendations,
        memo.recommendations,
    )
    signed = sorted(
        (one.name, (one.role or "").casefold()) for one in truth.signatories
    )
    read = sorted(
        (plain(one.name), plain(one.role).casefold()) for one in memo.signatories
    )
    yield (
        "signatories",
        signed == read,
        not truth.signatories,
        truth.signatories,
        memo.signatories,
    )
    same = _firm(memo.audit_firm) == _firm(firm)
    yield "audit_firm", same, firm is None, firm, memo.audit_firm


def plain(text: str | None) -> str:
    """Composed, and with single spaces: what two spellings have in common."""
    return unicodedata.normalize("NFC", " ".join((text or "").split()))


def _of(question: str, field: str) -> bool:
    return question == field or question.startswith(f"{field}.")


def _came(*, equal: bool, questioned: bool, natural: bool) -> Came:
    if equal and (natural or not questioned):
        return Came.RIGHT
    return Came.ASKED if questioned else Came.WRONG


def _same_numbers(truth: Truth, read: tuple[DiaryNumber, ...]) -> bool:
    """Each once, with its owner; with none where the letter tells none."""
    told = {_bare(number): [number.owner] for number in truth.diary_numbers}
    for number in truth.coded:
        told[_bare(number)].append(number.owner)
    if {*map(_bare, read)} != told.keys():
        return False
    return all(
        body_key(number.owner or "")
        in [body_key(owner or "") for owner in told[_bare(number)]]
        for number in read
    )


def _bare(number: DiaryNumber) -> str:
    return "".join(number.raw.split())


def _said(recommendation: Recommendation) -> str:
    """Its words without what joins it to the next one of a list."""
    text = plain(recommendation.text).rstrip(" .;,")
    for joining in (" samt", " och"):
        text = text.removesuffix(joining).rstrip(",")
    for beginning in ("Att ", "att "):
        text = text.removeprefix(beginning)
    return text[:1].casefold() + text[1:]


def _same_recommendations(truth: Truth, read: tuple[Recommendation, ...]) -> bool:
    """In words and order, each to its body; to none where the letter tells none.

    What a letter to a single body recommends can only be to that body.
    """
    true = truth.recommendations
    if [*map(_said, true)] != [*map(_said, read)]:
        return False
    single = body_key(truth.bodies[0].name) if len(truth.bodies) == 1 else ""
    return all(
        body_key(other.body or "") == body_key(one.body or "")
        or (one.body is None and body_key(other.body or "") == single)
        for one, other in zip(true, read, strict=True)
    )


def _firm(name: str | None) -> str:
    """The firm, whichever of its names is used."""
    bare = plain(name).removesuffix(" AB").casefold()
    return {
        "ernst & young": "ey",
        "öhrlings pricewaterhousecoopers": "pwc",
        "pricewaterhousecoopers": "pwc",
    }.get(bare, bare)


def _bodies_came(truth: Truth, memo: Memo, asked: set[str]) -> Came:
    """Names and roles; a question about one that differs, or about all, excuses."""
    true = {body_key(body.name): body.role for body in truth.bodies}
    read = {body_key(body.name): body.role for body in memo.bodies}
    differ = {key for key in true | read if true.get(key) != read.get(key)}
    if not differ:
        return _came(equal=True, questioned="bodies" in asked, natural=False)
    named = {
        body_key(field.removeprefix("bodies.").removesuffix(".reply"))
        for field in asked
        if field.startswith("bodies.")
    }
    return Came.ASKED if "bodies" in asked or differ <= named else Came.WRONG


def _asked_reply(body: Body, asked: set[str]) -> bool:
    key = body_key(body.name)
    return any(
        field.startswith("bodies.")
        and field.endswith(".reply")
        and body_key(field[7:-6]) == key
        for field in asked
    )


def _reply_came(true: Body, read: Body | None, asked: set[str]) -> Came:
    """The reply of one body; where it is missing, a question about all excuses."""
    questioned = _asked_reply(true, asked)
    reply = read.reply if read else ReplyRequest()
    differs = read is None or (reply.kind is ReplyKind.NONE) != (
        true.reply.kind is ReplyKind.NONE
    )
    equal = (reply.kind, reply.date, reply.time) == (
        true.reply.kind,
        true.reply.date,
        true.reply.time,
    )
    return _came(
        equal=equal and read is not None,
        questioned=questioned or (differs and "bodies" in asked),
        natural=true.reply.kind in _NATURAL,
    )
