"""One rule of a rulebook, and the closed sets of words it is written in."""

from collections.abc import Iterable
from enum import StrEnum

import attrs

from auditflow.confidence import Confidence
from auditflow.periods import Period, Roll


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
    MINUTES_ADJUSTED = "minutes_adjusted"
    NOTICE_POSTED = "notice_posted"
    ANSWERED = "answered"
    MEASURE_DONE = "measure_done"
    FOLLOWED_UP = "followed_up"


class Whose(StrEnum):
    """The meetings of which body a rule looks for."""

    OWN = "own"
    PREPARING = "preparing"


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

    With ``meeting`` the day is the last meeting of that body on or before the end of
    the period.
    """

    anchor: Anchor | RuleDay
    period: Period
    roll: Roll
    meeting: Whose | None = None


@attrs.frozen(kw_only=True)
class Rule:
    """One rule of a rulebook: where its day comes from, what meets it, and the law.

    ``otherwise`` is the way to take where the first finds no day: no such meeting
    calendar, no preparing body, no reply day given. ``needs`` is the working time that
    the step takes once the steps ``after`` which it comes are done.
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
    lapses_with: MetBy | None = None
    once: bool = False
    pausable: bool = False
    extendable: bool = False

    @property
    def ways(self) -> tuple[Way, ...]:
        """The way to the day, and the other one if there is one."""
        return (self.way,) if self.otherwise is None else (self.way, self.otherwise)

    @property
    def builds_on(self) -> frozenset[str]:
        """The rules whose days this one is counted from."""
        anchors = [way.anchor for way in self.ways]
        return frozenset(a.rule for a in anchors if isinstance(a, RuleDay))


def waits_for(rule: Rule, rules: Iterable[Rule]) -> frozenset[str]:
    """The rules that must have a day before *rule* can have its own.

    Those it is counted from; and for one counted from something that happens, the
    rule which that meets, for until then its planned day stands in.
    """
    awaited = {w.anchor.value for w in rule.ways if isinstance(w.anchor, Anchor)}
    planned = {r.id for r in rules if r.met_by and r.met_by.value in awaited}
    return rule.builds_on | (planned - {rule.id})
