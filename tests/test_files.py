"""Files as bytes and text, in whatever encoding a municipality saved them."""

import codecs
import io
import os
from pathlib import Path

import pytest

from auditflow.errors import FileRefused
from auditflow.files import (
    MOST_BYTES,
    decoded,
    read_bytes,
    read_stream,
    read_text,
    write_new,
)

SWEDISH = "Vänersborg – nämnden, 5 § på åtgärd\r\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SWEDISH.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + SWEDISH.encode(), id="utf-8-with-mark"),
        pytest.param(SWEDISH.encode("utf-16"), id="utf-16-with-mark"),
        pytest.param(
            codecs.BOM_UTF16_BE + SWEDISH.encode("utf-16-be"), id="utf-16-big-endian"
        ),
        pytest.param(SWEDISH.encode("utf-16-le"), id="utf-16-without-mark"),
        pytest.param(SWEDISH.encode("utf-16-be"), id="utf-16-big-endian-without-mark"),
        pytest.param(SWEDISH.encode("cp1252"), id="windows-1252"),
        pytest.param(SWEDISH.encode("utf-32"), id="utf-32-with-mark"),
    ],
)
def test_common_encodings_are_read(content, tmp_path):
    """The same text comes out, without the mark, and nothing else is changed."""
    path = tmp_path / "missiv.txt"
    path.write_bytes(content)
    assert decoded(content, "missiv.txt") == SWEDISH
    assert read_text(path) == SWEDISH
    assert read_bytes(path) == content


OLDER = "Årsrapport: nämnden bör följa upp åtgärderna, så att de får avsedd följd.\n"


@pytest.mark.parametrize("encoding", ["mac-roman", "cp850", "cp1252", "latin-1"])
def test_the_letters_of_older_machines_are_read(encoding):
    """Where no å, ä or ö of Windows stands, and theirs stand within words."""
    assert decoded(OLDER.encode(encoding), "x") == OLDER


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param("Škoda och Šumava, œuvre", "cp1252", id="at-the-edge-of-words"),
        pytest.param(
            "bošo Dušan Mašek Tišma på", "cp1252", id="beside-letters-of-ours"
        ),
        pytest.param("bošo Dušan och inget mer", "cp1252", id="too-few"),
    ],
)
def test_what_is_not_certain_is_windows(text, encoding):
    """A name from another country makes no old machine."""
    assert decoded(text.encode(encoding), "x") == text


class _Broken(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, buffer):
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        pytest.param(io.BytesIO(b" \n"), "is empty", id="empty"),
        pytest.param(io.BytesIO(b"x" * (MOST_BYTES + 1)), "more than 32", id="large"),
        pytest.param(_Broken(), "cannot be read", id="broken"),
    ],
)
def test_a_stream_that_cannot_be_read_is_refused(stream, why):
    """As a file is, under the name that it was given."""
    with pytest.raises(FileRefused, match=why) as refused:
        read_stream(stream, "standard input")
    assert str(refused.value).startswith("standard input: ")


def test_a_stream_is_read_to_its_end():
    """Up to the limit, which is within it."""
    assert len(read_stream(io.BytesIO(b"x" * MOST_BYTES), "x")) == MOST_BYTES


