"""Lives of real cases, with the plan after each step, and what may go wrong in them.

The first is the timeline of a letter to Bengtsfors in 2022, with the meetings that the
municipality published; its days were counted by hand from the paragraphs.
"""

from datetime import date

import pytest

from auditflow.case import Case, Matter, MatterState
from auditflow.errors import NotAllowed
from auditflow.events import (
    AnyEvent,
    Assigned,
    ExtensionAsked,
    ExtensionGranted,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Party,
    Paused,
    Recipient,
    Registered,
    Reminded,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
)
from auditflow.lifecycle import State
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.planning import Plan, Status, plan
from tests.planning.cases import BENGTSFORS, GULLSPANG, a_case, a_memo, responses

RECEIVED = date(2022, 9, 29)
SOC = "socialnämnden"


def dues(result: Plan, *ids: str) -> dict[str, str]:
    """The due days of some deadlines, or of all that have one."""
    wanted = ids or tuple(one.id for one in result.deadlines if one.due)
    return {one: str(result[one].due) for one in wanted}


def status(result: Plan, *wanted: Status) -> set[str]:
    """The deadlines that stand so."""
    return {one.id for one in result.deadlines if one.status in wanted}


def problems(result: Plan) -> list[str]:
    """What a person must know, by kind."""
    return [one.kind for one in result.problems]


# By hand: the last meeting five business days or more before Friday 25 November is on
# Wednesday the 16th; the summons leaves five days before it, on Friday the 11th, and
# the draft is done three business days before that. Fourteen days after the meeting
# the minutes are due by law, on the 30th, but the answer needs them by the 25th.
BEFORE_IT_IS_DECIDED = {
    "register": "2022-09-30",
    "draft": "2022-11-08",
    "summon": "2022-11-11",
    "adopt": "2022-11-16",
    "adjust_minutes": "2022-11-30",
    "post_notice": "2022-11-28",
    "answer": "2022-11-25",
    "appeal_ends": "2022-12-19",
    "follow_up": "2024-09-27",
}
PROMISED = {"measure:1": "2023-03-31", "measure:2": "2023-06-30"}
ADJUSTED = {"post_notice": "2022-11-23", "appeal_ends": "2022-12-14"}


def a_life() -> list[tuple[Case, dict[str, str], set[str], str | None]]:
    """Each stage: the case, what moved, all that is met by then, and what is next."""
    found = list[tuple[Case, dict[str, str], set[str], str | None]]()
    case, met, moved = a_case(RECEIVED, recommendations=2), set[str](), dict[str, str]()

    def stage(after: Case, due: str | None, *by_now: str, **days: str) -> None:
        nonlocal case
        case = after
        met.update(by_now)
        moved.update(days)
        found.append((case, {**moved}, {*met}, due))

    stage(case, "register")
    registered = Registered(on=date(2022, 9, 30), by="registrator", dnr="KS 2022/347")
    stage(case.record(registered), "draft", "register")
    drafted = responses(date(2023, 3, 31), date(2023, 6, 30))
    stage(
        case.take("draft", on=date(2022, 11, 7), by="anna", responses=drafted),
        "summon", "draft",
    )  # fmt: skip
    kallelse = Summoned(on=date(2022, 11, 11), by="anna", meeting=date(2022, 11, 16))
    stage(case.record(kallelse), "adopt", "summon")
    stage(
        case.take(
            "adopt", on=date(2022, 11, 16), by="ks", paragraph="§ 148",
            meetings=BENGTSFORS,
        ),
        "answer", "adopt", **PROMISED,
    )  # fmt: skip
    minutes = MinutesAdjusted(on=date(2022, 11, 21), by="ordf", paragraph="§ 148")
    stage(case.record(minutes), "post_notice", "adjust_minutes", **ADJUSTED)
    stage(
        case.take("answer", on=date(2022, 11, 21), by="registrator"),
        "post_notice", "answer",
    )  # fmt: skip
    posted = NoticePosted(on=date(2022, 11, 23), by="anna", paragraph="KS § 148")
    stage(case.record(posted), "measure:1", "post_notice")
    removed = NoticeRemoved(on=date(2022, 12, 15), by="anna")
    stage(case.record(removed), "measure:1")
    done = MeasureDone(on=date(2023, 3, 31), by="chefen", number=1)
    stage(case.record(done), "measure:2", "measure:1")
    done = MeasureDone(on=date(2023, 6, 1), by="chefen", number=2)
    stage(case.record(done), None, "measure:2")
    stage(
        case.record(FollowedUp(on=date(2024, 9, 27), by="revisorerna")),
        None, "follow_up",
    )  # fmt: skip
    return found


