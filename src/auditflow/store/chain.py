"""The chain: each entry holds the hash of what came before it, so nobody can rewrite.

An entry holds two of them: that of the entry before it in its own stream, and the head
of the whole store as it was right then, which is the hash of the latest entry. Its own
hash is made of all that it says, both of these among it.
"""

from hashlib import sha256
from typing import Final

import attrs

from auditflow.errors import StoreRefused

START: Final = bytes(32)
"""What stands before the first entry, of a stream and of the store."""


@attrs.frozen
class Head:
    """The head of a store: how many entries it has, and the hash of the latest.

    Kept elsewhere, it proves later that no entry was changed or removed since. Its
    text is what `Head.read` takes back.

    >>> head = Head(1200, bytes.fromhex("5e" * 32))
    >>> Head.read(str(head)) == head
    True
    """

    position: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.hash.hex()}"

    @classmethod
    def read(cls, text: str) -> "Head | None":
        """The head that *text* says; None where it is none."""
        position, _, digest = text.strip().partition(":")
        if not position.isascii() or not position.isdigit():
            return None
        try:
            said = bytes.fromhex(digest)
        except ValueError:
            return None
        return cls(int(position), said) if len(said) == len(START) else None


def broken(what: str) -> StoreRefused:
    """That the ledger is not as it was written; where it is not, a walk tells."""
    mend = "see what does not fit with: auditflow store verify"
    return StoreRefused("the ledger", what, mend)


def hash_of(
    position: int,
    stream: int,
    number: int,
    authority: bytes,
    written: bytes,
    text: bytes,
    before: bytes,
    head: bytes,
) -> bytes:
    """The hash of an entry, over everything that it says.

    Of its parts only the last has a length of its own and may hold a line break (the
    two hashes are always as long), so no two entries read alike.
    """
    numbers = b"auditflow 1\n%d\n%d\n%d" % (position, stream, number)
    return sha256(
        b"\n".join((numbers, authority, written, before, head, text))
    ).digest()
