"""What a day is, and what is refused as one."""

from datetime import UTC, date, datetime, timedelta, timezone

import pendulum
import pytest
from pendulum import Date

from auditflow.day import (
    FIRST,
    LAST,
    as_day,
    as_day_or_none,
    as_instant,
    date_at,
    day_of,
    ordinal_of,
    read_day,
    start_of,
)
from auditflow.errors import DayOutOfRange, DayRefused, DayUnreadable, NotADay

CET = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(date(2022, 11, 25), id="standard-library"),
        pytest.param(Date(2022, 11, 25), id="pendulum"),
        pytest.param(type("Own", (date,), {})(2022, 11, 25), id="a-subclass-of-date"),
    ],
)
def test_any_date_is_a_day(given):
    """Whatever kind of date comes in, a pendulum Date with the same day goes out."""
    day = as_day(given)
    assert type(day) is Date
    assert day == date(2022, 11, 25)
    assert ordinal_of(given) == date(2022, 11, 25).toordinal()


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(datetime(2022, 11, 25), id="naive-instant"),  # noqa: DTZ001
        pytest.param(datetime(2022, 11, 25, tzinfo=UTC), id="instant"),
        pytest.param(pendulum.datetime(2022, 11, 25), id="pendulum-instant"),
        pytest.param("2022-11-25", id="text"),
        pytest.param(738484, id="ordinal"),
        pytest.param(True, id="boolean"),
        pytest.param(None, id="nothing"),
        pytest.param(pendulum.time(12), id="time-of-day"),
        pytest.param(b"2022-11-25", id="bytes"),
    ],
)
@pytest.mark.parametrize("takes", [as_day, ordinal_of])
def test_what_is_no_date_is_no_day(takes, given):
    """An instant above all: whose midnight would end it?"""
    with pytest.raises(NotADay) as refused:
        takes(given)
    assert "; give " in str(refused.value)


def test_an_instant_is_told_how_to_become_a_day():
    """The mend names the function that reads an instant in Stockholm."""
    with pytest.raises(NotADay, match=r"give its date, such as day_of\(instant\)$"):
        as_day(datetime(2022, 11, 25, 8, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "within"),
    [
        pytest.param(date(1952, 12, 31), False, id="the-day-before-the-first"),
        pytest.param(date(1953, 1, 1), True, id="the-first-day"),
        pytest.param(date(2100, 12, 31), True, id="the-last-day"),
        pytest.param(date(2101, 1, 1), False, id="the-day-after-the-last"),
        pytest.param(date.min, False, id="the-first-day-of-python"),
        pytest.param(date.max, False, id="the-last-day-of-python"),
    ],
)
def test_years_without_known_holidays_are_refused(day, within):
    """1953 and 2100 are the edges, both included; nothing outside counts silently."""
    if within:
        assert as_day(day) == day
        return
    for takes in (as_day, ordinal_of):
        with pytest.raises(DayOutOfRange, match="1953–2100") as refused:
            takes(day)
        assert refused.value.day == day.isoformat()


@pytest.mark.parametrize(
    "ordinal", [FIRST - 1, LAST + 1, 0, -1, 10**12, -(10**30)], ids=str
)
def test_ordinals_outside_are_refused(ordinal):
    """However far away, the refusal is ours and no OverflowError."""
    with pytest.raises(DayOutOfRange, match="give a day within them"):
        date_at(ordinal)


def test_a_day_is_kept():
    """Asking twice for one day gives one object."""
    assert date_at(738484) is date_at(738484) is as_day(date(2022, 11, 25))


def test_a_missing_day_may_stay_missing():
    """None passes where a day may be missing; nothing else that is no day does."""
    assert as_day_or_none(None) is None
    assert as_day_or_none(date(2022, 11, 25)) == date(2022, 11, 25)
    with pytest.raises(NotADay):
        as_day_or_none(False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2022-11-25", id="as-it-should-be"),
        pytest.param(" 2022-11-25\n", id="with-space-around"),
    ],
)
def test_a_day_is_read_from_its_one_spelling(text):
    """Year, month and day with hyphens."""
    assert read_day(text) == date(2022, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("today", id="a-word"),
        pytest.param("2022", id="a-year"),
        pytest.param("20221125", id="without-hyphens"),
        pytest.param("2022-W47-5", id="a-week-day"),
        pytest.param("2022-329", id="a-day-of-the-year"),
        pytest.param("2022-1-5", id="one-digit"),
        pytest.param("22-11-25", id="two-digit-year"),
        pytest.param("25/11/2022", id="with-slashes"),
        pytest.param("2022-11-25T00:00", id="an-instant"),
        pytest.param("2022-11-25 17.00", id="with-a-time"),
        pytest.param("２０２２-11-25", id="digits-of-another-script"),
        pytest.param("2022–11–25", id="with-dashes"),
        pytest.param("2022-02-30", id="no-such-day"),
        pytest.param("2022-13-01", id="no-such-month"),
        pytest.param("0000-01-01", id="no-such-year"),
    ],
)
def test_no_other_spelling_is_guessed_at(text):
    """Each other text is refused with what stands in it and how to write a day."""
    with pytest.raises(DayUnreadable, match=r"write a day as 2022-11-25$") as refused:
        read_day(text)
    assert refused.value.text == text


