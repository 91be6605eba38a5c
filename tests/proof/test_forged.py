"""A proof that was forged with care does not hold: more than one line, all hashes."""

from collections.abc import Collection

import pytest

from auditflow.proof import Kind, Line, Proof, Why, check
from auditflow.proof.lines import Fact, chained
from tests.proof.tampering import changes
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

    def test_nobody_prepares_for_a_body_that_the_rules_do_not_name(self):
        """All that is said of one body, said of another."""
        proof = proof_of("immediate/adopt")
        own = proof.head.text("body")
        lines = [_other(line, body="miljönämnden") if line.text("body") == own
                 else line for line in proof.lines]  # fmt: skip
        [misfit] = check(_made(*lines)).misfits
        assert (misfit.line, misfit.why, misfit.stands) == (
            1,
            Why.RULEBOOK,
            "miljönämnden",
        )

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


class TestTheMeeting:
    """Only the step that decides is about a meeting that an event fixed."""

    def _aimed(self, name: str) -> Proof:
        """The last step alone, as if an event had fixed what it is counted from."""
        proof = proof_of(name)
        at = max(n for n, line in enumerate(proof.lines) if line.kind is Kind.STEP)
        origin = proof.lines[at + 1]
        event = {"day": origin.facts["day"], "event": "aimed_for",
                 "on": "2022-10-01", "named": None}  # fmt: skip
        fixed = Line.saying(Kind.AIMED, event)
        return _made(proof.head, proof.lines[at], fixed, *proof.lines[at + 2 :])

    @pytest.mark.parametrize("name", ["ordinary/summon", "adopted/adjust_minutes"])
    def test_no_other_step_is(self, name):
        """The summons would then hang on nothing that can be checked."""
        assert (Why.RULEBOOK, "event") in _told(self._aimed(name))

    @pytest.mark.parametrize("name", ["own-rules/summon", "shapes/next"])
    def test_nor_by_rules_of_ones_own(self, name):
        """Whatever they say, another step seeks no meeting of the body to decide."""
        assert not check(self._aimed(name)).holds

    def test_a_period_does_not_run_from_it(self):
        """The day that the event fixed is the meeting."""
        lines = [*proof_of("tabled/adopt").lines]
        period = [line for line in proof_of("ordinary/adopt").lines
                  if line.kind in (Kind.PERIOD, Kind.COUNTS)]  # fmt: skip
        at = next(n for n, line in enumerate(lines) if line.kind is Kind.MEETING)
        assert not check(_made(*lines[:at], *period, *lines[at:])).holds

    def test_what_is_sought_must_be_within_reach(self):
        """Neither the forward pass nor what came before the meeting is left out."""
        lines = _decided_on(proof_of("immediate/adopt"), "2022-11-02", ())
        gone = (Kind.BEGUN, Kind.EARLIEST)
        verdict = check(_made(*(line for line in lines if line.kind not in gone)))
        assert [misfit.says for misfit in verdict.misfits] == ["begun"]


class TestAdjustedAtOnce:
    """Minutes are adjusted at the meeting where that must be, and nowhere else."""

    def _from_the_meeting(self) -> Proof:
        """The notice, counted from a meeting that was found by the ordinary period."""
        lines = [*proof_of("ordinary/post_notice").lines]
        steps = [n for n, line in enumerate(lines) if line.kind is Kind.STEP]
        step, origin, period, span, raw, roll, due, safe, proved = lines[steps[-1] :]
        met, posted = "2022-11-02", "2022-11-04"
        three = [_other(line, day=posted) for line in (raw, due, safe)]
        return _made(
            *lines[: steps[-2]], step, _other(origin, rule="adopt", day=met),
            period, _other(span, first=met, last=posted), three[0], roll, *three[1:],
            _other(proved, raw=posted, due=posted, safe=posted),
        )  # fmt: skip

    def test_not_where_there_is_time_to_adjust_them_later(self):
        """The meeting was found by the ordinary period."""
        [misfit] = check(self._from_the_meeting()).misfits
        assert (misfit.why, misfit.key) == (Why.CONTRADICTS, "rule")

    def test_where_there_is_no_time_nothing_else(self):
        """The meeting was found by the period for immediate adjustment."""
        proof = proof_of("immediate/post_notice")
        steps = [line.text("rule") for line in proof.lines if line.kind is Kind.STEP]
        assert steps == ["answer", "adopt", "post_notice"]
        assert check(proof).holds
        adjusted = proof_of("immediate/adjust_minutes").lines[:-1]
        at = max(n for n, line in enumerate(proof.lines) if line.kind is Kind.STEP)
        notice = [*proof.lines[at:]]
        day = next(line for line in reversed(adjusted) if line.kind is Kind.DUE)
        notice[1] = _other(
            notice[1], rule="adjust_minutes", part="due", day=day.text("day")
        )
        assert (Why.CONTRADICTS, "rule") in _told(_made(*adjusted, *notice))


