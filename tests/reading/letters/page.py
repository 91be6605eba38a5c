"""The page of the documentation about what the reader gets right."""

from collections.abc import Iterable, Iterator

from tests.reading.letters.scoring import FIELDS
from tests.reading.letters.table import Results, Row, by_damage, by_field, by_form

_TOP = """# How well letters are read

`make reader` makes {count:,} letters, reads each, and writes this page; nothing here is
typed in.

**What is measured.** The letters are invented, in the forms of real ones: the words of
several municipalities' and regions' auditors, lay auditors and district boards, put
together anew by a seeded generator that knows what is true of each letter. Every third
letter is then damaged as extraction and scanning damage them. A field is

- **right** if it equals the truth and no needless question is put about it;
- **asked** if a person is asked about it, whether it is right or not;
- **wrong** if it differs from the truth and nobody is asked.

A question that goes with the truth (a day without a year, an answer without a day)
leaves the field right. The reply is counted for each body that the letter is addressed
to, the lists of numbers, recommendations and signatories each as one field: one comma
in one of seven recommendations makes the field wrong.

**What bounds it.** The forms are those that its writer knew; a letter in another form
is not in the table. Letters, fields and forms are not weighted by how often they occur
in Sweden, which nobody has counted.

## In short

{short}
"""


def page(found: Results) -> str:
    """The page, in Markdown."""
    parts = [_TOP.format(count=found.letters, short=summary(found))]
    for damaged, title in (
        (False, "Letters without damage"),
        (True, "Damaged letters"),
    ):
        scored = found.of(damaged=damaged)
        parts.append(f"## {title}\n\n{_table('field', by_field(scored))}")
        if damaged:
            parts.append(f"### By damage\n\n{_table('damage', by_damage(scored))}")
            continue
        for field in FIELDS:
            rows = by_form(scored, field)
            parts.append(f"### {field}\n\n{_table('form', rows)}")
    return "\n".join(parts)


def summary(found: Results) -> str:
    """What must be reached, and what was."""
    all_rows = by_field(found.scores)[-1]
    undamaged = by_field(found.of(damaged=False))[-1]
    proposed = len(found.invented) - len(found.days_invented)
    rows = [
        ("days of an answer invented", "0", str(len(found.days_invented))),
        ("fields right or asked about", "98.0%", f"{all_rows.share_fine:.1%}"),
        (
            "fields right without a question, no damage",
            "95.0%",
            f"{undamaged.share_right:.1%}",
        ),
        ("days proposed, with a question, that are wrong", "–", str(proposed)),
    ]
    return "\n".join(_lines(("", "must be", "measured"), rows))


def _table(what: str, rows: Iterable[Row]) -> str:
    head = (what, "right", "asked", "wrong", "right of all", "right or asked")
    return "\n".join([*_lines(head, (row.cells() for row in rows)), ""])


def _lines(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" + "|--:" * (len(head) - 1) + "|"
    for cells in rows:
        yield f"| {' | '.join(_shown(cell) for cell in cells)} |"


def _shown(cell: str) -> str:
    named = {"\uf0b7": "U+F0B7"}
    return named.get(cell, cell).replace("|", "\\|")
