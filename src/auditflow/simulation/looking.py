"""From a case and what it is planned by to what lies ahead of it."""

from datetime import date

from pendulum import DateTime

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
from auditflow.simulation.habits import ALL


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
    case: Case,
    governing: Governing,
    today: date | None,
    wanted: BodiesToAsk,
    known_at: DateTime | None = None,
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
    return rounds_planned(
        case, governing, wanted=asked, known_at=known_at, today=seen_from
    )[-1]


def check_runs(runs: int, most: int) -> None:
    """Refuse a number of *runs* that is none, or more than the *most*.

    Raises:
        ValueRefused: it is so.
    """
    if type(runs) is not int or not 0 < runs <= most:
        mend = f"give a whole number from 1 to {most}"
        raise ValueRefused(f"{runs!r} runs", mend)


def check_percent(percent: int) -> None:
    """Refuse a share of runs that is none.

    Raises:
        ValueRefused: it is no whole percentage from 1 to 100.
    """
    if type(percent) is not int or not 0 < percent <= ALL:
        mend = "give a whole percentage from 1 to 100"
        raise ValueRefused(f"{percent!r} as a share of runs", mend)
