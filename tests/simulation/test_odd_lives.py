"""Lives that nobody planned: whatever has happened, a case is played on or refused."""

from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditflow.case import Case
from auditflow.day import FIRST
from auditflow.errors import (
    AuditflowError,
    HabitsRefused,
    MeetingsUnknown,
    ValueRefused,
)
from auditflow.events import (
    AimedFor,
    BodyKind,
    ExtensionGranted,
    Paused,
    Prepared,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
)
from auditflow.lifecycle import ENDED, State
from auditflow.memo import Body, ReplyRequest
from auditflow.planning import plan
from auditflow.rules import Rulebook
from auditflow.simulation import (
    Habits,
    Incoming,
    Letters,
    habits_from,
    risk,
    simulate,
    workload,
)
from auditflow.simulation.ahead import Ahead, ahead_of
from auditflow.simulation.columns.course import NEVER, begun, decided
from auditflow.simulation.course import course_of
from auditflow.simulation.draws import Draws
from auditflow.simulation.looking import governing_of, looked_at
from auditflow.simulation.playing import played
from tests.property.histories import KS, MEETINGS, Life, lives
from tests.simulation.cases import (
    BENGTSFORS,
    BUN,
    GULLSPANG,
    SOC,
    case_of,
    seed_case,
    stages,
)

RUNS = 12
RESTLESS = Habits(tabled=20, remitted=20, late_statements=50)


def ahead_or_none(case: Case) -> Ahead | None:
    """What lies ahead of a *case*; None where nobody can know."""
    governing = governing_of(None, None, None, MEETINGS)
    try:
        return ahead_of(looked_at(case, governing, None, ()), RESTLESS)
    except (MeetingsUnknown, ValueRefused):
        return None


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(lives)
def test_any_life_goes_on_through_the_guards_and_alike_in_columns(life: Life):
    """Whatever happened before, what is played can be recorded, and agrees."""
    lies_ahead = ahead_or_none(life.case)
    if lies_ahead is None:
        return
    [block] = begun(lies_ahead, 3, 1, range(RUNS))
    days = decided(block, lies_ahead.aim).answered.tolist()
    for run, day in enumerate(days):
        course = course_of(lies_ahead, Draws.of(3, 1, run))
        assert course.answered == (None if day == NEVER else day + FIRST)
        after = played(lies_ahead, course, None, "KS 2022/999")
        new = after.events[len(life.case.events) :]
        assert all(event.on.toordinal() >= lies_ahead.floor for event in new)
        told = [event for event in new if isinstance(event, Summoned)]
        assert all(event.on <= event.meeting for event in told)
        if course.answered is not None:
            assert after.state in ENDED


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(lives, st.integers(0, 60))
def test_a_risk_says_what_the_plan_says(life: Life, later: int):
    """The meetings of the plan, and of these the one that it aims for."""
    case = life.case
    latest = max(event.on for event in case.events)
    today = date.fromordinal(latest.toordinal() + later)
    try:
        found = risk(case, runs=20, meetings=MEETINGS, today=today)
    except AuditflowError:
        return
    listed = plan(case, meetings=MEETINGS, today=today)
    if listed.meetings:
        shown = {meeting.day for meeting in listed.meetings}
        assert {aim.meeting for aim in found.aims} <= shown
        chosen = {m.day for m in listed.meetings if m.chosen}
        assert {aim.meeting for aim in found.aims if aim.chosen} <= chosen
    assert all(day >= today for aim in found.aims for day, _ in aim.answered)


def test_a_statement_by_a_near_day_is_asked_for_in_time():
    """Nobody is asked after the day by which the answer was wanted."""
    wanted = {SOC: date(2022, 9, 29)}
    for case in simulate(
        [seed_case()] * 60, meetings=GULLSPANG, statements_from=wanted
    ):
        [referral] = case.referrals
        assert referral.asked_on <= date(2022, 9, 29)


def test_one_more_body_is_asked_after_those_that_were():
    """What is still to be done begins where the case stands."""
    case = seed_case().take("refer", on=date(2022, 10, 10), by="anna", to=[SOC])
    both = [SOC, BUN]
    for after in simulate([case] * 40, meetings=GULLSPANG, statements_from=both):
        assert len(after.referrals) == 2
    twice = ["Socialnämnden"]
    [after] = simulate([case], meetings=GULLSPANG, statements_from=twice)
    assert len(after.referrals) == 1


