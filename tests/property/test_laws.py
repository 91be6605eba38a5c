"""Laws of the arithmetic and of histories, tried on days that nobody picked."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.events import MinutesAdjusted, StepEvent
from auditflow.lifecycle import State, allowed, state_after
from auditflow.periods import (
    BusinessDays,
    Days,
    Length,
    LiteralWeekdays,
    Months,
    Period,
    Roll,
    Weeks,
    Years,
    end_of,
    literal_weekdays,
    on_day,
    read_period,
)
from tests.property.strategies import (
    ONE_DAY,
    calendars,
    closed_in_law,
    histories,
    is_closed,
    lengths,
    named_in_law,
    rest_in_law,
    rolled_by_law,
    rolls,
    signed,
    some_days,
    walked,
)

SWEDEN = BusinessCalendar.sweden()
LAW = settings(max_examples=80, deadline=None)


def _longer(period: Length) -> Length:
    more = period.amount + 1
    return type(period)(more or 1)


@LAW
@given(start=some_days, period=lengths, roll=rolls, data=st.data())
def test_more_time_never_ends_earlier(start, period, roll, data):
    """One unit more, and no one of the three days is earlier than before."""
    calendar = data.draw(calendars(near=start))
    shorter = end_of(start, period, roll=roll, calendar=calendar)
    longer = end_of(start, _longer(period), roll=roll, calendar=calendar)
    assert shorter.raw <= longer.raw
    assert shorter.due <= longer.due
    assert shorter.safe <= longer.safe


@LAW
@given(start=some_days, number=signed, offset=st.integers(-90, 90))
def test_an_extra_closed_day_only_lengthens_the_way(start, number, offset):
    """Forward it moves the end later or not at all, backward earlier or not at all."""
    extra = start + timedelta(days=offset)
    calendar = BusinessCalendar.sweden(closed={extra: "klämdag"})
    with_it, without = calendar.add(start, number), SWEDEN.add(start, number)
    assert with_it >= without if number > 0 else with_it <= without
    step = ONE_DAY if number > 0 else -ONE_DAY
    first, last = sorted((start + step, without))
    on_the_way = first <= extra <= last and not closed_in_law(extra)
    assert (with_it != without) is on_the_way


@LAW
@given(start=some_days, period=lengths, roll=rolls, data=st.data())
def test_a_municipality_never_moves_a_statutory_roll(start, period, roll, data):
    """Its own days change neither raw nor due of a period that the law counts."""
    law = end_of(start, period, roll=roll, calendar=SWEDEN)
    calendar = data.draw(calendars(near=law.raw, within=4))
    own = end_of(start, period, roll=roll, calendar=calendar, counted_on=SWEDEN)
    assert (own.raw, own.due) == (law.raw, law.due)
    assert own.due == rolled_by_law(own.raw, roll)[-1]


@LAW
@given(start=some_days, period=lengths, roll=rolls, offset=st.integers(-90, 90))
def test_an_extra_closed_day_never_moves_the_safe_day_later(
    start, period, roll, offset
):
    """Where the count itself does not change, working days only get fewer."""
    calendar = BusinessCalendar.sweden(
        closed={start + timedelta(days=offset): "stängt"}
    )
    own = end_of(start, period, roll=roll, calendar=calendar, counted_on=SWEDEN)
    assert own.safe <= end_of(start, period, roll=roll, calendar=SWEDEN).safe


@LAW
@given(start=some_days, number=signed, data=st.data())
def test_adding_is_the_plain_walk(start, number, data):
    """The n-th business day is where a walk from day to day arrives."""
    calendar = data.draw(calendars(near=start))
    assert calendar.add(start, number) == walked(start, number, calendar)[-1]


@LAW
@given(start=some_days, number=signed, data=st.data())
def test_there_and_back_again(start, number, data):
    """From a business day the same day; from a closed one the open day behind it."""
    calendar = data.draw(calendars(near=start))
    back = calendar.add(calendar.add(start, number), -number)
    if calendar.is_business_day(start):
        assert back == start
    elif number > 0:
        assert back == calendar.roll_back(start)
    else:
        assert back == calendar.roll_forward(start)


@LAW
@given(a=some_days, lengths=st.tuples(*[st.integers(-400, 400)] * 2), data=st.data())
def test_counting_is_antisymmetric_and_additive(a, lengths, data):
    """count(a, b) = -count(b, a), and a stop on the way changes nothing."""
    calendar = data.draw(calendars(near=a))
    b, c = (a + timedelta(days=length) for length in lengths)
    assert calendar.count(a, b) == -calendar.count(b, a)
    assert calendar.count(a, b) + calendar.count(b, c) == calendar.count(a, c)
    assert calendar.count(a, a) == 0


@LAW
@given(start=some_days, length=st.integers(0, 400), data=st.data())
def test_counting_is_the_plain_walk(start, length, data):
    """The first day does not count, the last one does if it is open."""
    calendar = data.draw(calendars(near=start))
    days = [start + timedelta(days=n) for n in range(1, length + 1)]
    by_hand = sum(not is_closed(day, calendar) for day in days)
    assert calendar.count(start, start + timedelta(days=length)) == by_hand


@LAW
@given(start=some_days, number=signed, data=st.data())
def test_counting_undoes_adding(start, number, data):
    """As many business days are counted as were added."""
    calendar = data.draw(calendars(near=start))
    counted = calendar.count(start, calendar.add(start, number))
    # In (end, start] an open start counts and the end does not.
    uneven = number < 0 and not calendar.is_business_day(start)
    assert counted == (number + 1 if uneven else number)


@LAW
@given(day=some_days, data=st.data())
def test_rolling_twice_is_rolling_once(day, data):
    """A rolled day is a business day, stays, and no open day lies between."""
    calendar = data.draw(calendars(near=day))
    forward, back = calendar.roll_forward(day), calendar.roll_back(day)
    assert back <= day <= forward
    for rolled in (forward, back):
        assert calendar.is_business_day(rolled)
        assert calendar.roll_forward(rolled) == calendar.roll_back(rolled) == rolled
    between = (forward - back).days
    assert all(is_closed(back + timedelta(days=n), calendar) for n in range(1, between))


@LAW
@given(start=some_days, number=st.integers(-60, 60))
def test_clamping_never_lands_in_another_month(start, number):
    """The end lies in the month that was counted to, on the number or the last day."""
    end = end_of(start, Months(number), roll="none", calendar=SWEDEN)
    months = (end.raw.year * 12 + end.raw.month) - (start.year * 12 + start.month)
    assert months == number
    clamped = end.raw.day != start.day
    assert not clamped or (end.raw.day < start.day and (end.raw + ONE_DAY).day == 1)
    assert any(r.kind == "clamped" for r in end.reasons) is clamped


@LAW
@given(start=some_days, number=st.integers(-5, 5))
def test_a_year_is_twelve_months_and_a_week_seven_days(start, number):
    """The units agree where the law says so."""

    def raw(period: Period) -> date:
        return end_of(start, period, roll="none", calendar=SWEDEN).raw

    assert raw(Years(number)) == raw(Months(12 * number))
    assert raw(Weeks(number)) == raw(Days(7 * number))


@LAW
@given(start=some_days, period=lengths, roll=rolls, data=st.data())
def test_the_safe_day_is_the_last_business_day_before_both(start, period, roll, data):
    """It is open, not after raw or due, and nothing open lies between."""
    calendar = data.draw(calendars(near=start))
    end = end_of(start, period, roll=roll, calendar=calendar)
    earlier = min(end.raw, end.due)
    assert end.safe <= earlier
    assert not is_closed(end.safe, calendar)
    left = (earlier - end.safe).days
    assert all(
        is_closed(end.safe + timedelta(days=n), calendar) for n in range(1, left + 1)
    )


@LAW
@given(start=some_days, period=lengths, roll=rolls)
def test_the_last_day_is_one_on_which_the_law_wants_work(start, period, roll):
    """Rolled it is open and on its own side; unrolled it is the raw day."""
    end = end_of(start, period, roll=roll, calendar=SWEDEN)
    side = {"forward": end.due >= end.raw, "back": end.due <= end.raw}
    assert side.get(roll, end.due == end.raw)
    assert roll == "none" or not rest_in_law(end.due)


@LAW
@given(start=some_days, number=signed, data=st.data())
def test_the_reasons_name_every_day_skipped(start, number, data):
    """Each closed day on the plain walk to the n-th business day, and no other."""
    calendar = data.draw(calendars(near=start, within=8))
    end = end_of(start, BusinessDays(number), roll="none", calendar=calendar)
    way = walked(start, number, calendar)
    skipped = [r for r in end.reasons if r.kind == "skipped"]
    assert [r.day for r in skipped] == sorted(d for d in way if is_closed(d, calendar))
    assert all(name for r in skipped for name in r.facts)


@LAW
@given(start=some_days, period=lengths, roll=rolls, data=st.data())
def test_the_reasons_name_every_day_rolled_over(start, period, roll, data):
    """Each day that a plain walk rolls over, in order, and no other."""
    law = end_of(start, period, roll=roll, calendar=SWEDEN)
    calendar = data.draw(calendars(near=law.due, within=4))
    end = end_of(start, period, roll=roll, calendar=calendar)
    passed = rolled_by_law(end.raw, roll)[:-1]
    assert [r.day for r in end.reasons if r.kind == "rolled_over"] == passed
    assert any(r.kind == "rolled" for r in end.reasons) is bool(passed)
    kept = [end.due] if is_closed(end.due, calendar) else []
    assert [r.day for r in end.reasons if r.kind == "kept"] == kept
    aimed = [r.day for r in end.reasons if r.kind == "safe"]
    assert aimed == ([end.safe] if end.safe < end.due else [])
    assert end.reasons[0].kind == "counted"
    assert all(reason.sv and reason.en for reason in end.reasons)


@LAW
@given(start=some_days, period=lengths, roll=rolls, data=st.data())
def test_the_reasons_name_every_closed_day_before_the_safe_one(
    start, period, roll, data
):
    """Walking back from the earlier of raw and due, and not that day itself."""
    law = end_of(start, period, roll=roll, calendar=SWEDEN)
    calendar = data.draw(calendars(near=min(law.raw, law.due), within=4))
    end = end_of(start, period, roll=roll, calendar=calendar)
    last = min(end.raw, end.due)
    passed = [*walked(last, -1, calendar)[:-1]] if is_closed(last, calendar) else []
    named = [r for r in end.reasons if r.kind == "not_open"]
    assert [r.day for r in named] == passed
    assert all(name for r in named for name in r.facts)


@LAW
@given(period=lengths)
def test_a_period_reads_back_from_its_own_words(period):
    """What is printed in either language can be given again."""
    sign = "-" if period.amount < 0 else ""
    assert read_period(str(period)) == period
    assert read_period(f"{sign}{period.in_swedish()}") == period


@LAW
@given(histories())
def test_replaying_a_history_gives_the_same_case(lived):
    """The events alone, taken one by one from the memo, lead to an equal case."""
    case, _ = lived
    first, *rest = case.history
    again = Case.open(case.memo, received=first.on)
    for event in rest:
        again = again.record(event)
    assert again == case
    assert again.state is case.state
    assert hash(again) == hash(case)


@LAW
@given(histories())
def test_a_history_only_grows(lived):
    """Each case on the way keeps what it was, and the next one has one event more."""
    _, stages = lived
    for number, stage in enumerate(stages, start=1):
        assert len(stage.history) == number
        assert stage.history == stages[-1].history[:number]
        assert [*stage.history] == sorted(stage.history, key=lambda e: e.on)


@LAW
@given(histories())
def test_what_is_entered_afterwards_is_as_if_it_had_been_told_at_once(lived):
    """An event alone on its day, left out and entered last, gives an equal case."""
    case, _ = lived
    days_told = [event.on for event in case.history]
    for late in case.history[1:]:
        # Whether the minutes were adjusted is marked on the answer when it is sent.
        if (
            isinstance(late, StepEvent | MinutesAdjusted)
            or days_told.count(late.on) > 1
        ):
            continue
        rest = Case.open(case.memo, received=case.received)
        for event in case.history[1:]:
            rest = rest if event is late else rest.record(event)
        assert rest.record(late) == case


@LAW
@given(histories())
def test_the_state_follows_from_the_steps_alone(lived):
    """Events that are no steps change nothing, and no closed case goes on."""
    case, stages = lived
    steps = [event for event in case.history if isinstance(event, StepEvent)]
    assert state_after(steps) is case.state
    assert case.allowed == allowed(case.state)
    assert all(s.state is not State.CLOSED for s in stages[:-1])


@LAW
@given(start=some_days, period=lengths, roll=rolls)
def test_the_same_question_has_the_same_answer(start, period, roll: Roll):
    """Ends are values: asked twice, equal in every part."""
    ends = [
        end_of(start, period, roll=roll, calendar=BusinessCalendar.sweden())
        for _ in range(2)
    ]
    assert ends[0] == ends[1]
    assert ends[0].reasons == ends[1].reasons


@LAW
@given(start=some_days, number=signed)
def test_vardagar_by_the_letter_are_walked_to(start, number):
    """Each day but Sundays and public holidays counts; the three eves do."""
    step = ONE_DAY if number > 0 else -ONE_DAY
    day, left = start, abs(number)
    while left:
        day += step
        eve = (day.month, day.day) in {(12, 24), (12, 31)} or (
            day.weekday() == 4 and day.month == 6 and day.day in range(19, 26)
        )
        red = day in named_in_law(day.year) and not eve
        left -= not (red or day.weekday() == 6)
    end = end_of(start, literal_weekdays(number), roll="none", calendar=SWEDEN)
    assert end.raw == day


@LAW
@given(start=some_days, period=lengths)
def test_to_count_the_first_day_ends_a_day_sooner(start, period):
    """A calendar day; in business days and vardagar the count itself starts sooner."""
    without = end_of(start, period, roll="none", calendar=SWEDEN)
    with_it = end_of(start, period, roll="none", calendar=SWEDEN, first_day="counted")
    step = ONE_DAY if period.amount > 0 else -ONE_DAY
    if isinstance(period, BusinessDays | LiteralWeekdays):
        before = end_of(start - step, period, roll="none", calendar=SWEDEN)
        assert with_it.raw == before.raw
    else:
        assert with_it.raw == without.raw - step


@LAW
@given(start=some_days, month=st.integers(1, 12), day=st.integers(1, 28))
def test_the_coming_day_lies_within_a_year_ahead(start, month, day):
    """Strictly after the start, and never later than the same day a year on."""
    end = end_of(start, on_day(month, day, "coming"), roll="none", calendar=SWEDEN)
    assert (end.raw.month, end.raw.day) == (month, day)
    assert start < end.raw <= start + 366 * ONE_DAY
