"""A case → its file: what is as it is by default is left out."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from pendulum import Date, DateTime

from auditflow.case.case import Case
from auditflow.case.entries import number_of
from auditflow.case.file.layout import FORMAT, VERSION, fields_of
from auditflow.errors import Fault, ValueRefused
from auditflow.events import AnyEvent, Asked, Corrected, Response
from auditflow.files import write_new
from auditflow.memo import ReplyRequest
from auditflow.memo.writing import time_of_day
from auditflow.periods import Days, Months, Weeks, Years
from auditflow.values import Json, seen


def case_to_json(case: Case) -> dict[str, Json]:
    """Everything that *case* says, for JSON: days and instants as text.

    >>> from datetime import date
    >>> from auditflow.memo import Body, Memo
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer")])
    >>> case = Case.open(memo, received=date(2022, 9, 27), authority="sala")
    >>> case_to_json(case)["history"]
    [{'number': 1, 'event': 'received', 'on': '2022-09-27', 'by': 'registrator'}]

    Raises:
        ValueRefused: it corrects an entry that its history does not have.
    """
    return {**_head(case), "history": _entries(case.history)}


def case_to_text(case: Case) -> str:
    """The text of the case file: the same for the same case, one line an entry.

    Raises:
        ValueRefused: it corrects an entry that its history does not have.
    """
    head = [f"  {_text(key)}: {_text(value)}" for key, value in _head(case).items()]
    entries = [f"    {_text(entry)}" for entry in _entries(case.history)]
    history = ",\n".join(entries)
    lines = ",\n".join([*head, f'  "history": [\n{history}\n  ]'])
    return seen(f"{{\n{lines}\n}}\n")


def write_case(case: Case, path: Path) -> None:
    """Write *case* to a new file, all of it or nothing.

    Raises:
        ValueRefused: it corrects an entry that its history does not have.
        FileRefused: another file is there, or the folder cannot be written to.
    """
    write_new(path, case_to_text(case).encode())


def event_to_json(event: AnyEvent) -> dict[str, Json]:
    """What *event* says: its word, and each field that is not as by default.

    Of a correction without what it corrects and what is right.

    >>> from datetime import date
    >>> from auditflow.events import Registered
    >>> event_to_json(Registered(on=date(2022, 9, 28), by="anna", dnr="2022/347"))
    {'event': 'registered', 'on': '2022-09-28', 'by': 'anna', 'dnr': '2022/347'}
    """
    return {"event": event.word, **_fields(event)}


def entry_to_json(event: AnyEvent, entries: Sequence[AnyEvent]) -> dict[str, Json]:
    """What *event* says; of a correction the number, among *entries*, of what it is of.

    Raises:
        ValueRefused: it corrects an entry that is not among them.
    """
    return {**event_to_json(event), **_corrected(event, entries)}


def _head(case: Case) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "authority": case.authority,
        "body": case.body,
        "memo": case.memo.as_json(),
    }


def _entries(history: Sequence[AnyEvent]) -> list[Json]:
    return [
        {"number": number, **entry_to_json(event, history)}
        for number, event in enumerate(history, 1)
    ]


def _corrected(event: AnyEvent, history: Sequence[AnyEvent]) -> dict[str, Json]:
    if not isinstance(event, Corrected):
        return {}
    wrong = number_of(history, event.wrong)
    if wrong is None:
        given = f"a correction of {event.wrong.word} of {event.wrong.on}"
        raise ValueRefused(
            f"{given}, which is not in the history", "record that entry before it"
        )
    right = None if event.right is None else event_to_json(event.right)
    return {"corrects": wrong, "right": right}


def _fields(value: object) -> dict[str, Json]:
    said: dict[str, Json] = {}
    for field in fields_of(type(value)):
        given = getattr(value, field.name)
        if given != field.default:
            said[field.key] = _written(given)
    return said


def _written(value: object) -> Json:
    match value:
        case StrEnum():
            said: Json = value.value
        case str() | int() | None:
            said = value
        case DateTime() | Date():
            said = value.isoformat()
        case tuple():
            said = [_written(one) for one in value]
        case Asked() | Response() | ReplyRequest():
            said = _fields(value)
        case Days() | Weeks() | Months() | Years():
            said = str(value)
        case dt.time():
            said = time_of_day(value)
        case _:
            raise Fault(f"a case file cannot hold {value!r}")
    return said


def _text(value: Json) -> str:
    import json  # noqa: PLC0415 - few cases are written

    return json.dumps(value, ensure_ascii=False)
