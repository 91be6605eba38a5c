"""A proof as a value: what it says, its JSON, its text, and who cannot have one."""

import json
import pickle
from datetime import date

import pytest

from auditflow.case import Case
from auditflow.errors import NoDayToProve, ProofRefused
from auditflow.events import MinutesAdjusted
from auditflow.memo import Body, Memo, ReplyKind, ReplyRequest
from auditflow.planning import plan
from auditflow.proof import Kind, Line, Proof, check, prove
from auditflow.rules import Rulebook
from tests.planning.cases import GULLSPANG, a_case
from tests.proof.worlds import plans, proof_of, proofs


def _said(proof: Proof, kind: Kind) -> list[dict[str, object]]:
    return [dict(line.facts) for line in proof.lines if line.kind is kind]


class TestWhatItSays:
    """It reads from what happened up to the day."""

    def test_it_tells_the_whole_chain(self):
        """The draft hangs on the preparation, that on the summons, and so on."""
        proof = proof_of("ordinary/draft")
        steps = [step["rule"] for step in _said(proof, Kind.STEP)]
        assert steps == ["answer", "adopt", "summon", "prepare", "draft"]
        assert proof.lines[0].kind is Kind.HEAD
        assert proof.lines[2].facts["day"] == "2022-11-25"
        proved = proof.lines[-1]
        assert (proved.kind, proved.facts["due"]) == (Kind.PROVED, "2022-10-05")

    def test_it_names_each_day_that_was_passed(self):
        """Alla helgons dag is a Saturday of its own name."""
        proof = proof_of("immediate/draft")
        passed = {p["day"]: p["sv"] for p in _said(proof, Kind.PASSED)}
        assert passed["2022-11-05"] == "Alla helgons dag"
        assert passed["2022-11-06"] == "Söndag"
        numbers = [c["number"] for c in _said(proof, Kind.COUNTS)]
        assert numbers == [*range(1, 6), *range(1, 6)]

    def test_it_says_why_a_nearer_meeting_was_passed_over(self):
        """2 November would need a draft by 5 October; it is ready on the 18th."""
        proof = proof_of("immediate/adopt")
        meetings = [(m["day"], m["outcome"]) for m in _said(proof, Kind.MEETING)]
        assert meetings == [("2022-11-02", "out_of_reach"), ("2022-11-23", "chosen")]
        [short] = _said(proof, Kind.SHORT)
        assert short == {
            "rule": "draft",
            "earliest": "2022-10-18",
            "latest": "2022-10-05",
        }

    def test_it_says_that_a_meeting_was_put_off(self):
        """The board that sent the draft back does not decide the same day."""
        [put_off] = [
            m
            for m in _said(proof_of("remitted/adopt"), Kind.MEETING)
            if m["outcome"] == "put_off"
        ]
        assert (put_off["day"], put_off["decides_from"]) == ("2022-11-02", "2022-11-03")

    def test_it_names_what_was_rolled_over_and_the_paragraph(self):
        """Three weeks from 3 December end on Christmas Eve."""
        proof = proof_of("answered/appeal_ends")
        rolled = _said(proof, Kind.ROLLED_OVER)
        assert [(r["day"], r["sv"]) for r in rolled] == [
            ("2022-12-24", "Julafton"),
            ("2022-12-25", "Juldagen"),
            ("2022-12-26", "Annandag jul"),
        ]
        assert {r["law"] for r in rolled} == {"lag (1930:173) 2 §"}
        assert proof.lines[-1].facts["due"] == "2022-12-27"

    def test_it_keeps_what_is_uncertain_about_the_law_of_the_time(self):
        """A Saturday of early 1965 may not have been one of the days of 2 §."""
        asked = ReplyRequest.by(date(1965, 3, 10))
        memo = Memo(dated=date(1965, 1, 4), bodies=[Body("ks", "must_answer", asked)])
        case = (
            Case.open(memo, received=date(1965, 1, 4))
            .take("draft", on=date(1965, 2, 1), by="h")
            .take("adopt", on=date(1965, 2, 17), by="ks")
            .record(MinutesAdjusted(on=date(1965, 2, 25), by="ordföranden"))
        )
        proof = prove(plan(case)["post_notice"])
        saturday, sunday = _said(proof, Kind.ROLLED_OVER)
        assert (saturday["day"], saturday["confidence"]) == ("1965-02-27", "open")
        assert saturday["law"] == "lag (1930:173) 2 §, SFS 1965:127"
        assert sunday["confidence"] == "settled"
        assert proof.lines[-1].facts["confidence"] == "open"
        assert "SFS 1965:127; öppet" in proof.text("sv")
        assert check(proof).holds

    def test_an_extension_keeps_the_day_that_was_asked_for(self):
        """The old day stays visible."""
        [extended] = _said(proof_of("extended/answer"), Kind.EXTENDED)
        assert (extended["day"], extended["asked"]) == ("2022-12-24", "2022-11-25")
        assert extended["by"] == "revisorerna"

    def test_own_days_stand_in_it_where_they_matter(self):
        """Those that were counted over; not all that the municipality has."""
        closed = _said(proof_of("own-days/answer"), Kind.CLOSED)
        assert [day["day"] for day in closed] == ["2022-11-25"]
        assert _said(proof_of("own-days/register"), Kind.CLOSED) == [
            {"day": "2022-09-28", "name": "stängt"}
        ]

    def test_what_is_planned_stands_for_what_has_not_happened(self):
        """Before the minutes are adjusted, their last day is counted from."""
        planned = _said(proof_of("adopted/post_notice"), Kind.BUILDS_ON)
        assert planned[-1]["stands_for"] == "minutes_adjusted"


