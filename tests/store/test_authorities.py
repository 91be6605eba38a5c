"""Several authorities in one store: each sees, counts and writes only its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import attrs
import pytest
from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import (
    AuditflowError,
    AuthorityUnknown,
    CaseUnknown,
    NumberTaken,
    ValueRefused,
)
from auditflow.events import Assigned
from auditflow.portfolio import overdue
from auditflow.store import Store, moving, open_store
from auditflow.store.moving import line_of
from auditflow.store.schema import AUTHORITY, CASE, DEADLINE, ENTRY, PERSON
from tests.store import test_contract
from tests.store.cases import (
    KS,
    LATER,
    RECEIVED,
    SOC,
    behind_its_back,
    letter,
    registered,
    written,
)

TODAY = date(2022, 11, 15)
BENGTSFORS = "Bengtsfors kommun"
OWN_DAYS = BusinessCalendar.sweden(
    closed={date(2022, 11, 14): "klämdag"},
    version="Bengtsfors 2022",
    valid_from=date(2022, 1, 1),
)


@pytest.fixture
def both(store_url) -> Iterator[Store]:
    """A store with two cases of Vänersborg and one of Bengtsfors."""
    with open_store(store_url, create=True) as store:
        registered(store, "KS 2022/1", "Den ena")
        told = Assigned(on=LATER, by="chefen", to="Anna Ek")
        registered(store, "KS 2022/2", "Den andra").record(told)
        registered(store, "KS 2022/1", town=BENGTSFORS).record(told)
        yield store


@pytest.fixture
def own(both: Store) -> Store:
    """The same store, for Vänersborg alone."""
    return both.of("vanersborg")


class TestItsOwn:
    """What a store that is open for one authority shows, counts and writes."""

    def test_it_shows_only_its_own_cases(self, both, own):
        """In lists, as values and as lines."""
        names = [one.name for one in own.list()]
        assert names == [one.name for one in both.list(body=KS)][1:]
        assert [case.authority for case in own.cases()] == ["vanersborg"] * 2
        assert [*own.export()] == [*both.export()][1:]
        assert own.authorities() == ("vanersborg",)
        assert both.authorities() == ("bengtsfors", "vanersborg")

    def test_it_finds_only_its_own_cases(self, both, own):
        """The name of another's is not even suggested."""
        other = "bengtsfors/kommunstyrelsen/ks-2022-1"
        assert both.case(other).name == other
        with pytest.raises(CaseUnknown) as refused:
            own.case(other)
        assert not any("bengtsfors" in name for name in refused.value.close)
        with pytest.raises(CaseUnknown):
            both.case("KS 2022/1")
        assert own.case("KS 2022/1").name == "vanersborg/kommunstyrelsen/ks-2022-1"
        assert own.case("kommunstyrelsen/ks-2022-2").case.handler == "Anna Ek"

    def test_it_counts_only_what_is_overdue_of_its_own(self, both, own):
        """By the business days of each."""
        both.use(OWN_DAYS, authority="bengtsfors", by="fullmäktige")
        mine = overdue(own.cases(), TODAY, versions=own.versions())
        other = both.of("bengtsfors")
        theirs = overdue(other.cases(), TODAY, versions=other.versions())
        assert own.overdue(TODAY) == mine
        assert other.overdue(TODAY) == theirs
        everything = both.overdue(TODAY)
        assert {*everything.overdue} == {*mine.overdue, *theirs.overdue}
        number = mine.overdue_number + theirs.overdue_number
        assert everything.overdue_number == number
        late = {one.case: one.business_days_late for one in everything.overdue}
        assert len({*late.values()}) > 1

    def test_it_writes_only_its_own(self, both, own):
        """Another's case, rules and lines are refused, and nothing is written."""
        case = Case.open(letter("Ny", town=BENGTSFORS), received=RECEIVED)
        before = written(both)
        with pytest.raises(AuthorityUnknown, match="write one of: vanersborg"):
            own.add(case)
        with pytest.raises(AuthorityUnknown):
            own.use(OWN_DAYS, authority="bengtsfors", by="fullmäktige")
        with pytest.raises(AuthorityUnknown):
            own.versions("bengtsfors")
        with pytest.raises(AuthorityUnknown):
            own.of("bengtsfors")
        assert len(own.import_lines([line_of(case)]).refused) == 1
        assert written(both) == before

    def test_a_letter_is_registered_as_its_own(self, own):
        """Whatever the letter calls the municipality."""
        case = own.register(letter("Ny", town="Okänds kommun"), received=RECEIVED)
        assert case.case.authority == "vanersborg"

    def test_it_removes_only_its_own_names(self, both, own):
        """The same person in another municipality is another person."""
        assert own.forget("Anna Ek", by="dso", reason="på begäran") == 1
        handlers = [case.handler for case in both.cases()]
        assert handlers[2] == "Anna Ek"
        assert str(handlers[1]).startswith("removed person")

    def test_it_rebuilds_only_its_own(self, both, own):
        """And cannot say of the others' rows that they are of this version."""
        behind_its_back(both, "DELETE FROM auditflow_deadline")
        behind_its_back(both, "UPDATE auditflow_store SET derived = 0")
        assert own.rebuild() == 2
        assert own.differences() == ()
        assert both.differences() == ("bengtsfors/kommunstyrelsen/ks-2022-1",)
        with pytest.raises(AuditflowError, match="auditflow store rebuild"):
            both.overdue(TODAY)
        assert both.rebuild() == 3
        assert both.overdue(TODAY).overdue_number > 0

    def test_the_whole_chain_is_nobodys_alone(self, own):
        """It goes through the entries of all, so one authority cannot verify it."""
        with pytest.raises(ValueRefused, match="open it without an authority"):
            own.verify()

    def test_a_step_of_its_own_leaves_the_chain_whole(self, both, own):
        """Its entries follow those of others."""
        own.case("KS 2022/1").record(Assigned(on=LATER, by="chefen", to="bo"))
        assert both.verify().holds
        assert both.differences() == ()


