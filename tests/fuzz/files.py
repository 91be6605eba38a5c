"""Small PDF, DOCX and text files with bytes that were hurt."""

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache
from random import Random
from typing import Final

from tests.fuzz.texts import any_text
from tests.reading.papers import SEED, docx_of, letter, locked_pdf, pdf

_ENCODINGS: Final = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252")
_TOKENS: Final = (
    b"<<",
    b">>",
    b"(",
    b"\\",
    b"endstream",
    b"endobj",
    b"/Kids",
    b"/Parent 2 0 R",
    b"/Count -1",
    b"/Length 999999999",
    b"2 0 R",
    b"\0" * 8,
    b"\xff" * 4,
    b"%%EOF",
    b"PK\x03\x04",
    b"<w:p>",
    b"</w:p>",
    b"&#x0;",
)


def any_file(seed: int, number: int) -> bytes:
    """The bytes of the file of this *number* in the run of this *seed*."""
    chance = Random(f"{seed}:{number}:file")  # noqa: S311 - chance, no secret
    return chance.choice(_KINDS)(chance, any_text(seed, number))


def _text(chance: Random, text: str) -> bytes:
    encoding = chance.choice(_ENCODINGS)
    return hurt(text.encode(encoding, "replace"), chance)


def _rubbish(chance: Random, text: str) -> bytes:
    start = chance.choice(
        (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xfe\xff", b"\xef\xbb\xbf")
    )
    return start + chance.randbytes(chance.randrange(400)) + b"\n%%EOF"


def _pdf(chance: Random, text: str) -> bytes:
    return hurt(chance.choice(_pdfs()), chance)


def _pdf_of(chance: Random, text: str) -> bytes:
    """A whole PDF with any text on its pages."""
    plain = text.encode("cp1252", "replace").decode("cp1252", "replace")
    return pdf(plain.replace("\ufffd", "?")[:2000].split("\f"))


def _docx(chance: Random, text: str) -> bytes:
    return hurt(chance.choice(_docxs()), chance)


def _docx_inside(chance: Random, text: str) -> bytes:
    """A whole zip whose document was hurt before it was packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(chance.choice(_docxs()))) as old,
        zipfile.ZipFile(packed, "w") as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            hurts = entry.filename == "word/document.xml" or not chance.randrange(9)
            new.writestr(entry.filename, hurt(content, chance) if hurts else content)
    return packed.getvalue()


def hurt(content: bytes, chance: Random) -> bytes:
    """*content* with a few bytes overwritten, put in, taken out or moved."""
    data = bytearray(content)
    for _ in range(chance.randrange(8)):
        at = chance.randrange(len(data) + 1)
        until = min(len(data), at + chance.randrange(1, 40))
        match chance.randrange(4):
            case 0:
                data[at:until] = chance.randbytes(until - at)
            case 1:
                data[at:at] = chance.choice(_TOKENS)
            case 2:
                del data[at:until]
            case _:
                data[at:at] = data[until : until + 200]
    return bytes(data)


@lru_cache(maxsize=1)
def _pdfs() -> tuple[bytes, ...]:
    return (
        pdf([SEED]),
        pdf(letter().split("\n\n", 3)),
        pdf([""]),
        locked_pdf(""),
        locked_pdf("hemligt"),
    )


@lru_cache(maxsize=1)
def _docxs() -> tuple[bytes, ...]:
    return docx_of(SEED), docx_of(letter())


_KINDS: Final[list[Callable[[Random, str], bytes]]] = [
    _text,
    _text,
    _rubbish,
    _pdf,
    _pdf,
    _pdf_of,
    _docx,
    _docx_inside,
]
