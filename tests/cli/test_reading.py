"""``auditflow read``: the places in a letter, standard input, and a whole folder."""

import csv
import io
import json
import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from auditflow.cli.places import Places, named
from auditflow.memo import Body, Memo
from auditflow.reading import Found, Question, Reading
from tests.cli.commands import LETTER, auditflow
from tests.reading.pages import lines, pdf_of
from tests.reading.papers import (
    CLOSE,
    HEAD,
    REVIEW,
    SEED,
    TITLE,
    TO,
    docx_of,
    empty_docx,
    letter,
    locked_pdf,
    pdf,
)

INFORMED = "Rapporten överlämnas till samhällsbyggnadsnämnden för kännedom."
YEARLESS = "Vi önskar svar från samhällsbyggnadsnämnden senast den 31 maj."
ONE_LINE = "\n\n".join([HEAD, TO, TITLE, f"{REVIEW} {YEARLESS} {REVIEW}", CLOSE])


def marked(text: str, *found: Found, width: int = 80) -> list[str]:
    """What is shown of a text in which this was found."""
    shown = Places.of(Reading(text, found=found), "en").shown(width)
    return [line.plain for line in shown]


class TestPlaces:
    """The line of each thing, with a mark under it."""

    def test_a_place_is_marked_under_its_line(self):
        """Surely or not, with the name of what was read."""
        text = "Revisorerna\n\nDnr: 12/2023 den 3 maj"
        found = [
            Found("diary_numbers.1", 18, 25),
            Found("dated", 30, 35, sure=False),
            Found("municipality", 0, 11),
        ]
        assert marked(text, *found) == [
            "1 | Revisorerna",
            "  | ^^^^^^^^^^^ municipality",
            "3 | Dnr: 12/2023 den 3 maj",
            "  |      ^^^^^^^     ????? diary number 1, dated",
        ]

    def test_places_that_overlap_get_rows_of_their_own(self):
        """The name of each stands beside its mark."""
        found = [Found("bodies.nämnden.reply", 0, 17), Found("bodies.nämnden", 10, 17)]
        assert marked("svar från nämnden", *found) == [
            "1 | svar från nämnden",
            "  | ^^^^^^^^^^^^^^^^^ nämnden: answer",
            "  |           ^^^^^^^ nämnden",
        ]

    def test_a_long_line_is_cut_around_its_places(self):
        """And shown again for one that is far away."""
        text = "a" * 90 + " 2023-02-14 " + "b" * 90 + " KPMG " + "c" * 90
        found = [Found("dated", 91, 101), Found("audit_firm", 193, 197)]
        assert marked(text, *found, width=50) == [
            "1 | …aaaaaaaaaaaaaa 2023-02-14 bbbbbbbbbbbbbbbbbb…",
            "  |                 ^^^^^^^^^^ dated",
            "1 | …bbbbbbbbbbbbbb KPMG ccccccccccccccccccccccccc…"[:49] + "…",
            "  |                 ^^^^ audit firm",
        ]

    def test_a_place_that_goes_on_says_until_where(self):
        """Its first line is enough to find it."""
        assert marked("Granskning\nav gator", Found("title", 0, 19)) == [
            "1 | Granskning",
            "  | ^^^^^^^^^^ title (to line 2)",
        ]

    @pytest.mark.parametrize(
        ("before", "columns"),
        [
            pytest.param("\t", 3, id="tab"),
            pytest.param("a\u0308", 1, id="letter-of-two-parts"),
            pytest.param("監", 2, id="wide-letter"),
            pytest.param("\x1b[31m", 5, id="control-characters"),
            pytest.param("\u202e\u00ad", 0, id="what-takes-no-room"),
        ],
    )
    def test_a_mark_stands_under_what_is_seen(self, before: str, columns: int):
        """Whatever stands before it; and no letter steers the terminal."""
        start = len(before)
        line, mark = marked(f"{before}KPMG", Found("audit_firm", start, start + 4))
        assert cell_len(line[: line.index("KPMG")]) == len("1 | ") + columns
        assert mark.index("^") == len("1 | ") + columns
        assert "\x1b" not in line

    def test_nothing_is_wider_than_the_page(self):
        """However long a line, a mark or a name is."""
        text = f"{'ord ' * 99}\nx"
        for start in range(0, 396, 7):
            for length in (1, 30, 70, 200):
                name = f"bodies.{'n' * length}"
                place = Found(name, start, min(start + length, 396))
                both = marked(text, place, Found("title", start, start + 1))
                assert max(map(len, both)) <= 80

    def test_a_question_is_shown_at_its_place(self):
        """The mark says that the reader is not sure, whatever it thought before."""
        reading = Reading("Till\nnämnden", found=(Found("bodies.nämnden", 5, 12),))
        places = Places.of(reading, "sv")
        about = places.about(Question("bodies", "?", "?", 2), 80)
        assert [x.plain for x in about] == ["2 | nämnden", "  | ???????"]
        elsewhere = places.about(Question("title", "?", "?", 1), 80)
        assert [x.plain for x in elsewhere] == ["1 | Till"]
        for line in (None, 0, 3):
            assert [*places.about(Question("title", "?", "?", line), 80)] == []

    def test_a_field_without_a_name_of_its_own_is_shown_as_it_is(self):
        """None is left out."""
        assert named("received", "sv") == "received"

    def test_places_are_shown_unless_they_are_not_wanted(self):
        """``--no-places`` leaves the memo alone."""
        shown, bare = (
            auditflow("read", LETTER),
            auditflow("read", LETTER, "--no-places"),
        )
        assert shown.out.startswith(bare.out)
        assert "\nWhere it stands\n" in shown.out
        assert (
            "53 | Vi önskar svar från kommunstyrelsen senast 2022-11-25." in shown.out
        )
        assert "^" not in bare.out

    @pytest.mark.parametrize("lang", ["sv", "en"])
    @pytest.mark.parametrize("text", [SEED, ONE_LINE], ids=["seed", "one-line"])
    def test_a_letter_within_80_columns(self, tmp_path: Path, lang: str, text: str):
        """No line is longer, ends in a space, or holds a colour."""
        (tmp_path / "missiv.txt").write_text(text, encoding="utf-8")
        ran = auditflow("read", str(tmp_path / "missiv.txt"), "--lang", lang)
        assert ran.status == 0
        assert max(map(len, ran.out.splitlines())) <= 80
        assert not re.search(r" $|\x1b", ran.out, re.MULTILINE)

    def test_json_says_where_each_thing_stands(self):
        """With its line, its characters and its words."""
        found = auditflow("read", LETTER, "--json").json["found"]
        by_field = {place["field"]: place for place in found}
        title = by_field["title"]
        assert list(title) == ["field", "line", "start", "end", "text", "sure"]
        assert SEED[title["start"] : title["end"]] == title["text"]
        assert (title["line"], title["sure"]) == (30, True)
        assert by_field["bodies.kommunstyrelsen.reply"]["line"] == 53