class TestOpening:
    """For which authority a store can be opened."""

    def test_an_authority_without_cases_is_unknown(self, both, store_url):
        """A wrong name must not look like an empty list."""
        if store_url == "sqlite://":
            pytest.skip("what is in memory is opened once")
        with pytest.raises(AuthorityUnknown):
            open_store(store_url, authority="bengtfors")
        with open_store(store_url, authority="bengtsfors") as store:
            assert [one.authority for one in store.list()] == ["bengtsfors"]
            assert store.authority == "bengtsfors"

    def test_the_first_case_makes_an_authority(self, store_url):
        """A store that is made for it waits for that."""
        with open_store(store_url, create=True, authority="sala") as store:
            assert store.authorities() == ()
            registered(store)
            assert store.authorities() == ("sala",)

    @pytest.mark.parametrize("name", ["Vänersborgs kommun", "*", "", "a b"])
    def test_only_a_short_name_is_an_authority(self, both, name):
        """A star would mean all of them to a server; whoever writes it means none."""
        with pytest.raises(ValueRefused, match="in the letters a–z"):
            both.of(name)
        with pytest.raises(ValueRefused, match="in the letters a–z"):
            open_store("sqlite://", create=True, authority=name)

    def test_rules_are_given_to_somebody(self, both):
        """A store of all has no authority of its own, and takes no long name."""
        with pytest.raises(AuthorityUnknown, match="bengtsfors, vanersborg"):
            both.use(OWN_DAYS, by="fullmäktige")
        with pytest.raises(ValueRefused, match="as in bengtsfors"):
            both.use(OWN_DAYS, authority=BENGTSFORS, by="fullmäktige")
        with pytest.raises(AuthorityUnknown):
            both.versions("sala")

    def test_what_belongs_to_nobody_is_not_added(self, both):
        """A case made by hand may call its authority anything."""
        case = Case.open(letter("Ny"), received=RECEIVED)
        with pytest.raises(ValueRefused, match="in the letters a–z"):
            both.add(attrs.evolve(case, authority="Å/Ä"))


class TestDiaryNumbers:
    """A diary number belongs to one authority, and there to one body."""

    def test_each_body_has_a_diary_of_its_own(self, both):
        """As has each authority: the same number is another case."""
        case = registered(both, "KS 2022/1", "Nämndens", body=SOC)
        assert case.name == "vanersborg/socialnamnden/ks-2022-1"
        assert len([*both.list(title="nämndens")]) == 1
        with pytest.raises(NumberTaken):
            registered(both, "KS 2022/1", "Igen", body="Socialnämndens")


