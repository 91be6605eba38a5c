"""The first tables: the ledger, the names of people, and what is derived."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_SCOPED = ("entry", "person", "authority", "case", "deadline")


def upgrade() -> None:
    """Make the tables, and guard the ledger."""
    _said_for_ever()
    _derived()
    if op.get_bind().dialect.name == "postgresql":
        _guard_on_a_server()
        _separate_authorities()
    else:
        _guard_in_a_file()


def _said_for_ever() -> None:
    op.create_table(
        "auditflow_store",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("made", sa.Text, nullable=False),
        sa.Column("derived", sa.Integer, nullable=False),
    )
    op.create_table(
        "auditflow_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", _NUMBER, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
    )
    op.create_table(
        "auditflow_entry",
        sa.Column("position", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("stream", _NUMBER, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("written", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("before", sa.LargeBinary, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("stream", "number", name="auditflow_entry_once"),
    )
    op.create_table(
        "auditflow_person",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.UniqueConstraint("authority", "name", name="auditflow_person_once"),
    )


def _derived() -> None:
    op.create_table(
        "auditflow_authority",
        sa.Column("name", _NAME, primary_key=True),
        sa.Column("stream", _NUMBER, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("calendars", sa.Integer, nullable=False),
        sa.Column("pending", sa.Boolean, nullable=False),
    )
    op.create_table(
        "auditflow_case",
        sa.Column("stream", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("first_name", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("body_key", sa.Text, nullable=False),
        sa.Column("dnr", sa.Text),
        sa.Column("dnr_key", sa.Text),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("title_key", sa.Text, nullable=False),
        sa.Column("received", sa.Date, nullable=False),
        sa.Column("reply_by", sa.Date),
        sa.Column("possible_until", sa.Date),
        sa.Column("letter", sa.Text, nullable=False),
        sa.Column("letter_dnr", sa.Text),
        sa.UniqueConstraint("name", name="auditflow_case_name"),
        sa.UniqueConstraint(
            "authority", "body_key", "dnr_key", name="auditflow_case_diary_number"
        ),
    )
    indices = {
        "first_name": ["first_name"],
        "letter": ["authority", "body_key", "letter"],
        "possible": ["possible_until"],
    }
    for name, columns in indices.items():
        op.create_index(f"auditflow_case_{name}", "auditflow_case", columns)
    op.create_table(
        "auditflow_deadline",
        sa.Column("stream", _NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("authority", sa.Text, nullable=False),
        sa.Column("body_key", sa.Text, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("safe", sa.Date, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "auditflow_deadline_due",
        "auditflow_deadline",
        ["due", "stream", "id", "authority", "body_key"],
    )


def _guard_in_a_file() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER auditflow_entry_no_{verb.lower()} "
            f"BEFORE {verb} ON auditflow_entry BEGIN "
            "SELECT RAISE(ABORT, 'entries are only ever added'); END"
        )
    # REPLACE would remove the entry that is there, and no trigger for DELETE sees it.
    op.execute(
        "CREATE TRIGGER auditflow_entry_no_replace BEFORE INSERT ON auditflow_entry "
        "WHEN EXISTS (SELECT 1 FROM auditflow_entry WHERE position = NEW.position "
        "OR (stream = NEW.stream AND number = NEW.number)) BEGIN "
        "SELECT RAISE(ABORT, 'entries are only ever added'); END"
    )


def _guard_on_a_server() -> None:
    op.execute(
        "CREATE FUNCTION auditflow_entry_is_kept() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RAISE EXCEPTION 'entries are only ever added'; END $$"
    )
    for level, verbs in (("ROW", "UPDATE OR DELETE"), ("STATEMENT", "TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER auditflow_entry_is_kept_{level.lower()} "
            f"BEFORE {verbs} ON auditflow_entry "
            f"FOR EACH {level} EXECUTE FUNCTION auditflow_entry_is_kept()"
        )


def _separate_authorities() -> None:
    """Whoever has not said whose rows they want sees none; ``*`` means all."""
    mine = "current_setting('auditflow.authority', true)"
    column = {"authority": "name"}
    for name in _SCOPED:
        table = f"auditflow_{name}"
        seen = f"{mine} IN ('*', {column.get(name, 'authority')})"
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY auditflow_own ON {table} USING ({seen})")
