"""What every reason is: plain data, and a sentence in Swedish and in English."""

from collections.abc import Callable
from typing import Literal, TypeAlias

import attrs
from pendulum import Date

Language = Literal["sv", "en"]
Fact: TypeAlias = Date | str | int | tuple[str, ...] | None
Sentence: TypeAlias = str | Callable[..., str]

PERIOD_LAW = "lag (1930:173) 1 §"


# One class for all kinds: attrs writes and compiles each class anew at every start,
# and a class for each of three dozen kinds would cost six times as much to import.
@attrs.frozen
class Reason:
    """One step on the way to a day, or one thing that the plan has to say.

    ``kind`` names the reason for programs, ``day`` the day it is about, ``source`` the
    law, paper or document it rests on; ``facts`` are what else it says. Each sentence
    is a template, where ``{0}`` is the first fact, or a function of the day and the
    facts; a function must stand in a module, so that the reason pickles.
    """

    kind: str
    day: Date | None = None
    source: str | None = None
    facts: tuple[Fact, ...] = ()
    _sv: Sentence = attrs.field(kw_only=True, repr=False)
    _en: Sentence = attrs.field(kw_only=True, repr=False)

    @property
    def sv(self) -> str:
        """The reason as a Swedish sentence, without a full stop."""
        return self._said(self._sv)

    @property
    def en(self) -> str:
        """The reason as an English sentence, without a full stop."""
        return self._said(self._en)

    def _said(self, sentence: Sentence) -> str:
        if isinstance(sentence, str):
            return sentence.format(*self.facts, day=self.day)
        return sentence(self.day, *self.facts)

    def text(self, language: Language = "en") -> str:
        """The sentence with its source in parentheses."""
        sentence = self.sv if language == "sv" else self.en
        return f"{sentence} ({self.source})" if self.source else sentence

    def as_json(self) -> dict[str, str | None]:
        """The keys that JSON carries: ``kind, day, source, sv, en``."""
        return {
            "kind": self.kind,
            "day": self.day.isoformat() if self.day else None,
            "source": self.source,
            "sv": self.sv,
            "en": self.en,
        }
