"""A failing assertion says what is, what was expected, why, and what would be right."""

from collections.abc import Callable
from datetime import date

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.errors import DeadlineUnknown, StepUnknown, ValueRefused
from auditflow.events import Answered, Drafted, Paused
from auditflow.planning import Versions
from auditflow.store import open_store
from auditflow.testing import (
    FixedClock,
    a_case,
    a_meeting_calendar,
    a_memo,
    a_rulebook,
    assert_allowed,
    assert_due,
    assert_not_allowed,
    assert_not_overdue,
    assert_overdue,
    assert_refused,
    assert_state,
)

STOPPED = Paused(on=date(2022, 10, 3), by="rev", ground="ny", granted_by="auditors")


def _said(call: Callable[[], object]) -> str:
    with pytest.raises(AssertionError) as raised:
        call()
    return str(raised.value)


def test_a_due_day_is_given_as_a_date_or_as_text():
    """Both mean the same, and the deadline comes back."""
    assert assert_due(a_case(), "answer", "2022-11-25").id == "answer"
    assert assert_due(a_case(), "answer", date(2022, 11, 25)).due == date(2022, 11, 25)


def test_a_deadline_may_have_no_day():
    """While the auditors' pause is open nobody knows the day."""
    assert_due(a_case(STOPPED), "answer", None)
    said = _said(lambda: assert_due(a_case(STOPPED), "answer", "2022-11-25"))
    assert said.startswith("answer has no day, not on 2022-11-25\n")
    assert said.endswith('write: assert_due(case, "answer", None)')
    said = _said(lambda: assert_due(a_case(), "answer", None))
    assert said.startswith("answer is due on 2022-11-25, but should have none\n")


def test_a_wrong_due_day_is_explained():
    """With the reasons of the plan, and what happened to the case."""
    case = a_case(state="adopted")
    said = _said(lambda: assert_due(case, "adjust_minutes", "2022-11-15"))
    assert (
        said.splitlines()[0] == "adjust_minutes is due on 2022-11-16, not on 2022-11-15"
    )
    assert "14 days after 2022-11-02 is 2022-11-16" in said
    assert "2022-11-02  Answer adopted, § 148 (kommunstyrelsen)" in said
    assert said.splitlines()[-1] == (
        'write: assert_due(case, "adjust_minutes", "2022-11-16")'
    )


def test_it_goes_by_the_rules_and_calendars_that_are_given():
    """As `plan` does, with a rulebook, calendars or versions."""
    book = a_rulebook('[rules.summon]\nperiod = "-9 days"\n')
    meetings = a_meeting_calendar()
    assert_due(a_case(), "adopt", "2022-11-02", meetings=meetings)
    assert_due(a_case(), "summon", "2022-10-24", rulebook=book, meetings=meetings)
    closed = BusinessCalendar.sweden(closed={date(2022, 11, 18): "stängt"})
    assert_due(a_case(), "adopt", "2022-11-17", calendar=closed)
    versions = Versions(rulebooks=[book], meetings=[meetings])
    assert_due(a_case(), "summon", "2022-10-24", versions=versions)


def test_an_unknown_deadline_is_no_failed_assertion():
    """A misspelled name is told as such, with those that there are."""
    with pytest.raises(DeadlineUnknown, match="'anser'"):
        assert_due(a_case(), "anser", "2022-11-25")


def test_a_wrong_state_is_told_with_what_happened():
    """Whoever reads it sees how the case came there."""
    assert_state(a_case(state="referred"), "referred")
    said = _said(lambda: assert_state(a_case(state="drafted"), "adopted"))
    assert said.splitlines()[0] == "the case is drafted, not adopted"
    assert "2022-10-05  Answer drafted" in said
    assert said.endswith('write: assert_state(case, "drafted")')


def test_steps_that_are_not_allowed_are_told():
    """With those that are."""
    assert_allowed(a_case(state="drafted"), "adopt", "remit")
    assert_not_allowed(a_case(state="drafted"), "answer", "refer")
    said = _said(lambda: assert_allowed(a_case(), "adopt", "draft", "answer"))
    assert said.startswith("a case that is received cannot adopt or answer\nit can: ")
    assert "refer, draft, close" in said
    said = _said(lambda: assert_not_allowed(a_case(), "adopt", "draft"))
    assert said.startswith("a case that is received can draft\n")
    with pytest.raises(StepUnknown):
        assert_allowed(a_case(), "send")
    with pytest.raises(ValueRefused, match="name one of"):
        assert_allowed(a_case())
    closed = _said(lambda: assert_allowed(a_case(state="closed"), "draft"))
    assert "it can: nothing more" in closed


def test_a_refusal_comes_back_and_may_be_asked_for_its_reason():
    """What is recorded after all fails, and so does another reason."""
    sent = Answered(on=date(2022, 11, 25), by="registrator")
    refusal = assert_refused(a_case(), sent, because="the case is received")
    assert refusal.what == "answer"
    said = _said(lambda: assert_refused(a_case(), sent, because="not adjusted"))
    assert said.startswith("refused, but not because of 'not adjusted'\ncannot answer:")
    drafted = Drafted(on=date(2022, 10, 3), by="anna")
    said = _said(lambda: assert_refused(a_case(), drafted))
    assert said.startswith(
        "drafted should be refused, but can be recorded:\n  Drafted("
    )


def test_overdue_is_all_that_is_overdue():
    """Exactly those that are named: what is due that day is not among them."""
    case = a_case(dnr=None)
    assert_not_overdue(case, on="2022-09-28")
    assert_overdue(case, "register", on="2022-09-29")
    said = _said(lambda: assert_not_overdue(case, on="2022-09-29"))
    assert said.startswith("overdue on 2022-09-29: register; expected: nothing\n")
    assert "Register the case: 2022-09-28" in said
    assert said.endswith('write: assert_overdue(case, "register", on="2022-09-29")')
    said = _said(lambda: assert_overdue(case, "register", on="2022-09-28"))
    assert "status: soon" in said
    assert said.endswith('write: assert_not_overdue(case, on="2022-09-28")')
    with pytest.raises(ValueRefused, match="use assert_not_overdue"):
        assert_overdue(case, on="2022-09-29")


def test_a_case_in_a_store_goes_by_what_the_store_has():
    """Its own rules and meetings, unless others are given."""
    clock = FixedClock("2022-09-27")
    with open_store("sqlite://", create=True, clock=clock) as store:
        case = store.register(a_memo(), received=date(2022, 9, 27))
        assert_state(case, "received")
        assert_due(case, "answer", "2022-11-25")
        assert_due(case, "adopt", "2022-11-02", meetings=a_meeting_calendar())
        assert_allowed(case, "draft")
        assert_overdue(case, "register", on="2022-09-29")
        assert_refused(case, Answered(on=date(2022, 10, 3), by="anna"))
        assert case.version == 1
