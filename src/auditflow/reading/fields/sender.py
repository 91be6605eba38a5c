"""The municipality, city or region whose auditors send the letter."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from auditflow.reading.lines.line import Placed
from auditflow.reading.sentences.parts import Parts

_UPPER: Final = "A-ZÅÄÖÉÜ"
_NAME: Final = rf"[{_UPPER}][\w:]{{0,30}}(?:-[{_UPPER}]?\w{{1,30}}){{0,2}}"
_PLACE: Final = re.compile(
    rf"(?<![\w\-])(?:(?P<region>(?:Region(?:en)?|Landstinget(?:[ ]i)?)[ \n]{_NAME}"
    rf"(?:[ ](?!Datum|Dnr|Dia|Hand|Rev|Reg|Land){_NAME}){{0,2}}(?:[ ]län(?=s?\b))?)"
    rf"|(?P<named>(?:{_NAME}[ ]){{0,2}}{_NAME}[ \n]"
    r"(?:[Ll]äns[ ][Ll]andsting|[Kk]ommun|[Ss]tad))"
    rf"|(?P<west>(?:{_NAME}[ ])?{_NAME}sregionen)"
    r")(?:s(?=[\s.,:;)]|$))?(?![\w\-])"
)
_CAPITALS: Final = re.compile(
    rf"^(?:(?P<named>(?:[{_UPPER}\-]{{2,30}}[ ]){{1,3}}"
    r"(?:LÄNS[ ]LANDSTING|KOMMUN|STAD))"
    rf"|(?P<region>(?:REGION|LANDSTINGET(?:[ ]I)?)[ ][{_UPPER}\-]{{2,30}}"
    rf"(?:[ ][{_UPPER}\-]{{2,30}}){{0,2}}))S?(?=\n|\s{{2,}}|\t|$)",
    re.MULTILINE,
)
# A capital that begins a sentence, or another thing of the head on the same line.
_NO_PLACE: Final = re.compile(
    r"(?:i|inom|för|till|av|hos|från|om|att|på|enligt|vi|den|denna|varje|vår|en|ingen|er"
    r"|samma|granskning|missiv|annan|dnr|datum|både|såväl|som|när|hela|med|mellan|att|och"
    r"|härmed|övriga|svar|förtroendevalda|ledamöter|samtliga|protokoll|skrivelse|kopia"
    r"|[\w\-]*(?:revis|nämnd|styrelse|fullmäktige|utskott)\w*)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:revisor(?:erna|er)|revisionen|kommunrevisionen|stadsrevisionen|regionrevisionen"
    r"|lekmannarevisorerna)\s(?:i|för)\s$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"s?[\s,]{1,3}(?:förtroendevalda\s)?(?:revisor|stadsrevision|kommunrevision"
    r"|regionrevision|revisionen\b|revisionskontor|landstingsrevisor)",
    re.IGNORECASE,
)
_TOWN: Final = re.compile(
    r"\b(?i:revisorerna|kommunrevisionen|stadsrevisionen|revisionen|regionrevisionen)"
    rf"\si\s(?P<town>{_NAME}(?:\s{_NAME})?)(?!\s(?:kommun|stad|län))(?![\w\-])"
)
_COMPANY: Final = re.compile(r"\s(?:AB|HB|KB|Aktiebolag|kommuns|kommunala)\b")
_KEEPS_S: Final = re.compile(r"(?:[^s]|fors|ås|näs|ss)$", re.IGNORECASE)
_NOUN: Final = re.compile(r"\s(?!har|är|ska|bör|kan|län\b|och|samt|som)[a-zåäö]{3,}")
_ENDS_IN_S: Final = re.compile(r"(?:s|x|z)$", re.IGNORECASE)


def municipality_of(parts: Parts) -> Placed[str] | None:
    """The place whose auditors the letter speaks of, or else the one named most often.

    A letter that names a town only (`revisorerna i Ekviken`) leaves its kommun unsure.
    """
    lines = (*parts.head, *parts.prose, *parts.close)
    if not lines:
        return None
    end = max(line.end for line in lines)
    named = sorted(_places(parts.text, end), key=lambda place: place.start)
    if not named:
        return _by_town(parts.text, end)
    sending = [place for place in named if _is_sender(parts.text, place)]
    counts = Counter(place.value.casefold() for place in sending or named)
    (key, most), *others = counts.most_common()
    sure = not any(count == most for _, count in others)
    if not sure:
        key, sure = _in_letterhead(parts, named) or key, False
    # As it is written in a sentence, rather than in capitals.
    spelt = [place for place in named if place.value.casefold() == key]
    first = next((one for one in spelt if not _shouts(parts.text, one)), spelt[0])
    return Placed(first.value, spelt[0].start, spelt[0].end, sure)


def _places(text: str, end: int) -> Iterator[Placed[str]]:
    for match in _PLACE.finditer(text, 0, end):
        if not _COMPANY.match(text, match.end()):
            place = _place(match)
            if place is not None:
                yield place
    for match in _CAPITALS.finditer(text, 0, end):
        words = [_capitalised(word) for word in match[0].split()]
        if words[-1] in ("Kommun", "Stad", "Landsting"):
            words[-1] = words[-1].lower()
            words = ["läns" if word == "Läns" else word for word in words]
        name = " ".join(words)
        yield Placed(name, match.start(), match.start() + len(match[0].rstrip()))


def _place(match: re.Match[str]) -> Placed[str] | None:
    """The name without a genitive's s, and without words before it that are no name."""
    words = match[match.lastgroup or 0].split()
    start = match.start()
    if match["named"] is not None:
        while words and _NO_PLACE.fullmatch(words[0]):
            start += len(words.pop(0)) + 1
    elif match["region"] is not None and _is_owner(match):
        words[-1] = words[-1].removesuffix("s")
    if len(words) < 2 - (match["west"] is not None) or words[0].isupper():
        return None
    return Placed(" ".join(words), start, match.end())


def _is_owner(match: re.Match[str]) -> bool:
    """`Region Norrmarks revisorer`; but Mellanås keeps its s, and `län` has none."""
    return (
        not _KEEPS_S.search(match["region"])
        and _NOUN.match(match.string, match.end()) is not None
    )


def _is_sender(text: str, place: Placed[str]) -> bool:
    before = text[max(0, place.start - 60) : place.start]
    return bool(_BEFORE.search(before) or _AFTER.match(text, place.end))


def _in_letterhead(parts: Parts, named: list[Placed[str]]) -> str | None:
    end = parts.head[-1].end if parts.head else 0
    return next((place.value.casefold() for place in named if place.start < end), None)


def _shouts(text: str, place: Placed[str]) -> bool:
    return text[place.start : place.end].isupper()


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _by_town(text: str, end: int) -> Placed[str] | None:
    """`Revisorerna i Ekviken`: most likely those of Ekvikens kommun."""
    match = _TOWN.search(text, 0, end)
    if match is None:
        return None
    town = match["town"]
    owning = town if _ENDS_IN_S.search(town) else f"{town}s"
    return Placed(f"{owning} kommun", *match.span("town"), sure=False)
