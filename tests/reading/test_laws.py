"""Laws: no text breaks the reader, or makes it invent a day."""

import re

from hypothesis import given
from hypothesis import strategies as st

from auditflow.reading import Question, Reading, read_memo
from auditflow.reading.lines.even_text import EvenText
from tests.reading.papers import SEED, letter

_WORDS = st.sampled_from(
    [
        *SEED.split(" ")[:40],
        *letter().split("\n"),
        "senast",
        "den",
        "31 maj",
        "2023-02-30",
        "2023-05-31",
        "\n",
        "\n\n",
        "- ",
        "Vi önskar svar",
        "för yttrande",
        "Till:",
        "och",
        "överlämnar till",
        "kommunstyrelsen",
        "socialnämnden",
        "kl. 17.00",
        "9999-01-01",
        "inom tre månader",
        "29 februari",
        "rekommenderar",
        "att:",
        "\t",
        "Dnr",
        "Ordförande",
    ]
)
texts = st.one_of(
    st.text(max_size=400),
    st.lists(_WORDS, max_size=60).map(" ".join),
    st.lists(_WORDS, max_size=60).map("\n".join),
    st.lists(_WORDS, max_size=20).map(lambda words: letter(" ".join(words))),
)


@given(texts)
def test_any_text_gives_a_memo_or_a_reason(text: str):
    """Exactly one of the two, spans in the text, questions in both languages."""
    reading = read_memo(text)
    assert (reading.memo is None) == (reading.why_not is not None)
    for found in reading.found:
        assert 0 <= found.start <= found.end <= len(text)
    assert all(question.sv and question.en for question in reading.questions)


@given(texts)
def test_no_reply_day_is_invented(text: str):
    """Year, month and day of an answer stand in the sentence that asks for it."""
    for reply in replies(read_memo(text)):
        if reply.date is None:
            continue
        digits = [int(number) for number in re.findall(r"[0-9]+", reply.text)]
        assert reply.date.day in digits
        assert reply.kind == "proposed" or reply.date.year in digits


@given(texts)
def test_what_is_no_plain_day_is_asked_about(text: str):
    """Each reply request that is no whole day has its question."""
    reading = read_memo(text)
    asked = {question.field for question in reading.questions}
    if reading.memo is not None:
        for body in reading.memo.bodies:
            if body.reply.kind not in {"date", "none"}:
                assert f"bodies.{body.name}.reply" in asked


@given(st.text(max_size=300))
def test_even_text_knows_where_each_character_stood(given_text: str):
    """Spans do not go backwards, and end within the given text."""
    even = EvenText.of(given_text)
    ends = [even.span(at, at + 1) for at in range(len(even.text))]
    assert all(0 <= start < end <= len(given_text) for start, end in ends)
    assert ends == sorted(ends)


def replies(reading: Reading):
    return [] if reading.memo is None else [body.reply for body in reading.memo.bodies]


def test_a_question_reads_as_its_english():
    """As a line for people."""
    assert str(Question("title", "Vad?", "What?")) == "What?"
