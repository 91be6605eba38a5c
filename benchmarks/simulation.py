"""How quickly lives are played: event by event, and in columns.

`python -m benchmarks.simulation` prints, for the seed memo with Gullspång's meetings:
whole lives of ten events through the lifecycle, one after the other on one core, and
two million runs of the case in columns. Each figure is the median of some rounds, with
the least and the most.
"""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, plan, read_memo
from auditflow.planning import Versions, duties_of
from auditflow.simulation import Habits, risk
from auditflow.simulation.ahead import Ahead, ahead_of
from auditflow.simulation.course import course_of
from auditflow.simulation.draws import Draws
from auditflow.simulation.looking import governing_of, looked_at
from auditflow.simulation.playing import played

_DEMO = Path(auditflow.__file__).parent / "demo"
_ROUNDS, _LIVES, _RUNS = 7, 1_000, 2_000_000
_EVENTS = 10


def main() -> None:
    """Measure, and print."""
    memo = read_memo(_DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        raise SystemExit("the seed memo is no memo")
    case = Case.open(memo, received=date(2022, 9, 27))
    meetings = MeetingCalendar.read(_DEMO / "gullspang-2022.csv")
    # So that each life is of ten events: one statement, the first meeting decides.
    habits = Habits(tabled=0, remitted=0)
    governing = governing_of(None, None, None, meetings)
    current = looked_at(case, governing, None, ["socialnämnden"])
    ahead, versions = ahead_of(current, habits), Versions(meetings=[meetings])
    for what, after in (
        ("lives of ten events/s, what is owed worked out after the last", duties_of),
        ("lives of ten events/s, the whole plan after the last", _planned),
    ):
        print(f"{what}: {_lives(ahead, versions, after)}")
    print(f"seconds for {_RUNS:,} runs of the case: {_runs(case, meetings)}")


def _planned(case: Case, versions: Versions) -> object:
    return plan(case, versions=versions)


def _lives(
    ahead: Ahead, versions: Versions, after: Callable[[Case, Versions], object]
) -> str:
    speeds, number, run = [], 0, 0
    for _ in range(_ROUNDS):
        number, took = 0, 0.0
        while number < _LIVES:
            begun = time.perf_counter()
            case = played(ahead, course_of(ahead, Draws.of(1, 0, run)), None, "2022/1")
            after(case, versions)
            run += 1
            if len(case.history) == _EVENTS:  # others are not counted, nor their time
                took += time.perf_counter() - begun
                number += 1
        speeds.append(number / took)
    return _median(speeds, ",.0f")


def _runs(case: Case, meetings: MeetingCalendar) -> str:
    took = []
    for seed in range(_ROUNDS):
        begun = time.perf_counter()
        risk(case, meetings=meetings, runs=_RUNS, seed=seed)
        took.append(time.perf_counter() - begun)
    return _median(took, ".2f")


def _median(found: list[float], form: str) -> str:
    ordered = sorted(found)
    median, least, most = ordered[len(ordered) // 2], ordered[0], ordered[-1]
    return f"{median:{form}} ({least:{form}}–{most:{form}})"


if __name__ == "__main__":
    main()
