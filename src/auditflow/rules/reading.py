"""From TOML to a rulebook: everything that is wrong is told at once, with its line."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pkgutil import get_data
from typing import Final

import attrs
from pendulum import Date

from auditflow.confidence import Confidence
from auditflow.day import FIRST, as_day, date_at
from auditflow.errors import DayRefused, Fault, Problem, RulebookRefused, meant
from auditflow.events import ExtensionFrom
from auditflow.memo import body_key
from auditflow.periods import Holds
from auditflow.rules.contradictions import tell_contradictions
from auditflow.rules.merging import merged_rules, subtable
from auditflow.rules.model import (
    Applies,
    Basis,
    CountedOn,
    Kind,
    MetBy,
    Rule,
)
from auditflow.rules.reader import Reader
from auditflow.rules.sheet import NEEDED, WAY_KEYS, Sheet, Table, text_in
from auditflow.values import Value

SHIPPED: Final = "se-audit-memo"
_BOOK_KEYS: Final = (
    "id", "version", "valid_from", "extends", "prepares", "counting", "rules",
)  # fmt: skip
_RULE_KEYS: Final = (
    "sv", "en", "kind", "applies", *WAY_KEYS, "otherwise", "immediate", "counted_on",
    "after", "needs", "needed_by", "met_by", "holds", "lapses_with", "basis", "source",
    "confidence", "roll_confidence", "once", "pausable", "extendable",
    "extension_from",
)  # fmt: skip


@cache
def shipped_text() -> str:
    """The rulebook that comes with auditflow, as it stands in its file."""
    content = get_data("auditflow", f"rulebooks/{SHIPPED}.toml")
    if content is None:
        raise Fault(f"the rulebook {SHIPPED} is missing from the package")
    return content.decode("utf-8")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Contents(Value):
    """What stands in a rulebook and in the one it extends, together."""

    id: str
    version: str
    valid_from: Date
    rules: tuple[Rule, ...]
    prepares: tuple[tuple[str, str], ...]


def contents_of(text: str, source: str, base: str | None = None) -> Contents:
    """What the rulebook *text* holds; *source* is what to call it in errors.

    *base* is the text of the shipped one that it extends; that of now by default.

    Raises:
        RulebookRefused: it has unknown words, circles, or rules without unit, basis
            or source; all are told at once, each with its place and its mend.
    """
    return written_in(text, source, base=base).contents


@attrs.frozen(eq=False, repr=False)
class Written(Value):
    """A rulebook as it stands: what it holds, and each rule's keys as they are said."""

    contents: Contents
    tables: Mapping[str, Table]
    sheet: Sheet


def written_in(
    text: str, source: str, *, without_roll: bool = False, base: str | None = None
) -> Written:
    """As `contents_of`, with the keys that each rule says.

    Args:
        text: the rulebook, in TOML.
        source: what to call it in errors.
        without_roll: read a rule that does not say how it rolls as if it did not.
        base: the text of the shipped rulebook that it extends; that of now by default.
    """
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        mend = "put names with å, ä or ö in quotation marks, and see toml.io"
        problem = Problem(source, f"is no TOML: {error}", mend)
        raise RulebookRefused((problem,)) from None
    sheet = Sheet(text, source)
    extended = _base(table, sheet, base)
    written = _book(table, extended, sheet, without_roll=without_roll)
    if sheet.problems or written is None:
        raise RulebookRefused(tuple(sheet.problems))
    return written


def _book(
    table: Table, base: Table, sheet: Sheet, *, without_roll: bool
) -> Written | None:
    for key in sorted(table.keys() - set(_BOOK_KEYS)):
        sheet.wrong(key, "is no key of a rulebook", meant(key, _BOOK_KEYS))
    named = {
        key: text_in(table.get(key), key, sheet, f"give the rulebook its {key}")
        for key in ("id", "version")
    }
    valid_from = _valid_from(table, sheet)
    prepares = _prepares(base, table, sheet)
    named_as = f"{named['id']} {named['version']}"
    tables: dict[str, Table] = {}
    rules: list[Rule] = []
    for rule_id, keys in merged_rules(base, table, named_as, sheet):
        tables[rule_id] = keys
        rules += _rule(rule_id, _rolled(keys) if without_roll else keys, sheet)
    known = {*subtable(base, "rules", sheet), *_names_in(table)}
    tell_contradictions(rules, known, sheet)
    if sheet.problems:
        return None
    contents = Contents(
        id=named["id"],
        version=named["version"],
        valid_from=valid_from,
        rules=tuple(rules),
        prepares=tuple(pair for pair in prepares.values() if pair[1]),
    )
    return Written(contents, tables, sheet)


def _names_in(table: Table) -> tuple[str, ...]:
    rules = table.get("rules")
    return tuple(rules) if isinstance(rules, dict) else ()


def _rolled(keys: Table) -> Table:
    """*keys* with a roll where none, or none with a direction, is said."""
    if keys.get("roll") is None or keys["roll"] is True:
        keys = {**keys, "roll": "none"}
    otherwise = keys.get("otherwise")
    if isinstance(otherwise, dict) and otherwise.get("roll") is True:
        return {**keys, "otherwise": {**otherwise, "roll": "none"}}
    return keys


def _prepares(base: Table, table: Table, sheet: Sheet) -> dict[str, tuple[str, str]]:
    mend = 'write the name of the preparing body, or ""'
    found: dict[str, tuple[str, str]] = {}
    for written in (base, table):
        for body, who in subtable(written, "prepares", sheet).items():
            preparing = text_in(who, f"prepares.{body}", sheet, mend, empty=True)
            found[body_key(body)] = body, preparing
    return found


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


def _base(table: Table, sheet: Sheet, base: str | None) -> Table:
    extends = table.get("extends")
    if extends is None:
        return {}
    if extends != SHIPPED:
        mend = f'write extends = "{SHIPPED}", or leave it out'
        sheet.wrong("extends", f"{extends!r} is no rulebook that is shipped", mend)
    return tomllib.loads(base or shipped_text())


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
    met_by = read.words("met_by", MetBy)
    basis = read.word("basis", Basis) or Basis.LOCAL
    # What a municipality closed never moves a day that a statute sets.
    lawful = basis is Basis.STATUTE
    by_default = CountedOn.STATUTORY if lawful else CountedOn.MUNICIPAL
    rule = Rule(
        id=rule_id,
        sv=read.text("sv"),
        en=read.text("en"),
        way=way,
        basis=basis,
        source=read.text("source"),
        confidence=read.word("confidence", Confidence) or Confidence.OPEN,
        roll_confidence=read.word("roll_confidence", Confidence),
        kind=read.word("kind", Kind) or Kind.DUTY,
        applies=read.word("applies", Applies) or Applies.ALWAYS,
        otherwise=otherwise,
        immediate=read.period("immediate"),
        counted_on=read.word("counted_on", CountedOn) or by_default,
        after=read.names("after"),
        needs=read.period("needs"),
        needed_by=read.rule_day("needed_by"),
        met_by=met_by[0] if met_by else None,
        or_met_by=met_by[1:],
        holds=read.word("holds", Holds),
        lapses_with=read.word("lapses_with", MetBy),
        once=read.flag("once"),
        pausable=read.flag("pausable"),
        extendable=read.flag("extendable"),
        extension_from=read.word("extension_from", ExtensionFrom),
    )
    if len(sheet.problems) == before:
        yield rule
