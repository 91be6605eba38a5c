"""PDF pages as programs draw them: columns, bullets, running heads, scanned pages."""

import textwrap
from collections.abc import Callable, Iterable

import pytest

from auditflow.errors import FileRefused
from auditflow.memo import Signatory
from auditflow.reading import read_memo
from auditflow.reading.documents import pages_without_text, text_in
from auditflow.reading.documents.pdf import (
    MOST_DRAWN,
    MOST_STEPS_ON_A_PAGE,
    PAGES_OF_A_LETTER,
)
from tests.reading.pages import FORM, LEFT, RIGHT, Piece, lines, pdf_of, words
from tests.reading.papers import ADVICE, ASK, REVIEW, TITLE

Drawing = Callable[[Iterable[Piece]], Iterable[Piece]]
BODY = [
    "Till:",
    "Samhällsbyggnadsnämnden",
    "",
    TITLE,
    "",
    *textwrap.wrap(REVIEW, 85),
    "",
    *ADVICE.split("\n"),
    "",
    ASK,
    "",
    "För kommunens revisorer",
]
HEAD = [
    *lines(800, "Ekvikens kommun", "Revisorerna"),
    *lines(800, "2023-02-14", "Dnr: REV 36-2022", x=400),
]
SIGNED = [
    Piece(LEFT, 400, "Karin Ek"),
    Piece(RIGHT, 400, "Per Lund"),
    Piece(LEFT, 386, "Ordförande"),
    Piece(RIGHT, 386, "Vice ordförande"),
]
BY_CELL = [SIGNED[0], SIGNED[2], SIGNED[1], SIGNED[3]]


@pytest.mark.parametrize("signed", [SIGNED, BY_CELL], ids=["by-row", "by-column"])
@pytest.mark.parametrize("drawing", [list, words], ids=["by-line", "by-word"])
def test_columns_stay_columns(signed: list[Piece], drawing: Drawing):
    """Whichever order a program draws in, each signatory keeps the own role."""
    page = drawing([*HEAD, *lines(740, *BODY), *signed])
    text = text_in(pdf_of(page), "missiv.pdf")
    assert "Karin Ek\tPer Lund" in text
    reading = read_memo(text)
    memo = reading.memo
    assert memo is not None
    assert memo.signatories == (
        Signatory("Karin Ek", "Ordförande"),
        Signatory("Per Lund", "Vice ordförande"),
    )
    assert (memo.dnr, str(memo.dated)) == ("REV 36-2022", "2023-02-14")
    assert (memo.title, len(memo.recommendations)) == (TITLE, 2)
    assert reading.questions == ()


def test_words_drawn_one_by_one_are_neither_glued_nor_spread():
    """The words are those of the page, and a paragraph ends with a blank line."""
    drawn = words(lines(740, *BODY))
    text = text_in(pdf_of(drawn), "missiv.pdf")
    assert text.strip().splitlines() == BODY


def test_a_bold_word_parts_no_sentence():
    """A run of its own within a line stands after one space."""
    before = "Vi önskar svar från nämnden senast "
    sentence = [
        Piece(LEFT, 700, before),
        Piece(LEFT + 178, 700, "2023-05-31", "F2"),
        *lines(680, *BODY),
    ]
    assert f"{before}2023-05-31\n" in text_in(pdf_of(sentence), "missiv.pdf")


def test_bullets_of_a_font_of_their_own_are_kept():
    """The reader knows the private-use bullets that such a font has."""
    bullets = [Piece(LEFT, 700 - 14 * n, "·", "F2") for n in range(2)]
    texts = lines(700, "Anta en plan för underhållet.", "Följa upp.", x=LEFT + 18)
    text = text_in(pdf_of([*bullets, *texts]), "missiv.pdf")
    for line in text.splitlines():
        assert line.startswith("\uf0b7")


def test_pages_are_parted_and_in_order():
    """Running heads and page numbers stand where a page begins and ends."""
    pages = [
        [
            *lines(810, "Ekvikens kommun"),
            *lines(700, f"Text på sida {number}"),
            *lines(40, f"{number} (3)"),
        ]
        for number in (1, 2, 3)
    ]
    text = text_in(pdf_of(*pages), "missiv.pdf")
    seen = [[x for x in page.split("\n") if x] for page in text.split("\f")]
    assert seen == [
        ["Ekvikens kommun", f"Text på sida {number}", f"{number} (3)"]
        for number in (1, 2, 3)
    ]


