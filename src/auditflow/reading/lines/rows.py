"""The rows of a head: what stands side by side is read column by column.

``Till   För kännedom`` above ``Socialnämnden   Kommunfullmäktige`` are two columns,
and so are ``Datum   Dnr`` above their values. A label within a line begins a cell.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

import attrs

from auditflow.reading.lines.line import Line
from auditflow.reading.lines.mending import GAP

_CUT: Final = re.compile(
    rf"{GAP}|\s(?=(?:Till|För kännedom|Kopia(?: till)?|Datum|Dnr|Diarienummer)\s?:"
    r"|För kännedom\s(?:Samtliga\s)?[A-ZÅÄÖ])|,\s(?=för kännedom\b)"
)


_LABEL: Final = re.compile(
    r"(?:till|mottagare|för kännedom|kopia|datum|dnr|diarienummer|diarienr|ärende"
    r"|rubrik|handläggare|kontaktperson|avsändare|från|vår beteckning|er beteckning)\b",
    re.IGNORECASE,
)


def cells_of(line: Line) -> list[Line]:
    """The cells of a line; most lines have one.

    >>> [cell.text for cell in cells_of(Line("Till: KS För kännedom: KF", 0, 25, True))]
    ['Till: KS', 'För kännedom: KF']
    """
    cells: list[Line] = []
    done = 0
    for cut in [*_CUT.finditer(line.text), None]:
        end = cut.start() if cut else len(line.text)
        text = line.text[done:end].strip()
        if text:
            start = line.start + done + line.text[done:end].index(text[0])
            cell = Line(text, start, start + len(text), after_blank=False)
            cells.append(cell)
        done = cut.end() if cut else done
    if cells:
        cells[0] = attrs.evolve(cells[0], after_blank=line.after_blank)
    return cells


def by_columns(rows: Iterable[list[Line]]) -> Iterator[Line]:
    """The cells of *rows*; rows with as many cells as the one above are a table.

    A table whose rows all begin with a label (``Dnr   REV 2023/17``) is read by rows.
    """
    for width, group in groupby(rows, key=len):
        table = list(group)
        by_rows = width == 1 or all(_LABEL.match(row[0].text) for row in table)
        for cells in table if by_rows else zip(*table, strict=True):
            yield from cells
