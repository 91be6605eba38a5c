"""Plays a scenario: the case and its plan after each day, beside what was expected."""

from collections.abc import Iterator

import attrs

from auditflow.case import Case
from auditflow.errors import AuditflowError, Fault
from auditflow.events import AnyEvent, Corrected, Reopened, last_of
from auditflow.planning import Deadline, Plan, Versions, plan
from auditflow.reasons import Reason
from auditflow.scenario.expectation import NONE, REFUSED, Expectation, Said
from auditflow.scenario.finding import explaining, found_of, saying
from auditflow.scenario.scenario import Happening, Scenario


@attrs.frozen(kw_only=True)
class Check:
    """One thing that was expected, and what was found.

    ``key`` is where it stands under ``expect``, such as ``due.draft``; ``deadlines``
    are those whose reasons say why something else was found, ``reasons`` what the plan
    says of it beside them.
    """

    key: str
    wanted: Said
    found: Said
    is_met: bool
    deadlines: tuple[Deadline, ...] = ()
    reasons: tuple[Reason, ...] = ()


@attrs.frozen(kw_only=True)
class Stage:
    """One day of a scenario that was played.

    ``event`` is what happened, as it stands in the history; of what was refused, what
    was tried. ``case`` is the case after it, ``plan`` its plan seen from that day.
    """

    happening: Happening
    event: AnyEvent | None
    case: Case
    plan: Plan
    refusal: AuditflowError | None
    checks: tuple[Check, ...]

    @property
    def is_stop(self) -> bool:
        """Whether it was refused though nobody expected that."""
        return self.refusal is not None and self.happening.refused is None

    @property
    def not_met(self) -> tuple[Check, ...]:
        """What was found to be otherwise."""
        return tuple(check for check in self.checks if not check.is_met)


@attrs.frozen(kw_only=True)
class Played:
    """A scenario that was played, day by day, up to its end or an unexpected refusal.

    Each of its expectations is met, not met, or not reached: what stands on the day of
    the refusal and after it was never looked at. The refusal is none of them.
    """

    scenario: Scenario
    stages: tuple[Stage, ...]

    @property
    def is_met(self) -> bool:
        """Whether all that was expected came true."""
        return not any(stage.is_stop or stage.not_met for stage in self.stages)

    @property
    def number_met(self) -> int:
        """How many expectations came true."""
        return sum(check.is_met for stage in self.stages for check in stage.checks)

    @property
    def number_not_met(self) -> int:
        """How many expectations were looked at, and are otherwise."""
        return sum(len(stage.not_met) for stage in self.stages)

    @property
    def number_not_reached(self) -> int:
        """How many expectations could not be looked at, after a refusal."""
        looked_at = sum(len(stage.checks) for stage in self.stages)
        return self.scenario.number_of_expectations - looked_at

    @property
    def is_stopped(self) -> bool:
        """Whether something was refused though nobody expected that."""
        return any(stage.is_stop for stage in self.stages)

    @property
    def left(self) -> int:
        """How many of the happenings could not be played, after a refusal."""
        return len(self.scenario.happenings) - len(self.stages)


def play(scenario: Scenario) -> Played:
    """Play *scenario* from the arrival to its end, and check what it expects.

    What is found to be otherwise stops nothing; an event that is refused though no
    refusal was expected does.

    >>> from auditflow.scenario.reading import scenario_from_text
    >>> played = play(scenario_from_text('''
    ... title = "Ett svar"
    ... memo.asks = { kommunstyrelsen = 2022-11-25 }
    ... [case]
    ... received = 2022-09-27
    ... expect = { state = "received", due = { register = 2022-09-29 } }
    ... '''))
    >>> [(check.key, check.is_met, check.found) for check in played.stages[0].checks]
    [('state', True, 'received'), ('due.register', False, '2022-09-28')]
    """
    return Played(scenario=scenario, stages=tuple(_Course(scenario).stages()))


@attrs.define
class _Course:
    """A scenario while it is played: the case, and what it is planned by, so far."""

    scenario: Scenario
    case: Case = attrs.field(
        default=attrs.Factory(lambda self: self.scenario.case, takes_self=True)
    )
    versions: Versions = attrs.field(
        default=attrs.Factory(lambda self: self.scenario.versions, takes_self=True)
    )
    told: list[AnyEvent] = attrs.field(factory=list)
    """The entries in the order in which they were told."""

    def stages(self) -> Iterator[Stage]:
        """Each stage, until something is refused unexpectedly."""
        for happening in self.scenario.happenings:
            if happening.meetings is not None:
                self.versions = self.versions.with_new(happening.meetings)
            stage = self._stage(happening)
            yield stage
            if stage.is_stop:
                return

    def _stage(self, happening: Happening) -> Stage:
        before, event, refusal = self.case, happening.event, None
        try:
            event = self._after(happening)
            case, seen = self._seen(happening)
        except Fault:
            raise
        except AuditflowError as error:
            refusal, self.case = error, before
            case, seen = self._seen(happening)
        stage = Stage(
            happening=happening,
            event=event,
            case=case,
            plan=seen,
            refusal=refusal,
            checks=(),
        )
        return stage if stage.is_stop else attrs.evolve(stage, checks=_checks(stage))

    def _after(self, happening: Happening) -> AnyEvent | None:
        """Let it happen; what happened, as it stands in the history."""
        if happening.event is None:
            return None
        if not self.told:  # the arrival
            self.told.append(self.case.history[0])
            return self.told[0]
        known = {id(entry) for entry in self.case.history}
        meetings = self.versions.meetings_at()
        self.case = self.case.record(self._meant(happening), meetings=meetings)
        new = next(entry for entry in self.case.history if id(entry) not in known)
        if happening.refused is None:  # else no number was counted for it
            self.told.append(new)
        return new

    def _meant(self, happening: Happening) -> AnyEvent:
        """The event; a correction with the entry as the history has it."""
        event, number = happening.event, happening.corrects
        if event is None:
            raise Fault("nothing happens there")
        if isinstance(event, Corrected) and number is not None:
            return attrs.evolve(event, wrong=self.told[number - 1])
        return event

    def _seen(self, happening: Happening) -> tuple[Case, Plan]:
        """The case and its plan on that day, or as it was known at an instant."""
        known_at, case = happening.known_at, self.case
        if known_at is not None:
            case = case.as_known_at(known_at)
        # They were wanted for the first answer; a supplement is a round of its own.
        is_first = last_of(case.events, Reopened) is None
        seen = plan(
            case,
            versions=self.versions,
            today=happening.on,
            known_at=known_at,
            statements_from=self.scenario.statements_from if is_first else (),
        )
        return case, seen


def _checks(stage: Stage) -> tuple[Check, ...]:
    """What was expected of a *stage*, and what is found of it."""
    refused = stage.happening.refused
    of_refusal = () if refused is None else (_refusal(refused, stage.refusal),)
    return (*of_refusal, *(_check(one, stage) for one in stage.happening.expectations))


def _refusal(wanted: tuple[str, ...], error: AuditflowError | None) -> Check:
    found = " ".join(str(error).split()) if error else NONE
    is_met = error is not None and all(part in found for part in wanted)
    return Check(key=REFUSED, wanted=wanted, found=found, is_met=is_met)


def _check(expected: Expectation, stage: Stage) -> Check:
    found = found_of(expected, stage.case, stage.plan, stage.event)
    is_met = found == expected.wanted
    return Check(
        key=str(expected),
        wanted=expected.wanted,
        found=found,
        is_met=is_met,
        deadlines=() if is_met else explaining(expected, found, stage.plan),
        reasons=() if is_met else saying(expected, found, stage.plan),
    )
