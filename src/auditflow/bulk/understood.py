"""Which rules can be counted for columns of cases: all that say nothing else.

A new shape of rule is refused until it is counted here too: its key in `_OF_A_WAY` or
`_OF_A_RULE` says that it is.
"""

from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.errors import RuleUncountable
from auditflow.rules import Anchor, Applies, MetBy, Rule, Rulebook, Way
from auditflow.rules.model import waits_for

# Whatever else a rule or its way says is refused, as long as it says anything: a shape
# that is new must not be counted as if it were an old one.
_OF_A_WAY: Final = frozenset(
    {
        "anchor", "period", "roll", "meeting", "seek", "deemed", "or_later",
        "first_day", "month_end",
    }
)  # fmt: skip
_OF_A_RULE: Final = frozenset(
    {
        "id", "sv", "en", "way", "basis", "source", "confidence", "roll_confidence",
        "kind", "applies", "otherwise", "immediate", "counted_on", "after", "needs",
        "needed_by", "met_by", "or_met_by", "lapses_with", "once", "pausable",
        "extendable",
        # What these say is of no moment here: nobody is granted an extension, and no
        # notice is taken down.
        "extension_from", "holds",
    }
)  # fmt: skip

# What the facts of `due_days` can say of a case, in the order in which it happens.
_HAPPENINGS: Final = (
    MetBy.DRAFTED.value,
    Anchor.ADOPTED.value,
    Anchor.MINUTES_ADJUSTED.value,
    Anchor.NOTICE_POSTED.value,
)


def has_a_day(rule: Rule) -> bool:
    """Whether a case has one day of *rule* at all."""
    return rule.applies is not Applies.NEVER and rule.way.anchor is not Anchor.PROMISED


def check_is_understood(rulebook: Rulebook) -> None:
    """Refuse a rulebook that says more than is counted here.

    Raises:
        RuleUncountable: with the first rule that does, and what it says.
    """
    for rule in rulebook.rules:
        said = [*_said_beyond(rule, _OF_A_RULE)]
        for way in rule.ways:
            said += _said_beyond(way, _OF_A_WAY)
        if _looks_ahead(rule, rulebook):
            said.append(f"{rule.met_by} of what is counted from something later")
        if said:
            raise RuleUncountable(rule.id, tuple(said))


def _said_beyond(value: Rule | Way, known: frozenset[str]) -> Iterator[str]:
    """What *value* says that is not *known* and not left as it is by default."""
    for field in attrs.fields(type(value)):
        if field.name not in known and getattr(value, field.name) != field.default:
            yield field.name


def _looks_ahead(rule: Rule, rulebook: Rulebook) -> bool:
    """Whether the day of *rule* moves with what happens after the rule was met.

    The plan keeps the day that was in force then, which needs the case's history.
    """
    counted_from = {
        anchor.value
        for other in _all_that_moves(rule, rulebook)
        for way in other.ways
        for anchor in way.anchors
        if isinstance(anchor, Anchor)
    }
    for met_by in rule.all_met_by:
        if met_by.value in _HAPPENINGS:
            own = any(anchor == met_by.value for anchor in rule.way.anchors)
            ahead = _HAPPENINGS[_HAPPENINGS.index(met_by.value) + own :]
            if counted_from & {*ahead}:
                return True
    return False


def _all_that_moves(rule: Rule, rulebook: Rulebook) -> list[Rule]:
    """*rule* and every other one that its day is worked out with."""
    seen: dict[str, Rule] = {}
    pending = [rule]
    while pending:
        one = pending.pop()
        if one.id in seen:
            continue
        seen[one.id] = one
        pending += [r for r in rulebook.rules if r.id in waits_for(one, rulebook.rules)]
        if one is rulebook.deciding:
            pending += rulebook.before_deciding
        if one.needed_by:
            pending += [r for r in rulebook.rules if r.id == one.needed_by.rule]
    return [*seen.values()]
