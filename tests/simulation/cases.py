"""Cases that stand at every point of their lives, with the meetings of real boards."""

from datetime import date, timedelta
from pathlib import Path

import attrs

import auditflow
from auditflow.case import Case
from auditflow.events import BodyKind
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Body, Memo, Recommendation, ReplyRequest
from auditflow.reading import read_memo

_DEMO = Path(auditflow.__file__).parent / "demo"
GULLSPANG = MeetingCalendar.read(_DEMO / "gullspang-2022.csv")
BENGTSFORS = MeetingCalendar.read(_DEMO / "bengtsfors-2022.csv")
VANNAS = MeetingCalendar.read(Path(__file__).parent / "vannas-2025.csv")
KS, SOC, BUN = "kommunstyrelsen", "socialnämnden", "barn- och utbildningsnämnden"
RECEIVED = date(2022, 9, 27)


def seed_memo(years_later: int = 0) -> Memo:
    """The letter from Vänersborg, as it was read, or as if it came some years later."""
    memo = read_memo(_DEMO / "vanersborg-2022.txt").memo
    assert memo is not None
    assert memo.dated is not None
    if not years_later:
        return memo
    later = ReplyRequest.by(date(2022 + years_later, 11, 25))
    return attrs.evolve(
        memo,
        dated=memo.dated.replace(year=memo.dated.year + years_later),
        bodies=[
            attrs.evolve(body, reply=later) if body.reply.date else body
            for body in memo.bodies
        ],
    )


def seed_case(years_later: int = 0) -> Case:
    """Its case, received on 27 September."""
    received = RECEIVED.replace(year=2022 + years_later)
    return Case.open(seed_memo(years_later), received=received)


def case_of(
    kind: BodyKind | None = None, members: tuple[str, ...] = (), *, asks: bool = True
) -> Case:
    """A small case of some kind of body, which may be asked for no day."""
    reply = ReplyRequest.by(date(2022, 11, 25)) if asks else ReplyRequest()
    memo = Memo(
        municipality="Vänersborgs kommun",
        bodies=[Body(KS, "must_answer", reply)],
        recommendations=[Recommendation(1, "Se över"), Recommendation(2, "Följ upp")],
    )
    return Case.open(memo, received=RECEIVED, kind=kind, members=members)


def stages() -> dict[str, Case]:
    """The same case after each step of its life."""
    opened = seed_case()
    days = iter(RECEIVED + timedelta(days=n) for n in (3, 4, 20, 25, 36, 38, 40))
    referred = opened.take("refer", on=next(days), by="anna", to=[SOC, BUN])
    asked = opened.take(
        "refer", on=next(days), by="anna", to={SOC: date(2022, 10, 14), BUN: None}
    )
    drafted = opened.take("draft", on=next(days), by="anna")
    remitted = drafted.take("remit", on=date(2022, 11, 2), by=KS)
    adopted = drafted.take(
        "adopt", on=date(2022, 11, 2), by=KS, despite="svaren kompletteras"
    )
    return {
        "received": opened,
        "referred": referred,
        "asked-by-a-day": asked,
        "drafted": drafted,
        "remitted": remitted,
        "adopted": adopted,
    }
