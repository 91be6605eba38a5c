"""What most commands have in common: options, and how an answer is printed."""

import sys
from collections.abc import Callable
from typing import TypeVar

import click

from auditflow.cli.words import InstantWord
from auditflow.errors.plain import whole
from auditflow.values import Json, written

CommandT = TypeVar("CommandT", bound=Callable[..., object])


def shown(command: CommandT) -> CommandT:
    """Give *command* the two options on how its answer is shown."""
    as_data = click.option("--json", "as_data", is_flag=True, help="Print JSON.")
    return as_data(in_language(command))


def in_language(command: CommandT) -> CommandT:
    """Give *command* the option for the language of its answer."""
    language = click.option(
        "--lang",
        type=click.Choice(["sv", "en"]),
        help="Swedish or English; by default what the environment says.",
    )
    return language(command)


def as_known_at(command: CommandT) -> CommandT:
    """Give *command* the option for the instant at which a case is looked at."""
    known_at = click.option(
        "--known-at",
        type=InstantWord(),
        help="As the case was known at an instant, such as 2022-11-02T14:00:00+01:00, "
        "or at the end of a day: what was recorded later changes nothing.",
    )
    return known_at(command)


def own_days(command: CommandT) -> CommandT:
    """Give *command* the two options for a municipality's own days."""
    closed = click.option(
        "--closed",
        multiple=True,
        metavar="DAY[=REASON]",
        help="A day that the municipality closed; may be given again.",
    )
    kept_open = click.option(
        "--open",
        "kept_open",
        multiple=True,
        metavar="DAY",
        help="A day kept open that would else be closed; may be given again.",
    )
    return closed(kept_open(command))


def print_json(value: Json) -> None:
    """Print *value* as JSON, in UTF-8 whatever the terminal is set to."""
    print_text(written(value) + "\n")


def print_text(text: str) -> None:
    """Print *text* without halves of letters, in UTF-8 on any terminal."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    click.echo(whole(text), nl=False)
