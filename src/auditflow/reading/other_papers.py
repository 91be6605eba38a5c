"""Papers that are no letter from auditors, and how to tell a person so."""

import re
from typing import Final

import attrs

from auditflow.reading.outcome import WhyNot
from auditflow.reading.sentences.parts import Parts, is_prose
from auditflow.reading.sentences.signs import AUDITORS
from auditflow.values import Value

_FIRST_LINES: Final = 15


@attrs.frozen(eq=False, repr=False)
class _Kind(Value):
    heading: re.Pattern[str]
    why: WhyNot


def _kind(heading: str, sv: str, en: str) -> _Kind:
    return _Kind(
        re.compile(heading, re.IGNORECASE),
        WhyNot(
            f"det här är {sv}, inte revisorernas missiv; "
            "ange brevet som lämnar över granskningen",
            f"this is {en}, not a letter from the auditors; "
            "give the letter that hands over the review",
        ),
    )


_KINDS: Final = (
    _kind(
        r"(?:(?:\S+\s){0,2}(?:sammanträdes)?protokoll|protokollsutdrag|kallelse"
        r"|föredragningslista|dagordning|minnesanteckningar)\b(?!.{40})",
        "ett protokoll eller en kallelse",
        "minutes or a summons",
    ),
    _kind(
        r"(?:svar|yttrande|remissvar|kommunens svar)\s(?:på|över|till(?=\s[^:@]*$)"
        r"|gällande|angående|avseende|med\sanledning|från)\b"
        r"|(?:tjänsteskrivelse|tjänsteutlåtande|förslag\still\s(?:beslut|svar|yttrande))\b",
        "ett svar eller en tjänsteskrivelse",
        "a reply or a draft of one",
    ),
    _kind(
        r"revisionsberättelse\b(?!.{40})",
        "en revisionsberättelse",
        "an audit report on the year's discharge",
    ),
    _kind(
        r"innehåll(?:sförteckning)?\s?:?$",
        "själva granskningsrapporten",
        "the report of the review itself",
    ),
)
_REPLY: Final = _KINDS[1]
# `Svar från kommunstyrelsen önskas senast …` is what auditors write.
_WISH = re.compile(r"\b(?:önskas|emotses|begärs|förväntas|senast)\b", re.IGNORECASE)
# A draft says so on a line of its own, in capitals, or in what it proposes.
_DRAFT: Final = re.compile(
    r"(?im:^\s*(?:tjänsteutlåtande|tjänsteskrivelse|förslag\still\sbeslut|beslutsunderlag"
    r"|ärendebeskrivning)\b(?!.{60}))|TJÄNSTE(?:UTLÅTANDE|SKRIVELSE)"
    r"|Förslag\still\sbeslut\s"
    r"|(?i:\b(?:förvaltningen|kontoret|utskottet|styrelsen|nämnden)\sföreslår\s"
    r"(?:\w+\s){0,6}?beslut)"
)
_MANY_LOST: Final = 5  # letters that became �
_NEAR_TOP: Final = 1_200  # characters in which a draft says what it is
_MINUTES = (re.compile(r"\b(?:Närvarande|Beslutande)\b"), re.compile(r"\bJusterare\b"))
NO_TEXT: Final = WhyNot(
    "texten är tom; ange ett brev med text", "there is no text; give a letter with text"
)
LOST_LETTERS: Final = WhyNot(
    "bokstäver är utbytta mot �, så att namn inte kan läsas; be om filen på nytt",
    "letters are replaced by �, so that names cannot be read; ask for the file again",
)
STATE_AUTHORITY: Final = WhyNot(
    "det här är en statlig myndighets brev, inte revisorernas missiv; "
    "ange ett missiv från kommunens revisorer",
    "this is a letter from a state authority, not from the auditors; "
    "give a letter from the municipality's auditors",
)
_AUTHORITY: Final = re.compile(
    r"(?:statens\s)?(?:skolinspektionen|skolverket|ivo\b|inspektionen\sför\b"
    r"|arbetsmiljöverket|riksrevisionen|länsstyrelsen|justitieombudsmannen"
    r"|riksdagens\sombudsmän|socialstyrelsen|integritetsskyddsmyndigheten"
    r"|datainspektionen|konkurrensverket|boverket|naturvårdsverket"
    r"|folkhälsomyndigheten|diskrimineringsombudsmannen|polismyndigheten"
    r"|försäkringskassan|skatteverket|statskontoret|livsmedelsverket|mcf\b|msb\b"
    r"|myndigheten\sför\b|förvaltningsrätten|kammarrätten)",
    re.IGNORECASE,
)
_LETTERHEAD: Final = 4  # lines
_BESIDE: Final = 60  # characters of a letterhead
NO_AUDITORS: Final = WhyNot(
    "inga revisorer står som avsändare; ange ett missiv från kommunens revisorer",
    "no auditors stand as its sender; give a letter from the municipality's auditors",
)
NOTHING_HANDED_OVER: Final = WhyNot(
    "brevet varken lämnar över, begär eller rekommenderar något; "
    "ange brevet som lämnar över granskningen",
    "it hands over, asks and recommends nothing; "
    "give the letter that hands over the review",
)
NO_BODY: Final = WhyNot(
    "ingen nämnd eller styrelse står som mottagare; "
    "ange brevet som är ställt till en nämnd",
    "it is addressed to no board or committee; "
    "give the letter that is addressed to a body",
)
TO_AUDITORS: Final = WhyNot(
    "brevet är ställt till revisorerna, inte från dem; ange revisorernas eget missiv",
    "it is addressed to the auditors, not sent by them; give the auditors' own letter",
)


def _headed_by_auditors(parts: Parts) -> bool:
    """Whether auditors stand in the letterhead, and not as receivers."""
    top = parts.head[:_LETTERHEAD]
    return any(
        AUDITORS.search(line.text) and not line.text.lower().startswith("till")
        for line in top
    )


def _from_authority(parts: Parts) -> bool:
    """Whether a state authority stands at the top or under it, and no auditors."""
    if any(AUDITORS.search(line.text) for line in (*parts.head, *parts.close)):
        return False
    places = (*parts.head[:_LETTERHEAD], *parts.prose[:1], *parts.close)
    return any(
        _AUTHORITY.match(line.text) and len(line.text) <= _BESIDE for line in places
    )


def other_paper(parts: Parts) -> WhyNot | None:
    """What the paper says at its top that it is, if that is something else."""
    if parts.text.count("\ufffd") >= _MANY_LOST:
        return LOST_LETTERS
    if _from_authority(parts):
        return STATE_AUTHORITY
    top = (*parts.head, *parts.prose)[:_FIRST_LINES]
    for line in top:
        for kind in _KINDS:
            asks = _WISH.search(line.text) or is_prose(line)
            by_auditors = kind is _REPLY and _headed_by_auditors(parts)
            if kind.heading.match(line.text) and not (asks or by_auditors):
                return kind.why
    if _DRAFT.search(parts.text, 0, _NEAR_TOP):
        return _KINDS[1].why
    if top and all(sign.search(parts.text) for sign in _MINUTES):
        return _KINDS[0].why
    return None
