"""How a deadline was worked out: its steps, from what happened up to the day.

A step says what it is counted from, what was counted, which meetings came in question
and how the day rolled. Nothing of this is made before somebody asks for it.
"""

from enum import StrEnum

import attrs
from pendulum import Date

from auditflow.periods import Counting, Deeming, Period, Roll
from auditflow.planning.deadline import Deadline
from auditflow.planning.reckoning import Reckoning
from auditflow.rules import Anchor, CountedOn, Rule, Seek, Whose


class Part(StrEnum):
    """Which day of an earlier step a later one is counted from."""

    RAW = "raw"
    DUE = "due"
    SAFE = "safe"
    NEEDED = "needed"
    """The earlier day on which another step needs it."""


@attrs.frozen
class Happened:
    """A day that a person, a letter or an event gave, or that was only proposed."""

    what: Anchor
    day: Date
    confirmed: bool = True


@attrs.frozen
class Extended:
    """The day that the auditors granted instead of the one they asked for first."""

    day: Date
    on: Date
    by: str
    asked: Date | None


@attrs.frozen
class BuiltOn:
    """A day of an earlier step; it may stand for something still to come."""

    rule: str
    part: Part
    day: Date
    stands_for: Anchor | None = None


@attrs.frozen
class AimedAt:
    """The meeting that an event fixed; ``named`` is the day that the event named."""

    event: str
    on: Date
    named: Date | None
    day: Date


Origin = Happened | Extended | BuiltOn | AimedAt


@attrs.frozen
class Counted:
    """A period from a day, before any rolling."""

    start: Date
    period: Period
    counted_on: CountedOn
    counting: Counting
    end: Date


@attrs.frozen
class InTime:
    """The last days of a decision that is in time, both counted from one day.

    After ``counted`` ends the minutes must be adjusted at the meeting itself, until
    ``at_once`` ends.
    """

    origin: BuiltOn
    counted: Counted
    at_once: Counted


class Outcome(StrEnum):
    """What became of a meeting that came in question."""

    CHOSEN = "chosen"
    OUT_OF_REACH = "out_of_reach"
    PUT_OFF = "put_off"
    """The body sent the draft back, or put the matter off, on that day or later."""


@attrs.frozen
class Latest:
    """The last day of a step before one particular meeting."""

    rule: str
    origin: BuiltOn
    counted: Counted
    roll: Roll
    body: str | None
    due: Date


@attrs.frozen
class Earliest:
    """The first day of a step.

    Where it is ``done``, that day. Else the latest of ``base``, on which all before it
    can be done, of ``reply_by``, and of the end of ``needs`` counted from ``since``.
    """

    rule: Rule
    base: Date
    done: Date | None
    reply_by: Date | None
    since: Date | None
    needs: Period | None
    day: Date


@attrs.frozen
class Short:
    """The step that is the most short of time before a meeting."""

    rule: str
    earliest: Date
    latest: Date


@attrs.frozen
class Candidate:
    """A meeting that came in question; not ``known`` where the day is only counted."""

    day: Date
    body: str
    known: bool
    outcome: Outcome
    latest: tuple[Latest, ...] = ()
    short: Short | None = None
    decides_from: Date | None = None


@attrs.frozen
class Around:
    """What is known of the meetings of a body around a day: the last by then, the next.

    Both are None where its meetings are not known.
    """

    body: str
    known: bool
    last: Date | None
    next: Date | None


@attrs.frozen
class Later:
    """Where a later meeting is sought: after a day, and among which that are known.

    ``after`` leaves out the days before the body can decide, ``decides_from``.
    ``known_until`` is the last day, later than any of the ``meetings``, up to which
    they are known, where business days after it came in question.
    """

    after: Date
    decides_from: Date
    meetings: tuple[Date, ...]
    known_until: Date | None


@attrs.frozen
class Search:
    """A search for a meeting on or before the end of a period, or else ``later``."""

    candidates: tuple[Candidate, ...]
    counted: Counted | None = None
    around: Around | None = None
    seek: Seek = Seek.LAST_BEFORE
    later: Later | None = None


@attrs.frozen
class Begun:
    """Where the forward pass begins, and the earliest day of each step.

    ``received`` is the day on which the memo came in, where a step is counted from it
    although the pass begins later.
    """

    day: Date
    received: Date | None
    after: tuple[str, ...]
    earliest: tuple[Earliest, ...]


@attrs.frozen
class OnlyCounted:
    """A meeting was wanted, and the day is counted; are the body's meetings known?"""

    body: str
    known: bool


@attrs.frozen
class Needed:
    """Another step needs this one on an earlier day than its own."""

    rule: str
    part: Part
    day: Date


@attrs.frozen(kw_only=True)
class Step:
    """One step of a derivation: a rule, and how its day came about.

    The period runs from ``start``: the latest of the ``origins``, or the day on which
    it is ``deemed`` to have come. ``counted`` is None where the day was sought or
    fixed; ``searches`` are empty where no meeting was sought, or none was found and
    the day is ``only_counted``. It ``seeks`` a meeting by the way that was gone, or
    would have sought one by the first.
    """

    rule: Rule
    title_sv: str
    title_en: str
    origins: tuple[Origin, ...]
    deemed: Deeming | None = None
    start: Date
    counted: Counted | None = None
    searches: tuple[Search, ...] = ()
    begun: Begun | None = None
    in_time: InTime | None = None
    only_counted: OnlyCounted | None = None
    seeks: Whose | None = None
    roll: Roll
    raw: Date
    due: Date
    safe: Date
    is_meeting: bool = False
    needed_from: Needed | None = None
    needed: Date | None = None


@attrs.frozen
class Derivation:
    """All steps of a deadline, each after those that it builds on."""

    deadline: Deadline
    reckoning: Reckoning
    steps: tuple[Step, ...]
