"""A choice that a rule leaves unsaid, and the day on which it makes a difference."""

from enum import StrEnum
from typing import Final

import attrs
from pendulum import Date

from auditflow.periods import OnDay, Period
from auditflow.reasons import Language


class Choice(StrEnum):
    """What a rule can leave unsaid."""

    FIRST_DAY = "first_day"
    MONTH_END = "month_end"
    SEEK = "seek"
    ROLL = "roll"
    DIRECTION = "direction"
    """That the last day rolls is said, but not where to."""
    EXTENSION_FROM = "extension_from"

    @property
    def key(self) -> str:
        """The key of the rule that says it."""
        return "roll" if self is Choice.DIRECTION else self.value


_QUESTIONS: Final[dict[Choice, dict[Language, str]]] = {
    Choice.FIRST_DAY: {
        "sv": "räknas den första dagen?",
        "en": "does the first day count?",
    },
    Choice.MONTH_END: {
        "sv": "vad gäller där månaden inte har någon sådan dag?",
        "en": "what counts where the month has no such day?",
    },
    Choice.SEEK: {
        "sv": "vilket sammanträde söks?",
        "en": "which meeting is sought?",
    },
    Choice.ROLL: {
        "sv": "flyttas sista dagen, och åt vilket håll?",
        "en": "does the last day roll, and which way?",
    },
    Choice.DIRECTION: {
        "sv": "åt vilket håll flyttas sista dagen?",
        "en": "which way does the last day roll?",
    },
    Choice.EXTENSION_FROM: {
        "sv": "vad räknas ett anstånd från?",
        "en": "what is an extension counted from?",
    },
}
_FOR_ALL: Final = (Choice.FIRST_DAY, Choice.MONTH_END)


@attrs.frozen
class Answer:
    """The day that one word for a choice gives."""

    word: str
    day: Date


@attrs.frozen(kw_only=True)
class Unsaid:
    """A choice that a rule leaves unsaid, with a start day and the answers for it.

    ``place`` and ``line`` say where in the file; ``extension`` is the length of the
    extension that the answers are about, where it is one.
    """

    rule: str
    choice: Choice
    place: str
    line: int | None
    period: Period
    start: Date
    answers: tuple[Answer, ...]
    extension: Period | None = None

    def question(self, language: Language) -> str:
        """What is left open, as a question."""
        return _QUESTIONS[self.choice][language]

    def example(self, language: Language) -> str:
        """What the answers are about: the period and its start."""
        if language == "sv":
            side = self._side("sett från", "före", "från")
            return f"{self.period.in_swedish()} {side} {self.start}{self._sv}"
        side = self._side("seen from", "before", "from")
        return f"{self.period.in_english()} {side} {self.start}{self._en}"

    def _side(self, fixed: str, before: str, after: str) -> str:
        if isinstance(self.period, OnDay):
            return fixed
        return before if self.period.amount < 0 else after

    @property
    def _sv(self) -> str:
        if self.extension is not None:
            return f", med {self.extension.in_swedish()} anstånd"
        if self.choice is Choice.SEEK:
            return ", om organet sammanträder andra onsdagen i varje månad"
        return ""

    @property
    def _en(self) -> str:
        if self.extension is not None:
            return f", with an extension of {self.extension.in_english()}"
        if self.choice is Choice.SEEK:
            return ", if the body meets on the second Wednesday of each month"
        return ""

    def mend(self, language: Language) -> str:
        """What to write, and where."""
        key, table = self.choice.key, f"[{self.place}]"
        for_all = self.choice in _FOR_ALL
        named = self.choice is Choice.EXTENSION_FROM
        if language == "sv":
            more = ", eller en gång för alla regler i [counting]" if for_all else ""
            more = ', eller "named_day" där dagen namnges' if named else more
            return f"skriv {key} i {table}{more}"
        more = ", or once for all rules in [counting]" if for_all else ""
        more = ', or "named_day" where the day is named' if named else more
        return f"write {key} in {table}{more}"

    @property
    def sv(self) -> str:
        """The whole of it as one Swedish sentence that ends with the mend."""
        days = " eller ".join(f"{a.day} ({a.word})" for a in self.answers)
        where = f"{self.choice.key} är inte angivet: {self.question('sv')}"
        return f"{where} {self.example('sv')}: {days}; {self.mend('sv')}"

    @property
    def en(self) -> str:
        """The whole of it as one English sentence that ends with the mend."""
        days = " or ".join(f"{a.day} ({a.word})" for a in self.answers)
        where = f"{self.choice.key} is not said: {self.question('en')}"
        return f"{where} {self.example('en')}: {days}; {self.mend('en')}"
