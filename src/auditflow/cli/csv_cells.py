"""Tables in CSV whose cells a spreadsheet shows as they stand."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from auditflow.errors.plain import plain

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, str | int | None]]
) -> str:
    """The *rows* as CSV under their *columns*; what a row does not say is empty."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow(safe(row.get(column)) for column in columns)
    return written.getvalue()


def safe(cell: str | int | None) -> str | int:
    """A cell that no spreadsheet takes for a formula, and no terminal for an order.

    A number stays one, also where it is negative.

    >>> safe("=HYPERLINK(1)"), safe("KS 2022/347"), safe(-3)
    ("'=HYPERLINK(1)", 'KS 2022/347', -3)
    """
    if not isinstance(cell, str):
        return "" if cell is None else cell
    shown = plain(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown
