"""The names of people: kept in a place of their own, from which they can be removed.

An entry holds the token of a name, a salted hash of it, and the chain covers the token.
Once the name and its salt are gone, nobody can tell whose token it was, and the chain
still holds. Names are those of signatories, of who did something, of handlers, of
delegates and of who is responsible for a measure. What a person writes into a reason or
a title is text, and stays.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Column, Connection, insert, select

from auditflow.store.schema import PERSON

Table = dict[str, Any]
"""A table as JSON has it, which is filled in where it stands."""

_KEY: Final = "person"
_NAMES: Final = ("by", "delegate", "responsible")
_LENGTH: Final = 32  # hexadecimal digits: no two names will ever share a token


def token_of(salt: str, name: str) -> str:
    """The token of *name*: without its *salt*, nobody can find the name from it."""
    said = f"{salt}\n{name}".encode("utf-8", "surrogatepass")
    return sha256(said).hexdigest()[:_LENGTH]


def removed_name(token: str) -> str:
    """What stands where a name was, once it has been removed.

    >>> removed_name("3f2a91c0d4e5f607")
    'removed person 3f2a91c0'
    """
    return f"removed person {token[:8]}"


Place = tuple[Table, str]
"""Where a name stands: the table, and its key."""


def named_at(said: Table) -> list[Place]:
    """The place of each name that stands in *said*."""
    return [
        (table, key)
        for table, key in _places(said)
        if table[key] and isinstance(table[key], str)
    ]


def hide(places: Iterable[Place], tokens: Mapping[str, str]) -> None:
    """Put the token of each name into its place."""
    for table, key in places:
        table[key] = {_KEY: tokens[table[key]]}


def show(said: Table, names: Mapping[str, str]) -> None:
    """Put each name back into its place in *said*, where it is still known."""
    for table, key in [*_places(said)]:
        if isinstance(table[key], dict):
            token = str(table[key].get(_KEY))
            table[key] = names.get(token) or removed_name(token)


def tokens_in(said: Table) -> Iterator[str]:
    """Each token that stands in *said*."""
    for table, key in _places(said):
        if isinstance(table[key], dict):
            yield str(table[key].get(_KEY))


def _places(said: Table) -> Iterator[Place]:
    """Where names, or their tokens, stand in an entry."""
    for one in said.get("case", {}).get("memo", {}).get("signatories", ()):
        yield one, "name"
    yield from _in_event(said["event"])


def _in_event(event: Table) -> Iterator[Place]:
    for key in _NAMES:
        if key in event:
            yield event, key
    if event.get("event") == "assigned":
        yield event, "to"
    for response in (*event.get("responses", ()), event.get("response") or {}):
        if "responsible" in response:
            yield response, "responsible"
    if event.get("right"):
        yield from _in_event(event["right"])


def tokens_for(
    connection: Connection, authority: str, names: Iterable[str]
) -> dict[str, str]:
    """The token of each of *names*; one that is new gets a salt of its own.

    The head of the store must be held, so that nobody else gives it another.
    """
    wanted = sorted(set(names))
    known = _look_up(connection, PERSON.c.name, PERSON.c.token, authority, wanted)
    rows = []
    for name in wanted:
        if name not in known:
            salt = secrets.token_hex(16)
            known[name] = token_of(salt, name)
            rows.append(
                {
                    "token": known[name],
                    "authority": authority,
                    "salt": salt,
                    "name": name,
                }
            )
    if rows:
        connection.execute(insert(PERSON), rows)
    return known


def names_of(
    connection: Connection, authority: str, tokens: Iterable[str]
) -> dict[str, str]:
    """The name behind each of *tokens*, where it was not removed."""
    wanted = sorted(set(tokens))
    return _look_up(connection, PERSON.c.token, PERSON.c.name, authority, wanted)


_MOST: Final = 500  # values in one question; databases have limits


def _look_up(
    connection: Connection,
    key: Column[str],
    value: Column[str],
    authority: str,
    wanted: list[str],
) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in range(0, len(wanted), _MOST):
        some = key.in_(wanted[at : at + _MOST])
        asked = select(key, value).where(PERSON.c.authority == authority, some)
        found.update((row[0], row[1]) for row in connection.execute(asked))
    return found
