"""The peers, each with the Swedish calendar it is given, and which of them are there.

A peer that knows no Swedish holidays gets the list that auditflow's calendar knows.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from importlib import metadata

from auditflow import BusinessCalendar
from auditflow.day import FIRST, LAST
from benchmarks.measuring import Contender, Missing

PACKAGES = {
    "attrs": "attrs",
    "automat": "Automat",
    "bizdays": "bizdays",
    "holidays": "holidays",
    "numpy": "numpy",
    "pandas": "pandas",
    "pendulum": "pendulum",
    "polars": "polars",
    "QuantLib": "QuantLib",
    "statemachine": "python-statemachine",
    "transitions": "transitions",
    "workalendar": "workalendar",
}
"""The name to install, by the name to import."""

WEEKDAYS = 5


def invited(
    makers: dict[str, Callable[[], Contender]],
) -> tuple[list[Contender], list[Missing]]:
    """The contenders that can come, and those whose package is not installed."""
    there, missing = list[Contender](), list[Missing]()
    for name, make in makers.items():
        try:
            there.append(make())
        except ModuleNotFoundError as error:
            missing.append(Missing(name, _package_of(error)))
    return there, missing


def _package_of(error: ModuleNotFoundError) -> str:
    module = (error.name or "").partition(".")[0]
    if module not in PACKAGES:
        raise error
    return PACKAGES[module]


def versions() -> dict[str, str]:
    """The version of each package, of those that are installed."""
    found = {}
    for package in PACKAGES.values():
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return found


@lru_cache(maxsize=1)
def weekday_holidays() -> tuple[date, ...]:
    """Monday to Friday, closed: what a peer has to be told."""
    calendar = BusinessCalendar.sweden()
    days = map(date.fromordinal, range(FIRST, LAST + 1))
    return tuple(
        day
        for day in days
        if day.weekday() < WEEKDAYS and not calendar.is_business_day(day)
    )


def where_they_differ(
    ours: Callable[[date], date], theirs: Callable[[date], date], days: Iterable[date]
) -> int:
    """On how many *days* another answer is given."""
    return sum(ours(day) != theirs(day) for day in days)
