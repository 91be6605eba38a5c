"""What must hold over a whole life: rounds, late entries, what nobody can know."""

from datetime import date

import pytest

from auditflow.case import Case
from auditflow.errors import DayOutOfRange, NotAllowed
from auditflow.events import (
    AimedFor,
    ExtensionGranted,
    FollowedUp,
    MeasureDone,
    Registered,
    StatementReceived,
    Summoned,
    Tabled,
)
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import ReplyRequest
from auditflow.planning import Status, plan
from auditflow.rules import Rulebook
from tests.planning.cases import GULLSPANG, a_case, responses


def reopened() -> Case:
    """A case that was answered with one promise, and asked for a supplement."""
    return (
        a_case(recommendations=1)
        .take(
            "draft",
            on=date(2022, 10, 4),
            by="h",
            responses=responses(date(2023, 3, 31)),
        )
        .take("adopt", on=date(2022, 11, 2), by="ks", immediate=True)
        .take("answer", on=date(2022, 11, 3), by="r")
        .take(
            "reopen",
            on=date(2023, 1, 10),
            by="rev",
            reply=ReplyRequest.by(date(2023, 5, 31)),
        )
    )


class TestAfterASupplement:
    """What belongs to the whole life is met whenever it happens."""

    def test_a_measure_that_is_done_in_the_second_round(self):
        """It was promised in the first."""
        done = reopened().record(MeasureDone(on=date(2023, 3, 30), by="h", number=1))
        assert plan(done, today=date(2023, 6, 1))["measure:1"].status is Status.MET

    def test_a_registration_and_a_follow_up_in_the_second_round(self):
        """Late, and in time."""
        case = reopened().record(Registered(on=date(2023, 1, 11), by="r", dnr="1/22"))
        case = case.take(
            "draft", on=date(2023, 1, 12), by="h", responses=responses(None)
        )
        case = case.take("adopt", on=date(2023, 1, 18), by="ks", immediate=True)
        case = case.take("answer", on=date(2023, 1, 19), by="r")
        case = case.record(FollowedUp(on=date(2024, 9, 2), by="rev"))
        result = plan(case)
        assert result["register"].status is Status.LATE
        assert result["follow_up"].status is Status.MET


class TestSeenLate:
    """From a day after everything, nothing is said to be in time."""

    def test_the_verdict_follows_the_day_it_is_seen_from(self):
        """Feasible by the events, not from that day."""
        result = plan(a_case(), meetings=GULLSPANG, today=date(2023, 1, 30))
        assert (result.feasible, result.feasible_today) == (True, False)
        early = plan(a_case(), meetings=GULLSPANG, today=date(2022, 9, 28))
        assert (early.feasible, early.feasible_today) == (True, True)
        assert plan(a_case(), meetings=GULLSPANG).feasible_today is None

    def test_an_adopted_answer_that_did_not_leave(self):
        """On time for the meeting, too late for the auditors."""
        case = a_case().take("draft", on=date(2022, 10, 4), by="h")
        case = case.take("adopt", on=date(2022, 11, 23), by="ks")
        result = plan(case, meetings=GULLSPANG, today=date(2022, 12, 30))
        assert result.feasible_today is False

    def test_lateness_is_told_in_both_kinds_of_days(self):
        """Business days and calendar days."""
        late = plan(a_case(), today=date(2022, 10, 3))["register"]
        assert late.status is Status.OVERDUE
        assert late.reasons[-1].en.endswith("3 business days (5 days) late")
        assert late.reasons[-1].sv.endswith("3 arbetsdagar (5 dagar) för sent")


