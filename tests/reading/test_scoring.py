"""What counts as right, as asked about and as wrong, on readings written by hand."""

import attrs
import pytest
from pendulum import Date

from auditflow.memo import (
    Body,
    DiaryNumber,
    Memo,
    Recommendation,
    ReplyKind,
    ReplyRequest,
    Role,
)
from auditflow.reading import Question, Reading
from tests.reading.letters import __main__ as command
from tests.reading.letters.making import letter_of, letters
from tests.reading.letters.page import page
from tests.reading.letters.scoring import FIELDS, Came, invented, scores
from tests.reading.letters.table import letters as many
from tests.reading.letters.table import results
from tests.reading.letters.truth import Letter

LETTER = next(
    letter
    for letter in letters(200)
    if letter.forms["bodies"][0] == "one asked"
    and letter.forms["reply"][1] == "2022-11-25"
    and letter.truth.diary_numbers
    and letter.truth.recommendations
    and letter.truth.audit_firm
    and letter.truth.signatories
)
BODY = LETTER.truth.bodies[0]


def memo_of(letter: Letter) -> Memo:
    """A memo that says what is true."""
    truth = letter.truth
    return Memo(
        municipality=truth.municipality,
        diary_numbers=truth.diary_numbers,
        dated=truth.dated,
        title=truth.titles[0],
        bodies=truth.bodies,
        recommendations=truth.recommendations,
        signatories=truth.signatories,
        audit_firm=truth.audit_firm,
    )


def reading(memo: Memo, *asked: str) -> Reading:
    questions = tuple(Question(field, "?", "?", None) for field in asked)
    return Reading(text="", memo=memo, questions=questions, why_not=None, found=())


def came(memo: Memo, *asked: str) -> dict[str, Came]:
    return {one.field: one.came for one in scores(LETTER, reading(memo, *asked))}


def replying(reply: ReplyRequest) -> Memo:
    body = Body(BODY.name, Role.MUST_ANSWER, reply)
    return attrs.evolve(memo_of(LETTER), bodies=(body, *LETTER.truth.bodies[1:]))


def test_the_truth_itself_is_right_in_every_field():
    """Of every letter, whatever its forms."""
    for letter in letters(300):
        scored = [*scores(letter, reading(memo_of(letter)))]
        assert {one.field for one in scored} | {"reply"} == {*FIELDS}
        assert {one.came for one in scored} == {Came.RIGHT}
        assert not [*invented(letter, reading(memo_of(letter)))]


TRUE = memo_of(LETTER)
CHANGED = [
    ("municipality", attrs.evolve(TRUE, municipality="Grannsjö kommun")),
    ("diary_numbers", attrs.evolve(TRUE, diary_numbers=())),
    ("diary_numbers", attrs.evolve(TRUE, diary_numbers=[DiaryNumber(None, "X 1/22")])),
    ("dated", attrs.evolve(TRUE, dated=Date(1999, 1, 1))),
    ("title", attrs.evolve(TRUE, title=None)),
    ("bodies", attrs.evolve(TRUE, bodies=())),
    (
        "recommendations",
        attrs.evolve(TRUE, recommendations=TRUE.recommendations[1:]),
    ),
    ("signatories", attrs.evolve(TRUE, signatories=TRUE.signatories[1:])),
    ("audit_firm", attrs.evolve(TRUE, audit_firm=None)),
]


@pytest.mark.parametrize(("field", "changed"), CHANGED, ids=range(len(CHANGED)))
def test_what_differs_is_wrong_unless_somebody_is_asked(field: str, changed: Memo):
    """A question about that field makes it asked; one about another does not."""
    other = "title" if field != "title" else "dated"
    assert came(changed)[field] is Came.WRONG
    assert came(changed, other)[field] is Came.WRONG
    assert came(changed, field)[field] is Came.ASKED
    assert came(TRUE, field)[field] is Came.ASKED


