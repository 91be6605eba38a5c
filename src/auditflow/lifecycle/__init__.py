"""The states of a case, the steps between them, and what can be recorded beside."""

from auditflow.lifecycle.machine import (
    ENDED,
    EVENT_OF,
    UNDECIDED,
    WAYS,
    Situation,
    State,
    Step,
    Way,
    allowed,
    state_after,
    step_named,
    tried,
)
from auditflow.lifecycle.recording import Standing, check_recordable, obstacles_to

__all__ = [
    "ENDED",
    "EVENT_OF",
    "UNDECIDED",
    "WAYS",
    "Situation",
    "Standing",
    "State",
    "Step",
    "Way",
    "allowed",
    "check_recordable",
    "obstacles_to",
    "state_after",
    "step_named",
    "tried",
]
