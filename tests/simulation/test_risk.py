"""The risk of one case, and of many."""

import sys
from datetime import date
from fractions import Fraction

import attrs
import pytest

from auditflow.case import Case
from auditflow.errors import (
    DayOutOfRange,
    HabitsRefused,
    MeetingsUnknown,
    ValueRefused,
)
from auditflow.events import Answered, last_of
from auditflow.lifecycle import State
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body
from auditflow.planning import plan
from auditflow.simulation import (
    AimRisk,
    Cause,
    Duration,
    Habits,
    Incoming,
    Letters,
    Risk,
    risk,
    simulate,
    workload,
)
from auditflow.simulation.risk import percent
from tests.simulation.cases import (
    BENGTSFORS,
    GULLSPANG,
    KS,
    RECEIVED,
    SOC,
    case_of,
    seed_case,
    stages,
)

SURE = {
    name: Duration.always(days)
    for name, days in {
        "register": 0,
        "refer": 1,
        "statement": 5,
        "late_by": 3,
        "draft": 5,
        "redraft": 5,
        "adjust": 4,
        "notice": 1,
        "send": 1,
    }.items()
}
SETTLED = Habits(**SURE, tabled=0, remitted=0, late_statements=0, away=[])
AUTUMN = """
[[letters]]
body = "kommunstyrelsen"
authority = "gullspang"
number = 30
first = 2022-01-10
last = 2022-09-01
statements_from = ["socialnämnden"]
asks = 40
"""


def best(found: Risk) -> AimRisk:
    """The meeting to aim for."""
    assert found.best is not None
    return found.best


def in_time(aim: AimRisk) -> int:
    """In how many runs the answer is in time."""
    assert aim.in_time is not None
    return aim.in_time


def answered_on(case: Case) -> date:
    """The day of the answer."""
    answer = last_of(case.events, Answered)
    assert answer is not None
    return answer.on


def reply_day(case: Case) -> date:
    """The day that the auditors asked for."""
    assert case.reply.date is not None
    return case.reply.date


def test_where_nothing_is_left_to_chance_every_run_is_the_same():
    """Five days of writing, the meeting, four to adjust, one to send."""
    found = risk(seed_case(), habits=SETTLED, runs=50, meetings=GULLSPANG)
    first = found.aims[0]
    assert (first.meeting, first.in_time) == (date(2022, 11, 2), 50)
    assert first.answered == ((date(2022, 11, 9), 50),)
    assert first.within(1) == first.within(100) == date(2022, 11, 9)
    assert best(found).late_through == ()


def test_every_meeting_that_the_plan_lists_is_tried():
    """And the one that the plan aims for is marked."""
    case = seed_case()
    found = risk(case, runs=100, meetings=GULLSPANG)
    listed = plan(case, meetings=GULLSPANG).meetings
    assert [aim.meeting for aim in found.aims] == [m.day for m in listed]
    assert [aim.chosen for aim in found.aims] == [m.chosen for m in listed]
    assert [aim.requires for aim in found.aims] == [m.requires for m in listed]


def test_what_takes_the_time_is_told():
    """A slow draft, a board that puts off or sends back, slow minutes."""
    slow = attrs.evolve(SETTLED, draft=Duration.always(40))
    found = risk(seed_case(), habits=slow, runs=40, meetings=GULLSPANG)
    assert found.aims[0].late_through == ((Cause.MISSED, 40),)
    put_off = attrs.evolve(SETTLED, tabled=99)
    found = risk(seed_case(), habits=put_off, runs=200, meetings=BENGTSFORS)
    assert dict(found.aims[-2].late_through)[Cause.TABLED] > 190
    minutes = attrs.evolve(SETTLED, adjust=Duration.always(15))
    found = risk(seed_case(), habits=minutes, runs=40, meetings=BENGTSFORS)
    aims = {str(aim.meeting): aim for aim in found.aims}
    assert aims["2022-11-16"].late_through == ((Cause.AFTERWARDS, 40),)


def test_a_holiday_of_people_makes_answers_later():
    """Nobody writes while everybody is away."""
    away = attrs.evolve(SETTLED, away=["2022-09-28/2022-10-25"])
    first = risk(seed_case(), habits=away, runs=10, meetings=GULLSPANG).aims[0]
    assert first.meeting == date(2022, 11, 2)
    assert first.answered == ((date(2022, 11, 24), 10),)


