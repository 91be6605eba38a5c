"""What happened to a case, said as words: KEY=VALUE, with the keys of a case file."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, get_args, get_origin

import attrs
from pendulum import Date

from auditflow.case.file import KINDS, Field, Problems, event_in, fields_of
from auditflow.errors import AuditflowError, Fault
from auditflow.events import AnyEvent, Asked, Corrected, Received, StepEvent
from auditflow.files import read_text
from auditflow.memo import ReplyRequest
from auditflow.memo.sheet import said
from auditflow.periods import Weeks

# What an option says, and what the store and the guards say themselves.
_NOT_WORDS: Final = ("on", "by", "recorded", "despite", "irregular", "document")
_OPTIONS: Final = {
    "on": "--on DAY",
    "by": "--by WHO",
    "despite": "--despite WHY",
    "document": "--document REF",
}
_BY_ITSELF: Final = ("recorded", "irregular")
_UNREAD: Final = object()  # a value that is told to be wrong already
_OF_A_CORRECTION: Final = (
    Field("corrects", "corrects", "corrects", int, attrs.NOTHING),
    Field("right", "right", "right", object, attrs.NOTHING),
)
_TRUTHS: Final = {"true": True, "false": False}
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_FILE: Final = "@"  # a value that stands in a file of this name
_JSON_BEGINS: Final = ("[", "{", _FILE)

RECORDED: Final[dict[str, type[AnyEvent]]] = {
    word: kind
    for word, kind in KINDS.items()
    if not issubclass(kind, StepEvent) and kind is not Received
}
"""What is recorded beside the steps; a case begins with what is received."""


def keys_of(kind: type[AnyEvent]) -> tuple[Field, ...]:
    """What can be said of an event of this *kind* in words, beside the options."""
    own = tuple(f for f in fields_of(kind) if f.key not in _NOT_WORDS)
    return (*_OF_A_CORRECTION, *own) if kind is Corrected else own


def event_said(
    kind: type[AnyEvent],
    what: str,
    words: Iterable[str],
    *,
    options: Mapping[str, object],
    entries: Sequence[AnyEvent],
) -> AnyEvent:
    """The event of this *kind* that *words* say.

    Args:
        kind: what happened.
        what: what to call it where something is wrong.
        words: such as ``dnr=KS 2022/347``.
        options: what else is said of it, as in a case file.
        entries: those of the case, of which a correction names one by its number.

    Raises:
        CaseRefused: with all that is wrong in the words.
    """
    problems = Problems("", words_at=what)
    fields = {field.key: field for field in keys_of(kind)}
    given: dict[str, list[str]] = {}
    for key, value in _pairs(words, what, fields, problems):
        given.setdefault(key, []).append(value)
    table: dict[str, object] = {k: v for k, v in options.items() if v is not None}
    for key, values in given.items():
        said_of_it = _value(fields[key], values, f"{what}: {key}", problems)
        if said_of_it is not _UNREAD:
            table[key] = said_of_it
    event = event_in(table, kind, what, problems, entries)
    if problems.number:
        raise problems.refused()
    if event is None:
        raise Fault(f"the words of {what} say nothing, and nothing is wrong in them")
    return event


def _pairs(
    words: Iterable[str], what: str, fields: Mapping[str, Field], problems: Problems
) -> Iterator[tuple[str, str]]:
    """Each key with its value; words that are none are noted."""
    for word in words:
        key, sign, value = word.partition("=")
        if key in fields and sign:
            yield key, value
        elif not sign:
            mend = f"write {key}=…" if key in fields else "write each as KEY=VALUE"
            problems.note(what, f"{said(word)} says no value", mend)
        elif key in _OPTIONS:
            problems.note(what, f"{said(key)} is an option", f"give {_OPTIONS[key]}")
        elif key in _BY_ITSELF:
            problems.note(what, f"{said(key)} is said by the store", "leave it out")
        elif fields:
            problems.note_unknown(what, f"{said(key)} is no key", key, tuple(fields))
        else:
            problems.note(what, f"{said(key)} is no key", "leave it out: it takes none")


def _value(field: Field, values: list[str], place: str, problems: Problems) -> object:
    """What is said of a *field*, as it would stand in a case file."""
    if _is_of(field, Asked):
        return _bodies(values, place, problems)
    if len(values) > 1:
        problems.note(place, "is said more than once", "say it once")
    value = values[-1]
    if _is_of(field, ReplyRequest) and not value.startswith(_JSON_BEGINS):
        return {"kind": "date", "date": value}
    if field.type is object or _part_of(field) is not None:
        return _json(value, place, problems)
    if field.type is bool:
        return _TRUTHS.get(value, value)
    if field.type is int and _NUMBER.fullmatch(value):
        return int(value)
    return value


def _bodies(values: list[str], place: str, problems: Problems) -> list[object]:
    """Bodies written as ``socialnämnden``, ``socialnämnden=2022-10-20`` or JSON."""
    bodies: list[object] = []
    for value in values:
        if value.startswith(_JSON_BEGINS):
            listed = _json(value, place, problems)
            if listed is not _UNREAD:
                bodies += listed if isinstance(listed, list) else [listed]
            continue
        body, sign, day = value.partition("=")
        bodies.append({"body": body, "reply_by": day} if sign else {"body": body})
    return bodies


def _json(value: str, place: str, problems: Problems) -> object:
    """What stands in a *value* of JSON, or in the file that it names."""
    try:
        if value.startswith(_FILE):
            value = read_text(Path(value.removeprefix(_FILE)))
        return json.loads(value)
    except AuditflowError as error:
        problems.note_error(place, error)
    except RecursionError:
        problems.note(place, "is no JSON: it nests too deep", "write it anew")
    except ValueError as error:
        why = "a number in it is far too long" if "digits" in str(error) else error
        mend = "write it as in a case file, or name a file that holds it, as @FILE"
        problems.note(place, f"is no JSON: {why}", mend)
    return _UNREAD


def _is_of(field: Field, part: type) -> bool:
    return _part_of(field) is part


def _part_of(field: Field) -> type | None:
    """The table of keys that a *field* holds, or a list of; None where it is none."""
    members = (field.type, *get_args(field.type))
    listed = get_origin(field.type) is tuple
    found = [one for one in members if isinstance(one, type) and attrs.has(one)]
    # A length is one of several types, and is written as a text.
    return found[0] if (listed and found) or len(found) == 1 else None


def form_of(field: Field) -> str:
    """How a *field* is written, in brackets where it may be left out.

    >>> [form_of(field) for field in keys_of(KINDS["paused"])]
    ['ground=…', '[until=DAY]', '[granted_by=auditors|municipality]']
    """
    form = f"{field.key}={_form(field)}"
    return form if field.is_needed else f"[{form}]"


def _form(field: Field) -> str:
    part, kinds = _part_of(field), (field.type, *get_args(field.type))
    words = [one for one in kinds if isinstance(one, type) and issubclass(one, StrEnum)]
    if part is Asked:
        form = "BODY[=DAY]"
    elif part is ReplyRequest:
        form = "DAY"
    elif field.key == "right":
        form = "JSON|@FILE|null"
    elif part is not None:
        form = "JSON|@FILE"
    elif Weeks in kinds:
        form = '"3 weeks"'
    elif Date in kinds:
        form = "DAY"
    elif words:
        form = "|".join(words[0])
    elif bool in kinds:
        form = "true|false"
    else:
        form = "N" if int in kinds else "…"
    return form
