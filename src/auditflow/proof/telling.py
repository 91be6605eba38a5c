"""The lines of what is counted; notes on which days the municipality's own matter."""

from collections.abc import Iterator

import attrs
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar, public_holiday
from auditflow.day import date_at
from auditflow.periods import BusinessDays, Days, LiteralWeekdays, OnDay
from auditflow.planning.derivation import Counted
from auditflow.proof.lines import Kind, Line
from auditflow.proof.saying import closed, is_missing, saying, whose
from auditflow.reasons import PERIOD_LAW
from auditflow.rules import CountedOn


@attrs.frozen(eq=False)
class Telling:
    """Tells what is counted; notes which days the municipality's own can matter on."""

    calendar: BusinessCalendar
    asked: set[int] = attrs.field(factory=set)

    def ask(self, first: Date, last: Date) -> None:
        """Note that it matters which of these days, both included, are open."""
        self.asked.update(range(first.toordinal(), last.toordinal() + 1))

    def counted(self, counted: Counted, *, lawful: bool) -> Iterator[Line]:
        """The period, and each day that it passes where days are told one by one."""
        start, end = counted.start, counted.end
        yield saying(
            Kind.PERIOD,
            period=str(counted.period),
            counted_on=whose(counted),
            first_day=counted.counting.first_day,
            month_end=counted.counting.month_end,
        )
        if isinstance(counted.period, BusinessDays | LiteralWeekdays):
            yield from self._walked(counted)
        elif isinstance(counted.period, OnDay):
            yield saying(Kind.FIXED_DAY, day=end)
        elif isinstance(counted.period, Days):
            first, last = sorted((start, end))
            days = abs(counted.period.amount)
            yield saying(Kind.SPAN, first=first, last=last, days=days)
        else:
            sought = start.day if is_missing(counted) else None
            law = PERIOD_LAW if lawful else None
            yield saying(Kind.SAME_NAME, day=end, sought=sought, law=law)

    def _walked(self, counted: Counted) -> Iterator[Line]:
        calendar = self._whose(counted.counted_on)
        literal = isinstance(counted.period, LiteralWeekdays)
        number = 0
        for day in map(date_at, self.walk(counted)):
            closure = public_holiday(day) if literal else calendar.closure(day)
            if closure is None:
                number += 1
                yield saying(Kind.COUNTS, day=day, number=number)
            else:
                yield closed(Kind.PASSED, day, closure)

    def walk(self, counted: Counted) -> range:
        """The days from which business days are counted, as ordinals, in order."""
        start, end = counted.start.toordinal(), counted.end.toordinal()
        forward = isinstance(counted.period, OnDay) or counted.period.amount > 0
        way, counts = (1 if forward else -1), counted.counting.first_day == "counted"
        days = range(start if counts else start + way, end + way, way)
        business = isinstance(counted.period, BusinessDays)
        if business and counted.counted_on is CountedOn.MUNICIPAL:
            self.asked.update(days)
        return days

    def _whose(self, whose: CountedOn) -> BusinessCalendar:
        statutory = whose is CountedOn.STATUTORY
        return self.calendar.statutory if statutory else self.calendar
