"""Follow Swedish municipal audit memos and know every deadline, with its reasons.

The everyday names are here; the rest stands in the modules: `auditflow.periods`,
`auditflow.events`, `auditflow.memo`, `auditflow.errors` and so on. Nothing is imported
before it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from auditflow.business_calendar import BusinessCalendar
    from auditflow.case import Case
    from auditflow.errors import AuditflowError
    from auditflow.meetings import MeetingCalendar
    from auditflow.memo import Memo
    from auditflow.planning import Plan, plan
    from auditflow.reading import Reading, read_memo
    from auditflow.rules import Rulebook

_HOME: Final = {
    "AuditflowError": "errors",
    "BusinessCalendar": "business_calendar",
    "Case": "case",
    "MeetingCalendar": "meetings",
    "Memo": "memo",
    "Plan": "planning",
    "Reading": "reading",
    "Rulebook": "rules",
    "plan": "planning",
    "read_memo": "reading",
}

__all__ = [
    "AuditflowError",
    "BusinessCalendar",
    "Case",
    "MeetingCalendar",
    "Memo",
    "Plan",
    "Reading",
    "Rulebook",
    "plan",
    "read_memo",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module 'auditflow' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"auditflow.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
