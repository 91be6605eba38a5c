"""A scenario in TOML → its value: all of it is read, then all that is wrong is told."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import read_day
from auditflow.errors import AuditflowError, Fault, FileRefused
from auditflow.events import Asked
from auditflow.files import read_text
from auditflow.memo.sheet import said
from auditflow.memo.texts import Lines
from auditflow.planning import Versions
from auditflow.planning.facts import wanted_from
from auditflow.rules import Rulebook
from auditflow.scenario.expectation import REFUSED, expectations_in
from auditflow.scenario.happenings import Reader, check_names
from auditflow.scenario.opening import case_in, memo_in
from auditflow.scenario.problems import Notes
from auditflow.scenario.scenario import Happening, Scenario
from auditflow.scenario.tables import Beside, Table, as_in_json, table_in, text_in
from auditflow.scenario.timetable import Sheets, calendar_of, sheets_in

ENDING: Final = ".scenario.toml"
"""How the name of a file ends that holds a scenario."""
_KEYS: Final = (
    "title", "about", "letter", "memo", "case", "meetings", "rules", "closed", "open",
    "statements_from", "then",
)  # fmt: skip
_ALIKE: Final = 0.85  # of two names: kommunstyrelsens arbetsutskott is no slip
_ONE_OF_TWO: Final = "keep one of the two"
_QUOTE: Final = "put a quotation mark at the end of the text, too"
_MENDS_OF_TOML: Final = {
    "Cannot overwrite a value": _ONE_OF_TWO,
    "Cannot declare": _ONE_OF_TWO,
    "Duplicate": _ONE_OF_TWO,
    "Illegal character '\\n'": _QUOTE,
    "Expected \"'": _QUOTE,
    "Expected '\"": _QUOTE,
    "Unterminated string": _QUOTE,
}
"""By how Python's reader begins to say what is wrong."""
_AT_LINE: Final = re.compile(r"\(at line (\d+)")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_EXAMPLE: Final = "write [[then]], and under it on = 2022-11-02 and expect.state = …"


def read_scenario(path: Path | str) -> Scenario:
    """The scenario in the file at *path*; what it names lies beside it.

    Raises:
        FileRefused: the file cannot be read.
        ScenarioRefused: with all that is wrong in it: where, what, what to write.
    """
    file = Path(path)
    return scenario_from_text(read_text(file), str(path), folder=file.parent)


def scenarios_in(folder: Path) -> tuple[Path, ...]:
    """The files that hold scenarios in *folder* and the folders within it, by name.

    Raises:
        FileRefused: it holds none.
    """
    found = sorted(path for path in folder.rglob(f"*{ENDING}") if path.is_file())
    if not found:
        mend = f"name a folder with files in it that end in {ENDING}"
        raise FileRefused(str(folder), "holds no scenario", mend)
    return tuple(found)


def scenario_from_text(
    text: str, source: str = "scenario", *, folder: Path | None = None
) -> Scenario:
    """The scenario that a TOML *text* says.

    >>> scenario_from_text('''
    ... title = "Ett svar"
    ... memo.asks = { kommunstyrelsen = 2022-11-25 }
    ... [case]
    ... received = 2022-09-27
    ... [[then]]
    ... on = 2022-09-26
    ... expect.due.draftt = 2022-11-01
    ... ''', "a.toml")
    Traceback (most recent call last):
    ...
    auditflow.errors.ScenarioRefused: a.toml: then 1: on (line 7): 2022-09-26 ...
    a.toml: then 1: expect: due: draftt (line 8): 'draftt' is no deadline; did you ...

    Args:
        text: the scenario.
        source: what to call it where it is refused.
        folder: where the files lie that it names; without it, it can name none.

    Raises:
        ScenarioRefused: with all that is wrong in it: where, what, what to write.
    """
    notes = Notes(source, lines=Lines(text))
    table, beside = _parsed(text, notes), Beside(folder)
    notes.note_unknown_keys(dict(sorted(table.items())), "", _KEYS)
    title = _title(table, notes)
    sheets: Sheets = ()
    if "meetings" in table:
        sheets = sheets_in(table["meetings"], "meetings", beside, notes)
    rulebook = _rulebook(table, beside, notes)
    versions = _versions(table, rulebook, sheets, notes)
    case = case_in(table, memo_in(table, beside, notes), notes)
    happenings = tuple(_happenings(table, case, rulebook, sheets, beside, notes))
    wanted = tuple(_statements_from(table, case, notes))
    notes.refuse_if_wrong()
    if case is None or versions is None:
        raise Fault("a scenario could not be read, and nothing is wrong in it")
    scenario = Scenario(
        source=source,
        title=title,
        about=text_in(table, "about", "about", notes),
        case=case,
        versions=versions,
        statements_from=wanted,
        happenings=happenings,
    )
    _check_meetings(scenario, notes)
    notes.refuse_if_wrong()
    return scenario


def _parsed(text: str, notes: Notes) -> Table:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        why = "it nests too deep"
    except ValueError as error:
        # Python tells its own programmers what to do about a number of 5,000 digits.
        far = "digits" in str(error)
        why = "a number in it is far too long" if far else str(error)
    notes.note("", f"is no TOML: {why}", _mend_of_toml(why, text))
    notes.refuse_if_wrong()
    return {}


