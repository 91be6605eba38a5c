"""Assertions that explain: each says what is, what was expected, and why.

They take a case, or one that is kept in a store; a day is a date, or text such as
``2022-11-25``. Where one fails, its last line says what would have been right.
"""

from datetime import date

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import NotAllowed, ValueRefused
from auditflow.events import AnyEvent
from auditflow.lifecycle import Step, step_named
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Deadline, Plan, Versions, plan
from auditflow.rules import Rulebook
from auditflow.testing.as_code import code_of
from auditflow.testing.given import AnyCase, Day, case_given, day_given, lines_of


def assert_due(
    case: AnyCase,
    deadline: str,
    due: Day | None,
    *,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    versions: Versions | None = None,
) -> Deadline:
    """The deadline is due on that day; None for one that has no day.

    >>> from auditflow.testing import a_case
    >>> deadline = assert_due(a_case(state="drafted"), "answer", "2022-11-25")
    >>> assert_due(a_case(), "answer", "2022-11-24")
    Traceback (most recent call last):
    ...
    AssertionError: answer is due on 2022-11-25, not on 2022-11-24
    Answer to the auditors: 2022-11-25 (missivet)
      the auditors ask for an answer by 2022-11-25
    after:
      2022-09-27  The memo came in (registrator)
      2022-09-28  Registered as KS 2022/347 (registrator)
    write: assert_due(case, "answer", "2022-11-25")

    Args:
        case: the case.
        deadline: its id, such as ``answer`` or ``measure:1``.
        due: the day on which it should be due.
        rulebook: as for `auditflow.plan`.
        calendar: as for `auditflow.plan`.
        meetings: as for `auditflow.plan`.
        versions: as for `auditflow.plan`.

    Returns:
        The deadline.

    Raises:
        AssertionError: it is due on another day, or has none.
        DeadlineUnknown: the plan has no such deadline.
    """
    __tracebackhide__ = True
    expected = None if due is None else day_given(due)
    planned = _planned(case, rulebook, calendar, meetings, versions)
    found = planned[deadline]
    if found.due != expected:
        is_due = f"is due on {found.due}" if found.due else "has no day"
        wanted = f"not on {expected}" if expected else "but should have none"
        right = f'"{found.due}"' if found.due else "None"
        raise AssertionError(
            _told(
                f"{deadline} {is_due}, {wanted}",
                found.explain("en"),
                _history(case),
                f'write: assert_due(case, "{deadline}", {right})',
            )
        )
    return found


def assert_state(case: AnyCase, state: str) -> None:
    """The case stands there; see `auditflow.lifecycle.State`.

    >>> from auditflow.testing import a_case
    >>> assert_state(a_case(state="adopted"), "adopted")

    Raises:
        AssertionError: it stands elsewhere; all that happened is told.
    """
    __tracebackhide__ = True
    found = case_given(case).state
    if found != state:
        first = f"the case is {found}, not {state}"
        right = f'write: assert_state(case, "{found}")'
        raise AssertionError(_told(first, _history(case), right))


def assert_allowed(case: AnyCase, *steps: str) -> None:
    """The state of the case permits these steps, and perhaps others.

    >>> from auditflow.testing import a_case
    >>> assert_allowed(a_case(), "refer", "draft")

    Raises:
        AssertionError: it does not permit one of them.
        StepUnknown: one of them is no step.
        ValueRefused: no step is named.
    """
    __tracebackhide__ = True
    permitted = case_given(case).allowed
    missing = [step for step in _steps(steps) if step not in permitted]
    if missing:
        raise AssertionError(_about_steps(case, f"cannot {_either(missing)}"))


def assert_not_allowed(case: AnyCase, *steps: str) -> None:
    """The state of the case permits none of these steps.

    >>> from auditflow.testing import a_case
    >>> assert_not_allowed(a_case(state="drafted"), "answer")

    Raises:
        AssertionError: it permits one of them.
        StepUnknown: one of them is no step.
        ValueRefused: no step is named.
    """
    __tracebackhide__ = True
    permitted = case_given(case).allowed
    found = [step for step in _steps(steps) if step in permitted]
    if found:
        raise AssertionError(_about_steps(case, f"can {_either(found)}"))


