"""What a rulebook leaves unsaid, shown on a day where it would make a difference.

A rule can leave a choice open: does the first day count, what if the month has no such
day, does the last day roll and which way, which meeting is sought, what is an extension
counted from. Where a choice changes the day of a rule for any start between 1953 and
2100, somebody who reads the rule otherwise will be a day off, and here is when.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache, cached_property
from typing import Final

import attrs

from auditflow.business_calendar import BusinessCalendar
from auditflow.business_calendar.sunday_rule import rest_days
from auditflow.day import FIRST, FIRST_YEAR, LAST, LAST_YEAR, date_at
from auditflow.errors import DayOutOfRange, Problem, RulebookRefused
from auditflow.events import ExtensionFrom
from auditflow.meetings import BodyMeetings
from auditflow.periods import (
    FIRST_DAYS,
    MONTH_ENDS,
    ROLLS,
    Days,
    Months,
    OnDay,
    Period,
    Weeks,
    Years,
    rolled,
)
from auditflow.rules.model import (
    Anchor,
    Basis,
    CountedOn,
    Rule,
    RuleDay,
    Seek,
    Way,
    Which,
)
from auditflow.rules.reading import Written, written_in
from auditflow.rules.seeking import meeting_from
from auditflow.rules.sheet import COUNTING_KEYS, Table
from auditflow.rules.unsaid import Answer, Choice, Unsaid

_WEDNESDAY: Final = 3  # the remainder of its ordinal by 7
_DAYS_OF_THE_SECOND: Final = range(8, 15)
_30: Final = 30

DueFrom = Callable[[int], int]


def lint(
    text: str, source: str = "rulebook", *, calendar: BusinessCalendar | None = None
) -> tuple[Unsaid, ...]:
    """Each choice that the rulebook *text* leaves unsaid and that changes a day.

    Said is what stands in the rule, in its table ``[counting]``, in the rulebook that
    it extends, and what lag (1930:173) 1 § says of the weeks, months and years of a
    statute. The day shown is one from ``valid_from`` on if there is any.

    >>> found, = lint('''
    ... id = "sala"
    ... version = "1"
    ... valid_from = 2026-01-01
    ... counting = { first_day = "not_counted" }
    ... [rules.reply]
    ... sv = "Svar"
    ... en = "Answer"
    ... anchor = "received"
    ... period = "3 months"
    ... roll = "none"
    ... basis = "local"
    ... source = "reglementet 9 §"
    ... confidence = "settled"
    ... [rules.adopt]
    ... sv = "Beslut"
    ... en = "Decision"
    ... anchor = "reply"
    ... period = "0 days"
    ... roll = "none"
    ... meeting = "own"
    ... seek = "last_before"
    ... basis = "local"
    ... source = "reglementet 9 §"
    ... confidence = "settled"
    ... ''')
    >>> found.place, str(found.choice), found.line, str(found.start)
    ('rules.reply', 'month_end', 6, '2026-11-30')
    >>> [(answer.word, str(answer.day)) for answer in found.answers]
    [('last_day', '2027-02-28'), ('next_day', '2027-03-01')]

    Args:
        text: the rulebook, in TOML. Unlike `Rulebook.read` this takes rules that do
            not say how they roll.
        source: what to call it in errors.
        calendar: the business days; Sweden's by default.

    Raises:
        RulebookRefused: it is no rulebook; or a rule does not say how it rolls, and
            that is all that is missing, as it changes no day.
    """
    written = written_in(text, source, without_roll=True)
    search = _Search(written, calendar or BusinessCalendar.sweden())
    found = tuple(search.unsaid())
    if not found and search.idle_rolls:
        raise RulebookRefused(tuple(search.idle_rolls))
    return found


@attrs.frozen(eq=False)
class _Search:
    """One rulebook, with the start days to try and the answers found so far."""

    written: Written
    calendar: BusinessCalendar
    idle_rolls: list[Problem] = attrs.field(factory=list, init=False)
    _tried: dict[object, int | None] = attrs.field(factory=dict, init=False)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Every day, those first that a person can relate to.

        Business days since the rulebook is in force, then its other days, then the
        days before it, the latest first.
        """
        since = self.written.contents.valid_from.toordinal()
        is_open = self.calendar.tables.open
        ahead = range(since, LAST + 1)
        return (
            *(day for day in ahead if is_open[day - FIRST]),
            *(day for day in ahead if not is_open[day - FIRST]),
            *range(since - 1, FIRST - 1, -1),
        )

    @cached_property
    def starts_short_of_february(self) -> tuple[int, ...]:
        """The same, with the 30th of each month first: everybody knows February."""
        thirtieth = [day for day in self.starts if date.fromordinal(day).day == _30]
        first = frozenset(thirtieth)
        return (*thirtieth, *(day for day in self.starts if day not in first))

    def unsaid(self) -> Iterator[Unsaid]:
        """Each choice that is left open and that changes a day, rule by rule."""
        for rule in self.written.contents.rules:
            table = self.written.tables[rule.id]
            found = [*self._in_way(rule, rule.way, table, f"rules.{rule.id}")]
            yield from found
            yield from self._immediate(rule, table, {one.choice for one in found})
            if rule.extendable and "extension_from" not in table:
                yield from self._extension(rule)
            other = table.get("otherwise")
            if rule.otherwise is not None and isinstance(other, dict):
                as_first = {k: table[k] for k in ("roll", *COUNTING_KEYS) if k in table}
                place = f"rules.{rule.id}.otherwise"
                said = {**as_first, **other}
                yield from self._in_way(rule, rule.otherwise, said, place)

    def _in_way(
        self, rule: Rule, way: Way, said: Table, place: str
    ) -> Iterator[Unsaid]:
        for choice, ways in _open_choices(rule, way, said):
            answers = {word: self._due(rule, other) for word, other in ways.items()}
            found = self._first_difference(rule, way, choice, answers)
            if found is None:
                if choice in (Choice.ROLL, Choice.DIRECTION):
                    self._note_idle_roll(place)
                continue
            yield self._told(rule, way.period, choice, place, found, answers)

    def _immediate(
        self, rule: Rule, table: Table, told: Collection[Choice]
    ) -> Iterator[Unsaid]:
        """What the last day for an immediate adjustment leaves open, if not *told*."""
        if rule.immediate is None:
            return
        way = attrs.evolve(
            rule.way, period=rule.immediate, roll="none", meeting=None, seek=None
        )
        said = {**table, "roll": "none"}
        for unsaid in self._in_way(rule, way, said, f"rules.{rule.id}"):
            if unsaid.choice not in told:
                yield unsaid

    def _extension(self, rule: Rule) -> Iterator[Unsaid]:
        """What an extension as long as the period itself, or by a month, would do."""
        way, counted_on = rule.way, self._counted_on(rule)
        due = self._due(rule, way)
        longer, more = _extended(way.period)
        by_anchor = attrs.evolve(way, period=longer) if longer else None

        def from_due(start: int) -> int:
            end = more.end_from(due(start), counted_on, way.counting)
            return rolled(end, way.roll)

        def from_anchor(start: int) -> int:
            begin = way.begins(start, self.calendar)
            if by_anchor is not None:
                return rolled(by_anchor.ends(begin, counted_on), way.roll)
            raw = way.ends(begin, counted_on)
            return rolled(more.end_from(raw, counted_on, way.counting), way.roll)

        answers: dict[str, DueFrom] = {
            ExtensionFrom.ANCHOR: from_anchor,
            ExtensionFrom.DUE: from_due,
        }
        found = self._first_difference(rule, way, Choice.EXTENSION_FROM, answers)
        if found is not None:
            place = f"rules.{rule.id}"
            told = self._told(
                rule, way.period, Choice.EXTENSION_FROM, place, found, answers
            )
            yield attrs.evolve(told, extension=more)

    def _due(self, rule: Rule, way: Way) -> DueFrom:
        """Where *way* leads from a start day, all in ordinals."""
        counted_on = self._counted_on(rule)

        def due(start: int) -> int:
            end = way.ends(way.begins(start, self.calendar), counted_on)
            if way.meeting is None:
                return rolled(end, way.roll)
            found = meeting_from(_example_meetings(), end, way.seek)
            if found is None:
                what = f"the meeting around {date_at(end)}"
                raise DayOutOfRange(what, FIRST_YEAR, LAST_YEAR)
            return found

        return due

    def _counted_on(self, rule: Rule) -> BusinessCalendar:
        statutory = rule.counted_on is CountedOn.STATUTORY
        return self.calendar.statutory if statutory else self.calendar

    def _first_difference(
        self, rule: Rule, way: Way, choice: Choice, answers: dict[str, DueFrom]
    ) -> int | None:
        """The first start day for which the *answers* differ, if there is one."""
        # Ways that differ in their anchor alone need one search.
        safe = all(
            isinstance(a, RuleDay) and a.which is Which.SAFE for a in way.anchors
        )
        key = attrs.evolve(way, anchor=Anchor.RECEIVED, or_later=()), rule.counted_on
        asked = key, choice, safe, tuple(answers)
        if asked not in self._tried:
            starts: Iterable[int] = self.starts
            if choice is Choice.MONTH_END:
                starts = self.starts_short_of_february
            if safe:  # always a business day
                is_open = self.calendar.tables.open
                starts = [day for day in starts if is_open[day - FIRST]]
            if choice in (Choice.ROLL, Choice.DIRECTION):
                starts = self._that_roll(rule, way, starts)
            self._tried[asked] = _first_difference(starts, tuple(answers.values()))
        return self._tried[asked]

    def _that_roll(self, rule: Rule, way: Way, starts: Iterable[int]) -> Iterator[int]:
        """Those of *starts* from which the period ends on a day that rolls."""
        if way.meeting is not None:
            return
        is_open, counted_on = rest_days().open, self._counted_on(rule)
        for start in starts:
            with suppress(DayOutOfRange):
                end = way.ends(way.begins(start, self.calendar), counted_on)
                if not is_open[end - FIRST]:
                    yield start

    def _told(
        self,
        rule: Rule,
        period: Period,
        choice: Choice,
        place: str,
        start: int,
        answers: dict[str, DueFrom],
    ) -> Unsaid:
        return Unsaid(
            rule=rule.id,
            choice=choice,
            place=place,
            line=self.written.sheet.line_of(f"{place}.{choice.key}"),
            period=period,
            start=date_at(start),
            answers=tuple(
                Answer(word, date_at(f(start))) for word, f in answers.items()
            ),
        )

    def _note_idle_roll(self, place: str) -> None:
        self.written.sheet.wrong(
            f"{place}.roll",
            "does not say how the last day rolls, though it changes no day",
            'write roll = "none"',
        )
        self.idle_rolls.append(self.written.sheet.problems.pop())


