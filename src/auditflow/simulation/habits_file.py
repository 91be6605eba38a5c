"""Habits as TOML: read with everything that is wrong told at once, and written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from auditflow.errors import AuditflowError, HabitsRefused
from auditflow.rules.sheet import Sheet
from auditflow.simulation.away import Away
from auditflow.simulation.duration import Duration, what_is_wrong
from auditflow.simulation.toml_given import Given, table_in

_SHARE: Final = re.compile(r"p(\d{1,3})")
_SHAPE: Final = "write it as { p0 = 2, p50 = 5, p100 = 12 }, in business days, or as 5"


@attrs.frozen
class Read:
    """What a text says of habits, by their names, and where it stands."""

    said: dict[str, Any]
    sheet: Sheet

    def told(self, refused: HabitsRefused) -> HabitsRefused:
        """What was *refused* of it, with the place in the text."""
        for problem in refused.found:
            self.sheet.wrong(problem.place, problem.what, problem.mend)
        return HabitsRefused(tuple(self.sheet.problems))


def read_habits(text: str, source: str, starting: Mapping[str, object]) -> Read:
    """What the *text* says of habits.

    Args:
        text: the TOML.
        source: what to call it in errors.
        starting: every habit, with what it is where nothing is said.

    Raises:
        HabitsRefused: with everything that is wrong in it.
    """
    sheet = Sheet(text, source)
    given = Given(table_in(text, source), sheet)
    given.check_keys(starting)
    said: dict[str, Any] = {}
    for name, value in starting.items():
        if name not in given.table:
            continue
        if isinstance(value, Duration):
            said[name] = _duration(given, name)
        elif isinstance(value, int):
            said[name] = given.share(name, 0)
        else:
            said[name] = tuple(_away(given, name))
    if sheet.problems:
        raise HabitsRefused(tuple(sheet.problems))
    return Read(said, sheet)


def _duration(given: Given, name: str) -> Duration | None:
    value = given.table[name]
    if type(value) is int:  # always the same
        value = {"p0": value, "p100": value}
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


def _away(given: Given, name: str) -> Iterator[Away]:
    for text in given.texts(name):
        try:
            yield Away(text)
        except AuditflowError as error:
            given.refused(name, error)


def text_of(
    durations: Mapping[str, Duration],
    shares: Mapping[str, int],
    away: Iterable[Away],
) -> str:
    """Habits as TOML text."""
    lines = ["# Business days, within which so many of a hundred are done."]
    for name, duration in durations.items():
        within = (f"p{share} = {days}" for share, days in duration.quantiles)
        lines.append(f"{name} = {{ {', '.join(within)} }}")
    lines += ["", "# Of a hundred."]
    lines += [f"{name} = {share}" for name, share in shares.items()]
    spans = ", ".join(f'"{one.text}"' for one in away)
    lines += ["", "# When nobody works on answers; both ends included."]
    return "\n".join([*lines, f"away = [{spans}]", ""])