def written(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


class TestWhatIsSaid:
    """About a letter as a whole."""

    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("sv", "Ingen nämnd ska svara: inget ärende att öppna."),
            ("en", "No body is asked for an answer: there is no case to open."),
        ],
    )
    def test_a_letter_that_asks_nobody_says_so(self, tmp_path: Path, lang, said):
        """There is no case to open; one that asks somebody does not say it."""
        path = written(tmp_path, "x.txt", letter(ask=INFORMED))
        assert said in auditflow("read", path, "--lang", lang).out.splitlines()
        assert said not in auditflow("read", LETTER, "--lang", lang).out

    @pytest.mark.parametrize(
        ("lang", "said"),
        [("sv", "Ingen text på sidorna 2–3"), ("en", "No text on pages 2–3")],
    )
    def test_pages_without_text_are_told(self, tmp_path: Path, lang, said):
        """What stands there was not read."""
        path = written(tmp_path, "x.pdf", pdf([SEED, "", "", "Bilaga"]))
        assert said in auditflow("read", path, "--lang", lang).out
        assert auditflow("read", path, "--json").json["pages_without_text"] == [2, 3]

    def test_a_scanned_letter_with_a_report_is_refused_as_such(self, tmp_path: Path):
        """The letter may be on the page that holds no text."""
        path = written(tmp_path, "x.pdf", pdf_of([], lines(700, "Rapport", "Bilaga")))
        ran = auditflow("read", path)
        assert ran.status == 2
        assert "(no text on page 1: scanned?)" in ran.err


