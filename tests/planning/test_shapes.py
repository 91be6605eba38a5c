"""Rules of a municipality's own that say more than a length from an anchor."""

from datetime import date

import pytest

from auditflow.case import Case
from auditflow.events import MinutesAdjusted, NoticePosted, NoticeRemoved, Reported
from auditflow.meetings import MeetingCalendar
from auditflow.memo import ReplyRequest
from auditflow.planning import Deadline, Status, plan
from auditflow.rules import Rulebook
from tests.planning.cases import GULLSPANG, a_case

RULE = """
extends = "se-audit-memo"
id = "sala"
version = "1"
valid_from = 2018-01-01
[rules.own]
sv = "Vår regel"
en = "Our rule"
basis = "local"
source = "rutinen 4 §"
confidence = "settled"
"""


def planned(
    *lines: str,
    case: Case | None = None,
    meetings: MeetingCalendar | None = GULLSPANG,
    today: date | None = None,
) -> Deadline:
    """The deadline of a rule that says *lines*, in a plan of *case*."""
    book = Rulebook.from_text(RULE + "\n".join(lines) + "\n")
    result = plan(case or a_case(), rulebook=book, meetings=meetings, today=today)
    return result["own"]


def drafted(received: date = date(2022, 9, 27)) -> Case:
    """The seed, with a draft."""
    return a_case(received).take("draft", on=date(2022, 10, 5), by="h")


def posted() -> Case:
    """The seed adopted, adjusted on 14 November and posted on the 16th."""
    case = drafted().take("adopt", on=date(2022, 11, 2), by="ks")
    case = case.record(MinutesAdjusted(on=date(2022, 11, 14), by="s"))
    return case.record(NoticePosted(on=date(2022, 11, 16), by="s"))


def kinds(deadline: Deadline) -> list[str]:
    """The kinds of its reasons, in order."""
    return [reason.kind for reason in deadline.reasons]


FROM_RECEIPT = 'anchor = "received"'


@pytest.mark.parametrize(
    ("lines", "raw", "due"),
    [
        pytest.param(
            [FROM_RECEIPT, 'period = "15 April the next year"', 'roll = "forward"'],
            "2023-04-15", "2023-04-17", id="a-fixed-day",
        ),
        pytest.param(
            [FROM_RECEIPT, 'period = "närmast följande 1 oktober"', 'roll = "none"'],
            "2022-10-01", "2022-10-01", id="the-next-one",
        ),
        pytest.param(
            ['anchor = "requested"', 'period = "-5 literal vardagar"', 'roll = "none"'],
            "2022-11-19", "2022-11-19", id="vardagar-by-the-letter",
        ),
        pytest.param(
            [FROM_RECEIPT, 'period = "2 weeks"', 'roll = "none"',
             'first_day = "counted"'],
            "2022-10-10", "2022-10-10", id="the-first-day-counts",
        ),
        pytest.param(
            ['anchor = "adopt"', 'period = "-2 months"', 'roll = "none"',
             'month_end = "next_day"'],
            "2022-09-02", "2022-09-02", id="the-month-has-such-a-day",
        ),
        pytest.param(
            [FROM_RECEIPT, 'period = "1 business day"', 'roll = "none"',
             'deemed = "mailbox"'],
            "2022-09-27", "2022-09-27", id="found-in-the-mailbox",
        ),
        pytest.param(
            [FROM_RECEIPT, 'period = "3 weeks"', 'roll = "forward"',
             'deemed = "simplified_service"'],
            "2022-11-01", "2022-11-01", id="served-two-weeks-later",
        ),
        pytest.param(
            ['anchor = { latest = ["received", "requested"] }', 'period = "1 day"',
             'roll = "forward"'],
            "2022-11-26", "2022-11-28", id="the-later-of-two",
        ),
        pytest.param(
            [FROM_RECEIPT, 'period = "0 days"', 'roll = "none"', 'meeting = "own"',
             'seek = "first_after"'],
            "2022-10-05", "2022-10-05", id="the-next-meeting",
        ),
        pytest.param(
            ['anchor = "adopt"', 'period = "0 days"', 'roll = "none"',
             'meeting = "own"', 'seek = "first_after"'],
            "2022-11-23", "2022-11-23", id="the-meeting-after-the-decision",
        ),
    ],
)  # fmt: skip
def test_the_day_of_each_shape(lines, raw, due):
    """As the rule says it."""
    deadline = planned(*lines)
    assert (str(deadline.raw), str(deadline.due)) == (raw, due)
    for reason in deadline.reasons:
        assert reason.sv != reason.en


