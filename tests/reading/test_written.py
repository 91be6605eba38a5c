"""A memo that was written for a person to correct, and given back."""

import json
import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given

from auditflow.cli.edit_out import write_memo
from auditflow.errors import MemoRefused
from auditflow.memo import Body, DiaryNumber, Memo, ReplyKind, ReplyRequest
from auditflow.reading import Question, Reading, read_memo
from auditflow.reading.written import is_written, reading_of
from tests.cli.commands import auditflow
from tests.memo.any_memos import memos
from tests.reading.papers import SEED, letter
from tests.test_memo import MEMO

YEARLESS = letter("Vi önskar svar från samhällsbyggnadsnämnden senast den 31 maj.")


def given_back(memo: Memo, tmp_path) -> Reading:
    """The reading of the file that *memo* is written to."""
    path = tmp_path / "memo.toml"
    path.write_text(memo.to_toml(), encoding="utf-8")
    return read_memo(path)


@pytest.mark.parametrize("name", ["memo.toml", "memo.json", "memo.txt", "memo"])
def test_a_written_memo_is_known_by_what_is_in_it(name, tmp_path):
    """Whatever it is called; the same text given as a letter is none."""
    as_json = json.dumps(MEMO.as_json())
    for text in (MEMO.to_toml(), "\ufeff" + MEMO.to_toml(), as_json):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert read_memo(path).memo == MEMO
    assert read_memo(as_json).memo is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("# remark\n\n  title = 'x'", True, id="after-remarks"),
        pytest.param("[[signatories]]\nname = 'x'", True, id="heading"),
        pytest.param('{"questions": []}', True, id="json"),
        pytest.param(SEED, False, id="letter"),
        pytest.param("title: Granskning\n", False, id="colon"),
        pytest.param("[1] title", False, id="note"),
        pytest.param('{"type": "letter"}', False, id="other-json"),
        pytest.param("", False, id="nothing"),
        pytest.param("#\n" * 100_000, False, id="many-remarks"),
    ],
)
def test_what_is_a_written_memo(text, written):
    """A key or a heading of a memo stands first; by its ending a file is one too."""
    assert is_written(text, "") is written
    assert is_written(text, ".TOML")


def test_the_seed_comes_back_with_nothing_to_ask(tmp_path):
    """A whole reading is given back whole."""
    memo = read_memo(SEED).memo
    assert memo is not None
    back = given_back(memo, tmp_path)
    assert back.memo == memo
    assert back.questions == ()


@pytest.mark.parametrize("kind", [k for k in ReplyKind if k is not ReplyKind.NONE])
def test_a_reply_is_asked_about_until_its_day_holds(kind, tmp_path):
    """In both languages, with the line where it stands."""
    day = MEMO.dated if kind.has_day else None
    bodies = [Body("kommunstyrelsen", "must_answer", ReplyRequest(kind, day))]
    back = given_back(attrs.evolve(MEMO, bodies=bodies), tmp_path)
    asked = kind is not ReplyKind.DATE
    assert [q.field for q in back.questions] == ["bodies.kommunstyrelsen.reply"] * asked
    for question in back.questions:
        assert 'kind = "date"' in question.sv
        assert 'kind = "date"' in question.en
        assert question.line is not None
        assert back.text.splitlines()[question.line - 1] == "[bodies.reply]"


