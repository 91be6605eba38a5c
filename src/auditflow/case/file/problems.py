"""What is wrong in a case file: all of it is noted, and then told at once."""

from collections.abc import Mapping
from typing import Final

import attrs

from auditflow.errors import (
    AuditflowError,
    CaseRefused,
    InputRefused,
    Problem,
    meant,
)
from auditflow.errors.plain import plain
from auditflow.memo.sheet import MOST_PROBLEMS, said

_LONGEST: Final = 60  # characters of a word that are looked at for another


@attrs.define
class Problems:
    """The problems of one case file; ``source`` is what the file is called.

    ``words_at`` is a place whose keys are written as words of a command line.
    """

    source: str
    words_at: str | None = None
    number: int = 0
    """How many there are, also of those that are not told one by one."""
    _found: list[Problem] = attrs.field(factory=list)

    def note(self, place: str, what: str, mend: str) -> None:
        """Note that *what* is wrong at *place*, such as ``history 3: on``."""
        self.number += 1
        if len(self._found) < MOST_PROBLEMS:
            where = ": ".join(filter(None, (self.source, place)))
            self._found.append(Problem(plain(where), plain(what), plain(mend)))

    def write(self, place: str, key: str, value: str = "…") -> str:
        """How to write *value* under *key*, where *place* is what has that key."""
        is_word = place == self.words_at
        return f"write {key}={value}" if is_word else f'write "{key}": {value}'

    def note_error(self, place: str, error: AuditflowError) -> None:
        """Note what an *error* says, at *place*."""
        if isinstance(error, InputRefused):
            for problem in error.found:
                inner = ": ".join(filter(None, (place, problem.place)))
                self.note(inner, problem.what, problem.mend)
        else:
            what, _, mend = str(error).rpartition("; ")
            self.note(place, what, mend)

    def note_unknown(
        self, place: str, what: str, word: object, known: tuple[str, ...]
    ) -> None:
        """Note a *word* that is none of those *known*, with the one that was meant."""
        # To look for it takes its time.
        few = len(self._found) < MOST_PROBLEMS
        self.note(place, what, meant(str(word)[:_LONGEST], known) if few else "")

    def note_unknown_keys(
        self, table: Mapping[str, object], place: str, known: tuple[str, ...]
    ) -> None:
        """Note each key of *table* that is not *known*."""
        for key in table:
            if key not in known:
                self.note_unknown(place, f"{said(key)} is no key", key, known)

    def refused(self) -> CaseRefused:
        """Everything that was noted, as the error to raise."""
        found = [*self._found]
        if more := self.number - len(found):
            what = f"{more} more things are wrong"
            found.append(Problem(plain(self.source), what, "correct these first"))
        return CaseRefused(tuple(found))
