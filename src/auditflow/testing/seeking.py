"""The smallest case of some kind: sought by chance, and then made smaller part by part.

As Hypothesis does it, but the same on every machine and in every test: what Hypothesis
draws hangs on which modules are loaded.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import attrs

from auditflow.case import Case
from auditflow.meetings import MeetingCalendar
from auditflow.testing.chance import THROW
from auditflow.testing.given import day_given
from auditflow.testing.leading import Leading
from auditflow.testing.opening import CHOICES, case_opened

_FIRST: Final = day_given("2018-01-01")
_LAST: Final = day_given("2030-12-31")
_MOST: Final = 25
# By then each kind of event has had its number once.
_FEW: Final = 30


@attrs.frozen
class Life:
    """What a case is made of: how it begins, and what may happen then."""

    choices: bytes
    throws: tuple[bytes, ...]

    @classmethod
    def drawn(cls, chance: Random) -> "Life":
        """Any life."""
        length = chance.randrange(_MOST)
        throws = [chance.randbytes(THROW) for _ in range(length)]
        return cls(chance.randbytes(CHOICES), tuple(throws))

    def led(self, meetings: MeetingCalendar | None) -> Case:
        """The case that it leads to."""
        begun = case_opened(self.choices, _FIRST, _LAST)
        leading = Leading(meetings=meetings)
        return leading.led(begun, self.throws, least=0, most=len(self.throws))

    def with_less(self) -> Iterator["Life"]:
        """Lives with one throw less, the last ones first."""
        for at in reversed(range(len(self.throws))):
            yield self._with(at)

    def _with(self, at: int, *throws: bytes) -> "Life":
        """The same with these in the place of one throw."""
        told = (*self.throws[:at], *throws, *self.throws[at + 1 :])
        return attrs.evolve(self, throws=told)

    @property
    def parts(self) -> int:
        """Of how many parts it is made; each is a small number."""
        return CHOICES + THROW * len(self.throws)

    def with_lesser(self, part: int) -> Iterator["Life"]:
        """Lives in which one part is less, the least first."""
        if part < CHOICES:
            for choices in _lesser(self.choices, part):
                yield attrs.evolve(self, choices=choices)
        else:
            at, within = divmod(part - CHOICES, THROW)
            for throw in _lesser(self.throws[at], within):
                yield self._with(at, throw)


def _lesser(parts: bytes, at: int) -> Iterator[bytes]:
    part = parts[at]
    for less in dict.fromkeys([*range(_FEW), part // 2, part - 1]):
        if 0 <= less < part:
            yield bytes([*parts[:at], less, *parts[at + 1 :]])


def smallest_case(
    condition: Callable[[Case], bool],
    *,
    examples: int,
    seed: int,
    meetings: MeetingCalendar | None = None,
) -> Case | None:
    """The smallest case that was found for which *condition* holds; None if none was.

    Args:
        condition: what is sought.
        examples: how many lives are tried.
        seed: which ones.
        meetings: the meetings that decisions are checked against.
    """

    def holds(life: Life) -> bool:
        return condition(life.led(meetings))

    chance = Random(seed)  # noqa: S311 - the same lives each time, no secret
    lives = (Life.drawn(chance) for _ in range(examples))
    found = next((life for life in lives if holds(life)), None)
    return None if found is None else _smallest(found, holds).led(meetings)


def _smallest(life: Life, holds: Callable[[Life], bool]) -> Life:
    """*life* as small as it can be made, part by part, until nothing is left to do."""
    before = None
    while life != before:
        before = life
        while shorter := next((one for one in life.with_less() if holds(one)), None):
            life = shorter
        for part in range(life.parts):
            less = next((one for one in life.with_lesser(part) if holds(one)), None)
            life = less or life
    return life