def test_what_was_prepared_and_called_is_not_so_again():
    """And a summons does not go out before the board put the matter off."""
    case = seed_case().take("draft", on=date(2022, 10, 5), by="anna")
    case = case.record(Prepared(on=date(2022, 10, 12), by="au"))
    called = Summoned(on=date(2022, 10, 28), by="anna", meeting=date(2022, 11, 2))
    case = case.record(called)
    [after] = simulate([case], meetings=GULLSPANG)
    words = [event.word for event in after.events]
    assert (words.count("prepared"), words.count("summoned")) == (1, 1)
    put_off = Habits(tabled=60, remitted=0)
    for case in simulate([seed_case()] * 40, meetings=GULLSPANG, habits=put_off):
        tabled = [e.on for e in case.events if isinstance(e, Tabled)]
        again = [e.on for e in case.events if isinstance(e, Summoned)][1:]
        assert all(on >= day for day, on in zip(tabled, again, strict=False))


def test_a_draft_that_misses_its_meeting_aims_for_another():
    """So that the plan of what was played is about the meeting that it comes to."""
    slow = Habits.from_text("draft = 25\ntabled = 0\nremitted = 0")
    until = date(2022, 11, 10)
    [case] = simulate([seed_case()], meetings=GULLSPANG, habits=slow, until=until)
    assert any(isinstance(event, AimedFor) for event in case.events)
    assert plan(case, meetings=GULLSPANG)["adopt"].due == date(2022, 11, 23)


def test_a_joint_board_without_members_posts_no_notice():
    """Nobody knows whose boards these would be."""
    opened = case_of(members=("Sala", "Heby"))
    [after] = simulate([opened], meetings=GULLSPANG)
    assert [e.word for e in after.events].count("notice_posted") == 2
    unknown = case_of(BodyKind.JOINT_BOARD)
    [after] = simulate([unknown], meetings=GULLSPANG)
    assert "notice_posted" not in [e.word for e in after.events]


_HEAD = """
extends = "se-audit-memo"
id = "sala"
version = "1"
valid_from = 2020-01-01
"""


@pytest.mark.parametrize(
    "own",
    [
        '[rules.summon]\nanchor = "requested"\nperiod = "-14 days"',
        '[rules.adjust_minutes]\napplies = "never"',
        '[rules.post_notice]\napplies = "never"',
        '[rules.prepare]\nanchor = "requested"\nperiod = "0 days"\nroll = "none"',
        '[rules.prepare]\napplies = "never"',
        '[rules.prepare]\nneeds = "8 business days"',
    ],
)
def test_lives_go_on_by_rules_of_ones_own(own):
    """Whatever the rules say, what is played can be recorded."""
    is_law = "adjust" in own or "post" in own
    basis = 'basis = "local"\nsource = "rutin"' if is_law else ""
    rulebook = Rulebook.from_text(f"{_HEAD}\n{own}\n{basis}\n")
    cases = [*simulate([seed_case()] * 30, rulebook=rulebook, meetings=GULLSPANG)]
    # Of some the meetings that are known end before the board decides.
    assert {case.state for case in cases} <= {State.DRAFTED, State.ANSWERED}
    assert sum(case.state is State.ANSWERED for case in cases) > 20


def test_time_that_stands_still_is_not_worked_in():
    """A pause that ends is like a holiday; of one that is open nobody knows the end."""
    pause = Paused(
        on=date(2022, 9, 28), by="anna", ground="sjukdom", until=date(2022, 11, 1),
        granted_by="municipality",
    )  # fmt: skip
    [after] = simulate([seed_case().record(pause)], meetings=GULLSPANG)
    drafted = next(event for event in after.events if event.word == "drafted")
    assert drafted.on > date(2022, 11, 1)
    still = Paused(
        on=date(2022, 9, 28), by="anna", ground="sjukdom", granted_by="municipality"
    )
    with pytest.raises(
        ValueRefused, match="in which time stands still since 2022-09-28"
    ):
        risk(seed_case().record(still), meetings=GULLSPANG)
    kept = [habits_from([after] * 5).habits.draft.within(50)]
    assert kept[0] < 30


