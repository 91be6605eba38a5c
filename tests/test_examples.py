"""Each example prints what stands beside it, byte for byte."""

import runpy
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
PROGRAMS = sorted(EXAMPLES.glob("*.py"))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_an_example_prints_what_stands_beside_it(program, capsys, monkeypatch):
    """What a reader gets is what the reader was shown."""
    monkeypatch.setattr(sys, "argv", [str(program)])
    runpy.run_path(str(program), run_name="__main__")
    expected = program.with_suffix(".out").read_bytes()
    assert capsys.readouterr().out.encode() == expected


def test_each_example_is_listed():
    """No example is lost, and no output is left over."""
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    beside = {EXAMPLES / "README.md", *EXAMPLES.glob("**/__pycache__/*")}
    beside |= {*EXAMPLES.glob("scenarios/*")}  # these have a list of their own
    files = [p for p in EXAMPLES.rglob("*") if p.is_file() and p not in beside]
    names = [path.relative_to(EXAMPLES).as_posix() for path in files]
    assert [name for name in names if f"]({name})" not in listed] == []
    assert {p.stem for p in EXAMPLES.glob("*.out")} == {p.stem for p in PROGRAMS}
