"""Files as bytes and as text. Nothing else opens one."""

import codecs
import contextlib
import os
import re
import secrets
import stat
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from auditflow.errors import FileRefused

MOST_BYTES: Final = 32 * 1024 * 1024  # a letter or a calendar is far smaller

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The letters å, ä and ö as older machines wrote them, and how often they must stand
# within words before it is certain; no å, ä or ö of Windows-1252 may stand beside them.
_OLDER = (
    (re.compile(rb"[a-z][\x8a\x8c\x9a][a-z]"), "mac-roman"),
    (re.compile(rb"[a-z][\x84\x86\x94][a-z]"), "cp850"),
)
_CERTAIN: Final = 3
_OF_WINDOWS = re.compile(rb"[\xc4\xc5\xd6\xe4\xe5\xf6]")


def read_bytes(path: Path) -> bytes:
    """Everything that stands in the file at *path*.

    Raises:
        FileRefused: it is missing, a folder, empty, too large, or may not be read.
    """
    try:
        status = path.stat()
        size = status.st_size
        if stat.S_ISDIR(status.st_mode):
            raise FileRefused(str(path), "is a folder", "name one file in it")
        if not stat.S_ISREG(status.st_mode):
            mend = "save what it gives to a file first"
            raise FileRefused(str(path), "is no ordinary file", mend)
        if size > MOST_BYTES:
            raise FileRefused(
                str(path),
                f"holds {size / 2**20:.0f} MB, more than any letter does",
                f"give a file of at most {MOST_BYTES // 2**20} MB",
            )
        content = path.read_bytes()
    except FileNotFoundError:
        mend = "check the name and the folder"
        raise FileRefused(str(path), "there is no such file", mend) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        mend = "check the name and that you may read it"
        raise FileRefused(str(path), f"cannot be opened ({why})", mend) from None
    return _not_empty(content, str(path))


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """Everything that *stream* gives, until it ends.

    Args:
        stream: where the bytes come from, such as standard input.
        name: what to call it if it is refused.

    Raises:
        FileRefused: it is empty, too large, or cannot be read.
    """
    try:
        content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        mend = "give the name of a file instead"
        raise FileRefused(name, f"cannot be read ({why})", mend) from None
    if len(content) > MOST_BYTES:
        why = f"gives more than {MOST_BYTES // 2**20} MB, more than any letter holds"
        raise FileRefused(name, why, "give the letter alone")
    return _not_empty(content, name)


def read_lines(path: Path) -> Generator[bytes, None, None]:
    """Each line of the file at *path*, however many there are; see `lines_in`.

    Raises:
        FileRefused: it is missing, a folder, or may not be read.
    """
    try:
        if path.is_dir():
            raise FileRefused(str(path), "is a folder", "name one file in it")
        file = path.open("rb")
    except FileNotFoundError:
        mend = "check the name and the folder"
        raise FileRefused(str(path), "there is no such file", mend) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        mend = "check the name and that you may read it"
        raise FileRefused(str(path), f"cannot be opened ({why})", mend) from None
    with file:
        yield from lines_in(file, str(path))


def lines_in(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Each line that *stream* gives; of one that is far too long only its beginning.

    Args:
        stream: where the bytes come from, such as standard input.
        name: what to call it if it is refused.

    Raises:
        FileRefused: it cannot be read.
    """
    try:
        while line := stream.readline(MOST_BYTES + 1):
            yield line
            while len(line) > MOST_BYTES and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES + 1) or b"\n"
    except OSError as error:
        why = error.strerror or str(error)
        mend = "check the disk, and read it again"
        raise FileRefused(name, f"cannot be read ({why})", mend) from None


def _not_empty(content: bytes, name: str) -> bytes:
    # A file may hold the mark of its encoding and nothing else.
    marks = (mark for mark, _ in _MARKS if content.startswith(mark))
    if not content.removeprefix(next(marks, b"")).strip():
        raise FileRefused(name, "is empty", "give a file with text in it")
    return content


def read_text(path: Path) -> str:
    """The text of the file at *path*, in whichever common encoding it stands.

    Raises:
        FileRefused: it cannot be read, or holds no text.
    """
    return decoded(read_bytes(path), str(path))


def decoded(content: bytes, name: str) -> str:
    """Turn *content* into text: UTF-8, UTF-16, UTF-32, or else Windows-1252 (Latin-1).

    Mac Roman and DOS (code page 850) are read where it is certain that it is they.

    Args:
        content: what stands in the file.
        name: what to call the file if it is refused.

    Raises:
        FileRefused: these bytes are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded_as(encoding, content, name)
    if b"\0" in content:
        # Text has no zero bytes, but UTF-16 without its mark is full of them.
        even, odd = content[::2].count(0), content[1::2].count(0)
        if (not odd and not even) or max(even, odd) < len(content) // 4:
            raise FileRefused(name, "holds no text", "give a text, PDF or DOCX file")
        return _decoded_as("utf-16-le" if odd > even else "utf-16-be", content, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _older(content) or "cp1252"
        # Windows-1252 has five holes; Latin-1 has none.
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            return content.decode("latin-1")


def _older(content: bytes) -> str | None:
    """The encoding of an older machine, if its letters and no others are there."""
    if _OF_WINDOWS.search(content):
        return None
    for letters, encoding in _OLDER:
        if sum(1 for _ in letters.finditer(content)) >= _CERTAIN:
            return encoding
    return None


def _decoded_as(encoding: str, content: bytes, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        mend = "save it again as UTF-8"
        raise FileRefused(name, f"is damaged {encoding} text", mend) from None


def write_new(path: Path, content: bytes) -> None:
    """Write *content* to a new file, all of it or nothing.

    A file that is there already is left as it is, and accepted where it says the same.

    Raises:
        FileRefused: another file is there, or the folder cannot be written to.
    """
    try:
        with _beside(path) as file:
            file.write(content)
    except FileExistsError:
        if not path.is_file() or path.read_bytes() != content:
            raise _already_there(path) from None
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None


def write_lines(path: Path, lines: Iterable[str]) -> int:
    """Write *lines* to a new file as they come, all of them or nothing.

    Returns:
        How many there are.

    Raises:
        FileRefused: a file is there, or the folder cannot be written to.
    """
    number = 0
    try:
        _check_free(path)  # before it takes its time
        with _beside(path) as file:
            for number, line in enumerate(lines, 1):  # noqa: B007 - the last one counts
                file.write(f"{line}\n".encode())
    except FileExistsError:
        raise _already_there(path) from None
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None
    return number


def _check_free(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError


def _already_there(path: Path) -> FileRefused:
    return FileRefused(str(path), "is already there", "name a new file")


def _not_written(path: Path, error: OSError | ValueError) -> FileRefused:
    why = getattr(error, "strerror", None) or str(error)
    mend = "name a file in a folder that you may write to"
    return FileRefused(str(path), f"cannot be written ({why})", mend)


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    """A file beside *path*, which gets that name once it is whole, if it is free."""
    beside = path.parent / f".auditflow-{secrets.token_hex(8)}"
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: at least nothing is overwritten.
            with beside.open("rb") as source, path.open("xb") as file:
                file.writelines(source)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
