"""A kit for tests of code that embeds auditflow.

Cases, letters and meeting calendars with sensible defaults, assertions that give their
reasons, and a clock that stands still need nothing beside auditflow. What is drawn by
chance, `CaseMachine` and `differential` need the extra ``[testing]``; the fixtures of
`auditflow.testing.plugin` are loaded only where a test asks for them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from auditflow.testing.as_code import code_of
    from auditflow.testing.asserting import (
        assert_allowed,
        assert_due,
        assert_not_allowed,
        assert_not_overdue,
        assert_overdue,
        assert_refused,
        assert_state,
    )
    from auditflow.testing.clock import FixedClock
    from auditflow.testing.comparing import (
        Difference,
        assert_same_days,
        differential,
    )
    from auditflow.testing.factories import (
        a_case,
        a_meeting_calendar,
        a_memo,
        a_response,
        a_rulebook,
    )
    from auditflow.testing.machine import CaseMachine, Disagreement, check_subject
    from auditflow.testing.strategies import (
        business_days,
        calendars,
        days,
        histories,
        illegal_events,
        legal_events,
        meeting_calendars,
        memos,
        opened_cases,
        rulebooks,
    )
    from auditflow.testing.subject import Embedded, Subject

_HOME: Final = {
    "CaseMachine": "machine",
    "Difference": "comparing",
    "Disagreement": "machine",
    "Embedded": "subject",
    "FixedClock": "clock",
    "Subject": "subject",
    "a_case": "factories",
    "a_meeting_calendar": "factories",
    "a_memo": "factories",
    "a_response": "factories",
    "a_rulebook": "factories",
    "assert_allowed": "asserting",
    "assert_due": "asserting",
    "assert_not_allowed": "asserting",
    "assert_not_overdue": "asserting",
    "assert_overdue": "asserting",
    "assert_refused": "asserting",
    "assert_same_days": "comparing",
    "assert_state": "asserting",
    "business_days": "strategies",
    "calendars": "strategies",
    "check_subject": "machine",
    "code_of": "as_code",
    "days": "strategies",
    "differential": "comparing",
    "histories": "strategies",
    "illegal_events": "strategies",
    "legal_events": "strategies",
    "meeting_calendars": "strategies",
    "memos": "strategies",
    "opened_cases": "strategies",
    "rulebooks": "strategies",
}

__all__ = [
    "CaseMachine",
    "Difference",
    "Disagreement",
    "Embedded",
    "FixedClock",
    "Subject",
    "a_case",
    "a_meeting_calendar",
    "a_memo",
    "a_response",
    "a_rulebook",
    "assert_allowed",
    "assert_due",
    "assert_not_allowed",
    "assert_not_overdue",
    "assert_overdue",
    "assert_refused",
    "assert_same_days",
    "assert_state",
    "business_days",
    "calendars",
    "check_subject",
    "code_of",
    "days",
    "differential",
    "histories",
    "illegal_events",
    "legal_events",
    "meeting_calendars",
    "memos",
    "opened_cases",
    "rulebooks",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        message = f"module 'auditflow.testing' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"auditflow.testing.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
