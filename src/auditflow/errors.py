"""Every error of auditflow. Each carries its data, and its sentence ends with the mend.

::

    AuditflowError
    ├── DayRefused              a value that is no day to count with
    │   ├── NotADay             … of another type, an instant above all
    │   ├── DayUnreadable       … text that names no day
    │   ├── DayOutOfRange       … outside the years whose holidays are known
    │   └── ColumnRefused       a column with such a value, and the index of the first
    │       ├── NotDays         … of another type, an instant above all
    │       ├── ColumnsContradict … of another length, or in another order
    │       └── DaysOutOfRange  … outside the years whose holidays are known
    ├── PeriodRefused           a period without a unit, a roll without a name
    ├── NoBusinessDays          zero business days have no end
    ├── ClosuresContradict      one day both closed and open
    ├── FileRefused             a file that cannot be read at all
    ├── ExtraMissing            an optional package is not installed
    ├── InputRefused            a file with wrong lines: all of them at once
    │   ├── MeetingsRefused     … a meeting calendar
    │   ├── ProofRefused        … a proof
    │   └── RulebookRefused     … a rulebook
    ├── RuleUncountable         a rule that is counted case by case only
    ├── NoDayToProve            a deadline that has no day
    ├── MeetingsUnknown         a day outside the meetings that are known
    ├── BodyUnknown             the memo does not name this body, or asks several
    ├── MemoRefused             a memo whose parts contradict each other
    ├── ValueRefused            a word, a name or a number that says nothing
    ├── StepUnknown             a word that is no step
    ├── DetailsRefused          a step with a detail too many, or one too few
    ├── NotAllowed              something stands in the way of a step or an event
    └── Fault                   auditflow itself is wrong

All are attrs classes: they pickle, and their attributes hold what the sentence says.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

import attrs


class AuditflowError(Exception):
    """The base of every error that auditflow raises on purpose."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Each thing that is wrong, as one line that ends with its mend."""
        return (_one_line(str(self)),)


class DayRefused(AuditflowError):
    """A value is no day that auditflow can count with."""


@attrs.frozen(repr=False)
class NotADay(DayRefused):
    """Something that is not a date was given where a day is needed."""

    given: str
    mend: str

    def __str__(self) -> str:
        return f"{self.given} is not a day; {self.mend}"


@attrs.frozen(repr=False)
class DayUnreadable(DayRefused):
    """A text names no day."""

    text: str
    why: str = "is no day"

    def __str__(self) -> str:
        return f"'{self.text}' {self.why}; write a day as 2022-11-25"


@attrs.frozen(repr=False)
class DayOutOfRange(DayRefused):
    """A day lies outside the years whose public holidays are known."""

    day: str
    first_year: int
    last_year: int

    def __str__(self) -> str:
        return (
            f"{self.day} lies outside {self.first_year}–{self.last_year}, the years "
            "whose public holidays are known; give a day within them"
        )


@attrs.frozen(repr=False)
class ColumnRefused(DayRefused):
    """A column holds what auditflow cannot count with.

    ``index`` is that of the first such row, from 0; None where it is the whole column.
    """

    index: int | None

    @property
    def place(self) -> str:
        """Where it stands, as the beginning of a sentence."""
        return "" if self.index is None else f"at index {self.index}: "


@attrs.frozen(repr=False)
class NotDays(ColumnRefused):
    """A column holds something else than days, or a number where it needs one."""

    given: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}{self.given}; {self.mend}"


@attrs.frozen(repr=False)
class ColumnsContradict(ColumnRefused):
    """Columns do not go together: in their lengths, or in what a row of them says."""

    given: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}{self.given}; {self.mend}"


@attrs.frozen(repr=False)
class DaysOutOfRange(ColumnRefused):
    """Days of a column, or days found for them, lie outside the years that are known.

    ``day`` is the first of them and ``how_many`` their number in the column, or in the
    chunk of a column that comes in chunks.
    """

    day: str
    how_many: int
    first_year: int
    last_year: int

    def __str__(self) -> str:
        more = self.how_many - 1
        also = f" (and so do {more} more)" if more else ""
        return (
            f"{self.place}{self.day} lies outside {self.first_year}–{self.last_year}"
            f"{also}, the years whose public holidays are known; "
            "give days within them"
        )


@attrs.frozen(repr=False)
class PeriodRefused(AuditflowError):
    """A period has no unit or no whole number, or a roll has no known name."""

    given: str
    mend: str

    def __str__(self) -> str:
        return f"{self.given}; {self.mend}"


@attrs.frozen(repr=False)
class NoBusinessDays(AuditflowError):
    """Zero business days from a day is no question with one answer.

    ``index`` says which number of a column is 0.
    """

    index: int | None = None

    def __str__(self) -> str:
        place = "" if self.index is None else f"at index {self.index}: "
        return (
            f"{place}0 business days from a day have no end; for the first business "
            "day on or after it use roll_forward, for the last on or before it "
            "roll_back"
        )


@attrs.frozen(repr=False)
class ClosuresContradict(AuditflowError):
    """The municipality says of the same days that they are closed and open."""

    days: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{', '.join(self.days)} cannot be both closed and open; "
            "leave each day in one of the two"
        )


@attrs.frozen(repr=False)
class FileRefused(AuditflowError):
    """A file cannot be read at all."""

    path: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}; {self.mend}"


