"""What happened to the letters of a text on its way, mended: one kind of each sign.

UTF-8 that was read as Windows-1252 or Latin-1 (mojibake) is read again. Ligatures,
marks apart from their letters, odd spaces and hyphens, soft hyphens, words broken at
the end of a line, headings with spaced-out letters and quoted mail become plain.
"""

import html
import re
import unicodedata
from itertools import islice
from typing import Final

import attrs

from auditflow.reading.lines.traced import Traced
from auditflow.values import Value

GAP: Final = "\t"  # what a wide space becomes: it may part two columns

# The bytes 80–BF of UTF-8, as Windows-1252 or Latin-1 shows them.
_FOLLOWING: Final = "".join(
    {bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)}
    | {chr(byte) for byte in range(0x80, 0xC0)}
)
# C3 and C2 begin the letters of Swedish, CC the marks apart from their letters, E2 and
# EF dashes, bullets and ligatures. None of them stands before such a sign in a letter.
_MOJIBAKE: Final = re.compile(
    rf"(?:[ÃÂÌ][{re.escape(_FOLLOWING)}]|[âï][{re.escape(_FOLLOWING)}]{{2}})+"
)
_TIMES: Final = 3  # the most times that a text was read wrongly

_SPACES = r" \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_AND = r"(?:och|eller|samt|respektive|resp|till|m\.)\b"
_ODD: Final = re.compile(
    # A soft hyphen, or a hyphen within a word, at the end of a line joins the word;
    # `vård-` before `och` keeps its own. Where the break became a space, so does
    # `kultur-` before `fritids-`.
    r"(?P<join>\u00ad+ ?(?:\r\n|[\r\n]) ?"
    rf"|(?<=[a-zåäö]{{2}})[-\u2010](?:\r\n|[\r\n])[ ]{{0,12}}+(?=[a-zåäö])(?!{_AND})"
    rf"|(?<=[a-zåäö]{{2}})[-\u2010] (?=[a-zåäö]{{1,40}}(?![\w-]))(?!{_AND}))"
    # Malung-⏎Sälens kommun, 2022-⏎09-27, IT-⏎säkerhet
    r"|(?P<broken>(?<=[^\W\d_])-(?:\r\n|[\r\n])(?=[A-ZÅÄÖ][a-zåäö])"
    r"|(?<=[0-9])-(?:\r\n|[\r\n])(?=[0-9])"
    rf"|(?<=[A-ZÅÄÖ0-9])-(?:\r\n|[\r\n])(?=[a-zåäö])(?!{_AND}))"
    r"|(?P<nothing>[\u00ad\u200b-\u200f\u2060\ufeff\0]+)"
    r"|(?P<newline>\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029])"
    rf"|(?P<space>[{_SPACES}]{{2,}}|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<hyphen>[\u2010\u2011\u2212])"
    # At most eight marks: ordering them takes time in the square of their number.
    r"|(?P<letter>[^\W\d_][\u0300-\u036f]{1,8}|[\ufb00-\ufb06\u212b])"
)
# M i s s i v
_LETTERSPACED: Final = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,40}[^\W\d_](?!\S)")
# > a quoted mail, # a heading in Markdown, **bold**
_MARKS: Final = re.compile(r"(?m)^(?:> ?){1,9}|^#{1,6} (?=\S)|\*\*|__(?=\w)|(?<=\w)__")
# Bullets that stand alone: one above its item, or all of them before the items.
_BULLET = r"(?:[•●○◦▪■\uf000-\uf0ff]|[*-](?=[ \n]))"
_BULLETS_FIRST: Final = re.compile(rf"(?m)^(?:{_BULLET} *+\n\s*+){{2,}}+")
_BULLET_ABOVE: Final = re.compile(rf"(?m)^({_BULLET}) *\n\s*(?=[^\W\d_])")
_TAB: Final = re.compile(r"\t")
# SocialnämndenKommunfullmäktige, `förvaltningar.- Fortsätta`, Revisorerna2022-09-27
_GLUED: Final = re.compile(
    r"(?<=[a-zåäö]{3})(?=[A-ZÅÄÖ][a-zåäö]{2}|(?:19|20)[0-9]{2} ?-)"
    r"|(?<=[a-zåäö][.:;])(?=[A-ZÅÄÖ][a-zåäö]|[-–•●\uf0b7] ?[A-ZÅÄÖ])"
)
_MANY: Final = 3  # words glued together, in a text whose line breaks vanished
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{2,6}|#x[0-9a-fA-F]{2,6});")


@attrs.frozen(eq=False, repr=False)
class Mended(Value):
    """A damage that was mended, as one sentence in two languages."""

    sv: str
    en: str

    def __str__(self) -> str:
        return self.en


def mended(given: str) -> tuple[Traced, tuple[Mended, ...]]:
    r"""*given* in plain signs, and what is to be said of it.

    >>> traced, said = mended("FullmÃ¤ktige\r\nMiljÃ¶nÃ¤mnden")
    >>> traced.text, said[0].en
    ('Fullmäktige\nMiljönämnden', 'UTF-8 was read as Latin-1: 3 letters were mended')
    """
    traced = Traced.of(given)
    for _ in range(_TIMES):
        again = traced.replaced(_MOJIBAKE, _read_again)
        if again is traced:
            break
        traced = again
    said = _said(len(given) - len(traced.text))
    traced = traced.replaced(_ENTITY, _unescaped)
    if given.count("\t") > given.count(" "):
        traced = traced.replaced(_TAB, _space)
    even = traced.replaced(_ODD, _even).replaced(_MARKS, _nothing)
    even = even.replaced(_BULLETS_FIRST, _nothing).replaced(_BULLET_ABOVE, _beside)
    if sum(1 for _ in islice(_GLUED.finditer(even.text), _MANY)) == _MANY:
        even = even.replaced(_GLUED, _newline)
    return even.replaced(_LETTERSPACED, _joined), said


def _said(shorter: int) -> tuple[Mended, ...]:
    if not shorter:
        return ()
    return (
        Mended(
            f"UTF-8 hade lästs som Latin-1: {shorter} bokstäver lagades",
            f"UTF-8 was read as Latin-1: {shorter} letters were mended",
        ),
    )


def _read_again(odd: re.Match[str]) -> str:
    try:
        return b"".join(map(_byte, odd[0])).decode("utf-8")
    except UnicodeDecodeError:
        return odd[0]


def _byte(sign: str) -> bytes:
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _nothing(_: re.Match[str]) -> str:
    return ""


def _space(_: re.Match[str]) -> str:
    return " "


def _beside(odd: re.Match[str]) -> str:
    return f"{odd[1]} "


def _newline(_: re.Match[str]) -> str:
    return "\n"


def _unescaped(odd: re.Match[str]) -> str:
    return html.unescape(odd[0])


def _joined(odd: re.Match[str]) -> str:
    return odd[0].replace(" ", "")


def _even(odd: re.Match[str]) -> str:
    match odd.lastgroup:
        case "newline":
            return "\n"
        case "space":
            return GAP if "\t" in odd[0] or len(odd[0]) > 2 else " "  # noqa: PLR2004
        case "hyphen" | "broken":
            return "-"
        case "letter":
            form = "NFKC" if "\ufb00" <= odd[0] <= "\ufb06" else "NFC"
            return unicodedata.normalize(form, odd[0])  # type: ignore[arg-type]
        case _:
            return ""
