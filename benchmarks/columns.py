"""Columns of a million days: `auditflow.bulk` beside two gathers and beside the peers.

A gather is what numpy does for ``table[index]``. The least that ten business days can
cost is two of them: from the day to its place, and from that place to the other day.
"""

import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from auditflow import BusinessCalendar, Rulebook
from auditflow.day import FIRST
from benchmarks.column_peers import ADDERS, COUNTERS, EPOCH, SEED, column_of
from benchmarks.day_peers import TEN
from benchmarks.days import bare_look_up, tables
from benchmarks.measuring import Comparison, Contender, Missing, compared
from benchmarks.peers import invited

GATHERS = "two raw numpy gathers"
BULK_ADD = "bulk.add"
BULK_COUNT = "bulk.count"
INPUT = "the input"
HELD = "the most that bulk.add holds beside its result"
DUE_DAYS = "bulk.due_days of the whole rulebook"
_BODY = "kommunstyrelsen"


def _index(days: Any) -> Any:  # noqa: ANN401
    return days.astype("int64") + (EPOCH - FIRST + 1)


def _gathers(rows: int) -> Contender:
    import numpy as np

    upto, nth = (np.array(table, dtype="int64") for table in tables())
    tenth, index = upto + 9, _index(column_of(rows))
    return Contender(GATHERS, lambda: nth[tenth[index]], rows)


def _count_gathers(rows: int) -> Contender:
    import numpy as np

    upto = np.array(tables()[0], dtype="int64")
    after, until = _index(column_of(rows)), _index(column_of(rows, SEED + 1))
    return Contender(GATHERS, lambda: upto[until] - upto[after], rows)


def _bulk_add(rows: int) -> Contender:
    days, sweden = column_of(rows), BusinessCalendar.sweden()
    from auditflow.bulk import add

    return Contender(BULK_ADD, lambda: add(days, TEN, calendar=sweden), rows)


def _bulk_count(rows: int) -> Contender:
    after, until = column_of(rows), column_of(rows, SEED + 1)
    from auditflow.bulk import count

    sweden = BusinessCalendar.sweden()
    return Contender(BULK_COUNT, lambda: count(after, until, calendar=sweden), rows)


def adding(*, rounds: int, rows: int) -> Comparison:
    """The tenth business day after each day of a column."""
    contenders, missing = _invited(
        {
            GATHERS: _gathers,
            BULK_ADD: _bulk_add,
        }
        | ADDERS,
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
        }
        | COUNTERS,
        rows,
    )
    title = f"The business days between {rows:,} pairs of days"
    return compared(
        "bulk count", title, "one row", contenders, rounds=rounds, missing=missing
    )


def due(*, rounds: int, rows: int, pool: int) -> Comparison:
    """The due days of the whole rulebook for a column of cases."""
    contenders, missing = _invited({DUE_DAYS: _due_days}, rows)
    bare = bare_look_up(pool)
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

    chosen = np.random.default_rng(SEED)
    first, last = (date(year, 1, 1).toordinal() - EPOCH for year in (1990, 2060))
    received = chosen.integers(first, last, rows).astype("datetime64[D]")
    requested = received + chosen.integers(30, 90, rows)
    memo_dated = received - chosen.integers(0, 10, rows)
    from auditflow.bulk import due_days

    due = partial(
        due_days,
        Rulebook.default(),
        body=_BODY,
        calendar=BusinessCalendar.sweden(),
        received=received,
        requested=requested,
        memo_dated=memo_dated,
    )

    def every_column() -> object:
        return dict(due())  # so that nothing can be left for later

    return Contender(DUE_DAYS, every_column, rows, "without a meeting calendar")


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
