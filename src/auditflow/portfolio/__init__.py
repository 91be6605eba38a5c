"""Many cases at once: what a change of the rules or the calendars would move."""

from auditflow.portfolio.impact import (
    CaseChanged,
    Change,
    DayMoved,
    Impact,
    impact,
    taken_back,
)

__all__ = [
    "CaseChanged",
    "Change",
    "DayMoved",
    "Impact",
    "impact",
    "taken_back",
]
