"""``auditflow explain`` and ``auditflow check``: written, checked, tampered with."""

from pathlib import Path

import pytest

from auditflow.proof import Proof
from tests.cli.commands import BENGTSFORS, GULLSPANG, LETTER, Ran, auditflow

_SEED = (LETTER, "--received", "2022-09-27")


def explain(deadline: str, *words: str) -> Ran:
    """Explain a deadline of the seed memo."""
    return auditflow("explain", LETTER, deadline, "--received", "2022-09-27", *words)


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    """The proof of the draft, with a statement wanted."""
    path = tmp_path / "draft.json"
    asked = ("--refer", "socialnämnden", "--meetings", GULLSPANG)
    assert explain("draft", *asked, "--proof", str(path)).status == 0
    return path


class TestExplain:
    """One deadline, with its reasons."""

    def test_it_tells_the_day_and_why(self):
        """In English and in Swedish."""
        ran = explain("adopt", "--meetings", GULLSPANG)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("2022-11-02  Answer adopted")
        swedish = explain("adopt", "--meetings", GULLSPANG, "--lang", "sv")
        assert swedish.out.startswith("2022-11-02  Beslut om svaret")

    def test_in_json_it_is_the_deadline_of_the_plan(self):
        """The same keys, the same values, whatever the options."""
        words = ("--meetings", BENGTSFORS, "--closed", "2022-11-18", "--json")
        planned = auditflow("plan", *_SEED, *words).json["deadlines"]
        for deadline in planned:
            assert explain(deadline["id"], *words).json == deadline

    def test_what_has_no_day_says_why(self):
        """It is explained; only a proof of it is refused."""
        assert explain("refer").out.startswith("no day  Refer for statements")
        assert explain("refer", "--lang", "sv").out.startswith("ingen dag")

    def test_an_unknown_deadline_is_refused_with_those_that_are_known(self):
        """One line, which ends with the mend."""
        ran = explain("svar")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("auditflow: the plan has no deadline 'svar'; write")
        assert "adopt" in ran.err

    def test_the_words_of_a_plan_are_refused_as_in_a_plan(self, tmp_path):
        """The options are the same, and so are their errors."""
        ran = auditflow("explain", LETTER, "adopt", "--received", "igår")
        assert (ran.status, ran.out) == (2, "")
        missing = auditflow(
            "explain", str(tmp_path / "x"), "a", "--received", "2022-1-1"
        )
        assert missing.status == 2


