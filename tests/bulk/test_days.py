"""Columns give what the scalar calls give, bit for bit, or refuse what they refuse."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow import bulk
from auditflow.bulk.answers import DayArray
from auditflow.bulk.columns import BLOCK
from auditflow.bulk.tables import _for_all_at_once, ended, one_by_one
from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import (
    ColumnsContradict,
    DayOutOfRange,
    DaysOutOfRange,
    Fault,
    NoBusinessDays,
    NotADay,
    NotDays,
    PeriodRefused,
)
from auditflow.periods import BY_LAW, Days, business_days, days, end_of, months, weeks
from tests.bulk.handing_over import Handed
from tests.property.strategies import calendars, lengths, rolls, signed, some_days

SWEDEN = BusinessCalendar.sweden()
FIRST, LAST = date(1953, 1, 1), date(2100, 12, 31)
EVERY_DAY = np.arange("1953-01-01", "2101-01-01", dtype="M8[D]")
Found = TypeVar("Found")
NAT = np.datetime64("NaT")
LAW = settings(max_examples=40, deadline=None)


def _column(dates: Iterable[date | None]) -> DayArray:
    return np.array(
        [NAT if day is None else np.datetime64(day) for day in dates], "M8[D]"
    )


def _dates(column: DayArray) -> list[date | None]:
    return [None if np.isnat(day) else day.item() for day in column]


def _each(
    one: Callable[[date], Found], dates: Iterable[date | None]
) -> list[Found | None]:
    return [None if day is None else one(day) for day in dates]


def test_every_day_that_is_known():
    """All 54,056 days: whether it is open, both rolls, and the way to it and on."""
    inner = EVERY_DAY[60:-60]
    dates = inner.tolist()
    opened = bulk.is_business_day(EVERY_DAY, calendar=SWEDEN)
    assert opened.tolist() == [SWEDEN.is_business_day(d) for d in EVERY_DAY.tolist()]
    forward = bulk.roll_forward(inner, calendar=SWEDEN)
    assert _dates(forward) == [SWEDEN.roll_forward(day) for day in dates]
    back = bulk.roll_back(inner, calendar=SWEDEN)
    assert _dates(back) == [SWEDEN.roll_back(day) for day in dates]
    for n in (-21, -1, 1, 10):
        added = bulk.add(inner, n, calendar=SWEDEN)
        assert _dates(added) == [SWEDEN.add(day, n) for day in dates]


columns = st.lists(st.none() | some_days, max_size=30)


@LAW
@given(dates=columns, n=signed, data=st.data())
def test_adding_is_the_scalar_add(dates, n, data):
    """One number for all, or a number for each."""
    calendar = data.draw(calendars(near=dates[0] if dates else None))
    expected = _each(lambda day: calendar.add(day, n), dates)
    assert _dates(bulk.add(_column(dates), n, calendar=calendar)) == expected
    numbers = data.draw(st.lists(signed, min_size=len(dates), max_size=len(dates)))
    each = [
        None if day is None else calendar.add(day, number)
        for day, number in zip(dates, numbers, strict=True)
    ]
    assert _dates(bulk.add(_column(dates), numbers, calendar=calendar)) == each


@LAW
@given(
    pairs=st.lists(
        st.tuples(st.none() | some_days, st.none() | some_days), max_size=30
    ),
    one=some_days,
    data=st.data(),
)
def test_counting_is_the_scalar_count(pairs, one, data):
    """Of pairs, and from or until one day; what is missing is masked."""
    calendar = data.draw(calendars(near=one))
    after, until = ([pair[i] for pair in pairs] for i in (0, 1))

    def counts(pairs: list[tuple[date | None, ...]]) -> list[int | None]:
        return [None if None in pair else calendar.count(*pair) for pair in pairs]

    both = bulk.count(_column(after), _column(until), calendar=calendar)
    assert both.tolist() == counts(pairs)
    assert both.dtype == np.int64
    since = bulk.count(one, _column(until), calendar=calendar)
    assert since.tolist() == counts([(one, day) for day in until])
    before = bulk.count(_column(after), np.datetime64(one), calendar=calendar)
    assert before.tolist() == counts([(day, one) for day in after])


@LAW
@given(dates=columns, data=st.data())
def test_rolling_and_asking_are_the_scalar_calls(dates, data):
    """With a municipality's own days too."""
    calendar = data.draw(calendars(near=dates[0] if dates else None))
    column = _column(dates)
    forward = bulk.roll_forward(column, calendar=calendar)
    assert _dates(forward) == _each(calendar.roll_forward, dates)
    back = bulk.roll_back(column, calendar=calendar)
    assert _dates(back) == _each(calendar.roll_back, dates)
    opened = bulk.is_business_day(column, calendar=calendar)
    assert opened.tolist() == _each(calendar.is_business_day, dates)