@pytest.mark.parametrize(
    ("case", "moved", "met", "due"),
    [
        pytest.param(*stage, id=f"{n:02}-{stage[0].history[-1].word}")
        for n, stage in enumerate(a_life(), 1)
    ],
)
def test_the_letter_to_bengtsfors(case: Case, moved, met: set[str], due):
    """From its arrival to the follow-up: each day, what is met, and what comes next."""
    result = plan(case, meetings=BENGTSFORS)
    assert dues(result) == {**BEFORE_IT_IS_DECIDED, **moved}
    assert status(result, Status.MET) == met
    assert status(result, Status.LATE) == set()
    assert (result.next.id if result.next else None) == due
    assert result.feasible is True
    needed = result["adjust_minutes"].needed_by
    assert str(needed) == "2022-11-25"
    late = "minutes_may_be_late"
    assert problems(result) == ([] if "adjust_minutes" in met else [late])


def test_the_answer_to_bengtsfors_gains_legal_force():
    """Posted on 23 November, three weeks of appeal, and the day after them."""
    (case, *_) = a_life()[-1]
    result = plan(case, meetings=BENGTSFORS)
    assert result["appeal_ends"].status is Status.INFORMATION
    assert "legal force on 2022-12-15" in result["appeal_ends"].explain()
    assert case.state is State.ANSWERED
    assert not any(event.irregular for event in case.events)
    assert case.dnr == "KS 2022/347"


# What goes otherwise than planned.


def drafted(day: date = date(2022, 10, 10)) -> Case:
    """A draft that was done in good time."""
    return a_case(RECEIVED).take("draft", on=day, by="anna")


def test_tabled_twice():
    """Put off to the 23rd, then to December: only an extension makes it in time."""
    once = drafted().record(Tabled(on=date(2022, 11, 2), by="ks"))
    result = plan(once, meetings=GULLSPANG)
    assert dues(result, "prepare", "summon", "adopt") == {
        "prepare": "2022-11-09", "summon": "2022-11-18", "adopt": "2022-11-23",
    }  # fmt: skip
    assert (result.feasible, result.advice and result.advice.kind) == (
        True, "adjust_immediately",
    )  # fmt: skip
    twice = once.record(Tabled(on=date(2022, 11, 23), by="ks"))
    result = plan(twice, meetings=GULLSPANG)
    assert dues(result, "summon", "adopt", "answer") == {
        "summon": "2022-12-09", "adopt": "2022-12-14", "answer": "2022-11-25",
    }  # fmt: skip
    assert (result.feasible, problems(result)) == (False, ["no_meeting_in_time"])
    assert result.advice is not None
    assert str(result.advice.day) == "2022-12-21"
    granted = twice.record(
        ExtensionGranted(on=date(2022, 11, 24), by="rev", until=date(2022, 12, 21))
    )
    result = plan(granted, meetings=GULLSPANG)
    assert dues(result, "adopt", "answer") == {
        "adopt": "2022-12-14", "answer": "2022-12-21",
    }  # fmt: skip
    assert result.feasible is True
    assert result["draft"].status is Status.MET, "judged by the day then in force"


