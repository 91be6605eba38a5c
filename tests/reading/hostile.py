"""Texts that make a careless reader slow, each made as long as one likes.

A piece repeated, alone or in the places of a letter where the reader looks for
something that never comes; and whole texts that no repetition gives.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import attrs

from tests.reading.papers import ADVICE, ASK, CLOSE, HEAD, REVIEW, TITLE, TO, letter

HOSTILE: Final = [
    "a",
    " ",
    "\n",
    "1",
    "-",
    "- x\n",
    "((((",
    "senast ",
    "Vi önskar svar ",
    "hälsa-, ",
    "kommunstyrelsen ",
    "A",
    "Aa ",
    "2022-11-",
    "a\u0301",
    "\u0301",
    "x- och ",
    "rekommenderar ",
    "Kommunstyrelsen\n",
    "för yttrande ",
    "Vi önskar svar senast 2023-05-31.\n",
    "\u00ad",
    "Dnr ",
    "Till: ",
    "Karin Ek\n",
    "vice ",
    ". A",
    "Till Anämnden\n",
    "den 3 maj ",
    "överlämnar till kommunstyrelsen för kännedom ",
    "önskar kommunstyrelsen ",
    "\r\n\t",
    "Region A ",
    "Granskning av ",
    "ﬁ",
    "svar ska ",
    "AB Aa ",
    "Ekvikens ",
    "rekommenderar att:\n",
    "[]",
    "•\n",
    "\uf0b7 Anta en plan.\n",
    "1. ",
    "senast senast den ",
    "senast\n",
    "Till:\n",
    "För kännedom: ",
    "hälso-, vård- och ",
    "KARIN EK ",
    "NÄMNDEN ",
    "Nämnden för hälsa, vård och ",
    "Styrelsen för A ",
    "november ",
    "25 november ",
    "fredagen den ",
    "a-\n",
    "ab-\nab",
    "\u00ad\n",
    "-\n",
    "2022/",
    "KS 2022/0",
    "1.1-",
    "o\u0308\u0301",
    "Ã¤",
    "Ã",
    "â€“",
    "ÃƒÂ¤",
    "&auml;",
    "&",
    "> ",
    "> \n",
    "M i s ",
    "Vänersborgs kommun  Missiv  2 (3)\n",
    "Sida 2 av 3\n",
    "\f",
    "inom tre månader ",
    "kl. 12.00 ",
    "Ordförande ",
    "Karin Ek Ordförande ",
    "bör ",
    "x\ty\t",
    "kommun ",
    "A kommun ",
    "på uppdrag av ",
    "Revisorerna ",
    "Svar ",
]


@attrs.frozen
class Hostile:
    """A text by its name, and how to make it so many characters long."""

    name: str
    of_length: Callable[[int], str]

    def __str__(self) -> str:
        return self.name


def repeated(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """*piece* again and again, between *before* and *after*."""

    def of_length(characters: int) -> str:
        times = (characters - len(before) - len(after)) // len(piece)
        return f"{before}{piece * times}{after}"

    return of_length


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def of_length(characters: int) -> str:
        times = characters // len(opening + closing)
        return opening * times + closing * times

    return of_length


def _mixed(length: int) -> str:
    """All the pieces in no order."""
    chance = Random(1)  # noqa: S311 - chance, no secret; and always the same text
    return "".join(chance.choices(HOSTILE, k=length // 4))[:length]


def _counted(length: int) -> str:
    """A list whose numbers never end."""
    lines = (f"{number}. Anta plan {number}.\n" for number in range(length // 12))
    return f"{_UNTIL_LIST}{''.join(lines)}"[:length]


def _bodies(length: int) -> str:
    """A letter to bodies that all have names of their own."""
    names = (f"{_named(number)}nämnden\n" for number in range(length // 12))
    return f"{HEAD}\n\nTill:\n{''.join(names)}"[:length] + f"\n\n{ASK}\n\n{CLOSE}"


def _requests(length: int) -> str:
    """Requests to bodies that all have names of their own."""
    asks = (
        f"Vi önskar svar från {_named(number)}nämnden senast 2023-05-31.\n"
        for number in range(length // 50)
    )
    return f"{_AFTER_REVIEW}{''.join(asks)}"[:length]


def _named(number: int) -> str:
    digits = str(number).translate(str.maketrans("0123456789", "abdefghikl"))
    return f"{digits}s"


_AFTER_HEAD = f"{HEAD}\n\n{TO}\n"
_AFTER_REVIEW = f"{_AFTER_HEAD}\n{TITLE}\n\n{REVIEW}\n\n"
_UNTIL_LIST = f"{_AFTER_REVIEW}{ADVICE}\n"
_UNTIL_DAY = f"{_UNTIL_LIST}\nVi önskar svar från nämnden senast "
_UNTIL_NAMES = f"{letter()}\n"

# The 1 MB texts, each under the name of what never ends in it.
WHOLE: Final = (
    Hostile("nested-brackets", _nested("(", ")")),
    Hostile("nested-quotes", _nested("”(", ")”")),
    Hostile("digits", repeated("1234567890")),
    Hostile("digits-after-senast", repeated("1", _UNTIL_DAY)),
    Hostile("digits-with-spaces", repeated("2 0 2 2 -", _UNTIL_DAY)),
    Hostile("bullets", repeated("- Anta en plan.\n", _UNTIL_LIST)),
    Hostile("bullets-alone", repeated("•")),
    Hostile("numbered-list", _counted),
    Hostile("senast", repeated("senast ")),
    Hostile("senast-in-a-sentence", repeated("senast ", f"{_AFTER_REVIEW}Vi önskar ")),
    Hostile("till", repeated("Till: ")),
    Hostile("till-lines", repeated("Till:\n", HEAD)),
    Hostile("parts-of-names", repeated("a-, b-, c- och ")),
    Hostile(
        "parts-of-names-in-a-request",
        repeated("a-, b-, c- och ", f"{_AFTER_REVIEW}Svar från "),
    ),
    Hostile("names-in-capitals", repeated("KARIN EK ")),
    Hostile("names-under-the-letter", repeated("Karin Ek\n", _UNTIL_NAMES)),
    Hostile("names-on-a-line", repeated("Karin Ek ", _UNTIL_NAMES)),
    Hostile("months", repeated("november ")),
    Hostile("days", repeated("den 25 november 2022 ")),
    Hostile("days-in-a-request", repeated("2023-05-31 eller ", _UNTIL_DAY)),
    Hostile("hyphens-at-line-ends", repeated("ab-\n")),
    Hostile("soft-hyphens-at-line-ends", repeated("ab\u00ad\n")),
    Hostile("diary-numbers", repeated("KS 2022/0347-00 ", "Dnr: ")),
    Hostile("diary-number-without-end", repeated("2022/3.1-", f"{HEAD}Dnr: ")),
    Hostile("combining-marks", repeated("\u0301")),
    Hostile("letters-with-marks", repeated("a\u0308\u0301\u0323")),
    Hostile("mojibake", repeated("Ã¤Ã¶Ã¥")),
    Hostile("mojibake-halves", repeated("ÃÂ")),
    Hostile("mojibake-letter", repeated(letter().encode().decode("cp1252"))),
    Hostile("letters", repeated(f"{letter()}\n\n")),
    Hostile("bodies", _bodies),
    Hostile("requests", _requests),
    Hostile("one-line", repeated("Vi ser att nämnden saknar en plan ", "Vi har ")),
    Hostile("sentences", repeated("Vi ser att nämnden saknar en plan. ", "Vi har ")),
    Hostile("headers", repeated("Ekvikens kommun  Missiv  2 (3)\n")),
    Hostile("quoted", repeated("> > ")),
    Hostile("spaced-letters", repeated("M i s s i v  ")),
    Hostile("mixed", _mixed),
)


def every_text() -> Iterator[Hostile]:
    """The whole texts, and every piece in every place of a letter."""
    yield from WHOLE
    places = {
        "alone": "",
        "in-head": HEAD,
        "after-till": _AFTER_HEAD,
        "in-prose": _AFTER_REVIEW,
        "in-list": _UNTIL_LIST,
        "after-letter": _UNTIL_NAMES,
    }
    for piece in HOSTILE:
        for place, before in places.items():
            yield Hostile(f"{piece!r} {place}", repeated(piece, before))
