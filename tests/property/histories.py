"""Lives of a case, led by chance: all that can happen, told at once, late or wrongly.

A life is made of numbers and of nothing else: the same numbers always lead the same
life, and one that breaks a law shrinks to a short one, for the number 0 is a day on
which nothing happens. What the guards refuse is kept beside what they let through.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from pendulum import DateTime

from auditflow.case import Case
from auditflow.day import as_day, day_of, start_of
from auditflow.errors import NotAllowed
from auditflow.events import (
    Adopted,
    AimedFor,
    Answered,
    AnyEvent,
    Assigned,
    BodyKind,
    Closed,
    Corrected,
    Drafted,
    Event,
    ExtensionAsked,
    ExtensionGranted,
    ExtensionRefused,
    FollowedUp,
    MeasureDone,
    MinutesAdjusted,
    NoticePosted,
    NoticeRemoved,
    Paused,
    Prepared,
    Received,
    Recipient,
    Referred,
    Registered,
    Reminded,
    RemittedBack,
    Reopened,
    Reported,
    Response,
    ResponseProposed,
    Resumed,
    Revised,
    StatementReceived,
    StatementWaived,
    Summoned,
    Tabled,
    VersionChanged,
)
from auditflow.lifecycle import State
from auditflow.meetings import Meeting, MeetingCalendar
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest
from auditflow.periods import days, months, weeks

T = TypeVar("T")

KS, SOC, BUN = "kommunstyrelsen", "socialnämnden", "barn- och utbildningsnämnden"
RECEIVED = date(2022, 9, 27)
ASKED = date(2022, 11, 25)
MEMO = Memo(
    municipality="Vänersborgs kommun",
    dated=RECEIVED,
    bodies=[Body(KS, "must_answer", ReplyRequest.by(ASKED))],
    recommendations=[Recommendation(1, "Se över"), Recommendation(2, "Följ upp")],
)
_MEETING_DAYS = [
    date(2022, 10, 5), date(2022, 11, 2), date(2022, 11, 23), date(2022, 12, 14),
    date(2023, 1, 18), date(2023, 2, 15), date(2023, 3, 15),
]  # fmt: skip
MEETINGS = MeetingCalendar([Meeting(day, KS) for day in _MEETING_DAYS])
MEMBERS = ("Vänersborg", "Trollhättan")
# The bodies that the laws of the trade tell apart, and who gets the answer.
OPENED = (
    Case.open(MEMO, received=RECEIVED),
    Case.open(MEMO, received=RECEIVED, answers_to=Recipient.COUNCIL),
    Case.open(MEMO, received=RECEIVED, kind=BodyKind.JOINT_BOARD, members=MEMBERS),
    Case.open(MEMO, received=RECEIVED, kind=BodyKind.COMPANY),
)


@attrs.frozen(repr=False)
class Life:
    """What was told of a case, one thing after the other, and what was refused.

    ``stages`` are the case before everything and after each thing that was ``told``;
    nothing was recorded before what was told before it.
    """

    numbers: tuple[int, ...]
    stages: tuple[Case, ...]
    told: tuple[AnyEvent, ...]
    refusals: tuple[tuple[Case, AnyEvent, NotAllowed], ...]

    def __repr__(self) -> str:
        return f"life_of({[*self.numbers]})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def case(self) -> Case:
        """The case at the end."""
        return self.stages[-1]

    def known_at(self, number: int) -> tuple[Case, DateTime]:
        """One stage of the life, and an instant at which no more was known."""
        since = [_in_utc(e.recorded) for e in (self.case.history[0], *self.told)]
        count = number % len(since)
        while count + 1 < len(since) and since[count + 1] == since[count]:
            count += 1
        instant = since[count]
        if count + 1 < len(since):  # the last moment before more became known
            instant = since[count + 1] - timedelta(microseconds=1)
        return self.stages[count], instant


def _in_utc(instant: DateTime) -> DateTime:
    """The same instant; in Stockholm two of them share a name every autumn."""
    return instant.in_timezone("UTC")


@attrs.define
class Dice:
    """A number, taken apart throw by throw."""

    left: int

    def throw(self, sides: int) -> int:
        """A number from 0 on, below *sides*; 0 once nothing is left."""
        self.left, thrown = divmod(self.left, sides)
        return thrown

    def pick(self, among: Sequence[T]) -> T:
        """One of *among*; the first once nothing is left."""
        return among[self.throw(len(among))]

    def day(self, on: date, first: int, last: int) -> date:
        """A day from *first* to *last* days after *on*."""
        return on + timedelta(days=first + self.throw(last - first + 1))

    def day_or_none(self, on: date, first: int, last: int) -> date | None:
        """The same, or none."""
        return self.day(on, first, last) if self.throw(2) else None


_ONE = Response(1, measure="ses över", responsible="chefen", day=date(2023, 3, 31))
_TWO = Response(2, "partly", "följs upp", "chefen", date(2023, 6, 30))
_RESPONSES = ((_ONE, _TWO), (), (_ONE,))
_PARTIES = ("auditors", "municipality")
_PARAGRAPHS = (None, "§ 148", "§ 149")


def _to_ask(on: date, dice: Dice) -> Any:
    return dice.pick([[SOC], [SOC, BUN], {SOC: dice.day(on, -1, 30)}, [BUN], [KS], []])


def _extension(on: date, dice: Dice) -> dict[str, Any]:
    by = {"granted_by": dice.pick(["auditors", *_PARTIES])}
    if dice.throw(2):
        return {**by, "until": dice.day(on, 0, 110)}
    length = dice.pick([weeks(2), months(1), days(10)])
    return {**by, "length": length, "counted_from": dice.pick(["anchor", "due"])}


Details = Callable[[date, Dice], dict[str, Any]]


def _nothing(on: date, dice: Dice) -> dict[str, Any]:
    return {}


# What each kind of event says beside its day; some of it is what no guard lets through.
DETAILS: dict[type[Event], Details] = {
    Adopted: lambda on, dice: {
        "immediate": dice.throw(2) == 1,
        "responses": dice.pick(_RESPONSES),
        "paragraph": dice.pick(_PARAGRAPHS),
        "delegate": dice.pick([None, None, "ordföranden"]),
    },
    AimedFor: lambda on, dice: {"meeting": dice.day(on, -1, 40)},
    Answered: _nothing,
    Assigned: lambda on, dice: {"to": dice.pick(["anna", "bo"])},
    Closed: lambda on, dice: {
        "reason": dice.pick(["återkallat", "av misstag", " "]),
        "answered_by": dice.pick([None, SOC, KS]),
    },
    Drafted: lambda on, dice: {"responses": dice.pick(_RESPONSES)},
    ExtensionAsked: lambda on, dice: {"until": dice.day_or_none(on, 1, 90)},
    ExtensionGranted: _extension,
    ExtensionRefused: _nothing,
    FollowedUp: _nothing,
    MeasureDone: lambda on, dice: {"number": 1 + dice.throw(3)},
    MinutesAdjusted: lambda on, dice: {"paragraph": dice.pick(_PARAGRAPHS)},
    NoticePosted: lambda on, dice: {
        "board": dice.pick([*MEMBERS, None]),
        "paragraph": dice.pick(_PARAGRAPHS),
    },
    NoticeRemoved: lambda on, dice: {"board": dice.pick([*MEMBERS, None])},
    Paused: lambda on, dice: {
        "ground": "semester",
        "until": dice.day_or_none(on, -1, 20),
        "granted_by": dice.pick(_PARTIES),
    },
    Prepared: _nothing,
    Received: _nothing,
    Referred: lambda on, dice: {"to": _to_ask(on, dice)},
    Registered: lambda on, dice: {"dnr": dice.pick(["KS 2022/347", "KS 2022/374"])},
    Reminded: lambda on, dice: {"body": dice.pick([SOC, BUN])},
    RemittedBack: lambda on, dice: {
        "statements_from": _to_ask(on, dice) if dice.throw(2) else []
    },
    Reopened: lambda on, dice: {
        "reply": ReplyRequest.by(dice.day(on, 20, 90))
        if dice.throw(4)
        else ReplyRequest("undated", text="snarast")
    },
    Reported: _nothing,
    ResponseProposed: lambda on, dice: {"response": dice.pick([_ONE, _TWO])},
    Resumed: lambda on, dice: {"granted_by": dice.pick(_PARTIES)},
    Revised: lambda on, dice: {"responses": dice.pick(_RESPONSES)},
    StatementReceived: lambda on, dice: {"body": dice.pick([SOC, BUN])},
    StatementWaived: lambda on, dice: {
        "body": dice.pick([SOC, BUN]),
        "reason": "har inget att erinra",
    },
    Summoned: lambda on, dice: {"meeting": dice.day(on, -1, 30)},
    Tabled: lambda on, dice: {"to": dice.day_or_none(on, 0, 40)},
    VersionChanged: lambda on, dice: {
        "of": dice.pick(["rulebook", "business_calendar", "meetings"]),
        "old": "1",
        "new": "2",
    },
}
ANYTHING: tuple[type[Event], ...] = (*DETAILS, Corrected)
_ASKED: tuple[type[Event], ...] = (StatementReceived, StatementWaived, Reminded)
_TIME: tuple[type[Event], ...] = (Paused, Resumed, ExtensionGranted, Corrected)
# What is likely where a case stands: else few lives would come to their end.
_LIKELY: dict[State, tuple[type[Event], ...]] = {
    State.RECEIVED: (Referred, Drafted, Drafted, ExtensionAsked, *_TIME),
    State.REFERRED: (Drafted, Drafted, *_ASKED, *_TIME),
    State.DRAFTED: (Adopted, Adopted, Adopted, Tabled, RemittedBack, *_TIME),
    State.ADOPTED: (Answered, MinutesAdjusted, NoticePosted, NoticeRemoved, Corrected),
    State.ANSWERED: (Reopened, Reopened, MeasureDone, FollowedUp, Corrected),
    State.CLOSED: (Corrected, FollowedUp),
}


def event_of(kind: type[Event], on: date, dice: Dice) -> Any:
    """An event of this *kind*, with details as the *dice* fall."""
    despite = dice.pick([None, "enligt delegation"])
    return kind(on=on, by="anna", despite=despite, **DETAILS[kind](on, dice))


def correction_in(case: Case, on: date, dice: Dice) -> Corrected:
    """A correction of something that was told, right or wrong."""
    entries = [e for e in case.history if not isinstance(e, Corrected)]
    wrong = dice.pick(entries[::-1])
    away: AnyEvent | None = None
    match dice.throw(4):
        case 1:
            away = attrs.evolve(wrong, on=dice.day(wrong.on, -9, 9))
        case 2:
            away = event_of(type(wrong), wrong.on, dice)
        case 3:
            away = event_of(dice.pick([*DETAILS]), wrong.on, dice)
        case _:
            pass
    return Corrected(on=on, by="anna", wrong=wrong, right=away, reason="skrivfel")


def recorded_in(case: Case, event: AnyEvent) -> Case:
    """The case after *event*, its meetings looked up where it is a decision."""
    meetings = MEETINGS if isinstance(event, Adopted) else None
    return case.record(event, meetings=meetings)


def life_of(numbers: Sequence[int]) -> Life:
    """The life that *numbers* lead to."""
    case = OPENED[numbers[0] % len(OPENED)]
    now, today = _in_utc(case.history[0].recorded), RECEIVED
    stages, told = [case], list[AnyEvent]()
    refusals = list[tuple[Case, AnyEvent, NotAllowed]]()
    for number in filter(None, numbers[1:]):
        dice = Dice(number)
        kind = dice.pick(dice.pick([_LIKELY[case.state], ANYTHING]))
        today = dice.pick([0, 0, 1, 3, 6, 10, 15]) * timedelta(days=1) + today
        on, recorded = _when(today, now, dice)
        event = (
            correction_in(case, on, dice)
            if kind is Corrected
            else event_of(kind, on, dice)
        )
        event = attrs.evolve(event, recorded=recorded)
        try:
            after = recorded_in(case, event)
        except NotAllowed as refused:
            refusals.append((case, event, refused))
            continue
        entry = next(e for e in after.history if not any(e is f for f in case.history))
        case, now = after, _in_utc(entry.recorded)
        today = max(today, day_of(now))
        stages.append(case)
        told.append(entry)
    return Life(tuple(numbers), tuple(stages), tuple(told), tuple(refusals))


def _when(today: date, now: DateTime, dice: Dice) -> tuple[date, DateTime | None]:
    """The day of an event, and the instant at which somebody tells of it."""
    morning = _in_utc(start_of(as_day(today)))
    match dice.throw(4):
        case 0:
            return today, None if morning >= now else now
        case 1:
            return today, max(now, morning) + timedelta(hours=dice.throw(10))
        case 2:
            return today, max(now, morning) + timedelta(days=dice.throw(12))
        case _:
            late = timedelta(days=1 + dice.throw(25))
            return today - late, max(now, morning) + timedelta(minutes=1)


def numbers_in(drawn: bytes) -> list[int]:
    """Three bytes a number: to draw them at once is far cheaper than one by one."""
    return [int.from_bytes(drawn[at : at + 3]) for at in range(0, len(drawn), 3)]


lives = st.binary(min_size=27, max_size=57).map(
    lambda drawn: life_of(numbers_in(drawn))
)
codes = st.integers(0, 2**24 - 1)
