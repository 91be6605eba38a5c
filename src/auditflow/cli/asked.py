"""What several commands ask for, and how they print: options, the memo, the plan."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

import attrs
import click
from pendulum import Date, DateTime

from auditflow.case import Case
from auditflow.cli import as_json
from auditflow.cli.words import (
    DayWord,
    InstantWord,
    bodies_in,
    calendar_with,
    pages_named,
)
from auditflow.errors import Fault, FileRefused
from auditflow.errors.plain import whole
from auditflow.files import read_stream, read_text
from auditflow.meetings import MeetingCalendar
from auditflow.planning import Plan, Versions, plan
from auditflow.reading import Question, Reading, read_memo
from auditflow.reading.documents import pages_without_text, text_in
from auditflow.rules import Rulebook

STANDARD_INPUT: Final = "standard input"

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


@attrs.frozen
class Planned:
    """A case, the plan that was asked for, and what to confirm in the letter."""

    case: Case
    plan: Plan
    questions: tuple[Question, ...] = ()


_PLAN_OPTIONS = (
    click.argument("file"),
    click.option(
        "--received",
        type=DayWord(),
        help="The day on which the letter reached the body. Needed with a letter: a "
        "stamp of receipt on it is offered, and never taken.",
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
    as_known_at,
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
        known_at: DateTime | None,
        closed: tuple[str, ...],
        kept_open: tuple[str, ...],
        **others: object,  # what the command itself asks for
    ) -> object:
        given = _given(file)
        case = case_given(given)
        questions: tuple[Question, ...] = ()
        if case is None:
            reading = _memo_given(given)
            case = _opened(reading, received, body, known_at)
            questions = reading.questions
        else:
            _check_not_said_twice(received, body)
            case = case if known_at is None else case.as_known_at(known_at)
            _check_pins(case, rules, closed + kept_open)
        made = plan(
            case,
            rulebook=Rulebook.read(rules) if rules else Rulebook.default(),
            calendar=calendar_with(closed, kept_open),
            meetings=MeetingCalendar.read(*meetings) if meetings else None,
            today=today,
            statements_from=bodies_in(refer),
        )
        return command(planned=Planned(case, made, questions), **others)

    for option in reversed(_PLAN_OPTIONS):
        asked = option(asked)
    return asked


def _opened(
    reading: Reading, received: Date | None, body: str | None, known_at: DateTime | None
) -> Case:
    """The case that a letter opens, on the day that is said beside it."""
    if known_at is not None:
        mend = "leave --known-at out"
        raise click.UsageError(f"a letter has no history to look back in; {mend}")
    if reading.memo is None:
        raise Fault("a letter without a memo was let through")
    if received is None:
        raise click.UsageError(_without_received(reading))
    return Case.open(reading.memo, received=received, body=body)


def _check_not_said_twice(received: Date | None, body: str | None) -> None:
    """Refuse beside a case file what it says itself."""
    given = [
        option
        for option, value in (("--received", received), ("--body", body))
        if value
    ]
    if given:
        mend = f"leave {' and '.join(given)} out"
        raise click.UsageError(f"the case file says what happened and where; {mend}")


def _check_pins(case: Case, rules: str | None, own: tuple[str, ...]) -> None:
    """Refuse to plan by other rules than the case is pinned to, unless they are named.

    Raises:
        VersionUnknown: the shipped rules, or the days of the whole country, are not
            those that it is pinned to.
    """
    at_hand = Versions()
    if rules is None:
        at_hand.rulebook_of(case.events)
    if not own:
        at_hand.calendar_of(case.events)


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
    return _memo_given(_given(file))


def case_in(file: str) -> Case:
    """The case in the case file *file*, or on standard input where that is ``-``.

    Raises:
        FileRefused: it cannot be read, or is no case file.
        CaseRefused: with all that is wrong in it.
    """
    given = _given(file)
    case = case_given(given)
    if case is None:
        mend = 'give a file in JSON that says "format": "auditflow-case"'
        raise FileRefused(_name(given), "is no case file", mend)
    return case


def case_given(given: str | Path) -> Case | None:
    """The case in a file or in a text that was *given*; None where it is a letter.

    Raises:
        FileRefused: the file cannot be read.
        CaseRefused: it is a case file, with something wrong in it.
    """
    if isinstance(given, Path) and given.suffix.lower() != ".json":
        return None
    # Whoever plans a letter does not wait for what reads cases.
    from auditflow.case.file import case_from_json, says_case  # noqa: PLC0415

    text = read_text(given) if isinstance(given, Path) else given
    return case_from_json(text, _name(given)) if says_case(text) else None


def _memo_given(given: str | Path) -> Reading:
    reading = read_memo(given)
    if reading.memo is None:
        why, _, mend = str(reading.why_not).rpartition("; ")
        blank = pages_without_text(reading.text)
        if blank:
            why = f"{why} (no text on {pages_named(blank, 'en')}: scanned?)"
        raise FileRefused(_name(given), f"is no audit memo: {why}", mend)
    return reading


def _given(file: str) -> str | Path:
    """The text on standard input, or the path of a file."""
    return _text_on_standard_input() if file == "-" else Path(file)


def _name(given: str | Path) -> str:
    return str(given) if isinstance(given, Path) else STANDARD_INPUT


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
