"""A folder of letters: each file read, or why not, in the order of their names."""

import os
from collections.abc import Iterator
from pathlib import Path

import attrs

from auditflow.errors import AuditflowError, ExtraMissing, FileRefused, MemoRefused
from auditflow.reading.letter import read_memo
from auditflow.reading.outcome import Reading
from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class Letter(Value):
    """A file of a folder: what was read in it, or why it cannot be read at all.

    Exactly one of ``reading`` and ``refused`` is there; ``name`` is the path within
    the folder. A paper that is no memo has a reading, which says why.
    """

    name: str
    path: Path
    reading: Reading | None = None
    refused: AuditflowError | None = None


def files_in(folder: Path, *, recursive: bool = False) -> tuple[Path, ...]:
    """The files in *folder* in the order of their names, without hidden ones.

    Args:
        folder: where to look.
        recursive: whether to look in the folders within it too.

    Raises:
        FileRefused: it is no folder, cannot be opened, or holds no file.
    """
    found: list[Path] = []

    def closed(error: OSError) -> None:
        place = Path(error.filename or folder)
        if place == folder:
            mend = "check the name and that you may read it"
            why = f"cannot be opened ({error.strerror})"
            raise FileRefused(str(folder), why, mend)
        found.append(place)  # told in its place; the others are read

    for place, folders, files in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if recursive and not _is_hidden(name)]
        found += [Path(place, name) for name in files if not _is_hidden(name)]
    if not found:
        deeper = "" if recursive else ", or read its folders too (--recursive)"
        raise FileRefused(
            str(folder), "holds no file", f"name a folder with letters in it{deeper}"
        )
    return tuple(sorted(found, key=lambda path: (str(path).casefold(), str(path))))


def read_folder(folder: Path, *, recursive: bool = False) -> Iterator[Letter]:
    """Read each file in *folder*, one when it is asked for, in the order of names.

    What a file is, its content decides; one that cannot be read does not stop the rest.

    >>> from importlib.resources import files
    >>> for letter in read_folder(files("auditflow") / "demo"):
    ...     print(letter.name, letter.reading.memo is not None)
    bengtsfors-2022.csv False
    gullspang-2022.csv False
    vanersborg-2022.txt True

    Args:
        folder: where the letters are.
        recursive: whether to read the folders within it too.

    Raises:
        FileRefused: it is no folder, cannot be opened, or holds no file.
    """
    for path in files_in(folder, recursive=recursive):
        yield letter_in(path, folder)


def letter_in(path: Path, folder: Path) -> Letter:
    """Read the file at *path* in *folder*, or say why it cannot be read."""
    name = path.relative_to(folder).as_posix()
    # `Path.is_dir` breaks on a path that is longer than the system can open.
    if os.path.isdir(path):  # noqa: PTH112
        mend = "check that you may read it"
        refused = FileRefused(str(path), "is a folder that cannot be opened", mend)
        return Letter(name, path, refused=refused)
    try:
        return Letter(name, path, read_memo(path))
    except (FileRefused, ExtraMissing, MemoRefused) as error:
        return Letter(name, path, refused=error)


def _is_hidden(name: str) -> bool:
    # `~$missiv.docx` is what Word leaves while it has the letter open.
    return name.startswith((".", "~$"))
