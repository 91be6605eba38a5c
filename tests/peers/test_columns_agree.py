"""The columns of `auditflow.bulk` say what the tables say, and what numpy says."""

from datetime import date

import numpy as np

from auditflow import BusinessCalendar
from auditflow.bulk import add, count, is_business_day
from tests.peers.spans import (
    ALL_DAYS,
    apart,
    as_days,
    as_ordinals,
    other_days,
    random_pairs,
    told,
)

SWEDEN = BusinessCalendar.sweden()


def test_all_days():
    """Each of the 54,056 days is open or closed as it is by itself."""
    column = np.array(ALL_DAYS, "datetime64[D]")
    found = is_business_day(column, calendar=SWEDEN)
    assert [*map(SWEDEN.is_business_day, ALL_DAYS)] == [*map(bool, found)]


def test_a_million_pairs_with_a_number_each():
    """A column of days and one of numbers."""
    ordinals, numbers = random_pairs()
    found = add(as_days(ordinals), numbers, calendar=SWEDEN)
    assert apart(as_ordinals(found)) == []


def test_a_million_pairs_with_one_number_for_all():
    """A column of days for each number there is."""
    ordinals, numbers = random_pairs()
    theirs = np.zeros_like(ordinals)
    for number in np.unique(numbers).tolist():
        rows = numbers == number
        found = add(as_days(ordinals[rows]), number, calendar=SWEDEN)
        theirs[rows] = as_ordinals(found)
    assert apart(theirs) == []


def test_a_million_counts():
    """Between days anywhere in the years; numpy leaves out the end, we the start."""
    after, until = random_pairs()[0], other_days()
    found = count(as_days(after), as_days(until), calendar=SWEDEN)
    ahead = np.minimum(after, until), np.maximum(after, until)
    theirs = np.busday_count(
        as_days(ahead[0] + 1), as_days(ahead[1] + 1), holidays=[*told()]
    )
    assert np.array_equal(np.where(after <= until, theirs, -theirs), found)
    some = slice(None, None, 10)
    pairs = zip(after[some].tolist(), until[some].tolist(), strict=True)
    one_by_one = [
        SWEDEN.count(date.fromordinal(one), date.fromordinal(other))
        for one, other in pairs
    ]
    assert found[some].tolist() == one_by_one
