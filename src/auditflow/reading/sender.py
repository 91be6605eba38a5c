"""Who sends the letter: auditors, of which municipality, helped by which firm."""

import re
from collections import Counter
from typing import Final

from auditflow.reading.lines import Placed
from auditflow.reading.parts import Parts

_L = "A-Za-zÅÄÖåäöéü"
_MUNICIPALITY: Final = re.compile(
    rf"(?<![\w\-])(?:Region(?:en)? [A-ZÅÄÖ][{_L}\-]{{1,30}}(?: län)?"
    rf"|Landstinget(?: i)? [A-ZÅÄÖ][{_L}\-]{{1,30}}"
    rf"|(?:[A-ZÅÄÖ][{_L}\-]{{1,30}} ){{1,3}}(?:läns landsting|kommun|stad)s?"
    rf"|[A-ZÅÄÖ][{_L}]{{2,30}}sregionen)(?![\w\-])"
    r"|^[A-ZÅÄÖ\-]{3,30} (?:KOMMUN|STAD)$",
    re.MULTILINE,
)
_NO_PLACE: Final = frozenset(
    [
        "I",
        "Inom",
        "För",
        "Till",
        "Av",
        "Hos",
        "Från",
        "Om",
        "Att",
        "På",
        "Enligt",
        "Vi",
        "Den",
        "Denna",
        "Varje",
        "Vår",
        "En",
        "Ingen",
        "Er",
        "Samma",
        "Granskning",
        "Missiv",
        "Revisorerna",
        "Revisionen",
        "Annan",
        "Kommunstyrelsen",
        "Dnr",
        "Datum",
        "Både",
    ]
)
_FIRM: Final = re.compile(
    r"\b(?P<PwC>PwC|PWC|Pwc|(?:Öhrlings )?PricewaterhouseCoopers)\b|\b(?P<KPMG>KPMG)\b"
    r"|\b(?P<EY>EY|Ernst (?:&|och) Young)\b|\b(?P<Deloitte>Deloitte)\b|\b(?P<BDO>BDO)\b"
    r"|\b(?P<Grant_Thornton>Grant Thornton)\b|\b(?P<Azets>Azets)\b"
    r"|\b(?P<Helseplan>Helseplan)\b|\b(?P<Sirona>Sirona)\b|\b(?P<Forvis_Mazars>Mazars)\b"
)
_HIRED = re.compile(
    r"(?:har|gett|givit|anlitat|uppdragit åt|uppdrag åt|biträd\w+ av|av|från)\s$",
    re.IGNORECASE,
)
_AUDITORS: Final = re.compile(
    r"\b(?:(?:förtroendevald\w*|kommunens|kommuns|stadens|regionens|landstingets)\srevisor"
    r"|revisorerna|revisorernas|stadsrevision\w*|regionrevision\w*|landstingsrevisor\w*"
    r"|kommunrevision\w*|revisionskontor\w*|revisorsgrupp\w*|revisorskollegi\w*"
    r"|lekmannarevisor\w*|vi\srevisorer|kommunrevisor\w*)",
    re.IGNORECASE,
)
_SENDS = re.compile(
    r"\b(?:revisorerna|revisionen|stadsrevisionen|revisorsgrupp\s\w+)\s(?:i\s\w+\s\w+\s)?"
    r"(?:har\s|i\s\w+\s)?(?:överlämna|översänd|emotse|önska|granska|beslut|genomför|begär|bedöm)"
    r"|\bpå\suppdrag\sav\s(?:\w+\s){0,5}?revisor|\bvi\srevisorer\b",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:\S+\s){0,4}?(?:(?:kommun|stads|region|landstings)?(?:revisorerna|revisorer|revisionen"
    r"|revision))(?:\s(?:i|för)\s(?:\S+\s?){1,4})?",
    re.IGNORECASE,
)


def auditors_send(parts: Parts) -> Placed[str] | None:
    """Where the letter shows that auditors send it, if it does."""
    for line in (*parts.head, *parts.close[:1]):
        who = _AUDITORS.search(line.text) or re.search(r"\bRevisionen\b", line.text)
        sent_to = line.text.lower().startswith("till")
        if who and not sent_to and (line in parts.close or _HEADING.match(line.text)):
            return Placed(line.text, line.start, line.end)
    if not parts.prose:
        return None
    sends = _SENDS.search(parts.text, parts.prose[0].start, parts.prose[-1].end)
    return Placed(sends[0], *sends.span()) if sends else None


def municipality_of(parts: Parts) -> Placed[str] | None:
    """The municipality (kommun, stad, region) that the letter names most often."""
    lines = (*parts.head, *parts.prose, *parts.close)
    end = lines[-1].end if lines else 0
    found = [_place(m) for m in _MUNICIPALITY.finditer(parts.text, 0, end)]
    named = [place for place in found if place is not None]
    if not named:
        return None
    counts = Counter(place.value for place in named)
    (name, most), *others = counts.most_common()
    first = next(place for place in named if place.value == name)
    sure = not any(count == most for _, count in others)
    return Placed(name, first.start, first.end, sure)


def firm_of(parts: Parts) -> Placed[str] | None:
    """The audit firm that did the review; unsure if the letter names several."""
    lines = (*parts.head, *parts.prose, *parts.close)
    end = lines[-1].end if lines else 0
    found = list(_FIRM.finditer(parts.text, 0, end))
    if not found:
        return None
    hired = [
        m
        for m in found
        if _HIRED.search(parts.text[max(0, m.start() - 20) : m.start()])
    ]
    firm = (hired or found)[0]
    sure = len({m.lastgroup for m in hired or found}) == 1
    return Placed((firm.lastgroup or "").replace("_", " "), *firm.span(), sure)


def _place(match: re.Match[str]) -> Placed[str] | None:
    words = match[0].split(" ")
    dropped = 0
    while words and words[0] in _NO_PLACE:
        dropped += len(words.pop(0)) + 1
    if len(words) < (1 if match[0].endswith("regionen") else 2):
        return None
    name = " ".join(words)
    if name.isupper():
        name = f"{words[0].capitalize()} {words[1].lower()}"
    if name.endswith(("kommuns", "stads")):
        name = name[:-1]
    return Placed(name, match.start() + dropped, match.end())
