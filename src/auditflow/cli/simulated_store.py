"""What comes in played once, and kept in a store of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import attrs

from auditflow.cli.asked import Asked
from auditflow.day import FIRST, date_at
from auditflow.errors import Fault, StoreRefused
from auditflow.files import read_text
from auditflow.simulation import Incoming, Workload, simulate
from auditflow.store import NewRulebook, NewTable, Store, open_store
from auditflow.store.moving import line_of

_ALWAYS: Final = date_at(FIRST)
_BY: Final = "simulate"


@contextmanager
def new_store(url: str) -> Iterator[Store]:
    """A store at *url*, which holds no cases, open for a while.

    Raises:
        StoreRefused: there are cases already: a life that was made up must never stand
            among real ones.
    """
    with open_store(url, create=True) as store:
        if store.authorities():
            why = "holds cases already, among which made-up ones must not stand"
            raise StoreRefused(url, why, "give the address of a new store")
        yield store


def write(store: Store, incoming: Incoming, asked: Asked, found: Workload) -> int:
    """Play *incoming* once, as far as *found* was counted, and keep the cases.

    Returns:
        How many cases there are.
    """
    by = asked.governing
    cases = [
        *simulate(
            incoming,
            until=found.until,
            seed=found.seed,
            habits=found.habits,
            rulebook=by.rulebook,
            calendar=by.calendar,
            meetings=by.meetings,
        )
    ]
    for authority in sorted({case.authority for case in cases}):
        _govern(store, authority, asked)
    done = store.import_lines([line_of(case) for case in cases], by=_BY)
    if done.refused:
        raise Fault(f"simulated cases that the store refuses: {done.refused[0]}")
    return done.added


def _govern(store: Store, authority: str, asked: Asked) -> None:
    """Give an *authority* of a new store what its cases are planned by."""
    if asked.rules:
        rules = NewRulebook(read_text(Path(asked.rules)), asked.rules)
        store.use(rules, authority=authority, on=_ALWAYS, by=_BY)
    if asked.closed or asked.kept_open:
        own = attrs.evolve(
            asked.governing.calendar, version="simulated", valid_from=_ALWAYS
        )
        store.use(own, authority=authority, on=_ALWAYS, by=_BY)
    for file in asked.meetings:
        table = NewTable(read_text(Path(file)), file)
        store.use(table, authority=authority, on=_ALWAYS, by=_BY)
