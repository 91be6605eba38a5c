"""A hundred thousand cases at once: business days, and the due days of a rulebook."""

from datetime import date

import numpy as np

from auditflow import BusinessCalendar, Rulebook, bulk
from auditflow.errors import DaysOutOfRange
from auditflow.periods import weeks

ROWS = 100_000


def main() -> None:
    sweden = BusinessCalendar.sweden()
    received = np.datetime64("2020-01-01") + np.arange(ROWS) % 2000
    requested = received + 30 + np.arange(ROWS) % 90

    print("ten business days later:", *bulk.add(received[:3], 10, calendar=sweden))
    ends = bulk.end_of(received, weeks(3), roll="forward", calendar=sweden)
    print("rolled over a rest day:", np.count_nonzero(ends.raw != ends.due))
    left = bulk.count(date(2022, 9, 27), requested, calendar=sweden)
    print("to be answered from that day on:", np.count_nonzero(left > 0), "\n")

    due = bulk.due_days(
        Rulebook.default(),
        body="kommunstyrelsen",
        received=received,
        requested=requested,
        calendar=sweden,
    )
    for rule, days in due.items():
        if not np.isnat(days).all():
            print(f"{rule:15} {days[0]} … {days[-1]}")

    received[4321] = np.datetime64("1852-03-04")
    try:
        bulk.roll_forward(received, calendar=sweden)
    except DaysOutOfRange as refused:
        print(f"\n{refused}")


if __name__ == "__main__":
    main()