class TestTime:
    """What a proof claims must not keep a machine busy."""

    def test_more_days_than_a_check_may_take_are_a_misfit(self):
        """Many lines that each want every day since 1953."""
        lines = [*proof_of("immediate/adopt").lines]
        at = next(n for n, line in enumerate(lines) if line.kind is Kind.EARLIEST)
        far = {"since": "1953-01-02", "needs": "30000 business days"}
        many = [_other(lines[at], rule=f"r{n}", **far) for n in range(1_000)]
        verdict = check(_made(*lines[:at], *many, *lines[at:]))
        beyond = [one for one in verdict.misfits if one.why is Why.BEYOND]
        assert (beyond[0].key, beyond[0].stands) == ("needs", "30000 business days")
        assert beyond[0].line < at + 100
        assert "går inte att räkna" in beyond[0].text("sv")

    def test_the_same_day_closed_twice_is_found(self):
        """And each that stands before one that comes after it."""
        lines = [*proof_of("own-days/adopt").lines]
        at = next(n for n, line in enumerate(lines) if line.kind is Kind.CLOSED)
        told = check(_made(*lines[: at + 1], lines[at], *lines[at + 1 :])).misfits
        assert (at + 2, Why.UNEXPECTED) in {(one.line, one.why) for one in told}


class TestWhatIsSaid:
    """A misfit says the fact that stands there, and what was expected."""

    def test_it_says_no_kind_for_a_fact(self):
        """The last meeting by then, against one that another line names."""
        lines = [*proof_of("ordinary/prepare").lines]
        at = next(n for n, line in enumerate(lines) if line.kind is Kind.ENDS)
        lines[at] = _other(lines[at], last="2022-12-01")
        told = [one for one in check(_made(*lines)).misfits if one.key == "last"]
        assert [(one.stands, one.says) for one in told] == [
            ("2022-12-01", "2022-11-18")
        ]

    @pytest.mark.parametrize("name", ["immediate/adopt", "too-late/adopt"])
    def test_nothing_ends_with_nothing(self, name):
        """Whatever is changed, by the rulebook, the lines or the second algorithm."""
        for change in changes(proof_of(name)):
            for misfit in check(change.forged()).misfits:
                if misfit.why in (Why.RULEBOOK, Why.CONTRADICTS, Why.DIFFERS):
                    assert misfit.key, misfit
                    assert misfit.says, misfit
                    assert not misfit.text("en").endswith(" "), misfit


class TestAdjustedAfterAFixedMeeting:
    """Where an event fixed the meeting, the proof says until when it is in time."""

    def test_what_is_in_time_is_counted_from_the_answer(self):
        """By both periods of the rule."""
        proof = proof_of("tabled/post_notice")
        line = next(one for one in proof.lines if one.kind is Kind.IN_TIME)
        assert (line.text("day"), line.text("until")) == ("2022-11-18", "2022-11-25")
        assert "I tid är 2022-11-18 fredag" in " ".join(proof.text("sv").split())
        assert check(proof).holds

    def test_it_cannot_be_left_out(self):
        """The notice hangs on whether the minutes are adjusted at the meeting."""
        lines = proof_of("tabled/post_notice").lines
        left = (line for line in lines if line.kind is not Kind.IN_TIME)
        assert (Why.MISSING, "") in _told(_made(*left))

    def test_another_meeting_is_adjusted_otherwise(self):
        """A meeting in the ordinary time leaves time to adjust the minutes."""
        lines = [*proof_of("tabled/post_notice").lines]
        at = max(n for n, line in enumerate(lines) if line.kind is Kind.STEP)
        for n, line in enumerate(lines[:at]):
            if line.text("day") == "2022-11-23":
                lines[n] = _other(line, day="2022-11-16")
        lines[at + 1] = _other(lines[at + 1], day="2022-11-16")
        assert (Why.CONTRADICTS, "rule") in _told(_made(*lines))
