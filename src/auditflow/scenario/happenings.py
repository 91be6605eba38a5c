"""The days of a scenario: each ``[[then]]``, with what happens and what is expected."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs
from pendulum import Date, DateTime

from auditflow.case.file import KINDS, event_in
from auditflow.day import day_of, read_instant, start_of
from auditflow.errors import AuditflowError
from auditflow.events import (
    AnyEvent,
    Corrected,
    Received,
    Referred,
    RemittedBack,
    Reopened,
)
from auditflow.lifecycle import EVENT_OF
from auditflow.meetings import MeetingCalendar
from auditflow.memo.sheet import said
from auditflow.rules import Rulebook
from auditflow.scenario.expectation import NONE, REFUSED, expectations_in
from auditflow.scenario.problems import Notes, english_of
from auditflow.scenario.scenario import Happening
from auditflow.scenario.tables import (
    Beside,
    Table,
    as_in_json,
    day_in,
    text_in,
    texts_in,
)
from auditflow.scenario.timetable import Sheets, calendar_of, sheets_in

_OWN: Final = ("name", "step", "why", "expect", "meetings", "known_at")
_STEPS: Final = {step.value: kind.word for step, kind in EVENT_OF.items()}
_EVENTS: Final = tuple(word for word in KINDS if word != Received.word)
_SOME_DAY: Final = date(2022, 1, 1)  # what is wrong with a day is told only once
_ARRIVAL: Final = "arrival"
"""What a correction calls the entry with which every case begins."""


@attrs.define(kw_only=True)
class Reader:
    """Reads one ``[[then]]`` after the other; each may build on those before it."""

    received: Date | None
    """The day on which the memo came in, as far as is known by then."""
    rulebook: Rulebook
    beside: Beside
    notes: Notes
    sheets: Sheets
    told: list[AnyEvent] = attrs.field(factory=list)
    """The entries in the order in which they were told, the arrival first."""
    latest: Date | None
    """The day of the one before."""
    _names: dict[str, int] = attrs.field(factory=lambda: {_ARRIVAL: 1})
    _calendars: int = 1

    def happening(self, number: int, table: Table) -> Happening | None:
        """The one with this *number*; None where something is wrong with it."""
        place, before = f"then {number}", self.notes.number
        expect = self.expected(table, place)
        refused = self._refused(expect, place)
        known_at = self._instant(table, "known_at", place)
        corrects = self._corrects(table, place)
        kind = self._kind(table, place)
        unnamed = corrects is None and isinstance(table.get("corrects"), str)
        event = self._event(table, kind, place) if kind and not unnamed else None
        on = self._day(table, place)
        self._check_look(kind, refused, known_at, place)
        seen = self._seen_on(on, event, place, refused=refused)
        meetings = self._meetings(table, event, seen, place)
        if event is not None and refused is None:
            self._tell(event, table)
        expectations = tuple(
            expectations_in(expect, f"{place}: expect", self.rulebook, self.notes)
        )
        if seen is None or self.notes.number > before:
            return None
        return Happening(
            number=number,
            on=seen,
            event=event,
            corrects=corrects,
            why=text_in(table, "why", f"{place}: why", self.notes),
            refused=refused,
            known_at=known_at,
            meetings=meetings,
            expectations=expectations,
        )

    def expected(self, table: Table, place: str) -> Table:
        """The table ``expect``, as in JSON; an empty one where there is none."""
        value = as_in_json(table.get("expect", {}))
        if isinstance(value, dict):
            return value
        mend = 'write expect.state = "drafted"'
        self.notes.note(f"{place}: expect", f"{said(value)} is no table", mend)
        return {}

    def _tell(self, event: AnyEvent, table: Table) -> None:
        self.told.append(event)
        if isinstance(event, Corrected) and isinstance(event.right, Received):
            self.received = event.right.on
        name = table.get("name")
        if isinstance(name, str):
            self._names[name] = len(self.told)

    def _refused(self, expect: Table, place: str) -> tuple[str, ...] | None:
        """What a refusal must contain; None where none is expected."""
        value = expect.get(REFUSED, False)
        if isinstance(value, bool):
            return () if value else None
        return texts_in(value, f"{place}: expect: refused", self.notes)

    def _kind(self, table: Table, place: str) -> type[AnyEvent] | None:
        """What kind of event happens; None where nothing does, or no such one."""
        step, event = table.get("step"), table.get("event")
        if step is not None and event is not None:
            mend = "keep one of the two"
            self.notes.note(place, "has both a step and an event", mend)
        elif step is not None:
            if isinstance(step, str) and step in _STEPS:
                return KINDS[_STEPS[step]]
            self._note_step(f"{place}: step", step)
        elif event is not None:
            if isinstance(event, str) and event in _EVENTS:
                return KINDS[event]
            self._note_event(f"{place}: event", event)
        else:
            known = ("on", "event", *_OWN)
            self.notes.note_unknown_keys(table, place, known)
        return None

    def _note_step(self, place: str, step: object) -> None:
        """Note a word that is no step; perhaps it is an event."""
        what = f"{said(step)} is no step"
        swedish = english_of(step) if isinstance(step, str) else ()
        begins = (word for word in _EVENTS if step and word.startswith(f"{step}"))
        events = (*(word for word in swedish if word in _EVENTS), *begins)
        event = None if {*swedish} & {*_STEPS} else next(iter(events), None)
        if event is not None:
            self.notes.note(place, what, f'write event = "{event}"')
        else:
            self.notes.note_unknown(place, what, step, tuple(_STEPS))

    def _note_event(self, place: str, event: object) -> None:
        """Note a word that is no event; perhaps it is a step."""
        what = f"{said(event)} is no event"
        if isinstance(event, str) and event in _STEPS:
            self.notes.note(place, what, f'write step = "{event}"')
        else:
            self.notes.note_unknown(place, what, event, _EVENTS)

    def _event(self, table: Table, kind: type[AnyEvent], place: str) -> AnyEvent | None:
        entry = {key: value for key, value in table.items() if key not in _OWN}
        as_entry = self._entry(entry, kind, place)
        if "irregular" in as_entry:
            mend = "write expect.irregular, for the guards say it"
            self.notes.note(f"{place}: irregular", "is no detail of an event", mend)
        unheard = Notes(self.notes.source, lines=self.notes.lines)  # it is told below
        as_entry["on"] = str(day_in(entry.get("on"), place, unheard) or _SOME_DAY)
        return event_in(as_entry, kind, place, self.notes, self.told)

    def _entry(self, table: Table, kind: type[AnyEvent], place: str) -> Table:
        """What *table* says of an event, as it would stand in a case file."""
        entry = as_in_json({"by": "registrator", **table, "event": kind.word})
        if not isinstance(entry, dict):
            return {}
        if kind is Referred and "to" in entry:
            entry["to"] = _bodies(entry["to"])
        if kind is RemittedBack and "statements_from" in entry:
            entry["statements_from"] = _bodies(entry["statements_from"])
        if kind is Reopened and isinstance(entry.get("reply"), str):
            entry["reply"] = {"kind": "date", "date": entry["reply"]}
        if kind is Corrected:
            self._correction(entry, place)
        return entry

    def _correction(self, entry: Table, place: str) -> None:
        """Let names and ``none`` stand where a case file has numbers and null."""
        if (number := self._names.get(str(entry.get("corrects")))) is not None:
            entry["corrects"] = number
        right = entry.get("right")
        if right == NONE:
            entry["right"] = None
        elif isinstance(right, dict):
            word = _STEPS.get(str(right.pop("step", "")), str(right.get("event", "")))
            kind = KINDS.get(word)
            known = kind is not None and kind is not Corrected
            entry["right"] = (
                self._entry(right, kind, place) if known and kind else right
            )
        elif right is None:
            entry["right"] = None
            mend = f'write right = {{ event = "…", on = … }}, or right = "{NONE}"'
            self.notes.note(f"{place}: right", "is missing", mend)

    def _corrects(self, table: Table, place: str) -> int | None:
        """Which entry is corrected, from 1; None where that is no number or name."""
        given = table.get("corrects")
        if isinstance(given, str) and given not in self._names:
            known = tuple(self._names)
            what = f"{said(given)} is no name of an earlier entry"
            self.notes.note_unknown(f"{place}: corrects", what, given, known)
        number = self._names.get(given) if isinstance(given, str) else given
        return number if isinstance(number, int) else None

    def _day(self, table: Table, place: str) -> Date | None:
        """The day on which it happens; None, and a note, where there is none."""
        at = f"{place}: on"
        if "on" in table:
            return day_in(table["on"], at, self.notes)
        mend = "write on = 2022-11-02, the day on which it happens"
        self.notes.note(at, "is missing", mend)
        return None

    def _seen_on(
        self,
        on: Date | None,
        event: AnyEvent | None,
        place: str,
        *,
        refused: tuple[str, ...] | None,
    ) -> Date | None:
        """The day from which the plan is seen; a note where it runs backwards."""
        if on is None:
            return None
        if self.received is not None and on < self.received and refused is None:
            what = f"{on} lies before {self.received}, the day the memo was received"
            self.notes.note(f"{place}: on", what, "write a later day")
            return on
        seen = day_of(event.recorded_at) if event and event.recorded_at else on
        if self.latest is not None and seen < self.latest:
            what = f"{seen} lies before {self.latest}, the day of the one before it"
            mend = "put the days in order"
            if event is not None:
                mend += ", or say with recorded when it was entered"
            self.notes.note(f"{place}: on", what, mend)
        self.latest = max(seen, self.latest or seen)
        return seen

    def _instant(self, table: Table, key: str, place: str) -> DateTime | None:
        given = as_in_json(table.get(key))
        if given is None:
            return None
        at = f"{place}: {key}"
        if not isinstance(given, str):
            mend = "write it with its offset, as 2022-10-07T12:00:00+02:00"
            self.notes.note(at, f"{said(given)} is no instant", mend)
            return None
        try:
            return read_instant(given)
        except AuditflowError as error:
            self.notes.note_error(at, error)
            return None

    def _check_look(
        self,
        kind: type[AnyEvent] | None,
        refused: tuple[str, ...] | None,
        known_at: DateTime | None,
        place: str,
    ) -> None:
        """Note what goes together only with an event, or only without one."""
        if kind is None and refused is not None:
            mend = 'say what was tried, as step = "adopt"'
            self.notes.note(f"{place}: expect: refused", "nothing happens", mend)
        if known_at is None:
            return
        if kind is not None:
            mend = "look back in a [[then]] without step or event"
            self.notes.note(f"{place}: known_at", f"{kind.word} happens too", mend)
        first = self.told[0].recorded if self.told else known_at
        if known_at < first:
            what = f"{known_at} lies before {first}, when the case was recorded"
            self.notes.note(f"{place}: known_at", what, "write a later instant")

    def _meetings(
        self, table: Table, event: AnyEvent | None, seen: Date | None, place: str
    ) -> MeetingCalendar | None:
        """The calendar that is known from then on, on top of the one before."""
        if "meetings" not in table or seen is None:
            return None
        at = f"{place}: meetings"
        self.sheets += sheets_in(table["meetings"], at, self.beside, self.notes)
        self._calendars += 1
        since = event.recorded if event else start_of(seen)
        return calendar_of(
            self.sheets,
            at,
            self.notes,
            version=f"meetings {self._calendars}",
            published=since,
        )


def _bodies(value: object) -> object:
    """Bodies by name, or by name with a day, as a case file lists them."""
    match value:
        case dict():
            return [{"body": body, "reply_by": day} for body, day in value.items()]
        case str():
            return [{"body": value}]
        case list():
            return [{"body": one} if isinstance(one, str) else one for one in value]
        case _:
            return value


def check_names(tables: Iterable[Table], notes: Notes) -> None:
    """Note each name that is no text, or that an earlier ``[[then]]`` has."""
    seen = {_ARRIVAL}
    for number, table in enumerate(tables, 1):
        name = table.get("name")
        if name is None:
            continue
        at = f"then {number}: name"
        if not isinstance(name, str) or not name:
            notes.note(at, f"{said(name)} is no text", "write it in quotes")
        elif name in seen:
            notes.note(at, f"{said(name)} is taken", "give each a name of its own")
        else:
            seen.add(name)
