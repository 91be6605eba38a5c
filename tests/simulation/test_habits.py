"""Habits: read, written, refused, and fitted to what happened."""

from datetime import date

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import AuditflowError, HabitsRefused
from auditflow.events import Registered
from auditflow.simulation import (
    Away,
    Duration,
    Habits,
    habits_from,
    simulate,
)
from auditflow.simulation.away import worked_days
from auditflow.simulation.habits import durations_of
from tests.simulation.cases import GULLSPANG, RECEIVED, SOC, seed_case


def test_habits_are_read_as_they_are_written():
    """The text of habits reads as the same habits."""
    habits = Habits(
        draft=Duration({10: 2, 100: 30}), tabled=9, away=["02-01/02-29", "12-24/01-06"]
    )
    assert Habits.from_text(habits.as_text()) == habits


def test_what_a_file_leaves_out_is_a_starting_point(tmp_path):
    """A file of one line is a file."""
    path = tmp_path / "habits.toml"
    path.write_text("send = 1", encoding="utf-8")
    assert Habits.read(path) == Habits(send=Duration.always(1))


def test_everything_that_is_wrong_is_told_at_once():
    """Each with its line and its mend."""
    text = 'draf = { p50 = 1 }\nsend = { p50 = 3, p90 = 1 }\ntabled = 101\naway = ["x"]'
    with pytest.raises(HabitsRefused) as refused:
        Habits.from_text(text, "h.toml")
    assert [problem.split(";")[0] for problem in refused.value.problems] == [
        "h.toml: draf (line 1): is unknown",
        "h.toml: send (line 2): 3 business days in 50 % and 1 in 90 %",
        "h.toml: tabled (line 3): 101 is no share",
        "h.toml: away (line 4): 'x' as a holiday",
    ]
    assert "did you mean draft?" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tabled = 60\nremitted = 40", "so none is ever decided; let the board decide"),
        ('away = ["01-01/06-30", "07-01/12-31"]', "nobody is ever at work; leave some"),
        ("draft = 5.5", "is no table of shares; write it as { p0 = 2"),
        (
            'away = ["07-31/07-01"]',
            "as a holiday of 336 days; write its first day first",
        ),
        ("draft = { half = 5 }", "'half' is no share"),
        ('away = ["2026-07-31/2026-07-01"]', "which ends before it begins"),
        ('away = ["06-31/07-01"]', "'06-31/07-01' as a holiday; write it as 07-01"),
        ("tabled = [", "is no TOML"),
    ],
)
def test_habits_that_lead_nowhere_are_refused(text, said):
    """No case would ever be answered, or nobody can tell what is meant."""
    with pytest.raises(HabitsRefused) as refused:
        Habits.from_text(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("make", "given", "said"),
    [
        (Habits, {"draft": {50: 5, 90: 3}}, "5 business days in 50 % and 3 in 90 %"),
        (Habits, {"draft": "5"}, "'5' business days; give a whole number"),
        (Habits, {"tabled": 1.5}, "1.5 is no share"),
        (Habits, {"away": ["07-01"]}, "'07-01' as a holiday"),
        (Habits, {"away": [5]}, "5 as a holiday"),
        (Duration, {"quantiles": [(50, 3), (50, 1)]}, "one share with two numbers"),
        (Duration, {"quantiles": {50: 1, "x": 2}}, "'x' as a share"),
    ],
)
def test_what_is_no_habit_is_refused_in_python_too(make, given, said):
    """With what to give instead."""
    with pytest.raises(AuditflowError) as refused:
        make(**given)
    assert said in str(refused.value)


def test_habits_that_never_finish_are_refused_in_python_too():
    """Not in files alone."""
    with pytest.raises(HabitsRefused, match="together they are at most 99"):
        Habits(tabled=50, remitted=50)


