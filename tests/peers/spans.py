"""All days, a million pairs of a day and a number, and where each pair lands."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from auditflow import BusinessCalendar
from auditflow.day import FIRST, LAST
from auditflow.proof import second

Column: TypeAlias = Any  # of numpy, which has types only where it is installed

ALL_DAYS = tuple(map(date.fromordinal, range(FIRST, LAST + 1)))
PAIRS = 1_000_000
REACH = 60
"""More days than thirty business days span."""
_EPOCH = date(1970, 1, 1).toordinal()
_MOST = 30


@lru_cache(maxsize=1)
def random_pairs() -> tuple[Column, Column]:
    """The ordinals of a million days, and −30…30 business days without 0."""
    chosen = np.random.default_rng(1930_173)
    ordinals = chosen.integers(FIRST + REACH, LAST - REACH, PAIRS, endpoint=True)
    numbers = chosen.integers(1, _MOST, PAIRS, endpoint=True)
    return ordinals, numbers * chosen.choice([-1, 1], PAIRS)


@lru_cache(maxsize=1)
def other_days() -> Column:
    """The ordinal of a second day for each pair, anywhere within the years."""
    chosen = np.random.default_rng(1989_253)
    return chosen.integers(FIRST, LAST, PAIRS, endpoint=True)


def as_days(ordinals: Column) -> Column:
    """Ordinals as a column of ``datetime64[D]``."""
    return (ordinals - _EPOCH).astype("datetime64[D]")


def as_ordinals(days: Column) -> Column:
    """A column of ``datetime64[D]`` as ordinals."""
    return days.astype("datetime64[D]").astype("int64") + _EPOCH


@lru_cache(maxsize=1)
def told() -> tuple[date, ...]:
    """Monday to Friday, closed: from the second algorithm, not from the tables."""
    return tuple(
        d for d in ALL_DAYS if d.weekday() < 5 and not second.is_business_day(d)
    )


@lru_cache(maxsize=1)
def in_the_tables() -> Column:
    """Where the calendar's own tables land, for each random pair."""
    return landed(BusinessCalendar.sweden().add_ordinal, int)


def landed(add: Callable[[Any, int], int], start_of: Callable[[int], object]) -> Column:
    """Where *add* lands for each random pair; *start_of* makes a day of an ordinal."""
    ordinals, numbers = random_pairs()
    starts = {ordinal: start_of(ordinal) for ordinal in np.unique(ordinals).tolist()}
    pairs = zip(ordinals.tolist(), numbers.tolist(), strict=True)
    return np.fromiter((add(starts[o], n) for o, n in pairs), "int64")


def apart(theirs: Column) -> list[tuple[date, int, date, date]]:
    """The pairs that land on another day than in the tables, the first ten of them."""
    ordinals, numbers = random_pairs()
    ours = in_the_tables()
    return [
        (
            date.fromordinal(ordinals[i]),
            int(numbers[i]),
            date.fromordinal(ours[i]),
            date.fromordinal(theirs[i]),
        )
        for i in np.flatnonzero(ours != theirs)[:10].tolist()
    ]
