"""The same arithmetic on columns of millions of days; needs the extra ``[numpy]``.

Every function gives what the scalar call gives for each row, bit for bit. A column is
read block by block from whatever holds it: numpy, pandas, Polars, PyArrow, DuckDB, or
a list of dates. Missing stays missing, and days that cannot be counted with are refused
before anything is returned, each refusal with the index of the first of them.
"""

from auditflow.errors import ExtraMissing

try:
    import numpy as np
except ModuleNotFoundError:
    raise ExtraMissing("counting on columns", "numpy") from None

from auditflow.bulk.chunks import stream
from auditflow.bulk.columns import DayColumn, NumberColumn
from auditflow.bulk.days import add, count, is_business_day, roll_back, roll_forward
from auditflow.bulk.ends import PeriodEnds, end_of
from auditflow.bulk.rulebook import due_days

__all__ = [
    "DayColumn",
    "NumberColumn",
    "PeriodEnds",
    "add",
    "count",
    "due_days",
    "end_of",
    "is_business_day",
    "roll_back",
    "roll_forward",
    "stream",
]

del np
