"""A memo written as JSON and TOML: read back it is the same, or all is told at once."""

import json
import tomllib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditflow.errors import MemoRefused
from auditflow.memo import Body, DiaryNumber, Memo, ReplyRequest, Signatory
from auditflow.reading import Question
from tests.memo.any_memos import memos, words
from tests.test_memo import MEMO

DAY = "2022-11-25"

questions = st.lists(
    st.builds(
        Question,
        st.sampled_from(["title", "dnr", "bodies", "signatories.1", "tone"]) | words,
        words,
        words,
    ),
    max_size=5,
)


@given(memos)
def test_json_gives_the_same_memo_back(memo):
    """As values and as text; each key is there also where its field is empty."""
    said = memo.as_json()
    assert Memo.from_json(said) == memo
    assert Memo.from_json(json.dumps(said)) == memo
    assert {*said} == {field.name for field in attrs.fields(Memo)}


@given(memos, questions)
def test_toml_gives_the_same_memo_back(memo, asked):
    """Whatever is asked beside it: a question is a remark, and changes nothing."""
    assert Memo.from_toml(memo.to_toml(asked)) == memo
    assert Memo.from_toml(memo.to_toml()) == memo


def test_half_a_character_is_written_as_the_sign_for_one():
    """A damaged PDF gives such text; a file cannot hold it."""
    written = Memo(title="Granskning \ud83d").to_toml()
    assert Memo.from_toml(written).title == "Granskning \N{REPLACEMENT CHARACTER}"


def test_each_question_stands_beside_what_it_is_about():
    """Right above the key, in both languages; what has no place stands on top."""
    memo = Memo(
        title="Granskning",
        bodies=[Body("kommunstyrelsen", "must_answer", ReplyRequest("undated"))],
    )
    asked = [
        Question("title", "Titeln?", "The title?"),
        Question("dated", "Dagen?", "The day?"),
        Question("bodies.kommunstyrelsen.reply", "Svaret?", "The\nanswer?"),
        Question("signatories", "Vem?", "Who?"),
        Question("tone", "Tonen?", "The tone?"),
    ]
    lines = memo.to_toml(asked).splitlines()
    for said, below in (
        ("The title?", 'title = "Granskning"'),
        ("The day?", "# dated = 2022-09-27"),
        ("The answer?", "[bodies.reply]"),
        ("Who?", "# [[signatories]]"),
    ):
        at = lines.index(f"# ? {said}")
        assert lines[at + 1] == below
        assert lines[at - 1].startswith("# ? ")
    assert lines.index("# ? The tone?") < lines.index("# ? The title?")
    assert sum(line.startswith("# ? ") for line in lines) == 2 * len(asked)


def test_the_examples_hold_once_their_mark_is_gone():
    """Each remark that begins a key or a heading becomes TOML that a memo takes."""
    written = Memo().to_toml()
    lines = [
        line.removeprefix("# ")
        if line.startswith(("# [[", "# ")) and (" = " in line or "[[" in line)
        else line
        for line in written.splitlines()
        if "     " not in line
    ]
    memo = Memo.from_toml("\n".join(lines))
    empty = Memo()
    left = [
        f.name
        for f in attrs.fields(Memo)
        if getattr(memo, f.name) == getattr(empty, f.name)
    ]
    assert left == []


def test_toml_is_as_a_person_would_write_it():
    """Days are days, and what follows from something else is not told twice."""
    table = tomllib.loads(MEMO.to_toml())
    assert table["dated"] == MEMO.dated
    assert table["bodies"][0]["reply"]["date"] == MEMO.bodies[0].reply.date
    assert "dnr" not in table
    assert all("number" not in one for one in table["recommendations"])


def test_a_number_that_was_corrected_is_the_memos_too():
    """Whoever corrects the first diary number need not look for a second place."""
    written = MEMO.to_toml().replace("KS 2022/347", "KS 2022/374")
    assert Memo.from_toml(written).dnr == "KS 2022/374"


BROKEN = '''\
titel = "Granskning"
dated = 2022-09-30T10:00:00Z
audit_firm = 4

[[diary_numbers]]
owner = "kommunstyrelsen"

[[bodies]]
name = "kommunstyrelsen"
role = "must"
reply = 3

[[bodies]]
name = "socialnämnden"
role = "must_answer"
[bodies.reply]
kind = "date"
time = 17:00:00

[[bodies]]
name = "byggnadsnämnden"
role = "must_answer"
[bodies.reply]
kind = "undated"
date = "2022-11-25"

[[bodies]]
name = "kulturnämnden"
role = "must_answer"
reply = { date = "31 juni", kind = "date", time = "5" }

[[recommendations]]
number = "1"
text = """
key = 1
[[bodies]]
"""

[[signatories]]
nam = "Karin Ek"
'''


