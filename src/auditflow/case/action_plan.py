"""What the body promised, and what became of it: the action plan (handlingsplan)."""

from datetime import date
from enum import StrEnum

import attrs
from pendulum import Date

from auditflow.case.case import Case
from auditflow.day import as_day_or_none
from auditflow.events import MeasureDone, Response, Stance, all_of


class MeasureStatus(StrEnum):
    """Where a promised measure (åtgärd) stands."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"
    NONE = "none"
    """Nothing was promised, or nothing answered yet."""


@attrs.frozen
class ActionRow:
    """One recommendation with what the body answered, and what came of it.

    ``response`` is None where there is none yet; ``done_on`` the day on which the
    measure was carried out.
    """

    number: int
    recommendation: str
    response: Response | None
    status: MeasureStatus
    done_on: Date | None = None


def action_plan(case: Case, today: date | None = None) -> tuple[ActionRow, ...]:
    """The action plan of *case*: a row for each recommendation, in order.

    The latest response counts, whichever round it was given in. A measure is overdue
    on *today* if its day lies before; without a day to look from none is.

    Raises:
        DayRefused: *today* is no day.
    """
    seen = as_day_or_none(today)
    responses = {r.number: r for r in Case.responses_in(case.events)}
    done = {event.number: event.on for event in all_of(case.events, MeasureDone)}
    texts = {r.number: r.text for r in case.own_recommendations}
    return tuple(
        _row(number, texts.get(number, ""), responses.get(number), done, seen)
        for number in sorted({*texts, *responses})
    )


def _row(
    number: int,
    text: str,
    response: Response | None,
    done: dict[int, Date],
    today: Date | None,
) -> ActionRow:
    done_on = done.get(number)
    if response is None or response.stance is Stance.NOT_ACCEPTED:
        return ActionRow(number, text, response, MeasureStatus.NONE, done_on)
    if done_on is not None or response.stance is Stance.ALREADY_DONE:
        on = done_on or response.day
        return ActionRow(number, text, response, MeasureStatus.DONE, on)
    late = today is not None and response.day is not None and response.day < today
    status = MeasureStatus.OVERDUE if late else MeasureStatus.OPEN
    return ActionRow(number, text, response, status)
