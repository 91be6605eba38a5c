"""The answer leaves; what becomes of it, or why there is none."""

import attrs

from auditflow.events.base import Event, StepEvent
from auditflow.memo import ReplyRequest


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Answered(StepEvent):
    """The answer was sent (besvarad, expedierad); ``how``, such as by e-mail."""

    word = "answered"
    to: str = "revisorerna"
    how: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reopened(StepEvent):
    """The auditors asked for a supplement: a new round with its own reply request."""

    word = "reopened"
    reply: ReplyRequest = attrs.field(factory=ReplyRequest)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MeasureDone(Event):
    """A promised measure was carried out."""

    word = "measure_done"
    number: int


class FollowedUp(Event):
    """What came of the answer was followed up."""

    __slots__ = ()

    word = "followed_up"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Closed(StepEvent):
    """The case ended without an answer of its own: withdrawn, or opened by mistake.

    ``answered_by`` names the body whose answer holds for this one too (gemensamt svar).
    """

    word = "closed"
    reason: str
    answered_by: str | None = None
