"""A file → its text, decided by what is in it, not by its name.

The only door to pypdf and python-docx; both are imported when such a file is read.
"""

import io
import logging
import threading
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from auditflow.errors import ExtraMissing, FileRefused
from auditflow.files import decoded, read_bytes

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from pypdf import PdfReader

MOST_CHARACTERS: Final = 2_000_000
MOST_PAGES: Final = 500
_MOST_UNPACKED: Final = 128 * 1024 * 1024  # a zip can hold far more than its size
_TAIL: Final = 2048  # where a whole PDF has its end mark
_GIVE: Final = "give a text, PDF or DOCX file"
_AGAIN: Final = "ask for the file again, or save it anew"
_OCR: Final = "let a program read the picture (OCR), then give its text"

# What a file begins with that is no text, and what to say of it.
_FOREIGN: Final = (
    (b"\x89PNG", "is an image, without text", _OCR),
    (b"\xff\xd8\xff", "is an image, without text", _OCR),
    (b"GIF8", "is an image, without text", _OCR),
    (b"II*\0", "is an image, without text", _OCR),
    (b"MM\0*", "is an image, without text", _OCR),
    (b"\xd0\xcf\x11\xe0", "is a Word file of the old kind", "save it as DOCX or PDF"),
    (b"{\\rtf", "is an RTF file", "save it as DOCX or PDF"),
)


def text_of(path: Path) -> str:
    """The text of the document at *path*.

    Raises:
        FileRefused: it is missing, damaged, locked, without text, or far too long.
        ExtraMissing: the package that reads such a file is not installed.
    """
    content, name = read_bytes(path), str(path)
    for mark, why, mend in _FOREIGN:
        if content.startswith(mark):
            raise FileRefused(name, why, mend)
    if b"%PDF-" in content[:1024]:
        text = _pdf(content, name)
    elif content.startswith(b"PK"):
        text = _docx(content, name)
    else:
        text = decoded(content, name)
        if _is_binary(text):
            raise FileRefused(name, "holds no text", _GIVE)
    if len(text) > MOST_CHARACTERS:
        why = f"has {len(text)} characters, far more than a letter"
        raise FileRefused(name, why, "give the letter alone")
    return text


def _is_binary(text: str) -> bool:
    """Bytes that are no text decode to many control characters."""
    odd = sum(not char.isprintable() and not char.isspace() for char in text[:100_000])
    return odd * 50 > len(text[:100_000])


def _pdf(content: bytes, name: str) -> str:
    try:
        from pypdf import PdfReader  # noqa: PLC0415
        from pypdf.errors import DependencyError, FileNotDecryptedError  # noqa: PLC0415
    except ModuleNotFoundError:
        raise ExtraMissing("reading a PDF", "pdf") from None
    if b"%%EOF" not in content.rstrip(b"\0 \r\n\t")[-_TAIL:]:
        raise FileRefused(name, "is a PDF that ends too early", _AGAIN)
    locked = FileRefused(
        name, "is a PDF locked with a password", "save it without the password"
    )
    with _quiet():
        try:
            reader = PdfReader(io.BytesIO(content))
            # Many PDFs are locked with an empty password only, against changes.
            opened = not reader.is_encrypted or bool(reader.decrypt(""))
            text = _pages(reader, name) if opened else None
        except FileRefused:
            raise
        except (DependencyError, FileNotDecryptedError):
            raise locked from None
        except (Exception, RecursionError) as error:
            # A damaged file breaks pypdf in any way there is.
            raise FileRefused(name, "is a damaged PDF", _AGAIN) from error
    if text is None:
        raise locked
    if not text.strip():
        raise FileRefused(name, "is a PDF that holds no text (scanned?)", _OCR)
    return text


def _pages(reader: "PdfReader", name: str) -> str:
    if len(reader.pages) > MOST_PAGES:
        why = f"has {len(reader.pages)} pages, far more than a letter"
        raise FileRefused(name, why, f"give the letter alone, {MOST_PAGES} at most")
    return "\n".join(page.extract_text() for page in reader.pages)


_one_at_a_time = threading.Lock()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from writing to the log what a `FileRefused` says better."""
    log = logging.getLogger("pypdf")
    # Filters of warnings and levels of logs belong to the process: one at a time.
    with _one_at_a_time, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        level = log.level
        log.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            log.setLevel(level)


def _docx(content: bytes, name: str) -> str:
    damaged = FileRefused(name, "is a damaged DOCX or zip file", _AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged from None
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise FileRefused(name, "is a zip file, but no DOCX", _GIVE)
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise FileRefused(name, "unpacks to far more than a letter", _GIVE)
    try:
        import docx  # noqa: PLC0415
    except ModuleNotFoundError:
        raise ExtraMissing("reading a DOCX", "docx") from None
    try:
        with _quiet():
            text = "\n".join(_document_lines(docx.Document(io.BytesIO(content))))
    except (Exception, RecursionError) as error:
        raise FileRefused(name, damaged.why, _AGAIN) from error
    if not text.strip():
        raise FileRefused(name, "is a DOCX that holds no text", _OCR)
    return text


def _document_lines(document: "Document") -> Iterator[str]:
    """Headers, then the body in its order, then footers; each once."""
    headers = [
        "\n".join(_lines(section.header))
        for section in document.sections
        if not section.header.is_linked_to_previous
    ]
    footers = [
        "\n".join(_lines(section.footer))
        for section in document.sections
        if not section.footer.is_linked_to_previous
    ]
    yield from dict.fromkeys(headers)
    yield from _lines(document)
    yield from dict.fromkeys(footers)


def _lines(container: "Document | BlockItemContainer") -> Iterator[str]:
    from docx.text.paragraph import Paragraph  # noqa: PLC0415

    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield _paragraph(block)
            continue
        for row in block.rows:
            cells = ("\n".join(_lines(cell)) for cell in dict.fromkeys(row.cells))
            yield "\n".join(cells)


def _paragraph(paragraph: "Paragraph") -> str:
    # Word draws the bullets of a list itself; they are not in the text.
    listed = paragraph.paragraph_format.element.xpath("./w:pPr/w:numPr")
    style = paragraph.style.name if paragraph.style else None
    bulleted = bool(listed) or (style or "").startswith(("List Bullet", "List Number"))
    text = paragraph.text
    return f"- {text}" if bulleted and text.strip() else text
