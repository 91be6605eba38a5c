"""Where periods end: the worked dates of the law, and what is refused."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.day import FIRST, LAST
from auditflow.errors import DayOutOfRange, NotADay, PeriodRefused
from auditflow.periods import (
    ROLLS,
    BusinessDays,
    Days,
    Length,
    LiteralWeekdays,
    Months,
    OnDay,
    Period,
    Roll,
    Weeks,
    Years,
    business_days,
    days,
    end_of,
    months,
    read_period,
    rolled,
    weeks,
    years,
)

SWEDEN = BusinessCalendar.sweden()
CASES = Path(__file__).parent / "cases"


def worked(name: str) -> Iterator[object]:
    """Each row of a table of cases as a test, with an id that says why it is there."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            law = row.get("source") or row["case"]
            said = f"{law}: {row['amount']} {row['unit']} from {row['start']}"
            note = f", {row['note']}" if row["note"] else ""
            yield pytest.param(row, id=f"{said}, {row['roll']}{note}")


@pytest.mark.parametrize("row", [*worked("worked-dates.csv"), *worked("law-dates.csv")])
def test_worked_dates(row):
    """Every date that was worked out from the statutes and the judgments."""
    end = end_of(
        date.fromisoformat(row["start"]),
        read_period(f"{row['amount']} {row['unit']}"),
        roll=row["roll"],
        calendar=SWEDEN,
    )
    assert str(end.raw) == row["raw"]
    assert str(end.due) == row["due"]
    assert end.safe == SWEDEN.roll_back(min(end.raw, end.due))


