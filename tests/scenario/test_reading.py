"""What a scenario is written as, and what is told of one that is written wrongly."""

import pickle
from pathlib import Path

import pytest

from auditflow import reasons
from auditflow.case.file import KINDS
from auditflow.errors import FileRefused, InputRefused, ScenarioRefused
from auditflow.lifecycle import State, Step
from auditflow.meetings import MeetingCalendar
from auditflow.memo import Role
from auditflow.rules import Rulebook
from auditflow.scenario import (
    play,
    read_scenario,
    scenario_from_text,
    scenarios_in,
)
from auditflow.scenario.expectation import ADVICE, PROBLEMS
from auditflow.scenario.problems import _SWEDISH
from tests.planning.cases import DEMO
from tests.scenario.texts import BEGIN, scenario, text_of

NAMES = 'put names with å, ä or ö in quotation marks, as "nämnden" = …'
QUOTE = "put a quotation mark at the end of the text, too"
LOOK = "on = 2022-10-10\nexpect.state = 'received'"


def problems(text: str, folder: Path | None = None) -> list[str]:
    """Each thing that is wrong in a text, without what the text is called."""
    with pytest.raises(ScenarioRefused) as refused:
        scenario_from_text(text, "a.toml", folder=folder)
    return [line.removeprefix("a.toml: ") for line in refused.value.problems]


