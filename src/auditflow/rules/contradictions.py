"""What contradicts itself within a rule, and between rules."""

from collections.abc import Callable, Iterable, Sequence

from auditflow.errors import meant
from auditflow.rules.model import (
    Anchor,
    Basis,
    CountedOn,
    Rule,
    RuleDay,
    Which,
    waits_for,
)
from auditflow.rules.sheet import Sheet


def tell_contradictions(rules: Sequence[Rule], known: set[str], sheet: Sheet) -> None:
    """What is wrong between rules: names of rules that are none, and circles."""
    names = tuple(sorted(known))
    for name in names:
        if name in set(Anchor) or "." in name or not name.isprintable():
            what = f"{name!r} cannot be the name of a rule"
            mend = "choose another, in letters and without a full stop"
            place = f"rules.{name}" if name.isprintable() else "rules"
            sheet.wrong(place, what, mend)
    for rule in rules:
        _tell_unknown_names(rule, names, sheet)
        _tell_words_without_others(rule, sheet)
        _tell_bent_statutes(rule, sheet)
    if not sheet.problems:
        _tell_who_decides(rules, sheet)
    if not sheet.problems:
        _tell_circles(rules, "anchor", lambda rule: waits_for(rule, rules), sheet)
        _tell_circles(rules, "after", lambda rule: rule.after, sheet)


def _tell_who_decides(rules: Sequence[Rule], sheet: Sheet) -> None:
    """A plan aims for one meeting of the body: one rule says which."""
    mend = 'let one rule have meeting = "own"'
    deciding = [rule for rule in rules if rule.way.decides]
    if not deciding:
        sheet.wrong("rules", "no rule is for the meeting of the body", mend)
    for rule in deciding[1:]:
        what = f"is a second rule for the meeting of the body, beside {deciding[0].id}"
        sheet.wrong(f"rules.{rule.id}.meeting", what, mend)
    for rule in deciding:
        for key, value in (("otherwise", rule.otherwise), ("needs", rule.needs)):
            if value is not None:
                what = "says nothing for the rule that finds the meeting of the body"
                sheet.wrong(f"rules.{rule.id}.{key}", what, "leave it out")


def _tell_unknown_names(rule: Rule, names: tuple[str, ...], sheet: Sheet) -> None:
    at = f"rules.{rule.id}"
    for key, way in zip(("anchor", "otherwise"), rule.ways, strict=False):
        for anchor in way.anchors:
            if isinstance(anchor, RuleDay) and anchor.rule not in names:
                what = f"'{anchor.rule}' is neither an event nor a rule"
                sheet.wrong(f"{at}.{key}", what, meant(anchor.rule, (*Anchor, *names)))
    for other in rule.after:
        if other not in names:
            sheet.wrong(f"{at}.after", f"'{other}' is no rule", meant(other, names))
    if rule.needed_by and rule.needed_by.rule not in names:
        what = f"'{rule.needed_by.rule}' is no rule"
        sheet.wrong(f"{at}.needed_by", what, meant(rule.needed_by.rule, names))


def _tell_words_without_others(rule: Rule, sheet: Sheet) -> None:
    """Words of a rule that say nothing without another word, which is missing."""
    at = f"rules.{rule.id}"
    for place, way in zip((at, f"{at}.otherwise"), rule.ways, strict=False):
        if way.seek is not None and way.meeting is None:
            mend = 'add meeting = "own" or meeting = "preparing"'
            sheet.wrong(f"{place}.seek", "seeks a meeting, but of nobody", mend)
    if rule.extension_from is not None and not rule.extendable:
        what = "says where an extension begins, but there can be none"
        sheet.wrong(f"{at}.extension_from", what, "add extendable = true")


def _tell_bent_statutes(rule: Rule, sheet: Sheet) -> None:
    """What would let people, or days that they closed, move what a statute sets."""
    if rule.basis is not Basis.STATUTE:
        return
    at = f"rules.{rule.id}"
    if rule.counted_on is CountedOn.MUNICIPAL:
        what = "lets a closed day of the municipality move what a statute sets"
        sheet.wrong(f"{at}.counted_on", what, 'write counted_on = "statutory"')
    for key, bends in (("pausable", rule.pausable), ("extendable", rule.extendable)):
        if bends:
            what = "lets people move what a statute sets"
            sheet.wrong(
                f"{at}.{key}", what, "leave it out: a statutory day never moves"
            )
    for key, way in zip(("anchor", "otherwise"), rule.ways, strict=False):
        for anchor in way.anchors:
            if isinstance(anchor, RuleDay) and anchor.which is Which.SAFE:
                what = f"{anchor} moves with the closed days of the municipality"
                mend = f"count a statute from {anchor.rule}.due or {anchor.rule}.raw"
                sheet.wrong(f"{at}.{key}", what, mend)


def _tell_circles(
    rules: Sequence[Rule],
    key: str,
    before: Callable[[Rule], Iterable[str]],
    sheet: Sheet,
) -> None:
    """Each circle once, written out, at the first rule that stands in it."""
    by_id = {rule.id: rule for rule in rules}
    done: set[str] = set()
    for rule in rules:
        # Without recursion: a book may count a thousand rules, each from the next.
        trail, pending = [rule.id], [iter(sorted(before(rule)))]
        if rule.id in done:
            continue
        done.add(rule.id)
        while pending:
            other = next(pending[-1], None)
            if other is None:
                pending.pop()
                trail.pop()
            elif other in trail:
                circle = [*trail[trail.index(other) :], other]
                what = f"the rules go in a circle: {' → '.join(circle)}"
                mend = "count one of them from something that happens"
                sheet.wrong(f"rules.{other}.{key}", what, mend)
            elif other not in done:
                done.add(other)
                trail.append(other)
                pending.append(iter(sorted(before(by_id[other]))))
