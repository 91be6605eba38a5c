"""The history in a case file → its events, corrections with what they are about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

import attrs

from auditflow.case.file.forms import Table, made_of, number_of, table_of
from auditflow.case.file.layout import KINDS, fields_of
from auditflow.case.file.problems import Problems
from auditflow.events import AnyEvent, Corrected, Received
from auditflow.memo.sheet import said


@attrs.frozen
class _Entry:
    """What stands at one place, such as that of the history, before it is read."""

    number: int
    table: Table
    kind: type[AnyEvent]
    place: str


def history_of(listed: object, problems: Problems) -> tuple[AnyEvent, ...]:
    """The events that are *listed*; what is wrong with one is noted."""
    if not isinstance(listed, list | tuple):
        mend = "write the entries within [ ]"
        problems.note("history", f"{said(listed)} is no list", mend)
        return ()
    entries: dict[int, _Entry] = {}
    events: dict[int, AnyEvent] = {}
    for entry in _entries(listed, problems):
        entries[entry.number] = entry
        event = _event_of(entry, problems) if entry.kind is not Corrected else None
        if event is not None:
            events[entry.number] = event
    _check_beginning(listed, entries, problems)
    # A correction may stand before what it corrects, so it is read after all others.
    for number, entry in entries.items():
        if entry.kind is Corrected:
            correction = _correction(entry, entries, events, problems)
            if correction is not None:
                events[number] = correction
    return tuple(events[number] for number in sorted(events))


def event_in(
    table: Table,
    kind: type[AnyEvent],
    place: str,
    problems: Problems,
    entries: Sequence[AnyEvent] = (),
) -> AnyEvent | None:
    """The event of this *kind* that *table* says, as the entry after *entries*.

    What is wrong with it is noted as of *place*. A correction names one of *entries*.
    """
    entry = _Entry(len(entries) + 1, table, kind, place)
    if kind is not Corrected:
        return _event_of(entry, problems)
    events = dict(enumerate(entries, 1))
    before = {n: _Entry(n, {}, type(event), "") for n, event in events.items()}
    return _correction(entry, before, events, problems)


def _entries(listed: Sequence[object], problems: Problems) -> Iterator[_Entry]:
    for number, one in enumerate(listed, 1):
        place = f"history {number}"
        table = table_of(one, place, problems)
        if table is None:
            continue
        _check_number(table, number, problems)
        kind = _kind_of(table, place, problems)
        if kind is not None:
            yield _Entry(number, table, kind, place)


def _check_number(table: Table, number: int, problems: Problems) -> None:
    given = table.get("number")
    if type(given) is not int or given != number:
        what = "is missing" if given is None else f"{said(given)} is not its place"
        place = f"history {number}: number"
        problems.note(place, what, f'write "number": {number}')


def _check_beginning(
    listed: Sequence[object], entries: Mapping[int, _Entry], problems: Problems
) -> None:
    mend = 'begin the history with "received"'
    if not listed:
        problems.note("history", "is empty", mend)
    elif 1 in entries and entries[1].kind is not Received:
        what = f"{said(entries[1].kind.word)} cannot come first"
        problems.note("history 1: event", what, mend)


def _kind_of(table: Table, place: str, problems: Problems) -> type[AnyEvent] | None:
    word = table.get("event")
    if isinstance(word, str) and word in KINDS:
        return KINDS[word]
    at = f"{place}: event"
    if word is None:
        problems.note(at, "is missing", f"write one of: {', '.join(KINDS)}")
    else:
        problems.note_unknown(at, f"{said(word)} is unknown", word, tuple(KINDS))
    return None


def _event_of(entry: _Entry, problems: Problems) -> AnyEvent | None:
    return _event(entry.table, entry.kind, entry.place, problems, ("number",))


def _event(
    table: Table,
    kind: type[AnyEvent],
    place: str,
    problems: Problems,
    beside: tuple[str, ...] = (),
) -> AnyEvent | None:
    _check_keys(table, kind, place, problems, beside)
    make: Callable[..., AnyEvent] = kind
    return made_of(make, kind, table, place, problems)


def _check_keys(
    table: Table,
    kind: type[AnyEvent],
    place: str,
    problems: Problems,
    beside: tuple[str, ...],
) -> None:
    problems.note_unknown_keys(table, place, _keys_of(kind.word, beside))


@cache
def _keys_of(word: str, beside: tuple[str, ...]) -> tuple[str, ...]:
    return ("event", *(field.key for field in fields_of(KINDS[word])), *beside)


def _correction(
    entry: _Entry,
    entries: Mapping[int, _Entry],
    events: Mapping[int, AnyEvent],
    problems: Problems,
) -> Corrected | None:
    before = problems.number
    beside = ("number", "corrects", "right")
    _check_keys(entry.table, Corrected, entry.place, problems, beside)
    number = _corrects(entry, entries, problems)
    right = _right(entry, problems)
    wrong = None if number is None else events.get(number)
    if wrong is not None and isinstance(wrong, Received) != isinstance(right, Received):
        what = "only another arrival takes the place of the arrival"
        mend = "correct it to an event 'received', or close the case"
        problems.note(f"{entry.place}: right", what, mend)
    if wrong is None or problems.number > before:
        made_of(_nothing, Corrected, entry.table, entry.place, problems)
        return None
    make = partial(Corrected, wrong=wrong, right=right)
    return made_of(make, Corrected, entry.table, entry.place, problems)


def _nothing(**_: object) -> None:
    """What a correction is of an entry that cannot be read: only its problems count."""


def _corrects(
    entry: _Entry, entries: Mapping[int, _Entry], problems: Problems
) -> int | None:
    """The number of the entry that is corrected, if there is one."""
    place = f"{entry.place}: corrects"
    mend = "write the number of the entry that was wrong"
    if "corrects" not in entry.table:
        problems.note(place, "is missing", mend)
        return None
    number = number_of(entry.table["corrects"], place, problems)
    if number is None:
        return None
    if number not in entries:
        problems.note(place, f"there is no entry {said(number)}", mend)
    elif entries[number].kind is Corrected:
        what = f"entry {number} is a correction itself"
        problems.note(place, what, mend)
    else:
        return number
    return None


def _right(entry: _Entry, problems: Problems) -> AnyEvent | None:
    """What takes the place of the wrong entry, if anything does."""
    place = f"{entry.place}: right"
    if "right" not in entry.table:
        mend = problems.write(entry.place, "right", "null")
        problems.note(place, "is missing", f"{mend} where nothing takes its place")
        return None
    value = entry.table["right"]
    table = None if value is None else table_of(value, place, problems)
    kind = None if table is None else _kind_of(table, place, problems)
    if table is None or kind is None:
        return None
    if kind is Corrected:
        mend = "write what the entry should have said"
        problems.note(f"{place}: event", "a correction is no entry to be right", mend)
        return None
    return _event(table, kind, place, problems)
