"""The engine and the second algorithm, from every 97th start day of seventy years.

From every day: `tests.peers.test_every_start_day`.
"""

from datetime import date, timedelta

import pytest

from auditflow.planning import plan
from auditflow.planning.deriving import derivation_of
from auditflow.proof import second
from auditflow.rules import Rulebook
from tests.proof.start_days import cases_from, differences, walked

SOME_DAYS = [date(1990, 1, 1) + timedelta(days=n) for n in range(0, 25_933, 97)]


@pytest.mark.parametrize("meetings", [False, True], ids=["counted", "monthly"])
def test_both_agree(meetings):
    """Every shipped rule, its three days; and each proof on every 97th day holds."""
    number, wrong = differences(SOME_DAYS, meetings=meetings)
    assert wrong == []
    assert number.keys() == {rule.id for rule in Rulebook.default().rules}


def test_the_comparison_can_fail(monkeypatch):
    """A day that is moved is told, so that an empty list means something."""
    case, _ = cases_from(date(2022, 9, 27))
    *_, step = derivation_of(plan(case)["draft"]).steps
    assert walked(step) == (step.raw, step.due, step.safe)
    monkeypatch.setattr(second.days, "is_eve", lambda day: day.weekday() == 2)
    assert walked(step) != (step.raw, step.due, step.safe)
