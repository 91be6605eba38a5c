"""A step of a case: the stock machine beside `Case.take`, and other machines.

The stock machine knows no guards, no day and no person; `attrs.evolve` of a frozen
object with a history is what any immutable record of the step costs.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import cycle

import attrs

from auditflow import BusinessCalendar, Case, Plan, Rulebook, plan
from auditflow.events import AnyEvent
from auditflow.lifecycle import State
from auditflow.memo import Memo, ReplyRequest, Role
from benchmarks import seed
from benchmarks.days import bare_look_up
from benchmarks.machines import FIVE_STEPS, LIVES, stock_model
from benchmarks.measuring import Comparison, Contender, compared
from benchmarks.peers import invited
from benchmarks.planning import read

STOCK = "stock machine's trigger plus attrs.evolve"
DRAFT = 'case.take("draft", …), with guards'
ADOPT = 'case.take("adopt", …), with guards and a meeting calendar'
PLANNED_LIFE = "ten events, each recorded with its guards, and a plan after each"
RECORDED_LIFE = "the same without the plans"
SAME_LIFE = "the same letter again and again"
READ_LIFE = "with every field of every plan read, its reasons too"
REPLAY = "Case(…) of ten ready events, its state read"


@attrs.frozen
class Record:
    """The least that can be kept of a step: what a case has, checked by nobody."""

    memo: object
    body: str
    authority: str
    history: tuple[AnyEvent, ...]


def _stock() -> Contender:
    model, opened = stock_model(), seed.opened()
    trigger: Callable[[], bool] = getattr(model, "draft")  # noqa: B009 - put on by it
    record = Record(opened.memo, opened.body, opened.authority, opened.history)
    event = seed.drafted().history[-1]

    def step() -> Record:
        model.state = State.RECEIVED.value
        trigger()
        return attrs.evolve(record, history=(*record.history, event))

    return Contender(STOCK, step, note="no guards; its event is built before")


def _draft() -> Contender:
    case, responses = seed.opened(), seed.responses()

    def step() -> Case:
        return case.take("draft", on=seed.DRAFTED, by="nn", responses=responses)

    return Contender(DRAFT, step, note="its event is built within")


def _adopt() -> Contender:
    case, meetings = seed.drafted(), seed.meetings()

    def step() -> Case:
        return case.take("adopt", on=seed.MEETING, by="nn", meetings=meetings)

    return Contender(ADOPT, step, note="its event is built within")


def taking(*, rounds: int) -> Comparison:
    """One step with its guards beside the stock machine's."""
    return compared(
        "take",
        "Taking a step",
        "one step",
        [_stock(), _draft(), _adopt()],
        rounds=rounds,
    )


def _our_life() -> Contender:
    opened, responses, meetings = seed.opened(), seed.responses(), seed.meetings()

    def life() -> Case:
        on, by = seed.DRAFTED, "nn"
        case = opened.take("refer", on=on, by=by, to=["socialnämnden"])
        case = case.take("draft", on=on, by=by, responses=responses)
        case = case.take("revise", on=on, by=by)
        case = case.take(
            "adopt", on=seed.MEETING, by=by, immediate=True, meetings=meetings
        )
        return case.take("answer", on=seed.MEETING, by=by)

    note = "guards, days, persons and a history that the others do not have"
    return Contender("auditflow case.take", life, len(FIVE_STEPS), note)


def _life_of(name: str, make: Callable[[], Callable[[], object]]) -> Contender:
    return Contender(name, make(), len(FIVE_STEPS), "states only")


def living(*, rounds: int) -> Comparison:
    """A life of five steps in each state machine."""
    peers, missing = invited(
        {name: partial(_life_of, name, make) for name, make in LIVES.items()}
    )
    return compared(
        "lives",
        "A life of five steps: refer, draft, revise, adopt, answer",
        "one step of five",
        [*peers, _our_life()],
        rounds=rounds,
        missing=missing,
    )


def planning_a_life(*, rounds: int, pool: int) -> Comparison:
    """A whole life, its days worked out anew after each of its ten events.

    Each time another letter, sixty in turn with a reply day each: what is kept for
    cases alike is then of little use.
    """
    arrival, *events = seed.ten_events()
    rulebook, calendar = Rulebook.default(), BusinessCalendar.sweden()
    meetings = seed.meetings()

    def recorded(memo: Memo) -> Iterator[Case]:
        case = Case.open(memo, received=arrival.on)
        yield case
        for event in events:
            case = case.record(event, meetings=meetings)
            yield case

    def planned(memo: Memo) -> list[Plan]:
        return [
            plan(case, rulebook=rulebook, calendar=calendar, meetings=meetings)
            for case in recorded(memo)
        ]

    def planned_and_read(memo: Memo) -> None:
        for made in planned(memo):
            read(made)

    letter = seed.opened().memo
    letters = cycle([_asked_for(seed.REPLY + timedelta(n)) for n in range(60)])
    contenders = [
        bare_look_up(pool),
        Contender(RECORDED_LIFE, lambda: [*recorded(letter)][-1]),
        Contender(PLANNED_LIFE, lambda: planned(next(letters))),
        Contender(SAME_LIFE, lambda: planned(letter)),
        Contender(READ_LIFE, lambda: planned_and_read(next(letters))),
    ]
    title = "A life of ten events, planned after each"
    return compared("planned life", title, "one life", contenders, rounds=rounds)


def _asked_for(day: date) -> Memo:
    """The letter, with another day for the answer."""
    letter, reply = seed.opened().memo, ReplyRequest.by(day)
    bodies = [
        attrs.evolve(body, reply=reply) if body.role is Role.MUST_ANSWER else body
        for body in letter.bodies
    ]
    return attrs.evolve(letter, bodies=bodies)


def replaying(*, rounds: int, pool: int) -> Comparison:
    """A case made again from the ten events of its life."""
    opened, events = seed.opened(), seed.ten_events()

    def replay() -> State:
        return Case(opened.memo, opened.body, opened.authority, events).state

    return compared(
        "replay",
        "Replaying a history of ten events",
        "one history",
        [bare_look_up(pool), Contender(REPLAY, replay)],
        rounds=rounds,
    )
