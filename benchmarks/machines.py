"""The same five steps in each state machine: refer, draft, revise, adopt, answer.

None of the peers keeps a history or checks what the steps need: each has its states,
its transitions, and nothing else.
"""

from collections.abc import Callable
from typing import Protocol

from transitions import Machine

from auditflow.lifecycle import State, Step

FIVE_STEPS = ("refer", "draft", "revise", "adopt", "answer")

# The table of auditflow's own machine, without its guards.
TABLE = (
    (Step.REFER, (State.RECEIVED, State.REFERRED), State.REFERRED),
    (Step.DRAFT, (State.RECEIVED, State.REFERRED), State.DRAFTED),
    (Step.REVISE, (State.DRAFTED,), State.DRAFTED),
    (Step.REMIT, (State.DRAFTED,), State.RECEIVED),
    (Step.ADOPT, (State.DRAFTED,), State.ADOPTED),
    (Step.ANSWER, (State.ADOPTED,), State.ANSWERED),
    (Step.REOPEN, (State.ANSWERED,), State.RECEIVED),
    (
        Step.CLOSE,
        (State.RECEIVED, State.REFERRED, State.DRAFTED, State.ADOPTED),
        State.CLOSED,
    ),
)


class Model:
    """A small object with a state, on which a machine puts its steps."""

    state = State.RECEIVED.value


def stock_model() -> Model:
    """A model of the stock machine of `transitions`, with its table and no guards."""
    model = Model()
    Machine(
        model=model,
        states=[state.value for state in State],
        transitions=[
            {"trigger": step.value, "source": source.value, "dest": dest.value}
            for step, sources, dest in TABLE
            for source in sources
        ],
        initial=State.RECEIVED.value,
    )
    return model


def _transitions() -> Callable[[], object]:
    model = stock_model()
    steps = [getattr(model, step) for step in FIVE_STEPS]

    def life() -> None:
        model.state = State.RECEIVED.value
        for step in steps:
            step()

    return life


def _statemachine() -> Callable[[], object]:
    from statemachine import State as A
    from statemachine import StateMachine

    class Life(StateMachine):
        received, referred, drafted = A(initial=True), A(), A()
        adopted, answered = A(), A()
        refer = received.to(referred) | referred.to.itself()
        draft = received.to(drafted) | referred.to(drafted)
        revise = drafted.to.itself()
        adopt = drafted.to(adopted)
        answer = adopted.to(answered)
        reopen = answered.to(received)

    model = Model()
    machine = Life(model)
    steps = [getattr(machine, step) for step in FIVE_STEPS]

    def life() -> None:
        model.state = State.RECEIVED.value
        for step in steps:
            step()

    return life


class Steps(Protocol):
    """The five steps, as Automat wants them declared."""

    def refer(self) -> None: ...
    def draft(self) -> None: ...
    def revise(self) -> None: ...
    def adopt(self) -> None: ...
    def answer(self) -> None: ...


def _automat() -> Callable[[], object]:
    from automat import TypeMachineBuilder

    builder = TypeMachineBuilder(Steps, Model)
    at = {state: builder.state(state.value) for state in State}
    for step, sources, dest in TABLE:
        if step in FIVE_STEPS:
            for source in sources:
                taken = at[source].upon(getattr(Steps, step))
                taken.to(at[dest]).returns(None)
    made = builder.build()

    def life() -> None:
        # A life that has ended cannot be put back, so each begins anew.
        case = made(Model())
        case.refer()
        case.draft()
        case.revise()
        case.adopt()
        case.answer()

    return life


LIVES: dict[str, Callable[[], Callable[[], object]]] = {
    "transitions": _transitions,
    "python-statemachine": _statemachine,
    "Automat": _automat,
}
