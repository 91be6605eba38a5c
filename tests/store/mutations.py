"""Every way one can think of to change a store behind its back, and where it shows."""

import random
from collections.abc import Callable
from typing import Any, Final

import attrs
from sqlalchemy import select

from auditflow.store.chain import hash_of
from auditflow.store.schema import ENTRY, HEAD, PERSON
from tests.store.behind import AS_BYTES, STORE, Behind, Row, place_of

_ENTRY, _HEAD, _PERSON = ENTRY.name, HEAD.name, PERSON.name


@attrs.frozen
class Mutation:
    """What was changed, and the places of which `verify` names one.

    ``hashed`` is what an attacker does who makes all hashes anew and mends the head:
    only a head that was kept elsewhere tells.
    """

    what: str
    places: frozenset[str]
    hashed: bool = False


def _one(what: str, *places: str, hashed: bool = False) -> Mutation:
    return Mutation(what, frozenset(places), hashed)


def changed(value: Any, rng: random.Random, size: int = 8) -> Any:
    """The same kind of *value* with one of its bytes changed."""
    if isinstance(value, str):
        raw = bytearray(value.encode())
    elif isinstance(value, int):
        raw = bytearray(value.to_bytes(size, "big", signed=True))
    else:
        raw = bytearray(value)
    raw[rng.randrange(len(raw))] ^= rng.randrange(1, 256)
    if isinstance(value, str):
        return raw.decode("utf-8", AS_BYTES)
    return int.from_bytes(raw, "big", signed=True) if isinstance(value, int) else raw


def byte_of_an_entry(behind: Behind) -> Mutation:
    """One byte, in any column of any entry."""
    row, column = behind.entry(), behind.rng.choice([c.name for c in ENTRY.c])
    size = 4 if column == "number" else 8
    new = changed(row[column], behind.rng, size)
    behind.put_in(row, column, new)
    at = row["position"]
    what = f"a byte of {column} in entry {at}"
    if column != "position":
        return _one(what, place_of(at))
    if new < 1 or at == behind.last:
        return _one(what, place_of(new))
    return _one(what, behind.after(at))


def kind_of_a_value(behind: Behind) -> Mutation:
    """The same bytes, or the same number, as another kind of value (only in a file)."""
    row = behind.entry()
    column = behind.rng.choice([c.name for c in ENTRY.c if c.name != "position"])
    kind, at = "TEXT" if isinstance(row[column], bytes) else "BLOB", row["position"]
    same = f"UPDATE {_ENTRY} SET {column} = CAST({column} AS {kind})"  # noqa: S608
    behind.run(f"{same} WHERE position = :at", at=at)
    return _one(f"{column} as {kind} in entry {at}", place_of(at))


def row_removed(behind: Behind) -> Mutation:
    """Any one entry."""
    at = behind.entry()["position"]
    behind.remove(at)
    return _one(f"entry {at} removed", behind.after(at))


def end_removed(behind: Behind) -> Mutation:
    """The last entries, one or a few."""
    first = behind.last - behind.rng.randrange(4)
    behind.remove(*range(first, behind.last + 1))
    return _one(f"all from entry {first} on removed", STORE)


def end_of_a_case_removed(behind: Behind) -> Mutation:
    """The last entry of a case that is not the last of the store."""
    streams = {row["stream"]: row["position"] for row in behind.entries[:-1]}
    at = behind.rng.choice([*streams.values()])
    behind.remove(at)
    return _one(f"entry {at}, the last of its case, removed", behind.after(at))


def case_removed(behind: Behind) -> Mutation:
    """A whole case."""
    stream = behind.entry()["stream"]
    gone = frozenset(r["position"] for r in behind.entries if r["stream"] == stream)
    behind.remove(*gone)
    return _one(f"stream {stream} removed", behind.after(stream, gone))


def exchanged(behind: Behind) -> Mutation | None:
    """One column of two entries, or all but their positions."""
    one, other = behind.two()
    columns = behind.rng.choice([["text"], ["number"], ["stream"], _SAID, _HASHES])
    if all(one[column] == other[column] for column in columns):
        return None
    behind.remove(one["position"], other["position"])
    new = {column: other[column] for column in columns}
    old = {column: one[column] for column in columns}
    behind.add(one | new)
    behind.add(other | old)
    what = f"{', '.join(columns)} of {one['position']} and {other['position']}"
    return _one(f"exchanged: {what}", place_of(one["position"]))


_HASHES = ["before", "head", "hash"]
_SAID = [c.name for c in ENTRY.c if c.name != "position"]


def row_made(behind: Behind) -> Mutation:
    """An entry that nobody wrote, at the end or before the beginning."""
    like, rng = behind.entry(), behind.rng
    at = rng.choice([behind.last + 1, behind.last + 2, 0, -5])
    last = behind.entries[-1]
    made = like | {"position": at, "number": 90 + rng.randrange(9)}
    made["head"] = last["hash"] if rng.random() < 0.5 else like["head"]
    made["hash"] = _hash(made)
    behind.add(made)
    follows = at == behind.last + 1 and made["head"] == last["hash"]
    return _one(f"entry {at} made up", STORE if follows else place_of(at))


def rewritten_alone(behind: Behind) -> Mutation:
    """An entry with its own hash made anew, and no other."""
    row = behind.entry()
    new = _rewritten(row)
    behind.put_in(row, "text", new["text"])
    behind.put_in(row, "hash", new["hash"])
    return _one(f"entry {row['position']} rewritten", behind.after(row["position"]))


