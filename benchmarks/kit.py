"""How long a test waits for a legal history that it draws.

`python -m benchmarks.kit` draws histories of exactly ten events through Hypothesis,
with all that this costs, checks that each is as long, and prints the median.
"""

import argparse
import time
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, settings

from auditflow.case import Case
from auditflow.testing import histories
from benchmarks.measuring import Spread

EVENTS = 10
GOAL = 5.0
"""Milliseconds in the median."""


def measured(examples: int) -> Spread:
    """The milliseconds for one history, over so many of them."""
    instants: list[int] = []

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(histories(min_events=EVENTS, max_events=EVENTS))
    def draw(case: Case) -> None:
        if len(case.history) != EVENTS + 1:
            raise SystemExit(f"a history of {len(case.history) - 1} events")
        instants.append(time.perf_counter_ns())

    draw()
    return Spread.of((later - at) / 1e6 for at, later in pairwise(instants))


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1000, help="how many histories")
    options = parser.parse_args(words)
    spread = measured(options.examples)
    quartiles = f"quartiles {spread.low:.2f} to {spread.high:.2f}"
    told = f"{spread.median:.2f} ms in the median ({quartiles}; goal: {GOAL:.0f})"
    print(f"a legal history of {EVENTS} events: {told}")


if __name__ == "__main__":
    main()
