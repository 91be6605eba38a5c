"""A proof of one date: told in Swedish, checked, and checked again after a change."""

from datetime import date
from pathlib import Path

import auditflow
from auditflow import Case, MeetingCalendar, plan, read_memo
from auditflow.proof import Proof, check, prove

DEMO = Path(auditflow.__file__).parent / "demo"


def main() -> None:
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        return
    case = Case.open(memo, received=date(2022, 9, 27))
    meetings = MeetingCalendar.read(DEMO / "gullspang-2022.csv")
    proof = prove(plan(case, meetings=meetings)["draft"])

    # From the third line on: the head names the release of `holidays`, and the hash
    # at the end depends on it.
    print(*proof.text("sv").splitlines()[3:-2], sep="\n")
    print(check(proof).text("sv"))

    # A day less for the draft; whoever changes it does not change what was counted.
    changed = proof.as_json().replace('"due": "2022-10-05"', '"due": "2022-10-04"')
    verdict = check(Proof.from_json(changed))
    print(verdict.text("sv"))


if __name__ == "__main__":
    main()
