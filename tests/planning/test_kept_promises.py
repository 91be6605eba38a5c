"""What a plan must not say: too early, twice, or about what nobody promised."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest

import auditflow
from auditflow.case import Case, Matter, MatterState, action_plan
from auditflow.errors import NotAllowed, ValueRefused
from auditflow.events import (
    Adopted,
    Answered,
    BodyKind,
    ExtensionGranted,
    Irregularity,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Paused,
    Received,
    Recipient,
    Registered,
    Response,
    Resumed,
    StatementReceived,
    Tabled,
    all_of,
    kind_by_name,
    paragraph_key,
)
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest
from auditflow.periods import weeks
from auditflow.planning import Status, plan

KS = "kommunstyrelsen"
DEMO = Path(auditflow.__file__).parent / "demo"
GULLSPANG = MeetingCalendar.read(DEMO / "gullspang-2022.csv")
ASKED = ReplyRequest.by(date(2022, 11, 25))
MEMO = Memo(
    municipality="Sala kommun",
    bodies=[Body(KS, "must_answer", ASKED)],
    recommendations=[Recommendation(1, "Se över"), Recommendation(2, "Följ upp")],
)
BOTH = [
    Response(n, measure="rutin", responsible="chefen", day=date(2023, 3, 31))
    for n in (1, 2)
]


def opened(**more) -> Case:
    return Case.open(MEMO, received=date(2022, 9, 27), **more)


def drafted(responses=BOTH, **more) -> Case:
    day = date(2022, 10, 5)
    return opened(**more).take("draft", on=day, by="anna", responses=responses)


def answered(**more) -> Case:
    on = date(2022, 11, 2)
    case = drafted().take("adopt", on=on, by="ks", immediate=True, **more)
    return case.take("answer", on=date(2022, 11, 10), by="registrator")


def reopened(on: date, by: date = date(2023, 5, 20)) -> Case:
    return answered().take("reopen", on=on, by="rev", reply=ReplyRequest.by(by))


def test_a_case_that_was_tabled_too_late_cannot_be_in_time():
    """The board has said when it decides: an earlier meeting is no way out."""
    tabled = Tabled(on=date(2022, 11, 2), by=KS, to=date(2022, 12, 14))
    result = plan(drafted().record(tabled), meetings=GULLSPANG)
    assert result.feasible is False
    assert "no_meeting_in_time" in {problem.kind for problem in result.problems}
    assert result.advice is not None
    assert result.advice.en.startswith("ask for an extension to 2022-12-21")


def test_what_was_adopted_too_late_says_which_day_to_ask_for():
    """The answer is late by then, unless the auditors give more time."""
    late = drafted().take("adopt", on=date(2022, 12, 14), by=KS)
    result = plan(late, meetings=GULLSPANG)
    assert "no_meeting_in_time" in {problem.kind for problem in result.problems}
    assert result.advice is not None
    assert "2022-12-21" in result.advice.en


@pytest.mark.parametrize("stance", ["already_done", "not_accepted"])
def test_nobody_is_overdue_with_what_was_not_promised(stance):
    """A day beside it says when it was done, or nothing."""
    given = [Response(1, stance, "klart", day=date(2022, 6, 1)), BOTH[1]]
    case = drafted(given).take("adopt", on=date(2022, 11, 2), by=KS, immediate=True)
    ids = {deadline.id for deadline in plan(case).deadlines}
    assert ("measure:1" in ids, "measure:2" in ids) == (False, True)
    done = MeasureDone(on=date(2022, 12, 1), by="chefen", number=1)
    with pytest.raises(NotAllowed, match="no measure 1 was promised"):
        case.record(done)


def test_a_draft_promises_nothing():
    """Neither one that was never adopted, nor that of a supplement on its way."""
    seen = date(2023, 6, 1)
    assert {row.status for row in action_plan(drafted(), seen)} == {"none"}
    later = [Response(1, measure="m", responsible="r", day=date(2025, 12, 1))]
    again = reopened(date(2023, 2, 1)).take(
        "draft", on=date(2023, 2, 10), by="anna", responses=later
    )
    assert action_plan(again, seen)[0].status == "overdue"


def test_a_measure_that_was_promised_anew_is_due_once():
    """By the latest decision; the first day on which it was done counts."""
    later = [attrs.evolve(one, day=date(2025, 12, 1)) for one in BOTH]
    case = reopened(date(2023, 2, 1)).take(
        "draft", on=date(2023, 2, 10), by="anna", responses=later
    )
    case = case.take("adopt", on=date(2023, 3, 1), by=KS, immediate=True)
    ids = [d.id for d in plan(case, today=date(2023, 6, 1)).deadlines]
    assert [one for one in ids if one.startswith("measure:1")] == ["measure:1@2"]
    for day in (date(2025, 11, 3), date(2026, 2, 2)):
        case = case.record(MeasureDone(on=day, by="chefen", number=1))
    assert plan(case)["measure:1@2"].status is Status.MET
    assert action_plan(case)[0].done_on == date(2025, 11, 3)


def test_the_notice_of_the_first_decision_outlives_a_reopening():
    """Three weeks on the board are longer than the auditors wait."""
    posted = NoticePosted(on=date(2022, 11, 4), by="s")
    case = answered().record(posted)
    reply = ReplyRequest.by(date(2023, 1, 20))
    case = case.take("reopen", on=date(2022, 11, 21), by="rev", reply=reply)
    case = case.record(NoticeRemoved(on=date(2022, 11, 29), by="s"))
    assert plan(case)["post_notice"].status is Status.MET
    late = reopened(date(2022, 11, 11), date(2023, 1, 20))
    late = late.record(NoticePosted(on=date(2022, 11, 14), by="s"))
    assert plan(late, today=date(2022, 12, 1))["post_notice"].status is Status.LATE


def test_minutes_that_were_adjusted_stay_adjusted():
    """Those of other paragraphs may follow later."""
    case = drafted().take("adopt", on=date(2022, 11, 2), by=KS, paragraph="§ 148")
    own = MinutesAdjusted(on=date(2022, 11, 4), by="s", paragraph="§ 148")
    case = case.record(own).record(MinutesAdjusted(on=date(2022, 11, 16), by="s"))
    done = case.take("answer", on=date(2022, 11, 10), by="registrator")
    assert done.history[-2].irregular == ()


def test_a_pause_is_counted_once():
    """Where it has moved the meeting, the draft goes with it and no further."""
    ours = Paused(on=date(2022, 9, 28), by="r", ground="g", until=date(2022, 10, 30))
    result = plan(opened().record(ours), meetings=GULLSPANG)
    draft, adopt = result["draft"], result["adopt"]
    assert (str(draft.due), str(adopt.due)) == ("2022-11-23", "2022-12-14")
    assert draft.needed_by is None


def test_an_extension_tells_the_day_that_was_in_force():
    """A pause that came later had not moved it then."""
    granted = ExtensionGranted(
        on=date(2022, 10, 5), by="revisorerna", until=date(2022, 12, 9)
    )
    pause = Paused(
        on=date(2022, 10, 10), by="revisorerna", ground="sjuk",
        until=date(2022, 10, 14), granted_by="auditors",
    )  # fmt: skip
    said = plan(opened().record(granted).record(pause))["answer"].explain("en")
    assert "extended from 2022-11-25 to 2022-12-09" in said
    assert said.count("the paused days move") == 1
    assert "the paused days move 2022-12-09 to 2022-12-14" in said


def test_a_day_may_be_named_while_time_stands_still():
    """However the pause was written, and in whatever order it is told."""
    pause = Paused(on=date(2022, 10, 3), by="rev", ground="g", granted_by="auditors")
    end = Resumed(on=date(2022, 10, 20), by="rev", granted_by="auditors")
    named = ExtensionGranted(on=date(2022, 10, 10), by="rev", until=date(2022, 12, 31))
    dues = {
        plan(one.record(two).record(three))["answer"].due
        for one, two, three in (
            (opened().record(pause), end, named), (opened().record(pause), named, end),
            (opened().record(named), pause, end),
        )
    }  # fmt: skip
    assert dues == {date(2022, 12, 31)}


def test_a_length_counts_from_an_extension_where_no_day_was_asked_for():
    """What the auditors granted is the day in force."""
    memo = Memo(bodies=[Body(KS, "must_answer")])
    case = Case.open(memo, received=date(2022, 9, 27))
    case = case.record(
        ExtensionGranted(on=date(2022, 10, 5), by="rev", until=date(2022, 12, 9))
    )
    more = ExtensionGranted(
        on=date(2022, 11, 5), by="rev", length=weeks(2), counted_from="due"
    )
    assert str(plan(case.record(more))["answer"].due) == "2022-12-23"


def test_the_body_gives_itself_no_time():
    """Neither as an extension nor as a pause in the name of the auditors."""
    pause = Paused(
        on=date(2022, 10, 10), by=KS, ground="vi hinner inte", granted_by="auditors"
    )
    with pytest.raises(NotAllowed, match="does not act for the auditors"):
        opened().record(pause)


def test_a_pause_lasts_beyond_a_reopening():
    """The day of the supplement has to wait for its end."""
    pause = Paused(on=date(2022, 11, 11), by="rev", ground="x", granted_by="auditors")
    case = answered().record(pause)
    reply = ReplyRequest.by(date(2023, 1, 20))
    case = case.take("reopen", on=date(2022, 12, 1), by="rev", reply=reply)
    assert plan(case).reply_day.is_paused
    assert plan(case)["answer@2"].due is None
    ended = Resumed(on=date(2022, 12, 10), by="rev", granted_by="auditors")
    assert str(plan(case.record(ended))["answer@2"].due) == "2023-01-30"


def test_a_correction_takes_no_mark_away():
    """What was irregular when it was done stays marked."""
    typo = Registered(on=date(2022, 9, 28), by="r", dnr="1")
    case = opened().record(typo)
    case = case.take("draft", on=date(2022, 10, 5), by="anna", responses=BOTH)
    case = case.take("adopt", on=date(2022, 11, 2), by=KS)
    case = case.take("answer", on=date(2022, 11, 10), by="r", despite="bråttom")
    late = datetime(2022, 11, 20, tzinfo=UTC)
    case = case.record(MinutesAdjusted(on=date(2022, 11, 9), by="s", recorded=late))
    right = attrs.evolve(typo, dnr="2")
    case = case.correct(typo, right, on=date(2022, 11, 21), by="r", reason="skriv")
    assert "irregular" in {problem.kind for problem in plan(case).problems}


def test_a_decision_is_corrected_to_a_meeting_only():
    """Or somebody says why, and it is marked."""
    case = drafted().take("adopt", on=date(2022, 11, 2), by=KS, meetings=GULLSPANG)
    wrong = case.history[-1]
    about: Any = {"on": date(2022, 11, 20), "by": "r", "reason": "fel dag"}
    moved = Adopted(on=date(2022, 11, 3), by=KS)
    with pytest.raises(NotAllowed, match="2022-11-03 is no meeting of the body"):
        case.correct(wrong, moved, meetings=GULLSPANG, **about)
    why = attrs.evolve(moved, despite="extra möte")
    done = case.correct(wrong, why, meetings=GULLSPANG, **about)
    assert done.events[-1].irregular == (Irregularity.NO_MEETING,)


def test_a_joint_answer_that_was_withdrawn_answers_for_nobody():
    """Whoever relied on it is waited for again."""
    memo = Memo(bodies=[Body(name, "must_answer") for name in ("KS", "BUN", "SN")])
    matter = Matter.open(memo, received=date(2022, 9, 27))
    on, by = date(2022, 10, 1), "r"
    matter = matter.answered_jointly("KS", on=on, by=by, instead_of=["BUN"])
    gone = matter.case("KS").take("close", on=on, by=by, reason="återkallad")
    matter = matter.with_case(gone)
    assert [case.body for case in matter.waited_for] == ["BUN", "SN"]
    assert matter.state is MatterState.OPEN
    with pytest.raises(ValueRefused, match="whose own case is closed"):
        matter.answered_jointly("KS", on=on, by=by)


def test_the_boards_of_a_joint_board_are_known_however_they_are_spelt():
    """And no notice counts before anybody knows whose boards there are."""
    case = drafted(members=["Sala", "Heby"])
    case = case.take("adopt", on=date(2022, 11, 2), by=KS, immediate=True)
    case = case.record(NoticePosted(on=date(2022, 11, 4), by="s", board="sala"))
    case.record(NoticeRemoved(on=date(2022, 12, 5), by="s", board="SALA"))
    nobody = drafted(kind=BodyKind.JOINT_BOARD)
    nobody = nobody.take("adopt", on=date(2022, 11, 2), by=KS, immediate=True)
    with pytest.raises(NotAllowed, match="members of the joint board are not known"):
        nobody.record(NoticePosted(on=date(2022, 11, 4), by="s"))
    with pytest.raises(ValueRefused, match="the members of a board"):
        Received(on=date(2022, 9, 27), by="r", kind="board", members=["Sala"])


def test_a_paragraph_is_its_number():
    """Not what stands beside it."""
    assert paragraph_key("§ 148 Svar till revisorerna") == paragraph_key("§148")
    assert paragraph_key("KS 2022-11-02 § 99") != paragraph_key("KS 2022-11-02 § 148")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("Vänersborgs Aktiebolag", "company", id="aktiebolag"),
        pytest.param("BOSTÄDER ab", "company", id="ab"),
        pytest.param("Bostadsbolaget i Mariestad", "company", id="bolaget"),
        pytest.param("Abborrnämnden", "board", id="no-ab"),
        pytest.param("kommunstyrelsen", "board", id="board"),
    ],
)
def test_a_company_is_told_by_its_name(name, kind):
    """In capitals and without."""
    assert kind_by_name(name) == kind


def test_each_body_that_was_asked_has_a_clock_of_its_own():
    """The one that is missing is overdue, though the last day of all is to come."""
    days = {"socialnämnden": date(2022, 11, 15), "byggnadsnämnden": date(2022, 10, 20)}
    case = opened().take("refer", on=date(2022, 9, 28), by="anna", to=days)
    came = StatementReceived(on=date(2022, 10, 14), by="anna", body="socialnämnden")
    result = plan(case.record(came), today=date(2022, 10, 25))
    assert str(result["statements"].due) == "2022-11-15"
    assert [str(one.status) for one in result.referrals] == ["met", "overdue"]


@pytest.mark.parametrize(
    ("removed", "force"),
    [
        pytest.param(date(2022, 11, 25), "2022-12-28", id="down-on-the-last-day"),
        pytest.param(date(2022, 11, 28), "2022-11-26", id="down-after-the-appeal-time"),
    ],
)
def test_a_notice_posted_anew_starts_no_time_that_has_run_out(removed, force):
    """Legal force stays; only a notice that came down too early is announced anew."""
    case = answered().record(NoticePosted(on=date(2022, 11, 4), by="s"))
    case = case.record(NoticeRemoved(on=removed, by="s"))
    case = case.record(NoticePosted(on=date(2022, 12, 5), by="s"))
    assert str(plan(case).legal_force) == force


def test_an_answer_goes_to_whoever_the_case_answers_to():
    """Unless another is named."""
    case = drafted(answers_to=Recipient.COUNCIL)
    case = case.take("adopt", on=date(2022, 11, 2), by=KS, immediate=True)
    day = date(2022, 11, 10)
    elsewhere = case.take("answer", on=day, by="r", to="KPMG")
    sent = [case.take("answer", on=day, by="r"), elsewhere, answered()]
    assert [one.to for case in sent for one in all_of(case.events, Answered)] == [
        "fullmäktige", "KPMG", "revisorerna",
    ]  # fmt: skip
