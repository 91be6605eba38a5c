"""The text of a rulebook, with a note of everything that is wrong in it."""

from collections.abc import Mapping
from typing import Final

import attrs

from auditflow.confidence import Confidence
from auditflow.errors import Problem
from auditflow.errors.plain import plain
from auditflow.periods import FIRST_DAYS, MONTH_ENDS, ROLLS
from auditflow.rules.model import Basis

Table = Mapping[str, object]

_RULE_KEY: Final = 2  # rules.NAME

COUNTING_KEYS: Final = {"first_day": FIRST_DAYS, "month_end": MONTH_ENDS}
WAY_KEYS: Final = (
    "anchor", "period", "roll", "meeting", "seek", "deemed", *COUNTING_KEYS,
)  # fmt: skip
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


@attrs.define
class Sheet:
    """The text that is read, and what was found wrong in it."""

    content: str
    source: str
    problems: list[Problem] = attrs.field(factory=list)

    def wrong(self, place: str, what: str, mend: str) -> None:
        """Note that *what* is wrong at *place*, with its line."""
        line = self.line_of(place)
        where = f"{self.source}: {place}{f' (line {line})' if line else ''}"
        # What stands in a file may hold letters that a terminal would obey.
        self.problems.append(Problem(plain(where), what, mend))

    def line_of(self, place: str) -> int | None:
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
        # A key of a table within a rule, such as `otherwise`, is told at that one.
        nested = found is None and len(table) > _RULE_KEY
        return self.line_of(".".join(table)) if nested else found


def text_in(
    value: object, place: str, sheet: Sheet, mend: str, *, empty: bool = False
) -> str:
    """*value* as text; a note on the *sheet* where it is none."""
    if not isinstance(value, str) or not (empty or value.strip()):
        sheet.wrong(place, "is missing or no text", mend)
        return ""
    if not value.isprintable():
        mend = "write it on one line, in letters that can be printed"
        sheet.wrong(place, "holds what cannot be shown", mend)
        return ""
    return value


def one_of(value: object, words: tuple[str, ...], place: str, sheet: Sheet) -> bool:
    """Whether *value* is one of *words*; a note on the *sheet* where it is none."""
    if value in words:
        return True
    mend = f"write one of: {', '.join(words)}"
    sheet.wrong(place, f"{value!r} is unknown", mend)
    return False