class TestWhatNobodyKnows:
    """Unknown is not none, and is told."""

    def test_the_preparing_bodys_calendar_ends_too_early(self):
        """The day is counted, and the plan says so."""
        calendar = MeetingCalendar(
            [
                Meeting(date(2022, 9, 7), "arbetsutskottet"),
                Meeting(date(2022, 11, 2), "kommunstyrelsen"),
                Meeting(date(2022, 12, 14), "kommunstyrelsen"),
            ]
        )
        result = plan(a_case(), meetings=calendar)
        unknown = [p for p in result.problems if p.kind == "meetings_not_known"]
        assert ["arbetsutskottet" in problem.sv for problem in unknown] == [True]

    def test_tabled_without_any_calendar(self):
        """Nobody knows the next meeting, so nobody knows whether it is in time."""
        case = a_case().take("draft", on=date(2022, 10, 4), by="h")
        result = plan(case.record(Tabled(on=date(2022, 11, 2), by="ks")))
        assert result.feasible is None
        assert (
            result["adopt"].reasons[0].en == "no day yet: the next meeting is unknown"
        )

    def test_a_counted_day_is_not_called_a_meeting(self):
        """The advice says that the meetings are unknown."""
        result = plan(a_case(received=date(2022, 12, 1)), meetings=GULLSPANG)
        assert result.advice is not None
        assert "its meetings are unknown" in result.advice.en

    def test_without_a_reply_day_a_meeting_requires_nothing_that_is_known(self):
        """Neither ordinary nor immediate adjustment can be told."""
        case = a_case(reply=ReplyRequest("undated", text="önskar svar"))
        assert {m.requires for m in plan(case, meetings=GULLSPANG).meetings} == {None}

    def test_the_last_days_that_can_be_counted(self):
        """Beyond 2100 no holiday is known, so no day is given."""
        reply = ReplyRequest.by(date(2100, 12, 30))
        with pytest.raises(DayOutOfRange, match="1953–2100"):
            plan(a_case(received=date(2100, 12, 1), reply=reply))


class TestImpossibleDays:
    """What cannot have happened is refused, with the day that stands against it."""

    @pytest.mark.parametrize(
        ("event", "said"),
        [
            (
                AimedFor(on=date(2022, 10, 3), by="s", meeting=date(2022, 10, 1)),
                "lies before 2022-10-03",
            ),
            (
                Summoned(on=date(2022, 10, 3), by="s", meeting=date(2022, 10, 1)),
                "lies before 2022-10-03",
            ),
            (
                ExtensionGranted(
                    on=date(2022, 10, 3), by="r", until=date(2022, 11, 25)
                ),
                "2022-11-25 stands already",
            ),
        ],
        ids=["aimed-back", "summoned-back", "no-extension"],
    )
    def test_days_that_run_backwards(self, event, said: str):
        """Each is told."""
        with pytest.raises(NotAllowed, match=said):
            a_case().record(event)

    def test_tabled_to_an_earlier_meeting(self):
        """A matter is put off to a later one."""
        drafted = a_case().take("draft", on=date(2022, 10, 4), by="h")
        event = Tabled(on=date(2022, 11, 2), by="ks", to=date(2022, 10, 5))
        with pytest.raises(NotAllowed, match="does not lie after"):
            drafted.record(event)

    def test_a_second_extension_goes_further_than_the_first(self):
        """The day that was granted stands."""
        first = ExtensionGranted(on=date(2022, 10, 3), by="r", until=date(2022, 12, 9))
        case = a_case().record(first)
        again = ExtensionGranted(on=date(2022, 11, 3), by="r", until=date(2022, 12, 9))
        with pytest.raises(NotAllowed, match="2022-12-09 stands already"):
            case.record(again)


def test_what_is_entered_afterwards_is_judged_by_its_own_day():
    """The draft lay before the board on 2 November, whatever happened since."""
    case = a_case().take("draft", on=date(2022, 10, 4), by="h")
    case = case.take("adopt", on=date(2022, 11, 23), by="ks", immediate=True)
    assert plan(case, meetings=GULLSPANG)["adopt"].status is Status.LATE
    known = case.record(Tabled(on=date(2022, 11, 2), by="ks"))
    assert plan(known, meetings=GULLSPANG)["adopt"].status is Status.MET


def test_a_closed_case_keeps_no_promises():
    """Closed after the decision: its measures and all else lapse on that day."""
    case = a_case(recommendations=1).take(
        "draft", on=date(2022, 10, 4), by="h", responses=responses(date(2023, 3, 31))
    )
    case = case.take("adopt", on=date(2022, 11, 2), by="ks")
    case = case.take("close", on=date(2022, 11, 7), by="r", reason="gemensamt svar")
    case = case.record(FollowedUp(on=date(2023, 2, 1), by="rev"))
    result = plan(case, today=date(2023, 6, 1))
    assert result["measure:1"].status is Status.NOT_APPLICABLE
    assert "2022-11-07" in str(result["answer"].reasons[-1].day)
    assert result.overdue == ()


def test_a_supplement_starts_from_its_own_request():
    """The reply day of the first round does not bind the second."""
    granted = ExtensionGranted(on=date(2023, 2, 1), by="rev", until=date(2023, 6, 30))
    assert str(plan(reopened().record(granted))["answer@2"].due) == "2023-06-30"


