"""The letter of the demo, its case, and a life of ten events."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, read_memo
from auditflow.events import (
    Adopted,
    Answered,
    AnyEvent,
    Drafted,
    MinutesAdjusted,
    Received,
    Referred,
    Registered,
    Response,
    Revised,
    StatementReceived,
    Summoned,
)

DEMO = Path(auditflow.__file__).parent / "demo"
LETTER = DEMO / "vanersborg-2022.txt"
MEETINGS = DEMO / "gullspang-2022.csv"

RECEIVED = date(2022, 9, 27)
REPLY = date(2022, 11, 25)
DRAFTED = date(2022, 10, 4)
MEETING = date(2022, 11, 2)


@lru_cache(maxsize=1)
def opened() -> Case:
    """The case on the day its letter came in."""
    memo = read_memo(LETTER).memo
    if memo is None:
        raise RuntimeError("the letter of the demo cannot be read")
    return Case.open(memo, received=RECEIVED)


@lru_cache(maxsize=1)
def meetings() -> MeetingCalendar:
    """The meetings of the demo."""
    return MeetingCalendar.read(MEETINGS)


def responses() -> tuple[Response, ...]:
    """A response to every recommendation of the letter."""
    return tuple(
        Response(one.number, measure="ses över")
        for one in opened().memo.recommendations
    )


def drafted() -> Case:
    """The case when an answer is drafted, with every response."""
    return opened().take("draft", on=DRAFTED, by="handläggaren", responses=responses())


def ten_events() -> tuple[AnyEvent, ...]:
    """A whole life, from the arrival to the answer."""
    clerk = "registrator"
    asked = "socialnämnden"
    return (
        Received(on=RECEIVED, by=clerk),
        Registered(on=RECEIVED, by=clerk, dnr="KS 2022/347"),
        Referred(on=date(2022, 9, 28), by=clerk, to=[asked]),
        StatementReceived(on=date(2022, 10, 3), by=clerk, body=asked),
        Drafted(on=DRAFTED, by=clerk, responses=responses()),
        Revised(on=date(2022, 10, 12), by=clerk),
        Summoned(on=date(2022, 10, 26), by=clerk, meeting=MEETING),
        Adopted(on=MEETING, by="kommunstyrelsen"),
        MinutesAdjusted(on=date(2022, 11, 9), by=clerk),
        Answered(on=date(2022, 11, 10), by=clerk),
    )
