"""The states and steps, walked through against a table written by hand."""

from datetime import date, timedelta

import attrs
import pytest

from auditflow.errors import NotAllowed, StepUnknown
from auditflow.events import (
    Adopted,
    Answered,
    AnyStep,
    Asked,
    Closed,
    Drafted,
    Event,
    Irregularity,
    MinutesAdjusted,
    Received,
    Referred,
    Registered,
    RemittedBack,
    Reopened,
    Revised,
    StepEvent,
    asked_in,
)
from auditflow.lifecycle import (
    EVENT_OF,
    Situation,
    State,
    Step,
    allowed,
    machine,
    state_after,
    step_named,
    tried,
)
from auditflow.memo import ReplyRequest

DAY = date(2022, 10, 5)
_MADE: dict[Step, AnyStep] = {
    Step.REFER: Referred(on=DAY, by="registrator", to=["socialnämnden"]),
    Step.DRAFT: Drafted(on=DAY, by="handläggaren"),
    Step.REVISE: Revised(on=DAY, by="handläggaren"),
    Step.REMIT: RemittedBack(on=DAY, by="sekreteraren"),
    Step.ADOPT: Adopted(on=DAY, by="sekreteraren"),
    Step.ANSWER: Answered(on=DAY, by="registrator"),
    Step.REOPEN: Reopened(on=DAY, by="registrator", reply=ReplyRequest.by(DAY)),
    Step.CLOSE: Closed(on=DAY, by="registrator", reason="återkallat"),
}
BODY = "kommunstyrelsen"
_ARRIVAL = Received(on=DAY, by="registrator")
_NOTHING_IN_THE_WAY = Situation(_ARRIVAL, BODY, meets=True, minutes_adjusted=True)

# The whole lifecycle, by hand: where each step leads from each state; a dot is no way.
TABLE = """
            refer     draft    revise   remit     adopt    answer    reopen    close
received    referred  drafted  .        .         .        .         .         closed
referred    referred  drafted  .        .         .        .         .         closed
drafted     .         .        drafted  received  adopted  .         .         closed
adopted     .         .        .        .         .        answered  .         closed
answered    .         .        .        .         .        .         received  .
closed      .         .        .        .         .        .         .         .
"""
_STEPS, *_ROWS = [line.split() for line in TABLE.strip().splitlines()]
WALK = [
    pytest.param(State(state), Step(step), to, id=f"{step}-from-{state}")
    for state, *leads in _ROWS
    for step, to in zip(_STEPS, leads, strict=True)
]


def test_the_table_is_whole():
    """Every state, every step, each once."""
    assert sorted(row[0] for row in _ROWS) == sorted(State)
    assert sorted(_STEPS) == sorted(Step)
    assert len(WALK) == len(State) * len(Step)


def _leading_to(state: State) -> list[Event]:
    """A history that ends in *state*."""
    way: dict[State, list[Step]] = {
        State.RECEIVED: [],
        State.REFERRED: [Step.REFER],
        State.DRAFTED: [Step.DRAFT],
        State.ADOPTED: [Step.DRAFT, Step.ADOPT],
        State.ANSWERED: [Step.DRAFT, Step.ADOPT, Step.ANSWER],
        State.CLOSED: [Step.CLOSE],
    }
    return [Received(on=DAY, by="registrator"), *(_MADE[step] for step in way[state])]


@pytest.mark.parametrize(("state", "step", "to"), WALK)
def test_each_step_from_each_state(state, step, to):
    """It leads where the table says, or is refused with what is possible instead."""
    history = _leading_to(state)
    assert state_after(history) is state
    if to == ".":
        assert step not in allowed(state)
        with pytest.raises(NotAllowed) as refused:
            tried(_MADE[step], state, _NOTHING_IN_THE_WAY)
        assert refused.value.impossible == (f"the case is {state}",)
        assert refused.value.irregular == ()
        assert refused.value.allowed == allowed(state)
        assert (refused.value.what, refused.value.state) == (step, state)
    else:
        assert step in allowed(state)
        event = tried(_MADE[step], state, _NOTHING_IN_THE_WAY)
        assert event is _MADE[step]
        assert state_after([*history, event]) is State(to)


def test_what_is_irregular_is_beside_the_point_in_a_wrong_state():
    """Nobody is asked why a step is taken all the same that cannot be taken at all."""
    facts = Situation(_ARRIVAL, BODY, unanswered=(1,), meets=False)
    for step, state in ((Step.ADOPT, State.RECEIVED), (Step.ANSWER, State.DRAFTED)):
        with pytest.raises(NotAllowed) as refused:
            tried(_MADE[step], state, facts)
        assert refused.value.irregular == ()
        assert "despite" not in str(refused.value)


