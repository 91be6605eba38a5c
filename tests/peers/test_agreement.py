"""Every peer that knows Sweden, or is told its holidays, gives the same days."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import numpy as np
import pytest
import QuantLib as ql  # noqa: N813 - as its own papers do
from bizdays import Calendar
from workalendar.europe import Sweden

from auditflow import BusinessCalendar
from auditflow.day import FIRST, LAST
from tests.peers import second
from tests.peers.spans import (
    ALL_DAYS,
    REACH,
    Column,
    as_days,
    as_ordinals,
    random_pairs,
)

HISTORY_FROM = date(2005, 1, 1)  # workalendar has no history before


@pytest.fixture(scope="module")
def calendar():
    return BusinessCalendar.sweden()


@pytest.fixture(scope="module")
def told():
    """Monday to Friday, closed: from the second algorithm, not from the tables."""
    closed = [d for d in ALL_DAYS if d.weekday() < 5 and not second.is_business_day(d)]
    assert len(closed) > 1_400
    return closed


@pytest.fixture(scope="module")
def added(calendar):
    """Where the tables land, for each random pair."""
    ordinals, numbers = random_pairs()
    pairs = zip(ordinals.tolist(), numbers.tolist(), strict=True)
    return np.fromiter((calendar.add_ordinal(o, n) for o, n in pairs), "int64")


def _landed(
    add: Callable[[Any, int], int], start_of: Callable[[int], object]
) -> Column:
    """Where *add* lands for each random pair; *start_of* makes a day of an ordinal."""
    ordinals, numbers = random_pairs()
    starts = {ordinal: start_of(ordinal) for ordinal in np.unique(ordinals).tolist()}
    pairs = zip(ordinals.tolist(), numbers.tolist(), strict=True)
    return np.fromiter((add(starts[o], n) for o, n in pairs), "int64")


def _apart(ours: Column, theirs: Column) -> list[tuple[date, int, int, int]]:
    """The pairs for which another day comes out, the first ten of them."""
    ordinals, numbers = random_pairs()
    return [
        (date.fromordinal(ordinals[i]), numbers[i], ours[i], theirs[i])
        for i in np.flatnonzero(ours != theirs)[:10].tolist()
    ]


class TestWhichDaysAreBusinessDays:
    """All 54,056 days from 1953 to 2100."""

    def test_all_days_are_asked(self):
        assert len(ALL_DAYS) == 54_056

    def test_the_second_algorithm(self, calendar):
        differ = [
            d
            for d in ALL_DAYS
            if calendar.is_business_day(d) != second.is_business_day(d)
        ]
        assert differ == []

    def test_quantlib(self, calendar):
        sweden, day = ql.Sweden(), ql.Date.from_date
        differ = [
            d
            for d in ALL_DAYS
            if calendar.is_business_day(d) != sweden.isBusinessDay(day(d))
        ]
        assert differ == []

    def test_workalendar_from_2005(self, calendar):
        sweden = Sweden()
        differ = [
            d
            for d in ALL_DAYS
            if d >= HISTORY_FROM
            and calendar.is_business_day(d) != sweden.is_working_day(d)
        ]
        assert differ == []

    def test_numpy_and_bizdays_as_they_are_told(self, calendar, told):
        numpy_days = np.is_busday(np.array(ALL_DAYS, "datetime64[D]"), holidays=told)
        bizdays = _bizdays(told)
        differ = [
            d
            for d, is_open in zip(ALL_DAYS, numpy_days.tolist(), strict=True)
            if not calendar.is_business_day(d) == is_open == bizdays.isbizday(d)
        ]
        assert differ == []


class TestAMillionPairs:
    """Random days, each with −30 to 30 business days."""

    def test_a_million_different_questions(self):
        ordinals, numbers = random_pairs()
        assert len(ordinals) == len(numbers) == 1_000_000
        assert 0 not in numbers
        assert set(numbers.tolist()) == {*range(-30, 0), *range(1, 31)}
        assert ordinals.min() < FIRST + 100
        assert ordinals.max() > LAST - 100

    def test_the_public_call_is_the_same(self, calendar, added):
        def landed(day, number):
            return calendar.add(day, number).toordinal()

        assert _apart(added, _landed(landed, date.fromordinal)) == []

    def test_the_second_algorithm(self, added):
        def landed(day, number):
            return second.add(day, number).toordinal()

        theirs = _landed(landed, date.fromordinal)
        assert _apart(added, theirs) == []

    def test_numpy(self, added, told):
        """From a closed day, *after* it rolls back first, and *before* it forward."""
        ordinals, numbers = random_pairs()
        sides: tuple[tuple[Literal["backward", "forward"], Column], ...] = (
            ("backward", numbers > 0),
            ("forward", numbers < 0),
        )
        for roll, ours in sides:
            theirs = added.copy()
            theirs[ours] = as_ordinals(
                np.busday_offset(
                    as_days(ordinals[ours]), numbers[ours], roll=roll, holidays=told
                )
            )
            assert _apart(added, theirs) == []

    def test_quantlib(self, added):
        sweden, unit = ql.Sweden(), ql.Days
        shift = date(2022, 1, 1).toordinal() - ql.Date(1, 1, 2022).serialNumber()

        def landed(day, number):
            return sweden.advance(day, number, unit).serialNumber() + shift

        theirs = _landed(landed, lambda ordinal: ql.Date(ordinal - shift))
        assert _apart(added, theirs) == []

    def test_bizdays(self, added, told):
        offset = _bizdays(told).offset

        def landed(day, number):
            return offset(day, number).toordinal()

        theirs = _landed(landed, date.fromordinal)
        assert _apart(added, theirs) == []

    def test_workalendar_from_2005(self, added):
        add = Sweden().add_working_days
        ordinals, numbers = random_pairs()
        recent = ordinals > HISTORY_FROM.toordinal() + REACH
        theirs = added.copy()
        pairs = zip(ordinals[recent].tolist(), numbers[recent].tolist(), strict=True)
        theirs[recent] = [add(date.fromordinal(o), n).toordinal() for o, n in pairs]
        assert recent.sum() > 600_000
        assert _apart(added, theirs) == []


def _bizdays(told: list[date]) -> Any:
    return Calendar(
        told, ["Saturday", "Sunday"], startdate="1953-01-01", enddate="2100-12-31"
    )