class TestAsText:
    """As a board secretary reads it."""

    def test_in_swedish(self):
        """Each day with its weekday; weekends by no other name."""
        lines = proof_of("immediate/draft").text("sv").splitlines()
        assert lines[0] == "Tjänsteskrivelse klar: onsdag 2022-11-02"
        assert "     2022-11-18 fredag, räknas som dag 5" in lines
        assert "     2022-11-19 lördag, räknas inte" in lines
        assert "     2022-11-05 lördag, räknas inte: alla helgons dag" in lines
        assert "   Valt: 2022-11-23 onsdag, kommunstyrelsen" in lines

    def test_in_english(self):
        """The same."""
        lines = proof_of("answered/appeal_ends").text("en").splitlines()
        assert lines[0] == "Appeal time ends: Tuesday 2022-12-27"
        assert "     2022-12-26 Monday is Second Day of Christmas " in "\n".join(lines)

    def test_every_proof_fits_80_columns_in_both_languages(self):
        """And no template is left unfilled."""
        for name, proof in proofs():
            for language in ("sv", "en"):
                text = proof.text(language)
                assert max(map(len, text.splitlines())) <= 80, name
                assert "{" not in text, name
                assert "None" not in text, name

    def test_nothing_in_it_steers_a_terminal(self):
        """A name from a file is shown as plain letters."""
        head, *others = proof_of("ordinary/answer").lines
        facts = {**head.facts, "case": "a\x1b[31mb\nc"}
        text = Proof.of(iter([Line.saying(head.kind, facts), *others])).text("sv")
        assert "\x1b" not in text
        assert "a [31mb c" in text


class TestAsJson:
    """Byte for byte, there and back."""

    def test_every_proof_comes_back(self):
        """As the same value, and as the same text."""
        for name, proof in proofs():
            text = proof.as_json()
            assert Proof.from_json(text) == proof, name
            assert Proof.from_json(text).as_json() == text, name

    def test_each_line_stands_on_its_own_line(self):
        """So what a check says of line 12 is found on line 12 of the file."""
        proof = proof_of("ordinary/draft")
        for number, text in enumerate(proof.as_json().splitlines()[:-1], 1):
            said = text[text.rindex('{"kind"') :].rstrip(",")
            assert json.loads(said)["hash"] == proof.lines[number - 1].hash

    def test_it_is_the_same_every_time(self):
        """No clock and no chance is in it."""
        assert (
            proof_of("ordinary/draft").as_json() == proof_of("ordinary/draft").as_json()
        )

    def test_it_pickles(self):
        """Also after it was checked."""
        proof = proof_of("ordinary/draft")
        assert check(proof).holds
        again = pickle.loads(pickle.dumps(proof))  # noqa: S301 - our own
        assert (again, again.hash) == (proof, proof.hash)


