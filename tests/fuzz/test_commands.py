"""The commands of the fuzz: they count what they read, and end with a status."""

import sys

import pytest

from tests.fuzz import atheris_reader, linear
from tests.fuzz.__main__ import main
from tests.fuzz.linear import GOAL, MOST, Measured
from tests.reading.hostile import Hostile, repeated


def test_the_command_counts_what_it_read(capsys: pytest.CaptureFixture[str]):
    """Inputs, files among them, and what was wrong; 0 where nothing was."""
    assert main(["--inputs", "40", "--processes", "1", "--seed", "11"]) == 0
    told = capsys.readouterr().out
    assert "40 inputs (seed 11, 2 of them files)" in told
    assert told.rstrip().endswith("0 wrong")


def test_the_command_reads_one_again(capsys: pytest.CaptureFixture[str]):
    """An input that went wrong is printed, as a text that Python reads back."""
    assert main(["--only", "3", "--seed", "11"]) == 0
    assert capsys.readouterr().out.startswith(("'", '"'))


@pytest.mark.parametrize(
    ("seconds", "ratio", "verdict"),
    [(GOAL, 4.0, ""), (GOAL + 0.1, 4.0, "too slow"), (0.5, MOST + 1, "not linear")],
)
def test_a_text_is_too_slow_or_not_linear(seconds: float, ratio: float, verdict: str):
    """Either is enough; both figures come from the measure alone."""
    text = Hostile("digits", repeated("1"))
    assert Measured(text, seconds, 9.9, ratio).verdict == verdict


def test_the_measure_reads_what_it_is_given(capsys: pytest.CaptureFixture[str]):
    """A row for each text that is asked for; its figures are not judged here."""
    linear.main(["digits", "months", "--characters", "16000"])
    told = capsys.readouterr().out
    assert "digits" in told
    assert "months" in told
    assert "2 texts, " in told


def test_the_slow_place_is_told():
    """By file, line and function of the reader, whatever library it spends time in."""
    assert ".py:" in linear.blamed(Hostile("digits", repeated("1")))


def test_atheris_that_is_missing_is_told_with_its_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """One line, with the command that installs it."""
    monkeypatch.setitem(sys.modules, "atheris", None)
    assert atheris_reader.main([]) == 2
    assert capsys.readouterr().err == f"{atheris_reader.MISSING}\n"
