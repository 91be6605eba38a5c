"""What is derived of the ledger: where each case stands, and what it still owes.

These rows are only there to answer quickly. They are written in the transaction of the
entry that changes them, and can be made anew of the entries at any time.
"""

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

import attrs
from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from auditflow.case import Case
from auditflow.errors import CaseKnown, NumberTaken
from auditflow.memo import DiaryNumber, Memo, body_key
from auditflow.planning import Duties, Versions, duties_of
from auditflow.store.people import Table
from auditflow.store.schema import CASE, DEADLINE

Row = dict[str, Any]

_as_it_is: Final = json.JSONEncoder(ensure_ascii=False).encode
_sorted: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode

_SAME_LETTER: Final = "the same letter came in on that day before"
_CALLED: Final = select(
    CASE.c.name,
    CASE.c.first_name,
    CASE.c.letter,
    CASE.c.authority,
    CASE.c.body_key,
    CASE.c.dnr_key,
)
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


def rows_of(
    case: Case,
    stream: int,
    number: int,
    versions: Versions,
    called: "Called | None" = None,
    letter: str | None = None,
) -> Rows:
    """The rows of a *case* that has this *number* of entries.

    Args:
        case: the case as it stands.
        stream: what it is called in the ledger.
        number: how many entries it has.
        versions: what the cases of its authority are planned by.
        called: what it is called, where somebody knows that already.
        letter: what tells its letter from others, likewise.

    Raises:
        VersionUnknown: it is pinned to a version that the store does not have.
    """
    owed, called = duties_of(case, versions), called or Called.of(case)
    title = case.memo.title or ""
    row = {
        "stream": stream,
        "authority": called.authority,
        "name": called.name,
        "first_name": called.first_name,
        "body": called.body,
        "body_key": called.body_key,
        "dnr": called.dnr,
        "dnr_key": called.dnr_key,
        "number": number,
        "state": case.state.value,
        "title": title,
        "title_key": title_key(title),
        "received": case.received,
        "reply_by": owed.reply_by,
        "possible_until": owed.possible_until,
        "letter": letter or letter_of(case.memo),
        "letter_dnr": _letter_number(case.memo),
    }
    return Rows(row, _deadlines(owed, called, stream))


def _deadlines(owed: Duties, called: "Called", stream: int) -> list[Row]:
    return [
        {
            "stream": stream,
            "id": duty.id,
            "authority": called.authority,
            "body_key": called.body_key,
            "due": duty.due,
            "safe": duty.safe,
        }
        for duty in owed.open
    ]


@lru_cache(maxsize=2048)
def number_key(dnr: str | None) -> str | None:
    """What two spellings of one diary number have in common.

    >>> number_key("KS-2022/0347") == number_key("KS 2022/347")
    True
    """
    if not dnr:
        return None
    return _key_text(DiaryNumber(None, dnr))


def _key_text(number: DiaryNumber) -> str:
    return _as_it_is(number.key)


def _letter_number(memo: Memo) -> str | None:
    """The key of the number of the letter, which the memo may have taken apart."""
    taken_apart = next((n for n in memo.diary_numbers if n.raw == memo.dnr), None)
    return _key_text(taken_apart) if taken_apart else number_key(memo.dnr)


def title_key(title: str) -> str:
    """What is looked for in titles: capitals or not is the same, of å, ä and ö too."""
    return title.casefold()


def letter_of(memo: Memo, said: Table | None = None) -> str:
    """What tells one letter from another: a hash of what it says, but for names.

    *said* is the memo as JSON, where somebody has that already.
    """
    text = _sorted({**(said or memo.as_json()), "signatories": []})
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


Number = tuple[str, str, str]
"""An authority, the key of a body, and the key of a number in its diary."""


