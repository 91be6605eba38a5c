"""The seed in its damaged and re-laid forms: every field right or asked about."""

import re

import pytest

from auditflow.memo import ReplyKind
from auditflow.reading import read_memo
from tests.reading.damage import FORMS, Form, Verdict, judged
from tests.reading.damage.judged import SEED_SAYS
from tests.reading.papers import SEED

_OWN, _ASKED = "2022-09-27", "2022-11-25"
every_form = pytest.mark.parametrize("form", FORMS, ids=str)
each_whole_form = pytest.mark.parametrize(
    "form", [form for form in FORMS if form.whole], ids=str
)
each_losing_form = pytest.mark.parametrize(
    "form", [form for form in FORMS if form.asks], ids=str
)


def test_the_seed_says_what_the_forms_are_judged_by():
    """The truth is written down by hand, and the undamaged seed is read so."""
    reading = read_memo(SEED)
    fields = judged(reading, SEED_SAYS)
    assert [str(f) for f in fields if f.verdict is not Verdict.RIGHT] == []
    assert reading.questions == ()


def test_the_forms_are_many_and_different():
    """Each has its own name and its own text, and is no longer the seed."""
    assert len({form.name for form in FORMS}) == len(FORMS) >= 35
    assert len({SEED, *(form.text for form in FORMS)}) == len(FORMS) + 1


@every_form
def test_no_field_is_wrong(form: Form):
    """Each field of the letter is read right, or a person is asked about it."""
    reading = read_memo(form.text)
    if form.hopeless and reading.memo is None:
        return
    fields = judged(reading, form.should)
    assert [str(field) for field in fields if field.verdict is Verdict.WRONG] == []


@every_form
def test_no_day_is_invented(form: Form):
    """No other day than the letter's two, and the asked one as sure as it is read."""
    memo = read_memo(form.text).memo
    if memo is None:
        return
    assert str(memo.dated) in {_OWN, "None"}
    for body in memo.bodies:
        should = form.should.get(f"bodies.{body.name}.reply", "")
        if body.reply.kind is ReplyKind.DATE:
            assert f"date {body.reply.date}" in should
        assert body.reply.date is None or str(body.reply.date) in f"{should} {_ASKED}"


@each_whole_form
def test_what_a_careful_person_reads_is_read_without_a_question(form: Form):
    """Where nothing is lost every field is right, and nobody is asked anything."""
    reading = read_memo(form.text)
    fields = judged(reading, form.should)
    assert [str(f) for f in fields if f.verdict is not Verdict.RIGHT] == []
    assert [question.field for question in reading.questions] == []


@each_losing_form
def test_what_is_lost_is_asked_about(form: Form):
    """Exactly the fields that the damage took are empty, and each is asked about."""
    reading = read_memo(form.text)
    assert reading.memo is not None, reading.why_not
    fields = {field.field: field for field in judged(reading, form.should)}
    assert [str(f) for f in fields.values() if f.verdict is not Verdict.RIGHT] == []
    assert [name for name in form.asks if not fields[name].asked] == []


@each_whole_form
def test_the_number_and_the_request_are_underlined_where_they_stand(form: Form):
    """The spans count in the damaged text itself."""
    text = form.text
    reading = read_memo(text)
    places = {found.field: text[found.start : found.end] for found in reading.found}
    number = places.get("diary_numbers.1", "")
    assert "".join(re.findall(r"[0-9]", number)) == "2022347"
    asked = places.get("bodies.kommunstyrelsen.reply", "")
    letters = re.sub(r"[^a-zåäö0-9]", "", asked.lower())
    assert letters.startswith("vi") or "senast" in letters
    assert letters.endswith(("25", "2022", "1200"))
