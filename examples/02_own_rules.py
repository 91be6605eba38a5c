"""The same letter by the shipped rules and by a municipality's own, side by side."""

from datetime import date
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, Rulebook, plan, read_memo

DEMO = Path(auditflow.__file__).parent / "demo"
RULES = Path(__file__).with_suffix(".toml")


def main() -> None:
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        return
    meetings = MeetingCalendar.read(DEMO / "gullspang-2022.csv")
    case = Case.open(memo, received=date(2022, 9, 27))
    shipped = plan(case, meetings=meetings)
    own = plan(case, meetings=meetings, rulebook=Rulebook.read(RULES))
    before = {deadline.id: deadline.due for deadline in shipped.deadlines}
    print(f"{'':16} {shipped.rulebook:22} {own.rulebook}")
    for deadline in own.deadlines:
        earlier = before.get(deadline.id)
        if deadline.due is None:
            continue
        changed = "" if deadline.due == earlier else f"  ({deadline.source})"
        print(f"{deadline.id:16} {earlier or '–'!s:22} {deadline.due}{changed}")


if __name__ == "__main__":
    main()