def test_a_footer_drawn_first_stands_last():
    """The order is that of the page, not that in which it was drawn."""
    page = [*lines(40, "Box 12, Ekviken"), *lines(700, "Granskning av gator")]
    text = text_in(pdf_of(page), "missiv.pdf")
    assert text.split() == ["Granskning", "av", "gator", "Box", "12,", "Ekviken"]


def test_a_page_on_its_side_is_read():
    """A page whose text is turned has no layout, but words."""
    turned = pdf_of(lines(700, "Granskning av gator")).replace(b"1 0 0 1", b"0 1 -1 0")
    assert "Granskning av gator" in text_in(turned, "missiv.pdf")


@pytest.mark.parametrize("drawing", [list, words], ids=["by-line", "by-word"])
def test_a_letterhead_kept_as_a_form_is_not_lost(drawing: Drawing):
    """Forms have no layout; their lines stand before the page or after it."""
    page = list(drawing([*lines(700, *BODY), *SIGNED]))
    text = text_in(pdf_of(page, extra=b"/X1 Do\n"), "missiv.pdf")
    assert FORM in text
    assert "Karin Ek\tPer Lund" in text
    assert text.replace("\n", "").count("underhållet.") == 2


def test_a_note_in_the_margin_takes_no_columns_away():
    """Text askew, such as the mark of a signing service, is no part of the letter."""
    askew = b"BT /F1 8 Tf 0 1 -1 0 20 300 Tm (Signerat 2024-01-01 KE, PL) Tj ET\n"
    text = text_in(pdf_of([*lines(700, *BODY), *SIGNED], extra=askew), "missiv.pdf")
    assert "Karin Ek\tPer Lund" in text
    assert "2024" not in text


def test_what_is_enclosed_is_read_the_plain_way():
    """After the pages of a letter columns no longer matter."""
    count = PAGES_OF_A_LETTER + 1
    pages = text_in(pdf_of(*[SIGNED] * count), "missiv.pdf").split("\f")
    assert len(pages) == count
    assert ["\t" in page for page in pages] == [True] * (count - 1) + [False]


def test_a_page_that_draws_too_much_is_refused():
    """It would take minutes to read, and is no letter."""
    much = b"0 0 m 9 9 l S\n" * (MOST_DRAWN // 14 + 1)
    with pytest.raises(FileRefused, match=r"draws more .*\(page 2\); give the letter"):
        text_in(pdf_of(lines(700, "Missiv"), [Piece(0, 0, "x")], extra=much), "x.pdf")


@pytest.mark.parametrize(
    "step", [b"T* ", b"() Tj ", b"[()1()]TJ ", b"<> Tj ", b"/X1 Do "]
)
def test_a_page_that_sets_text_in_too_many_steps_is_refused(step):
    """A small file can pack so many that they take minutes."""
    much = b"BT /F1 11 Tf %s ET" % (step * MOST_STEPS_ON_A_PAGE)
    with pytest.raises(FileRefused, match=r"draws more .*\(page 1\); give the letter"):
        text_in(pdf_of(lines(700, "Missiv"), extra=much), "x.pdf")


def test_texts_in_a_row_are_read_without_their_layout():
    """It would take minutes to tell where each stands; their words are there."""
    much = b"BT /F1 11 Tf 60 600 Td %s ET" % (b"[(a)1(b)1(c)1(d)]TJ " * 2000)
    text = text_in(pdf_of(lines(700, "Missiv"), extra=much), "x.pdf")
    assert text.splitlines() == ["Missiv", "abcd" * 2000]


def test_a_scanned_page_among_others_is_told():
    """The rest is read; which page holds no text can be asked."""
    text = text_in(pdf_of(lines(700, "Missiv"), [], lines(700, "Bilaga")), "x.pdf")
    assert pages_without_text(text) == (2,)


def test_a_pdf_of_scanned_pages_only_is_refused():
    """With what to do about it."""
    with pytest.raises(FileRefused, match=r"holds no text \(scanned\?\).*OCR"):
        text_in(pdf_of([], []), "x.pdf")
