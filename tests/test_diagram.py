"""The picture of the lifecycle, and of a case in it, is Mermaid and says what is so."""

import re
from datetime import date

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditflow.case import Case
from auditflow.events import Drafted, MinutesAdjusted, StepEvent
from auditflow.export import case_diagram, lifecycle_diagram
from auditflow.lifecycle import State, Step, allowed
from auditflow.lifecycle.words import STATE_WORDS, STEP_WORDS
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.reasons import Language
from tests.property.strategies import histories

# What Mermaid takes in each line of a stateDiagram-v2, as far as it is used here: no
# quotation mark or line within a label, no colon or semicolon after an arrow's own.
_LINES = {
    "direction": re.compile(r"  direction (LR|TB)"),
    "style": re.compile(
        r"  classDef (s_[a-z]+) ([a-z-]+:[a-z0-9]+(?:,[a-z-]+:[a-z0-9]+)*)"
    ),
    "state": re.compile(r'  state "([^"\n;]+)" as ([a-z]+)'),
    "class": re.compile(r"  Class ([a-z]+) (s_[a-z]+)"),
    "way": re.compile(r"  ([a-z]+) --> ([a-z]+): ([^:;\n]+)"),
    "first": re.compile(r"  \[\*\] --> ([a-z]+)"),
    "blank": re.compile(""),
}


@attrs.define
class Drawn:
    """A diagram as it was read, line by line; a line that Mermaid refuses fails."""

    title: str
    styles: set[str] = attrs.field(factory=set)
    labels: dict[str, list[str]] = attrs.field(factory=dict)
    classes: dict[str, str] = attrs.field(factory=dict)
    ways: set[tuple[str, str, str]] = attrs.field(factory=set)
    first: list[str] = attrs.field(factory=list)

    @classmethod
    def of(cls, text: str) -> "Drawn":
        assert text.endswith("\n")
        start, title, end, kind, *lines = text.splitlines()
        assert (start, end, kind) == ("---", "---", "stateDiagram-v2")
        named = re.fullmatch(r'title: "([^"\\]+)"', title)
        assert named is not None, title
        drawn = cls(named[1])
        for line in lines:
            drawn.read(line)
        return drawn

    def read(self, line: str) -> None:
        found = [(kind, m) for kind, p in _LINES.items() if (m := p.fullmatch(line))]
        assert len(found) == 1, line
        kind, said = found[0]
        match kind:
            case "style":
                self.styles.add(said[1])
            case "state":
                self.labels[said[2]] = said[1].split("<br/>")
            case "class":
                self.classes[said[1]] = said[2]
            case "way":
                self.ways.add((said[1], said[3], said[2]))
            case "first":
                self.first.append(said[1])
            case _:
                pass

    def days(self, state: str) -> list[str]:
        return self.labels[state][1:]


def opened() -> Case:
    """A case of a memo that asks for an answer."""
    asked = Body("kommunstyrelsen", "must_answer", ReplyRequest.by(date(2022, 11, 25)))
    memo = Memo(municipality="Sala kommun", bodies=[asked])
    return Case.open(memo, received=date(2022, 9, 27))


def drafted(case: Case, on: date) -> Case:
    return case.take("draft", on=on, by="anna")


def answered_twice() -> Case:
    """A case that was remitted back, answered, and reopened for a second round."""
    case = opened().take("refer", on=date(2022, 9, 29), by="anna", to=["SN"])
    case = drafted(case, date(2022, 10, 5))
    case = case.take("remit", on=date(2022, 10, 12), by="ks", reason="oklart")
    case = drafted(case, date(2022, 10, 19))
    case = case.take("revise", on=date(2022, 10, 20), by="anna")
    case = case.take("adopt", on=date(2022, 11, 2), by="ks")
    case = case.record(MinutesAdjusted(on=date(2022, 11, 9), by="ks"))
    case = case.take("answer", on=date(2022, 11, 10), by="anna")
    supplement = ReplyRequest.by(date(2023, 3, 1))
    case = case.take("reopen", on=date(2023, 1, 9), by="rev", reply=supplement)
    return drafted(case, date(2023, 1, 20))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_lifecycle_has_each_state_and_each_step(language: Language):
    """Drawn from the table that the steps are tried by, in words of the language."""
    drawn = Drawn.of(lifecycle_diagram(language))
    assert drawn.labels == {s.value: [STATE_WORDS[s][language]] for s in State}
    words = {STEP_WORDS[step][language]: step for step in Step}
    steps = {(source, words[word]) for source, word, _ in drawn.ways}
    assert steps == {(s.value, step) for s in State for step in allowed(s)}
    assert len(drawn.ways) == len(steps) + 1  # a draft is remitted to two states
    assert drawn.first == ["received"]