def test_a_month_that_has_no_such_day():
    """31 January and a month, by the measure that the municipality chose."""
    lines = [FROM_RECEIPT, 'period = "5 months"', 'roll = "none"']
    case = a_case(received=date(2022, 9, 30))
    law = planned(*lines, case=case)
    own = planned(*lines, 'month_end = "next_day"', case=case)
    assert (str(law.due), str(own.due)) == ("2023-02-28", "2023-03-01")
    assert kinds(law)[:3] == ["anchor", "counted", "clamped"]
    assert kinds(own)[:3] == ["anchor", "counted", "carried_over"]


def test_how_a_municipality_counts_reaches_its_plan():
    """Said once, for all local rules; what the law counts stays."""
    text = RULE.partition("[rules.own]")[0]
    counting = '[counting]\nfirst_day = "counted"\n'
    own, law = (
        plan(
            a_case(),
            rulebook=Rulebook.from_text(said),
            statements_from=["socialnämnden"],
        )
        for said in (text + counting, text)
    )
    assert [str(p["refer"].due) for p in (law, own)] == ["2022-09-30", "2022-09-29"]
    assert own["register"].due == law["register"].due


def test_a_deemed_day_tells_the_day_that_it_was_found():
    """Both days, and the paragraph."""
    deadline = planned(
        FROM_RECEIPT, 'period = "1 business day"', 'roll = "none"', 'deemed = "mailbox"'
    )
    assert kinds(deadline)[:3] == ["anchor", "deemed_in_mailbox", "counted"]
    assert [str(reason.day) for reason in deadline.reasons[:2]] == [
        "2022-09-27", "2022-09-26",
    ]  # fmt: skip
    assert deadline.reasons[1].source == "förvaltningslagen (2017:900) 22 §"


LATER = 'anchor = { latest = ["notice_posted", "answered"] }'
THREE_WEEKS = (LATER, 'period = "3 weeks"', 'roll = "forward"')


def test_the_latest_is_projected_until_all_of_them_happened():
    """The notice is up, the answer is planned for the day that was asked for."""
    deadline = planned(*THREE_WEEKS, case=posted())
    assert deadline.status is Status.PROJECTED
    assert str(deadline.due) == "2022-12-16"
    told = [reason.en for reason in deadline.reasons[:2]]
    assert told == [
        "the answer is not sent yet; counted from the planned day, 2022-11-25",
        "the answer decides, 2022-11-25: later than the notice, 2022-11-16",
    ]


def test_the_latest_of_what_happened_decides():
    """The answer left before the notice was up."""
    case = posted().take("answer", on=date(2022, 11, 15), by="r")
    deadline = planned(*THREE_WEEKS, case=case)
    assert (str(deadline.due), deadline.status) == ("2022-12-07", Status.OPEN)
    assert deadline.reasons[0].sv == (
        "anslaget avgör, 2022-11-16: senare än svaret, 2022-11-15"
    )


def test_there_is_no_latest_before_each_is_known():
    """No day was asked for, so nobody knows which is the later."""
    lines = ['anchor = { latest = ["received", "requested"] }', 'period = "1 day"']
    case = a_case(reply=ReplyRequest("undated"))
    deadline = planned(*lines, 'roll = "none"', case=case)
    assert deadline.due is None
    assert deadline.reasons[0].sv == "ingen dag än: missivet ger ingen svarsdag"


@pytest.mark.parametrize(
    ("holds", "removed", "runs"),
    [
        pytest.param('holds = "notice_up"', date(2022, 12, 7), False, id="last-day"),
        pytest.param('holds = "notice_up"', date(2022, 12, 8), True, id="day-after"),
        pytest.param("", date(2022, 12, 7), True, id="nothing-has-to-hold"),
    ],
)
def test_what_must_hold_through_the_time(holds, removed, runs):
    """A rule of one's own can ask for it as the shipped appeal time does."""
    case = posted().record(NoticeRemoved(on=removed, by="s"))
    lines = ['anchor = "notice_posted"', 'period = "3 weeks"', 'roll = "forward"']
    deadline = planned(*lines, holds, case=case)
    assert (deadline.due is not None) is runs
    assert ("notice_taken_down" in kinds(deadline)) is not runs


