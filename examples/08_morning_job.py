"""Four mornings of a job that lists what is overdue, and fails where it cannot.

The job stands beside this, in two forms: a shell script and a program in Python. Here
the program is run as cron would; what it prints is what cron would mail.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pendulum

import auditflow
from auditflow import read_memo
from auditflow.store import NewTable, open_store

DEMO = Path(auditflow.__file__).parent / "demo"
JOB = Path(__file__).with_suffix("") / "overdue_list.py"


def at_nine() -> pendulum.DateTime:
    """The clock of this example, so that each run of it is the same."""
    return pendulum.datetime(2022, 9, 27, 9, tz="Europe/Stockholm")


def register(url: str) -> None:
    """Make a store with one case in it, which nobody goes on with."""
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        return
    table = (DEMO / "gullspang-2022.csv").read_text(encoding="utf-8")
    meetings = NewTable(table, "gullspang-2022.csv")
    with open_store(url, create=True, clock=at_nine) as store:
        store.use(meetings, authority="vanersborg", by="nämndsekreteraren")
        store.register(memo, received=date(2022, 9, 27))


def run(folder: Path, day: str) -> None:
    """Run the job on the morning of a *day*, and print what a person hears of it."""
    places = [str(folder / "lists"), str(folder / "heads")]
    url = f"sqlite:///{folder}/auditflow.db"
    done = subprocess.run(  # noqa: S603 - the words are those of this file
        [sys.executable, str(JOB), *places, day],
        env={**os.environ, "AUDITFLOW_STORE": url, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    print(f"{day}: exit status {done.returncode}")
    for line in (done.stdout + done.stderr).splitlines():
        print(f"    {line.replace(str(folder), '…')}")


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for place in "lists", "heads":
            (folder / place).mkdir()
        register(f"sqlite:///{folder}/auditflow.db")
        run(folder, "2022-09-28")
        run(folder, "2022-09-29")
        run(folder, "2022-10-31")

        # The database is not where it was: an empty list would look like good news.
        (folder / "auditflow.db").rename(folder / "moved.db")
        run(folder, "2022-11-01")

        print("\nand then there are:")
        for path in sorted(folder.glob("*/*")):
            print(f"    {path.relative_to(folder).as_posix()}")


if __name__ == "__main__":
    main()
