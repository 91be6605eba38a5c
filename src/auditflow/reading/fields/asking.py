"""The grammar of asking: in which shapes a sentence asks, and which day belongs to it.

A sentence is a row of phrases, written as a string of the letters of `Kind`: ``Vi
önskar svar från nämnden senast 2022-11-25`` is ``UWAFBL``. The quantifiers of a shape
are bounded, since a hostile sentence is long.
"""

import re
from collections.abc import Sequence
from typing import Final

import attrs

from auditflow.reading.sentences.vocabulary import Kind
from auditflow.values import Value


@attrs.frozen(eq=False, repr=False)
class _Shape(Value):
    """A way to ask.

    Somebody else asks where ``others`` stands before it. A day is only sure where the
    sentence holds ``sign``, such as a word for the auditors.
    """

    shape: re.Pattern[str]
    others: re.Pattern[str] | None = None
    sign: re.Pattern[str] | None = None


def _shape(shape: str, others: str | None = None, sign: str | None = None) -> _Shape:
    before = re.compile(f"(?:{others})$") if others else None
    return _Shape(re.compile(shape), before, re.compile(sign) if sign else None)


_OURS: Final = "[UOH]"  # vi, vår, överlämnas
_DONE: Final = r"(?:w|WU|[Ss][^S]{0,6}?[CHac]|C(?=[DUpIO]{0,5}[Llh]))"
_SHAPES: Final = (
    # önskar vi svar, ber vi nämnden svara
    _shape(r"[WPJ]U[^WPJ]{0,40}?[AaM]"),
    # vi ser fram emot nämndens kommentarer; but not `nämnden önskar svar`
    _shape(
        r"(?:[WJ](?!B)|P|v(?=U?[Ll]|UpG?p?A))[^WPJ]{0,40}?[AaM]",
        others="[BGE][pI]{0,2}",
        sign=_OURS,
    ),
    # senast den 3 maj emotses nämndens yttrande
    _shape(r"w[^wr]{0,10}?[AaM]"),
    # med begäran om yttrande; but not `nämndens begäran om yttrande`
    _shape(r"r[^wr]{0,10}?[AaM]", others="G"),
    # svar önskas, yttrande ska ha inkommit, svaret lämnas senast, svar emotser vi;
    # but not `vår redovisning ska lämnas`
    _shape(rf"A[^Ax]{{0,30}}?{_DONE}", others="O[^O]{0,2}"),
    # `information till hemtjänsten ska lämnas` is no answer
    _shape(rf"A[^A]{{0,30}}?{_DONE}", others="O[^O]{0,2}", sign=_OURS),
    # nämnden ska svara, ska inkomma med ett yttrande; but not `vi ska återkomma`
    _shape(
        r"S[^S]{0,30}?(?:a|[cH][^S]{0,6}?[AM]|A[^S]{0,6}?[CHc])",
        others="U",
        sign="[UOH]|^[BIp&+]*S",
    ),
    # yttrande över granskningen lämnas till revisorerna
    _shape(r"A[^ASN]{0,6}?[CH]D[Op]{0,2}U"),
    _shape(r"M[^AMN]{0,6}?S[^S]{0,3}?[CHc]D[Op]{0,2}U"),
    # Remisstid: …; Svar senast …
    _shape(r"^[IpA]{0,3}(?:A[DUpO]{0,3}(?=L)|(?=h))"),
)
# överlämnas till nämnden för yttrande
_PURPOSE: Final = _shape("Y")
# inget svar önskas, inte svara; önskar inte; svar ska inte
_NO_ANSWER: Final = re.compile(
    r"N[^NLlQq]{0,3}?[AaY](?:[^NAQq]{0,8}?w)?|[Ww]p?N|A[^NA]{0,8}?[Ssw]{1,2}N"
    r"|f[^NLlQB]{0,3}?[Aa]"
)
_TOLD: Final = re.compile(r"Z[^J]*J")  # i en tidigare skrivelse begärde vi svar
# Between the request and its day only such phrases may stand.
_ASKING: Final = re.compile(r"[^xQqNXZ]*")
_WE_WISH: Final = re.compile(r"U[^WPvg]{0,3}[WPvg]|[WPv]U")  # vi önskar få del av
_AND_THAT: Final = re.compile(r"&q")
# ska svara länsstyrelsen, ska lämna svar till fullmäktige
# but not `med kopia till fullmäktige`
_TO_OTHERS: Final = re.compile(r"E|(?<!K)D[+I]*[BGE]")
_FAR: Final = 8  # phrases before a request in which `tidigare` is about it


