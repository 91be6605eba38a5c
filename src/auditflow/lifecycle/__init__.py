"""The states of a case, the steps between them, and what can be recorded beside."""

from auditflow.lifecycle.machine import (
    EVENT_OF,
    UNDECIDED,
    Situation,
    State,
    Step,
    allowed,
    state_after,
    step_named,
    tried,
)
from auditflow.lifecycle.recording import check_recordable

__all__ = [
    "EVENT_OF",
    "UNDECIDED",
    "Situation",
    "State",
    "Step",
    "allowed",
    "check_recordable",
    "state_after",
    "step_named",
    "tried",
]
