"""The rarer shapes of rules: each row of ``tests/cases/shape-*.csv`` is a test."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import DayOutOfRange, PeriodRefused, ValueRefused
from auditflow.meetings import MeetingCalendar
from auditflow.periods import (
    BY_LAW,
    Counting,
    Deeming,
    Named,
    PeriodEnd,
    business_days,
    completed_or_reported,
    days,
    deemed_on,
    end_of,
    latest_of,
    literal_weekdays,
    months,
    on_day,
    read_period,
    weeks,
    why_broken,
    years,
)
from auditflow.reasons import Reason
from auditflow.rules import Seek, meeting_sought
from tests.planning.cases import DEMO

SWEDEN = BusinessCalendar.sweden()
CASES = Path(__file__).parent / "cases"

Row = dict[str, str]
Answer = Mapping[str, object]
Worked = tuple[Answer, tuple[Reason, ...]]


def _end(row: Row, start: date | None = None) -> PeriodEnd:
    return end_of(
        start or date.fromisoformat(row["start"]),
        read_period(row["period"]),
        roll=row.get("roll", "none"),  # type: ignore[arg-type]
        calendar=SWEDEN,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _counted(row: Row) -> Worked:
    end = _end(row)
    return {"raw": end.raw, "due": end.due}, end.reasons


def _counting(row: Row) -> Worked:
    end = end_of(
        date.fromisoformat(row["start"]),
        read_period(row["period"]),
        roll="none",
        calendar=SWEDEN,
        first_day=row["first_day"],  # type: ignore[arg-type]
        month_end=row["month_end"],  # type: ignore[arg-type]
    )
    return {"raw": end.raw}, end.reasons


def _deemed(row: Row) -> Worked:
    found = deemed_on(
        date.fromisoformat(row["day"]),
        row["deemed"],
        calendar=SWEDEN,
        unlikely=row["unlikely"] == "yes",
    )
    end = _end(row, found.day)
    control = [r.day for r in found.reasons if r.kind == "control_message"]
    answer = {
        "deemed_on": found.day,
        "due": end.due,
        "control_message": control[0] if control else "",
    }
    return answer, (*found.reasons, *end.reasons)


def _latest(row: Row) -> Worked:
    found = latest_of(
        Named(f"anslag {number}", f"notice {number}", date.fromisoformat(day))
        for number, day in enumerate(row["days"].split(), 1)
    )
    end = _end(row, found.day)
    return {"latest": found.day, "due": end.due}, (*found.reasons, *end.reasons)


def _notice_up(row: Row) -> Worked:
    end = _end(row, date.fromisoformat(row["posted"]))
    why = why_broken("notice_up", end, _day(row["taken_down"]))
    answer = {"due": end.due, "runs": "no" if why else "yes"}
    return answer, (*end.reasons, *([why] if why else []))


def _meeting(row: Row) -> Worked:
    meetings = MeetingCalendar.read(DEMO / f"{row['calendar']}.csv")
    end = _end(row).raw
    found = meeting_sought(meetings, row["body"], end, row["seek"])
    return {"meeting": found.day if found else ""}, found.reasons if found else ()


def _complete_or_report(row: Row) -> Worked:
    end = _end(row)
    kept = completed_or_reported(
        end, completed=_day(row["done"]), reported=_day(row["reported"])
    )
    answer = {
        "due": end.due,
        "in_time": "yes" if kept.in_time else "no",
        "by_report": "yes" if kept.reported else "no",
    }
    return answer, (*end.reasons, *kept.reasons)


SHAPES: dict[str, Callable[[Row], Worked]] = {
    "fixed-day": _counted,
    "vardag": _counted,
    "counting": _counting,
    "deemed": _deemed,
    "latest": _latest,
    "notice-up": _notice_up,
    "meetings": _meeting,
    "complete-or-report": _complete_or_report,
}


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a table of cases."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def worked() -> Iterator[object]:
    """Each row of each table as a test, with an id that says why it is there."""
    for path in sorted(CASES.glob("shape-*.csv")):
        shape = path.stem.removeprefix("shape-")
        for number, row in enumerate(rows_of(path), 2):
            law = row["source"] or row["note"]
            yield pytest.param(shape, row, id=f"{shape} line {number}: {law}")


@pytest.mark.parametrize(("shape", "row"), [*worked()])
def test_shapes(shape, row):
    """What each table says comes out, with reasons in both languages."""
    answer, reasons = SHAPES[shape](row)
    assert {key: str(value) for key, value in answer.items()} == {
        key: row[key] for key in answer
    }
    for reason in reasons:
        assert reason.sv != reason.en
        assert str(reason.day) in reason.sv
        assert str(reason.day) in reason.en


def test_each_shape_has_its_table():
    """No table is left out of the test, and none says a row twice."""
    tables = [*CASES.glob("shape-*.csv")]
    assert {path.stem.removeprefix("shape-") for path in tables} == SHAPES.keys()
    for path in tables:
        rows = [tuple(row.values()) for row in rows_of(path)]
        assert len(set(rows)) == len(rows)
        assert all(None not in row for row in rows)


def test_each_word_of_a_shape_has_a_row():
    """A new word needs its row in the tables."""
    said = "\n".join(path.read_text("utf-8") for path in CASES.glob("shape-*.csv"))
    for words in (Deeming, Seek):
        assert all(f",{word}," in said for word in words)
    assert all(f",{word}," in said for word in ("counted", "not_counted"))
    assert all(f",{word}," in said for word in ("last_day", "next_day"))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        pytest.param("15 April the same year", on_day(4, 15, "same"), id="same"),
        pytest.param("15 April the next year", on_day(4, 15, "next"), id="next"),
        pytest.param("15 April the year after", on_day(4, 15, "next"), id="after"),
        pytest.param("15 April the year before", on_day(4, 15, "before"), id="before"),
        pytest.param("the next 15 April", on_day(4, 15, "coming"), id="coming"),
        pytest.param("15 april samma år", on_day(4, 15, "same"), id="samma"),
        pytest.param("15  APRIL året  efter\n", on_day(4, 15, "next"), id="efter"),
        pytest.param("31 maj året före", on_day(5, 31, "before"), id="före"),
        pytest.param("nästa 1 oktober", on_day(10, 1, "coming"), id="nästa"),
        pytest.param("närmast följande 1 mars", on_day(3, 1, "coming"), id="följande"),
        pytest.param("1 literal vardag", literal_weekdays(1), id="literal"),
        pytest.param("-2 bokstavliga vardagar", literal_weekdays(-2), id="bokstavlig"),
        pytest.param("1 practical vardag", business_days(1), id="practical"),
        pytest.param("-5 praktiska vardagar", business_days(-5), id="praktiska"),
        pytest.param("en praktisk vardag", business_days(1), id="praktisk"),
    ],
)
def test_the_rarer_periods_are_read(text, period):
    """In English and in Swedish; and what a period says of itself reads as itself."""
    assert read_period(text) == period
    assert read_period(str(period)) == period
    if not str(period).startswith("-"):
        assert read_period(period.in_swedish()) == period
        assert read_period(period.in_english()) == period


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        pytest.param("15 April", '"15 April the same year"', id="no-year"),
        pytest.param("15 april", '"the next 15 April"', id="no-year-in-swedish"),
        pytest.param("15 April some year", "the same year", id="another-year"),
        pytest.param("the next 15 April the next year", "the same year", id="two"),
        pytest.param(
            "29 February the next year", "28 February or 1 March", id="leap-day"
        ),
        pytest.param("nästa 29 februari", "28 February or 1 March", id="skottdagen"),
        pytest.param("31 June the same year", "a day that it has", id="no-such-day"),
        pytest.param("0 mars samma år", "a day that it has", id="day-zero"),
        pytest.param("5 vardagar", '"bokstavliga vardagar"', id="which-vardag"),
        pytest.param("1 weekday", '"practical vardagar"', id="which-weekday"),
        pytest.param("0 literal vardagar", 'write "0 days"', id="none-of-them"),
    ],
)
def test_what_leaves_something_unsaid_is_refused(text, mend):
    """With what to write instead."""
    with pytest.raises(PeriodRefused) as refused:
        read_period(text)
    assert mend in refused.value.mend
    assert ";" not in refused.value.mend


@pytest.mark.parametrize(
    ("month", "day", "year"),
    [
        pytest.param(13, 1, "same", id="month"),
        pytest.param(4, 31, "same", id="day"),
        pytest.param(2, 29, "coming", id="leap-day"),
        pytest.param(True, 1, "same", id="no-number"),
        pytest.param(4, 15, "whenever", id="year"),
    ],
)
def test_a_fixed_day_is_in_every_year(month, day, year):
    """A day that some years have not has no one answer."""
    with pytest.raises(PeriodRefused):
        on_day(month, day, year)


def test_a_fixed_day_beyond_the_known_years_is_refused():
    """As any day is."""
    with pytest.raises(
        DayOutOfRange, match="the day -1 literal vardag from 1953-01-01"
    ):
        end_of(date(1953, 1, 1), literal_weekdays(-1), roll="none", calendar=SWEDEN)
    for start, year in ((date(2100, 6, 1), "next"), (date(1953, 6, 1), "before")):
        with pytest.raises(DayOutOfRange, match=r"15 April (2101|1952)"):
            end_of(start, on_day(4, 15, year), roll="none", calendar=SWEDEN)  # type: ignore[arg-type]


def test_the_law_is_the_default():
    """Whoever says nothing counts as lag (1930:173) 1 § does."""
    assert Counting("not_counted", "last_day") == BY_LAW
    for period in (days(14), weeks(3), months(3), years(1), business_days(4)):
        start = date(2026, 11, 30)
        plain = end_of(start, period, roll="forward", calendar=SWEDEN)
        said = end_of(
            start, period, roll="forward", calendar=SWEDEN,
            first_day="not_counted", month_end="last_day",
        )  # fmt: skip
        assert plain == said


@pytest.mark.parametrize(
    "words", [{"first_day": "maybe"}, {"month_end": "first_day"}], ids=str
)
def test_another_way_to_count_is_refused(words):
    """Each choice has two words."""
    with pytest.raises(PeriodRefused, match="write one of: "):
        end_of(date(2022, 1, 1), days(1), roll="none", calendar=SWEDEN, **words)


def test_no_paragraph_is_named_for_what_it_does_not_say():
    """Only the count of the law rests on the law."""
    asked = {"roll": "none", "calendar": SWEDEN}
    start, period = date(2026, 11, 30), months(3)
    law = end_of(start, period, **asked)  # type: ignore[arg-type]
    other = end_of(start, period, month_end="next_day", **asked)  # type: ignore[arg-type]
    counted = end_of(start, weeks(3), first_day="counted", **asked)  # type: ignore[arg-type]
    assert [r.source for r in law.reasons if r.kind in ("counted", "clamped")] == [
        "lag (1930:173) 1 §"
    ] * 2
    assert [(r.kind, r.source) for r in other.reasons][1] == ("carried_over", None)
    assert counted.reasons[0].source is None
    assert counted.reasons[0].sv == (
        "3 veckor från och med 2026-11-30: till och med 2026-12-20"
    )


def test_a_skipped_vardag_is_named():
    """Sunday and midsommardagen; not midsommarafton, which counts."""
    end = end_of(date(2022, 6, 27), literal_weekdays(-1), roll="none", calendar=SWEDEN)
    told = [(str(r.day), r.sv) for r in end.reasons if r.kind == "skipped"]
    assert told == [
        ("2022-06-25", "2022-06-25 räknas inte: midsommardagen"),
        ("2022-06-26", "2022-06-26 räknas inte: söndag"),
    ]


def test_a_municipality_moves_neither_a_vardag_nor_a_deemed_day():
    """Its own closed days are its own; the law knows those of the whole country."""
    own = BusinessCalendar.sweden(closed={date(2022, 5, 27): "klämdag"})
    found = deemed_on(date(2022, 5, 30), "mailbox", calendar=own)
    assert str(found.day) == "2022-05-27"
    end = end_of(date(2022, 5, 30), literal_weekdays(-2), roll="none", calendar=own)
    assert str(end.raw) == "2022-05-27"


def test_what_cannot_be_deemed_is_refused():
    """Another word, or a doubt that the law does not know."""
    monday = date(2022, 11, 7)
    with pytest.raises(ValueRefused, match="write one of: mailbox"):
        deemed_on(monday, "e-mail", calendar=SWEDEN)
    with pytest.raises(ValueRefused, match="unlikely says nothing of mailbox"):
        deemed_on(monday, "mailbox", calendar=SWEDEN, unlikely=True)
    with pytest.raises(ValueRefused, match="give at least one"):
        latest_of([])


def test_which_of_several_days_decides_is_told():
    """In words, with the others."""
    found = latest_of(
        [
            Named("anslaget i Sala", "the notice in Sala", date(2022, 11, 28)),
            Named("anslaget i Heby", "the notice in Heby", date(2022, 11, 30)),
        ]
    )
    assert [reason.sv for reason in found.reasons] == [
        "anslaget i Heby avgör, 2022-11-30: senare än anslaget i Sala, 2022-11-28"
    ]
