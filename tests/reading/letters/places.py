"""Invented municipalities, cities, regions and their auditors."""

import random

import attrs

from tests.reading.letters import bodies
from tests.reading.letters.bodies import Receiver
from tests.reading.letters.truth import pick

FIRST = [
    "Anna",
    "Bo",
    "Karin",
    "Lars-Erik",
    "Eva",
    "Gunnar",
    "Ulla-Britt",
    "Per",
    "Åsa",
    "Örjan",
    "Birgitta",
    "Kjell",
    "Maj",
    "Sven-Olof",
    "Inger",
    "Håkan",
    "Fatima",
    "Ali",
    "Zlatko",
    "Märta",
    "Jan-Åke",
    "Siv",
    "Göte",
    "Anne-Marie",
    "Leif",
]
LAST = [
    "Lund",
    "Ek",
    "Åkerström",
    "Öberg",
    "Nordin",
    "Hagman",
    "von Essen",
    "Lindh Sundin",
    "Bergqvist",
    "Wik",
    "Sjö",
    "Al-Hassan",
    "Högström",
    "Kvist",
    "Brännvall",
    "Af Geijer",
    "Strömbäck",
    "Tapper",
    "Ahlm-Norén",
    "Grahn",
    "Mäkinen",
    "Nyman",
    "Rask",
    "Ståhl",
    "Ärlig",
]

FIRMS = {
    "KPMG": 6,
    "PwC": 6,
    "EY": 5,
    "Deloitte": 4,
    "BDO": 1,
    "Azets": 1,
    "Ernst & Young": 1,
    "Öhrlings PricewaterhouseCoopers": 1,
    "Norrskens Revision AB": 1,
}
"""The last one is invented: an office that no list holds."""

_TOWNS = {  # as the name stands before ``kommun``, and the town itself
    "Ekvikens": "Ekviken",
    "Sandås": "Sandås",
    "Stenå": "Stenå",
    "Lindö": "Lindö",
    "Hallbo": "Hallbo",
    "Brunköpings": "Brunköping",
    "Tallfors": "Tallfors",
    "Lövnäs": "Lövnäs",
    "Norra Ekeby": "Norra Ekeby",
    "Malm-Lidens": "Malm",
    "Öster-Vrås": "Vrås",
    "Åmåla": "Åmåla",
    "Gränsbergs": "Gränsberg",
    "Upplands Hede": "Hede",
}
_REGIONS = {
    "Region Norrmark": "Norrköpstad",
    "Region Sörvik": "Sörvik",
    "Region Mellanås": "Mellanås",
    "Region Västbygdens län": "Västby",
    "Landstinget Norrmark": "Norrköpstad",
    "Västbygdens läns landsting": "Västby",
}


@attrs.frozen(kw_only=True)
class Place:
    """Where the letter comes from, and what is called how there."""

    kind: str
    name: str
    """As the truth has it: Ekvikens kommun, Sandås stad, Region Norrmark."""
    town: str
    board: Receiver
    boards: tuple[Receiver, ...]
    companies: tuple[Receiver, ...]
    word: str
    """That its fullmäktige begin with."""
    auditors: str
    """What its auditors are called in a sentence."""
    mail: str

    @property
    def its_auditors(self) -> str:
        """With the place, as a letterhead has it."""
        return f"{self.name}{'' if self.name.endswith('s') else 's'} revisorer"


KINDS = {"kommun": 60, "stad": 20, "region": 15, "landsting": 5}


def place(rng: random.Random) -> Place:
    """A place of any kind."""
    kind = pick(rng, KINDS)
    if kind in ("kommun", "stad"):
        return _municipality(rng, kind)
    return _region(rng, kind)


def _municipality(rng: random.Random, kind: str) -> Place:
    owning = rng.choice([*_TOWNS])
    town = _TOWNS[owning]
    called = ["revisorerna", "kommunens revisorer", "kommunrevisionen"]
    if kind == "stad":
        called = ["revisorerna", "stadsrevisionen", "stadens revisorer"]
    boards = bodies.BOARDS + (bodies.DISTRICTS if kind == "stad" else ())
    return Place(
        kind=kind,
        name=f"{owning} {kind}",
        town=town,
        board=bodies.KOMMUNSTYRELSEN,
        boards=boards,
        companies=bodies.companies(owning, town, of_a_region=False)
        + bodies.FEDERATIONS,
        word="kommun",
        auditors=rng.choice(called),
        mail=_mail(town),
    )


def _region(rng: random.Random, kind: str) -> Place:
    regional = kind == "region"
    names = [name for name in _REGIONS if name.startswith("Region ") == regional]
    name = rng.choice(names)
    bare = name.removeprefix("Region ").removeprefix("Landstinget ").split()[0]
    called = ["revisorerna", f"{kind}ens revisorer" if regional else "landstingets"]
    return Place(
        kind=kind,
        name=name,
        town=_REGIONS[name],
        board=bodies.REGIONSTYRELSEN if regional else bodies.LANDSTINGSSTYRELSEN,
        boards=bodies.REGION_BOARDS,
        companies=bodies.companies(
            f"{bare.removesuffix('s')}s", bare, of_a_region=True
        ),
        word=kind if regional else "landstings",
        auditors=rng.choice(called).replace("landstingets", "landstingets revisorer"),
        mail=_mail(_REGIONS[name]),
    )


def _mail(town: str) -> str:
    plain = town.lower().translate(str.maketrans("åäö ", "aao-"))
    return f"revisionen@{plain}.example"


def person(rng: random.Random) -> str:
    """Somebody's name."""
    return f"{rng.choice(FIRST)} {rng.choice(LAST)}"
