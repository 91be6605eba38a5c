"""The answer (svar) to one recommendation, and what it still lacks."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs
from pendulum import Date

from auditflow.day import as_day_or_none
from auditflow.errors import word_of


class Stance(StrEnum):
    """What the body makes of a recommendation."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    NOT_ACCEPTED = "not_accepted"
    ALREADY_DONE = "already_done"

    @property
    def promises(self) -> bool:
        """Whether something is still to be done."""
        return self in (Stance.ACCEPTED, Stance.PARTLY)


class Lacking(StrEnum):
    """What a response has not said yet."""

    MEASURE = "measure"
    """What will be done, or why nothing will, or what was done already."""
    RESPONSIBLE = "responsible"
    DAY = "day"


def _stance(value: str) -> Stance:
    return word_of(Stance, value)


@attrs.frozen
class Response:
    """The body's answer (svar) to one recommendation.

    ``measure`` (åtgärd) says what will be done, or why nothing will; ``day`` by when.
    """

    number: int
    stance: Stance = attrs.field(default=Stance.ACCEPTED, converter=_stance)
    measure: str = ""
    responsible: str = ""
    day: Date | None = attrs.field(default=None, converter=as_day_or_none)

    @property
    def lacks(self) -> tuple[Lacking, ...]:
        """What it has not said, of what auditors ask for.

        Each needs the measure, or the reason for none; one that promises something
        also who is responsible, and by which day.

        >>> [str(one) for one in Response(1, measure="Ny rutin").lacks]
        ['responsible', 'day']
        >>> Response(2, "not_accepted", "Görs redan på annat sätt").lacks
        ()
        """
        return tuple(self._lacking())

    def _lacking(self) -> Iterator[Lacking]:
        if not self.measure.strip():
            yield Lacking.MEASURE
        if self.stance.promises:
            if not self.responsible.strip():
                yield Lacking.RESPONSIBLE
            if self.day is None:
                yield Lacking.DAY


def as_responses(responses: Iterable[Response]) -> tuple[Response, ...]:
    """Responses as a tuple; for attrs to call."""
    return tuple(responses)
