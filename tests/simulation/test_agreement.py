"""Event by event and in columns: the same runs, to the day."""

from datetime import date

import pytest

from auditflow.case import Case
from auditflow.day import FIRST
from auditflow.events import Answered, BodiesToAsk, BodyKind, last_of
from auditflow.meetings import MeetingCalendar
from auditflow.planning import plan
from auditflow.simulation import Habits
from auditflow.simulation.ahead import Ahead, ahead_of
from auditflow.simulation.columns.course import NEVER, begun, decided
from auditflow.simulation.course import course_of
from auditflow.simulation.draws import Draws
from auditflow.simulation.looking import governing_of, looked_at
from auditflow.simulation.playing import played
from auditflow.simulation.tally import cause_of
from tests.simulation.cases import (
    BENGTSFORS,
    BUN,
    GULLSPANG,
    SOC,
    VANNAS,
    case_of,
    seed_case,
    stages,
)

RUNS = 300
# A board that often does not decide, so that few runs show everything.
RESTLESS = Habits(tabled=25, remitted=20, late_statements=50)


def ahead(
    case: Case,
    meetings: MeetingCalendar,
    *,
    today: date | None = None,
    wanted: BodiesToAsk = (),
    habits: Habits = RESTLESS,
) -> Ahead:
    """What lies ahead of a case."""
    governing = governing_of(None, None, None, meetings)
    return ahead_of(looked_at(case, governing, today, wanted), habits)


def ended(lies_ahead: Ahead, aim: int) -> tuple[list[int | None], list[int]]:
    """The day of each answer, and what made it late if it was, in columns."""
    answered: list[int | None] = []
    causes: list[int] = []
    for block in begun(lies_ahead, 7, 3, range(RUNS)):
        end = decided(block, aim)
        days = end.answered.tolist()
        answered += [None if day == NEVER else day + FIRST for day in days]
        causes += end.cause.tolist()
    return answered, causes


def assert_agreed(lies_ahead: Ahead) -> None:
    """Every run, whatever meeting it aims for, is the same in columns."""
    for aim in range(max(len(lies_ahead.sittings), 1)):
        courses = [
            course_of(lies_ahead, Draws.of(7, 3, run), aim) for run in range(RUNS)
        ]
        answered, causes = ended(lies_ahead, aim)
        assert answered == [course.answered for course in courses]
        by = lies_ahead.reply_by
        for course, cause in zip(courses, causes, strict=True):
            if by is not None and (course.answered is None or course.answered > by):
                assert cause_of(course, lies_ahead, aim) == cause


@pytest.mark.parametrize(
    ("case", "meetings"),
    [
        pytest.param(seed_case(), GULLSPANG, id="Gullspång"),
        pytest.param(seed_case(), BENGTSFORS, id="Bengtsfors"),
        pytest.param(seed_case(3), VANNAS, id="Vännäs"),
    ],
)
@pytest.mark.parametrize("wanted", [(), (SOC,), (SOC, BUN)])
def test_the_seed_memo_is_played_alike(case, meetings, wanted):
    """The seed memo, with the meetings of three municipalities."""
    assert_agreed(ahead(case, meetings, wanted=wanted))


@pytest.mark.parametrize("today", [None, date(2022, 11, 7)])
@pytest.mark.parametrize("stage", stages())
def test_each_stage_of_a_life_is_played_alike(stage, today):
    """From every state, seen from the events alone or from a day."""
    assert_agreed(ahead(stages()[stage], GULLSPANG, today=today))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case_of(BodyKind.COMPANY), id="company"),
        pytest.param(case_of(members=("Sala", "Heby")), id="joint-board"),
        pytest.param(case_of(asks=False), id="no-reply-day"),
    ],
)
def test_each_kind_of_body_is_played_alike(case):
    """Whether minutes are adjusted, how many notices, a reply day or none."""
    assert_agreed(ahead(case, GULLSPANG, wanted={SOC: date(2022, 10, 12)}))


@pytest.mark.parametrize("stage", stages())
def test_every_event_passes_the_guards(stage):
    """What a course says happens can be recorded, and ends as it says."""
    lies_ahead = ahead(stages()[stage], GULLSPANG)
    for run in range(60):
        course = course_of(lies_ahead, Draws.of(1, 0, run))
        case = played(lies_ahead, course, None, "KS 2022/347")
        answer = last_of(case.events, Answered)
        assert (answer.on.toordinal() if answer else None) == course.answered


@pytest.mark.parametrize("meetings", [GULLSPANG, BENGTSFORS])
def test_a_draft_comes_to_the_first_meeting_that_the_plan_can_reach(meetings):
    """The simulator and the plan agree on what a draft of each day still reaches."""
    opened = seed_case()
    lies_ahead = ahead(opened, meetings)
    for day in range(lies_ahead.since, lies_ahead.sittings[-1].draft_by + 1):
        on = date.fromordinal(day)
        if not lies_ahead.work.is_business_day(on):
            continue
        drafted = opened.take("draft", on=on, by="anna")
        listed = plan(drafted, meetings=meetings, today=on).meetings
        reached = [m.day.toordinal() for m in listed if m.reachable]
        expected = [s.day for s in lies_ahead.sittings if s.draft_by >= day]
        assert reached[:1] == expected[:1]


def test_a_shorter_calendar_leaves_runs_undecided():
    """Where the meetings that are known end, no day is guessed."""
    few = MeetingCalendar([m for m in GULLSPANG.meetings if m.day < date(2022, 11, 3)])
    answered, _ = ended(ahead(seed_case(), few), 0)
    assert None in answered
    assert any(answered)
