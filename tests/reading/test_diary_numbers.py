"""The diary numbers of a letter: which they are, whose, and what is none."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditflow.memo import DiaryNumber
from auditflow.reading import Reading, read_memo
from auditflow.reading.fields.number_owners import codes_of
from auditflow.reading.sentences.number_forms import (
    is_number,
    is_unmistakable,
    numbers_in,
)
from tests.reading.papers import ADVICE, REVIEW, TO, letter

TABLE = Path(__file__).parents[1] / "cases" / "diary-numbers.csv"
with TABLE.open(encoding="utf-8", newline="") as _file:
    RAW = [row["raw"] for row in csv.DictReader(_file) if row["year"]]

AUDITORS = "revisorerna"
KS = "kommunstyrelsen"
BOARD = "samhällsbyggnadsnämnden"


def read(head: str, **other: str) -> Reading:
    return read_memo(letter(head=f"Ekvikens kommun\n{head}\n", **other))


def numbers(reading: Reading) -> list[tuple[str | None, str]]:
    assert reading.memo is not None
    return [(number.owner, number.raw) for number in reading.memo.diary_numbers]


def asked(reading: Reading) -> bool:
    return "diary_numbers" in [question.field for question in reading.questions]


@pytest.mark.parametrize("raw", RAW)
def test_each_form_is_read_under_a_label(raw):
    """As written, but for spaces; and its place is where it stands."""
    reading = read(f"Revisorerna\n2023-02-14\nDnr: {raw}")
    # The code of a board is no sign of the auditors, wherever it stands.
    of_board = DiaryNumber(None, raw).board in {"KS", "KF", "RS", "RF", "LS"}
    assert numbers(reading) == [(None if of_board else AUDITORS, raw)]
    found = next(f for f in reading.found if f.field == "diary_numbers.1")
    assert reading.text[found.start : found.end] == raw
    assert not asked(reading)


@pytest.mark.parametrize(
    "label",
    [
        "Dnr", "Dnr:", "DNR", "Dnr.", "dnr :", "Diarienummer", "Diarienummer:",
        "Diarienr", "Diarienr.", "Diarie nr", "Ärendebeteckning", "Ärendenummer",
        "Ärendenr:", "Beteckning", "Vår beteckning", "Vårt dnr", "Vår ref:",
        "Revisorernas dnr", "Dnr (anges vid svar):", "Dnr revisorerna:",
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", [" ", "\n", "\n\n", "\t"], ids=repr)
def test_each_label(label, between):
    """Beside the number, or above it."""
    reading = read(f"Revisorerna\n{label}{between}2023/12\n2023-02-14")
    assert numbers(reading) == [(AUDITORS, "2023/12")]
    assert reading.memo is not None
    assert str(reading.memo.dated) == "2023-02-14"


HEADS = [
    pytest.param(
        "Datum Dnr\n2023-02-14 3.1.2-56/2023", [(None, "3.1.2-56/2023")],
        id="two-columns-in-one-line",
    ),
    pytest.param(
        "Datum\tDnr\n2023-02-14\t3.1.2-56/2023", [(None, "3.1.2-56/2023")],
        id="two-columns",
    ),
    pytest.param(
        "Dnr\tDatum\n3.1.2-56/2023\t2023-02-14", [(None, "3.1.2-56/2023")],
        id="two-columns-the-other-way",
    ),
    pytest.param(
        "Revisorerna\nDatum\nDnr\n2023-02-14\n3.1.2-56/2023",
        [(AUDITORS, "3.1.2-56/2023")], id="columns-that-were-flattened",
    ),
    pytest.param(
        "Handläggare\nDatum\nDnr\n2023-02-14\n2023/12", [(None, "2023/12")],
        id="three-headings",
    ),
    pytest.param(
        "Dnr 2023-02-14 2023/12", [(None, "2023/12")], id="a-day-between"
    ),
    pytest.param(
        "Vår beteckning\tEr beteckning\nREV 36-2023\t2023/55",
        [(AUDITORS, "REV 36-2023"), (BOARD, "2023/55")], id="ours-and-yours",
    ),
    pytest.param(
        "Vår beteckning: 2023/12 Er beteckning: 2023/55",
        [(AUDITORS, "2023/12"), (BOARD, "2023/55")], id="ours-and-yours-in-one-line",
    ),
    pytest.param(
        "Vår beteckning Er beteckning\n2023/55", [(None, "2023/55")],
        id="one-number-under-two-labels",
    ),
    pytest.param(
        "Revisorerna\nDnr KS 2023/0229-00 och 2023/0230-04",
        [(None, "KS 2023/0229-00"), (AUDITORS, "2023/0230-04")], id="two-numbers",
    ),
    pytest.param(
        "Dnr SBN 2023/7, 2023/8", [(BOARD, "SBN 2023/7"), (None, "2023/8")],
        id="a-code-counts-for-its-own-number-only",
    ),
    pytest.param("Dnr KS 2023/7", [(None, "KS 2023/7")], id="a-body-that-is-not-named"),
    pytest.param(
        "Kommunstyrelsen\n2023-02-20\nDnr: 2023/347\nRevisorerna\nDnr: 2023/12",
        [(KS, "2023/347"), (AUDITORS, "2023/12")], id="a-stamp-and-a-letterhead",
    ),
    pytest.param(
        "Kommunens dnr: 2023/347", [("kommunen", "2023/347")], id="the-municipality's"
    ),
    pytest.param(
        "Dnr samhällsbyggnadsnämnden: 2023/347", [(BOARD, "2023/347")],
        id="a-body-after-the-label",
    ),
    pytest.param(
        "Revisorerna\nRK 202304-0036", [(AUDITORS, "RK 202304-0036")], id="no-label"
    ),
    pytest.param(
        "3.1.2-56/2023\n2023-02-14", [(None, "3.1.2-56/2023")], id="no-label-class"
    ),
    pytest.param("2023-02-14\tSBN 2023/5", [(BOARD, "SBN 2023/5")], id="no-label-cell"),
    pytest.param(
        "Dnr KFN-2013-179 Dpl 01", [(None, "KFN-2013-179 Dpl 01")], id="diary-plan"
    ),
    pytest.param("Dnr LJ2014/ 194", [(None, "LJ2014/ 194")], id="a-space-within"),
    pytest.param("Dnr KS\u00a02023/5", [(None, "KS 2023/5")], id="no-break-space"),
    pytest.param("Dnr 310/30-05", [(None, "310/30-05")], id="no-year-to-be-told"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_which_numbers_and_whose(head, expected):
    """Whose it is, only where a label, a code, a stamp or a letterhead says so."""
    reading = read(head)
    assert numbers(reading) == expected
    assert not asked(reading)
    assert reading.memo is not None
    assert reading.memo.dnr == expected[0][1]


NONE = [
    "Granskning nr 7/2014", "Rapport 2013:5", "Projektrapport nr 2/2013",
    "Revisionsrapport 3/2023", "Nr 7/2014", "NR 7/2014", "SFS 2017:725", "2017:725",
    "SOU 2015:33", "Prop. 2016/17:171", "ISO 9001-2015", "KL 12:1", "12 kap. 1 §",
    "Org.nr 212000-0142", "212000-0142", "0521-72 10 00", "Tel 08-508 29 000",
    "Bankgiro 5734-1234", "462 85 Vänersborg", "2023-02-14", "2013-2015", "2013/2014",
    "1 (2)", "Sida 1/2", "Box 17-2023", "kl. 17.00", "2023/24", "2022/347",
]  # fmt: skip


@pytest.mark.parametrize("line", NONE)
def test_what_is_no_diary_number(line):
    """A report, a statute, an organisation, a telephone, a day or a period."""
    assert numbers(read(f"Revisorerna\n{line}")) == []


@pytest.mark.parametrize(
    "line",
    ["SFS 2017:725", "212000-0142", "0521-72 10 00", "5734-1234", "2013-2015",
     "2013/2015", "2023-02-14", "saknas", "", "Nr 7",
     "se rapport 7/2014", "19561224-1234"],
)  # fmt: skip
def test_a_label_with_nothing_readable_is_asked_about(line):
    """Beside it or below; also where another number was read."""
    reading = read(f"Revisorerna\nDnr: {line}\nMissiv")
    assert numbers(reading) == []
    assert asked(reading)
    both = read(f"Dnr: {line}\nMissiv\n\nDnr: 2023/12")
    assert numbers(both) == [(None, "2023/12")]
    assert asked(both)


def test_the_question_says_on_which_line():
    """Where the label stands."""
    reading = read("Revisorerna\nDnr: saknas")
    lines = [q.line for q in reading.questions if q.field == "diary_numbers"]
    assert lines == [3]


def test_an_empty_place_for_the_others_number_is_not_asked_about():
    """``Er beteckning`` stands in many letters with nothing under it."""
    assert not asked(read("Revisorerna\nEr beteckning:\nMissiv"))
    assert not asked(read("Revisorerna\nVår ref: Karin Ek\nMissiv"))


SENTENCES = [
    pytest.param(
        "Rapporten (vårt dnr 2023/12) överlämnas till nämnden.",
        [(AUDITORS, "2023/12")], id="ours",
    ),
    pytest.param(
        "Rapporten (dnr SBN 2023/12) överlämnas till nämnden.",
        [(BOARD, "SBN 2023/12")], id="by-code",
    ),
    pytest.param(
        "Ange samhällsbyggnadsnämndens dnr 2023/55 i svaret.",
        [(BOARD, "2023/55")], id="by-name",
    ),
    pytest.param(
        "Rapporten (dnr 2023/12) överlämnas till nämnden.", [], id="nobody's"
    ),
    pytest.param(
        "Rapporten prövar beslutet om planen (dnr SBN 2019/12).", [], id="of-another"
    ),
    pytest.param("Rapport nr 7/2023 överlämnas till nämnden.", [], id="a-report"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_numbers_in_sentences(sentence, expected):
    """Where it is this letter's, and the text says whose."""
    reading = read("Revisorerna", review=f"{REVIEW}\n{sentence}")
    assert numbers(reading) == expected


