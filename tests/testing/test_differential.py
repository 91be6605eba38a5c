"""A function of one's own is compared with auditflow: the smallest difference."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st

from auditflow import Case, Plan, plan
from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import DeadlineUnknown
from auditflow.events import Adopted, MinutesAdjusted, last_of
from auditflow.planning import Deadline
from auditflow.testing import (
    Difference,
    a_case,
    a_memo,
    a_rulebook,
    assert_same_days,
    differential,
    histories,
)

SWEDEN = BusinessCalendar.sweden()


def _adjusted_by(case: Case, is_open: Callable[[date], bool]) -> date:
    """The 14th day after the decision, or the first after it on which people work."""
    adopted = last_of(case.events, Adopted)
    assert adopted is not None
    day: date = adopted.on + timedelta(days=14)
    while not is_open(day):
        day += timedelta(days=1)
    return day


def _in_last_round(planned: Plan, rule: str) -> Deadline:
    return next(d for d in reversed(planned.deadlines) if d.id.startswith(rule))


def _is_midsummer_eve(day: date) -> bool:
    return SWEDEN.why_closed(day) == "Midsommarafton"


def right(case: Case) -> date:
    return _adjusted_by(case, SWEDEN.is_business_day)


def forgets_midsummer_eve(case: Case) -> date:
    return _adjusted_by(
        case, lambda day: SWEDEN.is_business_day(day) or _is_midsummer_eve(day)
    )


def test_a_function_that_is_right_agrees():
    """Where there is no difference, none is made up."""
    assert differential(right, "adjust_minutes", examples=100) is None
    assert_same_days(right, "adjust_minutes", examples=50)


def test_a_forgotten_midsummer_eve_is_found():
    """The case is the shortest in which it matters, and the reasons name the eve."""
    found = differential(forgets_midsummer_eve, "adjust_minutes")
    assert found is not None
    assert [event.word for event in found.case.history[1:]] == ["drafted", "adopted"]
    assert found.theirs is not None
    assert _is_midsummer_eve(found.theirs)
    assert found.ours == SWEDEN.roll_forward(found.theirs)
    assert "Midsummer Eve" in str(found)


def test_a_requested_day_that_rolls_is_found():
    """Nobody moves a day that the auditors asked for."""

    def rolls(case):
        day = plan(case)["answer"].due
        return day and SWEDEN.roll_forward(day)

    found = differential(rolls)
    assert found is not None
    assert found.case.history[1:] == ()
    assert found.ours is not None
    assert not SWEDEN.is_business_day(found.ours)
    assert found.theirs == SWEDEN.roll_forward(found.ours)


def test_what_was_found_can_be_read():
    """The text says both days, what happened, why, and how to make the case again."""
    found = differential(lambda case: case.received, "register")
    assert found is not None
    assert str(found) == (
        "they differ on the due day of register\n"
        "  auditflow:     2022-09-28\n"
        "  your function: 2022-09-27\n"
        "after:\n"
        "  2022-09-27  The memo came in (registrator)\n"
        "because:\n"
        f"{plan(a_case(dnr=None))['register'].explain('en')}\n"
        "case = a_case(dnr=None)"
    )
    assert repr(found).startswith("<Difference: they differ on")


def test_an_error_of_the_function_is_a_difference():
    """A function that falls over is told as such, with the case."""

    def falls(case):
        raise ZeroDivisionError("no day")

    found = differential(falls)
    assert found is not None
    assert isinstance(found.error, ZeroDivisionError)
    assert "your function: raised ZeroDivisionError('no day')" in str(found)


def test_no_day_is_an_answer_too():
    """While the auditors' pause is open there is no day, and a function says None."""

    def forgets_open_pauses(case):
        answer = _in_last_round(plan(case), "answer")
        return answer.due or case.reply.date

    found = differential(forgets_open_pauses)
    assert found is not None
    assert found.ours is None
    assert "auditflow:     no day" in str(found)


def test_a_day_that_is_only_projected_is_not_asked_for():
    """Before the decision nobody can know by when its minutes are adjusted."""
    asked = []

    def counts(case):
        asked.append(case)
        return right(case)

    differential(counts, "adjust_minutes", examples=60)
    assert all(last_of(case.events, Adopted) for case in asked)


def test_the_same_cases_are_tried_each_time():
    """A test that passes today passes tomorrow."""

    def falls(case):
        if len(case.history) > 2:
            raise ZeroDivisionError
        return plan(case)["answer"].due

    first, second = differential(falls), differential(falls)
    assert isinstance(first, Difference)
    assert first == second


def test_the_cases_can_be_ones_own():
    """Whoever knows which cases matter draws those."""
    paper = a_memo(reply_by="2022-12-24", dated="2022-09-27")
    cases = st.just(a_case(memo=paper))
    found = differential(lambda case: date(2022, 12, 23), cases=cases)
    assert found is not None
    assert found.case == a_case(memo=paper, dnr=None)  # the number does not matter
    only_adjusted = histories(kinds={MinutesAdjusted}, max_events=2)
    assert (
        differential(right, "adjust_minutes", cases=only_adjusted, examples=50) is None
    )


def test_it_goes_by_the_rules_that_are_given():
    """A deadline of one's own rulebook can be compared, and no other."""
    book = a_rulebook('[rules.summon]\nperiod = "-9 days"\n')

    def shipped(case):
        return _in_last_round(plan(case), "summon").due

    def own(case):
        return _in_last_round(plan(case, rulebook=book), "summon").due

    assert differential(own, "summon", rulebook=book, examples=40) is None
    assert differential(shipped, "summon", rulebook=book, examples=40) is not None
    with pytest.raises(DeadlineUnknown, match="'sommon'"):
        differential(own, "sommon")


def test_an_assertion_tells_the_difference():
    """As a test fails: with the text, and without a traceback into the kit."""
    with pytest.raises(AssertionError, match="they differ on the due day of register"):
        assert_same_days(lambda case: case.received, "register")
