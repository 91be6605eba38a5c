"""What a time asks beside its end: a condition through it, or a report within it."""

from datetime import date
from enum import StrEnum
from typing import Final, assert_never

import attrs
from pendulum import Date

from auditflow import reasons
from auditflow.day import as_day_or_none
from auditflow.errors import word_of
from auditflow.periods.end import PeriodEnd
from auditflow.reasons import Reason

REPORT_LAW: Final = "KL 5 kap. 35 §"


class Holds(StrEnum):
    """What must hold through the whole of a period, or it does not run."""

    NOTICE_UP = "notice_up"
    """The notice (anslag) stays on the board (KL 13 kap. 5 §)."""


def is_broken(due: int, lifted: int | None) -> bool:
    """Whether what had to hold until the end of *due* ended before; from ordinals."""
    return lifted is not None and lifted <= due


def why_broken(
    holds: Holds | str, end: PeriodEnd, lifted: date | None
) -> Reason | None:
    """Why a period does not run, as its condition did not hold; None if it did.

    It has to hold from the start of the period until the end of its last day, so a
    notice may be taken down the day after at the earliest.

    >>> from auditflow.business_calendar import BusinessCalendar
    >>> from auditflow.periods import end_of, weeks
    >>> end = end_of(
    ...     date(2022, 11, 23), weeks(3), roll="forward",
    ...     calendar=BusinessCalendar.sweden(),
    ... )
    >>> why_broken("notice_up", end, date(2022, 12, 15)) is None
    True
    >>> print(why_broken("notice_up", end, date(2022, 12, 14)).en)
    the notice was taken down on 2022-12-14 but had to stay up through 2022-12-14; ...

    Args:
        holds: the condition, such as ``notice_up``.
        end: the period through which it has to hold.
        lifted: the day on which it ceased to hold; None while it does.

    Raises:
        ValueRefused: *holds* is no condition that is known.
        DayRefused: *lifted* is no day.
    """
    condition = word_of(Holds, holds)
    day = as_day_or_none(lifted)
    if day is None or not is_broken(end.due.toordinal(), day.toordinal()):
        return None
    match condition:
        case Holds.NOTICE_UP:
            return reasons.notice_taken_down(day, end.due)
        case _:
            assert_never(condition)


@attrs.frozen
class Completion:
    """How a time was kept in which something is done, or reported as not done.

    ``on`` is the day that counts, None where neither happened; ``in_time`` whether it
    lies within the time; ``reported`` whether the report is what counts.
    """

    on: Date | None
    in_time: bool
    reported: bool
    reasons: tuple[Reason, ...]


def completed_or_reported(
    end: PeriodEnd, *, completed: date | None, reported: date | None
) -> Completion:
    """Whether something was done in time, or that it was not done reported in time.

    KL 5 kap. 35 §: a motion is decided within a year if that is possible; if not, this
    is reported (anmäld) to fullmäktige within the same time. Either keeps the time; of
    two days the earlier counts.

    >>> from auditflow.business_calendar import BusinessCalendar
    >>> from auditflow.periods import end_of, years
    >>> year = end_of(
    ...     date(2021, 12, 24), years(1), roll="forward",
    ...     calendar=BusinessCalendar.sweden(),
    ... )
    >>> kept = completed_or_reported(
    ...     year, completed=date(2023, 3, 1), reported=date(2022, 12, 27)
    ... )
    >>> kept.in_time, kept.reasons[0].en
    (True, 'not done by 2022-12-27, but that was reported on 2022-12-27, in time')

    Raises:
        DayRefused: one of the days is no day.
    """
    done, told = as_day_or_none(completed), as_day_or_none(reported)
    by_report = done is None or (told is not None and told < done)
    day, due = (told if by_report else done), end.due
    if day is None:
        why = reasons.neither(due, REPORT_LAW)
    elif day > due:
        why = reasons.too_late(day, due, REPORT_LAW)
    elif by_report:
        why = reasons.reported_instead(day, due, REPORT_LAW)
    else:
        why = reasons.done_in_time(day, due, REPORT_LAW)
    return Completion(
        on=day,
        in_time=day is not None and day <= due,
        reported=by_report and told is not None,
        reasons=(why,),
    )