def test_seen_from_a_later_day_no_run_does_anything_before_it():
    """What should have been done is done as what takes so long is."""
    today = date(2022, 11, 7)
    found = risk(seed_case(), runs=300, meetings=GULLSPANG, today=today)
    assert all(day > today for aim in found.aims for day, _ in aim.answered)
    before = risk(seed_case(), runs=300, meetings=GULLSPANG)
    assert in_time(best(found)) < in_time(best(before))


def test_an_adopted_case_has_one_meeting_behind_it():
    """Only adjusting and sending are left."""
    found = risk(stages()["adopted"], runs=200, meetings=GULLSPANG)
    assert [aim.meeting for aim in found.aims] == [date(2022, 11, 2)]
    assert best(found).draft_by is None
    assert best(found).in_time == 200


def test_without_a_reply_day_nothing_is_late():
    """But it is known when the answer comes."""
    found = risk(case_of(asks=False), runs=50, meetings=GULLSPANG)
    assert found.reply_by is None
    assert {aim.in_time for aim in found.aims} == {None}
    assert found.best is None
    assert found.aims[0].within(50) is not None


def test_where_the_meetings_end_the_day_is_unknown_and_the_answer_late():
    """Never a guessed day."""
    few = MeetingCalendar([Meeting(date(2022, 11, 2), KS)])
    found = risk(seed_case(), runs=400, meetings=few)
    [aim] = found.aims
    assert 0 < aim.unknown < 400
    assert aim.within(100) is None
    assert in_time(aim) + sum(n for _, n in aim.late_through) == 400


def test_without_numpy_it_is_the_same(monkeypatch):
    """One by one, slowly, and equal."""
    case = seed_case()
    wanted = {SOC: date(2022, 10, 12)}
    quick = risk(case, runs=150, meetings=GULLSPANG, statements_from=wanted)
    monkeypatch.setitem(sys.modules, "numpy", None)
    for name in [name for name in sys.modules if "simulation.columns" in name]:
        monkeypatch.delitem(sys.modules, name)
    slow = risk(case, runs=150, meetings=GULLSPANG, statements_from=wanted)
    assert slow == quick


@pytest.mark.parametrize("runs", [0, -5, 1.5, True, 10**9])
def test_a_number_of_runs_is_one(runs):
    """At least one, and not more than anybody can wait for."""
    with pytest.raises(ValueRefused, match="runs; give a whole number from 1 to"):
        risk(seed_case(), runs=runs, meetings=GULLSPANG)


def test_what_cannot_be_played_is_refused():
    """No meetings, a case that has ended, a day that is past, a year beyond."""
    with pytest.raises(MeetingsUnknown):
        risk(seed_case())
    closed = seed_case().take("close", on=RECEIVED, by="anna", reason="återkallat")
    with pytest.raises(ValueRefused, match="which is closed; give one that is still"):
        risk(closed, meetings=GULLSPANG)
    with pytest.raises(ValueRefused, match="before its last event, 2022-09-27"):
        risk(seed_case(), meetings=GULLSPANG, today=date(2022, 9, 1))
    far = Letters(body=KS, number=1, first=date(2100, 9, 1), last=date(2100, 9, 9))
    late = MeetingCalendar([Meeting(date(2100, 12, 1), KS)])
    with pytest.raises(DayOutOfRange):
        list(simulate(Incoming((far,)), meetings=late))


def test_a_share_is_never_all_or_nothing_where_it_is_neither():
    """What a person reads as certain is certain."""
    shares = [Fraction(n, 1000) for n in (0, 1, 500, 999, 1000)]
    assert [percent(share) for share in shares] == [
        "0 %", "<1 %", "50 %", ">99 %", "100 %",
    ]  # fmt: skip


