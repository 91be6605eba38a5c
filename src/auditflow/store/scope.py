"""Whose cases a store shows and takes: the one place where authorities are kept apart.

Every question about rows of an authority goes through `Scope.rows_of`, and everything
that is written through `Scope.check`. On PostgreSQL the database keeps them apart a
second time, by row-level security: it is told here whose rows are wanted.
"""

from typing import Final

import attrs
from sqlalchemy import ColumnElement, Connection, Table, select, text, true

from auditflow.errors import AuthorityUnknown, ValueRefused
from auditflow.memo import authority_of, slug
from auditflow.store.schema import AUTHORITY

_ALL: Final = "*"
_ANNOUNCE: Final = text("SELECT set_config('auditflow.authority', :whose, true)")


def _short(authority: str | None) -> str | None:
    """The same *authority*, if it is a short name such as cases carry it."""
    if authority is not None and (not authority or authority != slug(authority)):
        short = authority_of(authority) or "vanersborg"
        given = f"{authority!r} is no short name of an authority"
        raise ValueRefused(given, f"write it in the letters a–z, as in {short}")
    return authority


@attrs.frozen
class Scope:
    """The authority whose rows are seen and written; None for those of all.

    Raises:
        ValueRefused: it is no short name of an authority.
    """

    authority: str | None = attrs.field(default=None, converter=_short)

    def announce(self, connection: Connection) -> None:
        """Tell a server whose rows this transaction may see and write."""
        if connection.dialect.name == "postgresql":
            connection.execute(_ANNOUNCE, {"whose": self.authority or _ALL})

    def rows_of(self, table: Table) -> ColumnElement[bool]:
        """The condition that leaves only the rows that may be seen."""
        if self.authority is None:
            return true()
        column = table.c.name if table is AUTHORITY else table.c.authority
        return column == self.authority

    def check(self, authority: str) -> None:
        """Refuse what belongs to another authority.

        Raises:
            AuthorityUnknown: it does; the only one that is known here is named.
            ValueRefused: it is no short name of an authority.
        """
        _short(authority)
        if self.authority not in (None, authority):
            raise AuthorityUnknown(authority, (str(self.authority),))

    def check_known(self, connection: Connection) -> None:
        """Refuse an authority of which the store has never had a case.

        Raises:
            AuthorityUnknown: with those that there are.
        """
        if self.authority is None:
            return
        own = select(AUTHORITY.c.name).where(self.rows_of(AUTHORITY))
        if connection.execute(own).scalar() is None:
            raise AuthorityUnknown(self.authority, ())
