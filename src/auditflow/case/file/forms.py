"""How a value of each type stands in a case file, and is read from there."""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Final, TypeAlias, TypeVar, Union, get_args, get_origin

import attrs
from pendulum import Date, DateTime

from auditflow.case.file.layout import Field, fields_of
from auditflow.case.file.problems import Problems
from auditflow.day import read_day, read_instant
from auditflow.errors import AuditflowError, Fault
from auditflow.events.time_given import ExtensionLength
from auditflow.memo.sheet import said
from auditflow.periods import read_period

Table: TypeAlias = Mapping[str, object]
Reader: TypeAlias = Callable[[object, str, Problems], object]
"""Reads what stands at a place; what is wrong there it notes, and gives None."""

MadeT = TypeVar("MadeT")

_LENGTHS: Final = frozenset(get_args(ExtensionLength))
_LONGEST: Final = 120  # characters; no day, instant or length is longer


def made_of(
    make: Callable[..., MadeT],
    kind: type,
    table: Table,
    place: str,
    problems: Problems,
) -> MadeT | None:
    """What *make* makes of the fields of *kind* in *table*; None if one is wrong."""
    before = problems.number
    values: dict[str, object] = {}
    for field, read in _readers_of(kind):
        if field.key in table:
            at = f"{place}: {field.key}"
            values[field.argument] = read(table[field.key], at, problems)
        elif field.is_needed:
            mend = problems.write(place, field.key)
            problems.note(f"{place}: {field.key}", "is missing", mend)
    if problems.number > before:
        return None
    try:
        return make(**values)
    except AuditflowError as error:
        problems.note_error(place, error)
        return None


def text_of(value: object, place: str, problems: Problems) -> str | None:
    """A text."""
    if isinstance(value, str):
        return value
    problems.note(place, f"{said(value)} is no text", "write it in quotes")
    return None


def number_of(value: object, place: str, problems: Problems) -> int | None:
    """A whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    problems.note(place, f"{said(value)} is no whole number", "write one, such as 3")
    return None


def table_of(value: object, place: str, problems: Problems) -> Table | None:
    """A table of keys."""
    if isinstance(value, Mapping):
        return value
    problems.note(place, f"{said(value)} is no table", "write its keys within { }")
    return None


@cache
def _readers_of(kind: type) -> tuple[tuple[Field, Reader], ...]:
    return tuple((field, _reader_of(field.type)) for field in fields_of(kind))


def _reader_of(kind: object) -> Reader:
    if kind in _READERS:
        return _READERS[kind]
    members = get_args(kind)
    if get_origin(kind) is tuple:
        return partial(_list, _reader_of(members[0]))
    if get_origin(kind) in (Union, UnionType):
        return _reader_of_either(members)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(_word, kind)
    if isinstance(kind, type) and attrs.has(kind):
        return partial(_part, kind)
    raise Fault(f"a case file cannot hold {kind!r}")


def _reader_of_either(members: tuple[object, ...]) -> Reader:
    """The reader of a union: one type or a length, or None where that is in it."""
    types = [member for member in members if member is not NoneType]
    reader = _length if _LENGTHS.issuperset(types) else _reader_of(types[0])
    if not _LENGTHS.issuperset(types) and len(types) > 1:
        raise Fault(f"a case file cannot tell apart {types!r}")
    return partial(_or_none, reader) if NoneType in members else reader


def _or_none(read: Reader, value: object, place: str, problems: Problems) -> object:
    return None if value is None else read(value, place, problems)


def _list(read: Reader, value: object, place: str, problems: Problems) -> object:
    if isinstance(value, list | tuple):
        return tuple(
            read(one, f"{place} {number}", problems)
            for number, one in enumerate(value, 1)
        )
    problems.note(place, f"{said(value)} is no list", "write it within [ ]")
    return None


def _word(
    words: type[StrEnum], value: object, place: str, problems: Problems
) -> object:
    if isinstance(value, str) and value in set(words):
        return words(value)
    mend = f"write one of: {', '.join(words)}"
    problems.note(place, f"{said(value)} is unknown", mend)
    return None


def _part(kind: type, value: object, place: str, problems: Problems) -> object:
    table = table_of(value, place, problems)
    if table is None:
        return None
    keys = tuple(field.key for field in fields_of(kind))
    problems.note_unknown_keys(table, place, keys)
    return made_of(kind, kind, table, place, problems)


def _day(value: object, place: str, problems: Problems) -> object:
    return _told(read_day, value, place, problems)


def _instant(value: object, place: str, problems: Problems) -> object:
    return _told(read_instant, value, place, problems)


def _length(value: object, place: str, problems: Problems) -> object:
    length = _told(read_period, value, place, problems)
    if length is None or type(length) in _LENGTHS:
        return length
    mend = "write days, weeks, months or years"
    problems.note(place, f"{said(value)} is no length of an extension", mend)
    return None


def _told(
    read: Callable[[str], object], value: object, place: str, problems: Problems
) -> object:
    text = text_of(value, place, problems)
    if text is None:
        return None
    try:
        return read(text[:_LONGEST])
    except AuditflowError as error:
        problems.note_error(place, error)
        return None


def _time(value: object, place: str, problems: Problems) -> object:
    try:
        return dt.time.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        mend = "write it as clocks in Sweden show it, such as 17:00"
        problems.note(place, f"{said(value)} is no time of day", mend)
        return None


def _truth(value: object, place: str, problems: Problems) -> object:
    if isinstance(value, bool):
        return value
    mend = "write true or false"
    problems.note(place, f"{said(value)} is neither true nor false", mend)
    return None


_READERS: Final[dict[object, Reader]] = {
    str: text_of,
    bool: _truth,
    int: number_of,
    Date: _day,
    DateTime: _instant,
    dt.time: _time,
}
