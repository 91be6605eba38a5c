"""Cases that are kept: append-only, in SQLite or PostgreSQL, and nobody can rewrite.

What happened is added to a ledger, each entry with the hash of what came before it.
What is overdue on a day is answered from rows that are derived of it and written in the
same transaction.
"""

from auditflow.errors import ExtraMissing

try:
    import sqlalchemy as _  # noqa: F401
except ModuleNotFoundError:
    raise ExtraMissing("a store", "sql") from None

from auditflow.store.chain import Head
from auditflow.store.changing import NewRulebook, NewTable
from auditflow.store.finding import Listed
from auditflow.store.moving import Imported
from auditflow.store.opening import open_store, store_on, upgrade_store
from auditflow.store.store import Store
from auditflow.store.stored import StoredCase
from auditflow.store.verifying import Misfit, Verified

__all__ = [
    "Head",
    "Imported",
    "Listed",
    "Misfit",
    "NewRulebook",
    "NewTable",
    "Store",
    "StoredCase",
    "Verified",
    "open_store",
    "store_on",
    "upgrade_store",
]