@LAW
@given(dates=columns, period=lengths, roll=rolls, data=st.data())
def test_the_ends_of_periods_are_the_scalar_ends(dates, period, roll, data):
    """All three days, rolled as the law was on the day, counted on either calendar."""
    calendar = data.draw(calendars(near=dates[0] if dates else None))
    counted_on = data.draw(st.sampled_from([None, SWEDEN]))
    given = {"roll": roll, "calendar": calendar, "counted_on": counted_on}
    ends = bulk.end_of(_column(dates), period, **given)
    expected = _each(lambda day: end_of(day, period, **given), dates)
    assert len(ends) == len(dates)
    for name in ("raw", "due", "safe"):
        each = [None if end is None else getattr(end, name) for end in expected]
        assert _dates(getattr(ends, name)) == each


@pytest.mark.parametrize("roll", ["forward", "back"])
def test_a_last_day_rolls_as_the_law_was_then(roll):
    """Each day before 1976, where Saturdays and New Year's Eve came in one by one."""
    dates = EVERY_DAY[30 : 23 * 366].tolist()
    ends = bulk.end_of(dates, days(0), roll=roll, calendar=SWEDEN)
    expected = [end_of(d, days(0), roll=roll, calendar=SWEDEN).due for d in dates]
    assert _dates(ends.due) == expected


def test_the_last_days_of_months():
    """From the 28th to the 31st of every month of four years, in both directions."""
    dates = [d for d in EVERY_DAY[17_000:18_500].tolist() if d.day >= 28]
    for amount in (-14, -1, 1, 6, 13):
        ends = bulk.end_of(dates, months(amount), roll="none", calendar=SWEDEN)
        expected = [
            end_of(d, months(amount), roll="none", calendar=SWEDEN).raw for d in dates
        ]
        assert _dates(ends.raw) == expected


def _far(at: int | list[int], day: str, rows: int = 2 * BLOCK + 5) -> DayArray:
    column = np.full(rows, np.datetime64("2022-01-03"))
    column[at] = np.datetime64(day)
    return column