def test_a_day_of_the_calendar_is_told_from_a_misspelling():
    """30 February is well written and still no day; other digits are no spelling."""
    with pytest.raises(DayUnreadable, match="'2023-02-30' is no day of the calendar;"):
        read_day("2023-02-30")
    with pytest.raises(DayUnreadable, match="'２０２２-11-25' is no day;"):
        read_day("２０２２-11-25")


def test_a_written_day_must_lie_within_the_years_too():
    """A well written day outside 1953–2100 is refused for that, not as unreadable."""
    with pytest.raises(DayOutOfRange):
        read_day("1952-12-31")


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        pytest.param(
            datetime(2021, 5, 5, 23, 57, tzinfo=timezone(timedelta(hours=2))),
            date(2021, 5, 5),
            id="spam-filter-case-P-124-23",
        ),
        pytest.param(
            datetime(2022, 11, 25, 23, 59, 59, tzinfo=CET),
            date(2022, 11, 25),
            id="one-second-before-midnight",
        ),
        pytest.param(
            datetime(2022, 11, 26, tzinfo=CET),
            date(2022, 11, 26),
            id="midnight-is-late",
        ),
        pytest.param(
            datetime(2022, 11, 25, 23, 30, tzinfo=UTC),
            date(2022, 11, 26),
            id="utc-is-an-hour-behind-in-winter",
        ),
        pytest.param(
            datetime(2022, 6, 23, 22, 0, tzinfo=UTC),
            date(2022, 6, 24),
            id="and-two-in-summer",
        ),
        pytest.param(
            datetime(2022, 11, 25, 20, 0, tzinfo=timezone(-timedelta(hours=5))),
            date(2022, 11, 26),
            id="evening-in-america",
        ),
        pytest.param(
            datetime(2022, 11, 26, 8, 0, tzinfo=timezone(timedelta(hours=9))),
            date(2022, 11, 26),
            id="morning-in-japan-is-midnight-here",
        ),
    ],
)
def test_an_instant_belongs_to_the_day_in_stockholm(instant, day):
    """A day lasts until midnight in Stockholm, wherever the clock stood."""
    assert day_of(instant) == day
    assert as_instant(instant).timezone_name == "Europe/Stockholm"


@pytest.mark.parametrize(
    "instant",
    [
        pytest.param(datetime(2022, 11, 25, 12), id="naive"),  # noqa: DTZ001
        pytest.param(date(2022, 11, 25), id="a-date"),
        pytest.param("2022-11-25T12:00Z", id="text"),
        pytest.param(1669377600, id="a-timestamp"),
    ],
)
def test_an_instant_needs_a_time_zone(instant):
    """Without one nobody can tell the day."""
    with pytest.raises(NotADay, match="give a datetime with a time zone"):
        day_of(instant)


def test_an_instant_outside_the_years_is_refused():
    """The day of an instant is a day, so the years hold for it too."""
    with pytest.raises(DayOutOfRange):
        day_of(datetime(1952, 12, 31, 22, tzinfo=UTC))
    assert day_of(datetime(1952, 12, 31, 23, tzinfo=UTC)) == date(1953, 1, 1)


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        pytest.param(date(2022, 11, 25), 1, id="winter"),
        pytest.param(date(2022, 6, 24), 2, id="summer"),
        pytest.param(date(2022, 3, 27), 1, id="the-clock-goes-forward-that-night"),
        pytest.param(date(2022, 10, 30), 2, id="the-clock-goes-back-that-night"),
    ],
)
def test_a_day_begins_at_midnight_in_stockholm(day, offset):
    """Its first instant belongs to it, the one before to yesterday."""
    start = start_of(as_day(day))
    assert start == datetime.combine(
        day, datetime.min.time(), timezone(timedelta(hours=offset))
    )
    assert day_of(start) == day
    assert day_of(start - timedelta(microseconds=1)) == day - timedelta(days=1)


def test_every_refusal_of_a_day_can_be_caught_as_one():
    """A caller needs one except clause."""
    for text in ("soon", "2022-02-30", "1900-01-01"):
        with pytest.raises(DayRefused):
            read_day(text)
