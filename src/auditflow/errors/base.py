"""What every error is, and the few that anything may raise."""

import attrs

from auditflow.errors.plain import plain


class AuditflowError(Exception):
    """The base of every error that auditflow raises on purpose."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Each thing that is wrong, as one line that ends with its mend."""
        return (_one_line(str(self)),)


@attrs.frozen(repr=False)
class Problem:
    """One thing that is wrong in an input: where, what, and what to write instead.

    ``place`` is empty where there is only one place that can be meant.
    """

    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.what}; {self.mend}"


@attrs.frozen(repr=False)
class RefusedLine(Problem):
    """One thing that is wrong in a line, of which nothing was taken; and its number."""

    line: int


@attrs.frozen(repr=False)
class InputRefused(AuditflowError):
    """An input has wrong lines; all of them are told at once."""

    found: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Each problem as one line: where it is, what is wrong, and the mend."""
        return tuple(_one_line(str(problem)) for problem in self.found)

    def __str__(self) -> str:
        return "\n".join(self.problems)


@attrs.frozen(repr=False)
class FileRefused(AuditflowError):
    """A file cannot be read at all."""

    path: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}; {self.mend}"


@attrs.frozen(repr=False)
class ExtraMissing(AuditflowError):
    """An optional package that this needs is not installed."""

    purpose: str
    extra: str

    def __str__(self) -> str:
        return (
            f"{self.purpose} needs an extra; "
            f"install it with: pip install 'auditflow[{self.extra}]'"
        )


@attrs.frozen(repr=False)
class Fault(AuditflowError):
    """Auditflow contradicts itself: the fault is not in what it was given."""

    what: str

    def __str__(self) -> str:
        return f"{self.what}; this is a fault in auditflow, please report it"


def _one_line(text: str) -> str:
    # What stands in a file or in its name may hold letters that a terminal would obey.
    return plain(" ".join(text.split()))
