"""What comes in: letters to bodies, so many in a stretch of time, as data."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day, date_at
from auditflow.errors import (
    AuditflowError,
    DayOutOfRange,
    HabitsRefused,
    Problem,
    ValueRefused,
)
from auditflow.files import read_text
from auditflow.memo import (
    Body,
    DiaryNumber,
    Memo,
    Recommendation,
    ReplyRequest,
    body_key,
    slug,
)
from auditflow.periods import Period, months, read_period
from auditflow.rules.sheet import Sheet
from auditflow.simulation.draws import Draws, For
from auditflow.simulation.habits import ALL, Habits
from auditflow.simulation.toml_given import Given, table_in

_USUAL: Final = months(3)


def _as_period(given: Period | str) -> Period:
    return read_period(given) if isinstance(given, str) else given


@attrs.frozen(kw_only=True)
class Letters:
    """So many letters from the auditors to one body, on days that chance picks.

    Args:
        body: the body that must answer.
        number: how many letters.
        first: the first day on which one may come in; they come on business days.
        last: the last one, included.
        authority: the short name of the municipality.
        answer_within: how long after the letter the auditors want the answer.
        recommendations: how many each letter has.
        statements_from: bodies that may be asked for a statement.
        asks: of how many of a hundred letters they are.
    """

    body: str
    number: int
    first: Date = attrs.field(converter=as_day)
    last: Date = attrs.field(converter=as_day)
    authority: str = "kommunen"
    answer_within: Period = attrs.field(default=_USUAL, converter=_as_period)
    recommendations: int = 4
    statements_from: tuple[str, ...] = ()
    asks: int = ALL

    def __attrs_post_init__(self) -> None:
        problems = tuple(_impossible(self))
        if problems:
            raise HabitsRefused(problems)


@attrs.frozen
class Incoming:
    """Everything that comes in: a portfolio to play.

    >>> given = Incoming.from_text('''
    ... [[letters]]
    ... body = "kommunstyrelsen"
    ... number = 2
    ... first = 2026-01-01
    ... last = 2026-06-30
    ... ''')
    >>> [str(case.received) for case, _ in given.cases(seed=1)]
    ['2026-01-05', '2026-05-18']
    """

    letters: tuple[Letters, ...]

    @property
    def number(self) -> int:
        """How many letters come in."""
        return sum(letters.number for letters in self.letters)

    @classmethod
    def read(cls, path: Path | str) -> "Incoming":
        """Read a description from a TOML file.

        Raises:
            FileRefused: the file cannot be read at all.
            HabitsRefused: it has unknown or impossible words; all are told at once.
        """
        return cls.from_text(read_text(Path(path)), str(path))

    @classmethod
    def from_text(cls, text: str, source: str = "portfolio") -> "Incoming":
        """Read a description from TOML text; *source* is what to call it in errors.

        Raises:
            HabitsRefused: as in `read`.
        """
        sheet = Sheet(text, source)
        given = Given(table_in(text, source), sheet)
        if given.table.keys() & {*attrs.fields_dict(Habits)}:
            mend = "give them with --habits, or as habits="
            raise HabitsRefused((Problem(source, "holds habits, no letters", mend),))
        if given.table.keys() & {"case", "then"}:
            mend = "play it with auditflow play"
            raise HabitsRefused((Problem(source, "holds a scenario", mend),))
        given.check_keys(["letters"])
        tables = given.table.get("letters")
        found: list[Letters | None] = []
        if isinstance(tables, list) and all(isinstance(one, dict) for one in tables):
            found = [
                _letters(Given(table, sheet, f"letters {number}"))
                for number, table in enumerate(tables, 1)
            ]
        elif tables is not None:
            given.wrong("letters", "is no list", "write each as [[letters]]")
        if not found and not sheet.problems:
            given.wrong("letters", "is missing", "write at least one [[letters]]")
        if sheet.problems:
            raise HabitsRefused(tuple(sheet.problems))
        return cls(tuple(one for one in found if one is not None))

    def cases(
        self, seed: int, calendar: BusinessCalendar | None = None
    ) -> Iterator[tuple[Case, tuple[str, ...]]]:
        """Each case as it comes in, with the bodies whose statements are wanted.

        Args:
            seed: another one lets them come in on other days.
            calendar: the business days; Sweden's by default.

        Raises:
            ValueRefused: no business day of *calendar* lies in a stretch of time.
        """
        calendar = calendar or BusinessCalendar.sweden()
        number = 0
        for letters in self.letters:
            days = _business_days(letters, calendar)
            for _ in range(letters.number):
                number += 1
                draws = Draws.of(seed, number, 0)
                day = days[draws.below(len(days), For.RECEIVED)]
                asks = draws.below(ALL, For.WANTS_STATEMENTS) < letters.asks
                case = _case(letters, number, day, calendar)
                yield case, letters.statements_from if asks else ()


def _business_days(letters: Letters, calendar: BusinessCalendar) -> list[int]:
    """The days on which a letter may come in."""
    first, last = letters.first.toordinal(), letters.last.toordinal()
    closed = {*calendar.tables.closed_within(first, last)}
    found = [day for day in range(first, last + 1) if day not in closed]
    if not found:
        given = (
            f"letters from {letters.first} to {letters.last}, without a business day"
        )
        raise ValueRefused(given, "let them come in over more days")
    return found


def _case(letters: Letters, number: int, day: int, calendar: BusinessCalendar) -> Case:
    received = date_at(day)
    asked = letters.answer_within.end_from(day, calendar)
    reply = ReplyRequest.by(date_at(calendar.roll_back_ordinal(asked)))
    memo = Memo(
        dnr=f"REV {received.year}/{number}",
        diary_numbers=[DiaryNumber(letters.body, number_of(received, number))],
        dated=received,
        title=f"Granskning {number}",
        bodies=[Body(letters.body, "must_answer", reply)],
        recommendations=[
            Recommendation(n, f"Rekommendation {n}.")
            for n in range(1, letters.recommendations + 1)
        ],
    )
    return Case.open(memo, received=received, authority=letters.authority)


def number_of(received: Date, number: int) -> str:
    """The diary number of a case that was made up: no real one looks like it.

    >>> number_of(Date(2026, 1, 5), 7)
    '2026/S7'
    """
    return f"{received.year}/S{number}"


_KEYS: Final = tuple(field.name for field in attrs.fields(Letters))


def _letters(given: Given) -> Letters | None:
    """One table of letters; None where something is wrong with it."""
    before = len(given.sheet.problems)
    given.check_keys(_KEYS)
    body, authority = given.text("body"), given.text("authority", "kommunen")
    number = given.number("number", 1)
    first, last = given.day("first"), given.day("last")
    within = _period(given)
    count = given.number("recommendations", 0, 4)
    asked, share = given.texts("statements_from"), given.share("asks", ALL)
    wrong = len(given.sheet.problems) > before
    if first is None or last is None or within is None or wrong:
        return None
    try:
        return Letters(
            body=body,
            number=number,
            first=first,
            last=last,
            authority=authority,
            answer_within=within,
            recommendations=count,
            statements_from=asked,
            asks=share,
        )
    except HabitsRefused as error:
        for problem in error.found:
            given.wrong(problem.place, problem.what, problem.mend)
        return None


def _period(given: Given) -> Period | None:
    text = given.text("answer_within", "3 months")
    if not text:
        return None  # that was told
    try:
        return read_period(text)
    except AuditflowError as error:
        given.refused("answer_within", error)
        return None


def _impossible(letters: Letters) -> Iterator[Problem]:
    """What no letter can be: each thing that is wrong, with its key."""
    for key, least, most in _BOUNDS:
        value = getattr(letters, key)
        if type(value) is not int or not least <= value <= most:
            mend = f"give a whole number from {least} to {most}"
            yield Problem(key, f"is {value!r}", mend)
    if letters.authority != slug(letters.authority) or not letters.authority:
        mend = "write it in the letters a–z, as in vanersborg"
        yield Problem("authority", f"{letters.authority!r} is no short name", mend)
    for key, names in (
        ("body", (letters.body,)),
        ("statements_from", letters.statements_from),
    ):
        if unsaid := [name for name in names if not any(map(str.isalnum, name))]:
            mend = "write the name of a body"
            yield Problem(key, f"{unsaid[0]!r} names no body", mend)
    own = body_key(letters.body)
    if any(body_key(name) == own for name in letters.statements_from):
        mend = "name other bodies"
        yield Problem("statements_from", f"{letters.body} cannot ask itself", mend)
    yield from _impossible_days(letters)


def _impossible_days(letters: Letters) -> Iterator[Problem]:
    first, last = letters.first, letters.last
    calendar = BusinessCalendar.sweden()
    is_open = calendar.is_business_day(first) or calendar.count(first, last) > 0
    if last < first or not is_open:
        mend = "let last come after first, with a business day between them"
        yield Problem("last", f"no business day lies from {first} to {last}", mend)
        return
    try:
        ends = letters.answer_within.end_from(first.toordinal(), calendar)
        letters.answer_within.end_from(last.toordinal(), calendar)
    except DayOutOfRange as error:
        what, _, mend = str(error).rpartition("; ")
        yield Problem("answer_within", what, mend)
        return
    if ends <= first.toordinal():
        what = f"{letters.answer_within} ends before the letter comes in"
        yield Problem("answer_within", what, 'write a time such as "3 months"')


_BOUNDS: Final = (
    ("number", 1, 1_000_000),
    ("recommendations", 0, 1_000),
    ("asks", 0, ALL),
)