TOLD = [
    ("titel (line 1)", "is no key of a memo; did you mean title?"),
    ("dated (line 2)", "2022-09-30 10:00:00+00:00 is no day; write the day alone, as"),
    ("audit_firm (line 3)", "is no text; write it in quotes"),
    ("diary_numbers.1.raw (line 5)", 'is missing; write raw = "…"'),
    ("bodies.1.role (line 10)", "'must' is unknown; write one of: must_answer, for"),
    ("bodies.1.reply (line 11)", "is no table; write its keys under a heading of"),
    ("bodies.2.reply.date (line 16)", "is missing, for the kind is date; write the"),
    ("bodies.3.reply.kind (line 24)", 'is undated, but a day is given; write kind = "'),
    ("bodies.4.reply.date (line 30)", "'31 juni' is no day; write a day as 2022-11-25"),
    ("bodies.4.reply.time (line 30)", "'5' is no time of day; write it as clocks in"),
    ("recommendations.1.number (line 33)", "is no whole number; write one, such as 3"),
    ("signatories.1.name (line 39)", 'is missing; write name = "…"'),
    ("signatories.1.nam (line 40)", "is no key of a memo; did you mean name?"),
]
CONTRADICTORY = """\
municipality = " "
title = "Granskning"
foo.bar = 3

[[bodies]]
name = "Kommunstyrelsen"
role = "addressee"

[[bodies]]
name = "kommunstyrelsens "
role = "must_answer"
reply.kind = "none"

[[bodies]]
name = "nämnden"
role = "must_answer"

[[bodies]]
name = "rådet"
role = "for_information"
[bodies.reply]
kind = "date"
date = 2022-11-25

[[bodies]]
name = ""
role = "addressee"

[[recommendations]]
number = 0
text = "Se över"
[[recommendations]]
number = 3
text = "Se över"
[[recommendations]]
text = "Se över"

[[signatories]]
name = "\\u200b"
"""
CONTRADICTIONS = [
    ("municipality (line 1)", "is empty; write it, or take the key away"),
    ("foo (line 3)", "is no key of a memo; use municipality, dnr,"),
    ("bodies.2 (line 9)", "'kommunstyrelsens ' stands at bodies.1 (line 5) too; keep"),
    ("bodies.2.reply (line 12)", "asks for no answer, but the role is must_answer; w"),
    ("bodies.3.reply (line 14)", "asks for no answer, but the role is must_answer; w"),
    ("bodies.4.reply (line 21)", "asks for an answer, but the role is for_information"),
    ("bodies.5.name (line 26)", 'is empty; write name = "…"'),
    ("recommendations.1.number (line 30)", "is 0; number them from 1"),
    (
        "recommendations.3.number (line 35)",
        "is 3, as that of recommendations.2 (line 3",
    ),
    ("signatories.1.name (line 39)", 'is empty; write name = "…"'),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BROKEN, TOLD, id="broken"),
        pytest.param(CONTRADICTORY, CONTRADICTIONS, id="contradictory"),
    ],
)
def test_all_that_is_wrong_is_told_at_once(text, expected):
    """Line by line: where it stands, what is wrong, and what to write instead."""
    with pytest.raises(MemoRefused) as refused:
        Memo.from_toml(text, "memo.toml")
    told = refused.value.problems
    for line, (place, said) in zip(told, expected, strict=True):
        assert line.startswith(f"memo.toml: {place}: {said}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("title = ", "is no TOML: ", id="cut-off"),
        pytest.param("rules = 1\nid = 2", "holds no memo, only rules, id", id="other"),
        pytest.param("bodies = 1", "bodies (line 1): is no list", id="no-list"),
        pytest.param("bodies = [1]", "bodies.1 (line 1): is no table", id="no-table"),
        pytest.param(f"title = {'[' * 9999}", "nests too deep", id="deep"),
        pytest.param('"\\u001b[2J" = 1\ntitle = ""', "\ufffd[2J", id="control"),
    ],
)
def test_what_is_no_memo_in_toml(text, told):
    """Refused with its mend, and nothing that a terminal would obey."""
    with pytest.raises(MemoRefused) as refused:
        Memo.from_toml(text)
    assert told in str(refused.value)
    assert all(line.isprintable() for line in refused.value.problems)