@pytest.mark.parametrize("name", ["worked-dates.csv", "law-dates.csv"])
def test_the_tables_hold_what_they_should(name):
    """No row twice, no roll or unit unheard of, and every kind of roll is there."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    keys = [tuple(row.values()) for row in rows]
    assert len(set(keys)) == len(keys) >= 40
    assert {row["roll"] for row in rows} == set(ROLLS)
    assert {row["unit"] for row in rows} >= {"days", "business days", "weeks", "months"}


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        pytest.param(days, Days, id="days"),
        pytest.param(business_days, BusinessDays, id="business-days"),
        pytest.param(weeks, Weeks, id="weeks"),
        pytest.param(months, Months, id="months"),
        pytest.param(years, Years, id="years"),
    ],
)
def test_a_length_carries_its_unit(made, kind):
    """Each function makes its own type; the same number of another unit differs."""
    assert type(made(3)) is kind
    assert made(3) == kind(3)
    assert [made(3) == other(3) for other in (Days, BusinessDays, Weeks, Months, Years)
            ].count(True) == 1  # fmt: skip
    assert {made(3): "kept"}[kind(3)] == "kept"


@pytest.mark.parametrize("made", [days, business_days, weeks, months, years])
@pytest.mark.parametrize(
    "amount",
    [
        pytest.param(1.0, id="a-float"),
        pytest.param(True, id="a-boolean"),
        pytest.param("3", id="a-text"),
        pytest.param(None, id="nothing"),
    ],
)
def test_a_length_is_a_whole_number(made, amount):
    """Half a day is no day, and True is not one."""
    with pytest.raises(PeriodRefused, match="give a number such as 14"):
        made(amount)


def test_zero():
    """Zero days are the day itself; zero business days have no one answer."""
    end = end_of(date(2022, 11, 26), days(0), roll="none", calendar=SWEDEN)
    assert end.raw == end.due == date(2022, 11, 26)
    assert [str(reason.day) for reason in end.reasons] == ["2022-11-26", "2022-11-25"]
    with pytest.raises(PeriodRefused, match='write "0 days" for the day itself'):
        business_days(0)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        pytest.param("3 weeks", weeks(3), id="english"),
        pytest.param("3 veckor", weeks(3), id="swedish"),
        pytest.param("1 week", weeks(1), id="one"),
        pytest.param("-5 business days", business_days(-5), id="back"),
        pytest.param("−5 arbetsdagar", business_days(-5), id="a-real-minus-sign"),
        pytest.param("- 5 days", days(-5), id="a-space-after-the-sign"),
        pytest.param("+5 days", days(5), id="with-plus"),
        pytest.param("0 days", days(0), id="zero-days"),
        pytest.param("4 working days", business_days(4), id="working-days"),
        pytest.param("4 workdays", business_days(4), id="workdays"),
        pytest.param("två månader", months(2), id="number-in-swedish-words"),
        pytest.param("twelve months", months(12), id="number-in-english-words"),
        pytest.param("ett år", years(1), id="one-year"),
        pytest.param("en dag", days(1), id="one-day"),
        pytest.param("a week", weeks(1), id="an-article"),
        pytest.param("  3 WEEKS\n", weeks(3), id="capitals-and-space-around"),
        pytest.param("999999 days", days(999_999), id="six-digits"),
    ],
)
def test_a_period_is_read_from_text(text, period):
    """In English or Swedish, with a unit."""
    assert read_period(text) == period


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("", "is no period", id="empty"),
        pytest.param("14", "is no period", id="without-unit"),
        pytest.param("days", "is no period", id="without-number"),
        pytest.param("3 moons", "'moons' in", id="unknown-unit"),
        pytest.param("many days", "'many' in", id="unknown-number"),
        pytest.param("1.5 days", "is no period", id="half-a-day"),
        pytest.param("3-4 weeks", "is no period", id="a-span"),
        pytest.param("3 weeks 2 days", "is no period", id="two-units"),
        pytest.param("--3 days", "is no period", id="two-signs"),
        pytest.param("² weeks", "'²' in", id="a-power"),
        pytest.param("1000000 days", "is no period", id="more-than-all-years-hold"),
        pytest.param("5 vardagar", "has two readings", id="vardag-may-be-a-saturday"),
        pytest.param("1 vardag", "has two readings", id="one-vardag"),
        pytest.param("5 weekdays", "has two readings", id="weekday-too"),
        pytest.param("0 business days", "is no period", id="zero-business-days"),
    ],
)
def test_a_text_without_a_clear_length_is_refused(text, why):
    """What stands there is told, and how to write it instead."""
    with pytest.raises(PeriodRefused) as refused:
        read_period(text)
    assert why in refused.value.given
    assert str(refused.value) == f"{refused.value.given}; {refused.value.mend}"
    assert "write" in refused.value.mend


@pytest.mark.parametrize(
    ("period", "swedish", "english", "text"),
    [
        pytest.param(days(1), "1 dag", "1 day", "1 day", id="one-day"),
        pytest.param(days(-14), "14 dagar", "14 days", "-14 days", id="days-back"),
        pytest.param(
            business_days(5), "5 arbetsdagar", "5 business days", "5 business days",
            id="business-days",
        ),
        pytest.param(weeks(-1), "1 vecka", "1 week", "-1 week", id="a-week-back"),
        pytest.param(months(3), "3 månader", "3 months", "3 months", id="months"),
        pytest.param(years(2), "2 år", "2 years", "2 years", id="years"),
        pytest.param(days(0), "0 dagar", "0 days", "0 days", id="nothing"),
    ],
)  # fmt: skip
def test_a_period_says_itself(period, swedish, english, text):
    """The two languages leave the sign to the sentence; the plain text keeps it."""
    assert period.in_swedish() == swedish
    assert period.in_english() == english
    assert str(period) == text


def test_months_are_counted_once_from_the_anchor():
    """31 January and two months is 31 March; one month twice is 28 March."""
    at_once = end_of(date(2022, 1, 31), months(2), roll="none", calendar=SWEDEN)
    first = end_of(date(2022, 1, 31), months(1), roll="none", calendar=SWEDEN)
    again = end_of(first.raw, months(1), roll="none", calendar=SWEDEN)
    assert str(at_once.raw) == "2022-03-31"
    assert str(again.raw) == "2022-03-28"


def test_only_the_end_rolls():
    """A period that starts on julafton runs from there, not from the next weekday."""
    end = end_of(date(2021, 12, 24), weeks(3), roll="forward", calendar=SWEDEN)
    assert str(end.raw) == str(end.due) == "2022-01-14"


@pytest.mark.parametrize(
    ("roll", "due", "safe"),
    [
        pytest.param("forward", "2022-12-27", "2022-12-23", id="forward"),
        pytest.param("back", "2022-12-23", "2022-12-23", id="back"),
        pytest.param("none", "2022-12-26", "2022-12-23", id="none"),
    ],
)
def test_three_days(roll, due, safe):
    """Raw is the same whatever the roll; safe never lies after either of the two."""
    end = end_of(date(2022, 12, 5), weeks(3), roll=roll, calendar=SWEDEN)
    assert (str(end.raw), str(end.due), str(end.safe)) == ("2022-12-26", due, safe)


@pytest.mark.parametrize("roll", ROLLS)
def test_a_local_closed_day_moves_no_last_day(roll: Roll):
    """27 May 2022 closed by the municipality: due stays, safe is the day before."""
    local = BusinessCalendar.sweden(closed={date(2022, 5, 27): "klämdag"})
    end = end_of(date(2022, 5, 13), days(14), roll=roll, calendar=local)
    assert str(end.raw) == str(end.due) == "2022-05-27"
    assert str(end.safe) == "2022-05-25"
    told = [(reason.kind, str(reason.day)) for reason in end.reasons]
    assert told == [
        ("counted", "2022-05-27"),
        ("kept", "2022-05-27"),
        ("not_open", "2022-05-26"),
        ("safe", "2022-05-25"),
    ]


def test_a_local_closed_day_lengthens_business_days():
    """Unless another calendar is named to count on, as for the duty to register."""
    local = BusinessCalendar.sweden(closed={date(2022, 5, 27): "klämdag"})
    start, one = date(2022, 5, 25), business_days(1)
    end = end_of(start, one, roll="none", calendar=local)
    law = end_of(start, one, roll="none", calendar=local, counted_on=local.statutory)
    assert str(end.raw) == "2022-05-30"
    assert str(law.raw) == "2022-05-27"
    assert "klämdag" in " ".join(reason.sv for reason in end.reasons)


def _said(*, language="en", **asked) -> list[str]:
    return [
        reason.text(language) for reason in end_of(calendar=SWEDEN, **asked).reasons
    ]


def test_the_reasons_of_a_roll_forward():
    """Counted, each day rolled over, the move, the safe day: with the paragraphs."""
    asked = {"day": date(2022, 12, 3), "period": weeks(3), "roll": "forward"}
    assert _said(**asked) == [
        "3 weeks after 2022-12-03 is 2022-12-24 (lag (1930:173) 1 §)",
        "2022-12-24 is Christmas Eve (lag (1930:173) 2 §)",
        "2022-12-25 is Christmas Day (lag (1930:173) 2 §)",
        "2022-12-26 is Second Day of Christmas (lag (1930:173) 2 §)",
        "the last day moves from 2022-12-24 on to 2022-12-27 (lag (1930:173) 2 §)",
        "work towards 2022-12-23, the last business day before it",
    ]
    assert _said(language="sv", **asked)[:2] == [
        "3 veckor efter 2022-12-03 är 2022-12-24 (lag (1930:173) 1 §)",
        "2022-12-24 är julafton (lag (1930:173) 2 §)",
    ]


def test_the_reasons_of_a_roll_back_rest_on_no_law():
    """A minimum notice is kept whole by rolling back; 2 § says nothing of that."""
    assert _said(day=date(2023, 1, 2), period=days(-7), roll="back") == [
        "7 days before 2023-01-02 is 2022-12-26",
        "2022-12-26 is Second Day of Christmas",
        "2022-12-25 is Christmas Day",
        "2022-12-24 is Christmas Eve",
        "the last day moves from 2022-12-26 back to 2022-12-23",
    ]


@pytest.mark.parametrize(
    ("roll", "closed", "kept", "safe"),
    [
        pytest.param("forward", 27, "2022-12-27", "2022-12-23", id="forward"),
        pytest.param("back", 23, "2022-12-23", "2022-12-22", id="back"),
    ],
)
def test_a_roll_that_ends_on_a_local_closed_day_says_so(roll, closed, kept, safe):
    """The law moves the day there and no further, whatever the municipality closed."""
    local = BusinessCalendar.sweden(closed={date(2022, 12, closed): "klämdag"})
    end = end_of(date(2022, 12, 5), weeks(3), roll=roll, calendar=local)
    kinds = [reason.kind for reason in end.reasons]
    at = kinds.index("rolled")
    assert kinds[at + 1] == "kept"
    assert kinds.count("kept") == 1
    assert end.reasons[at + 1].sv == f"{kept} är klämdag, men dagen flyttas inte"
    assert (str(end.due), str(end.safe)) == (kept, safe)


def test_the_reasons_name_each_closed_day_before_the_safe_one():
    """From the earlier of raw and due back to it; the last day itself is told above."""
    assert _said(day=date(2022, 12, 5), period=weeks(3), roll="none") == [
        "3 weeks after 2022-12-05 is 2022-12-26 (lag (1930:173) 1 §)",
        "2022-12-26 is Second Day of Christmas, but the day does not move",
        "2022-12-25 is no business day: Christmas Day",
        "2022-12-24 is no business day: Christmas Eve",
        "work towards 2022-12-23, the last business day before it",
    ]
    rolled_on = _said(day=date(2022, 12, 5), period=weeks(3), roll="forward")
    assert rolled_on[1:] == [
        "2022-12-26 is Second Day of Christmas (lag (1930:173) 2 §)",
        "the last day moves from 2022-12-26 on to 2022-12-27 (lag (1930:173) 2 §)",
        "2022-12-25 is no business day: Christmas Day",
        "2022-12-24 is no business day: Christmas Eve",
        "work towards 2022-12-23, the last business day before it",
    ]


def test_the_reasons_of_business_days_name_what_was_skipped():
    """Each closed day between, in order, and none outside."""
    asked = {"day": date(2022, 6, 23), "period": business_days(1), "roll": "none"}
    assert _said(language="sv", **asked) == [
        "1 arbetsdag efter 2022-06-23 är 2022-06-27",
        "2022-06-24 räknas inte: midsommarafton",
        "2022-06-25 räknas inte: midsommardagen",
        "2022-06-26 räknas inte: söndag",
    ]


def test_the_reasons_of_a_clamp_name_the_missing_number():
    """The month has no 31st, so its last day counts."""
    asked = {"day": date(2022, 8, 31), "period": months(1), "roll": "forward"}
    assert _said(**asked)[1] == (
        "2022-09 has no day 31; its last day counts, 2022-09-30 (lag (1930:173) 1 §)"
    )


def test_reasons_as_json():
    """Kind, day, source and both languages: plain text for whoever reads it."""
    end = end_of(date(2022, 12, 24), days(0), roll="none", calendar=SWEDEN)
    assert [reason.as_json() for reason in end.reasons] == [
        {
            "kind": "kept",
            "day": "2022-12-24",
            "source": None,
            "sv": "2022-12-24 är julafton, men dagen flyttas inte",
            "en": "2022-12-24 is Christmas Eve, but the day does not move",
        },
        {
            "kind": "safe",
            "day": "2022-12-23",
            "source": None,
            "sv": "sikta på 2022-12-23, sista arbetsdagen dessförinnan",
            "en": "work towards 2022-12-23, the last business day before it",
        },
    ]


@pytest.mark.parametrize(
    "period",
    [
        pytest.param(14, id="a-bare-number"),
        pytest.param("3 weeks", id="a-text"),
        pytest.param(None, id="nothing"),
        pytest.param(date(2022, 12, 24) - date(2022, 12, 3), id="a-timedelta"),
    ],
)
def test_what_has_no_unit_is_no_period(period):
    """A bare number is not a period, nor is a timedelta."""
    with pytest.raises(PeriodRefused, match="give its unit too"):
        end_of(date(2022, 12, 3), period, roll="none", calendar=SWEDEN)


@pytest.mark.parametrize(
    "roll", [None, "", "FORWARD", "backward", True, [], "nearest"], ids=repr
)
def test_a_roll_has_one_of_three_names(roll):
    """There is no default and no synonym."""
    with pytest.raises(PeriodRefused, match="write one of: forward, back, none"):
        end_of(date(2022, 12, 3), days(1), roll=roll, calendar=SWEDEN)


def test_an_instant_is_no_start():
    """The start of a period is a day."""
    start = datetime(2022, 12, 3, 8, tzinfo=UTC)
    with pytest.raises(NotADay):
        end_of(start, days(1), roll="none", calendar=SWEDEN)


@pytest.mark.parametrize("kind", [days, business_days, weeks, months, years])
@pytest.mark.parametrize("amount", [10**5, -(10**5), 10**30, -(10**30)], ids=str)
def test_ends_outside_the_years_are_refused(kind, amount):
    """However long the period, the error is ours."""
    with pytest.raises(DayOutOfRange, match="1953–2100"):
        end_of(date(2022, 12, 3), kind(amount), roll="none", calendar=SWEDEN)


@pytest.mark.parametrize(
    ("start", "period"),
    [
        pytest.param(date(2100, 12, 31), days(1), id="a-day-too-late"),
        pytest.param(date(1953, 1, 1), days(-1), id="a-day-too-early"),
        pytest.param(date(2100, 12, 1), months(1), id="a-month-too-late"),
        pytest.param(date(1953, 1, 31), months(-1), id="a-month-too-early"),
        pytest.param(date(2100, 2, 28), years(1), id="a-year-too-late"),
    ],
)
def test_the_edges_of_the_years_hold_for_ends(start, period):
    """One step over the edge is refused, one before it is not."""
    with pytest.raises(DayOutOfRange):
        end_of(start, period, roll="none", calendar=SWEDEN)


def test_an_end_at_the_edge_is_found():
    """The last day of the known years can be a last day; rolling off it cannot."""
    start = date(2100, 12, 17)
    end = end_of(start, weeks(2), roll="none", calendar=SWEDEN)
    assert (str(end.due), str(end.safe)) == ("2100-12-31", "2100-12-30")
    with pytest.raises(DayOutOfRange):
        end_of(start, weeks(2), roll="forward", calendar=SWEDEN)


def test_ordinals_in_ordinals_out():
    """The inner functions count without dates, and agree with the outer one."""
    start = date(2022, 8, 31).toordinal()
    assert date.fromordinal(months(1).end_from(start, SWEDEN)) == date(2022, 9, 30)
    saturday = date(2022, 12, 24).toordinal()
    assert [date.fromordinal(rolled(saturday, r)).day
            for r in get_args(Roll)] == [27, 23, 24]  # fmt: skip
    assert days(LAST - FIRST).end_from(FIRST, SWEDEN) == LAST


def test_the_closed_sets_are_whole():
    """Seven shapes, three rolls: a new one needs its row in the tables of cases."""
    assert ROLLS == ("forward", "back", "none")
    lengths = {Days, BusinessDays, LiteralWeekdays, Weeks, Months, Years}
    assert set(get_args(Length)) == lengths
    assert set(get_args(Period)) == {*lengths, OnDay}


@pytest.mark.parametrize("text", ["٣ weeks", "３ veckor", "٠١ april samma år"])
def test_digits_of_other_scripts_are_no_numbers(text):
    """Nobody could tell what they count."""
    with pytest.raises(PeriodRefused):
        read_period(text)


def test_letters_may_be_composed_in_either_way():
    """Some systems save å as a and a ring."""
    assert read_period("2 ma\u030anader") == months(2)
