"""What the laws are tried on: days, periods, calendars and whole histories.

Beside them two plain things that share no code with the library: the closed days as
the statutes name them, and a walk from day to day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    Closed,
    Drafted,
    ExtensionGranted,
    MinutesAdjusted,
    Prepared,
    Referred,
    Registered,
    RemittedBack,
    Reopened,
    Response,
    Revised,
    StatementReceived,
    Summoned,
    Tabled,
    all_of,
)
from auditflow.lifecycle import State
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest
from auditflow.periods import (
    Length,
    Roll,
    business_days,
    days,
    literal_weekdays,
    months,
    weeks,
    years,
)

ONE_DAY = timedelta(days=1)
FIRST = date(1953, 1, 1)
LAST = date(2100, 12, 31)
ROLLS: tuple[Roll, ...] = ("forward", "back", "none")


# Far enough from both ends that no period in `lengths` leaves the known years.
any_days = st.dates(date(1960, 1, 1), date(2090, 12, 31))
years_between = st.integers(1960, 2090)


@st.composite
def days_near_holidays(draw: st.DrawFn) -> date:
    """A day within a few days of one that the law names, where counting goes wrong."""
    named = sorted(named_in_law(draw(years_between)))
    return draw(st.sampled_from(named)) + timedelta(days=draw(st.integers(-4, 4)))


some_days = any_days | days_near_holidays()
rolls = st.sampled_from(ROLLS)
signed = st.integers(-60, 60).filter(bool)
lengths: st.SearchStrategy[Length] = st.one_of(
    signed.map(days),
    signed.map(business_days),
    signed.map(literal_weekdays),
    st.integers(-20, 20).filter(bool).map(weeks),
    st.integers(-30, 30).filter(bool).map(months),
    st.integers(-5, 5).filter(bool).map(years),
)


@st.composite
def calendars(
    draw: st.DrawFn, near: date | None = None, within: int = 40
) -> BusinessCalendar:
    """A calendar, perhaps with days that a municipality closed or keeps open."""
    middle = near or draw(some_days)
    offsets = draw(st.lists(st.integers(-within, within), max_size=6, unique=True))
    own = [middle + timedelta(days=offset) for offset in offsets]
    cut = draw(st.integers(0, len(own)))
    return BusinessCalendar.sweden(
        closed=dict.fromkeys(own[:cut], "stängt"), open=own[cut:]
    )


def easter(year: int) -> date:
    """Easter Day after the anonymous Gregorian computus."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4) - (8 * century + 13) // 25
    epact = (moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def saturday_from(day: date) -> date:
    """The first Saturday on or after *day*."""
    return day + timedelta(days=(5 - day.weekday()) % 7)


@cache
def named_in_law(year: int) -> frozenset[date]:
    """The public holidays and the three eves of lag 1989:253 and 1930:173 2 §."""
    sunday = easter(year)
    midsummer = saturday_from(date(year, 6, 20))
    either_whit_monday_or_june_6 = (
        sunday + timedelta(days=50) if year <= 2004 else date(year, 6, 6)
    )
    return frozenset(
        {
            date(year, 1, 1),
            date(year, 1, 6),
            sunday - timedelta(days=2),
            sunday + timedelta(days=1),
            date(year, 5, 1),
            sunday + timedelta(days=39),
            either_whit_monday_or_june_6,
            midsummer - ONE_DAY,
            midsummer,
            saturday_from(date(year, 10, 31)),
            date(year, 12, 24),
            date(year, 12, 25),
            date(year, 12, 26),
            date(year, 12, 31),
        }
    )


def closed_in_law(day: date) -> bool:
    """Whether *day* is no business day in the whole country, by the statutes alone."""
    return day.weekday() >= 5 or day in named_in_law(day.year)


def rest_in_law(day: date) -> bool:
    """Whether lag (1930:173) 2 § named *day* then, written from the acts alone."""
    eves = {(12, 24)} | ({(12, 31)} if day >= date(1974, 12, 17) else set())
    if (day.month, day.day) in eves or day.weekday() == 6:
        return True
    if day.weekday() == 5 and day >= date(1961, 6, 1):
        from_month, to_month = (4, 9) if day >= date(1962, 4, 1) else (6, 9)
        if day.year >= 1965 or from_month <= day.month <= to_month:
            return True
    easter_eve = named_in_law(day.year) and day - ONE_DAY in named_in_law(day.year)
    if day.weekday() == 5 and day.month in (3, 4) and easter_eve:
        return True
    return day in named_in_law(day.year) and (day.month, day.day) != (12, 31)


def is_closed(day: date, calendar: BusinessCalendar) -> bool:
    """As `closed_in_law`, with what the municipality of *calendar* changed."""
    if day in calendar.closed:
        return True
    return closed_in_law(day) and day not in calendar.open


def walked(start: date, number: int, calendar: BusinessCalendar) -> list[date]:
    """Each day on the way to the n-th business day from *start*, that day included."""
    step = ONE_DAY if number > 0 else -ONE_DAY
    day, passed, left = start, [], abs(number)
    while left:
        day += step
        passed.append(day)
        left -= not is_closed(day, calendar)
    return passed


def rolled_by_law(day: date, roll: Roll) -> list[date]:
    """*day* and each day that it rolls over, the day where it stays included."""
    passed = [day]
    while roll != "none" and rest_in_law(passed[-1]):
        passed.append(passed[-1] + (ONE_DAY if roll == "forward" else -ONE_DAY))
    return passed


MEMO = Memo(
    municipality="Vänersborgs kommun",
    bodies=[
        Body("kommunstyrelsen", "must_answer", ReplyRequest.by(date(2022, 11, 25)))
    ],
    recommendations=[Recommendation(1, "Se över"), Recommendation(2, "Följ upp")],
)
RECEIVED = date(2022, 9, 27)
_ASKED = ("socialnämnden", "barn- och utbildningsnämnden")


@st.composite
def histories(draw: st.DrawFn) -> tuple[Case, tuple[Case, ...]]:
    """A case that was led by chance through its life, and each case on the way."""
    case = Case.open(MEMO, received=RECEIVED)
    on, stages = RECEIVED, [case]
    for _ in range(draw(st.integers(0, 14))):
        on += timedelta(days=draw(st.integers(0, 20)))
        ahead = timedelta(days=draw(st.integers(0, 30)))
        choices = [*_possible(case, on, ahead)]
        if not choices:
            break
        case = case.record(draw(st.sampled_from(choices)))
        stages.append(case)
    return case, tuple(stages)


def _possible(case: Case, on: date, ahead: timedelta) -> Iterator[AnyEvent]:
    """Events that the guards let through, the irregular ones with a reason."""
    extensions = all_of(case.history, ExtensionGranted)
    granted = [event.until for event in extensions if event.until]
    anew = [event.reply.date for event in all_of(case.history, Reopened)]
    replies = [_SUPPLEMENT, *granted, *filter(None, anew)]
    for undated in _BY_STATE[case.state]:
        event = attrs.evolve(undated, on=on, despite="enligt delegation")
        match event:
            case AimedFor() | Summoned():
                yield attrs.evolve(event, meeting=on + ahead)
            case Tabled(to=day) if day is not None:
                yield attrs.evolve(event, to=on + ahead + ONE_DAY)
            case Reopened():
                asked = max(_SUPPLEMENT, on + ahead + ONE_DAY)
                yield attrs.evolve(event, reply=ReplyRequest.by(asked))
            case ExtensionGranted():
                yield attrs.evolve(event, until=max(replies) + ahead + ONE_DAY)
            case _:
                yield event


def _event(kind: type[AnyEvent], **details: Any) -> AnyEvent:
    return kind(on=RECEIVED, by="registrator", **details)


# Later than the day that the memo asks for; what is later still extends either.
_SUPPLEMENT = date(2023, 3, 1)
_RESPONSES = [Response(1, measure="ses över"), Response(2, day=date(2023, 6, 30))]
_ANYTIME = (
    _event(Registered, dnr="KS 2022/347"),
    _event(Summoned, meeting=RECEIVED),
    _event(Prepared),
    _event(ExtensionGranted, until=_SUPPLEMENT),
)
_AIMED = _event(AimedFor, meeting=RECEIVED)
_UNDECIDED: tuple[AnyEvent, ...] = (
    _AIMED,
    _event(Referred, to=_ASKED),
    _event(Drafted, responses=_RESPONSES),
    _event(Drafted),
    _event(Closed, reason="återkallat"),
)
_BY_STATE: dict[State, tuple[AnyEvent, ...]] = {
    State.RECEIVED: (*_ANYTIME, *_UNDECIDED),
    State.REFERRED: (
        *_ANYTIME,
        *_UNDECIDED,
        _event(StatementReceived, body=_ASKED[0]),
    ),
    State.DRAFTED: (
        *_ANYTIME,
        _AIMED,
        _event(Tabled),
        _event(Tabled, to=RECEIVED),
        _event(Revised, responses=_RESPONSES[:1]),
        _event(RemittedBack, reason="oklart"),
        _event(RemittedBack, statements_from=_ASKED),
        _event(Adopted, immediate=True),
        _event(Adopted, responses=_RESPONSES),
    ),
    State.ADOPTED: (
        _event(MinutesAdjusted),
        _event(Answered),
        _event(Closed, reason="besvarat gemensamt"),
    ),
    State.ANSWERED: (
        _event(Reopened, reply=ReplyRequest.by(_SUPPLEMENT)),
        _event(Registered, dnr="KS 2023/1"),
    ),
    State.CLOSED: (),
}