def test_json_says_what_to_write_as_json():
    """It has no lines, and no headings in brackets."""
    bodies = [{"name": "nämnden", "role": "must_answer", "reply": {"kind": "date"}}]
    with pytest.raises(MemoRefused) as refused:
        Memo.from_json({"bodies": bodies, "signatories": 1}, "memo.json")
    day, listed = refused.value.problems
    assert day == (
        "memo.json: bodies.1.reply.date: is missing, for the kind is date; "
        'write the day, such as "date": "2022-11-25"'
    )
    assert listed == (
        "memo.json: signatories: is no list; write each one as { } within [ ]"
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("10:00:00", "10:00:00 is no day"),
        ("true", "true is no day"),
        ("inf", "infinity is no day"),
        ("[1]", "a list is no day"),
        ("{ x = 1 }", "a table is no day"),
        (f"'{'x' * 9999}'", "…' is no day"),
        ("9" * 9999, "is no TOML: a number in it is far too long; correct"),
    ],
)
def test_nobody_needs_to_know_python(said, told):
    """What stands in the file is told as the file has it."""
    with pytest.raises(MemoRefused) as refused:
        Memo.from_toml(f"dated = {said}")
    assert told in str(refused.value)
    assert len(str(refused.value)) < 250


def test_of_many_problems_the_first_are_told():
    """In so many lines nobody finds anything; each line is found at once."""
    keys = "".join(f"key{number} = 1\n" for number in range(20_000))
    with pytest.raises(MemoRefused) as refused:
        Memo.from_toml(f'title = "x"\n{keys}', "memo.toml")
    told = refused.value.problems
    assert len(told) == 101
    assert told[99].startswith("memo.toml: key99 (line 101): is no key of a memo")
    assert told[100] == "memo.toml: 19900 more things are wrong; correct these first"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_end_in_any_way(end):
    """Also as an old Mac ended them."""
    assert Memo.from_toml(MEMO.to_toml().replace("\n", end)) == MEMO
    with pytest.raises(MemoRefused, match=r"titel \(line 2\)"):
        Memo.from_toml(f"# remark{end}titel = 1{end}")


def test_half_a_character_is_read_as_the_sign_for_one():
    """JSON can write it; nothing that is printed can hold it."""
    memo = Memo.from_json('{"title": "Granskning \\ud83d"}')
    assert memo.title == "Granskning \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param("{", "is no JSON: ", id="cut-off"),
        pytest.param("[]", "is no table in JSON", id="list"),
        pytest.param("[" * 99_999, "is no JSON: ", id="deep"),
        pytest.param("1" * 9_999, "is no JSON: ", id="long-number"),
        pytest.param({"title": True}, "title: is no text", id="not-text"),
        pytest.param({"dated": "soon"}, "dated: 'soon' is no day", id="no-day"),
        pytest.param({"dated": 2022}, "dated: 2022 is no day", id="year-only"),
        pytest.param({"dated": "1900-01-01"}, "outside", id="before-all-days"),
        pytest.param(
            {"bodies": [{"name": "N", "role": "addressee", "reply": {"date": DAY}}]},
            "bodies.1.reply.kind: is missing; write one of: date, proposed",
            id="no-kind",
        ),
        pytest.param(
            {"diary_numbers": [{"raw": "KS 2022/347", "year": 2021}]},
            "diary_numbers.1.year: is 2021, but 'KS 2022/347' says 2022; correct raw",
            id="parts-that-contradict-the-number",
        ),
    ],
)  # fmt: skip
def test_what_is_no_memo_in_json(given, told):
    """Refused with where it stands."""
    with pytest.raises(MemoRefused) as refused:
        Memo.from_json(given)
    assert told in str(refused.value)


def test_what_read_prints_is_taken_as_it_is():
    """The questions beside a memo are no part of it; a missing key is empty."""
    printed = {**MEMO.as_json(), "questions": [{"field": "title"}]}
    assert Memo.from_json(json.dumps(printed)) == MEMO
    assert Memo.from_json({}) == Memo()
    little = {
        "signatories": [{"name": "Karin Ek"}],
        "diary_numbers": [{"raw": "1/2022"}],
    }
    assert Memo.from_json(little) == Memo(
        signatories=[Signatory("Karin Ek")],
        dnr="1/2022",
        diary_numbers=[DiaryNumber(None, "1/2022")],
    )


@given(st.text(max_size=200) | memos.map(Memo.to_toml).map(lambda t: t[:-9]))
def test_any_text_gives_a_memo_or_its_problems(text):
    """No text breaks the reader."""
    for read in (Memo.from_toml, Memo.from_json):
        try:
            read(text)
        except MemoRefused as refused:
            assert refused.problems  # noqa: PT017 - either is right
