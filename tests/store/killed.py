"""What is killed: processes that write to a store without pause, until they die.

Each says on its output what it begins to write, that it now holds the end of the
ledger, and what has been acknowledged to it: lines of a word and of marks. A mark
stands in what is written, so that it is found again.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count

from pendulum import DateTime

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.lifecycle import Step
from auditflow.store import Store, StoredCase, open_store
from auditflow.store.access import now
from auditflow.store.moving import line_of
from tests.store.letters import TOWNS, answers, letter

Call = tuple[tuple[str, ...], Callable[[], object]]
"""What is written together, by its marks, and what writes it."""

RECEIVED, DRAFTED = date(2022, 9, 27), date(2022, 10, 5)
TOGETHER = 6  # cases that are imported in one batch


def steps(store: Store, run: int) -> Iterator[Call]:
    """Steps of a few cases: each changes the state, what is due, and who is known."""
    cases = [store.case(one.name) for one in store.list(limit=4)]
    for n in count():
        mark = f"step-{run}-{n}"
        yield (mark,), partial(_step, cases, n % len(cases), mark)


def _step(cases: list[StoredCase], n: int, mark: str) -> None:
    """Take the step that a case can take, and go on with the case after it."""
    case, by = cases[n], f"handläggare {mark}"
    if Step.DRAFT in case.case.allowed:
        who = answers(f"chef {mark}")
        cases[n] = case.take("draft", on=DRAFTED, by=by, responses=who, document=mark)
    else:
        cases[n] = case.take("remit", on=DRAFTED, by=by, document=mark)


def register(store: Store, run: int) -> Iterator[Call]:
    """Letters that are registered, at two authorities in turn."""
    for n in count():
        mark = f"register-{run}-{n}"
        memo = letter(1_000_000 + run * 10_000 + n, TOWNS[n % 2])
        yield (
            (mark,),
            partial(store.register, memo, received=RECEIVED, document=mark),
        )


def imported(store: Store, run: int) -> Iterator[Call]:
    """Cases with a history, a batch of them in each call."""
    for n in count():
        marks = tuple(f"import-{run}-{n}-{k}" for k in range(TOGETHER))
        lines = [line_for(mark) for mark in marks]
        yield marks, partial(store.import_lines, lines)


def line_for(mark: str) -> str:
    """The line that is imported with this *mark*: a case with two steps behind it."""
    _, run, n, k = mark.split("-")
    number = 2_000_000 + int(run) * 100_000 + int(n) * TOGETHER + int(k)
    memo = letter(number, TOWNS[number % 2])
    case = Case.open(memo, received=RECEIVED, document=mark)
    case = case.take("draft", on=DRAFTED, by=f"h {mark}", responses=answers("chef"))
    return line_of(case.take("remit", on=DRAFTED, by="nämnden"))


def rebuild(store: Store, run: int) -> Iterator[Call]:
    """Everything that is derived, made anew again and again."""
    del run
    while True:
        yield (), store.rebuild


def use(store: Store, run: int) -> Iterator[Call]:
    """Business days of an authority's own, which govern the cases that run as well."""
    for n in count():
        mark = f"use-{run}-{n}"
        calendar = BusinessCalendar.sweden(
            closed={date(2022, 10, 3 + n % 28): "klämdag"}, version=mark
        )
        yield (
            (mark,),
            partial(
                store.use,
                calendar,
                authority="vanersborg",
                by="nämnden",
                on=DRAFTED,
                running=True,
            ),
        )


LOADS: dict[str, Callable[[Store, int], Iterator[Call]]] = {
    "steps": steps,
    "register": register,
    "import": imported,
    "rebuild": rebuild,
    "use": use,
}


def made(url: str) -> Iterator[Call]:
    """Stores that are made, each in the folder of *url* and with a number as name."""
    for n in count():
        yield (str(n),), partial(_make, f"{url}/{n}.db")


def _make(url: str) -> None:
    open_store(url, create=True).close()


def _say(*words: str) -> None:
    print(*words, flush=True)  # noqa: T201 - the parent reads it


def _held() -> DateTime:
    """The instant that it is; a store asks for it once it holds the ledger's end."""
    _say("held")
    return now()


def main(url: str, load: str, run: str) -> None:
    """Write until somebody ends it."""
    if load == "make":
        _go_on(made(url))
    with open_store(url, clock=_held) as store:
        _go_on(LOADS[load](store, int(run)))


def _go_on(calls: Iterator[Call]) -> None:
    for marks, call in calls:
        _say("begin", *marks)
        call()
        _say("done", *marks)


if __name__ == "__main__":
    main(*sys.argv[1:])
