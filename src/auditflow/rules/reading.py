"""From TOML to a rulebook: everything that is wrong is told at once, with its line."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pkgutil import get_data
from typing import Final

import attrs
from pendulum import Date

from auditflow.confidence import Confidence
from auditflow.day import FIRST, as_day, date_at
from auditflow.errors import DayRefused, Fault, Problem, RulebookRefused
from auditflow.memo import body_key
from auditflow.rules.model import (
    Anchor,
    Applies,
    Basis,
    CountedOn,
    Kind,
    MetBy,
    Rule,
    RuleDay,
    Whose,
    waits_for,
)
from auditflow.rules.sheet import (
    NEEDED,
    WAY_KEYS,
    Reader,
    Sheet,
    Table,
    meant,
    text_in,
)

SHIPPED: Final = "se-audit-memo"
_BOOK_KEYS: Final = ("id", "version", "valid_from", "extends", "prepares", "rules")
_RULE_KEYS: Final = (
    "sv", "en", "kind", "applies", *WAY_KEYS, "otherwise", "immediate", "counted_on",
    "after", "needs", "needed_by", "met_by", "lapses_with", "basis", "source",
    "confidence", "roll_confidence", "once", "pausable", "extendable",
)  # fmt: skip
_OF_THE_DAY: Final = frozenset({*WAY_KEYS, "otherwise", "immediate", "counted_on"})


@cache
def shipped_text() -> str:
    """The rulebook that comes with auditflow, as it stands in its file."""
    content = get_data("auditflow", f"rulebooks/{SHIPPED}.toml")
    if content is None:
        raise Fault(f"the rulebook {SHIPPED} is missing from the package")
    return content.decode("utf-8")


@attrs.frozen(kw_only=True)
class Contents:
    """What stands in a rulebook and in the one it extends, together."""

    id: str
    version: str
    valid_from: Date
    rules: tuple[Rule, ...]
    prepares: tuple[tuple[str, str], ...]


def contents_of(text: str, source: str) -> Contents:
    """What the rulebook *text* holds; *source* is what to call it in errors.

    Raises:
        RulebookRefused: it has unknown words, circles, or rules without unit, basis
            or source; all are told at once, each with its place and its mend.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        mend = "put names with å, ä or ö in quotation marks, and see toml.io"
        problem = Problem(source, f"is no TOML: {error}", mend)
        raise RulebookRefused((problem,)) from None
    sheet = Sheet(text, source)
    book = _book(table, sheet)
    if sheet.problems or book is None:
        raise RulebookRefused(tuple(sheet.problems))
    return book


def _book(table: Table, sheet: Sheet) -> Contents | None:
    for key in sorted(table.keys() - set(_BOOK_KEYS)):
        sheet.wrong(key, "is no key of a rulebook", meant(key, _BOOK_KEYS))
    base = _base(table, sheet)
    named = {
        key: text_in(table.get(key), key, sheet, f"give the rulebook its {key}")
        for key in ("id", "version")
    }
    valid_from = _valid_from(table, sheet)
    mend = 'write the name of the preparing body, or ""'
    prepares: dict[str, tuple[str, str]] = {}
    for written in (base, table):
        for body, who in _subtable(written, "prepares", sheet).items():
            preparing = text_in(who, f"prepares.{body}", sheet, mend, empty=True)
            prepares[body_key(body)] = body, preparing
    inherited = _subtable(base, "rules", sheet)
    own = _subtable(table, "rules", sheet)
    named_as = f"{named['id']} {named['version']}"
    rules = _rules(inherited, own, named_as, sheet)
    _tell_contradictions(rules, {*inherited, *own}, sheet)
    if sheet.problems:
        return None
    return Contents(
        id=named["id"],
        version=named["version"],
        valid_from=valid_from,
        rules=tuple(rules),
        prepares=tuple(pair for pair in prepares.values() if pair[1]),
    )


def _valid_from(table: Table, sheet: Sheet) -> Date:
    value = table.get("valid_from")
    mend = "write valid_from = 2026-01-01"
    try:
        if isinstance(value, date):
            return as_day(value)
        sheet.wrong("valid_from", "is missing or no day", mend)
    except DayRefused as error:
        sheet.wrong("valid_from", str(error).partition(";")[0], mend)
    return date_at(FIRST)


def _base(table: Table, sheet: Sheet) -> Table:
    extends = table.get("extends")
    if extends is None:
        return {}
    if extends != SHIPPED:
        mend = f'write extends = "{SHIPPED}", or leave it out'
        sheet.wrong("extends", f"{extends!r} is no rulebook that is shipped", mend)
    return tomllib.loads(shipped_text())


def _subtable(table: Table, key: str, sheet: Sheet) -> Table:
    value = table.get(key, {})
    if isinstance(value, dict):
        return value
    sheet.wrong(key, "is no table", f"begin it with a line [{key}]")
    return {}