@pytest.mark.parametrize(
    ("then", "told"),
    [
        pytest.param(
            "on = 2022-09-26\nexpect.state = 'received'",
            "then 1: on (line 6): 2022-09-26 lies before 2022-09-27, the day the memo "
            "was received; write a later day",
            id="a-day-before-the-memo",
        ),
        pytest.param(
            "on = 2022-10-03\nstep = 'drafft'\nexpect.state = 'drafted'",
            "then 1: step (line 7): 'drafft' is no step; did you mean draft?",
            id="an-unknown-step",
        ),
        pytest.param(
            "on = 2022-10-03\nstep = 'register'\nexpect.state = 'drafted'",
            "then 1: step (line 7): 'register' is no step; write event = "
            '"registered"',
            id="an-event-and-no-step",
        ),
        pytest.param(
            "on = 2022-10-03\nevent = 'draft'\nexpect.state = 'drafted'",
            "then 1: event (line 7): 'draft' is no event; write step = \"draft\"",
            id="a-step-and-no-event",
        ),
        pytest.param(
            "on = 2022-10-03\nstep = 'xyz'\nexpect.state = 'drafted'",
            "then 1: step (line 7): 'xyz' is no step; use refer, draft, revise, "
            "remit, adopt, answer, reopen, close",
            id="nothing-at-all",
        ),
        pytest.param(
            "on = 2022-10-03\nevent = 'registred'\nexpect.state = 'received'",
            "then 1: event (line 7): 'registred' is no event; did you mean "
            "registered?",
            id="an-unknown-event",
        ),
        pytest.param(
            "on = 2022-10-03\nstep = 'draft'\nevent = 'drafted'\nexpect.overdue = []",
            "then 1 (line 5): has both a step and an event; keep one of the two",
            id="a-step-and-an-event",
        ),
        pytest.param(
            "step = 'draft'\nexpect.state = 'drafted'",
            "then 1: on (line 5): is missing; write on = 2022-11-02, the day on which "
            "it happens",
            id="no-day",
        ),
        pytest.param(
            "on = '3 oktober'\nexpect.state = 'received'",
            "then 1: on (line 6): '3 oktober' is no day; write a day as 2022-11-25",
            id="a-day-in-words",
        ),
        pytest.param(
            "on = 2022-10-03\nevent = 'registered'\nexpect.state = 'received'",
            "then 1: dnr (line 5): is missing; write dnr = …",
            id="a-detail-that-is-needed",
        ),
        pytest.param(
            "on = 2022-10-03\nstep = 'draft'\nresponse = 1\nexpect.state = 'drafted'",
            "then 1 (line 8): 'response' is no key; did you mean responses?",
            id="a-detail-that-it-does-not-take",
        ),
        pytest.param(
            "on = 2022-10-03\nstep = 'draft'\nirregular = []\nexpect.state = 'drafted'",
            "then 1: irregular (line 8): is no detail of an event; write "
            "expect.irregular, for the guards say it",
            id="what-the-guards-say",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.due.draftt = 2022-10-05",
            "then 1: expect: due: draftt (line 7): 'draftt' is no deadline; did you "
            "mean draft?",
            id="an-unknown-deadline",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.overdue = ['measure']",
            "then 1: expect: overdue (line 7): 'measure' is one for each measure; "
            "write the number of the measure, as measure:1",
            id="a-measure-without-number",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.due = 2022-10-05",
            "then 1: expect: due (line 7): is not said of a deadline; say of which, "
            "as due = { draft = 2022-10-05 }",
            id="a-day-of-nothing",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.due.draft = 'soon'",
            "then 1: expect: due: draft (line 7): 'soon' is no day; write a day as "
            '2022-11-25, or "none" where there is none',
            id="a-day-that-is-none",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.stat = 'drafted'",
            "then 1: expect (line 7): 'stat' is no key; did you mean state?",
            id="an-unknown-expectation",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.state = 'draft'",
            "then 1: expect: state (line 7): 'draft' is unknown; did you mean "
            "drafted?",
            id="an-unknown-state",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.feasible = 'yes'",
            "then 1: expect: feasible (line 7): 'yes' is neither true nor false; "
            'write true, false, or "unknown"',
            id="neither-true-nor-false",
        ),
        pytest.param(
            "on = 2022-10-03\nexpect.refused = true",
            "then 1: expect: refused (line 7): nothing happens; say what was tried, "
            'as step = "adopt"',
            id="nothing-to-refuse",
        ),
        pytest.param(
            "on = 2022-10-03\nknown_at = 2022-09-01T12:00:00+02:00\n"
            "expect.state = 'received'",
            "then 1: known_at (line 7): 2022-09-01 12:00:00+02:00 lies before "
            "2022-09-27 00:00:00+02:00, when the case was recorded; write a later "
            "instant",
            id="before-anybody-knew",
        ),
        pytest.param(
            "on = 2022-10-03\nevent = 'corrected'\ncorrects = 'the number'\n"
            "right = 'none'\nreason = 'x'\nexpect.state = 'received'",
            "then 1: corrects (line 8): 'the number' is no name of an earlier entry; "
            "use arrival",
            id="a-correction-of-nothing",
        ),
        pytest.param(
            "on = 2022-10-03\nevent = 'corrected'\ncorrects = 7\n"
            "right = 'none'\nreason = 'x'\nexpect.state = 'received'",
            "then 1: corrects (line 8): there is no entry 7; write the number of the "
            "entry that was wrong",
            id="a-number-of-no-entry",
        ),
        pytest.param(
            "on = 2022-10-03\nmeetings = [{ date = 2022-11-02, body = '' }]\n"
            "expect.state = 'received'",
            "then 1: meetings: row 1: the body is missing; write its name",
            id="a-meeting-of-nobody",
        ),
        pytest.param(
            "on = 2022-10-03\nmeetings = 'x.csv'\nexpect.state = 'received'",
            "then 1: meetings (line 7): x.csv: stands beside no file; read the "
            "scenario from its file, or write all of it in one text",
            id="a-file-beside-nothing",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(then: str, told: str):
    """Each line says where, what, and what to write instead."""
    assert problems(text_of(then)) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            text_of("on = 2022-10-03"),
            "expects nothing, so that it cannot fail; say what is expected, as "
            'expect.state = "drafted"',
            id="nothing-expected",
        ),
        pytest.param(
            text_of(),
            "then: is missing; write [[then]], and under it on = 2022-11-02 and "
            "expect.state = …",
            id="nothing-happens",
        ),
        pytest.param(
            text_of(LOOK, "on = 2022-10-09\nexpect.state = 'received'"),
            "then 2: on (line 9): 2022-10-09 lies before 2022-10-10, the day of the "
            "one before it; put the days in order",
            id="days-out-of-order",
        ),
        pytest.param(
            text_of(LOOK, "on = 2022-10-09\nstep = 'draft'\nexpect.state = 'drafted'"),
            "then 2: on (line 9): 2022-10-09 lies before 2022-10-10, the day of the "
            "one before it; put the days in order, or say with recorded when it was "
            "entered",
            id="events-out-of-order",
        ),
        pytest.param(
            text_of(LOOK).replace("title", "titel"),
            "titel (line 1): is no key of a scenario; did you mean title?",
            id="an-unknown-key",
        ),
        pytest.param(
            text_of(LOOK, begin="[case]\nreceived = 2022-09-27"),
            "memo: is missing; write it under [memo], or name its file: letter = "
            '"missiv.txt"',
            id="no-memo",
        ),
        pytest.param(
            text_of(LOOK, begin="memo.asks = { kommunstyrelsen = 2022-11-25 }"),
            "case: received: is missing; write [case], and under it received = "
            "2022-09-27: when the memo came",
            id="no-arrival",
        ),
        pytest.param(
            text_of(
                LOOK,
                begin=BEGIN.replace("= 2022-09-27", "= 2022-09-26").replace(
                    "dated = 2022-09-26", "dated = 2022-09-27"
                ),
            ),
            "case: received (line 4): received 2022-09-26 lies before the memo's own "
            "day, 2022-09-27; check the received day, or the day that was read in the "
            "memo",
            id="received-before-the-letter",
        ),
        pytest.param(
            text_of(
                LOOK,
                begin=BEGIN.replace("{ kommunstyrelsen", "{ ks = '1', kommunstyrelsen"),
            ),
            "memo: bodies.1.reply.date (line 2): '1' is no day; write a day as "
            "2022-11-25",
            id="a-reply-day-that-is-none",
        ),
        pytest.param(
            text_of(LOOK, top="statements_from = ['kommunstyrelsen']"),
            "statements_from: kommunstyrelsen (line 2): kommunstyrelsen cannot ask "
            "itself for a statement; name another body",
            id="a-statement-of-its-own",
        ),
        pytest.param(
            text_of(LOOK, top="open = [2022-05-27]\nclosed = { 2022-05-27 = 'x' }"),
            "closed (line 3): 2022-05-27 cannot be both closed and open; leave each "
            "day in one of the two",
            id="closed-and-open",
        ),
        pytest.param(
            text_of(LOOK, top="letter = 'brev.txt'"),
            "letter (line 2): is given beside [memo]; keep one of them",
            id="letter-and-memo",
        ),
        pytest.param(
            text_of(LOOK, top="letter = ' '", begin="[case]\nreceived = 2022-09-27"),
            "letter (line 2): is empty; name the file of the letter",
            id="a-letter-without-a-name",
        ),
        pytest.param(
            text_of(LOOK, begin=BEGIN.replace("asks", "bodies = [], asks")),
            "memo: asks (line 2): is given beside bodies; keep one of them",
            id="bodies-said-twice",
        ),
        pytest.param(
            text_of(LOOK) + "\nname = 'a'\n[[then]]\non = 2022-10-11\nname = 'a'",
            "then 2: name (line 11): 'a' is taken; give each a name of its own",
            id="a-name-that-is-taken",
        ),
        pytest.param(
            text_of(LOOK, begin=f"{BEGIN}\nexpect.refused = true"),
            "case: expect: refused (line 5): is said of the arrival; leave it out",
            id="a-refused-arrival",
        ),
        pytest.param(
            text_of(f"{LOOK}\nknown_at = 2022-10-09T12:00:00Z\nstep = 'draft'"),
            "then 1: known_at (line 8): drafted happens too; look back in a [[then]] "
            "without step or event",
            id="a-look-back-while-something-happens",
        ),
        pytest.param(
            text_of(LOOK, top="meetings = 3"),
            "meetings (line 2): 3 says no meetings; name a CSV file, or write days by "
            "body, as { kommunstyrelsen = [2022-11-02] }, or rows, as [{ date = "
            '2022-11-02, body = "kommunstyrelsen", status = "cancelled" }]',
            id="no-meetings",
        ),
    ],
)
def test_the_whole_is_checked_too(text: str, told: str):
    """What stands outside the days is told in the same way."""
    found = problems(text)
    assert told in found
    assert len(found) <= 2


