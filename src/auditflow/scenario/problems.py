"""What is wrong in a scenario: all of it is noted with its line, and told at once."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

import attrs
from pendulum import Date

from auditflow.case.file import KINDS, Problems, fields_of
from auditflow.day import read_day
from auditflow.errors import (
    AuditflowError,
    FileRefused,
    InputRefused,
    ScenarioRefused,
)
from auditflow.errors.plain import plain
from auditflow.lifecycle.words import STATE_WORDS, STEP_WORDS
from auditflow.memo.sheet import MOST_PROBLEMS, said
from auditflow.memo.texts import Lines

_COUNTED: Final = re.compile(r"(\w+) (\d+)")  # "then 3" is then.3 in the text
_AS_NUMBER: Final = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NO_TEXT: Final = " is no text"
_LONGEST: Final = 60  # characters of a word that are looked at for another
_DAYS: Final = frozenset(
    field.key
    for kind in KINDS.values()
    for field in fields_of(kind)
    if field.type in (Date, Date | None)
)
"""The keys of an event that hold a day."""
_SHORT: Final = 3  # letters; one wrong letter of three looks like another word
_SWEDISH: Final[dict[str, tuple[str, ...]]] = {
    "anstånd": ("extension_granted", "extension_asked"),
    "anslag": ("notice_posted",),
    "anmäld": ("reported",),
    "bordlagd": ("tabled",),
    "justerad": ("minutes_adjusted",),
    "kallad": ("summoned",),
    "kallelse": ("summon", "summoned"),
    "påminnelse": ("reminded",),
    "registrerad": ("register", "registered"),
    "rättelse": ("corrected",),
    "tjänsteskrivelse": ("draft", "drafted"),
    "utkast": ("draft", "drafted"),
    "vilande": ("paused",),
    "yttrande": ("statements", "statement_received"),
    "återremitterad": ("remit", "remitted_back"),
    "avslutad": ("close", "closed"),
    "beredd": ("draft", "drafted", "prepare"),
    "beslutad": ("adopt", "adopted"),
    "besvarad": ("answer", "answered"),
    "remitterad": ("refer", "referred"),
    "återupptagen": ("reopen", "reopened"),
}
"""Words of the glossary, with what they are as a step, a state or an event."""


def mend_of_day(shown: str) -> str:
    """How to write the day that is *shown* as something else, such as a number.

    >>> mend_of_day("20250916")
    'write a day as 2025-09-16, without quotes'
    """
    day = "2022-11-25"
    if found := _AS_NUMBER.fullmatch(shown):
        with suppress(AuditflowError):  # another number, which is no day at all
            day = str(read_day("-".join(found.groups())))
    return f"write a day as {day}, without quotes"


def english_of(word: str) -> tuple[str, ...]:
    """What a Swedish *word* can be called in a scenario.

    >>> english_of("bordlagd")
    ('tabled',)
    """
    called = word.strip().casefold()
    states = [one.value for one, words in STATE_WORDS.items() if words["sv"] == called]
    steps = [one.value for one, words in STEP_WORDS.items() if words["sv"] == called]
    return (*_SWEDISH.get(called, ()), *steps, *states)


def suggested(word: str, known: tuple[str, ...]) -> str | None:
    """The one of those *known* that was probably meant by *word*, if any is close.

    >>> suggested("beredd", ("received", "drafted")), suggested("om", ("by", "on"))
    ('drafted', 'on')
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

    swedish = [one for one in english_of(word) if one in known]
    close = swedish or get_close_matches(word, known, n=1)
    return close[0] if close else _one_letter_off(word, known)


def _one_letter_off(word: str, known: tuple[str, ...]) -> str | None:
    """The short word that differs from *word* in a single letter."""
    if len(word) > _SHORT:
        return None
    alike = (one for one in known if len(one) == len(word))
    off = (one for one in alike if sum(map(str.__ne__, word, one)) == 1)
    return next(off, None)


@attrs.define(kw_only=True)
class Notes(Problems):
    """The problems of one scenario, each with the line where it stands."""

    lines: Lines
    _misspelt: set[str] = attrs.field(factory=set)
    """Where keys were to stand that are there, but misspelt."""
    _untold: int = 0

    def note(self, place: str, what: str, mend: str) -> None:
        """Note that *what* is wrong at *place*, such as ``then 3: on``.

        That a key is missing is left untold where it was told to be misspelt.
        """
        if what == "is missing" and place in self._misspelt:
            self.number += 1
            self._untold += 1
            return
        shown = what.removesuffix(_NO_TEXT)
        if shown != what and place.rpartition(": ")[2] in _DAYS:
            what, mend = f"{shown} is no day", mend_of_day(shown)
        self._note_at(place, place, what, mend)

    def _note_at(self, place: str, of_line: str, what: str, mend: str) -> None:
        """The same, with the line where *of_line* stands."""
        line = self.lines.of(_COUNTED.sub(r"\1.\2", of_line).replace(": ", "."))
        super().note(f"{place} (line {line})" if line else place, what, mend)

    def note_unknown(
        self, place: str, what: str, word: object, known: tuple[str, ...]
    ) -> None:
        """Note a *word* that is none of those *known*, with the one that was meant."""
        self.note(place, what, self.mend_of(word, known))

    def note_unknown_keys(
        self, table: Mapping[str, object], place: str, known: tuple[str, ...]
    ) -> None:
        """Note each key of *table* that is not *known*, with its own line."""
        for key in table:
            if key not in known:
                mend = self.mend_of(key, known)
                meant = mend.removeprefix("did you mean ").removesuffix("?")
                self._misspelt.add(": ".join(filter(None, (place, meant))))
                at = ": ".join(filter(None, (place, str(key))))
                if place:
                    self._note_at(place, at, f"{said(key)} is no key", mend)
                else:
                    self.note(at, "is no key of a scenario", mend)

    def mend_of(
        self, word: object, known: tuple[str, ...], also: tuple[str, ...] = ()
    ) -> str:
        """What to write instead of *word*: what was meant, or all that can be written.

        *also* are words that can be written, and that nobody meant.
        """
        if len(self._found) >= MOST_PROBLEMS:
            return ""  # it is not told, and to look for it takes its time
        meant = suggested(str(word)[:_LONGEST], known)
        return f"did you mean {meant}?" if meant else f"use {', '.join(known + also)}"

    def write(self, place: str, key: str, value: str = "…") -> str:
        """How to write *value* under *key* in TOML."""
        del place
        return f"write {key} = {value}"

    def note_file(self, place: str, error: AuditflowError) -> None:
        """Note what is wrong with a file that is named at *place*.

        What is wrong within it stands there, and not in the scenario.
        """
        if isinstance(error, FileRefused):
            self.note(place, f"{error.path}: {error.why}", error.mend)
        elif isinstance(error, InputRefused):
            # An earlier table of meetings is told of only once.
            new = [problem for problem in error.found if problem not in self._found]
            self.number += len(new)
            self._found.extend(new)
        else:
            self.note_error(place, error)

    def note_within(self, refused: InputRefused) -> None:
        """Note what was *refused* of a part, which tells the places itself."""
        for problem in refused.found:
            self.number += 1
            where = f"{self.source}: {problem.place}"
            self._found.append(attrs.evolve(problem, place=plain(where)))

    def refuse_if_wrong(self) -> None:
        """Raise everything that was noted, if anything was.

        Raises:
            ScenarioRefused: something is wrong.
        """
        if not self.number:
            return
        self.number, self._untold = self.number - self._untold, 0
        raise ScenarioRefused(self.refused().found)
