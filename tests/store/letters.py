"""Letters for tests that need many of them: each tells itself from the others."""

import attrs

from auditflow.events import Response
from auditflow.memo import DiaryNumber, Memo, Signatory
from tests.planning.cases import a_memo

TOWNS = ("Vänersborgs kommun", "Bengtsfors kommun")
"""Their short names are vanersborg and bengtsfors."""


def letter(number: int, town: str = TOWNS[0]) -> Memo:
    """The letter of the seed, with the diary number 2022/*number*, from a *town*."""
    dnr = f"2022/{number}"
    return attrs.evolve(
        a_memo(recommendations=2),
        municipality=town,
        dnr=dnr,
        diary_numbers=[DiaryNumber("kommunstyrelsen", dnr)],
        title=f"Granskning nummer {number}",
        signatories=[Signatory(f"Åsa Öberg {number}", "ordförande")],
    )


def answers(responsible: str) -> list[Response]:
    """A response to each of the two recommendations, with who is *responsible*."""
    return [Response(n, "accepted", "mäta oftare", responsible) for n in (1, 2)]
