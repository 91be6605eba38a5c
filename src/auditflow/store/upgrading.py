"""The tables of a store: made, looked at, and brought to the version of the code."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Text, column, insert, inspect, select, table, text
from sqlalchemy.exc import DatabaseError

from auditflow.errors import StoreMissing, StoreOutdated, StoreRefused
from auditflow.store.chain import START
from auditflow.store.schema import DERIVED, HEAD, STORE, VERSION, VERSION_TABLE

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_ASKED: Final = select(column("version_num", Text)).select_from(table(VERSION_TABLE))
_INIT: Final = "auditflow store init"


def check_tables(connection: Connection, shown: str) -> None:
    """Refuse a database whose tables are not those of this version.

    Raises:
        StoreMissing: it is empty.
        StoreOutdated: they are of an older version, or of a newer one.
        StoreRefused: they belong to another program.
    """
    version = _version_of(connection)
    if version == VERSION:
        return
    if version is not None:
        raise _outdated(shown, version)
    others = [*inspect(connection).get_table_names()]
    if not others:
        why = "there is no store in it, nor anything else"
        raise StoreMissing(shown, why, f"make one with: {_INIT}")
    raise _foreign(shown, others)


def make_tables(connection: Connection, shown: str, made: str, *, beside: bool) -> None:
    """Make the tables of a store where there are none; leave those that are there.

    Args:
        connection: in a transaction that writes.
        shown: what to call the database.
        made: the instant at which it is made.
        beside: whether the tables of another program may be there too.

    Raises:
        StoreOutdated: there is a store of another version.
        StoreRefused: the tables there belong to another program.
    """
    version = _version_of(connection)
    if version is not None:
        check_tables(connection, shown)
        return
    others = [*inspect(connection).get_table_names()]
    if others and not beside:
        raise _foreign(shown, others)
    if not _migrate(connection):
        return  # somebody else made it meanwhile
    first = {"id": 1, "position": 0, "hash": START, "written": made}
    connection.execute(insert(HEAD), first)
    connection.execute(insert(STORE), {"id": 1, "made": made, "derived": DERIVED})


def upgrade_tables(connection: Connection, shown: str) -> tuple[str, str]:
    """Bring the tables to the version of the code; from which to which is returned.

    Raises:
        StoreMissing: there is no store.
        StoreOutdated: they are newer than this version knows, or of none that was.
        StoreRefused: they belong to another program.
    """
    version = _version_of(connection)
    if version is None or version > VERSION:
        check_tables(connection, shown)
        return VERSION, VERSION
    released = {path.name[1:5] for path in (_MIGRATIONS / "versions").glob("v*.py")}
    if version not in released:
        why = f"its tables are version {version}, which no auditflow has made"
        raise StoreOutdated(shown, why, "restore the latest backup")
    _migrate(connection)
    return version, VERSION


def _version_of(connection: Connection) -> str | None:
    """The version of the tables; None where there is no store."""
    with connection.begin_nested() as attempt:
        try:
            found = connection.execute(_ASKED).scalar()
        except DatabaseError as error:
            if "no such table" not in str(error) and "UndefinedTable" not in str(error):
                raise
            attempt.rollback()
            return None
    return None if found is None else str(found)


def _migrate(connection: Connection) -> bool:
    """Bring the tables to the version of the code; False if somebody else just did."""
    # Only who makes or upgrades a store waits for it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        # Two that make the same store at once would both begin.
        connection.execute(text("SELECT pg_advisory_xact_lock(844019001)"))
        if _version_of(connection) == VERSION:
            return False
    command.upgrade(config, "head")
    return True


def _outdated(shown: str, version: str) -> StoreOutdated:
    if version > VERSION:
        why = f"its tables are version {version}, newer than {VERSION}"
        return StoreOutdated(shown, why, "use a newer auditflow")
    why = f"its tables are version {version}, older than {VERSION}"
    return StoreOutdated(shown, why, "make a backup, and run: auditflow store upgrade")


def _foreign(shown: str, others: list[str]) -> StoreRefused:
    some = ", ".join(sorted(others)[:3])
    why = f"is a database of another program (it holds {some})"
    mend = f"name another, or put a store beside its tables with: {_INIT} --beside"
    return StoreRefused(shown, why, mend)
