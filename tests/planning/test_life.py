"""Plans of cases to which something has happened."""

from datetime import date

import pytest

from auditflow.case import Case
from auditflow.confidence import Confidence
from auditflow.events import (
    AimedFor,
    ExtensionGranted,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Prepared,
    Registered,
    StatementReceived,
    Summoned,
    Tabled,
)
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.planning import Status, plan
from auditflow.rules import Rulebook
from tests.planning.cases import ASKED, GULLSPANG, a_case, responses


def drafted() -> Case:
    """The case with its draft, in time."""
    return a_case().take("draft", on=date(2022, 10, 4), by="handläggaren")


def adopted() -> Case:
    """The case after the meeting of 2 November."""
    return drafted().take("adopt", on=date(2022, 11, 2), by="kommunstyrelsen")


def answered(on: date = date(2022, 11, 24)) -> Case:
    """The case to its end, through minutes and notice."""
    return (
        adopted()
        .record(MinutesAdjusted(on=date(2022, 11, 10), by="ordföranden"))
        .record(NoticePosted(on=date(2022, 11, 11), by="sekreteraren"))
        .take("answer", on=on, by="registrator")
    )


class TestMet:
    """What is met is shown as met, in time or late, with what met it."""

    def test_registered_in_time(self):
        """The event that met it is named."""
        registered = Registered(on=date(2022, 9, 28), by="registrator", dnr="2022/347")
        deadline = plan(a_case().record(registered))["register"]
        assert deadline.status is Status.MET
        assert deadline.met_by is registered
        assert deadline.reasons[-1].en == "done on 2022-09-28 by registrator"

    def test_registered_late(self):
        """Lateness is told in business days and in calendar days."""
        registered = Registered(on=date(2022, 10, 3), by="registrator", dnr="2022/347")
        deadline = plan(a_case().record(registered))["register"]
        assert deadline.status is Status.LATE
        assert deadline.reasons[-1].sv.endswith("3 arbetsdagar (5 dagar) för sent")

    def test_one_day_late_is_told_in_the_singular(self):
        """One business day, one day."""
        registered = Registered(on=date(2022, 9, 29), by="registrator", dnr="1")
        deadline = plan(a_case().record(registered))["register"]
        assert deadline.reasons[-1].en.endswith("1 business day (1 day) late")

    def test_statements_are_met_when_every_body_has_answered(self):
        """One of two is not enough."""
        case = a_case().take(
            "refer",
            on=date(2022, 9, 29),
            by="registrator",
            to={"socialnämnden": date(2022, 10, 14), "barnnämnden": date(2022, 10, 20)},
        )
        first = case.record(
            StatementReceived(on=date(2022, 10, 10), by="r", body="Socialnämndens")
        )
        assert plan(first)["statements"].status is Status.OPEN
        assert str(plan(first)["statements"].due) == "2022-10-20"
        both = first.record(
            StatementReceived(on=date(2022, 10, 21), by="r", body="barnnämnden")
        )
        assert plan(both)["statements"].status is Status.LATE
        assert plan(both)["refer"].status is Status.MET

    def test_a_summons_meets_only_the_meeting_it_is_for(self):
        """A summons to 2 November does not meet the one for the 23rd."""
        summoned = drafted().record(
            Summoned(on=date(2022, 10, 27), by="s", meeting=date(2022, 11, 2))
        )
        assert plan(summoned, meetings=GULLSPANG)["summon"].status is Status.MET
        tabled = summoned.record(Tabled(on=date(2022, 11, 2), by="kommunstyrelsen"))
        summon = plan(tabled, meetings=GULLSPANG)["summon"]
        assert (summon.status, str(summon.due)) == (Status.OPEN, "2022-11-18")

    def test_the_day_in_force_decides_what_was_late(self):
        """A draft that was late stays late though the meeting moved afterwards."""
        late = a_case().take("draft", on=date(2022, 10, 20), by="h")
        moved = late.record(
            AimedFor(on=date(2022, 10, 21), by="s", meeting=date(2022, 11, 23))
        )
        deadline = plan(moved, meetings=GULLSPANG)["draft"]
        assert (deadline.status, str(deadline.due)) == (Status.LATE, "2022-10-05")

    def test_what_was_not_recorded_before_the_decision_lapses(self):
        """Nobody has to be summoned to a meeting that was held."""
        result = plan(adopted(), meetings=GULLSPANG, today=date(2022, 12, 1))
        assert result["summon"].status is Status.NOT_APPLICABLE
        assert "2022-11-02" in result["summon"].reasons[-1].sv
        assert result["prepare"].status is Status.NOT_APPLICABLE

    def test_prepared_is_met(self):
        """The preparing body's meeting."""
        case = drafted().record(Prepared(on=date(2022, 10, 12), by="arbetsutskottet"))
        assert plan(case, meetings=GULLSPANG)["prepare"].status is Status.MET