TABLES = {
    ENTRY: ENTRY.c.authority,
    PERSON: PERSON.c.authority,
    AUTHORITY: AUTHORITY.c.name,
    CASE: CASE.c.authority,
    DEADLINE: DEADLINE.c.authority,
}
"""Those that hold rows of authorities, and where each row says whose it is."""

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


class TestOnAServer:
    """PostgreSQL keeps them apart a second time, whatever SQL is sent to it."""

    @pytest.fixture
    def store_url(self, plain_postgres_url: str) -> str:
        """As an ordinary role, which owns the tables; a superuser sees everything."""
        return plain_postgres_url

    @pytest.fixture
    def engine(self, both, store_url) -> Iterator[Engine]:
        """A way past the library, to the store of two authorities."""
        engine = create_engine(store_url)
        yield engine
        engine.dispose()

    @staticmethod
    @contextmanager
    def _asking(engine: Engine, whose: str | None) -> Iterator[Connection]:
        with engine.connect() as connection:
            if whose is not None:
                asked = text("SELECT set_config('auditflow.authority', :whose, true)")
                connection.execute(asked, {"whose": whose})
            yield connection

    @each_table
    def test_who_does_not_say_whose_sees_none(self, engine, table):
        """Nothing is shown, nothing changed, nothing removed."""
        with self._asking(engine, None) as connection:
            counted = select(func.count()).select_from(table)
            assert connection.execute(counted).scalar() == 0
            assert connection.execute(delete(table)).rowcount == 0

    @each_table
    def test_who_says_whose_sees_those(self, engine, table):
        """And no row of another; a star stands for all of them."""
        seen = {}
        for whose in ("bengtsfors", "vanersborg", "sala", "", "*"):
            with self._asking(engine, whose) as connection:
                asked = select(TABLES[table]).distinct()
                seen[whose] = {*connection.execute(asked).scalars()}
        assert seen == {
            "bengtsfors": {"bengtsfors"},
            "vanersborg": {"vanersborg"},
            "sala": set(),
            "": set(),
            "*": {"bengtsfors", "vanersborg"},
        }

    @each_table
    def test_another_row_is_not_written(self, engine, table):
        """Neither a new one, nor one that is given away."""
        given = update(table).values({TABLES[table]: "bengtsfors"})
        new = insert(table).from_select(
            [column.name for column in table.c],
            select(
                *(
                    literal("bengtsfors") if column is TABLES[table] else column
                    for column in table.c
                )
            ),
        )
        for statement in (given, new):
            with (
                self._asking(engine, "vanersborg") as connection,
                pytest.raises(DBAPIError, match=r"row-level security|only ever added"),
            ):
                connection.execute(statement)

    def test_in_one_transaction_each_sees_its_own(self, both, monkeypatch):
        """Also where two of them take turns, case by case."""
        monkeypatch.setattr(moving, "BATCH", 1)  # so many cases are read at once
        with both.transaction() as together:
            own, other = together.of("vanersborg"), together.of("bengtsfors")
            for read in (own.cases(), own.list(), own.export()):
                seen = 0
                for _ in read:
                    seen += 1
                    registered(other, None, f"Nr {seen} av {read.__name__}")
                assert seen == 2
        assert len([*both.of("bengtsfors").list()]) == 1 + 3 * 2

    def test_what_was_said_is_forgotten_with_the_transaction(self, engine):
        """A connection that is used again shows nothing of what it showed."""
        asked = select(func.count()).select_from(CASE)
        with engine.connect() as connection:
            setting = text("SELECT set_config('auditflow.authority', '*', true)")
            connection.execute(setting)
            assert connection.execute(asked).scalar() == 3
            connection.commit()
            assert connection.execute(asked).scalar() == 0


class TestAsAnOrdinaryRole(test_contract.TestContract):
    """All that a store promises it keeps for a role that is no superuser."""

    @pytest.fixture
    def store_url(self, plain_postgres_url: str) -> str:
        """A server that lets nobody look past row-level security."""
        return plain_postgres_url
