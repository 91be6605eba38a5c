"""Diary numbers taken apart and compared; the forms stand in a table."""

import csv
import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditflow.memo import DiaryNumber

TABLE = Path(__file__).parents[1] / "cases" / "diary-numbers.csv"
with TABLE.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
PARTS = ("board", "year", "month", "serial", "document", "class_")

numbers = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"[A-Z]{0,4}[ /-]?[0-9]{1,6}([/:.-][0-9]{1,6}){0,3}", fullmatch=True),
    st.sampled_from([row["raw"] for row in ROWS]),
)


def _parts(number: DiaryNumber) -> tuple[str, ...]:
    said = (getattr(number, part) for part in PARTS)
    return tuple("" if value is None else str(value) for value in said)


@pytest.mark.parametrize("row", [pytest.param(row, id=row["raw"]) for row in ROWS])
def test_a_number_is_taken_apart(row):
    """Each form as the table says; what is not written or cannot be told is empty."""
    expected = tuple(row[part.rstrip("_")] for part in PARTS)
    assert _parts(DiaryNumber(None, row["raw"])) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KS-2014/742.912", "KS 2014/742.912"),
        ("LJ2014/ 194", "LJ 2014/194"),
        ("LJ2014/ 194", "lj 2014/0194"),
        ("KS 2019/1-9", "KS/2019/0001/0009"),
        ("KS-612/2008", "KS 2008/612"),
        ("TN 2013-0567", "TN\u00a02013–567"),
        ("310/30-05", "310/30 - 05"),
        ("KFN-2013-179 Dpl 01", "KFN 2013/179, dpl 01"),
    ],
)
def test_two_spellings_of_one_number(one, other):
    """Separators, zero padding and case do not count; the raw text is kept."""
    first, second = DiaryNumber(None, one), DiaryNumber(None, other)
    assert first.same_as(second)
    assert first.raw == one
    assert first != second


def test_no_other_two_numbers_of_the_table_are_one():
    """What is written apart is apart: event and case, document and class."""
    spelt = {"KS 2014/742.912", "KS 2014/742 .912", "LJ 2014/194", "201604-0036"}
    told = [DiaryNumber(None, row["raw"]) for row in ROWS if row["raw"] not in spelt]
    pairs = itertools.combinations(told, 2)
    assert [(a.raw, b.raw) for a, b in pairs if a.same_as(b)] == [
        ("2022/347", "2022–347")
    ]
    assert not DiaryNumber(None, "2007.1451").same_as(DiaryNumber(None, "2007/1451"))
    assert not DiaryNumber(None, "KS 2014/7-912").same_as(
        DiaryNumber(None, "KS 2014/7.912")
    )


def test_each_authority_has_its_own_diary():
    """The same number in two diaries is two numbers; an unknown owner may be either."""
    own = DiaryNumber("kommunstyrelsen", "2022/347")
    assert own.same_as(DiaryNumber("Kommunstyrelsens", "2022/347"))
    assert own.same_as(DiaryNumber(None, "2022/347"))
    assert not own.same_as(DiaryNumber("revisorerna", "2022/347"))


@given(numbers)
def test_any_text_is_taken_apart(raw):
    """Never raises; what is told stands in the text; a year is one that is written."""
    number = DiaryNumber(None, raw)
    written = {int(digits) for digits in re.findall(r"[0-9]{1,9}", raw)}
    for value in (number.serial, number.document):
        assert value is None or value in written
    if number.year is not None:
        assert str(number.year) in raw
    assert number.same_as(DiaryNumber(None, f"  {raw} "))


@pytest.mark.parametrize(
    "piece", ["1", "1/", "2022/", "KS ", "1.", "-", "Dpl ", "a\u0301\u0323"]
)
def test_a_number_of_any_length(piece):
    """A million characters are no diary number, and are not taken for one."""
    number = DiaryNumber(None, piece * (1_000_000 // len(piece)))
    assert _parts(number) == ("",) * 6
    assert number.same_as(number)