def _rules(base: Table, own: Table, named: str, sheet: Sheet) -> list[Rule]:
    rules: list[Rule] = []
    for rule_id in [*base, *(name for name in own if name not in base)]:
        inherited = base.get(rule_id, {})
        changes = own.get(rule_id, {})
        if not isinstance(inherited, dict) or not isinstance(changes, dict):
            place = f"rules.{rule_id}"
            sheet.wrong(place, "is no table", f"begin it with a line [{place}]")
            continue
        if inherited and changes:
            _check_law_is_not_bent(rule_id, inherited, changes, sheet)
            changes = _with_source(inherited, changes, named)
        rules += _rule(rule_id, _merged(inherited, changes), sheet)
    return rules


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
        guarded |= {"source"}
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


def _rule(rule_id: str, table: Table, sheet: Sheet) -> Iterator[Rule]:
    at = f"rules.{rule_id}"
    before = len(sheet.problems)
    for key in sorted(table.keys() - set(_RULE_KEYS)):
        sheet.wrong(f"{at}.{key}", "is no key of a rule", meant(key, _RULE_KEYS))
    for key in NEEDED:
        if key not in table:
            sheet.wrong(f"{at}.{key}", "is missing", NEEDED[key])
    read = Reader(at, table, sheet)
    way = read.way()
    otherwise = read.otherwise(way)
    rule = Rule(
        id=rule_id,
        sv=read.text("sv"),
        en=read.text("en"),
        way=way,
        basis=read.word("basis", Basis) or Basis.LOCAL,
        source=read.text("source"),
        confidence=read.word("confidence", Confidence) or Confidence.OPEN,
        roll_confidence=read.word("roll_confidence", Confidence),
        kind=read.word("kind", Kind) or Kind.DUTY,
        applies=read.word("applies", Applies) or Applies.ALWAYS,
        otherwise=otherwise,
        immediate=read.period("immediate"),
        counted_on=read.word("counted_on", CountedOn) or CountedOn.MUNICIPAL,
        after=read.names("after"),
        needs=read.period("needs"),
        needed_by=read.rule_day("needed_by"),
        met_by=read.word("met_by", MetBy),
        lapses_with=read.word("lapses_with", MetBy),
        once=read.flag("once"),
        pausable=read.flag("pausable"),
        extendable=read.flag("extendable"),
    )
    if len(sheet.problems) == before:
        yield rule


def _tell_contradictions(rules: list[Rule], known: set[str], sheet: Sheet) -> None:
    """What is wrong between rules: names of rules that are none, and circles."""
    names = tuple(sorted(known))
    for name in names:
        if name in set(Anchor) or "." in name:
            what = f"'{name}' cannot be the name of a rule"
            sheet.wrong(f"rules.{name}", what, "choose another, without a full stop")
    for rule in rules:
        _tell_unknown_names(rule, names, sheet)
    if not sheet.problems:
        _tell_who_decides(rules, sheet)
    if not sheet.problems:
        _tell_circles(rules, "anchor", lambda rule: waits_for(rule, rules), sheet)
        _tell_circles(rules, "after", lambda rule: rule.after, sheet)


def _tell_who_decides(rules: list[Rule], sheet: Sheet) -> None:
    """A plan aims for one meeting of the body: one rule says which."""
    mend = 'let one rule have meeting = "own"'
    deciding = [rule for rule in rules if rule.way.meeting is Whose.OWN]
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
        if isinstance(way.anchor, RuleDay) and way.anchor.rule not in names:
            what = f"'{way.anchor.rule}' is neither an event nor a rule"
            sheet.wrong(f"{at}.{key}", what, meant(way.anchor.rule, (*Anchor, *names)))
    for other in rule.after:
        if other not in names:
            sheet.wrong(f"{at}.after", f"'{other}' is no rule", meant(other, names))
    if rule.needed_by and rule.needed_by.rule not in names:
        what = f"'{rule.needed_by.rule}' is no rule"
        sheet.wrong(f"{at}.needed_by", what, meant(rule.needed_by.rule, names))


def _tell_circles(
    rules: list[Rule],
    key: str,
    before: Callable[[Rule], Iterable[str]],
    sheet: Sheet,
) -> None:
    """Each circle once, written out, at the first rule that stands in it."""
    by_id = {rule.id: rule for rule in rules}
    done: set[str] = set()

    def follow(rule_id: str, trail: tuple[str, ...]) -> None:
        if rule_id in trail:
            circle = [*trail[trail.index(rule_id) :], rule_id]
            what = f"the rules go in a circle: {' → '.join(circle)}"
            mend = "count one of them from something that happens"
            sheet.wrong(f"rules.{rule_id}.{key}", what, mend)
        elif rule_id not in done:
            done.add(rule_id)
            for other in sorted(before(by_id[rule_id])):
                follow(other, (*trail, rule_id))

    for rule in rules:
        follow(rule.id, ())
