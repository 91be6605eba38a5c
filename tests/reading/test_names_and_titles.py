"""Who signed, what the review is called, whose auditors send it, and which firm."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from auditflow.memo import Memo
from auditflow.reading import read_memo
from tests.reading.papers import HEAD, REVIEW, TITLE, letter

DAY = "2023-02-14\nDnr: REV 36-2022\n"


def cases(name: str) -> dict[str, dict[str, Any]]:
    path = Path(__file__).with_name(f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


SIGNATURES = cases("signatures")
TITLES = cases("titles")
SENDERS = cases("senders")
FIRMS = cases("firms")


def read(text: str, field: str) -> tuple[Memo, bool]:
    """The memo, and whether a person is asked about *field*; about no other."""
    reading = read_memo(text)
    assert reading.memo is not None, reading.why_not
    asked = {question.field for question in reading.questions}
    assert asked <= {field}
    return reading.memo, field in asked


@pytest.mark.parametrize("name", SIGNATURES)
def test_everyone_who_signed(name: str):
    """Each with the role as written; nobody who can only be asked."""
    case = SIGNATURES[name]
    memo, asked = read(letter(close=case["close"]), "signatories")
    assert [[s.name, s.role or ""] for s in memo.signatories] == case["signed"]
    assert asked == case.get("asked", False)


@pytest.mark.parametrize("name", TITLES)
def test_what_the_review_is_called(name: str):
    """Whole, without the kind of paper; asked about unless the letter names it so."""
    case = TITLES[name]
    text = letter(title=case["head"], review=case.get("review", REVIEW))
    memo, asked = read(text, "title")
    assert memo.title == case["title"]
    assert asked == case.get("asked", False)


@pytest.mark.parametrize("name", SENDERS)
def test_whose_auditors_send_it(name: str):
    """The place as written, without the genitive; asked about if several could be."""
    case = SENDERS[name]
    review = case.get("review", "Revisorerna har granskat underhållet.")
    text = letter(head=f"{case['head']}\n{DAY}", review=review)
    memo, asked = read(text, "municipality")
    assert memo.municipality == case.get("municipality")
    assert asked == case.get("asked", False)


@pytest.mark.parametrize("name", FIRMS)
def test_which_firm_made_the_review(name: str):
    """Not the auditor of a company, nor where somebody answers questions."""
    case = FIRMS[name]
    memo, asked = read(letter(review=case["review"]), "audit_firm")
    assert memo.audit_firm == case.get("firm")
    assert asked == case.get("asked", False)


def test_the_span_of_the_title_is_the_title():
    """Neither its label nor the number after it is underlined."""
    reading = read_memo(letter(title=f"Ärende: {TITLE}"))
    [place] = [found for found in reading.found if found.field == "title"]
    assert reading.text[place.start : place.end] == TITLE


def test_a_body_in_the_head_is_no_title():
    """A letter without a title keeps none of the lines of its head for one."""
    head = HEAD.replace("Revisorerna", "Revisorerna\nHandläggare Karin Ek")
    memo, _ = read(letter(head=head, title="", review="Vi tackar er."), "title")
    assert memo.title is None