@pytest.mark.parametrize(
    ("text", "where", "mend"),
    [
        ("title = 'x'\n[case\n", "(at line 2, column 6)", "correct it there"),
        ("title = 'x'\nmemo.asks = { nämnden = 1 }", "(at line 2, ", NAMES),
        ("title = 'x'\n[nämnd]", "(at line 2, column 3)", NAMES),
        ("title = \"å\nabout = 'x'", "(at line 1, column 11)", QUOTE),
        ("title = 'å", "(at end of document)", QUOTE),
        ("title = 'å'\ntitle = 'ä'", "Cannot overwrite", "keep one of the two"),
        ("[case]\n[case]", "(at line 2, column 6)", "keep one of the two"),
        ("memo = { å = 1 ", "(at line 1, column ", NAMES),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, where: str, mend: str):
    """And with the mend of that mistake, and of no other."""
    (told,) = problems(text)
    assert told.startswith("is no TOML: ")
    assert where in told
    assert told.endswith(f"; {mend}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            text_of("on = 20250916\nevent = 'tabled'\nexpect.state = 'received'"),
            "then 1: on (line 6): 20250916 is no day; write a day as 2025-09-16, "
            "without quotes",
            id="a-number-of-an-event",
        ),
        pytest.param(
            text_of("on = 20250916\nexpect.state = 'received'"),
            "then 1: on (line 6): 20250916 is no day; write a day as 2025-09-16, "
            "without quotes",
            id="a-number-to-look-from",
        ),
        pytest.param(
            text_of(
                LOOK,
                begin=BEGIN.replace("received = 2022-09-27", "received = 20220927"),
            ),
            "case: received (line 4): 20220927 is no day; write a day as 2022-09-27, "
            "without quotes",
            id="a-number-that-came-in",
        ),
        pytest.param(
            text_of(
                "on = 2022-10-03\nevent = 'extension_granted'\nuntil = 20221201\n"
                "expect.state = 'received'"
            ),
            "then 1: until (line 8): 20221201 is no day; write a day as 2022-12-01, "
            "without quotes",
            id="a-number-as-another-day",
        ),
        pytest.param(
            text_of(LOOK, begin=f"{BEGIN}T10:00:00+02:00"),
            "case: received (line 4): '2022-09-27T10:00:00+02:00' is no day; write a "
            "day as 2022-11-25",
            id="an-instant",
        ),
        pytest.param(
            text_of("om = 2022-10-03\nevent = 'tabled'\nexpect.state = 'received'"),
            "then 1 (line 6): 'om' is no key; did you mean on?",
            id="a-misspelt-day",
        ),
        pytest.param(
            text_of("om = 2022-10-03\nexpect.state = 'received'"),
            "then 1 (line 6): 'om' is no key; did you mean on?",
            id="a-misspelt-day-to-look-from",
        ),
        pytest.param(
            text_of(
                "on = 2022-10-03\nevent = 'registered'\ndnrr = 'KS 2022/1'\n"
                "expect.state = 'received'"
            ),
            "then 1 (line 8): 'dnrr' is no key; did you mean dnr?",
            id="a-misspelt-detail",
        ),
        pytest.param(
            text_of(LOOK, begin=BEGIN.replace("received", "recieved")),
            "case (line 4): 'recieved' is no key; did you mean received?",
            id="a-misspelt-arrival",
        ),
        pytest.param(
            text_of(LOOK, begin=BEGIN.replace("asks", "ask")),
            "memo (line 2): 'ask' is no key; did you mean asks?",
            id="a-misspelt-memo",
        ),
        pytest.param(
            text_of(LOOK).replace("title", "titel"),
            "titel (line 1): is no key of a scenario; did you mean title?",
            id="a-misspelt-title",
        ),
        pytest.param(
            text_of("on = 2022-10-03\nexpect.status.register = 'done'"),
            "then 1: expect: status: register (line 7): 'done' is unknown; use open, "
            "soon, overdue, met, late, projected, information, not_applicable, none",
            id="a-status-that-there-is-not",
        ),
        pytest.param(
            text_of(LOOK, top="meetings = { kommunstyrelse = [2022-11-02] }"),
            "meetings (line 2): no meeting of kommunstyrelsen is known; did you mean "
            "kommunstyrelse?",
            id="a-misspelt-body",
        ),
    ],
)
def test_a_slip_is_told_once_with_its_mend(text: str, told: str):
    """Nothing follows from it that is no mistake of its own."""
    assert problems(text) == [told]


