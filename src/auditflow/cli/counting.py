"""``auditflow count`` and ``auditflow days``: the calendar, asked without any case."""

import click
from pendulum import Date

from auditflow.business_calendar import public_holiday, rest_day
from auditflow.cli import as_json, paper
from auditflow.cli.shown import own_days, print_json, shown
from auditflow.cli.words import (
    DayWord,
    NumberWord,
    PeriodWord,
    calendar_with,
    language_option,
)
from auditflow.errors import PeriodRefused
from auditflow.periods import ROLLS, Period, Roll, end_of

# Words such as "-4 business days" begin like options.
_NEGATIVE_WORDS = {"ignore_unknown_options": True}


@click.command(
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


@click.group()
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
