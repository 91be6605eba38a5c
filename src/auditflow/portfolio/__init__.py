"""Many cases at once: what is overdue, and what a change of the rules would move."""

from auditflow.portfolio.impact import (
    CaseChanged,
    Change,
    DayMoved,
    Impact,
    impact,
    taken_back,
)
from auditflow.portfolio.overdue import Due, Hopeless, Overdue, overdue

__all__ = [
    "CaseChanged",
    "Change",
    "DayMoved",
    "Due",
    "Hopeless",
    "Impact",
    "Overdue",
    "impact",
    "overdue",
    "taken_back",
]
