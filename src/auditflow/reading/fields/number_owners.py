"""Whose diary a number stands in, where the letter says so: by words, code or place."""

import re
from functools import cached_property
from typing import Final

import attrs

from auditflow.memo import DiaryNumber, body_key
from auditflow.reading.fields.addressees import Addressees
from auditflow.reading.fields.receivers import bodies_of
from auditflow.reading.lines.line import Line
from auditflow.reading.sentences.body_names import mentions
from auditflow.reading.sentences.days import days_in
from auditflow.reading.sentences.number_forms import NUMBER
from auditflow.reading.sentences.parts import Parts
from auditflow.reading.sentences.signs import RECEIVED
from auditflow.values import Value

_AUDITORS: Final = re.compile(
    r"\b(?:kommun|stads|regions?|läns|landstings|lekmanna)?"
    r"revis(?:or(?:er(?:na)?|s\w+)?|ion(?:en|skontor\w*)?)s?\b",
    re.IGNORECASE,
)
_THE_AUDITORS: Final = "revisorerna"
_THEIR_CODES: Final = frozenset({"REV", "RVK"})
_BOARDS: Final = frozenset({"KS", "KF", "RS", "RF", "LS"})
# What may stand between a number and the letterhead or stamp that it belongs to.
HEADING: Final = re.compile(
    r"(?:datum|sida|sid|handläggare|(?:vår|vårt|er|ert) (?:beteckning|datum|ref\w*|dnr)"
    r"|dnr|diarie(?:nummer|nr)|ärende(?:beteckning|nummer|nr)|beteckning|[ \t.:,_|])+",
    re.IGNORECASE,
)
_CLERK: Final = re.compile(r"handläggare:?", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    r"(?:in|an)k(?:om|ommet|ommen|omst\w*|\.)|missiv\w*|revisions(?:skrivelse|rapport)"
    r"|skrivelse|[0-9]+ \([0-9]+\)|.{1,60}\b(?:kommun|stad|landsting|län)"
    r"|(?:region|landstinget) .{1,40}",
    re.IGNORECASE,
)
_NEAR: Final = 6  # lines between a letterhead and its number
# Words within a name whose letter the code has too: samhällsbyggnadsnämnden, SBN.
_INNER: Final = re.compile(
    r"(?<=samhälls)byggnad|(?<=stads)byggnad|(?<=bygg)nads|(?<=grund)skol|(?<=för)skol"
    r"|(?<=arbets)marknad|(?<=kommun)lednings|(?<=stads)dels|(?<=samhälls)plan"
)
_LAST: Final = re.compile(r"(?<=\w)(?:nämnden|styrelsen|fullmäktige|utskottet)$")


@attrs.frozen(eq=False, repr=False)
class Owners(Value):
    """What a letter says of whose its numbers are."""

    parts: Parts
    addressees: Addressees

    @cached_property
    def _by_code(self) -> dict[str, str | None]:
        """The body that has each code; None where several that are named could."""
        lines = (*self.parts.head, *self.parts.prose, *self.parts.close)
        named = mentions(self.parts.text, 0, lines[-1].end if lines else 0)
        bodies = {body_key(m.name): m.name for m in named if not m.common}
        found: dict[str, str | None] = {}
        for body in bodies.values():
            for code in codes_of(body):
                found[code] = None if code in found else body
        return found | dict.fromkeys(_THEIR_CODES, _THE_AUDITORS)

    def in_words(self, words: str) -> str | None:
        """Whose number it is by the *words* before it: ``Vårt``, ``Kommunens``.

        The auditors write the letter, so that ``vårt`` is theirs, and ``ert`` that of
        the body it is sent to, if that is one alone.
        """
        said = words.strip(" :.,(").casefold()
        if said in {"vår", "vårt"} or _AUDITORS.match(said):
            return _THE_AUDITORS
        if said in {"er", "ert"}:
            to = self.addressees.to
            return to[0].name if len(to) == 1 else None
        if said in {"kommunens", "stadens", "regionens", "landstingets"}:
            return said.removesuffix("s")
        named = next(mentions(said), None)
        return named.name if named is not None and not named.common else None

    def by_code(self, raw: str) -> str | None:
        """Whose code a number begins with, if the letter names one body that has it."""
        return self._by_code.get(DiaryNumber(None, raw).board or "")

    def beside(self, raw: str, number: int) -> str | None:
        """Whose number it is by its code, or by what stands above its line.

        A board's code is never given to the auditors, wherever it stands.
        """
        owner = self.by_code(raw) or self.above(number)
        of_board = DiaryNumber(None, raw).board in _BOARDS
        return None if of_board and owner == _THE_AUDITORS else owner

    def above(self, number: int) -> str | None:
        """Whose stamp or letterhead stands right above this line of the head."""
        head = self.parts.head
        stamped = False
        for at in range(number - 1, max(-1, number - 1 - _NEAR), -1):
            line = head[at]
            for mention in (*self.addressees.stamps, *(bodies_of(line) * stamped)):
                if line.start <= mention.start < line.end:
                    return None if mention.common else mention.name
            if next(mentions(line.text), None) is not None:
                return None  # beside something else: whose stamp cannot be told
            if _AUDITORS.search(line.text):
                return _THE_AUDITORS
            stamped = RECEIVED.match(line.text) is not None
            named = at > 0 and _CLERK.fullmatch(head[at - 1].text)
            if not (named or _stands_between(line)):
                return None
        return None


def codes_of(body: str) -> frozenset[str]:
    """The codes that a body's diary may have: the first letters of its words.

    >>> sorted(codes_of("samhällsbyggnadsnämnden"))
    ['SBN', 'SN']
    >>> sorted(codes_of("barn- och utbildningsnämnden"))
    ['BUN']
    """
    name = body.casefold()
    last = _LAST.search(name)
    words = re.findall(r"\w+", name[: last.start()] if last else name)
    plain = [word[0] for word in words if word not in {"och", "samt", "för", "i"}]
    # The last word ends where `nämnden` begins; both have their letter.
    tail = last[0][0] if last else ""
    inner = [m[0][0] for word in words for m in _INNER.finditer(word)]
    return frozenset("".join([*plain, *more, tail]).upper() for more in ([], inner))


def _stands_between(line: Line) -> bool:
    return bool(
        HEADING.fullmatch(line.text)
        or _BETWEEN.fullmatch(line.text)
        or any(True for _ in days_in(line.text, 0, len(line.text)))
        or NUMBER.fullmatch(line.text)
    )