@pytest.mark.parametrize(
    ("then", "mend"),
    [
        ("step = 'bordlagd'", 'write event = "tabled"'),
        ("event = 'bordlagd'", "did you mean tabled?"),
        ("step = 'återremitterad'", "did you mean remit?"),
        ("event = 'Återremitterad'", "did you mean remitted_back?"),
        ("step = 'bereda'", "did you mean draft?"),
        ("event = 'inkommen'\nexpect.state = 'inkommen'", "did you mean received?"),
        ("expect.state = 'besvarad'", "did you mean answered?"),
        ("expect.state = 'beslutad'", "did you mean adopted?"),
        ("step = 'utkast'", "did you mean draft?"),
    ],
)
def test_a_swedish_word_suggests_the_english_one(then: str, mend: str):
    """The words of the glossary are those that one thinks of."""
    begun = f"on = 2022-10-03\n{then}"
    found = problems(text_of(begun, LOOK))
    assert found[-1].endswith(f"; {mend}")


def test_each_swedish_word_is_one_of_the_language():
    """Nothing is suggested that could not be written anywhere."""
    known = {*KINDS, *Step, *State, *(rule.id for rule in Rulebook.default().rules)}
    for word, english in _SWEDISH.items():
        assert {*english} <= known, word


def test_meetings_of_others_are_no_mistake():
    """Names that are not alike are told of when it is played."""
    read = scenario(LOOK, top="meetings = { 'barnnämnden' = [2022-11-02] }")
    assert not read.knows_meetings
    assert read.bodies_that_meet == ("barnnämnden",)


