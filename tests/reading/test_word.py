"""DOCX files: read is what a person sees on the page, in that order."""

import io
from collections.abc import Callable
from typing import Final

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from auditflow.memo import Signatory
from auditflow.reading import read_memo
from auditflow.reading.documents import text_in
from tests.reading.papers import ADVICE, ASK, CLOSE, HEAD, REVIEW, TITLE, TO

_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def text_of(document: Document) -> str:
    written = io.BytesIO()
    document.save(written)
    return text_in(written.getvalue(), "missiv.docx")


def paragraph(inner: str, document: Document | None = None) -> Document:
    """A document that ends with a paragraph of this WordprocessingML."""
    document = document or docx.Document()
    last = document.element.body[-1]  # the properties of the section
    last.addprevious(parse_xml(f"<w:p {_SPACES}>{inner}</w:p>"))
    return document


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def box(text: str) -> str:
    """A text box as Word writes it: twice, for programs of today and of yesterday."""
    inner = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        pytest.param(
            run("senast ")
            + '<w:del w:id="1"><w:r><w:delText>2023-01-01</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2">{run("2023-05-31")}</w:ins>',
            "senast 2023-05-31",
            id="tracked-changes",
        ),
        pytest.param(
            f'<w:moveFrom w:id="1">{run("här")}</w:moveFrom>'
            f'<w:moveTo w:id="2">{run("där")}</w:moveTo>',
            "där",
            id="moved",
        ),
        pytest.param(
            "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/></w:r>"
            + run("d"),
            "a\nb\tc\nd",
            id="breaks-and-tabs",
        ),
        pytest.param(
            '<w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>'
            + run("utan tabb"),
            "utan tabb",
            id="tab-stops-are-no-tabs",
        ),
        pytest.param(
            run("sida 1") + '<w:r><w:br w:type="page"/></w:r>' + run("sida 2"),
            "sida 1\fsida 2",
            id="page-break",
        ),
        pytest.param(
            run("vårdnämnden")
            + '<w:r><w:footnoteReference w:id="2"/></w:r>'
            + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            + '<w:fldChar w:fldCharType="separate"/></w:r>'
            + run(" 7"),
            "vårdnämnden 7",
            id="footnotes-and-fields",
        ),
        pytest.param(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>"
            '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>synligt</w:t></w:r>',
            "synligt",
            id="hidden",
        ),
        pytest.param(
            f'<w:hyperlink w:anchor="x">{run("länk")}</w:hyperlink>'
            f"<w:sdt><w:sdtContent>{run(' och fält')}</w:sdtContent></w:sdt>",
            "länk och fält",
            id="links-and-controls",
        ),
        pytest.param(
            '<w:r><w:t>vård</w:t><w:noBreakHyphen/></w:r><w:r><w:sym w:font="Symbol" '
            'w:char="F0B7"/></w:r>',
            "vård\u2011\uf0b7",
            id="hyphens-and-symbols",
        ),
        pytest.param(run("före") + box("Dnr 12/2023"), "Dnr 12/2023\nföre", id="box"),
        pytest.param(
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>"
            + run("gammal ruta")
            + "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
            "gammal ruta\n",
            id="box-of-yesterday",
        ),
    ],
)
def test_a_paragraph_is_read_as_it_is_seen(inner: str, text: str):
    """No more than a person sees, and no less."""
    assert text_of(paragraph(inner)) == text


def test_a_block_in_a_content_control_is_read():
    """Templates wrap whole paragraphs in one."""
    document = docx.Document()
    inner = f"<w:sdtContent><w:p>{run('Rubrik')}</w:p></w:sdtContent>"
    wrapped = parse_xml(f"<w:sdt {_SPACES}>{inner}</w:sdt>")
    document.element.body[-1].addprevious(wrapped)
    assert text_of(document) == "Rubrik"


class TestTables:
    """Rows, cells and what is merged."""

    def test_cells_beside_each_other_are_parted_by_a_tab(self):
        """Line by line, as they stand."""
        document = docx.Document()
        cells = document.add_table(rows=1, cols=3).rows[0].cells
        cells[0].text, cells[2].text = "Karin Ek\nOrdförande", "Per Lund\nVice ordf."
        assert text_of(document) == "Karin Ek\t\tPer Lund\nOrdförande\t\tVice ordf."

    def test_a_cell_of_prose_is_read_by_itself(self):
        """An address beside a letter does not fall into its sentences."""
        document = docx.Document()
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "Box 12\nEkviken", f"{REVIEW}\n{ASK}"
        assert text_of(document) == f"Box 12\nEkviken\n{REVIEW}\n{ASK}"

    def test_merged_cells_are_read_once(self):
        """Across and down."""
        table = (document := docx.Document()).add_table(rows=2, cols=3)
        for number, cell in enumerate(table._cells):
            cell.text = str(number)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "bred"
        table.cell(0, 2).merge(table.cell(1, 2)).text = "hög"
        assert text_of(document) == "bred\thög\n3\t4"

    def test_a_table_in_a_table_is_read_in_its_place(self):
        """And once."""
        document = docx.Document()
        outer = document.add_table(rows=2, cols=1)
        inner = outer.cell(0, 0).add_table(rows=2, cols=2)
        for number, cell in enumerate(inner._cells):
            cell.text = str(number)
        outer.cell(1, 0).text = "efter"
        assert text_of(document).split() == ["0", "1", "2", "3", "efter"]
        assert "0\t1\n2\t3" in text_of(document)


