"""A TOML sheet that is read key by key, with a note of everything that is wrong."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

import attrs

from auditflow.confidence import Confidence
from auditflow.errors import AuditflowError, Problem
from auditflow.periods import ROLLS, Period, Roll, read_period
from auditflow.rules.model import Anchor, Basis, RuleDay, Way, Which, Whose

Table = Mapping[str, object]
WordT = TypeVar("WordT", bound=StrEnum)

WAY_KEYS: Final = ("anchor", "period", "roll", "meeting")
NEEDED: Final = {
    "sv": "give its Swedish name",
    "en": "give its English name",
    "anchor": "say what it is counted from",
    "period": 'give a period with its unit, such as "5 business days"',
    "roll": f"say how the last day rolls: {', '.join(ROLLS)}",
    "basis": f"say what it rests on: {', '.join(Basis)}",
    "source": "name the law, paper or routine it rests on",
    "confidence": f"say how sure the source is: {', '.join(Confidence)}",
}


_ANY_PERIOD: Final = read_period("0 days")  # stands in where a problem was told
ANCHORS: Final = f"write one of: {', '.join(Anchor)}, or the name of a rule"


@attrs.define
class Sheet:
    """The text that is read, and what was found wrong in it."""

    content: str
    source: str
    problems: list[Problem] = attrs.field(factory=list)

    def wrong(self, place: str, what: str, mend: str) -> None:
        """Note that *what* is wrong at *place*, with its line."""
        line = self._line_of(place)
        where = f"{self.source}: {place}{f' (line {line})' if line else ''}"
        self.problems.append(Problem(where, what, mend))

    def _line_of(self, place: str) -> int | None:
        """The line where *place* stands: its table, then its key within it."""
        *table, key = place.split(".")
        found, header = None, ""
        for number, line in enumerate(self.content.splitlines(), 1):
            bare = line.partition("#")[0].strip().replace('"', "")
            if bare.startswith("["):
                header = bare.strip("[] ")
                if header == place:
                    return number
                if header == ".".join(table):
                    found = number
            elif bare:
                name = bare.partition("=")[0].strip()
                if f"{header}.{name}".lstrip(".") == f"{'.'.join([*table, key])}":
                    return number
        return found


@attrs.frozen
class Reader:
    """One table of the sheet: reads each key as what it has to be."""

    at: str
    table: Table
    sheet: Sheet

    def text(self, key: str) -> str:
        """The text under *key*; that it is missing was told."""
        if key not in self.table:
            return ""
        return text_in(self.table[key], f"{self.at}.{key}", self.sheet, NEEDED[key])

    def word(self, key: str, words: type[WordT]) -> WordT | None:
        """The word of a closed set under *key*, if it is there."""
        value = self.table.get(key)
        if value is None:
            return None
        if isinstance(value, str) and value in set(words):
            return words(value)
        mend = f"write one of: {', '.join(words)}"
        self.sheet.wrong(f"{self.at}.{key}", f"{value!r} is unknown", mend)
        return None

    def flag(self, key: str) -> bool:
        """The yes or no under *key*; no if it is missing."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.sheet.wrong(
                f"{self.at}.{key}", "is no yes or no", "write true or false"
            )
        return value is True

    def names(self, key: str) -> tuple[str, ...]:
        """The list of rules under *key*."""
        value = self.table.get(key, [])
        if isinstance(value, list) and all(isinstance(name, str) for name in value):
            return tuple(value)
        mend = 'write a list of rules, such as ["draft"]'
        self.sheet.wrong(f"{self.at}.{key}", "is no list of rules", mend)
        return ()

    def period(self, key: str) -> Period | None:
        """The period under *key*, if it is there."""
        value = self.table.get(key)
        if value is None:
            return None
        try:
            return read_period(value if isinstance(value, str) else str(value))
        except AuditflowError as error:
            what, _, mend = str(error).rpartition("; ")
            self.sheet.wrong(f"{self.at}.{key}", what, mend)
            return None

    def roll(self) -> Roll:
        """How the last day rolls; that it is missing was told."""
        value = self.table.get("roll")
        rolls: dict[object, Roll] = {
            "forward": "forward", "back": "back", "none": "none"
        }  # fmt: skip
        if value is None or (isinstance(value, str) and value in rolls):
            return rolls.get(value, "none")
        mend = f"write one of: {', '.join(ROLLS)}"
        self.sheet.wrong(f"{self.at}.roll", f"{value!r} is no way to roll", mend)
        return "none"

    def rule_day(self, key: str) -> RuleDay | None:
        """The day of another rule under *key*, if it is there."""
        value = self.table.get(key)
        if value is None:
            return None
        rule, _, which = str(value).partition(".")
        if which in ("", *Which):
            return RuleDay(rule, Which(which) if which else Which.DUE)
        mend = f"write one of: {', '.join(f'{rule}.{w}' for w in Which)}"
        self.sheet.wrong(f"{self.at}.{key}", f"{value!r} is no day of a rule", mend)
        return None

    def way(self) -> Way:
        """The way to the day that this table tells."""
        value = self.table.get("anchor")
        anchor: Anchor | RuleDay | None = None
        if isinstance(value, str):
            anchor = Anchor(value) if value in set(Anchor) else self.rule_day("anchor")
        elif value is not None:
            self.sheet.wrong(f"{self.at}.anchor", f"{value!r} is no anchor", ANCHORS)
        period = self.period("period")
        return Way(
            anchor or Anchor.RECEIVED,
            period or _ANY_PERIOD,
            self.roll(),
            self.word("meeting", Whose),
        )

    def otherwise(self, way: Way) -> Way | None:
        """The other way, if the table has one; it rolls as the first unless told."""
        value = self.table.get("otherwise")
        if value is None:
            return None
        at = f"{self.at}.otherwise"
        if not isinstance(value, dict):
            self.sheet.wrong(at, "is no table", "write { anchor = …, period = … }")
            return None
        for key in sorted(value.keys() - set(WAY_KEYS)):
            self.sheet.wrong(f"{at}.{key}", "is unknown", meant(key, WAY_KEYS))
        for key in ("anchor", "period"):
            if key not in value:
                self.sheet.wrong(f"{at}.{key}", "is missing", NEEDED[key])
        table = {"roll": way.roll, **value}
        return attrs.evolve(self, at=at, table=table).way()


def text_in(
    value: object, place: str, sheet: Sheet, mend: str, *, empty: bool = False
) -> str:
    """*value* as text; a note on the *sheet* where it is none."""
    if isinstance(value, str) and (empty or value.strip()):
        return value
    sheet.wrong(place, "is missing or no text", mend)
    return ""


def meant(key: str, known: tuple[str, ...]) -> str:
    """The mend for an unknown *key*: the one that was probably meant, or all."""
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    close = get_close_matches(key, known, n=1)
    return f"did you mean {close[0]}?" if close else f"use {', '.join(known)}"
