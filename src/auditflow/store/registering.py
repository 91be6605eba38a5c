"""A case that is new to a store: is it, and how it is kept."""

from sqlalchemy import Connection, select

from auditflow.case import Case
from auditflow.day import read_instant
from auditflow.errors import AuditflowError, CaseKnown
from auditflow.memo import Memo, authority_of, body_key, slug
from auditflow.store.access import Access
from auditflow.store.derived import letter_of, number_key
from auditflow.store.ledger import pen_on
from auditflow.store.schema import CASE
from auditflow.store.stamping import stamped
from auditflow.store.stored import StoredCase
from auditflow.store.writing import with_pins, write_cases


def authority_in(memo: Memo) -> str:
    """The short name of the municipality whose auditors wrote a *memo*."""
    return slug(authority_of(memo.municipality or "")) or "unknown"


def check_new(connection: Connection, case: Case, *, anew: bool) -> None:
    """Refuse the same letter at the same body.

    Raises:
        CaseKnown: it was registered there already, or another with its number was,
            which may be registered *anew*.
    """
    at_body = (
        CASE.c.authority == case.authority,
        CASE.c.body_key == body_key(case.body),
    )
    asked = select(CASE.c.name).where(*at_body)
    same = CASE.c.letter == letter_of(case.memo)
    if (name := connection.execute(asked.where(same)).scalar()) is not None:
        raise CaseKnown(name, "the letter is registered already")
    number = number_key(case.memo.dnr)
    if anew or number is None:
        return
    same = CASE.c.letter_dnr == number
    if (name := connection.execute(asked.where(same)).scalar()) is not None:
        why = f"another letter with the number {case.memo.dnr} is registered"
        mend = "go on with that case, or register this one too with anew=True"
        raise CaseKnown(name, why, mend)


def added(
    access: Access, connection: Connection, case: Case, by: str, *, pinned: bool
) -> StoredCase:
    """Keep a *case*, and return it as it is kept.

    Args:
        access: the way to the store.
        connection: one that holds the end of the ledger.
        case: a case that the store does not have.
        by: who adds it.
        pinned: let it go by the rules that are in force for its authority.

    Raises:
        CaseKnown: there is a case of that name.
        NumberTaken: another case has its diary number.
        AuthorityUnknown: the store is open for another authority.
    """
    access.scope.check(case.authority)
    with pen_on(connection, access.clock) as pen:
        versions = access.versions_of_each(connection, [case.authority])
        if pinned:
            case = with_pins(case, versions.get(case.authority))
        case = stamped(case, read_instant(pen.now))
        [stream] = write_cases(pen, [case], versions, by)
        if isinstance(stream, AuditflowError):
            raise stream
    return StoredCase(case, case.history, stream, access)
