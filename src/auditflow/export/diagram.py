"""The lifecycle as a picture: Mermaid text, drawn from the table of the lifecycle.

Mermaid is drawn by many programs that show Markdown. The door to the diagrams of the
package ``transitions``.
"""

import json
from collections.abc import Mapping
from typing import Final

from pendulum import Date
from transitions import State as Node
from transitions.extensions import GraphMachine

from auditflow.case import Case
from auditflow.errors import Fault
from auditflow.events import AnyEvent, Received, StepEvent, rounds_of
from auditflow.lifecycle import WAYS, State, state_after
from auditflow.lifecycle.words import STATE_WORDS, STEP_WORDS
from auditflow.reasons import Language

_TITLE: Final[dict[Language, str]] = {
    "sv": "Ärendets gång",
    "en": "The lifecycle of a case",
}
_ROUND: Final[dict[Language, str]] = {"sv": "omgång", "en": "round"}
_PLAIN, _PASSED, _CURRENT = "default", "passed", "current"
# Black on light, for a page may be dark.
_STYLES: Final = {
    _PLAIN: {"fill": "white", "stroke": "gray", "color": "black"},
    _PASSED: {"fill": "lightcyan", "stroke": "teal", "color": "black"},
    _CURRENT: {
        "fill": "gold",
        "stroke": "black",
        "stroke-width": "3px",
        "color": "black",
    },
}


class _Labelled(Node):
    """A state with the words that stand in its box."""

    def __init__(self, name: str, label: str) -> None:
        super().__init__(name)
        self.label = label


def lifecycle_diagram(language: Language = "en") -> str:
    """The states of a case and the steps between them, as Mermaid text.

    >>> print(lifecycle_diagram("sv"))
    ---
    title: "Ärendets gång"
    ---
    stateDiagram-v2
    ...
      state "inkommen" as received
    ...
      drafted --> adopted: besluta
    ...
    """
    labels = {state: STATE_WORDS[state][language] for state in State}
    return _drawn(_TITLE[language], labels, {}, language)


def case_diagram(case: Case, language: Language = "en") -> str:
    """The same with *case* in it: the days on which it came into each state.

    Each day is there, round after round. The state in which the case stands has the
    class ``s_current``, those that it came through ``s_passed``, all others
    ``s_default``. A step that leaves a case in its state brings it into none.
    """
    days = _days_of(case, language)
    labels = {
        state: "<br/>".join((STATE_WORDS[state][language], *days[state]))
        for state in State
    }
    styles = {state: _PASSED for state in State if days[state]}
    return _drawn(case.name, labels, styles | {case.state: _CURRENT}, language)


def _days_of(case: Case, language: Language) -> Mapping[State, list[str]]:
    """The days on which *case* came into each state, each with its round."""
    days: dict[State, list[str]] = {state: [] for state in State}
    stands = None
    for number, events in enumerate(rounds_of(case.events), 1):
        for event in events:
            reached = _reached_by(event)
            if reached is not None and reached is not stands:
                days[reached].append(_day_in(event.on, number, language))
                stands = reached
    return days


def _reached_by(event: AnyEvent) -> State | None:
    """The state into which *event* brings a case; None where it changes nothing."""
    if isinstance(event, Received | StepEvent):
        return state_after((event,))
    return None


def _day_in(day: Date, number: int, language: Language) -> str:
    return str(day) if number == 1 else f"{_ROUND[language]} {number}: {day}"


def _drawn(
    title: str,
    labels: Mapping[State, str],
    styles: Mapping[State, str],
    language: Language,
) -> str:
    machine = GraphMachine(
        states=[_Labelled(state.value, labels[state]) for state in State],
        initial=State.RECEIVED.value,
        transitions=[
            {
                "trigger": step.value,
                "source": source.value,
                "dest": dest.value,
                "label": STEP_WORDS[step][language],
            }
            for step, source, dest in WAYS
        ],
        auto_transitions=False,
        graph_engine="mermaid",
    )
    machine.machine_attributes = {"rankdir": "LR"}
    machine.style_attributes = {"node": {**_STYLES}}
    graph = machine.model_graphs[id(machine)]
    graph.reset_styling()  # it marks the first state as if a case stood there
    for state, style in styles.items():
        graph.set_node_style(state.value, style)
    text = graph.get_graph(f"title: {json.dumps(title, ensure_ascii=False)}").draw(None)
    if text is None:
        raise Fault("a diagram was drawn without any text")
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
