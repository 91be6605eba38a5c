"""A web service on a store: each caller follows the cases of one authority.

Beside auditflow it needs ``pip install fastapi httpx2 uvicorn``. Run as it is, it plays
a few requests; `service` makes the application for a server of your own.
"""

import json
import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

import attrs
import pendulum
from fastapi import APIRouter, Body, Depends, FastAPI, HTTPException, Query, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

import auditflow
from auditflow import AuditflowError, read_memo
from auditflow.case.telling import told
from auditflow.errors import (
    CaseKnown,
    CaseUnknown,
    Conflict,
    Fault,
    NotAllowed,
    NumberTaken,
    StoreRefused,
    ValueRefused,
)
from auditflow.events import Response
from auditflow.store import NewTable, Store, StoredCase, open_store

DEMO: Final = Path(auditflow.__file__).parent / "demo"

STATUS: Final[dict[type, int]] = {
    CaseUnknown: 404,
    CaseKnown: 409,
    Conflict: 409,
    NumberTaken: 409,
    Fault: 500,
    StoreRefused: 503,
    AuditflowError: 422,
}

Json = dict[str, object]
Key = Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]
Limit = Annotated[int, Query(ge=1, le=1000)]
router = APIRouter()


def own_cases(request: Request, key: Key) -> Store:
    """The cases of the authority to which the caller's key belongs, and no others."""
    keys: Mapping[str, str] = request.app.state.keys
    store: Store = request.app.state.store
    if key.credentials not in keys:
        raise HTTPException(401, "this key opens nothing; ask for one")
    return store.of(keys[key.credentials])


Cases = Annotated[Store, Depends(own_cases)]


class Reply(BaseModel):
    """The response to one recommendation."""

    number: int
    stance: str = "accepted"
    measure: str = ""
    responsible: str = ""
    day: date | None = None


class Step(BaseModel):
    """A step, with what it needs, and the version of the case that the person saw."""

    step: str
    version: Annotated[int, Field(ge=1)]
    on: date
    by: str
    to: dict[str, date | None] | None = None
    responses: list[Reply] | None = None
    paragraph: str | None = None
    immediate: bool | None = None
    reason: str | None = None
    despite: str | None = None

    def details(self) -> dict[str, Any]:
        """What was said of it; auditflow knows what each step takes."""
        every = {"step", "version", "responses"}
        said = self.model_dump(exclude=every, exclude_none=True)
        if self.responses is not None:
            said["responses"] = [Response(**one.model_dump()) for one in self.responses]
        return said


@router.post("/letters", status_code=201)
def register(
    cases: Cases,
    letter: Annotated[str, Body(media_type="text/plain")],
    received: date,
    body: str | None = None,
) -> Json:
    """Register a letter; the questions are what a person must confirm in it."""
    reading = read_memo(letter)
    if reading.memo is None:
        raise HTTPException(422, str(reading.why_not))
    case = cases.register(reading.memo, received=received, body=body)
    return {**shown(case, None), "questions": [str(one) for one in reading.questions]}


@router.get("/cases")
def page(cases: Cases, after: str | None = None, limit: Limit = 100) -> Json:
    """The cases by name, a page at a time; the next one begins after ``next``."""
    found = list(cases.list(after=after, limit=limit))
    more = found[-1].name if len(found) == limit else None
    return {"cases": [attrs.asdict(one) for one in found], "next": more}


@router.get("/cases/{name:path}")
def show(cases: Cases, name: str, today: date | None = None) -> Json:
    """A case with its plan, seen from a day."""
    return shown(cases.case(name), today)


@router.post("/cases/{name:path}/steps")
def take(cases: Cases, name: str, asked: Step) -> Json:
    """Take a step, if the case is still as the person saw it."""
    case = as_seen(cases.case(name), asked.version)
    step: Any = case.take  # which step it is, no type checker can know
    return shown(step(asked.step, **asked.details()), asked.on)


@router.get("/overdue")
def overdue(
    cases: Cases,
    on: date | None = None,
    body: str | None = None,
    limit: Limit = 100,
) -> Json:
    """What is overdue on a day, what soon will be, and what cannot be in time."""
    return attrs.asdict(cases.overdue(on, body=body, limit=limit))


def as_seen(case: StoredCase, version: int) -> StoredCase:
    """The *case*, unless it has changed since somebody saw that *version* of it."""
    if case.version < version:
        what = f"version {version} of {case.name}, which has {case.version} entries"
        raise ValueRefused(what, "read the case again")
    if case.version > version:
        between = (
            f"entry {number}, {one.on}: {told(one, 'en')}, by {one.by}"
            for number, one in enumerate(case.entries[version:], version + 1)
        )
        raise Conflict(case.name, version, case.version, tuple(between))
    return case


