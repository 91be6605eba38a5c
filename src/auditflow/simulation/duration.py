"""How long something takes: business days, as the shares of all times tell."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Final

import attrs

from auditflow.errors import ValueRefused

PARTS: Final = 1000
"""So many days stand in a table, each as likely as the others."""

_WHOLE: Final = 100
_LONGEST: Final = 1500  # business days: six years


def _quantiles(
    given: Mapping[int, int] | Iterable[tuple[int, int]],
) -> tuple[tuple[int, int], ...]:
    pairs = tuple(given.items() if isinstance(given, Mapping) else given)
    shares = [share for share, _ in pairs]
    if wrong := what_is_wrong(dict(pairs)):
        raise ValueRefused(*wrong)
    if len(set(shares)) < len(shares):
        raise ValueRefused("one share with two numbers of days", "give each once")
    beginning = () if 0 in shares else ((0, 0),)
    return tuple(sorted((*beginning, *pairs)))


@attrs.frozen
class Duration:
    """How many business days something takes, by quantiles that need not be even.

    ``quantiles`` say for a share of all times, in percent, within how many days it was
    done. Between two of them the days rise evenly, from none at 0 percent unless that
    is said; nothing is slower than the last says.

    >>> draft = Duration({10: 3, 50: 8, 90: 20, 100: 45})
    >>> draft.within(5), draft.within(50), draft.within(95), draft.table[-1]
    (2, 8, 33, 45)
    """

    quantiles: tuple[tuple[int, int], ...] = attrs.field(converter=_quantiles)

    @classmethod
    def always(cls, business_days: int) -> "Duration":
        """Always the same number of business days."""
        return cls({0: business_days, 100: business_days})

    @cached_property
    def table(self) -> tuple[int, ...]:
        """The days of a thousand times, the shortest first: a draw picks one."""
        return tuple(self._at(2 * part + 1, 2 * PARTS) for part in range(PARTS))

    def within(self, percent: int) -> int:
        """Within how many business days it is done in so many of a hundred times."""
        return self._at(percent, _WHOLE)

    def left_after(self, elapsed: int) -> tuple[int, ...]:
        """The table of what is known to take *elapsed* business days at least.

        What has taken longer than anything it was fitted to is done at once.
        """
        return tuple(days for days in self.table if days >= elapsed) or (elapsed,)

    def _at(self, part: int, of: int) -> int:
        """The days at a place between 0 and the whole, in whole numbers only."""
        place = part * _WHOLE  # compared with percent * of
        first, *_, last = *self.quantiles, self.quantiles[-1]
        if place <= first[0] * of:
            return first[1]
        for (low, fewer), (high, more) in pairwise(self.quantiles):
            if place <= high * of:
                over, span = place - low * of, (high - low) * of
                return fewer + (2 * (more - fewer) * over + span) // (2 * span)
        return last[1]


def as_duration(given: "Duration | Mapping[int, int] | int") -> Duration:
    """A duration: itself, its shares, or always so many business days."""
    if isinstance(given, Duration):
        return given
    if isinstance(given, Mapping):
        return Duration(given)
    return Duration.always(given)


def what_is_wrong(quantiles: Mapping[int, int]) -> tuple[str, str] | None:
    """What is wrong with *quantiles*, and the mend; None if nothing is."""
    if not quantiles:
        return "a duration without any day", "give one such as p50 = 5"
    for percent, days in quantiles.items():
        if type(percent) is not int or not 0 <= percent <= _WHOLE:
            return f"{percent!r} as a share", "give a whole percentage from 0 to 100"
        if type(days) is not int or not 0 <= days <= _LONGEST:
            mend = f"give a whole number from 0 to {_LONGEST}"
            return f"{days!r} business days", mend
    for (low, fewer), (high, more) in pairwise(sorted(quantiles.items())):
        if more < fewer:
            given = f"{fewer} business days in {low} % and {more} in {high} %"
            return given, "let the days rise with the share"
    return None
