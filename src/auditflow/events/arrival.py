"""How a case begins: the memo comes in, is registered, and somebody handles it."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

import attrs

from auditflow.errors import ValueRefused, word_of
from auditflow.events.base import Event, says_something


class BodyKind(StrEnum):
    """What kind of body must answer: not every law binds every kind."""

    BOARD = "board"
    """A board (nämnd, styrelse) of a municipality or a region."""
    JOINT_BOARD = "joint_board"
    """A board of several (gemensam nämnd), which each has a notice board."""
    COMPANY = "company"
    """The board of a company: KL 6 and 8 kap. do not bind it."""


class Recipient(StrEnum):
    """To whom the answer goes; that decides whether it can be delegated."""

    AUDITORS = "auditors"
    COUNCIL = "council"
    """Fullmäktige: its answer cannot be delegated (KL 6 kap. 38 §)."""


_COMPANY: Final = re.compile(r"\bab\b|(?:aktie)?bolag(?:et|ets)?\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def kind_by_name(body: str) -> BodyKind:
    """What kind of body a name tells of.

    >>> kind_by_name("Styrelsen för Vänersborgsbostäder AB"), kind_by_name("KS")
    (<BodyKind.COMPANY: 'company'>, <BodyKind.BOARD: 'board'>)
    >>> kind_by_name("Gemensamma överförmyndarnämnden")
    <BodyKind.JOINT_BOARD: 'joint_board'>
    """
    if _COMPANY.search(body):
        return BodyKind.COMPANY
    if body.strip().lower().startswith(("gemensam ", "gemensamma ")):
        return BodyKind.JOINT_BOARD
    return BodyKind.BOARD


def kind_of(arrival: "Received", body: str) -> BodyKind:
    """The kind of a *body*, as its *arrival* says, or else its name."""
    if arrival.members:
        return BodyKind.JOINT_BOARD
    return arrival.kind or kind_by_name(body)


def _kind_or_none(value: str | None) -> BodyKind | None:
    return None if value is None else word_of(BodyKind, value)


def _recipient(value: str) -> Recipient:
    return word_of(Recipient, value)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Received(Event):
    """The memo came in (inkommen).

    Args:
        kind: the kind of body that must answer; by default what its name tells.
        members: whose notice boards are used; there are several, so it is a joint
            board (gemensam nämnd).
        answers_to: who gets the answer.
        rulebook: the name of the rulebook that the case is planned by.
        business_calendar: the name of the business calendar that it is planned by.

    Raises:
        ValueRefused: it is of another kind, and has members.
    """

    word = "received"
    kind: BodyKind | None = attrs.field(default=None, converter=_kind_or_none)
    members: tuple[str, ...] = attrs.field(default=(), converter=_names)
    answers_to: Recipient = attrs.field(
        default=Recipient.AUDITORS, converter=_recipient
    )
    rulebook: str | None = None
    business_calendar: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.members and self.kind not in (None, BodyKind.JOINT_BOARD):
            given = f"the members of a {self.kind.value.replace('_', ' ')}"
            raise ValueRefused(given, 'leave them out, or give kind="joint_board"')


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Registered(Event):
    """The case was entered in the diary (diarieförd) under its number."""

    word = "registered"
    dnr: str = attrs.field(validator=says_something)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Assigned(Event):
    """Somebody was given the case to handle (handläggare)."""

    word = "assigned"
    to: str = attrs.field(validator=says_something)
