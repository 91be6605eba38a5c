"""Bad input: a clear line with the mend, status 2, no traceback, nothing written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import GULLSPANG, LETTER, Ran, auditflow
from tests.reading.papers import pdf

PLAN = ["plan", LETTER, "--received", "2022-09-27"]


def refused(ran: Ran, *words: str) -> None:
    """One line on standard error that holds *words* and ends with a mend."""
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert ran.err.startswith("auditflow: ")
    assert "Traceback" not in ran.err
    for word in (*words, ";"):
        assert word in ran.err


class TestFiles:
    """Files that are no letter."""

    def test_a_missing_file(self, tmp_path: Path):
        """Its name is told."""
        refused(auditflow("read", str(tmp_path / "no.txt")), "no.txt", "no such file")
        refused(auditflow("read", "x" * 999), "cannot be opened")

    def test_a_folder(self, tmp_path: Path):
        """An empty one holds no letter, and is none."""
        refused(auditflow("read", str(tmp_path)), "holds no file")
        words = ("plan", str(tmp_path), "--received", "2022-09-27")
        refused(auditflow(*words), "is a folder")

    def test_an_empty_file(self, tmp_path: Path):
        """There is nothing to read."""
        (tmp_path / "empty.txt").write_text(" \n")
        refused(auditflow("read", str(tmp_path / "empty.txt")), "is empty")

    def test_a_file_that_is_no_memo(self, tmp_path: Path):
        """With the reason."""
        (tmp_path / "list.txt").write_text("mjölk, bröd och ost", "utf-8")
        refused(auditflow("read", str(tmp_path / "list.txt")), "is no audit memo")
        words = ("plan", str(tmp_path / "list.txt"), "--received", "2022-09-27")
        refused(auditflow(*words), "is no audit memo")

    def test_a_pdf_cut_in_half(self, tmp_path: Path):
        """Ask for the file again."""
        whole = pdf([Path(LETTER).read_text(encoding="utf-8")])
        (tmp_path / "half.pdf").write_bytes(whole[: len(whole) // 2])
        refused(auditflow("read", str(tmp_path / "half.pdf")), "half.pdf")

    def test_a_file_of_100_mb(self, tmp_path: Path):
        """Far larger than any letter; it is not even opened."""
        with (tmp_path / "big.txt").open("wb") as file:
            file.truncate(100_000_000)
        refused(auditflow("read", str(tmp_path / "big.txt")), "95 MB")

    @pytest.mark.parametrize(
        "encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig"]
    )
    def test_other_encodings_are_read(self, tmp_path: Path, encoding: str):
        """Latin-1 and UTF-16 letters are letters."""
        letter = Path(LETTER).read_text(encoding="utf-8")
        (tmp_path / "letter.txt").write_text(letter, encoding)
        ran = auditflow("read", str(tmp_path / "letter.txt"), "--json")
        assert ran.json == auditflow("read", LETTER, "--json").json


class TestWords:
    """Words that are wrong."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["plan", LETTER, "--received", "2022-13-40"], "2022-13-40"),
            (["plan", LETTER, "--received", "27/9 2022"], "write a day as"),
            (["plan", LETTER, "--received", "1850-01-01"], "1953–2100"),
            (
                ["plan", LETTER, "--received", "2022-09-01"],
                "lies before the memo's own",
            ),
            (["plan", LETTER], "--received"),
            ([*PLAN, "--body", "byggnadsnämnden"], "choose one of: kommunstyrelsen"),
            ([*PLAN, "--body", "socialnämnden"], "choose one of: kommunstyrelsen"),
            ([*PLAN, "--refer", "socialnämnden=snart"], "'snart'"),
            ([*PLAN, "--closed", "julafton"], "'julafton'"),
            ([*PLAN, "--lang", "fi"], "fi"),
            (["count", "2022-01-01", "14", "--roll", "none"], "number and a unit"),
            (["count", "2022-01-01", "3 weeks"], "--roll"),
            (["count", "2022-01-01", "3 weeks", "--roll", "up"], "up"),
            (["count", "2022-01-01", "0 arbetsdagar", "--roll", "none"], "0 days"),
            (["count", "2099-01-01", "9 years", "--roll", "none"], "1953–2100"),
            (["days", "add", "2022-01-01", "0"], "--roll forward"),
            (["days", "add", "2022-01-01", "two"], "whole number"),
            (["days", "add", "2022-01-01", "99999999"], "1953–2100"),
            (["overdo"], "overdo"),
        ],
        ids=lambda value: value if isinstance(value, str) else None,
    )
    def test_each_is_told(self, words: list[str], said: str):
        """What is wrong, and what to write instead."""
        refused(auditflow(*words), said)

    def test_several_bodies_must_answer(self, tmp_path: Path):
        """Without --body the bodies are listed."""
        letter = Path(LETTER).read_text(encoding="utf-8")
        two = tmp_path / "two.txt"
        two.write_text(
            letter.replace(
                "svar från kommunstyrelsen senast",
                "svar från kommunstyrelsen och socialnämnden senast",
            ),
            "utf-8",
        )
        ran = auditflow("plan", str(two), "--received", "2022-09-27")
        refused(ran, "kommunstyrelsen, socialnämnden")
        chosen = auditflow(
            "plan",
            str(two),
            "--received",
            "2022-09-27",
            "--body",
            "Socialnämnden",
            "--json",
        )
        assert chosen.json["body"] == "socialnämnden"


