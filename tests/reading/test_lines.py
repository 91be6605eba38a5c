"""The first step: what of a text is the letter, and where each character stood."""

import pytest

from auditflow.reading import read_memo
from auditflow.reading.lines.even_text import EvenText
from auditflow.reading.lines.line import lines_of
from auditflow.reading.lines.rows import by_columns, cells_of
from tests.reading.papers import SEED, letter


def plain(text: str) -> list[str]:
    return [line.text for line in EvenText.of(text).lines]


MENDED = [
    pytest.param("stadsbygg-\nnadsnämnden", ["stadsbyggnadsnämnden"], id="broken-word"),
    pytest.param("stadsbygg- nadsnämnden", ["stadsbyggnadsnämnden"], id="break-space"),
    pytest.param("vård-\noch omsorg", ["vård-", "och omsorg"], id="own-hyphen"),
    pytest.param("kultur- fritids- och", ["kultur- fritids- och"], id="two-hyphens"),
    pytest.param("Malung-\nSälens kommun", ["Malung-Sälens kommun"], id="double-name"),
    pytest.param("IT-\nsäkerhet", ["IT-säkerhet"], id="abbreviation"),
    pytest.param("2022-\n09-27", ["2022-09-27"], id="day"),
    pytest.param("M i s s i v", ["Missiv"], id="spaced-out"),
    pytest.param("MiljÃ¶nÃ¤mnden", ["Miljönämnden"], id="mojibake"),
    pytest.param("MiljÃƒÂ¶", ["Miljö"], id="mojibake-twice"),
    pytest.param("Milj&ouml;", ["Miljö"], id="entity"),
    pytest.param("> Till\n> Nämnden", ["Till", "Nämnden"], id="quoted"),
    pytest.param("•\nAnta en plan", ["• Anta en plan"], id="bullet-above"),
    pytest.param("•\n•\nAnta\nFölja", ["Anta", "Följa"], id="bullets-first"),
]


@pytest.mark.parametrize(("text", "lines"), MENDED)
def test_damage_is_mended(text: str, lines: list[str]):
    """And a real hyphen is kept."""
    assert plain(text) == lines


def test_page_numbers_and_running_heads_are_left_out():
    """On the first page the head is part of the letter, later it repeats it."""
    rows = [f"rad {number}." for number in range(20)]
    text = (
        "Ekvikens kommun   1 (2)\nRevisorerna\n\n"
        + "\n".join(rows)
        + "\n2 (2)\nEkvikens kommun   2 (2)\nRevisorerna\n\nslut"
    )
    assert plain(text) == ["Ekvikens kommun", "Revisorerna", *rows, "slut"]


def test_only_a_foot_is_left_out():
    """A line that asks for the answer keeps its address, and so does a long text."""
    foot = "Kommunens revisorer\nBox 120, 462 85 Ekviken Telefon 0521-72 10 00"
    assert plain(f"slut\n{foot}") == ["slut"]
    asks = "Svar senast 2023-05-31 till Box 120, 462 85 Ekviken, www.ekviken.example"
    assert plain(asks) == [asks]
    long = "Landstingets revisorer Tfn 1 Org. nr 2 " + "Vi har granskat. " * 30
    assert plain(long)


def test_a_table_is_read_by_its_columns_or_by_its_labels():
    """`Till   För kännedom` are heads of columns; `Dnr   …` begins a row."""

    def cells(text: str) -> list[str]:
        rows = [cells_of(line) for line in lines_of(text)]
        return [cell.text for cell in by_columns(rows)]

    columns = "Till\tFör kännedom\nSocialnämnden\tKommunfullmäktige"
    assert cells(columns) == [
        "Till",
        "Socialnämnden",
        "För kännedom",
        "Kommunfullmäktige",
    ]
    rows = "Diarienummer\tREV 2023/17\nMottagare\tSocialnämnden"
    assert cells(rows) == ["Diarienummer", "REV 2023/17", "Mottagare", "Socialnämnden"]


def test_each_character_knows_where_it_stood():
    """Whatever was mended, dropped or cut, a span counts in the given text."""
    given = "Ekvikens kommun 2 (3)\r\n" + SEED.replace("ä", "Ã¤").replace("\n", "\r\n")
    reading = read_memo(given)
    assert reading.text == given
    places = {one.field: given[one.start : one.end] for one in reading.found}
    assert places["bodies.socialnämnden"] == "SocialnÃ¤mnden"
    assert places["bodies.kommunstyrelsen.reply"] == "senast 2022-11-25"
    assert [str(one)[:5] for one in reading.mended] == ["UTF-8"]


def test_letters_that_are_lost_are_not_guessed():
    """A paper full of replacement characters is refused with that reason."""
    reading = read_memo(letter().replace("ä", "\ufffd"))
    assert reading.memo is None
    assert "replaced" in str(reading.why_not)


def test_quotes_within_a_title_are_kept():
    """Only those around the whole title are not part of it."""
    for written, title in (
        ("”Granskning av gator”", "Granskning av gator"),
        ("Granskning av ”Ekens hem”", "Granskning av ”Ekens hem”"),
    ):
        memo = read_memo(letter(title=written)).memo
        assert memo is not None
        assert memo.title == title
