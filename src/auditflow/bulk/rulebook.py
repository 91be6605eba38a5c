"""The due days of a whole rulebook, for a column of cases."""

from typing import Final

import numpy as np

from auditflow.bulk.aim import Aims
from auditflow.bulk.answers import DayArray
from auditflow.bulk.cases import DayFact, Facts, Wanted
from auditflow.bulk.reckoning import Reckoning
from auditflow.bulk.understood import check_is_understood, has_a_day
from auditflow.bulk.worked import Days, Lost
from auditflow.business_calendar import BusinessCalendar
from auditflow.day import FIRST_YEAR, LAST_YEAR
from auditflow.errors import DaysOutOfRange
from auditflow.meetings import MeetingCalendar
from auditflow.rules import Anchor, Rulebook

_BLOCK: Final = 1 << 16  # rows at a time: some ten columns of them are worked with


def due_days(
    rulebook: Rulebook,
    *,
    body: str,
    received: DayFact,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    requested: DayFact | None = None,
    memo_dated: DayFact | None = None,
    referral: DayFact | None = None,
    adopted: DayFact | None = None,
    minutes_adjusted: DayFact | None = None,
    notice_posted: DayFact | None = None,
    statements_wanted: Wanted = False,
) -> dict[str, DayArray]:
    """The due day of every rule for every case, as `auditflow.plan` gives them.

    For cases of which these facts are all that is known, each of them a column with a
    row for each case, or one day for all; a missing day has not happened or was not
    named, and a row without the day of its arrival is no case. What has not happened
    stands in with its planned day, and the meeting is the one that the plan aims for.

    >>> received = np.array(["2022-09-27", "2023-02-01"], "datetime64[D]")
    >>> due = due_days(
    ...     Rulebook.default(), body="kommunstyrelsen", received=received,
    ...     requested=np.array(["2022-11-25", "NaT"], "datetime64[D]"),
    ... )
    >>> print(*due["adopt"], *due["register"])
    2022-11-18 NaT 2022-09-28 2023-02-02

    Args:
        rulebook: the rules, of any version and municipality.
        body: the body that must answer.
        received: when the memo reached it.
        calendar: the business days; Sweden's by default.
        meetings: the meeting calendars; without them the days are only counted.
        requested: the day that the auditors asked for.
        memo_dated: the day of the memo itself.
        referral: the reply day of the body that was asked for a statement.
        adopted: when the answer was adopted.
        minutes_adjusted: when its minutes were adjusted; the day of the decision where
            that was done at the meeting.
        notice_posted: when the notice was posted.
        statements_wanted: whether statements are wanted, sent for or not; they are
            wherever ``referral`` has a day.

    Returns:
        A column of due days for each rule, by its id and in the order of the rulebook,
        NaT where a case has no such day. Rules that never apply, and the one for
        measures, of which a case can have many, have none.

    Raises:
        RuleUncountable: a rule says something that is counted case by case only.
        DayRefused: a column holds no days, or one that cannot be counted with.
        ColumnsContradict: their lengths differ, or something happened too early.
    """
    check_is_understood(rulebook)
    given = {
        Anchor.RECEIVED: received,
        Anchor.REQUESTED: requested,
        Anchor.MEMO_DATED: memo_dated,
        Anchor.REFERRAL: referral,
        Anchor.ADOPTED: adopted,
        Anchor.MINUTES_ADJUSTED: minutes_adjusted,
        Anchor.NOTICE_POSTED: notice_posted,
    }
    facts = Facts.of(given, statements_wanted)
    known = calendar or BusinessCalendar.sweden()
    reckoning = Reckoning(rulebook, body, known, meetings)
    asked = [rule for rule in rulebook.rules if has_a_day(rule)]
    due = {rule.id: np.full(facts.rows, "NaT", "M8[D]") for rule in asked}
    for start in range(0, facts.rows, _BLOCK):
        stop = min(start + _BLOCK, facts.rows)
        days = _worked_out(reckoning, facts, start, stop)
        for rule_id, column in due.items():
            worked = days.get(rule_id)
            if worked is not None:
                column[start:stop] = worked.due.view("M8[D]")
    return due


def _worked_out(reckoning: Reckoning, facts: Facts, start: int, stop: int) -> Days:
    """The days of the cases from *start* to *stop*."""
    cases = facts.block(start, stop)
    book, lost = reckoning.rulebook, Lost.none_of(cases.rows)
    standing = Days()
    reckoning.work_out(book.standing, cases, standing, lost)
    decision = Aims.of(reckoning, cases, standing).decision(lost)
    days = Days(standing=standing.found)
    if decision is not None:
        days.found[book.deciding.id] = decision
    reckoning.work_out(book.hanging_in_order, cases, days, lost)
    _refuse(lost, start)
    return days


def _refuse(lost: Lost, start: int) -> None:
    """Refuse the cases of which a day cannot be counted; the first one by its rule."""
    if not lost.found:
        return
    at = int(lost.rows.argmax())
    about, starts = next((f[0], f[2]) for f in lost.found if f[1][at])
    day = f"{about} {np.datetime64(int(starts[at]), 'D')}"
    how_many = int(lost.rows.sum())
    raise DaysOutOfRange(start + at, day, how_many, FIRST_YEAR, LAST_YEAR)
