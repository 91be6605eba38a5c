"""Whole cases as lines of JSON: out of one store, and into another one the same."""

import contextlib
import gc
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final

import attrs
from sqlalchemy import Connection, select

from auditflow.case import Case
from auditflow.case.file import case_from_json, case_to_json
from auditflow.day import read_instant
from auditflow.errors import (
    AuditflowError,
    CaseKnown,
    InputRefused,
    NumberTaken,
    Problem,
    RefusedLine,
)
from auditflow.files import MOST_BYTES
from auditflow.lifecycle import ENDED
from auditflow.memo import slug
from auditflow.store.access import Access
from auditflow.store.comparing import missing_in
from auditflow.store.derived import number_key
from auditflow.store.entries import in_order
from auditflow.store.finding import told_in_each
from auditflow.store.ledger import pen_on
from auditflow.store.schema import CASE
from auditflow.store.stamping import stamped
from auditflow.store.writing import with_pins, write_cases
from auditflow.values import seen

Progress = Callable[[int], None]
"""Is told how many lines have been read."""

BATCH: Final = 1000
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
    refused: tuple[RefusedLine, ...]


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
            asked = asked.where(CASE.c.state.not_in(ENDED))
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
    told = told_in_each(access, connection, streams)
    return {stream: one.case for stream, one in told.items()}


Given = str | bytes | Case
"""A case as it is given: as a line of JSON, or as the value that it is already."""

Outcome = AuditflowError | int | None
"""The stream that a case has become, what is wrong with it, or None: it is known."""


@attrs.define
class _Tally:
    """What has become of the lines so far."""

    added: int = 0
    known: int = 0
    refused: list[RefusedLine] = attrs.field(factory=list)

    def note(self, number: int, outcome: Outcome) -> None:
        """Note what became of the line with this *number*."""
        if outcome is None:
            self.known += 1
        elif isinstance(outcome, AuditflowError):
            self.refused += _problems(number, outcome)
        else:
            self.added += 1

    def whole(self) -> Imported:
        """All of it, line by line."""
        refused = sorted(self.refused, key=lambda problem: problem.line)
        return Imported(self.added, self.known, tuple(refused))


def numbered(lines: Iterable[str | bytes]) -> Iterator[tuple[int, str | bytes]]:
    """Each of *lines* that says something, with its number."""
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_BYTES or line.strip():
            yield number, line


def imported(
    access: Access,
    given: Iterable[tuple[int, Given]],
    by: str,
    progress: Progress | None,
    *,
    told_now: bool,
) -> Imported:
    """Write each of the cases that are *given*, or say what is wrong with it.

    *told_now* says that nobody has kept them before: their authority's rules of today
    are written into them, and the instant at which they are recorded.
    """
    tally = _Tally()
    for batch in _batches(given):
        with _no_search_for_circles():
            _import(access, batch, by, tally, told_now=told_now)
        if progress is not None:
            progress(batch[-1][0])
    return tally.whole()


def _batches(given: Iterable[tuple[int, Given]]) -> Iterator[list[tuple[int, Given]]]:
    """So many cases that are *given* as are written together, and no more than fit."""
    batch: list[tuple[int, Given]] = []
    size = 0
    for number, one in given:
        batch.append((number, one))
        size += 0 if isinstance(one, Case) else len(one)
        if len(batch) == BATCH or size > MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@contextlib.contextmanager
