"""Compares a proof with the rulebook that is shipped, read here as plain TOML."""

import tomllib
import unicodedata
from collections.abc import Container, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import attrs

from auditflow.proof.cursor import Cursor, Why
from auditflow.proof.lines import Fact, Kind, Line

_Table: TypeAlias = Mapping[str, object]
_NAME = "se-audit-memo"


@cache
def _book() -> dict[str, object]:
    path = files("auditflow").joinpath(f"rulebooks/{_NAME}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@attrs.frozen
class Shipped:
    """The shipped rules, where a proof says that it goes by them; else nothing."""

    rules: Mapping[str, _Table] | None
    counting: _Table
    prepares: Mapping[str, str]
    number: str

    @classmethod
    def meant_by(cls, head: Line) -> "Shipped":
        """The rules that the head of a proof names."""
        book = _book()
        same = (head.text("rulebook"), head.text("version")) == (
            book["id"],
            book["version"],
        )
        rules, prepares = book["rules"], book["prepares"]
        counting = book["counting"]
        number = head.text("deadline").partition("@")[0].partition(":")[2]
        if not same or not isinstance(rules, dict):
            return cls(None, {}, {}, number)
        if not isinstance(prepares, dict) or not isinstance(counting, dict):
            return cls(None, {}, {}, number)
        return cls(rules, counting, prepares, number)

    def preparing(self, rule: str, body: str) -> str | None:
        """The body whose meetings *rule* seeks, where it prepares for another."""
        told = (self.rules or {}).get(rule, {})
        if told.get("meeting") != "preparing":
            return None
        prepares = {_folded(one): by for one, by in self.prepares.items()}
        return prepares.get(_folded(body))

    def is_alone(self, body: str) -> bool:
        """Whether nobody prepares for *body*, by the shipped rules."""
        known = {_folded(one) for one in self.prepares}
        return self.rules is not None and _folded(body) not in known

    def of_step(self, cursor: Cursor, head: Line) -> "Told":
        """What the rulebook tells of one step; its *head* is compared at once."""
        rule = None if self.rules is None else self.rules.get(head.text("rule"))
        told = Told(self, cursor, rule, _ways(rule))
        if rule is not None:
            told.head(head)
        elif self.rules is not None:
            told.cursor.note(Why.RULEBOOK, key="rule", says="–", at=cursor.at)
        return told


def _ways(rule: _Table | None) -> list[_Table]:
    """The ways to the day of a rule: its own, and the other one."""
    if rule is None:
        return []
    other = rule.get("otherwise")
    ways: list[_Table] = [rule]
    if isinstance(other, dict):
        ways.append({"roll": rule["roll"], **other})
    return ways


@attrs.define
class Told:
    """What the rulebook tells of one step: each line is compared as it comes."""

    shipped: Shipped
    cursor: Cursor
    rule: _Table | None
    ways: Sequence[_Table]
    referred: str = ""
    """The day on which statements were asked for, if they were."""

    @property
    def decides(self) -> bool:
        """Whether it is the step of a shipped rule to the meeting that decides."""
        return self.rule is not None and _decides(self.rule)

    def is_decided_by(self, rule: str) -> bool:
        """Whether a shipped rule of that name is the one that decides."""
        return _decides((self.shipped.rules or {}).get(rule, {}))

    def hangs_on(self, rule: str) -> str:
        """The step from whose day a shipped rule is counted."""
        anchor = (self.shipped.rules or {}).get(rule, {}).get("anchor")
        return f"{anchor}".partition(".")[0]

    def head(self, line: Line) -> None:
        """The titles, the basis, the source, and how sure it is."""
        rule = self.rule or {}
        for key in ("sv", "en"):
            title = f"{rule[key]}".replace("{number}", self.shipped.number)
            self._is(line, key, title)
        for key in ("basis", "source", "confidence"):
            self._is(line, key, f"{rule[key]}")
        for key, name in (("roll_confidence", "roll_confidence"), ("seeks", "meeting")):
            value = rule.get(name)
            self._is(line, key, None if value is None else f"{value}")

    def anchors(self, lines: Sequence[Line]) -> None:
        """What the step is counted from; no shipped rule is from more than one day."""
        self.anchor(lines[0])
        if self.rule is not None and len(lines) > 1:
            self.cursor.note(Why.RULEBOOK, key="anchor", at=self.cursor.at, says="–")

    def deemed(self, line: Line | None) -> None:
        """Whether the day is another one by law; that of no shipped rule is."""
        if self.rule is not None and line is not None:
            self.cursor.note(Why.RULEBOOK, key="how", at=self.cursor.at, says="–")

    def anchor(self, line: Line) -> None:
        """What the step is counted from."""
        if line.kind is Kind.AIMED:
            if self.rule is not None and not self.decides:
                says = f"{self.rule.get('anchor')}"
                self.cursor.note(
                    Why.RULEBOOK, key="event", says=says, at=self.cursor.at
                )
            return
        if line.kind is Kind.GIVEN:
            said = line.text("what")
        elif line.kind is Kind.EXTENDED:
            said = "requested"
            if self.rule is not None and not self.rule.get("extendable"):
                self.cursor.note(Why.UNEXPECTED, key="extendable", at=self.cursor.at)
        else:
            said = line.text("stands_for") or _day(line.text("rule"), line.text("part"))
            self._stands_for(line)
        self.says("anchor", said)

    def _stands_for(self, line: Line) -> None:
        """What is planned is what its rule meets, or the decision itself."""
        awaited, rules = line.facts["stands_for"], self.shipped.rules
        if awaited is None or rules is None:
            return
        below = rules.get(line.text("rule"), {})
        at_once = _decides(below) and awaited == "minutes_adjusted"
        if below.get("met_by") != awaited and not at_once:
            met_by = f"{below.get('met_by')}"
            self.cursor.compare(line, "stands_for", met_by, Why.RULEBOOK)

    def seeks(self, *, meeting: bool) -> None:
        """Whether the way leads to a meeting."""
        self.ways = [way for way in self.ways if ("meeting" in way) is meeting]

    def period(self, line: Line, nth: int) -> None:
        """The period, the first of the step or, to a meeting, the second."""
        if self.rule is None:
            return
        self._counted_on(line, self.rule)
        self._counting(line, self.rule)
        if nth == 0:
            self.says("period", line.text("period"))
        else:
            again = self.rule.get("immediate", self.rule["period"])
            self._is(line, "period", f"{again}")

    def in_time(self, line: Line) -> None:
        """Both periods to the meeting, where an event fixed it."""
        if self.rule is None:
            return
        self._counted_on(line, self.rule)
        self._counting(line, self.rule)
        self._is(line, "period", f"{self.rule['period']}")
        again = self.rule.get("immediate", self.rule["period"])
        self._is(line, "at_once", f"{again}")
        self.says("anchor", _day(line.text("rule"), line.text("part")))

    def roll(self, line: Line) -> None:
        """Which way the day rolls."""
        self.says("roll", line.text("roll"))

    def needed(self, line: Line | None, days: Container[str]) -> None:
        """Which other step needs it; *days* are those that have a day."""
        if self.rule is None:
            return
        if line is None:
            other = f"{self.rule.get('needed_by')}".partition(".")[0]
            if other in days:
                self.cursor.note(Why.MISSING, says=Kind.NEEDED)
            return
        said = _day(line.text("rule"), line.text("part"))
        wanted = f"{self.rule.get('needed_by')}"
        if said != wanted:
            self.cursor.note(
                Why.RULEBOOK, wanted, "needed_by", self.cursor.at, stands=said
            )

    def begun(self, line: Line) -> None:
        """After which steps the body decides."""
        if self.rule is not None:
            self._is(line, "after", _texts(self.rule.get("after")))

    def earliest(self, line: Line) -> None:
        """After what a step comes, and the time that it needs, if it applies at all."""
        rule = self._other(line)
        if rule is not None:
            self._is(line, "sv", f"{rule['sv']}")
            self._is(line, "en", f"{rule['en']}")
            self._is(line, "after", _texts(rule.get("after")))
            if rule.get("met_by") == "referred":
                self.referred = line.text("done")
            else:
                self._is(line, "done", None)
            needs = rule.get("needs")
            if rule.get("met_by") != "statements_received":
                self._is(line, "reply_by", None)
                self._is(line, "since", line.facts["base"] if needs else None)
            elif line.facts["since"] is None:
                needs = None  # each body was given a reply day, or none is asked
                if self.referred and line.facts["reply_by"] is None:
                    self.cursor.compare(line, "reply_by", self.referred)
            self._is(line, "needs", None if needs is None else f"{needs}")

    def latest(self, line: Line) -> None:
        """The way to the last day of a step before the meeting."""
        rule = self._other(line)
        if rule is None:
            return
        self._counted_on(line, rule)
        self._counting(line, rule)
        told = attrs.evolve(self, ways=_ways(rule))
        told.seeks(meeting=line.facts["body"] is not None)
        told.says("anchor", _day(line.text("builds_on"), line.text("part")))
        told.says("period", line.text("period"))
        told.says("roll", line.text("roll"))

    def _counting(self, line: Line, rule: _Table) -> None:
        """How the rule counts, or else every one that does not say how."""
        for key in ("first_day", "month_end"):
            self._is(line, key, f"{rule.get(key, self.shipped.counting.get(key))}")

    def _counted_on(self, line: Line, rule: _Table) -> None:
        if line.facts["counted_on"] is not None:
            self._is(line, "counted_on", f"{rule.get('counted_on', 'municipal')}")

    def _other(self, line: Line) -> _Table | None:
        rules = self.shipped.rules
        if rules is None:
            return None
        if line.text("rule") not in rules:
            self.cursor.note(Why.RULEBOOK, key="rule", says="–", at=self.cursor.at)
        return rules.get(line.text("rule"))

    def _is(self, line: Line, key: str, value: Fact) -> None:
        self.cursor.compare(line, key, value, Why.RULEBOOK)

    def says(self, key: str, said: str) -> None:
        """Keep the ways that say this; note it where none does."""
        if self.rule is None:
            return
        left = [way for way in self.ways if way.get(key) == said]
        if not left:
            says = " / ".join(f"{way.get(key)}" for way in self.ways)
            at = self.cursor.at
            self.cursor.note(Why.RULEBOOK, key=key, says=says, at=at, stands=said)
        self.ways = left or self.ways


def _folded(body: str) -> str:
    """What two spellings of a body have in common: no case, spaces or genitive."""
    composed = unicodedata.normalize("NFC", " ".join(body.split()))
    return composed.casefold().removesuffix("s")


def _decides(rule: _Table) -> bool:
    """Whether its day is the meeting at which the body decides."""
    return rule.get("meeting") == "own" and rule.get("seek") != "first_after"


def _day(rule: str, part: str) -> str:
    return rule if part == "due" else f"{rule}.{part}"


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
