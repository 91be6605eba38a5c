"""What auditors recommend: a verb in each of its forms, and the rest."""

import random

import attrs


@attrs.frozen
class Advice:
    """One recommendation, not yet in a form."""

    infinitive: str
    present: str
    imperative: str
    rest: str

    @property
    def do(self) -> str:
        """``säkerställa att …``."""
        return f"{self.infinitive} {self.rest}"

    @property
    def does(self) -> str:
        """``säkerställer att …``."""
        return f"{self.present} {self.rest}"

    @property
    def order(self) -> str:
        """``Säkerställ att …``."""
        return first_up(f"{self.imperative} {self.rest}")


def first_up(text: str) -> str:
    """With a capital first."""
    return text[0].upper() + text[1:]


_VERBS = {
    "säkerställa": ("säkerställer", "säkerställ"),
    "tydliggöra": ("tydliggör", "tydliggör"),
    "följa upp": ("följer upp", "följ upp"),
    "upprätta": ("upprättar", "upprätta"),
    "utveckla": ("utvecklar", "utveckla"),
    "besluta om": ("beslutar om", "besluta om"),
    "se över": ("ser över", "se över"),
    "stärka": ("stärker", "stärk"),
    "tillse": ("tillser", "tillse"),
    "anta": ("antar", "anta"),
    "dokumentera": ("dokumenterar", "dokumentera"),
    "genomföra": ("genomför", "genomför"),
    "fastställa": ("fastställer", "fastställ"),
    "vidta": ("vidtar", "vidta"),
    "analysera": ("analyserar", "analysera"),
    "överväga": ("överväger", "överväg"),
    "prioritera": ("prioriterar", "prioritera"),
}
_RESTS = {
    "säkerställa": (
        "att styrdokumenten är aktuella, kända och efterlevs",
        "att ansvar och befogenheter framgår av delegationsordningen",
        "en tillräcklig intern kontroll inom området",
        "att nyanställda får den introduktion som riktlinjen anger",
    ),
    "tydliggöra": (
        "ansvarsfördelningen mellan politik och förvaltning",
        "vilka mål som gäller för verksamheten och hur de ska mätas",
        "rollerna i samarbetet med civilsamhället",
    ),
    "följa upp": (
        "att beslutade åtgärder ger avsedd effekt",
        "avtalen minst en gång per år",
        "den plan som fullmäktige har antagit",
    ),
    "upprätta": (
        "en handlingsplan med tydliga tidsramar",
        "en skriftlig rutin för avvikelser",
        "en förteckning över samtliga avtal",
    ),
    "utveckla": (
        "rapporteringen så att den ger underlag för beslut",
        "analysen av måluppfyllelsen i delår och bokslut",
        "samverkan mellan berörda nämnder",
    ),
    "besluta om": ("mätbara mål för verksamheten", "en modell för fördelning av medel"),
    "se över": (
        "bemanningen på kort och lång sikt",
        "möjligheten att samordna inköpen",
        "behörigheterna i ekonomisystemet",
    ),
    "stärka": ("uppsikten över bolagen", "arbetet med riskanalyser"),
    "tillse": (
        "att protokollen visar hur ärendena har beretts",
        "att brukarnas synpunkter tas om hand",
    ),
    "anta": ("en plan för underhållet", "riktlinjer för representation och resor"),
    "dokumentera": ("de kontroller som genomförs", "uppföljningen av utförarna"),
    "genomföra": (
        "en årlig översyn av riskerna",
        "utbildning i offentlighet och sekretess för alla chefer",
    ),
    "fastställa": ("en tidplan för det fortsatta arbetet",),
    "vidta": ("åtgärder för att korta handläggningstiderna",),
    "analysera": ("orsakerna till de ökade kostnaderna",),
    "överväga": ("om uppdraget kan formuleras tydligare",),
    "prioritera": ("det förebyggande arbetet",),
}
BANK = tuple(
    Advice(verb, *_VERBS[verb], rest)
    for verb, rests in _RESTS.items()
    for rest in rests
)


def advice(rng: random.Random, count: int) -> list[Advice]:
    """So many recommendations, none twice."""
    return rng.sample(BANK, count)