def untold(bodies: int) -> Letter:
    """The letter, where it tells neither whose number it is nor to whom a list goes."""
    truth = LETTER.truth
    other = Body("gatunämnden", Role.ADDRESSEE, ReplyRequest())
    return attrs.evolve(
        LETTER,
        truth=attrs.evolve(
            truth,
            diary_numbers=(DiaryNumber(None, "KS 1/22"), DiaryNumber(None, "7/22")),
            coded=(DiaryNumber("kommunstyrelsen", "KS 1/22"),),
            recommendations=(Recommendation(1, "Anta en plan.", None),),
            bodies=(BODY, other)[:bodies],
        ),
    )


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        (None, None, True),
        ("kommunstyrelsen", None, True),
        ("gatunämnden", None, False),
        (None, "kommunstyrelsen", False),
    ],
)
def test_an_owner_that_the_letter_does_not_tell_is_wrong(first, second, right):
    """Unless its code tells it: then it may be said, and need not."""
    letter = untold(1)
    numbers = (DiaryNumber(first, "KS 1/22"), DiaryNumber(second, "7/22"))
    memo = attrs.evolve(memo_of(letter), diary_numbers=numbers)
    found = {one.field: one.came for one in scores(letter, reading(memo))}
    assert found["diary_numbers"] is (Came.RIGHT if right else Came.WRONG)


@pytest.mark.parametrize(("bodies", "right"), [(1, True), (2, False)])
def test_a_body_that_the_letter_does_not_tell_is_wrong(bodies: int, right: bool):
    """Unless the letter is to that body alone."""
    letter = untold(bodies)
    advice = [Recommendation(1, "Anta en plan.", BODY.name)]
    memo = attrs.evolve(memo_of(letter), recommendations=advice)
    found = {one.field: one.came for one in scores(letter, reading(memo))}
    assert found["recommendations"] is (Came.RIGHT if right else Came.WRONG)


def test_another_day_is_invented_even_with_a_question():
    """Only a day that is proposed, and asked about, is counted apart."""
    question = f"bodies.{BODY.name}.reply"
    certain = replying(ReplyRequest.by(Date(2031, 1, 7)))
    proposed = replying(ReplyRequest(ReplyKind.PROPOSED, Date(2031, 1, 7)))
    for memo, asked, counted in (
        (certain, [], [False]),
        (certain, [question], [False]),
        (proposed, [], [False]),
        (proposed, [question], [True]),
    ):
        found = invented(LETTER, reading(memo, *asked))
        assert [one.proposed for one in found] == counted
    assert came(certain)["reply"] is Came.WRONG
    assert came(proposed, question)["reply"] is Came.ASKED


def test_the_day_of_another_body_is_invented():
    """Two bodies with days of their own, read the wrong way round."""
    letter = next(
        letter
        for letter in letters(400)
        if letter.forms["bodies"][0] == "several with days of their own"
        and len(letter.truth.bodies) == 2
        and len({body.reply for body in letter.truth.bodies}) == 2
    )
    one, two = letter.truth.bodies
    crossed = (attrs.evolve(one, reply=two.reply), attrs.evolve(two, reply=one.reply))
    read = reading(attrs.evolve(memo_of(letter), bodies=crossed))
    assert len([*invented(letter, read)]) == 2


def test_no_day_at_all_is_wrong_but_not_invented():
    """Nor is a day of the right body that is only proposed."""
    undated = replying(ReplyRequest(ReplyKind.UNDATED))
    assert came(undated)["reply"] is Came.WRONG
    assert not [*invented(LETTER, reading(undated))]
    unsure = replying(ReplyRequest(ReplyKind.PROPOSED, BODY.reply.date))
    assert came(unsure, f"bodies.{BODY.name}.reply")["reply"] is Came.ASKED
    assert not [*invented(LETTER, reading(unsure))]


def test_the_page_and_the_command_hold_every_field(capsys, tmp_path):
    """One run prints the tables and writes the page; one letter can be shown."""
    written = tmp_path / "reader.md"
    command.main(["--letters", "30", "--show-wrong", "2", "--write", str(written)])
    printed, text = capsys.readouterr().out, written.read_text(encoding="utf-8")
    for field in FIELDS:
        assert f"\n{field}" in printed
        assert f"### {field}\n" in text
    assert text == page(results(many(30, seed=0)))
    command.main(["--print", "1"])
    assert letter_of(1).text in capsys.readouterr().out
