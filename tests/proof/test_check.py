"""A check fails where anything was changed, and says where."""

from datetime import date, timedelta

import attrs
import pytest

from auditflow.proof import Kind, Line, NoteKind, Proof, Why, check, second
from auditflow.proof.lines import FORMS, Sort, chained
from tests.proof.tampering import Change, blocks, changes
from tests.proof.worlds import proof_of, proofs


def test_every_proof_holds():
    """Of every kind of deadline, in every state of a case."""
    for name, proof in proofs():
        verdict = check(proof)
        assert verdict.holds, (name, verdict.text())
        assert verdict.lines == len(proof.lines)


def test_a_checked_file_holds():
    """Also after it was written and read."""
    assert check(Proof.from_json(proof_of("immediate/draft").as_json())).holds


# What nobody can find out from a proof alone: who changes it must change the hashes
# too, and then it is a proof of another case. The documentation lists the same.
PREMISES = {
    (Kind.HEAD, "case"),
    (Kind.HEAD, "body"),
    (Kind.HEAD, "rulebook"),
    (Kind.HEAD, "version"),
    (Kind.HEAD, "holidays"),
    (Kind.CLOSED, "day"),
    (Kind.CLOSED, "name"),
    (Kind.GIVEN, "confirmed"),
    (Kind.EXTENDED, "on"),
    (Kind.EXTENDED, "by"),
    (Kind.EXTENDED, "asked"),
    (Kind.AIMED, "event"),
    (Kind.AIMED, "on"),
    (Kind.AIMED, "named"),
    (Kind.EARLIEST, "done"),
    (Kind.EARLIEST, "reply_by"),
    (Kind.EARLIEST, "since"),
    (Kind.ENDS, "next"),
    (Kind.LATER, "decides_from"),
    (Kind.MEETING, "decides_from"),
    (Kind.MEETING, "known"),
    (Kind.ONLY_COUNTED, "known"),
}
TAMPERED_WITH = [
    "immediate/draft",
    "too-late/adopt",
    "own-days/adopt",
    "own-days-counted/follow_up",
    "tabled/summon",
    "extended/answer",
    "answered/appeal_ends",
    "reopened/answer@2",
    "referred/refer",
    "measures/measure:2",
    "adopted-at-once/post_notice",
    "counted/prepare",
    "own-days/register",
    "later-known/adopt",
]


@pytest.mark.parametrize("name", TAMPERED_WITH)
def test_any_change_of_any_line_is_found(name):
    """Each field of each line, each line removed, doubled, moved: hashes or not."""
    for change in changes(proof_of(name)):
        plain = check(change.plain())
        assert not plain.holds, change
        assert _names(plain.misfits, change), (change, plain.text())
        if (change.kind, change.what) not in PREMISES:
            forged = check(change.forged())
            assert not forged.holds, change


@pytest.mark.parametrize(
    "name",
    ["shapes/vardag", "shapes/first", "shapes/served", "shapes/latest",
     "shapes-at-month-end/month", "shapes/next-unknown", "own-rules-remitted/draft"],
)  # fmt: skip
def test_rules_of_ones_own_hide_no_day(name):
    """What a rule says is a premise then; a day or a number that was counted is not."""
    for change in changes(proof_of(name)):
        assert not check(change.plain()).holds, change
        sort = FORMS[change.kind].get(change.what, Sort.DAY)
        known = (change.kind, change.what) in PREMISES
        if sort in (Sort.DAY, Sort.NUMBER) and not known:
            assert not check(change.forged()).holds, change


@pytest.mark.parametrize("name", [*TAMPERED_WITH, "put-together/adopt"])
def test_any_block_that_is_removed_or_doubled_is_found(name):
    """A meeting that came in question, a search, a step: with all hashes right."""
    for change in blocks(proof_of(name)):
        assert not check(change.forged()).holds, change


def test_a_day_that_is_passed_between_two_meetings_stands_there():
    """With its name: without it the proof would be one of another calendar."""
    proof = proof_of("put-together/adopt")
    passed = _line(proof, Kind.PASSED, day="2022-11-30", sv="stängt")
    assert proof.lines[passed].kind is Kind.MEETING
    assert proof.lines[passed].day == date(2022, 12, 1)
    without = [line for line in proof.lines if line.kind is not Kind.CLOSED]
    told = check(Proof(tuple(chained(without)))).misfits
    assert passed - 1 in {misfit.line for misfit in told}


def _names(misfits, change: Change) -> bool:
    """Whether the line that was changed, or the one after it, is among those told."""
    return {m.line for m in misfits} & {change.line, change.line + 1} != set()


@pytest.mark.parametrize(
    ("name", "line"), [("immediate/draft", 19), ("answered/appeal_ends", 9)]
)
def test_it_says_where_and_what(name, line):
    """A day that was changed is told by its line, with both days."""
    proof = proof_of(name)
    was = proof.lines[line - 1].day
    assert was is not None
    day = (was + timedelta(days=1)).isoformat()
    changed = _with(proof, line, day=day)
    told = [(m.line, m.why, m.stands, m.says) for m in check(changed).misfits]
    assert (line, Why.DIFFERS, day, was.isoformat()) in told


