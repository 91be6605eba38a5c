"""A written memo → `Memo`: all of it is read, then all that is wrong is told."""

import contextlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, TypeVar

from auditflow.memo.bodies import Body, ReplyKind, ReplyRequest, Role
from auditflow.memo.diary_number import DiaryNumber
from auditflow.memo.memo import Memo, Recommendation, Signatory
from auditflow.memo.names import body_key
from auditflow.memo.sheet import Sheet, Table, said
from auditflow.memo.writing import json_of_number

WordT = TypeVar("WordT", bound=StrEnum)

KEYS: Final = (
    "municipality", "dnr", "diary_numbers", "dated", "title", "bodies",
    "recommendations", "signatories", "audit_firm",
)  # fmt: skip
TO_CONFIRM: Final = "to_confirm"  # the fields that a person has still to confirm
_NUMBER_KEYS: Final = ("owner", "raw")
_PART_KEYS: Final = ("board", "year", "month", "serial", "document", "class")
_BODY_KEYS: Final = ("name", "role", "reply")
_REPLY_KEYS: Final = ("kind", "date", "time", "text")
_RECOMMENDATION_KEYS: Final = ("number", "text", "body")
_SIGNATORY_KEYS: Final = ("name", "role")


def memo_of(table: Table, sheet: Sheet) -> Memo:
    """The memo that *table* says.

    Raises:
        MemoRefused: with everything that is wrong in it.
    """
    sheet.check_keys(table, "", (*KEYS, TO_CONFIRM))
    numbers = tuple(_numbers(table, sheet))
    dnr = sheet.text(table, "", "dnr")
    if "dnr" not in table and numbers:
        dnr = numbers[0].raw
    memo = Memo(
        municipality=sheet.filled(table, "municipality"),
        dnr=dnr,
        diary_numbers=numbers,
        dated=sheet.day(table, "", "dated"),
        title=sheet.filled(table, "title"),
        bodies=tuple(_bodies(table, sheet)),
        recommendations=tuple(_recommendations(table, sheet)),
        signatories=tuple(_signatories(table, sheet)),
        audit_firm=sheet.filled(table, "audit_firm"),
    )
    sheet.refuse_if_wrong()
    return memo


def _numbers(table: Table, sheet: Sheet) -> Iterator[DiaryNumber]:
    for place, one in sheet.tables(table, "diary_numbers"):
        sheet.check_keys(one, place, (*_NUMBER_KEYS, *_PART_KEYS))
        raw = sheet.needed_text(one, place, "raw")
        number = DiaryNumber(sheet.text(one, place, "owner"), raw)
        parts = one if sheet.is_stored else json_of_number(number)
        for part in _PART_KEYS:
            if part in one and one[part] != parts[part]:
                what = f"is {said(one[part])}, but {said(raw)} says {said(parts[part])}"
                mend = f"correct raw and leave {part} out, for it follows from raw"
                sheet.wrong(f"{place}.{part}", what, mend)
        yield number


def _bodies(table: Table, sheet: Sheet) -> Iterator[Body]:
    places: dict[str, str] = {}
    for place, one in sheet.tables(table, "bodies"):
        sheet.check_keys(one, place, _BODY_KEYS)
        name = sheet.needed_text(one, place, "name")
        role = _word(Role, one, place, "role", sheet)
        reply = _reply(sheet.table(one, place, "reply"), f"{place}.reply", sheet)
        if not sheet.is_stored:
            first = places.setdefault(body_key(name), place) if name else place
            if first != place:
                what = f"{said(name)} stands at {sheet.at(first)} too"
                mend = "keep one of them: a body has one role and reply"
                sheet.wrong(place, what, mend)
            if role is not None and reply is not None:
                _check_asked(role, reply.kind, place, sheet)
        yield Body(name, role or Role.ADDRESSEE, reply or ReplyRequest())


def _check_asked(role: Role, kind: ReplyKind, place: str, sheet: Sheet) -> None:
    """Note a body that must answer and is asked nothing, or the other way round."""
    must = role is Role.MUST_ANSWER
    if must and kind is ReplyKind.NONE:
        what = "asks for no answer, but the role is must_answer"
        mend = (
            f"write {sheet.write('kind', 'undated')} where no day is known, or "
            f"{sheet.write('role', 'for_information')}"
        )
        sheet.wrong(f"{place}.reply", what, mend)
    elif not must and kind is not ReplyKind.NONE:
        what = f"asks for an answer, but the role is {role}"
        mend = f"write {sheet.write('role', 'must_answer')}, or take the reply away"
        sheet.wrong(f"{place}.reply", what, mend)


def _reply(table: Table, place: str, sheet: Sheet) -> ReplyRequest | None:
    """What is asked; None, and a note, where that cannot be told."""
    sheet.check_keys(table, place, _REPLY_KEYS)
    day = sheet.day(table, place, "date")
    time = sheet.time(table, place, "time")
    text = sheet.text(table, place, "text") or ""
    if table.get("kind") is None and table.get("date") is None:
        return ReplyRequest(time=time, text=text)
    kind = _word(ReplyKind, table, place, "kind", sheet)
    if kind is None or (day is None) != (table.get("date") is None):
        return None  # what is wrong with it is noted
    if kind.has_day and day is None:
        mend = f"write the day, such as {sheet.write('date', '2022-11-25', bare=True)}"
        sheet.wrong(f"{place}.date", f"is missing, for the kind is {kind}", mend)
    elif day is not None and not kind.has_day:
        holds = sheet.write("kind", "date")
        mend = f"write {holds} if the day holds, or take the date away"
        sheet.wrong(f"{place}.kind", f"is {kind}, but a day is given", mend)
    else:
        return ReplyRequest(kind, day, time, text)
    return None


def _recommendations(table: Table, sheet: Sheet) -> Iterator[Recommendation]:
    places: dict[int, str] = {}
    listed = sheet.tables(table, "recommendations")
    for counted, (place, one) in enumerate(listed, 1):
        sheet.check_keys(one, place, _RECOMMENDATION_KEYS)
        number = sheet.number(one, place, "number", counted)
        if not sheet.is_stored:
            first = places.setdefault(number, place)
            _check_number(number, place, first, sheet)
        text = sheet.needed_text(one, place, "text")
        yield Recommendation(number, text, sheet.text(one, place, "body"))


def _check_number(number: int, place: str, first: str, sheet: Sheet) -> None:
    """Note a number that none can have, or that *first* has already."""
    if number < 1:
        what = f"is {said(number)}"
        sheet.wrong(f"{place}.number", what, "number them from 1")
    elif first != place:
        what = f"is {said(number)}, as that of {sheet.at(first)}"
        sheet.wrong(f"{place}.number", what, "give each a number of its own")


def _signatories(table: Table, sheet: Sheet) -> Iterator[Signatory]:
    for place, one in sheet.tables(table, "signatories"):
        sheet.check_keys(one, place, _SIGNATORY_KEYS)
        name = sheet.needed_text(one, place, "name")
        yield Signatory(name, sheet.text(one, place, "role"))


def _word(
    words: type[WordT], table: Table, place: str, key: str, sheet: Sheet
) -> WordT | None:
    """The member of *words* under *key*; None, and a note, where it is none."""
    value = table.get(key)
    with contextlib.suppress(ValueError):
        if isinstance(value, str):
            return words(value)
    what = "is missing" if value is None else f"{said(value)} is unknown"
    sheet.wrong(f"{place}.{key}", what, f"write one of: {', '.join(words)}")
    return None