def test_a_code_that_two_bodies_have_is_nobodys():
    """Socialnämnden and samhällsbyggnadsnämnden may both have SN."""
    reading = read("Dnr SN 2023/12", to="Till:\nSamhällsbyggnadsnämnden\nSocialnämnden")
    assert numbers(reading) == [(None, "SN 2023/12")]


def test_a_number_that_is_repeated_is_one():
    """In the head and in a sentence, in two spellings."""
    sentence = "Ange revisorernas dnr REV 2023/0012 i svaret."
    reading = read("Dnr REV-2023-12", advice=f"{ADVICE}\n\n{sentence}")
    assert numbers(reading) == [(AUDITORS, "REV-2023-12")]


def test_an_addressee_after_the_label_is_still_one():
    """The number does not take the body with it."""
    reading = read("Dnr 2023/12", to=TO)
    assert reading.memo is not None
    assert [body.name for body in reading.memo.bodies] == [BOARD]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("kommunstyrelsen", {"KS"}),
        ("kommunfullmäktige", {"KF"}),
        ("barn- och utbildningsnämnden", {"BUN"}),
        ("hälso- och sjukvårdsnämnden", {"HSN"}),
        ("samhällsbyggnadsnämnden", {"SN", "SBN"}),
        ("tekniska nämnden", {"TN"}),
        ("regionstyrelsen", {"RS"}),
        ("grundskolenämnden", {"GN", "GSN"}),
    ],
)
def test_the_codes_of_a_body(body, codes):
    """The first letters of its words, and of the words within them."""
    assert codes_of(body) == codes


@given(st.text(max_size=200) | st.sampled_from(RAW))
def test_any_text_may_hold_numbers(text):
    """Each stands where it is said to stand, and what is unmistakable is a number."""
    for found in numbers_in(text, 0, len(text)):
        written = " ".join(text[found.start : found.end].split())
        assert found.value == written.replace(" / ", "/")
        assert is_number(found.value)
    assert is_number(text) or not is_unmistakable(text)
    assert not DiaryNumber(None, "").year
