"""What several commands ask for, and how they print: options, the memo, the plan."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import attrs
import click
from pendulum import Date

from auditflow.case import Case
from auditflow.cli import as_json
from auditflow.cli.words import DayWord, bodies_in, calendar_with, pages_named
from auditflow.errors import FileRefused
from auditflow.errors.plain import whole
from auditflow.files import read_stream
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Plan, plan
from auditflow.reading import Reading, read_memo
from auditflow.reading.documents import pages_without_text, text_in
from auditflow.rules import Rulebook

STANDARD_INPUT: Final = "standard input"

CommandT = TypeVar("CommandT", bound=Callable[..., object])


def shown(command: CommandT) -> CommandT:
    """Give *command* the two options on how its answer is shown."""
    as_data = click.option("--json", "as_data", is_flag=True, help="Print JSON.")
    language = click.option(
        "--lang",
        type=click.Choice(["sv", "en"]),
        help="Swedish or English; by default what the environment says.",
    )
    return as_data(language(command))


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


@attrs.frozen
class Planned:
    """The memo in a file, its case, and the plan that was asked for."""

    reading: Reading
    case: Case
    plan: Plan


_PLAN_OPTIONS = (
    click.argument("file"),
    click.option(
        "--received",
        type=DayWord(),
        help="The day on which the letter reached the body. Needed: a stamp of receipt "
        "on the letter is offered, and never taken.",
    ),
    click.option("--body", help="Which body; needed where several must answer."),
    click.option(
        "--refer",
        multiple=True,
        metavar="BODY[=DAY]",
        help="A body whose statement is wanted, perhaps by a day; may be given again.",
    ),
    click.option(
        "--meetings",
        multiple=True,
        metavar="CSV",
        help="A meeting calendar (date,body,status); may be given again.",
    ),
    click.option(
        "--rules",
        metavar="TOML",
        help="A rulebook of your own; by default the shipped one, se-audit-memo.",
    ),
    click.option(
        "--today",
        type=DayWord(),
        help="Look from this day; without it nothing is overdue or soon due.",
    ),
    own_days,
)


def about_a_plan(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* FILE and the options of a plan; it is called with ``planned``."""

    @functools.wraps(command)
    def asked(
        *,
        file: str,
        received: Date | None,
        body: str | None,
        refer: tuple[str, ...],
        meetings: tuple[str, ...],
        rules: str | None,
        today: Date | None,
        closed: tuple[str, ...],
        kept_open: tuple[str, ...],
        **others: object,  # what the command itself asks for
    ) -> object:
        reading = memo_in(file)
        memo = reading.memo
        if memo is None:
            return None
        if received is None:
            raise click.UsageError(_without_received(reading))
        case = Case.open(memo, received=received, body=body)
        made = plan(
            case,
            rulebook=Rulebook.read(rules) if rules else Rulebook.default(),
            calendar=calendar_with(closed, kept_open),
            meetings=MeetingCalendar.read(*meetings) if meetings else None,
            today=today,
            statements_from=bodies_in(refer),
        )
        return command(planned=Planned(reading, case, made), **others)

    for option in reversed(_PLAN_OPTIONS):
        asked = option(asked)
    return asked


def _without_received(reading: Reading) -> str:
    """What to say where ``--received`` is missing, offering the day of a stamp."""
    if reading.received is None:
        return "Missing option '--received'; give the day on which the letter came"
    day = reading.received
    return f"Missing option '--received'; a stamp on it says {day}: --received {day}"


def memo_in(file: str) -> Reading:
    """The memo in *file*, or on standard input where that is ``-``.

    Raises:
        FileRefused: it cannot be read, or is no audit memo.
    """
    reading = read_memo(_text_on_standard_input() if file == "-" else Path(file))
    if reading.memo is None:
        why, _, mend = str(reading.why_not).rpartition("; ")
        blank = pages_without_text(reading.text)
        if blank:
            why = f"{why} (no text on {pages_named(blank, 'en')}: scanned?)"
        name = STANDARD_INPUT if file == "-" else file
        raise FileRefused(name, f"is no audit memo: {why}", mend)
    return reading


def _text_on_standard_input() -> str:
    name = STANDARD_INPUT
    if sys.stdin is None:  # closed by the shell
        raise FileRefused(name, "is closed", "give the name of a file")
    return text_in(read_stream(sys.stdin.buffer, name), name)


def print_json(value: as_json.Json) -> None:
    """Print *value* as JSON, in UTF-8 whatever the terminal is set to."""
    print_text(as_json.written(value) + "\n")


def print_text(text: str) -> None:
    """Print *text* without halves of letters, in UTF-8 on any terminal."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    click.echo(whole(text), nl=False)
