"""The days of lag (1930:173) 2 § and the public holidays, as they were on the day."""

from datetime import date, timedelta

import pytest

from auditflow.business_calendar import BusinessCalendar, public_holiday, rest_day
from auditflow.confidence import Confidence
from auditflow.periods import days, end_of
from tests.property.strategies import ONE_DAY, named_in_law, rest_in_law

SWEDEN = BusinessCalendar.sweden()
EVERY_DAY = [date(1953, 1, 1) + timedelta(days=n) for n in range(54_056)]
EVES = {"Midsommarafton", "Julafton", "Nyårsafton"}


def test_every_day_is_what_the_acts_said_then():
    """All 54,056 days, against a statement of the acts that shares no code."""
    wrong = [
        day for day in EVERY_DAY if (rest_day(day) is not None) != rest_in_law(day)
    ]
    assert wrong == []


def test_every_public_holiday_is_one_by_the_acts():
    """Sundays and the days of lag (1989:253); the three eves are none."""

    def is_holiday(day: date) -> bool:
        eve = (day.month, day.day) in {(12, 24), (12, 31)} or (
            day.weekday() == 4 and day.month == 6 and 19 <= day.day <= 25
        )
        return day.weekday() == 6 or (day in named_in_law(day.year) and not eve)

    wrong = [d for d in EVERY_DAY if (public_holiday(d) is not None) != is_holiday(d)]
    assert wrong == []


@pytest.mark.parametrize(
    ("day", "name", "source", "confidence"),
    [
        pytest.param(
            "2022-12-24", "Julafton", "lag (1930:173) 2 §", "settled", id="eve-today"
        ),
        pytest.param(
            "1961-06-03", "Lördag", "lag (1930:173) 2 §, SFS 1961:70", "settled",
            id="first-summer-saturday",
        ),
        pytest.param(
            "1962-04-07", "Lördag", "lag (1930:173) 2 §, SFS 1962:56", "inferred",
            id="first-spring-saturday",
        ),
        pytest.param(
            "1965-02-06", "Lördag", "lag (1930:173) 2 §, SFS 1965:127", "open",
            id="winter-saturday-of-1965",
        ),
        pytest.param(
            "1966-02-05", "Lördag", "lag (1930:173) 2 §, SFS 1965:127", "settled",
            id="winter-saturday-a-year-later",
        ),
        pytest.param(
            "1956-03-31", "Påskafton", "lag (1930:173) 2 §, SFS 1935:100", "inferred",
            id="easter-saturday",
        ),
        pytest.param(
            "1974-12-31", "Nyårsafton", "lag (1930:173) 2 §, SFS 1974:756", "inferred",
            id="first-new-years-eve",
        ),
        pytest.param(
            "1975-12-31", "Nyårsafton", "lag (1930:173) 2 §", "settled",
            id="second-new-years-eve",
        ),
        pytest.param(
            "2004-05-31", "Annandag pingst", "lag (1930:173) 2 §", "settled",
            id="last-whit-monday",
        ),
    ],
)  # fmt: skip
def test_a_rest_day_tells_its_act_and_how_sure_it_is(day, name, source, confidence):
    """What the sources leave uncertain stays marked."""
    found = rest_day(date.fromisoformat(day))
    assert found is not None
    told = (found.closure.sv, found.source, found.confidence.value)
    assert told == (name, source, confidence)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param("1961-05-27", id="saturday-before-the-first-summer"),
        pytest.param("1962-03-31", id="saturday-before-the-first-spring"),
        pytest.param("1964-12-05", id="winter-saturday-before-1965"),
        pytest.param("1973-12-31", id="new-years-eve-before-1974"),
        pytest.param("2003-06-06", id="6-june-before-2005"),
        pytest.param("2005-05-16", id="whit-monday-after-2004"),
        pytest.param("2004-01-05", id="eve-of-epiphany-raa-2004-not-40"),
        pytest.param("2022-11-04", id="eve-of-all-saints"),
        pytest.param("2022-05-27", id="klamdag"),
    ],
)
def test_a_day_that_the_law_did_not_name_stays(day):
    """A last day on it is the last day."""
    assert rest_day(date.fromisoformat(day)) is None


def test_a_doubtful_roll_is_marked_in_the_result():
    """The end of a period says how sure it is, and which act to check."""
    start = date(1965, 2, 5)
    end = end_of(start, days(1), roll="forward", calendar=SWEDEN)
    assert (str(end.due), end.confidence) == ("1965-02-08", Confidence.OPEN)
    doubts = [r for r in end.reasons if r.kind == "law_uncertain"]
    assert [str(r.day) for r in doubts] == ["1965-02-06"]
    assert "SFS 1965:127" in doubts[0].text("en")


def test_a_settled_roll_has_nothing_to_doubt():
    """As every one since 1975, and one that passes only what was settled before."""
    for start in (date(2022, 12, 23), date(1963, 7, 5)):
        end = end_of(start, days(1), roll="forward", calendar=SWEDEN)
        assert end.raw != end.due
        assert end.confidence is Confidence.SETTLED
        assert not any(r.kind == "law_uncertain" for r in end.reasons)


def test_what_a_municipality_closed_is_no_rest_day():
    """It moves business days; a last day that a statute sets it never moves."""
    closed = date(2022, 5, 27)
    calendar = BusinessCalendar.sweden(closed={closed: "klämdag"})
    end = end_of(closed - ONE_DAY, days(1), roll="forward", calendar=calendar)
    assert end.due == closed
    assert not calendar.is_business_day(closed)


def test_before_1974_a_day_could_be_closed_today_and_yet_be_a_last_day():
    """Business days are counted as today in all years; the roll is dated."""
    eve = date(1973, 12, 31)
    assert not SWEDEN.is_business_day(eve)
    end = end_of(date(1973, 12, 30), days(1), roll="forward", calendar=SWEDEN)
    assert end.due == eve
    assert end.safe == date(1973, 12, 28)
