"""The morning job in Python: what is overdue, as JSON in a file of the day.

    AUDITFLOW_STORE=sqlite:////srv/auditflow.db python overdue_list.py LISTS HEADS [DAY]

What is overdue is printed too, so that cron mails it. The exit status is 0 where the
list was written; anything else means that it was not, or that the ledger does not
verify, and standard error says why. LISTS and HEADS are as in ``overdue-list.sh``.
"""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

import attrs

from auditflow import AuditflowError
from auditflow.portfolio import Overdue
from auditflow.store import Head, Store, open_store


def morning(url: str, lists: Path, heads: Path, day: date | None = None) -> None:
    """Write the list of a *day*, by default of today, and verify once a week."""
    with open_store(url) as store:
        found = store.overdue(day)
        path = lists / f"overdue-{found.on}.json"
        if day is not None and path.exists():
            sys.exit(f"{path} is there already; move it away first")
        said = attrs.asdict(found)
        write_at_once(path, json.dumps(said, default=str, ensure_ascii=False, indent=2))
        tell(found)
        verify_once_a_week(store, heads, found.on)


def write_at_once(path: Path, text: str) -> None:
    """Write a whole file or none: who reads it never sees a half."""
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def tell(found: Overdue) -> None:
    """Print what is overdue; where nothing is, cron has nothing to mail."""
    if found.overdue:
        print(f"Overdue on {found.on}, with the business days since the last day:")
    for due in found.overdue:
        print(f"{due.due}  {due.business_days_late:4}  {due.deadline:9}  {due.case}")


def verify_once_a_week(store: Store, heads: Path, day: date) -> None:
    """Verify the ledger against the latest head that was kept, and keep the new one."""
    if not heads.is_dir():
        sys.exit(f"{heads} is no folder; mount the place where the heads are kept")
    head_of_the_week = heads / f"head-{day:%G-W%V}"
    if head_of_the_week.exists():
        return
    kept = sorted(heads.glob("head-*"))
    head = Head.read(kept[-1].read_text(encoding="ascii")) if kept else None
    if kept and head is None:
        sys.exit(f"{kept[-1]} holds no head; restore it from a backup")
    if not kept:
        print(f"no head was kept in {heads} before: the first one is kept now")
    found = store.verify(head)
    if found.misfit is not None:
        sys.exit(f"the ledger does not verify: {found.misfit}")
    write_at_once(head_of_the_week, f"{found.head}\n")


def main() -> None:
    words = argparse.ArgumentParser(description="List what is overdue.")
    words.add_argument("lists", type=Path, help="the folder of the lists")
    words.add_argument("heads", type=Path, help="a folder on another machine")
    words.add_argument("day", type=date.fromisoformat, nargs="?", help="today if none")
    given = words.parse_args()
    url = os.environ.get("AUDITFLOW_STORE")
    if not url:
        words.error("AUDITFLOW_STORE is not set; name the store in it")
    try:
        morning(url, given.lists, given.heads, given.day)
    except AuditflowError as error:
        sys.exit(f"no list was written: {error}")


if __name__ == "__main__":
    main()
