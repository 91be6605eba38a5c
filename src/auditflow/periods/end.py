"""Where a period ends, how its last day rolls, and why."""

from datetime import date
from functools import cached_property
from typing import Final, Literal, assert_never, get_args

import attrs
from pendulum import Date

from auditflow import reasons
from auditflow.business_calendar import BusinessCalendar
from auditflow.day import as_day, date_at, ordinal_of
from auditflow.errors import PeriodRefused
from auditflow.periods.units import (
    BusinessDays,
    Days,
    Months,
    Period,
    Weeks,
    Years,
    day_shifted,
    month_shifted,
)
from auditflow.reasons import PERIOD_LAW, ROLL_LAW, Reason

Roll = Literal["forward", "back", "none"]
ROLLS: Final[tuple[str, ...]] = get_args(Roll)


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
    _sought: int | None = attrs.field(repr=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Each step on the way, every skipped and rolled day by its name."""
        return (*self._why_raw(), *self._why_due(), *self._why_safe())

    def _why_raw(self) -> list[Reason]:
        if self.period == Days(0):
            return []
        lawful = isinstance(self.period, Weeks | Months | Years)
        counted = reasons.counted(
            self.raw,
            self.start,
            self.period.in_swedish(),
            self.period.in_english(),
            PERIOD_LAW if lawful else None,
        )
        if self._sought is not None:
            return [counted, reasons.clamped(self.raw, self._sought)]
        if not isinstance(self.period, BusinessDays):
            return [counted]
        first, last = sorted((self.start, self.raw))
        return [
            counted,
            *(
                reasons.skipped(day, closure.in_swedish_text, closure.en)
                for day, closure in self._counted_on.closures(first, last)
                if day != self.start
            ),
        ]

    def _why_due(self) -> list[Reason]:
        why: list[Reason] = []
        if self.raw != self.due:
            forward = self.due > self.raw
            first, last = sorted((self.raw, self.due))
            passed = self._calendar.statutory.closures(first, last)
            law = ROLL_LAW if forward else None
            why = [
                reasons.rolled_over(day, closure.in_swedish_text, closure.en, law)
                for day, closure in (passed if forward else reversed(passed))
            ]
            why.append(reasons.rolled(self.due, self.raw, law))
        closure = self._calendar.closure(self.due)
        if closure is not None:
            why.append(reasons.kept(self.due, closure.in_swedish_text, closure.en))
        return why

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
) -> PeriodEnd:
    """Where *period* from *day* ends; *day* itself is never counted.

    Weeks, months and years end on the day with the same name or number (lag 1930:173
    1 §), always counted once from *day*. Only the end rolls, and only over the days
    that 2 § names: what the municipality closed moves ``safe`` and the count of
    business days, never a last day.

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

    Raises:
        PeriodRefused: *period* has no unit, or *roll* is no known name.
        DayRefused: *day* or a day found is none that can be counted with.
    """
    _check_is_period(period)
    _check_is_roll(roll)
    counted_on = counted_on or calendar
    raw, sought = raw_end(ordinal_of(day), period, counted_on)
    due = rolled(raw, roll, calendar)
    return PeriodEnd(
        as_day(day),
        period,
        roll,
        date_at(raw),
        date_at(due),
        date_at(calendar.roll_back_ordinal(min(raw, due))),
        calendar,
        counted_on,
        sought,
    )


def _check_is_period(value: object) -> None:
    if not isinstance(value, Period):
        mend = "give its unit too, such as days(14) or weeks(3)"
        raise PeriodRefused(f"{value!r} is no period", mend)


def _check_is_roll(value: object) -> None:
    if value not in ROLLS:
        mend = f"write one of: {', '.join(ROLLS)}"
        raise PeriodRefused(f"{value!r} is no way to roll", mend)


def raw_end(
    start: int, period: Period, calendar: BusinessCalendar
) -> tuple[int, int | None]:
    """The raw end of *period* from *start*, both ordinals; the day number if clamped.

    Raises:
        DayOutOfRange: the end lies outside 1953–2100.
    """
    match period:
        case Days(amount):
            return day_shifted(start, amount), None
        case BusinessDays(amount):
            return calendar.add_ordinal(start, amount), None
        case Weeks(amount):
            return day_shifted(start, 7 * amount), None
        case Months(amount):
            return month_shifted(start, amount)
        case Years(amount):
            return month_shifted(start, 12 * amount)
        case _:
            assert_never(period)


def rolled(raw: int, roll: Roll, calendar: BusinessCalendar) -> int:
    """*raw* rolled over the days of lag 1930:173 2 §, and no others."""
    match roll:
        case "forward":
            return calendar.statutory.roll_forward_ordinal(raw)
        case "back":
            return calendar.statutory.roll_back_ordinal(raw)
        case "none":
            return raw
        case _:
            assert_never(roll)
