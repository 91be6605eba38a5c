"""How long an import and a plan take, each beside the least that they could take.

Run ``make benchmark`` (or ``python benchmarks/startup.py``). Each pair of commands is
run in turn, as whole processes; the ratios of each turn are printed with their median.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import auditflow

TURNS = 15
DEMO = Path(auditflow.__file__).parent / "demo"

LIBRARIES = "import attrs, pendulum, transitions"
HOLIDAYS = """
import attrs, click, holidays, pendulum, transitions
holidays.country_holidays("SE", years=range(1953, 2101), expand=False, language="sv",
    categories=("public", "de_facto"), include_sundays=False)
"""
PLAN = [
    "-m",
    "auditflow",
    "plan",
    str(DEMO / "vanersborg-2022.txt"),
    "--received",
    "2022-09-27",
    "--meetings",
    str(DEMO / "gullspang-2022.csv"),
]
PAIRS = {
    "import auditflow / import attrs, pendulum, transitions (at most 1.5)": (
        ["-c", "import auditflow"],
        ["-c", LIBRARIES],
    ),
    "every name of the face / the same (no limit)": (
        ["-c", "from auditflow import *"],
        ["-c", LIBRARIES],
    ),
    "auditflow plan / those with click and the holidays of 1953–2100 (at most 2)": (
        PLAN,
        ["-c", HOLIDAYS],
    ),
}


def seconds(arguments: list[str]) -> float:
    """How long one process takes."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Print the ratios of each pair."""
    for name, (ours, least) in PAIRS.items():
        for command in (ours, least):
            seconds(command)  # warms the files
        ratios = sorted(seconds(ours) / seconds(least) for _ in range(TURNS))
        median = statistics.median(ratios)
        print(f"{median:5.2f}  ({ratios[0]:.2f}–{ratios[-1]:.2f})  {name}")


if __name__ == "__main__":
    main()