def test_remitted_back_for_a_statement():
    """The board sends the draft back: a new one, after the statement, for December."""
    case = drafted().take(
        "remit", on=date(2022, 10, 19), by="ks", reason="kostnaden är oklar",
        statements_from={SOC: date(2022, 11, 4)},
    )  # fmt: skip
    result = plan(case, meetings=BENGTSFORS)
    assert case.state is State.REFERRED
    assert dues(result, "statements", "draft", "summon", "adopt") == {
        "statements": "2022-11-04", "draft": "2022-12-06", "summon": "2022-12-09",
        "adopt": "2022-12-14",
    }  # fmt: skip
    assert result["draft"].status is Status.OPEN
    assert result["refer"].status is Status.MET
    assert result.feasible is False
    came = case.record(StatementReceived(on=date(2022, 11, 3), by="r", body=SOC))
    again = came.take("draft", on=date(2022, 11, 8), by="anna")
    result = plan(again, meetings=BENGTSFORS)
    assert {"statements", "draft"} <= status(result, Status.MET)
    assert result.feasible is True
    assert result.advice is not None
    assert (result.advice.kind, str(result.advice.day)) == (
        "aim_for_meeting", "2022-11-16",
    )  # fmt: skip


def test_an_extension_that_was_granted_after_the_day_had_passed():
    """Overdue on the 28th; asked for, open; granted, in time again; both days stand."""
    case, today = drafted(), date(2022, 11, 28)
    overdue = plan(case, meetings=BENGTSFORS, today=today).overdue
    assert "answer" in {one.id for one in overdue}
    asked = case.record(
        ExtensionAsked(on=today, by="anna", until=date(2022, 12, 21), reason="bordlagt")
    )
    result = plan(asked, meetings=BENGTSFORS, today=today)
    assert "extension_not_settled" in problems(result)
    assert "answer" in status(result, Status.OVERDUE)
    granted = asked.record(
        ExtensionGranted(on=date(2022, 11, 29), by="rev", until=date(2022, 12, 21))
    )
    result = plan(granted, meetings=BENGTSFORS, today=date(2022, 11, 30))
    assert dues(result, "summon", "adopt", "answer") == {
        "summon": "2022-12-09", "adopt": "2022-12-14", "answer": "2022-12-21",
    }  # fmt: skip
    assert status(result, Status.OVERDUE) == {"register"}
    assert "extension_not_settled" not in problems(result)
    assert "extended from 2022-11-25 to 2022-12-21" in result["answer"].explain()
    known = plan(granted, meetings=BENGTSFORS, known_at=asked.history[-1].recorded)
    assert str(known["answer"].due) == "2022-11-25"


def test_a_statement_that_never_came():
    """Reminded in vain, and waived for a reason: nobody waits for it any longer."""
    by = date(2022, 10, 24)
    case = a_case(RECEIVED).take(
        "refer", on=date(2022, 10, 3), by="r", to={SOC: by, "byggnadsnämnden": by}
    )
    case = case.record(
        StatementReceived(on=date(2022, 10, 21), by="r", body="byggnadsnämnden")
    )
    result = plan(case, meetings=BENGTSFORS, today=date(2022, 10, 26))
    assert {one.referral.body: one.status for one in result.referrals} == {
        SOC: Status.OVERDUE, "byggnadsnämnden": Status.MET,
    }  # fmt: skip
    assert result["statements"].status is Status.OVERDUE
    case = case.record(Reminded(on=date(2022, 10, 26), by="r", body=SOC))
    waived = case.record(
        StatementWaived(
            on=date(2022, 10, 31), by="r", body=SOC, reason="handläggaren är sjuk"
        )
    )
    result = plan(waived, meetings=BENGTSFORS, today=date(2022, 11, 1))
    missing = next(one for one in result.referrals if one.referral.body == SOC)
    assert missing.status is Status.NOT_APPLICABLE
    assert missing.referral.waived == "handläggaren är sjuk"
    assert missing.referral.reminded_on == (date(2022, 10, 26),)
    assert result["statements"].status is Status.LATE
    assert str(result["draft"].due) == "2022-11-08"
    assert result["draft"].status is Status.SOON