@pytest.mark.parametrize(
    ("text", "year", "first", "last", "number"),
    [
        pytest.param("07-01/07-31", 2026, "2026-07-01", "2026-07-31", 31, id="july"),
        pytest.param("12-24/01-02", 2026, "2026-01-01", "2026-12-31", 10, id="turn"),
        pytest.param("02-27/02-29", 2025, "2025-02-27", "2025-02-28", 2, id="leap"),
        pytest.param("2026-03-02/2026-03-06", 2026, "2026-03-02", "2026-03-06", 5),
        pytest.param("2025-03-02/2025-03-06", 2026, None, None, 0, id="other-year"),
    ],
)
def test_holidays_have_both_their_ends(text, year, first, last, number):
    """In every year, over its turn, or once."""
    days = sorted(Away(text).days(year, year))
    assert len(days) == number
    if days:
        assert (str(days[0]), str(days[-1])) == (first, last)


def test_nobody_works_in_holidays_and_on_days_that_are_closed():
    """The municipality's own closed days stay closed, and its open ones open."""
    calendar = BusinessCalendar.sweden(
        closed={date(2026, 5, 15): "klämdag"}, open=[date(2026, 5, 16)]
    )
    work = worked_days(calendar, (Away("05-18/05-20"),), 2026, 2026)
    assert not work.is_business_day(date(2026, 5, 15))
    assert work.is_business_day(date(2026, 5, 16))
    assert work.add(date(2026, 5, 16), 1) == date(2026, 5, 21)


def test_fitted_habits_are_those_that_were_played():
    """From 300 lives the shares come back, about as they were put in."""
    put_in = Habits(
        refer=Duration({0: 1, 100: 3}),
        statement=Duration({0: 5, 100: 15}),
        draft=Duration({0: 3, 50: 6, 100: 20}),
        adjust=Duration({0: 1, 100: 6}),
        tabled=12,
        remitted=8,
    )
    lives = simulate(
        [seed_case()] * 300, habits=put_in, meetings=GULLSPANG, statements_from=[SOC]
    )
    fitted = habits_from(lives)
    assert fitted.cases == 300
    for name in ("refer", "statement", "draft"):
        for share in (25, 50, 75):
            found = durations_of(fitted.habits)[name].within(share)
            assert abs(found - durations_of(put_in)[name].within(share)) <= 1, name
    assert abs(fitted.habits.tabled - 12) <= 4
    assert abs(fitted.habits.remitted - 8) <= 4
    assert {one.habit for one in fitted.thin} >= {"late_statements", "late_by"}
    alone = simulate([seed_case()] * 200, habits=put_in, meetings=GULLSPANG)
    assert habits_from(alone).habits.adjust.within(50) in (3, 4)


def test_little_data_fits_nothing_and_says_so():
    """What was seen fewer than five times stays a starting point."""
    registered = Registered(on=date(2022, 9, 29), by="registrator", dnr="KS 2022/347")
    fitted = habits_from([seed_case().record(registered)] * 4)
    register = next(one for one in fitted.basis if one.habit == "register")
    assert (register.seen, register.is_fitted) == (4, False)
    assert fitted.habits == Habits()
    enough = habits_from([seed_case().record(registered)] * 5)
    assert enough.habits.register.table == (2,) * 1000
    assert next(one for one in enough.basis if one.habit == "register").is_thin


def test_statements_by_a_day_fit_how_often_they_are_late():
    """One that came on its day is in time; one after it is late by so many days."""
    asked = seed_case().take(
        "refer", on=RECEIVED, by="anna", to={SOC: date(2022, 10, 14)}
    )
    habits = Habits(late_statements=60, late_by=Duration({0: 2, 100: 6}))
    lives = [*simulate([asked] * 200, habits=habits, meetings=GULLSPANG)]
    fitted = habits_from(lives).habits
    assert abs(fitted.late_statements - 60) <= 12
    assert fitted.late_by.within(0) == 2
    assert fitted.late_by.within(100) == 6