def test_the_lifecycle_says():
    """A few ways by hand, and no state that stands out."""
    drawn = Drawn.of(lifecycle_diagram("sv"))
    assert drawn.title == "Ärendets gång"
    assert {
        ("drafted", "återremittera", "received"),
        ("drafted", "återremittera", "referred"),
        ("drafted", "revidera", "drafted"),
        ("answered", "återuppta", "received"),
        ("adopted", "avsluta", "closed"),
    } <= drawn.ways
    assert not any(source == "closed" for source, _, _ in drawn.ways)
    assert set(drawn.classes.values()) == {"s_default"}
    assert drawn.styles == {"s_default", "s_passed", "s_current"}


def test_a_case_stands_on_the_states_it_came_through():
    """Each day on which it came into a state, round after round."""
    drawn = Drawn.of(case_diagram(answered_twice(), "sv"))
    assert drawn.title == answered_twice().name
    assert drawn.labels == {
        "received": ["inkommen", "2022-09-27", "2022-10-12", "omgång 2: 2023-01-09"],
        "referred": ["remitterad", "2022-09-29"],
        "drafted": ["beredd", "2022-10-05", "2022-10-19", "omgång 2: 2023-01-20"],
        "adopted": ["beslutad", "2022-11-02"],
        "answered": ["besvarad", "2022-11-10"],
        "closed": ["avslutad"],
    }
    assert drawn.classes == {
        "received": "s_passed",
        "referred": "s_passed",
        "drafted": "s_current",
        "adopted": "s_passed",
        "answered": "s_passed",
        "closed": "s_default",
    }


def test_the_rounds_are_named_in_english():
    """As the states are."""
    drawn = Drawn.of(case_diagram(answered_twice()))
    assert drawn.labels["received"] == [
        "received", "2022-09-27", "2022-10-12", "round 2: 2023-01-09",
    ]  # fmt: skip


def test_a_step_within_a_state_brings_a_case_into_none():
    """Asking a second body, or revising the draft, leaves the case where it stands."""
    case = opened().take("refer", on=date(2022, 9, 29), by="anna", to=["SN"])
    case = case.take("refer", on=date(2022, 10, 3), by="anna", to=["BUN"])
    drawn = Drawn.of(case_diagram(case))
    assert drawn.days("referred") == ["2022-09-29"]


def test_what_was_corrected_is_drawn_as_it_counts():
    """On the right day, and nowhere if it did not happen."""
    wrong = Drafted(on=date(2022, 10, 5), by="anna")
    case = opened().record(wrong)
    right = attrs.evolve(wrong, on=date(2022, 10, 6))
    later = date(2022, 10, 10)
    moved = case.correct(wrong, right, on=later, by="anna", reason="fel dag")
    assert Drawn.of(case_diagram(moved)).days("drafted") == ["2022-10-06"]
    struck = case.correct(wrong, on=later, by="anna", reason="fel ärende")
    drawn = Drawn.of(case_diagram(struck))
    assert drawn.days("drafted") == []
    assert drawn.classes["drafted"] == "s_default"
    assert drawn.classes["received"] == "s_current"


def test_a_case_that_was_just_opened():
    """It stands in the first state, and came through no other."""
    drawn = Drawn.of(case_diagram(opened()))
    assert drawn.days("received") == ["2022-09-27"]
    assert drawn.classes.pop("received") == "s_current"
    assert set(drawn.classes.values()) == {"s_default"}


@settings(max_examples=40)
@given(history=histories(), language=st.sampled_from(["sv", "en"]))
def test_each_case_is_drawn(history, language):
    """Whatever happened: the state it stands in is marked, each day stands once."""
    case, _ = history
    drawn = Drawn.of(case_diagram(case, language))
    current = [state for state, style in drawn.classes.items() if style == "s_current"]
    assert current == [case.state.value]
    assert drawn.ways == Drawn.of(lifecycle_diagram(language)).ways
    days = {day.rpartition(" ")[2] for state in State for day in drawn.days(state)}
    steps = {str(event.on) for event in case.events if isinstance(event, StepEvent)}
    assert days <= steps | {str(case.received)}
    for state in State:
        passed = drawn.classes[state] != "s_default"
        assert passed is bool(drawn.days(state))
