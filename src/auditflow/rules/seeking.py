"""The meeting that a rule seeks from the end of its period."""

from datetime import date

from auditflow.day import LAST, date_at, ordinal_of
from auditflow.errors import word_of
from auditflow.meetings import BodyMeetings, MeetingCalendar
from auditflow.periods import FoundDay
from auditflow.reasons import first_meeting, last_meeting
from auditflow.rules.model import Seek


def meeting_from(known: BodyMeetings, end: int, seek: Seek | None) -> int | None:
    """As `meeting_sought`, from a checked ordinal to an ordinal."""
    if seek is not Seek.FIRST_AFTER:
        return known.last(end)
    return known.next(end + 1) if end < LAST else None


def meeting_sought(
    meetings: MeetingCalendar, body: str, end: date, seek: Seek | str
) -> FoundDay | None:
    """The meeting of *body* that is sought from *end*; None where it is not known.

    ``last_before`` is the last meeting on or before *end*; ``first_after`` the first
    one after it, as for what has to be told "at the next meeting" (KL 6 kap. 40 §).

    >>> from auditflow.meetings import Meeting
    >>> meetings = MeetingCalendar(
    ...     Meeting(day, "nämnden") for day in (date(2022, 11, 2), date(2022, 11, 23))
    ... )
    >>> found = meeting_sought(meetings, "nämnden", date(2022, 11, 2), "first_after")
    >>> print(found.reasons[0].en)
    2022-11-23 is the first meeting of nämnden after 2022-11-02

    Raises:
        ValueRefused: *seek* is another word.
        DayRefused: *end* is no day.
    """
    which, ordinal = word_of(Seek, seek), ordinal_of(end)
    known = meetings.of(body)
    found = None if known is None else meeting_from(known, ordinal, which)
    if known is None or found is None:
        return None
    said = first_meeting if which is Seek.FIRST_AFTER else last_meeting
    why = said(date_at(found), known.name, date_at(ordinal))
    return FoundDay(date_at(found), (why,))
