"""A case (ärende): one memo at one body that must answer, with its history."""

from auditflow.case.action_plan import ActionRow, MeasureStatus, action_plan
from auditflow.case.case import Case
from auditflow.case.matter import Matter, MatterState
from auditflow.case.referrals import Referral

__all__ = [
    "ActionRow",
    "Case",
    "Matter",
    "MatterState",
    "MeasureStatus",
    "Referral",
    "action_plan",
]
