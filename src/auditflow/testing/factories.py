"""Cases with sensible defaults: those of a real letter, to Vänersborg in 2022.

What a test does not say is as it was there: the letter of 27 September, which asks
kommunstyrelsen for an answer by 25 November, and a board that meets on the first
Wednesday of a month.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final, assert_never

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import ValueRefused, word_of
from auditflow.events import (
    Adopted,
    Answered,
    AnyEvent,
    BodyKind,
    Closed,
    Drafted,
    MinutesAdjusted,
    NoticePosted,
    Prepared,
    Recipient,
    Referred,
    Registered,
    Response,
    Summoned,
)
from auditflow.lifecycle import State
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest, Signatory
from auditflow.rules import Rulebook
from auditflow.rules.reading import SHIPPED
from auditflow.testing.given import Day, day_given

BODY: Final = "kommunstyrelsen"
RECEIVED: Final = "2022-09-27"
REPLY_BY: Final = "2022-11-25"
DNR: Final = "KS 2022/347"
INFORMED: Final = ("socialnämnden", "kommunfullmäktige")
RECOMMENDED: Final = (
    "Se över strukturen för uppföljning av uppdraget.",
    "Tydliggöra ansvaret för uppföljningen.",
)

_OFFICER, _CLERK, _SECRETARY = "handläggaren", "registrator", "nämndsekreteraren"
_PARAGRAPH: Final = "§ 148"
_JULY, _MONTHS, _WEDNESDAY = 7, 12, 2
_WEEK: Final = timedelta(days=7)
_SWEDEN: Final = BusinessCalendar.sweden()


def a_memo(
    *,
    reply_by: Day | None = REPLY_BY,
    body: str = BODY,
    also_answering: Iterable[str] = (),
    informed: Iterable[str] = INFORMED,
    recommendations: Iterable[str] | int = RECOMMENDED,
    municipality: str = "Vänersborgs kommun",
    dated: Day | None = RECEIVED,
    title: str = "Granskning av arbetet med integration",
    signatories: Iterable[str] = ("Anna Andersson",),
    audit_firm: str | None = "KPMG",
) -> Memo:
    """A letter that asks one body for an answer, or several.

    >>> memo = a_memo(reply_by="2025-06-30", recommendations=7)
    >>> memo.must_answer[0].reply.date, len(memo.recommendations)
    (Date(2025, 6, 30), 7)

    Args:
        reply_by: the day asked for; None for an answer without a day.
        body: the body that must answer.
        also_answering: others that must answer too, by the same day.
        informed: those that get the letter for information.
        recommendations: their texts, or how many there are.
        municipality: its name as the letter has it.
        dated: the letter's own day.
        title: what was reviewed.
        signatories: the names of the auditors.
        audit_firm: who did the review.

    Raises:
        DayRefused: a day is no day.
    """
    asked = (
        ReplyRequest("undated", text="svar önskas")
        if reply_by is None
        else ReplyRequest.by(day_given(reply_by))
    )
    if isinstance(recommendations, int):
        recommendations = [f"Rekommendation {n + 1}" for n in range(recommendations)]
    return Memo(
        municipality=municipality,
        dated=None if dated is None else day_given(dated),
        title=title,
        bodies=[
            *(Body(name, "must_answer", asked) for name in (body, *also_answering)),
            *(Body(name, "for_information") for name in informed),
        ],
        recommendations=[
            Recommendation(number, text)
            for number, text in enumerate(recommendations, 1)
        ],
        signatories=[Signatory(name, "ordförande") for name in signatories],
        audit_firm=audit_firm,
    )


def a_response(
    number: int = 1,
    *,
    stance: str = "accepted",
    measure: str = "Rutinen ses över",
    responsible: str = "kommundirektören",
    day: Day | None = "2023-03-31",
) -> Response:
    """A complete response to one recommendation.

    >>> a_response(2).lacks
    ()

    Raises:
        ValueRefused: there is no such stance.
        DayRefused: *day* is no day.
    """
    by = None if day is None else day_given(day)
    return Response(number, stance, measure, responsible, by)


def a_rulebook(rules: str = "", *, version: str = "1") -> Rulebook:
    """The shipped rules under a name of their own, with the *rules* that differ.

    >>> book = a_rulebook('''
    ... [rules.summon]
    ... period = "-7 days"
    ... ''')
    >>> book.name, book.rule("summon").way.period
    ('egna-regler 1', Days(amount=-7))

    Args:
        rules: what differs, as TOML.
        version: what the rulebook is called among other versions.

    Raises:
        RulebookRefused: the rules contradict themselves; all that is wrong is told.
    """
    head = f"""extends = "{SHIPPED}"
