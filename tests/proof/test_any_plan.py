"""Whatever the case, the rules, the meetings and the own days: an honest proof holds.

Set ``AUDITFLOW_PROOFS`` to the number of plans to try more than a few of them.
"""

import os
from random import Random

import pytest

from auditflow.errors import AuditflowError
from auditflow.proof import Proof, check, prove
from tests.proof.any_plans import any_plan

_PLANS = int(os.environ.get("AUDITFLOW_PROOFS", "100"))
_WIDTH = 80


@pytest.mark.parametrize("seed", range(4))
def test_a_proof_of_any_deadline_holds(seed):
    """As it was made, and as it is read again; told in both languages."""
    proved = 0
    for number in range(_PLANS // 4):
        at = f"plan {4 * number + seed}"
        try:
            made = any_plan(Random(at))  # noqa: S311 - so that a failure comes back
        except AuditflowError:
            continue
        for deadline in made.deadlines:
            if deadline.due is None:
                continue
            proof = prove(deadline)
            verdict = check(Proof.from_json(proof.as_json()))
            assert verdict.holds, (at, deadline.id, verdict.text())
            told = proof.text("sv").splitlines() + proof.text("en").splitlines()
            assert max(map(len, told)) <= _WIDTH
            proved += 1
    assert proved > _PLANS
