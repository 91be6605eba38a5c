"""A memo as JSON: stable keys, ISO days, and the parts of its diary numbers."""

import datetime as dt

from auditflow.memo.bodies import Body
from auditflow.memo.diary_number import DiaryNumber
from auditflow.memo.memo import Memo
from auditflow.values import Json


def json_of(memo: Memo) -> dict[str, Json]:
    """Every field of *memo*, also those that are empty."""
    return {
        "municipality": memo.municipality,
        "dnr": memo.dnr,
        "diary_numbers": [json_of_number(number) for number in memo.diary_numbers],
        "dated": memo.dated.isoformat() if memo.dated else None,
        "title": memo.title,
        "bodies": [_json_of_body(body) for body in memo.bodies],
        "recommendations": [
            {"number": one.number, "text": one.text, "body": one.body}
            for one in memo.recommendations
        ],
        "signatories": [{"name": s.name, "role": s.role} for s in memo.signatories],
        "audit_firm": memo.audit_firm,
    }


def json_of_number(number: DiaryNumber) -> dict[str, Json]:
    """A diary number, and the parts that are worked out of it."""
    return {
        "owner": number.owner,
        "raw": number.raw,
        "board": number.board,
        "year": number.year,
        "month": number.month,
        "serial": number.serial,
        "document": number.document,
        "class": number.class_,
    }


def time_of_day(time: dt.time) -> str:
    """A time of day as short as it can be written without loss.

    >>> time_of_day(dt.time(17)), time_of_day(dt.time(23, 59, 59))
    ('17:00', '23:59:59')
    """
    exact = time.second or time.microsecond
    return time.isoformat() if exact else time.isoformat("minutes")


def _json_of_body(body: Body) -> Json:
    reply = body.reply
    return {
        "name": body.name,
        "role": body.role.value,
        "reply": {
            "kind": reply.kind.value,
            "date": reply.date.isoformat() if reply.date else None,
            "time": time_of_day(reply.time) if reply.time else None,
            "text": reply.text,
        },
    }
