"""Laws that hold for every case, calendar and day to look from."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.events import Registered, StatementReceived
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import ReplyRequest
from auditflow.planning import Plan, plan
from tests.planning.cases import GULLSPANG, a_case

CALENDAR = BusinessCalendar.sweden()
DAYS = st.dates(date(2022, 1, 3), date(2024, 12, 20))


@st.composite
def situations(draw):
    """A case with a reply day, and a year of meetings with or without preparation."""
    received = draw(DAYS)
    asked = received + timedelta(days=draw(st.integers(1, 200)))
    first = received - timedelta(days=draw(st.integers(5, 40)))
    days, day = [], first
    while day < asked + timedelta(days=120):
        days.append(day)
        day += timedelta(days=draw(st.integers(5, 60)))
    meetings = [Meeting(day, "kommunstyrelsen") for day in days]
    if draw(st.booleans()):
        gap = timedelta(days=draw(st.integers(10, 21)))
        meetings += [Meeting(day - gap, "arbetsutskottet") for day in days]
    case = a_case(
        received=max(received, date(2022, 9, 27)), reply=ReplyRequest.by(asked)
    )
    statements = draw(st.sampled_from([[], ["socialnämnden"]]))
    return case, MeetingCalendar(meetings), statements


def due_days(result: Plan) -> list[tuple[str, str]]:
    """What must not depend on the day one looks from."""
    return [(d.id, f"{d.raw} {d.due} {d.safe} {d.needed_by}") for d in result.deadlines]


@given(situations(), st.one_of(st.none(), DAYS))
@settings(max_examples=150, deadline=None)
def test_due_days_never_depend_on_today(situation, today):
    """Status, slack and advice may; no day does, nor the meeting that is aimed for."""
    case, meetings, statements = situation
    timeless = plan(case, meetings=meetings, statements_from=statements)
    seen = plan(case, meetings=meetings, statements_from=statements, today=today)
    assert due_days(seen) == due_days(timeless)
    assert [m.day for m in seen.meetings if m.chosen] == [
        m.day for m in timeless.meetings if m.chosen
    ]


@given(situations())
@settings(max_examples=150, deadline=None)
def test_the_chosen_meeting_is_the_last_that_can_be_reached(situation):
    """A walk over all meetings, ordinary first, then immediate, finds the same one."""
    case, meetings, statements = situation
    result = plan(case, meetings=meetings, statements_from=statements)
    answer = result["answer"].safe
    assert answer is not None
    limit = CALENDAR.add(answer, -5)
    body = meetings.days_of("kommunstyrelsen")
    if not body[0] <= limit <= answer <= body[-1]:
        return
    expected = None
    for last in (limit, answer):
        held = [day for day in body if day <= last]
        if held and reachable(held[-1], case.received, meetings, bool(statements)):
            expected = held[-1]
            break
    chosen = result["adopt"].due
    if expected is not None:
        assert chosen == expected
        assert result.feasible
    else:
        assert chosen is not None
        assert chosen > answer
        assert not any(m.chosen and m.requires != "extension" for m in result.meetings)


def reachable(meeting, received, meetings, statements: bool) -> bool:
    """The feasibility of one meeting, told once more in the words of the design."""
    if meeting < received:
        return False
    summon = CALENDAR.roll_back(meeting - timedelta(days=5))
    earliest_statement = CALENDAR.add(received, 10) if statements else received
    earliest_draft = CALENDAR.add(earliest_statement, 5)
    preparing = meetings.days_of("arbetsutskottet")
    if not preparing:
        draft = CALENDAR.add(summon, -3)
        prepare = None
    elif preparing[0] <= summon <= preparing[-1]:
        prepare = [day for day in preparing if day <= summon][-1]
        draft = CALENDAR.add(prepare, -5)
    else:
        prepare = CALENDAR.roll_back(meeting - timedelta(days=14))
        draft = CALENDAR.add(prepare, -5)
    days = [draft, summon, *([prepare] if prepare else [])]
    if statements:
        asked = CALENDAR.add(draft, -5)
        if CALENDAR.count(earliest_statement, asked) < 0:
            return False
    return all(CALENDAR.count(earliest_draft, day) >= 0 for day in days)


@given(situations())
@settings(max_examples=100, deadline=None)
def test_every_deadline_has_its_reasons(situation):
    """A date never comes alone, and each sentence exists in both languages."""
    case, meetings, statements = situation
    result = plan(case, meetings=meetings, statements_from=statements)
    for deadline in result.deadlines:
        assert deadline.reasons
        assert deadline.source
        for reason in deadline.reasons:
            assert reason.sv
            assert reason.en
        if deadline.due is not None:
            assert str(deadline.due) in deadline.explain("sv")
            assert deadline.safe is not None
            assert deadline.safe <= deadline.due


@given(situations())
@settings(max_examples=100, deadline=None)
def test_what_is_overdue_stays_overdue_the_next_day(situation):
    """Unless something happens."""
    case, meetings, statements = situation
    today = case.received + timedelta(days=30)
    first, second = (
        plan(case, meetings=meetings, statements_from=statements, today=day)
        for day in (today, today + timedelta(days=1))
    )
    assert {d.id for d in first.overdue} <= {d.id for d in second.overdue}


@given(situations())
@settings(max_examples=100, deadline=None)
def test_the_extension_that_is_advised_is_enough(situation):
    """Granted, it puts the plan's meeting in the ordinary time."""
    case, meetings, statements = situation
    result = plan(case, meetings=meetings, statements_from=statements)
    if result.advice is None or result.advice.kind != "ask_for_extension":
        return
    enough = result.advice.day
    assert enough is not None
    longer = a_case(received=case.received, reply=ReplyRequest.by(enough))
    again = plan(longer, meetings=meetings, statements_from=statements)
    assert again.feasible
    adopt = again["adopt"].due
    assert adopt is not None
    assert adopt <= CALENDAR.add(enough, -5)


def test_the_aim_sees_neither_statements_nor_the_diary():
    """Which meeting to aim for follows from being asked, not from what came of it."""
    case = a_case().take(
        "refer", on=date(2022, 9, 27), by="registrator", to=["socialnämnden"]
    )

    def aim(case: Case) -> str:
        wanted = {"byggnadsnämnden": date(2022, 9, 28)}
        result = plan(case, meetings=GULLSPANG, statements_from=wanted)
        return str(result["adopt"].due)

    stated = case.record(
        StatementReceived(on=date(2022, 9, 28), by="r", body="socialnämnden")
    )
    entered = stated.record(Registered(on=date(2022, 9, 30), by="r", dnr="2022/347"))
    assert [aim(case), aim(stated), aim(entered)] == ["2022-11-23"] * 3