def _with(proof: Proof, number: int, **facts: str | bool | None) -> Proof:
    """The proof with other facts in one line, and all hashes computed anew."""
    line = proof.lines[number - 1]
    other = Line.saying(line.kind, {**line.facts, **facts})
    lines = (*proof.lines[: number - 1], other, *proof.lines[number:])
    return Proof(tuple(chained(lines)))


def _line(proof: Proof, kind: Kind, **facts: str | bool) -> int:
    """The number of the first line of a kind that says these facts."""
    return next(
        number
        for number, line in enumerate(proof.lines, 1)
        if line.kind is kind and facts.items() <= line.facts.items()
    )


class TestOneLine:
    """One wrong line is told once, and not as many."""

    def test_a_wrong_number(self):
        """Of a business day."""
        proof = proof_of("immediate/draft")
        number = _line(proof, Kind.COUNTS, day="2022-11-22")
        line = proof.lines[number - 1]
        other = Line.saying(Kind.COUNTS, {**line.facts, "number": 9})
        lines = (*proof.lines[: number - 1], other, *proof.lines[number:])
        [misfit] = check(Proof(tuple(chained(lines)))).misfits
        assert (misfit.line, misfit.key, misfit.says) == (number, "number", "3")

    def test_a_wrong_earliest_day(self):
        """The rest goes on from what is right."""
        proof = proof_of("immediate/adopt")
        number = _line(proof, Kind.EARLIEST, rule="statements")
        [misfit] = check(_with(proof, number, day="2022-10-12")).misfits
        assert (misfit.line, misfit.says) == (number, "2022-10-11")

    def test_a_name_alone_is_found_by_its_hash(self):
        """Even where nothing else can be compared."""
        proof = proof_of("ordinary/draft")
        head = Line.saying(Kind.HEAD, {**proof.head.facts, "case": "x"})
        lines = (attrs.evolve(head, hash=proof.head.hash), *proof.lines[1:])
        [misfit] = check(Proof(lines)).misfits
        assert (misfit.line, misfit.why) == (1, Why.HASH)
        assert misfit.text("sv").startswith("rad 1: raden är ändrad")


class TestNames:
    """The names of holidays may differ between releases; days may not."""

    def _renamed(self, release: str) -> Proof:
        proof = proof_of("immediate/draft")
        number = _line(proof, Kind.PASSED, sv="Alla helgons dag")
        renamed = _with(proof, number, sv="Allhelgonadagen")
        return _with(renamed, 1, holidays=release)

    def test_another_release_may_call_a_day_otherwise(self):
        """The check says so as a note, and holds."""
        verdict = check(self._renamed("0.107"))
        assert verdict.holds
        [note] = verdict.notes
        assert note.kind is NoteKind.NAMES
        assert "0.107" in note.sv

    def test_the_same_release_calls_it_the_same(self):
        """So the name was changed."""
        verdict = check(self._renamed(second.release()))
        assert [m.says for m in verdict.misfits] == ["Alla helgons dag"]

    def test_another_release_must_still_know_the_same_days(self):
        """A note excuses no day."""
        changed = self._renamed("0.107")
        number = _line(changed, Kind.PASSED, sv="Allhelgonadagen")
        assert not check(_with(changed, number, day="2022-11-07")).holds


class TestTheRulebook:
    """What is said of the rules is compared where the rules are the shipped ones."""

    @pytest.mark.parametrize(
        ("kind", "key", "value", "says"),
        [
            (Kind.STEP, "source", "KL 99 kap.", "missivet"),
            (Kind.STEP, "sv", "Svar senast", "Svar till revisorerna"),
            (Kind.STEP, "basis", "statute", "requested"),
            (Kind.GIVEN, "what", "received", "requested"),
            (Kind.ROLL, "roll", "back", "none"),
        ],
    )
    def test_it_says_what_the_rulebook_says(self, kind, key, value, says):
        """Even where no day changes by it."""
        proof = proof_of("ordinary/answer")
        verdict = check(_with(proof, _line(proof, kind), **{key: value}))
        told = [(m.why, m.key if m.key != "anchor" else "what", m.says) for m in
                verdict.misfits]  # fmt: skip
        assert (Why.RULEBOOK, key, says) in told

    @pytest.mark.parametrize(
        "body", ["Kommunstyrelsens", " kommunstyrelsen ", "KOMMUNSTYRELSEN"]
    )
    def test_a_body_is_the_same_however_it_is_spelled(self, body):
        """The body that prepares for it is named by the rulebook all the same."""
        proof = proof_of("ordinary/prepare")
        lines = [
            Line.saying(line.kind, {**line.facts, "body": body})
            if line.text("body") == "kommunstyrelsen"
            else line
            for line in proof.lines
        ]
        assert check(Proof(tuple(chained(lines)))).holds
        number = next(
            at
            for at, line in enumerate(lines)
            if line.kind is Kind.ENDS and line.text("body") == "arbetsutskottet"
        )
        for at in range(number, number + 2):
            facts = {**lines[at].facts, "body": "personalutskottet"}
            lines[at] = Line.saying(lines[at].kind, facts)
        told = check(Proof(tuple(chained(lines)))).misfits
        assert "arbetsutskottet" in [misfit.says for misfit in told]

    def test_rules_of_ones_own_cannot_be_compared(self):
        """The check says so, and checks the days all the same."""
        proof = proof_of("own-rules/draft")
        verdict = check(proof)
        assert verdict.holds
        assert [note.kind for note in verdict.notes] == [NoteKind.RULEBOOK]
        number = _line(proof, Kind.SAFE)
        assert not check(_with(proof, number, day="2020-01-01")).holds

    def test_another_period_with_all_its_days_is_found(self):
        """A whole proof of another rule, every hash and every day of it right."""
        proof = proof_of("own-rules/summon")
        forged = _with(proof, 1, rulebook="se-audit-memo", version="2026.1")
        told = {(m.why, m.key) for m in check(forged).misfits}
        assert (Why.RULEBOOK, "period") in told


