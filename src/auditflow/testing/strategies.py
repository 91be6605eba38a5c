"""What Hypothesis draws for tests of code that embeds auditflow.

Each strategy shrinks to something a person can read, and a failing test prints what it
found as code that can be pasted. Needs the extra ``[testing]``.

>>> from hypothesis import given
>>> from auditflow import plan
>>> @given(histories(max_events=5))
... def test_a_plan_names_its_body(case):
...     assert plan(case).body == case.body
>>> test_a_plan_names_its_body()
"""

from auditflow.errors import ExtraMissing

try:
    import hypothesis as _  # noqa: F401
except ModuleNotFoundError:
    raise ExtraMissing("drawing cases by chance", "testing") from None

from auditflow.testing.any_calendars import calendars, meeting_calendars
from auditflow.testing.any_days import business_days, days
from auditflow.testing.any_histories import (
    histories,
    illegal_events,
    legal_events,
    opened_cases,
)
from auditflow.testing.any_memos import memos
from auditflow.testing.any_rulebooks import rulebooks
from auditflow.testing.printing import print_as_code

__all__ = [
    "business_days",
    "calendars",
    "days",
    "histories",
    "illegal_events",
    "legal_events",
    "meeting_calendars",
    "memos",
    "opened_cases",
    "rulebooks",
]

print_as_code()
