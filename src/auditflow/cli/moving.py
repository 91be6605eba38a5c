"""``auditflow export`` and ``auditflow import``: whole cases, out of a store and in."""

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
import click

from auditflow.case.file import case_from_json
from auditflow.case.spreadsheet import read_spreadsheet
from auditflow.cli.in_store import ProgressT, bar, with_store
from auditflow.cli.named import Where, WhoWord, in_which_store, today
from auditflow.cli.shown import in_language, print_json, print_text, shown
from auditflow.cli.words import language_option
from auditflow.errors import AuditflowError, FileRefused, RefusedLine
from auditflow.errors.plain import plain
from auditflow.files import (
    MOST_BYTES,
    lines_in,
    read_bytes,
    read_lines,
    read_text,
    write_lines,
)
from auditflow.reasons import Language
from auditflow.values import Json

if TYPE_CHECKING:
    from auditflow.store import Imported, Store

_REFUSED: Final = 2
_LONG: Final = 2**20  # bytes: who imports more wants to see how far it has come
_LINES: Final = (".jsonl", ".ndjson", ".json")
_TABLES: Final = (".csv",)


@click.group(short_help="Write what a store holds, to keep or to move it.")
def export() -> None:
    """Write what a store holds, to keep or to move it."""


@export.command("cases", short_help="Write whole cases, one line of JSON for each.")
@click.option("--out", metavar="FILE", help="Write to a new file.")
@with_store()
@in_language
def export_cases(*, out: str | None, store: "Store", lang: str | None) -> None:
    """Write whole cases, by name: one line of JSON for each, in UTF-8.

    Each line is a case file with all that was ever recorded; auditflow import takes it
    back. A file is written whole or not at all, and none is overwritten.
    """
    if out is None:
        _print_lines(store.export())
        return
    number = write_lines(Path(out), store.export())
    if language_option(lang) == "sv":
        written = _counted(number, "ärende skrivet", "ärenden skrivna")
        print_text(f"{written} till {out}\n")
    else:
        print_text(f"{_counted(number, 'case', 'cases')} written to {out}\n")


