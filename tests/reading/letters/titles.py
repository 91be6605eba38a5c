"""What letters are about, and how their titles say so."""

import random

import attrs

from tests.reading.letters.bodies import Receiver
from tests.reading.letters.truth import pick

SUBJECTS = (
    "{org} arbete med digitalisering",
    "rutiner för inköp och direktupphandling",
    "styrning och uppföljning av hemtjänsten",
    "ekonomistyrning och budgetprocess",
    "placeringar av barn och unga i familjehem",
    "underhåll av gator, broar och lekplatser",
    "arbetet mot välfärdsbrottslighet",
    "informationssäkerhet och skydd av personuppgifter",
    "intern kontroll i löneprocessen",
    "kompetensförsörjning inom vård och omsorg",
    "krisberedskap och civilt försvar",
    "elevhälsans förebyggande arbete",
    "investeringsprocessen i stora byggprojekt",
    "avtalstrohet och uppföljning av leverantörer",
    "{org} förebyggande arbete mot hot och våld",
    "tillsyn enligt miljöbalken och livsmedelslagen",
    "måltidsverksamheten",
    "kvaliteten i förskolan",
    "{org} ägarstyrning av bolagen",
    "hantering av allmänna handlingar",
    "bisysslor och jäv",
    "arbetsmiljöarbetet",
)


@attrs.frozen
class Title:
    """A title as it is printed, and what it may be read as."""

    printed: str
    accepted: tuple[str, ...]
    form: str
    subject: str


FORMS = {
    "granskning av": 34,
    "over two lines": 12,
    "uppföljande granskning": 8,
    "plain subject": 7,
    "årsrapport": 6,
    "granskning: subject": 4,
    "label before": 8,
    "report word above": 6,
    "revisionsskrivelse.": 4,
    "delrapport": 3,
    "projektrapport nr": 4,
    "förstudie": 3,
    "follow-up of earlier": 4,
    "yearly": 3,
    "capitals": 2,
}


def title(rng: random.Random, org: str, body: Receiver, year: int) -> Title:
    """A title for a letter of *year* to *body*, about a matter of *org*'s."""
    form = pick(rng, FORMS)
    subject = rng.choice(SUBJECTS).format(org=org)
    if form in _SHORT:
        printed = rng.choice(_SHORT[form]).format(
            x=subject, year=year, was=year - 1, n=body.inline
        )
        return Title(printed, (printed,), form, subject)
    if form == "over two lines":
        return _over_two_lines(rng, subject)
    if form == "capitals":
        printed = f"GRANSKNING AV {subject.upper()}"
        return Title(printed, (printed,), form, subject)
    bare = f"Granskning av {subject}"
    if form == "report word above":
        word = rng.choice(["Revisionsrapport", "Missiv", "Revisionsskrivelse"])
        joined = f"{word} {bare}"
        return Title(f"{word}\n\n{bare}", (bare, joined), form, subject)
    if form == "label before":
        label = rng.choice(["Ärende: ", "Angående ", "Avser: ", "Missiv – ", "Ang. "])
        small = bare[0].lower() + bare[1:] if label in ("Angående ", "Ang. ") else bare
        return Title(label + small, (label + small, small, bare), form, subject)
    number = f"nr {rng.randint(1, 19)}/{year}"
    printed = f"{bare}, projektrapport {number}"
    return Title(printed, (printed, bare), form, subject)


_SHORT = {
    "granskning av": ("Granskning av {x}",),
    "uppföljande granskning": (
        "Uppföljande granskning av {x}",
        "Uppföljning av granskning av {x}",
    ),
    "plain subject": ("Styrning av {x}", "Ansvar för {x}", "Kontroll av {x}"),
    "årsrapport": ("Årsrapport {was}", "Årsrapport {was} för {n}"),
    "granskning: subject": ("Granskning – {x}", "Fördjupad granskning: {x}"),
    "revisionsskrivelse.": ("Revisionsskrivelse. Granskning av delårsrapport {year}",),
    "delrapport": ("Delrapport årlig granskning {year}",),
    "förstudie": ("Förstudie om {x}", "Förstudie avseende {x}"),
    "follow-up of earlier": ("Uppföljning av tidigare granskningar",),
    "yearly": ("Grundläggande granskning {year}", "Granskning av bokslut {was}"),
}


def _over_two_lines(rng: random.Random, subject: str) -> Title:
    lead = rng.choice(["Granskning av", "Uppföljande granskning av", "Granskning av"])
    words = f"{lead} {subject}".split()
    cut = rng.randint(2, len(words) - 1)
    printed = " ".join(words[:cut]) + "\n" + " ".join(words[cut:])
    return Title(printed, (" ".join(words),), "over two lines", subject)