def answered() -> Case:
    """An answer that left on 21 November."""
    case = drafted().take("adopt", on=date(2022, 11, 16), by="ks", immediate=True)
    return case.take("answer", on=date(2022, 11, 21), by="r")


def test_a_supplement_is_a_round_of_its_own():
    """The auditors ask again: new days beside the old ones, which stay met."""
    reply = ReplyRequest.by(date(2023, 2, 28))
    registered = Registered(on=date(2022, 9, 30), by="registrator", dnr="2022/347")
    case = answered().record(registered)
    case = case.take("reopen", on=date(2023, 1, 10), by="rev", reply=reply)
    result = plan(case, today=date(2023, 1, 11))
    assert case.state is State.RECEIVED
    assert {"answer", "adopt", "draft"} <= status(result, Status.MET)
    assert dues(result, "answer", "answer@2", "adopt@2") == {
        "answer": "2022-11-25", "answer@2": "2023-02-28", "adopt@2": "2023-02-21",
    }  # fmt: skip
    assert {"draft@2", "adopt@2", "answer@2"} <= status(result, Status.OPEN)
    assert status(result, Status.OVERDUE) == {"post_notice"}, "of the first round"


def test_a_second_round_as_long_as_the_first_has_days_of_its_own():
    """Four events each: the plan does not take the one round for the other."""
    reply = ReplyRequest.by(date(2023, 2, 28))
    case = answered().take("reopen", on=date(2023, 1, 10), by="rev", reply=reply)
    for day in (11, 12, 13):
        handed = Assigned(on=date(2023, 1, day), by="chefen", to="anna")
        case = case.record(handed)
        result = plan(case)
        assert dues(result, "answer", "answer@2") == {
            "answer": "2022-11-25", "answer@2": "2023-02-28",
        }  # fmt: skip
        assert result["draft@2"].status is Status.OPEN


def test_a_statement_for_the_first_round_may_come_in_the_second():
    """It meets nothing there: the body that is asked now is waited for."""
    case = a_case(RECEIVED).take("refer", on=date(2022, 10, 3), by="r", to=SOC)
    case = case.take("draft", on=date(2022, 10, 10), by="anna")
    case = case.take("adopt", on=date(2022, 11, 16), by="ks", immediate=True)
    case = case.take("answer", on=date(2022, 11, 21), by="r")
    reply = ReplyRequest.by(date(2023, 2, 28))
    case = case.take("reopen", on=date(2023, 1, 10), by="rev", reply=reply)
    case = case.take("refer", on=date(2023, 1, 11), by="r", to="byggnadsnämnden")
    late = StatementReceived(on=date(2023, 1, 12), by="r", body=SOC)
    case = case.record(late)
    assert plan(case)["statements@2"].status is Status.OPEN
    awaited = StatementReceived(on=date(2023, 1, 13), by="r", body="byggnadsnämnden")
    assert plan(case.record(awaited))["statements@2"].status is Status.MET


def test_a_joint_answer_holds_for_every_body():
    """Kommunstyrelsen answers for the others too: and none is settled before it is."""
    asked = ReplyRequest.by(date(2022, 11, 25))
    names = ("kommunstyrelsen", SOC, "byggnadsnämnden")
    memo = Memo(bodies=[Body(name, "must_answer", asked) for name in names])
    matter = Matter.open(memo, received=RECEIVED, authority="bengtsfors")
    joint = matter.answered_jointly(
        "kommunstyrelsen", on=date(2022, 10, 19), by="registrator"
    )
    assert [case.state for case in joint.cases] == ["received", "closed", "closed"]
    assert joint.waited_for == joint.cases, "none is settled before that one is"
    assert joint.state is MatterState.OPEN
    for case in joint.cases[1:]:
        result = plan(case, meetings=BENGTSFORS, today=date(2023, 1, 31))
        assert result.overdue == ()
        assert result["answer"].status is Status.NOT_APPLICABLE
    own = joint.case("kommunstyrelsen").take("draft", on=date(2022, 10, 20), by="a")
    own = own.take("adopt", on=date(2022, 11, 16), by="ks", immediate=True)
    assert str(plan(own, meetings=BENGTSFORS)["answer"].due) == "2022-11-25"
    own = own.take("answer", on=date(2022, 11, 17), by="r")
    whole = joint.with_case(own)
    assert (whole.state, whole.waited_for) == (MatterState.ANSWERED, ())


