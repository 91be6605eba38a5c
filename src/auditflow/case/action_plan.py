"""What the body promised, and what became of it: the action plan (handlingsplan)."""

from datetime import date
from enum import StrEnum

import attrs
from pendulum import Date

from auditflow.case.case import Case
from auditflow.day import as_day_or_none
from auditflow.events import Response, Stance, done_in, promised_in


class MeasureStatus(StrEnum):
    """Where a promised measure (åtgärd) stands."""

    OPEN = "open"
    DONE = "done"
    OVERDUE = "overdue"
    NONE = "none"
    """Nothing was promised, or nothing adopted yet."""


@attrs.frozen
class ActionRow:
    """One recommendation with what the body answered, and what came of it.

    ``response`` is None where there is none yet; ``done_on`` the day on which the
    measure was carried out.
    """

    number: int
    recommendation: str
    response: Response | None
    status: MeasureStatus = MeasureStatus.NONE
    done_on: Date | None = None


def action_plan(case: Case, today: date | None = None) -> tuple[ActionRow, ...]:
    """The action plan of *case*: a row for each recommendation, in order.

    The response that was adopted last counts; until one is, what is proposed stands
    there and promises nothing. A measure is overdue on *today* if its day lies before;
    without a day to look from none is.

    Raises:
        DayRefused: *today* is no day.
    """
    seen = as_day_or_none(today)
    proposed = {r.number: r for r in Case.responses_in(case.events)}
    promised = promised_in(case.events)
    texts = {r.number: r.text for r in case.own_recommendations}
    rows = []
    for number in sorted({*texts, *proposed}):
        row = ActionRow(number, texts.get(number, ""), proposed.get(number))
        if number in promised:
            response, since = promised[number]
            done = done_in(case.events, number, since)
            row = _row(row, response, done.on if done else None, seen)
        rows.append(row)
    return tuple(rows)


def _row(
    row: ActionRow, response: Response, done_on: Date | None, today: Date | None
) -> ActionRow:
    """The *row* of a recommendation for which a *response* was adopted."""
    if response.stance is Stance.NOT_ACCEPTED:
        return attrs.evolve(row, response=response)
    if done_on is not None or response.stance is Stance.ALREADY_DONE:
        on, status = done_on or response.day, MeasureStatus.DONE
        return attrs.evolve(row, response=response, status=status, done_on=on)
    late = today is not None and response.day is not None and response.day < today
    status = MeasureStatus.OVERDUE if late else MeasureStatus.OPEN
    return attrs.evolve(row, response=response, status=status)
