"""Putting a letter together from its parts."""

import random

import attrs

from tests.reading.letters import (
    addressed,
    by_when,
    closes,
    handing,
    letterheads,
    places,
    recommendations,
    review,
    titles,
)
from tests.reading.letters.days import letter_day
from tests.reading.letters.handing import Handing
from tests.reading.letters.letterheads import Letterhead
from tests.reading.letters.places import Place
from tests.reading.letters.titles import Title
from tests.reading.letters.truth import Letter, Truth, chance, pick

ORDERS = {
    "sender, to, title": 60,
    "stamp last": 10,
    "to first": 10,
    "title first": 8,
    "to after the title": 12,
}


@attrs.frozen(kw_only=True)
class _Head:
    text: str
    order: str
    till: str
    copies: str
    below: str
    """The copies that stand below the names."""


def letter_of(number: int, seed: int = 0) -> Letter:
    """The letter with this number, the same on every machine; undamaged."""
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 - the same letter each time
    place, written = places.place(rng), letter_day(rng)
    firm = pick(rng, places.FIRMS) if chance(rng, 75) else None
    handed, told = handing.handing(rng, place, written)
    body = handed.asked[0]
    org = {"kommun": "kommunens", "stad": "stadens", "region": "regionens"}
    title = titles.title(rng, org.get(place.kind, "landstingets"), body, written.year)
    sender = letterheads.letterhead(
        rng,
        place,
        written,
        body,
        alone=len(handed.to) == 1,
        # A day without a year is read from the letter's own.
        needs_day=bool({*handed.by} & {*by_when.YEARLESS}),
    )
    head = _head(rng, place, sender, handed, title, told)
    running = f"{place.name} {written.isoformat()}"
    advised = recommendations.recommendations(rng, handed.asked, running)
    close = closes.close(
        rng,
        place,
        written,
        with_day=sender.at_the_names,
        lay=sender.sender == "lay auditors",
    )
    asking = [*handed.paragraphs]
    if handed.by and "cut off" not in handed.by:
        asking.append(closes.delivery(rng, place, firm))
    blocks = [
        head.text,
        *review.review(rng, place, body, written, firm, title.subject),
        *advised.paragraphs,
        review.decided(rng, written),
        *asking,
        close.text,
        head.below,
        closes.enclosed(rng, firm),
        letterheads.sent_from(place) if chance(rng, 15) else "",
    ]
    return Letter(
        number=number,
        text="\n\n".join(filter(None, blocks)) + "\n",
        truth=Truth(
            municipality=place.name,
            diary_numbers=sender.numbers,
            coded=sender.coded,
            dated=None if sender.day == "nowhere" else written,
            titles=title.accepted,
            bodies=handed.bodies,
            recommendations=advised.truth,
            in_report=advised.in_report,
            signatories=close.signatories,
            audit_firm=firm,
        ),
        forms={
            "municipality": (sender.sender, place.kind),
            "diary_numbers": sender.number_forms,
            "dated": (sender.day, f"stamp: {sender.stamped}"),
            "title": (title.form,),
            "bodies": (
                handed.form,
                head.till,
                head.copies,
                f"copies: {told}",
                f"order: {head.order}",
            ),
            "reply": (handed.request + handed.by),
            "recommendations": (advised.form,),
            "signatories": (close.layout, f"lead: {close.lead}"),
            "audit_firm": (firm or "no firm",),
        },
        asked_days=handed.days,
    )


def _head(
    rng: random.Random,
    place: Place,
    sender: Letterhead,
    handed: Handing,
    title: Title,
    told: str,
) -> _Head:
    till = addressed.addressees(rng, handed.to, place)
    copies = addressed.copies(rng, handed.informed if told != "negated" else ())
    below = told == "below the names"
    to = "\n\n".join(filter(None, [till.text, "" if below else copies.text]))
    order = pick(rng, ORDERS)
    word = rng.choice(["", "", "Missiv", "Revisionsskrivelse", "1 (2)", "MISSIV"])
    stamp, lines, printed = sender.stamp, sender.lines, title.printed
    match order:
        case "stamp last":
            blocks = [word, lines, stamp, to, printed]
        case "to first":
            blocks = [to, stamp, lines, printed]
        case "title first":
            blocks = [stamp, word, printed, lines, to]
        case "to after the title":
            blocks = [stamp, lines, word, printed, to]
        case _:
            blocks = [stamp, word, lines, to, printed]
    return _Head(
        text="\n\n".join(filter(None, blocks)),
        order=order,
        till=till.form,
        copies=copies.form,
        below=copies.text if below else "",
    )


def letters(count: int, seed: int = 0) -> list[Letter]:
    """So many letters, undamaged."""
    return [letter_of(number, seed) for number in range(count)]