@pytest.mark.parametrize(
    ("asked", "index", "day", "how_many"),
    [
        pytest.param(
            lambda: bulk.add(_far([9, 40_000], "1952-12-31"), 1, calendar=SWEDEN),
            9, "1952-12-31", 2, id="add",
        ),
        pytest.param(
            lambda: bulk.add(_far(40_000, "2100-12-29"), 2, calendar=SWEDEN),
            40_000, "the day 2 business days from 2100-12-29", 1, id="add-beyond",
        ),
        pytest.param(
            lambda: bulk.add([date(1953, 1, 5)], -4, calendar=SWEDEN),
            0, "the day -4 business days from 1953-01-05", 1, id="add-before",
        ),
        pytest.param(
            lambda: bulk.add(EVERY_DAY[-3:], 10**30, calendar=SWEDEN),
            0, f"the day {10**30} business days from 2100-12-29", 3, id="add-far",
        ),
        pytest.param(
            lambda: bulk.add(
                EVERY_DAY[[5, -3]], np.array([7, 10**18]), calendar=SWEDEN
            ),
            1, f"the day {10**18} business days from 2100-12-29", 1, id="add-each",
        ),
        pytest.param(
            lambda: bulk.add(_far(3, "9999-01-01", 5), [1] * 5, calendar=SWEDEN),
            3, "9999-01-01", 1, id="add-each-outside",
        ),
        pytest.param(
            lambda: bulk.roll_forward(EVERY_DAY[-2:], calendar=SWEDEN),
            1, "the first business day on or after 2100-12-31", 1, id="roll-forward",
        ),
        pytest.param(
            lambda: bulk.roll_back(EVERY_DAY[:2], calendar=SWEDEN),
            0, "the last business day on or before 1953-01-01", 1, id="roll-back",
        ),
        pytest.param(
            lambda: bulk.is_business_day(_far(33_000, "2101-01-01"), calendar=SWEDEN),
            33_000, "2101-01-01", 1, id="is-business-day",
        ),
        pytest.param(
            lambda: bulk.count(
                _far(40_000, "2101-01-01"),
                _far([8, 50_000], "0001-01-01"),
                calendar=SWEDEN,
            ),
            8, "0001-01-01", 3, id="count",
        ),
        pytest.param(
            lambda: bulk.end_of(
                EVERY_DAY[-30:], weeks(3), roll="none", calendar=SWEDEN
            ),
            9, "the end of 3 weeks from 2100-12-11", 21, id="end-of",
        ),
        pytest.param(
            lambda: bulk.end_of(EVERY_DAY[:9], days(0), roll="none", calendar=SWEDEN),
            0, "the end of 0 days from 1953-01-01", 1, id="no-safe-day",
        ),
    ],
)  # fmt: skip
def test_days_out_of_range_are_refused_with_their_index(asked, index, day, how_many):
    """The first of them in the whole column, and how many there are."""
    with pytest.raises(DaysOutOfRange) as caught:
        asked()
    found = caught.value
    assert (found.index, found.day, found.how_many) == (index, day, how_many)


def test_the_first_and_the_last_day_are_within():
    """Both ends of the years that are known can be asked about."""
    ends = EVERY_DAY[[0, -1]]
    assert bulk.is_business_day(ends, calendar=SWEDEN).tolist() == [False, False]
    assert bulk.count(FIRST, ends, calendar=SWEDEN).tolist() == [
        0,
        SWEDEN.count(FIRST, LAST),
    ]


@pytest.mark.parametrize(
    ("n", "error", "said"),
    [
        pytest.param(0, NoBusinessDays, "0 business days", id="zero"),
        pytest.param(
            [1, 0, 2], NoBusinessDays, "at index 1: 0 business", id="one-zero"
        ),
        pytest.param(2.0, NotADay, "a whole number", id="a-float"),
        pytest.param(True, NotADay, "a whole number", id="a-truth"),
        pytest.param("5", NotADay, "a whole number", id="text"),
        pytest.param(np.ones(3), NotDays, "n is a column of float64", id="floats"),
        pytest.param(
            [1, 2], ColumnsContradict, "days has 3 and n has 2 rows", id="too-few"
        ),
        pytest.param([[1], [1, 2]], NotDays, "n has 2 dimensions", id="uneven"),
        pytest.param(None, NotDays, "n has 0 dimensions", id="nothing"),
        pytest.param(Handed([1] * 3), NotDays, "Arrow column of tdD", id="days"),
    ],
)
def test_a_number_that_says_nothing_is_refused(n, error, said):
    """As the scalar call does, with the index where there is one."""
    with pytest.raises(error, match=said):
        bulk.add(EVERY_DAY[100:103], n, calendar=SWEDEN)


@pytest.mark.parametrize(
    "n",
    [
        pytest.param(np.int16(4), id="one-of-numpy"),
        pytest.param(np.array([4, 4, 4], np.uint8), id="numpy"),
        pytest.param(Handed([4, 4, 4], "s", "h"), id="arrow"),
    ],
)
def test_numbers_come_from_anywhere(n):
    """Of whatever width, signed or not."""
    column = EVERY_DAY[100:103]
    four = bulk.add(column, 4, calendar=SWEDEN)
    assert bulk.add(column, n, calendar=SWEDEN).tolist() == four.tolist()


