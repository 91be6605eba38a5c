"""New rules, business days and meetings: what they move, all of it, or not yet."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.errors import (
    MeetingsRefused,
    NotAllowed,
    RulebookRefused,
    StoreRefused,
    ValueRefused,
)
from auditflow.events import Governs, Response, VersionChanged, all_of, pin_in
from auditflow.lifecycle import State
from auditflow.planning import Versions, duties_of, plan
from auditflow.portfolio import overdue
from auditflow.store import (
    NewRulebook,
    NewTable,
    Store,
    changing,
    open_store,
    rebuilding,
)
from auditflow.store.changing import Given
from tests.store.cases import (
    KS,
    RECEIVED,
    letter,
    registered,
    written,
)
from tests.store.lives import cases_of

TODAY = date(2022, 11, 15)
DECIDED = date(2022, 10, 10)
PROMISED = date(2023, 5, 19)
ENDED = (State.ANSWERED, State.CLOSED)

HEADER = "date,body,status,moved_to\n"
AUTUMN = NewTable(
    HEADER
    + "".join(
        f"{day},{KS},planned,\n" for day in ("2022-10-05", "2022-11-02", "2022-11-23")
    ),
    "hösten.csv",
)
MOVED = NewTable(HEADER + f"2022-11-02,{KS},moved,2022-11-09\n", "ändringar.csv")
SLOWER = NewRulebook(
    'extends = "se-audit-memo"\nid = "vanersborg"\nversion = "1"\n'
    "valid_from = 2022-01-01\n[rules.draft]\n"
    'period = "-8 business days"\n[rules.refer]\nperiod = "5 business days"\n',
    "vanersborg.toml",
)
CLOSED_DAYS = BusinessCalendar.sweden(
    closed={
        date(2022, 9, 29): "klämdag",
        date(2022, 10, 31): "klämdag",
        PROMISED: "klämdag",
    },
    version="2022",
    valid_from=date(2022, 1, 1),
)
GIVEN: dict[str, Given] = {
    "meetings": AUTUMN,
    "rulebook": SLOWER,
    "calendar": CLOSED_DAYS,
}


@pytest.fixture
def store(store_url) -> Iterator[Store]:
    """A store with some cases in all states, some of which are pinned to nothing."""
    with open_store(store_url, create=True) as store:
        for case in cases_of(8, seed=20):
            store.add(case)
        registered(store, "KS 2022/9001", "Den som är registrerad")
        store.add(promised())
        yield store


def promised() -> Case:
    """A case that is answered, pinned to nothing, in which something was promised."""
    case = Case.open(letter("Den som är besvarad"), received=RECEIVED)
    case = case.take("draft", on=date(2022, 10, 4), by="h")
    said = [Response(1, "accepted", "mäta", "chefen", PROMISED)]
    case = case.take("adopt", on=date(2022, 11, 2), by=KS, responses=said)
    return case.take("answer", on=date(2022, 11, 9), by="r", despite="bråttom")


def changes_in(case: Case) -> list[VersionChanged]:
    """The changes that govern a case, meetings not counted."""
    changed = all_of(case.events, VersionChanged)
    return [one for one in changed if one.by == "kanslichefen"]


def rows(store: Store) -> list[tuple[object, ...]]:
    """What is open in each case, as the store tells it."""
    return [(one.name, one.next_due, one.reply_by) for one in store.list()]


def planned(store: Store) -> list[tuple[object, ...]]:
    """The same as the cases tell it, by the rules that the store has now."""
    versions = store.versions("vanersborg")
    found = []
    for case in store.cases():
        owed = duties_of(case, versions)
        nearest = owed.open[0].due if owed.open else None
        found.append((case.name, nearest, owed.reply_by))
    return sorted(found)


@pytest.mark.parametrize("running", [False, True], ids=["new", "running"])
@pytest.mark.parametrize("given", GIVEN)
class TestUsing:
    """Whatever is given, and for whichever cases."""

    def test_what_is_derived_is_what_a_rebuild_gives(self, store, given, running):
        """Of the cases that ended as well: one that is answered may owe measures."""
        before = rows(store)
        store.use(
            GIVEN[given],
            authority="vanersborg",
            on=DECIDED,
            by="kanslichefen",
            running=running,
        )
        assert store.differences() == ()
        assert rows(store) == planned(store) != before
        versions = store.versions("vanersborg")
        found = store.overdue(TODAY)
        assert found == overdue(store.cases(), TODAY, versions=versions)
        assert store.verify().holds

    def test_running_cases_say_so_once(self, store, given, running):
        """Each that has not ended; meetings are no version that a case is pinned to."""
        store.use(
            GIVEN[given],
            authority="vanersborg",
            on=DECIDED,
            by="kanslichefen",
            running=running,
        )
        pinned = running and given != "meetings"
        for case in store.cases():
            expected = pinned and case.state not in ENDED
            assert len(changes_in(case)) == expected


class TestWhatItMoves:
    """What a case is planned by."""

    def test_a_running_case_goes_by_what_it_is_given(self, store):
        """From the day of the decision, as its plan says; others stay."""
        before = {case.name: case for case in store.cases()}
        others = {
            name
            for name, case in before.items()
            if all_of(case.history, VersionChanged)
        }
        for new in (SLOWER, CLOSED_DAYS):
            store.use(new, authority="vanersborg", on=DECIDED, by="k", running=True)
        versions = store.versions("vanersborg")
        for case in store.cases():
            result = plan(case, versions=versions)
            if case.state in ENDED:
                assert case == before[case.name]
            elif case.name not in others:
                assert result.rulebook == "vanersborg 1"
                assert result.business_calendar.version == "2022"
                changed = all_of(case.events, VersionChanged)[-1]
                assert changed.on == max(DECIDED, case.received)

    def test_a_new_case_goes_by_what_is_valid_when_it_comes(self, store):
        """One that was registered before stays with what it says."""
        old = store.case("KS 2022/9001")
        store.use(SLOWER, authority="vanersborg", on=DECIDED, by="k")
        store.use(CLOSED_DAYS, authority="vanersborg", on=DECIDED, by="k")
        new = store.register(letter("Den nya"), received=RECEIVED)
        assert pin_in(new.case.events, Governs.RULEBOOK) == "vanersborg 1"
        assert new.plan().rulebook == "vanersborg 1"
        assert str(old.plan()["draft"].due) == "2022-10-28"
        assert str(new.plan()["draft"].due) == "2022-10-24"
        assert store.case("KS 2022/9001").plan() == old.plan()

    def test_a_later_table_amends_the_one_before_it(self, store):
        """What it does not name is held as it was."""
        store.use(AUTUMN, authority="vanersborg", by="k")
        case = store.case("KS 2022/9001")
        assert str(case.plan()["adopt"].due) == "2022-11-02"
        store.use(MOVED, authority="vanersborg", by="k")
        assert str(case.plan()["adopt"].due) == "2022-11-09"
        meetings = store.versions("vanersborg").meetings_at()
        assert meetings is not None
        assert [str(day) for day in meetings.days_of(KS)] == [
            "2022-10-05",
            "2022-11-09",
            "2022-11-23",
        ]
        assert store.differences() == ()

    def test_meetings_are_known_from_when_they_were_published(self, store):
        """A plan as it was known before goes by the table before."""
        first, second = "2022-09-01T08:00:00+02:00", "2022-10-20T08:00:00+02:00"
        tables = [
            NewTable(AUTUMN.text, AUTUMN.source, first),
            NewTable(MOVED.text, MOVED.source, second),
        ]
        for table in tables:
            store.use(table, authority="vanersborg", by="k")
        versions = store.versions("vanersborg")
        extra = HEADER + f"2022-12-07,{KS},extra,\n"
        early, always = NewTable(extra, "x", first), NewTable(extra, "x")
        named = [meetings.version for meetings in versions.meetings]
        assert named == ["meetings 1", "meetings 2"]
        with pytest.raises(ValueRefused, match="published="):
            store.use(early, authority="vanersborg", by="k")
        with pytest.raises(ValueRefused, match="published="):
            store.use(always, authority="vanersborg", by="k")
        assert store.versions("vanersborg") == versions

    def test_an_authority_may_have_rules_before_it_has_cases(self, store):
        """Its first case is planned by them."""
        store.use(SLOWER, authority="bengtsfors", on=DECIDED, by="k")
        case = registered(store, town="Bengtsfors kommun")
        assert case.plan().rulebook == "vanersborg 1"
        assert store.case("KS 2022/9001").plan().rulebook != "vanersborg 1"
        assert store.differences() == ()

    def test_a_decision_is_checked_against_its_meetings(self, store):
        """Where the caller gives none, the latest of the store are asked."""
        store.use(AUTUMN, authority="vanersborg", by="k")
        case = store.case("KS 2022/9001")
        case = case.take("draft", on=date(2022, 10, 3), by="h")
        with pytest.raises(NotAllowed, match="no meeting of the body"):
            case.take("adopt", on=date(2022, 11, 3), by="ks")
        assert case.take("adopt", on=date(2022, 11, 2), by="ks").version == 4

    def test_what_an_answered_case_owes_moves_too(self, store):
        """What it promised may be due on a day that is closed since."""
        [name] = [one.name for one in store.list(title="besvarad")]
        before = store.case(name).plan()["measure:1"]
        assert before.safe == PROMISED
        store.use(CLOSED_DAYS, authority="vanersborg", on=DECIDED, by="k")
        assert store.case(name).plan()["measure:1"].safe == date(2023, 5, 17)
        assert store.differences() == ()


class TestRefusing:
    """What contradicts itself is refused, and nothing is written."""

    @pytest.mark.parametrize(
        ("given", "error"),
        [
            (
                NewTable(HEADER + f"2022-12-07,{KS},planned,\n" * 2, "x"),
                MeetingsRefused,
            ),
            (NewTable("no table", "x"), MeetingsRefused),
            (NewRulebook("[rules.draft]", "x"), RulebookRefused),
            (SLOWER, ValueRefused),
            (CLOSED_DAYS, ValueRefused),
        ],
        ids=["twice-in-a-table", "no-table", "no-rulebook", "same-rules", "same-days"],
    )
    def test_what_contradicts_is_not_written(self, store, given, error):
        """Neither by itself, nor beside what was given before."""
        for before in (SLOWER, CLOSED_DAYS, AUTUMN):
            store.use(before, authority="vanersborg", on=DECIDED, by="k")
        kept = written(store)
        with pytest.raises(error):
            store.use(given, authority="vanersborg", on=DECIDED, by="k", running=True)
        with pytest.raises(error):
            store.use(given, authority="vanersborg", on=DECIDED, by="nobody else")
        assert written(store) == kept
        assert store.overdue(TODAY).on == TODAY

    def test_versions_that_were_rolled_back_are_nobodys(self, store):
        """What was asked within the transaction is not kept for after it."""
        before = store.versions("vanersborg")

        def fail() -> None:
            with store.transaction() as together:
                together.use(SLOWER, authority="vanersborg", on=DECIDED, by="k")
                assert len(together.versions("vanersborg").rulebooks) == 2
                together.case("KS 2022/9001").take("answer", on=DECIDED, by="r")

        with pytest.raises(NotAllowed):
            fail()
        assert store.versions("vanersborg") == before
        store.use(CLOSED_DAYS, authority="vanersborg", on=DECIDED, by="k")
        after = store.versions("vanersborg")
        assert len(after.rulebooks) == 1
        assert [one.version for one in after.calendars] == ["", "2022"]


class Stopped(Exception):
    """The program was ended in the middle."""


@pytest.mark.parametrize("given", ["rulebook", "calendar"])
class TestStopped:
    """A change that was stopped on its way."""

    @pytest.fixture(autouse=True)
    def chunks(self, monkeypatch) -> None:
        """Few cases at a time, so that there is a way to be stopped on."""
        monkeypatch.setattr(rebuilding, "CHUNK", 3)
        monkeypatch.setattr(changing, "CHUNK", 3)

    @staticmethod
    def _stop(store: Store, given: Given, after: int) -> None:
        calls = 0

        def stop(done: int, total: int) -> None:
            nonlocal calls
            calls += 1
            assert 0 < done <= total
            if calls == after:
                raise Stopped

        with pytest.raises(Stopped):
            store.use(
                given,
                authority="vanersborg",
                on=DECIDED,
                by="kanslichefen",
                running=True,
                progress=stop,
            )

    @pytest.mark.parametrize("after", [1, 3])
    def test_it_is_told_until_it_is_finished(self, store, given, after):
        """What is overdue is not answered by days that may be wrong."""
        self._stop(store, GIVEN[given], after)
        with pytest.raises(StoreRefused, match="auditflow store rebuild"):
            store.overdue(TODAY)
        registered(store, "KS 2022/9002", "Den som kom under tiden")
        store.rebuild()
        assert store.differences() == ()
        versions = store.versions("vanersborg")
        found = store.overdue(TODAY)
        assert found == overdue(store.cases(), TODAY, versions=versions)
        for case in store.cases():
            expected = case.state not in ENDED and case.dnr != "KS 2022/9002"
            assert len(changes_in(case)) == expected
        assert store.verify().holds
        store.rebuild()
        assert store.differences() == ()

    def test_another_change_waits_until_it_is_finished(self, store, given):
        """Else the cases that it has not reached would never hear of it."""
        self._stop(store, GIVEN[given], 1)
        before = written(store)
        with pytest.raises(StoreRefused, match="of vanersborg is not finished"):
            store.use(AUTUMN, authority="vanersborg", by="k")
        assert written(store) == before
        store.use(AUTUMN, authority="bengtsfors", by="k")
        store.rebuild()
        store.use(AUTUMN, authority="vanersborg", by="k")
        assert store.differences() == ()

    def test_a_step_that_is_taken_meanwhile_counts(self, store, given):
        """Others go on writing; the change reaches their cases after it."""
        self._stop(store, GIVEN[given], 1)
        case = store.case("KS 2022/9001")
        case = case.take("draft", on=DECIDED + timedelta(days=1), by="h")
        store.rebuild()
        [changed] = changes_in(store.case("KS 2022/9001").case)
        assert changed.on == DECIDED
        assert store.case(case.name).case.state == "drafted"
        assert store.differences() == ()


def test_an_authority_without_rules_of_its_own_has_the_shipped_ones(store):
    """As they were when it came into the store."""
    assert store.versions("vanersborg") == Versions()
