"""The names of people: in no entry, and gone when they are removed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import attrs
import pytest
from sqlalchemy import insert, make_url, select

from auditflow.case import Case
from auditflow.errors import StoreBusy, ValueRefused
from auditflow.events import (
    Adopted,
    Assigned,
    Drafted,
    MinutesAdjusted,
    Response,
    ResponseProposed,
)
from auditflow.memo import Recommendation, Signatory
from auditflow.store import Store, StoredCase, open_store
from auditflow.store.schema import ENTRY, PERSON
from tests.store.cases import LATER, RECEIVED, behind_its_back, letter

DRAFTED, ADOPTED = date(2022, 10, 6), date(2022, 11, 2)
NAMES = {
    "signatory": "Sigrid Öbergsson",
    "by": "Britta Ekqvist",
    "handler": "Hanna Askmark",
    "delegate": "Disa Almqvist",
    "responsible": "Rune Björklöv",
    "proposed": "Petra Lindvall",
    "corrected": "Karin Rönnåker",
    "right": "Rut Aspelund",
}
"""Where people stand in a case, each with a name that stands nowhere else."""


@pytest.fixture
def store(store_url) -> Iterator[Store]:
    """A store with the case in which each of them stands."""
    with open_store(store_url, create=True) as store:
        lived(store)
        yield store


def lived(store: Store, town: str = "Vänersborgs kommun") -> StoredCase:
    """A case in which each of NAMES has done something."""
    memo = attrs.evolve(
        letter(town=town),
        signatories=[Signatory(NAMES["signatory"], "ordförande")],
        recommendations=[Recommendation(1, "Se över")],
    )
    case = store.register(memo, received=RECEIVED, by=NAMES["by"])
    case = case.record(Assigned(on=LATER, by="chefen", to=NAMES["handler"]))
    one = Response(1, "accepted", "mäta", NAMES["proposed"], date(2023, 3, 31))
    case = case.record(ResponseProposed(on=LATER, by="h", response=one))
    two = attrs.evolve(one, responsible=NAMES["responsible"])
    case = case.record(Drafted(on=DRAFTED, by="h", responses=[two]))
    case = case.record(
        Adopted(on=ADOPTED, by="ks", delegate=NAMES["delegate"], responses=[two])
    )
    case = case.record(MinutesAdjusted(on=ADOPTED, by="h"))
    right = attrs.evolve(case.entries[-1], by=NAMES["right"])
    return case.correct(
        case.entries[-1], right, on=ADOPTED, by=NAMES["corrected"], reason="fel namn"
    )


def said(store: Store) -> str:
    """All that the entries of a store say."""
    with store._access.reading() as connection:
        return "\n".join(connection.execute(select(ENTRY.c.text)).scalars())


def on_disk(url: str) -> bytes:
    """The bytes of a database file and of what lies beside it."""
    path = Path(str(make_url(url).database))
    return b"".join(
        file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*"))
    )


def in_bytes(name: str, found: bytes) -> bool:
    """Whether a file holds a name, or the half of it."""
    first, last = name.split()
    return any(part.encode() in found for part in (name, f"{first} ", f" {last}"))


class TestWhereNamesStand:
    """In the case, and in no entry."""

    @pytest.mark.parametrize("who", NAMES)
    def test_a_case_shows_whom_no_entry_names(self, store, who):
        """An entry holds a token in the place of each."""
        [case] = store.cases()
        assert NAMES[who] in repr(case)
        assert NAMES[who] not in said(store)
        assert store.verify().holds

    def test_one_person_has_one_token(self, store):
        """In each case of the authority; in another authority another."""
        with store.transaction() as together:
            lived(together, "Bengtsfors kommun")
        with store._access.reading() as connection:
            asked = select(ENTRY.c.authority, ENTRY.c.text)
            rows = connection.execute(asked.where(ENTRY.c.text.contains("assigned")))
            tokens = {whose: text.split('"to":')[1] for whose, text in rows}
        assert len({*tokens.values()}) == len(tokens) == 2


class TestForgetting:
    """A name that is removed."""

    @pytest.mark.parametrize("who", NAMES)
    def test_a_name_that_is_removed_is_shown_nowhere(self, store, who):
        """All else in the case stays as it was, and the ledger verifies."""
        [before] = store.cases()
        kept = store.head()
        assert store.forget(NAMES[who], by="dso", reason="på begäran") == 1
        [after] = store.cases()
        assert NAMES[who] not in repr(after)
        assert "removed person " in repr(after)
        assert (after.state, after.name) == (before.state, before.name)
        assert len(after.history) == len(before.history)
        assert store.verify(kept).holds
        assert store.differences() == ()
        assert store.head().position == kept.position + 1

    def test_the_name_again_is_another_token(self, store):
        """What was removed stays removed, though somebody is called the same."""
        [name] = [one.name for one in store.list()]
        store.forget(NAMES["handler"], by="dso", reason="på begäran")
        told = Assigned(on=ADOPTED, by="chefen", to=NAMES["handler"])
        case = store.case(name).record(told)
        shown = [e.to for e in case.case.history if isinstance(e, Assigned)]
        assert shown[0].startswith("removed person ")
        assert shown[1] == NAMES["handler"]
        assert store.verify().holds
        assert store.forget(NAMES["handler"], by="dso", reason="igen") == 1
        assert NAMES["handler"] not in repr([*store.cases()])

    def test_a_name_that_nobody_has_is_refused(self, store):
        """Names are removed as the case shows them; nothing is written."""
        before = store.head()
        for name in (NAMES["handler"].lower(), "", "Ingen Alls"):
            with pytest.raises(ValueRefused, match="as the case shows it"):
                store.forget(name, by="dso", reason="på begäran")
        assert store.head() == before

    def test_it_is_told_who_removed_it_and_why(self, store):
        """By an entry that does not say the name either."""
        store.forget(NAMES["handler"], by="Doris Alm", reason="på begäran, KS 2026/12")
        latest = said(store).splitlines()[-1]
        assert "på begäran, KS 2026/12" in latest
        assert NAMES["handler"] not in latest
        assert "Doris Alm" not in latest

    def test_all_authorities_are_asked(self, store):
        """Of a store of all; how many knew the name is told."""
        lived(store, "Bengtsfors kommun")
        assert store.forget(NAMES["by"], by="dso", reason="på begäran") == 2
        assert store.verify().holds

    def test_a_case_that_was_read_before_goes_on(self, store):
        """To remove a name is no step of the case."""
        [name] = [one.name for one in store.list()]
        case = store.case(name)
        store.forget(NAMES["handler"], by="dso", reason="på begäran")
        told = Assigned(on=ADOPTED, by="chefen", to="Bo Ek")
        assert case.record(told).case.handler == "Bo Ek"
        assert store.verify().holds


class TestNothingIsLeftBehind:
    """A file holds nothing of a name that was removed, nor does its journal."""

    @pytest.fixture
    def store_url(self, sqlite_url: str) -> str:
        """A file."""
        return sqlite_url

    def test_names_are_in_the_file_until_they_are_removed(self, store, sqlite_url):
        """Each that is removed is gone from its bytes at once; the others stay."""
        left = dict(NAMES)
        for who, name in NAMES.items():
            assert in_bytes(name, on_disk(sqlite_url))
            store.forget(name, by="dso", reason="på begäran")
            del left[who]
            found = on_disk(sqlite_url)
            assert not in_bytes(name, found)
            assert all(in_bytes(other, found) for other in left.values())

    def test_of_many_names_none_is_left(self, store, sqlite_url):
        """Wherever in the file they stood, and were moved to as others came."""
        names = [f"Åke{n * 7919 % 1000:03} Svenonius{n:03}" for n in range(200)]
        for at in range(0, len(names), 40):
            case = Case.open(letter(f"Nr {at}"), received=RECEIVED)
            for name in names[at : at + 40]:
                case = case.record(Assigned(on=ADOPTED, by="chefen", to=name))
            store.add(case)
        with store.transaction() as together:
            for name in names[1::2]:
                together.forget(name, by="dso", reason="på begäran")
        found = on_disk(sqlite_url)
        assert [name for name in names[1::2] if in_bytes(name, found)] == []
        assert all(in_bytes(name, found) for name in names[::2])
        for name in names[::4]:
            store.forget(name, by="dso", reason="på begäran")
        found = on_disk(sqlite_url)
        assert [name for name in names[::4] if in_bytes(name, found)] == []
        assert all(in_bytes(name, found) for name in names[2::4])
        assert store.verify().holds

    def test_who_reads_all_the_time_is_waited_for(self, store, sqlite_url):
        """While the journal cannot be emptied no name is removed."""
        before = store.head()
        with (
            open_store(sqlite_url) as other,
            open_store(sqlite_url, wait=0.05) as impatient,
        ):
            reading = other.list()
            next(reading)
            [name] = [one.name for one in store.list()]
            store.case(name).record(Assigned(on=ADOPTED, by="chefen", to="Bo Ek"))
            with pytest.raises(StoreBusy):
                impatient.forget(NAMES["by"], by="dso", reason="på begäran")
            assert store.head().position == before.position + 1
            assert len([*reading]) == 0
            assert impatient.forget(NAMES["by"], by="dso", reason="på begäran") == 1
        assert not in_bytes(NAMES["by"], on_disk(sqlite_url))


class TestVerifying:
    """A name that somebody changed or removed behind the store's back is found."""

    @pytest.mark.parametrize(
        ("statement", "what"),
        [
            (
                "UPDATE auditflow_person SET name = 'Nils' WHERE name LIKE 'Disa%'",
                "is not the name",
            ),
            (
                "UPDATE auditflow_person SET authority = 'sala' WHERE name LIKE 'Di%'",
                "the name with the token",
            ),
            ("UPDATE auditflow_person SET salt = 'aa'", "is not the name"),
            ("DELETE FROM auditflow_person", "is missing, though nobody removed it"),
            (
                "DELETE FROM auditflow_person WHERE name = 'Disa Almqvist'",
                "is missing, though nobody removed it",
            ),
        ],
    )
    def test_what_nobody_removed_is_missed(self, store, statement, what):
        """The entries say which tokens there are, and which were removed."""
        behind_its_back(store, statement)
        misfit = store.verify().misfit
        assert misfit is not None
        assert what in str(misfit)

    def test_a_name_that_is_back_is_found(self, store):
        """One that was removed, and that somebody put there again."""
        with store._access.reading() as connection:
            asked = select(PERSON).where(PERSON.c.name == NAMES["delegate"])
            row = dict(connection.execute(asked).mappings().one())
        store.forget(NAMES["delegate"], by="dso", reason="på begäran")
        assert store.verify().holds
        with store._access.writing() as connection:
            connection.execute(insert(PERSON), row)
        misfit = store.verify().misfit
        assert misfit is not None
        assert "although it was removed" in str(misfit)
