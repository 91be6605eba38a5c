"""A step of a case and a row of your own application: kept together, or not at all.

With the address of an empty PostgreSQL database as its argument, such as
``postgresql+psycopg://postgres@127.0.0.1/errands``, it does the same there.
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pendulum
from sqlalchemy import Engine, UniqueConstraint, create_engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

import auditflow
from auditflow import read_memo
from auditflow.errors import NotAllowed
from auditflow.store import Store, open_store, store_on

DEMO = Path(auditflow.__file__).parent / "demo"
AUTHORITY = "vanersborg"


class Base(DeclarativeBase):
    """The tables of the application."""


class Errand(Base):
    """Something that somebody has to do; the same thing stands there only once."""

    __tablename__ = "errand"
    __table_args__ = (UniqueConstraint("case", "what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case: Mapped[str]
    what: Mapped[str]
    by: Mapped[date]


def at_nine() -> pendulum.DateTime:
    """The clock of this example, so that each run of it is the same."""
    return pendulum.datetime(2022, 9, 30, 9, tz="Europe/Stockholm")


def cases_in(session: Session) -> Store:
    """The cases of the authority, in the transaction of the *session*."""
    return store_on(session.connection(), authority=AUTHORITY, clock=at_nine)


def ask(session: Session, name: str, body: str, reply_by: date) -> None:
    """Ask a body for a statement, and note that somebody has to remind it."""
    case = cases_in(session).case(name)
    case.take("refer", on=date(2022, 9, 30), by="registrator", to={body: reply_by})
    session.add(Errand(case=name, what=f"remind {body}", by=reply_by))


def answer(session: Session, name: str, on: date) -> None:
    """Note that the answer is to be archived, and send it."""
    session.add(Errand(case=name, what="archive the answer", by=on))
    session.flush()  # the application's own row is written first
    cases_in(session).case(name).take("answer", on=on, by="registrator")


def prepare(engine: Engine) -> str:
    """Make the tables of both in one database, and register the letter there."""
    memo = read_memo(DEMO / "vanersborg-2022.txt").memo
    if memo is None:
        sys.exit("the letter of the demo is no memo any longer")
    Base.metadata.create_all(engine)
    with open_store(engine.url, create=True, beside=True, clock=at_nine) as store:
        return store.of(AUTHORITY).register(memo, received=date(2022, 9, 27)).name


def show(engine: Engine, what: str, name: str) -> None:
    """Print what is in the database, as another transaction sees it."""
    with Session(engine) as session:
        case = cases_in(session).case(name)
        errands = session.scalar(select(func.count()).select_from(Errand))
    told = ", ".join(event.word for event in case.entries)
    print(f"{what}\n    the case: {told}\n    errands: {errands}\n")


def play(engine: Engine) -> None:
    """Three transactions: one is committed, two are rolled back, each for a side."""
    name = prepare(engine)
    show(engine, "before", name)

    with Session(engine) as session, session.begin():
        ask(session, name, "socialnämnden", date(2022, 10, 24))
    show(engine, "socialnämnden is asked: both are committed", name)

    # Who asks twice would have two errands that say the same: the step is fine, the row
    # is not.
    try:
        with Session(engine) as session, session.begin():
            ask(session, name, "socialnämnden", date(2022, 11, 1))
    except IntegrityError:
        show(engine, "asked again: its own row is refused, and the step is gone", name)

    try:
        with Session(engine) as session, session.begin():
            answer(session, name, date(2022, 10, 3))
    except NotAllowed as refused:
        show(engine, "answered: the step is refused, and the row is gone", name)
        print(refused)


def main() -> None:
    with TemporaryDirectory() as folder:
        file = f"sqlite:///{folder}/application.db"
        engine = create_engine(sys.argv[1] if sys.argv[1:] else file)
        try:
            play(engine)
        finally:
            engine.dispose()


if __name__ == "__main__":
    main()