@attrs.frozen(repr=False)
class ExtraMissing(AuditflowError):
    """An optional package that this needs is not installed."""

    purpose: str
    extra: str

    def __str__(self) -> str:
        return (
            f"{self.purpose} needs an extra; "
            f"install it with: pip install 'auditflow[{self.extra}]'"
        )


@attrs.frozen(repr=False)
class Problem:
    """One thing that is wrong in an input: where, what, and what to write instead."""

    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}; {self.mend}"


@attrs.frozen(repr=False)
class InputRefused(AuditflowError):
    """An input has wrong lines; all of them are told at once."""

    found: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Each problem as one line: where it is, what is wrong, and the mend."""
        return tuple(_one_line(str(problem)) for problem in self.found)

    def __str__(self) -> str:
        return "\n".join(self.problems)


@attrs.frozen(str=False, repr=False)
class MeetingsRefused(InputRefused):
    """A meeting calendar has duplicate or impossible rows."""


@attrs.frozen(str=False, repr=False)
class RulebookRefused(InputRefused):
    """A rulebook has unknown words, circles, or rules without unit or source."""


@attrs.frozen(repr=False)
class RuleUncountable(AuditflowError):
    """A rule says something that cannot be counted for columns of cases."""

    rule: str
    said: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"the rule {self.rule} cannot be counted for columns of cases, "
            f"as it says {' and '.join(self.said)}; plan the cases one by one"
        )


@attrs.frozen(str=False, repr=False)
class ProofRefused(InputRefused):
    """A text is no proof of a day, or its lines are no lines of one."""


@attrs.frozen(repr=False)
class NoDayToProve(AuditflowError):
    """A deadline has no day, so that there is nothing to prove."""

    deadline: str
    why: str = "has no day to prove"
    mend: str = "give what it is counted from, such as the reply day or the decision"

    def __str__(self) -> str:
        return f"{self.deadline} {self.why}; {self.mend}"


@attrs.frozen(repr=False)
class MeetingsUnknown(AuditflowError):
    """A question about a day for which the meetings of the body are not known."""

    body: str
    day: str
    known: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        spans = " and ".join(f"from {first} to {last}" for first, last in self.known)
        known = f"known are those {spans}" if spans else "none of them is known"
        return (
            f"the meetings of {self.body} around {self.day} are not known ({known}); "
            "read a meeting calendar that covers that day"
        )


@attrs.frozen(repr=False)
class BodyUnknown(AuditflowError):
    """The case cannot be opened at this body."""

    body: str | None
    named: tuple[str, ...]
    why: str

    def __str__(self) -> str:
        if not self.named:
            return f"{self.why}; there is no case to open"
        return f"{self.why}; choose one of: {', '.join(self.named)}"


@attrs.frozen(repr=False)
class MemoRefused(AuditflowError):
    """What is said of a memo contradicts itself."""

    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.why}; {self.mend}"


@attrs.frozen(repr=False)
class ValueRefused(AuditflowError):
    """A word is none of a closed set, or a name or number says nothing."""

    given: str
    mend: str

    def __str__(self) -> str:
        return f"{self.given}; {self.mend}"


WordT = TypeVar("WordT", bound=StrEnum)


def word_of(words: type[WordT], value: str) -> WordT:
    """*value* as one of the *words* of a closed set.

    Raises:
        ValueRefused: it is none of them.
    """
    try:
        return words(value)
    except ValueError:
        mend = f"write one of: {', '.join(words)}"
        raise ValueRefused(f"{value!r} is unknown", mend) from None


@attrs.frozen(repr=False)
class StepUnknown(AuditflowError):
    """A word is no step that a case can take."""

    step: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"'{self.step}' is no step; the steps are: {', '.join(self.known)}"


@attrs.frozen(repr=False)
class DetailsRefused(AuditflowError):
    """A step was given details that it does not take, or not what it needs."""

    step: str
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    takes: tuple[str, ...]

    def __str__(self) -> str:
        wrong = [f"takes no {name}=" for name in self.unknown]
        wrong += [f"needs {name}=" for name in self.missing]
        takes = ", ".join(self.takes) or "nothing more than on= and by="
        return f"the step {self.step} {' and '.join(wrong)}; it takes: {takes}"


@attrs.frozen(repr=False)
class NotAllowed(AuditflowError):
    """Something stands in the way of a step or of an event.

    ``impossible`` cannot be done at all; ``irregular`` can, with a reason
    (``despite="…"``). ``allowed`` are the steps that the case can take now.
    """

    what: str
    state: str
    impossible: tuple[str, ...]
    irregular: tuple[str, ...]
    allowed: tuple[str, ...]

    def __str__(self) -> str:
        reasons = "; ".join((*self.impossible, *self.irregular))
        if not self.impossible:
            mend = 'say why it is done all the same with despite="…"'
        elif self.allowed:
            first = "correct that, for " if self.what in self.allowed else ""
            mend = f"{first}a case that is {self.state} can {either(self.allowed)}"
        else:
            mend = f"a case that is {self.state} takes no more steps"
        return f"cannot {self.what}: {reasons}; {mend}"


@attrs.frozen(repr=False)
class Fault(AuditflowError):
    """Auditflow contradicts itself: the fault is not in what it was given."""

    what: str

    def __str__(self) -> str:
        return f"{self.what}; this is a fault in auditflow, please report it"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def either(words: Iterable[str]) -> str:
    """Join *words* as alternatives.

    >>> either(["refer", "draft", "close"])
    'refer, draft or close'
    """
    *most, last = [*words] or [""]
    return f"{', '.join(most)} or {last}" if most else last
