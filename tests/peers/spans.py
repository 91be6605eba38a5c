"""All days, and a million pairs of a day and a number of business days."""

from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np

from auditflow.day import FIRST, LAST

Column: TypeAlias = Any  # of numpy, which has types only where it is installed

ALL_DAYS = tuple(map(date.fromordinal, range(FIRST, LAST + 1)))
EPOCH = date(1970, 1, 1).toordinal()
PAIRS = 1_000_000
_MOST = 30
REACH = 60
"""More days than thirty business days span."""


@lru_cache(maxsize=1)
def random_pairs() -> tuple[Column, Column]:
    """The ordinals of a million days, and −30…30 business days without 0."""
    chosen = np.random.default_rng(1930_173)
    ordinals = chosen.integers(FIRST + REACH, LAST - REACH, PAIRS, endpoint=True)
    numbers = chosen.integers(1, _MOST, PAIRS, endpoint=True)
    return ordinals, numbers * chosen.choice([-1, 1], PAIRS)


def as_days(ordinals: Column) -> Column:
    """Ordinals as a column of ``datetime64[D]``."""
    days: Column = (ordinals - EPOCH).astype("datetime64[D]")
    return days


def as_ordinals(days: Column) -> Column:
    """A column of ``datetime64[D]`` as ordinals."""
    ordinals: Column = days.astype("int64") + EPOCH
    return ordinals
