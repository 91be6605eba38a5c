"""Reading many letters, and the table of what came of each field and form."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from auditflow.reading import read_memo
from tests.reading.letters.damage import damaged
from tests.reading.letters.making import letter_of
from tests.reading.letters.scoring import (
    FIELDS,
    Came,
    Invented,
    Score,
    invented,
    scores,
)
from tests.reading.letters.truth import Letter

DAMAGED_OF = 3
"""Every third letter is damaged."""


def letters(count: int, seed: int) -> Iterator[Letter]:
    """So many letters, every third of them damaged."""
    for number in range(count):
        letter = letter_of(number, seed)
        yield damaged(letter, seed) if number % DAMAGED_OF == 0 else letter


@attrs.frozen
class Results:
    """What came of many letters."""

    scores: tuple[Score, ...]
    invented: tuple[Invented, ...]
    letters: int

    def of(self, *, damaged: bool) -> tuple[Score, ...]:
        """The scores of the letters that were, or were not, damaged."""
        return tuple(
            one for one in self.scores if (one.letter.damaged is not None) is damaged
        )

    @property
    def wrong(self) -> tuple[Score, ...]:
        """The fields that are neither right nor asked about."""
        return tuple(one for one in self.scores if one.came is Came.WRONG)

    @property
    def days_invented(self) -> tuple[Invented, ...]:
        """Those that nobody is asked about, or that are given as certain."""
        return tuple(one for one in self.invented if not one.proposed)


def results(made: Iterable[Letter]) -> Results:
    """Read them all."""
    scored: list[Score] = []
    found: list[Invented] = []
    count = 0
    for letter in made:
        reading = read_memo(letter.text)
        scored += scores(letter, reading)
        found += invented(letter, reading)
        count += 1
    return Results(tuple(scored), tuple(found), count)


@attrs.frozen
class Row:
    """How many of a field and form are right, asked about and wrong."""

    name: str
    right: int
    asked: int
    wrong: int

    @property
    def all(self) -> int:
        """How many there are."""
        return self.right + self.asked + self.wrong

    @property
    def share_right(self) -> float:
        """Right without a question."""
        return self.right / self.all if self.all else 1.0

    @property
    def share_fine(self) -> float:
        """Right or asked about."""
        return 1 - self.wrong / self.all if self.all else 1.0

    def cells(self) -> tuple[str, ...]:
        """As the table shows it."""
        return (
            self.name,
            f"{self.right:,}",
            f"{self.asked:,}",
            f"{self.wrong:,}",
            f"{self.share_right:.1%}",
            f"{self.share_fine:.1%}",
        )


def row(name: str, scored: Sequence[Score]) -> Row:
    """The scores counted."""
    counted = Counter(one.came for one in scored)
    return Row(name, counted[Came.RIGHT], counted[Came.ASKED], counted[Came.WRONG])


def by_field(scored: Sequence[Score]) -> list[Row]:
    """One row for each field, and one for all."""
    rows = [
        row(field, [one for one in scored if one.field == field]) for field in FIELDS
    ]
    return [*rows, row("all", scored)]


def by_form(scored: Sequence[Score], field: str) -> list[Row]:
    """One row for each form of a field."""
    groups: dict[str, list[Score]] = {}
    for one in scored:
        if one.field == field:
            for form in {*one.letter.forms[field]}:
                groups.setdefault(form, []).append(one)
    return [row(form, groups[form]) for form in sorted(groups)]


def by_damage(scored: Sequence[Score]) -> list[Row]:
    """One row for each kind of damage, over all fields."""
    groups: dict[str, list[Score]] = {}
    for one in scored:
        groups.setdefault(one.letter.damaged or "none", []).append(one)
    return [row(form, groups[form]) for form in sorted(groups)]
