"""A memo that a person wrote or corrected, as TOML or JSON, and what is left to ask."""

import re
from collections.abc import Iterator
from typing import Final

from auditflow.errors import MemoRefused, Problem
from auditflow.memo import Body, Memo, ReplyKind
from auditflow.memo.texts import Written, written_in
from auditflow.reading import questions
from auditflow.reading.outcome import Question, Reading

_KEYS: Final = (
    r"(?:municipality|dnr|diary_numbers|dated|title|bodies|recommendations|signatories"
    r"|audit_firm|to_confirm)"
)
_TOML: Final = re.compile(
    # Remarks and empty lines, then a key or a heading of a memo.
    rf"\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*+[ \t]*(?:{_KEYS}[ \t]*=|\[\[?{_KEYS}\]\]?)"
)
_JSON: Final = re.compile(rf'\ufeff?\s*+\{{\s*+"(?:{_KEYS}|questions)"\s*+:')
_CONFIRM: Final = {
    ReplyKind.PROPOSED: (
        "{day} är bara ett förslag; bekräfta det med {kind}.",
        "{day} is a proposal only; confirm it with {kind}.",
    ),
    ReplyKind.RELATIVE: (
        "svar begärs inom en tid; ange dagen med {kind}.",
        "an answer is asked for within a time; give the day with {kind}.",
    ),
    ReplyKind.UNDATED: (
        "svar begärs utan dag; ange dagen med {kind}.",
        "an answer is asked for without a day; give it with {kind}.",
    ),
    ReplyKind.UNREADABLE: (
        "dagen för svaret kunde inte läsas; ange den med {kind}.",
        "the day of the answer could not be read; give it with {kind}.",
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

_UNSURE: Final = (
    "{}: osäkert vid läsningen; bekräfta eller rätta, och stryk ur to_confirm.",
    "{}: unsure when read; confirm or correct it, and take it out of to_confirm.",
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
    written = written_in(text, source)
    if written.memo == Memo():
        mend = "give one that was written with auditflow read FILE --edit-out"
        raise MemoRefused((Problem(source, "holds no memo: nothing is said", mend),))
    asked = [*_asked(written)]
    asked += _unsure(written, {question.field for question in asked})
    return Reading(text, memo=written.memo, questions=tuple(asked))


def _asked(written: Written) -> Iterator[Question]:
    """What is asked of a letter too, and what is not confirmed yet."""
    memo = written.memo
    for field in ("municipality", "title", "dated"):
        if getattr(memo, field) is None:
            yield questions.missing(field)
    numbers = memo.diary_numbers
    if memo.dnr is not None and numbers and memo.dnr != numbers[0].raw:
        sv, en = (said.format(memo.dnr, numbers[0].raw) for said in _TWO_NUMBERS)
        yield Question("dnr", sv, en, written.lines.of("dnr"))
    if not memo.bodies:
        yield Question("bodies", *_NO_BODIES)
    for number, body in enumerate(memo.bodies, 1):
        if body.reply.kind in _CONFIRM:
            line = written.lines.of(f"bodies.{number}.reply")
            yield _about(body, line, is_json=written.is_json)
    if not memo.signatories:
        yield questions.missing("signatories")


def _about(body: Body, line: int | None, *, is_json: bool) -> Question:
    kind = '"kind": "date"' if is_json else 'kind = "date"'
    sv, en = (
        said.replace("{day}", str(body.reply.date)).replace("{kind}", kind)
        for said in _CONFIRM[body.reply.kind]
    )
    field = f"bodies.{body.name}.reply"
    return Question(field, f"{body.name}: {sv}", f"{body.name}: {en}", line)


def _unsure(written: Written, asked: set[str]) -> Iterator[Question]:
    """What the reader was unsure of, until a person takes it out of the list."""
    for field in written.to_confirm:
        if field not in asked:
            value = getattr(written.memo, field, None)
            named = f"{field} ({value})" if isinstance(value, str) else field
            sv, en = (said.replace("{}", named) for said in _UNSURE)
            yield Question(field, sv, en, written.lines.of("to_confirm"))
