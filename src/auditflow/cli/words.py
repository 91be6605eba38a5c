"""The words of the command line that are read and written: days, periods, language."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import click
from pendulum import Date, DateTime

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import last_instant_of, read_day, read_instant
from auditflow.errors import PeriodRefused, ValueRefused
from auditflow.periods import Period, read_period
from auditflow.planning import Requires, Status
from auditflow.reasons import Language
from auditflow.rules import Basis
from auditflow.values import in_runs

_WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
STATUS: Final[dict[Status, dict[Language, str]]] = {
    Status.OPEN: {"sv": "öppen", "en": "open"},
    Status.SOON: {"sv": "snart", "en": "soon"},
    Status.OVERDUE: {"sv": "försenad", "en": "overdue"},
    Status.MET: {"sv": "klar", "en": "met"},
    Status.LATE: {"sv": "klar, sent", "en": "met late"},
    Status.PROJECTED: {"sv": "prognos", "en": "projected"},
    Status.INFORMATION: {"sv": "upplysning", "en": "information"},
    Status.NOT_APPLICABLE: {"sv": "gäller inte", "en": "not applicable"},
}
BASIS: Final[dict[Basis, dict[Language, str]]] = {
    Basis.STATUTE: {"sv": "lag", "en": "law"},
    Basis.PRACTICE: {"sv": "praxis", "en": "practice"},
    Basis.LOCAL: {"sv": "lokalt", "en": "local"},
    Basis.REQUESTED: {"sv": "önskat", "en": "requested"},
}
REQUIRES: Final[dict[Requires, dict[Language, str]]] = {
    Requires.ORDINARY: {"sv": "ordinarie justering", "en": "ordinary adjustment"},
    Requires.IMMEDIATE: {"sv": "omedelbar justering", "en": "immediate adjustment"},
    Requires.EXTENSION: {"sv": "anstånd till", "en": "an extension to"},
}


def with_weekday(day: Date, language: Language) -> str:
    """A day with the short name of its weekday, such as ``fre 2022-11-25``."""
    return f"{_WEEKDAYS[language][day.weekday()]} {day}"


def pages_named(pages: Sequence[int], language: Language) -> str:
    """Page numbers as a person writes them.

    >>> pages_named([2], "en"), pages_named([2, 4, 5, 6], "sv")
    ('page 2', 'sidorna 2, 4–6')
    """
    ranges = ", ".join(in_runs(pages))
    if language == "sv":
        return f"{'sidorna' if pages[1:] else 'sidan'} {ranges}"
    return f"{'pages' if pages[1:] else 'page'} {ranges}"


def language_of(environment: Mapping[str, str]) -> Language:
    """The language that the environment asks for: Swedish, or else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "sv" if environment[name].lower().startswith("sv") else "en"
    return "en"


class DayWord(click.ParamType[Date]):
    """A day written as 2022-11-25."""

    name = "DAY"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Date:
        """Read the day; auditflow's own error says what to write instead."""
        del param, ctx
        return value if isinstance(value, Date) else read_day(str(value))


class InstantWord(click.ParamType[DateTime]):
    """An instant with its offset, or a day, of which the end is meant."""

    name = "INSTANT"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> DateTime:
        """Read the instant; auditflow's own error says what to write instead."""
        del param, ctx
        if isinstance(value, DateTime):
            return value
        text = str(value)
        if _DAY.fullmatch(text):
            return last_instant_of(read_day(text))
        try:
            return read_instant(text)
        except ValueRefused as refused:
            mend = (
                "write a day, as 2022-11-02, of which the end is meant, or an instant "
                "with its offset, as 2022-11-02T14:00:00+01:00"
            )
            raise ValueRefused(refused.given, mend) from None


class PeriodWord(click.ParamType[Period]):
    """A period with its unit, in English or Swedish."""

    name = "PERIOD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Read the period; auditflow's own error says what to write instead."""
        del param, ctx
        return read_period(str(value))


class NumberWord(click.ParamType[int]):
    """A whole number, negative to count back."""

    name = "N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Read the number; the error says what to write instead."""
        del param, ctx
        try:
            return int(str(value))
        except ValueError:
            given = f"'{value}' is no whole number"
            mend = "write one such as 10, negative to count back"
            raise PeriodRefused(given, mend) from None


def language_option(value: str | None) -> Language:
    """The language of ``--lang``, or of the environment."""
    if value is None:
        return language_of(os.environ)
    return "sv" if value == "sv" else "en"


def bodies_in(words: Iterable[str]) -> dict[str, Date | None]:
    """Bodies written as ``socialnämnden`` or ``socialnämnden=2022-10-20``.

    Raises:
        DayRefused: what stands after the sign is no day.
    """
    named: dict[str, Date | None] = {}
    for word in words:
        body, sign, day = word.partition("=")
        named[body.strip()] = read_day(day) if sign else None
    return named


def calendar_with(closed: Iterable[str], kept_open: Iterable[str]) -> BusinessCalendar:
    """The Swedish calendar with days closed as ``2022-05-27`` or with ``=reason``.

    Raises:
        DayRefused: what stands before the sign is no day.
        ClosuresContradict: a day is both closed and kept open.
    """
    days: dict[date, str] = {}
    for word in closed:
        day, _, reason = word.partition("=")
        days[read_day(day)] = reason.strip() or "stängt / closed"
    return BusinessCalendar.sweden(closed=days, open=map(read_day, kept_open))