class TestWriting:
    """A proof is a new file, whole or not at all."""

    def test_it_is_written_and_named(self, proof):
        """And what stands there is a proof."""
        assert (
            Proof.from_json(proof.read_text("utf-8")).head.text("deadline") == "draft"
        )
        assert [*proof.parent.iterdir()] == [proof]

    def test_the_same_proof_may_be_written_again(self, proof):
        """It says nothing new."""
        asked = ("--refer", "socialnämnden", "--meetings", GULLSPANG)
        ran = explain("draft", *asked, "--proof", str(proof), "--lang", "sv")
        assert ran.status == 0
        assert ran.out.endswith(f"Beviset finns i {proof}\n")

    def test_another_file_is_not_overwritten(self, proof):
        """Nobody loses a proof to a slip."""
        before = proof.read_bytes()
        ran = explain("adopt", "--proof", str(proof))
        assert (ran.status, ran.out) == (2, "")
        assert "is already there; name a new file" in ran.err
        assert proof.read_bytes() == before

    @pytest.mark.parametrize("name", ["", "no/such/folder.json", "a\0b"])
    def test_where_nothing_can_be_written_is_refused(self, name, tmp_path):
        """With one line, and nothing left behind."""
        ran = explain("adopt", "--proof", str(tmp_path / name))
        assert (ran.status, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert [*tmp_path.iterdir()] == []

    def test_a_proof_of_no_day_is_refused(self, tmp_path):
        """And no file is made."""
        ran = explain("refer", "--proof", str(tmp_path / "refer.json"))
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == (
            "auditflow: refer has no day to prove (no statements are wanted); "
            "prove a deadline that applies\n"
        )
        assert [*tmp_path.iterdir()] == []


class TestCheck:
    """Whether it holds, where not, and with which exit status."""

    def test_a_proof_that_holds(self, proof):
        """0."""
        ran = auditflow("check", str(proof))
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith(
            "The proof holds: Answer drafted, 2022-11-02\n  5 steps"
        )

    def test_a_proof_that_was_changed(self, proof):
        """1, and a line for each thing that does not fit."""
        text = proof.read_text("utf-8").replace(
            '"day": "2022-11-19"', '"day": "2022-11-17"'
        )
        proof.write_text(text, "utf-8")
        ran = auditflow("check", str(proof), "--lang", "sv")
        assert (ran.status, ran.err) == (1, "")
        assert ran.out.startswith("Beviset håller inte: Tjänsteskrivelse klar")
        assert (
            "dagen är 2022-11-17, men den andra uträkningen ger 2022-11-19" in ran.out
        )

    def test_a_line_of_the_file_is_the_line_that_is_told(self, proof):
        """So that anybody finds it with an editor."""
        lines = proof.read_text("utf-8").splitlines()
        at = next(i for i, line in enumerate(lines) if '"number": 3' in line)
        lines[at] = lines[at].replace('"number": 3', '"number": 4')
        proof.write_text("\n".join(lines), "utf-8")
        told = auditflow("check", str(proof), "--json").json["misfits"]
        assert {misfit["line"] for misfit in told} == {at + 1}

    def test_in_words(self, proof):
        """For whoever asks why, and has nothing but the file."""
        out = auditflow("check", str(proof), "--text", "--lang", "sv").out
        assert out.startswith("Tjänsteskrivelse klar: onsdag 2022-11-02\n")
        assert "2022-11-05 lördag, räknas inte: alla helgons dag" in out
        assert out.splitlines()[-2].startswith("Beviset håller: ")

    def test_in_json(self, proof):
        """As data, with both languages."""
        found = auditflow("check", str(proof), "--json").json
        assert found["holds"] is True
        assert (found["deadline"], found["due"]) == ("draft", "2022-11-02")
        assert found["hash"] == Proof.from_json(proof.read_text("utf-8")).hash
        assert (found["misfits"], found["notes"]) == ([], [])

    def test_a_note_is_no_misfit(self, tmp_path):
        """Rules of one's own cannot be compared, and the proof holds."""
        rules = tmp_path / "own.toml"
        rules.write_text(
            'extends = "se-audit-memo"\nid = "sala"\nversion = "1"\n'
            "valid_from = 2018-01-01\n",
            "utf-8",
        )
        path = tmp_path / "proof.json"
        explain("adopt", "--rules", str(rules), "--proof", str(path))
        ran = auditflow("check", str(path))
        assert ran.status == 0
        assert "note: the rulebook sala 1 is not the one shipped here" in ran.out

    @pytest.mark.parametrize(
        "content",
        [b"", b"hej", b"{}", b"\xff\xfe\x00", b'{"auditflow_proof": 2}', b"[" * 99999],
        ids=["empty", "text", "table", "half", "later", "deep"],
    )
    def test_what_is_no_proof(self, content, tmp_path):
        """2, one line for each problem, and nothing on standard output."""
        path = tmp_path / "x.json"
        path.write_bytes(content)
        ran = auditflow("check", str(path))
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("auditflow: ")
        assert "Traceback" not in ran.err

    def test_a_file_that_is_not_there(self, tmp_path):
        """2."""
        assert auditflow("check", str(tmp_path / "x.json")).status == 2

    def test_a_letter_is_no_proof(self):
        """2."""
        ran = auditflow("check", LETTER)
        assert (ran.status, ran.out) == (2, "")
        assert "is no JSON; write it anew with auditflow explain --proof" in ran.err


def test_both_commands_are_in_the_help():
    """Nobody has to know them by heart."""
    out = auditflow("--help").out
    assert "explain" in out
    assert "check" in out


def test_a_proof_may_be_read_by_whom_any_new_file_may(proof):
    """Neither kept from colleagues, nor shown to more people than the others."""
    plain = proof.parent / "plain"
    plain.touch()
    assert proof.stat().st_mode == plain.stat().st_mode
