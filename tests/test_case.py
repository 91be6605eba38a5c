"""A case: opened from a memo, led through its life, always a new value."""

import pickle
import re
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from auditflow.case import Case
from auditflow.errors import (
    BodyUnknown,
    DetailsRefused,
    MemoRefused,
    NotADay,
    NotAllowed,
    StepUnknown,
)
from auditflow.events import (
    Adopted,
    AimedFor,
    Asked,
    Assigned,
    BodyKind,
    Corrected,
    Drafted,
    Event,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    Irregularity,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Party,
    Paused,
    Prepared,
    Received,
    Referred,
    Registered,
    Reminded,
    Reported,
    Response,
    ResponseProposed,
    Resumed,
    Stance,
    StatementReceived,
    StatementWaived,
    StepEvent,
    Summoned,
    Tabled,
    VersionChanged,
    all_of,
    last_of,
    rounds_of,
)
from auditflow.lifecycle import State, Step
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, DiaryNumber, Memo, Recommendation, ReplyRequest
from auditflow.periods import weeks

KS, SOC = "kommunstyrelsen", "socialnämnden"
RECEIVED = date(2022, 9, 27)
ASKED_FOR = ReplyRequest.by(date(2022, 11, 25))
MEMO = Memo(
    municipality="Vänersborgs kommun",
    dated=RECEIVED,
    title="Granskning av integration",
    bodies=[Body(KS, "must_answer", ASKED_FOR), Body(SOC, "for_information")],
    recommendations=[Recommendation(1, "Se över"), Recommendation(2, "Följ upp")],
)
TWO_BODIES = Memo(
    bodies=[
        Body(KS, "must_answer", ASKED_FOR),
        Body(SOC, "must_answer", ReplyRequest.by(date(2022, 12, 9))),
        Body("kommunfullmäktige", "for_information"),
    ],
    recommendations=[
        Recommendation(1, "Till båda"),
        Recommendation(2, "Till en", KS),
        Recommendation(3, "Till den andra", "Socialnämndens"),
    ],
)
BOTH = [Response(1, measure="ses över"), Response(2, day=date(2023, 6, 30))]
MEETINGS = MeetingCalendar(
    [Meeting(date(2022, 11, 2), KS), Meeting(date(2022, 11, 23), KS)]
)


def opened(memo: Memo = MEMO, **more) -> Case:
    return Case.open(memo, received=RECEIVED, **more)


def drafted() -> Case:
    return opened().take("draft", on=date(2022, 10, 5), by="anna", responses=BOTH)


def adopted() -> Case:
    return drafted().take("adopt", on=date(2022, 11, 2), by="sekreteraren")


def answered() -> Case:
    adjusted = MinutesAdjusted(on=date(2022, 11, 9), by="sekreteraren")
    return adopted().record(adjusted).take("answer", on=date(2022, 11, 10), by="anna")


# Opening


def test_a_case_opens_at_the_one_body_that_must_answer():
    """With the arrival as its first event."""
    case = opened()
    assert (case.body, case.authority, case.received) == (KS, "vanersborg", RECEIVED)
    assert case.history == (Received(on=RECEIVED, by="registrator"),)
    assert case.state is State.RECEIVED
    assert case.reply == ASKED_FOR


@pytest.mark.parametrize("body", [KS, "Kommunstyrelsens", SOC])
def test_each_body_that_must_answer_has_a_case_of_its_own(body):
    """Named however it is spelt; its own reply day and its own recommendations."""
    case = Case.open(TWO_BODIES, received=RECEIVED, body=body)
    assert case.body == (SOC if body == SOC else KS)
    assert case.unanswered == ((1, 3) if body == SOC else (1, 2))
    assert str(case.reply.date) == ("2022-12-09" if body == SOC else "2022-11-25")


@pytest.mark.parametrize(
    ("memo", "body", "why"),
    [
        pytest.param(TWO_BODIES, None, "several bodies must answer", id="several"),
        pytest.param(TWO_BODIES, "byggnadsnämnden", "does not name", id="not-named"),
        pytest.param(TWO_BODIES, "kommunfullmäktige", "for no answer", id="informed"),
        pytest.param(Memo(), None, "asks nobody", id="nobody"),
    ],
)
def test_a_case_opens_at_no_other_body(memo, body, why):
    """And the bodies that can be chosen are named."""
    with pytest.raises(BodyUnknown, match=why) as refused:
        Case.open(memo, received=RECEIVED, body=body)
    assert refused.value.named == tuple(b.name for b in memo.must_answer)


def test_a_memo_does_not_arrive_before_it_was_written():
    """The same day is the first possible one."""
    with pytest.raises(MemoRefused, match="received 2022-09-26 lies before"):
        Case.open(MEMO, received=date(2022, 9, 26))
    assert Case.open(MEMO, received=RECEIVED).received == MEMO.dated
    assert Case.open(Memo(bodies=MEMO.bodies), received=date(1999, 1, 4)).state


def test_an_instant_is_no_day_of_arrival():
    """It is refused with the mend, wherever a day is given."""
    instant = datetime(2022, 9, 27, 15, tzinfo=UTC)
    with pytest.raises(NotADay):
        Case.open(MEMO, received=instant)
    with pytest.raises(NotADay):
        opened().take("draft", on=instant, by="anna")
    with pytest.raises(NotADay):
        Registered(on=instant, by="registrator", dnr="1")


# Names


