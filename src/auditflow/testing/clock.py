"""A clock that stands still until a test moves it."""

from datetime import datetime, timedelta

import attrs
from pendulum import Date, DateTime

from auditflow.day import STOCKHOLM, as_instant, day_of, start_of
from auditflow.errors import ValueRefused
from auditflow.testing.given import Day, day_given

_MORNING = 9


def _instant(when: datetime | Day) -> DateTime:
    if isinstance(when, datetime):
        return as_instant(when)
    return start_of(day_given(when)).set(hour=_MORNING)


@attrs.define
class FixedClock:
    """A clock that shows the same instant until somebody moves it.

    Give it wherever auditflow takes a ``clock``; called, it tells the instant. A day
    means nine in the morning of that day in Stockholm.

    >>> clock = FixedClock("2022-11-25")
    >>> str(clock())
    '2022-11-25 09:00:00+01:00'
    >>> clock.advance(days=3)
    >>> clock.today
    Date(2022, 11, 28)

    Raises:
        DayRefused: *now* is no day, or an instant without a time zone.
    """

    now: DateTime = attrs.field(converter=_instant, on_setattr=attrs.setters.convert)

    def __call__(self) -> DateTime:
        """The instant that it shows."""
        return self.now

    @property
    def today(self) -> Date:
        """The day that it shows, in Stockholm."""
        return day_of(self.now)

    def set(self, when: datetime | Day) -> None:
        """Show another instant, or nine in the morning of another day.

        Raises:
            DayRefused: *when* is no day, or an instant without a time zone.
        """
        self.now = _instant(when)

    def advance(self, *, days: int = 0, hours: int = 0, minutes: int = 0) -> None:
        """Let time pass: days by the calendar, so that the hour stays in summer time.

        >>> clock = FixedClock("2022-10-29")  # the clocks go back on the 30th
        >>> clock.advance(days=1)
        >>> str(clock())
        '2022-10-30 09:00:00+01:00'

        Raises:
            ValueRefused: that would set it back.
        """
        local = self.now.in_timezone(STOCKHOLM)
        moved = local.add(days=days) + timedelta(hours=hours, minutes=minutes)
        if moved < self.now:
            raise ValueRefused(
                f"a clock that is advanced to {moved}, before {self.now}",
                "let time pass forwards, or use set() to set it back",
            )
        self.now = moved
