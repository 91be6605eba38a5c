"""A DOCX → its text as a person sees it. The only door to python-docx.

Read are the words of the page: insertions, but no deletions; text boxes, but no
footnotes and no hidden text. The cells of a row are parted by a tab.
"""

import io
import warnings
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from auditflow.errors import ExtraMissing, FileRefused
from auditflow.reading.documents.numbering import Numbering

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.section import _BaseHeaderFooter

_MOST_UNPACKED: Final = 128 * 1024 * 1024  # a zip can hold far more than its size
_AGAIN: Final = "ask for the file again, or save it anew"
_GIVE: Final = "give a text, PDF or DOCX file"
_OCR: Final = "let a program read the picture (OCR), then give its text"
_LONGEST_BESIDE: Final = 60  # characters; longer lines are prose, read cell by cell

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX: Final = f"{_W}txbxContent"
# What stands in the file and not on the page, or is drawn elsewhere on it.
_UNREAD: Final = {
    f"{_W}{name}"
    for name in ("pPr", "rPr", "del", "moveFrom", "delText", "instrText", "txbxContent")
}
_CHARACTERS: Final = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


def text_of_docx(content: bytes, name: str) -> str:
    """The text of a DOCX: headers, then the body in its order, then footers.

    Raises:
        FileRefused: it is damaged, another kind of zip file, or holds no text.
        ExtraMissing: python-docx is not installed.
    """
    damaged = FileRefused(name, "is a damaged DOCX or zip file", _AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise damaged from None
    names = {entry.filename for entry in entries}
    if "word/document.xml" not in names:
        if {"mimetype", "content.xml"} <= names:
            raise FileRefused(name, "is an OpenDocument file", "save it as DOCX or PDF")
        raise FileRefused(name, "is a zip file, but no DOCX", _GIVE)
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise FileRefused(name, "unpacks to far more than a letter", _GIVE)
    try:
        import docx  # noqa: PLC0415
    except ModuleNotFoundError:
        raise ExtraMissing("reading a DOCX", "docx") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = "\n".join(_lines(docx.Document(io.BytesIO(content))))
    except (Exception, RecursionError) as error:
        raise FileRefused(name, damaged.why, _AGAIN) from error
    if not text.strip():
        raise FileRefused(name, "is a DOCX that holds no text", _OCR)
    return text


def _lines(document: "Document") -> Iterator[str]:
    """Headers, then the body in its order, then footers; each once."""
    numbering = Numbering.of(document)
    headers, footers = list[str](), list[str]()
    for section in document.sections:
        # The first page comes first; what no page shows is not read.
        if section.different_first_page_header_footer:
            headers += _margin(section.first_page_header, numbering)
            footers += _margin(section.first_page_footer, numbering)
        headers += _margin(section.header, numbering)
        footers += _margin(section.footer, numbering)
        if document.settings.odd_and_even_pages_header_footer:
            headers += _margin(section.even_page_header, numbering)
            footers += _margin(section.even_page_footer, numbering)
    yield from dict.fromkeys(headers)
    yield from _blocks(document.element.body, numbering)
    yield from dict.fromkeys(footers)


def _margin(margin: "_BaseHeaderFooter", numbering: Numbering) -> Iterator[str]:
    """The text of a header or footer, unless it is that of the section before."""
    if not margin.is_linked_to_previous:
        # As a container it hands out its element under this name only.
        element = margin._element  # noqa: SLF001
        yield "\n".join(_blocks(element, numbering))


def _blocks(container: "Element", numbering: Numbering) -> Iterator[str]:
    """The paragraphs and tables of *container*, also those within content controls."""
    for block in container:
        if block.tag == f"{_W}p":
            yield from _paragraph(block, numbering)
        elif block.tag == f"{_W}tbl":
            for row in block.iter(f"{_W}tr"):
                if next(row.iterancestors(f"{_W}tbl")) is block:
                    yield from _row(row, numbering)
        elif block.tag not in _UNREAD and isinstance(block.tag, str):
            yield from _blocks(block, numbering)


def _row(row: "Element", numbering: Numbering) -> Iterator[str]:
    """The cells of a row beside each other; where they hold prose, one by one."""
    cells = [
        "\n".join(_blocks(cell, numbering)).split("\n")
        for cell in row.iter(f"{_W}tc")
        if next(cell.iterancestors(f"{_W}tr")) is row
    ]
    several = any(len(cell) > 1 for cell in cells)
    longest = max((len(line) for cell in cells for line in cell), default=0)
    if several and longest > _LONGEST_BESIDE:
        for cell in cells:
            yield from cell
        return
    for beside in zip_longest(*cells, fillvalue=""):
        yield "\t".join(beside).rstrip("\t")


def _paragraph(paragraph: "Element", numbering: Numbering) -> Iterator[str]:
    """The text boxes that hang on a paragraph, then its own text."""
    for box in _boxes(paragraph):
        yield from _blocks(box, numbering)
    text = "".join(_words(paragraph))
    # Word draws the bullet or the number of a list itself; it is not in the text.
    drawn = numbering.before(paragraph) if text.strip() else ""
    yield f"{drawn}{text}"


def _boxes(paragraph: "Element") -> Iterator["Element"]:
    for box in paragraph.iter(_BOX):
        # Each box stands there twice: as programs of today draw it, and of yesterday.
        fallback = next(box.iterancestors(f"{_MC}Fallback"), None)
        chosen = None if fallback is None else fallback.getprevious()
        if next(box.iterancestors(f"{_W}p")) is not paragraph:
            continue
        if chosen is None or next(chosen.iter(_BOX), None) is None:
            yield box


def _words(element: "Element") -> Iterator[str]:
    """The words of a paragraph or a run, without what is hidden or deleted."""
    for child in element:
        tag = child.tag
        if tag in _UNREAD or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == f"{_W}br":
            yield "\f" if child.get(f"{_W}type") == "page" else "\n"
        elif tag == f"{_W}sym":
            yield chr(int(child.get(f"{_W}char") or "20", 16))
        elif tag == f"{_W}r" and _is_hidden(child):
            continue
        elif tag == f"{_MC}AlternateContent":
            yield from _words(child[0]) if len(child) else ()
        else:
            yield from _words(child)


def _is_hidden(run: "Element") -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false")