def _print_lines(lines: Iterable[str]) -> None:
    """Print each of *lines* as it comes, alike on every system."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    for line in lines:
        sys.stdout.write(f"{line}\n")


@attrs.define
class _Lines:
    """The numbered lines of a file or of standard input, and how far they were read.

    ``size`` is how many bytes there are; None where nobody knows before the end.
    """

    name: str
    lines: Iterable[bytes]
    size: int | None = None
    read: int = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self.lines:
            self.read += len(line)
            yield line


@click.command("import", short_help="Bring whole cases into a store.")
@click.argument("file")
@click.option(
    "--by",
    type=WhoWord(),
    default="import",
    show_default=True,
    help="Who imports. It is said of the entries of a spreadsheet.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="COLUMN",
    help="Leave out a column of a spreadsheet; may be given again.",
)
@in_which_store
@shown
@click.pass_context
def import_(
    ctx: click.Context,
    *,
    file: str,
    by: str,
    ignore: tuple[str, ...],
    where: Where,
    as_data: bool,
    lang: str | None,
) -> None:
    """Bring the cases in FILE into a store, which is made where there is none.

    FILE has a case in each line, as auditflow export cases writes it (.jsonl, .ndjson,
    .json, or - for standard input), or in each row of a spreadsheet (.csv). Of a case
    all is written or nothing. What is there already is left as it is; lines that are
    refused are told on standard error, and the others are written all the same.

    Exit status: 0 fine; 2 a line was refused, or the file cannot be read.
    """
    name = "standard input" if file == "-" else file
    if Path(file).suffix.lower() in _TABLES:
        done = _import_table(Path(file), by, ignore, where)
    elif ignore:
        mend = "leave --ignore out"
        raise click.UsageError(f"only a spreadsheet has columns; {mend}")
    else:
        done = _import_lines(_opened(file), by, where)
    _complain(name, done.refused)
    if as_data:
        print_json(_as_data(done))
    else:
        print_text(_summary(done, language_option(lang)) + "\n")
    if done.refused:
        ctx.exit(_REFUSED)


def _opened(file: str) -> _Lines:
    """The lines of a file, or of standard input."""
    if file == "-":
        name = "standard input"
        if sys.stdin is None:  # closed by the shell
            raise FileRefused(name, "is closed", "give the name of a file")
        return _Lines(name, lines_in(sys.stdin.buffer, name))
    path = Path(file)
    if path.suffix.lower() not in _LINES:
        mend = f"name one that ends in {_LINES[0]} or {_TABLES[0]}, or give - for lines"
        raise FileRefused(file, "does not say by its name what is in it", mend)
    lines = read_lines(path)
    first = next(lines, b"")
    if path.suffix.lower() == ".json" and first.strip() == b"{":
        lines.close()
        return _Lines(file, [read_bytes(path)])  # a single case file, over many lines
    return _Lines(file, chain([first], lines), path.stat().st_size)


def _import_lines(lines: _Lines, by: str, where: Where) -> "Imported":
    # Only who imports waits for what a store is built on.
    from auditflow.store import open_store  # noqa: PLC0415

    first, is_sound = _until_sound(lines)
    if not is_sound:
        # No store is made for nothing: one in memory says what is wrong.
        with open_store("sqlite://", create=True) as nowhere:
            return nowhere.import_lines(first)
    with where.opened(may_make=True) as store, _shown(lines) as shown:
        try:
            return store.import_lines(chain(first, lines), by=by, progress=shown.tell)
        except AuditflowError:
            shown.tell_what_is_kept()
            raise


def _until_sound(lines: _Lines) -> tuple[list[bytes], bool]:
    """The *lines* up to the first that is a case, and whether there is one.

    Whoever gives more than fits, and no case in it, is believed that there is one.
    """
    first: list[bytes] = []
    for line in lines:
        first.append(line)
        if _is_case(line) or lines.read > MOST_BYTES:
            return first, True
    if not any(map(bytes.strip, first)):
        raise FileRefused(lines.name, "is empty", "give a file with cases in it")
    return first, False


def _is_case(line: bytes) -> bool:
    try:
        case_from_json(line.decode())
    except (AuditflowError, UnicodeDecodeError):
        return False
    return True


@attrs.define
class _Progress:
    """How far an import has come: told to a bar, and kept for when it breaks off."""

    lines: _Lines
    told: ProgressT
    kept: int = 0

    def tell(self, line: int) -> None:
        """Tell that everything until this *line* is written."""
        self.kept = line
        if self.lines.size is not None:
            self.told(min(self.lines.read, self.lines.size), self.lines.size)

    def tell_what_is_kept(self) -> None:
        """Say what was written before something broke off the rest."""
        if self.kept:
            what = f"line {self.kept} and those before it are read and kept"
            mend = "when it is mended, import the file again: nothing comes in twice"
            _say(f"{what}; {mend}")


@contextlib.contextmanager
def _shown(lines: _Lines) -> Iterator[_Progress]:
    """A bar for many lines, where a person looks at it."""
    if lines.size is None or lines.size < _LONG:
        yield _Progress(lines, lambda _done, _whole: None)
        return
    with bar("import") as told:
        yield _Progress(lines, told)


def _import_table(
    path: Path, by: str, ignored: Sequence[str], where: Where
) -> "Imported":
    from auditflow.store import Imported  # noqa: PLC0415 - see _import_lines

    sheet = read_spreadsheet(
        read_text(path),
        source=str(path),
        authority=where.authority,
        by=by,
        today=today(),
        ignored=ignored,
    )
    if not sheet.cases:
        return Imported(0, 0, sheet.refused)
    with where.opened(may_make=True) as store:
        done = store.import_cases(sheet.cases, by=by)
    refused = sorted([*sheet.refused, *done.refused], key=lambda one: one.line)
    return Imported(done.added, done.known, tuple(refused))


def _complain(name: str, refused: Iterable[RefusedLine]) -> None:
    """Tell each line that was refused on standard error, with what is wrong."""
    for problem in refused:
        _say(f"{name} {problem}")


def _say(line: str) -> None:
    with contextlib.suppress(OSError):  # the status tells, if nobody can read it
        click.echo(f"auditflow: {plain(' '.join(line.split()))}", err=True)


def _as_data(done: "Imported") -> Json:
    return {
        "added": done.added,
        "known": done.known,
        "refused": [
            {"line": one.line, "what": one.what, "mend": one.mend}
            for one in done.refused
        ],
    }


def _summary(done: "Imported", language: Language) -> str:
    refused = len({problem.line for problem in done.refused})
    if language == "sv":
        added = _counted(done.added, "ärende inläst", "ärenden inlästa")
        lines = _counted(refused, "rad avvisad", "rader avvisade")
        return f"{added}, {done.known} fanns redan, {lines}"
    added = _counted(done.added, "case added", "cases added")
    lines = _counted(refused, "line refused", "lines refused")
    return f"{added}, {done.known} already there, {lines}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