@pytest.mark.parametrize(
    ("numbers", "registered", "name"),
    [
        pytest.param([], "2022/347", "vanersborg/kommunstyrelsen/2022-347", id="diary"),
        pytest.param(
            [DiaryNumber("Kommunstyrelsens", "KS 2022/1")], None,
            "vanersborg/kommunstyrelsen/ks-2022-1", id="own-number-in-the-memo",
        ),
        pytest.param(
            [DiaryNumber("Kommunstyrelsen", "KS 2022/1")], "KS 2022/2",
            "vanersborg/kommunstyrelsen/ks-2022-2", id="the-diary-wins",
        ),
        pytest.param(
            [DiaryNumber("revisorerna", "REV 2022/9"), DiaryNumber(None, "2022/8")],
            None, r"vanersborg/kommunstyrelsen/id-[0-9a-f]{12}", id="somebody-else's",
        ),
        pytest.param(
            [], None, r"vanersborg/kommunstyrelsen/id-[0-9a-f]{12}", id="no-number"
        ),
    ],
)  # fmt: skip
def test_a_case_is_named_authority_body_number(numbers, registered, name):
    """By its own diary number, and an id that stays the same while it has none."""
    case = opened(attrs.evolve(MEMO, diary_numbers=numbers))
    if registered:
        case = case.record(Registered(on=RECEIVED, by="registrator", dnr=registered))
    assert re.fullmatch(name, case.name)
    assert case.name == pickle.loads(pickle.dumps(case)).name  # noqa: S301
    assert case.take("draft", on=RECEIVED, by="anna").name == case.name


def test_the_name_of_a_municipality_may_be_given():
    """Where the letter does not say it, or says it otherwise."""
    assert opened(authority="sala").name.startswith("sala/")
    assert opened(attrs.evolve(MEMO, municipality=None)).authority == "unknown"


# Steps


def test_a_step_gives_a_new_case():
    """The old one stays as it was; values that say the same are equal."""
    before = opened()
    after = before.take("draft", on=date(2022, 10, 5), by="anna", responses=BOTH)
    assert before == opened()
    assert after == drafted()
    assert hash(after) == hash(drafted())
    assert after.history == (
        *before.history,
        Drafted(on=date(2022, 10, 5), by="anna", responses=BOTH),
    )
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        after.history = ()  # type: ignore[misc]


def test_a_whole_life():
    """From arrival to answer, with the states and the steps that were possible."""
    case = opened().take("refer", on=date(2022, 9, 29), by="anna", to=[SOC])
    seen = [(case.state, [str(step) for step in case.allowed])]
    case = case.record(
        StatementReceived(on=date(2022, 10, 14), by="anna", body="Socialnämndens")
    )
    seen.append((case.state, [str(step) for step in case.allowed]))
    case = case.take("draft", on=date(2022, 10, 18), by="anna", responses=BOTH[:1])
    seen.append((case.state, [str(step) for step in case.allowed]))
    case = case.take("revise", on=date(2022, 10, 20), by="anna", responses=BOTH[1:])
    seen.append((case.state, [str(step) for step in case.allowed]))
    case = case.take(
        "adopt", on=date(2022, 11, 2), by="anna", paragraph="§ 148", meetings=MEETINGS
    )
    seen.append((case.state, [str(step) for step in case.allowed]))
    case = case.record(MinutesAdjusted(on=date(2022, 11, 9), by="anna"))
    case = case.record(NoticePosted(on=date(2022, 11, 10), by="anna"))
    case = case.take("answer", on=date(2022, 11, 10), by="anna", to="KPMG")
    seen.append((case.state, [str(step) for step in case.allowed]))
    assert seen == [
        ("referred", ["refer", "draft", "close"]),
        ("referred", ["refer", "draft", "close"]),
        ("drafted", ["revise", "remit", "adopt", "close"]),
        ("drafted", ["revise", "remit", "adopt", "close"]),
        ("adopted", ["answer", "close"]),
        ("answered", ["reopen"]),
    ]
    assert not any(event.irregular for event in case.history)


@pytest.mark.parametrize(
    ("to", "asked"),
    [
        pytest.param([SOC], (Asked(SOC),), id="a-name"),
        pytest.param(SOC, (Asked(SOC),), id="one-name-is-not-its-letters"),
        pytest.param(
            {SOC: date(2022, 10, 20)},
            (Asked(SOC, date(2022, 10, 20)),),
            id="with-a-day",
        ),
        pytest.param([Asked(SOC)], (Asked(SOC),), id="as-a-value"),
        pytest.param(
            (n for n in (SOC, "bun")), (Asked(SOC), Asked("bun")), id="a-generator"
        ),
    ],
)
def test_who_is_asked_may_be_given_in_several_ways(to, asked):
    """Each becomes the same kind of value."""
    case = opened().take("refer", on=RECEIVED, by="anna", to=to)
    (referred,) = all_of(case.history, Referred)
    assert referred.to == asked


@pytest.mark.parametrize(
    ("step", "details", "unknown", "missing"),
    [
        pytest.param("refer", {}, (), ("to",), id="refer-to-whom"),
        pytest.param("close", {}, (), ("reason",), id="close-why"),
        pytest.param("draft", {"to": SOC}, ("to",), (), id="draft-is-not-sent"),
        pytest.param("draft", {"irregular": ()}, ("irregular",), (), id="not-by-hand"),
        pytest.param("refer", {"unto": SOC}, ("unto",), ("to",), id="both"),
        pytest.param("adopt", {"reason": "x"}, ("reason",), (), id="adopt-has-none"),
    ],
)
def test_wrong_details_are_refused(step, details, unknown, missing):
    """With what the step takes; before its state is looked at."""
    with pytest.raises(DetailsRefused) as refused:
        opened().take(step, on=RECEIVED, by="anna", **details)
    assert (refused.value.unknown, refused.value.missing) == (unknown, missing)
    assert refused.value.step == step


