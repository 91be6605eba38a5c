"""Laws of the ledger: what was known when, replaying, refusing and correcting."""

import json
from copy import copy
from datetime import date, datetime, timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow.case import Case
from auditflow.cli import as_json
from auditflow.day import day_of, start_of
from auditflow.errors import NotAllowed
from auditflow.events import AnyEvent, Corrected, Received
from auditflow.lifecycle import allowed
from auditflow.planning import plan
from tests.property.histories import (
    ANYTHING,
    MEETINGS,
    Dice,
    Life,
    codes,
    correction_in,
    life_of,
    lives,
    recorded_in,
)

LAW = settings(max_examples=2000, deadline=None)
TODAY = date(2022, 11, 15)


def in_json(case: Case, known_at: datetime | None = None) -> str:
    """The plan of *case*, as the command line prints it for machines."""
    planned = plan(case, meetings=MEETINGS, today=TODAY, known_at=known_at)
    return json.dumps(as_json.of_plan(planned, []), ensure_ascii=False)


def afresh(case: Case) -> Case:
    """The same case made of other objects, of which nothing can be kept."""
    return Case(case.memo, case.body, case.authority, map(copy, case.history))


def dues(case: Case) -> list[tuple[object, ...]]:
    """Each deadline with its days and where it stands."""
    found = plan(case, meetings=MEETINGS, today=TODAY).deadlines
    return [(one.id, one.raw, one.due, one.safe, one.status) for one in found]


def test_lives_are_rich():
    """Some thousand numbers tell every kind of event, late ones and wrong ones too."""
    told, refused, late, answered = set(), set(), 0, 0
    for seed in range(400):
        numbers = [seed, *((seed * 7919 + n) * 48271**2 % 2**24 for n in range(18))]
        life = life_of(numbers)
        told |= {type(event) for event in life.told}
        refused |= {type(event) for _, event, _ in life.refusals}
        late += sum(event.recorded > start_of(event.on) for event in life.told)
        answered += life.case.state == "answered"
    assert told == {*ANYTHING} - {Received}
    assert len(refused) > 25
    assert late > 1000
    assert answered > 10


@LAW
@given(life=lives, number=st.integers(0, 20))
def test_what_is_told_later_never_changes_an_earlier_answer(life: Life, number: int):
    """The plan for an instant is the same to the byte, whatever was recorded since."""
    then, instant = life.known_at(number)
    now = afresh(life.case)
    assert in_json(now, instant) == in_json(then)
    assert now.as_known_at(instant) == then
    assert then.as_known_at(instant) is then


@LAW
@given(life=lives)
def test_replaying_a_history_restores_the_case(life: Life):
    """All at once, and event by event in the order in which they were told."""
    case = life.case
    once = Case(case.memo, case.body, case.authority, case.history)
    again = life.stages[0]
    for event in life.told:
        again = recorded_in(again, copy(event))
    for other in (once, again):
        assert other == case
        assert hash(other) == hash(case)
        assert (other.state, other.events) == (case.state, case.events)
    assert dues(again) == dues(case)
    assert {*map(id, life.told)} < {*map(id, case.history)}, "a history only grows"


@LAW
@given(life=lives)
def test_every_refusal_names_its_reasons_and_what_is_allowed_instead(life: Life):
    """At least one reason, the steps that the state permits, and nothing is done."""
    for case, event, refused in life.refusals:
        reasons = (*refused.impossible, *refused.irregular)
        assert reasons
        assert all(reason.strip() for reason in reasons)
        assert refused.state is case.state
        assert refused.allowed == case.allowed == allowed(case.state)
        said = str(refused)
        assert all(reason in said for reason in reasons)
        if refused.impossible:
            assert all(step in said for step in refused.allowed)
        assert not any(entry is event for entry in case.history)
        if event.despite:
            assert refused.impossible, "a reason was given, and nothing else is wrong"


def _counting(events: tuple[AnyEvent, ...]) -> list[AnyEvent]:
    """What counts, each with the instant at which its entry was made.

    What is irregular in a step is marked anew after a correction; that is claimed
    elsewhere.
    """
    return [_plainly(event, event.recorded) for event in events]


