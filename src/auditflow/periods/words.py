"""Periods read from English or Swedish text."""

import re
import unicodedata
from typing import Final

from auditflow.errors import PeriodRefused
from auditflow.periods.on_day import MONTHS_EN, MONTHS_SV, InYear, OnDay
from auditflow.periods.units import (
    BusinessDays,
    Days,
    Length,
    LiteralWeekdays,
    Months,
    Period,
    Weeks,
    Years,
)

_UNITS: Final[dict[str, type[Length]]] = {
    word: kind
    for kind in (Days, BusinessDays, LiteralWeekdays, Weeks, Months, Years)
    for word in (kind.one_sv, kind.many_sv, kind.one_en, kind.many_en)
} | {
    "working day": BusinessDays,
    "working days": BusinessDays,
    "workday": BusinessDays,
    "workdays": BusinessDays,
    # The practical reading of "vardag" is the business day.
    "practical vardag": BusinessDays,
    "practical vardagar": BusinessDays,
    "praktisk vardag": BusinessDays,
    "praktiska vardagar": BusinessDays,
}
_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "en ett one a an",
            "två two",
            "tre three",
            "fyra four",
            "fem five",
            "sex six",
            "sju seven",
            "åtta eight",
            "nio nine",
            "tio ten",
            "elva eleven",
            "tolv twelve",
        ),
        start=1,
    )
    for word in words.split()
}
_TEXT = re.compile(r"([-+−]?)\s*([0-9]{1,6}|[^\W\d_]+)\s+([^\W\d_]+(?: [^\W\d_]+)?)")
_MONTHS: Final = {
    name.lower(): number
    for names in (MONTHS_SV, MONTHS_EN)
    for number, name in enumerate(names, start=1)
}
_YEARS: Final[dict[str, InYear]] = {
    "the same year": "same", "samma år": "same",
    "the next year": "next", "the year after": "next", "året efter": "next",
    "the year before": "before", "året före": "before",
}  # fmt: skip
_COMING: Final = ("the next", "nästa", "närmast följande")
_FIXED = re.compile(
    rf"(?:({'|'.join(_COMING)}) )?([0-9]{{1,2}}) ({'|'.join(_MONTHS)})(?: (.+))?"
)
_VARDAG = (
    'write "literal vardagar" ("bokstavliga vardagar") where Saturdays and eves count '
    'as in KL 5 kap. 14 §, and "practical vardagar" ("praktiska vardagar") or '
    '"arbetsdagar" where they do not'
)
_HOW = 'write a number and a unit, such as "3 weeks", "-5 business days", "14 dagar"'


def read_period(text: str) -> Period:
    """Read a period from English or Swedish text.

    >>> read_period("3 veckor")
    Weeks(amount=3)
    >>> read_period("-5 business days")
    BusinessDays(amount=-5)
    >>> read_period("15 april året efter")
    OnDay(month=4, day=15, year='next')

    A vardag has two readings and needs a word for which: "1 literal vardag" counts
    Saturdays and eves (`LiteralWeekdays`), "1 practical vardag" is a business day.

    Raises:
        PeriodRefused: there is no unit, no number, no year, or a word with two
            readings.
    """
    composed = unicodedata.normalize("NFC", str(text))
    words = " ".join(composed.lower().split())
    if fixed := _FIXED.fullmatch(words):
        return _on_day(fixed, text)
    match = _TEXT.fullmatch(words)
    if match is None:
        raise PeriodRefused(f"'{text}' is no period", _HOW)
    sign, number, unit = match.groups()
    if unit.startswith(("vardag", "weekday")):
        raise PeriodRefused(f"'{unit}' in '{text}' has two readings", _VARDAG)
    kind = _UNITS.get(unit)
    amount = _NUMBERS.get(number) if not number.isdecimal() else int(number)
    if kind is None or amount is None:
        wrong = unit if kind is None else number
        raise PeriodRefused(f"'{wrong}' in '{text}' is unknown", _HOW)
    return kind(-amount if sign in ("-", "−") else amount)


def _on_day(fixed: re.Match[str], text: str) -> OnDay:
    """A fixed day of the year that *text* names, with the word for its year."""
    coming, number, month, rest = fixed.groups()
    year = _YEARS.get(rest) if rest else None
    if coming and not rest:
        return OnDay(_MONTHS[month], int(number), "coming")
    if coming or year is None:
        day = f"{number} {MONTHS_EN[_MONTHS[month] - 1]}"
        mend = f'write "{day} the same year", "{day} the next year" or "the next {day}"'
        raise PeriodRefused(f"'{text}' does not say in which year", mend)
    return OnDay(_MONTHS[month], int(number), year)
