"""Disks that are full, files that may not be written to, files that are damaged."""

import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from auditflow.errors import AuditflowError, StoreRefused
from auditflow.lifecycle import Step
from auditflow.store import Store, StoredCase, open_store
from tests.cli.commands import Ran, auditflow
from tests.store.behind import make_small
from tests.store.disks import SmallDisk, as_anybody, small_disk, with_mode
from tests.store.kills import CHECKOUT, Heard, check_marks, marks_in, prepare
from tests.store.letters import answers, letter

RECEIVED, DRAFTED = date(2022, 9, 27), date(2022, 10, 5)
NAME = "vanersborg/kommunstyrelsen/2022-1"
LONG = "x" * 4000
STEP = ("step", NAME, "draft", "--on", "2022-10-05", "--by", "handläggaren")
FULL = "the disk is full, and nothing was written; make room, and do the same again"


def stepped(case: StoredCase, mark: str) -> StoredCase:
    """The case after the step that it can take, which needs some room."""
    if Step.DRAFT in case.case.allowed:
        told = answers("chefen")
        return case.take(
            "draft", on=DRAFTED, by="h", responses=told, despite=LONG, document=mark
        )
    return case.take("remit", on=DRAFTED, by="n", reason=LONG, document=mark)


def registered(url: str) -> None:
    """Make a store with one case."""
    with open_store(url, create=True) as store:
        store.register(letter(1), received=RECEIVED)


def check_whole(store: Store, acknowledged: list[str]) -> None:
    """All that was acknowledged is there, and nothing else; all of it fits."""
    entries = store.case(NAME).entries
    assert [event.document for event in entries[1:]] == acknowledged
    assert store.verify().holds
    assert store.differences() == ()


def fill(store: Store) -> tuple[list[str], StoreRefused]:
    """What was acknowledged until a step was refused, and how it was."""
    acknowledged: list[str] = []
    for n in range(1000):
        try:
            stepped(store.case(NAME), f"{n}")
        except StoreRefused as error:
            return acknowledged, error
        acknowledged.append(f"{n}")
    pytest.fail("the disk takes everything")


def one_line(ran: Ran) -> str:
    """The one line that a command was refused with."""
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    return ran.err


class TestFull:
    """A disk that gets full while steps are written."""

    @pytest.fixture
    def disk(self, tmp_path: Path) -> Iterator[SmallDisk]:
        """A disk of less than a megabyte."""
        with small_disk(tmp_path / "small", "500k") as disk:
            yield disk

    def test_what_was_acknowledged_is_there(self, disk):
        """The step that finds no room is refused, with the mend; no other is lost."""
        registered(disk.url)
        with open_store(disk.url) as store:
            acknowledged, refused = fill(store)
            assert str(refused) == f"{disk.url}: {FULL}"
            assert acknowledged
            check_whole(store, acknowledged)
            with pytest.raises(StoreRefused, match="the disk is full"):
                stepped(store.case(NAME), "another")
            check_whole(store, acknowledged)

        disk.grow()
        with open_store(disk.url) as store:
            check_whole(store, acknowledged)
            stepped(store.case(NAME), "later")
            check_whole(store, [*acknowledged, "later"])

    def test_a_command_ends_with_status_2_and_one_line(self, disk):
        """A script is told, in words for its log; with room the same command works."""
        registered(disk.url)
        (disk.folder / "filler").write_bytes(bytes(300_000))
        done, words = 0, ("--store", disk.url, "--despite", LONG)
        ran = auditflow(*STEP, *words)
        while ran.status == 0:
            done += 1
            step = "remit" if done % 2 else "draft"
            ran = auditflow("step", NAME, step, *STEP[3:], *words)
        assert "nothing was written; make room" in one_line(ran)

        (disk.folder / "filler").unlink()
        with open_store(disk.url) as store:
            assert len(store.case(NAME).entries) == 1 + done
            assert store.verify().holds
            assert store.differences() == ()

    @pytest.mark.parametrize("size", ["40k", "96k", "120k"])
    def test_a_store_that_finds_no_room_is_made_when_there_is_some(
        self, tmp_path, size
    ):
        """What was begun is no hindrance."""
        with small_disk(tmp_path / "smaller", size) as disk:
            with pytest.raises(StoreRefused, match="nothing was written; make room"):
                registered(disk.url)
            disk.grow()
            registered(disk.url)
            with open_store(disk.url) as store:
                check_whole(store, [])


@pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="needs a limit for files, as on Linux"
)
@pytest.mark.parametrize("room", [30_000, 200_000])
def test_a_file_that_may_not_grow_loses_nothing(sqlite_url, room):
    """Where a quota is used up it is as on a disk that is full."""
    prepare(sqlite_url)
    words = [sys.executable, "-m", "tests.store.killed", sqlite_url, "steps", "0"]
    heard, pipe = Heard(), subprocess.PIPE
    with subprocess.Popen(
        words, stdout=pipe, stderr=pipe, text=True, cwd=CHECKOUT
    ) as writer:
        limit = room, resource.RLIM_INFINITY
        resource.prlimit(writer.pid, resource.RLIMIT_FSIZE, limit)
        for line in writer.stdout or ():
            heard.take(line)
        said = (writer.stderr or sys.stdin).read()
    assert "the disk takes no more" in said.splitlines()[-1]
    assert "nothing was written; make room" in said.splitlines()[-1]
    with open_store(sqlite_url) as store:
        assert not check_marks(heard, marks_in(store), ())
        assert store.verify().holds
        assert store.differences() == ()


