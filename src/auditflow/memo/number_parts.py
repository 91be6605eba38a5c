"""A diary number taken apart: board, year, serial, document and class.

Each form in use is one pattern. A number that fits one form is that form's reading; of
one that fits several, such as ``KS 2014/2015``, only what all of them agree on is told.
So a year is never guessed: two digits make none, and of two years neither is taken.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import attrs

from auditflow.values import Value

_LONGEST: Final = 80  # characters; what is longer is no diary number
_BOARD: Final = r"(?P<board>[^\W\d_]{1,8})"
_LED: Final = rf"(?:{_BOARD}[ /:\-]?)?"  # a board's code before the number, if any
_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_YEAR_MONTH: Final = r"(?P<year>(?:19|20)[0-9]{2})(?P<month>0[1-9]|1[0-2])"
_SERIAL: Final = r"(?P<serial>[0-9]{1,8})(?![0-9])"
_DOCUMENT: Final = r"(?:[/\-](?P<document>[0-9]{1,6})(?![0-9]))?"
_CLASS_AFTER: Final = (
    r"(?:(?: ?\.| )(?P<class_>[0-9]{2,4}|[0-9]{1,2}(?:\.[0-9]{1,3}){1,5}))?"
)
_CLASS_BEFORE: Final = r"(?:(?P<class_>[0-9]{1,4}|[0-9]{1,2}(?:\.[0-9]{1,3}){1,5})-)?"
_FORMS: Final = tuple(
    re.compile(form)
    for form in (
        # KS-2014/742.912, KS/2019/0001/0009, 2002/241-00, TN 2013-0567
        rf"{_LED}{_YEAR}[/:\-]{_SERIAL}{_DOCUMENT}{_CLASS_AFTER}",
        # KS 2015.112; without a board it would be an event
        rf"{_BOARD}[ /:\-]?{_YEAR}\.{_SERIAL}{_DOCUMENT}",
        # RK 201604-0036, of a month
        rf"{_LED}{_YEAR_MONTH}[/:\-]{_SERIAL}{_DOCUMENT}",
        # 2014/KS 0012 001, 2023/BUN 0214
        rf"{_YEAR}[/:\- ]{_BOARD}[ /:\-]?{_SERIAL}{_DOCUMENT}{_CLASS_AFTER}",
        # KS-612/2008, 313-24/2013, 3.1.2-56/2016, 612/2008-3
        rf"{_LED}{_CLASS_BEFORE}{_SERIAL}[/:]{_YEAR}{_DOCUMENT}",
        # REV 36-2022, 420-145-2012
        rf"{_LED}{_CLASS_BEFORE}{_SERIAL}-{_YEAR}",
        # 32-2009-0615
        rf"(?P<class_>[0-9]{{1,4}})-{_YEAR}-{_SERIAL}",
        # 2007.1451, the event of a year
        rf"{_YEAR}\.(?P<document>[0-9]{{1,6}})",
    )
)
_PLAN: Final = re.compile(r",? ?\bdpl\.? ?([0-9]{1,4})$", re.IGNORECASE)
_AROUND_MARK: Final = re.compile(r" ?([/:\u2010-\u2015\u2212\-]) ?")
_PIECE: Final = re.compile(r"[^\W\d_]+|[0-9]+")


@attrs.frozen(eq=False, repr=False)
class NumberParts(Value):
    """What a diary number says, as far as it can be told.

    ``told`` says that only one reading is possible; what is ``None`` is not written, or
    cannot be told apart.
    """

    board: str | None = None
    year: int | None = None
    month: int | None = None
    serial: int | None = None
    document: int | None = None
    class_: str | None = None
    told: bool = False


def parts_of(raw: str) -> NumberParts:
    """Take a diary number apart.

    >>> parts_of("KS-2014/742.912") == NumberParts(
    ...     board="KS", year=2014, serial=742, class_="912", told=True
    ... )
    True
    >>> parts_of("KS 2014/2015").board, parts_of("KS 2014/2015").year
    ('KS', None)
    """
    text = _even(raw)
    if not text:
        return NumberParts()
    plan = _PLAN.search(text)
    bare = text[: plan.start()] if plan else text
    found = [_parts(m) for form in _FORMS if (m := form.fullmatch(bare)) is not None]
    readings = [*dict.fromkeys(found)] if found[1:] else found
    if not readings:
        return NumberParts()
    parts = readings[0] if len(readings) == 1 else _agreed(readings)
    if plan and parts.class_ is None:
        parts = attrs.evolve(parts, class_=plan[1])
    return parts


def pieces_of(raw: str) -> tuple[str, ...]:
    """The words and numbers of *raw*, without what stands between and before them.

    >>> pieces_of("LJ 2014/ 0194")
    ('lj', '2014', '194')
    """
    found = _PIECE.findall((_even(raw) or raw).casefold())
    return tuple(piece.lstrip("0") or "0" for piece in found)


def _even(raw: str) -> str:
    """*raw* with one kind of space and of hyphen; empty if it is far too long."""
    if len(raw) > _LONGEST:
        return ""
    text = " ".join(unicodedata.normalize("NFC", raw).split())
    return _AROUND_MARK.sub(lambda mark: mark[1] if mark[1] in "/:" else "-", text)


def _parts(match: re.Match[str]) -> NumberParts:
    said = match.groupdict()
    board = said.get("board")
    return NumberParts(
        board=board.upper() if board else None,
        year=_number(said.get("year")),
        month=_number(said.get("month")),
        serial=_number(said.get("serial")),
        document=_number(said.get("document")),
        class_=said.get("class_"),
        told=True,
    )


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _agreed(readings: Iterable[NumberParts]) -> NumberParts:
    """What all *readings* say alike."""
    first, *others = map(attrs.asdict, readings)
    alike = {
        name: said
        for name, said in first.items()
        if all(other[name] == said for other in others)
    }
    return NumberParts(**{**alike, "told": False})