def test_a_waived_statement_is_waited_for_no_longer():
    """The draft begins when nobody waits any more."""
    case = seed_case().take("refer", on=date(2022, 9, 28), by="anna", to=[SOC])
    waived = StatementWaived(
        on=date(2022, 10, 20), by="anna", body=SOC, reason="har inget att erinra"
    )
    case = case.record(waived).take("draft", on=date(2022, 10, 25), by="anna")
    assert habits_from([case] * 5).habits.draft.within(50) == 3
    came = StatementReceived(on=date(2022, 10, 22), by=SOC, body=SOC)  # a Saturday
    asked = seed_case().take(
        "refer", on=date(2022, 9, 28), by="anna", to={SOC: date(2022, 10, 21)}
    )
    late = habits_from([asked.record(came)] * 20).habits
    assert (late.late_statements, late.late_by.within(50)) == (100, 1)


def test_an_extension_after_the_decision_stands_before_the_answer():
    """Nothing is played before the last thing that happened."""
    granted = ExtensionGranted(
        on=date(2022, 11, 24), by="revisorerna", until=date(2022, 12, 20)
    )
    case = stages()["adopted"].record(granted)
    for after in simulate([case] * 20, meetings=GULLSPANG):
        assert max(event.on for event in after.events) >= date(2022, 11, 24)


def test_what_the_board_has_said_is_not_advised_against():
    """Where it put the matter off to a day, there is nothing to choose."""
    case = seed_case().take("draft", on=date(2022, 10, 5), by="anna")
    case = case.record(Tabled(on=date(2022, 11, 2), by=KS, to=date(2022, 12, 14)))
    found = risk(case, runs=200, meetings=GULLSPANG)
    assert found.is_settled
    assert found.best in (None, found.chosen)


def test_of_meetings_that_only_chance_tells_apart_the_plan_is_kept():
    """One run more or less is no advice."""
    few = risk(seed_case(), runs=1, meetings=GULLSPANG)
    assert few.best in (None, few.chosen)


def test_made_up_cases_have_their_names_from_the_beginning():
    """In a list of what will be late as in the store that they are written to."""
    letters = """
    [[letters]]
    body = "kommunstyrelsen"
    number = 1
    first = 2022-02-01
    last = 2022-02-28
    """
    incoming = Incoming.from_text(letters)
    [(case, _)] = incoming.cases(seed=1)
    [after] = simulate(incoming, meetings=GULLSPANG)
    assert case.name == after.name == "kommunen/kommunstyrelsen/2022-s1"


def test_meetings_that_are_known_from_too_late_on_are_unknown():
    """A calendar of next year says nothing of this one: no extension is advised."""
    early = case_of()
    received = date(2021, 9, 27)
    reply = ReplyRequest.by(date(2021, 11, 25))
    memo = attrs.evolve(early.memo, bodies=[Body(KS, "must_answer", reply)])
    case = Case.open(memo, received=received)
    with pytest.raises(MeetingsUnknown, match="around 2021-11-18 are not known"):
        risk(case, meetings=GULLSPANG)


def test_a_meeting_whose_draft_day_has_passed_is_out_of_reach():
    """It is shown, and never advised."""
    found = risk(seed_case(), meetings=BENGTSFORS, runs=200, today=date(2022, 10, 17))
    shown = {str(aim.meeting): aim.reachable for aim in found.aims}
    assert shown["2022-11-16"]
    assert not shown.get("2022-10-19", False)
    assert found.best is not None
    assert found.best.reachable


def test_where_known_meetings_end_the_share_of_such_lives_is_told():
    """Of many cases too."""
    late = Letters(body=KS, number=3, first=date(2022, 11, 1), last=date(2022, 11, 30))
    found = workload(Incoming((late,)), runs=50, meetings=GULLSPANG)
    assert found.unknown > 0
    assert sum(one.unknown for one in found.each) == found.unknown * 50 * 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("draft = 5", "holds habits, no letters; give them with --habits"),
        ("[case]\nreceived = 2022-01-01", "holds a scenario; play it with"),
    ],
)
def test_a_file_of_another_kind_is_known_for_what_it_is(text, said):
    """And where to give it instead."""
    with pytest.raises(HabitsRefused) as refused:
        Incoming.from_text(text)
    assert said in str(refused.value)


def test_what_happens_first_is_told_first():
    """A slow registrar keeps nothing back: each day has what happened until then."""
    slow = attrs.evolve(Habits(), register=30, draft=2, away=[])
    until = date(2022, 10, 5)
    [case] = simulate([seed_case()], habits=slow, meetings=GULLSPANG, until=until)
    assert [event.word for event in case.history] == ["received", "drafted"]
    [whole] = simulate([seed_case()], habits=slow, meetings=GULLSPANG)
    days = [event.recorded for event in whole.history]
    assert days == sorted(days)
