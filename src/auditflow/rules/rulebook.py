"""A rulebook: rules with a version, sorted for counting and for time."""

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from itertools import product
from pathlib import Path

import attrs
from pendulum import Date

from auditflow.files import read_text
from auditflow.memo import body_key
from auditflow.rules.model import Anchor, Applies, Rule, RuleDay, waits_for
from auditflow.rules.reading import SHIPPED, contents_of, shipped_text


@attrs.frozen(kw_only=True, cache_hash=True)
class Rulebook:
    """A set of rules with a version, valid from a day.

    `Rulebook.default` is the shipped one; `Rulebook.read` reads a municipality's own.
    ``prepares`` says which body prepares for which.

    >>> Rulebook.default().rule("summon").way.period
    Days(amount=-5)
    """

    id: str
    version: str
    valid_from: Date
    rules: tuple[Rule, ...]
    prepares: tuple[tuple[str, str], ...] = ()

    @classmethod
    def default(cls) -> "Rulebook":
        """The rulebook ``se-audit-memo`` that comes with auditflow."""
        return _shipped()

    @classmethod
    def read(cls, path: Path | str) -> "Rulebook":
        """Read a rulebook of one's own from TOML, on top of the one it extends.

        Raises:
            FileRefused: the file cannot be read at all.
            RulebookRefused: it has unknown words, circles, or rules without unit,
                basis or source; all are told at once, with place and mend.
        """
        return cls.from_text(read_text(Path(path)), str(path))

    @classmethod
    def from_text(
        cls, text: str, source: str = "rulebook", *, base: str | None = None
    ) -> "Rulebook":
        """As `read`, from TOML text; *source* is what to call it in errors.

        What it extends is the rulebook that is shipped now, or the text of one that was
        shipped before, as *base*.

        >>> Rulebook.from_text('''
        ... extends = "se-audit-memo"
        ... id = "sala"
        ... version = "1"
        ... valid_from = 2026-01-01
        ... [rules.summon]
        ... period = "-7 days"
        ... ''').rule("summon").way.period
        Days(amount=-7)

        Raises:
            RulebookRefused: see `read`.
        """
        contents = contents_of(text, source, base)
        return cls(
            id=contents.id,
            version=contents.version,
            valid_from=contents.valid_from,
            rules=contents.rules,
            prepares=contents.prepares,
        )

    @property
    def name(self) -> str:
        """What a plan calls it: its id and its version."""
        return f"{self.id} {self.version}"

    def rule(self, rule_id: str) -> Rule | None:
        """The rule called *rule_id*, if there is one."""
        return self._by_id.get(rule_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def applying(
        self, *, statements_wanted: bool, body_prepares: bool, company: bool = False
    ) -> frozenset[str]:
        """The rules that apply to a case with, or without, these."""
        return self._applying[statements_wanted, body_prepares, company]

    @cached_property
    def _applying(self) -> Mapping[tuple[bool, bool, bool], frozenset[str]]:
        def applying(*, wanted: bool, prepares: bool, firm: bool) -> frozenset[str]:
            applies = {
                Applies.ALWAYS: True,
                Applies.STATEMENTS_WANTED: wanted,
                Applies.BODY_PREPARES: prepares,
                Applies.BOARD: not firm,
                Applies.NEVER: False,
            }
            return frozenset(rule.id for rule in self.rules if applies[rule.applies])

        return {
            (w, p, f): applying(wanted=w, prepares=p, firm=f)
            for w, p, f in product((False, True), repeat=3)
        }

    @cached_property
    def in_order(self) -> tuple[Rule, ...]:
        """The rules so that each comes after those that it is counted from."""
        return _sorted(self._by_id, lambda rule: waits_for(rule, self.rules))

    @cached_property
    def in_time(self) -> tuple[Rule, ...]:
        """The rules so that each comes after the steps it has to wait for."""
        return _sorted(self._by_id, lambda rule: frozenset(rule.after))

    @cached_property
    def deciding(self) -> Rule:
        """The rule whose day is a meeting of the body itself; each rulebook has one."""
        return next(rule for rule in self.rules if rule.way.decides)

    @cached_property
    def hanging(self) -> frozenset[str]:
        """The rules whose day may move with the meeting at which the body decides."""
        found = {self.deciding.id}
        for rule in self.in_order:
            if found & waits_for(rule, self.rules):
                found.add(rule.id)
        return frozenset(found)

    @cached_property
    def before_deciding(self) -> tuple[Rule, ...]:
        """The rules that have to be met before the body can decide, in order."""
        wanted: set[str] = set()
        pending = [*self.deciding.after]
        while pending:
            rule_id = pending.pop()
            if rule_id not in wanted:
                wanted.add(rule_id)
                pending += self._by_id[rule_id].after
        return tuple(rule for rule in self.in_order if rule.id in wanted)

    @cached_property
    def before_deciding_in_time(self) -> tuple[Rule, ...]:
        """The same, so that each comes after the steps it has to wait for."""
        wanted = {rule.id for rule in self.before_deciding}
        return tuple(rule for rule in self.in_time if rule.id in wanted)

    @cached_property
    def standing(self) -> tuple[Rule, ...]:
        """The rules whose day stands whatever meeting is chosen, in order."""
        return tuple(rule for rule in self.in_order if rule.id not in self.hanging)

    @cached_property
    def standing_on(self) -> tuple[Anchor, ...]:
        """What the days that stand whatever meeting is chosen are counted from."""
        anchors = {
            anchor
            for rule in self.standing
            for way in rule.ways
            for anchor in way.anchors
        }
        return tuple(sorted(a for a in anchors if isinstance(a, Anchor)))

    @cached_property
    def hanging_in_order(self) -> tuple[Rule, ...]:
        """The rules whose day may move with the meeting, without the meeting itself."""
        hanging = self.hanging - {self.deciding.id}
        return tuple(rule for rule in self.in_order if rule.id in hanging)

    @cached_property
    def backward(self) -> tuple[Rule, ...]:
        """Those of them that what comes before the meeting is counted from."""
        wanted: set[str] = set()
        pending = [rule.id for rule in self.before_deciding]
        while pending:
            rule_id = pending.pop()
            if rule_id not in wanted:
                wanted.add(rule_id)
                pending += waits_for(self._by_id[rule_id], self.rules)
        return tuple(rule for rule in self.hanging_in_order if rule.id in wanted)

    def hung_on_backward(self, applying: frozenset[str]) -> tuple[Anchor, ...] | None:
        """What the days before the meeting are counted from, beside the meeting.

        None where these are days of other rules, or stand in for what is to come.

        Args:
            applying: the rules that apply; no other counts.
        """
        found = [self._opening_backward.get(rule_id, ()) for rule_id in applying]
        anchors = {anchor for some in found for anchor in some}
        happened = tuple(sorted(a for a in anchors if isinstance(a, Anchor)))
        if len(happened) < len(anchors) or any(map(self.met_by, happened)):
            return None
        return happened

    @cached_property
    def _opening_backward(self) -> Mapping[str, tuple[Anchor | RuleDay, ...]]:
        """What the rules before the meeting are counted from that lies elsewhere."""
        within = {self.deciding.id, *(rule.id for rule in self.backward)}
        return {
            rule.id: tuple(
                anchor
                for way in rule.ways
                for anchor in way.anchors
                if not isinstance(anchor, RuleDay) or anchor.rule not in within
            )
            for rule in self.backward
        }

    def met_by(self, happening: str) -> tuple[Rule, ...]:
        """The rules that this happening meets: their day is its planned day."""
        return self._by_what_meets.get(happening, ())

    @cached_property
    def _by_what_meets(self) -> Mapping[str, tuple[Rule, ...]]:
        planned = [rule for rule in self.rules if rule.plans is not None]
        return {
            word: tuple(rule for rule in planned if rule.plans is word)
            for word in {rule.plans for rule in planned if rule.plans}
        }

    def prepares_for(self, body: str) -> str | None:
        """The body that prepares for *body* (bereder), if one does."""
        key = body_key(body)
        return next((who for whom, who in self.prepares if body_key(whom) == key), None)


def _sorted(
    rules: Mapping[str, Rule], before: Callable[[Rule], frozenset[str]]
) -> tuple[Rule, ...]:
    placed: dict[str, Rule] = {}
    for rule in rules.values():
        # Without recursion: a book may count a thousand rules, each from the next.
        pending = [(rule, iter(sorted(before(rule))))]
        while pending:
            last, others = pending[-1]
            other = next((o for o in others if o not in placed), None)
            if other is None:
                placed.setdefault(last.id, last)
                pending.pop()
            else:
                pending.append((rules[other], iter(sorted(before(rules[other])))))
    return tuple(placed.values())


@cache
def _shipped() -> Rulebook:
    return Rulebook.from_text(shipped_text(), SHIPPED)
