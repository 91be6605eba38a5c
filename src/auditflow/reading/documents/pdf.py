"""A PDF → its text. The only door to pypdf.

pypdf extracts a page in two ways. *Plain* follows the order in which the page was
drawn, and makes one space of any gap: two names beside each other run together.
*Layout* puts each piece where it stands, so that columns keep a wide gap and paragraphs
a blank line; but where a program drew each word by itself it spreads the words, or
glues them. So the layout says where things stand, and on pages drawn word by word the
plain text says where words end. A wide gap becomes a tab.
"""

import io
import logging
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from auditflow.errors import ExtraMissing, FileRefused

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES: Final = 500
PAGES_OF_A_LETTER: Final = 30  # what is enclosed after them is read the plain way
MOST_DRAWN: Final = 16 * 1024 * 1024  # bytes that draw all pages, images aside
_DRAWN_ON_A_PAGE: Final = 1024 * 1024
_TAIL: Final = 2048  # where a whole PDF has its end mark
_AGAIN: Final = "ask for the file again, or save it anew"
_OCR: Final = "let a program read the picture (OCR), then give its text"

_GAP = re.compile(r"(?<=\S) +(?=\S)")
_WIDE = re.compile(r" {3,}")
_BLANKS = re.compile(r"\n{4,}")
_CONTROL: Final = dict.fromkeys(range(32), " ")
_COLUMN: Final = 15  # spaces that no word drawn by itself leaves after it
_FEW: Final = 8  # gaps that say nothing about how a page was drawn


def text_of_pdf(content: bytes, name: str) -> str:
    """The text of a PDF, with a form feed between its pages.

    Raises:
        FileRefused: it is damaged, locked, scanned, or has far too many pages.
        ExtraMissing: pypdf is not installed.
    """
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
            text = "\f".join(_pages(reader, name)) if opened else None
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


def _pages(reader: "PdfReader", name: str) -> Iterator[str]:
    if len(reader.pages) > MOST_PAGES:
        why = f"has {len(reader.pages)} pages, far more than a letter"
        raise FileRefused(name, why, f"give the letter alone, {MOST_PAGES} at most")
    left = MOST_DRAWN
    for number, page in enumerate(reader.pages, 1):
        drawn = _drawn(page)
        left -= drawn
        if left < 0:
            why = f"draws more on its pages than any letter does (page {number})"
            raise FileRefused(name, why, "give the letter alone")
        plain = page.extract_text().replace("\f", "\n")
        looked_at = number <= PAGES_OF_A_LETTER and drawn <= _DRAWN_ON_A_PAGE
        yield _looked_at(page, plain) if looked_at else plain


def _drawn(page: "PageObject") -> int:
    """How many bytes draw a page: reading takes a second or more for each million."""
    contents = page.get_contents()
    return 0 if contents is None else len(contents.get_data())


def _looked_at(page: "PageObject", plain: str) -> str:
    """The page as it looks, or plain where that cannot be told."""
    layout, squeezed = _layout(page), _squeezed(plain)
    if len(_squeezed(layout)) < len(squeezed):
        # Text that stands askew (a watermark, a note in the margin) has no layout; on
        # a page that lies on its side that is nearly all of it.
        upright = page.extract_text(orientations=(0,)).replace("\f", "\n")
        if len(_squeezed(upright)) * 2 < len(squeezed):
            return plain
        plain = upright
    return placed(layout, plain)


def _layout(page: "PageObject") -> str:
    """The page as it looks, or nothing where pypdf cannot tell."""
    try:
        return page.extract_text(extraction_mode="layout").replace("\f", " ")
    except (Exception, RecursionError):  # noqa: BLE001 - the mode is experimental
        return ""


def placed(layout: str, plain: str) -> str:
    r"""What stands where on a page: its *layout*, with the words of *plain*.

    >>> placed("Karin Ek                 Per Lund", "Karin Ek Per Lund")
    'Karin Ek\tPer Lund'
    >>> spread = "Vi   önskar  svar från   nämnden   iEk  senast   den   3   maj  2023"
    >>> placed(spread, "Vi önskar svar från nämnden i Ek senast den 3 maj 2023")
    'Vi önskar svar från nämnden i Ek senast den 3 maj 2023'
    """
    drawn = _squeezed(plain)
    above, below = _left_out(layout, plain)
    if len(_squeezed(layout)) + sum(map(len, map(_squeezed, above + below))) != len(
        drawn
    ):
        return plain
    gaps = [len(gap[0]) for gap in _GAP.finditer(layout)]
    wide = sum(gap > 1 for gap in gaps)
    if wide > _FEW and wide * 4 > len(gaps):
        lines = _respaced(layout, plain, drawn)
    else:
        lines = (_WIDE.sub("\t", line.strip()) for line in layout.split("\n"))
    return _BLANKS.sub("\n\n\n", "\n".join([*above, *lines, *below]))


def _left_out(layout: str, plain: str) -> tuple[list[str], list[str]]:
    """The lines of *plain* that *layout* does not show: before its first, and others.

    A letterhead or a stamp that is kept as a form (XObject) has no layout.
    """
    looks = _squeezed(layout)
    above, below, begun = list[str](), list[str](), False
    if len(looks) == len(_squeezed(plain)):
        return above, below
    for line in plain.split("\n"):
        if _squeezed(line) in looks:
            begun = begun or bool(line.strip())
        else:
            (below if begun else above).append(line)
    return above, below


def _squeezed(text: str) -> str:
    """What both ways of reading must agree on: no spaces, no control characters."""
    return "".join(text.translate(_CONTROL).split())


def _respaced(layout: str, plain: str, squeezed: str) -> Iterator[str]:
    """The lines of *layout*, with the spaces of *plain* where its words are found."""
    plain = plain.translate(_CONTROL)
    origins = [at for at, char in enumerate(plain) if not char.isspace()]
    for line in layout.split("\n"):
        columns = []
        for column in re.split(f" {{{_COLUMN},}}", line.strip()):
            bare = _squeezed(column)
            at = squeezed.find(bare) if bare else -1
            if at < 0:
                columns.append(" ".join(column.split()))
            else:
                words = plain[origins[at] : origins[at + len(bare) - 1] + 1]
                columns.append(" ".join(words.split()))
        yield "\t".join(columns)


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
