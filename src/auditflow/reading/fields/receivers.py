"""The receivers that a line of the head names, where it names nothing else."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.reading.lines.line import Line
from auditflow.reading.sentences.body_names import Mention, mention_at, name_of
from auditflow.reading.sentences.parts import TITLE_WORD

COPY_AFTER: Final = re.compile(
    r"\s?[,(]?\s?(?:(?:(?:för|till)\s)?kännedom|f\.?\s?k\.?)\)?", re.IGNORECASE
)
PREFACE: Final = re.compile(
    r"(?:(?:samtliga|alla|ordinarie)\s)*"
    r"(?:ledamöter(?:na)?|ordföranden?|presidiet|förtroendevalda)"
    r"(?:\soch\s(?:ersättare|ersättarna|ledamöter|vice ordföranden?))?"
    r"(?:\s(?:i|för|till)(?:\s|$)|$)",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(
    r"(?:AB\s)?(?:[A-ZÅÄÖ0-9&][\w&:\-]*|i|och|för)(?:\s[\w&:\-]+){0,6}"
)
_IS_COMPANY: Final = re.compile(r"\bAB\b|aktiebolag\b|^Stiftelsen\b|förbundet?\b")
_BESIDE: Final = re.compile(r"\s?\([^()]{1,80}\)")  # (yttrande senast 2023-05-31)
_PLACE: Final = re.compile(r"(?:\si\s|,\s?|\s)(?:[A-ZÅÄÖ][\w\-]+)(?:\s[\w\-]+){0,3}")
OWNER: Final = re.compile(
    r"(?!\w*(?:styrelse|nämnd|[Rr]evis))"
    r"(?:[A-ZÅÄÖ][\w\-]+(?:\s[\w\-]+){0,3}\s(?:kommun|stad|läns\slandsting)"
    r"|(?:Region|Landstinget)\s[\w\-]+(?:\slän)?)"
    r"(?:,\s|\s(?=[\w-]*(?:styrelsen|nämnden)\b)|$)"
)
_BETWEEN: Final = re.compile(r"\s?[,;/]?\s?(?:(?:och|samt)\s)?")
_LOOSE_PARTS: Final = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?:,\s[a-zåäö]+)?\s(?:och|&)\s")
_INDEFINITE: Final = re.compile(
    r"(?P<name>(?:[Gg]emensam\s|[\w\-]+s\s)?(?:(?:[^\W\d_]+-,?\s){1,3}och\s)?"
    r"[^\W\d_][\w\-]*(?:(?P<board>nämnd)|styrelse))",
    re.IGNORECASE,
)
_SHORT: Final = {
    "KS": "kommunstyrelsen",
    "KF": "kommunfullmäktige",
    "RS": "regionstyrelsen",
    "RF": "regionfullmäktige",
}


def bodies_of(
    line: Line, *, labelled: bool = False, companies: bool = False
) -> list[Mention]:
    """The bodies of a line that holds nothing else, or none.

    Under a label a company and ``KS`` are bodies too; *companies* are those of which
    the letter says ``Styrelserna för``.

    >>> [m.name for m in bodies_of(Line("Samtliga ledamöter i kommunstyrelsen", 0, 36,
    ...                                 after_blank=True))]
    ['kommunstyrelsen']
    >>> bodies_of(Line("Granskning av kommunstyrelsen", 0, 29, after_blank=True))
    []
    """
    text = line.text
    place = 0
    for before in (OWNER, PREFACE):
        match = before.match(text, place)
        place = match.end() if match else place
    found = list(row_of(text, place)) or _loose(text, place)
    if found:
        end = found[-1].end
        copied = COPY_AFTER.search(text, end)
        over = copied.start() if copied and copied.end() == len(text) else len(text)
        tail = text[end:over].strip(" .")
        known = _PLACE.fullmatch(text, end, over) or _BESIDE.fullmatch(text, end, over)
        if tail and not known and not PREFACE.fullmatch(tail):
            return []
    elif labelled:
        found = list(_under_label(text, place, companies=companies))
    return [
        attrs.evolve(m, start=m.start + line.start, end=m.end + line.start)
        for m in found
    ]


def row_of(text: str, place: int) -> Iterator[Mention]:
    """The bodies that stand from *place* one after another: A, B och C."""
    while (mention := mention_at(text, place)) is not None:
        yield mention
        between = _BETWEEN.match(text, mention.end)
        place = between.end() if between else mention.end


def _loose(text: str, place: int) -> list[Mention]:
    """`Kultur och fritidsnämnden` without its hyphen; `Socialnämnd` without its end."""
    parts = _LOOSE_PARTS.match(text, place)
    last = mention_at(text, parts.end()) if parts else None
    if last is not None and last.end == len(text):
        return [attrs.evolve(last, name=name_of(text[place:]), start=place)]
    indefinite = _INDEFINITE.fullmatch(text, place)
    if indefinite is None:
        return []
    name = name_of(indefinite["name"])
    owner, _, noun = name.rpartition("s ")
    if (owner and noun == "styrelse") or name.startswith("gemensam "):
        return [Mention(name, place, len(text))]  # samordningsförbundets styrelse
    name = noun if noun.endswith("styrelse") else name
    return [Mention(name + ("en" if indefinite["board"] else "n"), place, len(text))]


def _under_label(text: str, place: int, *, companies: bool) -> Iterator[Mention]:
    if text[place:] in _SHORT:
        yield Mention(_SHORT[text[place:]], place, len(text))
    elif companies and _is_company(text, place):
        yield Mention(f"Styrelsen för {text[place:]}", place, len(text))
    elif _is_company(text, place):
        yield Mention(text[place:], place, len(text))


def _is_company(text: str, place: int) -> bool:
    return bool(
        _COMPANY.fullmatch(text, place)
        and _IS_COMPANY.search(text, place)
        and not TITLE_WORD.match(text, place)
    )