def test_the_holes_of_windows_1252_are_read_as_latin_1():
    """One stray byte must not hide the å beside it."""
    assert decoded(b"\x81 \xe5", "x") == "\x81 å"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(codecs.BOM_UTF8 + b"\xff", "is damaged", id="not-what-it-says"),
        pytest.param(codecs.BOM_UTF16_LE + b"a", "is damaged", id="half-a-letter"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8", "is damaged", id="half-a-pair"),
        pytest.param(b"\x89PNG\r\n\0\0\0\rIHDR" * 20, "holds no text", id="picture"),
        pytest.param(b"text with one \0 byte", "holds no text", id="a-zero-byte"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content, why):
    """By the name of the file, with what to do."""
    with pytest.raises(FileRefused, match=why) as refused:
        decoded(content, "missiv.txt")
    assert str(refused.value).startswith("missiv.txt: ")
    assert refused.value.mend


def _missing(folder: Path) -> Path:
    return folder / "ingen.txt"


def _in_a_file(folder: Path) -> Path:
    (folder / "fil").write_text("x", encoding="utf-8")
    return folder / "fil" / "inuti.txt"


def _empty(folder: Path) -> Path:
    path = folder / "tom.txt"
    path.write_bytes(b"")
    return path


def _blank(folder: Path) -> Path:
    path = folder / "blank.txt"
    path.write_bytes(b" \n\t\r\n")
    return path


def _huge(folder: Path) -> Path:
    path = folder / "stor.txt"
    path.touch()
    os.truncate(path, MOST_BYTES + 1)  # a sparse file: it takes no room
    return path


@pytest.mark.parametrize(
    ("made", "why"),
    [
        pytest.param(_missing, "there is no such file", id="missing"),
        pytest.param(lambda folder: folder, "is a folder", id="a-folder"),
        pytest.param(_in_a_file, "cannot be opened", id="inside-a-file"),
        pytest.param(_empty, "is empty", id="empty"),
        pytest.param(_blank, "is empty", id="white-space-only"),
        pytest.param(_huge, "more than any letter does", id="too-large"),
        pytest.param(lambda folder: folder / ("x" * 999), "cannot be", id="long-name"),
        pytest.param(lambda folder: folder / "a\0b", "cannot be", id="zero-in-name"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(made, why, tmp_path):
    """With its path, what is wrong, and a mend; never an error of the system."""
    path = made(tmp_path)
    for read in (read_bytes, read_text):
        with pytest.raises(FileRefused) as refused:
            read(path)
        assert refused.value.path == str(path)
        assert why in refused.value.why
        assert str(refused.value).endswith(refused.value.mend)


def test_the_largest_file_is_still_read(tmp_path):
    """The limit itself is within it."""
    path = tmp_path / "stor.txt"
    path.write_bytes(b"x" * MOST_BYTES)
    assert len(read_bytes(path)) == MOST_BYTES


class TestWriteNew:
    """A new file is written whole or not at all."""

    def test_it_is_written(self, tmp_path):
        """And nothing else is left in the folder."""
        path = tmp_path / "x.json"
        write_new(path, b"1")
        assert path.read_bytes() == b"1"
        assert [*tmp_path.iterdir()] == [path]

    def test_the_same_content_is_no_conflict(self, tmp_path):
        """It is there, as was asked."""
        path = tmp_path / "x.json"
        write_new(path, b"1")
        write_new(path, b"1")
        assert [*tmp_path.iterdir()] == [path]

    @pytest.mark.parametrize("there", ["file", "folder"])
    def test_what_is_there_is_kept(self, there, tmp_path):
        """Whatever it is."""
        path = tmp_path / "x.json"
        path.mkdir() if there == "folder" else path.write_bytes(b"2")
        with pytest.raises(FileRefused, match="is already there; name a new file"):
            write_new(path, b"1")
        assert path.is_dir() or path.read_bytes() == b"2"
        assert [*tmp_path.iterdir()] == [path]

    def test_without_hard_links_nothing_is_overwritten_either(
        self, tmp_path, monkeypatch
    ):
        """As on some network drives."""

        def refuse(self, target):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
        path = tmp_path / "x.json"
        write_new(path, b"1")
        assert path.read_bytes() == b"1"
        with pytest.raises(FileRefused, match="is already there"):
            write_new(path, b"2")
        assert [*tmp_path.iterdir()] == [path]

    def test_a_folder_that_is_not_there_is_told(self, tmp_path):
        """With the mend."""
        with pytest.raises(FileRefused, match="name a file in a folder that you may"):
            write_new(tmp_path / "no" / "x.json", b"1")
