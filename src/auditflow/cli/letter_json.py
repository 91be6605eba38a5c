"""What a letter says, as JSON: the memo, and where in the text each field stood."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from auditflow.cli.as_json import Json, iso, of_questions
from auditflow.memo import Memo
from auditflow.memo.confirming import to_confirm
from auditflow.reading import Question, Reading
from auditflow.reading.documents import pages_without_text


def of_memo(memo: Memo, questions: Sequence[Question]) -> dict[str, Json]:
    """A memo as it was read, with what a person must confirm."""
    return {
        **memo.as_json(),
        "to_confirm": list(to_confirm(memo, questions)),
        "questions": of_questions(questions),
    }


def of_letter(reading: Reading, memo: Memo) -> dict[str, Json]:
    """A memo as it was read, with where in the text each field stood."""
    breaks = [0, *accumulate(map(len, reading.text.splitlines(keepends=True)))]
    return {
        **of_memo(memo, reading.questions),
        "received": iso(reading.received),
        "mended": [{"sv": damage.sv, "en": damage.en} for damage in reading.mended],
        "pages_without_text": list(pages_without_text(reading.text)),
        "found": [
            {
                "field": found.field,
                "line": bisect_right(breaks, found.start),
                "start": found.start,
                "end": found.end,
                "text": reading.text[found.start : found.end],
                "sure": found.sure,
            }
            for found in reading.found
        ],
    }
