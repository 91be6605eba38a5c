"""Laws for texts that nobody wrote: a few hundred here, the rest by ``make fuzz``."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.reading import Found, Reading, WhyNot, read_memo
from tests.fuzz.fragments import BLOCKS, GAPS, WORDS
from tests.fuzz.oracle import complaints, day_stands, versions
from tests.fuzz.texts import any_text
from tests.fuzz.trying import tried
from tests.reading.papers import ASK, SEED, letter

CHECKOUT: Final = Path(__file__).parents[2]
_SEED_LINES: Final = SEED.split("\n")

# The gates read the same inputs each time; `make fuzz` looks for new ones.
few = settings(max_examples=300, derandomize=True)
fewer = settings(max_examples=60, derandomize=True)

words = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=40)
gaps = st.sampled_from(GAPS)
texts = st.one_of(
    st.text(max_size=200),
    st.tuples(words, gaps).map(lambda made: made[1].join(made[0])),
    st.tuples(words, gaps).map(lambda made: letter(made[1].join(made[0]))),
    st.lists(st.sampled_from((*BLOCKS, *WORDS)), max_size=10).map("\n\n".join),
    st.permutations(_SEED_LINES).map("\n".join),
    st.lists(st.sampled_from(_SEED_LINES), max_size=60).map("\n".join),
    st.integers(0, len(SEED)).map(lambda at: SEED[at:] + SEED[:at]),
)


@few
@given(texts)
def test_every_promise_holds_for_any_text(text: str):
    """A memo or a reason, spans in the text, days that stand there, questions."""
    assert list(complaints(text, read_memo(text))) == []


@fewer
@given(texts)
def test_reading_is_the_same_each_time(text: str):
    """Nothing but the text decides."""
    assert read_memo(text) == read_memo(text)


@few
@given(st.integers(0, 10**9))
def test_any_input_of_a_long_run_is_read(tmp_path_factory, number: int):
    """What ``python -m tests.fuzz`` reads by the hundred thousand, files too."""
    assert tried(7, number, tmp_path_factory.getbasetemp()) == ()


@fewer
@given(st.integers(0, 10**9).map(lambda number: number * 20))
def test_any_file_is_read_or_refused(tmp_path_factory, number: int):
    """PDF, DOCX and text with hurt bytes: a reading, or one line with its mend."""
    assert tried(7, number, tmp_path_factory.getbasetemp()) == ()


def test_another_process_reads_the_same():
    """No set that is walked through in the order of its hashes decides anything."""
    code = (
        "from auditflow import read_memo; from tests.fuzz.texts import any_text\n"
        "for number in range(40): print(ascii(read_memo(any_text(3, number))))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=CHECKOUT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(told) == 1
    assert b"memo=Memo" in told.pop()


def test_an_input_is_told_by_its_seed_and_number():
    """A text that went wrong can be made again."""
    assert any_text(1, 42) == any_text(1, 42) != any_text(2, 42)
    assert len({any_text(1, number) for number in range(200)}) > 190


def _reading(day: date, **other) -> Reading:
    reply = ReplyRequest.by(day)
    memo = Memo(bodies=[Body("nämnden", "must_answer", reply)])
    return Reading(letter(), memo=memo, **other)


WRONG = [
    pytest.param(_reading(date(2023, 5, 30)), "no word of asking", id="invented-day"),
    pytest.param(
        _reading(date(2023, 2, 14)), "no word of asking", id="letters-own-day"
    ),
    pytest.param(
        _reading(date(2023, 5, 31), found=(Found("title", 5, 99_999),)),
        "outside the text",
        id="span",
    ),
    pytest.param(
        _reading(date(2023, 5, 31), why_not=WhyNot("därför", "so")),
        "neither",
        id="both",
    ),
    pytest.param(
        Reading(
            letter(),
            memo=Memo(bodies=[Body("nämnden", "must_answer", ReplyRequest("undated"))]),
        ),
        "without a question",
        id="unasked",
    ),
]


@pytest.mark.parametrize(("reading", "complaint"), WRONG)
def test_a_wrong_reading_is_complained_of(reading: Reading, complaint: str):
    """The eyes see what they are there to see."""
    text = f"{letter('')}{'—' * 900}{ASK}"
    assert any(complaint in one for one in complaints(text, reading))


STANDS = [
    ("svar senast 2022-11-25", True),
    ("svar senast 2022 -11- 25.", True),
    ("svar senast den 25 novem-\nber 2022", True),
    ("svar senast den 25:e nov. 2022", True),
    ("svar senast 2022â€“11â€“25", True),
    ("> svar senast den\n> 25 november 2022", True),
    ("svar senast kl. 12.00 25 november 2022", True),
    ("svar senast 25/11 2022", True),
    ("svar senast 25/11-2022", True),
    ("svar senast 25/11", False),
    ("svar senast 125/11 2022", False),
    ("svar senast 2022-11-26", False),
    ("svar senast 12022-11-25", False),
    ("svar senast 2022-11-2 5", False),
    ("svar senast 2 5 november 2022", False),
    ("svar senast 25 november", False),
    ("svar senast -11-25", False),
    ("Dagtecknat 2022-11-25", False),
    (f"svar {'—' * 900} 2022-11-25", False),
]


@pytest.mark.parametrize(("text", "stands"), STANDS, ids=range(len(STANDS)))
def test_a_day_stands_where_a_finger_finds_it(text: str, stands: bool):
    """The scanner is independent of the reader, and is checked by itself."""
    day = date(2022, 11, 25)
    assert any(day_stands(day, version) for version in versions(text)) == stands
