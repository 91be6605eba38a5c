"""Goes through the lines of a proof, and notes each thing that does not fit."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import attrs

from auditflow.proof.lines import NAMES, Fact, Kind, Line, plain
from auditflow.proof.swedish import KEYS_SV, KINDS_SV
from auditflow.reasons import Language


class Why(StrEnum):
    """What does not fit."""

    HASH = "hash"
    """The line, or the one before it, is not the one that was written."""
    DIFFERS = "differs"
    """The second algorithm says something else."""
    MISSING = "missing"
    """Another line should stand here."""
    UNEXPECTED = "unexpected"
    """The line has no business here."""
    RULEBOOK = "rulebook"
    """The shipped rulebook says something else."""
    CONTRADICTS = "contradicts"
    """The line contradicts another one."""
    BEYOND = "beyond"
    """It leaves the years that are known, or the time that a check may take."""


_SAID: dict[Why, dict[Language, str]] = {
    Why.HASH: {
        "sv": "rad {line}: raden är ändrad sedan beviset skrevs, eller raden före den",
        "en": "line {line}: it, or the one before it, was changed since the proof was "
        "written",
    },
    Why.DIFFERS: {
        "sv": "rad {line}: {key} är {stands}, men den andra uträkningen ger {says}",
        "en": "line {line}: {key} is {stands}, but the second algorithm gives {says}",
    },
    Why.MISSING: {
        "sv": "rad {line}: här står {stands}, men här ska stå {says}",
        "en": "line {line}: here stands {stands}, but {says} should stand here",
    },
    Why.UNEXPECTED: {
        "sv": "rad {line}: {stands} hör inte hit",
        "en": "line {line}: {stands} has no business here",
    },
    Why.RULEBOOK: {
        "sv": "rad {line}: {key} är {stands}, men regelboken säger {says}",
        "en": "line {line}: {key} is {stands}, but the rulebook says {says}",
    },
    Why.CONTRADICTS: {
        "sv": "rad {line}: {key} är {stands}, men en annan rad säger {says}",
        "en": "line {line}: {key} is {stands}, but another line says {says}",
    },
    Why.BEYOND: {
        "sv": "rad {line}: {key} är {stands}, och det går inte att räkna: det lämnar "
        "åren 1953–2100, eller tar längre tid än en kontroll får ta",
        "en": "line {line}: {key} is {stands}, which cannot be counted: it leaves the "
        "years 1953–2100, or takes longer than a check may",
    },
}


@attrs.frozen
class Misfit:
    """One thing in a proof that does not fit: its line, what stands there, and why not.

    Lines are counted from 1. ``key`` is the fact that is meant, where one is.
    """

    line: int
    why: Why
    key: str
    stands: str
    says: str

    def text(self, language: Language = "en") -> str:
        """The misfit as a sentence, without a full stop."""
        key, stands, says = self.key, self.stands, self.says
        if language == "sv":
            key = KEYS_SV.get(key, key)
        if language == "sv" and self.why in (Why.MISSING, Why.UNEXPECTED):
            stands, says = _kinds_in_swedish(stands), _kinds_in_swedish(says)
        return _SAID[self.why][language].format(
            line=self.line, key=key, stands=stands, says=says
        )


def _kinds_in_swedish(text: str) -> str:
    return " / ".join(KINDS_SV.get(one, one) for one in text.split(" / "))


class Lost(Exception):
    """The lines no longer say what should come next."""


@attrs.define
class Cursor:
    """A place among the lines, and what was found so far."""

    lines: Sequence[Line]
    same_release: bool
    """Whether names can be compared: the same release of ``holidays`` gave them."""
    at: int = 0
    misfits: list[Misfit] = attrs.field(factory=list)
    renamed: list[int] = attrs.field(factory=list)
    """The lines that hold a name which is another one here."""

    @property
    def number(self) -> int:
        """The number of the line that comes next."""
        return self.at + 1

    def peek(self, *kinds: Kind) -> bool:
        """Whether the next line is of one of these kinds."""
        return self.at < len(self.lines) and self.lines[self.at].kind in kinds

    def take(self, *kinds: Kind) -> Line:
        """The next line, which must be of one of these kinds.

        Raises:
            Lost: it is of another kind; that was noted.
        """
        if not self.peek(*kinds):
            self.note(Why.MISSING, says=" / ".join(kinds))
            raise Lost
        self.at += 1
        return self.lines[self.at - 1]

    def expect(self, kind: Kind, **facts: Fact | date) -> Line:
        """The next line, which must be of this kind and say these *facts*.

        Raises:
            Lost: it is of another kind; that was noted.
        """
        line = self.take(kind)
        for key, value in facts.items():
            self.compare(line, key, value)
        return line

    def compare(
        self,
        line: Line,
        key: str,
        value: Fact | date,
        why: Why = Why.DIFFERS,
        at: int | None = None,
    ) -> None:
        """Note it where what *line*, the last one taken, says under *key* differs."""
        says = value.isoformat() if isinstance(value, date) else value
        stands = line.facts.get(key)
        if stands == says and type(stands) is type(says):
            return
        number = self.at if at is None else at
        if key in NAMES and why is Why.DIFFERS and not self.same_release:
            self.renamed.append(number)
            return
        self.misfits.append(Misfit(number, why, key, shown(stands), shown(says)))

    def note(
        self,
        why: Why,
        says: str = "",
        key: str = "",
        at: int | None = None,
        stands: str = "",
    ) -> None:
        """Note that the line *at* a place, by default the next one, does not fit.

        What *stands* there is by default the fact that *key* names, or else the kind.
        """
        number = self.number if at is None else at
        line = self.lines[number - 1] if 0 < number <= len(self.lines) else None
        if not stands and line is not None:
            stands = line.kind.value
            if key in line.facts and why is not Why.UNEXPECTED:
                stands = shown(line.facts[key])
        says = says or ("–" if key else "")
        self.misfits.append(Misfit(number, why, key, stands or "–", says))

    def skip_to(self, *kinds: Kind) -> None:
        """Go on to the next line of one of these kinds, or to the end."""
        while self.at < len(self.lines) and not self.peek(*kinds):
            self.at += 1


def shown(value: Fact) -> str:
    """A fact as it stands in a sentence."""
    if value is None or value == "":
        return "–"
    if isinstance(value, tuple):
        return plain(f"[{', '.join(value)}]")
    return plain(f"{value}")
