"""Every peer that knows Sweden, or is told its holidays, gives the same days."""

from datetime import date
from typing import Any, Literal

import numpy as np
import QuantLib as ql  # noqa: N813 - as its own papers do
from bizdays import Calendar
from workalendar.europe import Sweden

from auditflow import BusinessCalendar
from auditflow.day import FIRST, LAST
from auditflow.proof import second
from tests.peers.spans import (
    ALL_DAYS,
    REACH,
    Column,
    apart,
    as_days,
    as_ordinals,
    in_the_tables,
    landed,
    random_pairs,
    told,
)

HISTORY_FROM = date(2005, 1, 1)  # workalendar knows no law from before
SWEDEN = BusinessCalendar.sweden()


def _bizdays() -> Any:
    return Calendar(
        [*told()], ["Saturday", "Sunday"], startdate="1953-01-01", enddate="2100-12-31"
    )


class TestWhichDaysAreBusinessDays:
    """All 54,056 days from 1953 to 2100."""

    def test_all_days_are_asked(self):
        """Weekends apart, the year has some ten closed days."""
        assert len(ALL_DAYS) == 54_056
        assert len(told()) > 1_400

    def test_the_second_algorithm(self):
        """It asks about each day anew, and keeps no tables."""
        is_open = SWEDEN.is_business_day
        assert [d for d in ALL_DAYS if is_open(d) != second.is_business_day(d)] == []

    def test_quantlib(self):
        """Its Sweden has the three eves, and the history of both moved holidays."""
        is_open, theirs, day = SWEDEN.is_business_day, ql.Sweden(), ql.Date.from_date
        differ = [d for d in ALL_DAYS if is_open(d) != theirs.isBusinessDay(day(d))]
        assert differ == []

    def test_workalendar_from_2005(self):
        """It has the eves as holidays, and knows only today's law."""
        is_open, theirs = SWEDEN.is_business_day, Sweden().is_working_day
        differ = [d for d in ALL_DAYS if is_open(d) != theirs(d)]
        assert [d for d in differ if d >= HISTORY_FROM] == []

    def test_numpy_and_bizdays_as_they_are_told(self):
        """Told which weekdays are closed, they know the weekends themselves."""
        column = np.array(ALL_DAYS, "datetime64[D]")
        in_numpy = np.is_busday(column, holidays=[*told()]).tolist()
        in_bizdays = map(_bizdays().isbizday, ALL_DAYS)
        differ = [
            d
            for d, one, other in zip(ALL_DAYS, in_numpy, in_bizdays, strict=True)
            if not SWEDEN.is_business_day(d) == one == other
        ]
        assert differ == []


class TestAMillionPairs:
    """Random days, each with −30 to 30 business days."""

    def test_the_questions_reach_from_end_to_end(self):
        """A million of them, of every number but 0."""
        ordinals, numbers = random_pairs()
        assert len(ordinals) == len(numbers) == 1_000_000
        assert {*numbers.tolist()} == {*range(-30, 0), *range(1, 31)}
        assert ordinals.min() < FIRST + 100
        assert ordinals.max() > LAST - 100

    def test_the_public_call(self):
        """From date to date it is what the tables say."""

        def add(day: date, number: int) -> int:
            return SWEDEN.add(day, number).toordinal()

        assert apart(landed(add, date.fromordinal)) == []

    def test_the_second_algorithm(self):
        """It walks from day to day."""

        def add(day: date, number: int) -> int:
            there: date = second.add(day, number)
            return there.toordinal()

        assert apart(landed(add, date.fromordinal)) == []

    def test_numpy(self):
        """Before it steps *after* a closed day it must roll back; *before* it, on."""
        ordinals, numbers = random_pairs()
        sides: tuple[tuple[Literal["backward", "forward"], Column], ...] = (
            ("backward", numbers > 0),
            ("forward", numbers < 0),
        )
        theirs = np.zeros_like(in_the_tables())
        for roll, ours in sides:
            days, steps = as_days(ordinals[ours]), numbers[ours]
            found = np.busday_offset(days, steps, roll=roll, holidays=[*told()])
            theirs[ours] = as_ordinals(found)
        assert apart(theirs) == []

    def test_quantlib(self):
        """By its own Sweden."""
        advance, unit = ql.Sweden().advance, ql.Days
        shift: int = date(2022, 1, 1).toordinal() - ql.Date(1, 1, 2022).serialNumber()

        def add(day: Any, number: int) -> int:
            serial: int = advance(day, number, unit).serialNumber()
            return serial + shift

        assert apart(landed(add, lambda ordinal: ql.Date(ordinal - shift))) == []

    def test_bizdays(self):
        """By the holidays it is told."""
        offset = _bizdays().offset

        def add(day: date, number: int) -> int:
            there: date = offset(day, number)
            return there.toordinal()

        assert apart(landed(add, date.fromordinal)) == []

    def test_workalendar_from_2005(self):
        """By its own Sweden, wherever no day before 2005 is passed."""
        add = Sweden().add_working_days
        ordinals, numbers = random_pairs()
        recent = ordinals > HISTORY_FROM.toordinal() + REACH
        theirs = in_the_tables().copy()
        pairs = zip(ordinals[recent].tolist(), numbers[recent].tolist(), strict=True)
        theirs[recent] = [add(date.fromordinal(o), n).toordinal() for o, n in pairs]
        assert recent.sum() > 600_000
        assert apart(theirs) == []
