"""Copies of auditflow with a bug planted in them, each under a name of its own.

A copy shares no module with auditflow, as the system of somebody else does not; what it
is told is made anew of its own classes.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
from pendulum import Date

import auditflow
from auditflow.events import AnyEvent
from auditflow.memo import Memo
from auditflow.testing import Subject

SOURCE = Path(auditflow.__file__).parent
_NEEDED = (
    "business_calendar", "case", "errors", "events", "lifecycle", "meetings", "memo",
    "periods", "planning", "reasons", "rulebooks", "rules",
)  # fmt: skip


@attrs.frozen
class Bug:
    """What stands in a file of auditflow, and the wrong words in its place."""

    file: str
    right: str
    wrong: str


NO_BUG = Bug("day.py", "STOCKHOLM", "STOCKHOLM")
JULAFTON = Bug(
    "business_calendar/in_law.py",
    "for day, name in found.items()}",
    "for day, name in found.items() if (day.month, day.day) != (12, 24)}",
)
ANSWER_FROM_DRAFTED = Bug(
    "lifecycle/machine.py",
    "(Step.ANSWER, (State.ADOPTED,), State.ANSWERED)",
    "(Step.ANSWER, (State.ADOPTED, State.DRAFTED), State.ANSWERED)",
)
OVERLAPS_TWICE = Bug(
    "events/pauses.py", "return tuple(merged)", "return tuple(sorted(spans))"
)


@contextmanager
def copy_with(bug: Bug, folder: Path, name: str) -> Iterator[str]:
    """A copy of auditflow that can be imported by its *name*, with a bug."""
    target = folder / name
    target.mkdir()
    for part in (*_NEEDED, *(path.name for path in SOURCE.glob("*.py"))):
        source = SOURCE / part
        if source.is_dir():
            leave = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, target / part, ignore=leave)
        else:
            shutil.copy(source, target / part)
    planted = target / bug.file
    text = planted.read_text(encoding="utf-8")
    assert text.count(bug.right) >= 1, bug
    planted.write_text(text.replace(bug.right, bug.wrong), encoding="utf-8")
    for path in target.rglob("*.py"):
        renamed = re.sub(r"\bauditflow\b", name, path.read_text(encoding="utf-8"))
        path.write_text(renamed, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield name
    finally:
        sys.path.remove(str(folder))
        for module in [one for one in sys.modules if one.partition(".")[0] == name]:
            del sys.modules[module]


class Copied(Subject):
    """A copy of auditflow as a system under test."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._case: Any = None
        self._plan: Any = import_module(f"{name}.planning").plan
        self.refusals = (import_module(f"{name}.errors").NotAllowed,)

    def open(self, memo: Memo, *, received: Date) -> None:
        case = import_module(f"{self._name}.case").Case
        self._case = case.open(self._made_anew(memo), received=received)

    def record(self, event: AnyEvent) -> None:
        self._case = self._case.record(self._made_anew(event))

    def state(self) -> str:
        return str(self._case.state)

    def allowed(self) -> list[str]:
        return [*map(str, self._case.allowed)]

    def dues(self) -> dict[str, Date | None]:
        return {one.id: one.due for one in self._plan(self._case).deadlines}

    def overdue(self, on: Date) -> list[str]:
        planned = self._plan(self._case)
        return [one.id for one in planned.deadlines if one.is_overdue(on)]

    def _made_anew(self, value: Any) -> Any:
        """The same value, of the classes of the copy."""
        kind = type(value)
        if isinstance(value, tuple):
            return tuple(map(self._made_anew, value))
        if not (attrs.has(kind) or isinstance(value, StrEnum)):
            return value
        module = kind.__module__.replace("auditflow", self._name, 1)
        own = getattr(import_module(module), kind.__name__)
        if isinstance(value, StrEnum):
            return own(value.value)
        fields = attrs.fields(kind)
        return own(**{f.alias: self._made_anew(getattr(value, f.name)) for f in fields})
