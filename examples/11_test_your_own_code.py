"""Test your own code: cases, assertions with reasons, and what chance finds.

A small system of one's own keeps a case and counts two days by itself. Its tests are
run one after the other, and each that fails says why.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from pendulum import Date

from auditflow import Case, Memo
from auditflow.events import Adopted, AnyEvent, Party, Paused, last_of
from auditflow.testing import (
    Subject,
    a_case,
    assert_due,
    assert_overdue,
    assert_same_days,
    check_subject,
)


class OurSystem(Subject):
    """Our own system: auditflow keeps the case, and we count the reply day."""

    def open(self, memo: Memo, *, received: Date) -> None:
        self.case = Case.open(memo, received=received)

    def record(self, event: AnyEvent) -> None:
        self.case = self.case.record(event)

    def dues(self) -> Mapping[str, date | None]:
        """Each pause of the auditors moves the day by its length."""
        asked = self.case.reply.date
        pauses = [
            (event.until - event.on).days + 1
            for event in self.case.events
            if isinstance(event, Paused) and event.granted_by is Party.AUDITORS
            if event.until is not None
        ]
        moved = asked + timedelta(days=sum(pauses)) if asked else None
        return {"answer": moved}


def minutes_by(case: Case) -> date | None:
    """The 14th day after the decision, and the Monday after a weekend."""
    adopted = last_of(case.events, Adopted)
    if adopted is None:
        return None
    day = adopted.on + timedelta(days=14)
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def test_a_worked_example() -> None:
    """One case of which we know the days."""
    case = a_case(state="adopted")
    assert_due(case, "adjust_minutes", "2022-11-16")
    assert_overdue(case, "adjust_minutes", on="2022-11-17")


def test_the_fifteenth_day() -> None:
    """An assertion that is wrong says what would be right."""
    assert_due(a_case(state="adopted"), "adjust_minutes", "2022-11-17")


def test_our_day_for_the_minutes() -> None:
    """Our function agrees with auditflow, we think."""
    assert_same_days(minutes_by, "adjust_minutes")


def test_our_reply_day() -> None:
    """Our system agrees with auditflow when the auditors stop time, we think."""
    check_subject(OurSystem, kinds={Paused}, events=3)


def run(test: Callable[[], None]) -> None:
    """Run one test, and print what it says."""
    print(f"== {test.__name__}")
    try:
        test()
    except AssertionError as failed:
        print(failed)
    else:
        print("passed")
    print()


if __name__ == "__main__":
    run(test_a_worked_example)
    run(test_the_fifteenth_day)
    run(test_our_day_for_the_minutes)
    run(test_our_reply_day)