class TestAProposedReplyDay:
    """Nobody confirmed it, so nothing that is counted from it is settled."""

    def test_a_guess_is_no_settled_day(self):
        """The proof says so, in words too, and the check asks for it."""
        proof = proof_of("proposed/answer")
        assert check(proof).holds
        assert proof.lines[-1].text("confidence") == "open"
        told = " ".join(proof.text("sv").split())
        assert "Dagen är ett förslag som ingen har bekräftat" in told
        told = " ".join(proof.text("en").split())
        assert "The day is a proposal that nobody has confirmed" in told
        assert "requested; missivet; settled" not in told

    @pytest.mark.parametrize(
        ("name", "was"), [("proposed/answer", False), ("ordinary/answer", True)]
    )
    def test_it_cannot_be_confirmed_in_the_proof(self, name, was):
        """How sure the day is would be another."""
        proof = proof_of(name)
        number = _line(proof, Kind.GIVEN, confirmed=was)
        told = check(_with(proof, number, confirmed=not was)).misfits
        assert [misfit.key for misfit in told] == ["confidence"]

    def test_an_extension_confirms_a_day(self):
        """The auditors named it themselves."""
        proof = proof_of("proposed-extended/answer")
        assert check(proof).holds
        assert proof.lines[-1].text("confidence") == "settled"

    def test_only_the_reply_day_can_be_proposed(self):
        """Everything else happened, or did not."""
        proof = proof_of("ordinary/register")
        number = _line(proof, Kind.GIVEN, what="received")
        told = check(_with(proof, number, confirmed=False)).misfits
        assert "confirmed" in [misfit.key for misfit in told]


class TestMeetings:
    """What is said of meetings must be true at once."""

    def test_a_meeting_cannot_be_left_out_where_it_matters(self):
        """It was named as the last by then, so it comes in question."""
        proof = proof_of("immediate/adopt")
        number = _line(proof, Kind.ENDS, last="2022-11-02")
        told = check(_with(proof, number, last=None)).misfits
        assert Why.MISSING in {m.why for m in told}

    def test_two_lines_cannot_disagree_about_the_meetings(self):
        """The preparation before one meeting, and the step itself."""
        proof = proof_of("ordinary/prepare")
        number = _line(proof, Kind.ENDS, body="arbetsutskottet")
        told = check(_with(proof, number, next="2022-10-13")).misfits
        assert Why.CONTRADICTS in {m.why for m in told}


def test_a_wrong_line_of_another_kind_is_no_fault():
    """Whatever stands in the lines, a check ends with a verdict."""
    proof = proof_of("immediate/draft")
    for at in range(len(proof.lines)):
        alone = Proof(tuple(chained(proof.lines[at:])))
        assert check(alone).holds is (at == 0)
        assert alone.text("sv")
        assert check(Proof(tuple(chained(proof.lines[: at + 1])))).holds is (
            at == len(proof.lines) - 1
        )


def test_days_outside_the_known_years_do_not_hold():
    """Nobody knows their holidays."""
    proof = proof_of("ordinary/answer")
    for day in ("0001-01-01", "1952-12-31", "2101-01-01", "9999-12-31"):
        changed = proof
        for number in (3, 6, 8, 9):
            changed = _with(changed, number, day=day)
        changed = _with(changed, 5, first=day, last=day)
        assert not check(changed).holds


def test_a_verdict_is_text_in_both_languages():
    """What was checked, each thing that does not fit, and what was not compared."""
    proof = proof_of("ordinary/answer")
    assert check(proof).text("sv") == (
        "Beviset håller: Svar till revisorerna, 2022-11-25\n"
        "  1 steg och 10 rader, kontrollerade"
    )
    wrong = check(_with(proof, 8, day="2022-11-26"))
    assert wrong.text("en").splitlines()[2] == (
        "  line 8: day is 2022-11-26, but the second algorithm gives 2022-11-25"
    )
    assert wrong.text("en").startswith("The proof does not hold: Answer to the aud")
