"""Cases played through time, event by event: the same for the same seed."""

from collections.abc import Iterable, Iterator
from datetime import date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.day import as_day
from auditflow.events import BodiesToAsk
from auditflow.lifecycle import ENDED
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Versions
from auditflow.rules import Rulebook
from auditflow.simulation.ahead import ahead_of
from auditflow.simulation.course import course_of
from auditflow.simulation.draws import Draws, check_seed
from auditflow.simulation.habits import Habits
from auditflow.simulation.incoming import Incoming, number_of
from auditflow.simulation.looking import governing_of, looked_at
from auditflow.simulation.playing import played


def simulate(
    cases: Iterable[Case] | Incoming,
    *,
    until: date | None = None,
    seed: int = 1,
    habits: Habits | None = None,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    versions: Versions | None = None,
    today: date | None = None,
    statements_from: BodiesToAsk = (),
) -> Iterator[Case]:
    """Play cases through the lifecycle, the rules and the calendars, event by event.

    Each aims for the meeting of its plan, and takes as long as the *habits* have it.
    Every event passes the guards of the lifecycle.

    >>> from auditflow.meetings import Meeting
    >>> from auditflow.memo import Body, Memo, ReplyRequest
    >>> asked = ReplyRequest.by(date(2022, 11, 25))
    >>> memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    >>> case = Case.open(memo, received=date(2022, 9, 27))
    >>> meetings = MeetingCalendar([Meeting(date(2022, 11, 16), "kommunstyrelsen")])
    >>> [after] = simulate([case], meetings=meetings)
    >>> after.state, [f"{e.on} {e.word}" for e in after.history][2:4]
    (<State.ANSWERED: 'answered'>, ['2022-10-10 drafted', '2022-10-10 aimed_for'])

    Args:
        cases: cases in any state, each played from where it stands, with a number by
            their order; or a description of what comes in. One that has ended stays.
        until: the last day that is played, and cases that come in later are left out;
            without it, each until it is answered, or the meetings that are known end.
        seed: another one gives other lives.
        habits: how long steps take; auditflow's starting points by default.
        rulebook: the rules; the shipped ones by default.
        calendar: the business days; Sweden's by default.
        meetings: the meetings; those of each body have to be known.
        versions: every version of the three, given instead of them.
        today: nothing more happens before this day; by default before the latest event.
        statements_from: bodies whose statements are wanted in each case, and were not
            asked yet; a description says that itself.

    Raises:
        ValueRefused: time stands still in a case, and nobody knows until when.
        MeetingsUnknown: of a body no meeting is known that may still come.
        ValueRefused: *today* lies before what has happened to a case.
        DayOutOfRange: a life may last until after 2100.
    """
    check_seed(seed)
    governing = governing_of(versions, rulebook, calendar, meetings)
    habits = habits or Habits()
    last = None if until is None else as_day(until).toordinal()
    given: Iterable[tuple[Case, BodiesToAsk]]
    if isinstance(cases, Incoming):
        given = cases.cases(seed, calendar)
    else:
        given = ((case, statements_from) for case in cases)
    for number, (case, wanted) in enumerate(given, 1):
        if last is not None and case.received.toordinal() > last:
            continue  # it has not come in yet
        if case.state in ENDED:
            yield case
            continue
        ahead = ahead_of(looked_at(case, governing, today, wanted), habits)
        course = course_of(ahead, Draws.of(seed, number, 0))
        dnr = case.dnr or number_of(case.received, number)
        yield played(ahead, course, last, dnr)