def test_every_step_takes_what_every_event_takes():
    """When it was recorded, why it was done all the same, and a document."""
    recorded = datetime(2022, 10, 6, 8, tzinfo=UTC)
    case = opened().take(
        "draft", on=date(2022, 10, 5), by="anna", recorded=recorded, document="D-1"
    )
    event = case.history[-1]
    assert (event.recorded, event.document, event.despite) == (recorded, "D-1", None)


def test_an_unknown_step_is_refused():
    """By its word, with the steps there are."""
    with pytest.raises(StepUnknown, match="'skip' is no step"):
        opened().take("skip", on=RECEIVED, by="anna")  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("case", "step", "details"),
    [
        pytest.param(opened(), "refer", {"to": SOC}, id="refer"),
        pytest.param(opened(), "draft", {}, id="draft"),
        pytest.param(drafted(), "revise", {}, id="revise"),
        pytest.param(drafted(), "remit", {}, id="remit"),
        pytest.param(drafted(), "adopt", {}, id="adopt"),
        pytest.param(adopted(), "answer", {}, id="answer"),
        pytest.param(answered(), "reopen", {"reply": ASKED_FOR}, id="reopen"),
        pytest.param(opened(), "close", {"reason": "återkallat"}, id="close"),
    ],
)
def test_no_step_is_taken_before_the_memo_arrived(case, step, details):
    """From the state where it would be possible."""
    assert Step(step) in case.allowed
    early = RECEIVED - timedelta(days=1)
    with pytest.raises(NotAllowed, match="2022-09-26 lies before"):
        case.take(step, on=early, by="anna", despite="bråttom", **details)


def test_steps_on_one_day_keep_their_order():
    """A morning's work: the state is that of the last one."""
    case = opened().take("refer", on=RECEIVED, by="anna", to=[SOC])
    case = case.take("draft", on=RECEIVED, by="anna", responses=BOTH)
    case = case.take("adopt", on=RECEIVED, by="anna", immediate=True)
    assert case.take("answer", on=RECEIVED, by="anna").state is State.ANSWERED


# What is irregular


def test_adopting_on_no_meeting_is_irregular():
    """Where the calendar knows that the body does not meet."""
    case, day = drafted(), date(2022, 11, 3)
    with pytest.raises(NotAllowed, match="2022-11-03 is no meeting of the body"):
        case.take("adopt", on=day, by="anna", meetings=MEETINGS)
    done = case.take(
        "adopt", on=day, by="anna", meetings=MEETINGS, despite="arbetsutskottet beslöt"
    )
    assert done.history[-1].irregular == (Irregularity.NO_MEETING,)
    assert done.history[-1].despite == "arbetsutskottet beslöt"


@pytest.mark.parametrize(
    ("day", "meetings"),
    [
        pytest.param(date(2022, 11, 23), MEETINGS, id="a-meeting"),
        pytest.param(date(2022, 12, 1), MEETINGS, id="after-what-is-known"),
        pytest.param(date(2022, 11, 3), None, id="no-calendar-given"),
        pytest.param(date(2022, 11, 3), MeetingCalendar(), id="an-empty-calendar"),
    ],
)
def test_adopting_where_nobody_can_object_is_regular(day, meetings):
    """On a meeting, or where meetings are not known."""
    done = drafted().take("adopt", on=day, by="anna", meetings=meetings)
    assert done.history[-1].irregular == ()


def test_adopting_without_every_response_is_irregular():
    """Every recommendation to this body wants one; they may come with the decision."""
    case = opened().take("draft", on=RECEIVED, by="anna", responses=BOTH[:1])
    assert case.unanswered == (2,)
    with pytest.raises(NotAllowed, match="no response to recommendation 2;"):
        case.take("adopt", on=date(2022, 11, 2), by="anna")
    done = case.take("adopt", on=date(2022, 11, 2), by="anna", despite="bråttom")
    assert done.history[-1].irregular == (Irregularity.UNANSWERED,)
    whole = case.take("adopt", on=date(2022, 11, 2), by="anna", responses=BOTH[1:])
    assert whole.history[-1].irregular == ()
    assert whole.unanswered == ()


def test_a_recommendation_to_another_body_wants_no_response_here():
    """Each body answers for its own."""
    case = Case.open(TWO_BODIES, received=RECEIVED, body=SOC)
    case = case.take("draft", on=RECEIVED, by="anna", responses=[Response(1)])
    with pytest.raises(NotAllowed, match="recommendation 3;"):
        case.take("adopt", on=date(2022, 11, 2), by="anna")


def test_answering_before_the_minutes_is_irregular():
    """Unless the paragraph was adjusted at once."""
    day = date(2022, 11, 4)
    with pytest.raises(NotAllowed, match="the minutes are not adjusted yet"):
        adopted().take("answer", on=day, by="anna")
    done = adopted().take("answer", on=day, by="anna", despite="enligt ordföranden")
    assert done.history[-1].irregular == (Irregularity.MINUTES_NOT_ADJUSTED,)
    at_once = drafted().take("adopt", on=date(2022, 11, 2), by="anna", immediate=True)
    assert at_once.take("answer", on=day, by="anna").history[-1].irregular == ()
    assert answered().history[-1].irregular == ()


def test_adjusting_in_one_round_does_not_count_in_the_next():
    """A reopened case has minutes of its own."""
    again = answered().take(
        "reopen", on=date(2023, 1, 10), by="anna",
        reply=ReplyRequest.by(date(2023, 3, 1)),
    )  # fmt: skip
    again = again.take("draft", on=date(2023, 1, 12), by="anna", responses=BOTH)
    again = again.take("adopt", on=date(2023, 1, 25), by="anna")
    with pytest.raises(NotAllowed, match="the minutes are not adjusted yet"):
        again.take("answer", on=date(2023, 1, 26), by="anna")


# Rounds and responses


