"""What new rules or days govern, and which days of which cases they would move."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Final

import attrs
import click
from pendulum import Date
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.cli import as_json, paper
from auditflow.cli.shown import print_json
from auditflow.cli.words import with_weekday
from auditflow.day import as_day
from auditflow.errors import ValueRefused
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Deadline
from auditflow.portfolio import CaseChanged, Change, DayMoved, impact
from auditflow.reasons import Language
from auditflow.rules import Rulebook

Version = Rulebook | BusinessCalendar

_KEYS: Final = ("raw", "due", "safe", "needed_by")


@attrs.frozen
class Governing:
    """A change for an authority, and whether it governs running cases too."""

    authority: str
    change: Change
    running: bool

    @property
    def since(self) -> Date | None:
        """The day from which it governs what comes in; None for meetings."""
        new = self.change.new
        return None if isinstance(new, MeetingCalendar) else new.valid_from

    @property
    def until(self) -> Date | None:
        """The last day on which it does; None where no later version is known."""
        since = self.since
        later = [one.valid_from for one in self._versions() if one.valid_from]
        later = [day for day in later if since is not None and day > since]
        return as_day(min(later) - timedelta(days=1)) if later else None

    def _versions(self) -> tuple[Version, ...]:
        """Every version of its kind, it among them; of meetings none."""
        match self.change.new:
            case Rulebook():
                return self.change.after.rulebooks
            case BusinessCalendar():
                return self.change.after.calendars
            case MeetingCalendar():
                return ()

    def check(self) -> None:
        """Refuse a version that would govern no case that comes in.

        Raises:
            ValueRefused: an earlier one is valid from the same day, and goes before it.
        """
        since = self.since
        first = next((v for v in self._versions() if v.valid_from == since), None)
        if first is not None and first is not self.change.new:
            given = f"{first.name} is valid from {since} too, and goes before it"
            raise ValueRefused(given, "let the new one be valid from a later day")

    def governs(self, case: Case) -> bool:
        """Whether a running *case* would go by it, by what it is pinned to."""
        if self.running:
            return True
        governed = self.change.after.at(case.events, None)
        return any(one is self.change.new for one in governed)


@attrs.frozen
class Foreseen:
    """How many running cases there are, and those of which a day would move."""

    number: int
    moved: tuple[CaseChanged, ...]


def foreseen(governing: Governing, cases: Iterable[Case], today: Date) -> Foreseen:
    """What a change would do to the running *cases*, seen from *today*."""
    number, moved = 0, list[CaseChanged]()
    for case in cases:
        number += 1
        if governing.governs(case):
            moved += impact([case], governing.change, today=today).moved
    return Foreseen(number, tuple(moved))


def show(
    governing: Governing, found: Foreseen | None, language: Language, *, as_data: bool
) -> None:
    """Print what was done, or what was *found* in a dry run."""
    if as_data:
        print_json(_as_data(governing, found))
    elif found is None:
        click.echo(f"{_done(governing, language)}\n{_governed(governing, language)}")
    else:
        paper.show(*_on_paper(governing, found, language))


def _as_data(governing: Governing, found: Foreseen | None) -> as_json.Json:
    change = governing.change
    return {
        "authority": governing.authority,
        "of": change.of.value,
        "version": change.new.name,
        "on": as_json.iso(change.on),
        "from": as_json.iso(governing.since),
        "until": as_json.iso(governing.until),
        "running": governing.running,
        "written": found is None,
        "cases": None if found is None else found.number,
        "moved": None if found is None else [_of_case(one) for one in found.moved],
    }


def _of_case(one: CaseChanged) -> as_json.Json:
    return {
        "case": one.before.name,
        "days": [_of_day(day) for day in one.moved],
        "overdue_at_once": one.overdue_at_once,
    }


def _of_day(day: DayMoved) -> as_json.Json:
    named = day.after or day.before
    return {
        "deadline": day.id,
        "sv": named.title_sv if named else None,
        "en": named.title_en if named else None,
        "before": _days(day.before),
        "after": _days(day.after),
    }


def _days(deadline: Deadline | None) -> as_json.Json:
    if deadline is None:
        return None
    return {key: as_json.iso(getattr(deadline, key)) for key in _KEYS}


def _done(governing: Governing, language: Language) -> str:
    of, name = governing.change.of, governing.change.new.name
    if language == "sv":
        return f"{governing.authority} har fått {of.in_swedish()} {name}."
    return f"{governing.authority} has got {of.in_english()} {name}."


def _governed(governing: Governing, language: Language) -> str:
    """Which cases go by it."""
    sv, since, until = language == "sv", governing.since, governing.until
    if since is None:
        every = "Den gäller alla ärenden som inte är avslutade."
        return every if sv else "All cases that have not ended go by it."
    if sv:
        to = f" till och med {until}" if until else ""
        too = ", och de som pågår" if governing.running else ""
        return f"Den gäller ärenden som kommer in från och med {since}{to}{too}."
    to = f" to {until}" if until else ""
    too = ", and so do those that are running" if governing.running else ""
    return f"Cases that come in from {since}{to} go by it{too}."


def _on_paper(
    governing: Governing, found: Foreseen, language: Language
) -> Iterator[RenderableType]:
    of, name = governing.change.of, governing.change.new.name
    sv = language == "sv"
    called = of.in_swedish() if sv else of.in_english()
    yield Text(f"{governing.authority}: {called} {name}", "bold")
    yield Text(_governed(governing, language), "dim")
    yield Text()
    yield Text(_summary(found, language), "bold")
    for one in found.moved:
        yield Text(one.before.name)
        for day in one.moved:
            yield Padding(_moved(one, day, language), (0, 0, 0, 2))
    yield Text()
    yield Text("Inget har skrivits." if sv else "Nothing was written.", "dim")


def _summary(found: Foreseen, language: Language) -> str:
    moved, number = len(found.moved), found.number
    if language == "sv":
        of = f"{number} pågående {'ärende' if number == 1 else 'ärenden'}"
        if not moved:
            return f"Inget av {of} skulle få en annan dag."
        return f"{moved} av {of} skulle få andra dagar:"
    of = f"{number} running {'case' if number == 1 else 'cases'}"
    if not moved:
        return f"Of {of} none would get another day."
    return f"{moved} of {of} would get other days:"


def _moved(one: CaseChanged, day: DayMoved, language: Language) -> Text:
    """One deadline: what it is, and from which day to which it moves."""
    named = day.after or day.before
    title = named.title(language) if named else day.id
    text = Text(f"{title}: {_shift(day, language)}")
    if day.id in one.overdue_at_once:
        late = "försenat genast" if language == "sv" else "overdue at once"
        text.append(f", {late}", "red")
    return text


def _shift(day: DayMoved, language: Language) -> str:
    """From which day to which; the due day, or else the first that differs."""
    sv, before, after = language == "sv", day.before, day.after
    if before is None or after is None or before.due != after.due:
        return _arrow(day.from_day, day.to_day, language)
    due = with_weekday(after.due, language) if after.due else "–"
    words: tuple[tuple[str, str, Callable[[Deadline], Date | None]], ...] = (
        ("arbeta mot", "work towards", lambda deadline: deadline.safe),
        ("behövs", "needed by", lambda deadline: deadline.needed_by),
        ("före flytt", "before rolling", lambda deadline: deadline.raw),
    )
    for swedish, english, of in words:
        if of(before) != of(after):
            arrow = _arrow(of(before), of(after), language)
            return f"{due}, {swedish if sv else english} {arrow}"
    return due


def _arrow(before: Date | None, after: Date | None, language: Language) -> str:
    none = "ingen dag" if language == "sv" else "no day"
    old, new = (with_weekday(d, language) if d else none for d in (before, after))
    return f"{old} → {new}"
