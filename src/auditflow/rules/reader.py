"""Reads one table of a rulebook, each key as what it has to be."""

from enum import StrEnum
from typing import Final, TypeGuard, TypeVar

import attrs

from auditflow.errors import AuditflowError, meant
from auditflow.periods import (
    FIRST_DAYS,
    MONTH_ENDS,
    ROLLS,
    Deeming,
    FirstDay,
    MonthEnd,
    Period,
    Roll,
    read_period,
)
from auditflow.rules.model import Anchor, RuleDay, Seek, Way, Which, Whose
from auditflow.rules.sheet import (
    NEEDED,
    WAY_KEYS,
    Sheet,
    Table,
    one_of,
    text_in,
)

WordT = TypeVar("WordT", bound=StrEnum)

_ANY_PERIOD: Final = read_period("0 days")  # stands in where a problem was told
_ANCHORS: Final = f"write one of: {', '.join(Anchor)}, or the name of a rule"
_LATEST: Final = 'write one word, or { latest = ["notice_posted", "answered"] }'


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

    def words(self, key: str, words: type[WordT]) -> tuple[WordT, ...]:
        """The word under *key*, or the words of a list of at least two."""
        value = self.table.get(key)
        if not isinstance(value, list):
            word = self.word(key, words)
            return () if word is None else (word,)
        known = [words(v) for v in value if isinstance(v, str) and v in set(words)]
        if len(known) == len(value) == len(set(known)) and len(value) > 1:
            return tuple(known)
        mend = f"write one word, or a list of two or more of: {', '.join(words)}"
        self.sheet.wrong(f"{self.at}.{key}", f"{value!r} is no such list", mend)
        return ()

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

    def first_day(self) -> FirstDay:
        """Whether the first day counts; as the law has it where nothing is said."""
        value = self.table.get("first_day", "not_counted")
        one_of(value, FIRST_DAYS, f"{self.at}.first_day", self.sheet)
        return "counted" if value == "counted" else "not_counted"

    def month_end(self) -> MonthEnd:
        """What counts where the month has no such day; else as the law has it."""
        value = self.table.get("month_end", "last_day")
        one_of(value, MONTH_ENDS, f"{self.at}.month_end", self.sheet)
        return "next_day" if value == "next_day" else "last_day"

    def rule_day(self, key: str) -> RuleDay | None:
        """The day of another rule under *key*, if it is there."""
        value = self.table.get(key)
        return None if value is None else self._rule_day(key, value)

    def _rule_day(self, key: str, value: object) -> RuleDay | None:
        rule, _, which = str(value).partition(".")
        if which in ("", *Which):
            return RuleDay(rule, Which(which) if which else Which.DUE)
        mend = f"write one of: {', '.join(f'{rule}.{w}' for w in Which)}"
        self.sheet.wrong(f"{self.at}.{key}", f"{value!r} is no day of a rule", mend)
        return None

    def way(self) -> Way:
        """The way to the day that this table tells."""
        anchors = self._anchors()
        return Way(
            anchors[0] if anchors else Anchor.RECEIVED,
            self.period("period") or _ANY_PERIOD,
            self.roll(),
            self.word("meeting", Whose),
            self.word("seek", Seek),
            self.word("deemed", Deeming),
            anchors[1:],
            self.first_day(),
            self.month_end(),
        )

    def _anchors(self) -> tuple[Anchor | RuleDay, ...]:
        """What the period runs from: one word, or the latest of several."""
        value = self.table.get("anchor")
        if value is None:
            return ()
        if isinstance(value, str):
            anchor = self._anchor(value)
            return () if anchor is None else (anchor,)
        if isinstance(value, dict) and value.keys() == {"latest"}:
            return self._latest(value["latest"])
        mend = _LATEST if isinstance(value, dict | list) else _ANCHORS
        self.sheet.wrong(f"{self.at}.anchor", f"{value!r} is no anchor", mend)
        return ()

    def _latest(self, value: object) -> tuple[Anchor | RuleDay, ...]:
        names = [v for v in value if isinstance(v, str)] if _is_list(value) else []
        if len(names) > 1 and names == value and len(set(names)) == len(names):
            found = [self._anchor(name) for name in names]
            if Anchor.PROMISED in found:
                what = "'promised' gives one deadline for each measure"
                mend = "let it stand alone as the anchor of a rule of its own"
                self.sheet.wrong(f"{self.at}.anchor", what, mend)
            return tuple(anchor for anchor in found if anchor is not None)
        what = f"{value!r} is no list of two or more anchors"
        self.sheet.wrong(f"{self.at}.anchor", what, _LATEST)
        return ()

    def _anchor(self, name: str) -> Anchor | RuleDay | None:
        return Anchor(name) if name in set(Anchor) else self._rule_day("anchor", name)

    def otherwise(self, way: Way) -> Way | None:
        """The other way, if the table has one; it counts and rolls as the first."""
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
        as_first = {
            "roll": way.roll,
            "first_day": way.first_day,
            "month_end": way.month_end,
        }
        return attrs.evolve(self, at=at, table={**as_first, **value}).way()


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
