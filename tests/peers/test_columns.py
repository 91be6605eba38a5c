"""Columns of pandas, Polars, PyArrow and DuckDB: the days that they hold, uncopied."""

import runpy
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from auditflow import BusinessCalendar, Rulebook, bulk
from auditflow.bulk.columns import days_in
from auditflow.errors import NotDays

EXAMPLES = Path(__file__).parents[2] / "examples"
PROGRAMS = sorted((EXAMPLES / "peers").glob("*.py"))
SWEDEN = BusinessCalendar.sweden()
DATES = [date(2022, 9, 27), None, date(2022, 12, 23)]
DAYS = np.array(["2022-09-27", "NaT", "2022-12-23"], "M8[D]")
ARROW = pa.array(DATES, pa.date32())


def _query(of: str = "date") -> duckdb.DuckDBPyRelation:
    rows = f"({of} '2022-09-27'), (null), ({of} '2022-12-23')"
    return duckdb.sql(f"select * from (values {rows}) as memos(day)")  # noqa: S608


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(pd.Series(DAYS), id="pandas"),
        pytest.param(pd.Series(DAYS.astype("M8[ns]"))[::1], id="pandas-ns"),
        pytest.param(pd.DatetimeIndex(DAYS), id="pandas-index"),
        pytest.param(pd.Series(DATES, dtype=object), id="pandas-objects"),
        pytest.param(
            pd.Series(ARROW, dtype=pd.ArrowDtype(pa.date32())), id="pandas-arrow"
        ),
        pytest.param(pl.Series(DATES), id="polars"),
        pytest.param(pl.Series(DATES).cast(pl.Datetime("us")), id="polars-midnight"),
        pytest.param(
            pl.concat([pl.Series(DATES[:1]), pl.Series(DATES[1:])]), id="pieces"
        ),
        pytest.param(ARROW, id="pyarrow"),
        pytest.param(pa.array([None, *DATES, *DATES])[1:4], id="pyarrow-slice"),
        pytest.param(pa.array(DATES, pa.date64()), id="pyarrow-date64"),
        pytest.param(ARROW.cast(pa.timestamp("ns")), id="pyarrow-midnight"),
        pytest.param(
            pa.chunked_array([ARROW[:1], ARROW[1:1], ARROW[1:]]), id="chunked"
        ),
        pytest.param(pa.table({"day": ARROW})["day"], id="pyarrow-column"),
        pytest.param(_query().fetchnumpy()["day"], id="duckdb-numpy"),
        pytest.param(_query("timestamp").fetchnumpy()["day"], id="duckdb-midnight"),
        pytest.param(_query().pl()["day"], id="duckdb-polars"),
        pytest.param(_query().df()["day"], id="duckdb-pandas"),
        pytest.param(
            next(_query().to_arrow_reader(9)).column("day"), id="duckdb-arrow"
        ),
    ],
)
def test_a_column_of_another_library_is_the_days_that_it_holds(column):
    """Whatever its type, its unit and its gaps, and in however many pieces."""
    found = bulk.add(column, 10, calendar=SWEDEN).astype(str).tolist()
    assert found == ["2022-10-11", "NaT", "2023-01-10"]
    counts = bulk.count(date(2022, 9, 26), column, calendar=SWEDEN)
    assert counts.tolist() == [1, None, 64]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        pytest.param(pd.Series(DAYS).dt.tz_localize("UTC"), "the instant", id="pandas"),
        pytest.param(
            pl.Series(DATES).cast(pl.Datetime("us", "UTC")), "in UTC", id="polars"
        ),
        pytest.param(ARROW.cast(pa.timestamp("s", "UTC")), "in UTC", id="pyarrow"),
        pytest.param(pd.Series(DAYS) + pd.Timedelta("1h"), "index 0", id="pandas-hour"),
        pytest.param(ARROW.dictionary_encode(), "dictionary", id="dictionary"),
        pytest.param(pd.DataFrame({"day": DAYS}), "is a table", id="pandas-table"),
        pytest.param(pl.DataFrame({"day": DATES}), "is a table", id="polars-table"),
        pytest.param(pa.table({"day": ARROW}), "is a table", id="pyarrow-table"),
        pytest.param(_query(), "is a table", id="duckdb-query"),
        pytest.param(pl.Series(["2022-09-27"]), "Arrow column of", id="text"),
        pytest.param(pd.Series(["2022-09-27"]), "index 0", id="pandas-text"),
        pytest.param(pd.Series(pd.PeriodIndex(DAYS, freq="D")), "Arrow", id="periods"),
    ],
)
def test_what_holds_no_days_is_refused(column, said):
    """An instant is no day, a table no column, and text is not read."""
    with pytest.raises(NotDays, match=said):
        bulk.add(column, 10, calendar=SWEDEN)


@pytest.mark.parametrize(
    "n",
    [
        pytest.param(pd.Series([4, None, -4], dtype="Int64"), id="pandas"),
        pytest.param(pl.Series([4, None, -4]), id="polars"),
        pytest.param(pa.array([4, None, -4], pa.int8()), id="pyarrow"),
    ],
)
def test_numbers_of_another_library(n):
    """A missing number gives no day."""
    found = bulk.add(np.repeat(DAYS[:1], 3), n, calendar=SWEDEN)
    assert found.astype(str).tolist() == ["2022-10-03", "NaT", "2022-09-21"]


def test_arrow_and_polars_are_read_where_they_lie():
    """What is looked up lies at the address where the library keeps it."""
    for column, address in (
        (ARROW, ARROW.buffers()[1].address),
        (pl.Series(DATES), pl.Series(DATES).to_arrow().buffers()[1].address),
    ):
        (part,) = days_in(column, "days").parts
        assert part.numbers.dtype == np.int32
        if column is ARROW:
            assert part.numbers.ctypes.data == address


def test_truths_of_another_library():
    """Whether statements are wanted may stand in any of them."""
    for wanted in (pd.Series([True, False]), pl.Series([True, False])):
        due = bulk.due_days(
            Rulebook.default(),
            body="kommunstyrelsen",
            received=pl.Series([date(2022, 9, 27)] * 2),
            statements_wanted=wanted,
        )
        assert np.isnat(due["refer"]).tolist() == [False, True]


def test_answers_go_back_with_their_gaps():
    """A missing count is missing in the other library too."""
    counts = bulk.count(date(2022, 9, 26), ARROW, calendar=SWEDEN)
    assert pa.array(counts).to_pylist() == [1, None, 64]
    assert pa.array(bulk.add(ARROW, 1, calendar=SWEDEN)).null_count == 1


def test_a_stream_of_record_batches():
    """A reader of DuckDB's, one batch after another."""
    days = duckdb.sql("select date '2022-01-01' + i::int as day from range(9000) t(i)")
    ten = partial(bulk.add, n=10, calendar=SWEDEN)
    batches = (batch.column("day") for batch in days.to_arrow_reader(2048))
    found = np.concatenate([*bulk.stream(batches, ten)])
    assert (found == ten(days.fetchnumpy()["day"])).all()


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_an_example_prints_what_stands_beside_it(program, capsys):
    """What a reader gets is what the reader was shown."""
    runpy.run_path(str(program), run_name="__main__")
    expected = program.with_suffix(".out").read_bytes()
    assert capsys.readouterr().out.encode() == expected
