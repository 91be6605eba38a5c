"""Letters, PDF and DOCX files that are made for the tests."""

import io
from collections.abc import Iterable
from pathlib import Path

import docx
from pypdf import PdfReader, PdfWriter

SEED = (Path(__file__).parent / "seed.txt").read_text(encoding="utf-8")

HEAD = """Ekvikens kommun

Revisorerna
2023-02-14
Dnr: REV 36-2022
"""
TO = """Till:
Samhällsbyggnadsnämnden
"""
TITLE = "Granskning av kommunens underhåll av gator"
REVIEW = (
    "På uppdrag av de förtroendevalda revisorerna i Ekvikens kommun har Deloitte "
    "granskat underhållet. Bedömningen är att nämnden per 2022-12-31 saknade en plan."
)
ADVICE = """Vi rekommenderar nämnden att:
- Anta en plan för underhållet.
- Följa upp planen varje år."""
ASK = "Vi önskar svar från samhällsbyggnadsnämnden senast 2023-05-31."
CLOSE = """För kommunens revisorer

Karin Ek
Ordförande

Per Lund
Vice ordförande"""


def letter(ask: str = ASK, **other: str) -> str:
    """A letter of the seed's form, with *other* words in some of its places."""
    places = {
        "head": HEAD,
        "to": TO,
        "title": TITLE,
        "review": REVIEW,
        "advice": ADVICE,
        "ask": ask,
        "close": CLOSE,
    }
    assert other.keys() <= places.keys()
    return "\n\n".join((places | other).values())


def pdf(pages: Iterable[str]) -> bytes:
    """A PDF with the lines of each page, written by hand."""
    objects: list[bytes] = [b"", b""]
    objects.append(
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    )
    kids = []
    for page in pages:
        drawn = b"BT /F1 9 Tf 12 TL 40 800 Td\n"
        for line in page.splitlines():
            text = line.encode("cp1252")
            for mark in (b"\\", b"(", b")"):
                text = text.replace(mark, b"\\" + mark)
            drawn += b"(" + text + b") Tj T*\n"
        drawn += b"ET"
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return numbered(objects)


def locked_pdf(password: str) -> bytes:
    """The seed as a PDF that opens with *password* only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([SEED]))))
    writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def docx_of(text: str) -> bytes:
    """A DOCX: the head in a table, the bullets drawn by Word, a page header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Missiv"
    head, _, rest = text.partition("\n\n\n")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = head
    for line in rest.splitlines():
        if line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def empty_docx() -> bytes:
    """A DOCX in which nothing is written."""
    written = io.BytesIO()
    docx.Document().save(written)
    return written.getvalue()


def numbered(objects: list[bytes]) -> bytes:
    """A PDF file of these objects, with its table of places."""
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )
