"""Whatever hands over a column is read as the days that it holds, or refused."""

from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow import bulk
from auditflow.bulk.answers import DayArray
from auditflow.bulk.columns import BLOCK, MISSING, days_in
from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import NotDays
from tests.bulk.handing_over import Handed, Stream, in_stretches

SWEDEN = BusinessCalendar.sweden()
DAYS = np.array(["2022-09-27", "NaT", "2022-12-23"], "M8[D]")
TEN_LATER = ["2022-10-11", "NaT", "2023-01-10"]
DATES = [date(2022, 9, 27), None, date(2022, 12, 23)]
SINCE_1970 = [19262, None, 19349]
IN_MS = [19262 * 86_400_000, None, 19349 * 86_400_000]
IN_S = [19262 * 86_400, None, 19349 * 86_400]


class Around:
    """What pandas makes of an Arrow column: an array that hands it over if asked."""

    def __init__(self, column: Handed) -> None:
        self.array = self
        self.column = column

    def __arrow_array__(self):
        return self.column


def _with_garbage() -> DayArray:
    return np.ma.MaskedArray(
        np.array(["2022-09-27", "1500-01-01", "2022-12-23"], "M8[D]"),
        np.array([False, True, False]),
    )


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(DAYS, id="days"),
        *(
            pytest.param(DAYS.astype(f"M8[{unit}]"), id=unit)
            for unit in ("h", "m", "s", "ms", "us", "ns")
        ),
        pytest.param(DAYS.astype(">M8[D]"), id="other-byte-order"),
        pytest.param(np.repeat(DAYS, 2)[::2], id="strided"),
        pytest.param(DAYS[::-1].copy()[::-1], id="backward"),
        pytest.param(_with_garbage(), id="masked-garbage"),
        pytest.param(_with_garbage().astype("M8[us]"), id="masked-as-duckdb-does"),
        pytest.param(DATES, id="list"),
        pytest.param(tuple(DATES), id="tuple"),
        pytest.param(np.array(DATES, object), id="objects"),
        pytest.param(
            np.ma.MaskedArray(
                np.array([*DATES[:1], "?", *DATES[2:]], object),
                np.array([False, True, False]),
            ),
            id="masked-objects",
        ),
        pytest.param([DATES[0], np.datetime64("NaT"), DATES[2]], id="list-with-nat"),
        pytest.param([DATES[0], float("nan"), DATES[2]], id="list-with-nan"),
        pytest.param(Handed(SINCE_1970), id="date32"),
        pytest.param(Handed(SINCE_1970, offset=13), id="date32-from-within"),
        pytest.param(Handed(IN_MS, "tdm", "q"), id="date64"),
        pytest.param(Handed(IN_S, "tss:", "q", offset=3), id="timestamp"),
        pytest.param(Stream(Handed(SINCE_1970)), id="a-stream"),
        pytest.param(in_stretches(SINCE_1970, [0, 1, 2, 2]), id="a-stream-in-pieces"),
        pytest.param(Around(Handed(SINCE_1970)), id="wrapped"),
    ],
)
def test_a_column_is_the_days_that_it_holds(column):
    """Missing stays missing, in whatever way it is said."""
    assert bulk.add(column, 10, calendar=SWEDEN).astype(str).tolist() == TEN_LATER


@pytest.mark.parametrize(
    "column",
    [
        pytest.param([], id="list"),
        pytest.param(np.array([], "M8[s]"), id="numpy"),
        pytest.param(Handed([]), id="arrow"),
        pytest.param(Stream(Handed([])), id="stream"),
    ],
)
def test_an_empty_column_has_an_empty_answer(column):
    """A table without rows is no mistake."""
    answer = bulk.add(column, 10, calendar=SWEDEN)
    assert (answer.dtype, answer.size) == (np.dtype("M8[D]"), 0)