def _check_meetings(scenario: Scenario, notes: Notes) -> None:
    """Note the body of the case, or that of the meetings, that is misspelt.

    Meetings of others only, with names that are not alike, are no mistake.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - most bodies are known

    if scenario.knows_meetings:
        return
    body, known = scenario.case.body, scenario.bodies_that_meet
    if close := get_close_matches(body, known, n=1, cutoff=_ALIKE):
        mend = f"did you mean {close[0]}?"
        notes.note("meetings", f"no meeting of {body} is known", mend)


def _mend_of_toml(why: str, text: str) -> str:
    """What to write instead, as far as the reader's own words and the line say it."""
    for begins, mend in _MENDS_OF_TOML.items():
        if why.startswith(begins):
            return mend
    found = _AT_LINE.search(why)
    line = text.split("\n")[int(found[1]) - 1] if found else ""
    bare = _QUOTED.sub("", line).partition("#")[0]
    if why.startswith(("Expected", "Invalid initial")) and not bare.isascii():
        return 'put names with å, ä or ö in quotation marks, as "nämnden" = …'
    return "correct it there"


def _title(table: Table, notes: Notes) -> str:
    title = text_in(table, "title", "title", notes)
    if not title and isinstance(table.get("title", ""), str):
        mend = 'write title = "…", what the course is about in a few words'
        notes.note("title", "is missing", mend)
    text_in(table, "about", "about", notes)
    return title


def _rulebook(table: Table, beside: Beside, notes: Notes) -> Rulebook:
    if "rules" not in table:
        return Rulebook.default()
    name = text_in(table, "rules", "rules", notes)
    try:
        return Rulebook.read(beside.path(name))
    except AuditflowError as error:
        notes.note_file("rules", error)
        return Rulebook.default()


def _versions(
    table: Table, rulebook: Rulebook, sheets: Sheets, notes: Notes
) -> Versions | None:
    """The rules and calendars; None, and a note, where one of them is wrong."""
    closed: dict[date, str] = {}
    for day, why in table_in(table, "closed", "closed", notes).items():
        read = _day(day, f"closed: {day}", notes)
        if read is not None:
            closed[read] = str(why)
    kept_open = table.get("open", [])
    if not isinstance(kept_open, list):
        notes.note("open", f"{said(kept_open)} is no list", "write days within [ ]")
        kept_open = []
    opened = [_day(day, "open", notes) for day in kept_open]
    meetings = calendar_of(sheets, "meetings", notes)
    try:
        calendar = BusinessCalendar.sweden(
            closed=closed, open=[day for day in opened if day is not None]
        )
        return Versions(
            rulebooks=[rulebook],
            calendars=[calendar],
            meetings=[] if meetings is None else [meetings],
        )
    except AuditflowError as error:
        notes.note_error("closed", error)
        return None


def _day(value: object, place: str, notes: Notes) -> date | None:
    try:
        return read_day(str(as_in_json(value))[:40])
    except AuditflowError as error:
        notes.note_error(place, error)
        return None


def _statements_from(table: Table, case: Case | None, notes: Notes) -> Iterator[Asked]:
    """The bodies whose statements are wanted, by name or by name with a day."""
    given = table.get("statements_from", [])
    if not isinstance(given, list | dict):
        mend = 'write ["socialnämnden"], or { "socialnämnden" = 2022-10-20 }'
        notes.note("statements_from", f"{said(given)} names no bodies", mend)
        return
    days = given if isinstance(given, Mapping) else dict.fromkeys(map(str, given))
    for body, day in days.items():
        at = f"statements_from: {body}"
        read = None if day is None else _day(day, at, notes)
        try:
            asked = Asked(body, read)
            yield from (asked,) if case is None else wanted_from([asked], case)
        except AuditflowError as error:
            notes.note_error(at, error)


def _happenings(
    table: Table,
    case: Case | None,
    rulebook: Rulebook,
    sheets: Sheets,
    beside: Beside,
    notes: Notes,
) -> Iterator[Happening]:
    """The arrival and each ``[[then]]``."""
    told = [*case.history] if case else []
    reader = Reader(
        received=case.received if case else None,
        rulebook=rulebook,
        beside=beside,
        notes=notes,
        sheets=sheets,
        told=told,
        latest=case.received if case else None,
    )
    arrival = reader.expected(table_in(table, "case", "case", notes), "case")
    if REFUSED in arrival:
        notes.note("case: expect: refused", "is said of the arrival", "leave it out")
    expected = [*expectations_in(arrival, "case: expect", rulebook, notes)]
    if case is not None:
        yield Happening(
            number=0,
            on=case.received,
            event=case.history[0],
            why=text_in(
                table_in(table, "case", "case", notes), "why", "case: why", notes
            ),
            expectations=tuple(expected),
        )
    listed = table.get("then", [])
    entries = listed if isinstance(listed, list) else [listed]
    tables = [one for one in entries if isinstance(one, dict)]
    if not isinstance(listed, list) or len(tables) < len(listed):
        notes.note("then", "is no list of tables", _EXAMPLE)
        return
    check_names(tables, notes)
    found = [reader.happening(number, one) for number, one in enumerate(tables, 1)]
    expects = arrival or any("expect" in one for one in tables)
    if not tables and not expects:
        notes.note("then", "is missing", _EXAMPLE)
    elif not expects:
        mend = 'say what is expected, as expect.state = "drafted"'
        notes.note("", "expects nothing, so that it cannot fail", mend)
    yield from (one for one in found if one is not None)
