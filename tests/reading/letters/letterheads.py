"""The sender's lines: whose auditors, the letter's day, numbers, stamps of receipt."""

import random

import attrs
from pendulum import Date

from auditflow.memo import DiaryNumber
from tests.reading.letters import numbers
from tests.reading.letters.bodies import Receiver
from tests.reading.letters.days import in_words, near
from tests.reading.letters.numbers import Number
from tests.reading.letters.places import Place, person
from tests.reading.letters.review import first
from tests.reading.letters.truth import chance, pick

SENDERS = {
    "place, auditors": 30,
    "auditors i place": 14,
    "place's auditors": 14,
    "place in the prose only": 10,
    "capitals": 6,
    "auditors, place": 10,
    "with a group": 8,
    "elected auditors": 6,
    "office": 6,
    "lay auditors": 0,
}
DAYS = {
    "2022-09-27": 40,
    "Datum: 2022-09-27": 10,
    "town den 27 september 2022": 8,
    "town 2022-09-27": 6,
    "27 september 2022": 8,
    "columns Datum Dnr": 8,
    "columns with a name": 4,
    "labels, then values": 4,
    "beside the kind of letter": 3,
    "beside the sender": 5,
    "at the names only": 9,
    "head and names": 4,
    "nowhere": 2,
}
_IN_COLUMNS = ("columns Datum Dnr", "columns with a name", "labels, then values")
STAMPS = {
    "none": 70,
    "Inkom D": 8,
    "INKOM, day, number": 6,
    "the board's, day and number": 14,
    "the number alone": 2,
}
OURS = {"none": 35, "labelled": 55, "ours and yours": 6, "a report's number": 4}


@attrs.frozen(kw_only=True)
class Letterhead:
    """The sender's lines and the stamp, with what is true of them."""

    lines: str
    stamp: str
    numbers: tuple[DiaryNumber, ...]
    coded: tuple[DiaryNumber, ...]
    number_forms: tuple[str, ...]
    sender: str
    day: str
    """The form of the letter's day."""
    stamped: str
    at_the_names: bool
    """Whether the day also, or only, stands above the names."""


def letterhead(
    rng: random.Random,
    place: Place,
    written: Date,
    body: Receiver,
    *,
    alone: bool,
    needs_day: bool,
) -> Letterhead:
    """The sender's lines of a letter to *body*, *alone* if to no other."""
    lay = body.name.startswith("Styrelsen för ") and chance(rng, 40)
    sender = "lay auditors" if lay else pick(rng, SENDERS)
    day = pick(rng, DAYS)
    if day == "nowhere" and needs_day:
        day = "2022-09-27"
    lines = [_sender(rng, sender, place, body)]
    ours, found = _ours(rng, written, body, alone=alone)
    if day in _IN_COLUMNS:
        number = numbers.of_the_auditors(rng, written.year)
        lines.append(_columns(rng, day, written, number))
        found = [number]
    else:
        if day == "beside the sender":
            lines[0] += f" {written.isoformat()}"
        parts = [_day(day, place, written), ours]
        if chance(rng, 35):
            parts.reverse()
        lines += [part for part in parts if part]
    stamp, stamped, received = _stamp(rng, place, written, body)
    found = [*found, *received]
    return Letterhead(
        lines=rng.choice(["\n", "\n\n"]).join(lines),
        stamp=stamp,
        numbers=tuple(number.diary for number in found),
        coded=tuple(DiaryNumber(n.coded, n.raw) for n in found if n.coded),
        number_forms=tuple(number.form for number in found) or ("no number",),
        sender=sender,
        day=day,
        stamped=stamped,
        at_the_names=day in ("at the names only", "head and names"),
    )