def test_an_arrival_alone_can_be_expected_something_of():
    """No day need follow it; it says why, too."""
    read = scenario(begin=f"{BEGIN}\nwhy = 'en tisdag'\nexpect.state = 'received'")
    (arrival,) = read.happenings
    assert (arrival.why, play(read).is_met) == ("en tisdag", True)


def test_everything_is_told_at_once():
    """Nobody mends a scenario line by line, and runs it after each."""
    text = text_of(
        "on = 2022-09-20\nstep = 'drafft'\nexpect.state = 'x'",
        "expect.due.nothing = 2022-10-05",
        top="rules = 'none.toml'\nmeetings = 'none.csv'",
    )
    found = problems(text)
    places = [line.partition(" (line")[0] for line in found]
    assert places == [
        "meetings", "rules", "then 1: step", "then 1: on", "then 1: expect: state",
        "then 2: on", "then 2: expect: due: nothing",
    ]  # fmt: skip


def test_a_file_that_is_missing(tmp_path: Path):
    """A letter, a calendar or a rulebook that is not there is told by its path."""
    text = text_of(
        LOOK,
        begin="[case]\nreceived = 2022-09-27",
        top="letter = 'brev.txt'\nmeetings = ['plan.csv']\nrules = 'regler.toml'",
    )
    found = problems(text, tmp_path)
    for name in ("brev.txt", "plan.csv", "regler.toml"):
        assert any(f"{tmp_path / name}: there is no such file" in one for one in found)


