"""Every state, every step, every guard's outcome: against rules written by hand.

First each step on trial, with all that its guards may find, in all combinations; then
whole cases, led down every way of a few steps and held to what must never happen.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product

import attrs
import pytest

from auditflow.case import Case
from auditflow.errors import NotAllowed
from auditflow.events import (
    Adopted,
    Answered,
    AnyEvent,
    AnyStep,
    BodyKind,
    Closed,
    Drafted,
    ExtensionGranted,
    Irregularity,
    MinutesAdjusted,
    Paused,
    Received,
    Recipient,
    Referred,
    RemittedBack,
    Reopened,
    Response,
    ResponseProposed,
    Revised,
    StatementReceived,
    StepEvent,
    Tabled,
    rounds_of,
)
from auditflow.lifecycle import Situation, State, Step, state_after, tried
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest
from auditflow.planning import Status, plan

DAY = date(2022, 10, 5)
KS, SOC = "kommunstyrelsen", "socialnämnden"

# Where each step leads from each state, by hand; a dot is no way. Remitting back leads
# to `referred` instead where statements are wanted.
LEADS = """
            refer     draft    revise   remit     adopt    answer    reopen    close
received    referred  drafted  .        .         .        .         .         closed
referred    referred  drafted  .        .         .        .         .         closed
drafted     .         .        drafted  received  adopted  .         .         closed
adopted     .         .        .        .         .        answered  .         closed
answered    .         .        .        .         .        .         received  .
closed      .         .        .        .         .        .         .         .
"""
# What may stand in the way of each step, by hand: x is impossible, d wants a reason.
IN_THE_WAY = """
                    refer  draft  revise  remit  adopt  answer  reopen  close
