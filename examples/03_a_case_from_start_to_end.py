"""A case from the letter to the answer, with the plan after each step."""

from datetime import date
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, plan, read_memo
from auditflow.events import (
    Prepared,
    Registered,
    Response,
    Stance,
    StatementReceived,
    Summoned,
)

DEMO = Path(auditflow.__file__).parent / "demo"
MEETINGS = MeetingCalendar.read(DEMO / "gullspang-2022.csv")


def show(case: Case, what: str) -> None:
    """Print what is met, what is next, and the advice."""
    result = plan(case, meetings=MEETINGS, today=case.history[-1].on)
    print(f"{case.history[-1].on}  {what}: the case is {case.state}")
    for deadline in result.deadlines:
        if deadline.due is None:
            continue
        met = f" on {deadline.met_by.on}" if deadline.met_by else ""
        print(f"    {deadline.due}  {deadline.title()}: {deadline.status}{met}")
    if result.advice is not None:
        print(f"    advice: {result.advice.en}")
    possible = ", ".join(case.allowed) or "none"
    print(f"    steps that are possible now: {possible}\n")


def responses() -> list[Response]:
    """Seven responses, one for each recommendation; the measures are made up."""
    accepted = [
        Response(number, Stance.ACCEPTED, "riktlinjen skrivs om", "kommunchefen")
        for number in range(1, 6)
    ]
    return [
        *accepted,
        Response(6, Stance.ALREADY_DONE, "klart sedan i våras"),
        Response(
            7, Stance.PARTLY, "gemensam uppföljning", "socialchefen", date(2023, 6, 30)
        ),
    ]


def main() -> None:
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        return
    registrar, secretary = "registrator", "nämndsekreteraren"
    case = Case.open(memo, received=date(2022, 9, 27))
    show(case, "received")

    day = date(2022, 9, 28)
    case = case.record(Registered(on=day, by=registrar, dnr="KS 2022/347"))
    asked = {"socialnämnden": date(2022, 10, 24)}
    case = case.take("refer", on=date(2022, 9, 30), by=registrar, to=asked)
    show(case, "registered, and socialnämnden asked")

    day = date(2022, 10, 24)
    case = case.record(StatementReceived(on=day, by=registrar, body="socialnämnden"))
    show(case, "statement received")

    day = date(2022, 11, 1)
    case = case.take("draft", on=day, by="utredaren", responses=responses())
    show(case, "drafted")

    case = case.record(Prepared(on=date(2022, 11, 9), by="arbetsutskottet"))
    meeting = date(2022, 11, 23)
    day = date(2022, 11, 17)
    case = case.record(Summoned(on=day, by=secretary, meeting=meeting))
    case = case.take(
        "adopt",
        on=meeting,
        by="kommunstyrelsen",
        paragraph="§ 231",
        immediate=True,
        meetings=MEETINGS,
    )
    show(case, "prepared, summoned, and adopted with immediate adjustment")

    case = case.take("answer", on=date(2022, 11, 24), by=registrar)
    show(case, "answered")


if __name__ == "__main__":
    main()
