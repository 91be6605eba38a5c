"""A folder of letters, read in order; what cannot be read does not stop the rest."""

import os
import sys
from pathlib import Path

import pytest

from auditflow.errors import ExtraMissing, FileRefused
from auditflow.reading import Letter, read_folder
from tests.reading.papers import SEED, letter, pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.pdf").write_bytes(pdf([SEED]))
    (tmp_path / "A.txt").write_text(letter(), encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "d.txt").write_text("mjölk", encoding="utf-8")
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / "~$b.docx").write_text("x", encoding="utf-8")
    (tmp_path / "äldre").mkdir()
    (tmp_path / "äldre" / "e.txt").write_text(SEED, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "f.txt").write_text(SEED, encoding="utf-8")
    return tmp_path


def outcome(letter: Letter) -> str:
    if letter.refused is not None:
        return "refused"
    assert letter.reading is not None
    return "memo" if letter.reading.memo else "other"


def test_each_file_is_read_in_the_order_of_names(folder: Path):
    """Case does not matter; hidden files and folders are not looked at."""
    seen = [(x.name, outcome(x)) for x in read_folder(folder)]
    assert seen == [
        ("A.txt", "memo"),
        ("b.pdf", "memo"),
        ("c.png", "refused"),
        ("d.txt", "other"),
    ]


def test_folders_within_are_read_when_asked_for(folder: Path):
    """Under their path within the folder."""
    names = [x.name for x in read_folder(folder, recursive=True)]
    assert names == ["A.txt", "b.pdf", "c.png", "d.txt", "äldre/e.txt"]


def test_a_missing_package_refuses_its_files_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """The others are read."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    a, b, *_ = read_folder(folder)
    assert outcome(a) == "memo"
    assert isinstance(b.refused, ExtraMissing)


def test_a_folder_within_that_is_closed_does_not_stop_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """It has a row of its own."""
    scan = os.scandir

    def guarded(path: str):
        if Path(path).name == "äldre":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    *_, last = read_folder(folder, recursive=True)
    assert last.name == "äldre"
    assert "a folder that cannot be opened" in str(last.refused)
    assert len([*read_folder(folder)]) == 4


@pytest.mark.parametrize(
    ("name", "why"),
    [("none", "No such file"), ("A.txt", "Not a dir"), ("x", "no file")],
)
def test_what_is_no_folder_is_refused(folder: Path, name: str, why: str):
    """And so is an empty one."""
    (folder / "x").mkdir()
    with pytest.raises(FileRefused, match=why):
        [*read_folder(folder / name)]
