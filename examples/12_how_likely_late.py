"""How likely is it that the answer is late, and which meeting should the board aim for?

The letter is Vänersborg's, the meetings Bengtsfors'. Everything is the same on every
machine: the seed decides.
"""

from datetime import date
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, read_memo
from auditflow.simulation import (
    Duration,
    Habits,
    Incoming,
    habits_from,
    risk,
    simulate,
    workload,
)

DEMO = Path(auditflow.__file__).parent / "demo"
memo = read_memo(DEMO / "vanersborg-2022.txt").memo
if memo is None:
    raise SystemExit("the letter is no memo")
case = Case.open(memo, received=date(2022, 9, 27))
meetings = MeetingCalendar.read(DEMO / "bengtsfors-2022.csv")

print("With auditflow's starting points, which nobody has measured:")
found = risk(case, meetings=meetings)
for aim in found.aims:
    mark = "  <- the plan" if aim.chosen else ""
    print(
        f"  aim for {aim.meeting}: in time in {aim.in_time:,} of {aim.runs:,} runs, "
        f"9 of 10 by {aim.within(90)}{mark}"
    )
if found.best is not None:
    print(f"  the best to aim for: {found.best.meeting}; late there through")
    for cause, number in found.best.late_through:
        print(f"    {cause.name.lower()}: {number:,}")

print(
    "\nAutumn, event by event; then the same board's habits, fitted to what happened:"
)
autumn = Incoming.from_text("""
[[letters]]
body = "kommunstyrelsen"
authority = "bengtsfors"
number = 40
first = 2022-01-10
last = 2022-07-01
statements_from = ["socialnämnden"]
asks = 30
""")
ours = Habits(draft=Duration({10: 3, 50: 6, 90: 12, 100: 20}), tabled=10)
lives = [*simulate(autumn, habits=ours, meetings=meetings, seed=2022)]
print(f"  {len(lives)} lives, {sum(len(life.history) for life in lives)} events")
fitted = habits_from(lives)
print(f"  half of the drafts within {fitted.habits.draft.within(50)} business days")
print(f"  seen too seldom: {', '.join(one.habit for one in fitted.thin)}")

print("\nThe same letters, two thousand times:")
load = workload(autumn, habits=ours, meetings=meetings)
print(f"  late on an average: {float(load.expected):.1f}")
print(f"  at most, in nine runs of ten: {load.late_within(90)}")
worst = load.bottleneck
if worst is not None:
    print(f"  most to write in the week of {worst.monday}: {float(worst.drafts):.1f}")