def test_what_is_wrong_in_a_calendar_stands_there(tmp_path: Path):
    """The line is that of the calendar, and told once."""
    calendar = tmp_path / "plan.csv"
    calendar.write_text("date,body,status\n2022-11-40,ks,planned\n", encoding="utf-8")
    also = (
        "on = 2022-10-11\nmeetings = { ks = [2022-12-01] }\nexpect.state = 'received'"
    )
    text = text_of(also, top="meetings = 'plan.csv'")
    (told,) = problems(text, tmp_path)
    assert told.startswith(f"{calendar} line 2: date '2022-11-40' is no day of the ")


def test_a_paper_that_is_no_memo(tmp_path: Path):
    """It says why not, as everywhere."""
    paper = tmp_path / "brev.txt"
    paper.write_text("Hej!\n", encoding="utf-8")
    text = text_of(LOOK, begin="[case]\nreceived = 2022-09-27", top="letter='brev.txt'")
    (told,) = problems(text, tmp_path)
    assert told.startswith("letter (line 2): brev.txt is no audit memo: ")


def test_no_file_and_no_folder(tmp_path: Path):
    """What cannot be read at all is another error."""
    with pytest.raises(FileRefused, match="there is no such file"):
        read_scenario(tmp_path / "a.scenario.toml")
    with pytest.raises(FileRefused, match="holds no scenario"):
        scenarios_in(tmp_path)


def test_a_scenario_with_all_that_lies_beside_it(tmp_path: Path):
    """Letter, meetings and rules are found beside the file, wherever one stands."""
    for name in ("vanersborg-2022.txt", "gullspang-2022.csv"):
        (tmp_path / name).write_bytes((DEMO / name).read_bytes())
    rules = 'extends = "se-audit-memo"\nid = "egna"\nversion = "1"\n'
    (tmp_path / "egna.toml").write_text(f"{rules}valid_from = 2022-01-01\n")
    file = tmp_path / "ett.scenario.toml"
    top = "letter = 'vanersborg-2022.txt'\nmeetings = 'gullspang-2022.csv'\n"
    text = text_of(
        LOOK, top=f"{top}rules = 'egna.toml'", begin="[case]\nreceived = 2022-09-27"
    )
    file.write_text(text, encoding="utf-8")
    (found,) = scenarios_in(tmp_path)
    read = read_scenario(found)
    assert read.case.body == "kommunstyrelsen"
    assert len(read.case.own_recommendations) == 7
    assert read.versions.rulebooks[0].name == "egna 1"
    (meetings,) = read.versions.meetings
    assert meetings == MeetingCalendar.read(DEMO / "gullspang-2022.csv")


def test_the_short_form_of_a_memo():
    """Whom it asks by when, whom it informs, and what it recommends."""
    memo = """
[memo]
asks = { kommunstyrelsen = 2022-11-25, "socialnämnden" = "undated" }
informs = ["kommunfullmäktige"]
recommendations = ["Följa upp", { text = "Se över", body = "socialnämnden" }]
[case]
body = "kommunstyrelsen"
received = 2022-09-27
authority = "sala"
by = "anna"
document = "dok 1"
"""
    read = scenario(LOOK, begin=memo)
    bodies = [(one.name, one.role, one.reply.kind) for one in read.case.memo.bodies]
    assert bodies == [
        ("kommunstyrelsen", Role.MUST_ANSWER, "date"),
        ("socialnämnden", Role.MUST_ANSWER, "undated"),
        ("kommunfullmäktige", Role.FOR_INFORMATION, "none"),
    ]
    assert [one.text for one in read.case.own_recommendations] == ["Följa upp"]
    assert read.case.authority == "sala"
    assert (read.case.arrival.by, read.case.arrival.document) == ("anna", "dok 1")


def test_the_kinds_that_can_be_expected_are_those_that_there_are():
    """No problem or advice that a plan never tells, and none is forgotten."""
    for kind in (*ADVICE, *PROBLEMS):
        name = "taken_irregularly" if kind == "irregular" else kind
        assert name in reasons.__all__


