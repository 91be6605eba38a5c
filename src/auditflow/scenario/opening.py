"""How the case of a scenario begins: the letter, and its arrival at a body."""

from collections.abc import Mapping
from typing import Final

import attrs

from auditflow.case import Case
from auditflow.case.file import event_in, fields_of
from auditflow.errors import AuditflowError, MemoRefused
from auditflow.events import Received
from auditflow.memo import Memo
from auditflow.memo.reading import KEYS, memo_of
from auditflow.memo.sheet import Sheet, said
from auditflow.reading import read_memo
from auditflow.scenario.problems import Notes
from auditflow.scenario.tables import (
    Beside,
    Table,
    as_in_json,
    day_in,
    table_in,
    text_in,
)

_SHORT: Final = ("asks", "informs")  # instead of bodies
_ITS_OWN: Final = ("received", "body", "authority", "expect", "why")
_LEFT_OUT: Final = ("on", "despite", "irregular")
_ARRIVAL: Final = tuple(
    field.key for field in fields_of(Received) if field.key not in _LEFT_OUT
)
UNDATED: Final = "undated"


def memo_in(table: Table, beside: Beside, notes: Notes) -> Memo | None:
    """The memo under ``[memo]``, or in the file that ``letter`` names."""
    if "letter" in table and "memo" in table:
        notes.note("letter", "is given beside [memo]", "keep one of them")
    elif "letter" in table:
        return _letter(table, beside, notes)
    elif "memo" in table:
        return _memo(table_in(table, "memo", "memo", notes), notes)
    else:
        mend = 'write it under [memo], or name its file: letter = "missiv.txt"'
        notes.note("memo", "is missing", mend)
    return None


def _letter(table: Table, beside: Beside, notes: Notes) -> Memo | None:
    name = text_in(table, "letter", "letter", notes)
    if not name:
        notes.note("letter", "is empty", "name the file of the letter")
        return None
    try:
        reading = read_memo(beside.path(name))
    except AuditflowError as error:
        notes.note_file("letter", error)
        return None
    if reading.memo is None:
        why, _, mend = str(reading.why_not).rpartition("; ")
        notes.note("letter", f"{name} is no audit memo: {why}", mend)
    return reading.memo


def _memo(table: Table, notes: Notes) -> Memo | None:
    before = notes.number
    notes.note_unknown_keys(table, "memo", (*KEYS, *_SHORT))
    known = {key: value for key, value in table.items() if key in KEYS}
    if bodies := _bodies(table, notes):
        known["bodies"] = bodies
    if isinstance(listed := table.get("recommendations"), list):
        known["recommendations"] = [
            {"text": one} if isinstance(one, str) else one for one in listed
        ]
    sheet = Sheet("memo", lambda path: notes.lines.of(f"memo.{path}"))
    try:
        memo = memo_of(known, sheet)
    except MemoRefused as refused:
        notes.note_within(refused)
        return None
    # Without what was misspelt it may ask nobody, which is no mistake of its own.
    return memo if notes.number == before else None


def _bodies(table: Table, notes: Notes) -> list[dict[str, object]]:
    """The bodies that ``asks`` and ``informs`` name in short."""
    given = [key for key in _SHORT if key in table]
    if given and "bodies" in table:
        notes.note(f"memo: {given[0]}", "is given beside bodies", "keep one of them")
        return []
    bodies: list[dict[str, object]] = []
    asks = table.get("asks", {})
    if not isinstance(asks, dict):
        mend = "write { kommunstyrelsen = 2022-11-25 }"
        notes.note("memo: asks", f"{said(asks)} names no body with a day", mend)
        asks = {}
    for name, day in asks.items():
        reply = {"kind": UNDATED} if day == UNDATED else {"kind": "date", "date": day}
        bodies.append({"name": name, "role": "must_answer", "reply": reply})
    informs = table.get("informs", [])
    if not isinstance(informs, list):
        notes.note(
            "memo: informs", f"{said(informs)} is no list", "write it within [ ]"
        )
        informs = []
    return bodies + [{"name": name, "role": "for_information"} for name in informs]


def case_in(table: Table, memo: Memo | None, notes: Notes) -> Case | None:
    """The case under ``[case]``, opened at its body; None where something is wrong."""
    case = table_in(table, "case", "case", notes)
    notes.note_unknown_keys(case, "case", (*_ITS_OWN, *_ARRIVAL))
    body, authority = (
        text_in(case, key, f"case: {key}", notes) or None for key in _ITS_OWN[1:3]
    )
    if "received" not in case:
        mend = "write [case], and under it received = 2022-09-27: when the memo came"
        notes.note("case: received", "is missing", mend)
        return None
    arrival = _arrival(case, notes)
    if memo is None or arrival is None:
        return None
    try:
        return _opened(memo, arrival, body, authority)
    except AuditflowError as error:
        is_early = isinstance(error, MemoRefused)
        notes.note_error("case: received" if is_early else "case: body", error)
        return None


def _arrival(case: Mapping[str, object], notes: Notes) -> Received | None:
    said_of_it = {key: case[key] for key in _ARRIVAL if key in case}
    received = day_in(case["received"], "case: received", notes)
    if received is None:
        return None
    arrival = {"by": "registrator", **said_of_it, "on": received}
    as_entry = as_in_json(arrival)
    event = None
    if isinstance(as_entry, dict):
        event = event_in(as_entry, Received, "case", notes)
    return event if isinstance(event, Received) else None


def _opened(
    memo: Memo, arrival: Received, body: str | None, authority: str | None
) -> Case:
    case = Case.open(
        memo,
        received=arrival.on,
        body=body,
        by=arrival.by,
        authority=authority,
        answers_to=arrival.answers_to,
    )
    return attrs.evolve(case, history=[arrival])
