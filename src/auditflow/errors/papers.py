"""What is wrong with a paper: a calendar, a rulebook, a memo, a case, a proof."""

from enum import StrEnum
from typing import TypeVar

import attrs

from auditflow.errors.base import AuditflowError, InputRefused, Problem


@attrs.frozen(str=False, repr=False)
class MeetingsRefused(InputRefused):
    """A meeting calendar has duplicate or impossible rows."""


@attrs.frozen(str=False, repr=False)
class RulebookRefused(InputRefused):
    """A rulebook has unknown words, circles, or rules without unit or source."""


@attrs.frozen(str=False, repr=False)
class ProofRefused(InputRefused):
    """A text is no proof of a day, or its lines are no lines of one."""


@attrs.frozen(str=False, repr=False)
class ScenarioRefused(InputRefused):
    """A scenario contradicts itself, or is none that auditflow can read."""


@attrs.frozen(repr=False)
class RuleUncountable(AuditflowError):
    """A rule says something that cannot be counted for columns of cases."""

    rule: str
    said: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"the rule {self.rule} cannot be counted for columns of cases, "
            f"as it says {' and '.join(self.said)}; plan the cases one by one"
        )


@attrs.frozen(repr=False)
class NoDayToProve(AuditflowError):
    """A deadline has no day, so that there is nothing to prove."""

    deadline: str
    why: str = "has no day to prove"
    mend: str = "give what it is counted from, such as the reply day or the decision"

    def __str__(self) -> str:
        return f"{self.deadline} {self.why}; {self.mend}"


@attrs.frozen(str=False, repr=False)
class HabitsRefused(InputRefused):
    """Habits, or a description of cases, that cannot be played."""


@attrs.frozen(str=False, repr=False)
class MemoRefused(InputRefused):
    """What is said of a memo contradicts itself, or is none of what a memo holds."""

    @classmethod
    def because(cls, why: str, mend: str) -> "MemoRefused":
        """Refuse one thing that needs no place to be found."""
        return cls((Problem("", why, mend),))


@attrs.frozen(str=False, repr=False)
class CaseRefused(InputRefused):
    """A case file contradicts itself, or is none that auditflow can read."""


@attrs.frozen(repr=False)
class ValueRefused(AuditflowError):
    """A word is none of a closed set, or a name or number says nothing."""

    given: str
    mend: str

    def __str__(self) -> str:
        return f"{self.given}; {self.mend}"


WordT = TypeVar("WordT", bound=StrEnum)


def word_of(words: type[WordT], value: str) -> WordT:
    """*value* as one of the *words* of a closed set.

    Raises:
        ValueRefused: it is none of them.
    """
    try:
        return words(value)
    except ValueError:
        mend = f"write one of: {', '.join(words)}"
        raise ValueRefused(f"{value!r} is unknown", mend) from None


def meant(key: str, known: tuple[str, ...]) -> str:
    """The mend for an unknown *key*: the one that was probably meant, or all."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    close = get_close_matches(key, known, n=1)
    return f"did you mean {close[0]}?" if close else f"use {', '.join(known)}"