def test_a_missing_number_has_no_day():
    """As a missing day has none."""
    numbers = Handed([1, None, -1], "l", "q")
    found = bulk.add(EVERY_DAY[100:103], numbers, calendar=SWEDEN)
    assert np.isnat(found).tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("after", "until", "error"),
    [
        pytest.param(FIRST, LAST, NotDays, id="no-column"),
        pytest.param(EVERY_DAY[:3], EVERY_DAY[:4], ColumnsContradict, id="lengths"),
        pytest.param(date(1900, 1, 1), EVERY_DAY[:3], DayOutOfRange, id="far"),
        pytest.param(np.datetime64("1900-01-01"), [], DayOutOfRange, id="far-np"),
        pytest.param(
            EVERY_DAY[:3], datetime(2022, 1, 3), NotADay, id="an-instant"  # noqa: DTZ001
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_between_is_refused(after, until, error):
    """Two single days are a question for the calendar itself."""
    with pytest.raises(error):
        bulk.count(after, until, calendar=SWEDEN)


def test_nothing_counts_from_a_day_that_is_missing():
    """One missing day makes the whole answer missing, and none of it a number."""
    found = bulk.count(NAT, EVERY_DAY[:3], calendar=SWEDEN)
    assert found.tolist() == [None] * 3
    assert np.ma.getdata(found).max() < -(10**9)


def test_what_is_no_period_is_refused():
    """As the scalar call refuses it, whatever the column holds."""
    with pytest.raises(PeriodRefused):
        bulk.end_of([], 14, roll="none", calendar=SWEDEN)  # type: ignore[arg-type]
    with pytest.raises(PeriodRefused):
        bulk.end_of([], days(1), roll="up", calendar=SWEDEN)  # type: ignore[arg-type]


def test_no_table_is_changed_by_what_is_done_to_an_answer():
    """Answers belong to whoever asked."""
    column = EVERY_DAY[100:103].copy()
    first = bulk.add(column, 3, calendar=SWEDEN)
    first += np.timedelta64(1, "D")
    assert _dates(bulk.add(column, 3, calendar=SWEDEN)) == [
        SWEDEN.add(FIRST + timedelta(days=100 + at), 3) for at in range(3)
    ]


@pytest.mark.parametrize(
    "period", [days(-400), weeks(3), months(-13), months(1), business_days(-7)], ids=str
)
def test_a_table_made_at_once_is_what_the_period_says_of_each_day(period):
    """Of all 54,056 days; so is the one of a kind that cannot be made at once."""
    slowly = one_by_one(lambda day: period.end_from(day, SWEDEN))
    assert (ended(period, SWEDEN) == slowly).all()


def test_what_is_no_shift_is_a_fault_of_ours():
    """Nothing that a caller gives leads there."""
    with pytest.raises(Fault, match="is no plain shift"):
        _for_all_at_once("3 weeks", SWEDEN)


def test_a_kind_of_period_that_is_new_is_asked_day_by_day():
    """What it answers is right, whether or not it could be answered faster."""

    class Fortnights(Days):
        def end_from(self, start, calendar, counting=BY_LAW):
            return start + 14 * self.amount

    ends = bulk.end_of(EVERY_DAY[99:102], Fortnights(2), roll="none", calendar=SWEDEN)
    assert (ends.raw == EVERY_DAY[127:130]).all()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        pytest.param(2**64 - 5, np.uint64, id="comes-back-as-minus-five"),
        pytest.param(2**63, np.uint64, id="one-too-many"),
        pytest.param(-(2**63), np.int64, id="what-a-missing-day-is-made-of"),
    ],
)
def test_a_number_beyond_signed_arithmetic_is_refused(number, kind):
    """It would come back with another sign, and lead to a day that nobody asked for."""
    days = np.array(["2022-09-27", "2022-09-28"], "datetime64[D]")
    with pytest.raises(NotDays, match=f"at index 1: n is {number}"):
        bulk.add(days, np.array([1, number], kind), calendar=BusinessCalendar.sweden())


@pytest.mark.parametrize("kind", ["int8", "uint8", "uint16", "int32", "uint64"])
def test_numbers_of_any_size_are_read(kind):
    """A column of small numbers may be stored in few bytes."""
    days = np.array(["2022-09-27", "2022-09-28"], "datetime64[D]")
    found = bulk.add(days, np.array([10, 1], kind), calendar=BusinessCalendar.sweden())
    assert [*map(str, found)] == ["2022-10-11", "2022-09-29"]
