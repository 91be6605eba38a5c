"""Change a store behind its back, in every way one can think of: is it found?

Run ``python -m tests.store.tampering --mutations 1000`` in the checkout. It makes a
small store, drops what guards it, and changes it with plain SQL, each time anew: a byte
in any column of any entry, rows that are removed, exchanged or made up, the head, and
the names. ``verify`` must name the first entry that does not fit, or its neighbour. The
exit status is 1 where a change was not found. ``--url`` names an empty database to do
it in, and ``--only NUMBER`` tells one change again.
"""

import argparse
import random
import sys
import tempfile
from typing import Final

import attrs
from rich.console import Console
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from auditflow.store import Head, Misfit, Store, store_on
from tests.store.behind import Behind, changes, kept_head, make_small, unguarded
from tests.store.mutations import MUTATIONS, Kind, Mutation, kind_of_a_value

_ATTEMPTS: Final = 500  # a byte that no database takes is drawn again


@attrs.frozen
class Tried:
    """What was changed, and how `verify` was wrong about it, if it was."""

    mutation: Mutation
    wrong: str | None


def tried(engine: Engine, kept: Head, number: int, seed: int) -> Tried:
    """Change the store in the way that has this *number*, and let it be verified."""
    rng = random.Random(f"{seed} {number}")  # noqa: S311 - chance that can be repeated
    kinds = [*MUTATIONS]
    if engine.dialect.name != "sqlite":  # there each column takes its own kind only
        kinds.remove(kind_of_a_value)
    return tried_as(engine, kept, rng.choice(kinds), rng)


def tried_as(engine: Engine, kept: Head, kind: Kind, rng: random.Random) -> Tried:
    """Change the store in a *kind* of way, and let it be verified."""
    with changes(engine) as connection:
        for _ in range(_ATTEMPTS):
            mutation = _mutated(connection, kind, rng)
            if mutation is not None:
                wrong = wrong_about(store_on(connection), kept, mutation)
                return Tried(mutation, wrong)
    return Tried(Mutation(kind.__name__, frozenset()), "could not be done")


def _mutated(connection: Connection, kind: Kind, rng: random.Random) -> Mutation | None:
    """Change something; None, and nothing was changed, where the database refuses."""
    with connection.begin_nested() as attempt:
        try:
            mutation = kind(Behind(connection, rng))
        except (DBAPIError, UnicodeEncodeError):
            mutation = None
        if mutation is None:
            attempt.rollback()
    return mutation


def wrong_about(store: Store, kept: Head, mutation: Mutation) -> str | None:
    """How `verify` is wrong about a *mutation*, without a head and with one."""
    try:
        without, with_head = store.verify().misfit, store.verify(kept).misfit
    except Exception as error:  # noqa: BLE001 - that is what must not happen
        return f"ended with {type(error).__name__}: {error}"
    if mutation.hashed and without is not None:
        return f"cannot know it, but said {without}"
    found = [with_head] if mutation.hashed else [without, with_head]
    return next(
        (said for said in (_amiss(one, mutation) for one in found) if said), None
    )


def _amiss(found: Misfit | None, mutation: Mutation) -> str | None:
    if found is None:
        return "was not found"
    if found.place in mutation.places:
        return None
    return f"was found elsewhere: {found}, not at {' or '.join(mutation.places)}"


def main(words: list[str]) -> int:
    """Change the store so often, print what was not found, and give the exit status."""
    parser = argparse.ArgumentParser(
        "python -m tests.store.tampering", description=__doc__
    )
    parser.add_argument("--mutations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", help="of an empty database; by default a file")
    parser.add_argument("--only", type=int, metavar="NUMBER")
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        url = asked.url or f"sqlite:///{folder}/auditflow.db"
        make_small(url)
        kept = kept_head(url)
        numbers = range(asked.mutations) if asked.only is None else [asked.only]
        engine = unguarded(url)
        results = {n: tried(engine, kept, n, asked.seed) for n in numbers}
        engine.dispose()
    return _tell(results, kept, asked.seed)


def _tell(results: dict[int, Tried], kept: Head, seed: int) -> int:
    console = Console(highlight=False, soft_wrap=True, markup=False)
    wrong = {n: one for n, one in results.items() if one.wrong}
    if len(results) == 1:
        console.print(*(one.mutation for one in results.values()))
    for number, one in wrong.items():
        console.print(f"{number}: {one.mutation.what}: {one.wrong}")
    right = [one.mutation.hashed for one in results.values() if not one.wrong]
    console.print(
        f"{len(results)} changes (seed {seed}) to a store of {kept.position} entries: "
        f"{right.count(False)} found by the store alone, {right.count(True)} with a "
        f"kept head only; {len(wrong)} wrong"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
