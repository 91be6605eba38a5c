"""The second algorithm: shares nothing, knows the law of the day, agrees."""

import ast
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from auditflow.business_calendar import BusinessCalendar, rest_day
from auditflow.periods import business_days, days, end_of, months, weeks, years
from auditflow.proof import second
from auditflow.proof.second import days as days_asked

SWEDEN = BusinessCalendar.sweden()
ONE_DAY = timedelta(days=1)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_it_shares_nothing_with_the_engine():
    """Only ``holidays`` and the standard library: else it would prove nothing."""
    files = [*Path(second.__file__).parent.glob("*.py")]
    imported = {name for path in files for name in _imports(path)}
    foreign = {n for n in imported if not n.startswith("auditflow.proof.second")}
    assert len(files) > 1
    assert "holidays" in foreign
    assert {n.partition(".")[0] for n in foreign} - {"holidays"} <= (
        sys.stdlib_module_names
    )


@pytest.mark.parametrize(
    ("day", "confidence"),
    [
        pytest.param("1953-05-02", None, id="a-saturday-before-1961"),
        pytest.param("1954-04-17", "inferred", id="easter-eve-as-one-of-the-eves"),
        pytest.param("1954-06-25", "inferred", id="midsummer-eve-1954"),
        pytest.param("1954-12-24", "inferred", id="christmas-eve-1954"),
        pytest.param("1954-12-26", "settled", id="a-public-holiday-at-any-time"),
        pytest.param("1954-12-31", None, id="new-years-eve-1954"),
        pytest.param("1961-05-27", None, id="the-last-saturday-before-sfs-1961-70"),
        pytest.param("1961-06-03", "settled", id="the-first-saturday-of-sfs-1961-70"),
        pytest.param("1961-09-30", "settled", id="the-last-saturday-of-september"),
        pytest.param("1961-10-07", None, id="october-1961"),
        pytest.param("1962-03-31", None, id="the-day-before-1962-04-01"),
        pytest.param("1962-04-07", "inferred", id="april-1962"),
        pytest.param("1962-05-26", "inferred", id="may-1962"),
        pytest.param("1964-03-28", "inferred", id="easter-eve-in-march"),
        pytest.param("1964-12-19", None, id="the-last-winter-without-saturdays"),
        pytest.param("1965-01-02", "open", id="nobody-knows-when-in-1965"),
        pytest.param("1965-05-15", "inferred", id="may-1965"),
        pytest.param("1965-07-03", "settled", id="summer-1965"),
        pytest.param("1965-12-18", "open", id="late-in-1965"),
        pytest.param("1966-01-08", "settled", id="saturdays-all-year"),
        pytest.param("1960-12-31", None, id="new-years-eve-on-a-saturday-1960"),
        pytest.param("1966-12-31", "settled", id="new-years-eve-on-a-saturday-1966"),
        pytest.param("1973-12-24", "inferred", id="christmas-eve-1973"),
        pytest.param("1966-12-24", "settled", id="christmas-eve-on-a-saturday"),
        pytest.param("1973-12-31", None, id="new-years-eve-1973"),
        pytest.param("1974-12-31", "inferred", id="new-years-eve-1974"),
        pytest.param("1975-12-31", "settled", id="new-years-eve-1975"),
        pytest.param("2004-05-31", "settled", id="the-last-annandag-pingst"),
        pytest.param("2005-05-16", None, id="annandag-pingst-no-more"),
        pytest.param("2003-06-06", None, id="nationaldagen-not-yet"),
        pytest.param("2005-06-06", "settled", id="nationaldagen"),
        pytest.param("2004-01-05", None, id="trettondagsafton-raa-2004-not-40"),
        pytest.param("2023-04-06", None, id="skaertorsdag"),
        pytest.param("2022-11-04", None, id="allhelgonaafton"),
    ],
)
def test_the_law_of_the_day_decides_what_is_rolled_over(day, confidence):
    """Lag (1930:173) 2 § as in force on the day, with what is uncertain marked."""
    found = second.ruled(date.fromisoformat(day))
    assert (found and found.confidence) == confidence


@pytest.mark.parametrize(
    ("raw", "due"),
    [
        ("2022-12-24", "2022-12-27"),
        ("2022-12-31", "2023-01-02"),
        ("2025-12-24", "2025-12-29"),
        ("2023-04-07", "2023-04-11"),
        ("1973-12-31", "1973-12-31"),
        ("1974-12-31", "1975-01-02"),
        ("1960-06-11", "1960-06-11"),
        ("1961-06-10", "1961-06-12"),
    ],
)
def test_a_last_day_rolls_on_as_the_law_of_its_time_says(raw, due):
    """The cases of the commentary, and one on each side of two amendments."""
    rolled = second.rolled(date.fromisoformat(raw), "forward")
    assert rolled.isoformat() == due