class TestReadOnly:
    """Files and folders that may not be written to."""

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """A store with one case, in a folder of its own."""
        (tmp_path / "folder").mkdir()
        path = tmp_path / "folder" / "auditflow.db"
        registered(f"sqlite:///{path}")
        return path

    def test_a_file_that_may_only_be_read_is_read(self, path):
        """Who asks is answered; who writes is told what is missing."""
        where = ("--store", f"sqlite:///{path}")
        with with_mode(path, 0o444), as_anybody():
            assert auditflow("show", NAME, *where).status == 0
            assert auditflow("store", "verify", *where).status == 0
            said = one_line(auditflow(*STEP, "--despite", "prov", *where))
        assert "may only be read; get the right to write to the file" in said
        check_nothing_new(path)

    def test_a_folder_that_may_only_be_read(self, path):
        """SQLite writes beside the file even to read it: the line says what helps."""
        where = ("--store", f"sqlite:///{path}")
        with with_mode(path.parent, 0o555), as_anybody():
            for words in (STEP, ("show", NAME), ("store", "verify")):
                said = one_line(auditflow(*words, *where))
                assert "in a folder that may not be written to" in said
                assert "or copy the file to another" in said
            new = ("--store", f"sqlite:///{path.parent}/new.db")
            said = one_line(auditflow("store", "init", *new))
            assert "cannot be opened; check the folder" in said
        check_nothing_new(path)

    def test_a_folder_that_is_closed_is_not_taken_for_an_empty_one(self, path):
        """Nobody is told to make a store where there may be one."""
        with with_mode(path.parent, 0o000), as_anybody():
            said = one_line(auditflow("overdue", "--store", f"sqlite:///{path}"))
        assert "cannot be opened; check the folder" in said

    def test_a_journal_that_cannot_be_made(self, path):
        """Something in the place of the write-ahead log: refused, and nothing lost."""
        url, log = f"sqlite:///{path}", path.with_name("auditflow.db-wal")
        log.mkdir()
        said = one_line(auditflow(*STEP, "--store", url))
        assert "cannot be opened; check the folder" in said
        log.rmdir()
        check_nothing_new(path)


def check_nothing_new(path: Path) -> None:
    """The store is as it was made."""
    with open_store(f"sqlite:///{path}") as store:
        check_whole(store, [])


QUESTIONS: dict[str, Callable[[Store], object]] = {
    "verify": lambda store: store.verify().misfit,
    "list": lambda store: [*store.list()],
    "cases": lambda store: [*store.cases()],
    "overdue": lambda store: store.overdue(date(2022, 12, 1)),
    "differences": lambda store: store.differences(),
    "export": lambda store: [*store.export()],
    "step": lambda store: stepped(store.case(NAME), "mark"),
    "rebuild": lambda store: store.rebuild(),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What a small store is in its file."""
    path = tmp_path_factory.mktemp("sound") / "auditflow.db"
    make_small(f"sqlite:///{path}")
    return path.read_bytes()


class TestDamaged:
    """Files of which a part was overwritten."""

    @pytest.mark.parametrize("part", range(4))
    def test_whatever_is_overwritten_there_is_a_sentence(self, tmp_path, sound, part):
        """An answer, or a line with a mend: never an error from somewhere within."""
        path = tmp_path / "auditflow.db"
        refused = 0
        for number in range(part * 6, part * 6 + 6):
            path.write_bytes(overwritten(sound, number))
            try:
                with open_store(f"sqlite:///{path}") as store:
                    refused += sum(_is_refused(store, q) for q in QUESTIONS.values())
            except StoreRefused:
                refused += 1
        assert refused

    @pytest.mark.parametrize(
        ("at", "much", "said"),
        [
            pytest.param(0, 16, "is no database; name the file", id="its-first-bytes"),
            pytest.param(100, 8, "is damaged (", id="the-root-of-all-tables"),
        ],
    )
    def test_a_command_says_that_the_file_is_damaged(
        self, tmp_path, sound, at, much, said
    ):
        """Status 2, one line, and no traceback; nothing is written to it either."""
        path = tmp_path / "auditflow.db"
        broken = sound[:at] + b"\xff" * much + sound[at + much :]
        path.write_bytes(broken)
        for words in (("list",), STEP, ("store", "verify")):
            assert said in one_line(auditflow(*words, "--store", f"sqlite:///{path}"))
        assert path.read_bytes() == broken

    def test_the_second_half_is_gone(self, tmp_path, sound):
        """A copy that was broken off is told apart from a whole one."""
        path = tmp_path / "auditflow.db"
        path.write_bytes(sound[: len(sound) // 8192 * 4096])
        said = one_line(auditflow("store", "verify", "--store", f"sqlite:///{path}"))
        assert "is damaged (database disk image is malformed); restore" in said


def overwritten(sound: bytes, number: int) -> bytes:
    """A file with 64 bytes of any of its pages overwritten by chance."""
    rng = random.Random(number)  # noqa: S311 - chance that can be repeated
    page = rng.randrange(len(sound) // 4096) * 4096
    at = page + rng.choice([0, 8, rng.randrange(4096 - 64)])
    return sound[:at] + rng.randbytes(64) + sound[at + 64 :]


def _is_refused(store: Store, question: Callable[[Store], object]) -> bool:
    """Whether a *question* was refused; anything else than a sentence is passed on."""
    try:
        question(store)
    except AuditflowError:
        return True
    return False
