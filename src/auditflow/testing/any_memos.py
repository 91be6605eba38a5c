"""Letters as auditors write them."""

from datetime import timedelta
from typing import Final

import attrs
from hypothesis import strategies as st
from pendulum import Date

from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.testing.any_days import FIRST, LAST, days_towards
from auditflow.testing.factories import (
    BODY,
    INFORMED,
    RECOMMENDED,
    REPLY_BY,
    a_memo,
)
from auditflow.testing.given import Day, day_given

_BODIES: Final = (
    "socialnämnden", "barn- och utbildningsnämnden", "samhällsbyggnadsnämnden",
    "Gemensamma överförmyndarnämnden", "Styrelsen för Vänersborgsbostäder AB",
)  # fmt: skip
_MUNICIPALITIES: Final = (
    "Vänersborgs kommun", "Sala kommun", "Upplands-Bro kommun", "Region Värmland",
)  # fmt: skip
# How long before the reply day the letter is written: two months, three weeks and so
# on; the simplest is what Vänersborg's auditors gave.
_TIMES_GIVEN: Final = (59, 21, 90, 30, 10)


def memos(
    first: Day = FIRST,
    last: Day = LAST,
    *,
    dated_reply: bool = False,
) -> st.SearchStrategy[Memo]:
    """Letters that ask at least one body for an answer, as municipalities get them.

    They shrink towards the letter of `a_memo`.

    Args:
        first: the first day that is asked for.
        last: the last day that is asked for.
        dated_reply: only letters that ask for an answer by a day.
    """
    return _memos(day_given(first), day_given(last), dated_reply)


_SIMPLEST: Final = day_given(REPLY_BY)
_ANY_KIND: Final = st.sampled_from(["date", "date", "undated", "proposed", "relative"])
_NAMES: Final = st.lists(st.sampled_from(_BODIES), max_size=3, unique=True)


@st.composite
def _memos(draw: st.DrawFn, first: Date, last: Date, dated_reply: bool) -> Memo:  # noqa: FBT001 - of `memos` alone
    reply_by = draw(days_towards(_SIMPLEST, first, last))
    dated = reply_by - timedelta(days=draw(st.sampled_from(_TIMES_GIVEN)))
    others = draw(_NAMES)
    answering = others[: draw(st.sampled_from([0, 0, 1, 2]))]
    recommended = draw(st.sampled_from([len(RECOMMENDED), 1, 0, 7]))
    memo = a_memo(
        reply_by=reply_by,
        dated=dated,
        municipality=draw(st.sampled_from(_MUNICIPALITIES)),
        also_answering=answering,
        informed=others[len(answering) :] or INFORMED,
        recommendations=RECOMMENDED if recommended == len(RECOMMENDED) else recommended,
    )
    match kind := "date" if dated_reply else draw(_ANY_KIND):
        case "date":
            return memo
        case "proposed":
            reply = ReplyRequest(kind, reply_by, text=f"senast {reply_by}")
        case "relative":
            reply = ReplyRequest(kind, text="inom tre månader")
        case _:
            reply = ReplyRequest(kind, text="svar önskas")
    asking = Body(BODY, "must_answer", reply)
    return attrs.evolve(memo, bodies=[asking, *memo.bodies[1:]])
