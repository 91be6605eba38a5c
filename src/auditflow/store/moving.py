"""Whole cases as lines of JSON: out of one store, and into another one the same."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import attrs
from sqlalchemy import Connection, select

from auditflow.case import Case
from auditflow.case.file import case_from_json, case_to_json
from auditflow.errors import (
    AuditflowError,
    CaseKnown,
    CaseUnknown,
    InputRefused,
    NumberTaken,
    Problem,
)
from auditflow.memo import slug
from auditflow.store.access import Access, named
from auditflow.store.entries import in_order, table_of, told_by
from auditflow.store.finding import stream_named, told_in
from auditflow.store.ledger import Pen, pen_on
from auditflow.store.people import Table
from auditflow.store.schema import CASE, ENTRY
from auditflow.store.writing import write_cases
from auditflow.values import seen

Progress = Callable[[int], None]
"""Is told how many lines have been read."""

BATCH: Final = 500
"""Cases that are written together; when they are, they are on the disk."""


def line_of(case: Case) -> str:
    """The *case* as one line of JSON, without its end: the same for the same case."""
    said = case_to_json(case)
    return seen(json.dumps(said, ensure_ascii=False, separators=(",", ":")))


@attrs.frozen
class Imported:
    """What became of the lines: cases that were ``added``, and that were ``known``.

    ``refused`` are the lines of which nothing was written, each with what is wrong.
    """

    added: int
    known: int
    refused: tuple[Problem, ...]


def exported(access: Access, connection: Connection) -> Iterator[str]:
    """Each case as a line, by its name, however many there are."""
    last = ""
    while True:
        asked = (
            select(CASE.c.name, CASE.c.stream)
            .where(access.scope.rows_of(CASE), CASE.c.name > last)
            .order_by(CASE.c.name)
            .limit(BATCH)
        )
        rows = connection.execute(asked).all()
        if not rows:
            return
        cases = cases_in(access, connection, [row.stream for row in rows])
        for row in rows:
            yield line_of(cases[row.stream])
        last = rows[-1].name


def all_cases(access: Access, connection: Connection, *, ended: bool) -> Iterator[Case]:
    """Each case as a value, in the order in which they came."""
    last = 0
    while True:
        asked = select(CASE.c.stream).where(
            access.scope.rows_of(CASE), CASE.c.stream > last
        )
        if not ended:
            asked = asked.where(CASE.c.state.not_in(("answered", "closed")))
        asked = asked.order_by(CASE.c.stream).limit(BATCH)
        streams = [*connection.execute(asked).scalars()]
        if not streams:
            return
        found = cases_in(access, connection, streams)
        yield from (found[stream] for stream in streams)
        last = streams[-1]


def cases_in(
    access: Access, connection: Connection, streams: Sequence[int]
) -> dict[int, Case]:
    """The cases of these *streams*, read together."""
    asked = (
        select(ENTRY.c.stream, ENTRY.c.authority, ENTRY.c.text)
        .where(access.scope.rows_of(ENTRY), ENTRY.c.stream.in_(streams))
        .order_by(ENTRY.c.stream, ENTRY.c.number)
    )
    found: dict[int, list[Table]] = {}
    by_authority: dict[str, list[Table]] = {}
    for stream, authority, text in connection.execute(asked):
        said = table_of(text)
        found.setdefault(stream, []).append(said)
        by_authority.setdefault(authority, []).append(said)
    for authority, entries in by_authority.items():
        named(connection, authority, entries)
    return {
        stream: told_by(entries, f"stream {stream}").case
        for stream, entries in found.items()
    }


def imported(
    access: Access, lines: Iterable[str], by: str, progress: Progress | None
) -> Imported:
    """Write the case in each of *lines*, or say what is wrong with it."""
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    added, known, read = 0, 0, 0
    refused: list[Problem] = []
    while batch := [*islice(numbered, BATCH)]:
        cases: dict[int, Case] = {}
        for number, line in batch:
            try:
                cases[number] = _case(access, line)
            except AuditflowError as error:
                refused += _problems(number, error)
        for number, outcome in written(access, cases, by):
            if outcome is None:
                known += 1
            elif isinstance(outcome, AuditflowError):
                refused += _problems(number, outcome)
            else:
                added += 1
        read = batch[-1][0]
        if progress is not None:
            progress(read)
    return Imported(added, known, tuple(sorted(refused, key=_line)))


def _line(problem: Problem) -> int:
    return int(problem.place.split(":")[0].split()[1])


def _case(access: Access, line: str) -> Case:
    case = in_order(case_from_json(line))
    if not case.authority or case.authority != slug(case.authority):
        mend = "write it in the letters a–z, as in vanersborg"
        what = f"the authority {case.authority!r} is no short name"
        raise InputRefused((Problem("authority", what, mend),))
    access.scope.check(case.authority)
    return case


def written(
    access: Access, cases: dict[int, Case], by: str
) -> Iterator[tuple[int, AuditflowError | int | None]]:
    """Write *cases* together: of each its stream, what is wrong, or None: it is known.

    What is right among them is written in one transaction.
    """
    if not cases:
        return
    authorities: dict[str, list[int]] = {}
    for number, case in cases.items():
        authorities.setdefault(case.authority, []).append(number)
    outcomes: dict[int, AuditflowError | int | None] = {}
    with access.writing() as connection, pen_on(connection, access.clock) as pen:
        for authority, numbers in authorities.items():
            own = [cases[number] for number in numbers]
            found = _of_one(access, pen, authority, own, by)
            outcomes.update(zip(numbers, found, strict=True))
    yield from sorted(outcomes.items())


def _of_one(
    access: Access, pen: Pen, authority: str, cases: Sequence[Case], by: str
) -> list[AuditflowError | int | None]:
    """Write the *cases* of one authority."""
    versions = access.versions(pen.connection, authority)
    found = write_cases(pen, cases, versions, by)
    return [
        None if _is_known(access, pen.connection, case, outcome) else outcome
        for case, outcome in zip(cases, found, strict=True)
    ]


def _is_known(
    access: Access, connection: Connection, case: Case, outcome: AuditflowError | int
) -> bool:
    """Whether the store has the very same case already."""
    if not isinstance(outcome, CaseKnown | NumberTaken):
        return False
    try:
        stream = stream_named(access, connection, outcome.case)
        stored = told_in(access, connection, stream).case
    except CaseUnknown:  # it stands further up among the same lines
        return False
    return line_of(stored) == line_of(case)


def _problems(number: int, error: AuditflowError) -> Iterator[Problem]:
    place = f"line {number}"
    if isinstance(error, InputRefused):
        for problem in error.found:
            where = ": ".join(filter(None, (place, problem.place)))
            yield Problem(where, problem.what, problem.mend)
    else:
        what, _, mend = str(error).rpartition("; ")
        yield Problem(place, what, mend)
