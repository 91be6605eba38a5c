"""What each step takes beside the day and the person, and whether it is needed."""

from typing import Final

import attrs

from auditflow.errors import DetailsRefused
from auditflow.events import StepEvent
from auditflow.lifecycle import EVENT_OF, Step

_OF_EVERY_EVENT: Final = frozenset(
    {"on", "by", "recorded", "despite", "irregular", "document"}
)


@attrs.frozen
class _Details:
    """What a step takes beside the day and the person."""

    takes: tuple[str, ...]
    needs: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, kind: type[StepEvent]) -> "_Details":
        fields = [f for f in attrs.fields(kind) if f.alias not in _OF_EVERY_EVENT]
        takes = tuple(field.alias for field in fields)
        needs = frozenset(f.alias for f in fields if f.default is attrs.NOTHING)
        return cls(takes, needs, frozenset({*takes, "recorded", "despite", "document"}))


_DETAILS: Final = {step: _Details.of(kind) for step, kind in EVENT_OF.items()}


def check_details(step: Step, details: dict[str, object]) -> None:
    """Refuse *details* that *step* does not take, or without one that it needs.

    Raises:
        DetailsRefused: all that are wrong are named.
    """
    takes = _DETAILS[step]
    if details.keys() <= takes.known and details.keys() >= takes.needs:
        return
    unknown = tuple(name for name in details if name not in takes.known)
    missing = tuple(n for n in takes.takes if n in takes.needs - details.keys())
    raise DetailsRefused(step, unknown, missing, takes.takes)