@pytest.mark.parametrize(
    ("column", "index", "said"),
    [
        pytest.param(
            np.array(["2022-01-03", "2022-01-03T10"], "M8[h]"),
            1,
            "days is the instant 2022-01-03 10; give the date of each instant",
            id="numpy-instant",
        ),
        pytest.param(
            [DATES[0], datetime(2022, 1, 3, 10, 0)],  # noqa: DTZ001
            1,
            "days is the instant 2022-01-03 10:00:00",
            id="datetime",
        ),
        pytest.param(
            Handed([None, 0, 1], "tss:", "q"),
            2,
            "1970-01-01 00:00:01",
            id="arrow-instant",
        ),
        pytest.param(
            Handed([0], "tss:UTC", "q"), None, "has instants in UTC", id="arrow-zone"
        ),
        pytest.param(Handed([0], coded=True), None, "in a dictionary", id="dictionary"),
        pytest.param(
            Handed([0], "l", "q"), None, "Arrow column of l", id="arrow-number"
        ),
        pytest.param(Handed([0], "u"), None, "Arrow column of u", id="arrow-text"),
        pytest.param(Stream(Handed([0], "+s")), None, "is a table", id="arrow-table"),
        pytest.param([DATES[0], "2022-01-03"], 1, "days is '2022-01-03'", id="text"),
        pytest.param([DATES[0], DAYS], 1, "days is array", id="a-column-within"),
        pytest.param(
            [np.datetime64("2022-01-03")], 0, "datetime64(", id="numpy-in-list"
        ),
        pytest.param("2022-01-03", None, "days is a str", id="one-text"),
        pytest.param(iter(DATES), None, "days is a list_iterator", id="iterator"),
        pytest.param(np.array([1.5]), None, "a column of float64", id="floats"),
        pytest.param(np.array([19262]), None, "a column of int64", id="bare-numbers"),
        pytest.param(DAYS.astype("M8[M]"), None, "datetime64[M]", id="months"),
        pytest.param(DAYS.astype("M8[7D]"), None, "datetime64[7D]", id="seven-days"),
        pytest.param(DAYS.reshape(3, 1), None, "has 2 dimensions", id="a-matrix"),
        pytest.param(
            Stream(Handed([0]), fails_at=1),
            None,
            "breaks off: the disk",
            id="breaks-off",
        ),
    ],
)
def test_what_holds_no_days_is_refused(column, index, said):
    """With the index of the first wrong row, where it is one row; and with a mend."""
    with pytest.raises(NotDays) as caught:
        bulk.add(column, 10, calendar=SWEDEN)
    assert caught.value.index == index
    assert said in str(caught.value)
    assert caught.value.mend


def test_what_is_missing_is_never_read():
    """What lies under a mask may be anything, an instant too."""
    column = Handed([None, 86_400], "tss:", "q")
    assert days_in(column, "days").block(0, 2).tolist() == [MISSING, 1]


def test_days_are_read_where_they_lie():
    """A column of days, and Arrow's numbers, are not copied."""
    plain = days_in(DAYS, "days")
    assert np.shares_memory(plain.block(0, 3), DAYS)
    handed = Handed([1, 2, 3], "tdm", "q")
    (part,) = days_in(handed, "days").parts
    assert part.numbers.ctypes.data == handed.content.buffer_info()[0]


def test_what_was_handed_over_is_given_back():
    """Each stretch of a stream once, and not before the last look at it."""
    stretches = Handed([1, None]), Handed([3])
    column = days_in(Stream(*stretches), "days")
    assert [s.released for s in stretches] == [0, 0]
    assert column.block(1, 3).tolist() == [MISSING, 3]
    del column
    assert [s.released for s in stretches] == [1, 1]


@settings(max_examples=30)
@given(
    numbers=st.lists(st.none() | st.integers(0, 40_000), max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=5),
    span=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_any_stretch_of_a_stream_is_the_same_stretch(numbers, cuts, span):
    """However a stream is cut, and wherever a block begins and ends."""
    cuts = [min(cut, len(numbers)) for cut in cuts]
    column = days_in(in_stretches(numbers, cuts), "days")
    start, stop = sorted(min(at, len(numbers)) for at in span)
    if start < stop:
        expected = [MISSING if n is None else n for n in numbers[start:stop]]
        assert column.block(start, stop).tolist() == expected


def test_blocks_change_nothing():
    """A column longer than a block, cut elsewhere than its stream."""
    numbers = [*range(0, 40_000, 1), None] * 2
    rows = len(numbers)
    assert rows > 2 * BLOCK
    whole = bulk.roll_back(np.array([*numbers[:-1], 0], "M8[D]"), calendar=SWEDEN)
    cut = bulk.roll_back(in_stretches(numbers, [7, 33_000]), calendar=SWEDEN)
    assert (whole[:-1] == cut[:-1])[~np.isnat(cut[:-1])].all()
    assert np.isnat(cut[[40_000, -1]]).all()
    assert np.isnat(cut).sum() == 2
