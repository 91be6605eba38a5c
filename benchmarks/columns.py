"""Columns of a million days: `auditflow.bulk` beside two gathers and beside the peers.

A gather is what numpy does for ``table[index]``. The least that ten business days can
cost is two of them: from the day to its place, and from that place to the other day.
"""

import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

from auditflow import BusinessCalendar, Rulebook
from auditflow.day import FIRST, LAST
from benchmarks.day_peers import (
    TEN,
    bizdays_calendar,
    numpy_calendar,
    pandas_days,
    polars_holidays,
)
from benchmarks.days import BARE, bare_add, some_days, tables
from benchmarks.measuring import Comparison, Contender, Missing, compared, each
from benchmarks.peers import invited

GATHERS = "two raw numpy gathers"
BULK_ADD = "bulk.add"
BULK_COUNT = "bulk.count"
NUMPY_ADD = "numpy busday_offset"
NUMPY_COUNT = "numpy busday_count"
INPUT = "the input"
HELD = "the most that bulk.add holds beside its result"
DUE_DAYS = "bulk.due_days of the whole rulebook"
_BODY = "kommunstyrelsen"
_EPOCH = date(1970, 1, 1).toordinal()
_SEED = 1930_173


def _days(rows: int, seed: int = _SEED) -> Any:  # noqa: ANN401 - numpy may be missing
    """So many days of 1953–2100 as ``datetime64[D]``, in random order."""
    import numpy as np

    first, last = FIRST - _EPOCH + 100, LAST - _EPOCH - 100
    chosen = np.random.default_rng(seed).integers(first, last, rows)
    return chosen.astype("datetime64[D]")


def _index(days: Any) -> Any:  # noqa: ANN401
    return days.astype("int64") + (_EPOCH - FIRST + 1)


def _gathers(rows: int) -> Contender:
    import numpy as np

    upto, nth = (np.array(table, dtype="int64") for table in tables())
    tenth, index = upto + 9, _index(_days(rows))
    return Contender(GATHERS, lambda: nth[tenth[index]], rows)


def _count_gathers(rows: int) -> Contender:
    import numpy as np

    upto = np.array(tables()[0], dtype="int64")
    after, until = _index(_days(rows)), _index(_days(rows, _SEED + 1))
    return Contender(GATHERS, lambda: upto[until] - upto[after], rows)


def _bulk_add(rows: int) -> Contender:
    days, sweden = _days(rows), BusinessCalendar.sweden()
    bulk = import_module("auditflow.bulk")

    return Contender(BULK_ADD, lambda: bulk.add(days, TEN, calendar=sweden), rows)


def _bulk_count(rows: int) -> Contender:
    after, until = _days(rows), _days(rows, _SEED + 1)
    bulk = import_module("auditflow.bulk")

    count = partial(bulk.count, calendar=BusinessCalendar.sweden())
    return Contender(BULK_COUNT, lambda: count(after, until), rows)


def _numpy_add(rows: int) -> Contender:
    import numpy as np

    add = partial(np.busday_offset, roll="backward", busdaycal=numpy_calendar())
    days = _days(rows)
    return Contender(NUMPY_ADD, lambda: add(days, TEN), rows)


def _numpy_count(rows: int) -> Contender:
    import numpy as np

    count = partial(np.busday_count, busdaycal=numpy_calendar())
    after, until = _days(rows), _days(rows, _SEED + 1)
    return Contender(NUMPY_COUNT, lambda: count(after, until), rows)


def _polars_add(rows: int) -> Contender:
    import polars as pl

    days, closed = pl.Series(_days(rows)), polars_holidays()

    def add() -> object:
        return days.dt.add_business_days(TEN, holidays=closed, roll="backward")

    return Contender("Polars add_business_days", add, rows)


def _polars_count(rows: int) -> Contender:
    import polars as pl

    pairs = pl.DataFrame({"after": _days(rows), "until": _days(rows, _SEED + 1)})
    counted = pl.business_day_count("after", "until", holidays=polars_holidays())
    count = partial(pairs.select, counted)
    return Contender("Polars business_day_count", count, rows)


def _pandas_add(rows: int) -> Contender:
    import warnings

    import pandas as pd

    few = min(rows, 5_000)
    column, ten = pd.DatetimeIndex(_days(few)), pandas_days(TEN)

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


def adding(*, rounds: int, rows: int) -> Comparison:
    """The tenth business day after each day of a column."""
    contenders, missing = _invited(
        {
            GATHERS: _gathers,
            BULK_ADD: _bulk_add,
            NUMPY_ADD: _numpy_add,
            "Polars add_business_days": _polars_add,
            "pandas CustomBusinessDay": _pandas_add,
            "QuantLib advance": _quantlib_add,
            "bizdays offset": _bizdays_add,
        },
        rows,
    )
    title = f"The tenth business day after each of {rows:,} days"
    return compared(
        "bulk add", title, "one row", contenders, rounds=rounds, missing=missing
    )


def counting(*, rounds: int, rows: int) -> Comparison:
    """The business days between the two days of each row."""
    contenders, missing = _invited(
        {
            GATHERS: _count_gathers,
            BULK_COUNT: _bulk_count,
            NUMPY_COUNT: _numpy_count,
            "Polars business_day_count": _polars_count,
        },
        rows,
    )
    title = f"The business days between {rows:,} pairs of days"
    return compared(
        "bulk count", title, "one row", contenders, rounds=rounds, missing=missing
    )


def due(*, rounds: int, rows: int, pool: int) -> Comparison:
    """The due days of the whole rulebook for a column of cases."""
    contenders, missing = _invited({DUE_DAYS: _due_days}, rows)
    bare = each(BARE, bare_add(), some_days(pool))
    title = f"The due days of the whole rulebook for each of {rows:,} cases"
    return compared(
        "due days",
        title,
        "one case",
        [bare, *contenders],
        rounds=rounds,
        missing=missing,
    )


def _due_days(rows: int) -> Contender:
    import numpy as np

    chosen = np.random.default_rng(_SEED)
    first, last = (date(year, 1, 1).toordinal() - _EPOCH for year in (1990, 2060))
    received = chosen.integers(first, last, rows).astype("datetime64[D]")
    requested = received + chosen.integers(30, 90, rows)
    memo_dated = received - chosen.integers(0, 10, rows)
    bulk = import_module("auditflow.bulk")

    due_days = partial(
        bulk.due_days,
        Rulebook.default(),
        body=_BODY,
        calendar=BusinessCalendar.sweden(),
        received=received,
        requested=requested,
        memo_dated=memo_dated,
    )
    return Contender(DUE_DAYS, due_days, rows, "without a meeting calendar")


def memory(*, rows: int) -> Comparison:
    """The most that `bulk.add` holds at one time beside its result, in bytes a row."""
    contenders, missing = _invited({HELD: _bulk_add}, rows)
    samples: dict[str, tuple[float, ...]] = {INPUT: (8.0,)}
    for contender in contenders:
        contender.work()  # the tables are there before, and stay
        tracemalloc.start()
        try:
            result = contender.work()
            kept, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        del result
        samples[HELD] = ((most - kept) / rows,)
    title = f"Memory for {rows:,} days"
    return Comparison(
        "memory", title, "bytes a row", samples, {}, tuple(missing), in_bytes=True
    )


def _invited(
    makers: dict[str, Callable[[int], Contender]], rows: int
) -> tuple[list[Contender], list[Missing]]:
    return invited({name: partial(make, rows) for name, make in makers.items()})
