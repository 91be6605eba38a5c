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
from typing import TYPE_CHECKING, Final, cast

from auditflow.errors import ExtraMissing, FileRefused

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject, StreamObject

MOST_PAGES: Final = 500
PAGES_OF_A_LETTER: Final = 30  # what is enclosed after them is read the plain way
MOST_DRAWN: Final = 16 * 1024 * 1024  # bytes that draw all pages, images aside
_DRAWN_ON_A_PAGE: Final = 1024 * 1024
MOST_STEPS_ON_A_PAGE: Final = 150_000  # that set text: some 10,000 letter by letter
_MOST_STEPS: Final = 1_500_000  # on all pages: reading takes seconds for each 100,000
_LAID_OUT: Final = 20_000  # steps; the layout of more takes far longer than they
_IN_A_ROW: Final = 50  # texts without a move between them; so does that of more
_TAIL: Final = 2048  # where a whole PDF has its end mark
_AGAIN: Final = "ask for the file again, or save it anew"
_OCR: Final = "let a program read the picture (OCR), then give its text"

_GAP = re.compile(r"(?<=\S) +(?=\S)")
_WIDE = re.compile(r" {3,}")
_BLANKS = re.compile(r"\n{4,}")
_CONTROL: Final = dict.fromkeys(range(32), " ")
_COLUMN: Final = 15  # spaces that no word drawn by itself leaves after it
# What each step of setting text has one of: an operator (T*, Tj, Tm …), or its string.
_STEPS: Final = (b"T", b"(", b"<", b"'")
_MOVE = re.compile(rb"T[dDm*]|BT")
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
        except FileNotDecryptedError:
            raise locked from None
        except DependencyError:
            # Whether it has a password too cannot be told.
            why = "is a PDF encrypted in a way (AES) that needs another package"
            mend = "save it without encryption, or: pip install cryptography"
            raise FileRefused(name, why, mend) from None
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
    drawn, steps = 0, 0
    for number, page in enumerate(reader.pages, 1):
        contents = _contents(page)
        on_page = _steps(contents) + _steps_of_forms(page, contents)
        drawn += len(contents)
        steps += on_page
        if drawn > MOST_DRAWN or on_page > MOST_STEPS_ON_A_PAGE or steps > _MOST_STEPS:
            why = f"draws more on its pages than any letter does (page {number})"
            raise FileRefused(name, why, "give the letter alone")
        plain = page.extract_text().replace("\f", "\n")
        if number <= PAGES_OF_A_LETTER and _can_be_laid_out(contents):
            yield _looked_at(page, plain)
        else:
            yield plain


def _contents(page: "PageObject") -> bytes:
    """What draws a page."""
    contents = page.get_contents()
    return b"" if contents is None else contents.get_data()


def _steps(contents: bytes) -> int:
    """In how many steps text is set, at most."""
    return sum(contents.count(step) for step in _STEPS)


def _steps_of_forms(page: "PageObject", contents: bytes) -> int:
    """The steps of what is kept as a form (XObject), as often as the page draws it."""
    try:
        resources = cast("DictionaryObject", page["/Resources"].get_object())
        forms = cast("DictionaryObject", resources["/XObject"].get_object())
        steps = 0
        for name in forms:
            form = cast("StreamObject", forms[name].get_object())
            drawn = contents.count(str(name).encode())
            if drawn and form.get("/Subtype") == "/Form":
                steps += drawn * _steps(form.get_data())
    except Exception:  # noqa: BLE001 - there are none, or pypdf leaves them out too
        return 0
    return steps


def _can_be_laid_out(contents: bytes) -> bool:
    """Whether the layout takes no longer than reading the page."""
    if len(contents) > _DRAWN_ON_A_PAGE or _steps(contents) > _LAID_OUT:
        return False
    return all(part.count(b"TJ") <= _IN_A_ROW for part in _MOVE.split(contents))


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
