"""Where a period ends, how its last day rolls, and why."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Final, Literal, assert_never, get_args

import attrs
from pendulum import Date

from auditflow import reasons
from auditflow.business_calendar import (
    BusinessCalendar,
    Closure,
    RestDay,
    public_holiday,
    rest_day,
)
from auditflow.business_calendar.sunday_rule import confidence_within, rest_days
from auditflow.confidence import Confidence
from auditflow.day import as_day, date_at, ordinal_of
from auditflow.errors import PeriodRefused
from auditflow.periods.counting import BY_LAW, Counting, FirstDay, MonthEnd
from auditflow.periods.on_day import OnDay
from auditflow.periods.units import (
    BusinessDays,
    Days,
    LiteralWeekdays,
    Months,
    Period,
    Weeks,
    Years,
)
from auditflow.reasons import PERIOD_LAW, Reason

Roll = Literal["forward", "back", "none"]
ROLLS: Final[tuple[Roll, ...]] = get_args(Roll)


@attrs.frozen
class PeriodEnd:
    """The end of a period: three days, and the reasons for them on demand.

    ``raw`` is the day before any rolling, ``due`` the last day after it, ``safe`` the
    last business day on or before the earlier of the two: work towards that one.
    """

    start: Date
    period: Period
    roll: Roll
    raw: Date
    due: Date
    safe: Date
    _calendar: BusinessCalendar = attrs.field(repr=False)
    _counted_on: BusinessCalendar = attrs.field(repr=False)
    counting: Counting = BY_LAW
    lawful: bool = attrs.field(default=True, repr=False)
    """Whether the paragraphs of the law stand behind it; a local rule counts the same
    way, but no paragraph says so."""

    @property
    def confidence(self) -> Confidence:
        """How sure it is which days lag (1930:173) 2 § named when the last day rolled.

        Settled since 1975, and always where nothing rolled. The act as it once was is
        not known in every detail: see `auditflow.business_calendar.rest_day`.
        """
        if self.raw == self.due:
            return Confidence.SETTLED
        first, last = sorted((self.raw.toordinal(), self.due.toordinal()))
        return confidence_within(first, last)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Each step on the way, every skipped and rolled day by its name."""
        return (*self.reasons_for_raw, *self._why_due(), *self._why_safe())

    @property
    def reasons_for_raw(self) -> list[Reason]:
        """Each step on the way to the raw day, and no further."""
        if isinstance(self.period, Days) and self.period.amount == 0:
            return []
        counted = self._why_counted()
        missing = self._missing_number()
        if missing is not None:
            return [counted, missing]
        return [
            counted,
            *(
                reasons.skipped(day, closure.in_swedish_text, closure.en)
                for day, closure in self._skipped()
            ),
        ]

    def _why_counted(self) -> Reason:
        sv, en = self.period.in_swedish(), self.period.in_english()
        if isinstance(self.period, OnDay):
            return reasons.on_fixed_day(self.raw, self.start, sv, en)
        if self.counting.less_first(self.period.amount):
            back = self.period.amount < 0
            sv, en = (f"{sv} bakåt", f"{en} back") if back else (sv, en)
            return reasons.counted_in(self.raw, self.start, sv, en)
        by_law = self.lawful and isinstance(self.period, Weeks | Months | Years)
        return reasons.counted(
            self.raw, self.start, sv, en, PERIOD_LAW if by_law else None
        )

    def _missing_number(self) -> Reason | None:
        """That the month where the period ends has no such day, if it has not."""
        if not isinstance(self.period, Months | Years):
            return None
        less = self.counting.less_first(self.period.amount)
        end = date_at(self.raw.toordinal() + less)
        number = self.start.day
        if end.day == number:
            return None
        if self.counting.month_end == "next_day":
            month = f"{date_at(end.toordinal() - 1):%Y-%m}"
            return reasons.carried_over(end, month, number)
        return reasons.clamped(end, number, PERIOD_LAW if self.lawful else None)

    def _skipped(self) -> Iterator[tuple[Date, Closure]]:
        """Each day on the way that was not counted, with its name."""
        first, last = sorted((self.start, self.raw))
        counts = self.counting.first_day == "counted"
        if isinstance(self.period, BusinessDays):
            closed = iter(self._counted_on.closures(first, last))
        elif isinstance(self.period, LiteralWeekdays):
            closed = _public_holidays(first, last)
        else:
            return
        yield from ((d, why) for d, why in closed if counts or d != self.start)

    def _why_due(self) -> list[Reason]:
        why = [*self._why_rolled()] if self.raw != self.due else []
        closure = self._calendar.closure(self.due)
        if closure is not None:
            why.append(reasons.kept(self.due, closure.in_swedish_text, closure.en))
        return why

    def _why_rolled(self) -> Iterator[Reason]:
        by_law = self.lawful and self.due > self.raw
        passed = [*_rest_days_between(self.raw, self.due)]
        for day, rest in passed:
            law = rest.source if by_law else None
            name = rest.closure
            yield reasons.rolled_over(day, name.in_swedish_text, name.en, law)
        law = passed[0][1].source if by_law else None
        yield reasons.rolled(self.due, self.raw, law)
        for day, rest in passed:
            if rest.confidence is not Confidence.SETTLED:
                yield reasons.law_uncertain(day, rest.source, rest.confidence)

    def _why_safe(self) -> list[Reason]:
        if self.safe >= self.due:
            return []
        last = min(self.raw, self.due)
        between = self._calendar.closures(self.safe, last)
        return [
            *(
                reasons.not_open(day, closure.in_swedish_text, closure.en)
                for day, closure in reversed(between)
                if day != last
            ),
            reasons.work_towards(self.safe),
        ]


