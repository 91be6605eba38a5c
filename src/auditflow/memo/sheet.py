"""What stands in a written memo, value by value, with a note of all that is wrong."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

import attrs
from pendulum import Date

from auditflow.day import as_day, read_day
from auditflow.errors import (
    DayRefused,
    MemoRefused,
    Problem,
    ValueRefused,
    meant,
)
from auditflow.errors.plain import plain, whole

Table: TypeAlias = Mapping[str, object]

MOST_PROBLEMS: Final = 100  # nobody mends more at once
_LONGEST: Final = 120  # characters shown of what stands in a file
_LONGEST_NUMBER: Final = 10**20


def _no_line(place: str) -> int | None:
    del place
    return None


@attrs.define
class Sheet:
    """The problems of a written memo, and where in it each path stands.

    A path is the one of the memo's fields, counted from 1: ``bodies.2.reply.date``.
    JSON has no lines; ``is_json`` says that a mend is to be written as there. What was
    stored, ``is_stored``, is read as it stands: its form is checked and not its sense.
    """

    source: str = ""
    line_of: Callable[[str], int | None] = _no_line
    is_json: bool = False
    is_stored: bool = False
    _found: list[tuple[int, Problem]] = attrs.field(factory=list)
    _more: int = 0

    def wrong(self, place: str, what: str, mend: str) -> None:
        """Note that *what* is wrong at *place*, with its line."""
        if len(self._found) >= MOST_PROBLEMS:
            self._more += 1
            return
        line = self.line_of(place) or 0
        where = ": ".join(filter(None, (self.source, self.at(place))))
        problem = Problem(plain(where), plain(what), plain(mend))
        self._found.append((line, problem))

    def at(self, place: str) -> str:
        """*place* with its line, if it has one."""
        line = self.line_of(place)
        short = _short(place)
        return f"{short} (line {line})" if line else short

    def refuse_if_wrong(self) -> None:
        """Raise everything that was noted, if anything was, line by line.

        Raises:
            MemoRefused: something is wrong.
        """
        if not self._found:
            return
        found = [problem for _, problem in sorted(self._found, key=lambda x: x[0])]
        if self._more:
            what = f"{self._more} more things are wrong"
            found.append(Problem(plain(self.source), what, "correct these first"))
        raise MemoRefused(tuple(found))

    def write(self, key: str, value: str, *, bare: bool = False) -> str:
        """How to write *value* under *key*; *bare* says that TOML has no quotes."""
        if self.is_json:
            return f'"{key}": "{value}"'
        return f"{key} = {value}" if bare else f'{key} = "{value}"'

    def check_keys(self, table: Table, place: str, known: tuple[str, ...]) -> None:
        """Note each key of *table* that is not *known*."""
        for key in table:
            if key not in known:
                at = f"{place}.{key}" if place else str(key)
                # To look for what was meant takes its time.
                told = len(self._found) < MOST_PROBLEMS
                mend = meant(_short(str(key)), known) if told else ""
                self.wrong(at, "is no key of a memo", mend)

    def text(self, table: Table, place: str, key: str) -> str | None:
        """The text under *key*, or None where there is none."""
        value = table.get(key)
        if value is None or isinstance(value, str):
            return value if value is None or self.is_stored else whole(value)
        self.wrong(f"{place}.{key}".lstrip("."), "is no text", "write it in quotes")
        return None

    def filled(self, table: Table, key: str) -> str | None:
        """The text under *key*, or None where there is none; an empty one is wrong."""
        value = self.text(table, "", key)
        if value is not None and self._says_nothing(value):
            self.wrong(key, "is empty", "write it, or take the key away")
        return value

    def needed_text(self, table: Table, place: str, key: str) -> str:
        """The text under *key*, which must be there."""
        value = self.text(table, place, key)
        if value and self.is_stored:
            return value
        missing = table.get(key) is None
        if missing or (value is not None and self._says_nothing(value)):
            what = "is missing" if missing else "is empty"
            self.wrong(f"{place}.{key}", what, f"write {self.write(key, '…')}")
        return value or ""

    def _says_nothing(self, value: str) -> bool:
        return not self.is_stored and not plain(value, "").strip()

    def texts(self, table: Table, key: str) -> tuple[str, ...]:
        """The texts of the list under *key*, none where there is no list."""
        value = table.get(key)
        if value is None:
            return ()
        listed = value if isinstance(value, list | tuple) else ()
        texts = tuple(whole(one) for one in listed if isinstance(one, str))
        if not isinstance(value, list | tuple) or len(texts) < len(value):
            self.wrong(key, "is no list of texts", f'write {key} = ["…"]')
        return texts

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
            if isinstance(value, str):
                return read_day(_short(value))
            return as_day(_date(value))
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
        self.wrong(f"{place}.{key}", f"{said(value)} is no time of day", mend)
        return None

    def table(self, table: Table, place: str, key: str) -> Table:
        """The table under *key*; an empty one where there is none."""
        value = table.get(key)
        if value is None:
            return {}
        at = f"{place}.{key}"
        if isinstance(value, Mapping):
            return value
        braces = "write its keys within { }"
        heading = "write its keys under a heading of its own"
        self.wrong(at, "is no table", braces if self.is_json else heading)
        return {}

    def tables(self, table: Table, key: str) -> Iterator[tuple[str, Table]]:
        """Each table of the list under *key*, with its path."""
        listed = table.get(key)
        if listed is None:
            return
        if not isinstance(listed, list | tuple):
            brackets = "write each one as { } within [ ]"
            heading = f"write each one under [[{key}]]"
            self.wrong(key, "is no list", brackets if self.is_json else heading)
            return
        for number, one in enumerate(listed, 1):
            if isinstance(one, (dict, Mapping)):  # what it is most often is seen first
                yield f"{key}.{number}", one
            else:
                mend = "write it as { }" if self.is_json else f"write [[{key}]]"
                self.wrong(f"{key}.{number}", "is no table", mend)


def said(value: object) -> str:
    """A value as a file would say it, and no longer than a line.

    >>> said("soon"), said(True), said(dt.time(10)), said([1])
    ("'soon'", 'true', '10:00:00', 'a list')
    """
    match value:
        case None:
            shown = "nothing"
        case bool():
            shown = "true" if value else "false"
        case str():
            shown = repr(_short(value))
        case int() if abs(value) > _LONGEST_NUMBER:
            shown = "a very long number"
        case list() | tuple():
            shown = "a list"
        case Mapping():
            shown = "a table"
        case _:
            shown = str(value).replace("inf", "infinity")
    return shown


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise ValueRefused(f"{said(value)} is no day", "write the day alone, as 2022-11-25")
