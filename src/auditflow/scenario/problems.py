"""What is wrong in a scenario: all of it is noted with its line, and told at once."""

import re
from typing import Final

import attrs

from auditflow.case.file import Problems
from auditflow.errors import (
    AuditflowError,
    FileRefused,
    InputRefused,
    ScenarioRefused,
)
from auditflow.errors.plain import plain
from auditflow.memo.texts import Lines

_COUNTED: Final = re.compile(r"(\w+) (\d+)")  # "then 3" is then.3 in the text


@attrs.define(kw_only=True)
class Notes(Problems):
    """The problems of one scenario, each with the line where it stands."""

    lines: Lines

    def note(self, place: str, what: str, mend: str) -> None:
        """Note that *what* is wrong at *place*, such as ``then 3: on``."""
        line = self.lines.of(_COUNTED.sub(r"\1.\2", place).replace(": ", "."))
        super().note(f"{place} (line {line})" if line else place, what, mend)

    def write(self, place: str, key: str, value: str = "…") -> str:
        """How to write *value* under *key* in TOML."""
        del place
        return f"write {key} = {value}"

    def note_file(self, place: str, error: AuditflowError) -> None:
        """Note what is wrong with a file that is named at *place*.

        What is wrong within it stands there, and not in the scenario.
        """
        if isinstance(error, FileRefused):
            self.note(place, f"{error.path}: {error.why}", error.mend)
        elif isinstance(error, InputRefused):
            # An earlier table of meetings is told of only once.
            new = [problem for problem in error.found if problem not in self._found]
            self.number += len(new)
            self._found.extend(new)
        else:
            self.note_error(place, error)

    def note_within(self, refused: InputRefused) -> None:
        """Note what was *refused* of a part, which tells the places itself."""
        for problem in refused.found:
            self.number += 1
            where = f"{self.source}: {problem.place}"
            self._found.append(attrs.evolve(problem, place=plain(where)))

    def refuse_if_wrong(self) -> None:
        """Raise everything that was noted, if anything was.

        Raises:
            ScenarioRefused: something is wrong.
        """
        if not self.number:
            return
        raise ScenarioRefused(self.refused().found)
