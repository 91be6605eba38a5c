"""The tables of a store, as the code of this version writes and reads them.

What is said once and for ever stands in ``auditflow_entry``; what ``auditflow_case``,
``auditflow_deadline`` and ``auditflow_authority`` say is derived from it, and can be
made anew at any time. The names of people stand in ``auditflow_person`` alone.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

VERSION: Final = "0001"
"""The version of the tables: the latest of the migrations."""

DERIVED: Final = 1
"""The version of what is derived: a store with an older one is to be rebuilt."""

VERSION_TABLE: Final = "auditflow_schema"

tables: Final = MetaData()

# In SQLite only a column of this very type is the row's own number.
_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
# Names are in the same order everywhere, whatever language a server speaks.
_NAME: Final = Text().with_variant(Text(collation="C"), "postgresql")

STORE: Final = Table(
    "auditflow_store",
    tables,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("made", Text, nullable=False),
    Column("derived", Integer, nullable=False),
)
"""One row: what this database is, and by which version its rows were derived."""

HEAD: Final = Table(
    "auditflow_head",
    tables,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", _NUMBER, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("written", Text, nullable=False),
)
"""One row: the latest entry. Whoever writes holds it, so that entries have an order."""

ENTRY: Final = Table(
    "auditflow_entry",
    tables,
    Column("position", _NUMBER, primary_key=True, autoincrement=False),
    Column("stream", _NUMBER, nullable=False),
    Column("number", Integer, nullable=False),
    Column("authority", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("before", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("stream", "number", name="auditflow_entry_once"),
)
"""The ledger. A stream is a case, or an authority; it is named by the position of its
first entry, and its entries are numbered from 1."""

PERSON: Final = Table(
    "auditflow_person",
    tables,
    Column("token", Text, primary_key=True),
    Column("authority", Text, nullable=False),
    Column("salt", Text, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("authority", "name", name="auditflow_person_once"),
)
"""The names of people: entries hold their tokens, which are salted hashes of them."""

AUTHORITY: Final = Table(
    "auditflow_authority",
    tables,
    Column("name", _NAME, primary_key=True),
    Column("stream", _NUMBER, nullable=False),
    Column("number", Integer, nullable=False),
    Column("calendars", Integer, nullable=False),
    Column("pending", Boolean, nullable=False),
)
"""Whose cases there are: how many entries its stream has, how many of them are business
calendars, and whether a change of rules still waits for what it moves."""

CASE: Final = Table(
    "auditflow_case",
    tables,
    Column("stream", _NUMBER, primary_key=True, autoincrement=False),
    Column("authority", Text, nullable=False),
    Column("name", _NAME, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("body_key", Text, nullable=False),
    Column("dnr", Text),
    Column("dnr_key", Text),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_key", Text, nullable=False),
    Column("received", Date, nullable=False),
    Column("reply_by", Date),
    Column("possible_until", Date),
    Column("letter", Text, nullable=False),
    Column("letter_dnr", Text),
    UniqueConstraint("name", name="auditflow_case_name"),
    UniqueConstraint(
        "authority", "body_key", "dnr_key", name="auditflow_case_diary_number"
    ),
    Index("auditflow_case_first_name", "first_name"),
    Index("auditflow_case_letter", "authority", "body_key", "letter"),
    Index("auditflow_case_possible", "possible_until"),
)
"""Each case as it stands; ``letter`` is what tells its letter from others, and
``title_key`` the title without capitals, which no database folds as Swedish does."""

DEADLINE: Final = Table(
    "auditflow_deadline",
    tables,
    Column("stream", _NUMBER, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    Column("authority", Text, nullable=False),
    Column("body_key", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("safe", Date, nullable=False),
    Index("auditflow_deadline_due", "due", "stream", "id", "authority", "body_key"),
    sqlite_with_rowid=False,
)
"""Each duty that is open and has a day; what is overdue is a question about them."""