def test_a_case_that_was_opened_by_mistake():
    """Closed for a reason: nothing is due, and a matter of it alone is closed."""
    case = a_case(RECEIVED).take(
        "close", on=date(2022, 10, 3), by="registrator", reason="öppnat av misstag"
    )
    result = plan(case, meetings=BENGTSFORS, today=date(2023, 1, 31))
    assert status(result, Status.NOT_APPLICABLE) == {d.id for d in result.deadlines}
    assert (result.next, result.feasible, result.meetings) == (None, None, ())
    assert Matter(case.memo, [case]).state is MatterState.CLOSED
    with pytest.raises(NotAllowed, match="takes no more steps"):
        case.take("draft", on=date(2022, 10, 4), by="anna")


MEMBERS = ("Bengtsfors", "Dals-Ed", "Färgelanda")


def on_the_board_of(member: str, day: int) -> NoticePosted:
    """The notice on one of the boards, in November."""
    return NoticePosted(on=date(2022, 11, day), by="anna", board=member)


def test_a_joint_board_has_a_notice_on_each_members_board():
    """None counts until all are posted, in any order; then the last one (KL 13:5)."""
    case = Case.open(
        a_memo(body="Gemensamma nämnden"), received=RECEIVED, members=MEMBERS
    )
    case = case.take("draft", on=date(2022, 10, 10), by="anna")
    case = case.take("adopt", on=date(2022, 11, 16), by="nämnden")
    case = case.record(MinutesAdjusted(on=date(2022, 11, 18), by="ordföranden"))
    for member, day in (("Färgelanda", 21), ("Bengtsfors", 24)):
        case = case.record(on_the_board_of(member, day))
        result = plan(case)
        assert result["post_notice"].status is Status.OPEN
        assert result["appeal_ends"].status is Status.PROJECTED
    case = case.record(on_the_board_of("Dals-Ed", 22))
    result = plan(case)
    assert dues(result, "post_notice", "appeal_ends") == {
        "post_notice": "2022-11-21", "appeal_ends": "2022-12-15",
    }  # fmt: skip
    assert result["post_notice"].status is Status.LATE
    assert result["appeal_ends"].reasons[0].day == date(2022, 11, 24)
    down = case.record(
        NoticeRemoved(on=date(2022, 12, 5), by="anna", board="Färgelanda")
    )
    appeal = plan(down)["appeal_ends"]
    assert (appeal.due, appeal.reasons[-1].kind) == (None, "notice_taken_down")
    with pytest.raises(NotAllowed, match="say board=, on whose notice board"):
        case.record(NoticePosted(on=date(2022, 11, 25), by="anna"))


def test_kommunallagen_does_not_bind_a_company():
    """No minutes, no notice, no appeal, and the plan says why, in both languages."""
    case = a_case(RECEIVED, body="Styrelsen för Bengtsforshus AB")
    case = case.take("draft", on=date(2022, 10, 10), by="vd")
    case = case.take("adopt", on=date(2022, 11, 16), by="styrelsen")
    case = case.take("answer", on=date(2022, 11, 17), by="vd")
    assert case.events[-1].irregular == (), "the law wants no minutes of it"
    result = plan(case)
    for one in ("adjust_minutes", "post_notice", "appeal_ends"):
        assert result[one].status is Status.NOT_APPLICABLE
        assert result[one].due is None
        en, sv = result[one].explain("en"), result[one].explain("sv")
        assert "kommunallagen does not bind the board of a company" in en
        assert "kommunallagens regel binder inte ett bolags styrelse" in sv
    assert result["answer"].status is Status.MET
    board = plan(answered())["adjust_minutes"]
    assert board.status is Status.MET, "a board is bound by the same rule"


