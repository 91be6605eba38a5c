"""Rules that nobody ships, and that a rulebook may hold all the same."""

from datetime import date

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import NoDayToProve
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.planning import Plan, plan
from auditflow.proof import Kind, Line, Proof, Why, check, prove
from auditflow.proof.lines import chained
from auditflow.rules import Rulebook
from tests.planning.cases import GULLSPANG, a_case

_HEAD = 'extends = "se-audit-memo"\nid = "x"\nversion = "1"\nvalid_from = 2018-01-01\n'
_OWN = 'sv = "Regel"\nen = "Rule"\nbasis = "local"\nsource = "s"\n'
_OWN += 'confidence = "settled"\nroll = "none"\n'


def _plan(rules: str, **asked: date) -> Plan:
    book = Rulebook.from_text(_HEAD + rules)
    return plan(a_case(), meetings=GULLSPANG, rulebook=book, statements_from=asked)


_IN_A_CIRCLE = {
    "answer": '[rules.answer]\nperiod = "30 days"\nneeded_by = "adopt"\n'
    'basis = "local"\nsource = "s"\n',
    "summon": '[rules.summon]\nneeded_by = "summon"\nbasis = "local"\nsource = "s"\n',
    "refer": "[rules.draft]\nneeded_by = 'register'\nbasis = 'local'\nsource = 's'\n"
    "[rules.register]\nneeded_by = 'draft'\nbasis = 'local'\nsource = 's'\n",
}


class TestNeededInACircle:
    """That another step needs it changes no day of a step: it is only compared."""

    @pytest.mark.parametrize("rules", _IN_A_CIRCLE.values(), ids=_IN_A_CIRCLE)
    def test_every_step_is_proved(self, rules):
        """Each after what it is counted from."""
        for deadline in _plan(rules).deadlines:
            if deadline.due is not None:
                verdict = check(prove(deadline))
                assert verdict.holds, verdict.text()

    def test_the_day_that_a_later_step_needs_is_compared(self):
        """The step that is proved need not be the last one then."""
        deadline = _plan(_IN_A_CIRCLE["answer"])["answer"]
        assert deadline.needed_by == date(2022, 12, 16)
        proof = prove(deadline)
        steps = [line.text("rule") for line in proof.lines if line.kind is Kind.STEP]
        assert steps == ["answer", "adopt"]
        assert check(proof).title_en == "Answer to the auditors"
        assert proof.text("en").startswith("Answer to the auditors: ")
        lines = [*proof.lines]
        at = next(n for n, line in enumerate(lines) if line.kind is Kind.NEEDED)
        facts = {**lines[at].facts, "day": "2022-12-15"}
        lines[at] = Line.saying(Kind.NEEDED, facts)
        told = check(Proof(tuple(chained(lines)))).misfits
        assert (at + 1, Why.CONTRADICTS, "2022-12-16") in {
            (misfit.line, misfit.why, misfit.says) for misfit in told
        }

    def test_a_long_chain_of_steps_is_no_deep_one(self):
        """Each is counted from the one before."""
        chain = "".join(
            f"[rules.c{n}]\n{_OWN}period = '0 days'\n"
            f"anchor = '{f'c{n - 1}' if n else 'received'}'\n"
            for n in range(1200)
        )
        proof = prove(_plan(chain)["c1199"])
        assert check(proof).steps == 1200


class TestTheOtherWay:
    """Where the first way leads nowhere, the other one is proved."""

    def test_it_may_seek_a_meeting_although_the_first_does_not(self):
        """The step then says whose."""
        rules = f"[rules.tell]\n{_OWN}anchor = 'referral'\nperiod = '0 days'\n"
        rules += "otherwise = { anchor = 'received', period = '1 week',"
        rules += " meeting = 'preparing', seek = 'first_after' }\n"
        deadline = _plan(rules)["tell"]
        proof = prove(deadline)
        assert proof.lines[1].text("seeks") == "preparing"
        assert check(proof).holds
        first = prove(_plan(rules, socialnämnden=date(2022, 10, 14))["tell"])
        assert first.lines[1].facts["seeks"] is None
        assert check(first).holds


class TestTooLong:
    """A proof that nobody could read again is not written."""

    def test_it_is_refused_with_a_mend(self):
        """Each of 15,000 business days would be a line, and each day between."""
        rules = f"[rules.keep]\n{_OWN}anchor = 'received'\n"
        rules += "period = '15000 business days'\n"
        with pytest.raises(NoDayToProve, match=r"21827 lines.*in months or years"):
            prove(_plan(rules)["keep"])

    def test_a_long_one_that_can_be_read_is_written(self):
        """Up to 20,000 lines."""
        rules = f"[rules.keep]\n{_OWN}anchor = 'received'\n"
        rules += "period = '13000 business days'\n"
        proof = prove(_plan(rules)["keep"])
        assert Proof.from_json(proof.as_json()) == proof
        assert check(proof).holds


def test_half_a_letter_is_marked_in_a_proof():
    """A command line may hand one over; no file could be written with it."""
    closed = {date(2022, 11, 21): "st\udce4ngt"}
    calendar = BusinessCalendar.sweden(closed=closed)
    proof = prove(plan(a_case(), calendar=calendar)["adopt"])
    assert Proof.from_json(proof.as_json().encode().decode()) == proof
    assert proof.lines[1].text("name") == "st\ufffdngt"
    assert check(proof).holds


def test_a_meeting_before_which_not_all_can_be_counted_is_told_of():
    """A letter of January 1953: nobody knows the holidays of the year before."""
    asked = ReplyRequest.by(date(1953, 1, 15))
    memo = Memo(bodies=[Body("kommunstyrelsen", "must_answer", asked)])
    planned = plan(Case.open(memo, received=date(1953, 1, 5)))
    assert planned["adopt"].due == date(1953, 2, 3)
    with pytest.raises(NoDayToProve, match=r"passes over 1953-01-08.*no meeting"):
        prove(planned["adopt"])
    assert check(prove(planned["answer"])).holds
