"""The bullets and numbers that Word draws before the paragraphs of a list."""

import re
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE: Final = f"{_W}val"
_BULLET: Final = "- "
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_STYLES: Final = 20  # a style that is based on itself must not hold us


@attrs.frozen
class _Level:
    """How one level of a list is drawn: ``%1.`` and the kind of its numbers."""

    text: str
    kind: str
    start: int


@attrs.define
class Numbering:
    """The lists of a document, and how far each has been counted."""

    _levels: dict[tuple[str, int], _Level]
    _list_of: dict[str, str]
    _styles: dict[str, "Element"]
    _reached: dict[tuple[str, int], int] = attrs.field(factory=dict)

    @classmethod
    def of(cls, document: "Document") -> "Numbering":
        """The lists that *document* defines, none of them begun."""
        styles = {style.get(f"{_W}styleId"): style for style in document.styles.element}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return cls({}, {}, styles)
        levels = {
            (abstract.get(f"{_W}abstractNumId"), int(level.get(f"{_W}ilvl"))): _Level(
                _said(level, "lvlText"),
                _said(level, "numFmt"),
                int(_said(level, "start") or 1),
            )
            for abstract in root.iterchildren(f"{_W}abstractNum")
            for level in abstract.iterchildren(f"{_W}lvl")
        }
        list_of = {
            number.get(f"{_W}numId"): _said(number, "abstractNumId")
            for number in root.iterchildren(f"{_W}num")
        }
        return cls(levels, list_of, styles)

    def before(self, paragraph: "Element") -> str:
        """What Word draws before *paragraph*: ``- ``, ``2. `` or nothing."""
        at = self._place(paragraph)
        if at is None:
            return ""
        number, depth = at
        level = self._levels.get((self._list_of.get(number, ""), depth))
        if level is None or level.kind == "none":
            return "" if level else _BULLET
        if level.kind == "bullet":
            return _BULLET
        return f"{self._counted(number, depth, level)} "

    def _place(self, paragraph: "Element") -> tuple[str, int] | None:
        """The list and the depth of a paragraph, its own or those of its style."""
        number: str | None = None
        depth: str | None = None
        for properties in self._properties(paragraph):
            if number is None:
                number = _said(properties, "numId") or None
            if depth is None:
                depth = _said(properties, "ilvl") or None
        # List 0 takes a paragraph out of the list of its style.
        return None if number in (None, "0") else (str(number), int(depth or 0))

    def _properties(self, paragraph: "Element") -> list["Element"]:
        found, owner = [], paragraph
        for _ in range(_MOST_STYLES):
            listed = owner.find(f"{_W}pPr/{_W}numPr")
            if listed is not None:
                found.append(listed)
            based = owner.find(f"{_W}pPr/{_W}pStyle")
            if based is None:
                based = owner.find(f"{_W}basedOn")
            style = self._styles.get(based.get(_VALUE)) if based is not None else None
            if style is None:
                break
            owner = style
        return found

    def _counted(self, number: str, depth: int, level: _Level) -> str:
        """Count one more of the list, and write its number as the level wants it."""
        reached = self._reached
        reached[number, depth] = reached.get((number, depth), level.start - 1) + 1
        for deeper in [key for key in reached if key[0] == number and key[1] > depth]:
            del reached[deeper]

        def written(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            kind = self._levels.get((self._list_of[number], at), level).kind
            return _written(reached.get((number, at), 1), kind)

        return re.sub(r"%([1-9])", written, level.text)


def _said(element: "Element", name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else str(found.get(_VALUE, ""))


def _written(number: int, kind: str) -> str:
    """A number as digits, as a letter, or in Roman numerals."""
    if kind.endswith("Letter"):
        text = _LETTERS[(number - 1) % len(_LETTERS)]
    elif kind.endswith("Roman"):
        text, left = "", number
        for value, sign in _ROMAN:
            text += sign * (left // value)
            left %= value
    else:
        return str(number)
    return text.upper() if kind.startswith("upper") else text