class TestAfterTheDecision:
    """Minutes, notice, appeal time, answer, measures, follow-up."""

    def test_an_immediate_adjustment_meets_the_minutes(self):
        """The paragraph was adjusted at the meeting."""
        case = drafted().take("adopt", on=date(2022, 11, 2), by="ks", immediate=True)
        result = plan(case, meetings=GULLSPANG)
        assert result["adjust_minutes"].status is Status.MET
        assert str(result["post_notice"].due) == "2022-11-04"

    def test_the_chain_of_the_law_from_real_days(self):
        """Adjusted 10 November, posted 11 November, appeal until 2 December."""
        result = plan(answered())
        assert str(result["adjust_minutes"].due) == "2022-11-16"
        assert (str(result["post_notice"].raw), str(result["post_notice"].due)) == (
            "2022-11-12",
            "2022-11-14",
        )
        assert (str(result["appeal_ends"].due), result["appeal_ends"].status) == (
            "2022-12-02",
            Status.INFORMATION,
        )

    def test_a_notice_taken_down_early_stops_the_appeal_time(self):
        """It runs only while the notice stays up (KL 13 kap. 5 §)."""
        case = answered().record(NoticeRemoved(on=date(2022, 12, 2), by="s"))
        appeal = plan(case)["appeal_ends"]
        assert appeal.due is None
        assert appeal.reasons[-1].kind == "notice_taken_down"
        stays = answered().record(NoticeRemoved(on=date(2022, 12, 3), by="s"))
        assert str(plan(stays)["appeal_ends"].due) == "2022-12-02"

    def test_a_notice_posted_anew_starts_the_appeal_time_anew(self):
        """It is announced anew, and three weeks run from then (KL 13 kap. 5 §)."""
        taken_down = answered().record(NoticeRemoved(on=date(2022, 11, 21), by="s"))
        case = taken_down.record(NoticePosted(on=date(2022, 11, 22), by="s"))
        result = plan(case)
        assert str(result["appeal_ends"].due) == "2022-12-13"
        assert result["appeal_ends"].reasons[0].day == date(2022, 11, 22)
        met_by = result["post_notice"].met_by
        assert met_by is not None
        assert met_by.on == date(2022, 11, 11), "the duty was met by the first one"
        again = case.record(NoticeRemoved(on=date(2022, 12, 1), by="s"))
        assert plan(again)["appeal_ends"].due is None

    @pytest.mark.parametrize(
        ("on", "status", "feasible"),
        [
            pytest.param(ASKED, Status.MET, True, id="on-the-day"),
            pytest.param(date(2022, 11, 28), Status.LATE, False, id="after-it"),
        ],
    )
    def test_answered(self, on: date, status: Status, feasible: bool):
        """In time on the day itself, late after it."""
        result = plan(answered(on), meetings=GULLSPANG)
        assert (result["answer"].status, result.feasible) == (status, feasible)
        assert result.meetings == ()
        assert result.advice is None

    def test_each_promised_measure_has_a_deadline(self):
        """A measure without a day has none; one that was done late is late."""
        case = a_case(recommendations=3)
        case = case.take(
            "draft",
            on=date(2022, 10, 4),
            by="h",
            responses=responses(date(2023, 3, 31), None, date(2023, 6, 30)),
        )
        assert "measure:1" not in {d.id for d in plan(case).deadlines}
        case = case.take("adopt", on=date(2022, 11, 2), by="ks", immediate=True)
        case = case.take("answer", on=date(2022, 11, 3), by="r")
        case = case.record(MeasureDone(on=date(2023, 4, 3), by="h", number=1))
        result = plan(case, today=date(2023, 7, 3))
        assert result["measure:1"].status is Status.LATE
        assert result["measure:1"].title("sv") == "Åtgärd 1"
        assert result["measure:3"].status is Status.OVERDUE
        assert [d.id for d in result.deadlines if d.id.startswith("measure")] == [
            "measure:1",
            "measure:3",
        ]

    def test_a_reminder_is_never_overdue(self):
        """The follow-up is a reminder, and can be met."""
        result = plan(answered(), today=date(2025, 1, 7))
        assert result["follow_up"].status is Status.SOON
        followed = answered().record(FollowedUp(on=date(2024, 9, 1), by="revisorerna"))
        assert plan(followed)["follow_up"].status is Status.MET