def _plainly(event: AnyEvent, recorded: datetime) -> AnyEvent:
    return attrs.evolve(event, recorded=recorded, irregular=())


def _tomorrow(case: Case) -> date:
    """The day after the last one on which something was told."""
    return max(day_of(event.recorded) for event in case.history) + timedelta(days=1)


def _corrections(case: Case) -> list[Corrected]:
    """The corrections in the order in which they were told."""
    found = [event for event in case.history if isinstance(event, Corrected)]
    return sorted(found, key=lambda event: event.recorded.timestamp())


def _impossible(case: Case) -> list[str]:
    """Each event that counts and could not be told after those before it."""
    found = []
    for count, event in enumerate(case.events[1:], 1):
        until = Case(case.memo, case.body, case.authority, case.events[:count])
        try:
            until.record(event)
        except NotAllowed:
            found.append(f"{event.word.replace('_', ' ')} of {event.on}")
    return found


@LAW
@given(life=lives, code=codes)
def test_a_correction_keeps_the_old_entry_and_shows_the_right_one(
    life: Life, code: int
):
    """Or it is refused, and names each event that would become impossible."""
    case, dice = life.case, Dice(code)
    on = _tomorrow(case)
    correction = correction_in(case, on, dice)
    told = f"{correction.wrong.word.replace('_', ' ')} of {correction.wrong.on}"
    try:
        after, refused = case.record(correction), None
    except NotAllowed as why:
        unchecked = [*case.history, correction]
        after = Case(case.memo, case.body, case.authority, unchecked)
        refused = why
    if refused is not None:
        assert refused.what == f"correct {told}"
        kinds = {type(correction.wrong) is Received, type(correction.right) is Received}
        named = {why.split(" would become")[0] for why in refused.impossible}
        early = any("the memo's own day" in why for why in refused.impossible)
        if len(kinds) == 1 and not early:  # else nothing more is looked at
            became = {*_impossible(after)}
            assert became - {*_impossible(case)} <= named <= became
        return
    assert after.history == (*case.history, correction)
    assert {*_impossible(after)} <= {*_impossible(case)}
    replaced = [e for e in case.history if e == correction.wrong]
    assert replaced
    latest = {event.wrong: event.right for event in _corrections(after)}
    expected = [
        _plainly(right, event.recorded)
        for event in case.history
        if type(event) is not Corrected
        and (right := latest.get(event, event)) is not None
    ]
    assert sorted(map(repr, _counting(after.events))) == sorted(map(repr, expected))


@LAW
@given(life=lives, code=codes, other=codes)
def test_the_latest_correction_holds_and_the_first_entry_can_come_back(
    life: Life, code: int, other: int
):
    """Corrected twice it is as if only the second were made; and once more, undone."""
    case = life.case
    on = _tomorrow(case)
    wrong = Dice(code).pick([e for e in case.history if type(e) is not Corrected])
    before = [event for event in _corrections(case) if event.wrong == wrong]
    dice, corrected = Dice(other), case
    moved_to = [dice.day(wrong.on, -5, 9) for _ in range(2)]
    rights = [attrs.evolve(wrong, on=day, by="bo") for day in moved_to]
    for number, right in enumerate(rights):
        try:
            corrected = corrected.correct(
                wrong, right, on=on, by="anna", reason=f"fel {number}"
            )
        except NotAllowed:
            return
        assert _plainly(right, wrong.recorded) in _counting(corrected.events)
        assert wrong not in corrected.events
        assert wrong in corrected.history
    once = case.correct(wrong, rights[-1], on=on, by="anna", reason="en gång")
    assert once.events == corrected.events
    stood = before[-1].right if before else wrong
    try:
        restored = corrected.correct(wrong, stood, on=on, by="anna", reason="ändå rätt")
    except NotAllowed:
        assert _impossible(case), "a step told late may have made it so before"
        return
    assert restored.state is case.state
    assert _counting(restored.events) == _counting(case.events)
    assert dues(restored) == dues(case)
