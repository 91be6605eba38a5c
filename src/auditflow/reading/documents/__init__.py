"""A file → its text, decided by what is in it, not by its name.

Between two pages stands a form feed. pypdf and python-docx enter here, each in a file
of its own, and are imported when such a file is read.
"""

import re
from pathlib import Path
from typing import Final

from auditflow.errors import FileRefused
from auditflow.files import decoded, read_bytes

MOST_CHARACTERS: Final = 2_000_000
PAGE_BREAK: Final = "\f"
_GIVE: Final = "give a text, PDF or DOCX file"
_OCR: Final = "let a program read the picture (OCR), then give its text"
_ANEW: Final = "save it as DOCX or PDF"

# What a file begins with that is no text, and what to say of it.
_FOREIGN: Final = (
    (b"\x89PNG", "is an image, without text", _OCR),
    (b"\xff\xd8\xff", "is an image, without text", _OCR),
    (b"GIF8", "is an image, without text", _OCR),
    (b"II*\0", "is an image, without text", _OCR),
    (b"MM\0*", "is an image, without text", _OCR),
    (b"\xd0\xcf\x11\xe0", "is a Word or Outlook file of the old kind", _ANEW),
    (b"{\\rtf", "is an RTF file", _ANEW),
)
_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
_HEADER = re.compile(r"[A-Z][A-Za-z-]{1,40}:[ \t]")
_OF_MAIL = re.compile(
    r"(?:mime-version|message-id|received|return-path):", re.IGNORECASE
)


def text_of(path: Path) -> str:
    """The text of the document at *path*.

    Raises:
        FileRefused: it is missing, damaged, locked, without text, or far too long.
        ExtraMissing: the package that reads such a file is not installed.
    """
    return text_in(read_bytes(path), str(path))


def text_in(content: bytes, name: str) -> str:
    r"""The text of the document that *content* is.

    Args:
        content: what stands in the file, of whichever kind.
        name: what to call the file if it is refused.

    >>> text_in("Granskning av vägar".encode("utf-16"), "missiv.txt")
    'Granskning av vägar'

    Raises:
        FileRefused: it is damaged, locked, without text, or far too long.
        ExtraMissing: the package that reads such a file is not installed.
    """
    for mark, why, mend in _FOREIGN:
        if content.startswith(mark):
            raise FileRefused(name, why, mend)
    if b"%PDF-" in content[:1024]:
        from auditflow.reading.documents.pdf import text_of_pdf  # noqa: PLC0415

        text = text_of_pdf(content, name)
    elif content.startswith(b"PK"):
        from auditflow.reading.documents.word import text_of_docx  # noqa: PLC0415

        text = text_of_docx(content, name)
    else:
        text = _plain(content, name)
    if len(text) > MOST_CHARACTERS:
        why = f"has {len(text)} characters, far more than a letter"
        raise FileRefused(name, why, "give the letter alone")
    return text


def pages_without_text(text: str) -> tuple[int, ...]:
    r"""The pages of *text* that hold none: scanned ones, where others hold text.

    >>> pages_without_text("Missiv\f\fBilaga")
    (2,)
    >>> pages_without_text("Missiv\f")
    ()
    """
    pages = text.rstrip().split(PAGE_BREAK)
    return tuple(number for number, page in enumerate(pages, 1) if not page.strip())


def _plain(content: bytes, name: str) -> str:
    text = decoded(content, name)
    if _is_binary(text):
        raise FileRefused(name, "holds no text", _GIVE)
    if _WEB_PAGE.match(text):
        raise FileRefused(name, "is a web page (HTML)", "save it as text or PDF")
    if _is_mail(text):
        mend = "save the letter that is attached to it, and give that"
        raise FileRefused(name, "is an e-mail", mend)
    return text


# Soft hyphens, zero-width spaces and marks of order are text, though nobody sees them.
_INVISIBLE: Final = dict.fromkeys((0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF))


def _is_binary(text: str) -> bool:
    """Bytes that are no text decode to many control characters."""
    front = text[:100_000].translate(_INVISIBLE)
    odd = sum(not char.isprintable() and not char.isspace() for char in front)
    return odd * 50 > len(front)


def _is_mail(text: str) -> bool:
    """An e-mail begins with headers, of which one is written by programs only."""
    head = re.split(r"\r?\n\r?\n", text[:20_000], maxsplit=1)[0].splitlines()
    headers = [line for line in head if not line.startswith((" ", "\t"))]
    return all(map(_HEADER.match, headers)) and any(map(_OF_MAIL.match, headers))
