"""What happens around the meeting at which the body decides, or does not."""

import attrs
from pendulum import Date

from auditflow.day import as_day, as_day_or_none
from auditflow.events.base import Event, StepEvent
from auditflow.events.response import Response, as_responses
from auditflow.events.statements import Asked, bodies_asked


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Summoned(Event):
    """The summons (kallelse) to a meeting went out."""

    word = "summoned"
    meeting: Date = attrs.field(converter=as_day)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tabled(Event):
    """The board put the matter off (bordlagd), to its next meeting or a given one."""

    word = "tabled"
    to: Date | None = attrs.field(default=None, converter=as_day_or_none)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AimedFor(Event):
    """Somebody decided to aim for another meeting."""

    word = "aimed_for"
    meeting: Date = attrs.field(converter=as_day)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class RemittedBack(StepEvent):
    """The board sent the draft back (återremiss), perhaps for more statements."""

    word = "remitted_back"
    statements_from: tuple[Asked, ...] = attrs.field(default=(), converter=bodies_asked)
    reason: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Adopted(StepEvent):
    """The body adopted the answer (beslutad), at its meeting of that day.

    ``immediate`` says that the paragraph was adjusted at once (omedelbar justering);
    ``delegate`` who decided in its place (delegation), where somebody did.
    """

    word = "adopted"
    paragraph: str | None = None
    immediate: bool = False
    delegate: str | None = None
    responses: tuple[Response, ...] = attrs.field(default=(), converter=as_responses)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reported(Event):
    """That it is not decided yet was reported (anmäld), as in KL 5 kap. 35 §."""

    word = "reported"
    to: str = "kommunfullmäktige"
