"""The names of bodies: boards, committees, councils and the boards of companies."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.values import Value

_L = "A-Za-zÅÄÖåäöÉéÜü"
# hälsa-, vård- och …; the parts before the last one end in a hyphen
_PARTS = rf"(?:(?:[{_L}:]{{2,30}}-,?\s){{1,4}}(?:och|samt)\s)?"
_PURPOSE = (
    r"(?:yttrande|kännedom|åtgärd|svar|besvar|beakt|vidare|information|att|sin|det)"
)
_NAME: Final = re.compile(
    rf"(?<![\w\-])(?:"
    # Styrelsen för Vattenverket AB, styrelsen för AB Bostäder
    rf"(?P<company>[Ss]tyrelsen\sför\s(?:AB(?:\s[A-ZÅÄÖ][\w&:\-]{{1,40}}){{1,4}}"
    rf"|(?:[A-ZÅÄÖ0-9][\w&:\-]{{0,40}}\s(?:och\s|i\s)?){{1,6}}(?:AB|[Aa]ktiebolag))\b)"
    # Nämnden för hälsa, vård och omsorg
    rf"|(?P<task>(?:[Gg]emensam(?:ma)?\s)?[Nn]ämnd(?:en)?\sför\s(?!{_PURPOSE})[{_L}\-]{{3,40}}"
    rf"(?:(?:,\s[{_L}\-]{{3,40}})?\soch\s[{_L}\-]{{3,40}})?)"
    # Enskede-Årsta-Vantörs stadsdelsnämnd
    rf"|(?P<district>(?!(?:Till|Från|För|Av)\s)(?:[A-ZÅÄÖ][\w\-]{{1,60}}\s){{1,3}}(?:stads|kommun)delsnämnd)(?:en)?s?"
    # kommunstyrelsen, barn- och utbildningsnämnden, KOMMUNSTYRELSEN
    rf"|(?P<board>{_PARTS}[{_L}\-]{{0,40}}(?i:styrelsen|nämnden|fullmäktige|utskottet)"
    rf"|[Öö]verförmyndaren)(?i:s?)"
    rf")(?![\w\-])"
)
_JOINED: Final = re.compile(
    r"\s?(?:,|;|/|&)?\s?(?:(?:och|samt|respektive|dels)\s)?(?:till\s|från\s|även\s)?"
)
_COMMON = frozenset({"styrelsen", "nämnden", "utskottet", "fullmäktige", "facknämnden"})
_STATE = ("länsstyrelsen", "socialstyrelsen", "bolagsstyrelsen")


@attrs.frozen(eq=False, repr=False)
class Mention(Value):
    """A body that is named in the text, from *start* until *end*.

    A ``common`` one (``nämnden``) names no body by itself; a ``genitive`` one is said
    to own something, and is seldom the one that is spoken to.
    """

    name: str
    start: int
    end: int
    genitive: bool = False
    common: bool = False


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Every body that *text* names between *start* and *end*.

    >>> [m.name for m in mentions("till Hälsa-, vård- och omsorgsnämnden samt "
    ...                           "Kommunstyrelsens ledamöter")]
    ['hälsa-, vård- och omsorgsnämnden', 'kommunstyrelsen']
    """
    for match in _NAME.finditer(text, start, len(text) if end is None else end):
        mention = _mention(match)
        if not mention.name.endswith(_STATE):
            yield mention


def mention_at(text: str, start: int) -> Mention | None:
    """The body whose name begins exactly at *start*."""
    match = _NAME.match(text, start)
    return _mention(match) if match else None


def runs(text: str, found: list[Mention]) -> Iterator[list[Mention]]:
    """Bodies that are named one after the other with nothing but ``och`` between."""
    run: list[Mention] = []
    for mention in found:
        if run and not _JOINED.fullmatch(text, run[-1].end, mention.start):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def name_of(written: str) -> str:
    """The name of a body as auditflow writes it: common nouns in lower case.

    >>> name_of("Barn- och utbildningsnämnden"), name_of("Styrelsen för Vatten AB")
    ('barn- och utbildningsnämnden', 'Styrelsen för Vatten AB')
    """
    name = " ".join(written.split())
    if name.isupper():
        return name.lower()
    if name.startswith("styrelsen för "):
        return f"S{name[1:]}"
    if name.startswith("Styrelsen för ") or name.endswith(("delsnämnd", "delsnämnden")):
        return name
    return f"{name[:1].lower()}{name[1:]}"


def _mention(match: re.Match[str]) -> Mention:
    written = match["company"] or match["task"] or match["district"] or match["board"]
    name = name_of(written)
    # `fullmäktiges` and `nämndens` alike; a district's s stands outside its name.
    genitive = match[0] != written and match[0][-1] in "sS"
    return Mention(name, *match.span(), genitive, name in _COMMON)
