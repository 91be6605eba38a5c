"""Print how each damaged form of the seed is read today.

Run ``python -m tests.reading.damage`` in the checkout; with the names of forms, only
those, and with each field that is not right.
"""

import sys

from rich.console import Console
from rich.table import Column, Table

from auditflow import read_memo
from tests.reading.damage import FORMS, Verdict, judged


def main(names: list[str]) -> None:
    """Print a row for each form, and then each field that is wrong."""
    table = Table(
        Column("form", no_wrap=True),
        "to be read",
        "right",
        "asked",
        "wrong",
        "questions",
    )
    wrong: list[str] = []
    for form in FORMS:
        if names and form.name not in names:
            continue
        reading = read_memo(form.text)
        fields = judged(reading, form.should)
        counts = [sum(f.verdict is verdict for f in fields) for verdict in Verdict]
        asked = ", ".join(question.field for question in reading.questions)
        state = "whole" if form.whole else "or asked"
        table.add_row(form.name, state, *map(str, counts), asked)
        shown = {Verdict.WRONG} | ({Verdict.ASKED} if names else set())
        wrong += (f"{form}: {field}" for field in fields if field.verdict in shown)
        if reading.why_not is not None:
            wrong.append(f"{form}: no memo, as {reading.why_not}")
    console = Console(soft_wrap=True)
    console.print(table)
    console.print("\n".join(wrong), markup=False, highlight=False)


if __name__ == "__main__":
    main(sys.argv[1:])