def _sender(rng: random.Random, form: str, place: Place, body: Receiver) -> str:
    office = {
        "stad": "Stadsrevisionen",
        "region": "Regionens revisorer",
        "landsting": "Landstingsrevisorerna",
    }.get(place.kind, rng.choice(["Revisorerna", "Kommunrevisionen", "Revisionen"]))
    match form:
        case "place, auditors":
            return f"{place.name}\n\n{office}"
        case "auditors i place":
            return f"Revisorerna i {place.name}"
        case "place's auditors":
            return place.its_auditors
        case "place in the prose only":
            return office
        case "capitals":
            return f"{place.name.upper()}\n{office.upper()}"
        case "auditors, place":
            return f"{office}\n{place.name}"
        case "with a group":
            return f"{place.name}\n{office}\nRevisorsgrupp {rng.randint(1, 5)}"
        case "elected auditors":
            owning = place.its_auditors.removesuffix("revisorer")
            return f"{owning}förtroendevalda revisorer"
        case "lay auditors":
            company = body.name.removeprefix("Styrelsen för ")
            return f"{place.name}\nLekmannarevisorerna i {company}"
        case _:
            return f"{place.name}\nRevisionskontoret\n{office}"


def _columns(rng: random.Random, form: str, written: Date, number: Number) -> str:
    """The heads of the columns, and the values on the next line or lines."""
    gap, day = rng.choice([" ", "\t", "   "]), written.isoformat()
    label = rng.choice(["Dnr", "Diarienummer"])
    match form:
        case "columns Datum Dnr":
            return f"Datum{gap}{label}\n{day}{gap}{number.raw}"
        case "columns with a name":
            heads = gap.join(["Handläggare", "Datum", label])
            return f"{heads}\n{gap.join([person(rng), day, number.raw])}"
        case _:
            return f"Datum\n{label}\n{day}\n{number.raw}"


def _day(form: str, place: Place, written: Date) -> str:
    match form:
        case "2022-09-27":
            return written.isoformat()
        case "Datum: 2022-09-27":
            return f"Datum: {written.isoformat()}"
        case "town den 27 september 2022" | "head and names":
            return f"{place.town} den {in_words(written)}"
        case "town 2022-09-27":
            return f"{place.town} {written.isoformat()}"
        case "27 september 2022":
            return in_words(written)
        case "beside the kind of letter":
            return f"Revisionsskrivelse {written.isoformat()}"
        case _:
            return ""


def _ours(
    rng: random.Random, written: Date, body: Receiver, *, alone: bool
) -> tuple[str, list[Number]]:
    form = pick(rng, OURS)
    if form == "none":
        return "", []
    if form == "a report's number":
        return numbers.of_a_report(rng, written.year), []
    ours = numbers.of_the_auditors(rng, written.year)
    if form == "labelled":
        return numbers.labelled(rng, ours), [ours]
    owner = body.name if alone else None
    yours = numbers.of_a_board(rng, written.year, body.code, owner)
    yours = attrs.evolve(yours, coded=body.name if body.code else None)
    labels = rng.choice([("Vårt dnr", "Ert dnr"), ("Vår beteckning", "Er beteckning")])
    return f"{labels[0]}: {ours.raw}\n{labels[1]}: {yours.raw}", [ours, yours]


def _stamp(
    rng: random.Random, place: Place, written: Date, body: Receiver
) -> tuple[str, str, list[Number]]:
    form = pick(rng, STAMPS)
    receiver = body if body.code and chance(rng, 70) else place.board
    day = near(rng, written, 0, 6)
    code = receiver.code if chance(rng, 60) else ""
    number = numbers.of_a_board(rng, written.year, code, receiver.name)
    match form:
        case "Inkom D":
            word = rng.choice(["Inkom", "INKOM", "Ankom", "Inkommen"])
            return f"{word} {day.isoformat()}", form, []
        case "INKOM, day, number":
            lines = f"{receiver.head.upper()}\nINKOM\n{day.isoformat()}"
            return f"{lines}\nDnr {number.raw}", form, [number]
        case "the board's, day and number":
            lines = f"{place.name}\n{receiver.head}\n\n{day.isoformat()}"
            return f"{lines}\n\nDnr:\n\n{number.raw}", form, [number]
        case "the number alone":
            coded = numbers.of_a_board(rng, written.year, place.board.code, None)
            coded = attrs.evolve(coded, coded=place.board.name)
            return f"Dnr {coded.raw}", form, [coded]
        case _:
            return "", form, []


def sent_from(place: Place) -> str:
    """The address at the foot of a page."""
    return (
        f"{first(place.auditors)} Postadress Box 120 462 85 {place.town} "
        f"Telefon 0521-72 10 00 Org.nr 212000-1538 {place.mail}"
    )
