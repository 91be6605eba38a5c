"""Any life of a case, told to a system that embeds auditflow, and to auditflow.

What the two say is compared after each event: whether it was refused, where the case
stands, which steps it permits, each due day, and what is overdue.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import ClassVar, Final, NoReturn

import attrs

from auditflow.errors import ExtraMissing, ValueRefused

try:
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis import strategies as st
    from hypothesis.stateful import (
        RuleBasedStateMachine,
        initialize,
        rule,
        run_state_machine_as_test,
    )
except ModuleNotFoundError:
    raise ExtraMissing("a state machine for cases", "testing") from None

from pendulum import Date

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.case.telling import told
from auditflow.day import day_after
from auditflow.events import AnyEvent, Corrected, Event
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Plan
from auditflow.rules import Rulebook
from auditflow.testing.any_histories import opened_cases, tried_events
from auditflow.testing.given import lines_of
from auditflow.testing.making import EVERY_KIND
from auditflow.testing.printing import print_as_code
from auditflow.testing.subject import Embedded, Subject

print_as_code()


@attrs.frozen
class Told:
    """What both were told, and whether auditflow refused it."""

    event: AnyEvent
    refused: bool

    def __str__(self) -> str:
        return f"{lines_of([self.event])}{' – refused' * self.refused}"


@attrs.frozen(eq=False, repr=False)
class Disagreement(AssertionError):
    """The subject says something else than auditflow.

    ``told`` is what both were told after the memo came in, the last of it what made
    them differ; ``ours`` is what auditflow says, ``theirs`` what the subject says,
    ``why`` the reasons of auditflow, and ``case`` its case in the end.
    """

    case: Case
    told: tuple[Told, ...]
    about: str
    ours: str
    theirs: str
    why: str = ""

    def __str__(self) -> str:
        parts = [
            f"they disagree on {self.about}",
            f"  auditflow:   {self.ours}",
            f"  the subject: {self.theirs}",
            "after:",
            lines_of([self.case.arrival]),
            *map(str, self.told),
        ]
        return "\n".join([*parts, *(["because:", self.why] if self.why else [])])


class CaseMachine(RuleBasedStateMachine):
    """A state machine that tells a subject what may happen to a case, and what may not.

    Say in `subject` how a new one is made, and let a test run ``YourMachine.TestCase``.
    Rules and invariants of your own can be added as to any `RuleBasedStateMachine`:
    ``ours`` is auditflow, ``theirs`` the subject.
    """

    rulebook: ClassVar[Rulebook | None] = None
    """What auditflow plans by; let the subject go by the same."""
    calendar: ClassVar[BusinessCalendar | None] = None
    meetings: ClassVar[MeetingCalendar | None] = None
    kinds: ClassVar[frozenset[type[Event]]] = EVERY_KIND - {Corrected}
    """What happens: all kinds of events but corrections, or those that you keep."""

    ours: Embedded
    theirs: Subject

    def __init__(self) -> None:
        """Begin with nothing: the memo comes in first."""
        super().__init__()
        self._told: tuple[Told, ...] = ()
        self._opened = False

    def subject(self) -> Subject:
        """A new system under test."""
        mend = "write a method subject() that returns what is to be tested"
        raise ValueRefused(f"{type(self).__name__} without a subject", mend)

    def openings(self) -> st.SearchStrategy[Case]:
        """The cases to begin with, in which nothing has happened yet."""
        return opened_cases(boards_only=True)

    def events(self) -> st.SearchStrategy[AnyEvent]:
        """What somebody may tell next, allowed or not."""
        return tried_events(self.ours.case, self.kinds)

    @initialize(opened=st.runner().flatmap(lambda machine: machine.openings()))
    def memo_comes_in(self, opened: Case) -> None:
        """The memo comes in, at both."""
        self.ours = Embedded(
            rulebook=self.rulebook, calendar=self.calendar, meetings=self.meetings
        )
        self.theirs = self.subject()
        self._opened = True
        for one in (self.ours, self.theirs):
            one.open(opened.memo, received=opened.received)
        self._compare()

    @rule(event=st.runner().flatmap(lambda machine: machine.events()))
    def something_happens(self, event: AnyEvent) -> None:
        """Somebody tells both what happened, allowed or not."""
        ours = _refusal(self.ours, event)
        self._told = (*self._told, Told(event, refused=ours is not None))
        theirs = _refusal(self.theirs, event)
        if (ours is None) != (theirs is None):
            about = f"whether this can happen: {told(event, 'en')}"
            self._disagree(about, _verdict(ours), _verdict(theirs))
        self._compare()

    def teardown(self) -> None:
        """Let the subject go."""
        if self._opened:
            self.theirs.close()

    def _compare(self) -> None:
        case, theirs = self.ours.case, self.theirs
        state, allowed, dues = theirs.state(), theirs.allowed(), theirs.dues()
        if state is not None and state != case.state:
            self._disagree("the state of the case", str(case.state), str(state))
        if allowed is not None and {*allowed} != {*case.allowed}:
            about = "the steps that are allowed"
            self._disagree(about, _listed(case.allowed), _listed(allowed))
        planned = self.ours.plan()
        if dues is not None:
            self._compare_dues(planned, dues)
        for on in _telling_days(planned):
            late, known = theirs.overdue(on), self.ours.overdue(on)
            if late is not None and {*late} != {*known}:
                about = f"what is overdue on {on}"
                self._disagree(about, _listed(known), _listed(late))

    def _compare_dues(self, planned: Plan, dues: Mapping[str, date | None]) -> None:
        known = {deadline.id: deadline for deadline in planned.deadlines}
        for name, due in dues.items():
            ours = known.get(name)
            day = ours.due if ours else None
            if day != due:
                about, why = (
                    f"the due day of {name}",
                    ours.explain("en") if ours else "",
                )
                self._disagree(about, str(day or NO_DAY), str(due or NO_DAY), why)

    def _disagree(self, about: str, ours: str, theirs: str, why: str = "") -> NoReturn:
        case = self.ours.case
        raise Disagreement(case, self._told, about, ours, theirs, why)


NO_DAY: Final = "no day"


def _refusal(subject: Subject, event: AnyEvent) -> Exception | None:
    """Why the *subject* refuses an event; None where it records it."""
    try:
        subject.record(event)
    except subject.refusals as refusal:
        return refusal
    return None


def _verdict(refusal: Exception | None) -> str:
    return "recorded" if refusal is None else f"refused: {refusal}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(map(str, words))) or "nothing"


def _telling_days(planned: Plan) -> Iterator[Date]:
    """The days that tell whether overdue is understood: the due day, and the next."""
    due = planned.next.due if planned.next else None
    if due is not None:
        yield due
        yield day_after(due)


def check_subject(
    subject: Callable[[], Subject],
    *,
    examples: int = 200,
    events: int = 8,
    kinds: Collection[type[Event]] | None = None,
    rulebook: Rulebook | None = None,
    calendar: BusinessCalendar | None = None,
    meetings: MeetingCalendar | None = None,
) -> None:
    """Tell a subject many short lives, the same ones each time, and compare.

    >>> check_subject(Embedded, examples=5)

    Args:
        subject: makes a new subject for each life.
        examples: how many lives.
        events: how many events a life has at most, refused ones among them.
        kinds: what happens; by default all kinds of events but corrections.
        rulebook: what auditflow plans by; let the subject go by the same.
        calendar: its business days, likewise.
        meetings: its meetings, likewise.

    Raises:
        Disagreement: they differ; it tells the shortest life that was found.
    """

    class Lives(CaseMachine):
        def subject(self) -> Subject:
            return subject()

    Lives.rulebook, Lives.calendar, Lives.meetings = rulebook, calendar, meetings
    if kinds is not None:
        Lives.kinds = frozenset(kinds)
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=examples,
            stateful_step_count=events + 1,  # the memo comes in first
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=[*HealthCheck],
            report_multiple_bugs=False,
        ),
    )
