"""Files of all kinds: read by what is in them, or refused with one line."""

import contextlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from auditflow.errors import ExtraMissing, FileRefused
from auditflow.reading import read_memo
from tests.reading.papers import SEED, docx_of, empty_docx, letter, locked_pdf, pdf


def written(folder: Path, content: bytes, name: str = "missiv.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SEED.encode(), id="utf-8"),
        pytest.param(SEED.encode("utf-16"), id="utf-16"),
        pytest.param(SEED.encode("latin-1"), id="latin-1"),
        pytest.param(pdf([SEED]), id="pdf"),
        pytest.param(pdf(SEED.split("\n\n\n", 4)), id="pdf-of-two-pages"),
        pytest.param(locked_pdf(""), id="pdf-locked-against-changes"),
        pytest.param(docx_of(SEED), id="docx"),
    ],
)
def test_a_file_is_read_by_its_content(tmp_path: Path, content: bytes):
    """Whatever the suffix says, the seed is the same memo."""
    reading = read_memo(written(tmp_path, content))
    assert reading.memo == read_memo(SEED).memo
    assert reading.questions == ()


def open_document() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office/>")
    return packed.getvalue()


MAIL = """Received: from a.example by b.example;
\tTue, 14 Feb 2023 10:00:00 +0100
From: revisionen@ekviken.example
Subject: Granskning
MIME-Version: 1.0

Se bilagan.
"""
WHOLE = pdf([SEED])
AES = WHOLE.replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 5/R 6/Length 256/CF<</StdCF"
    b"<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/P -44/O<%s>"
    b"/U<%s>/OE<%s>/UE<%s>/Perms<%s>>>"
    % (b"00" * 48, b"00" * 48, b"00" * 32, b"00" * 32, b"00" * 16),
)
BAD = [
    pytest.param(WHOLE[: len(WHOLE) // 2], "ends too early", id="pdf-cut-in-half"),
    pytest.param(WHOLE.replace(b"/Pages", b"/Pigs "), "damaged PDF", id="pdf-damaged"),
    pytest.param(b"%PDF-1.4\nrubbish\n%%EOF", "damaged PDF", id="pdf-rubbish"),
    pytest.param(locked_pdf("hemligt"), "locked with a password", id="pdf-locked"),
    pytest.param(AES, r"\(AES\) that needs another package; save", id="pdf-of-aes"),
    pytest.param(pdf([""]), "holds no text", id="pdf-scanned"),
    pytest.param(pdf(["x"] * 501), "501 pages", id="pdf-of-many-pages"),
    pytest.param(docx_of(SEED)[:9000], "damaged DOCX", id="docx-cut"),
    pytest.param(zipped("word/document.xml", b"<w"), "damaged DOCX", id="docx-damaged"),
    pytest.param(empty_docx(), "DOCX that holds no text", id="docx-empty"),
    pytest.param(zipped("a.txt", b"hej"), "no DOCX", id="zip"),
    pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "image", id="image"),
    pytest.param(bytes(range(1, 256)) * 9, "holds no text", id="binary"),
    pytest.param(b"\xd0\xcf\x11\xe0 Word", "old kind", id="doc"),
    pytest.param(b"<!DOCTYPE html>\n<html>hej", "web page", id="html"),
    pytest.param(b'<?xml version="1.0"?>\n<html>hej', "web page", id="xhtml"),
    pytest.param(MAIL.encode(), "is an e-mail", id="mail"),
    pytest.param(open_document(), "OpenDocument", id="odt"),
    pytest.param(b" \n\n", "is empty", id="empty"),
    pytest.param(b"\xef\xbb\xbf\n", "is empty", id="mark-of-utf-8-only"),
    pytest.param(b"\xff\xfe", "is empty", id="mark-of-utf-16-only"),
    pytest.param(b"a" * 2_000_001, "far more than a letter", id="far-too-long"),
]


@pytest.mark.parametrize(("content", "why"), BAD)
def test_a_bad_file_is_refused_in_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes, why: str
):
    """The line names the file, what is wrong and the mend; nothing is logged."""
    path = written(tmp_path, content)
    with pytest.raises(FileRefused, match=why) as refused:
        read_memo(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "\n" not in str(refused.value)
    assert caplog.records == []


@pytest.mark.parametrize("at", range(60, len(WHOLE), 199))
def test_a_pdf_with_a_hole_never_breaks_the_reader(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, at: int
):
    """Bytes that were overwritten give a reading or one clear refusal."""
    path = written(tmp_path, WHOLE[:at] + b"\xff<<(" * 4 + WHOLE[at + 16 :])
    with contextlib.suppress(FileRefused):
        read_memo(path)
    assert caplog.records == []


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    """As every other reader of files says it."""
    for path in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(FileRefused):
            read_memo(path)


def test_a_text_that_is_too_long_is_refused():
    """A text may be as long as a file's, and no longer."""
    with pytest.raises(FileRefused, match="the text: has 2000001 characters"):
        read_memo("a" * 2_000_001)


@pytest.mark.parametrize(
    ("content", "package", "extra"),
    [
        pytest.param(WHOLE, "pypdf", "pdf", id="pdf"),
        pytest.param(docx_of(SEED), "docx", "docx", id="docx"),
    ],
)
def test_a_missing_extra_says_how_to_install_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    package: str,
    extra: str,
):
    """Without the package, the refusal is the command that installs it."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ExtraMissing, match=rf"auditflow\[{extra}\]"):
        read_memo(written(tmp_path, content))


def test_the_packages_are_imported_when_needed_only():
    """Reading a text imports neither pypdf nor python-docx."""
    code = (
        "import sys; from auditflow.reading import read_memo; read_memo('x');"
        "sys.exit('pypdf' in sys.modules or 'docx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_letter_with_labels_is_no_mail(tmp_path: Path):
    """A head of labels alone is a letterhead."""
    labels = (
        "Datum: 2023-02-14\nDnr: REV 36-2022\nFrån: Revisorerna i Ekvikens kommun\n"
    )
    text = f"{labels}\n{letter(head='')}"
    reading = read_memo(written(tmp_path, text.encode()))
    assert reading.text == text


def test_a_table_in_a_docx_stands_in_its_place(tmp_path: Path):
    """A letter whose head is a table is read in document order."""
    path = written(tmp_path, docx_of(letter()), "x.docx")
    reading = read_memo(path)
    assert reading.memo == read_memo(letter()).memo
