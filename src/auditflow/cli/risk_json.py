"""What ``auditflow simulate --json`` prints: stable keys, ISO days, whole counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from auditflow.cli.as_json import Json, iso, of_questions
from auditflow.simulation import AimRisk, CaseRisk, Risk, Workload

if TYPE_CHECKING:  # who has many cases does not wait for what reads letters
    from auditflow.reading import Question

_SHARES: Final = (5, 25, 50, 75, 90, 95)


@attrs.frozen
class Written:
    """Where simulated cases were written to, and how many."""

    url: str
    cases: int


def of_risk(found: Risk, questions: "Sequence[Question]") -> Json:
    """The risk of one case, meeting by meeting."""
    best = found.best
    return {
        "case": found.case,
        "body": found.body,
        "reply_by": iso(found.reply_by),
        "seen_from": iso(found.seen_from),
        "runs": found.runs,
        "seed": found.seed,
        "best": iso(best.meeting) if best else None,
        "meetings": [_of_aim(aim) for aim in found.aims],
        "questions": of_questions(questions),
    }


def _of_aim(aim: AimRisk) -> Json:
    return {
        "day": iso(aim.meeting),
        "chosen": aim.chosen,
        "reachable": aim.reachable,
        "requires": aim.requires.value if aim.requires else None,
        "draft_by": iso(aim.draft_by),
        "in_time": aim.in_time,
        "unknown": aim.unknown,
        "within": {str(share): iso(aim.within(share)) for share in _SHARES},
        "late_through": {str(cause): number for cause, number in aim.late_through},
        "answered": {day.isoformat(): number for day, number in aim.answered},
    }


def of_workload(found: Workload, written: Written | None) -> Json:
    """The risk of many cases."""
    worst = found.bottleneck
    return {
        "until": iso(found.until),
        "runs": found.runs,
        "seed": found.seed,
        "late": {
            "in_all_runs": sum(n * count for n, count in enumerate(found.late)),
            "within": {str(share): found.late_within(share) for share in _SHARES},
            "runs_by_number": [*found.late],
        },
        "cases": [_of_case(one) for one in found.each],
        "weeks": [
            {
                "monday": iso(week.monday),
                "drafts_in_all_runs": int(week.drafts * found.runs),
            }
            for week in found.weeks
        ],
        "bottleneck": iso(worst.monday) if worst else None,
        "left_out": [
            {"case": one.case, "why": one.why.problems[0]} for one in found.left_out
        ],
        "written": None
        if written is None
        else {"store": written.url, "cases": written.cases},
    }


def _of_case(one: CaseRisk) -> Json:
    return {
        "case": one.case,
        "body": one.body,
        "received": iso(one.received),
        "reply_by": iso(one.reply_by),
        "meeting": iso(one.meeting),
        "in_time": one.in_time,
        "unknown": one.unknown,
        "counts": one.counts,
    }
