"""The letters that are made for the reader: the same each time, of every form, true."""

import subprocess
import sys
from pathlib import Path

import pytest

from auditflow.memo import ReplyKind, body_key
from tests.reading.letters import (
    addressed,
    asking,
    by_when,
    closes,
    damage,
    handing,
    letterheads,
    numbers,
    recommendations,
    titles,
)
from tests.reading.letters.damage import damaged
from tests.reading.letters.making import letter_of, letters
from tests.reading.letters.scoring import plain

MADE = letters(2_000)

FORMS = [
    pytest.param("municipality", letterheads.SENDERS, id="senders"),
    pytest.param("dated", letterheads.DAYS, id="days"),
    pytest.param(
        "dated", [f"stamp: {form}" for form in letterheads.STAMPS], id="stamps"
    ),
    pytest.param("diary_numbers", numbers.FORMS, id="numbers"),
    pytest.param("title", titles.FORMS, id="titles"),
    pytest.param("bodies", handing.FORMS, id="roles"),
    pytest.param("bodies", addressed.FORMS, id="addressees"),
    pytest.param("bodies", addressed.COPY_FORMS, id="copies"),
    pytest.param("reply", asking.FORMS, id="requests"),
    pytest.param("reply", by_when.FORMS, id="by-when"),
    pytest.param("recommendations", recommendations.FORMS, id="recommendations"),
    pytest.param("signatories", closes.FORMS, id="signatories"),
]


@pytest.mark.parametrize(("field", "forms"), FORMS)
def test_every_form_occurs(field: str, forms: list[str]):
    """None is declared and never written."""
    seen = {form for letter in MADE for form in letter.forms[field]}
    assert {*forms} <= seen


def test_every_damage_occurs():
    """And each says its name."""
    assert {damaged(letter).damaged for letter in MADE} == {*damage.FORMS}


def test_the_same_number_is_the_same_letter():
    """On every machine and in any order; another seed makes others."""
    assert letter_of(7) == MADE[7]
    assert damaged(letter_of(7)) == damaged(MADE[7])
    assert letter_of(7, seed=1).text != MADE[7].text


def test_another_process_makes_the_same_letters():
    """No letter depends on the order of a set, which differs between processes."""
    code = f"""
import sys; sys.path[:] = {sys.path!r}
from tests.reading.letters.damage import damaged
from tests.reading.letters.making import letters
print(ascii([damaged(letter).text for letter in letters(60)]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == ascii([damaged(one).text for one in MADE[:60]])


def test_what_is_true_stands_in_the_letter():
    """Each text of the truth occurs in the undamaged letter, but for its spaces."""
    for letter in MADE:
        text, truth = plain(letter.text), letter.truth
        folded = text.casefold()
        assert truth.municipality.casefold() in folded
        assert any(title in text for title in truth.titles)
        for number in truth.diary_numbers:
            assert number.raw in text
        for one in truth.recommendations:
            assert plain(one.text) in text
        for signed in truth.signatories:
            assert signed.name in text
            assert (signed.role or "").casefold() in folded
        for body in truth.bodies:
            bare = body.name.removeprefix("Styrelsen för ")
            assert bare.casefold() in folded
        for day in letter.asked_days:
            assert day in text


def test_the_truth_fits_together():
    """One role a body; a day for those that are asked by one; numbers in order."""
    for letter in MADE:
        truth = letter.truth
        assert len({body_key(body.name) for body in truth.bodies}) == len(truth.bodies)
        assert [one.number for one in truth.recommendations] == [
            *range(1, len(truth.recommendations) + 1)
        ]
        named = {body_key(body.name) for body in truth.bodies}
        for one in truth.recommendations:
            assert one.body is None or body_key(one.body) in named
        for body in truth.bodies:
            if body.reply.date is not None and truth.dated is not None:
                assert body.reply.date > truth.dated
            asked = body.reply.kind is not ReplyKind.NONE
            assert asked == (body.role == "must_answer")


def test_a_lost_day_is_no_longer_true():
    """Where the digits of the asked day are gone, nobody can know the day."""
    hit = [
        letter for letter in map(damaged, MADE) if "digits" in (letter.damaged or "")
    ]
    assert any(letter.asked_days for letter in hit)
    for letter in hit:
        assert all(body.reply.date is None for body in letter.truth.bodies)
        assert not any(day in letter.text for day in letter.asked_days if "2" in day)
