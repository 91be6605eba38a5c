"""What pages, mail and bundles put around and into a letter."""

import re
from collections.abc import Callable

from tests.reading.damage.line_breaks import wrapped

FOOT = """Kommunens revisorer
Box 100, 999 99 Orten    Tfn 0999-10 00 00    Org.nr 212000-0000
www.orten.example    revisionen@orten.example"""

REPORT = """Bilaga 1

KPMG

Granskning av integration
Rapport till revisorerna

Vänersborgs kommun
2022-09-12

Anna Holm
Certifierad kommunal revisor

Erik Dal
Verksamhetsrevisor

Innehåll
1 Sammanfattning 2
2 Inledning 3

1 Sammanfattning
Vi har på uppdrag av revisorerna granskat integrationen i Vänersborgs kommun.
Rapporten är faktakontrollerad senast 2022-09-05.

Vi rekommenderar barn- och utbildningsnämnden att:
- Anta en plan för mottagandet.
- Lämna en redovisning till kommunstyrelsen senast 2023-06-30.

Orten den 12 september 2022

KPMG AB

Anna Holm
Uppdragsledare
"""

_MAIL = """Från: Revisionen <revisionen@orten.example>
Skickat: den 3 oktober 2022 09:12
Till: Registrator <registrator@orten.example>
Kopia: Erik Dal
Ämne: VB: Missiv, granskning av integration
Bifogade filer: missiv.pdf

Hej,
Registrera gärna detta i dag.

"""


def list_broken(between: str) -> Callable[[str], str]:
    """*between* where a new page begins, in the middle of the list."""
    return _broken("uppdraget.", "- Tydliggöra uppföljningsansvaret", between)


def item_broken(between: str) -> Callable[[str], str]:
    """*between* where a new page begins, in the middle of an item of the list."""
    return _broken("insatser mellan", "kommunstyrelsen och övriga", between)


def prose_broken(between: str) -> Callable[[str], str]:
    """*between* where a new page begins, in the middle of a sentence."""
    return _broken("bedrivs på", "ett ändamålsenligt vis.", between)


def request_broken(between: str) -> Callable[[str], str]:
    """*between* where a new page begins, after the very word ``senast``."""
    return _broken("kommunstyrelsen senast", "2022-11-25.", between)


def each_paragraph(between: str) -> Callable[[str], str]:
    """*between* after every paragraph of the running text, numbered as pages are."""

    def damage(text: str) -> str:
        start = text.index("På uppdrag av")
        blocks = re.split(r"\n\n", text[start:])
        pages = (f"{block}\n\n{between}\n" for block in blocks)
        whole = text[:start] + "\n".join(pages)
        for number in range(1, len(blocks) + 1):
            whole = whole.replace("PAGE", f"{number} ({len(blocks)})", 1)
        return whole

    return damage


def form_feeds(text: str) -> str:
    """A form feed in the list, and one at the end."""
    return list_broken("\f")(text) + "\f"


def with_report(text: str) -> str:
    """The report that the letter hands over follows it, on a new page."""
    return f"{text}\n\f\n{REPORT}"


def with_report_at_once(text: str) -> str:
    """The report follows in the same breath, without a new page."""
    return f"{text}\n{REPORT}"


def with_enclosures_named(text: str) -> str:
    """What is enclosed, and who gets a copy, is told under the names."""
    return (
        f"{text}\n\nBilaga: Granskningsrapport 2022-09-12\n"
        "Sändlista: kommunens registrator\n"
    )


def signed_on_screen(text: str) -> str:
    """What a service for signatures prints under the names, with days of its own."""
    return (
        f"{text}\n\nDokumentet är undertecknat elektroniskt\n"
        "Thomas Boström 2022-09-29 08:14:02 (UTC+02:00)\n"
        "Torsten Gunnarsson 2022-09-30 17:40:55 (UTC+02:00)\n"
    )


def quoted(mark: str) -> Callable[[str], str]:
    """*mark* before every line, as in the answer to a mail."""
    return lambda text: "\n".join(mark + line for line in text.splitlines())


def quoted_and_wrapped(text: str) -> str:
    """Wrapped at 72 columns, and then quoted."""
    return quoted("> ")(wrapped(72)(text))


def forwarded(text: str) -> str:
    """A mail that was sent on: its own names, days and ``Till`` stand above."""
    return _MAIL + text


def as_markdown(text: str) -> str:
    """Headings and bold words as a converter marks them."""
    text = re.sub(r"^(Missiv|Granskning av .*)$", r"## \1", text, flags=re.MULTILINE)
    text = re.sub(r"^(\S.*:)$", r"**\1**", text, flags=re.MULTILINE)
    return text.replace("\n- ", "\n* ")


def footed(text: str) -> str:
    """The auditors' own addresses at the foot of each of two pages."""
    broken = list_broken(f"{FOOT}\n\n2 (2)\n")(text)
    return f"{broken}\n\n{FOOT}\n"


def _broken(before: str, after: str, between: str) -> Callable[[str], str]:
    def damage(text: str) -> str:
        place = re.compile(rf"{re.escape(before)}\s+{re.escape(after)}")
        assert len(place.findall(text)) == 1
        return place.sub(lambda _: f"{before}\n{between}\n{after}", text)

    return damage
