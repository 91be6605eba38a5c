"""Alembic's way in: the connection is given, and the transaction is its owner's."""

from alembic import context

from auditflow.store.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"], version_table=VERSION_TABLE
)
with context.begin_transaction():
    context.run_migrations()
