"""One date in, one date out: the tables beside their own bare look-up and the peers."""

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import accumulate, compress, cycle, islice

from pendulum import Date

from auditflow import BusinessCalendar
from auditflow.day import FIRST, LAST
from benchmarks.day_peers import ADDERS, COUNTERS, TEN, Add, Count, plain
from benchmarks.measuring import Comparison, Contender, Dates, compared, each
from benchmarks.peers import invited, where_they_differ

_SEED = 1930_173
_DIFFERENT = 1_000

BARE = "bare look-up, from date to date"
ADD = "calendar.add, from a pendulum.Date"
ADD_DATE = "calendar.add, from a datetime.date"
ADD_KNOWN = "calendar.add, from a datetime.date that was asked for before"
HOLIDAYS = "holidays get_nth_working_day"
NUMPY = "numpy busday_offset"
FIRST_QUESTION = "the first question to a calendar"


@lru_cache(maxsize=1)
def tables() -> tuple[list[int], list[int]]:
    """How many business days lie among the first days, and all of them in order."""
    calendar = BusinessCalendar.sweden()
    span = range(FIRST, LAST + 1)
    is_open = [calendar.is_business_day(date.fromordinal(o)) for o in span]
    return list(accumulate(is_open, initial=0)), list(compress(span, is_open))


def bare_add() -> Callable[[date], date]:
    """The bare look-up from date to date: no check of anything, and no more than that.

    The unit of this benchmark: all that is not this look-up is what safety costs.
    """
    upto, nth = tables()

    def bare(day: date) -> date:
        return date.fromordinal(nth[upto[day.toordinal() - FIRST + 1] + 9])

    return bare


def bare_count() -> Count:
    """The bare count of the business days in (after, until]."""
    upto, _ = tables()

    def bare(after: date, until: date) -> int:
        return upto[until.toordinal() - FIRST + 1] - upto[after.toordinal() - FIRST + 1]

    return bare


def some_days(how_many: int) -> list[date]:
    """A thousand days of 1953–2100 in random order, over and over.

    They lie far enough from both ends to count on.
    """
    chosen = random.Random(_SEED)  # noqa: S311 - the same days each time
    days = [
        date.fromordinal(chosen.randint(FIRST + 100, LAST - 100))
        for _ in range(_DIFFERENT)
    ]
    return [*islice(cycle(days), how_many)]


def bare_look_up(pool: int) -> Contender:
    """What everything else is told in."""
    return each(BARE, bare_add(), some_days(pool))


def adding(*, rounds: int, pool: int) -> Comparison:
    """The tenth business day after a day."""
    days = some_days(pool)
    pendulums = [Date.fromordinal(day.toordinal()) for day in days]
    tens = [TEN] * pool
    calendar = BusinessCalendar.sweden()
    ours = [
        bare_look_up(pool),
        each(ADD, calendar.add, pendulums, tens),
        each(ADD_DATE, calendar.add, days, tens),
        each(ADD_KNOWN, calendar.add, days, tens, dates=Dates.KNOWN),
    ]
    peers, missing = invited(
        {name: partial(_adder, name, make, days) for name, make in ADDERS.items()}
    )
    return compared(
        "add",
        "The tenth business day after a day",
        "one date in, one date out",
        [*ours, *peers],
        rounds=rounds,
        missing=missing,
    )


def adding_cold(*, rounds: int, pool: int) -> Comparison:
    """The same when nothing of it is near the processor."""
    # Each day once, for the second time it would be near again.
    days, calendar = some_days(min(pool, _DIFFERENT)), BusinessCalendar.sweden()
    pendulums = [Date.fromordinal(day.toordinal()) for day in days]
    tens = [TEN] * len(days)
    cold = partial(each, dates=Dates.COLD)
    return compared(
        "add cold",
        "The same after the processor has been busy with 64 MB of something else",
        "one date in, one date out",
        [
            cold(BARE, bare_add(), days),
            cold(ADD, calendar.add, pendulums, tens),
            cold(ADD_DATE, calendar.add, days, tens),
        ],
        rounds=rounds,
    )


def counting(*, rounds: int, pool: int) -> Comparison:
    """The business days between two days, at most ninety days apart."""
    after = some_days(pool)
    apart = random.Random(_SEED)  # noqa: S311 - the same days each time
    until = [day + timedelta(apart.randint(1, 90)) for day in after]
    ours = [
        each("bare count, of two dates", bare_count(), after, until),
        each(
            "calendar.count, of two dates",
            BusinessCalendar.sweden().count,
            after,
            until,
        ),
    ]
    peers, missing = invited(
        {
            name: partial(_counter, name, make, after, until)
            for name, make in COUNTERS.items()
        }
    )
    return compared(
        "count",
        "The business days between two days, at most 90 days apart",
        "two dates in, one number out; each peer by its own convention at the ends",
        [*ours, *peers],
        rounds=rounds,
        missing=missing,
    )


def _adder(name: str, make: Callable[[], Add], days: list[date]) -> Contender:
    theirs, tried = make(), days[:100]
    differ = where_they_differ(bare_add(), lambda day: plain(theirs(day)), tried)
    note = f"another day for {differ} of {len(tried)} days" if differ else ""
    return each(name, theirs, days, note=note)


def _counter(
    name: str, make: Callable[[], Count], after: list[date], until: list[date]
) -> Contender:
    return each(name, make(), after, until)


_FIRST_USE = """
import time
import holidays
from datetime import date
from auditflow import BusinessCalendar
{before}
calendar, day = BusinessCalendar.sweden(), date(2022, 9, 27)
begun = time.perf_counter_ns()
calendar.add(day, 10)
print(time.perf_counter_ns() - begun)
"""
# The first country that is asked for makes `holidays` import every one of them.
_COUNTRIES = "holidays.country_holidays('SE', years=2022)"
_FIRST = {
    FIRST_QUESTION: _FIRST_USE.format(before=_COUNTRIES),
    "the same, with the countries of holidays still to load": _FIRST_USE.format(
        before=""
    ),
}


def building(*, rounds: int, pool: int) -> Comparison:
    """What the first question costs: all tables are built for it, in a new process."""
    bare = bare_look_up(pool)
    samples: dict[str, list[float]] = {name: [] for name in (BARE, *_FIRST)}
    for _ in range(rounds):
        one = compared("", "", "", [bare], rounds=1)
        samples[BARE] += one.samples[BARE]
        for name, code in _FIRST.items():
            samples[name].append(float(_printed_by(code)))
    return Comparison(
        "build",
        "Building all tables, on first use, with `holidays` imported before",
        "one calendar in a process of its own",
        {name: tuple(taken) for name, taken in samples.items()},
        {},
    )


def _printed_by(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
