"""Does a function of one's own agree with auditflow on the days of a case?

It is asked about many cases with a legal history. Where it gives another day, the
smallest such case is sought and shown, with the reasons of auditflow.
"""

from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Final, TypeAlias

import attrs

from auditflow.errors import ExtraMissing

try:
    from hypothesis import HealthCheck, Phase, find, settings
    from hypothesis import strategies as st
    from hypothesis.errors import NoSuchExample
except ModuleNotFoundError:
    raise ExtraMissing("comparing with auditflow", "testing") from None

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import DeadlineUnknown, NotAllowed
from auditflow.events import AnyEvent
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Deadline, Plan, Status, plan
from auditflow.rules import Anchor, Rulebook
from auditflow.testing.as_code import code_of
from auditflow.testing.given import lines_of
from auditflow.testing.seeking import smallest_case

OwnDay: TypeAlias = Callable[[Case], date | None]
"""A function that says by which day something in a case is due; None for no day."""

_LEFT_OUT: Final = (Status.PROJECTED, Status.NOT_APPLICABLE)
_HAPPENING: Final = (
    Anchor.ADOPTED, Anchor.MINUTES_ADJUSTED, Anchor.NOTICE_POSTED, Anchor.ANSWERED,
)  # fmt: skip


@attrs.frozen(repr=False)
class Difference:
    """The smallest case on which a function and auditflow differ.

    ``theirs`` is the day that the function gave, or the ``error`` that it raised;
    ``ours`` the day of auditflow, and ``why`` its reasons.
    """

    case: Case
    deadline: str
    ours: Date | None
    theirs: date | None
    error: Exception | None = attrs.field(eq=repr)
    why: str

    def __str__(self) -> str:
        said = f"raised {self.error!r}" if self.error else str(self.theirs or "no day")
        return "\n".join(
            [
                f"they differ on the due day of {self.deadline}",
                f"  auditflow:     {self.ours or 'no day'}",
                f"  your function: {said}",
                "after:",
                lines_of(self.case.history),
                "because:",
                self.why,
                f"case = {code_of(self.case)}",
            ]
        )

    def __repr__(self) -> str:
        return f"<Difference: {self}>"


def differential(
    function: OwnDay,
    deadline: str = "answer",
    *,
    examples: int = 1000,
    seed: int = 0,
    cases: st.SearchStrategy[Case] | None = None,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
) -> Difference | None:
    """The smallest difference between a function of yours and auditflow, if any.

    The function is asked only where auditflow has the deadline and what it is counted
    from has happened: never about a day that is only projected.

    >>> def own_day(case):
    ...     return case.reply.date  # and forgets that time can be given
    >>> print(differential(own_day, "answer"))
    they differ on the due day of answer
      auditflow:     2022-11-26
      your function: 2022-11-25
    ...

    Args:
        function: gives a day for a case, as your own code computes it.
        deadline: the id of the deadline to compare, of the round the case is in.
        examples: about how many cases.
        seed: which cases; the same ones each time.
        cases: cases to ask about, such as `histories` of some kinds; by default any.
        rulebook: what auditflow plans by; let the function go by the same.
        calendar: its business days, likewise.
        meetings: its meetings, likewise.

    Returns:
        The difference; None if there was none.

    Raises:
        DeadlineUnknown: the rulebook has no such deadline.
    """
    asked = _Asked(function, deadline, rulebook, calendar, meetings)
    asked.check_known()

    def differs(case: Case) -> bool:
        return asked.difference(case) is not None

    if cases is None:
        case = smallest_case(differs, examples=examples, seed=seed, meetings=meetings)
    else:
        case = _found_among(cases, differs, examples, seed)
    return None if case is None else asked.difference(asked.shortened(case))


def _found_among(
    cases: st.SearchStrategy[Case],
    condition: Callable[[Case], bool],
    examples: int,
    seed: int,
) -> Case | None:
    chosen = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[*HealthCheck],
    )
    chance = Random(seed)  # noqa: S311 - the same cases each time, no secret
    try:
        return find(cases, condition, settings=chosen, random=chance)
    except NoSuchExample:
        return None


def assert_same_days(
    function: OwnDay,
    deadline: str = "answer",
    *,
    examples: int = 1000,
    seed: int = 0,
    cases: st.SearchStrategy[Case] | None = None,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
) -> None:
    """A function of yours gives the same days as auditflow; see `differential`.

    >>> assert_same_days(lambda case: case.received.add(days=1), "register")
    Traceback (most recent call last):
    ...
    AssertionError: they differ on the due day of register
    ...

    Raises:
        AssertionError: it does not; the smallest difference is told.
    """
    __tracebackhide__ = True
    found = differential(
        function,
        deadline,
        examples=examples,
        seed=seed,
        cases=cases,
        rulebook=rulebook,
        calendar=calendar,
        meetings=meetings,
    )
    if found is not None:
        raise AssertionError(str(found))


@attrs.frozen
class _Asked:
    """A function, and what auditflow goes by when it is asked the same."""

    function: OwnDay
    deadline: str
    rulebook: Rulebook | None
    calendar: BusinessCalendar | None
    meetings: MeetingCalendar | None

    def check_known(self) -> None:
        """The rulebook knows the deadline."""
        book = self.rulebook or Rulebook.default()
        rule_id, _, number = self.deadline.partition(":")
        if book.rule(rule_id) is None or (number and not number.isdigit()):
            known = tuple(rule.id for rule in book.rules)
            raise DeadlineUnknown(self.deadline, known)

    def difference(self, case: Case) -> Difference | None:
        """What the two say differently of one case."""
        planned = plan(
            case,
            rulebook=self.rulebook,
            calendar=self.calendar,
            meetings=self.meetings,
        )
        ours = self._deadline_of(planned)
        if ours is None or ours.status in _LEFT_OUT or _waits(ours):
            return None
        theirs: date | None = None
        error: Exception | None = None
        try:
            theirs = self.function(case)
        except Exception as raised:  # noqa: BLE001 - whatever it raises is a difference
            error = raised
        if error is None and theirs == ours.due:
            return None
        why = ours.explain("en")
        return Difference(case, ours.id, ours.due, theirs, error, why)

    def shortened(self, case: Case) -> Case:
        """*case* without the events that do not matter, where the others can stand.

        An event that only brings a day nearer is not left out when what is thrown is.
        """
        for event in reversed(case.history[1:]):
            shorter = _without(case, event)
            if shorter is not None and self.difference(shorter) is not None:
                return self.shortened(shorter)
        return case

    def _deadline_of(self, planned: Plan) -> Deadline | None:
        return next(iter(self._rounds(planned)), None)

    def _rounds(self, planned: Plan) -> Iterator[Deadline]:
        """The deadline in each round, the last round first."""
        for deadline in reversed(planned.deadlines):
            if deadline.id.partition("@")[0] == self.deadline:
                yield deadline


def _without(case: Case, left_out: AnyEvent) -> Case | None:
    """The case without one of its events; None where the others cannot stand so."""
    shorter = Case(case.memo, case.body, case.authority, case.history[:1])
    try:
        for event in case.history[1:]:
            if event is not left_out:
                shorter = shorter.record(event)
    except NotAllowed:
        return None
    return shorter


def _waits(deadline: Deadline) -> bool:
    """Whether it has no day because what it is counted from is still to come."""
    anchors = deadline.rule.way.anchors
    return deadline.due is None and any(one in _HAPPENING for one in anchors)