def test_what_is_still_empty_is_asked_for(tmp_path):
    """As of a letter; and a dnr that is not the first of the numbers."""
    back = given_back(Memo(audit_firm="KPMG"), tmp_path)
    fields = ["municipality", "title", "dated", "bodies", "signatories"]
    assert [q.field for q in back.questions] == fields
    torn = attrs.evolve(MEMO, dnr="1", diary_numbers=[DiaryNumber(None, "2")])
    assert [q.field for q in given_back(torn, tmp_path).questions] == ["dnr"]


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.toml", "# A memo\n"), ("x.toml", Memo().to_toml()), ("x.json", "{}")],
    ids=["remarks", "examples", "json"],
)
def test_a_file_that_says_nothing_is_no_memo(name, text, tmp_path):
    """Nobody plans from remarks."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(MemoRefused, match="holds no memo: nothing is said; give one"):
        read_memo(tmp_path / name)


UNSURE = [
    Question("municipality", "Vilken kommun?", "Which municipality?", 3),
    Question("bodies.kommunstyrelsen.reply", "Dagen?", "The day?", 9),
    Question("audit_firm", "Vilken byrå?", "Which firm?"),
]


@pytest.mark.parametrize("name", ["memo.toml", "memo.json"])
def test_a_doubt_stays_until_a_person_takes_it_away(name, tmp_path):
    """Though the memo has a value; the same list is written anew, and none is lost."""
    path = tmp_path / name
    write_memo(Reading("", memo=MEMO, questions=(*UNSURE,)), str(path))
    back = read_memo(path)
    assert back.memo == MEMO
    assert [q.field for q in back.questions] == [q.field for q in UNSURE]
    assert back.questions[0].en.startswith("municipality (Vänersborgs kommun): unsure")
    assert "to_confirm" in back.questions[0].sv
    assert MEMO.to_toml(back.questions).count("to_confirm = [") == 1
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'\s+"municipality",', "", text, count=1), encoding="utf-8")
    fields = [q.field for q in read_memo(path).questions]
    assert fields == [q.field for q in UNSURE[1:]]


def test_what_shows_that_it_is_unsure_is_not_listed():
    """Whoever fills it in need not look for a second place."""
    memo = attrs.evolve(MEMO, signatories=[], title=None)
    asked = [Question(field, "?", "?") for field in ("title", "signatories")]
    assert "to_confirm" not in memo.to_toml(asked)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("1", "is no list of texts; write to_confirm ="),
        ('["title", 1]', "is no list of texts"),
        ('["tone"]', "'tone' is no field of a memo; take it out"),
    ],
)
def test_what_is_to_be_confirmed_is_a_field(said, told):
    """A word that names nothing would be asked about for ever."""
    with pytest.raises(MemoRefused) as refused:
        reading_of(f'title = "x"\nto_confirm = {said}', "memo.toml")
    assert f"memo.toml: to_confirm (line 2): {told}" in str(refused.value)


def test_json_is_corrected_as_json(tmp_path):
    """What to write is written as it stands there."""
    bodies = [Body("nämnden", "must_answer", ReplyRequest("undated"))]
    memo = attrs.evolve(MEMO, bodies=bodies)
    [asked] = reading_of(json.dumps(memo.as_json()), "memo.json").questions
    assert '"kind": "date"' in asked.en


@given(memos.filter(lambda memo: memo != Memo()))
def test_any_memo_is_given_back(memo):
    """With the questions of it in both languages."""
    back = reading_of(memo.to_toml(), "memo.toml")
    assert back.memo == memo
    assert all(q.sv and q.en for q in back.questions)


def test_what_is_wrong_is_told_with_the_name_of_the_file(tmp_path):
    """As of any other file."""
    path = tmp_path / "memo.toml"
    path.write_text('titel = "x"', encoding="utf-8")
    with pytest.raises(MemoRefused, match=r"memo\.toml: titel \(line 1\): is no key"):
        read_memo(path)


# On the command line

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "correct-a-reading.md"


def written(tmp_path, text: str = YEARLESS, name: str = "memo.toml"):
    """The memo that ``auditflow read --edit-out`` writes of *text*."""
    source, out = tmp_path / "letter.txt", tmp_path / name
    source.write_text(text, encoding="utf-8")
    return auditflow("read", str(source), "--edit-out", str(out)), out


def test_a_reading_is_written_corrected_and_planned(tmp_path):
    """The proposed day is asked about until a person writes that it holds."""
    ran, out = written(tmp_path)
    assert ran.status == 0
    assert "To confirm" in ran.out
    words = ("plan", str(out), "--received", "2023-02-15", "--json")
    assert len(auditflow(*words).json["questions"]) == 1
    text = out.read_text(encoding="utf-8")
    assert "# ? samhällsbyggnadsnämnden: the day of the answer has no year" in text
    confirmed = text.replace('kind = "proposed"', 'kind = "date"')
    out.write_text(confirmed, encoding="utf-8")
    planned = auditflow(*words).json
    assert planned["questions"] == []
    due = {one["id"]: one["due"] for one in planned["deadlines"]}
    assert due["answer"] == "2023-05-31"


def test_a_reading_is_written_as_json_too(tmp_path):
    """What it ends with says how; what is printed can be given back too."""
    ran, out = written(tmp_path, SEED, "memo.json")
    assert ran.status == 0
    assert read_memo(out).memo == read_memo(SEED).memo
    printed = auditflow("read", str(tmp_path / "letter.txt"), "--json")
    (tmp_path / "printed.json").write_text(printed.out, encoding="utf-8")
    assert read_memo(tmp_path / "printed.json").memo == read_memo(SEED).memo
    assert json.loads(out.read_text(encoding="utf-8")).items() <= printed.json.items()


def test_a_folder_is_not_written_as_one_memo(tmp_path):
    """Each letter is a memo of its own."""
    out = tmp_path / "memo.toml"
    ran = auditflow("read", str(tmp_path), "--edit-out", str(out))
    assert ran.status == 2
    assert "--edit-out is for a single letter" in ran.err
    assert not out.exists()


def test_no_correction_is_written_over(tmp_path):
    """The same text again is fine; another file is left as it is."""
    _, out = written(tmp_path)
    assert written(tmp_path)[0].status == 0
    out.write_text("corrected by hand", encoding="utf-8")
    ran, _ = written(tmp_path)
    assert ran.status == 2
    assert ran.err == f"auditflow: {out}: is already there; name a new file\n"
    assert out.read_text(encoding="utf-8") == "corrected by hand"


def test_a_broken_memo_in_a_folder_stops_no_letter(tmp_path):
    """It is told on standard error; the letter beside it is read."""
    written(tmp_path, SEED)
    (tmp_path / "memo.toml").write_text('titel = "x"', encoding="utf-8")
    ran = auditflow("read", str(tmp_path))
    assert ran.status == 2
    assert "did you mean title?" in ran.err
    assert "letter.txt" in ran.out


def test_the_name_says_how_it_is_written(tmp_path):
    """Nobody finds TOML in a file that is called memo.pdf."""
    ran, out = written(tmp_path, name="memo.pdf")
    assert ran.status == 2
    assert "name a file that ends in .toml or .json" in ran.err
    assert not out.exists()
    assert ran.out == ""


def test_the_how_to_shows_what_is_written(tmp_path):
    """Each line of its example stands in the file, in that order."""
    blocks = re.findall(
        r"^```text[^\n]*\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    sala, example = blocks
    lines = iter(written(tmp_path, sala)[1].read_text(encoding="utf-8").splitlines())
    assert [line for line in example.splitlines() if line not in lines] == []
