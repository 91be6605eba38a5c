"""Factories build what a test means, by real steps on real days."""

from datetime import date

import pytest

from auditflow import plan
from auditflow.errors import (
    DayUnreadable,
    MemoRefused,
    NotAllowed,
    RulebookRefused,
    ValueRefused,
)
from auditflow.events import (
    Adopted,
    Answered,
    BodyKind,
    Drafted,
    Party,
    Paused,
    Recipient,
)
from auditflow.lifecycle import State
from auditflow.meetings import MeetingStatus
from auditflow.memo import ReplyKind, Role
from auditflow.testing import (
    a_case,
    a_meeting_calendar,
    a_memo,
    a_response,
    a_rulebook,
    code_of,
)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("received", ["2022-09-27", "2024-12-13", "2025-05-28"])
def test_a_case_comes_to_each_state_without_an_excuse(state, received):
    """Every step on the way passed the guards, on a business day, in order."""
    memo = a_memo(dated=received, reply_by=date.fromisoformat(received).replace(day=28))
    case = a_case(state=state, received=received, memo=memo)
    assert case.state is state
    assert all(not event.irregular and not event.despite for event in case.history)
    days = [event.on for event in case.history]
    assert days == sorted(days)


def test_a_decision_is_taken_when_the_board_meets():
    """The day of the adopted case is a meeting of the calendar of the kit."""
    adopted = a_case(state="adopted").history[-1]
    assert a_meeting_calendar().meets_on("kommunstyrelsen", adopted.on)


def test_a_case_is_registered_unless_said_otherwise():
    """A number, another one, or none yet."""
    assert a_case().dnr == "KS 2022/347"
    assert a_case(dnr="KS 2022/12").dnr == "KS 2022/12"
    assert a_case(dnr=None).dnr is None
    assert len(a_case(dnr=None).history) == 1


def test_a_case_after_events_has_those_and_no_others():
    """Whoever says what happened gets nothing beside it."""
    drafted = Drafted(on=date(2022, 10, 3), by="anna")
    case = a_case(drafted)
    assert case.history[1:] == (drafted,)
    with pytest.raises(NotAllowed):
        a_case(Answered(on=date(2022, 10, 3), by="anna"))


def test_a_state_beside_events_is_refused():
    """It would not be clear which of them leads to it."""
    with pytest.raises(ValueRefused, match="leave one of them out"):
        a_case(Drafted(on=date(2022, 10, 3), by="anna"), state="adopted")
    with pytest.raises(ValueRefused, match="'done' is unknown"):
        a_case(state="done")


def test_a_case_may_be_of_another_kind():
    """A joint board, a company, an answer to fullmäktige, one of several bodies."""
    assert a_case(members=["Vänersborg", "Trollhättan"]).kind is BodyKind.JOINT_BOARD
    assert a_case(kind=BodyKind.COMPANY).kind is BodyKind.COMPANY
    assert a_case(answers_to=Recipient.COUNCIL).addressee == "fullmäktige"
    several = a_memo(also_answering=["socialnämnden"], informed=[])
    assert a_case(memo=several, body="socialnämnden").body == "socialnämnden"


def test_a_letter_says_what_it_is_told_to_say():
    """Each part can be chosen; without a reply day it asks for an answer too."""
    memo = a_memo(
        reply_by=None, informed=[], recommendations=["Se över"], audit_firm=None
    )
    assert memo.must_answer[0].reply.kind is ReplyKind.UNDATED
    assert [body.role for body in memo.bodies] == [Role.MUST_ANSWER]
    assert [one.text for one in memo.recommendations] == ["Se över"]
    assert len(a_memo(recommendations=7).recommendations) == 7
    with pytest.raises(DayUnreadable):
        a_memo(reply_by="25 november")
    with pytest.raises(MemoRefused):
        a_case(memo=a_memo(dated="2022-09-28"), received="2022-09-27")


def test_a_response_is_complete_unless_something_is_left_out():
    """What it lacks is what a test leaves out."""
    assert a_response().lacks == ()
    assert [*map(str, a_response(day=None).lacks)] == ["day"]
    assert a_response(2, stance="not_accepted", day=None).number == 2


def test_a_board_meets_monthly_but_in_july():
    """On business days: a Wednesday that is closed moves the meeting."""
    calendar = a_meeting_calendar(year=2020, years=2, prepared_by="arbetsutskottet")
    days = calendar.days_of("kommunstyrelsen")
    assert len(days) == 22
    assert days[0] == date(2020, 1, 2)
    assert all(
        day.month != 7 for body in calendar.bodies for day in calendar.days_of(body)
    )
    assert {m.status for m in calendar.meetings} == {MeetingStatus.PLANNED}
    two = a_meeting_calendar("socialnämnden", "byggnadsnämnden", weekday=1, week=3)
    assert two.bodies == ("socialnämnden", "byggnadsnämnden")
    assert two.days_of("socialnämnden")[0] == date(2022, 1, 18)


def test_a_rulebook_says_only_what_differs():
    """It is planned by like any other, and refused where it is wrong."""
    book = a_rulebook('[rules.summon]\nperiod = "-9 days"\n', version="2022.1")
    assert plan(a_case(), rulebook=book).rulebook == "egna-regler 2022.1"
    with pytest.raises(RulebookRefused):
        a_rulebook('[rules.summon]\nperiod = "9"\n')


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param(a_memo(), "a_memo()", id="letter"),
        pytest.param(
            a_memo(title="Granskning av IT"),
            'Memo(\n    municipality="Vänersborgs kommun",',
            id="letter-that-no-factory-makes",
        ),
        pytest.param(
            a_meeting_calendar(year=2023, week=2),
            "a_meeting_calendar(year=2023, week=2)",
            id="meetings",
        ),
        pytest.param(a_case(dnr=None), "a_case(dnr=None)", id="nothing-happened"),
        pytest.param(
            a_case(dnr=None, answers_to=Recipient.COUNCIL),
            'a_case(dnr=None, answers_to="council")',
            id="to-fullmäktige",
        ),
        pytest.param(
            Paused(on=date(2022, 10, 3), by="a", ground="b", granted_by="auditors"),
            'Paused(on=date(2022, 10, 3), by="a", ground="b", granted_by="auditors")',
            id="event",
        ),
        pytest.param(Party.AUDITORS, '"auditors"', id="word"),
        pytest.param('säger "nej"', "'säger \"nej\"'", id="quotation-marks"),
    ],
)
def test_code_is_as_short_as_what_it_makes(value, code):
    """What is as by default is left out."""
    assert code_of(value).startswith(code)


def test_an_irregular_case_is_code_too():
    """A decision on no meeting day keeps its mark, which no factory can know."""
    case = a_case(state="drafted").take(
        "adopt",
        on=date(2022, 10, 20),
        by="kommunstyrelsen",
        despite="extra sammanträde",
        meetings=a_meeting_calendar(),
    )
    assert isinstance(case.history[-1], Adopted)
    assert code_of(case).startswith("Case(\n    memo=a_memo(),")
