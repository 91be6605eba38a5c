"""Scenarios as tests: pytest collects each file that ends in ``.scenario.toml``.

Loaded with the plugin ``auditflow.testing.plugin``, or alone with
``-p auditflow.testing.scenarios``.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditflow.errors import AuditflowError
from auditflow.scenario import ENDING, Played, lines_not_met, play, read_scenario


class ScenarioNotMet(Exception):
    """Something in a scenario is otherwise than it expects."""

    def __init__(self, played: Played) -> None:
        super().__init__("\n".join(lines_not_met(played, "en")))
        self.played = played


class ScenarioItem(pytest.Item):
    """One scenario: the test fails where something is otherwise than it expects."""

    def runtest(self) -> None:
        """Read the scenario, and play it.

        Raises:
            ScenarioNotMet: something is otherwise than it expects.
            ScenarioRefused: it is no scenario.
        """
        played = play(read_scenario(self.path))
        if not played.is_met:
            raise ScenarioNotMet(played)

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: str | None = None,
    ) -> str:
        """What was otherwise, day by day: whoever reads it needs no traceback."""
        del style
        match excinfo.value:
            case ScenarioNotMet() as failed:
                return str(failed)
            case AuditflowError() as refused:
                return "\n".join(refused.problems)
            case _:
                return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, and what the scenario is called."""
        return self.path, None, f"scenario {self.name}"


class ScenarioFile(pytest.File):
    """A file with one scenario in it."""

    def collect(self) -> Iterator[ScenarioItem]:
        """The one test of the file, called as the file is without its ending."""
        name = self.path.name.removesuffix(ENDING)
        yield ScenarioItem.from_parent(self, name=name)


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> ScenarioFile | None:
    """Collect *file_path* if it is called as a scenario is."""
    if not file_path.name.endswith(ENDING):
        return None
    return ScenarioFile.from_parent(parent, path=file_path)
