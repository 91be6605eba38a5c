"""The columns of a spreadsheet of cases: what they are called, in either language."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from auditflow.errors import Problem, meant
from auditflow.memo.sheet import said


@attrs.frozen
class Column:
    """A column: its name in English, and in Swedish; the first of these is shown.

    ``is_day`` says that a day stands in it, ``is_past`` that it has to have come.
    """

    name: str
    swedish: tuple[str, ...]
    is_day: bool = False
    is_past: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it may be called."""
        return (self.name, *self.swedish)


def _past(name: str, *swedish: str) -> Column:
    return Column(name, swedish, is_day=True, is_past=True)


def _ahead(name: str, *swedish: str) -> Column:
    return Column(name, swedish, is_day=True)


def _text(name: str, *swedish: str) -> Column:
    return Column(name, swedish)


COLUMNS: Final = (
    _text("authority", "myndighet"),
    _text("municipality", "kommun"),
    _text("body", "nämnd", "styrelse"),
    _text("dnr", "diarienummer"),
    _text("letter_dnr", "revisorernas diarienummer", "revisorernas dnr"),
    _text("title", "rubrik", "ärende"),
    _past("dated", "daterad"),
    _past("received", "inkommen", "inkom"),
    _ahead("reply_by", "svar senast"),
    _text("handler", "handläggare"),
    _past("registered", "registrerad", "diarieförd"),
    _past("referred", "remitterad"),
    _text("referred_to", "remitterad till"),
    _ahead("statements_by", "yttrande senast"),
    _past("statements_received", "yttranden inkomna"),
    _past("extension_granted", "anstånd beviljat"),
    _ahead("extended_to", "anstånd till"),
    _past("drafted", "beredd"),
    _past("adopted", "beslutad"),
    _text("paragraph", "paragraf"),
    _past("minutes_adjusted", "justerad", "protokoll justerat"),
    _past("notice_posted", "anslagen"),
    _past("answered", "besvarad"),
    _past("closed", "avslutad"),
    _text("reason", "skäl"),
)
"""The columns of a spreadsheet of cases, in the order of a case's life."""

NEEDED: Final = ("body", "received")
_LINE: Final = "nämnd;diarienummer;inkommen;svar senast;beslutad;besvarad"
_LONGEST: Final = 60  # characters of a heading that are looked at for another


@attrs.frozen
class Header:
    """Which column stands where, and what the file calls it."""

    places: Mapping[int, Column]
    headings: Mapping[str, str]
    width: int

    def called(self, name: str) -> str:
        """What the file calls the column of this *name*; if it has none, what it may.

        That is in Swedish where the file calls the body so.
        """
        if name in self.headings:
            return self.headings[name]
        column = next(column for column in COLUMNS if column.name == name)
        is_english = _key(self.headings.get("body", "")) == "body"
        return name if is_english else column.swedish[0]


def header_of(
    line: int, row: Sequence[str], ignored: Iterable[str], problems: list[Problem]
) -> Header:
    """The header that *row* is; what is wrong with it goes to *problems*.

    Args:
        line: the number of the line.
        row: its cells.
        ignored: headings of columns that are to be left out.
        problems: what is wrong.
    """
    place = f"line {line}"
    left_out = {_key(name) for name in ignored}
    places: dict[int, Column] = {}
    headings: dict[str, str] = {}
    for at, cell in enumerate(row):
        heading = " ".join(cell.split())
        key = _key(cell)
        if key in left_out or not key:
            left_out.discard(key)
            continue
        column = _BY_KEY.get(key)
        if column is None:
            problems.append(_unknown(heading, key, place))
        elif column.name in headings:
            first, mend = said(headings[column.name]), "keep one of the two columns"
            what = f"{said(heading)} says the same as the column {first}"
            problems.append(Problem(place, what, mend))
        else:
            places[at], headings[column.name] = column, heading
    problems += [_missing(name, place) for name in NEEDED if name not in headings]
    problems += [_not_there(key, place) for key in sorted(left_out)]
    return Header(places, headings, len(row))


def _key(heading: str) -> str:
    """What two spellings of one heading have in common."""
    even = unicodedata.normalize("NFC", heading).replace("_", " ").casefold()
    return " ".join(even.split()).rstrip(": ")


_BY_KEY: Final = {_key(name): column for column in COLUMNS for name in column.names}


def _unknown(heading: str, key: str, place: str) -> Problem:
    mend = meant(key[:_LONGEST], tuple(_BY_KEY))
    if not mend.startswith("did you mean"):
        mend = f"call it one of: {', '.join(column.swedish[0] for column in COLUMNS)}"
    mend = f"{mend.rstrip('?')}, or leave it out with --ignore {heading!r}"
    return Problem(place, f"there is no column {said(heading)}", mend)


def _missing(name: str, place: str) -> Problem:
    swedish = next(column.swedish[0] for column in COLUMNS if column.name == name)
    what = f"the column {swedish} ({name}) is missing"
    return Problem(place, what, f"begin the file with a line such as {_LINE}")


def _not_there(key: str, place: str) -> Problem:
    what = f"there is no column {said(key)} to be left out"
    return Problem(place, what, "take that --ignore away")
