"""A table in CSV → its rows, and then its cases: all that is wrong is told at once."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import attrs

from auditflow.case.case import Case
from auditflow.case.spreadsheet.columns import Header, header_of
from auditflow.case.spreadsheet.row import Row
from auditflow.errors import CaseRefused, Problem, RefusedLine
from auditflow.errors.plain import plain

_DELIMITERS: Final = ";,\t"


@attrs.frozen
class Spreadsheet:
    """What a spreadsheet tells: each case with its line, and what is wrong in others.

    A row of which something is wrong is no case.
    """

    cases: tuple[tuple[int, Case], ...]
    refused: tuple[RefusedLine, ...]


def read_spreadsheet(
    text: str,
    *,
    source: str = "",
    authority: str | None = None,
    by: str = "import",
    today: date | None = None,
    ignored: Iterable[str] = (),
) -> Spreadsheet:
    """The cases in a table in CSV, parted by ``;``, ``,`` or tabs: a row for each.

    >>> sheet = read_spreadsheet('''
    ... kommun;nämnd;diarienummer;inkommen;svar senast;beredd
    ... Sala kommun;kommunstyrelsen;KS 2022/7;2022-09-27;2022-11-25;2022-10-28
    ... Sala kommun;skolnämnden;SN 2022/9;27/9;2022-11-25;
    ... '''.lstrip())
    >>> [(line, case.name, str(case.state)) for line, case in sheet.cases]
    [(2, 'sala/kommunstyrelsen/ks-2022-7', 'drafted')]
    >>> print(sheet.refused[0])
    line 3: inkommen: '27/9' is no day; write a day as 2022-11-25

    Args:
        text: the table, its header first; see `COLUMNS`.
        source: what to call it in errors.
        authority: whose cases they are, where a row does not say so itself.
        by: who tells what the rows tell.
        today: the last day on which something can have happened; None for any.
        ignored: the headings of columns that are to be left out.

    Raises:
        CaseRefused: it is no table, or has columns that nobody knows.
    """
    problems: list[Problem] = []
    table = _table(text, problems)
    line, first = next(table, (1, []))
    header = header_of(line, first, ignored, problems)
    rows = [*table] if not problems else []
    if not problems and not rows:
        mend = "write a row for each case under the header"
        problems.append(Problem(f"line {line}", "there is no case in it", mend))
    if problems:
        raise _refused(problems, source)
    made = [
        _made(number, cells, header, authority, by, today) for number, cells in rows
    ]
    return Spreadsheet(
        tuple(one for one in made if not isinstance(one, list)),
        tuple(problem for one in made if isinstance(one, list) for problem in one),
    )


def _table(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each row that says something, with the number of its first line."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            mend = "check the quotes from there on, or save the table anew"
            problems.append(Problem(f"line {line}", f"is no CSV: {error}", mend))
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _refused(problems: Sequence[Problem], source: str) -> CaseRefused:
    return CaseRefused(
        tuple(
            Problem(f"{plain(source)} {one.place}".strip(), plain(one.what), one.mend)
            for one in problems
        )
    )


def _made(
    line: int,
    cells: Sequence[str],
    header: Header,
    authority: str | None,
    by: str,
    today: date | None,
) -> tuple[int, Case] | list[RefusedLine]:
    """The case that a row tells; or all that is wrong with it."""
    row = Row.of(line, cells, header, today)
    case = row.case(authority, by)
    return row.problems if case is None else (line, case)