def _no_search_for_circles() -> Iterator[None]:
    """Let the collector rest while a batch is made, which holds no circles.

    It would look through all its values again and again, for a sixth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import(
    access: Access,
    batch: Iterable[tuple[int, Given]],
    by: str,
    tally: _Tally,
    *,
    told_now: bool,
) -> None:
    """Read the cases of a *batch*, and write them in one transaction."""
    cases: dict[int, Case] = {}
    for number, given in batch:
        try:
            cases[number] = _case(access, given)
        except AuditflowError as error:
            tally.note(number, error)
    if not cases:
        return
    authorities = {case.authority for case in cases.values()}
    with access.writing() as connection, pen_on(connection, access.clock) as pen:
        versions = access.versions_of_each(connection, authorities)
        new = [*cases.values()]
        if told_now:
            now = read_instant(pen.now)
            new = [
                stamped(with_pins(case, versions.get(case.authority)), now)
                for case in new
            ]
        found: Sequence[Outcome] = write_cases(pen, new, versions, by)
        pen.write()
        found = _settled(access, connection, new, found, as_told=not told_now)
    for number, outcome in zip(cases, found, strict=True):
        tally.note(number, outcome)


def _case(access: Access, given: Given) -> Case:
    case = given if isinstance(given, Case) else in_order(case_from_json(_text(given)))
    if not case.authority or case.authority != slug(case.authority):
        mend = "write it in the letters a–z, as in vanersborg"
        what = f"the authority {case.authority!r} is no short name"
        raise InputRefused((Problem("authority", what, mend),))
    if not case.body.strip():
        raise InputRefused((Problem("body", "is empty", "write the name of the body"),))
    access.scope.check(case.authority)
    return case


def _text(line: str | bytes) -> str:
    """The text of a *line*, if it is one that can be read."""
    if len(line) > MOST_BYTES:
        what = f"is longer than {MOST_BYTES // 2**20} MB"
        raise InputRefused((Problem("", what, "give one case a line"),))
    if isinstance(line, str):
        return line
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 (byte {error.start + 1} is 0x{line[error.start]:02x})"
        mend = "give the file as auditflow export wrote it"
        raise InputRefused((Problem("", what, mend),)) from None


def _settled(
    access: Access,
    connection: Connection,
    cases: Sequence[Case],
    found: Sequence[Outcome],
    *,
    as_told: bool,
) -> list[Outcome]:
    """What became of each of *cases*, now that it is known which were there before."""
    before = [_there_before(*pair) for pair in zip(cases, found, strict=True)]
    stored = _named_so(access, connection, {name for name in before if name})
    settled: list[Outcome] = []
    for case, outcome, name in zip(cases, found, before, strict=True):
        if name is None or _has_another_number(stored[name], case):
            settled.append(outcome)
        elif (why := missing_in(stored[name], case, as_told=as_told)) is None:
            settled.append(None)
        else:
            mend = "record there what is missing, with auditflow step and record"
            why = f"the store has this case already, but {why}"
            settled.append(CaseKnown(name, why, mend))
    return settled


def _there_before(case: Case, outcome: Outcome) -> str | None:
    """What the store calls this very *case*, if it has it."""
    match outcome:
        case CaseKnown(case=name):
            return name
        case NumberTaken(case=name) if name == case.name:
            return name
        case _:
            return None


def _has_another_number(stored: Case, case: Case) -> bool:
    """Whether two cases of one name are two: in names å is an a."""
    return number_key(stored.dnr) != number_key(case.dnr) and None not in (
        stored.dnr,
        case.dnr,
    )


def _named_so(
    access: Access, connection: Connection, names: Collection[str]
) -> dict[str, Case]:
    """The cases that the store has of these *names*."""
    if not names:
        return {}
    asked = select(CASE.c.name, CASE.c.stream).where(
        access.scope.rows_of(CASE), CASE.c.name.in_(names)
    )
    streams = {row.name: row.stream for row in connection.execute(asked)}
    cases = cases_in(access, connection, [*streams.values()])
    return {name: cases[stream] for name, stream in streams.items()}


def _problems(number: int, error: AuditflowError) -> Iterator[RefusedLine]:
    place = f"line {number}"
    if isinstance(error, InputRefused):
        for problem in error.found:
            what = ": ".join(filter(None, (problem.place, problem.what)))
            what = what.replace(": line 1 column ", ": column ")  # of this line
            yield RefusedLine(place, what, problem.mend, number)
    else:
        what, _, mend = str(error).rpartition("; ")
        yield RefusedLine(place, what, mend, number)
