"""A case that is named on the command line: the store that it is in, and the case."""

import functools
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import attrs
import click
import pendulum
from pendulum import Date

from auditflow.cli.in_store import store_at, which_store
from auditflow.day import STOCKHOLM, day_of
from auditflow.errors import (
    AuthorityUnknown,
    CaseUnknown,
    FileRefused,
    StoreMissing,
    ValueRefused,
)

if TYPE_CHECKING:
    from auditflow.store import Store, StoredCase

EXAMPLE: Final = "sala/kommunstyrelsen/2022-347"
_FILE: Final = re.compile(
    r"\.(?:txt|text|md|pdf|docx?|odt|rtf|html?|eml|msg|json|toml|csv|xlsx?|zip)$",
    re.IGNORECASE,
)


@attrs.frozen
class Where:
    """Which store a named case is in, as the options say."""

    url: str | None
    wait: float
    authority: str | None

    @contextmanager
    def opened(self, *, may_make: bool = False) -> "Iterator[Store]":
        """That store, open for a while; see `store_at`."""
        address = self.url, self.wait, self.authority
        with store_at(*address, may_make=may_make) as store:
            yield store

    def refuse(self, why: str) -> None:
        """Refuse the options where they mean nothing, and say *why*.

        Raises:
            UsageError: one of them was given.
        """
        options = (("--store", self.url), ("--authority", self.authority))
        given = [option for option, value in options if value is not None]
        if given:
            mend = f"leave {' and '.join(given)} out, or name the case: {EXAMPLE}"
            raise click.UsageError(f"{why}; {mend}")


class WhoWord(click.ParamType[str]):
    """Who did something: a name, or a role such as registrator."""

    name = "WHO"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Take the name; one that says nothing is refused."""
        del param, ctx
        name = str(value).strip()
        if not any(map(str.isalnum, name)):
            raise ValueRefused(f"{value!r} names nobody", "give a name or a role")
        return name


def in_which_store(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the options of a store; it is called with ``where``."""

    @functools.wraps(command)
    def asked(
        *, url: str | None, wait: float, authority: str | None, **others: object
    ) -> object:
        return command(where=Where(url, wait, authority), **others)

    whose = click.option(
        "--authority",
        metavar="NAME",
        help="Only the cases of this authority, such as vanersborg.",
    )
    return which_store(whose(asked))


def is_name(given: str) -> bool:
    """Whether what was *given* names a case in a store, and no file.

    >>> is_name("sala/kommunstyrelsen/2022-347"), is_name("KS 2022/347")
    (True, True)
    >>> is_name("letters/missiv.pdf"), is_name("/tmp/missiv"), is_name("-")
    (False, False, False)
    """
    if "/" not in given or not given[0].isalnum() or _FILE.search(given):
        return False
    return not os.path.exists(given)  # noqa: PTH110 - Path breaks on some names


def check_is_file(given: str) -> None:
    """Refuse what is neither a file nor the name of a case, and say both ways.

    Raises:
        FileRefused: it is neither.
    """
    # What ends as a file does, or is empty, was meant as one, and is refused so.
    if given in ("", "-") or _FILE.search(given) or os.path.exists(given):  # noqa: PTH110
        return
    mend = f"check the name and the folder, or name a case in the store: {EXAMPLE}"
    raise FileRefused(given, "there is no such file", mend)


@contextmanager
def case_named(name: str, where: Where) -> "Iterator[StoredCase]":
    """The case that is called *name*, with its store open for a while.

    Raises:
        FileRefused: there is no such case, nor such a file.
        StoreRefused: the store is out of reach.
    """
    try:
        with where.opened() as store:
            yield store.case(name)
    except StoreMissing as missing:
        why = f"is no file, and there is no store at {missing.store}"
        mend = "check the name and the folder, or say where it is with --store URL"
        raise FileRefused(name, why, mend) from None
    except CaseUnknown as unknown:
        mend = str(unknown).rpartition("; ")[2]
        why = "is no file, and the store has no case of that name"
        raise FileRefused(name, why, mend) from None
    except AuthorityUnknown as unknown:
        why, _, mend = str(unknown).rpartition("; ")
        raise FileRefused(name, f"is no file, and {why}", mend) from None


def today() -> Date:
    """The day that it is in Stockholm."""
    return day_of(pendulum.now(STOCKHOLM))  # noqa: TID251 - the command line asks
