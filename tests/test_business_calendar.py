"""Which days are business days, why the others are not, and how they are counted."""

import copy
import os
import pickle
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from auditflow.business_calendar import BusinessCalendar, Closure, rest_day
from auditflow.errors import (
    ClosuresContradict,
    DayOutOfRange,
    DayRefused,
    NoBusinessDays,
    NotADay,
)
from auditflow.periods import end_of, weeks
from tests.property.strategies import FIRST, LAST, closed_in_law, named_in_law

SWEDEN = BusinessCalendar.sweden()
KLAMDAG = date(2022, 5, 27)
LOCAL = BusinessCalendar.sweden(closed={KLAMDAG: "klämdag"})
OPEN_EVE = BusinessCalendar.sweden(open=[date(2022, 6, 24)])


def test_every_day_from_1953_to_2100_is_what_the_statutes_say():
    """All 54,056 days, against a table of the statutes that shares no code with it."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    assert len(days) == 54_056
    differ = [d for d in days if SWEDEN.is_business_day(d) is closed_in_law(d)]
    assert differ == []


@pytest.mark.parametrize(
    ("day", "name"),
    [
        pytest.param(date(2003, 6, 6), None, id="6-june-before-2005-is-a-friday"),
        pytest.param(date(2004, 5, 31), "Annandag pingst", id="whit-monday-until-2004"),
        pytest.param(date(2005, 5, 16), None, id="whit-monday-since-2005"),
        pytest.param(date(2005, 6, 6), "Nationaldagen", id="6-june-from-2005"),
        pytest.param(date(2022, 6, 24), "Midsommarafton", id="midsummer-eve"),
        pytest.param(date(2022, 6, 25), "Midsommardagen", id="named-though-a-saturday"),
        pytest.param(date(2022, 11, 5), "Alla helgons dag", id="a-moving-saturday"),
        pytest.param(date(2022, 11, 4), None, id="allhelgonaafton-is-a-business-day"),
        pytest.param(KLAMDAG, None, id="klämdag-is-a-business-day"),
        pytest.param(date(2023, 4, 6), None, id="skärtorsdag-is-a-business-day"),
        pytest.param(date(2004, 1, 5), None, id="trettondagsafton-RÅ-2004-not-40"),
        pytest.param(date(2024, 4, 30), None, id="valborg-is-a-business-day"),
        pytest.param(date(2024, 12, 24), "Julafton", id="christmas-eve"),
        pytest.param(date(2024, 12, 31), "Nyårsafton", id="new-year's-eve"),
        pytest.param(
            date(2024, 5, 9), "Kristi himmelsfärdsdag", id="a-thursday-in-spring"
        ),
        pytest.param(
            date(2008, 5, 1), "Första maj och Kristi himmelsfärdsdag", id="two-in-one"
        ),
        pytest.param(date(2022, 11, 26), "Lördag", id="an-ordinary-saturday"),
        pytest.param(date(2022, 11, 27), "Söndag", id="an-ordinary-sunday"),
        pytest.param(date(2022, 11, 25), None, id="an-ordinary-friday"),
    ],
)
def test_a_closed_day_has_its_swedish_name(day, name):
    """And a business day has none."""
    assert SWEDEN.is_business_day(day) is (name is None)
    assert SWEDEN.why_closed(day) == name


def test_a_closed_day_has_its_english_name_too():
    """For reasons in English; the Swedish one loses its capital within a sentence."""
    assert SWEDEN.closure(date(2022, 6, 24)) == Closure(
        "Midsommarafton", "Midsummer Eve"
    )
    assert SWEDEN.closure(date(2022, 11, 26)) == Closure("Lördag", "Saturday")
    assert Closure("Annandag jul", "x").in_swedish_text == "annandag jul"
    assert Closure("Kristi himmelsfärdsdag", "x").in_swedish_text.startswith("Kristi")


def test_every_law_day_has_two_names():
    """No holiday of any year is without a name in one of the languages."""
    for year in range(1953, 2101):
        for day in named_in_law(year):
            closure = SWEDEN.closure(day)
            assert closure is not None
            assert closure.sv
            assert closure.en
            assert ";" not in closure.sv + closure.en


@pytest.mark.parametrize(
    ("after", "until", "number"),
    [
        pytest.param(date(2022, 9, 27), date(2022, 11, 25), 43, id="the-seed-memo"),
        pytest.param(date(2021, 4, 8), date(2021, 6, 30), 57, id="Härnösand-2021"),
        pytest.param(date(2020, 4, 28), date(2020, 5, 5), 4, id="Härnösand-summons"),
        pytest.param(date(2022, 11, 25), date(2022, 11, 25), 0, id="the-same-day"),
        pytest.param(date(2022, 11, 26), date(2022, 11, 27), 0, id="within-a-weekend"),
        pytest.param(date(2022, 11, 25), date(2022, 11, 28), 1, id="the-last-counts"),
        pytest.param(
            date(2022, 11, 27), date(2022, 11, 28), 1, id="the-first-does-not"
        ),
        pytest.param(FIRST, LAST, 37_160, id="all-of-them"),
    ],
)
def test_counting_leaves_the_first_day_out(after, until, number):
    """(after, until], and with a minus sign the other way round."""
    by_hand = sum(
        not closed_in_law(after + timedelta(days=n))
        for n in range(1, (until - after).days + 1)
    )
    assert SWEDEN.count(after, until) == by_hand == number
    assert SWEDEN.count(until, after) == -number


def test_a_local_closed_day_is_skipped_and_named():
    """The municipality's reason stands beside the law's names."""
    assert LOCAL.add(date(2022, 5, 25), 1) == date(2022, 5, 30)
    assert LOCAL.add(date(2022, 5, 30), -1) == date(2022, 5, 25)
    assert LOCAL.why_closed(KLAMDAG) == "klämdag"
    assert LOCAL.count(date(2022, 5, 25), date(2022, 5, 30)) == 1
    assert LOCAL.roll_forward(KLAMDAG) == date(2022, 5, 30)
    assert LOCAL.roll_back(KLAMDAG) == date(2022, 5, 25)


def test_a_local_open_day_counts():
    """A municipality may work on midsommarafton; the law's calendar stays."""
    eve = date(2022, 6, 24)
    assert OPEN_EVE.is_business_day(eve)
    assert OPEN_EVE.why_closed(eve) is None
    assert OPEN_EVE.add(date(2022, 6, 23), 1) == eve
    assert not OPEN_EVE.statutory.is_business_day(eve)


