"""The web service of the examples answers callers as it says, on a real database."""

import importlib.util
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pendulum
import pytest

from auditflow import errors
from auditflow.store import open_store
from tests.planning.cases import DEMO

FILE = Path(__file__).parents[1] / "examples" / "09_web_service.py"
LETTER = (DEMO / "vanersborg-2022.txt").read_text(encoding="utf-8")
CASE = "/cases/vanersborg/kommunstyrelsen/2022-347"
REGISTER = "/letters?received=2022-09-27"


@pytest.fixture
def module(monkeypatch):
    """The example, imported as a server would."""
    spec = importlib.util.spec_from_file_location("web_service", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "web_service", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def database(tmp_path):
    """Where the database is."""
    return tmp_path / "auditflow.db"


@pytest.fixture
def store(database):
    """An empty store, which does not wait long for others."""

    def clock():
        return pendulum.datetime(2022, 9, 27, 9, tz="Europe/Stockholm")

    with open_store(
        f"sqlite:///{database}", create=True, wait=0.1, clock=clock
    ) as store:
        yield store


@pytest.fixture
def caller(module, store):
    """Makes a caller with a key; without one, it has that of Vänersborg."""
    application = module.service(store, {"key-1": "vanersborg", "key-2": "sala"})

    def made(key="key-1"):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return module.TestClient(application, headers=headers)

    return made


@pytest.fixture
def here(caller):
    """A caller who has registered the letter."""
    client = caller()
    assert _register(client).status_code == 201
    return client


def _register(client: Any, letter: str = LETTER, path: str = REGISTER) -> Any:
    kind = {"Content-Type": "text/plain; charset=utf-8"}
    return client.post(path, content=letter.encode(), headers=kind)


def _take(
    client: Any, step: str, version: int, on: str = "2022-09-30", **details: object
) -> Any:
    asked = {"step": step, "version": version, "on": on, "by": "anna", **details}
    return client.post(f"{CASE}/steps", json=asked)


def test_a_letter_becomes_a_case(caller):
    """It is answered with its name, its plan, and what a person must confirm."""
    answer = _register(caller())
    said = answer.json()
    assert (answer.status_code, said["case"]) == (201, CASE.removeprefix("/cases/"))
    assert (said["version"], said["state"]) == (1, "received")
    days = {one["id"]: one["due"] for one in said["deadlines"]}
    assert days["answer"] == "2022-11-25"
    assert said["questions"] == []


def test_the_same_letter_again_is_a_conflict(here):
    """The answer names the case that there is."""
    answer = _register(here)
    assert answer.status_code == 409
    assert answer.json()["case"] == CASE.removeprefix("/cases/")
    assert len(here.get("/cases").json()["cases"]) == 1


@pytest.mark.parametrize(
    ("letter", "path"),
    [
        pytest.param("Hej! Vi ses på torsdag.", REGISTER, id="no-letter"),
        pytest.param("", REGISTER, id="nothing"),
        pytest.param(LETTER, "/letters", id="no-day"),
        pytest.param(LETTER, "/letters?received=igår", id="no-such-day"),
        pytest.param(LETTER, "/letters?received=2022-09-01", id="before-its-own-day"),
        pytest.param(LETTER, "/letters?received=1852-03-04", id="out-of-range"),
        pytest.param(LETTER, f"{REGISTER}&body=byalaget", id="no-such-body"),
    ],
)
def test_what_cannot_be_registered_is_refused(caller, letter, path):
    """It is the caller's to mend, and nothing is written."""
    answer = _register(caller(), letter, path)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert caller().get("/cases").json()["cases"] == []


def test_a_case_is_shown_with_its_plan(here):
    """Each deadline has its day, its status on the day asked about, and its reasons."""
    said = here.get(CASE, params={"today": "2022-09-29"}).json()
    register = next(one for one in said["deadlines"] if one["id"] == "register")
    assert (register["due"], register["status"]) == ("2022-09-28", "overdue")
    assert "1 business day after 2022-09-27 is 2022-09-28" in register["why"]
    assert said["allowed"] == ["refer", "draft", "close"]


def test_a_whole_case_can_be_followed(here):
    """Each step that auditflow knows can be taken, with what it needs."""
    responses = [
        {
            "number": n,
            "measure": "ny rutin",
            "responsible": "chefen",
            "day": "2023-06-30",
        }
        for n in range(1, 8)
    ]
    steps = [
        _take(here, "refer", 1, to={"socialnämnden": "2022-10-24"}),
        _take(here, "draft", 2, on="2022-10-31", responses=responses),
        _take(here, "remit", 3, on="2022-11-02", reason="oklart"),
        _take(here, "draft", 4, on="2022-11-04", responses=responses),
        _take(here, "adopt", 5, on="2022-11-23", paragraph="§ 231", immediate=True),
        _take(here, "answer", 6, on="2022-11-24"),
    ]
    assert [one.status_code for one in steps] == [200] * 6
    said = here.get(CASE).json()
    assert (said["version"], said["state"]) == (7, "answered")


def test_who_saw_an_old_version_is_told_what_was_written_since(here):
    """Nothing is written, and the answer says by whom and what."""
    _take(here, "refer", 1, to={"socialnämnden": None})
    answer = _take(here, "close", 1, reason="dubblett")
    said = answer.json()
    assert (answer.status_code, said["error"]) == (409, "Conflict")
    assert (said["read"], said["found"]) == (1, 2)
    assert said["between"] == [
        "entry 2, 2022-09-30: Referred to socialnämnden, by anna"
    ]
    assert here.get(CASE).json()["version"] == 2


def test_of_many_at_once_one_wins(here):
    """The others get a conflict, whichever way they lost."""
    with ThreadPoolExecutor(4) as pool:
        bodies = "abcd"
        asked = [pool.submit(_take, here, "refer", 1, to={b: None}) for b in bodies]
        statuses = sorted(one.result().status_code for one in asked)
    assert statuses[0] == 200
    assert {*statuses[1:]} <= {409, 503}
    assert here.get(CASE).json()["version"] == 2


def test_a_version_that_the_case_never_had_is_refused(here):
    """It is no conflict: nobody can have seen it."""
    answer = _take(here, "refer", 7, to={"socialnämnden": None})
    assert answer.status_code == 422
    assert "which has 1" in answer.json()["detail"]
    assert _take(here, "refer", 0, to={"socialnämnden": None}).status_code == 422


def test_everything_that_stands_in_the_way_is_told(here):
    """What is impossible, what is irregular, and what can be done instead."""
    said = _take(here, "adopt", 1).json()
    assert (said["error"], said["state"]) == ("NotAllowed", "received")
    assert said["impossible"]
    assert said["allowed"] == ["refer", "draft", "close"]
    _take(here, "draft", 1)
    answer = _take(here, "adopt", 2, on="2022-10-03")
    [lacking] = answer.json()["irregular"]
    assert answer.status_code == 422
    assert "has no response to recommendation" in lacking
    irregular = _take(here, "adopt", 2, on="2022-10-03", despite="efter delegation")
    assert irregular.status_code == 200


@pytest.mark.parametrize(
    ("step", "details"),
    [
        pytest.param("frobnicate", {}, id="no-step"),
        pytest.param("refer", {}, id="nobody-to-ask"),
        pytest.param("draft", {"reason": "ett skäl"}, id="a-detail-too-many"),
        pytest.param("draft", {"responses": [{}]}, id="a-response-without-number"),
        pytest.param(
            "draft", {"responses": [{"number": 1, "stance": "kanske"}]}, id="?"
        ),
    ],
)
def test_a_step_that_makes_no_sense_is_refused(here, step, details):
    """It is the caller's to mend, and nothing is written."""
    answer = _take(here, step, 1, **details)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert here.get(CASE).json()["version"] == 1


def test_another_authority_sees_and_does_nothing_here(here, caller):
    """Its list is empty, and what others have is as if it were not there."""
    other = caller("key-2")
    assert other.get("/cases").json()["cases"] == []
    assert other.get("/overdue?on=2022-12-01").json()["overdue_number"] == 0
    assert other.get(CASE).status_code == 404
    assert _take(other, "refer", 1, to={"socialnämnden": None}).status_code == 404
    assert here.get(CASE).json()["version"] == 1


def test_each_authority_has_the_letter_for_itself(here, caller):
    """What one has registered is new to the other."""
    assert _register(caller("key-2")).json()["case"].startswith("sala/")


@pytest.mark.parametrize("key", ["", "key-3"])
def test_nobody_comes_in_without_a_key(here, caller, key):
    """Neither without one, nor with one that is not known."""
    stranger = caller(key)
    for path in "/cases", CASE, "/overdue":
        assert stranger.get(path).status_code in (401, 403)
    assert _register(stranger).status_code in (401, 403)


def test_a_long_list_comes_in_pages(caller):
    """Each page says where the next begins; the last one does not."""
    client = caller()
    for year in range(1, 4):
        letter = LETTER.replace("2022/347", f"2022/{year}")
        assert _register(client, letter).status_code == 201
    first = client.get("/cases", params={"limit": 2}).json()
    rest = client.get("/cases", params={"limit": 2, "after": first["next"]}).json()
    names = [one["name"] for page in (first, rest) for one in page["cases"]]
    assert len(names) == len({*names}) == 3
    assert rest["next"] is None
    assert client.get("/cases?limit=0").status_code == 422


def test_the_overdue_list_is_that_of_the_store(here, store):
    """The same duties, as many of them as were asked for, and all are counted."""
    found = store.overdue(date(2022, 11, 30))
    said = here.get("/overdue", params={"on": "2022-11-30", "limit": 1}).json()
    assert said["on"] == "2022-11-30"
    assert said["overdue_number"] == found.overdue_number > 1
    [first] = said["overdue"]
    assert (first["deadline"], first["due"]) == ("register", "2022-09-28")
    assert first["business_days_late"] == found.overdue[0].business_days_late
    assert here.get("/overdue?on=1852-03-04").status_code == 422
    assert here.get("/overdue?limit=-1").status_code == 422


def test_a_store_that_is_held_asks_to_try_again(here, database):
    """The answer says neither where the store lies nor who holds it."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = _take(here, "refer", 1, to={"socialnämnden": None})
    assert answer.status_code == 503
    said = {"error": "StoreBusy", "detail": "try again a little later"}
    assert answer.json() == said
    assert _take(here, "refer", 1, to={"socialnämnden": None}).status_code == 200


def test_whatever_auditflow_refuses_has_a_status(module):
    """Each kind of error gets one, by the kind that it is of."""
    kinds = [getattr(errors, name) for name in errors.__all__]
    kinds = [kind for kind in kinds if isinstance(kind, type)]
    refused = [kind for kind in kinds if issubclass(kind, errors.AuditflowError)]
    statuses = {
        kind: next(module.STATUS[one] for one in kind.__mro__ if one in module.STATUS)
        for kind in refused
    }
    assert statuses[errors.NotAllowed] == statuses[errors.MemoRefused] == 422
    assert statuses[errors.StoreBusy] == statuses[errors.StoreMissing] == 503
