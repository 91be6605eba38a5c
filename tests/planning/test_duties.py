"""What a case owes, whatever day it is, is what its plan says on each day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day
from auditflow.events import MinutesAdjusted, NoticePosted, NoticeRemoved, Reopened
from auditflow.lifecycle import UNDECIDED, State
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import ReplyRequest
from auditflow.planning import (
    Duties,
    Duty,
    Plan,
    Status,
    Versions,
    duties_of,
    meeting_that_helps,
    plan,
)
from auditflow.rules import Kind, Rulebook
from tests.planning.cases import ASKED, GULLSPANG, a_case
from tests.property.histories import KS, MEETINGS, lives
from tests.property.strategies import histories
from tests.store.lives import told_apart

LAW = settings(max_examples=200, deadline=None)
ONE_DAY = timedelta(days=1)
FEW = MeetingCalendar(
    [Meeting(day, KS) for day in (date(2022, 11, 2), date(2023, 1, 18))]
)
CLOSED = BusinessCalendar.sweden(
    closed={date(2022, 11, 1) + n * ONE_DAY: "stängt" for n in range(8)},
    version="2022",
    valid_from=date(2022, 1, 1),
)
PREPARED = Rulebook.from_text(
    'extends = "se-audit-memo"\nid = "eget"\nversion = "1"\nvalid_from = 2022-01-01\n'
    '[rules.draft]\nneeds = "12 business days"\n'
    '[rules.appeal_ends]\nkind = "duty"\nbasis = "local"\nsource = "eget"\n'
)
GOVERNED = {
    "without meetings": Versions(),
    "many meetings": Versions(meetings=[MEETINGS]),
    "few meetings": Versions(meetings=[FEW]),
    "closed days": Versions(
        meetings=[GULLSPANG], calendars=[BusinessCalendar.sweden(), CLOSED]
    ),
    "own rules": Versions(
        meetings=[MEETINGS], rulebooks=[Rulebook.default(), PREPARED]
    ),
}
"""By what cases are planned: without meetings, with many, and with few."""

AROUND = range(-2, 6)
"""Days around one, in days from it."""
OPEN = (Status.OPEN, Status.SOON, Status.OVERDUE)
cases = lives.map(lambda life: told_apart(life.case, 1)) | histories().map(
    lambda led: led[0]
)
days = st.dates(date(2022, 9, 20), date(2023, 5, 1))


def owed_in(result: Plan) -> list[tuple[str, Date, Date]]:
    """The open duties of a plan that have a day, in the order of their days."""
    found = [
        (one.due, one.id, one.safe)
        for one in result.deadlines
        if one.kind is Kind.DUTY and one.met_by is None and one.status in OPEN
    ]
    return [
        (name, due, safe)
        for due, name, safe in sorted(found, key=lambda one: (str(one[0]), one[1]))
        if due is not None and safe is not None
    ]


@LAW
@given(case=cases, by=st.sampled_from(sorted(GOVERNED)), today=days)
def test_open_duties_are_those_of_the_plan(case, by, today):
    """With the same last and safe day, and overdue on the same days."""
    versions = GOVERNED[by]
    owed, result = duties_of(case, versions), plan(case, versions=versions, today=today)
    assert [(one.id, one.due, one.safe) for one in owed.open] == owed_in(result)
    late = {one.id for one in owed.open if one.is_overdue(today)}
    assert late == {one.id for one in result.overdue}
    if case.state is not State.CLOSED:
        assert owed.reply_by == result.reply_day.day


def too_late_on(case: Case, owed: Duties, today: date) -> bool | None:
    """Whether it is too late on a day, by what the case owes; None: nobody asks then.

    One that was too late from the beginning was so before there was a case, too.
    """
    last = owed.possible_until
    if last is None:
        return False
    began = min(case.received, owed.reply_by or case.received)
    if today < began and last == began - ONE_DAY:
        return None
    return today > last


@LAW
@given(
    case=cases, by=st.sampled_from(sorted(GOVERNED)), chosen=st.sets(days, max_size=6)
)
def test_too_late_is_too_late_in_the_plan(case, by, chosen):
    """On each day after the last one in time the plan says so, and on none before."""
    versions = GOVERNED[by]
    owed = duties_of(case, versions)
    last, reply = owed.possible_until, owed.reply_by or ASKED
    near = {middle + n * ONE_DAY for middle in (case.received, reply) for n in AROUND}
    near |= {last + n * ONE_DAY for n in (-1, 0, 1)} if last else set()
    for today in sorted(map(as_day, near | chosen)):
        result = plan(case, versions=versions, today=today)
        expected = too_late_on(case, owed, today)
        if case.state in (State.ANSWERED, State.CLOSED):
            assert last is None  # late or not, it is answered
        elif expected is not None:
            assert (result.feasible_today is False) == expected, today


@LAW
@given(case=cases, by=st.sampled_from(sorted(GOVERNED)), today=days)
def test_the_meeting_that_helps_is_the_first_that_can_be_reached(case, by, today):
    """As the plan tells it, where the plan looks as far ahead."""
    versions = GOVERNED[by]
    helps = meeting_that_helps(case, today, versions)
    result = plan(case, versions=versions, today=today)
    ahead = [one for one in result.meetings if one.day >= as_day(today)]
    reached = [one for one in ahead if one.reachable]
    if case.state not in UNDECIDED or not versions.meetings:
        assert helps is None
    elif reached:
        assert helps == reached[0]
    elif helps is not None:
        assert helps.reachable
        assert helps.day not in [one.day for one in ahead]


class TestExamples:
    """What the laws say, of one letter with the meetings of Gullspång."""

    def test_the_last_day_in_time(self):
        """From the day after it no meeting in time can be reached."""
        versions = Versions(meetings=[GULLSPANG])
        owed = duties_of(a_case(), versions)
        assert owed.reply_by == date(2022, 11, 25)
        assert owed.possible_until is not None
        for day in (owed.possible_until, owed.possible_until + ONE_DAY):
            result = plan(a_case(), versions=versions, today=day)
            assert result.feasible_today is (day == owed.possible_until)

    def test_a_meeting_that_is_too_late_helps_with_an_extension(self):
        """It says to which day the auditors must be asked to wait."""
        versions = Versions(meetings=[GULLSPANG])
        helps = meeting_that_helps(a_case(), date(2022, 11, 15), versions)
        assert helps is not None
        assert (str(helps.day), str(helps.extension_to)) == ("2022-12-14", "2022-12-21")
        assert helps.requires == "extension"

    def test_too_late_from_the_beginning(self):
        """A letter that came the day before the answer was wanted."""
        case = a_case(received=date(2022, 11, 24))
        assert duties_of(case).possible_until == date(2022, 11, 23)
        helps = meeting_that_helps(
            case, date(2022, 11, 24), Versions(meetings=[GULLSPANG])
        )
        assert helps is None

    def test_nobody_knows_until_when_without_a_day(self):
        """An answer that is wanted some time is never too late."""
        owed = duties_of(a_case(reply=ReplyRequest("undated", text="snarast")))
        assert (owed.reply_by, owed.possible_until) == (None, None)
        assert [one.id for one in owed.open] == ["register"]

    def test_a_case_that_ended_owes_what_is_left(self):
        """One that was closed, nothing; one that was opened anew, its second round."""
        closed = a_case().take("close", on=date(2022, 10, 1), by="r", reason="fel")
        assert duties_of(closed) == Duties()
        case = a_case().take("draft", on=date(2022, 10, 4), by="h")
        case = case.take("adopt", on=date(2022, 11, 2), by="ks")
        case = case.take("answer", on=date(2022, 11, 20), by="r", despite="bråttom")
        assert duties_of(case).possible_until is None
        again = Reopened(
            on=date(2022, 12, 1), by="rev", reply=ReplyRequest.by(date(2023, 2, 1))
        )
        owed = duties_of(case.record(again))
        assert owed.reply_by == date(2023, 2, 1)
        assert any(one.id.endswith("@2") for one in owed.open)

    def test_a_notice_that_was_taken_down_gives_no_day(self):
        """Where a duty runs as long as it is up, nobody knows its last day then."""
        versions = GOVERNED["own rules"]
        case = a_case().take("draft", on=date(2022, 10, 4), by="h")
        case = case.take("adopt", on=date(2022, 11, 2), by="ks")
        case = case.record(MinutesAdjusted(on=date(2022, 11, 10), by="o"))
        case = case.record(NoticePosted(on=date(2022, 11, 10), by="s"))
        assert "appeal_ends" in [one.id for one in duties_of(case, versions).open]
        case = case.record(NoticeRemoved(on=date(2022, 11, 20), by="s"))
        assert "appeal_ends" not in [one.id for one in duties_of(case, versions).open]
        assert plan(case, versions=versions)["appeal_ends"].due is None

    @pytest.mark.parametrize(("day", "late"), [(28, False), (29, True)])
    def test_due_on_a_day_is_not_overdue_on_it(self, day, late):
        """Only on the day after it."""
        duty = Duty("register", Date(2022, 9, 28), Date(2022, 9, 28))
        assert duty.is_overdue(date(2022, 9, day)) is late
