"""The answer takes shape: responses, a draft, and its preparation."""

import attrs

from auditflow.events.base import Event, StepEvent
from auditflow.events.response import Response, as_responses


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ResponseProposed(Event):
    """Somebody proposed the response to one recommendation."""

    word = "response_proposed"
    response: Response


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Drafted(StepEvent):
    """An answer was drafted (tjänsteskrivelse)."""

    word = "drafted"
    responses: tuple[Response, ...] = attrs.field(default=(), converter=as_responses)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Revised(StepEvent):
    """The draft was changed."""

    word = "revised"
    responses: tuple[Response, ...] = attrs.field(default=(), converter=as_responses)


class Prepared(Event):
    """The preparing body dealt with the draft (beredning)."""

    __slots__ = ()

    word = "prepared"
