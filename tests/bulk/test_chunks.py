"""A column in chunks: the same answers, one at a time, and the same indices."""

import tracemalloc
from collections.abc import Iterator
from datetime import date
from functools import partial

import numpy as np
import pytest

from auditflow import bulk
from auditflow.bulk.answers import DayArray
from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import DaysOutOfRange, NoBusinessDays, NotDays
from auditflow.rules import Rulebook

SWEDEN = BusinessCalendar.sweden()
EVERY_DAY = np.arange("1960-01-01", "2090-01-01", dtype="M8[D]")
TEN_LATER = partial(bulk.add, n=10, calendar=SWEDEN)


def _cut(column: DayArray, rows: int = 999) -> Iterator[DayArray]:
    return (column[at : at + rows] for at in range(0, len(column), rows))


def test_chunks_change_nothing():
    """Put together, the answers are the answer to the whole column."""
    answers = [*bulk.stream(_cut(EVERY_DAY), TEN_LATER)]
    assert len(answers) > 40
    assert (np.concatenate(answers) == TEN_LATER(EVERY_DAY)).all()


def test_columns_that_belong_together_come_as_keywords():
    """A mapping is what a table is cut into."""
    chunks = (
        {"after": days, "until": days[::-1], "calendar": SWEDEN}
        for days in _cut(EVERY_DAY)
    )
    answers = [*bulk.stream(chunks, bulk.count)]
    assert sum(len(answer) for answer in answers) == len(EVERY_DAY)
    assert answers[0][0] == SWEDEN.count(date(1960, 1, 1), date(1962, 9, 25))
    due = partial(bulk.due_days, Rulebook.default(), body="kommunstyrelsen")
    cases = ({"received": d, "requested": date(2095, 1, 3)} for d in _cut(EVERY_DAY))
    assert {str(one["answer"][0]) for one in bulk.stream(cases, due)} == {"2095-01-03"}


def test_nothing_is_read_before_it_is_asked_for():
    """The second chunk is not touched before the first answer was taken."""
    read = []

    def chunks() -> Iterator[DayArray]:
        for at in range(3):
            read.append(at)
            yield EVERY_DAY[at : at + 1]

    answers = bulk.stream(chunks(), TEN_LATER)
    assert read == []
    next(answers)
    assert read == [0]


def test_memory_stays_flat():
    """Two hundred chunks need no more of it than two."""

    def peak(chunks: int) -> int:
        tracemalloc.start()
        for _ in bulk.stream((EVERY_DAY.copy() for _ in range(chunks)), TEN_LATER):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)  # what is built on first use
    assert peak(200) < 2 * peak(2)


def test_no_temporary_is_larger_than_twice_the_column():
    """The answer itself, and blocks of it."""
    column = np.resize(EVERY_DAY, 1_000_000)
    TEN_LATER(column[:1])
    tracemalloc.start()
    answer = TEN_LATER(column)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most - answer.nbytes < column.nbytes / 4


def _with(at: int, value: np.datetime64) -> Iterator[DayArray]:
    column = EVERY_DAY[:5000].copy()
    column[at] = value
    return _cut(column)


@pytest.mark.parametrize(
    ("answers", "error", "index"),
    [
        pytest.param(
            bulk.stream(_with(4321, np.datetime64("2150-01-01")), TEN_LATER),
            DaysOutOfRange, 4321, id="out-of-range",
        ),
        pytest.param(
            bulk.stream(
                [[date(2022, 1, 3)] * 3, [None, "?"]], TEN_LATER
            ),
            NotDays, 4, id="no-day",
        ),
        pytest.param(
            bulk.stream(([date(2022, 1, 3)], 1.5 * np.ones(2)), TEN_LATER),
            NotDays, None, id="no-column-of-days",
        ),
        pytest.param(
            bulk.stream(
                ({"days": d, "n": d.astype(int), "calendar": SWEDEN} for d in
                 _cut(np.arange("1969-12-02", "1970-02-01", dtype="M8[D]"), 9)),
                bulk.add,
            ),
            NoBusinessDays, 30, id="zero",
        ),
    ],
)  # fmt: skip
def test_what_is_refused_has_its_index_in_the_whole_column(answers, error, index):
    """However it was cut."""
    with pytest.raises(error) as caught:
        list(answers)
    assert caught.value.index == index
