"""The audit firm that helped the auditors with the review."""

import re
from collections.abc import Iterator
from typing import Final

from auditflow.reading.lines.line import Placed
from auditflow.reading.sentences.parts import Parts

_KNOWN: Final = {
    "PwC": r"(?:Öhrlings\s)?Pricewaterhouse\s?Coopers(?:\sAB)?|PwC|PWC|Pwc",
    "KPMG": r"KPMG",
    "EY": r"EY|Ernst\s(?:&|och|and)\sYoung",
    "Deloitte": r"Deloitte",
    "BDO": r"BDO",
    "Grant Thornton": r"Grant\sThornton",
    "Azets": r"Azets",
    "Helseplan": r"Helseplan",
    "Sirona": r"Sirona",
    "Forvis Mazars": r"(?:Forvis\s)?Mazars",
    "RSM": r"RSM",
    "Moore": r"Moore",
    "Ramboll": r"Ramböll|Ramboll",
    "Sweco": r"Sweco",
    "Baker Tilly": r"Baker\sTilly",
    "Governo": r"Governo",
}
_NAMES: Final = tuple(_KNOWN)
FIRM: Final = re.compile(
    rf"(?<![\w\-@.])(?:{'|'.join(f'({firm})' for firm in _KNOWN.values())})"
    r"(?:s(?=\s)|:s)?(?:\sAB)?(?![\w\-@])"
)
# A firm that no list holds, where the letter says that it was hired.
_OTHER: Final = re.compile(
    r"(?<![\w\-])(?P<firm>[A-ZÅÄÖ][\w\-]{1,30}(?:\s(?:&\s)?[A-ZÅÄÖ][\w\-]{1,30}){0,3}"
    r"\s(?:Revision|Revisorer|Revisionsbyrå|Consulting|Konsult|Advisory)"
    r"(?:\s(?:AB|HB|KB))?)(?![\w\-])"
)
_HIRED: Final = re.compile(
    r"(?:\b(?:gett|givit|gav|anlitat|anlitade|uppdragit\såt|uppdrog\såt|uppdrag\såt"
    r"|uppdrag\still|biträ\w+\sav|bistått\sav|biträde\s(?:av|från)|stöd\s(?:av|från)"
    r"|hjälp\s(?:av|från)|sakkunniga?\s(?:från|på|vid)?|konsult(?:er|erna)?\s(?:från|på|vid)"
    r"|genomför\w*\sav|utför\w*\sav|gjorts\sav|granskats\sav|upprättad?\sav"
    r"|revisionsbyrån|konsultföretaget|konsultbolaget)"
    r"(?:\s(?:våra\s)?sakkunniga\sfrån)?\s"
    r"|\b(?:revisor\w*(?:\si\s[\w\s\-]{2,40}?)?|uppdrag)\shar\s(?:\w+\s)?"
    r"|\b(?:har|har\svi)\slåtit\s)$",
    re.IGNORECASE,
)
_REVIEWS: Final = re.compile(
    r"(?::s|s)?(?:\sAB)?\s(?:har\s(?:\w+\s)?(?:biträtt\s(?:oss|revisorerna)"
    r"|bistått\s(?:oss|revisorerna)|på|av|för|under|inom|fått|gransk|genomför|följt|gjort|utfört)"
    r"|i\suppdrag|(?:att|låtit)\sgranska|på\suppdrag|genomfört|granskat|granskade|genomförde|granskning"
    r"|rapport|bedöm|gör\sbedömning)",
    re.IGNORECASE,
)
_OF_REVIEW: Final = re.compile(
    r"\bhar\s$|(?:rapport|granskning)\w*,?\s(?:från\s|av\s)?$"
)
# The auditor of a company, or somebody to ask, did not make the review.
_NOT_HIRED: Final = re.compile(
    r"\b(?:kontakt\w*|frågor|e-post|mejl|auktoriserad|bolagets\srevisor|bolagens\srevisor"
    r"|yrkesrevisor\w*|vald\srevisor|årsredovisning\w*)\b|@",
    re.IGNORECASE,
)
_NEAR: Final = 120  # characters around a firm in which its part shows


def firm_of(parts: Parts) -> Placed[str] | None:
    """The firm that did the review; unsure if the letter names several, or no part.

    A firm that only audits a company, or where somebody answers questions, is none.
    """
    lines = (*parts.head, *parts.prose, *parts.close)
    if not lines:
        return None
    end = max(line.end for line in lines)
    named = list(_named(parts.text, end))
    made = [firm for firm in named if _made_review(parts.text, firm)]
    made += [firm for firm in _unlisted(parts.text, end) if not made]
    rest = [firm for firm in named if not _has_other_part(parts.text, firm)]
    firms = made or rest
    if not firms:
        return None
    several = len({firm.value for firm in firms}) > 1
    first = firms[0]
    return Placed(first.value, first.start, first.end, bool(made) and not several)


def _named(text: str, end: int) -> Iterator[Placed[str]]:
    for match in FIRM.finditer(text, 0, end):
        name = _NAMES[(match.lastindex or 1) - 1]
        yield Placed(name, *match.span(match.lastindex or 0))


def _unlisted(text: str, end: int) -> Iterator[Placed[str]]:
    for match in _OTHER.finditer(text, 0, end):
        firm = Placed(match["firm"], *match.span("firm"))
        hired = _HIRED.search(text[max(0, firm.start - _NEAR) : firm.start])
        reviews = _REVIEWS.match(text, firm.end, firm.end + _NEAR)
        if (reviews and (hired or reviews[0].lstrip().startswith("har"))) or hired:
            yield firm


def _made_review(text: str, firm: Placed[str]) -> bool:
    before = text[max(0, firm.start - _NEAR) : firm.start]
    if _has_other_part(text, firm):
        return False
    return bool(
        _HIRED.search(before)
        or _OF_REVIEW.search(before)
        or _REVIEWS.match(text, firm.end, firm.end + _NEAR)
    )


def _has_other_part(text: str, firm: Placed[str]) -> bool:
    line = text[text.rfind("\n", 0, firm.start) + 1 : firm.start][-_NEAR:]
    sentence = line.rsplit(". ", 1)[-1]
    return _NOT_HIRED.search(sentence) is not None