class TestMoving:
    """The meeting that the plan aims for follows from the events alone."""

    def test_tabled_to_the_next_meeting(self):
        """Without a day it is the next one of the calendar."""
        case = drafted().record(Tabled(on=date(2022, 11, 2), by="ks"))
        result = plan(case, meetings=GULLSPANG)
        assert str(result["adopt"].due) == "2022-11-23"
        assert [str(m.day) for m in result.meetings] == ["2022-11-23", "2022-12-14"]

    def test_tabled_to_a_meeting_that_is_too_late(self):
        """The plan follows, and says which extension would be enough."""
        case = drafted().record(
            Tabled(on=date(2022, 11, 2), by="ks", to=date(2022, 12, 14))
        )
        result = plan(case, meetings=GULLSPANG, today=date(2022, 11, 24))
        assert str(result["adopt"].due) == "2022-12-14"
        assert result.advice is not None
        assert (result.advice.kind, str(result.advice.day)) == (
            "ask_for_extension",
            "2022-12-21",
        )

    def test_tabled_beyond_the_known_meetings_is_unknown(self):
        """Never the last meeting that happens to be known."""
        case = drafted().record(Tabled(on=date(2022, 12, 14), by="ks"))
        result = plan(case, meetings=GULLSPANG)
        assert result["adopt"].due is None
        assert "meetings_not_known" in {p.kind for p in result.problems}

    def test_remitted_back_opens_the_draft_again(self):
        """A new draft takes its time from that day on."""
        case = drafted().take("remit", on=date(2022, 10, 5), by="ks")
        result = plan(case, meetings=GULLSPANG)
        assert result["draft"].status is Status.OPEN
        assert str(result["adopt"].due) == "2022-11-23"

    def test_remitted_back_for_a_statement(self):
        """The bodies that the board wants to hear are asked with that decision."""
        case = drafted().take(
            "remit", on=date(2022, 10, 5), by="ks", statements_from=["socialnämnden"]
        )
        result = plan(case, meetings=GULLSPANG)
        assert result["statements"].status is Status.OPEN
        assert str(result["adopt"].due) == "2022-11-23"

    @pytest.mark.parametrize(
        ("status", "moved_to", "adopt"),
        [
            pytest.param("cancelled", None, "2022-11-30", id="cancelled"),
            pytest.param("moved", date(2022, 11, 24), "2022-11-24", id="moved"),
        ],
    )
    def test_a_meeting_that_was_aimed_for_moves(
        self, status: str, moved_to: date | None, adopt: str
    ):
        """A moved or cancelled meeting moves the plan."""
        calendar = MeetingCalendar(
            [
                Meeting(date(2022, 11, 2), "kommunstyrelsen"),
                Meeting(date(2022, 11, 23), "kommunstyrelsen", status, moved_to),
                Meeting(date(2022, 11, 30), "kommunstyrelsen"),
            ]
        )
        aimed = a_case().record(
            AimedFor(on=date(2022, 10, 3), by="s", meeting=date(2022, 11, 23))
        )
        assert str(plan(aimed, meetings=calendar)["adopt"].due) == adopt

    def test_aiming_for_a_day_without_meeting_is_told(self):
        """The plan follows the event and says that the body does not meet."""
        aimed = a_case().record(
            AimedFor(on=date(2022, 10, 3), by="s", meeting=date(2022, 11, 9))
        )
        result = plan(aimed, meetings=GULLSPANG)
        assert str(result["adopt"].due) == "2022-11-09"
        assert "not_a_meeting" in {p.kind for p in result.problems}

    def test_an_extension_moves_the_answer_and_keeps_the_old_day_visible(self):
        """Only the auditors' act moves the answer."""
        case = a_case(received=date(2022, 11, 10))
        before = plan(case, meetings=GULLSPANG)
        assert before.feasible is False
        assert before.advice is not None
        assert str(before.advice.day) == "2022-12-21"
        granted = case.record(
            ExtensionGranted(
                on=date(2022, 11, 14), by="revisorerna", until=date(2022, 12, 21)
            )
        )
        after = plan(granted, meetings=GULLSPANG)
        assert (str(after["answer"].due), after.feasible) == ("2022-12-21", True)
        assert "2022-11-25" in after["answer"].explain("sv")

    def test_a_shorter_extension_needs_immediate_adjustment(self):
        """An extension to the day of the meeting leaves no time for the minutes."""
        case = a_case(received=date(2022, 11, 10))
        granted = case.record(
            ExtensionGranted(
                on=date(2022, 11, 14), by="revisorerna", until=date(2022, 12, 14)
            )
        )
        chosen = next(m for m in plan(granted, meetings=GULLSPANG).meetings if m.chosen)
        assert (str(chosen.day), chosen.requires) == (
            "2022-12-14",
            "immediate_adjustment",
        )

    def test_a_supplement_is_a_second_round(self):
        """A reopened case has its own answer@2, and keeps what was met."""
        case = answered().take(
            "reopen",
            on=date(2022, 11, 28),
            by="revisorerna",
            reply=ReplyRequest.by(date(2023, 1, 31)),
        )
        result = plan(case)
        assert result["answer"].status is Status.MET
        assert str(result["answer@2"].due) == "2023-01-31"
        assert "register@2" not in {d.id for d in result.deadlines}

    def test_a_closed_case_asks_for_nothing(self):
        """Withdrawn or opened by mistake."""
        case = a_case().take("close", on=date(2022, 10, 3), by="r", reason="återtaget")
        result = plan(case, meetings=GULLSPANG, today=date(2023, 1, 2))
        assert {d.status for d in result.deadlines} == {Status.NOT_APPLICABLE}
        assert result.feasible is None