@pytest.mark.parametrize(("state", "step", "to"), WALK)
def test_a_reason_opens_no_way_that_is_not_there(state, step, to):
    """``despite`` is for what is irregular; the wrong state is impossible."""
    event = attrs.evolve(_MADE[step], despite="bråttom")
    if to == ".":
        with pytest.raises(NotAllowed):
            tried(event, state, _NOTHING_IN_THE_WAY)
    else:
        assert tried(event, state, _NOTHING_IN_THE_WAY).irregular == ()


@pytest.mark.parametrize(("state", "step", "to"), WALK)
def test_no_step_is_taken_before_the_one_it_builds_on(state, step, to):
    """A day too early is impossible from every state, and told beside the rest."""
    later = Received(on=DAY + timedelta(days=1), by="registrator")
    situation = attrs.evolve(_NOTHING_IN_THE_WAY, latest=later)
    with pytest.raises(NotAllowed) as refused:
        tried(attrs.evolve(_MADE[step], despite="bråttom"), state, situation)
    told = refused.value.impossible
    early = "2022-10-05 lies before 2022-10-06, the day of what it builds on"
    assert told == ((early,) if to != "." else (f"the case is {state}", early))


def test_remitting_back_leads_to_two_states():
    """To the beginning, or to other bodies where statements are wanted."""
    wanting = RemittedBack(on=DAY, by="x", statements_from=["socialnämnden"])
    assert tried(wanting, State.DRAFTED, _NOTHING_IN_THE_WAY) is wanting
    assert state_after([wanting]) is State.REFERRED
    assert state_after([_MADE[Step.REMIT]]) is State.RECEIVED


@pytest.mark.parametrize(
    ("event", "state", "why"),
    [
        pytest.param(
            Referred(on=DAY, by="x", to=[]),
            State.RECEIVED,
            "no body is asked for a statement",
            id="referred-to-nobody",
        ),
        pytest.param(
            Closed(on=DAY, by="x", reason=""),
            State.RECEIVED,
            "a case is closed only for a reason that is given",
            id="closed-without-a-reason",
        ),
        pytest.param(
            Closed(on=DAY, by="x", reason=" \t\n"),
            State.ADOPTED,
            "a case is closed only for a reason that is given",
            id="closed-for-a-blank-reason",
        ),
    ],
)
def test_what_is_impossible_stays_impossible(event, state, why):
    """No reason helps a step without its content."""
    for tried_event in (event, attrs.evolve(event, despite="bråttom")):
        with pytest.raises(NotAllowed) as refused:
            tried(tried_event, state, _NOTHING_IN_THE_WAY)
        assert refused.value.impossible == (why,)


IRREGULAR = [
    pytest.param(
        Step.ADOPT,
        {"unanswered": (2, 3)},
        {Irregularity.UNANSWERED: "the draft has no response to recommendation 2, 3"},
        id="adopted-without-every-response",
    ),
    pytest.param(
        Step.ADOPT,
        {"meets": False},
        {Irregularity.NO_MEETING: "2022-10-05 is no meeting of the body"},
        id="adopted-on-no-meeting",
    ),
    pytest.param(
        Step.ADOPT,
        {"unanswered": (1,), "meets": False},
        {
            Irregularity.UNANSWERED: "the draft has no response to recommendation 1",
            Irregularity.NO_MEETING: "2022-10-05 is no meeting of the body",
        },
        id="both-at-once",
    ),
    pytest.param(
        Step.ANSWER,
        {"minutes_adjusted": False},
        {Irregularity.MINUTES_NOT_ADJUSTED: "the minutes are not adjusted yet"},
        id="answered-before-the-minutes",
    ),
]
_READY = {Step.ADOPT: State.DRAFTED, Step.ANSWER: State.ADOPTED}


@pytest.mark.parametrize(("step", "situation", "expected"), IRREGULAR)
def test_what_is_irregular_needs_a_reason(step, situation, expected):
    """Without one it is refused, all reasons at once; with one it is marked."""
    facts = attrs.evolve(_NOTHING_IN_THE_WAY, **situation)
    for blank in (None, "", "  \n"):
        with pytest.raises(NotAllowed) as refused:
            tried(attrs.evolve(_MADE[step], despite=blank), _READY[step], facts)
        assert refused.value.impossible == ()
        assert refused.value.irregular == tuple(expected.values())
        assert 'despite="…"' in str(refused.value)
    event = tried(attrs.evolve(_MADE[step], despite="delegation"), _READY[step], facts)
    assert event.irregular == tuple(expected)
    assert event.despite == "delegation"
    assert attrs.evolve(event, irregular=()) == attrs.evolve(
        _MADE[step], despite="delegation"
    )