def assert_refused(
    case: AnyCase,
    event: AnyEvent,
    *,
    because: str = "",
    meetings: MeetingCalendar | None = None,
) -> NotAllowed:
    """The case refuses the event; its own history stays as it is.

    >>> from auditflow.events import Answered
    >>> from auditflow.testing import a_case
    >>> sent = Answered(on=date(2022, 11, 25), by="registrator")
    >>> refusal = assert_refused(a_case(), sent, because="the case is received")

    Args:
        case: the case.
        event: what must not happen, a step or anything else.
        because: words that the refusal has to hold.
        meetings: for a decision, the calendar to check its day against.

    Returns:
        The refusal.

    Raises:
        AssertionError: it can be recorded, or is refused for another reason.
    """
    __tracebackhide__ = True
    try:
        case_given(case).record(event, meetings=meetings)
    except NotAllowed as refusal:
        if because in str(refusal):
            return refusal
        first = f"refused, but not because of {because!r}"
        told = (str(refusal), _history(case))
        raise AssertionError(_told(first, *told)) from refusal
    first = f"{event.word} should be refused, but can be recorded:"
    raise AssertionError(_told(first, f"  {code_of(event)}", _history(case)))


def assert_overdue(
    case: AnyCase,
    *deadlines: str,
    on: Day,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    versions: Versions | None = None,
) -> None:
    """On that day exactly these duties of the case are overdue.

    What is due that very day is not overdue.

    >>> from auditflow.testing import a_case
    >>> assert_overdue(a_case(state="adopted"), "adjust_minutes", on="2022-11-17")

    Args:
        case: the case.
        deadlines: the ids of all duties that should be overdue.
        on: the day to look from.
        rulebook: as for `auditflow.plan`.
        calendar: as for `auditflow.plan`.
        meetings: as for `auditflow.plan`.
        versions: as for `auditflow.plan`.

    Raises:
        AssertionError: others are, or one of them is not.
        DeadlineUnknown: the plan has no such deadline.
        ValueRefused: none is named; see `assert_not_overdue`.
    """
    __tracebackhide__ = True
    if not deadlines:
        mend = "name them, or use assert_not_overdue"
        raise ValueRefused("nothing that should be overdue", mend)
    today = day_given(on)
    planned = _planned(case, rulebook, calendar, meetings, versions, today)
    _check_overdue(case, planned, deadlines, today)


def assert_not_overdue(
    case: AnyCase,
    *,
    on: Day,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
    versions: Versions | None = None,
) -> None:
    """On that day no duty of the case is overdue.

    >>> from auditflow.testing import a_case
    >>> assert_not_overdue(a_case(state="adopted"), on="2022-11-16")

    Args:
        case: the case.
        on: the day to look from.
        rulebook: as for `auditflow.plan`.
        calendar: as for `auditflow.plan`.
        meetings: as for `auditflow.plan`.
        versions: as for `auditflow.plan`.

    Raises:
        AssertionError: one is.
    """
    __tracebackhide__ = True
    today = day_given(on)
    planned = _planned(case, rulebook, calendar, meetings, versions, today)
    _check_overdue(case, planned, (), today)


def _check_overdue(
    case: AnyCase, planned: Plan, expected: tuple[str, ...], on: Date
) -> None:
    __tracebackhide__ = True
    wanted = [planned[deadline] for deadline in expected]
    found = planned.overdue
    differing = [one for one in found if one not in wanted]
    differing += [one for one in wanted if one not in found]
    if not differing:
        return
    names = [one.id for one in found]
    should = ", ".join(expected) or "nothing"
    said = ", ".join(f'"{name}"' for name in names)
    right = (
        f'write: assert_overdue(case, {said}, on="{on}")'
        if names
        else f'write: assert_not_overdue(case, on="{on}")'
    )
    raise AssertionError(
        _told(
            f"overdue on {on}: {', '.join(names) or 'nothing'}; expected: {should}",
            *(f"{one.explain('en')}\n  status: {one.status}" for one in differing),
            _history(case),
            right,
        )
    )


def _planned(
    case: AnyCase,
    rulebook: Rulebook | None,
    calendar: BusinessCalendar | None,
    meetings: MeetingCalendar | None,
    versions: Versions | None,
    today: date | None = None,
) -> Plan:
    """The plan, by what is given; a case that is kept knows its own rules."""
    given = rulebook or calendar or meetings or versions
    if not isinstance(case, Case) and given is None:
        return case.plan(today=today)
    return plan(
        case_given(case),
        rulebook=rulebook,
        calendar=calendar,
        meetings=meetings,
        versions=versions,
        today=today,
    )


def _steps(words: tuple[str, ...]) -> list[Step]:
    if not words:
        raise ValueRefused("no step", f"name one of: {', '.join(Step)}")
    return [step_named(word) for word in words]


def _about_steps(case: AnyCase, what: str) -> str:
    found = case_given(case)
    permitted = ", ".join(found.allowed) or "nothing more"
    first = f"a case that is {found.state} {what}"
    return _told(first, f"it can: {permitted}", _history(case))


def _either(steps: list[Step]) -> str:
    return " or ".join(steps)


def _history(case: AnyCase) -> str:
    return f"after:\n{lines_of(case_given(case).history)}"


def _told(*parts: str) -> str:
    return "\n".join(parts)
