"""A letter and a meeting calendar in; every deadline with its reasons out."""

from datetime import date
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, plan, read_memo

DEMO = Path(auditflow.__file__).parent / "demo"


def main() -> None:
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        return
    meetings = MeetingCalendar.read(DEMO / "gullspang-2022.csv")
    case = Case.open(memo, received=date(2022, 9, 27))
    print(f"{memo.title}\n{case.name}\n")
    for deadline in plan(case, meetings=meetings).deadlines:
        print(deadline.explain("sv"))


if __name__ == "__main__":
    main()
