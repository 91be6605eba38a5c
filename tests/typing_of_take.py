"""What the type checker lets through `Case.take`: read by mypy, run by nobody.

Each refused call carries its ``type: ignore``; were the call let through, mypy would
call the comment unused, and fail.
"""

from datetime import date
from typing import assert_type

from auditflow.case import Case
from auditflow.events import Response
from auditflow.lifecycle import Step
from auditflow.meetings import MeetingCalendar
from auditflow.memo import ReplyRequest


def each_step_takes_its_own(
    case: Case, on: date, meetings: MeetingCalendar, reply: ReplyRequest
) -> None:
    """Every step gives a case, with the details of its event."""
    by, responses = "registrator", [Response(1)]
    assert_type(case.take("refer", on=on, by=by, to="socialnämnden"), Case)
    assert_type(case.take("refer", on=on, by=by, to=["socialnämnden"]), Case)
    assert_type(case.take("refer", on=on, by=by, to={"socialnämnden": on}), Case)
    assert_type(case.take("refer", on=on, by=by, to={"socialnämnden": None}), Case)
    assert_type(case.take("draft", on=on, by=by), Case)
    assert_type(case.take("draft", on=on, by=by, responses=responses), Case)
    assert_type(case.take("revise", on=on, by=by, responses=responses), Case)
    assert_type(case.take("remit", on=on, by=by), Case)
    assert_type(case.take("remit", on=on, by=by, statements_from=["x"]), Case)
    assert_type(case.take("remit", on=on, by=by, reason="oklart"), Case)
    assert_type(case.take("adopt", on=on, by=by), Case)
    assert_type(case.take("adopt", on=on, by=by, meetings=meetings), Case)
    assert_type(case.take("adopt", on=on, by=by, immediate=True), Case)
    assert_type(case.take("adopt", on=on, by=by, paragraph="§ 148"), Case)
    assert_type(case.take("answer", on=on, by=by), Case)
    assert_type(case.take("answer", on=on, by=by, to="KPMG"), Case)
    assert_type(case.take("reopen", on=on, by=by, reply=reply), Case)
    assert_type(case.take("close", on=on, by=by, reason="återkallat"), Case)
    assert_type(case.take(Step.REFER, on=on, by=by, to="socialnämnden"), Case)
    assert_type(case.take(Step.ADOPT, on=on, by=by, despite="delegation"), Case)
    assert_type(case.take(Step.CLOSE, on=on, by=by, reason="återkallat"), Case)


def nothing_else_is_let_through(case: Case, on: date, reply: ReplyRequest) -> None:
    """A step with a detail too many, one too few, or of the wrong kind."""
    by = "registrator"
    case.take("skip", on=on, by=by)  # type: ignore[call-overload]
    case.take("refer", on=on, by=by)  # type: ignore[call-overload]
    case.take("refer", on=on, by=by, to=3)  # type: ignore[call-overload]
    case.take("refer", on="2022-10-05", by=by, to="x")  # type: ignore[call-overload]
    case.take("draft", on=on, by=by, to="socialnämnden")  # type: ignore[call-overload]
    case.take("draft", on=on, by=by, responses=["x"])  # type: ignore[call-overload]
    case.take("draft", on=on, by=by, meetings=None)  # type: ignore[call-overload]
    case.take("draft", on=on)  # type: ignore[call-overload]
    case.take("draft", by=by)  # type: ignore[call-overload]
    case.take("draft", on, by)  # type: ignore[call-overload]
    case.take("adopt", on=on, by=by, immediate="ja")  # type: ignore[call-overload]
    case.take("adopt", on=on, by=by, reason="x")  # type: ignore[call-overload]
    case.take("answer", on=on, by=by, reply=reply)  # type: ignore[call-overload]
    case.take("reopen", on=on, by=by)  # type: ignore[call-overload]
    case.take("reopen", on=on, by=by, reply=on)  # type: ignore[call-overload]
    case.take("close", on=on, by=by)  # type: ignore[call-overload]
    case.take("close", on=on, by=by, despite="bråttom")  # type: ignore[call-overload]
    case.take(Step.REFER, on=on, by=by)  # type: ignore[call-overload]
    case.take(Step.REMIT, on=on, by=by, to="x")  # type: ignore[call-overload]
    case.take("draft", on=on, by=by, recorded=on)  # type: ignore[call-overload]