@pytest.mark.parametrize("calendar", [SWEDEN, LOCAL, OPEN_EVE], ids=repr)
def test_the_statutory_calendar_forgets_the_municipality(calendar):
    """It is the country's, whatever was closed or kept open."""
    assert calendar.statutory == SWEDEN
    assert calendar.statutory.statutory is calendar.statutory


def test_calendars_that_say_the_same_are_equal():
    """Order, and days that change nothing, make no difference; a reason does."""
    a, b = date(2022, 5, 27), date(2022, 1, 7)
    first = BusinessCalendar.sweden(closed={a: "x", b: "y"})
    second = BusinessCalendar.sweden(
        closed={b: "y", a: "x", date(2022, 11, 26): "en lördag"},
        open=[date(2022, 11, 25), date(2022, 11, 25)],
    )
    assert first == second
    assert hash(first) == hash(second)
    assert first != BusinessCalendar.sweden(closed={a: "x", b: "annat"})
    assert BusinessCalendar.sweden(closed={date(2022, 11, 27): "söndag"}) == SWEDEN


@pytest.mark.parametrize("calendar", [SWEDEN, LOCAL, OPEN_EVE], ids=repr)
def test_a_calendar_is_a_value(calendar):
    """It can be copied and sent to another process, used before or not."""
    calendar.is_business_day(KLAMDAG)
    for twin in (
        copy.copy(calendar),
        copy.deepcopy(calendar),
        pickle.loads(pickle.dumps(calendar)),  # noqa: S301 - our own bytes
    ):
        assert twin == calendar
        assert twin.add(date(2022, 5, 25), 1) == calendar.add(date(2022, 5, 25), 1)


