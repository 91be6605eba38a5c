"""TOML that somebody wrote: a table, and its values as what they have to be."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import attrs
from pendulum import Date

from auditflow.day import as_day, read_day
from auditflow.errors import AuditflowError, HabitsRefused, Problem, meant
from auditflow.rules.sheet import Sheet

Table = Mapping[str, object]

_WHOLE: Final = 100


def table_in(text: str, source: str) -> Table:
    """The table that *text* holds; *source* is what to call it in errors.

    Raises:
        HabitsRefused: it is no TOML.
    """
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        mend = "put texts in quotation marks, and see toml.io"
        raise HabitsRefused((Problem(source, f"is no TOML: {error}", mend),)) from None


@attrs.frozen
class Given:
    """A table at a place of a sheet; what is wrong with a value is noted there."""

    table: Table
    sheet: Sheet
    at: str = ""

    def place(self, key: str) -> str:
        """Where *key* stands."""
        return f"{self.at}.{key}" if self.at else key

    def wrong(self, key: str, what: str, mend: str) -> None:
        """Note *what* is wrong with the value of *key*."""
        self.sheet.wrong(self.place(key), what, mend)

    def check_keys(self, known: Iterable[str]) -> None:
        """Note each key that is not *known*."""
        words = tuple(known)
        for key in self.table:
            if key not in words:
                self.wrong(key, "is unknown", meant(key, words))

    def refused(self, key: str, error: AuditflowError) -> None:
        """Note what an *error* says of the value of *key*."""
        what, _, mend = str(error).rpartition("; ")
        self.wrong(key, what, mend)

    def share(self, key: str, default: int) -> int:
        """A whole percentage."""
        value = self.table.get(key, default)
        if type(value) is int and 0 <= value <= _WHOLE:
            return value
        self.wrong(key, f"{value!r} is no share", "give a whole percentage, 0 to 100")
        return default

    def number(self, key: str, least: int, default: int | None = None) -> int:
        """A whole number of at *least* so many; needed where there is no default."""
        value = self.table.get(key, default)
        if type(value) is int and value >= least:
            return value
        mend = f"give a whole number from {least} on"
        self.wrong(key, "is missing" if value is None else f"is {value!r}", mend)
        return least

    def text(self, key: str, default: str | None = None) -> str:
        """A text; needed where there is no *default*."""
        value = self.table.get(key, default)
        if isinstance(value, str) and (value.strip() or value == default):
            return value
        what = "is missing" if value is None else f"{value!r} is no text"
        self.wrong(key, what, f'write {key} = "…"')
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none where it is missing."""
        value = self.table.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.wrong(key, "is no list of texts", f'write {key} = ["…"]')
        return ()

    def day(self, key: str) -> Date | None:
        """A day, which is needed."""
        value = self.table.get(key)
        try:
            if isinstance(value, date):
                return as_day(value)
            if isinstance(value, str):
                return read_day(value)
        except AuditflowError as error:
            self.refused(key, error)
            return None
        what = "is missing" if value is None else f"{value!r} is no day"
        self.wrong(key, what, f"write {key} = 2026-01-31, without quotation marks")
        return None
