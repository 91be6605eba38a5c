"""What is derived of the ledger: where each case stands, and what it still owes.

These rows are only there to answer quickly. They are written in the transaction of the
entry that changes them, and can be made anew of the entries at any time.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

import attrs
from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from auditflow.case import Case
from auditflow.errors import AuditflowError, CaseKnown, NumberTaken
from auditflow.memo import DiaryNumber, Memo, body_key
from auditflow.planning import Duties, Versions, duties_of
from auditflow.store.schema import CASE, DEADLINE

Row = dict[str, Any]

_ADD_CASES: Final = insert(CASE)
_ADD_DEADLINES: Final = insert(DEADLINE)
_DROP: Final = delete(DEADLINE).where(DEADLINE.c.stream == bindparam("of"))
_RENEW: Final = (
    update(CASE)
    .where(CASE.c.stream == bindparam("of"))
    .values({column.name: bindparam(column.name) for column in CASE.c})
)


@attrs.frozen
class Rows:
    """The rows of one case: the one about itself, and one for each open duty."""

    case: Row
    deadlines: list[Row]

    def of(self, stream: int) -> "Rows":
        """The same rows, of the case that has become this *stream*."""
        own = {"stream": stream}
        return Rows(self.case | own, [row | own for row in self.deadlines])


def rows_of(case: Case, stream: int, number: int, versions: Versions) -> Rows:
    """The rows of a *case* that has this *number* of entries.

    Raises:
        VersionUnknown: it is pinned to a version that the store does not have.
    """
    owed, key = duties_of(case, versions), body_key(case.body)
    row = {
        "stream": stream,
        "authority": case.authority,
        "name": case.name,
        "first_name": _first_name(case),
        "body": case.body,
        "body_key": key,
        "dnr": case.dnr,
        "dnr_key": number_key(case.dnr),
        "number": number,
        "state": case.state.value,
        "title": case.memo.title or "",
        "received": case.received,
        "reply_by": owed.reply_by,
        "possible_until": owed.possible_until,
        "letter": letter_of(case.memo),
        "letter_dnr": number_key(case.memo.dnr),
    }
    return Rows(row, _deadlines(owed, case.authority, key, stream))


def _first_name(case: Case) -> str:
    """What the case was called when it came in, maybe before it had a number."""
    arrival = case.history[:1]
    return Case(case.memo, case.body, case.authority, arrival).name


def _deadlines(owed: Duties, authority: str, key: str, stream: int) -> list[Row]:
    return [
        {
            "stream": stream,
            "id": duty.id,
            "authority": authority,
            "body_key": key,
            "due": duty.due,
            "safe": duty.safe,
        }
        for duty in owed.open
    ]


def number_key(dnr: str | None) -> str | None:
    """What two spellings of one diary number have in common.

    >>> number_key("KS-2022/0347") == number_key("KS 2022/347")
    True
    """
    if not dnr:
        return None
    return json.dumps(DiaryNumber(None, dnr).key, ensure_ascii=False)


def letter_of(memo: Memo) -> str:
    """What tells one letter from another: a hash of what it says, but for names."""
    said = {**memo.as_json(), "signatories": []}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


Taken = dict[tuple[object, ...], str]
"""The names and diary numbers of cases that are being added, and whose they are."""


def collision_of(
    connection: Connection, row: Row, taken: Taken
) -> AuditflowError | None:
    """What stands in the way of a case with this *row*, if anything does.

    The end of the ledger must be held, so that nothing can come in between. *taken* is
    what others take that are not written yet; what this one takes is added to it.
    """
    number = row["authority"], row["body_key"], row["dnr_key"]
    if row["dnr_key"] is not None and number in taken:
        return NumberTaken(str(row["dnr"]), str(row["body"]), taken[number])
    if (row["name"],) in taken:
        return _known(row["name"])
    same_name = CASE.c.name == row["name"]
    same_number = and_(
        CASE.c.authority == row["authority"],
        CASE.c.body_key == row["body_key"],
        CASE.c.dnr_key == row["dnr_key"],
    )
    asked = select(CASE.c.name, CASE.c.dnr_key).where(
        or_(same_name, same_number), CASE.c.stream != row["stream"]
    )
    other = connection.execute(asked).first()
    if other is None:
        taken[number] = taken[row["name"],] = row["name"]
        return None
    if row["dnr_key"] is not None and other.dnr_key == row["dnr_key"]:
        return NumberTaken(str(row["dnr"]), str(row["body"]), other.name)
    return _known(other.name)


def _known(name: str) -> CaseKnown:
    return CaseKnown(name, "the same letter came in on that day before")


def add_rows(connection: Connection, rows: Sequence[Rows]) -> None:
    """Add the *rows* of cases that are new."""
    if rows:
        connection.execute(_ADD_CASES, [one.case for one in rows])
        _add_deadlines(connection, rows)


def renew_rows(connection: Connection, rows: Sequence[Rows]) -> None:
    """Put *rows* in the place of those that were derived before."""
    if rows:
        cases = [{**one.case, "of": one.case["stream"]} for one in rows]
        connection.execute(_RENEW, cases)
        connection.execute(_DROP, [{"of": one["of"]} for one in cases])
        _add_deadlines(connection, rows)


def _add_deadlines(connection: Connection, rows: Sequence[Rows]) -> None:
    deadlines = [row for one in rows for row in one.deadlines]
    if deadlines:
        connection.execute(_ADD_DEADLINES, deadlines)
