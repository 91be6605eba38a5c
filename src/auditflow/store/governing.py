"""What the cases of an authority are planned by: the rules and calendars it was given.

They are entries of the authority's own stream, so they are never lost, and what was in
force on a day can be told for ever. The rulebook that was shipped when the authority
came into the store is kept there as text: a newer auditflow plans old cases by it.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import read_day, read_instant
from auditflow.errors import Fault
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.rules import Rulebook
from auditflow.rules.reading import shipped_text
from auditflow.store.entries import FORM
from auditflow.store.people import Table

OPENED: Final = "authority_opened"
RULEBOOK: Final = "rulebook_added"
CALENDAR: Final = "business_calendar_added"
MEETINGS: Final = "meetings_added"
REMOVED: Final = "person_removed"


def opened(authority: str, on: date, by: str) -> list[Table]:
    """What the stream of a new authority begins with: its name, and the rules."""
    opening = {"event": OPENED, "on": on.isoformat(), "by": by, "authority": authority}
    shipped = {"event": RULEBOOK, "on": on.isoformat(), "by": by}
    return [_entry(opening), _entry({**shipped, "text": shipped_text(), "base": ""})]


def rulebook_added(text: str, on: date, by: str, *, running: bool) -> Table:
    """That a rulebook of one's own was added, with the one that it extends."""
    said = {"event": RULEBOOK, "on": on.isoformat(), "by": by, "text": text}
    return _entry({**said, "base": shipped_text(), "running": running})


def calendar_added(
    calendar: BusinessCalendar, on: date, by: str, *, running: bool
) -> Table:
    """That a business calendar was added."""
    since = calendar.valid_from
    return _entry(
        {
            "event": CALENDAR,
            "on": on.isoformat(),
            "by": by,
            "version": calendar.version,
            "closed": {str(day): why for day, why in calendar.closed.items()},
            "open": [str(day) for day in calendar.open],
            "valid_from": str(since) if since else None,
            "running": running,
        }
    )


def meetings_added(
    text: str, source: str, on: date, by: str, published: str | None
) -> Table:
    """That a table of meetings was added, and from which instant it was known."""
    said = {"event": MEETINGS, "on": on.isoformat(), "by": by, "text": text}
    return _entry({**said, "source": source, "published": published})


def person_removed(token: str, on: date, by: str, reason: str) -> Table:
    """That the name behind a token was removed."""
    said = {"event": REMOVED, "on": on.isoformat(), "by": by, "reason": reason}
    return _entry({**said, "token": token})


def _entry(event: Table) -> Table:
    return {"v": FORM, "event": event}


@attrs.define
class _Given:
    """The versions found so far in the stream of an authority."""

    rulebooks: list[Rulebook] = attrs.field(factory=list)
    calendars: list[BusinessCalendar] = attrs.field(factory=list)
    meetings: list[MeetingCalendar] = attrs.field(factory=list)
    tables: list[tuple[str, str]] = attrs.field(factory=list)

    def take(self, event: Table) -> None:
        """Take in what one entry says."""
        match event["event"]:
            case "rulebook_added":
                base = event["base"] or None
                self.rulebooks.append(_rulebook(event["text"], base))
            case "business_calendar_added":
                self.calendars.append(_calendar(event))
            case "meetings_added":
                self._take_meetings(event)
            case "authority_opened" | "person_removed":
                pass
            case other:
                raise Fault(f"an authority's entry {other!r}, which nobody knows")

    def _take_meetings(self, event: Table) -> None:
        # A later table amends the earlier ones: it may cancel and move their meetings.
        self.tables.append((event["source"], event["text"]))
        said = event["published"]
        self.meetings.append(
            MeetingCalendar.from_texts(
                self.tables,
                version=f"meetings {len(self.tables)}",
                published=read_instant(said) if said else None,
            )
        )


@lru_cache(maxsize=64)
def _rulebook(text: str, base: str | None) -> Rulebook:
    """The rulebook that a *text* says: the same object for the same text.

    What planning keeps for the next case is found by its rulebook: the same one is
    found at once, and one that only says the same is compared rule by rule.
    """
    if text == shipped_text():
        return Rulebook.default()
    return Rulebook.from_text(text, base=base)


def _calendar(event: Table) -> BusinessCalendar:
    since = event["valid_from"]
    return BusinessCalendar.sweden(
        closed={read_day(day): why for day, why in event["closed"].items()},
        open=map(read_day, event["open"]),
        version=event["version"],
        valid_from=read_day(since) if since else None,
    )


def versions_in(entries: Sequence[Table]) -> Versions:
    """Every version of rules and calendars that the *entries* of an authority tell.

    Raises:
        RulebookRefused: a rulebook contradicts itself.
        MeetingsRefused: tables of meetings contradict each other.
        ValueRefused: two versions have the same name.
    """
    given = _Given()
    for entry in entries:
        given.take(entry["event"])
    calendars = [BusinessCalendar.sweden(), *given.calendars]
    return Versions(
        rulebooks=given.rulebooks, calendars=calendars, meetings=given.meetings
    )
