"""The second algorithm: a walk from day to day that asks ``holidays`` about each.

It shares nothing with the rest of auditflow, not even a constant: what the tables of
the business calendar say, and how a period ends, is worked out here once more from the
text of the law. So whatever both say the same about is not the slip of one of them.

A *business day* (arbetsdag) is today's for all years. The days that a statutory last
day is moved over are those of lag (1930:173) 2 § as it was in force on the day itself.
"""

from auditflow.proof.second.days import (
    Beyond,
    Name,
    Ruled,
    add,
    count,
    is_business_day,
    is_eve,
    is_public_holiday,
    last_business_day,
    name_of,
    release,
    rolled,
    rolled_over,
    ruled,
    walked,
)
from auditflow.proof.second.periods import (
    Counting,
    End,
    Length,
    Unreadable,
    deemed,
    end,
    length_of,
    walked_by_letter,
)

__all__ = [
    "Beyond",
    "Counting",
    "End",
    "Length",
    "Name",
    "Ruled",
    "Unreadable",
    "add",
    "count",
    "deemed",
    "end",
    "is_business_day",
    "is_eve",
    "is_public_holiday",
    "last_business_day",
    "length_of",
    "name_of",
    "release",
    "rolled",
    "rolled_over",
    "ruled",
    "walked",
    "walked_by_letter",
]
