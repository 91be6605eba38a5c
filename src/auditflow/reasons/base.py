"""What every reason is: plain data that renders itself in Swedish and in English."""

from abc import abstractmethod
from typing import ClassVar, Literal

from pendulum import Date

from auditflow.values import Value

Language = Literal["sv", "en"]

ROLL_LAW = "lag (1930:173) 2 §"
PERIOD_LAW = "lag (1930:173) 1 §"


class Reason(Value):
    """One step on the way to a day, or one thing that the plan has to say.

    ``kind`` names the reason for programs, ``day`` the day it is about, ``source`` the
    law, paper or document it rests on; a concrete reason adds its own data.
    """

    __slots__ = ()

    kind: ClassVar[str]
    day: Date | None = None
    source: str | None = None

    @abstractmethod
    def _sv(self) -> str: ...

    @abstractmethod
    def _en(self) -> str: ...

    @property
    def sv(self) -> str:
        """The reason as a Swedish sentence, without a full stop."""
        return self._sv()

    @property
    def en(self) -> str:
        """The reason as an English sentence, without a full stop."""
        return self._en()

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
