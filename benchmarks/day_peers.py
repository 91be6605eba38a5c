"""How each peer adds ten business days to a date, and counts those between two.

Each in the quickest way that its documentation shows, with everything built before.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from benchmarks.peers import weekday_holidays

TEN = 10

# What they give differs: a date, a Timestamp, a datetime64.
Add = Callable[[date], object]
Count = Callable[[date, date], object]


def plain(day: object) -> date:
    """What a peer gives for a day, as a `datetime.date`."""
    item = getattr(day, "item", None)
    given = item() if item else day
    if isinstance(given, datetime):
        return given.date()
    if not isinstance(given, date):
        raise TypeError(f"{given!r} is no day")
    return date.fromordinal(given.toordinal())


def _holidays() -> Any:  # noqa: ANN401 - here and below: a peer may have no types
    import holidays

    return holidays.country_holidays(
        "SE",
        years=range(1953, 2101),
        expand=False,
        language="sv",
        categories=("public", "de_facto"),
        include_sundays=False,
    )


def _holidays_add() -> Add:
    add = _holidays().get_nth_working_day
    return lambda day: add(day, TEN)


def _holidays_count() -> Count:
    count: Count = _holidays().get_working_days_count
    return count


def numpy_calendar() -> Any:  # noqa: ANN401
    """The Swedish calendar of numpy."""
    import numpy as np

    return np.busdaycalendar(holidays=[*weekday_holidays()])


def _numpy_add() -> Add:
    import numpy as np

    add = partial(np.busday_offset, roll="backward", busdaycal=numpy_calendar())
    return lambda day: add(day, TEN)


def _numpy_count() -> Count:
    import numpy as np

    return partial(np.busday_count, busdaycal=numpy_calendar())


def pandas_days(how_many: int) -> Any:  # noqa: ANN401
    """So many Swedish business days of pandas."""
    import pandas as pd

    return pd.offsets.CustomBusinessDay(how_many, holidays=[*weekday_holidays()])


def _pandas_add() -> Add:
    ten = pandas_days(TEN)
    return lambda day: day + ten


def _pandas_count() -> Count:
    import pandas as pd

    one = pandas_days(1)
    return lambda after, until: len(pd.date_range(after, until, freq=one))


def polars_holidays() -> Any:  # noqa: ANN401
    """The Swedish holidays as Polars takes them without reading a list each time."""
    import polars as pl

    return pl.Series([[*weekday_holidays()]])


def _polars_add() -> Add:
    import polars as pl

    closed = polars_holidays()

    def add(day: date) -> object:
        column = pl.Series([day])
        return column.dt.add_business_days(TEN, holidays=closed, roll="backward")[0]

    return add


def _polars_count() -> Count:
    import polars as pl

    count = partial(pl.business_day_count, holidays=polars_holidays())
    return lambda after, until: pl.select(count(after, until)).item()


def _workalendar() -> Any:  # noqa: ANN401
    from workalendar.europe import Sweden

    return Sweden()


def _workalendar_add() -> Add:
    add = _workalendar().add_working_days
    return lambda day: add(day, TEN)


def _workalendar_count() -> Count:
    count: Count = _workalendar().get_working_days_delta
    return count


def _quantlib_add() -> Add:
    import QuantLib as ql  # noqa: N813 - as its own papers do

    advance, read, unit = ql.Sweden().advance, ql.Date.from_date, ql.Days
    return lambda day: advance(read(day), TEN, unit).to_date()


def _quantlib_count() -> Count:
    import QuantLib as ql  # noqa: N813

    count, read = ql.Sweden().businessDaysBetween, ql.Date.from_date
    return lambda after, until: count(read(after), read(until))


def bizdays_calendar() -> Any:  # noqa: ANN401
    """The Swedish calendar of bizdays."""
    from bizdays import Calendar

    return Calendar(
        [*weekday_holidays()],
        ["Saturday", "Sunday"],
        startdate="1953-01-01",
        enddate="2100-12-31",
    )


def _bizdays_add() -> Add:
    add = bizdays_calendar().offset
    return lambda day: add(day, TEN)


def _bizdays_count() -> Count:
    count: Count = bizdays_calendar().bizdays
    return count


ADDERS: dict[str, Callable[[], Add]] = {
    "holidays get_nth_working_day": _holidays_add,
    "numpy busday_offset": _numpy_add,
    "pandas CustomBusinessDay": _pandas_add,
    "Polars add_business_days": _polars_add,
    "workalendar add_working_days": _workalendar_add,
    "QuantLib advance": _quantlib_add,
    "bizdays offset": _bizdays_add,
}
COUNTERS: dict[str, Callable[[], Count]] = {
    "holidays get_working_days_count": _holidays_count,
    "numpy busday_count": _numpy_count,
    "pandas date_range": _pandas_count,
    "Polars business_day_count": _polars_count,
    "workalendar get_working_days_delta": _workalendar_count,
    "QuantLib businessDaysBetween": _quantlib_count,
    "bizdays bizdays": _bizdays_count,
}
