"""Cases played through time by chance, and the risk that an answer is late.

`simulate` plays cases event by event through the real lifecycle, rules and calendars;
`risk` plays one many times, and says for each meeting how likely the answer is in time;
`workload` does so for many cases. `Habits` say how long each step takes, and
`habits_from` finds that out from what happened before. All are the same for the same
seed, on every machine: whole numbers decide every day.
"""

from auditflow.simulation.away import Away
from auditflow.simulation.course import Cause
from auditflow.simulation.duration import Duration
from auditflow.simulation.fitting import Basis, Fitted, habits_from
from auditflow.simulation.habits import Habits
from auditflow.simulation.incoming import Incoming, Letters
from auditflow.simulation.risk import AimRisk, Risk, risk
from auditflow.simulation.simulating import simulate
from auditflow.simulation.workload import (
    CaseRisk,
    LeftOut,
    Week,
    Workload,
    workload,
)

__all__ = [
    "AimRisk",
    "Away",
    "Basis",
    "CaseRisk",
    "Cause",
    "Duration",
    "Fitted",
    "Habits",
    "Incoming",
    "LeftOut",
    "Letters",
    "Risk",
    "Week",
    "Workload",
    "habits_from",
    "risk",
    "simulate",
    "workload",
]
