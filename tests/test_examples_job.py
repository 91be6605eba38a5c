"""The morning job of the examples does what it says, run as cron and systemd run it."""

import csv
import json
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import attrs
import pendulum
import pytest

from auditflow import read_memo
from auditflow.events import Registered
from auditflow.store import Head, open_store
from tests.planning.cases import DEMO, RECEIVED

JOB = Path(__file__).parents[1] / "examples" / "08_morning_job"
CASE = "vanersborg/kommunstyrelsen/2022-347"
CALM, LATE = "2022-09-28", "2022-10-31"
NEXT_WEEK = "2022-11-07"

pytestmark = pytest.mark.skipif(
    shutil.which("sh") is None, reason="needs a shell, as on Linux"
)


def _at_nine():
    return pendulum.datetime(2022, 9, 27, 9, tz="Europe/Stockholm")


@attrs.frozen
class Place:
    """A folder with a store, with room for lists and heads, and with the commands."""

    folder: Path
    job: str

    @property
    def lists(self) -> Path:
        return self.folder / "lists"

    @property
    def heads(self) -> Path:
        return self.folder / "heads"

    @property
    def database(self) -> Path:
        return self.folder / "auditflow.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    def run(
        self, *day: str, store: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the job in the poor surroundings that cron gives."""
        words = {
            "shell": [str(JOB / "overdue-list.sh")],
            "python": [sys.executable, str(JOB / "overdue_list.py")],
        }
        places = str(self.lists), str(self.heads)
        return self.shell([*words[self.job], *places, *day], store)

    def shell(
        self, words: list[str], store: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run *words* with the commands of this place, and little else."""
        path = f"{self.folder / 'bin'}:/usr/bin:/bin"
        return subprocess.run(
            words,
            env={"PATH": path, "AUDITFLOW_STORE": self.url if store is None else store},
            cwd=self.folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )

    def command(self, name: str, *lines: str) -> None:
        """Make a command of this *name*."""
        path = self.folder / "bin" / name
        path.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
        path.chmod(0o755)

    def rewrite(self, *statements: str) -> None:
        """Change the database behind the back of auditflow."""
        with closing(sqlite3.connect(self.database)) as database, database:
            kind = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (trigger,) in database.execute(kind).fetchall():
                database.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                database.execute(statement)

    @property
    def names(self) -> list[str]:
        """What stands in the two folders, what is hidden too."""
        files = [*self.lists.iterdir(), *self.heads.iterdir()]
        return sorted(path.name for path in files)


def _made(folder: Path, job: str) -> Place:
    """A place with a case that was registered in its diary, and then forgotten."""
    place = Place(folder, job)
    for room in "lists", "heads", "bin":
        (folder / room).mkdir()
    place.command("auditflow", f'exec {shlex.quote(sys.executable)} -m auditflow "$@"')
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    assert memo is not None
    with open_store(place.url, create=True, clock=_at_nine) as store:
        case = store.register(memo, received=RECEIVED)
        case.record(Registered(on=RECEIVED, by="registrator", dnr="2022/347"))
    return place


@pytest.fixture(params=["shell", "python"])
def place(request, tmp_path):
    """A place for each form of the job."""
    return _made(tmp_path, request.param)


@pytest.fixture
def shell(tmp_path):
    """A place for the shell script."""
    return _made(tmp_path, "shell")


def _told(place: Place, day: str) -> list[tuple[str, str, str, int]]:
    """The case, deadline, day and lateness of each overdue duty in the list."""
    if place.job == "python":
        text = (place.lists / f"overdue-{day}.json").read_text(encoding="utf-8")
        rows = json.loads(text)["overdue"]
    else:
        text = (place.lists / f"overdue-{day}.csv").read_text(encoding="utf-8")
        rows = [r for r in csv.DictReader(text.splitlines()) if r["list"] == "overdue"]
    keys = "case", "deadline", "due", "business_days_late"
    return [(*(row[key] for key in keys[:3]), int(row[keys[3]])) for row in rows]


def test_on_a_good_morning_there_is_nothing_to_mail(place):
    """The list is written, and says that nothing is overdue; nothing is printed."""
    first = place.run(CALM)
    assert (first.returncode, first.stderr) == (0, "")
    assert "the first one is kept now" in first.stdout
    second = place.run("2022-09-29")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert _told(place, "2022-09-29") == []


def test_what_is_overdue_is_listed_and_told(place):
    """The list has what the store says, and a person reads the case in the mail."""
    done = place.run(LATE)
    assert (done.returncode, done.stderr) == (0, "")
    with open_store(place.url) as store:
        found = store.overdue(date.fromisoformat(LATE)).overdue
    assert _told(place, LATE) == [
        (one.case, one.deadline, str(one.due), one.business_days_late) for one in found
    ]
    assert found
    assert CASE in done.stdout


def test_a_list_of_another_day_is_never_replaced(shell):
    """Each day has a list of its own, and an old one stays as it was."""
    shell.run(CALM)
    files = {path: path.read_bytes() for path in shell.lists.iterdir()}
    shell.run(LATE)
    again = shell.run(CALM)
    assert again.returncode not in (0, None)
    assert "is there already" in again.stderr
    assert {path: path.read_bytes() for path in files} == files


def test_the_day_is_that_of_stockholm(shell):
    """After midnight there it is the next day, wherever the clock of the machine is.

    Run again on the same day, the list of that day is written anew.
    """
    late = "2022-09-28T22:30Z"
    real = shutil.which("date")
    lines = f'case "$1" in +%F) exec {real} -d {late} "$@";; *) exec {real} "$@";; esac'
    shell.command("date", lines)
    for _ in range(2):
        assert shell.run().returncode == 0
        assert shell.names == ["head-2022-W39", "overdue-2022-09-29.csv"]


