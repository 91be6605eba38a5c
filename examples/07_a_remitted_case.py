"""A case that the board sends back at its meeting: the plan before and after."""

from datetime import date
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, Plan, plan, read_memo
from auditflow.events import Prepared, Registered, Response, Summoned

DEMO = Path(auditflow.__file__).parent / "demo"
MEETINGS = MeetingCalendar.read(DEMO / "gullspang-2022.csv")


def days(result: Plan) -> str:
    """The days of the draft, the decision and the answer."""
    ids = "draft", "adopt", "answer"
    return ", ".join(f"{id_} {result[id_].due}" for id_ in ids)


def show(case: Case, what: str) -> Plan:
    """Print the days, whether the answer can be in time, and what to do."""
    result = plan(case, meetings=MEETINGS)
    print(f"{case.history[-1].on}  {what}: the case is {case.state}")
    print(f"    {days(result)}")
    for problem in result.problems:
        print(f"    problem: {problem.en}")
    if result.advice is not None:
        print(f"    advice: {result.advice.en}")
        print(f"    råd: {result.advice.sv}")
    print()
    return result


def before_the_meeting(case: Case) -> Case:
    """Registered, drafted, prepared and summoned, each in its time."""
    day = date(2022, 9, 28)
    case = case.record(Registered(on=day, by="registrator", dnr="KS 2022/347"))
    responses = [
        Response(n, "accepted", "rutinen skrivs om", "kommunchefen", date(2023, 6, 30))
        for n in range(1, 8)
    ]
    day = date(2022, 10, 4)
    case = case.take("draft", on=day, by="utredaren", responses=responses)
    case = case.record(Prepared(on=date(2022, 10, 12), by="arbetsutskottet"))
    day, meeting = date(2022, 10, 27), date(2022, 11, 2)
    return case.record(Summoned(on=day, by="nämndsekreteraren", meeting=meeting))


def main() -> None:
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        return
    case = before_the_meeting(Case.open(memo, received=date(2022, 9, 27)))
    show(case, "summoned")

    case = case.take(
        "remit",
        on=date(2022, 11, 2),
        by="kommunstyrelsen",
        statements_from={"socialnämnden": date(2022, 11, 14)},
        reason="rekommendation 7 rör socialnämnden",
    )
    result = show(case, "remitted back for a statement of socialnämnden")
    for deadline_id in ("draft", "adopt", "answer"):
        print(result[deadline_id].explain("en"))
    print()
    print(result["adopt"].explain("sv"))


if __name__ == "__main__":
    main()