def test_a_calendar_tells_its_own_days():
    """What the municipality changed can be read back."""
    calendar = BusinessCalendar.sweden(
        closed={KLAMDAG: "klämdag"}, open=[date(2022, 6, 24)]
    )
    assert calendar.closed == {KLAMDAG: "klämdag"}
    assert calendar.open == (date(2022, 6, 24),)
    assert repr(calendar) == "<BusinessCalendar Sweden, own days: 1 closed, 1 open>"
    assert repr(SWEDEN) == "<BusinessCalendar Sweden>"


def test_closed_and_open_at_once_is_refused():
    """All such days are named."""
    days = [date(2022, 5, 27), date(2022, 1, 7)]
    with pytest.raises(ClosuresContradict) as refused:
        BusinessCalendar.sweden(closed=dict.fromkeys(days, "x"), open=days)
    assert refused.value.days == ("2022-01-07", "2022-05-27")


def test_closures_are_listed_with_both_ends():
    """Each closed day once, in order; between a later and an earlier day none."""
    found = SWEDEN.closures(date(2022, 12, 24), date(2022, 12, 27))
    assert [(d.isoformat(), c.sv) for d, c in found] == [
        ("2022-12-24", "Julafton"),
        ("2022-12-25", "Juldagen"),
        ("2022-12-26", "Annandag jul"),
    ]
    assert SWEDEN.closures(date(2022, 12, 27), date(2022, 12, 24)) == []


INSTANT = datetime(2022, 11, 25, 8, tzinfo=UTC)
DAY = date(2022, 11, 25)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        pytest.param(lambda: SWEDEN.is_business_day(INSTANT), NotADay, id="instant"),
        pytest.param(lambda: SWEDEN.add(INSTANT, 1), NotADay, id="add-instant"),
        pytest.param(lambda: SWEDEN.count(DAY, INSTANT), NotADay, id="count-instant"),
        pytest.param(lambda: SWEDEN.roll_back(INSTANT), NotADay, id="roll-instant"),
        pytest.param(lambda: SWEDEN.closures(DAY, INSTANT), NotADay, id="list-instant"),
        pytest.param(lambda: SWEDEN.why_closed("2022-11-25"), NotADay, id="text"),  # type: ignore[arg-type]
        pytest.param(lambda: SWEDEN.add(DAY, 0), NoBusinessDays, id="zero"),
        pytest.param(lambda: SWEDEN.add(DAY, 1.0), NotADay, id="a-float"),  # type: ignore[arg-type]
        pytest.param(lambda: SWEDEN.add(DAY, True), NotADay, id="a-boolean"),
        pytest.param(lambda: SWEDEN.add(DAY, "3"), NotADay, id="a-text"),  # type: ignore[arg-type]
        pytest.param(lambda: SWEDEN.add(DAY, 10**30), DayOutOfRange, id="too-far"),
        pytest.param(lambda: SWEDEN.add(DAY, -(10**30)), DayOutOfRange, id="too-early"),
        pytest.param(lambda: SWEDEN.add(LAST, 1), DayOutOfRange, id="past-the-last"),
        pytest.param(lambda: SWEDEN.add(FIRST, -1), DayOutOfRange, id="past-the-first"),
        pytest.param(lambda: SWEDEN.roll_forward(LAST), DayOutOfRange, id="roll-off"),
        pytest.param(
            lambda: SWEDEN.roll_back(FIRST), DayOutOfRange, id="roll-off-back"
        ),
        pytest.param(
            lambda: SWEDEN.count(date(1952, 1, 1), DAY), DayOutOfRange, id="1952"
        ),
        pytest.param(
            lambda: BusinessCalendar.sweden(closed={date(2101, 1, 1): "x"}),
            DayOutOfRange,
            id="closed-in-2101",
        ),
        pytest.param(
            lambda: BusinessCalendar.sweden(open=[INSTANT]), NotADay, id="open-instant"
        ),
    ],
)
def test_what_has_no_answer_is_refused(asked, error):
    """With an error of ours that names the mend; never a wrong day."""
    with pytest.raises(error) as refused:
        asked()
    assert re.search(r"give (a|its)|use roll_forward", str(refused.value))