@attrs.frozen
class Called:
    """What a case is called: its name, also at first, and its number in the diary."""

    name: str
    first_name: str
    authority: str
    body: str
    body_key: str
    dnr: str | None
    dnr_key: str | None

    @classmethod
    def of(cls, case: Case) -> "Called":
        """What *case* is called."""
        dnr = case.dnr
        return cls(
            name=case.name,
            first_name=_first_name(case),
            authority=case.authority,
            body=case.body,
            body_key=body_key(case.body),
            dnr=dnr,
            dnr_key=number_key(dnr),
        )

    @property
    def number(self) -> Number | None:
        """What no other case may have; None while there is no diary number."""
        return _number(self.authority, self.body_key, self.dnr_key)


def _number(authority: str, body: str, key: str | None) -> Number | None:
    return None if key is None else (authority, body, key)


def _first_name(case: Case) -> str:
    """What the case was called when it came in, maybe before it had a number."""
    arrival = case.history[:1]
    return Case(case.memo, case.body, case.authority, arrival).name


@attrs.define
class Taken:
    """What cases are called that are there already, and which letter each is about.

    Those with a number have its name, and what they were called at first is another.
    """

    names: set[str] = attrs.field(factory=set)
    unnumbered: set[str] = attrs.field(factory=set)
    numbers: dict[Number, str] = attrs.field(factory=dict)
    first_names: dict[str, str] = attrs.field(factory=dict)
    letters: dict[str, str] = attrs.field(factory=dict)

    def add(
        self, name: str, first_name: str, number: Number | None, letter: str
    ) -> None:
        """Add what a case is called, and which letter it is about."""
        self.names.add(name)
        self.letters[name] = letter
        if number is None:
            self.unnumbered.add(name)
        else:
            self.numbers[number] = name
            self.first_names[first_name] = name

    def by_another(self, called: Called) -> CaseKnown | NumberTaken | None:
        """What stands in the way of a case that is *called* so, if anything does."""
        if called.number is not None and called.number in self.numbers:
            other = self.numbers[called.number]
            return NumberTaken(str(called.dnr), called.body, other)
        if called.name not in self.names:
            return None
        if called.dnr is not None:  # another number that is the same in a name
            return NumberTaken(called.dnr, called.body, called.name)
        return CaseKnown(called.name, _SAME_LETTER)

    def by_its_letter(self, called: Called, letter: str) -> CaseKnown | None:
        """The case of the same *letter* that got its number since, or has none yet."""
        if called.number is None:
            other = self.first_names.get(called.name)
        else:
            other = called.first_name if called.first_name in self.unnumbered else None
        if other is None or self.letters[other] != letter:
            return None
        return CaseKnown(other, _SAME_LETTER)


def taken_in(
    connection: Connection, called: Sequence[Called], stream: int = 0
) -> Taken:
    """What, of these names and numbers, other cases have than the one in *stream*.

    The end of the ledger must be held, so that nothing can come in between.
    """
    taken = Taken()
    for condition in _called_alike(called):
        asked = _CALLED.where(condition, CASE.c.stream != stream)
        for name, first_name, letter, *number in connection.execute(asked):
            taken.add(name, first_name, _number(*number), letter)
    return taken


def _called_alike(called: Sequence[Called]) -> Iterator[ColumnElement[bool]]:
    """The conditions for cases that may be *called* so, or were called so at first."""
    yield CASE.c.name.in_(
        {name for one in called for name in (one.name, one.first_name)}
    )
    unnumbered = [one.name for one in called if one.number is None]
    if unnumbered:
        yield CASE.c.first_name.in_(unnumbered)
    diaries: dict[str, tuple[set[str], list[str]]] = {}
    for one in called:
        if one.dnr_key is not None:
            bodies, keys = diaries.setdefault(one.authority, (set(), []))
            bodies.add(one.body_key)
            keys.append(one.dnr_key)
    for authority, (bodies, keys) in diaries.items():
        # Some of these are numbers of another body: they are other cases' all the same.
        of_bodies = CASE.c.authority == authority, CASE.c.body_key.in_(bodies)
        yield and_(*of_bodies, CASE.c.dnr_key.in_(keys))


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