class TestTables:
    """Meeting calendars and rulebooks with wrong lines."""

    def test_columns_swapped(self, tmp_path: Path):
        """One line, not one for each row."""
        rows = Path(GULLSPANG).read_text("utf-8").splitlines()
        swapped = [
            rows[0],
            *(f"{b},{d},{s}" for d, b, s in (r.split(",") for r in rows[1:])),
        ]
        (tmp_path / "swapped.csv").write_text("\n".join(swapped), "utf-8")
        refused(
            auditflow(*PLAN, "--meetings", str(tmp_path / "swapped.csv")), "swapped"
        )

    def test_every_wrong_row_is_told(self, tmp_path: Path):
        """A line for each, with its number; the first twenty."""
        rows = "".join(f"2022-02-{day},styrelsen,planned\n" for day in range(30, 60))
        (tmp_path / "wrong.csv").write_text(f"date,body,status\n{rows}", "utf-8")
        ran = auditflow(*PLAN, "--meetings", str(tmp_path / "wrong.csv"))
        lines = ran.err.splitlines()
        assert ran.status == 2
        assert "line 2" in lines[0]
        assert lines[-1] == "auditflow: … and 10 more"
        assert len(lines) == 21

    def test_a_rulebook(self, tmp_path: Path):
        """With its line."""
        (tmp_path / "own.toml").write_text(
            'extends = "se-audit-memo"\nid = "own"\nversion = "1"\n'
            "valid_from = 2020-01-01\n[rules.summon]\nperiod = '7'\n",
            "utf-8",
        )
        ran = auditflow(*PLAN, "--rules", str(tmp_path / "own.toml"))
        refused(ran, "rules.summon.period (line 6)")


class TestTheEdge:
    """What happens around a command."""

    def test_a_fault_of_our_own_is_70(self, monkeypatch: pytest.MonkeyPatch):
        """So that no script takes it for "overdue"."""
        monkeypatch.setattr("auditflow.cli.counting.end_of", None)
        ran = auditflow("count", "2022-01-01", "3 weeks", "--roll", "none")
        assert ran.status == 70
        assert "a fault of its own" in ran.err
        assert "Traceback" not in ran.err
        debug = auditflow(
            "count",
            "2022-01-01",
            "3 weeks",
            "--roll",
            "none",
            env={"AUDITFLOW_DEBUG": "1"},
        )
        assert "Traceback" in debug.err

    def test_a_reader_that_has_seen_enough(self):
        """``auditflow demo | head -1`` says nothing on standard error."""
        reader, writer = os.pipe()
        os.close(reader)
        ran = subprocess.run(
            [sys.executable, "-m", "auditflow", "demo"],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        os.close(writer)
        assert (ran.returncode, ran.stderr) == (0, "")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    def test_a_full_disk(self):
        """One line, status 2."""
        with Path("/dev/full").open("w") as full:
            ran = subprocess.run(
                [sys.executable, "-m", "auditflow", "demo"],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert ran.returncode == 2
        assert "disk is full" in ran.stderr

    def test_without_the_extra(self, tmp_path: Path):
        """The command that installs it is told."""
        for name in ("click", "rich"):
            (tmp_path / f"{name}.py").write_text(
                f"raise ModuleNotFoundError('no {name}', name={name!r})"
            )
        ran = subprocess.run(
            [sys.executable, "-m", "auditflow", "demo"],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path]),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 2
        assert "pip install 'auditflow[cli]'" in ran.stderr

    def test_colour_only_where_it_is_wanted(self):
        """A pipe gets none, and NO_COLOR is respected."""
        for env in ({}, {"NO_COLOR": "1", "FORCE_COLOR": ""}):
            assert "\x1b" not in auditflow("demo", env=env).out

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
    def test_wrong_words_are_2_even_where_nobody_can_read_why(self):
        """Never 1, which would mean that something is overdue."""
        with Path("/dev/full").open("w") as full:
            ran = subprocess.run(
                [sys.executable, "-m", "auditflow", "plan", "nope"],
                stdout=subprocess.PIPE,
                stderr=full,
                check=False,
            )
        assert ran.returncode == 2

    def test_a_pipe_is_no_letter(self, tmp_path: Path):
        """Reading one could wait for ever."""
        os.mkfifo(tmp_path / "pipe")
        refused(auditflow("read", str(tmp_path / "pipe")), "is no ordinary file")

    def test_a_day_kept_open(self):
        """A Saturday on which the municipality works counts."""
        ran = auditflow("days", "add", "2022-09-30", "1", "--open", "2022-10-01")
        assert ran.out == "2022-10-01\n"
        both = ("--open", "2022-10-03", "--closed", "2022-10-03")
        refused(auditflow("days", "add", "2022-09-30", "1", *both), "both closed")
