"""Random lives of cases, told apart so that one store can hold them all."""

import random
from collections.abc import Iterator

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.events import (
    AnyEvent,
    Corrected,
    Governs,
    Registered,
    VersionChanged,
)
from auditflow.rules import Rulebook
from tests.property.histories import Life, life_of


def lives(number: int, seed: int = 6) -> Iterator[Life]:
    """So many lives of a case, led by chance, the same ones each time."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(number):
        length = chance.randint(9, 19)
        yield life_of([chance.randrange(2**24) for _ in range(length)])


def cases_of(number: int, seed: int = 6) -> Iterator[Case]:
    """So many cases, led by chance through their lives, that one store can hold."""
    for n, life in enumerate(lives(number, seed), 1):
        yield told_apart(life.case, n)


def told_apart(case: Case, number: int) -> Case:
    """The same *case* with a letter and diary numbers that no other one has."""
    memo = attrs.evolve(case.memo, title=f"Granskning {number}")
    history = [event_apart(event, number) for event in case.history]
    return Case(memo, case.body, case.authority, history)


def event_apart(event: AnyEvent, number: int) -> AnyEvent:
    """The same *event*, of the case that has this *number* among others.

    It says when it was recorded, as all that a store was told does.
    """
    told: AnyEvent = attrs.evolve(event, recorded=event.recorded)
    match told:
        case Registered():
            return attrs.evolve(told, dnr=f"{told.dnr}{number:04}")
        case VersionChanged():
            return attrs.evolve(told, new=_IN_FORCE.get(told.of, told.new))
        case Corrected():
            right = told.right and event_apart(told.right, number)
            wrong = event_apart(told.wrong, number)
            return attrs.evolve(told, wrong=wrong, right=right)
        case _:
            return told


# A case is never pinned to a version that the store does not have.
_IN_FORCE = {
    Governs.RULEBOOK: Rulebook.default().name,
    Governs.BUSINESS_CALENDAR: BusinessCalendar.sweden().name,
}