too_early           x      x      x       x      x      x       x       x
asks_nobody         x      .      .       .      .      .       .       .
asks_itself         x      .      .       x      .      .       .       .
replies_too_early   x      .      .       x      .      .       .       .
delegated           .      .      .       .      x      .       .       .
unanswered          .      .      .       .      d      .       .       .
no_meeting          .      .      .       .      d      .       .       .
not_adjusted        .      .      .       .      .      d       .       .
no_reason           .      .      .       .      .      .       .       x
"""
SAID = {
    "too_early": "2022-10-05 lies before 2022-10-06, the day of what it builds on",
    "asks_nobody": "no body is asked for a statement",
    "asks_itself": "Kommunstyrelsens cannot ask itself for a statement",
    "replies_too_early": "the reply day of socialnämnden, 2022-10-04, lies before the "
    "referral, 2022-10-05",
    "delegated": "an answer to fullmäktige cannot be delegated (KL 6 kap. 38 §)",
    "unanswered": "the draft has no response to recommendation 2, 3",
    "no_meeting": "2022-10-05 is no meeting of the body",
    "not_adjusted": "the minutes are not adjusted yet",
    "no_reason": "a case is closed only for a reason that is given",
}
MARKS = {
    "unanswered": Irregularity.UNANSWERED,
    "no_meeting": Irregularity.NO_MEETING,
    "not_adjusted": Irregularity.MINUTES_NOT_ADJUSTED,
}


def table(text: str) -> dict[str, dict[str, str]]:
    """A table as text, by row and column."""
    head, *rows = [line.split() for line in text.strip().splitlines()]
    return {row[0]: dict(zip(head, row[1:], strict=True)) for row in rows}


KINDS: dict[Step, type[AnyStep]] = {
    Step.REFER: Referred,
    Step.DRAFT: Drafted,
    Step.REVISE: Revised,
    Step.REMIT: RemittedBack,
    Step.ADOPT: Adopted,
    Step.ANSWER: Answered,
    Step.REOPEN: Reopened,
    Step.CLOSE: Closed,
}
LEADS_TO, STANDS = table(LEADS), table(IN_THE_WAY)


@attrs.frozen
class Found:
    """What the guards may find, whatever the step."""

    too_early: bool
    asks: str
    """``nobody``, ``somebody``, ``itself``, or who would reply ``too_early``."""
    delegated: bool
    council: bool
    unanswered: bool
    meets: bool | None
    adjusted: bool
    reason: bool
    company: bool

    @property
    def in_the_way(self) -> dict[str, bool]:
        """Each thing that may stand in the way, and whether it does."""
        return {
            "too_early": self.too_early,
            "asks_nobody": self.asks == "nobody",
            "asks_itself": self.asks == "itself",
            "replies_too_early": self.asks == "too_early",
            # KL 6 kap. binds no company; whoever decides for the board waits for no
            # meeting of it.
            "delegated": self.delegated and self.council and not self.company,
            "unanswered": self.unanswered,
            "no_meeting": self.meets is False and not self.delegated,
            "not_adjusted": not self.adjusted and not self.company,
            "no_reason": not self.reason,
        }

    @property
    def situation(self) -> Situation:
        """The same as the guards are told it."""
        latest = DAY + timedelta(days=1) if self.too_early else DAY
        return Situation(
            latest=Received(on=latest, by="registrator"),
            body=KS,
            unanswered=(2, 3) if self.unanswered else (),
            meets=self.meets,
            minutes_adjusted=self.adjusted,
            kind=BodyKind.COMPANY if self.company else BodyKind.BOARD,
            answers_to=Recipient.COUNCIL if self.council else Recipient.AUDITORS,
        )

    def step(self, step: Step, despite: str | None) -> AnyStep:
        """The step as somebody would take it then."""
        asked = {
            "nobody": {},
            "somebody": {SOC: DAY},
            "itself": {"Kommunstyrelsens": None},
            "too_early": {SOC: DAY - timedelta(days=1)},
        }[self.asks]
        more = {"on": DAY, "by": "x", "despite": despite}
        details: dict[Step, dict[str, object]] = {
            Step.REFER: {"to": asked},
            Step.REMIT: {"statements_from": asked},
            Step.ADOPT: {"delegate": "ordföranden" if self.delegated else None},
            Step.REOPEN: {"reply": ReplyRequest.by(date(2023, 1, 31))},
            Step.CLOSE: {"reason": "återkallat" if self.reason else " \t"},
        }
        kind: Callable[..., AnyStep] = KINDS[step]
        return kind(**more, **details.get(step, {}))


BOOLS = (False, True)
ASKS = ("nobody", "somebody", "itself", "too_early")
EVERYTHING = [
    Found(*one)
    for one in product(
        BOOLS, ASKS, BOOLS, BOOLS, BOOLS, (True, False, None), BOOLS, BOOLS, BOOLS
    )
]
DESPITE = (None, " \n", "bråttom")


def test_the_tables_are_whole():
    """Each state, each step and each irregularity has its place, and each sentence."""
    assert {*LEADS_TO} == {*State}
    assert all({*row} == {*Step} for row in (*LEADS_TO.values(), *STANDS.values()))
    assert {*STANDS} == {*SAID}
    assert {*MARKS.values()} == {*Irregularity}
    wanting = {name for name, row in STANDS.items() if "d" in row.values()}
    assert wanting == {*MARKS}
    assert len(EVERYTHING) == 2**7 * 3 * 4


@pytest.mark.parametrize("step", [*Step])
@pytest.mark.parametrize("state", [*State])
def test_each_step_from_each_state_whatever_its_guards_find(state: State, step: Step):
    """It leads where the table says, or every reason is named, and nothing else.

    From a wrong state nobody is asked why: what is irregular is beside the point.
    """
    to = LEADS_TO[state][step]
    instead = [other for other, leads in LEADS_TO[state].items() if leads != "."]
    for found, despite in product(EVERYTHING, DESPITE):
        event = found.step(step, despite)
        stands = [name for name, is_so in found.in_the_way.items() if is_so]
        no_way = [f"the case is {state}"] if to == "." else []
        impossible = [SAID[name] for name in stands if STANDS[name][step] == "x"]
        wanting = [name for name in stands if STANDS[name][step] == "d"]
        passes = not no_way and not impossible
        if passes and (not wanting or despite == "bråttom"):
            done = tried(event, state, found.situation)
            assert done.irregular == tuple(MARKS[name] for name in wanting)
            assert attrs.evolve(done, irregular=()) == event
            wanted = step is Step.REMIT and found.asks == "somebody"
            assert state_after([done]) == ("referred" if wanted else to)
            continue
        with pytest.raises(NotAllowed) as refused:
            tried(event, state, found.situation)
        assert [*refused.value.impossible] == [*no_way, *impossible]
        irregular = [] if no_way else [SAID[name] for name in wanting]
        assert [*refused.value.irregular] == irregular
        assert [*refused.value.allowed] == instead
        assert (refused.value.what, refused.value.state) == (step, state)


@pytest.mark.parametrize("step", [*Step])
def test_a_step_of_the_same_day_is_told_after_what_it_builds_on(step: Step):
    """The instant decides within a day, and the very same one is in time."""
    state = next(state for state in State if LEADS_TO[state][step] != ".")
    fine = Found(False, "somebody", False, False, False, True, True, True, False)
    at = datetime.fromisoformat("2022-10-05T09:00+02:00")
    event = attrs.evolve(fine.step(step, None), recorded=at)
    for later, in_time in ((-1, True), (0, True), (1, False)):
        latest = Received(on=DAY, by="x", recorded=at + timedelta(minutes=later))
        situation = attrs.evolve(fine.situation, latest=latest)
        if in_time:
            assert tried(event, state, situation) is event
        else:
            with pytest.raises(NotAllowed, match="before what it builds on"):
                tried(event, state, situation)


# Whole cases, down every way.

ASKED = date(2022, 11, 25)
MEMO = Memo(
    bodies=[Body(KS, "must_answer", ReplyRequest.by(ASKED))],
    recommendations=[Recommendation(1, "Se över"), Recommendation(2, "Följ upp")],
)
BOTH = [Response(1, measure="ses över"), Response(2, measure="följs upp")]


def menu(on: date) -> Iterator[AnyEvent]:
    """Everything that is tried at each turn, much of it in vain."""
    yield Referred(on=on, by="x", to=[SOC])
    yield Referred(on=on, by="x", to=[])
    yield StatementReceived(on=on, by="x", body=SOC)
    yield ResponseProposed(on=on, by="x", response=BOTH[1])
    yield Drafted(on=on, by="x", responses=BOTH[:1])
    yield Drafted(on=on, by="x", responses=BOTH)
    yield Revised(on=on, by="x", responses=BOTH[1:])
    yield Tabled(on=on, by="x")
    yield RemittedBack(on=on, by="x")
    yield RemittedBack(on=on, by="x", statements_from=[SOC])
    yield Adopted(on=on, by="x")
    yield Adopted(on=on, by="x", responses=BOTH, immediate=True)
    yield Adopted(on=on, by="x", despite="bråttom")
    yield MinutesAdjusted(on=on, by="x")
    yield Answered(on=on, by="x")
    yield Answered(on=on, by="x", despite="bråttom")
    yield Reopened(on=on, by="x", reply=ReplyRequest.by(date(2023, 1, 31)))
    yield ExtensionGranted(on=on, by="revisorerna", until=date(2023, 6, 30))
    yield Paused(on=on, by="x", ground="semester", until=on + timedelta(days=4))
    yield Closed(on=on, by="x", reason="återkallat")
    yield Closed(on=on, by="x", reason="")


TURNS = 6


@cache
def walked() -> tuple[tuple[Case, ...], int]:
    """Each case that a few turns of the menu lead to, and how many were refused.

    Events that change neither the state nor what is missing are not followed further.
    """
    cases, refused = [Case.open(MEMO, received=DAY)], 0
    seen: set[object] = set()
    for case in cases:
        turn = len(case.history)
        if turn > TURNS:
            continue
        for event in menu(DAY + timedelta(days=turn)):
            history = case.history
            try:
                after = case.record(event)
            except NotAllowed:
                refused += 1
                assert case.history is history, "a refused step changes nothing"
                continue
            assert case.history is history, "a step gives a new case"
            words = tuple(e.word for e in after.history if isinstance(e, StepEvent))
            told = {type(e) for e in after.history}
            what = (words, after.unanswered, frozenset(told), len(rounds_of(history)))
            if what not in seen:
                seen.add(what)
                cases.append(after)
    return tuple(cases), refused


def test_the_walk_is_long_enough():
    """It comes to every state, some of them twice, and much is refused on the way."""
    cases, refused = walked()
    assert {case.state for case in cases} == {*State}
    assert any(len(rounds_of(case.events)) == 2 for case in cases)
    assert len(cases) > 1000
    assert refused > 5000


def test_no_way_leads_to_answered_without_adopted():
    """In each round there is a decision before the answer, and a draft before it."""
    for case in walked()[0]:
        for events in rounds_of(case.events):
            words = [event.word for event in events]
            if "answered" in words:
                assert "adopted" in words[: words.index("answered")]
            if "adopted" in words:
                assert "drafted" in words[: words.index("adopted")]
    answered = [case for case in walked()[0] if case.state is State.ANSWERED]
    assert answered


def test_no_way_leads_to_adopted_with_an_unanswered_recommendation_unless_despite():
    """Somebody said why, and it is marked; else each one has its response."""
    despite, whole = 0, 0
    for case in walked()[0]:
        for events in rounds_of(case.events):
            given = set[int]()
            for event in events:
                given |= {one.number for one in getattr(event, "responses", ())}
                given |= {2} if isinstance(event, ResponseProposed) else set()
                if not isinstance(event, Adopted):
                    continue
                missing = given != {1, 2}
                assert (Irregularity.UNANSWERED in event.irregular) is missing
                assert event.despite or not missing
                despite, whole = despite + missing, whole + (not missing)
    assert despite
    assert whole


def test_no_way_leads_to_an_answer_before_the_minutes_unless_despite():
    """Adjusted at once, adjusted before, or marked with a reason."""
    kinds = set()
    for case in walked()[0]:
        for events in rounds_of(case.events):
            for at, event in enumerate(events):
                if not isinstance(event, Answered):
                    continue
                adopted = [e for e in events[:at] if isinstance(e, Adopted)][-1]
                minutes = any(isinstance(e, MinutesAdjusted) for e in events[:at])
                fine = adopted.immediate or minutes
                assert event.irregular == (
                    () if fine else (Irregularity.MINUTES_NOT_ADJUSTED,)
                )
                assert event.despite or fine
                kinds.add((adopted.immediate, minutes))
    assert len(kinds) > 2


def test_every_case_that_is_not_at_its_end_has_an_open_deadline():
    """There is always a day to work towards, for the memo names a reply day."""
    for case in walked()[0]:
        result = plan(case)
        left = [
            one
            for one in result.deadlines
            if one.status in (Status.OPEN, Status.PROJECTED) and one.due is not None
        ]
        answer = f"answer@{n}" if (n := len(rounds_of(case.events))) > 1 else "answer"
        if case.state in (State.ANSWERED, State.CLOSED):
            assert result[answer].status is not Status.OPEN
            continue
        assert answer in [one.id for one in left]
        assert any(one.status is Status.OPEN for one in left)
        assert result.next is not None


def test_every_case_that_is_not_at_its_end_has_a_way_to_it():
    """It can be closed at once, and it can be answered in at most three more steps."""
    later, last = date(2022, 12, 1), date(2022, 12, 2)
    for case in walked()[0]:
        if case.state in (State.ANSWERED, State.CLOSED):
            continue
        closed = case.take("close", on=later, by="x", reason="återkallat")
        assert closed.state is State.CLOSED
        assert closed.allowed == ()
        on_its_way = case
        if Step.DRAFT in on_its_way.allowed:
            on_its_way = on_its_way.take("draft", on=later, by="x", responses=BOTH)
        if Step.ADOPT in on_its_way.allowed:
            on_its_way = on_its_way.take(
                "adopt", on=later, by="x", responses=BOTH, immediate=True
            )
        if on_its_way is case:  # adopted before: are its minutes adjusted?
            on_its_way = case.record(MinutesAdjusted(on=later, by="x"))
        answered = on_its_way.take("answer", on=last, by="x")
        assert answered.state is State.ANSWERED
        assert not answered.events[-1].irregular


def test_an_error_leaves_no_half_taken_case():
    """Whatever is refused, the case is what it was, and can go on as if not asked."""
    for case in walked()[0]:
        before = Case(case.memo, case.body, case.authority, case.history)
        state, events = case.state, case.events
        for event in menu(DAY - timedelta(days=1)):
            with pytest.raises(NotAllowed) as refused:
                case.record(event)
            assert refused.value.impossible
            assert refused.value.allowed == case.allowed
        assert case == before
        assert case.history is before.history
        assert case.events is events
        assert case.state is state