@attrs.frozen(eq=False, repr=False)
class Asking(Value):
    """Where a sentence asks, from *start* until *end*, counted in phrases."""

    start: int
    end: int
    shape: _Shape = attrs.field(repr=False)


def asks_in(letters: str, *, handed_for_answer: bool) -> list[Asking]:
    """Everything that asks in a sentence, in its order.

    >>> [(one.start, one.end) for one in asks_in("UWAFBL", handed_for_answer=False)]
    [(1, 3)]
    >>> asks_in("UWNAFB", handed_for_answer=False)  # vi önskar inget svar från nämnden
    []

    A clause with ``inte`` refuses only what it speaks of: nämnden har inte lämnat svar,
    varför vi önskar svar.

    >>> [one.start for one in asks_in("BpNcAQUWA", handed_for_answer=False)]
    [7]
    """
    refused = [match.span() for match in _NO_ANSWER.finditer(letters)]
    told = Kind.OTHER if _TOLD.search(letters) else Kind.WISHED_ONCE
    letters = letters.replace(Kind.WISHED_ONCE, told)
    found = [
        Asking(*match.span(), shape)
        for shape in (*_SHAPES, *([_PURPOSE] if handed_for_answer else []))
        for match in shape.shape.finditer(letters)
        if not any(
            match.start() < end and start < match.end() for start, end in refused
        )
        if shape.others is None
        or not shape.others.search(letters[max(0, match.start() - 4) : match.start()])
    ]
    return sorted(found, key=lambda asking: (asking.end, asking.start))


def refuses(letters: str) -> bool:
    """Whether a sentence says that no answer is wanted."""
    return _NO_ANSWER.search(letters) is not None


def may_ask(letters: str) -> bool:
    """Whether an answer and a day stand in a sentence that asks in no known way."""
    if Kind.WISHED_ONCE in letters or refuses(letters):
        return False
    answer = Kind.ANSWER in letters or we_wish(letters)
    return answer and Kind.AT_LATEST in letters


def we_wish(letters: str) -> bool:
    """Whether the auditors wish for something, whatever it is."""
    return _WE_WISH.search(letters) is not None


def belongs(
    letters: str, number: int, asking: Sequence[Asking], *, set_off: bool = False
) -> bool:
    """Whether the day at the phrase *number* is surely that of the answer.

    Between the request and its day only words of asking may stand: what is planned,
    published or revised by a day is no day of answering. A day that a comma sets off
    from such a clause belongs to the wish again.

    >>> asking = asks_in("UWAFBL", handed_for_answer=False)
    >>> belongs("UWAFBL", 5, asking), belongs("UWAFBxL", 6, asking)
    (True, False)
    """
    before = [one for one in asking if one.end <= number]
    last = before[-1].end if before else None
    nearest = [one for one in before if one.end == last] or asking
    return any(
        not _is_told(one, letters)
        and (
            _belongs_within(one, letters, number)
            if one.end > number
            else _belongs_after(one, letters, number, set_off=set_off)
        )
        for one in nearest
    )


def _is_told(asking: Asking, letters: str) -> bool:
    """Whether somebody else asks, or the auditors did so before."""
    sign = asking.shape.sign
    begins = letters[asking.start : asking.start + 1]
    earlier = letters[max(0, asking.start - _FAR) : asking.start]
    return (
        (sign is not None and sign.search(letters) is None)
        or begins == Kind.WISHED_ONCE
        or Kind.EARLIER in earlier
    )


def _belongs_within(asking: Asking, letters: str, number: int) -> bool:
    # `Senast den 3 maj önskar vi svar`, `anmodar nämnden att senast … yttra sig`
    within = letters[asking.start : asking.end].replace(Kind.THAT, "")
    return number == 0 or _ASKING.fullmatch(within) is not None


def _belongs_after(asking: Asking, letters: str, number: int, *, set_off: bool) -> bool:
    between = letters[asking.end : number]
    if _TO_OTHERS.search(letters, asking.start, number) or _AND_THAT.search(between):
        return False
    if set_off and Kind.AUDITORS in letters[: asking.end]:
        return True
    last = max(between.rfind(Kind.BODIES), between.rfind(Kind.BODIES_OWN)) + 1
    return _ASKING.fullmatch(between, last) is not None
