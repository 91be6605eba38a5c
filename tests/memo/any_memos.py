"""Any memo that can be built."""

import datetime as dt

from hypothesis import strategies as st

from auditflow.memo import (
    Body,
    DiaryNumber,
    Memo,
    Recommendation,
    ReplyKind,
    ReplyRequest,
    Role,
    Signatory,
)

days = st.dates(dt.date(1953, 1, 1), dt.date(2100, 12, 31))
words = st.text(max_size=30) | st.sampled_from(
    [
        "kommunstyrelsen",
        "KS 2022/347",
        "\x7f",
        '"""',
        "'",
        "\\",
        "\r\n",
        "a\n[x]\nb = 1",
    ]
)
maybe = st.none() | words
_DATED = [kind for kind in ReplyKind if kind.has_day]
_OTHER = [kind for kind in ReplyKind if not kind.has_day]
replies = st.one_of(
    st.just(ReplyRequest()),
    st.builds(
        ReplyRequest, st.sampled_from(_DATED), days, st.none() | st.times(), words
    ),
    st.builds(
        ReplyRequest,
        st.sampled_from(_OTHER),
        st.none(),
        st.none() | st.times(),
        words,
    ),
)
memos = st.builds(
    Memo,
    municipality=maybe,
    dnr=maybe,
    diary_numbers=st.lists(st.builds(DiaryNumber, maybe, words), max_size=3),
    dated=st.none() | days,
    title=maybe,
    bodies=st.lists(st.builds(Body, words, st.sampled_from(Role), replies), max_size=3),
    recommendations=st.lists(
        st.builds(Recommendation, st.integers(-3, 30) | st.integers(), words, maybe),
        max_size=4,
    ),
    signatories=st.lists(st.builds(Signatory, words, maybe), max_size=3),
    audit_firm=maybe,
)
