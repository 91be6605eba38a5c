"""``auditflow read``: what a letter says, or each letter of a folder."""

import os
import sys
from pathlib import Path

import click

from auditflow.cli import letter_json, paper
from auditflow.cli.edit_out import write_memo
from auditflow.cli.letter_given import memo_in
from auditflow.cli.letter_paper import of_letter
from auditflow.cli.shown import print_json, print_text, shown
from auditflow.cli.words import language_option
from auditflow.reading import Letter


@click.command(short_help="Show what a letter says.")
@click.argument("file")
@click.option(
    "--places/--no-places",
    default=True,
    help="Show where in the letter each thing stands (the default), or not.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table as CSV.")
@click.option("--recursive", is_flag=True, help="Read the folders in a folder too.")
@click.option(
    "--edit-out",
    metavar="MEMO",
    help="Write what was read to a new file (.toml, .json) for a person to correct.",
)
@shown
def read(
    *,
    file: str,
    places: bool,
    as_csv: bool,
    recursive: bool,
    edit_out: str | None,
    as_data: bool,
    lang: str | None,
) -> None:
    """Read the memo in FILE (.txt, .pdf or .docx) and show what it says.

    FILE may be - for standard input, or a folder: then a table shows what was read in
    each of its files, and those that cannot be read at all are told on standard error.
    A memo that --edit-out wrote, and that a person has corrected, is read as a letter.

    Exit status: 0 fine; 2 the file, or one in the folder, cannot be read; a single
    file that is no memo is refused too.
    """
    if as_csv and as_data:
        raise click.UsageError("--csv and --json exclude each other")
    # `Path.is_dir` breaks on a name that no system can hold.
    is_folder = file != "-" and os.path.isdir(file)  # noqa: PTH112
    if recursive and not is_folder:
        raise click.UsageError("--recursive is for a folder")
    if edit_out is not None and is_folder:
        raise click.UsageError("--edit-out is for a single letter")
    if is_folder:
        _read_folder(
            Path(file), recursive=recursive, as_csv=as_csv, as_data=as_data, lang=lang
        )
        return
    reading = memo_in(file)
    if reading.memo is None:
        return
    if edit_out is not None:
        write_memo(reading, edit_out)
    if as_data:
        print_json(letter_json.of_letter(reading, reading.memo))
        return
    language = language_option(lang)
    if as_csv:
        from auditflow.cli import folder  # noqa: PLC0415 - see _read_folder

        print_text(folder.as_csv([Letter(file, Path(file), reading)], language))
        return
    paper.show(*of_letter(reading, reading.memo, language, with_places=places))


def _read_folder(
    path: Path, *, recursive: bool, as_csv: bool, as_data: bool, lang: str | None
) -> None:
    # Who reads a single letter does not wait for what shows many.
    from auditflow.cli import folder  # noqa: PLC0415

    letters = folder.read_all(path, recursive=recursive)
    language = language_option(lang)
    if as_data:
        print_json(folder.as_data(letters))
    elif as_csv:
        print_text(folder.as_csv(letters, language))
    else:
        paper.show(*folder.of_letters(letters, language))
    refused = folder.refusals(letters)
    if refused is not None:
        sys.stdout.flush()
        raise refused
