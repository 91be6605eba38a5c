"""A case in a store as JSON: the same keys whichever command prints it."""

from auditflow.case import Case
from auditflow.cli import as_json
from auditflow.planning import Plan


def of_case(case: Case, version: int, plan: Plan) -> dict[str, as_json.Json]:
    """Where a *case* with so many entries stands, and the days of its *plan*."""
    return {
        "case": case.name,
        "authority": case.authority,
        "body": case.body,
        "dnr": case.dnr,
        "title": case.memo.title,
        "state": case.state.value,
        "version": version,
        "received": as_json.iso(case.received),
        "asked_for": as_json.iso(plan.reply_day.asked),
        "reply_by": as_json.iso(plan.reply_day.day),
        "handler": case.handler,
        "allowed": [step.value for step in case.allowed],
        "lacking": [
            {"number": number, "lacks": [one.value for one in what]}
            for number, what in case.lacking.items()
        ],
        "deadlines": [as_json.of_deadline(deadline) for deadline in plan.deadlines],
    }
