"""The commands: each reads its words, calls the library once, and shows the answer."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click
from pendulum import Date

from auditflow.business_calendar import (
    BusinessCalendar,
    public_holiday,
    rest_day,
)
from auditflow.case import Case
from auditflow.cli import as_json, paper
from auditflow.cli.asked import (
    Planned,
    about_a_plan,
    memo_in,
    own_days,
    print_json,
    shown,
)
from auditflow.cli.later import Commands
from auditflow.cli.words import (
    DayWord,
    NumberWord,
    PeriodWord,
    calendar_with,
    language_option,
)
from auditflow.errors import FileRefused, PeriodRefused
from auditflow.meetings import MeetingCalendar
from auditflow.periods import ROLLS, Period, Roll, end_of
from auditflow.planning import plan as plan_of

CommandT = TypeVar("CommandT", bound=Callable[..., object])

# Words such as "-4 business days" begin like options.
_NEGATIVE_WORDS = {"ignore_unknown_options": True}


@click.group(cls=Commands, context_settings={"help_option_names": ["--help"]})
@click.version_option(package_name="auditflow", prog_name="auditflow")
def auditflow() -> None:
    """Follow Swedish municipal audit memos and know every deadline, with its reasons.

    Exit status: 0 fine; 1 something is overdue, does not verify or is left unsaid; 2
    the words or the input are wrong; 70 a fault of auditflow itself.
    """
    if hasattr(sys.stdout, "reconfigure"):
        # A letter that the terminal cannot show must not stop the answer.
        sys.stdout.reconfigure(errors="replace")


@auditflow.command(
    context_settings=_NEGATIVE_WORDS,
    short_help="Count a period from a day, and say why.",
)
@click.argument("start", type=DayWord())
@click.argument("period", type=PeriodWord())
@click.option(
    "--roll",
    type=click.Choice(ROLLS),
    required=True,
    help="forward: as lag (1930:173) 2 § moves a last day; back: as for a minimum "
    "notice; none: as for a day that somebody asked for.",
)
@own_days
@shown
def count(
    *,
    start: Date,
    period: Period,
    roll: Roll,
    closed: tuple[str, ...],
    kept_open: tuple[str, ...],
    as_data: bool,
    lang: str | None,
) -> None:
    """Count PERIOD from START, such as 2022-12-05 "3 weeks", and say why.

    START itself does not count. Units: days, business days, weeks, months, years and
    literal vardagar; also in Swedish ("10 arbetsdagar"). A negative period counts back.
    A fixed day of the year is a period too: "15 April the next year".
    """
    end = end_of(start, period, roll=roll, calendar=calendar_with(closed, kept_open))
    if as_data:
        print_json(as_json.of_end(end))
    else:
        paper.show(*paper.of_end(end, language_option(lang)))


@auditflow.group()
def days() -> None:
    """Ask the calendar of Swedish business days."""


@days.command(context_settings=_NEGATIVE_WORDS)
@click.argument("day", type=DayWord())
@click.argument("business_days", metavar="N", type=NumberWord())
@own_days
@shown
def add(
    *,
    day: Date,
    business_days: int,
    closed: tuple[str, ...],
    kept_open: tuple[str, ...],
    as_data: bool,
    lang: str | None,
) -> None:
    """The N-th business day after DAY; before it where N is negative."""
    del lang
    if business_days == 0:
        mend = (
            f'for {day} or the next use: auditflow count {day} "0 days" --roll forward'
        )
        raise PeriodRefused("0 business days from a day have no end", mend)
    found = calendar_with(closed, kept_open).add(day, business_days)
    if as_data:
        print_json({"day": as_json.iso(found)})
    else:
        click.echo(found)


@days.command("count")
@click.argument("after", metavar="A", type=DayWord())
@click.argument("until", metavar="B", type=DayWord())
@own_days
@shown
def count_days(
    *,
    after: Date,
    until: Date,
    closed: tuple[str, ...],
    kept_open: tuple[str, ...],
    as_data: bool,
    lang: str | None,
) -> None:
    """How many business days lie after A, up to and including B."""
    del lang
    number = calendar_with(closed, kept_open).count(after, until)
    if as_data:
        print_json({"count": number})
    else:
        click.echo(number)


@days.command()
@click.argument("day", type=DayWord())
@own_days
@shown
def why(
    *,
    day: Date,
    closed: tuple[str, ...],
    kept_open: tuple[str, ...],
    as_data: bool,
    lang: str | None,
) -> None:
    """Whether DAY is a business day, and whether a last day set by law may be on it."""
    closure = calendar_with(closed, kept_open).closure(day)
    rest, holiday = rest_day(day), public_holiday(day)
    if as_data:
        print_json(as_json.of_day(closure, holiday, rest))
    else:
        lines = paper.of_day(day, closure, rest, language_option(lang))
        click.echo("\n".join(lines))


@auditflow.command(short_help="Plan the answer to a letter, day by day.")
@about_a_plan
@shown
def plan(*, planned: Planned, as_data: bool, lang: str | None) -> None:
    """Plan the answer to the memo in FILE: every deadline, and why that day.

    FILE is a letter, or a case file: that says itself what happened, and when.
    """
    result, questions = planned.plan, planned.questions
    if as_data:
        print_json(as_json.of_plan(result, questions))
    else:
        language = language_option(lang)
        paper.show(*paper.of_plan(planned.case, result, questions, language))


@auditflow.command(short_help="Plan the answer to a real letter.")
@click.option(
    "--files",
    "folder",
    type=click.Path(path_type=Path),
    help="Copy the letter and the meeting calendars into this folder instead.",
)
@shown
def demo(*, folder: Path | None, as_data: bool, lang: str | None) -> None:
    """Plan the answer to a real memo (Vänersborg 2022) with real meetings."""
    # Only this command needs the files of the package, so only it waits for them.
    from importlib.resources import as_file, files  # noqa: PLC0415

    with as_file(files("auditflow").joinpath("demo")) as shipped:
        if folder is not None:
            copies = _copy(shipped, folder)
            if as_data:
                print_json({"files": copies})
            else:
                click.echo("\n".join(copies))
            return
        letter, calendar = shipped / _LETTER, shipped / _MEETINGS
        reading = memo_in(str(letter))
        if reading.memo is None:
            return
        case = Case.open(reading.memo, received=date(2022, 9, 27))
        meetings = MeetingCalendar.read(calendar)
        result = plan_of(case, calendar=BusinessCalendar.sweden(), meetings=meetings)
    if as_data:
        print_json(as_json.of_plan(result, reading.questions))
        return
    command = f"plan {_LETTER} --received 2022-09-27 --meetings {_MEETINGS}"
    click.echo(f"$ auditflow demo --files .\n$ auditflow {command}\n")
    language = language_option(lang)
    paper.show(*paper.of_plan(case, result, reading.questions, language))


_LETTER = "vanersborg-2022.txt"
_MEETINGS = "gullspang-2022.csv"


def _copy(shipped: Path, folder: Path) -> list[str]:
    """Copy the files that are *shipped*, all or none, and name the copies."""
    sources = sorted(shipped.iterdir())
    for source in sources:
        if (folder / source.name).exists():
            mend = "name an empty folder"
            raise FileRefused(str(folder / source.name), "is already there", mend)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source in sources:
            (folder / source.name).write_bytes(source.read_bytes())
    except OSError as error:
        mend = "name a folder that you may write to"
        raise FileRefused(str(folder), f"{error.strerror}", mend) from None
    return [str(folder / source.name) for source in sources]
