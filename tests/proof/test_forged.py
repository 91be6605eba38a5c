"""A proof that was forged with care does not hold: more than one line, all hashes."""

from collections.abc import Collection

import pytest

from auditflow.proof import Kind, Line, Proof, Why, check
from auditflow.proof.lines import Fact, chained
from tests.proof.worlds import proof_of


def _other(line: Line, **facts: Fact) -> Line:
    return Line.saying(line.kind, {**line.facts, **facts})


def _made(*lines: Line) -> Proof:
    """The proof of these lines, as somebody reads it from a file."""
    return Proof.from_json(Proof(tuple(chained(lines))).as_json())


def _decided_on(proof: Proof, day: str, before: Collection[str]) -> list[Line]:
    """The lines up to a meeting, which is chosen; only some steps come before it."""
    lines = [*proof.lines]
    at = next(n for n, line in enumerate(lines)
              if line.kind is Kind.MEETING and line.text("day") == day)  # fmt: skip
    kept = [line for line in lines[at:] if line.kind is Kind.LATEST]
    latest = [line for line in kept[: len(lines[at].texts("before"))]
              if line.text("rule") in before]  # fmt: skip
    chosen = _other(lines[at], outcome="chosen", before=(*before,))
    raw, roll, due, safe, proved = lines[-5:]
    three = [_other(line, day=day) for line in (raw, due, safe)]
    ended = _other(proved, raw=day, due=day, safe=day)
    return [*lines[:at], chosen, *latest, three[0], roll, *three[1:], ended]


def _told(proof: Proof) -> set[tuple[Why, str]]:
    return {(misfit.why, misfit.key) for misfit in check(proof).misfits}


class TestStepsLeftOut:
    """A meeting out of reach is no other one because the steps before it are gone."""

    @pytest.mark.parametrize(
        "before",
        [(), ("summon",), ("summon", "prepare"), ("summon", "prepare", "draft")],
    )
    @pytest.mark.parametrize(
        ("name", "day"),
        [("immediate/adopt", "2022-11-02"), ("too-late/adopt", "2022-11-23")],
    )
    def test_each_that_moves_with_the_meeting_must_stand_there(self, name, day, before):
        """The shipped rules say which those are."""
        forged = _made(*_decided_on(proof_of(name), day, before))
        assert not check(forged).holds
        if "draft" not in before:
            assert (Why.RULEBOOK, "before") in _told(forged)

    def test_it_takes_nothing_but_the_steps_to_be_found(self):
        """All else fits: no line but that of the meeting is wrong."""
        lines = _decided_on(proof_of("immediate/adopt"), "2022-11-02", ())
        [misfit] = check(_made(*lines)).misfits
        assert misfit.says == "draft, statements, summon"

    def test_another_body_prepares_before_each_meeting_or_before_none(self):
        """Leave it out before one, with the draft counted from the summons then."""
        proof = proof_of("immediate/adopt")
        changed = [
            _other(line, builds_on="summon", part="due", start="2022-11-18",
                   period="-3 business days", ends="2022-11-15", day="2022-11-15")
            if line.kind is Kind.LATEST and line.text("rule") == "draft"
            and line.text("start") == "2022-11-09"
            else line
            for line in proof.lines
        ]  # fmt: skip
        assert (Why.CONTRADICTS, "builds_on") in _told(_made(*changed))

    def test_a_step_hangs_on_what_came_before_the_meeting(self):
        """The draft for a body that prepares is not counted from the summons."""
        lines = [*proof_of("ordinary/draft").lines]
        at = max(n for n, line in enumerate(lines) if line.kind is Kind.BUILDS_ON)
        assert lines[at].text("rule") == "prepare"
        lines[at] = _other(lines[at], rule="summon")
        assert (Why.CONTRADICTS, "rule") in _told(_made(*lines))


class TestTimeNeeded:
    """The time that a step needs stands in the rules, and is not left out."""

    @pytest.mark.parametrize(
        "rules", [("draft",), ("statements",), ("statements", "draft")]
    )
    def test_a_step_takes_its_time(self, rules):
        """Without it, and with every later day right, a nearer meeting is reached."""
        lines = _decided_on(
            proof_of("immediate/adopt"), "2022-11-02",
            ("summon", "prepare", "draft", "statements"),
        )  # fmt: skip
        before = "2022-09-27"
        for at, line in enumerate(lines):
            if line.kind is Kind.EARLIEST and line.text("rule") != "refer":
                takes = line.facts["needs"] and line.text("rule") not in rules
                day = "2022-10-04" if takes else before
                since = {"since": before if takes else None}
                needs = {"needs": line.facts["needs"] if takes else None}
                lines[at] = _other(line, base=before, day=day, **since, **needs)
                before = day
        told = _told(_made(*lines))
        assert told & {(Why.RULEBOOK, "needs"), (Why.RULEBOOK, "before")}

    def test_who_was_asked_is_waited_for(self):
        """Statements were asked for, so that they are wanted."""
        lines = [*proof_of("referred/adopt").lines]
        at = next(
            n
            for n, line in enumerate(lines)
            if line.kind is Kind.EARLIEST and line.text("rule") == "statements"
        )
        assert lines[at - 1].facts["done"] == "2022-09-29"
        lines[at] = _other(lines[at], since=None, needs=None, reply_by=None)
        assert (Why.DIFFERS, "reply_by") in _told(_made(*lines))