def _open_choices(
    rule: Rule, way: Way, said: Table
) -> Iterator[tuple[Choice, dict[str, Way]]]:
    """Each choice that is left open, with the way that each of its words gives."""
    period = way.period
    by_law = rule.basis is Basis.STATUTE and isinstance(period, Weeks | Months | Years)
    if "first_day" not in said and not by_law and period != Days(0):
        words: dict[str, Way] = {
            word: attrs.evolve(way, first_day=word) for word in FIRST_DAYS
        }
        yield Choice.FIRST_DAY, words
    if "month_end" not in said and not by_law and isinstance(period, Months | Years):
        words = {word: attrs.evolve(way, month_end=word) for word in MONTH_ENDS}
        yield Choice.MONTH_END, words
    if way.meeting is not None and "seek" not in said:
        yield Choice.SEEK, {word: attrs.evolve(way, seek=word) for word in Seek}
    roll = said.get("roll")
    if roll is None or roll is True:
        # That it rolls is said, but not in which direction.
        rolls = [word for word in ROLLS if word != "none" or roll is None]
        words = {word: attrs.evolve(way, roll=word) for word in rolls}
        yield (Choice.DIRECTION if roll else Choice.ROLL), words


def _extended(period: Period) -> tuple[Period | None, Period]:
    """A *period* made longer by an example of an extension, and that example.

    None for the first where the two cannot be counted at once.
    """
    if isinstance(period, OnDay) or period.amount <= 0:
        return None, Months(1)
    return attrs.evolve(period, amount=2 * period.amount), period


def _first_difference(
    starts: Iterable[int], answers: tuple[DueFrom, ...]
) -> int | None:
    first, *others = answers
    for start in starts:
        try:
            day = first(start)
            if any(other(start) != day for other in others):
                return start
        except DayOutOfRange:
            continue  # one of the days lies beyond the known years
    return None


@cache
def _example_meetings() -> BodyMeetings:
    """A body that meets on the second Wednesday of each month."""
    first = FIRST + (_WEDNESDAY - FIRST) % 7
    wednesdays = range(first, LAST + 1, 7)
    days = [d for d in wednesdays if date.fromordinal(d).day in _DAYS_OF_THE_SECOND]
    return BodyMeetings("", tuple(days), ((FIRST, LAST),))