class TestManyCases:
    """What comes in, played and counted."""

    def test_each_life_is_whole_or_as_far_as_its_day(self):
        """Until a day, no event lies after it, and nobody knows of later letters."""
        until = date(2022, 6, 1)
        cases = [*simulate(Incoming.from_text(AUTUMN), until=until, meetings=GULLSPANG)]
        assert 0 < len(cases) < 30
        assert max(event.on for case in cases for event in case.events) <= until
        assert len({case.state for case in cases}) > 2
        whole = [*simulate(Incoming.from_text(AUTUMN), meetings=GULLSPANG)]
        assert {case.state for case in whole} == {State.ANSWERED}
        for case in cases:
            begun = next(w for w in whole if w.memo == case.memo)
            assert begun.history[: len(case.history)] == case.history

    def test_the_life_that_is_played_is_the_first_of_the_runs(self):
        """One and the same seed: late there is late here."""
        given = Incoming.from_text(AUTUMN)
        found = workload(given, runs=1, seed=4, meetings=GULLSPANG)
        played = [*simulate(given, seed=4, meetings=GULLSPANG)]
        assert len(played) == 30
        late = sum(answered_on(case) > reply_day(case) for case in played)
        assert found.late == (*[0] * late, 1)

    def test_late_answers_are_counted_over_runs(self):
        """Their mean is that of the cases; those wanted later are left out."""
        given = Incoming.from_text(AUTUMN)
        found = workload(given, runs=200, meetings=GULLSPANG)
        missed = sum(200 - (one.in_time or 0) for one in found.each)
        assert found.expected == Fraction(missed, 200)
        assert sum(found.late) == 200
        assert found.late_within(10) <= found.late_within(90)
        spring = workload(given, runs=200, meetings=GULLSPANG, until=date(2022, 5, 31))
        assert 0 < spring.expected < found.expected

    def test_the_week_with_the_most_to_write_is_found(self):
        """Two letters that come in together are both written then."""
        letters = [
            Letters(body=KS, number=2, first=day, last=day)
            for day in (date(2022, 3, 14), date(2022, 3, 15))
        ]
        found = workload(
            Incoming(tuple(letters)), runs=5, habits=SETTLED, meetings=GULLSPANG
        )
        assert [(str(w.monday), int(w.drafts)) for w in found.weeks] == [
            ("2022-03-14", 4),
            ("2022-03-21", 4),
        ]
        assert found.bottleneck == found.weeks[0]

    def test_a_case_that_cannot_be_played_does_not_stop_the_others(self):
        """It is left out, with the reason."""
        elsewhere = case_of(asks=True)
        other = attrs.evolve(elsewhere.memo, bodies=[Body("nämnden", "must_answer")])
        unknown = Case.open(other, received=RECEIVED)
        found = workload([unknown, seed_case()], runs=10, meetings=GULLSPANG)
        assert len(found.each) == 1
        [left_out] = found.left_out
        assert left_out.case == unknown.name
        assert "the meetings of nämnden" in str(left_out.why)
        with pytest.raises(MeetingsUnknown):
            workload([unknown], runs=10, meetings=GULLSPANG)

    def test_what_lies_behind_is_no_bottleneck(self):
        """Seen from a day, no week before it is counted."""
        today = date(2022, 11, 14)
        found = workload([seed_case()], runs=20, meetings=GULLSPANG, today=today)
        assert min(week.monday for week in found.weeks) == today

    @pytest.mark.parametrize("percent", [0, 101, -5, 1.5])
    def test_a_share_of_runs_is_one(self, percent):
        """From one to a hundred."""
        found = workload([seed_case()], runs=10, meetings=GULLSPANG)
        with pytest.raises(ValueRefused, match="as a share of runs"):
            found.late_within(percent)
        with pytest.raises(ValueRefused, match="as a share of runs"):
            risk(seed_case(), runs=10, meetings=GULLSPANG).aims[0].within(percent)

    def test_there_is_something_to_count(self):
        """No case, no answer."""
        with pytest.raises(ValueRefused, match="no case to look at"):
            workload([], meetings=GULLSPANG)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "letters: is missing; write at least one"),
            ("letters = 3", "letters (line 1): is no list; write each as"),
            ("[[letters]]", "letters 1.body: is missing"),
            ('[[letters]]\nbdy = "x"', "bdy: is unknown; did you mean body?"),
            (AUTUMN.replace("30", "-3"), "number: is -3; give a whole number from 1"),
            (AUTUMN.replace("= 40", "= 400"), "asks: 400 is no share"),
            (AUTUMN.replace("2022-09-01", "2021-09-01"), "no business day lies from"),
            (AUTUMN + 'answer_within = "3"', "answer_within"),
            (AUTUMN.replace("gullspang", "Gullspång"), "is no short name"),
            (AUTUMN.replace("socialnämnden", "kommunstyrelsen"), "cannot ask itself"),
            (AUTUMN + 'answer_within = "-3 months"', "ends before the letter"),
            (AUTUMN + 'answer_within = "200 years"', "answer_within"),
            (AUTUMN + "recommendations = 10000000", "a whole number from 0 to 1000"),
        ],
    )
    def test_a_description_that_says_nothing_is_refused(self, text, said):
        """With the place and the mend."""
        with pytest.raises(HabitsRefused) as refused:
            Incoming.from_text(text)
        assert said in str(refused.value).replace(" (line", " (line")
