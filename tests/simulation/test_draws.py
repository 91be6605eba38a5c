"""Chance: the same numbers everywhere, and none of them favoured."""

import os
import subprocess
import sys
from collections import Counter

import pytest

from auditflow.errors import ValueRefused
from auditflow.simulation import Duration, risk
from auditflow.simulation.draws import Draws, For, check_seed, mixed
from tests.simulation.cases import GULLSPANG, seed_case

_PLAYED = """
from auditflow.case.file import case_to_json
from auditflow.simulation import risk, simulate
from tests.simulation.cases import GULLSPANG, seed_case, SOC
import json
cases = simulate([seed_case()] * 40, seed=5, meetings=GULLSPANG, statements_from=[SOC])
for case in cases:
    print(json.dumps(case_to_json(case), ensure_ascii=True))
for aim in risk(seed_case(), seed=5, runs=4000, meetings=GULLSPANG).aims:
    print(aim.in_time, aim.answered, aim.late_through)
"""


def test_the_mixing_is_splitmix64():
    """The first numbers of the generator with the seed 0, as its authors print them."""
    gamma = 0x9E3779B97F4A7C15
    found = [mixed(n * gamma % 2**64) for n in (1, 2, 3)]
    assert found == [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]


def test_a_draw_does_not_hang_on_those_before_it():
    """One draw more or less changes no other."""
    first, second = Draws.of(1, 0, 0), Draws.of(1, 0, 0)
    first.below(100, For.REGISTER)
    assert first.below(100, For.DRAFT) == second.below(100, For.DRAFT)


@pytest.mark.parametrize("what", [For.DRAFT, For.MEETING])
def test_no_side_is_favoured(what):
    """20,000 throws of a die with ten sides: each within five deviations of a tenth."""
    runs = 20_000
    fallen = Counter(Draws.of(1, 0, run).below(10, what) for run in range(runs))
    deviation = (runs * 0.1 * 0.9) ** 0.5
    assert all(abs(fallen[side] - runs / 10) < 5 * deviation for side in range(10))


def test_cases_runs_and_purposes_are_told_apart():
    """What differs in one of them is drawn anew."""
    places = [(case, run, what) for case in (0, 1) for run in (0, 1) for what in For]
    drawn = {Draws.of(9, c, r).below(2**31, what) for c, r, what in places}
    assert len(drawn) == len(places)


@pytest.mark.parametrize("seed", [-1, 2**64, 1.5, True, "1"])
def test_a_seed_is_a_whole_number(seed):
    """Of 64 bits at most."""
    with pytest.raises(ValueRefused, match="as a seed; give a whole number from 0"):
        check_seed(seed)


def test_two_processes_play_alike_whatever_surrounds_them():
    """To the byte: with another hash seed, time zone and locale."""
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "sv_SE.UTF-8"},
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", _PLAYED],
            env={**os.environ, **around},
            capture_output=True,
            check=True,
        ).stdout
        for around in surroundings
    ]
    assert told[0] == told[1]
    assert told[0].count(b"\n") > 40


def test_another_seed_gives_other_runs():
    """And nearly the same risk."""
    first, second = (
        risk(seed_case(), runs=5000, seed=seed, meetings=GULLSPANG).aims[0]
        for seed in (1, 2)
    )
    assert first.answered != second.answered
    assert first.in_time is not None
    assert second.in_time is not None
    assert abs(first.in_time - second.in_time) < 5 * (5000 * 0.25) ** 0.5


class TestDuration:
    """How many business days something takes."""

    def test_the_days_rise_evenly_between_two_shares(self):
        """Half of the way gives half of the days, rounded."""
        for duration in (Duration({0: 0, 100: 10}), Duration({100: 10})):
            assert [duration.within(p) for p in (0, 25, 50, 100)] == [0, 3, 5, 10]

    def test_the_table_has_the_shares_that_were_given(self):
        """Of a thousand times, as many as the quantiles say."""
        table = Duration({10: 3, 50: 8, 90: 20, 100: 45}).table
        assert list(table) == sorted(table)
        for share, days in ((10, 3), (50, 8), (90, 20), (100, 45)):
            within = sum(taken <= days for taken in table) / 10
            assert within == pytest.approx(share, abs=6)
            assert within >= share

    def test_what_has_taken_long_takes_what_is_left(self):
        """A table of what is known to last longer; at once where nothing lasts so."""
        duration = Duration({0: 1, 100: 10})
        assert min(duration.left_after(7)) == 7
        assert len(duration.left_after(7)) == sum(d >= 7 for d in duration.table)
        assert duration.left_after(11) == (11,)

    @pytest.mark.parametrize(
        ("quantiles", "said"),
        [
            ({}, "without any day; give one such as p50"),
            ({50: -1}, "-1 business days; give a whole number from 0"),
            ({101: 1}, "101 as a share; give a whole percentage"),
            ({50: 5, 90: 3}, "5 business days in 50 % and 3 in 90 %"),
            ({50: 1.5}, "1.5 business days"),
        ],
    )
    def test_what_is_no_duration_is_refused(self, quantiles, said):
        """With what to write instead."""
        with pytest.raises(ValueRefused, match=said):
            Duration(quantiles)
