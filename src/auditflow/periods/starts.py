"""The day that time runs from, where that is not simply the day something happened.

A paper can be *deemed* to have come on another day than the one it was found, and a
time can run from the *latest* of several days.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

import attrs
from pendulum import Date

from auditflow import reasons
from auditflow.business_calendar import BusinessCalendar
from auditflow.day import as_day, date_at, ordinal_of
from auditflow.errors import ValueRefused, word_of
from auditflow.periods.units import day_shifted
from auditflow.reasons import Reason


class Deeming(StrEnum):
    """What makes the law take another day than the one on which a paper was found."""

    MAILBOX = "mailbox"
    """Found when the mailbox was first emptied that day (FL 22 §)."""
    POST_NOTICE = "post_notice"
    """A letter, or the notice (avi) of one, reached the authority by post (FL 22 §)."""
    SIMPLIFIED_SERVICE = "simplified_service"
    """Sent by förenklad delgivning (2010:1932, 22 and 26 §§)."""


ARRIVAL_LAW: Final = "förvaltningslagen (2017:900) 22 §"
CONTROL_LAW: Final = "delgivningslagen (2010:1932) 22 §"
SERVICE_LAW: Final = "delgivningslagen (2010:1932) 26 §"
_TWO_WEEKS: Final = 14


@attrs.frozen
class FoundDay:
    """A day that was found from others, and why it is that day."""

    day: Date
    reasons: tuple[Reason, ...]


@attrs.frozen
class Named:
    """A day with what it is, in both languages, such as "anslaget", "the notice"."""

    sv: str
    en: str
    day: Date = attrs.field(converter=as_day)


def deemed_from(ordinal: int, how: Deeming, calendar: BusinessCalendar) -> int:
    """As `deemed_on`, from a checked ordinal to an ordinal."""
    match how:
        case Deeming.MAILBOX | Deeming.POST_NOTICE:
            return calendar.statutory.tables.after(ordinal, -1)
        case Deeming.SIMPLIFIED_SERVICE:
            return day_shifted(ordinal, _TWO_WEEKS)
        case _:
            assert_never(how)


def deemed_on(
    day: date, how: Deeming | str, *, calendar: BusinessCalendar, unlikely: bool = False
) -> FoundDay:
    r"""The day on which a paper is deemed to have come, and why.

    A letter in the mailbox in the morning came on the business day before (FL 22 §).
    What is sent by simplified service is served two weeks later, on that very day: to
    be served is no act that could be done later, so nothing rolls (inferred). Then the
    next period runs from there. The business days are those of the whole country.

    >>> sweden = BusinessCalendar.sweden()
    >>> str(deemed_on(date(2022, 6, 27), "mailbox", calendar=sweden).day)
    '2022-06-23'
    >>> sent = deemed_on(date(2022, 4, 1), "simplified_service", calendar=sweden)
    >>> print(*[reason.en for reason in sent.reasons], sep="\n")
    sent on 2022-04-01; the control message goes out on 2022-04-04 at the latest
    deemed served two weeks after it was sent, 2022-04-15; this day does not roll

    Args:
        day: when it was found, when it reached the authority, or when it was sent.
        how: ``mailbox``, ``post_notice`` or ``simplified_service``.
        calendar: the municipality's business days.
        unlikely: that the post had set the letter aside for the authority on the day
            before is unlikely, so it came when it came. Only for ``post_notice``.

    Raises:
        ValueRefused: *how* is another word, or *unlikely* says nothing there.
        DayRefused: *day*, or the day found, is none that can be counted with.
    """
    kind = word_of(Deeming, how)
    if unlikely and kind is not Deeming.POST_NOTICE:
        given = f"unlikely says nothing of {kind}"
        raise ValueRefused(given, "leave it out, or write post_notice")
    given_on = as_day(day)
    if unlikely:
        return FoundDay(given_on, (reasons.not_set_aside(given_on, ARRIVAL_LAW),))
    found = date_at(deemed_from(ordinal_of(day), kind, calendar))
    return FoundDay(found, (*_why_deemed(given_on, found, kind, calendar),))


def _why_deemed(
    given: Date, found: Date, how: Deeming, calendar: BusinessCalendar
) -> Iterator[Reason]:
    country = calendar.statutory
    match how:
        case Deeming.MAILBOX:
            yield reasons.deemed_in_mailbox(found, given, ARRIVAL_LAW)
        case Deeming.POST_NOTICE:
            yield reasons.deemed_by_post(found, given, ARRIVAL_LAW)
        case Deeming.SIMPLIFIED_SERVICE:
            control = country.add(given, 1)
            yield reasons.control_message(control, given, CONTROL_LAW)
            yield reasons.deemed_served(found, SERVICE_LAW)
            return
        case _:
            assert_never(how)
    for day, closure in reversed(country.closures(found, given)):
        if day != given:
            yield reasons.skipped(day, closure.in_swedish_text, closure.en)


def latest_of(days: Iterable[Named]) -> FoundDay:
    """The latest of several days, and which one it is; of equal ones the first.

    As where a joint board's notice must be up on every member's board: the appeal time
    runs from the last of them (KL 13 kap. 5 §).

    >>> start = latest_of([
    ...     Named("anslaget i Sala", "the notice in Sala", date(2022, 11, 28)),
    ...     Named("anslaget i Heby", "the notice in Heby", date(2022, 11, 30)),
    ... ])
    >>> print(start.reasons[0].en)
    the notice in Heby decides, 2022-11-30: later than the notice in Sala, 2022-11-28

    Raises:
        ValueRefused: there is no day among them.
        DayRefused: one of them is no day.
    """
    given = tuple(days)
    if not given:
        raise ValueRefused("no day was given", "give at least one")
    last = max(given, key=lambda named: named.day)
    others = tuple(named for named in given if named is not last)
    if not others:
        return FoundDay(last.day, (reasons.counted_from(last.day, last.sv, last.en),))
    listed_sv = ", ".join(f"{other.sv}, {other.day}" for other in others)
    listed_en = ", ".join(f"{other.en}, {other.day}" for other in others)
    equal = all(other.day == last.day for other in others)
    why = reasons.latest(last.day, last.sv, last.en, listed_sv, listed_en, equal=equal)
    return FoundDay(last.day, (why,))
