"""A proof and its verdict as a board secretary reads them."""

import attrs
import pytest

from auditflow.proof import Kind, Line, Proof, check
from auditflow.proof.lines import FORMS
from auditflow.proof.swedish import KEYS_SV, KINDS_SV
from tests.proof.tampering import changes
from tests.proof.worlds import proof_of


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("answered/post_notice", "sv", "2022-11-12 är lördag (lag (1930:173) 2 §)"),
        ("shapes/fixed", "sv", "Tid: 15 april året efter"),
        ("shapes/coming", "sv", "Tid: närmast följande 1 oktober"),
        ("answered/post_notice", "en", "2022-11-13 is a Sunday (lag (1930:173) 2 §)"),
        ("answered/appeal_ends", "sv", "2022-12-24 lördag är julafton (lag"),
        ("later-known/adopt", "sv", "Sammanträdena är kända till 2022-11-29 tisdag"),
        ("later-known/adopt", "sv", "2022-11-30 onsdag, räknas inte: stängt"),
        ("shapes/fixed", "en", "Period: 15 April the next year"),
        ("shapes/weeks", "sv", "Slutar en dag från samma veckodag"),
        ("ordinary/follow_up", "sv", "Slutar på samma dag i månaden, 2024-09-27"),
        ("ordinary/appeal_ends", "sv", "Slutar på samma veckodag, 2022-"),
        ("ordinary/appeal_ends", "sv", "; anslaget är inte uppsatt än"),
        ("ordinary/post_notice", "en", "; the minutes have not been adjusted yet"),
        ("ordinary/summon", "sv", "Infaller den på en dag som lag (1930:173) 2 §"),
        ("ordinary/adopt", "sv", ": den säkra dagen för ”Svar till revisorerna”"),
    ],
)
def test_it_is_told_as_a_secretary_says_it(name, language, said):
    """Each sentence whole, in the language that was asked for."""
    assert said in " ".join(proof_of(name).text(language).split())


def test_what_does_not_fit_is_told_in_swedish_words():
    """No name of a fact or of a line, which is English; and each line once."""
    proof = proof_of("ordinary/draft")
    for change in changes(proof):
        told = check(change.forged()).text("sv")
        assert max(map(len, told.splitlines())) <= 80
        for misfit in check(change.forged()).misfits:
            assert misfit.text("sv") != misfit.text("en")
            assert not misfit.key or f": {misfit.key} är" not in misfit.text("sv")
    number = len(proof.lines)
    line = Line.saying(Kind.PROVED, {**proof.lines[-1].facts, "due": "2022-10-04"})
    line = attrs.evolve(line, hash=proof.lines[-1].hash)
    [misfit] = check(Proof((*proof.lines[:-1], line))).misfits
    assert misfit.text("sv") == (
        f"rad {number}: sista dagen är 2022-10-04, men den andra uträkningen ger "
        "2022-10-05"
    )


def test_a_long_note_is_wrapped():
    """At most 80 letters wide, as the rest."""
    lines = check(proof_of("own-rules/draft")).text("sv").splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[2].startswith("  obs: regelboken sala 7")


def test_every_line_and_every_fact_has_a_swedish_name():
    """Also those of the next line that is added."""
    assert KINDS_SV.keys() >= {kind.value for kind in Kind}
    named = {key for form in FORMS.values() for key in form} - {"sv", "en"}
    assert KEYS_SV.keys() >= named
