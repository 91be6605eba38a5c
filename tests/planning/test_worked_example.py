"""The worked example of the design: the seed memo and two real meeting calendars."""

import pytest

from auditflow.meetings import MeetingCalendar
from auditflow.planning import Plan, Status, plan
from tests.planning.cases import BENGTSFORS, GULLSPANG, a_case

STATEMENT = ["socialnämnden"]


def dues(result: Plan) -> dict[str, str]:
    """The due day of each deadline up to the answer, where there is one."""
    return {
        deadline.id: str(deadline.due)
        for deadline in result.deadlines
        if deadline.due is not None and deadline.id in UP_TO_THE_ANSWER
    }


UP_TO_THE_ANSWER = {
    "register", "refer", "statements", "draft", "prepare", "summon", "adopt", "answer"
}  # fmt: skip


@pytest.mark.parametrize(
    ("meetings", "statements_from", "expected"),
    [
        pytest.param(
            GULLSPANG,
            [],
            {
                "register": "2022-09-28",
                "draft": "2022-10-05",
                "prepare": "2022-10-12",
                "summon": "2022-10-28",
                "adopt": "2022-11-02",
                "answer": "2022-11-25",
            },
            id="gullspang",
        ),
        pytest.param(
            BENGTSFORS,
            [],
            {
                "register": "2022-09-28",
                "draft": "2022-11-08",
                "summon": "2022-11-11",
                "adopt": "2022-11-16",
                "answer": "2022-11-25",
            },
            id="bengtsfors-where-nobody-prepares",
        ),
        pytest.param(
            GULLSPANG,
            STATEMENT,
            {
                "register": "2022-09-28",
                "refer": "2022-09-30",
                "statements": "2022-10-26",
                "draft": "2022-11-02",
                "prepare": "2022-11-09",
                "summon": "2022-11-18",
                "adopt": "2022-11-23",
                "answer": "2022-11-25",
            },
            id="gullspang-with-a-statement-misses-2-november",
        ),
        pytest.param(
            BENGTSFORS,
            STATEMENT,
            {
                "register": "2022-09-28",
                "refer": "2022-09-30",
                "statements": "2022-11-01",
                "draft": "2022-11-08",
                "summon": "2022-11-11",
                "adopt": "2022-11-16",
                "answer": "2022-11-25",
            },
            id="bengtsfors-with-a-statement",
        ),
        pytest.param(
            None,
            [],
            {
                "register": "2022-09-28",
                "draft": "2022-10-28",
                "prepare": "2022-11-04",
                "summon": "2022-11-11",
                "adopt": "2022-11-18",
                "answer": "2022-11-25",
            },
            id="no-meetings-known",
        ),
    ],
)
def test_each_day_is_as_the_design_says(
    meetings: MeetingCalendar | None,
    statements_from: list[str],
    expected: dict[str, str],
):
    """Every due day of the worked example, to the day."""
    result = plan(a_case(), meetings=meetings, statements_from=statements_from)
    assert dues(result) == expected
    assert result.feasible is True


def test_gullspang_with_a_statement_needs_immediate_adjustment():
    """2 November cannot be reached, so 23 November is chosen, and the plan says why."""
    result = plan(a_case(), meetings=GULLSPANG, statements_from=STATEMENT)
    chosen = next(meeting for meeting in result.meetings if meeting.chosen)
    assert (str(chosen.day), chosen.requires) == ("2022-11-23", "immediate_adjustment")
    assert "2022-11-02 cannot be reached" in result["adopt"].explain("en")
    assert "2022-11-02 hinns inte med" in result["adopt"].explain("sv")
    assert result.advice is not None
    assert result.advice.kind == "adjust_immediately"


def test_bengtsfors_minutes_are_needed_before_the_law_requires_them():
    """Adjusted by 30 November says the law; needed by 25 November says the plan."""
    result = plan(a_case(), meetings=BENGTSFORS)
    minutes = result["adjust_minutes"]
    assert (str(minutes.due), str(minutes.needed_by)) == ("2022-11-30", "2022-11-25")
    problem = next(p for p in result.problems if p.kind == "minutes_may_be_late")
    assert "2022-11-30" in problem.sv
    assert "2022-11-25" in problem.sv


def test_gullspang_minutes_in_the_ordinary_way_are_in_time():
    """After 2 November the fourteen days end before the answer must leave."""
    minutes = plan(a_case(), meetings=GULLSPANG)["adjust_minutes"]
    assert (str(minutes.due), minutes.needed_by) == ("2022-11-16", None)


def test_days_after_the_decision_are_projected_from_planned_days():
    """Adjusting, posting and appealing are counted from what is planned."""
    result = plan(a_case(), meetings=GULLSPANG)
    for name, due in (
        ("adjust_minutes", "2022-11-16"),
        ("post_notice", "2022-11-18"),
        ("appeal_ends", "2022-12-09"),
    ):
        assert (str(result[name].due), result[name].status) == (due, Status.PROJECTED)


def test_the_meetings_run_from_the_first_feasible_to_the_first_too_late():
    """Each meeting comes with its slack and with what it requires."""
    result = plan(a_case(), meetings=GULLSPANG)
    assert [(str(m.day), m.slack, str(m.requires)) for m in result.meetings] == [
        ("2022-11-02", 1, "ordinary_adjustment"),
        ("2022-11-23", 21, "immediate_adjustment"),
        ("2022-12-14", 36, "extension"),
    ]
    assert str(result.meetings[-1].extension_to) == "2022-12-21"


def test_slack_is_the_distance_from_the_earliest_day_to_the_last():
    """A draft takes five business days from 27 September: one day before it is due."""
    result = plan(a_case(), meetings=GULLSPANG)
    assert result["draft"].slack == 1
    with_statement = plan(a_case(), meetings=GULLSPANG, statements_from=STATEMENT)
    assert with_statement["statements"].slack == 11
    assert with_statement["draft"].slack == 11


def test_a_plan_without_meetings_says_so():
    """The days are counted, and the plan says that no meeting is known."""
    result = plan(a_case())
    assert [p.kind for p in result.problems] == [
        "meetings_not_known",
        "minutes_may_be_late",
    ]
    assert any(r.kind == "meetings_unknown" for r in result["adopt"].reasons)
