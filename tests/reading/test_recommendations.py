"""Lists of recommendations in the forms of letters, and bullets that are none."""

import tomllib
from pathlib import Path

import pytest

from auditflow.reading import read_memo
from tests.reading.papers import letter

CASES = tomllib.loads(
    (Path(__file__).parent / "recommendations.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", CASES)
def test_recommendations(name: str):
    """Each item whole and on one line, to its own body; a question where unsure."""
    case = CASES[name]
    reading = read_memo(letter(advice=case["advice"]))
    assert reading.memo is not None
    found = reading.memo.recommendations
    assert [one.text for one in found] == case["texts"]
    assert [one.number for one in found] == [*range(1, len(found) + 1)]
    asked = [q.field for q in reading.questions]
    assert asked == ["recommendations"] * case.get("asked", False)
    # An empty name: the letter does not say to which body, or says to several.
    bodies = [one.body or "" for one in found]
    assert bodies == case.get("bodies", bodies)
