"""PDF pages that are drawn in the tests, piece by piece, as programs draw them."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from tests.reading.papers import numbered

LEFT: Final = 60
RIGHT: Final = 320
FORM: Final = "Dnr: REV 36-2022"
_AS_FORM: Final = (
    b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
)


@attrs.frozen
class Piece:
    """A piece of text, drawn at a place of the page (points from the lower left)."""

    x: float
    y: float
    text: str
    font: str = "F1"
    size: int = 11


def _em(char: str) -> int:
    """How wide a letter of F1 is, in thousandths of its size."""
    if char in "mwMW%—":
        return 833
    return 278 if char in " ijlftrI.,:;'|()-" else 556


def width(text: str, size: int = 11) -> float:
    """How wide *text* is drawn in F1."""
    return sum(map(_em, text)) * size / 1000


def lines(y: float, *texts: str, x: float = LEFT, pitch: float = 14) -> Iterator[Piece]:
    """Lines under each other, each drawn as one piece; an empty one leaves its room."""
    for number, text in enumerate(texts):
        if text:
            yield Piece(x, y - number * pitch, text)


def words(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The same, each word drawn by itself and no space between them."""
    for piece in pieces:
        x = piece.x
        for word in piece.text.split():
            yield attrs.evolve(piece, x=round(x, 1), text=word)
            x += width(f"{word} ", piece.size)


def pdf_of(*pages: Iterable[Piece], extra: bytes = b"") -> bytes:
    """A PDF with these pages, the last of which draws something *extra*.

    ``F1`` is like Arial, ``F2`` has bullets of its own. Each page may draw ``/X1 Do``,
    a form that says `FORM`.
    """
    objects: list[bytes] = [b"", b"", _ARIAL, _SYMBOL, _stream(_TO_UNICODE)]
    objects.append(_stream(_drawn(Piece(LEFT, 820, FORM)), _AS_FORM))
    kids = []
    for number, page in enumerate(pages, 1):
        drawn = b"".join(map(_drawn, page))
        objects.append(_stream(drawn + extra * (number == len(pages))))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</X1 6 0 R>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return numbered(objects)


_ARIAL = (
    b"<</Type/Font/Subtype/TrueType/BaseFont/Arial/Encoding/WinAnsiEncoding"
    b"/FirstChar 32/LastChar 255/Widths[%s]>>"
    % b" ".join(
        b"%d" % _em(bytes([code]).decode("cp1252", "replace"))
        for code in range(32, 256)
    )
)
_SYMBOL = (
    b"<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+SymbolMT/FirstChar 183/LastChar 183"
    b"/Widths[460]/ToUnicode 5 0 R>>"
)
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <B7> <F0B7> endbfchar endcmap end end"""


def _drawn(piece: Piece) -> bytes:
    text = piece.text.encode("cp1252")
    for mark in (b"\\", b"(", b")"):
        text = text.replace(mark, b"\\" + mark)
    at = b"%.1f %.1f" % (piece.x, piece.y)
    font = piece.font.encode()
    return b"BT /%s %d Tf 1 0 0 1 %s Tm (%s) Tj ET\n" % (font, piece.size, at, text)


def _stream(content: bytes, of: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (of, len(content), content)