LINE = '{"kind": "raw", "day": "2022-11-25", "hash": "x"}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "is no JSON", id="empty"),
        pytest.param("hej", "is no JSON", id="no-json"),
        pytest.param('{"auditflow_proof": 1, "lines": [', "is no JSON", id="cut"),
        pytest.param("[]", "is no proof", id="a-list"),
        pytest.param("{}", "is no proof", id="nothing-in-it"),
        pytest.param('{"auditflow_proof": 2}', "of version 2", id="a-later-version"),
        pytest.param('{"auditflow_proof": true}', "of version True", id="true-is-no-1"),
        pytest.param('{"auditflow_proof": 1}', "no list of lines", id="no-lines"),
        pytest.param(
            '{"auditflow_proof": 1, "lines": []}', "no list of lines", id="empty-lines"
        ),
        pytest.param(
            '{"auditflow_proof": 1, "lines": {}}', "no list of lines", id="a-table"
        ),
        pytest.param(
            f'{{"auditflow_proof": 1, "lines": [{LINE}], "more": 1}}',
            "or more than that",
            id="a-key-too-many-at-the-top",
        ),
        pytest.param(
            f'{{"auditflow_proof": 1, "auditflow_proof": 1, "lines": [{LINE}]}}',
            "stands twice",
            id="a-key-twice",
        ),
        pytest.param('{"auditflow_proof": 1, "lines": [NaN]}', "NaN", id="nan"),
        pytest.param('{"auditflow_proof": 1, "lines": [1.5]}', "1.5", id="a-fraction"),
        pytest.param(
            '{"auditflow_proof": 1, "lines": [' + "9" * 5000 + "]}",
            "is damaged",
            id="a-number-of-5000-digits",
        ),
        pytest.param("[" * 100_000, "nested", id="nested"),
        pytest.param(
            '{"auditflow_proof": 1, "lines": [' + "1," * 20_000 + "1]}",
            "more lines than any proof",
            id="too-many-lines",
        ),
        pytest.param(" " * (9 * 2**20), "larger than any proof", id="huge"),
    ],
)
def test_what_is_no_proof_is_refused(text, said):
    """With a sentence that ends in the mend, and without a traceback of its own."""
    with pytest.raises(ProofRefused, match=r"; (write|give|check) ") as refused:
        Proof.from_json(text, "bevis.json")
    assert said in str(refused.value)
    assert str(refused.value).startswith("bevis.json")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("7", "is no line of a proof", id="a-number"),
        pytest.param("{}", "is no line of a proof", id="no-kind"),
        pytest.param('{"kind": "rw"}', "is no line of a proof", id="another-kind"),
        pytest.param('{"kind": ["raw"]}', "is no line of a proof", id="kind-a-list"),
        pytest.param('{"kind": "raw", "hash": ""}', "too few: day", id="no-day"),
        pytest.param(
            '{"kind": "raw", "day": "2022-11-25", "x": 1, "hash": ""}',
            "too few: x",
            id="a-key-too-many",
        ),
        pytest.param(
            '{"kind": "raw", "day": "2022-02-30", "hash": ""}',
            "day is not a day",
            id="no-such-day",
        ),
        pytest.param(
            '{"kind": "raw", "day": null, "hash": ""}', "is not a day", id="null"
        ),
        pytest.param(
            '{"kind": "raw", "day": "20221125", "hash": ""}', "is not a day", id="short"
        ),
        pytest.param(
            '{"kind": "raw", "day": "2022-11-25", "hash": 1}',
            "hash is not text",
            id="hash-a-number",
        ),
        pytest.param(
            '{"kind": "roll", "roll": "\\ud800", "hash": ""}',
            "roll is not text",
            id="half-a-letter",
        ),
        pytest.param(
            '{"kind": "counts", "day": "2022-11-25", "number": true, "hash": ""}',
            "number is not a whole number",
            id="true-is-no-number",
        ),
    ],
)
def test_each_wrong_line_is_told_with_its_number(line, said):
    """All of them at once."""
    text = f'{{"auditflow_proof": 1, "lines": [{LINE}, {line}, {line}]}}'
    with pytest.raises(ProofRefused) as refused:
        Proof.from_json(text)
    assert [problem.partition(": ")[2][:6] for problem in refused.value.problems] == [
        "line 2",
        "line 3",
    ]
    assert said in refused.value.problems[0]


def test_a_deadline_without_a_day_has_no_proof():
    """There is nothing to prove, and the error says what is missing."""
    with pytest.raises(NoDayToProve, match=r"\(no statements are wanted\); prove a"):
        prove(plan(a_case())["refer"])
    without = plan(a_case(reply=ReplyRequest(ReplyKind.UNDATED)))
    with pytest.raises(NoDayToProve, match=r"gives no reply day\); give what it is"):
        prove(without["answer"])


def test_a_step_before_a_meeting_is_counted_from_one_day():
    """A proof cannot tell yet how several decide about a meeting; it says so."""
    rules = """
        extends = "se-audit-memo"
        id = "sala"
        version = "1"
        valid_from = 2018-01-01
        [rules.summon]
        anchor = { latest = ["adopt", "received"] }
        basis = "local"
        source = "rutinen"
    """
    made = plan(a_case(), rulebook=Rulebook.from_text(rules))
    with pytest.raises(NoDayToProve, match="from more than one day: summon; prove a"):
        prove(made["adopt"])
    assert check(prove(made["answer"])).holds


def test_a_proof_has_lines():
    """An empty one is none."""
    with pytest.raises(ProofRefused, match="has no lines"):
        Proof(())


def test_planning_does_not_derive_what_nobody_asks_for():
    """The same plan is equal, proved or not."""
    made = plan(a_case(), meetings=GULLSPANG)
    before = made["draft"]
    prove(before)
    assert made == plan(a_case(), meetings=GULLSPANG)
    assert made["draft"] is before


def test_all_kinds_of_lines_are_tried_somewhere():
    """So that what the tests say of every line is said of every kind."""
    assert {line.kind for _, proof in proofs() for line in proof.lines} == {*Kind}
    assert len(plans()) > 20