def test_every_irregularity_has_its_row():
    """The table above holds each of them."""
    rows = [param.values[2] for param in IRREGULAR]
    assert {kind for row in rows if isinstance(row, dict) for kind in row} == {
        *Irregularity
    }


def test_unknown_meetings_are_no_irregularity():
    """Where nobody knows whether the body meets, nothing is held against it."""
    facts = attrs.evolve(_NOTHING_IN_THE_WAY, meets=None)
    assert tried(_MADE[Step.ADOPT], State.DRAFTED, facts).irregular == ()


def test_impossible_and_irregular_are_told_at_once():
    """Whoever is refused learns everything that stands in the way."""
    later = Received(on=DAY + timedelta(days=1), by="registrator")
    facts = Situation(later, BODY, unanswered=(1,), meets=False)
    with pytest.raises(NotAllowed) as refused:
        tried(_MADE[Step.ADOPT], State.DRAFTED, facts)
    assert len(refused.value.impossible) == 1
    assert len(refused.value.irregular) == 2


def test_a_refused_step_leaves_no_trace():
    """The machine is shared: what one case is refused, the next one is not told."""
    for _ in range(3):
        with pytest.raises(NotAllowed) as refused:
            tried(_MADE[Step.ANSWER], State.ADOPTED, Situation(_ARRIVAL, BODY))
        assert len(refused.value.irregular) == 1
        done = tried(_MADE[Step.ANSWER], State.ADOPTED, _NOTHING_IN_THE_WAY)
        assert done.irregular == ()


@pytest.mark.parametrize("step", [*Step])
def test_a_step_is_found_by_its_word(step):
    """The member and its word name the same step, and each has its own event."""
    assert step_named(step.value) is step_named(step) is step
    assert issubclass(EVENT_OF[step], StepEvent)


@pytest.mark.parametrize("word", ["", "Refer", "refered", "to_answered", " draft"])
def test_an_unknown_step_is_refused(word):
    """Above all the way into every state that the machine offers by default."""
    with pytest.raises(StepUnknown, match="the steps are: refer, draft, revise, remit"):
        step_named(word)


def test_each_step_has_one_event_and_each_step_event_one_step():
    """The two words for each step cannot drift apart."""
    assert {*EVENT_OF} == {*Step}
    assert {*EVENT_OF.values()} == {*StepEvent.__subclasses__()}


def test_the_machine_has_no_back_door():
    """By default it would offer a way into every state, past all guards."""
    assert {*machine._machine.events} == {*Step}


def test_the_state_needs_no_machine():
    """Replaying is a fold over the steps: other events change nothing."""
    registered = Registered(on=DAY, by="x", dnr="1")
    adjusted = MinutesAdjusted(on=DAY, by="x")
    assert state_after([]) is State.RECEIVED
    assert state_after([registered]) is State.RECEIVED
    history = _leading_to(State.ADOPTED)
    assert state_after([*history, adjusted, registered]) is State.ADOPTED


def test_the_words_of_states_and_steps():
    """They stand in JSON and on the command line: a promise."""
    assert [*State] == [
        "received", "referred", "drafted", "adopted", "answered", "closed",
    ]  # fmt: skip
    assert [*Step] == [
        "refer", "draft", "revise", "remit", "adopt", "answer", "reopen", "close",
    ]  # fmt: skip


def test_the_steps_allowed_stand_in_the_order_of_a_case():
    """As a person would go through them."""
    assert [str(step) for step in allowed(State.RECEIVED)] == [
        "refer",
        "draft",
        "close",
    ]
    assert [str(step) for step in allowed(State.DRAFTED)] == [
        "revise", "remit", "adopt", "close",
    ]  # fmt: skip
    assert allowed(State.CLOSED) == ()


def test_who_was_asked_for_a_statement():
    """Each body once, with the latest reply day, whoever spelt its name."""
    early, late = date(2022, 10, 20), date(2022, 11, 1)
    history = [
        Received(on=DAY, by="x"),
        Referred(on=DAY, by="x", to={"socialnämnden": early, "byggnadsnämnden": None}),
        RemittedBack(on=DAY, by="x", statements_from=[Asked("Socialnämndens", late)]),
    ]
    assert asked_in(history) == (
        Asked("Socialnämndens", late), Asked("byggnadsnämnden"),
    )  # fmt: skip
    assert asked_in([]) == ()
