"""The bodies that letters go to: boards, councils, districts, companies."""

import random

import attrs

from tests.reading.letters.truth import chance


@attrs.frozen
class Receiver:
    """A body as the truth spells it, and as sentences call it."""

    name: str
    noun: str = "nämnden"
    """What the letter calls it once it is known: nämnden, styrelsen …"""
    code: str = ""
    """Its letters in a diary number."""

    @property
    def head(self) -> str:
        """As it stands on a line of its own."""
        return self.name[0].upper() + self.name[1:]

    @property
    def inline(self) -> str:
        """As it stands within a sentence."""
        company = self.name.startswith(("Styrelsen ", "Direktionen "))
        return self.name[0].lower() + self.name[1:] if company else self.name

    @property
    def owning(self) -> str:
        """In the genitive; of a long name, that of its noun."""
        return f"{self.noun if ' för ' in self.name else self.inline}s"


def _boards(*lines: str) -> tuple[Receiver, ...]:
    split = [line.rpartition(" ") for line in lines]
    return tuple(Receiver(name, code=code) for name, _, code in split)


KOMMUNSTYRELSEN = Receiver("kommunstyrelsen", "styrelsen", "KS")
REGIONSTYRELSEN = Receiver("regionstyrelsen", "styrelsen", "RS")
LANDSTINGSSTYRELSEN = Receiver("landstingsstyrelsen", "styrelsen", "LS")

BOARDS = _boards(
    "socialnämnden SN",
    "barn- och utbildningsnämnden BUN",
    "barn- och ungdomsnämnden BUN",
    "bildningsnämnden BIN",
    "utbildningsnämnden UN",
    "samhällsbyggnadsnämnden SBN",
    "stadsbyggnadsnämnden SBN",
    "miljö- och byggnadsnämnden MBN",
    "miljö- och hälsoskyddsnämnden MHN",
    "tekniska nämnden TN",
    "kultur- och fritidsnämnden KFN",
    "vård- och omsorgsnämnden VON",
    "hälsa-, vård- och omsorgsnämnden HVO",
    "äldrenämnden ÄN",
    "för- och grundskolenämnden FGN",
    "gymnasie- och vuxenutbildningsnämnden GVN",
    "individ- och familjeomsorgsnämnden IFN",
    "arbetsmarknads- och socialnämnden ASN",
    "överförmyndarnämnden ÖFN",
    "valnämnden VAL",
    "fastighetsnämnden FN",
    "plan- och exploateringsnämnden PEN",
    "omsorgsnämnden OMN",
    "trafik-, park- och fritidsnämnden TPF",
    "nämnden för arbetsmarknad och vuxenutbildning NAV",
    "nämnden för teknik, fritid och kultur NTF",
    "servicenämnden SVN",
)
REGION_BOARDS = _boards(
    "hälso- och sjukvårdsnämnden HSN",
    "patientnämnden PAN",
    "regionala utvecklingsnämnden RUN",
    "kollektivtrafiknämnden KTN",
    "kultur- och bildningsnämnden KBN",
    "fastighets- och servicenämnden FSN",
    "folkhälso- och primärvårdsnämnden FPN",
    "trafiknämnden TN",
    "psykiatri-, habiliterings- och hjälpmedelsnämnden PHN",
)
DISTRICTS = (
    Receiver("Enskede-Årsta-Vantörs stadsdelsnämnd", "stadsdelsnämnden"),
    Receiver("Hägerdal-Ekbergets stadsdelsnämnd", "stadsdelsnämnden"),
    Receiver("Norra Hamnens stadsdelsnämnd", "stadsdelsnämnden"),
    Receiver("Lundby-Sandens stadsdelsnämnd", "stadsdelsnämnden"),
    Receiver("Östra Vallens stadsdelsnämnd", "stadsdelsnämnden"),
)


def companies(owning: str, bare: str, *, of_a_region: bool) -> tuple[Receiver, ...]:
    """The boards of what the place *owning* it owns."""
    names = (
        (
            f"Folktandvården {bare} AB",
            "S:t Olofs Sjukhus AB",
            f"{owning} Länstrafik AB",
            "AB Ambulanssjukvården i Norr",
        )
        if of_a_region
        else (
            f"{owning} Bostäder AB",
            f"AB {owning} Fastigheter",
            f"{owning} Energi & Vatten AB",
            f"{owning} Stadshus AB",
            f"Destination {bare} AB",
            "S:t Görans Parkering AB",
            f"Stiftelsen {owning} museum",
        )
    )
    return tuple(Receiver(f"Styrelsen för {name}", "styrelsen") for name in names)


FEDERATIONS = (
    Receiver("Direktionen för Räddningstjänsten Mellanbygden", "direktionen"),
    Receiver("Direktionen för Kommunalförbundet Avfall Norrsken", "direktionen"),
)


def council(rng: random.Random, word: str) -> Receiver:
    """The fullmäktige of *word* kommun or region, or its presidium."""
    name = f"{word}fullmäktige"
    if chance(rng, 25):
        return Receiver(f"{name}s presidium", "presidiet")
    return Receiver(name, "fullmäktige")