def test_without_a_store_it_fails_loudly(place):
    """No list is there that would look like good news, nor half of one."""
    place.database.unlink()
    done = place.run(CALM)
    assert done.returncode not in (0, None)
    assert "there is no store" in done.stderr
    assert "no list was written" in done.stderr
    assert place.names == []


def test_a_damaged_file_fails_loudly(shell):
    """So does a file that is no database any longer."""
    shell.database.write_bytes(b"no database" * 1000)
    done = shell.run(CALM)
    assert done.returncode not in (0, None)
    assert "is no database" in done.stderr
    assert shell.names == []


def test_without_the_name_of_a_store_it_fails_loudly(place):
    """The folder in which cron happens to start it is no place to look for one."""
    done = place.run(CALM, store="")
    assert done.returncode not in (0, None)
    assert "AUDITFLOW_STORE is not set" in done.stderr
    assert place.names == []


def test_a_ledger_that_was_changed_fails_loudly(place):
    """The list is written, but the job fails, and the head is not kept."""
    place.rewrite("UPDATE auditflow_entry SET text = replace(text, '347', '348')")
    done = place.run(CALM)
    assert done.returncode == 1
    assert "does not verify" in done.stderr
    assert [name for name in place.names if name.startswith("head")] == []
    assert _told(place, CALM) == []


def _cut_off(place: Place) -> None:
    """Remove the latest entry, so well that the store does not know of it."""
    place.rewrite(
        "DELETE FROM auditflow_entry WHERE position = (SELECT max(position) FROM"
        " auditflow_entry)",
        "UPDATE auditflow_head SET (position, hash) = (SELECT position, hash FROM"
        " auditflow_entry ORDER BY position DESC LIMIT 1)",
    )


def test_what_was_cut_off_is_found_by_the_head_of_the_week_before(place):
    """The head that was kept is what the ledger is verified against."""
    assert place.run(CALM).returncode == 0
    with open_store(place.url) as store:
        assert (place.heads / "head-2022-W39").read_text() == f"{store.head()}\n"
    _cut_off(place)
    with open_store(place.url) as store:
        assert store.verify().holds
    done = place.run(NEXT_WEEK)
    assert done.returncode == 1
    assert "does not verify" in done.stderr
    assert "head-2022-W45" not in place.names


def test_the_ledger_is_verified_once_a_week(shell):
    """On the other days of the week nobody waits for it, and no head is replaced."""
    assert shell.run(CALM).returncode == 0
    kept = (shell.heads / "head-2022-W39").read_text(encoding="ascii")
    shell.rewrite("UPDATE auditflow_entry SET text = replace(text, '347', '348')")
    assert shell.run("2022-09-29").returncode == 0
    assert (shell.heads / "head-2022-W39").read_text(encoding="ascii") == kept
    assert Head.read(kept) is not None
    assert shell.run(NEXT_WEEK).returncode == 1


def test_a_head_that_cannot_be_read_fails_loudly(place):
    """An empty file is not taken for a week in which no head was kept."""
    (place.heads / "head-2022-W38").touch()
    done = place.run(CALM)
    assert done.returncode not in (0, None)
    assert "no head" in done.stderr
    assert "head-2022-W39" not in place.names


def test_heads_that_are_not_mounted_fail_loudly(shell):
    """Where their folder is missing, the ledger is not verified without them."""
    shell.heads.rmdir()
    done = shell.run(CALM)
    assert done.returncode not in (0, None)
    assert "mount the place" in done.stderr
    shell.heads.mkdir()
    assert [name for name in shell.names if name.startswith("head")] == []


def _as_installed(place: Place, text: str) -> str:
    """A line of a file with the places that it names put into the test's folder."""
    places = {
        "/opt/auditflow/bin/overdue-list.sh": str(JOB / "overdue-list.sh"),
        "/srv/auditflow/lists": str(place.lists),
        "/mnt/elsewhere/heads": str(place.heads),
    }
    for old, new in places.items():
        text = text.replace(old, new)
    return text


def test_the_line_of_cron_runs(shell):
    """As it stands, by a name that is found on the path that the file sets."""
    link = shell.folder / "bin" / "overdue-list.sh"
    link.symlink_to(JOB / "overdue-list.sh")
    *_, line = (JOB / "crontab").read_text(encoding="utf-8").splitlines()
    *when, who, command = line.split(maxsplit=6)
    assert (when, who) == (["30", "6", "*", "*", "1-5"], "auditflow")
    done = shell.shell(["/bin/sh", "-c", _as_installed(shell, command)])
    assert (done.returncode, done.stderr) == (0, "")
    assert len(shell.names) == 2


def test_the_command_of_systemd_runs(shell):
    """As it stands in the unit."""
    unit = (JOB / "overdue-list.service").read_text(encoding="utf-8")
    [line] = [one for one in unit.splitlines() if one.startswith("ExecStart=")]
    words = shlex.split(_as_installed(shell, line.removeprefix("ExecStart=")))
    done = shell.shell(words)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(shell.names) == 2


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd")
def test_systemd_understands_the_units(shell):
    """It has nothing to say about the timer, nor about the service that it starts."""
    for name in "overdue-list.service", "overdue-list.timer":
        text = (JOB / name).read_text(encoding="utf-8")
        (shell.folder / name).write_text(_as_installed(shell, text), encoding="utf-8")
    timer = str(shell.folder / "overdue-list.timer")
    done = shell.shell(["systemd-analyze", "verify", timer])
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
