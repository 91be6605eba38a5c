"""How each peer adds ten business days to a column, and counts those between two.

Where one takes day by day, it gets fewer rows, and its time is that of one row.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from auditflow.day import FIRST, LAST
from benchmarks.day_peers import (
    TEN,
    bizdays_calendar,
    numpy_calendar,
    pandas_days,
    polars_holidays,
)
from benchmarks.days import some_days
from benchmarks.measuring import Contender

NUMPY_ADD = "numpy busday_offset"
NUMPY_COUNT = "numpy busday_count"
EPOCH = date(1970, 1, 1).toordinal()
SEED = 1930_173


def column_of(rows: int, seed: int = SEED) -> Any:  # noqa: ANN401 - numpy may be missing
    """So many days of 1953–2100 as ``datetime64[D]``, in random order."""
    import numpy as np

    first, last = FIRST - EPOCH + 100, LAST - EPOCH - 100
    chosen = np.random.default_rng(seed).integers(first, last, rows)
    return chosen.astype("datetime64[D]")


def _numpy_add(rows: int) -> Contender:
    import numpy as np

    add = partial(np.busday_offset, roll="backward", busdaycal=numpy_calendar())
    days = column_of(rows)
    return Contender(NUMPY_ADD, lambda: add(days, TEN), rows)


def _numpy_count(rows: int) -> Contender:
    import numpy as np

    count = partial(np.busday_count, busdaycal=numpy_calendar())
    after, until = column_of(rows), column_of(rows, SEED + 1)
    return Contender(NUMPY_COUNT, lambda: count(after, until), rows)


def _polars_add(rows: int) -> Contender:
    import polars as pl

    days, closed = pl.Series(column_of(rows)), polars_holidays()

    def add() -> object:
        return days.dt.add_business_days(TEN, holidays=closed, roll="backward")

    return Contender("Polars add_business_days", add, rows)


def _polars_count(rows: int) -> Contender:
    import polars as pl

    pairs = pl.DataFrame({"after": column_of(rows), "until": column_of(rows, SEED + 1)})
    counted = pl.business_day_count("after", "until", holidays=polars_holidays())
    count = partial(pairs.select, counted)
    return Contender("Polars business_day_count", count, rows)


def _pandas_add(rows: int) -> Contender:
    import warnings

    import pandas as pd

    few = min(rows, 5_000)
    column, ten = pd.DatetimeIndex(column_of(few)), pandas_days(TEN)

    def add() -> object:
        with warnings.catch_warnings(action="ignore"):  # it says itself that it is slow
            return column + ten

    return Contender("pandas CustomBusinessDay", add, few, _scaled(few))


def _quantlib_add(rows: int) -> Contender:
    import QuantLib as ql  # noqa: N813 - as its own papers do

    few = min(rows, 5_000)
    advance, unit = ql.Sweden().advance, ql.Days
    column = [ql.Date.from_date(day) for day in some_days(few)]

    def add() -> object:
        return [advance(day, TEN, unit) for day in column]

    return Contender("QuantLib advance", add, few, f"its own dates; {_scaled(few)}")


def _bizdays_add(rows: int) -> Contender:
    few = min(rows, 5_000)
    days, add = some_days(few), bizdays_calendar().offset
    return Contender("bizdays offset", lambda: add(days, TEN), few, _scaled(few))


def _scaled(rows: int) -> str:
    return f"{rows:,} rows, scaled"


ADDERS: dict[str, Callable[[int], Contender]] = {
    NUMPY_ADD: _numpy_add,
    "Polars add_business_days": _polars_add,
    "pandas CustomBusinessDay": _pandas_add,
    "QuantLib advance": _quantlib_add,
    "bizdays offset": _bizdays_add,
}
COUNTERS: dict[str, Callable[[int], Contender]] = {
    NUMPY_COUNT: _numpy_count,
    "Polars business_day_count": _polars_count,
}