def test_a_reopened_case_begins_a_new_round():
    """The responses of the first one stay in the history, and answer no more."""
    reply = ReplyRequest.by(date(2023, 3, 1))
    again = answered().take("reopen", on=date(2023, 1, 10), by="anna", reply=reply)
    first, second = rounds_of(again.history)
    assert again.state is State.RECEIVED
    assert first == answered().history
    assert [event.word for event in second] == ["reopened"]
    assert again.responses == ()
    assert again.unanswered == (1, 2)
    assert Case.responses_in(first) == tuple(BOTH)


def test_the_latest_response_counts():
    """By number, whichever step it came with."""
    case = drafted().take(
        "revise", on=date(2022, 10, 20), by="anna",
        responses=[Response(2, "not_accepted", "avslås"), Response(1, Stance.PARTLY)],
    ).take(
        "adopt", on=date(2022, 11, 2), by="sekreteraren",
        responses=[Response(1, measure="ändrat vid sammanträdet")],
    )  # fmt: skip
    assert case.responses == (
        Response(1, measure="ändrat vid sammanträdet"),
        Response(2, Stance.NOT_ACCEPTED, "avslås"),
    )


def test_a_draft_sent_back_keeps_its_responses():
    """The work is not lost; the new draft builds on it."""
    case = drafted().take("remit", on=date(2022, 11, 2), by="anna", reason="oklart")
    assert case.state is State.RECEIVED
    assert case.responses == tuple(BOTH)


# Events beside the steps


def asked() -> Case:
    return opened().take("refer", on=RECEIVED, by="x", to=[SOC])


def paused(on: date = date(2022, 11, 2), by: Party = Party.MUNICIPALITY) -> Case:
    return opened().record(Paused(on=on, by="x", ground="semester", granted_by=by))


def joint() -> Case:
    members = ("Bengtsfors", "Dals-Ed")
    case = opened(kind=BodyKind.JOINT_BOARD, members=members)
    case = case.take("draft", on=date(2022, 10, 5), by="x", responses=BOTH)
    case = case.take("adopt", on=date(2022, 11, 2), by="x", immediate=True)
    return case.record(NoticePosted(on=date(2022, 11, 3), by="x", board="Dals-Ed"))


def of_paragraph_148() -> Case:
    return drafted().take("adopt", on=date(2022, 11, 2), by="x", paragraph="§ 148")


_DAY = date(2022, 11, 10)
_BEFORE = date(2022, 9, 26)
_THREE_O_CLOCK = datetime(2022, 11, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("case", "event"),
    [
        pytest.param(opened(), Registered(on=_DAY, by="x", dnr="1"), id="registered"),
        pytest.param(
            opened().take("refer", on=RECEIVED, by="x", to=[SOC]),
            StatementReceived(on=_DAY, by="x", body="SOCIALNÄMNDEN"),
            id="statement",
        ),
        pytest.param(
            drafted().take(
                "remit", on=date(2022, 11, 2), by="x", statements_from=[SOC]
            ),
            StatementReceived(on=_DAY, by="x", body=SOC),
            id="statement-asked-for-by-the-board",
        ),
        pytest.param(drafted(), Prepared(on=_DAY, by="x"), id="prepared"),
        pytest.param(
            drafted(),
            Summoned(on=_DAY, by="x", meeting=date(2022, 11, 23)),
            id="summoned",
        ),
        pytest.param(drafted(), Tabled(on=_DAY, by="x"), id="tabled"),
        pytest.param(
            opened(), AimedFor(on=_DAY, by="x", meeting=date(2022, 11, 23)), id="aimed"
        ),
        pytest.param(opened(), Reported(on=_DAY, by="x"), id="reported"),
        pytest.param(adopted(), MinutesAdjusted(on=_DAY, by="x"), id="adjusted"),
        pytest.param(answered(), NoticePosted(on=_DAY, by="x"), id="posted"),
        pytest.param(
            answered().record(NoticePosted(on=_DAY, by="x")),
            NoticeRemoved(on=date(2022, 12, 2), by="x"),
            id="removed",
        ),
        pytest.param(
            opened(),
            ExtensionGranted(on=_DAY, by="revisorerna", until=date(2022, 12, 9)),
            id="extension",
        ),
        pytest.param(answered(), MeasureDone(on=_DAY, by="x", number=1), id="measure"),
        pytest.param(answered(), FollowedUp(on=_DAY, by="x"), id="followed-up"),
        pytest.param(opened(), Assigned(on=_DAY, by="x", to="anna"), id="assigned"),
        pytest.param(asked(), Reminded(on=_DAY, by="x", body=SOC), id="reminded"),
        pytest.param(
            asked(),
            StatementWaived(on=_DAY, by="x", body="Socialnämndens", reason="sjuk"),
            id="waived",
        ),
        pytest.param(
            drafted(),
            ResponseProposed(on=_DAY, by="x", response=BOTH[0]),
            id="proposed",
        ),
        pytest.param(adopted(), ExtensionAsked(on=_DAY, by="x"), id="extension-asked"),
        pytest.param(
            opened().record(ExtensionAsked(on=_DAY, by="x")),
            ExtensionRefused(on=_DAY, by="revisorerna"),
            id="extension-refused",
        ),
        pytest.param(
            opened(),
            ExtensionGranted(
                on=_DAY, by="revisorerna", length=weeks(2), counted_from="due"
            ),
            id="extension-of-a-length",
        ),
        pytest.param(opened(), Paused(on=_DAY, by="x", ground="semester"), id="paused"),
        pytest.param(paused(), Resumed(on=_DAY, by="x"), id="resumed"),
        pytest.param(
            opened(),
            VersionChanged(on=_DAY, by="x", of="rulebook", old="1", new="2"),
            id="version-changed",
        ),
        pytest.param(
            drafted(),
            Corrected(
                on=_DAY,
                by="x",
                wrong=drafted().history[0],
                reason="kl. 8",
                right=attrs.evolve(drafted().history[0], by="anna"),
            ),
            id="corrected",
        ),
    ],
)
def test_an_event_beside_the_steps_changes_no_state(case, event):
    """It stands in the history and the case is where it was."""
    after = case.record(event)
    assert after.state is case.state
    assert event in after.history
    assert len(after.history) == len(case.history) + 1