def test_each_day_is_a_business_day_for_both_or_for_neither():
    """All 54,056 days: the walk and the tables agree on the day and on its name."""
    day, last = date(1953, 1, 1), date(2100, 12, 31)
    while day <= last:
        closure = SWEDEN.closure(day)
        assert second.is_business_day(day) is (closure is None), day
        if closure is not None:
            assert second.name_of(day) == (closure.sv, closure.en), day
        day += ONE_DAY


def test_both_know_the_law_of_each_day():
    """All 54,056 days: what a last day is moved over, by which name, and how sure."""
    day, last = date(1953, 1, 1), date(2100, 12, 31)
    while day <= last:
        theirs, ours = rest_day(day), second.ruled(day)
        if theirs is None or ours is None:
            assert (theirs, ours) == (None, None), day
        else:
            said = (theirs.closure.sv, theirs.closure.en), theirs.confidence.value
            assert (tuple(ours.name), ours.confidence) == said, day
            law = "lag (1930:173) 2 §" + (f", {ours.act}" if ours.act else "")
            assert theirs.source == law, day
        day += ONE_DAY


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (days(0), "0 days"),
        (days(14), "14 days"),
        (days(-5), "-5 days"),
        (business_days(1), "1 business day"),
        (business_days(-5), "-5 business days"),
        (business_days(10), "10 business days"),
        (weeks(3), "3 weeks"),
        (weeks(-1), "-1 week"),
        (months(1), "1 month"),
        (months(-3), "-3 months"),
        (years(2), "2 years"),
        (years(-1), "-1 year"),
    ],
)
def test_both_end_a_period_on_the_same_day(period, text):
    """Every 17th start day from 1960 on, each roll, with a municipality's own days."""
    assert str(period) == text
    length, day = second.length_of(text), date(1960, 1, 1)
    closed, opened = {date(2022, 5, 27)}, {date(2022, 6, 6)}
    calendar = BusinessCalendar.sweden(closed=dict.fromkeys(closed, "x"), open=opened)
    while day <= date(2090, 12, 31):
        for roll in ("forward", "back", "none"):
            theirs = end_of(day, period, roll=roll, calendar=calendar)
            raw, _ = second.end(day, length, closed, opened)
            due = second.rolled(raw, roll)
            safe = second.last_business_day(min(raw, due), closed, opened)
            assert (raw, due, safe) == (theirs.raw, theirs.due, theirs.safe), day
        day += 17 * ONE_DAY


def test_business_days_are_counted_as_the_tables_count_them():
    """In (a, b], and negative the other way round."""
    start = date(2022, 3, 1)
    for away in range(-200, 200):
        until = start + away * ONE_DAY
        assert second.count(start, until) == SWEDEN.count(start, until)


@pytest.mark.parametrize(
    "text",
    ["", "3", "3 week", "1 weeks", "03 weeks", "0 business days", "3  weeks", "١ day"],
)
def test_a_period_that_is_written_otherwise_is_none(text):
    """It reads what the engine writes, and guesses nothing."""
    with pytest.raises(second.Unreadable):
        second.length_of(text)


@pytest.mark.parametrize(
    ("start", "text"),
    [
        ("2100-12-30", "2 days"),
        ("2100-12-30", "5 business days"),
        ("2100-12-30", "1 week"),
        ("2100-12-30", "1 month"),
        ("2100-12-30", "1 year"),
        ("1953-01-02", "-2 days"),
        ("1953-01-02", "-1 month"),
        ("1953-01-02", "-999999 years"),
    ],
)
def test_a_walk_out_of_the_known_years_stops(start, text):
    """Where no holidays are known every weekday would look like a working day."""
    with pytest.raises(second.Beyond):
        second.end(date.fromisoformat(start), second.length_of(text))


def test_threads_are_told_the_same():
    """Eight at once, on a fresh memory, are answered as one is."""
    wanted = [date(year, 1, 1) + day * ONE_DAY for year in (1999, 2031) for day in
              range(365)]  # fmt: skip
    alone = [second.name_of(day) for day in wanted]
    before, second_asked = sys.getswitchinterval(), days_asked._Asked()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            for _ in range(4):
                ask = lambda day: second_asked.of(day, "public", "sv")  # noqa: E731
                assert [*pool.map(ask, wanted)] == [*map(ask, wanted)]
    finally:
        sys.setswitchinterval(before)
    assert alone == [second.name_of(day) for day in wanted]
