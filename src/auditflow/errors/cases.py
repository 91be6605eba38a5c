"""What stands in the way of a case: a body, a step, a detail, an event."""

from collections.abc import Iterable

import attrs

from auditflow.errors.base import AuditflowError


@attrs.frozen(repr=False)
class BodyUnknown(AuditflowError):
    """The case cannot be opened at this body."""

    body: str | None
    named: tuple[str, ...]
    why: str

    def __str__(self) -> str:
        if not self.named:
            return f"{self.why}; there is no case to open"
        return f"{self.why}; choose one of: {', '.join(self.named)}"


@attrs.frozen(repr=False)
class DeadlineUnknown(AuditflowError, KeyError):
    """A plan has no deadline with this id."""

    deadline: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        known = ", ".join(self.known)
        return f"the plan has no deadline {self.deadline!r}; write one of: {known}"


@attrs.frozen(repr=False)
class StepUnknown(AuditflowError):
    """A word is no step that a case can take."""

    step: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return f"'{self.step}' is no step; the steps are: {', '.join(self.known)}"


@attrs.frozen(repr=False)
class DetailsRefused(AuditflowError):
    """A step was given details that it does not take, or not what it needs."""

    step: str
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    takes: tuple[str, ...]

    def __str__(self) -> str:
        wrong = [f"takes no {name}=" for name in self.unknown]
        wrong += [f"needs {name}=" for name in self.missing]
        takes = ", ".join(self.takes) or "nothing more than on= and by="
        return f"the step {self.step} {' and '.join(wrong)}; it takes: {takes}"


@attrs.frozen(repr=False)
class NotAllowed(AuditflowError):
    """Something stands in the way of a step or of an event.

    ``impossible`` cannot be done at all; ``irregular`` can, with a reason
    (``despite="…"``). ``allowed`` are the steps that the case can take now; ``mend``
    what helps beside them.
    """

    what: str
    state: str
    impossible: tuple[str, ...]
    irregular: tuple[str, ...]
    allowed: tuple[str, ...]
    mend: str = ""

    def __str__(self) -> str:
        reasons = "; ".join((*self.impossible, *self.irregular))
        if not self.impossible:
            mend = 'say why it is done all the same with despite="…"'
        elif self.allowed:
            first = "correct that, for " if self.what in self.allowed else ""
            mend = f"{first}a case that is {self.state} can {either(self.allowed)}"
        else:
            mend = f"a case that is {self.state} takes no more steps"
        if self.mend:
            mend = f"{self.mend}; {mend}"
        return f"cannot {self.what}: {reasons}; {mend}"


@attrs.frozen(repr=False)
class VersionUnknown(AuditflowError):
    """A case is pinned to a version that is not at hand."""

    what: str
    version: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        known = ", ".join(self.known)
        return (
            f"the case is pinned to the {self.what} {self.version!r}, but at hand are: "
            f"{known}; add that version"
        )


@attrs.frozen(repr=False)
class NotKnownYet(AuditflowError):
    """Nothing was known of a case at the instant that is asked for."""

    body: str
    asked: str
    since: str

    def __str__(self) -> str:
        return (
            f"nothing was known of the case of {self.body} at {self.asked}; "
            f"ask for an instant from {self.since} on"
        )


def either(words: Iterable[str]) -> str:
    """Join *words* as alternatives.

    >>> either(["refer", "draft", "close"])
    'refer, draft or close'
    """
    *most, last = [*words] or [""]
    return f"{', '.join(most)} or {last}" if most else last
