"""What the commands about a store have in common: which one, and whose cases."""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    from auditflow.store import Store

DEFAULT: Final = "sqlite:///auditflow.db"
_VARIABLE: Final = "AUDITFLOW_STORE"

CommandT = TypeVar("CommandT", bound=Callable[..., object])
ProgressT = Callable[[int, int], None]


def which_store(command: CommandT) -> CommandT:
    """Give *command* the two options that name a store, and how long to wait for it."""
    url = click.option(
        "--store",
        "url",
        metavar="URL",
        help=f"The store: {DEFAULT} by default, or what {_VARIABLE} says; "
        "postgresql://user@host/name for a server.",
    )
    wait = click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=30.0,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for somebody else who holds the store.",
    )
    return url(wait(command))


def with_store(
    *, may_make: bool = False
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Give a command a ``store``, which is open while it runs.

    Args:
        may_make: whether it makes a store where there is none.
    """

    def given(command: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(command)
        def opened(
            *, url: str | None, wait: float, authority: str | None, **others: object
        ) -> object:
            with store_at(url, wait, authority, may_make=may_make) as store:
                return command(store=store, **others)

        whose = click.option(
            "--authority",
            metavar="NAME",
            help="Only the cases of this authority, such as vanersborg.",
        )
        return which_store(whose(opened))

    return given


@contextmanager
def store_at(
    url: str | None, wait: float, authority: str | None, *, may_make: bool = False
) -> "Iterator[Store]":
    """The store at *url*, or where the environment says, open for a while.

    Raises:
        StoreRefused: it is missing, none, or out of reach.
        AuthorityUnknown: it has no case of that authority.
        ExtraMissing: what a store needs is not installed.
    """
    # Only who asks a store waits for what it is built on.
    from auditflow.store import open_store  # noqa: PLC0415

    address = url_of(url)
    with open_store(address, authority=authority, create=may_make, wait=wait) as store:
        yield store


def url_of(url: str | None) -> str:
    """The address that was given, or that of the environment, or the usual one."""
    return url or os.environ.get(_VARIABLE) or DEFAULT


@contextmanager
def bar(said: str) -> Iterator[ProgressT]:
    """A progress bar on standard error, where a person looks at it."""
    if not sys.stderr or not sys.stderr.isatty():
        yield _silent
        return
    # Only who waits for the bar waits for it to be imported.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(said, total=None)

        def told(done: int, whole: int) -> None:
            shown.update(task, completed=done, total=whole or None)

        yield told


def _silent(done: int, whole: int) -> None:
    """Nobody looks."""
    del done, whole