id = "egna-regler"
version = "{version}"
valid_from = 2018-01-01
"""
    return Rulebook.from_text(head + rules)


def a_meeting_calendar(
    *bodies: str,
    year: int = 2022,
    years: int = 1,
    weekday: int = _WEDNESDAY,
    week: int = 1,
    prepared_by: str | None = None,
    version: str = "",
) -> MeetingCalendar:
    """Meetings as a board has them: the first Wednesday of each month but July.

    One that would fall on a closed day is held on the next business day. The preparing
    body meets two weeks before.

    >>> calendar = a_meeting_calendar(year=2022)
    >>> [str(day) for day in calendar.days_of("kommunstyrelsen")][5:8]
    ['2022-06-01', '2022-08-03', '2022-09-07']

    Args:
        bodies: the bodies that meet; kommunstyrelsen by default.
        year: the first year.
        years: for how many years the meetings are known.
        weekday: the day of the week; 0 is Monday.
        week: the how manieth such day of the month.
        prepared_by: the body that prepares for them, such as ``arbetsutskottet``.
        version: what the calendar is called among other versions.
    """
    days = [
        _open_from(_nth(Date(one, month, 1), weekday, week))
        for one in range(year, year + years)
        for month in range(1, _MONTHS + 1)
        if month != _JULY
    ]
    rows = [Meeting(day, body) for body in bodies or (BODY,) for day in days]
    if prepared_by is not None:
        before = [_open_from(day - 2 * _WEEK) for day in days]
        rows += [Meeting(day, prepared_by) for day in before if day.month != _JULY]
    return MeetingCalendar(rows, version)


def _nth(first: Date, weekday: int, week: int) -> Date:
    """The how manieth such day of the week from the *first* of a month on."""
    return first + timedelta(days=(weekday - first.weekday()) % 7) + (week - 1) * _WEEK


def _open_from(day: Date) -> Date:
    return _SWEDEN.roll_forward(day)


def a_case(
    *events: AnyEvent,
    state: str = "received",
    memo: Memo | None = None,
    received: Day = RECEIVED,
    body: str | None = None,
    dnr: str | None = DNR,
    kind: BodyKind | None = None,
    members: Iterable[str] = (),
    answers_to: Recipient = Recipient.AUDITORS,
) -> Case:
    """A case in a *state*, or after the *events* that are given.

    Each step on the way is a real one that passed the guards, on a day on which such
    things happen: the answer is adopted at a meeting five weeks after the letter came.

    >>> case = a_case(state="adopted")
    >>> str(case.state), [event.word for event in case.history[1:]]
    ('adopted', ['registered', 'drafted', 'prepared', 'summoned', 'adopted'])

    Args:
        events: what happened after the memo came in, and nothing else.
        state: where the case stands; see `auditflow.lifecycle.State`.
        memo: the letter; `a_memo` by default.
        received: the day on which it reached the body.
        body: the body; needed where several must answer.
        dnr: the diary number it is registered under on the day after; None if it is
            not registered yet. It goes with a state, not with events of one's own.
        kind: the kind of body; by default what its name tells.
        members: whose notice boards a joint board uses.
        answers_to: the auditors, or fullmäktige.

    Raises:
        ValueRefused: there is no such state, or a state is given beside events.
        NotAllowed: an event is not allowed.
    """
    wanted = word_of(State, state)
    case = Case.open(
        memo or a_memo(),
        received=day_given(received),
        body=body,
        kind=kind,
        members=members,
        answers_to=answers_to,
    )
    if events and wanted is not State.RECEIVED:
        given = f"the state {wanted} beside events"
        raise ValueRefused(given, "leave one of them out: events lead to their state")
    for event in events or _way_to(wanted, case, dnr):
        case = case.record(event)
    return case


def _way_to(state: State, case: Case, dnr: str | None) -> Sequence[AnyEvent]:
    """Events that lead to a *state*, on the days on which they happen."""

    def day(after: int) -> Date:
        return _open_from(case.received + timedelta(days=after))

    registered = [] if dnr is None else [Registered(on=day(1), by=_CLERK, dnr=dnr)]
    match state:
        case State.RECEIVED:
            return registered
        case State.REFERRED:
            asked = Referred(on=day(2), by=_OFFICER, to=["socialnämnden"])
            return [*registered, asked]
        case State.CLOSED:
            why = "återkallat av revisorerna"
            return [*registered, Closed(on=day(6), by=_CLERK, reason=why)]
        case State.DRAFTED:
            return [*registered, _drafted(case, day)]
        case State.ADOPTED:
            return [*registered, _drafted(case, day), *_decided(case, day)]
        case State.ANSWERED:
            before = (*registered, _drafted(case, day), *_decided(case, day))
            return [*before, *_sent(case, day)]
        case _:
            assert_never(state)


def _drafted(case: Case, day: Callable[[int], Date]) -> AnyEvent:
    numbers = [one.number for one in case.own_recommendations]
    responses = [a_response(number, day=day(185)) for number in numbers]
    return Drafted(on=day(8), by=_OFFICER, responses=responses)


def _decided(case: Case, day: Callable[[int], Date]) -> Iterator[AnyEvent]:
    meeting = day(36)
    yield Prepared(on=day(15), by=_SECRETARY)
    yield Summoned(on=day(29), by=_SECRETARY, meeting=meeting)
    yield Adopted(on=meeting, by=case.body, paragraph=_PARAGRAPH)


def _sent(case: Case, day: Callable[[int], Date]) -> Iterator[AnyEvent]:
    yield MinutesAdjusted(on=day(43), by=_SECRETARY, paragraph=_PARAGRAPH)
    yield NoticePosted(on=day(44), by=_SECRETARY, paragraph=_PARAGRAPH)
    yield Answered(on=day(45), by=_CLERK, to=case.addressee, how="e-post")
