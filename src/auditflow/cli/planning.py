"""``auditflow plan`` and ``auditflow demo``: every deadline of a letter or a case."""

from datetime import date
from pathlib import Path

import click

from auditflow.business_calendar import BusinessCalendar
from auditflow.case import Case
from auditflow.cli import as_json, paper
from auditflow.cli.asked import Planned, about_a_plan
from auditflow.cli.letter_given import memo_in
from auditflow.cli.shown import print_json, shown
from auditflow.cli.words import language_option
from auditflow.errors import FileRefused
from auditflow.meetings import MeetingCalendar
from auditflow.planning import plan as plan_of

_LETTER = "vanersborg-2022.txt"
_MEETINGS = "gullspang-2022.csv"


@click.command(short_help="Plan the answer to a letter, day by day.")
@about_a_plan
@shown
def plan(*, planned: Planned, as_data: bool, lang: str | None) -> None:
    """Plan the answer to the memo in FILE: every deadline, and why that day.

    FILE is a letter, a case file, or the name of a case in the store: those two say
    themselves what happened, and when.
    """
    result, questions = planned.plan, planned.questions
    if as_data:
        print_json(as_json.of_plan(result, questions))
    else:
        language = language_option(lang)
        paper.show(*paper.of_plan(planned.case, result, questions, language))


@click.command(short_help="Plan the answer to a real letter.")
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