CONTENTS = [
    pytest.param(SEED.encode(), id="text"),
    pytest.param(SEED.encode("utf-16"), id="utf-16"),
    pytest.param(pdf([SEED]), id="pdf"),
    pytest.param(docx_of(SEED), id="docx"),
]


class TestStandardInput:
    """``-`` instead of a file."""

    @pytest.mark.parametrize("content", CONTENTS)
    def test_any_document_is_read(self, content: bytes):
        """By its content, as from a file."""
        memo = auditflow("read", "-", "--json", given=content).json
        assert memo["dnr"] == "2022/347"
        assert len(memo["recommendations"]) == 7

    def test_a_plan_and_its_reasons_are_made_from_it(self):
        """Every command that reads a letter takes it."""
        words = ["--received", "2022-09-27", "--json"]
        given = SEED.encode()
        plan = auditflow("plan", "-", *words, given=given)
        assert plan.json == auditflow("plan", LETTER, *words).json
        why = auditflow("explain", "-", "draft", *words, given=given)
        assert why.json == auditflow("explain", LETTER, "draft", *words).json

    @pytest.mark.parametrize(
        ("given", "said"),
        [(b"", "is empty"), (b"hej", "is no audit memo"), (pdf([""]), "no text")],
        ids=["empty", "no-memo", "scanned"],
    )
    def test_what_cannot_be_read_is_refused(self, given: bytes, said: str):
        """Under the name of where it came from."""
        ran = auditflow("read", "-", given=given)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("auditflow: standard input: ")
        assert said in ran.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Letters of many kinds, and what else lies in such a folder."""
    both = (
        "Vi önskar svar från gatunämnden och vårdnämnden senast 2023-05-31 kl. 12.00."
    )
    written(tmp_path, "1.txt", letter(ask=both))
    written(tmp_path, "2.pdf", pdf([SEED]))
    written(tmp_path, "3.txt", letter(ask=INFORMED))
    written(tmp_path, "4.txt", "mjölk, ägg och smör")
    written(tmp_path, "+5.png", b"\x89PNG")
    (tmp_path / "äldre").mkdir()
    written(tmp_path / "äldre", "6.docx", docx_of(SEED))
    return tmp_path


REFUSED = "+5.png: is an image, without text; let a program read the picture (OCR)"


class TestFolder:
    """A folder instead of a file."""

    @pytest.mark.parametrize("lang", ["sv", "en"])
    def test_a_table_shows_each_file(self, folder: Path, lang: str):
        """Within 80 columns; the rest is read, and what was refused is told last."""
        ran = auditflow("read", str(folder), "--lang", lang)
        assert ran.status == 2
        assert ran.err.splitlines() == [
            f"auditflow: {folder}/{REFUSED}, then give its text"
        ]
        assert max(map(len, ran.out.splitlines())) <= 80
        assert not re.search(r" $|\x1b", ran.out, re.MULTILINE)
        counted = {
            "sv": "5 filer: 3 missiv, 1 annat papper, 1 oläst; 0 att bekräfta",
            "en": "5 files: 3 memos, 1 other paper, 1 unread; 0 to confirm",
        }
        assert ran.out.splitlines()[-1] == counted[lang]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"\x89PNG", "en bild, utan text"),
            (b"", "filen är tom"),
            (b"\0\1\2" * 9, "filen har ingen text"),
            (pdf([""]), "en PDF utan text (inskannad?)"),
            (locked_pdf("x"), "en PDF som är låst med lösenord"),
            (b"%PDF-1.4\n", "en PDF som slutar för tidigt"),
            (empty_docx(), "en DOCX utan text"),
            (b"PK\3\4", "en skadad DOCX- eller zip-fil"),
            (b"{\\rtf", "en RTF-fil"),
            (b"\xd0\xcf\x11\xe0", "en Word- eller Outlook-fil av det gamla slaget"),
            (b"<html>Hej</html>", "en webbsida (HTML)"),
            (b"hej", "inga revisorer står som avsändare"),
        ],
    )
    def test_why_a_file_has_no_memo_in_swedish(self, tmp_path: Path, content, said):
        """In the table and in the CSV; neither mixes the languages."""
        written(tmp_path, "x", content)
        ran = auditflow("read", str(tmp_path), "--lang", "sv", "--csv")
        [row] = csv.DictReader(io.StringIO(ran.out))
        why, _, mend = row["why_not"].partition("; ")
        assert why == said
        assert re.match(r"(?:ge|ange|låt|spara|be)\s", mend)
        shown = auditflow("read", str(tmp_path), "--lang", "sv").out
        assert f"x    –        {said[:24]}" in shown

    def test_a_folder_without_refusals_is_fine(self, folder: Path):
        """Papers that are no memo are no fault."""
        (folder / "+5.png").unlink()
        ran = auditflow("read", str(folder))
        assert (ran.status, ran.err) == (0, "")

    def test_csv(self, folder: Path):
        """A row for each letter and body that must answer; else one for the file."""
        ran = auditflow("read", str(folder), "--csv", "--recursive")
        assert ran.status == 2
        rows = list(csv.DictReader(io.StringIO(ran.out)))
        assert [*rows[0]] == [
            "file", "municipality", "dnr", "dated", "title", "body", "role",
            "reply_kind", "reply_date", "reply_time", "recommendations",
            "signatories", "audit_firm", "questions", "why_not",
        ]  # fmt: skip
        seen = [
            [row[key] for key in ("file", "body", "role", "reply_date")] for row in rows
        ]
        assert seen == [
            ["'+5.png", "", "", ""],
            ["1.txt", "gatunämnden", "must_answer", "2023-05-31"],
            ["1.txt", "vårdnämnden", "must_answer", "2023-05-31"],
            ["2.pdf", "kommunstyrelsen", "must_answer", "2022-11-25"],
            ["3.txt", "samhällsbyggnadsnämnden", "for_information", ""],
            ["4.txt", "", "", ""],
            ["äldre/6.docx", "kommunstyrelsen", "must_answer", "2022-11-25"],
        ]
        assert rows[0]["why_not"].startswith("is an image")
        assert rows[5]["why_not"].startswith("no auditors stand as its sender")
        assert rows[1]["reply_time"] == "12:00"
        assert (rows[3]["recommendations"], rows[3]["questions"]) == ("7", "0")

    def test_a_cell_is_no_formula(self, tmp_path: Path):
        """Nothing that a letter says is run by a spreadsheet."""
        evil = letter(title="=HYPERLINK(1) Granskning av kommunens gator")
        written(tmp_path, "@x.txt", evil)
        ran = auditflow("read", str(tmp_path), "--csv")
        cells = [cell for row in csv.reader(io.StringIO(ran.out)) for cell in row]
        assert "'@x.txt" in cells
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)

    def test_json(self, folder: Path):
        """A list of what each file gave, in one of three ways."""
        ran = auditflow("read", str(folder), "--json")
        assert [list(x) for x in ran.json] == [
            ["file", "memo", "why_not", "refused"]
        ] * 5
        first, second, *_ = ran.json
        assert first["file"] == "+5.png"
        assert first["refused"].startswith("is an image")
        assert second["memo"] == auditflow("read", f"{folder}/1.txt", "--json").json
        assert ran.json[4]["why_not"].keys() == {"sv", "en"}

    def test_one_file_gives_csv_too(self):
        """The same rows, for scripts that do not look what they were given."""
        ran = auditflow("read", LETTER, "--csv")
        assert [row["body"] for row in csv.DictReader(io.StringIO(ran.out))] == [
            "kommunstyrelsen"
        ]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["--csv", "--json"], "--csv and --json exclude each other"),
            (["--recursive"], "--recursive is for a folder"),
        ],
    )
    def test_words_that_go_ill_together_are_refused(self, words, said):
        """Before anything is read."""
        ran = auditflow("read", LETTER, *words)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
    @pytest.mark.parametrize(("files", "bar"), [(6, True), (2, False)])
    def test_a_bar_on_a_terminal_only(self, tmp_path: Path, files: int, bar: bool):
        """Where there are more than a few files; never in what a script reads."""
        for number in range(files):
            written(tmp_path, f"{number}.txt", letter())
        ours, theirs = os.openpty()
        done = subprocess.run(
            [sys.executable, "-m", "auditflow", "read", str(tmp_path), "--csv"],
            stdout=subprocess.PIPE,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm"},
            check=False,
        )
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 0)[0]:
            try:
                shown += os.read(ours, 65536)
            except OSError:  # the terminal is closed, and nothing is left
                break
        os.close(ours)
        assert done.returncode == 0
        assert len(done.stdout.splitlines()) == files + 1
        assert b"\x1b" not in done.stdout
        assert (b"100%" in shown) is bar


WAYS = [
    pytest.param((), id="table"),
    pytest.param(("--csv",), id="csv"),
    pytest.param(("--json",), id="json"),
]
STEERING = "Granskning \x1b[31mav\x9b2J väg\u202ear\u2066"


class TestNothingSteersTheTerminal:
    """Neither what a letter or a memo says, nor what a file is called."""

    @pytest.fixture
    def odd(self, tmp_path: Path) -> Path:
        """A memo with such a title and a body, under such a name."""
        memo = Memo(
            municipality="Ekvikens kommun",
            title=STEERING,
            bodies=[Body("n\x1b[2Jämnden\u202e", "addressee")],
        )
        written(tmp_path, "esc\x1b[31m\u202e.toml", memo.to_toml())
        written(tmp_path, "half.json", json.dumps({"title": "x \ud83d"}))
        written(tmp_path, "empty\x1b.txt", "")
        return tmp_path

    @pytest.mark.parametrize("words", WAYS)
    def test_in_a_folder(self, odd: Path, words):
        """In the table, as CSV and as JSON."""
        ran = auditflow("read", str(odd), *words)
        assert ran.status == 2
        assert (ran.out + ran.err).replace("\n", "").isprintable()
        assert "[31m" in ran.out

    def test_in_one_memo(self, odd: Path):
        """Its title and its bodies; and no letter is lost in JSON."""
        [path] = odd.glob("*.toml")
        ran = auditflow("read", str(path))
        assert ran.status == 0
        assert ran.out.replace("\n", "").isprintable()
        assert ran.out.startswith("Granskning [31mav2J vägar\n")
        assert auditflow("read", str(path), "--json").json["title"] == STEERING

    def test_where_a_file_is_refused(self):
        """The name that was asked for."""
        ran = auditflow("read", "no\x1b[31m\nfile\u202e")
        said = "no\ufffd[31m file: there is no such file; check the name"
        assert ran.err.startswith(f"auditflow: {said}")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
class TestOddNames:
    """No name of a file loses the rows of the others."""

    @pytest.mark.parametrize("words", WAYS)
    def test_a_name_that_is_no_unicode(self, tmp_path: Path, words):
        """As an old system wrote it; it is read all the same."""
        written(tmp_path, "brev.txt", letter())
        for name in (b"\xe5.txt", b"\xe5-tom.txt"):
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(
                letter().encode() if name == b"\xe5.txt" else b""
            )
        ran = auditflow("read", str(tmp_path), *words)
        assert ran.status == 2
        assert "brev.txt" in ran.out
        assert "is empty" in ran.err
        if words == ("--json",):
            assert [x["file"] for x in ran.json][-1] == "\udce5.txt"

    def test_a_folder_deeper_than_a_path_can_be(self, tmp_path: Path, monkeypatch):
        """It has a row; the rest is read."""
        written(tmp_path, "brev.txt", letter())
        monkeypatch.chdir(tmp_path)
        for _ in range(20):
            Path("d" * 250).mkdir()
            os.chdir("d" * 250)
        monkeypatch.chdir(tmp_path)
        ran = auditflow("read", ".", "--recursive", "--csv")
        assert ran.status == 2
        assert "brev.txt,Ekvikens kommun" in ran.out
        assert "cannot be opened (File name too long)" in ran.err
