"""Columns and blocks of the page that came out in another order."""

from collections.abc import Callable
from itertools import zip_longest

_STAMP = """Vänersborgs kommun
Kommunstyrelsen

2022 -09- 27

Dnr:

2022/347
"""
_TO = """Till:

Samtliga ledamöter och ersättare i kommunstyrelsen

För kännedom:

Socialnämnden
Kommunfullmäktige
"""
_HEAD_LEFT = ("Vänersborgs kommun", "Revisorerna", "2022-09-27")
_HEAD_RIGHT = (
    "Missiv",
    "Vänersborgs kommun",
    "Kommunstyrelsen",
    "2022 -09- 27",
    "Dnr:",
    "2022/347",
)
_NAMES = """Thomas Boström
Ordförande



Torsten Gunnarsson
Vice ordförande"""


def exchanged(old: str, new: str) -> Callable[[str], str]:
    """*new* words in the place of *old* ones, which stand there once."""

    def damage(text: str) -> str:
        assert text.count(old) == 1
        return text.replace(old, new)

    return damage


def names(layout: str) -> Callable[[str], str]:
    """The names and roles under the letter in another *layout*."""
    return exchanged(_NAMES, layout)


def addressees(layout: str) -> Callable[[str], str]:
    """The two blocks of addressees in another *layout*."""
    return exchanged(_TO, layout)


def diary_number(layout: str) -> Callable[[str], str]:
    """The label and the number of the stamp in another *layout*."""
    return exchanged("Dnr:\n\n2022/347\n", layout)


def stamp(layout: str) -> Callable[[str], str]:
    """Another *layout* of what was stamped on the letter when it came in."""
    return exchanged(_STAMP, layout)


def stamp_below_title(text: str) -> str:
    """The stamp read after the title, as it stood in the margin there."""
    rest = stamp("")(text)
    return rest.replace("\n\nPå uppdrag", f"\n\n{_STAMP}\n\nPå uppdrag", 1)


def stamp_in_prose(text: str) -> str:
    """The stamp read between two paragraphs."""
    rest = stamp("")(text)
    return rest.replace("\n\nVidare bedömer", f"\n\n{_STAMP}\n\nVidare bedömer", 1)


def stamp_last(text: str) -> str:
    """The stamp read last of all, after the names."""
    return f"{stamp('')(text)}\n\n\n{_STAMP}"


def stamp_first(text: str) -> str:
    """The stamp read first of all, before the name of the municipality."""
    return f"{_STAMP}\n\n{stamp('')(text).lstrip()}"


def stamp_of_another_day(text: str) -> str:
    """The stamp has the day of arrival, two days after the letter's own."""
    return stamp(_STAMP.replace("2022 -09- 27", "2022 -09- 29"))(text)


def stamp_of_arrival(text: str) -> str:
    """The stamp says in words that its day is the one of arrival."""
    return stamp(_STAMP.replace("2022 -09- 27", "Inkom 2022-09-29"))(text)


def head_by_rows(between: str) -> Callable[[str], str]:
    """The two columns of the head read row by row."""

    def damage(text: str) -> str:
        rows = zip_longest(_HEAD_LEFT, _HEAD_RIGHT, fillvalue="")
        head = "\n".join(between.join(filter(None, row)) for row in rows)
        return f"{head}\n\n{text[text.index('Till:') :]}"

    return damage


def head_by_columns(text: str) -> str:
    """The two columns of the head, the right one first."""
    head = "\n".join((*_HEAD_RIGHT, *_HEAD_LEFT))
    return f"{head}\n\n{text[text.index('Till:') :]}"


def labels_before_values(text: str) -> str:
    """``Datum Dnr`` on one line, and both values on the next."""
    rest = stamp("")(text)
    return rest.replace(
        "Revisorerna\n2022-09-27", "Revisorerna\n\nDatum Dnr\n2022-09-27 2022/347"
    )
