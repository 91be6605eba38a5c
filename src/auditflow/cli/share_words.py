"""What the two papers about a risk have in common: shares, bars, and whose habits."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from rich.console import RenderableType
from rich.text import Text

from auditflow.cli import paper
from auditflow.reasons import Language
from auditflow.simulation import Habits
from auditflow.simulation.risk import percent

BAR: Final = 14  # columns of a whole bar
NINE_IN_TEN: Final = 90
_LIKELY: Final = Fraction(9, 10)
_UNLIKELY: Final = Fraction(1, 2)
_HABITS: Final[dict[Language, str]] = {
    "sv": "Vanorna (--habits) säger hur lång tid varje steg tar. Här auditflows "
    "antaganden, som ingen har mätt: auditflow habits --defaults visar dem.",
    "en": "The habits (--habits) say how long each step takes. These are starting "
    "points that nobody has measured: auditflow habits --defaults shows them.",
}


def whose_habits(habits: Habits, language: Language) -> Iterator[RenderableType]:
    """That nobody has measured the habits, where they are those of auditflow."""
    if habits == Habits():
        yield Text()
        yield Text(_HABITS[language], "dim")


def counted(number: int, one: str, many: str) -> str:
    """So many of something.

    >>> counted(20000, "run", "runs"), counted(1, "case", "cases")
    ('20 000 runs', '1 case')
    """
    return f"{number:,} {one if number == 1 else many}".replace(",", " ")


def bar(share: Fraction) -> str:
    """A share as a bar."""
    whole = round(share * BAR)
    return "█" * whole + "░" * (BAR - whole)


def colour(share: Fraction) -> str:
    """The colour of a share that is in time: the likelier, the greener."""
    if share >= _LIKELY:
        return "green"
    return "yellow" if share >= _UNLIKELY else "red"


def unknown_share(share: Fraction, language: Language) -> Iterator[RenderableType]:
    """That the meetings that are known end before the board has decided."""
    if share:
        most = percent(share)
        sv = f"i {most} av simuleringarna tar de kända sammanträdena slut"
        en = f"in {most} of the runs the meetings that are known end first"
        yield paper.bullet("!", sv if language == "sv" else en, "yellow")