def end_of(
    day: date,
    period: Period,
    *,
    roll: Roll,
    calendar: BusinessCalendar,
    counted_on: BusinessCalendar | None = None,
    first_day: FirstDay = "not_counted",
    month_end: MonthEnd = "last_day",
) -> PeriodEnd:
    """Where *period* from *day* ends; *day* itself is not counted, unless told.

    Weeks, months and years end on the day with the same name or number (lag 1930:173
    1 §), always counted once from *day*. Only the end rolls, and only over the days
    that 2 § named on that day: what the municipality closed moves ``safe`` and the
    count of business days, never a last day.

    >>> end = end_of(
    ...     date(2022, 12, 5), Weeks(3), roll="forward",
    ...     calendar=BusinessCalendar.sweden(),
    ... )
    >>> str(end.raw), str(end.due), str(end.safe)
    ('2022-12-26', '2022-12-27', '2022-12-23')
    >>> print(end.reasons[1].text("sv"))
    2022-12-26 är annandag jul (lag (1930:173) 2 §)

    Args:
        day: the day from which time runs.
        period: a length with its unit; negative lengths count back.
        roll: ``forward``, ``back`` (a minimum notice) or ``none`` (a day that somebody
            asked for). There is no default.
        calendar: the municipality's business days.
        counted_on: the calendar whose business days are counted, where it is another.
        first_day: ``counted`` makes *day* the first day of the period, so that it ends
            one day sooner. The law, and the default, is ``not_counted`` (1 §).
        month_end: what counts where the month has no such day: its ``last_day``, as the
            law has it (1 §), or the ``next_day`` after that.

    Raises:
        PeriodRefused: *period* has no unit, or another word is no known one.
        DayRefused: *day* or a day found is none that can be counted with.
    """
    check_is_period(period)
    check_is_roll(roll)
    counted_on = counted_on or calendar
    counting = Counting(first_day, month_end)
    raw = period.end_from(ordinal_of(day), counted_on, counting)
    due = rolled(raw, roll)
    return PeriodEnd(
        as_day(day),
        period,
        roll,
        date_at(raw),
        date_at(due),
        date_at(calendar.roll_back_ordinal(min(raw, due))),
        calendar,
        counted_on,
        counting,
    )


def _public_holidays(first: Date, last: Date) -> Iterator[tuple[Date, Closure]]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date_at(ordinal)
        holiday = public_holiday(day)
        if holiday is not None:
            yield day, holiday


def _rest_days_between(raw: Date, due: Date) -> Iterator[tuple[Date, RestDay]]:
    """The days that a last day passed, from *raw* on, each with what it is."""
    step = 1 if due > raw else -1
    for ordinal in range(raw.toordinal(), due.toordinal(), step):
        day = date_at(ordinal)
        rest = rest_day(day)
        if rest is not None:
            yield day, rest


def check_is_period(value: object) -> None:
    """Refuse what has no unit.

    Raises:
        PeriodRefused: *value* is no period.
    """
    if not isinstance(value, Period):
        mend = "give its unit too, such as days(14) or weeks(3)"
        raise PeriodRefused(f"{value!r} is no period", mend)


def check_is_roll(value: object) -> None:
    """Refuse what names no way to roll.

    Raises:
        PeriodRefused: *value* is none of `ROLLS`.
    """
    if value not in ROLLS:
        mend = f"write one of: {', '.join(ROLLS)}"
        raise PeriodRefused(f"{value!r} is no way to roll", mend)


def rolled(raw: int, roll: Roll) -> int:
    """*raw* rolled over the days of lag 1930:173 2 §, as it was then, and no others."""
    match roll:
        case "none":
            return raw
        case "forward":
            return rest_days().on_or_after(raw)
        case "back":
            return rest_days().on_or_before(raw)
        case _:
            assert_never(roll)
