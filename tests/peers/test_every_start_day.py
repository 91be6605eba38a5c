"""The engine and the second algorithm, from every start day of seventy years.

Each of the 25,933 days from 1990 to 2060, with every shipped rule; every 97th day, and
without the peers, in `tests.proof.test_start_days`.
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

import pytest

from auditflow.rules import Rulebook
from tests.proof.start_days import differences

YEARS = range(1990, 2061)


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    return [first + timedelta(days=n) for n in range(days)]


@pytest.mark.parametrize("meetings", [False, True], ids=["counted", "monthly"])
def test_both_agree_from_every_start_day(meetings):
    """Every shipped rule, its three days, from 25,933 days."""
    number, wrong = Counter[str](), list[str]()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        asked = [
            pool.submit(differences, _days_of(year), meetings=meetings)
            for year in YEARS
        ]
        for one in asked:
            counted, differing = one.result()
            number += counted
            wrong += differing
    assert wrong == []
    days = sum(len(_days_of(year)) for year in YEARS)
    assert days == 25_933
    assert number.keys() == {rule.id for rule in Rulebook.default().rules}
    sometimes = {"refer", "statements"}
    assert all(number[rule] >= days for rule in number.keys() - sometimes)
    assert all(number[rule] >= days // 2 for rule in sometimes)