class TestStatus:
    """One definition of overdue, everywhere."""

    @pytest.mark.parametrize(
        ("today", "status"),
        [
            pytest.param(None, Status.OPEN, id="no-day-to-look-from"),
            pytest.param(date(2022, 9, 27), Status.OPEN, id="six-business-days-before"),
            pytest.param(
                date(2022, 9, 28), Status.SOON, id="five-business-days-before"
            ),
            pytest.param(date(2022, 10, 5), Status.SOON, id="due-today-is-not-overdue"),
            pytest.param(date(2022, 10, 6), Status.OVERDUE, id="the-day-after"),
        ],
    )
    def test_draft(self, today: date | None, status: Status):
        """Due 5 October: soon from 28 September, overdue from 6 October."""
        deadline = plan(a_case(), meetings=GULLSPANG, today=today)["draft"]
        assert deadline.status is status

    def test_overdue_and_next(self):
        """The plan lists what is overdue, and what must be done next."""
        result = plan(a_case(), meetings=GULLSPANG, today=date(2022, 9, 29))
        assert [d.id for d in result.overdue] == ["register"]
        assert result.next is not None
        assert result.next.id == "register"
        assert result["register"].is_overdue(date(2022, 9, 29))
        assert not result["register"].is_overdue(date(2022, 9, 28))

    def test_an_unknown_deadline(self):
        """There is no such deadline."""
        with pytest.raises(KeyError):
            plan(a_case())["nonsense"]


class TestSeenFromToday:
    """Today changes the advice, never a due day."""

    def test_another_meeting_is_advised_while_there_is_one(self):
        """On 7 October 2 November is out of reach, 23 November is not."""
        result = plan(a_case(), meetings=GULLSPANG, today=date(2022, 10, 7))
        assert str(result["adopt"].due) == "2022-11-02"
        assert [m.reachable for m in result.meetings] == [False, True, True]
        assert "aim_out_of_reach" in {p.kind for p in result.problems}
        assert result.advice is not None
        assert (result.advice.kind, str(result.advice.day)) == (
            "aim_for_meeting",
            "2022-11-23",
        )

    def test_an_extension_is_advised_when_there_is_none(self):
        """On 10 November only December is left."""
        result = plan(a_case(), meetings=GULLSPANG, today=date(2022, 11, 10))
        assert result.advice is not None
        assert (result.advice.kind, str(result.advice.day)) == (
            "ask_for_extension",
            "2022-12-21",
        )


