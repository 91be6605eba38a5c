"""Make letters, read them, and print what came of each field and form."""

import argparse
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from tests.reading.letters.page import page, summary
from tests.reading.letters.scoring import FIELDS
from tests.reading.letters.table import (
    Results,
    Row,
    by_damage,
    by_field,
    by_form,
    letters,
    results,
)


def main(words: Sequence[str] | None = None) -> None:
    """Read many letters and print the table, or show one."""
    options = _options().parse_args(words)
    if options.print is not None:
        _show(options.print, options.seed)
        return
    found = results(letters(options.letters, options.seed))
    _print(found)
    _print_wrong(found, options.show_wrong, options.field)
    if options.write:
        options.write.write_text(page(found), encoding="utf-8")
        print(f"\nwritten: {options.write.name}")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m tests.reading.letters", description=__doc__
    )
    parser.add_argument("--letters", type=int, default=2_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--show-wrong", type=int, default=0, metavar="N")
    parser.add_argument("--field", choices=FIELDS, help="show what is wrong of it only")
    parser.add_argument("--write", type=Path, metavar="PAGE")
    parser.add_argument("--print", type=int, metavar="N", help="show letter N")
    return parser


def _show(number: int, seed: int) -> None:
    letter = next(islice(letters(number + 1, seed), number, None))
    print(letter.text)
    print("-" * 72)
    for name, value in vars_of(letter.truth):
        print(f"{name}: {value}")
    for field, forms in letter.forms.items():
        print(f"{field} is in the form {', '.join(forms)}")
    print(f"damage: {letter.damaged or 'none'}")


def vars_of(truth: object) -> list[tuple[str, object]]:
    """The names and values of what is true."""
    names = getattr(type(truth), "__attrs_attrs__", ())
    return [(one.name, getattr(truth, one.name)) for one in names]


def _print(found: Results) -> None:
    plain, damaged = found.of(damaged=False), found.of(damaged=True)
    _rows("without damage", by_field(plain))
    for field in FIELDS:
        _rows(field, by_form(plain, field))
    _rows("damaged", by_field(damaged))
    _rows("damages", by_damage(damaged))
    print(f"\n{summary(found)}")


def _rows(name: str, rows: list[Row]) -> None:
    head = (name, "right", "asked", "wrong", "right", "fine")
    print()
    for first, *cells in (head, *(row.cells() for row in rows)):
        print(f"{first:<36}" + "".join(f"{cell:>8}" for cell in cells))


def _print_wrong(found: Results, most: int, field: str | None) -> None:
    for one in found.days_invented[:most]:
        print(f"\nletter {one.letter.number}: a day is invented: {one.body}")
    wrong = [one for one in found.wrong if field in (None, one.field)]
    for score in wrong[:most]:
        letter = score.letter
        print(f"\nletter {letter.number}, {score.field} ({letter.damaged or 'whole'}):")
        print(f"  forms {', '.join(letter.forms[score.field])}")
        print(f"  true  {score.truth}\n  read  {score.read}")


if __name__ == "__main__":
    main()