def test_the_next_meeting_is_told_as_such():
    """And nobody takes it for the meeting at which the body decides."""
    lines = ['anchor = "adopt"', 'period = "0 days"', 'roll = "none"']
    deadline = planned(*lines, 'meeting = "own"', 'seek = "first_after"')
    assert deadline.reasons[-1].en == (
        "2022-11-23 is the first meeting of kommunstyrelsen after 2022-11-02"
    )


def test_a_next_meeting_that_nobody_knows():
    """Is no day, unless the rule says how to count otherwise."""
    lines = [FROM_RECEIPT, 'period = "0 days"', 'roll = "none"', 'meeting = "own"']
    lines.append('seek = "first_after"')
    unknown = planned(*lines, meetings=None)
    assert unknown.due is None
    assert unknown.reasons[0].en == "no day yet: the meeting is unknown"
    other = 'otherwise = { anchor = "received", period = "2 weeks" }'
    counted = planned(*lines, other, meetings=None)
    assert str(counted.due) == "2022-10-11"
    assert kinds(counted)[-1] == "meetings_unknown"


COMPLETE_OR_REPORT = (
    FROM_RECEIPT,
    'period = "2 months"',
    'roll = "forward"',
    'met_by = ["adopted", "reported"]',
)


@pytest.mark.parametrize(
    ("reported", "adopted", "status", "by"),
    [
        pytest.param(None, None, Status.OPEN, None, id="neither"),
        pytest.param(None, date(2022, 11, 2), Status.MET, "adopted", id="decided"),
        pytest.param(
            date(2022, 11, 28), None, Status.MET, "reported", id="reported-in-time"
        ),
        pytest.param(
            date(2022, 11, 28), date(2022, 12, 14), Status.MET, "reported",
            id="reported-and-decided-later",
        ),
        pytest.param(
            date(2022, 11, 29), None, Status.LATE, "reported", id="reported-late"
        ),
        pytest.param(None, date(2022, 12, 14), Status.LATE, "adopted", id="too-late"),
    ],
)  # fmt: skip
def test_complete_or_report(reported, adopted, status, by):
    """Two months from 27 September 2022 end on Monday 28 November."""
    case = drafted()
    if reported:
        case = case.record(Reported(on=reported, by="s"))
    if adopted:
        case = case.take("adopt", on=adopted, by="ks")
    deadline = planned(*COMPLETE_OR_REPORT, case=case)
    assert (str(deadline.due), deadline.status) == ("2022-11-28", status)
    assert (deadline.met_by.word if deadline.met_by else None) == by
    in_time = by == "reported" and status is Status.MET
    assert ("reported_instead" in kinds(deadline)) is in_time


def test_a_report_stands_in_for_no_decision():
    """Other rules wait for the decision itself; its planned day is the meeting."""
    case = drafted().record(Reported(on=date(2022, 10, 31), by="s"))
    book = Rulebook.from_text(RULE + "\n".join(COMPLETE_OR_REPORT) + "\n")
    with_rule = plan(case, rulebook=book, meetings=GULLSPANG)
    without = plan(case, meetings=GULLSPANG)
    for deadline in without.deadlines:
        assert with_rule[deadline.id].due == deadline.due
    assert with_rule["adopt"].status is Status.OPEN


def test_the_rule_that_decides_counts_as_it_says():
    """With its first day, the last meeting in the ordinary time may be a later one."""
    text = RULE.partition("[rules.own]")[0]
    book = Rulebook.from_text(
        f'{text}[rules.adopt]\nperiod = "-3 business days"\nfirst_day = "counted"\n'
    )
    result = plan(a_case(), rulebook=book, meetings=GULLSPANG)
    assert str(result["adopt"].due) == "2022-11-23"
    assert "counted_in" in kinds(result["adopt"])
