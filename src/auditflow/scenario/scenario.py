"""A scenario: a case as it comes in, and what happens to it on which day."""

import attrs
from pendulum import Date, DateTime

from auditflow.case import Case
from auditflow.events import AnyEvent, Asked
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.scenario.expectation import Expectation


@attrs.frozen(kw_only=True)
class Happening:
    """One day of a scenario: what happens on it, if anything, and what is expected.

    ``number`` is its place in the file, from 1; the arrival of the memo is 0. ``on`` is
    the day from which the plan is seen: the one on which the event was recorded.
    ``corrects`` is, for a correction, which entry was wrong, from 1 in the order in
    which they were told. ``refused`` are texts that the refusal must contain, where
    one is expected. ``meetings`` is the calendar that is known from then on, where it
    changed; ``known_at`` an instant to look back to.
    """

    number: int
    on: Date
    event: AnyEvent | None = None
    corrects: int | None = None
    why: str = ""
    refused: tuple[str, ...] | None = None
    known_at: DateTime | None = None
    meetings: MeetingCalendar | None = None
    expectations: tuple[Expectation, ...] = ()

    @property
    def place(self) -> str:
        """Where it stands in the file, such as ``then 3``."""
        return f"then {self.number}" if self.number else "case"


@attrs.frozen(kw_only=True)
class Scenario:
    """A course of events as data: play it with `play`.

    ``source`` is what it is called where something is wrong; ``about`` says why the
    course is what it is, and where it is known from. ``case`` is the case as it was
    opened, ``versions`` the rules and calendars, ``statements_from`` the bodies whose
    statements are wanted before they are asked. The first of the ``happenings`` is the
    arrival.
    """

    source: str
    title: str
    about: str
    case: Case
    versions: Versions
    statements_from: tuple[Asked, ...]
    happenings: tuple[Happening, ...]

    @property
    def bodies_that_meet(self) -> tuple[str, ...]:
        """The bodies of which any meeting is known, at first or later."""
        bodies = (body for one in self._meetings for body in one.bodies)
        return tuple(dict.fromkeys(bodies))

    @property
    def knows_meetings(self) -> bool:
        """Whether any meeting of the body of the case is known, at first or later."""
        return any(one.knows(self.case.body) for one in self._meetings)

    @property
    def _meetings(self) -> tuple[MeetingCalendar, ...]:
        later = (one.meetings for one in self.happenings if one.meetings is not None)
        return (*self.versions.meetings, *later)

    @property
    def number_of_expectations(self) -> int:
        """How many things are expected, in all."""
        refusals = sum(one.refused is not None for one in self.happenings)
        return refusals + sum(len(one.expectations) for one in self.happenings)