class TestOwnRulebooks:
    """A municipality's numbers are credited to the municipality."""

    def test_a_changed_day_has_a_source_of_its_own(self):
        """Not that of the shipped rule."""
        book = Rulebook.from_text(
            'extends = "se-audit-memo"\nid = "sala"\nversion = "3"\n'
            'valid_from = 2020-01-01\n[rules.summon]\nperiod = "-14 days"\n'
        )
        summon = plan(a_case(), rulebook=book, meetings=GULLSPANG)["summon"]
        assert (summon.source, summon.confidence) == ("sala 3", "settled")

    def test_one_rule_decides(self):
        """A rule that waits for nothing is still none for the meeting."""
        book = Rulebook.default()
        assert book.deciding.id == "adopt"


class TestInForce:
    """A step is judged by the day that was in force when it was taken."""

    def test_an_immediate_adjustment_keeps_its_own_fourteen_days(self):
        """Whatever happens after it: its time runs from the very decision."""
        case = a_case().take("draft", on=date(2022, 10, 4), by="h")
        case = case.take("adopt", on=date(2022, 11, 23), by="ks", immediate=True)
        case = case.take("answer", on=date(2022, 11, 24), by="r")
        minutes = plan(case, meetings=GULLSPANG)["adjust_minutes"]
        assert (str(minutes.due), minutes.status) == ("2022-12-07", Status.MET)

    def test_a_second_statement_changes_nothing(self):
        """The first one since the referral counts."""
        case = a_case().take(
            "refer",
            on=date(2022, 9, 28),
            by="r",
            to={"socialnämnden": date(2022, 10, 20)},
        )
        for day in (date(2022, 10, 19), date(2022, 11, 10)):
            case = case.record(StatementReceived(on=day, by="r", body="socialnämnden"))
        result = plan(case, meetings=GULLSPANG)
        assert result["statements"].status is Status.MET
        assert result.feasible is True

    def test_a_step_before_any_day_was_in_force_is_not_late(self):
        """The auditors named a day only after the draft was done."""
        undated = ReplyRequest("undated", text="önskar svar")
        case = a_case(reply=undated).take("draft", on=date(2022, 10, 24), by="h")
        granted = ExtensionGranted(
            on=date(2022, 10, 26), by="rev", until=date(2022, 11, 11)
        )
        draft = plan(case.record(granted), meetings=GULLSPANG)["draft"]
        assert (draft.status, draft.due) == (Status.MET, None)


class TestGaps:
    """Days for which no calendar was read."""

    def test_the_day_counted_lies_beyond_what_is_known(self):
        """Not within it, where the calendar says that nobody meets."""
        calendar = MeetingCalendar(
            [
                Meeting(date(2022, 11, 2), "kommunstyrelsen"),
                Meeting(date(2022, 11, 23), "kommunstyrelsen", "cancelled"),
                Meeting(date(2022, 12, 14), "kommunstyrelsen", "cancelled"),
            ]
        )
        result = plan(a_case(received=date(2022, 11, 10)), meetings=calendar)
        adopt = result["adopt"].due
        assert adopt is not None
        assert adopt > date(2022, 12, 14)

    def test_tabled_across_a_year_that_was_not_read(self):
        """The next meeting is unknown, not the first of a later calendar."""
        calendar = MeetingCalendar(
            [
                Meeting(date(2022, 11, 2), "kommunstyrelsen"),
                Meeting(date(2022, 11, 23), "kommunstyrelsen"),
                Meeting(date(2024, 1, 17), "kommunstyrelsen"),
            ]
        )
        case = a_case().take("draft", on=date(2022, 10, 4), by="h")
        tabled = case.record(Tabled(on=date(2022, 11, 23), by="ks"))
        assert plan(tabled, meetings=calendar)["adopt"].due is None

    def test_without_an_answer_day_nothing_is_promised(self):
        """A rulebook that switches the answer off cannot say what is in time."""
        book = Rulebook.from_text(
            'extends = "se-audit-memo"\nid = "x"\nversion = "1"\n'
            'valid_from = 2020-01-01\n[rules.answer]\napplies = "never"\n'
        )
        result = plan(a_case(), rulebook=book, meetings=GULLSPANG)
        assert (result.feasible, result.advice) == (None, None)
