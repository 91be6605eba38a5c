"""What is wrong with a day, a period, a column of days, or a calendar."""

import attrs

from auditflow.errors.base import AuditflowError


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
