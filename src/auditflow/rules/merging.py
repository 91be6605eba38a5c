"""A municipality's own rules on top of those that they extend, table by table."""

from collections.abc import Iterator
from typing import Final

from auditflow.confidence import Confidence
from auditflow.errors import meant
from auditflow.rules.model import Basis
from auditflow.rules.sheet import COUNTING_KEYS, WAY_KEYS, Sheet, Table, one_of

_OF_THE_DAY: Final = frozenset(
    {*WAY_KEYS, "otherwise", "immediate", "counted_on", "holds"}
)


def merged_rules(
    base: Table, own: Table, named: str, sheet: Sheet
) -> Iterator[tuple[str, Table]]:
    """Each rule with its keys: its own, those it extends, and those of [counting].

    What [counting] says of a municipality's own goes for its own rules and for the
    local ones that it extends: law, practice and requests are counted as they were.

    Args:
        base: the rulebook that is extended; empty if none is.
        own: the rulebook itself.
        named: how it is called where it becomes the source of a local rule.
        sheet: takes a note of everything that is wrong.
    """
    base_counting = _counting(base, sheet)
    own_counting = _counting(own, sheet)
    base_rules = subtable(base, "rules", sheet)
    own_rules = subtable(own, "rules", sheet)
    for rule_id in {**base_rules, **own_rules}:
        inherited = base_rules.get(rule_id, {})
        changes = own_rules.get(rule_id, {})
        if not isinstance(inherited, dict) or not isinstance(changes, dict):
            place = f"rules.{rule_id}"
            sheet.wrong(place, "is no table", f"begin it with a line [{place}]")
            continue
        if not inherited:
            yield rule_id, {**base_counting, **own_counting, **changes}
            continue
        if changes:
            _check_law_is_not_bent(rule_id, inherited, changes, sheet)
        if changes.get("basis", inherited["basis"]) == Basis.LOCAL:
            said = {k: v for k, v in own_counting.items() if k not in inherited}
            changes = {**said, **changes}
        inherited = {**base_counting, **inherited}
        changes = _with_source(inherited, changes, named)
        yield rule_id, _merged(inherited, changes)


def subtable(table: Table, key: str, sheet: Sheet) -> Table:
    """The table under *key*; empty where it is missing, or none, which is told."""
    value = table.get(key, {})
    if isinstance(value, dict):
        return value
    sheet.wrong(key, "is no table", f"begin it with a line [{key}]")
    return {}


def _counting(table: Table, sheet: Sheet) -> Table:
    """How a rulebook counts wherever a rule does not say it."""
    said = subtable(table, "counting", sheet)
    for key in sorted(said.keys() - COUNTING_KEYS.keys()):
        mend = meant(key, tuple(COUNTING_KEYS))
        sheet.wrong(f"counting.{key}", "is no choice for a whole rulebook", mend)
    return {
        key: said[key]
        for key, words in COUNTING_KEYS.items()
        if key in said and one_of(said[key], words, f"counting.{key}", sheet)
    }


def _with_source(inherited: Table, changes: Table, named: str) -> Table:
    """*changes* of a local rule's day with the municipality's file as its source."""
    merged = _merged(inherited, changes)
    moved = any(merged[k] != inherited.get(k) for k in changes.keys() & _OF_THE_DAY)
    if not moved or inherited["basis"] != Basis.LOCAL:
        return changes
    return {"source": named, "confidence": Confidence.SETTLED.value, **changes}


def _merged(inherited: Table, changes: Table) -> dict[str, object]:
    merged = {**inherited, **changes}
    before, after = inherited.get("otherwise"), changes.get("otherwise")
    if isinstance(before, dict) and isinstance(after, dict):
        merged["otherwise"] = {**before, **after}
    return merged


def _check_law_is_not_bent(
    rule_id: str, inherited: Table, changes: Table, sheet: Sheet
) -> None:
    """A local default is never shown as law: who changes a rule names its source."""
    basis = inherited["basis"]
    guarded = set(_OF_THE_DAY)
    if basis == Basis.STATUTE:
        guarded |= {"applies", "kind", "met_by", "needed_by", "pausable", "extendable"}
        guarded |= {"source", "extension_from"}
    if basis == Basis.LOCAL:
        guarded = {"basis"} if changes.get("basis") in [*Basis] else set()
    moved = sorted(
        k for k in changes.keys() & guarded if changes[k] != inherited.get(k)
    )
    if moved and not {"basis", "source"} <= changes.keys():
        sheet.wrong(
            f"rules.{rule_id}.{moved[0]}",
            f"differs from the rule of {inherited['source']}",
            "give the rule its own basis and its own source too",
        )