@pytest.mark.parametrize(
    ("case", "event", "why"),
    [
        pytest.param(
            opened(), Registered(on=_BEFORE, by="x", dnr="1"),
            "2022-09-26 lies before 2022-09-27, the day the memo was received",
            id="registered-before-arrival",
        ),
        pytest.param(
            opened(), StatementReceived(on=_DAY, by="x", body=SOC),
            "socialnämnden was not asked for a statement", id="statement-unasked",
        ),
        pytest.param(
            opened().take("refer", on=RECEIVED, by="x", to=["byggnadsnämnden"]),
            StatementReceived(on=_DAY, by="x", body=SOC),
            "socialnämnden was not asked for a statement", id="statement-from-another",
        ),
        pytest.param(
            opened().take("refer", on=_DAY, by="x", to=[SOC]),
            StatementReceived(on=RECEIVED, by="x", body=SOC),
            "no body was asked for a statement", id="statement-before-the-referral",
        ),
        pytest.param(
            opened(), Tabled(on=_DAY, by="x"), "no draft to put off",
            id="tabled-undrafted",
        ),
        pytest.param(
            adopted(), Tabled(on=_DAY, by="x"), "the case is adopted",
            id="tabled-adopted",
        ),
        pytest.param(
            drafted(), Tabled(on=RECEIVED, by="x"),
            "the case is received, so the board has no draft",
            id="tabled-before-the-draft",
        ),
        pytest.param(
            adopted(), AimedFor(on=_DAY, by="x", meeting=_DAY), "no meeting left",
            id="aimed-after-the-decision",
        ),
        pytest.param(
            adopted(), Reported(on=_DAY, by="x"),
            "the case is adopted, so it is not true that it is undecided",
            id="reported-after-the-decision",
        ),
        pytest.param(
            drafted(), MinutesAdjusted(on=_DAY, by="x"), "the answer is not adopted",
            id="adjusted-before-the-decision",
        ),
        pytest.param(
            adopted(), MinutesAdjusted(on=RECEIVED, by="x"),
            "the answer is not adopted", id="adjusted-on-an-earlier-day",
        ),
        pytest.param(
            drafted().take("adopt", on=_DAY, by="x", recorded=_THREE_O_CLOCK),
            MinutesAdjusted(
                on=_DAY, by="x", recorded=_THREE_O_CLOCK - timedelta(hours=1)
            ),
            "the answer is not adopted", id="adjusted-earlier-on-the-same-day",
        ),
        pytest.param(
            drafted(), NoticePosted(on=_DAY, by="x"), "the minutes are not adjusted",
            id="posted-before-the-decision",
        ),
        pytest.param(
            adopted(), NoticeRemoved(on=_DAY, by="x"), "no notice was posted",
            id="removed-before-it-was-posted",
        ),
        pytest.param(
            drafted(), MeasureDone(on=_DAY, by="x", number=1), "no measure was adopted",
            id="measure-before-the-decision",
        ),
        pytest.param(
            adopted(), FollowedUp(on=_DAY, by="x"), "the case is not answered",
            id="followed-up-before-the-answer",
        ),
        pytest.param(
            opened(), Received(on=_DAY, by="x"),
            "the memo was received on 2022-09-27 already", id="received-again",
        ),
        pytest.param(
            opened(), Reminded(on=_DAY, by="x", body=SOC),
            "no body was asked for a statement", id="reminded-unasked",
        ),
        pytest.param(
            asked(), Reminded(on=_DAY, by="x", body="byggnadsnämnden"),
            "byggnadsnämnden was not asked for a statement", id="reminded-another",
        ),
        pytest.param(
            opened(), StatementWaived(on=_DAY, by="x", body=SOC, reason="sjuk"),
            "no body was asked for a statement", id="waived-unasked",
        ),
        pytest.param(
            asked(),
            StatementWaived(on=_DAY, by="x", body="byggnadsnämnden", reason="sjuk"),
            "byggnadsnämnden was not asked for a statement", id="waived-another",
        ),
        pytest.param(
            adopted(), ResponseProposed(on=_DAY, by="x", response=BOTH[0]),
            "the case is adopted, so there is no response left to propose",
            id="proposed-after-the-decision",
        ),
        pytest.param(
            answered(), ExtensionAsked(on=_DAY, by="x"),
            "the case is answered, so there is no answer left to give time for",
            id="extension-asked-after-the-answer",
        ),
        pytest.param(
            answered(), ExtensionGranted(on=_DAY, by="x", until=date(2022, 12, 9)),
            "the case is answered, so there is no answer left to give time for",
            id="extension-after-the-answer",
        ),
        pytest.param(
            opened().take("close", on=_DAY, by="x", reason="återkallat"),
            ExtensionRefused(on=_DAY, by="x"),
            "the case is closed, so there is no answer left to give time for",
            id="extension-refused-after-the-end",
        ),
        pytest.param(
            opened(), ExtensionRefused(on=_DAY, by="revisorerna"),
            "no extension was asked for", id="extension-refused-unasked",
        ),
        pytest.param(
            opened().record(ExtensionAsked(on=_DAY, by="x")),
            ExtensionRefused(on=date(2022, 11, 9), by="revisorerna"),
            "no extension was asked for", id="extension-refused-before-it-was-asked",
        ),
        pytest.param(
            opened(),
            ExtensionGranted(
                on=_DAY, by="x", until=date(2022, 12, 9), granted_by="municipality"
            ),
            "only the auditors, who asked for the answer, can grant an extension",
            id="extension-of-the-municipality",
        ),
        pytest.param(
            opened(),
            ExtensionGranted(on=_DAY, by="Kommunstyrelsens", until=date(2022, 12, 9)),
            "only the auditors, who asked for the answer, can grant an extension",
            id="extension-of-the-body-itself",
        ),
        pytest.param(
            opened(Memo(bodies=[Body(KS, "must_answer")])),
            ExtensionGranted(
                on=_DAY, by="x", length=weeks(2), counted_from="anchor"
            ),
            "there is no day to count 2 weeks from; name the new day",
            id="extension-from-no-day",
        ),
        pytest.param(
            paused(by=Party.AUDITORS),
            ExtensionGranted(
                on=_DAY, by="x", length=weeks(2), counted_from="due"
            ),
            "the time to answer stands still", id="extension-while-time-stands-still",
        ),
        pytest.param(
            answered(), MeasureDone(on=_DAY, by="x", number=3),
            "no measure 3 was promised", id="measure-that-nobody-promised",
        ),
        pytest.param(
            opened(), Paused(on=_DAY, by="x", ground="semester", until=RECEIVED),
            "the last day of the pause, 2022-09-27, lies before its first, 2022-11-10",
            id="paused-backwards",
        ),
        pytest.param(
            opened(), Resumed(on=_DAY, by="x"),
            "no pause of the municipality is open on 2022-11-10",
            id="resumed-without-a-pause",
        ),
        pytest.param(
            paused(), Resumed(on=date(2022, 11, 1), by="x"),
            "no pause of the municipality is open on 2022-11-01",
            id="resumed-before-the-pause",
        ),
        pytest.param(
            paused(), Resumed(on=_DAY, by="x", granted_by="auditors"),
            "no pause of the auditors is open on 2022-11-10",
            id="resumed-by-the-other-party",
        ),
        pytest.param(
            paused().record(Resumed(on=date(2022, 11, 4), by="x")),
            Resumed(on=_DAY, by="x"),
            "no pause of the municipality is open on 2022-11-10", id="resumed-twice",
        ),
        pytest.param(
            opened().record(
                Paused(on=RECEIVED, by="x", ground="semester", until=RECEIVED)
            ),
            Resumed(on=_DAY, by="x"),
            "no pause of the municipality is open on 2022-11-10",
            id="resumed-what-had-an-end",
        ),
        pytest.param(
            of_paragraph_148(),
            MinutesAdjusted(on=_DAY, by="x", paragraph="§ 149"),
            "§ 149 is another paragraph; the answer is § 148",
            id="minutes-of-another-paragraph",
        ),
        pytest.param(
            joint(), NoticePosted(on=_DAY, by="x"),
            "say board=, on whose notice board it was: Bengtsfors, Dals-Ed",
            id="posted-on-nobodys-board",
        ),
        pytest.param(
            joint(), NoticePosted(on=_DAY, by="x", board="Åmål"),
            "say board=, on whose notice board it was: Bengtsfors, Dals-Ed",
            id="posted-on-the-board-of-no-member",
        ),
        pytest.param(
            joint(), NoticeRemoved(on=_DAY, by="x", board="Bengtsfors"),
            "no notice was posted on the board of Bengtsfors",
            id="removed-from-a-board-where-it-was-not",
        ),
    ],
)  # fmt: skip
def test_an_event_does_not_happen_before_what_it_builds_on(case, event, why):
    """It is refused by its own word, with the state and what is possible."""
    with pytest.raises(NotAllowed) as refused:
        case.record(event)
    assert any(why in reason for reason in refused.value.impossible)
    assert refused.value.what == f"record {event.word.replace('_', ' ')}"
    assert refused.value.allowed == case.allowed
    assert refused.value.irregular == ()