def head_changed(behind: Behind) -> Mutation:
    """The row of the head: a byte of it, all of it, or one more."""
    head = dict(behind.connection.execute(select(HEAD)).mappings().one())
    match behind.rng.randrange(6):
        case 0:
            behind.run(f"DELETE FROM {_HEAD}")  # noqa: S608
            return _one("the head removed", STORE)
        case 1:
            behind.connection.execute(HEAD.insert(), head | {"id": 2})
            return _one("a second head", STORE)
        case _:
            column = behind.rng.choice([*head])
            size = 4 if column == "id" else 8
            new = changed(head[column], behind.rng, size)
            behind.put(_HEAD, column, new, "1 = 1")
            return _one(f"a byte of {column} in the head", STORE)


def name_changed(behind: Behind) -> Mutation:
    """A byte in any column of the row of a person."""
    row = behind.rng.choice(behind.people)
    column = behind.rng.choice([*row])
    new = changed(row[column], behind.rng)
    behind.put(_PERSON, column, new, "token = :token", token=row["token"])
    token = new if column == "token" else row["token"]
    return _one(f"a byte of {column} of a person", _named(row["token"]), _named(token))


def name_removed(behind: Behind) -> Mutation:
    """The row of a person, though no entry says so."""
    row = behind.rng.choice(behind.people)
    behind.run(f"DELETE FROM {_PERSON} WHERE token = :token", token=row["token"])  # noqa: S608
    return _one("a person removed", _named(row["token"]))


def names_exchanged(behind: Behind) -> Mutation | None:
    """The names of two persons."""
    one, other = behind.rng.sample(behind.people, 2)
    if one["name"] == other["name"]:
        return None
    for row, name in ((one, "?"), (other, one["name"]), (one, other["name"])):
        behind.put(_PERSON, "name", name, "token = :token", token=row["token"])
    places = (_named(row["token"]) for row in (one, other))
    return _one("two names exchanged", *places)


def name_made(behind: Behind) -> Mutation:
    """A person whom no entry names."""
    row = behind.people[0] | {"token": "5e" * 16, "name": "någon"}
    behind.connection.execute(PERSON.insert(), row)
    return _one("a person made up", _named(row["token"]))


def _named(token: str) -> str:
    plain = token.encode("utf-8", AS_BYTES).decode(errors="replace")
    return f"the name with the token {ascii(plain)[1:-1]}"


def _hash(row: Row) -> bytes:
    parts: list[Any] = [row[key] for key in ("position", "stream", "number")]
    parts += [row[key].encode() for key in ("authority", "written", "text")]
    parts += [bytes(row["before"]), bytes(row["head"])]
    return hash_of(*parts)


def _rewritten(row: Row) -> Row:
    """The same entry on another day, with a hash that fits."""
    new = row["text"].replace('"on":"2022-10-05"', '"on":"2022-10-06"')
    made = row | {"text": new if new != row["text"] else f"{new} "}
    return made | {"hash": _hash(made)}


def end_cut_off(behind: Behind) -> Mutation:
    """The last entries, the names in them alone, and the head mended: as if never."""
    first = behind.last - behind.rng.randrange(12)
    rest = behind.entries[: first - 1]
    behind.remove(*range(first, behind.last + 1))
    for person in behind.people:
        if not any(person["token"] in row["text"] for row in rest):
            token = person["token"]
            behind.run(f"DELETE FROM {_PERSON} WHERE token = :token", token=token)  # noqa: S608
    _mend_head(behind, rest[-1])
    return _one(f"cut off from entry {first} on", STORE, hashed=True)


def rewritten_from(behind: Behind) -> Mutation:
    """An entry rewritten, all hashes after it made anew, and the head mended."""
    row, hashes = behind.entry(), dict[int, bytes]()
    head = b""
    for old in behind.entries[row["position"] - 1 :]:
        new = old
        if old is row:
            new = _rewritten(old)
        else:
            before = hashes.get(old["stream"], old["before"])
            new = old | {"before": before, "head": head}
            new["hash"] = _hash(new)
        head = hashes[old["stream"]] = new["hash"]
        for column in ("text", *_HASHES):
            behind.put_in(old, column, new[column])
    _mend_head(behind, behind.entries[-1] | {"hash": head})
    what = f"rewritten from entry {row['position']} on"
    return _one(what, place_of(behind.last), hashed=True)


def _mend_head(behind: Behind, last: Row) -> None:
    for column in ("position", "hash", "written"):
        behind.put(_HEAD, column, last[column], "1 = 1")


def unreadable(behind: Behind, said: str) -> str:
    """Let the last entry say anything, with a hash that fits; where it stands."""
    last = behind.entries[-1] | {"text": said}
    last["hash"] = _hash(last)
    for column in ("text", "hash"):
        behind.put_in(last, column, last[column])
    _mend_head(behind, last)
    return place_of(behind.last)


Kind = Callable[[Behind], Mutation | None]

MUTATIONS: Final[tuple[Kind, ...]] = (
    # What the issue names comes up more often.
    *(byte_of_an_entry,) * 12,
    *(row_removed,) * 3,
    *(exchanged,) * 3,
    end_removed,
    end_of_a_case_removed,
    case_removed,
    kind_of_a_value,
    row_made,
    rewritten_alone,
    head_changed,
    name_changed,
    name_removed,
    names_exchanged,
    name_made,
    end_cut_off,
    rewritten_from,
)
