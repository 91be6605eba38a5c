"""What is wrong with a store, or with what somebody wants to do in it."""

import attrs

from auditflow.errors.base import AuditflowError


@attrs.frozen(repr=False)
class StoreRefused(AuditflowError):
    """A store cannot be opened, read or written to."""

    store: str
    why: str
    mend: str

    def __str__(self) -> str:
        return f"{self.store}: {self.why}; {self.mend}"


@attrs.frozen(repr=False)
class StoreMissing(StoreRefused):
    """There is no store where one is expected."""


@attrs.frozen(repr=False)
class StoreOutdated(StoreRefused):
    """The tables of a store are of another version than this auditflow knows."""


@attrs.frozen(repr=False)
class StoreBusy(StoreRefused):
    """Somebody else holds the store; ``holder`` says who, as far as that is known."""

    holder: str = ""


@attrs.frozen(repr=False)
class AuthorityUnknown(AuditflowError):
    """A store has no case of this authority, or may not show it."""

    authority: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        mend = "check the name, or register its first case"
        if self.known:
            mend = f"write one of: {', '.join(self.known)}"
        if not self.authority:
            return f"the store is open for all authorities, and none is named; {mend}"
        return f"the store shows no cases of the authority {self.authority!r}; {mend}"


@attrs.frozen(repr=False)
class CaseUnknown(AuditflowError):
    """A store has no case of this name; ``close`` are those that it may be."""

    case: str
    close: tuple[str, ...]

    def __str__(self) -> str:
        mend = "see them all with: auditflow list"
        if self.close:
            mend = f"did you mean {', '.join(self.close)}?"
        return f"the store has no case {self.case!r}; {mend}"


@attrs.frozen(repr=False)
class CaseKnown(AuditflowError):
    """The same letter was registered at the same body already, as ``case``."""

    case: str
    why: str
    mend: str = "go on with that case"

    def __str__(self) -> str:
        return f"{self.why}, as {self.case}; {self.mend}"


@attrs.frozen(repr=False)
class NumberTaken(AuditflowError):
    """Another case of the same authority and body has this diary number."""

    dnr: str
    body: str
    case: str

    def __str__(self) -> str:
        return (
            f"the diary number {self.dnr} of {self.body} belongs to {self.case}; "
            "check the number, or correct it there first"
        )


@attrs.frozen(repr=False)
class Conflict(AuditflowError):
    """Somebody else wrote to the case since it was read: nothing was written.

    ``read`` is the number of entries that the case had when it was read, ``found`` the
    number that it has, and ``between`` what was written since, a line each.
    """

    case: str
    read: int
    found: int
    between: tuple[str, ...]

    def __str__(self) -> str:
        more = self.found - self.read
        said = "; ".join(self.between)
        entries = "entry was" if more == 1 else "entries were"
        return (
            f"{self.case} has changed since it was read: {more} {entries} written "
            f"({said}); read it again, and then decide"
        )
