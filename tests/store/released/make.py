"""Make the file of a schema version that is released now, once and for ever.

Run ``python -m tests.store.released.make`` in the checkout, before the version of the
tables goes up. It writes beside itself

- ``0001.db``: a store as that version made it, with a handful of cases,
- ``0001.jsonl``: what it exports, a case a line; and ``0001.head``: its head.
- ``entries-1.jsonl``: what the entries say, of each kind one at least, by the version
  of their form.

What is there already is never made anew: it is what people have.
"""

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import attrs
from sqlalchemy import select

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.events import Assigned, Corrected, Received, Registered
from auditflow.store import NewRulebook, NewTable, Store, open_store
from auditflow.store.entries import FORM
from auditflow.store.schema import ENTRY, VERSION
from tests.property.histories import DETAILS, Dice, event_of
from tests.store.cases import (
    KS,
    LATER,
    RECEIVED,
    SOC,
    Clock,
    letter,
    registered,
    renumbered,
)
from tests.store.letters import answers
from tests.store.letters import letter as signed
from tests.store.lives import cases_of, told_apart

HERE: Final = Path(__file__).parent
DRAFTED, ADOPTED, ANSWERED = date(2022, 10, 6), date(2022, 11, 2), date(2022, 11, 17)
DECIDED: Final = date(2022, 10, 10)


def main() -> None:
    """Make what is not there."""
    database = HERE / f"{VERSION}.db"
    entries = HERE / f"entries-{FORM}.jsonl"
    if not database.exists():
        _make(database)
    if not entries.exists():
        with open_store("sqlite://", create=True, clock=Clock()) as store:
            _fill(store)
            store.add(_everything())
            entries.write_text("\n".join(_said(store)) + "\n", encoding="utf-8")
    sys.stdout.write(f"{database.name} and {entries.name} are there\n")


def _make(database: Path) -> None:
    with open_store(f"sqlite:///{database}", create=True, clock=Clock()) as store:
        _fill(store)
        lines = "".join(f"{line}\n" for line in store.export())
        database.with_suffix(".jsonl").write_text(lines, encoding="utf-8")
        database.with_suffix(".head").write_text(f"{store.head()}\n", encoding="utf-8")
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM")


def _fill(store: Store) -> None:
    """Two authorities with a handful of cases, and rules and calendars of their own."""
    case = store.register(signed(347), received=RECEIVED)
    case = case.take("refer", on=LATER, by="registrator", to=[SOC])
    case = case.take("draft", on=DRAFTED, by="Anna Ek", responses=answers("Bo Alm"))
    case = case.take("adopt", on=ADOPTED, by=KS)
    case.take("answer", on=ANSWERED, by="registrator", despite="protokollet väntar")
    case = registered(store, "KS 2022/348", "Den som rättades")
    wrong = case.entries[-1]
    right = renumbered(wrong, "KS 2022/384")
    case.correct(wrong, right, on=DRAFTED, by="Anna Ek", reason="skrivfel")
    case = registered(store, "KS 2022/1", "Bengtsfors", town="Bengtsfors kommun")
    case = case.record(Assigned(on=LATER, by="chefen", to="Cecilia Dal"))
    case.take("close", on=DRAFTED, by="registrator", reason="återkallat")
    for led in cases_of(3, seed=1):
        store.add(led)
    _rule(store)
    store.forget("Cecilia Dal", on=DRAFTED, by="dataskyddsombudet", reason="på begäran")


def _rule(store: Store) -> None:
    own = BusinessCalendar.sweden(
        closed={date(2022, 10, 31): "klämdag"},
        open=[date(2022, 11, 5)],
        version="2022",
        valid_from=date(2022, 1, 1),
    )
    rules = NewRulebook(
        'extends = "se-audit-memo"\nid = "vanersborg"\nversion = "1"\n'
        'valid_from = 2022-01-01\n[rules.draft]\nperiod = "-8 business days"\n',
        "vanersborg.toml",
    )
    meetings = f"date,body,status,moved_to\n2022-11-02,{KS},planned,\n"
    known = NewTable(meetings, "hösten.csv", "2022-09-01T08:00:00+02:00")
    for given in (own, rules, known):
        store.use(given, authority="vanersborg", on=DECIDED, by="Anna Ek", running=True)


def _everything() -> Case:
    """A case to which all has happened that there is, whether it could or not."""
    happened = [
        event_of(kind, DRAFTED, Dice(number * 7919 + 1))
        for number, kind in enumerate(DETAILS)
        if kind is not Received
    ]
    first = Case.open(letter("Allt som kan hända"), received=RECEIVED)
    told = next(one for one in happened if isinstance(one, Registered))
    right = attrs.evolve(told, dnr="KS 2022/3")
    corrected = Corrected(
        on=ADOPTED, by="Anna Ek", wrong=told, right=right, reason="skrivfel"
    )
    history = (first.arrival, *happened, corrected)
    return told_apart(Case(first.memo, first.body, first.authority, history), 9999)


def _said(store: Store) -> Iterator[str]:
    """The text of each entry, stream by stream."""
    with store._access.reading() as connection:
        asked = select(ENTRY.c.text).order_by(ENTRY.c.stream, ENTRY.c.number)
        yield from connection.execute(asked).scalars()


if __name__ == "__main__":
    main()
