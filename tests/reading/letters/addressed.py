"""The block of addressees at the head, and the one for information."""

import random

import attrs

from tests.reading.letters.asking import names
from tests.reading.letters.bodies import Receiver
from tests.reading.letters.places import Place
from tests.reading.letters.truth import pick

_TILL = {
    "Till: members of": 12,
    "Till N": 16,
    "Till: N": 12,
    "Till, stacked": 22,
    "Till:, stacked": 14,
    "no Till": 14,
    "Till the members in": 3,
    "Till N, one line": 6,
    "Mottagare": 2,
    "N in place": 0,
    "N, address": 3,
    "Styrelserna för": 0,
}
_FOR_ONE = (
    "Till: members of",
    "Till N",
    "Till: N",
    "Till the members in",
    "N in place",
    "N, address",
)
FORMS = (*_TILL, "not in the head")
_COPY = {
    "För kännedom:, stacked": 30,
    "För kännedom: one line": 20,
    "För kännedom, stacked": 10,
    "Kopia till": 10,
    "För kännedom till": 10,
    "Kopia för kännedom": 5,
    "Kopia": 5,
}
COPY_FORMS = (*_COPY, "no copies")


@attrs.frozen
class Block:
    """Lines of a letter's head, and the name of their form."""

    text: str
    form: str


def addressees(rng: random.Random, to: tuple[Receiver, ...], place: Place) -> Block:
    """Whom the letter is to."""
    if not to:
        return Block("", "not in the head")
    among = dict(_TILL)
    if to == (place.board,) and place.kind in ("kommun", "stad"):
        among["N in place"] = 6
    if len(to) > 1:
        among = {form: among[form] for form in among if form not in _FOR_ONE}
    if len(to) > 1 and all(body.name.startswith("Styrelsen för ") for body in to):
        among["Styrelserna för"] = 40
    form = pick(rng, among)
    if form == "N in place":
        line = rng.choice(["{} i {}", "{}, {}"]).format(to[0].head, place.name)
        return Block(f"Till\n{line}", form)
    if form == "N, address":
        return Block(f"{to[0].head}\n462 85 {place.town}", form)
    return Block(_addressed(form, to), form)


def _addressed(form: str, to: tuple[Receiver, ...]) -> str:
    stacked = "\n".join(body.head for body in to)
    body = to[0]
    match form:
        case "Till: members of":
            return f"Till:\n\nSamtliga ledamöter och ersättare i {body.inline}"
        case "Till N":
            return f"Till {body.inline}"
        case "Till: N":
            return f"Till: {body.head}"
        case "Till, stacked":
            return f"Till\n{stacked}"
        case "Till:, stacked":
            return f"Till:\n{stacked}"
        case "no Till":
            return stacked
        case "Till the members in":
            return f"Till ledamöterna i {body.inline}"
        case "Mottagare":
            return f"Mottagare:\n{stacked}"
        case "Styrelserna för":
            bare = (body.name.removeprefix("Styrelsen för ") for body in to)
            return "Till\nStyrelserna för\n" + "\n".join(bare)
        case _:
            return f"Till {names(to)}"


def copies(rng: random.Random, informed: tuple[Receiver, ...]) -> Block:
    """Whom it is to for information, in a block."""
    if not informed:
        return Block("", "no copies")
    form = pick(rng, _COPY)
    stacked = "\n".join(body.head for body in informed)
    line = ", ".join(body.head for body in informed)
    match form:
        case "För kännedom:, stacked":
            gap = rng.choice(["\n", "\n\n"])
            return Block(f"För kännedom:{gap}{stacked}", form)
        case "För kännedom: one line":
            return Block(f"För kännedom: {line}", form)
        case "För kännedom, stacked":
            return Block(f"För kännedom\n{stacked}", form)
        case "Kopia":
            return Block(f"Kopia:\n{stacked}", form)
        case "Kopia till":
            return Block(f"Kopia till: {line}", form)
        case "För kännedom till":
            return Block(f"För kännedom till {names(informed)}", form)
        case _:
            return Block(f"Kopia för kännedom:\n{stacked}", form)
