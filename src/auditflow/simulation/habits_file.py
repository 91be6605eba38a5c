"""Habits as TOML: read with everything that is wrong told at once, and written."""

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from auditflow.errors import AuditflowError, HabitsRefused
from auditflow.rules.sheet import Sheet
from auditflow.simulation.away import Away
from auditflow.simulation.duration import Duration, what_is_wrong
from auditflow.simulation.habits import SHARES, Habits, durations_of
from auditflow.simulation.toml_given import Given, table_in

_SHARE: Final = re.compile(r"p(\d{1,3})")
_SHAPE: Final = "write it as { p50 = 5, p90 = 12 }, in business days"


def habits_in(text: str, source: str) -> dict[str, Any]:
    """What the *text* says of each field of `Habits`.

    Raises:
        HabitsRefused: with everything that is wrong in it.
    """
    sheet = Sheet(text, source)
    given = Given(table_in(text, source), sheet)
    fields = attrs.fields_dict(Habits)
    given.check_keys(fields)
    found: dict[str, Any] = {}
    for name, field in fields.items():
        if name not in given.table:
            continue
        if isinstance(field.default, Duration):
            found[name] = _duration(given, name)
        elif name == "away":
            found[name] = tuple(_away(given))
        else:
            found[name] = given.share(name, 0)
    if not sheet.problems:
        try:
            Habits(**found)
        except HabitsRefused as error:
            for problem in error.found:
                sheet.wrong(problem.place, problem.what, problem.mend)
    if sheet.problems:
        raise HabitsRefused(tuple(sheet.problems))
    return found


def _duration(given: Given, name: str) -> Duration | None:
    value = given.table[name]
    if not isinstance(value, dict):
        given.wrong(name, "is no table of shares", _SHAPE)
        return None
    quantiles: dict[int, int] = {}
    for key, days in value.items():
        share = _SHARE.fullmatch(key)
        if share is None:
            given.wrong(name, f"{key!r} is no share", _SHAPE)
            return None
        quantiles[int(share[1])] = days
    if wrong := what_is_wrong(quantiles):
        given.wrong(name, *wrong)
        return None
    return Duration(quantiles)


def _away(given: Given) -> Iterator[Away]:
    for text in given.texts("away"):
        try:
            yield Away(text)
        except AuditflowError as error:
            given.refused("away", error)


def text_of(habits: Habits) -> str:
    """*habits* as TOML text."""
    lines = ["# Business days, within which so many of a hundred are done."]
    for name, duration in durations_of(habits).items():
        shares = (f"p{share} = {days}" for share, days in duration.quantiles)
        lines.append(f"{name} = {{ {', '.join(shares)} }}")
    lines += ["", "# Of a hundred."]
    lines += [f"{name} = {getattr(habits, name)}" for name in SHARES]
    away = ", ".join(f'"{one.text}"' for one in habits.away)
    lines += ["", "# When nobody works on answers; both ends included."]
    return "\n".join([*lines, f"away = [{away}]", ""])
