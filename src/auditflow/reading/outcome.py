"""What a reading gives: the memo, where each field stood, and what to confirm."""

import attrs
from pendulum import Date

from auditflow.memo import Memo
from auditflow.reading.lines.mending import Mended
from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class Found(Value):
    """Where a field stood in the given text, and whether the reader is sure of it.

    ``field`` is a path in the memo, such as ``title``, ``recommendations.3`` or
    ``bodies.kommunstyrelsen.reply``; the end of the span is not part of it.
    """

    field: str
    start: int
    end: int
    sure: bool = True


@attrs.frozen(eq=False, repr=False)
class Question(Value):
    """Something that a person must confirm, as one sentence in two languages."""

    field: str
    sv: str
    en: str
    line: int | None = None

    def __str__(self) -> str:
        return self.en


@attrs.frozen(eq=False, repr=False)
class WhyNot(Value):
    """Why a paper is no letter from auditors to a body."""

    sv: str
    en: str

    def __str__(self) -> str:
        return self.en


@attrs.frozen(eq=False, repr=False)
class Reading(Value):
    """What was read: a memo with its questions, or why there is none.

    Exactly one of ``memo`` and ``why_not`` is there; ``text`` is what the spans of
    ``found`` count in. ``mended`` says which damage was mended before reading, and
    ``received`` what a stamp of receipt says: it is offered, and taken for nothing.
    """

    text: str = attrs.field(repr=False)
    memo: Memo | None = None
    questions: tuple[Question, ...] = ()
    why_not: WhyNot | None = None
    found: tuple[Found, ...] = attrs.field(default=(), repr=False)
    mended: tuple[Mended, ...] = ()
    received: Date | None = None
