"""Chance that falls alike everywhere: whole numbers, from a seed and nothing else.

Each draw is told by what it is for, never by how many were made before it: so one draw
more or less changes no other, and one by one or in columns they come out the same. The
mixing is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
"""

from enum import IntEnum
from typing import Final

import attrs

from auditflow.errors import ValueRefused

GAMMA: Final = 0x9E3779B97F4A7C15
FIRST_FACTOR: Final = 0xBF58476D1CE4E5B9
SECOND_FACTOR: Final = 0x94D049BB133111EB
_ALL: Final = 2**64 - 1
NTH: Final = (
    8  # bits that say what a draw is for; those above, for the how manieth time
)


class For(IntEnum):
    """What a draw is for."""

    REGISTER = 1
    REFER = 2
    STATEMENT = 3
    IS_LATE = 4
    LATE_BY = 5
    DRAFT = 6
    MEETING = 7
    REDRAFT = 8
    ADJUST = 9
    NOTICE = 10
    SEND = 11
    WANTS_STATEMENTS = 12
    RECEIVED = 13


def mixed(number: int) -> int:
    """A number below 2**64, and nothing to be seen in it of the one that is mixed.

    >>> hex(mixed(1))
    '0x5692161d100b05e5'
    """
    number = (number ^ number >> 30) * FIRST_FACTOR & _ALL
    number = (number ^ number >> 27) * SECOND_FACTOR & _ALL
    return number ^ number >> 31


def check_seed(seed: int) -> int:
    """The *seed*, if it is one.

    Raises:
        ValueRefused: it is no whole number from 0 on that 64 bits hold.
    """
    if type(seed) is not int or not 0 <= seed <= _ALL:
        mend = "give a whole number from 0 to 18446744073709551615"
        raise ValueRefused(f"{seed!r} as a seed", mend)
    return seed


def key_of(seed: int, case: int) -> int:
    """What all draws of one case begin with."""
    return mixed((mixed(seed) + case * GAMMA) & _ALL)


@attrs.frozen
class Draws:
    """The draws of one run: the same for the same seed, case and run.

    >>> Draws.of(seed=1, case=0, run=0).below(100, For.DRAFT)
    22
    """

    key: int

    @classmethod
    def of(cls, seed: int, case: int, run: int) -> "Draws":
        """The draws of a *run* of a *case*; each has a number of its own."""
        return cls(mixed((key_of(seed, case) + run * GAMMA) & _ALL))

    def below(self, sides: int, what: For, nth: int = 0) -> int:
        """A number from 0 on, below *sides*, for the *nth* time that it is drawn."""
        number = mixed((self.key + (nth << NTH | what) * GAMMA) & _ALL)
        return (number >> 32) * sides >> 32
