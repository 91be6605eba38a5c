"""The state machine finds where a system says something else than auditflow."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import NotAllowed, ValueRefused
from auditflow.events import Answered, Closed, Drafted, Paused
from auditflow.store import StoredCase, open_store
from auditflow.testing import (
    CaseMachine,
    Disagreement,
    Embedded,
    FixedClock,
    Subject,
    a_meeting_calendar,
    a_rulebook,
    check_subject,
)

_QUICK = settings(
    max_examples=10,
    stateful_step_count=5,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)


class Refused(Exception):
    """How the system below says no."""


class InAStore(Subject):
    """A system that keeps its case in a store, as an application does."""

    kept: StoredCase

    def __init__(self):
        self.clock = FixedClock("2018-01-01")
        self.store = open_store("sqlite://", create=True, clock=self.clock)

    def open(self, memo, *, received):
        self.clock.set(received)
        self.kept = self.store.register(memo, received=received)

    def record(self, event):
        self.clock.set(event.on)
        self.kept = self.kept.record(event)

    def state(self):
        return self.kept.case.state

    def allowed(self):
        return self.kept.case.allowed

    def dues(self):
        return {one.id: one.due for one in self.kept.plan().deadlines}

    def overdue(self, on):
        return [one.id for one in self.kept.plan(today=on).overdue]

    def close(self):
        self.store.close()


def test_a_system_with_a_store_agrees():
    """What an application writes to a store is what auditflow says."""
    check_subject(InAStore, examples=8, events=5)


def test_a_system_that_goes_by_other_rules_agrees_if_both_do():
    """Rules, calendar and meetings of one's own are given to both."""
    rulebook = a_rulebook('[rules.summon]\nperiod = "-9 days"\n')
    meetings = a_meeting_calendar(year=2017, years=15, prepared_by="arbetsutskottet")
    calendar = BusinessCalendar.sweden()

    def subject():
        return Embedded(rulebook=rulebook, calendar=calendar, meetings=meetings)

    check_subject(
        subject,
        examples=10,
        events=5,
        rulebook=rulebook,
        calendar=calendar,
        meetings=meetings,
    )
    with pytest.raises(Disagreement, match="the due day of summon"):
        check_subject(Embedded, examples=10, calendar=calendar, rulebook=rulebook)


class Silent(Subject):
    """A system that only opens, records and refuses, in its own words."""

    refusals: tuple[type[Exception], ...] = (Refused,)
    case: Case

    def open(self, memo, *, received):
        self.case = Case.open(memo, received=received)

    def record(self, event):
        try:
            self.case = self.case.record(event)
        except NotAllowed as refused:
            raise Refused(str(refused)) from refused


def test_two_methods_are_enough():
    """What a subject does not say is not compared, and it refuses in its own words."""
    check_subject(Silent, examples=20, events=5)


def test_an_error_that_is_no_refusal_is_a_fault_of_the_subject():
    """A system that falls over is not taken for one that says no."""

    class Falling(Silent):
        refusals = ()

    with pytest.raises(Refused):
        check_subject(Falling, examples=50)


class Late(Embedded):
    """A system that takes what is due today for overdue."""

    def overdue(self, on):
        return [d.id for d in self.plan().deadlines if d.due and d.due <= on]


def test_due_today_taken_for_overdue_is_found():
    """The machine asks on the due day itself and on the day after it."""
    with pytest.raises(Disagreement) as raised:
        check_subject(Late)
    assert raised.value.told == ()
    assert raised.value.about == "what is overdue on 2022-09-28"
    assert (raised.value.ours, raised.value.theirs) == ("nothing", "register")


class Forgetful(Embedded):
    """A system that refuses a step and takes it all the same."""

    def recorded(self, case, event):
        if isinstance(event, Closed) and not case.allowed:
            self._case = Case(case.memo, case.body, case.authority, case.history[:1])
        return super().recorded(case, event)


def test_what_a_refusal_leaves_behind_is_found():
    """A system has to be as it was after it has refused something."""
    with pytest.raises(Disagreement) as raised:
        check_subject(Forgetful, kinds={Closed, Drafted})
    assert [type(one.event) for one in raised.value.told] == [Closed, Closed]
    assert str(raised.value.told[-1]).endswith(" – refused")


def test_what_was_found_can_be_read():
    """The text says what differs, after what, and why auditflow says so."""

    class Half(Embedded):
        def dues(self):
            return {"answer": self.case.reply.date}

    with pytest.raises(Disagreement) as raised:
        check_subject(Half, kinds={Paused})
    assert (
        str(raised.value)
        == """\
they disagree on the due day of answer
  auditflow:   2022-11-26
  the subject: 2022-11-25
after:
  2022-09-27  The memo came in (registrator)
  2022-09-27  Pause through 2022-09-27, granted by the auditors: underlag saknas \
(revisorerna)
because:
Answer to the auditors: 2022-11-26 (missivet)
  the auditors ask for an answer by 2022-11-25
  paused from 2022-09-27 through 2022-09-27 by the auditors: underlag saknas
  the paused days move 2022-11-25 to 2022-11-26
  2022-11-26 is Saturday, but the day does not move
  work towards 2022-11-25, the last business day before it"""
    )
    steps = "\n".join(raised.value.__notes__)
    assert "state.memo_comes_in(opened=a_case(dnr=None))" in steps
    assert 'granted_by="auditors"' in steps


def test_only_the_kinds_that_are_wanted_happen():
    """A system that keeps little is told little."""
    kinds, seen = {Drafted, Answered}, set()

    class Seeing(Embedded):
        def record(self, event):
            seen.add(type(event))
            super().record(event)

    check_subject(Seeing, examples=20, kinds=kinds)
    assert seen == kinds


def test_rules_and_invariants_can_be_added():
    """It is a `RuleBasedStateMachine` like any other, with both at hand."""
    counted = []

    class Mine(CaseMachine):
        def subject(self):
            return Embedded()

        @rule()
        def nothing_happens(self):
            counted.append(self.theirs.state())

        @invariant()
        def both_are_in_one_state(self):
            assert self.ours.case.state == self.theirs.state()

    run_state_machine_as_test(Mine, settings=_QUICK)
    assert counted


def test_a_subject_is_closed_each_time():
    """What a subject holds is let go after each life."""
    opened, closed = [], []

    class Holding(Embedded):
        def open(self, memo, *, received):
            opened.append(memo)
            super().open(memo, received=received)

        def close(self):
            closed.append(self.case)

    check_subject(Holding, examples=5)
    assert len(opened) == len(closed) > 0


def test_a_machine_without_a_subject_says_what_to_write():
    """Whoever runs the class itself reads the mend."""
    with pytest.raises(ValueRefused, match=r"write a method subject\(\)"):
        run_state_machine_as_test(CaseMachine, settings=_QUICK)
    with pytest.raises(ValueRefused, match=r"call open\(\) first"):
        Embedded().state()