def shown(case: StoredCase, today: date | None) -> Json:
    """A case as the service tells it."""
    plan = case.plan(today=today)
    deadlines = [
        {
            "id": one.id,
            "due": one.due,
            "status": one.status,
            "why": [reason.en for reason in one.reasons],
        }
        for one in plan.deadlines
    ]
    return {
        "case": case.name,
        "version": case.version,
        "state": case.case.state,
        "allowed": case.case.allowed,
        "deadlines": deadlines,
        "advice": plan.advice.en if plan.advice else None,
    }


def refused(request: Request, error: Exception) -> JSONResponse:
    """Turn what auditflow refuses into an answer: all such answers are made here."""
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    if status >= STATUS[Fault]:
        # Where the store lies and who holds it is for the log, not for the caller.
        logging.getLogger(__name__).error("%s: %s", request.url.path, error)
        sorry = {"error": type(error).__name__, "detail": "try again a little later"}
        return JSONResponse(sorry, status)
    said = {"error": type(error).__name__, "detail": str(error)}
    match error:
        case Conflict() | NotAllowed() | CaseKnown():
            said |= attrs.asdict(error)
        case _:
            pass
    return JSONResponse(said, status)


def service(store: Store, keys: Mapping[str, str]) -> FastAPI:
    """The application: on a *store*, with the authority to which each key belongs."""
    application = FastAPI(title="Answers to the auditors")
    application.state.store, application.state.keys = store, keys
    application.include_router(router)
    application.add_exception_handler(AuditflowError, refused)
    return application


def ask(
    caller: TestClient,
    what: str,
    *told: str,
    letter: str | None = None,
    step: Json | None = None,
) -> None:
    """Ask *what* of the service as *caller*, and print what is *told* in the answer."""
    method, path = what.split()
    kind = {"Content-Type": "text/plain"} if letter else None
    answer = caller.request(method, path, content=letter, json=step, headers=kind)
    print(f"{what}\n  {answer.status_code}")
    for key in told:
        print(f"  {key}: {json.dumps(answer.json()[key], ensure_ascii=False)}")
    print()


def at_nine() -> pendulum.DateTime:
    """The clock of this example, so that each run of it is the same."""
    return pendulum.datetime(2022, 9, 27, 9, tz="Europe/Stockholm")


def play(store: Store) -> None:
    """A letter is registered, two registrars work on its case, another may not."""
    letter = (DEMO / "vanersborg-2022.txt").read_text(encoding="utf-8")
    meetings = (DEMO / "gullspang-2022.csv").read_text(encoding="utf-8")
    plan = NewTable(meetings, "sammanträdesplanen")
    store.use(plan, authority="vanersborg", by="sekreteraren")

    application = service(store, {"key-1": "vanersborg", "key-2": "sala"})
    here = TestClient(application, headers={"Authorization": "Bearer key-1"})
    elsewhere = TestClient(application, headers={"Authorization": "Bearer key-2"})

    register = "POST /letters?received=2022-09-27"
    ask(here, register, "case", "version", "allowed", letter=letter)
    ask(here, register, "error", "detail", letter=letter)

    case = "/cases/vanersborg/kommunstyrelsen/2022-347"
    ask(elsewhere, "GET /cases", "cases")
    ask(elsewhere, f"GET {case}", "error")

    take = f"POST {case}/steps"
    anna: Json = {"step": "refer", "on": "2022-09-30", "by": "anna", "version": 1}
    anna["to"] = {"socialnämnden": "2022-10-24"}
    bo: Json = {"step": "close", "on": "2022-09-30", "by": "bo", "version": 1}
    bo["reason"] = "registrerat två gånger"
    ask(here, take, "version", "state", "advice", step=anna)
    ask(here, take, "error", "between", step=bo)

    eva: Json = {"step": "draft", "on": "2022-10-31", "by": "eva", "version": 2}
    ask(here, take, "version", "state", "allowed", step=eva)
    board: Json = {"step": "adopt", "on": "2022-11-04", "by": "styrelsen", "version": 3}
    ask(here, take, "error", "impossible", "irregular", "allowed", step=board)
    ask(here, "GET /overdue?on=2022-11-01", "overdue_number", "overdue")


def main() -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/auditflow.db"
        with open_store(url, create=True, clock=at_nine) as store:
            play(store)


if __name__ == "__main__":
    main()