def reopened() -> Case:
    reply = ReplyRequest.by(date(2023, 3, 1))
    return answered().take("reopen", on=date(2023, 1, 10), by="anna", reply=reply)


def granted() -> Case:
    until = date(2022, 12, 9)
    return opened().record(ExtensionGranted(on=_DAY, by="revisorerna", until=until))


def _aimed(day: date) -> Event:
    return AimedFor(on=_DAY, by="x", meeting=day)


def _summoned(day: date) -> Event:
    return Summoned(on=_DAY, by="x", meeting=day)


def _tabled(day: date) -> Event:
    return Tabled(on=_DAY, by="x", to=day)


def _extended(day: date) -> Event:
    return ExtensionGranted(on=_DAY, by="x", until=day)


def _extended_later(day: date) -> Event:
    return ExtensionGranted(on=date(2023, 1, 12), by="x", until=day)


def _extended_before_it_was_granted(day: date) -> Event:
    return ExtensionGranted(on=date(2022, 11, 9), by="x", until=day)


@pytest.mark.parametrize(
    ("case", "made", "first", "why"),
    [
        pytest.param(
            opened(), _aimed, _DAY, "the meeting of 2022-11-09 lies before 2022-11-10",
            id="aimed-for-a-meeting-that-was",
        ),
        pytest.param(
            drafted(), _summoned, _DAY,
            "the meeting of 2022-11-09 lies before 2022-11-10",
            id="summoned-to-a-meeting-that-was",
        ),
        pytest.param(
            drafted(), _tabled, date(2022, 11, 11),
            "the meeting of 2022-11-10 does not lie after 2022-11-10",
            id="tabled-to-the-same-meeting",
        ),
        pytest.param(
            opened(), _extended, date(2022, 11, 26),
            "2022-11-25 is no extension, for 2022-11-25 stands already",
            id="extended-to-the-day-of-the-memo",
        ),
        pytest.param(
            granted(), _extended, date(2022, 12, 10),
            "2022-12-09 is no extension, for 2022-12-09 stands already",
            id="extended-to-the-day-granted",
        ),
        pytest.param(
            granted(), _extended_before_it_was_granted, date(2022, 11, 26),
            "2022-11-25 is no extension, for 2022-11-25 stands already",
            id="extended-afterwards-for-a-day-before-that",
        ),
        pytest.param(
            reopened(), _extended_later, date(2023, 3, 2),
            "2023-03-01 is no extension, for 2023-03-01 stands already",
            id="extended-to-the-day-of-the-supplement",
        ),
        pytest.param(
            opened(Memo(bodies=[Body(KS, "must_answer")])), _extended,
            date(2022, 11, 11),
            "2022-11-10 is no extension, for 2022-11-10 stands already",
            id="extended-to-its-own-day-where-no-day-was-asked-for",
        ),
    ],
)  # fmt: skip
def test_what_is_to_come_lies_ahead(case, made, first, why):
    """The first day that is possible is recorded, the one before it is refused."""
    event = made(first)
    assert event in case.record(event).history
    with pytest.raises(NotAllowed) as refused:
        case.record(made(first - timedelta(days=1)))
    assert refused.value.impossible == (why,)


