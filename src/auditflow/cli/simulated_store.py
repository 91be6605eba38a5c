"""What comes in played once, and kept in a store of its own."""

from pathlib import Path

from pendulum import Date

from auditflow.cli.asked import Asked
from auditflow.cli.risk_json import Written
from auditflow.errors import Fault, StoreRefused
from auditflow.files import read_text
from auditflow.simulation import Incoming, Workload, simulate
from auditflow.store import NewRulebook, NewTable, Store, open_store
from auditflow.store.moving import line_of


def write(
    incoming: Incoming, asked: Asked, found: Workload, until: Date | None, url: str
) -> Written:
    """Play *incoming* once as *found* was played, and keep the cases at *url*.

    Raises:
        StoreRefused: there are cases already: a life that was made up must never stand
            among real ones.
    """
    by = asked.governing
    cases = [
        *simulate(
            incoming,
            until=until,
            seed=found.seed,
            habits=found.habits,
            rulebook=by.rulebook,
            calendar=by.calendar,
            meetings=by.meetings,
        )
    ]
    with open_store(url, create=True) as store:
        if store.authorities():
            why = "holds cases already, among which made-up ones must not stand"
            raise StoreRefused(url, why, "give the address of a new store")
        for authority in sorted({case.authority for case in cases}):
            _govern(store, authority, asked)
        done = store.import_lines([line_of(case) for case in cases], by="simulate")
    if done.refused:
        raise Fault(f"simulated cases that the store refuses: {done.refused[0]}")
    return Written(url, done.added)


def _govern(store: Store, authority: str, asked: Asked) -> None:
    """Give an *authority* of a new store what its cases are planned by."""
    first = Date(1953, 1, 1)
    if asked.rules:
        rules = NewRulebook(read_text(Path(asked.rules)), asked.rules)
        store.use(rules, authority=authority, on=first, by="simulate")
    for file in asked.meetings:
        table = NewTable(read_text(Path(file)), file)
        store.use(table, authority=authority, on=first, by="simulate")