class TestMissing:
    """What is not known is said, and nothing is guessed."""

    @pytest.mark.parametrize("kind", ["undated", "unreadable", "relative"])
    def test_no_reply_day(self, kind: str):
        """No day, no plan backward: the plan says what is missing."""
        reply = ReplyRequest(kind, text="önskar svar")
        result = plan(a_case(reply=reply), meetings=GULLSPANG)
        assert result["answer"].due is None
        assert result["adopt"].due is None
        assert str(result["register"].due) == "2022-09-28"
        assert [p.kind for p in result.problems] == ["no_reply_day"]
        assert result.advice is not None
        assert result.advice.kind == "ask_for_day"
        assert result.feasible is None
        assert str(result.meetings[0].day) == "2022-11-02"

    def test_a_proposed_day_must_be_confirmed(self):
        """The plan uses it, and says that a person must confirm it."""
        reply = ReplyRequest("proposed", date(2022, 11, 25), text="den 25 november")
        result = plan(a_case(reply=reply), meetings=GULLSPANG)
        assert str(result["answer"].due) == "2022-11-25"
        assert result.problems[0].kind == "reply_day_unconfirmed"
        assert result.advice is not None
        assert result.advice.kind == "ask_for_day"

    def test_a_proposed_day_is_open_until_the_auditors_name_one(self):
        """A guess never looks settled; an extension that they grant settles it."""
        reply = ReplyRequest("proposed", date(2022, 11, 25), text="den 25 november")
        case = a_case(reply=reply)
        answer = plan(case, meetings=GULLSPANG)["answer"]
        assert answer.confidence is Confidence.OPEN
        assert [r.kind for r in answer.reasons] == [
            "requested",
            "reply_day_unconfirmed",
        ]
        granted = ExtensionGranted(
            on=date(2022, 10, 3), by="revisorerna", until=date(2022, 12, 1)
        )
        settled = plan(case.record(granted), meetings=GULLSPANG)["answer"]
        assert settled.confidence is Confidence.SETTLED
        assert "reply_day_unconfirmed" not in [r.kind for r in settled.reasons]

    def test_a_meeting_before_which_nothing_can_be_counted_has_its_reasons(self):
        """In January 1953 the days before it lie outside those that are known."""
        days = (date(1953, 1, 7), date(1953, 2, 18), date(1953, 4, 18))
        meetings = MeetingCalendar([Meeting(day, "kommunstyrelsen") for day in days])
        memo = Memo(
            bodies=[
                Body(
                    "kommunstyrelsen", "must_answer", ReplyRequest.by(date(1953, 2, 10))
                )
            ]
        )
        case = Case.open(memo, received=date(1953, 1, 5))
        adopt = plan(case, meetings=meetings)["adopt"]
        assert str(adopt.due) == "1953-02-18"
        assert [r.kind for r in adopt.reasons] == ["next_reachable"]

    def test_a_letter_that_came_after_the_day(self):
        """The plan says so and names the extension to ask for."""
        result = plan(a_case(received=date(2022, 11, 28)), meetings=GULLSPANG)
        kinds = [p.kind for p in result.problems]
        assert kinds[:2] == ["received_after_reply_day", "no_meeting_in_time"]
        assert result.feasible is False
        assert result.advice is not None
        assert result.advice.kind == "ask_for_extension"

    def test_the_calendar_ends_before_the_days_in_question(self):
        """The plan warns instead of taking the last meeting it knows."""
        reply = ReplyRequest.by(date(2023, 2, 15))
        result = plan(a_case(reply=reply), meetings=GULLSPANG)
        assert str(result["adopt"].due) == "2023-02-08"
        problem = result.problems[0]
        assert problem.kind == "meetings_not_known"
        assert "2022-12-14" in problem.sv
        assert not any(m.chosen for m in result.meetings)

    def test_a_body_of_which_no_meeting_is_known(self):
        """Another body's calendar is no calendar for this one."""
        result = plan(a_case(body="byggnadsnämnden"), meetings=GULLSPANG)
        assert result.problems[0].kind == "meetings_not_known"
        assert result["prepare"].status is Status.NOT_APPLICABLE

    def test_a_case_older_than_the_rulebook(self):
        """The paragraphs may have been others then."""
        memo = Memo(
            bodies=[
                Body("styrelsen", "must_answer", ReplyRequest.by(date(2017, 11, 24)))
            ]
        )
        old = Case.open(memo, received=date(2017, 9, 27))
        assert "rulebook_not_yet_valid" in {p.kind for p in plan(old).problems}

    def test_an_irregular_step_is_marked_in_the_plan(self):
        """With the reason that somebody gave."""
        case = drafted().take(
            "adopt",
            on=date(2022, 11, 9),
            by="arbetsutskottet",
            meetings=GULLSPANG,
            despite="beslut på delegation",
        )
        result = plan(case, meetings=GULLSPANG)
        problem = next(p for p in result.problems if p.kind == "irregular")
        assert "beslut på delegation" in problem.sv
        assert "no meeting" in problem.en


def test_a_rule_can_be_switched_off():
    """A municipality that does not follow up says so."""
    book = Rulebook.from_text(
        """
        extends = "se-audit-memo"
        id = "sala"
        version = "1"
        valid_from = 2020-01-01
        [rules.follow_up]
        applies = "never"
        [rules.summon]
        period = "-7 days"
        """
    )
    result = plan(a_case(), rulebook=book, meetings=GULLSPANG)
    assert "follow_up" not in {d.id for d in result.deadlines}
    assert str(result["summon"].due) == "2022-10-26"
    assert result.rulebook == "sala 1"
