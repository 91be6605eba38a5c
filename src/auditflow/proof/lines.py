"""One line of a proof: its kind, what it says, and the hash that chains it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

FORMAT: Final = 1
Fact: TypeAlias = str | int | bool | tuple[str, ...] | None
Facts: TypeAlias = Mapping[str, Fact]


class Kind(StrEnum):
    """What a line of a proof says, in the order in which they can stand."""

    HEAD = "head"
    """Which deadline is proved, by which rules and which release of ``holidays``."""
    CLOSED = "closed"
    """A day that the municipality closed."""
    OPENED = "opened"
    """A day that it keeps open and that would else be closed."""
    STEP = "step"
    """A rule; what follows, up to the next one, is how its day came about."""
    GIVEN = "given"
    """The day of an event, or one that somebody gave; or, unconfirmed, a proposal."""
    EXTENDED = "extended"
    """The day that the auditors granted instead of the one they asked for."""
    BUILDS_ON = "builds_on"
    """A day of an earlier step."""
    LATEST_OF = "latest_of"
    """The latest of the days before: time runs from that one."""
    DEEMED = "deemed"
    """The day on which the law takes a paper to have come."""
    AIMED = "aimed"
    """An event fixed the meeting."""
    PERIOD = "period"
    """What is counted, and on whose business days."""
    COUNTS = "counts"
    """A business day, with its number."""
    PASSED = "passed"
    """A day that is no business day, and was not counted."""
    SPAN = "span"
    """Calendar days: each of them counts, holidays too."""
    FIXED_DAY = "fixed_day"
    """A day and a month that the rule names."""
    SAME_NAME = "same_name"
    """Weeks, months and years: the day of the same name or number."""
    ENDS = "ends"
    """Where the period ends on or before which a meeting is sought, and what is known.

    ``last`` is the last meeting by then, ``next`` the first one after it.
    """
    BEGUN = "begun"
    """Where the forward pass begins, and after which steps the body decides."""
    EARLIEST = "earliest"
    """The first day on which a step can be done."""
    IN_TIME = "in_time"
    """The last days of a decision in time, where an event fixed the meeting.

    After the first one the minutes must be adjusted at the meeting itself.
    """
    LATER = "later"
    """No meeting in time could be reached: the first later one is sought.

    Among the ``meetings`` that are known, and then among the business days after them.
    """
    MEETING = "meeting"
    """A meeting that came in question, what became of it, and what comes before it."""
    LATEST = "latest"
    """The last day of a step before that meeting."""
    SHORT = "short"
    """The step for which there is no time before that meeting."""
    ONLY_COUNTED = "only_counted"
    """A meeting was wanted, and none is known by then: the day is only counted."""
    RAW = "raw"
    """The day before rolling."""
    ROLL = "roll"
    """Which way the day rolls."""
    ROLLED_OVER = "rolled_over"
    """A day that was rolled over."""
    DUE = "due"
    """The last day."""
    KEPT = "kept"
    """The last day is closed, and yet does not move."""
    NOT_OPEN = "not_open"
    """A day between the last day and the safe one that is no business day."""
    SAFE = "safe"
    """The last business day on or before the raw and the due day."""
    NEEDED = "needed"
    """Another step needs it on a day of its own; ``by`` if that is the earlier one."""
    PROVED = "proved"
    """The days that are proved. Its hash is the hash of the whole."""


class Sort(StrEnum):
    """What a fact is."""

    DAY = "a day"
    DAY_OR_NONE = "a day, or null"
    TEXT = "text"
    TEXT_OR_NONE = "text, or null"
    TEXTS = "a list of texts"
    NUMBER = "a whole number"
    NUMBER_OR_NONE = "a whole number, or null"
    FLAG = "true or false"


_NAMED: Final = {"day": Sort.DAY, "sv": Sort.TEXT, "en": Sort.TEXT}
_DAY: Final = {"day": Sort.DAY}
FORMS: Final[dict[Kind, dict[str, Sort]]] = {
    Kind.HEAD: {
        "case": Sort.TEXT,
        "body": Sort.TEXT,
        "deadline": Sort.TEXT,
        "rulebook": Sort.TEXT,
        "version": Sort.TEXT,
        "country": Sort.TEXT,
        "holidays": Sort.TEXT,
    },
    Kind.CLOSED: {"day": Sort.DAY, "name": Sort.TEXT},
    Kind.OPENED: _DAY,
    Kind.STEP: {
        "rule": Sort.TEXT,
        "sv": Sort.TEXT,
        "en": Sort.TEXT,
        "basis": Sort.TEXT,
        "source": Sort.TEXT,
        "confidence": Sort.TEXT,
        "roll_confidence": Sort.TEXT_OR_NONE,
        "seeks": Sort.TEXT_OR_NONE,
    },
    Kind.GIVEN: {"day": Sort.DAY, "what": Sort.TEXT, "confirmed": Sort.FLAG},
    Kind.EXTENDED: {
        "day": Sort.DAY,
        "on": Sort.DAY,
        "by": Sort.TEXT,
        "asked": Sort.DAY_OR_NONE,
    },
    Kind.BUILDS_ON: {
        "day": Sort.DAY,
        "rule": Sort.TEXT,
        "part": Sort.TEXT,
        "stands_for": Sort.TEXT_OR_NONE,
    },
    Kind.AIMED: {
        "day": Sort.DAY,
        "event": Sort.TEXT,
        "on": Sort.DAY,
        "named": Sort.DAY_OR_NONE,
    },
    Kind.LATEST_OF: {"day": Sort.DAY, "of": Sort.TEXTS},
    Kind.DEEMED: {"day": Sort.DAY, "how": Sort.TEXT},
    Kind.PERIOD: {
        "period": Sort.TEXT,
        "counted_on": Sort.TEXT_OR_NONE,
        "first_day": Sort.TEXT,
        "month_end": Sort.TEXT,
    },
    Kind.FIXED_DAY: _DAY,
    Kind.COUNTS: {"day": Sort.DAY, "number": Sort.NUMBER},
    Kind.PASSED: _NAMED,
    Kind.SPAN: {"first": Sort.DAY, "last": Sort.DAY, "days": Sort.NUMBER},
    Kind.SAME_NAME: {
        "day": Sort.DAY,
        "sought": Sort.NUMBER_OR_NONE,
        "law": Sort.TEXT_OR_NONE,
    },
    Kind.ENDS: {
        "day": Sort.DAY,
        "body": Sort.TEXT,
        "known": Sort.FLAG,
        "seek": Sort.TEXT,
        "last": Sort.DAY_OR_NONE,
        "next": Sort.DAY_OR_NONE,
    },
    Kind.BEGUN: {
        "day": Sort.DAY,
        "received": Sort.DAY_OR_NONE,
        "after": Sort.TEXTS,
        "steps": Sort.TEXTS,
    },
    Kind.EARLIEST: {
        "day": Sort.DAY,
        "rule": Sort.TEXT,
        "sv": Sort.TEXT,
        "en": Sort.TEXT,
        "after": Sort.TEXTS,
        "base": Sort.DAY,
        "done": Sort.DAY_OR_NONE,
        "reply_by": Sort.DAY_OR_NONE,
        "since": Sort.DAY_OR_NONE,
        "needs": Sort.TEXT_OR_NONE,
    },
    Kind.IN_TIME: {
        "day": Sort.DAY,
        "until": Sort.DAY,
        "rule": Sort.TEXT,
        "part": Sort.TEXT,
        "start": Sort.DAY,
        "period": Sort.TEXT,
        "at_once": Sort.TEXT,
        "counted_on": Sort.TEXT,
        "first_day": Sort.TEXT,
        "month_end": Sort.TEXT,
    },
    Kind.LATER: {
        "body": Sort.TEXT,
        "decides_from": Sort.DAY,
        "meetings": Sort.TEXTS,
        "known_until": Sort.DAY_OR_NONE,
    },
    Kind.MEETING: {
        "day": Sort.DAY,
        "body": Sort.TEXT,
        "known": Sort.FLAG,
        "outcome": Sort.TEXT,
        "decides_from": Sort.DAY_OR_NONE,
        "before": Sort.TEXTS,
    },
    Kind.LATEST: {
        "day": Sort.DAY,
        "rule": Sort.TEXT,
        "builds_on": Sort.TEXT,
        "part": Sort.TEXT,
        "start": Sort.DAY,
        "period": Sort.TEXT,
        "counted_on": Sort.TEXT_OR_NONE,
        "first_day": Sort.TEXT,
        "month_end": Sort.TEXT,
        "ends": Sort.DAY,
        "roll": Sort.TEXT,
        "body": Sort.TEXT_OR_NONE,
    },
    Kind.SHORT: {"rule": Sort.TEXT, "earliest": Sort.DAY, "latest": Sort.DAY},
    Kind.ONLY_COUNTED: {"body": Sort.TEXT, "known": Sort.FLAG},
    Kind.RAW: _DAY,
    Kind.ROLL: {"roll": Sort.TEXT},
    Kind.ROLLED_OVER: {
        **_NAMED,
        "law": Sort.TEXT_OR_NONE,
        "confidence": Sort.TEXT,
    },
    Kind.DUE: _DAY,
    Kind.KEPT: _NAMED,
    Kind.NOT_OPEN: _NAMED,
    Kind.SAFE: _DAY,
    Kind.NEEDED: {
        "day": Sort.DAY,
        "rule": Sort.TEXT,
        "part": Sort.TEXT,
        "by": Sort.DAY_OR_NONE,
    },
    Kind.PROVED: {
        "deadline": Sort.TEXT,
        "raw": Sort.DAY,
        "due": Sort.DAY,
        "safe": Sort.DAY,
        "needed_by": Sort.DAY_OR_NONE,
        "confidence": Sort.TEXT,
    },
}
_CONFIDENCE: Final = frozenset({"settled", "inferred", "open"})
_HAPPENINGS: Final = frozenset(
    {"adopted", "minutes_adjusted", "notice_posted", "answered"}
)
CLOSED_SETS: Final[dict[str, frozenset[str]]] = {
    "basis": frozenset({"statute", "practice", "local", "requested"}),
    "confidence": _CONFIDENCE,
    "roll_confidence": _CONFIDENCE,
    "seeks": frozenset({"own", "preparing"}),
    "what": _HAPPENINGS
    | {"received", "memo_dated", "requested", "referral", "promised"},
    "stands_for": _HAPPENINGS,
    "event": frozenset({"tabled", "aimed_for"}),
    "part": frozenset({"raw", "due", "safe", "needed"}),
    "counted_on": frozenset({"municipal", "statutory"}),
    "first_day": frozenset({"not_counted", "counted"}),
    "month_end": frozenset({"last_day", "next_day"}),
    "how": frozenset({"mailbox", "post_notice", "simplified_service"}),
    "seek": frozenset({"last_before", "first_after"}),
    "outcome": frozenset({"chosen", "out_of_reach", "put_off"}),
    "roll": frozenset({"forward", "back", "none"}),
}
"""The facts that are one of a few words, where they are not null."""
NAMES: Final = frozenset({"sv", "en"})
"""The facts that hold what a day is called: they may differ between releases."""


@attrs.frozen
class Line:
    """One line of a proof: a kind, what it says, and its hash.

    Days are ISO text in ``facts``; ``hash`` covers the line and all before it.
    """

    kind: Kind
    _facts: tuple[tuple[str, Fact], ...]
    hash: str = ""

    @classmethod
    def saying(cls, kind: Kind, facts: Facts) -> "Line":
        """A line that is not yet chained to others."""
        return cls(kind, tuple((key, facts[key]) for key in FORMS[kind]))

    @cached_property
    def facts(self) -> Facts:
        """What the line says, by name."""
        return MappingProxyType(dict(self._facts))

    @property
    def day(self) -> date | None:
        """The day that the line is about, if it is about one."""
        return self.day_of("day")

    def day_of(self, key: str) -> date | None:
        """The day under *key*, if there is one."""
        value = self.facts.get(key)
        return date.fromisoformat(value) if isinstance(value, str) else None

    def text(self, key: str) -> str:
        """The text under *key*; empty if there is none."""
        value = self.facts.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under *key*."""
        value = self.facts.get(key)
        return value if isinstance(value, tuple) else ()

    def as_json(self) -> str:
        """The line as one line of JSON, with its hash."""
        said = {"kind": self.kind.value, **self.facts, "hash": self.hash}
        return json.dumps(said, ensure_ascii=False)


_START: Final = f"auditflow proof {FORMAT}"


def hash_of(line: Line, before: str) -> str:
    """The hash of *line* after the one whose hash is *before*: SHA-256, in hex.

    Of the hash before and of the line as JSON in its canonical form: keys sorted, no
    spaces, everything that is not ASCII escaped.
    """
    said = {"kind": line.kind.value, **line.facts}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return sha256(f"{before or _START}\n{canonical}".encode()).hexdigest()


def chained(lines: Iterable[Line]) -> Iterator[Line]:
    """The *lines* again, each with its hash."""
    before = ""
    for line in lines:
        before = hash_of(line, before)
        yield attrs.evolve(line, hash=before)


def proved_step(lines: Iterable[Line], head: Line) -> Line | None:
    """The line of the step whose day is proved: most often the last one."""
    rule = head.text("deadline").partition("@")[0].partition(":")[0]
    steps = [line for line in lines if line.kind is Kind.STEP]
    named = [line for line in steps if line.text("rule") == rule]
    return next(reversed(named or steps), None)


def plain(text: str) -> str:
    """*text* on one line, without what could steer a terminal."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())
