"""Fixtures for pytest, for whoever asks for them.

A ``conftest.py`` with ``pytest_plugins = ["auditflow.testing.plugin"]`` has them;
nothing loads this by itself.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Memo
from auditflow.scenario import ENDING
from auditflow.testing.clock import FixedClock
from auditflow.testing.factories import RECEIVED, a_case, a_meeting_calendar, a_memo

if TYPE_CHECKING:
    from auditflow.store import Store
    from auditflow.testing.scenarios import ScenarioFile

_SCENARIOS: Final = "auditflow.testing.scenarios"


@pytest.fixture
def auditflow_clock() -> FixedClock:
    """A clock that stands at nine in the morning of 27 September 2022."""
    return FixedClock(RECEIVED)


@pytest.fixture
def auditflow_memo() -> Memo:
    """The letter to Vänersborg: an answer is asked for by 25 November 2022."""
    return a_memo()


@pytest.fixture
def auditflow_case() -> Case:
    """Its case, as it was registered on the day after it came in."""
    return a_case()


@pytest.fixture
def auditflow_calendar() -> BusinessCalendar:
    """The business days of Sweden."""
    return BusinessCalendar.sweden()


@pytest.fixture
def auditflow_meetings() -> MeetingCalendar:
    """Meetings in 2022 and 2023, with those of the preparing body."""
    return a_meeting_calendar(years=2, prepared_by="arbetsutskottet")


@pytest.fixture
def auditflow_store(auditflow_clock: FixedClock) -> "Iterator[Store]":
    """An empty store in memory, which goes by ``auditflow_clock``."""
    from auditflow.store import open_store  # noqa: PLC0415 - it needs an extra

    with open_store("sqlite://", create=True, clock=auditflow_clock) as store:
        yield store


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> "ScenarioFile | None":
    """Collect a scenario, a file that ends in ``.scenario.toml``."""
    alone = parent.config.pluginmanager.has_plugin(_SCENARIOS)
    if alone or not file_path.name.endswith(ENDING):
        return None
    from auditflow.testing import scenarios  # noqa: PLC0415 - few folders have any

    return scenarios.pytest_collect_file(file_path, parent)
