"""The seed memo as a value, its case, and the calendars of three municipalities."""

from datetime import date
from pathlib import Path

import auditflow
from auditflow.case import Case
from auditflow.events import Response
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Body, DiaryNumber, Memo, Recommendation, ReplyRequest

DEMO = Path(auditflow.__file__).parent / "demo"
GULLSPANG = MeetingCalendar.read(DEMO / "gullspang-2022.csv")
BENGTSFORS = MeetingCalendar.read(DEMO / "bengtsfors-2022.csv")
ASKED = date(2022, 11, 25)
RECEIVED = date(2022, 9, 27)


def a_memo(
    reply: ReplyRequest | None = None,
    recommendations: int = 0,
    body: str = "kommunstyrelsen",
) -> Memo:
    """A memo as the seed, with as many recommendations as a claim needs."""
    return Memo(
        municipality="Vänersborgs kommun",
        dnr="2022/347",
        diary_numbers=[DiaryNumber(body, "2022/347")],
        dated=date(2022, 9, 27),
        title="Granskning av integration",
        bodies=[Body(body, "must_answer", reply or ReplyRequest.by(ASKED))],
        recommendations=[Recommendation(n, "…") for n in range(1, recommendations + 1)],
    )


def a_case(
    received: date = RECEIVED,
    reply: ReplyRequest | None = None,
    body: str = "kommunstyrelsen",
    recommendations: int = 0,
) -> Case:
    """The case of the seed memo at the body that must answer."""
    return Case.open(a_memo(reply, recommendations, body), received=received)


def responses(*days: date | None) -> list[Response]:
    """A response to each recommendation, with the day its measure is promised for."""
    return [
        Response(number, "accepted", "mäta", "förvaltningschefen", day)
        for number, day in enumerate(days, 1)
    ]