@pytest.mark.parametrize(
    ("answers_to", "body", "allowed"),
    [
        pytest.param("auditors", "kommunstyrelsen", True, id="to-the-auditors"),
        pytest.param("council", "kommunstyrelsen", False, id="to-fullmaktige"),
        pytest.param("council", "Bengtsforshus AB", True, id="of-a-company"),
    ],
)
def test_a_delegated_answer(answers_to: str, body: str, allowed: bool):
    """KL 6:38 keeps what goes to fullmäktige from being delegated, whatever is said."""
    case = Case.open(
        a_memo(body=body), received=RECEIVED, answers_to=Recipient(answers_to)
    ).take("draft", on=date(2022, 10, 10), by="anna")
    on, delegate = date(2022, 11, 3), "ordföranden"
    if allowed:
        done = case.take(
            "adopt", on=on, by="ks", delegate=delegate, meetings=BENGTSFORS
        )
        assert done.events[-1].irregular == (), "a delegate waits for no meeting"
        assert plan(done, meetings=BENGTSFORS)["adopt"].status is Status.MET
        return
    for despite in (None, "bråttom"):
        with pytest.raises(NotAllowed, match=r"KL 6 kap\. 38 §"):
            case.take("adopt", on=on, by="ks", delegate=delegate, despite=despite)


@pytest.mark.parametrize(
    ("event", "why"),
    [
        pytest.param(
            MinutesAdjusted(on=date(2022, 11, 21), by="ordf", paragraph="§ 149"),
            "§ 149 is another paragraph; the answer is KS § 148",
            id="minutes",
        ),
        pytest.param(
            NoticePosted(on=date(2022, 11, 21), by="anna", paragraph="§ 14"),
            "§ 14 is another paragraph; the answer is KS § 148",
            id="notice",
        ),
    ],
)
def test_minutes_of_another_paragraph_are_refused(event: AnyEvent, why: str):
    """One meeting has several minutes; only those of the answer meet its rule."""
    case = drafted().take("adopt", on=date(2022, 11, 16), by="ks", paragraph="KS § 148")
    own = MinutesAdjusted(on=date(2022, 11, 21), by="ordf", paragraph="§148")
    before = case.record(own) if isinstance(event, NoticePosted) else case
    with pytest.raises(NotAllowed) as refused:
        before.record(event)
    assert refused.value.impossible == (why,)
    assert refused.value.allowed == before.allowed
    assert plan(case)["adjust_minutes"].status is Status.OPEN
    assert plan(case.record(own))["adjust_minutes"].status is Status.MET
    whole = MinutesAdjusted(on=date(2022, 11, 22), by="ordf")
    assert plan(case.record(whole))["adjust_minutes"].status is Status.MET


@pytest.mark.parametrize(
    ("party", "answer", "draft", "refer"),
    [
        pytest.param(None, "2022-11-25", "2022-11-08", "2022-10-04", id="none"),
        pytest.param(
            Party.MUNICIPALITY, "2022-11-25", "2022-11-15", "2022-10-11", id="its-own"
        ),
        pytest.param(
            Party.AUDITORS, "2022-12-02", "2022-11-15", "2022-10-11", id="theirs"
        ),
    ],
)
def test_a_week_that_stood_still(party, answer: str, draft: str, refer: str):
    """Monday to Sunday: five business days for local rules, seven days for theirs."""
    case = a_case(RECEIVED)
    if party:
        case = case.record(
            Paused(
                on=date(2022, 10, 3), by="r", ground="översvämning i arkivet",
                until=date(2022, 10, 9), granted_by=party,
            )
        )  # fmt: skip
    result = plan(case, meetings=BENGTSFORS, statements_from={SOC: None})
    assert dues(result, "answer", "draft", "refer", "register") == {
        "answer": answer, "draft": draft, "refer": refer, "register": "2022-09-30",
    }  # fmt: skip
    moved = "paused" in {one.kind for one in result["draft"].reasons}
    assert moved is (party is not None)
