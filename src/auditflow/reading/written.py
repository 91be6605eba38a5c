"""A memo that a person wrote or corrected, as TOML or JSON, and what is left to ask."""

import re
from collections.abc import Iterator
from typing import Final

from auditflow.memo import Memo, ReplyKind, ReplyRequest
from auditflow.memo.texts import line_of
from auditflow.reading import questions
from auditflow.reading.outcome import Question, Reading

_KEYS: Final = (
    r"(?:municipality|dnr|diary_numbers|dated|title|bodies|recommendations|signatories"
    r"|audit_firm)"
)
_TOML: Final = re.compile(
    # Remarks and empty lines, then a key or a heading of a memo.
    rf"\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*+[ \t]*(?:{_KEYS}[ \t]*=|\[\[?{_KEYS}\]\]?)"
)
_JSON: Final = re.compile(rf'\ufeff?\s*+\{{\s*+"(?:{_KEYS}|questions)"\s*+:')
_CONFIRM: Final = {
    ReplyKind.PROPOSED: (
        '{day} är bara ett förslag; bekräfta det med kind = "date".',
        '{day} is a proposal only; confirm it with kind = "date".',
    ),
    ReplyKind.RELATIVE: (
        'svar begärs inom en tid; ange dagen med kind = "date".',
        'an answer is asked for within a time; give the day with kind = "date".',
    ),
    ReplyKind.UNDATED: (
        'svar begärs utan dag; ange dagen med kind = "date".',
        'an answer is asked for without a day; give it with kind = "date".',
    ),
    ReplyKind.UNREADABLE: (
        'dagen för svaret kunde inte läsas; ange den med kind = "date".',
        'the day of the answer could not be read; give it with kind = "date".',
    ),
}
_NO_BODIES: Final = (
    "Memot nämner ingen mottagare; ange vilka som ska svara.",
    "The memo names no body; say which are to answer.",
)
_TWO_NUMBERS: Final = (
    "dnr ({}) är inte det första av diarienumren ({}); ange vilket som gäller.",
    "dnr ({}) is not the first of the diary numbers ({}); say which one holds.",
)


def is_written(text: str, suffix: str) -> bool:
    """Whether *text* is a memo that was written as TOML or JSON, and no letter.

    What is in it decides; a file called ``.toml`` or ``.json`` is never a letter.

    >>> is_written("[[bodies]]", ".txt"), is_written("Till: Kommunstyrelsen", ".txt")
    (True, False)
    """
    named = suffix.lower() in {".toml", ".json"}
    return named or bool(_TOML.match(text) or _JSON.match(text))


def reading_of(text: str, source: str) -> Reading:
    """The memo that *text* says, with what a person has still to confirm.

    >>> reading_of("title = 'Granskning av integration'", "memo.toml").memo.title
    'Granskning av integration'

    Raises:
        MemoRefused: with all that is wrong in it; *source* is what it is called there.
    """
    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    read = Memo.from_json if is_json else Memo.from_toml
    memo = read(text, source)
    return Reading(text, memo=memo, questions=tuple(_asked(memo, text)))


def _asked(memo: Memo, text: str) -> Iterator[Question]:
    """What is asked of a letter too, and what is not confirmed yet."""
    for field in ("municipality", "title", "dated"):
        if getattr(memo, field) is None:
            yield questions.missing(field)
    numbers = memo.diary_numbers
    if memo.dnr is not None and numbers and memo.dnr != numbers[0].raw:
        sv, en = (said.format(memo.dnr, numbers[0].raw) for said in _TWO_NUMBERS)
        yield Question("dnr", sv, en, line_of(text, "dnr"))
    if not memo.bodies:
        yield Question("bodies", *_NO_BODIES)
    for number, body in enumerate(memo.bodies, 1):
        if body.reply.kind in _CONFIRM:
            line = line_of(text, f"bodies.{number}.reply")
            yield _about(body.name, body.reply, line)
    if not memo.signatories:
        yield questions.missing("signatories")


def _about(body: str, reply: ReplyRequest, line: int | None) -> Question:
    sv, en = (said.format(day=reply.date) for said in _CONFIRM[reply.kind])
    return Question(f"bodies.{body}.reply", f"{body}: {sv}", f"{body}: {en}", line)