class TestMargins:
    """Headers and footers."""

    def test_those_that_a_page_shows_are_read_once(self):
        """The first page's first; those that are switched off are not read."""
        document = docx.Document()
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "Följande sidor"
        section.first_page_header.paragraphs[0].text = "Första sidan"
        section.even_page_header.paragraphs[0].text = "Jämna sidor"
        section.first_page_footer.paragraphs[0].text = "Box 12"
        document.add_paragraph("Brevet")
        document.add_section()  # its header is that of the section before
        copied = document.add_section().header
        copied.is_linked_to_previous = False
        copied.paragraphs[0].text = "Följande sidor"
        assert text_of(document).split("\n") == [
            "Första sidan", "Följande sidor", "Brevet", "", "", "Box 12",
        ]  # fmt: skip
        document.settings.odd_and_even_pages_header_footer = True
        assert "Jämna sidor" in text_of(document)


def _listed(document: Document, *texts: str, style: str) -> None:
    for text in texts:
        document.add_paragraph(text, style=style)


class TestLists:
    """What Word draws before a paragraph."""

    def test_bullets_and_numbers(self):
        """Each list as its style says; a paragraph between does not begin it anew."""
        document = docx.Document()
        _listed(document, "a", "b", style="List Number")
        document.add_paragraph("mellan")
        _listed(document, "c", style="List Number")
        _listed(document, "d", style="List Bullet")
        assert text_of(document).split("\n") == [
            "1. a", "2. b", "mellan", "3. c", "- d",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("kind", "drawn", "texts"),
        [
            pytest.param("lowerLetter", "%1)", ["a) x", "b) x"], id="letters"),
            pytest.param("upperRoman", "%1.", ["I. x", "II. x"], id="roman"),
            pytest.param("decimal", "(%1)", ["(1) x", "(2) x"], id="brackets"),
            pytest.param("none", "", ["x", "x"], id="nothing"),
        ],
    )
    def test_numbers_are_written_as_word_draws_them(self, kind, drawn, texts):
        """By the level's own words."""
        document = docx.Document()
        level = (
            f'<w:abstractNum {_SPACES} w:abstractNumId="90"><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{drawn}"/>'
            "</w:lvl></w:abstractNum>"
        )
        number = f'<w:num {_SPACES} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'
        root = document.part.numbering_part.element
        root.insert(0, parse_xml(level))
        root.append(parse_xml(number))
        at = (
            '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr></w:pPr>'
        )
        for _ in range(2):
            paragraph(at + run("x"), document)
        assert text_of(document).split("\n") == texts

    def test_a_paragraph_taken_out_of_its_list_has_no_bullet(self):
        """List 0 means none."""
        document = docx.Document()
        at = (
            '<w:pPr><w:pStyle w:val="ListBullet"/>'
            '<w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
        )
        assert text_of(paragraph(at + run("x"), document)) == "x"


def _in_columns(document: Document) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text = "Karin Ek\nOrdförande"
    cells[1].text = "Per Lund\nVice ordförande"


def _under_each_other(document: Document) -> None:
    for line in CLOSE.split("\n")[2:]:
        document.add_paragraph(line)


@pytest.mark.parametrize("signed", [_in_columns, _under_each_other])
def test_a_letter_in_word_is_read_whole(signed: Callable[[Document], None]):
    """Letterhead in a text box, a list, and the names in columns or not."""
    document = docx.Document()
    for line in HEAD.strip().split("\n"):
        if line:
            paragraph(box(line), document)
    for line in [*TO.split("\n"), TITLE, "", REVIEW, ""]:
        document.add_paragraph(line)
    for line in ADVICE.split("\n"):
        style = "List Bullet" if line.startswith("- ") else None
        document.add_paragraph(line.removeprefix("- "), style)
    for line in ("", ASK, "", "För kommunens revisorer", ""):
        document.add_paragraph(line)
    signed(document)
    reading = read_memo(text_of(document))
    memo = reading.memo
    assert memo is not None
    assert reading.questions == ()
    assert [r.text for r in memo.recommendations] == [
        line[2:] for line in ADVICE.split("\n")[1:]
    ]
    assert memo.signatories == (
        Signatory("Karin Ek", "Ordförande"),
        Signatory("Per Lund", "Vice ordförande"),
    )
    assert str(memo.must_answer[0].reply.date) == "2023-05-31"
