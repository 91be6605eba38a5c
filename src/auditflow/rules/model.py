"""One rule of a rulebook, and the closed sets of words it is written in."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.confidence import Confidence
from auditflow.events import ExtensionFrom
from auditflow.periods import (
    BY_LAW,
    Counting,
    Deeming,
    FirstDay,
    Holds,
    MonthEnd,
    Period,
    Roll,
    deemed_from,
)
from auditflow.values import Value


class Kind(StrEnum):
    """What a deadline is; only a duty can be overdue."""

    DUTY = "duty"
    INFORMATION = "information"
    REMINDER = "reminder"


class Basis(StrEnum):
    """What a deadline rests on."""

    STATUTE = "statute"
    PRACTICE = "practice"
    LOCAL = "local"
    REQUESTED = "requested"


class Applies(StrEnum):
    """When a rule applies at all."""

    ALWAYS = "always"
    STATEMENTS_WANTED = "statements_wanted"
    BODY_PREPARES = "body_prepares"
    BOARD = "board"
    """To a board (nämnd, styrelse) under kommunallagen, and to no company."""
    NEVER = "never"


class Anchor(StrEnum):
    """What happened, or was said, that a period can run from."""

    RECEIVED = "received"
    MEMO_DATED = "memo_dated"
    REQUESTED = "requested"
    """The day that the auditors asked for."""
    REFERRAL = "referral"
    """The reply day given in the referral."""
    ADOPTED = "adopted"
    MINUTES_ADJUSTED = "minutes_adjusted"
    NOTICE_POSTED = "notice_posted"
    ANSWERED = "answered"
    PROMISED = "promised"
    """The day promised for a measure; gives one deadline for each."""


class MetBy(StrEnum):
    """What meets a deadline."""

    REGISTERED = "registered"
    REFERRED = "referred"
    STATEMENTS_RECEIVED = "statements_received"
    DRAFTED = "drafted"
    PREPARED = "prepared"
    SUMMONED = "summoned"
    ADOPTED = "adopted"
    REPORTED = "reported"
    """Reported as not decided (anmäld), within the same time (KL 5 kap. 35 §)."""
    MINUTES_ADJUSTED = "minutes_adjusted"
    NOTICE_POSTED = "notice_posted"
    ANSWERED = "answered"
    MEASURE_DONE = "measure_done"
    FOLLOWED_UP = "followed_up"


class Whose(StrEnum):
    """The meetings of which body a rule looks for."""

    OWN = "own"
    PREPARING = "preparing"


class Seek(StrEnum):
    """Which meeting is sought from the end of the period."""

    LAST_BEFORE = "last_before"
    """The last one on or before it."""
    FIRST_AFTER = "first_after"
    """The first one after it: "at the next meeting" (KL 5 kap. 51 §, 6 kap. 40 §)."""


class CountedOn(StrEnum):
    """Whose business days are counted."""

    MUNICIPAL = "municipal"
    STATUTORY = "statutory"


class Which(StrEnum):
    """Which of the three days of another rule is meant."""

    RAW = "raw"
    DUE = "due"
    SAFE = "safe"


@attrs.frozen
class RuleDay:
    """A day of another rule, such as ``answer.safe``."""

    rule: str
    which: Which = Which.DUE

    def __str__(self) -> str:
        return self.rule if self.which is Which.DUE else f"{self.rule}.{self.which}"


@attrs.frozen
class Way:
    """One way to a day: a period from an anchor, perhaps to a meeting.

    With ``or_later`` the latest of those days and the anchor counts, and there is no
    day before each of them is known. With ``deemed`` the period runs from the day on
    which the law takes the anchor to have come. With ``meeting`` the day is a meeting
    of that body: the last on or before the end of the period, or, as ``seek`` says, the
    first after it.
    """

    anchor: Anchor | RuleDay
    period: Period
    roll: Roll
    meeting: Whose | None = None
    seek: Seek | None = None
    deemed: Deeming | None = None
    or_later: tuple[Anchor | RuleDay, ...] = ()
    first_day: FirstDay = "not_counted"
    month_end: MonthEnd = "last_day"

    @property
    def anchors(self) -> tuple[Anchor | RuleDay, ...]:
        """All that the period may run from; the latest of them counts."""
        return (self.anchor, *self.or_later)

    @cached_property
    def counting(self) -> Counting:
        """How the period is counted."""
        said = Counting(self.first_day, self.month_end)
        return BY_LAW if said == BY_LAW else said

    @property
    def decides(self) -> bool:
        """Whether this is the way to the meeting at which the body decides."""
        return self.meeting is Whose.OWN and self.seek is not Seek.FIRST_AFTER

    def begins(self, anchor: int, calendar: BusinessCalendar) -> int:
        """The ordinal of the day that time runs from: *anchor*, or as deemed."""
        if self.deemed is None:
            return anchor
        return deemed_from(anchor, self.deemed, calendar)

    def ends(self, begin: int, counted_on: BusinessCalendar) -> int:
        """The ordinal of the day on which the period ends, before rolling."""
        return self.period.end_from(begin, counted_on, self.counting)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rule(Value):
    """One rule of a rulebook: where its day comes from, what meets it, and the law.

    ``otherwise`` is the way to take where the first finds no day: no such meeting
    calendar, no preparing body, no reply day given. ``needs`` is the working time that
    the step takes once the steps ``after`` which it comes are done. ``or_met_by`` meets
    it as well as ``met_by``: what was not done in time may be reported in time. What
    ``holds`` must hold from the start of the period until the end of its last day.
    """

    id: str
    sv: str
    en: str
    way: Way
    basis: Basis
    source: str
    confidence: Confidence
    roll_confidence: Confidence | None = None
    kind: Kind = Kind.DUTY
    applies: Applies = Applies.ALWAYS
    otherwise: Way | None = None
    immediate: Period | None = None
    counted_on: CountedOn = CountedOn.MUNICIPAL
    after: tuple[str, ...] = ()
    needs: Period | None = None
    needed_by: RuleDay | None = None
    met_by: MetBy | None = None
    or_met_by: tuple[MetBy, ...] = ()
    holds: Holds | None = None
    lapses_with: MetBy | None = None
    once: bool = False
    pausable: bool = False
    extendable: bool = False
    extension_from: ExtensionFrom | None = None

    @property
    def all_met_by(self) -> tuple[MetBy, ...]:
        """Everything that meets the rule; the earliest of it counts."""
        return () if self.met_by is None else (self.met_by, *self.or_met_by)

    @property
    def plans(self) -> MetBy | None:
        """What is planned for its day; nothing, where it may be reported instead."""
        reported = self.or_met_by and not self.way.decides
        return None if reported else self.met_by

    @property
    def ways(self) -> tuple[Way, ...]:
        """The way to the day, and the other one if there is one."""
        return (self.way,) if self.otherwise is None else (self.way, self.otherwise)

    @property
    def builds_on(self) -> frozenset[str]:
        """The rules whose days this one is counted from."""
        anchors = [anchor for way in self.ways for anchor in way.anchors]
        return frozenset(a.rule for a in anchors if isinstance(a, RuleDay))


def waits_for(rule: Rule, rules: Iterable[Rule]) -> frozenset[str]:
    """The rules that must have a day before *rule* can have its own.

    Those it is counted from; and for one counted from something that happens, the
    rule which that meets, for until then its planned day stands in.
    """
    anchors = [anchor for way in rule.ways for anchor in way.anchors]
    awaited = {anchor.value for anchor in anchors if isinstance(anchor, Anchor)}
    planned = {r.id for r in rules if r.plans and r.plans.value in awaited}
    return rule.builds_on | (planned - {rule.id})