def test_the_edges_of_the_years_can_be_reached():
    """The first and the last business day are found, from the days before them."""
    assert SWEDEN.add(FIRST, 1) == date(1953, 1, 2)
    assert SWEDEN.roll_forward(FIRST) == date(1953, 1, 2)
    assert SWEDEN.add(LAST, -1) == date(2100, 12, 30)
    assert SWEDEN.roll_back(LAST) == date(2100, 12, 30)
    number = SWEDEN.count(FIRST, LAST)
    assert SWEDEN.add(FIRST, number) == date(2100, 12, 30)
    with pytest.raises(DayRefused):
        SWEDEN.add(FIRST, number + 1)


_THREADS = """
import sys, threading
from datetime import date
from auditflow.business_calendar import BusinessCalendar, rest_day
from auditflow.periods import end_of, weeks

sys.setswitchinterval(1e-6)
closed = {date(2022, 5, 27): "klämdag"}
start, found = threading.Barrier(8), [None] * 8

def ask(number):
    start.wait()
    calendar = BusinessCalendar.sweden(closed=closed)
    found[number] = (
        [calendar.add(date(2022, 5, 1), n).isoformat() for n in range(1, 60)],
        [calendar.why_closed(date(2022, 12, n)) for n in range(1, 32)],
        calendar.count(date(1953, 1, 1), date(2100, 12, 31)),
        calendar.statutory.add(date(2022, 5, 25), 1).isoformat(),
        end_of(date(2022, 12, 5), weeks(3), roll="forward", calendar=calendar).due,
        [str(rest_day(date(1965, 2, n))) for n in range(1, 29)],
    )

threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert all(answer == found[0] for answer in found), "the threads disagree"
sys.stdout.buffer.write(repr(found[0]).encode())
"""


def in_a_fresh_process(code: str, **environment: str) -> str:
    """What *code* prints in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_eight_threads_on_a_fresh_calendar_answer_as_one():
    """The tables are built once, whoever asks first."""
    own = {KLAMDAG: "klämdag"}
    calendar = BusinessCalendar.sweden(closed=own)
    alone = (
        [calendar.add(date(2022, 5, 1), n).isoformat() for n in range(1, 60)],
        [calendar.why_closed(date(2022, 12, n)) for n in range(1, 32)],
        calendar.count(FIRST, LAST),
        calendar.statutory.add(date(2022, 5, 25), 1).isoformat(),
        end_of(date(2022, 12, 5), weeks(3), roll="forward", calendar=calendar).due,
        [str(rest_day(date(1965, 2, n))) for n in range(1, 29)],
    )
    assert in_a_fresh_process(_THREADS) == repr(alone)


_WHEREVER = """
import sys
from datetime import date
from auditflow.business_calendar import BusinessCalendar
from auditflow.day import as_day, start_of
calendar = BusinessCalendar.sweden()
closure = calendar.closure(date(2022, 6, 24))
said = closure.sv, closure.en, start_of(as_day(date(2022, 6, 24))).isoformat()
sys.stdout.buffer.write("|".join(said).encode())
"""


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TZ": "Pacific/Kiritimati", "LANG": "C"}, id="kiritimati-c"),
        pytest.param({"TZ": "America/Adak", "LANGUAGE": "th", "LC_ALL": "th_TH.UTF-8"},
                     id="adak-thai"),
    ],
)  # fmt: skip
def test_neither_time_zone_nor_language_of_the_machine_matters(environment):
    """Names and instants are the same wherever it runs."""
    said = in_a_fresh_process(_WHEREVER, **environment)
    assert said == "Midsommarafton|Midsummer Eve|2022-06-24T00:00:00+02:00"
