"""Any memo that can be built and written: one that does not contradict itself."""

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
    body_key,
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
names = words.filter(lambda said: any(c.isalnum() for c in said))
maybe_names = st.none() | names
_DATED = [kind for kind in ReplyKind if kind.has_day]
_OTHER = [ReplyKind.RELATIVE, ReplyKind.UNDATED, ReplyKind.UNREADABLE]
_times = st.none() | st.times()
replies = st.one_of(
    st.builds(ReplyRequest, st.sampled_from(_DATED), days, _times, words),
    st.builds(ReplyRequest, st.sampled_from(_OTHER), st.none(), _times, words),
)
_silent = st.builds(ReplyRequest, st.just(ReplyKind.NONE), st.none(), _times, words)
bodies = st.one_of(
    st.builds(Body, names, st.just(Role.MUST_ANSWER), replies),
    st.builds(
        Body, names, st.sampled_from([Role.FOR_INFORMATION, Role.ADDRESSEE]), _silent
    ),
)
memos = st.builds(
    Memo,
    municipality=maybe_names,
    dnr=maybe,
    diary_numbers=st.lists(st.builds(DiaryNumber, maybe, names), max_size=3),
    dated=st.none() | days,
    title=maybe_names,
    bodies=st.lists(bodies, max_size=3, unique_by=lambda body: body_key(body.name)),
    recommendations=st.lists(
        st.builds(
            Recommendation, st.integers(1, 30) | st.integers(min_value=1), names, maybe
        ),
        max_size=4,
        unique_by=lambda one: one.number,
    ),
    signatories=st.lists(st.builds(Signatory, names, maybe), max_size=3),
    audit_firm=maybe_names,
)
