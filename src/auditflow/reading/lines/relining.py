"""Line breaks put back where a conversion lost them.

A head that stands on one line is cut before what begins its lines: labels, bodies,
days, the title, the first sentence. Lists and the names are cut at their signs.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from auditflow.reading.lines.mending import Mended
from auditflow.reading.lines.traced import Traced

_LINE: Final = re.compile(r"[^\n]+")
_LONG: Final = 200  # characters; no line of a page is longer
_FAR: Final = 6_000  # no head goes on for so long
_MOST_WORDS: Final = 40  # before the first sentence of a letter whose head has lines
_FEW: Final = 2  # one dash may be a dash; two are bullets

# Where the sentences begin.
_PROSE: Final = re.compile(
    r"""
    (?<=\s)(?:
        På[ ]uppdrag[ ]av | Vi[ ](?:har|överlämnar|önskar|emotser)
      | Med[ ]anledning[ ]av | Inom[ ]ramen | Syftet[ ]med | I[ ]enlighet[ ]med
      | Mot[ ]bakgrund[ ]av | Härmed
      | Enligt[ ](?:uppdrag|revision|kommunal|god) | Av[ ]revision | I[ ]samband[ ]med
      | (?:KPMG|PwC|EY|Deloitte|BDO|Azets|Helseplan|Sirona|Revisionskontoret|Revisorerna
        |Revisionen|Stadsrevisionen|Kommunrevisionen|Kommunens[ ]revisorer
        |Regionens[ ]revisorer|De[ ]förtroendevalda[ ]revisorerna|Revisorsgrupp[ ]\w+)
        (?:[ ]i[ ][A-ZÅÄÖ][\w-]+(?:[ ](?:kommun|stad|län))?)?
        [ ](?:har|överlämna|önska|emotse|besluta|begär|granska|genomför|översänd)
    )
    """,
    re.VERBOSE,
)
# What begins a line of a head, or ends one.
_HEAD: Final = re.compile(
    r"""
    [ ](?=
        Till[ ]?: | Till[ ](?:Samtliga|[A-ZÅÄÖ][\w-]*(?:nämnd|styrelse))
      | För[ ]kännedom | Kopia(?:[ ]till)?\b
      | (?:Vårt|Ert)[ ]dnr\b | (?<!Vårt[ ])(?<!Ert[ ])[Dd]nr\b | DNR\b | Diarienummer\b
      | Datum\b | Ärende[ ]?: | Inkom\b
      | Samtliga[ ]ledamöter | Styrelse(?:n|rna)[ ]för
      | [A-ZÅÄÖ][\w:]{1,30}-(?:,[ ][\w-]{2,30}-){0,3}[ ]och[ ][\w-]{2,40}nämnden
      | [A-ZÅÄÖ][\w-]{0,40}(?:nämnden|styrelsen|fullmäktige|utskottet)\b
      | [A-ZÅÄÖ][\w-]{1,40}[ ]stadsdelsnämnd
      | (?:(?:Fördjupad|Grundläggande|Översiktlig|Uppföljande)[ ])?
        (?:Granskning\b|Årsrapport|Delrapport|Projektrapport|Förstudie|Uppföljning[ ]av
        |Revisionsrapport)
      | [A-ZÅÄÖ][\w-]{1,30}(?:[ ][A-ZÅÄÖ][\w-]{1,30})?[ ](?:kommun|stad)\b
      | Region[ ][A-ZÅÄÖ] | Missiv\b | MISSIV\b | Revisionsskrivelse\b
      | (?:Revisorerna|Revisionen|Stadsrevisionen|Kommunrevisionen)\b
      | Kommunens[ ]revisorer\b | (?:19|20)[0-9]{2}[ ]?-[ ]?[0-9]{2}[ ]?-[ ]?[0-9]{2}\b
    )
    | (?<=kännedom:)[ ] | (?<=[0-9])[ ](?=[A-ZÅÄÖ][a-zåäö])
    """,
    re.VERBOSE,
)
_BULLETS: Final = re.compile(
    r"[ ](?=[-–—•●○◦▪■*\uf000-\uf0ff][ ]?[A-ZÅÄÖ]|[0-9]{1,2}[.)][ ][A-ZÅÄÖ])"
)
# A sentence that is no more part of a list.
_AFTER: Final = re.compile(
    r"(?<=[.!:])[ ](?=(?:Rapporten|Vi[ ]önskar|Vi[ ]emotser|Svar|Svaret|Yttrande"
    r"|Revisorerna|Revisionen|Utifrån|Vidare|Granskningsrapporten|Remisstid)\b)"
)
_CLOSE: Final = re.compile(
    r"""
    (?P<before>[ ])
    (?:För[ ](?:[\w-]+[ ]){0,4}revisor(?:erna|er) | På[ ]revisorernas[ ]vägnar
      |På[ ]uppdrag[ ]av[ ]revisorerna[ ]i[ ]revisorsgrupp[ ]\w+
      |Med[ ]vänlig[ ]hälsning)
    [,:]?(?P<after>[ ])
    (?=[A-ZÅÄÖÉ][\w’'-]+(?:[ ][A-ZÅÄÖÉ][\w’'-]*\.?){1,3})
    """,
    re.VERBOSE,
)
LOST: Final = Mended(
    "radbrytningarna hade försvunnit; brevet delades där dess delar brukar börja",
    "its line breaks were lost; the letter was cut where its parts tend to begin",
)


def relined(traced: Traced) -> tuple[Traced, tuple[Mended, ...]]:
    """*traced* with line breaks where long lines lost them, and what is to be said.

    >>> lost = "Ekvikens kommun 2023-02-14 Till: Miljönämnden Granskning av tillsynen "
    >>> lost += "På uppdrag av revisorerna har vi granskat tillsynen. " * 4
    >>> relined(Traced.of(lost))[0].text.splitlines()[1:5]
    ['2023-02-14', 'Till:', 'Miljönämnden', 'Granskning av tillsynen']
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
    ends = [0, *(cut + 1 for cut in sorted(cuts)), len(text) + 1]
    lines = (text[start : end - 1] for start, end in pairwise(ends))
    return traced.with_text("\n".join(lines)), (LOST,) if heads else ()


def _head_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """The spaces before the lines of a head that ends with its first sentence."""
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
