"""Line breaks put back where a conversion lost them.

A head that stands on one line is cut before what begins its lines: labels, bodies, days,
the title, the first sentence. A list and the names under a letter are cut at their signs.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from auditflow.reading.mending import Mended
from auditflow.reading.traced import Traced

_LONG: Final = 200  # characters; no line of a page is longer
_LINE: Final = re.compile(r"[^\n]+")
_MOST_WORDS: Final = 40  # before the first sentence of a letter whose head has lines
_FAR: Final = 6_000  # no head goes on for so long

_UPPER = "A-ZÅÄÖÉ"
_FIRM = r"KPMG|PwC|EY|Deloitte|BDO|Azets|Helseplan|Sirona"
# Where the sentences begin.
_PROSE: Final = re.compile(
    rf"(?<=\s)(?:På uppdrag av|Vi har|Vi överlämnar|Vi önskar|Med anledning av|Inom ramen|"
    rf"Syftet med|I enlighet med|Enligt (?:uppdrag|revision|kommunal)|Härmed|Av revision"
    rf"|(?:{_FIRM}|Revisionskontoret|Revisorerna|Revisionen|Stadsrevisionen"
    rf"|Kommunrevisionen|Kommunens revisorer|Regionens revisorer"
    rf"|De förtroendevalda revisorerna)"
    rf"(?: i [{_UPPER}][\w-]+(?: kommun| stad| län)?)? (?:har|överlämna|önska|emotse"
    rf"|besluta|begär|granska|genomför|översänd))"
)
_LABEL = (
    r"Till ?:|Till(?= (?:Samtliga|Kommunstyrelsen|Styrelsen|[A-ZÅÄÖ][\w-]*nämnd))"
    r"|För kännedom|Kopia(?: till)?\b|Dnr\b|DNR\b|Diarienummer\b|Datum\b|Ärende ?:"
)
_BODY = (
    rf"Samtliga ledamöter|[{_UPPER}][a-zåäö:]{{1,30}}-(?:, [\w-]{{2,30}}-){{0,3}},? (?:vård- )?"
    r"och [\w-]{2,40}nämnden"
    rf"|[{_UPPER}][\w-]{{0,40}}(?:nämnden|styrelsen|fullmäktige|utskottet)\b"
    rf"|Styrelse(?:n|rna) för|[{_UPPER}][\w-]{{1,40}} stadsdelsnämnd"
)
_TITLE = (
    r"(?:Fördjupad |Grundläggande |Översiktlig |Uppföljande )?"
    r"(?:Granskning(?:en)? av|Årsrapport|Delrapport|Projektrapport|Förstudie|Uppföljning av"
    r"|Revisionsrapport|Granskning )"
)
_HEAD: Final = re.compile(
    rf" (?=(?:{_LABEL}|{_BODY}|{_TITLE}"
    rf"|[{_UPPER}][\w-]{{1,30}}(?: [{_UPPER}][\w-]{{1,30}})? (?:kommun|stad)\b|Region [{_UPPER}]"
    r"|Missiv\b|MISSIV\b|Revisionsskrivelse\b|Revisorerna\b|Revisionen\b|Stadsrevisionen\b"
    r"|Kommunrevisionen\b|Kommunens revisorer\b|Inkom\b"
    r"|(?:19|20)[0-9]{2} ?-(?: ?[0-9]{2}){1} ?- ?[0-9]{2}\b))"
    # after a label, a number or a day, something else begins
    r"|(?<=kännedom:) | (?<=[0-9] )(?=[A-ZÅÄÖ][a-zåäö])"
)
_BULLETS: Final = re.compile(
    rf" (?=[-–—•●○◦▪■*\uf000-\uf0ff] ?[{_UPPER}]|[0-9]{{1,2}}[.)] [{_UPPER}])"
)
_LEADS = (
    r"För (?:kommunens |regionens |stadens )?revisor(?:erna|er)"
    r"|På revisorernas vägnar|På uppdrag av revisorerna i revisorsgrupp \w+"
    r"|Med vänlig hälsning"
)
_NAMES: Final = rf"[{_UPPER}][\w’'-]+(?: [{_UPPER}][\w’'-]*\.?){{1,3}}"
_AFTER: Final = re.compile(
    r"(?<=[.!:]) (?=(?:Rapporten|Vi önskar|Vi emotser|Svar(?:et)? |Yttrande|Revisorerna"
    r"|Revisionen|Utifrån|Vidare |Granskningsrapporten|Remisstid)\b)"
)
_CLOSE: Final = re.compile(rf"(?P<before> )(?:{_LEADS})[,:]?(?P<after> )(?={_NAMES})")
_FEW: Final = 2  # one dash may be a dash; two are bullets
LOST: Final = Mended(
    "radbrytningarna hade försvunnit; brevet delades där dess delar brukar börja",
    "its line breaks were lost; the letter was cut where its parts tend to begin",
)


def relined(traced: Traced) -> tuple[Traced, tuple[Mended, ...]]:
    """*traced* with line breaks where long lines lost them, and what is to be said.

    >>> lost = "Ekvikens kommun 2023-02-14 Till: Miljönämnden Granskning av tillsynen "
    >>> lost += "På uppdrag av revisorerna har vi granskat tillsynen. " * 4
    >>> relined(Traced.of(lost))[0].text.splitlines()[:4]
    ['Ekvikens kommun', '2023-02-14', 'Till: Miljönämnden', 'Granskning av tillsynen']
    """
    text = traced.text
    long = [
        line.span() for line in _LINE.finditer(text) if len(line[0].strip()) > _LONG
    ]
    heads = {
        start: sentence.start()
        for start, end in long[:1]
        if len(text[:start].split()) < _MOST_WORDS
        and (sentence := _PROSE.search(text, start, min(end, start + _FAR)))
    }
    cuts = {
        cut
        for start, end in long
        for cut in (
            *_head_cuts(text, start, heads.get(start, start)),
            *_cuts(text, heads.get(start, start), end),
        )
    }
    if not cuts:
        return traced, ()
    pieces = (text[a:b] for a, b in pairwise([0, *(c + 1 for c in sorted(cuts)), None]))
    cut_text = "\n".join(piece[:-1] for piece in pieces)
    return traced.with_text(cut_text + text[-1:]), (LOST,) if heads else ()


def _head_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """The spaces before the lines of a head that ends where its first sentence begins."""
    if end > start:
        yield from (cut.start() for cut in _HEAD.finditer(text, start, end))
        yield end - 1


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """The spaces before the items of a list, after it, and around the names."""
    bullets = [cut.start() for cut in _BULLETS.finditer(text, start, end)]
    if len(bullets) >= _FEW:
        yield from bullets
    yield from (cut.start() for cut in _AFTER.finditer(text, start, end))
    for close in _CLOSE.finditer(text, start, end):
        yield close.start("before")
        yield close.start("after")