STRANGE = (
    "3", "-1", "1.5", "inf", "true", "''", "'x'", "[]", "[1]", "['x']", "[[]]", "{}",
    "{ x = 1 }", "{ draft = 1 }", "2022-10-05", "1900-01-01", "2022-10-05T12:00:00",
    "2022-10-05T12:00:00Z", "12:00:00", "'none'", "[{}]", "'2022-10-05'",
)  # fmt: skip
RICH = """\
title = "x"
about = "x"
meetings = { kommunstyrelsen = [2022-11-02, 2022-11-23] }
statements_from = ["socialnämnden"]
open = [2022-05-26]
closed = { 2022-05-27 = "klämdag" }
[memo]
dated = 2022-09-27
asks = { kommunstyrelsen = 2022-11-25 }
informs = ["socialnämnden"]
recommendations = ["x"]
[case]
received = 2022-09-27
body = "kommunstyrelsen"
members = []
kind = "board"
answers_to = "auditors"
authority = "sala"
by = "anna"
recorded = 2022-09-27T12:00:00+02:00
expect.state = "received"
[[then]]
on = 2022-09-28
step = "refer"
to = ["socialnämnden"]
by = "anna"
why = "x"
recorded = 2022-09-28T12:00:00+02:00
[then.expect]
allowed = ["refer", "draft", "close"]
dnr = "none"
lacking = [1]
irregular = []
due = { draft = 2022-10-05 }
status = { draft = "open" }
overdue = []
next = "draft"
reply_by = 2022-11-25
statements = { "socialnämnden" = "open" }
meeting = 2022-11-02
requires = "ordinary_adjustment"
feasible = true
problems = []
advice = "none"
legal_force = "none"
[[then]]
name = "the statement"
on = 2022-10-06
event = "statement_received"
body = "socialnämnden"
[[then]]
on = 2022-10-07
event = "corrected"
corrects = "the statement"
right = { event = "statement_received", on = 2022-10-05, body = "socialnämnden" }
reason = "x"
[[then]]
on = 2022-10-08
known_at = 2022-10-06T12:00:00+02:00
meetings = [{ date = 2022-11-02, body = "kommunstyrelsen", status = "cancelled" }]
[[then]]
on = 2022-10-10
step = "draft"
responses = [{ number = 1, measure = "x" }]
expect.refused = true
"""


def test_the_rich_one_is_read():
    """So that what follows is about one value at a time."""
    assert scenario_from_text(RICH).number_of_expectations == 18


@pytest.mark.parametrize("value", STRANGE)
def test_whatever_stands_there_is_read_or_refused(value: str):
    """No value in any place is more than the reader, or the plan, can bear."""
    lines = RICH.splitlines()
    told = list[str]()
    for number, line in enumerate(lines):
        key, sign, _ = line.partition(" = ")
        if not sign:
            continue
        changed = [*lines[:number], f"{key} = {value}", *lines[number + 1 :]]
        try:
            play(scenario_from_text("\n".join(changed), "a.toml"))
        except ScenarioRefused as refused:
            told += refused.problems
    assert told
    assert [one for one in told if "; " not in one] == []


@pytest.mark.parametrize("heading", ["[memo]", "[case]", "[[then]]", "[then.expect]"])
@pytest.mark.parametrize("value", ["3", "'x'", "[]", "[1]"])
def test_whatever_stands_for_a_table_is_refused(heading: str, value: str):
    """A table is said with its keys."""
    key = heading.strip("[]").replace("then.expect", "then")
    text = f"title = 'x'\n{key} = {value}\n"
    with pytest.raises(ScenarioRefused):
        scenario_from_text(text)


def test_a_refusal_can_be_sent_elsewhere():
    """It is an input that was refused, and pickles as all errors do."""
    with pytest.raises(InputRefused) as refused:
        scenario_from_text("")
    again = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - made above
    assert str(again) == str(refused.value)
    assert repr(type(again)) == "<class 'auditflow.errors.ScenarioRefused'>"
