"""Stores for tests, with a clock that is set by hand, and what to fill them with."""

from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pendulum
from pendulum import DateTime
from sqlalchemy import text

from auditflow.events import AnyEvent, Registered
from auditflow.memo import Body, Memo, ReplyRequest
from auditflow.store import Store, StoredCase

KS, SOC = "kommunstyrelsen", "socialnämnden"
RECEIVED = date(2022, 9, 27)
ASKED = date(2022, 11, 25)
LATER = date(2022, 9, 28)

_BEFORE = pendulum.datetime(2022, 9, 26, 9, tz="Europe/Stockholm")

Again = Callable[[Store], Store]
"""Closes a store, if it does not live in memory, and opens it again."""


@attrs.define
class Clock:
    """A clock that goes on by a second each time it is looked at, and can be set."""

    at: DateTime = _BEFORE

    def __call__(self) -> DateTime:
        self.at += timedelta(seconds=1)
        return self.at

    def set(self, instant: DateTime) -> None:
        """Show this instant, the next time that it is looked at."""
        self.at = instant - timedelta(seconds=1)


def letter(
    title: str = "Granskning av integration",
    *,
    bodies: tuple[str, ...] = (KS,),
    town: str = "Vänersborgs kommun",
    dnr: str | None = None,
    asked: date = ASKED,
) -> Memo:
    """A letter that asks each of *bodies*, which have no diary numbers of their own."""
    reply = ReplyRequest.by(asked)
    return Memo(
        municipality=town,
        dnr=dnr,
        dated=RECEIVED,
        title=title,
        bodies=[Body(body, "must_answer", reply) for body in bodies],
    )


def registered(
    store: Store,
    dnr: str | None = "KS 2022/347",
    title: str = "Granskning av integration",
    *,
    town: str = "Vänersborgs kommun",
    body: str = KS,
) -> StoredCase:
    """The case of a letter that came in, with a diary number unless that is None."""
    case = store.register(letter(title, town=town, bodies=(body,)), received=RECEIVED)
    if dnr is None:
        return case
    return case.record(Registered(on=LATER, by="registrator", dnr=dnr))


def renumbered(wrong: AnyEvent, dnr: str) -> Registered:
    """What a *wrong* number in the diary should have been."""
    return Registered(on=wrong.on, by=wrong.by, dnr=dnr)


def written(store: Store) -> tuple[tuple[object, ...], ...]:
    """All that a store holds: what has not changed compares equal."""
    with store._access.reading() as connection:
        tables = ("head", "entry", "person", "authority", "case", "deadline")
        found = [connection.execute(text(_ALL.format(name))) for name in tables]
        return tuple(tuple(map(tuple, rows)) for rows in found)


_ALL = "SELECT * FROM auditflow_{} ORDER BY 1, 2"


def behind_its_back(store: Store, *statements: str) -> None:
    """Do in its database what no method of it does."""
    with store._access.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))
