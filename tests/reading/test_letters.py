"""Two thousand made letters are read, and not one day of an answer is invented."""

from functools import cache

from tests.reading.letters.table import Results, by_field, letters, results

LETTERS = 2_000


@cache
def _read() -> Results:
    return results(letters(LETTERS, seed=0))


def test_no_day_of_an_answer_is_invented():
    """No day is given that the letter does not hold for that body."""
    invented = _read().days_invented
    assert [(one.letter.number, one.body) for one in invented] == []


def test_what_is_not_right_is_asked_about():
    """Over all letters, at most one field of fifty is wrong and nobody asked."""
    assert by_field(_read().scores)[-1].share_fine >= 0.98


def test_a_letter_without_damage_is_read_without_a_question():
    """At most one field of twenty is wrong or needs a person."""
    assert by_field(_read().of(damaged=False))[-1].share_right >= 0.95
