"""What of a memo a person has still to confirm where the memo itself does not tell."""

from collections.abc import Iterable

from auditflow.memo.bodies import ReplyKind
from auditflow.memo.memo import Asked, Memo
from auditflow.memo.reading import KEYS


def to_confirm(memo: Memo, questions: Iterable[Asked]) -> tuple[str, ...]:
    """The fields that *questions* ask about and that *memo* shows no doubt about.

    A field that is empty, or a reply without a day that holds, is asked about as long
    as it stands there; a municipality that may be another one is not.
    """
    told = {*_telling(memo)}
    fields = (question.field for question in questions)
    of_memo = (field for field in fields if field.partition(".")[0] in KEYS)
    return tuple(dict.fromkeys(field for field in of_memo if field not in told))


def _telling(memo: Memo) -> Iterable[str]:
    for field in ("municipality", "title", "dated", "bodies", "signatories"):
        if not getattr(memo, field):
            yield field
    for body in memo.bodies:
        if body.reply.kind not in {ReplyKind.DATE, ReplyKind.NONE}:
            yield f"bodies.{body.name}.reply"
    if memo.diary_numbers and memo.dnr != memo.diary_numbers[0].raw:
        yield "dnr"
