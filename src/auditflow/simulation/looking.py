"""From a case and what it is planned by to what lies ahead of it."""

from datetime import date

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day_or_none
from auditflow.errors import ValueRefused
from auditflow.events import BodiesToAsk
from auditflow.lifecycle import ENDED
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.planning.facts import wanted_from
from auditflow.planning.rounds import Round, rounds_planned
from auditflow.planning.versions import Fixed, Governing
from auditflow.rules import Rulebook
from auditflow.simulation.ahead import Ahead, ahead_of
from auditflow.simulation.habits import Habits


def governing_of(
    versions: Versions | None,
    rulebook: Rulebook | None,
    calendar: BusinessCalendar | None,
    meetings: MeetingCalendar | None,
) -> Governing:
    """By what cases are planned: *versions*, or one of each for all.

    Raises:
        ValueRefused: *versions* are given beside others.
    """
    if versions is None:
        shipped = Rulebook.default() if rulebook is None else rulebook
        return Fixed(shipped, calendar or BusinessCalendar.sweden(), meetings)
    if rulebook or calendar or meetings:
        mend = "add it to the versions, or leave them out"
        raise ValueRefused("a rulebook or a calendar beside versions", mend)
    return versions


def looked_at(
    case: Case, governing: Governing, today: date | None, wanted: BodiesToAsk
) -> Round:
    """The round in which a *case* is that is not answered, from a day.

    Raises:
        ValueRefused: the case has ended; or a statement is wanted of nobody, of the
            body itself, or by a day before the memo was received.
    """
    if case.state in ENDED:
        mend = "give one that is still to be answered"
        raise ValueRefused(f"{case.name}, which is {case.state}", mend)
    seen_from, asked = as_day_or_none(today), wanted_from(wanted, case)
    return rounds_planned(case, governing, wanted=asked, today=seen_from)[-1]


def check_runs(runs: int, most: int) -> None:
    """Refuse a number of *runs* that is none, or more than the *most*.

    Raises:
        ValueRefused: it is so.
    """
    if type(runs) is not int or not 0 < runs <= most:
        mend = f"give a whole number from 1 to {most}"
        raise ValueRefused(f"{runs!r} runs", mend)


def ahead_in(current: Round, habits: Habits) -> Ahead:
    """What lies ahead of a case in its *current* round, seen from its day."""
    today: Date | None = current.today
    return ahead_of(current, habits, today)
