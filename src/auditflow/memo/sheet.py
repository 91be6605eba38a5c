"""What stands in a written memo, value by value, with a note of all that is wrong."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, TypeVar

import attrs
from pendulum import Date

from auditflow.day import as_day, read_day
from auditflow.errors import (
    AuditflowError,
    DayRefused,
    MemoRefused,
    Problem,
    ValueRefused,
    meant,
)

Table: TypeAlias = Mapping[str, object]
ReadT = TypeVar("ReadT")


def _no_line(place: str) -> int | None:
    del place
    return None


@attrs.define
class Sheet:
    """The problems of a written memo, and where in it each path stands.

    A path is the one of the memo's fields, counted from 1: ``bodies.2.reply.date``.
    """

    source: str = ""
    line_of: Callable[[str], int | None] = _no_line
    problems: list[Problem] = attrs.field(factory=list)

    def wrong(self, place: str, what: str, mend: str) -> None:
        """Note that *what* is wrong at *place*, with its line."""
        line = self.line_of(place)
        found = f"{place} (line {line})" if line else place
        where = ": ".join(filter(None, (self.source, found)))
        # What stands in a file may hold letters that a terminal would obey.
        self.problems.append(Problem(_plain(where), _plain(what), mend))

    def refuse_if_wrong(self) -> None:
        """Raise everything that was noted, if anything was.

        Raises:
            MemoRefused: something is wrong.
        """
        if self.problems:
            raise MemoRefused(tuple(self.problems))

    def check_keys(self, table: Table, place: str, known: tuple[str, ...]) -> None:
        """Note each key of *table* that is not *known*."""
        for key in table:
            if key not in known:
                at = f"{place}.{key}" if place else str(key)
                self.wrong(at, "is no key of a memo", meant(str(key), known))

    def text(self, table: Table, place: str, key: str) -> str | None:
        """The text under *key*, or None where there is none."""
        value = table.get(key)
        if value is None or isinstance(value, str):
            return value
        self.wrong(f"{place}.{key}".lstrip("."), "is no text", "write it in quotes")
        return None

    def needed_text(self, table: Table, place: str, key: str) -> str:
        """The text under *key*, which must be there."""
        if table.get(key) is None:
            self.wrong(f"{place}.{key}", "is missing", f'write {key} = "…"')
            return ""
        return self.text(table, place, key) or ""

    def number(self, table: Table, place: str, key: str, default: int) -> int:
        """The whole number under *key*, or *default* where there is none."""
        value = table.get(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.wrong(f"{place}.{key}", "is no whole number", "write one, such as 3")
        return default

    def day(self, table: Table, place: str, key: str) -> Date | None:
        """The day under *key*, as a date or as text, or None where there is none."""
        value = table.get(key)
        at = f"{place}.{key}".lstrip(".")
        try:
            if value is None:
                return None
            return read_day(value) if isinstance(value, str) else as_day(_date(value))
        except (DayRefused, ValueRefused) as error:
            what, _, mend = str(error).rpartition("; ")
            self.wrong(at, what, mend)
            return None

    def time(self, table: Table, place: str, key: str) -> dt.time | None:
        """The time of day under *key*, or None where there is none."""
        value = table.get(key)
        try:
            time = dt.time.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            time = value
        if time is None or (isinstance(time, dt.time) and time.tzinfo is None):
            return time
        mend = "write it as clocks in Sweden show it, such as 17:00:00"
        self.wrong(f"{place}.{key}", f"{value!r} is no time of day", mend)
        return None

    def table(self, table: Table, place: str, key: str) -> Table:
        """The table under *key*; an empty one where there is none."""
        value = table.get(key)
        if value is None:
            return {}
        at = f"{place}.{key}"
        if isinstance(value, Mapping):
            return value
        self.wrong(at, "is no table", "write its keys under a heading of its own")
        return {}

    def tables(self, table: Table, key: str) -> Iterator[tuple[str, Table]]:
        """Each table of the list under *key*, with its path."""
        listed = table.get(key)
        if listed is None:
            return
        if not isinstance(listed, list | tuple):
            self.wrong(key, "is no list", f"write each one under [[{key}]]")
            return
        for number, one in enumerate(listed, 1):
            if isinstance(one, Mapping):
                yield f"{key}.{number}", one
            else:
                self.wrong(f"{key}.{number}", "is no table", f"write [[{key}]]")

    def built(self, place: str, build: Callable[[], ReadT]) -> ReadT | None:
        """What *build* gives; a note where it refuses what it is given."""
        try:
            return build()
        except AuditflowError as error:
            what, _, mend = str(error).rpartition("; ")
            self.wrong(place, what, mend)
            return None


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    said = value if isinstance(value, dt.datetime) else repr(value)
    raise ValueRefused(f"{said} is no day", "write the day alone, as 2022-11-25")


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