@pytest.mark.parametrize(
    ("case", "event"),
    [
        pytest.param(
            adopted(), Tabled(on=date(2022, 10, 19), by="x"), id="tabled-while-drafted"
        ),
        pytest.param(
            adopted(),
            AimedFor(on=date(2022, 9, 28), by="x", meeting=date(2022, 11, 2)),
            id="aimed-while-undecided",
        ),
    ],
)
def test_what_is_entered_afterwards_is_judged_by_its_own_day(case, event):
    """It was possible then; that the case has moved on since is no obstacle."""
    after = case.record(event)
    assert event in after.history
    assert after.state is case.state
    today = attrs.evolve(event, on=case.history[-1].on)
    with pytest.raises(NotAllowed):
        case.record(today)


def test_every_kind_of_event_is_recorded_somewhere_above():
    """A new kind of event needs its row; steps are walked in the lifecycle's tests."""
    beside = {kind for kind in Event.__subclasses__() if kind is not StepEvent}
    rows = test_an_event_beside_the_steps_changes_no_state.pytestmark[0].args[1]
    assert {type(row.values[1]) for row in rows} == beside - {Received}


@pytest.mark.parametrize(
    ("wrong", "right", "recorded", "why"),
    [
        pytest.param(
            Registered(on=RECEIVED, by="x", dnr="1"), None, None,
            "there is no such entry in the history", id="what-was-never-told",
        ),
        pytest.param(
            drafted().history[0], None, None,
            "a case does not exist without the arrival of its memo",
            id="the-arrival-taken-back",
        ),
        pytest.param(
            drafted().history[0], drafted().history[1], None,
            "only another arrival takes the place of the arrival",
            id="something-else-for-the-arrival",
        ),
        pytest.param(
            drafted().history[1], drafted().history[0], None,
            "only another arrival takes the place of the arrival",
            id="an-arrival-for-something-else",
        ),
        pytest.param(
            drafted().history[1], None, datetime(2022, 10, 4, 12, tzinfo=UTC),
            "before what it corrects", id="before-it-was-wrong",
        ),
        pytest.param(
            adopted().history[1], None, None,
            "adopted of 2022-11-02 would become impossible: the case is received",
            id="a-draft-that-was-adopted",
        ),
        pytest.param(
            adopted().history[1],
            attrs.evolve(adopted().history[1], on=date(2022, 11, 3)), None,
            "adopted of 2022-11-02 would become impossible",
            id="a-draft-after-its-adoption",
        ),
        pytest.param(
            adopted().history[1],
            Drafted(on=date(2022, 10, 5), by="anna", responses=BOTH[:1]), None,
            "would become impossible: the draft has no response to recommendation 2",
            id="a-draft-without-what-was-adopted",
        ),
    ],
)  # fmt: skip
def test_a_correction_that_would_break_the_history_is_refused(
    wrong, right, recorded, why
):
    """Each event that it would make impossible is named, and nothing is changed."""
    case = adopted() if "would become" in why else drafted()
    with pytest.raises(NotAllowed) as refused:
        case.correct(
            wrong, right, on=date(2022, 11, 4) if recorded is None else recorded.date(),
            by="anna", reason="skrivfel", recorded=recorded,
        )  # fmt: skip
    assert any(why in reason for reason in refused.value.impossible)
    assert refused.value.what == f"correct {wrong.word} of {wrong.on}"
    assert refused.value.allowed == case.allowed


def test_a_correction_names_every_event_that_would_become_impossible():
    """Whoever takes the draft back learns all that was built on it."""
    case = drafted().record(Tabled(on=date(2022, 10, 19), by="x"))
    case = case.take("adopt", on=date(2022, 11, 2), by="sekreteraren")
    with pytest.raises(NotAllowed) as refused:
        case.correct(
            case.history[1], None, on=date(2022, 11, 4), by="anna", reason="skrivfel"
        )
    named = [why.split(" would become")[0] for why in refused.value.impossible]
    assert named == ["tabled of 2022-10-19", "adopted of 2022-11-02"]


