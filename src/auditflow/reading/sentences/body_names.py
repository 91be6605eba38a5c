"""The names of bodies: boards, committees, councils and the boards of companies."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.values import Value

_L = "A-Za-zÅÄÖåäöÉéÜü"
_OTHER_WORDS = (
    r"(?:yttrande|kännedom|åtgärd|svar|besvar|beakt|vidare|information|att|sin|det)"
)
# Räddningstjänsten Mellanbygden, AB Ekvikens Bostäder, Stiftelsen Ekens museum
_OWNED = r"""
    (?:AB\s)?(?:[A-ZÅÄÖ0-9][\w&:\-]{0,40}|&)
    (?:\s(?:(?:i|och|för)\s(?=[A-ZÅÄÖ]))?(?:[A-ZÅÄÖ0-9][\w&:\-]{0,40}|&|museum|sjukhus
      |[Aa]ktiebolag)){0,7}
    """
_ADJECTIVE = (
    r"(?:(?i:tekniska|sociala|kommunala|gemensamma|regionala|lokala|norra|södra|östra"
    r"|västra|inre|yttre|kulturella|etiska)\s)?"
)
_QUARTER = (
    r"(?:(?:Nord|Syd|Öst|Väst)(?:ost|väst)?|Norra|Södra|Östra|Västra|Centrum|Hisingen)"
)
_TASK = rf"(?!{_OTHER_WORDS})(?!\w*(?:nämnd|styrels))[{_L}\-]{{3,40}}"
_NAME: Final = re.compile(
    rf"""
    (?<![\w\-])(?:
      # Styrelsen för Vattenverket AB, Direktionen för Räddningstjänsten Mellanbygden
        (?P<company>(?:[Ss]tyrelsen|[Dd]irektionen)\s(?:för|i)\s{_OWNED})
      # nämnden för teknik, fritid och kultur
      | (?P<task>(?:[Gg]emensam(?:ma)?\s|[Mm]yndighets)?
          (?:[Nn]ämnd(?:en)?|[Uu]tskottet|[Bb]eredningen)\sför\s{_TASK}
          (?:(?:,\s{_TASK}){{0,2}}\s(?:och|&)\s{_TASK})?)
      # Enskede-Årsta-Vantörs stadsdelsnämnd, Stadsdelsnämnden Västra Hamnen
      | (?P<district>(?!(?:Till|Från|För|Av)\s)(?:[A-ZÅÄÖ][\w\-]{{1,60}}\s){{1,3}}
          (?:(?:stads|kommun)delsnämnd|stads\snämnd))(?:en)?s?
      | (?P<placed>(?:(?i:stadsdelsnämnd|kommundelsnämnd)(?:en)?(?:\si)?|[Uu]tskottet
          |[Dd]riftsnämnden|[Dd]riftnämnden)
          (?:\s[A-ZÅÄÖ][\w\-]{{1,40}}){{1,3}}(?:\ssjukhus)?
        |(?:[{_L}]{{2,30}}-\soch\s)?[{_L}]{{2,40}}nämnd(?:en)?\s{_QUARTER})
      # kommunfullmäktiges presidium, kommunstyrelsens arbetsutskott
      | (?P<within>[{_L}]{{0,30}}(?i:fullmäktiges|nämndens|styrelsens)
          \s(?i:presidium|arbetsutskott|utskott\b|personalutskott|au\b))(?i:et)?(?i:s?)
      # kommunstyrelsen, barn- och utbildningsnämnden, TEKNISKA NÄMNDEN
      | (?P<board>
          {_ADJECTIVE}
          (?:(?:[{_L}:]{{2,30}}-,?\s){{1,4}}(?:och|samt|OCH|SAMT|&)\s)?
          {_ADJECTIVE}
          [{_L}\-]{{0,40}}(?i:styrelsen|nämnden|fullmäktige|utskottet|direktionen)
        | [Öö]verförmyndaren)(?i:s?)
      # samtliga nämnder, nämnderna
      | (?P<group>(?i:samtliga|berörda|alla|övriga)\s(?:[a-zåäö]{{2,20}}\s)?
          (?i:nämnder|bolagsstyrelser|stadsdelsnämnder)
        |(?i:nämnderna|styrelserna|bolagsstyrelserna))(?i:s?)
    )(?![\w\-])
    """,
    re.VERBOSE,
)
_JOINED: Final = re.compile(
    r"\s?(?:,|;|/|&)?\s?(?:(?:och|samt|respektive|dels)\s)?(?:till\s|från\s|även\s)?"
)
_COMMON: Final = frozenset(
    {
        "styrelsen",
        "nämnden",
        "utskottet",
        "fullmäktige",
        "facknämnden",
        "stadsdelsnämnden",
        "bolagsstyrelsen",
        "direktionen",
        "gemensamma nämnden",
        "nämnderna",
        "styrelserna",
        "bolagsstyrelserna",
    }
)
_STATE: Final = ("länsstyrelsen", "socialstyrelsen")
_AS_WRITTEN: Final = ("Styrelsen ", "Direktionen ")


@attrs.frozen(eq=False, repr=False)
class Mention(Value):
    """A body that is named in the text, from *start* until *end*.

    A ``common`` one (``nämnden``) names no body by itself; a ``genitive`` one is said
    to own something, and is seldom the one that is spoken to; a ``group`` is several
    (``samtliga nämnder``), without their names.
    """

    name: str
    start: int
    end: int
    genitive: bool = False
    common: bool = False
    group: bool = False


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
    mention = _mention(match) if match else None
    # `länsstyrelsen` is an authority of the state
    return None if mention is None or mention.name.endswith(_STATE) else mention


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
    if name.lower() in _COMMON:
        return name.lower()
    named = f"{name[:1].upper()}{name[1:]}"
    if named.startswith(_AS_WRITTEN) or name.endswith(("delsnämnd", "delsnämnden")):
        return named if named.startswith(_AS_WRITTEN) else name
    return f"{name[:1].lower()}{name[1:]}"


def is_group(name: str) -> bool:
    """Whether the name is that of several bodies: samtliga nämnder."""
    match = _NAME.fullmatch(name)
    return match is not None and match["group"] is not None


def fits(name: str, noun: str) -> bool:
    """Whether *noun* may mean the body called *name*.

    >>> fits("Styrelsen för Vatten AB", "styrelsen"), fits("socialnämnden", "nämnden")
    (True, True)
    """
    lower = name.lower()
    if noun == "gemensamma nämnden":
        return lower.startswith("gemensam")
    ends = (noun, noun.removesuffix("en")) if noun.endswith("nämnden") else (noun,)
    return lower.endswith(ends) or lower.startswith(f"{noun} ")


def _mention(match: re.Match[str]) -> Mention:
    kind = match.lastgroup or ""
    name = name_of(match[kind])
    # `fullmäktiges` and `nämndens` alike; a district's s stands outside its name.
    genitive = match[0] != match[kind] and match[0][-1] in "sS"
    return Mention(
        name, *match.span(), genitive, common=name in _COMMON, group=kind == "group"
    )