def test_an_entry_is_corrected_again_and_back():
    """The latest correction holds; the first entry can come back, and all stay told."""
    typo = Registered(on=date(2022, 9, 28), by="registrator", dnr="2022/374")
    told = opened().record(typo)
    right, worse = (attrs.evolve(typo, dnr=dnr) for dnr in ("2022/347", "2022/743"))
    case, seen = told, [told.dnr]
    for number, event in enumerate((worse, right, typo), 3):
        on = date(2022, 10, number)
        case = case.correct(typo, event, on=on, by="anna", reason="skrivfel")
        seen.append(case.dnr)
    assert seen == ["2022/374", "2022/743", "2022/347", "2022/374"]
    assert (case.state, case.events) == (told.state, told.events)
    assert typo in case.history
    assert len(all_of(case.history, Corrected)) == 3
    as_it_counts = told.correct(
        typo, worse, on=date(2022, 10, 3), by="anna", reason="skrivfel"
    )
    mended = as_it_counts.correct(
        as_it_counts.events[1], right, on=date(2022, 10, 4), by="bo", reason="skrivfel"
    )
    assert mended.dnr == "2022/347", "an entry can be named as it counts now"


def test_a_case_whose_arrival_was_corrected_can_be_told_what_came_first():
    """The letter came a week earlier than was told; so did its registration."""
    case = opened(Memo(bodies=MEMO.bodies))
    early = attrs.evolve(case.arrival, on=date(2022, 9, 20))
    case = case.correct(
        case.arrival, early, on=date(2022, 9, 28), by="anna", reason="stämpeln"
    )
    late = datetime(2022, 9, 29, tzinfo=UTC)
    case = case.record(
        Registered(on=date(2022, 9, 21), by="anna", dnr="1", recorded=late)
    )
    assert [event.word for event in case.events] == ["received", "registered"]


def test_an_arrival_is_not_corrected_to_a_day_before_the_memo_was_written():
    """As little as a case is opened on such a day."""
    case = opened()
    early = attrs.evolve(case.arrival, on=date(2022, 9, 26))
    with pytest.raises(NotAllowed, match="2022-09-27"):
        case.correct(
            case.arrival, early, on=date(2022, 9, 28), by="anna", reason="stämpeln"
        )


def test_the_hour_that_comes_twice_in_autumn_comes_twice():
    """At 02:45 summer time nobody knew what was recorded at 02:30 winter time."""
    case = opened().record(
        Registered(
            on=date(2022, 10, 29),
            by="x",
            dnr="1",
            recorded=datetime(2022, 10, 30, 1, 30, tzinfo=UTC),
        )
    )
    before = case.as_known_at(datetime(2022, 10, 30, 0, 45, tzinfo=UTC))
    assert [event.word for event in before.events] == ["received"]
    assert case.as_known_at(datetime(2022, 10, 30, 1, 30, tzinfo=UTC)) == case


def test_what_a_correction_makes_irregular_is_marked():
    """A decision that lacked a response after all says so, as if it were taken now."""
    case = opened().take("draft", on=date(2022, 10, 5), by="anna", responses=BOTH[:1])
    case = case.take(
        "adopt", on=date(2022, 11, 2), by="x", responses=BOTH[1:], despite="bråttom"
    )
    wrong = case.history[-1]
    case = case.correct(
        wrong, Adopted(on=wrong.on, by="x", despite="bråttom"),
        on=date(2022, 11, 3), by="x", reason="inget svar på 2",
    )  # fmt: skip
    assert case.unanswered == (2,)
    assert case.events[-1].irregular == (Irregularity.UNANSWERED,)


def test_a_step_may_be_recorded_too():
    """It passes the same guards as a step that is taken."""
    event = Adopted(on=date(2022, 11, 3), by="sekreteraren")
    with pytest.raises(NotAllowed, match="the case is received"):
        opened().record(event)
    with pytest.raises(NotAllowed, match="is no meeting of the body"):
        drafted().record(event, meetings=MEETINGS)
    assert drafted().record(event) == drafted().take(
        "adopt", on=event.on, by="sekreteraren"
    )


def test_an_event_that_is_told_late_stands_where_it_happened():
    """Ordered by the day, then by the instant at which it became known."""
    case = drafted()
    late = Registered(
        on=date(2022, 9, 28),
        by="x",
        dnr="1",
        recorded=datetime(2022, 10, 9, tzinfo=UTC),
    )
    later = attrs.evolve(late, dnr="2", recorded=datetime(2022, 10, 10, tzinfo=UTC))
    forward = case.record(late).record(later)
    backward = case.record(later).record(late)
    assert [event.word for event in forward.history] == [
        "received", "registered", "registered", "drafted",
    ]  # fmt: skip
    assert forward == backward
    assert forward.dnr == "2"


def test_an_event_is_known_from_the_start_of_its_day():
    """Unless it says when it was recorded; an instant is read in Stockholm."""
    event = Registered(on=date(2022, 9, 28), by="x", dnr="1")
    assert event.recorded.isoformat() == "2022-09-28T00:00:00+02:00"
    stamped = attrs.evolve(event, recorded=datetime(2022, 9, 28, 22, 30, tzinfo=UTC))
    assert stamped.recorded.isoformat() == "2022-09-29T00:30:00+02:00"
    with pytest.raises(NotADay, match="with a time zone"):
        Registered(on=RECEIVED, by="x", dnr="1", recorded=datetime(2022, 9, 28, 8))  # noqa: DTZ001


def test_the_latest_and_all_of_a_kind():
    """The two ways to ask a history for its events."""
    history = drafted().take("revise", on=date(2022, 10, 20), by="anna").history
    assert last_of(history, Drafted) == history[1]
    assert last_of(history, Adopted) is None
    assert all_of(history, StepEvent) == history[1:]
    assert all_of(history, Adopted) == ()


def test_a_case_is_a_value():
    """It can be sent to another process and compared there."""
    case = answered()
    again = pickle.loads(pickle.dumps(case))  # noqa: S301 - our own bytes
    assert again == case
    assert hash(again) == hash(case)
    assert again.state is State.ANSWERED
