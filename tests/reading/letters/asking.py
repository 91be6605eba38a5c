"""How an answer is asked for, in one sentence or two."""

import random
import re
from collections.abc import Sequence

import attrs

from tests.reading.letters.bodies import Receiver
from tests.reading.letters.by_when import ByWhen
from tests.reading.letters.review import first
from tests.reading.letters.truth import pick

# n: the bodies; own: the body in the genitive; noun: what it is called; g: the
# auditors, G: the same at the beginning; by: the words with the day.
_NAMED = {
    "önskar svar från N": (12, "Vi önskar svar från {n} {by}."),
    "emotser yttrande över X från N": (
        8,
        "{G} emotser ett yttrande över rapporten från {n} {by}.",
    ),
    "överlämnar till N för yttrande": (
        10,
        "{G} överlämnar rapporten till {n} för yttrande {by}.",
    ),
    "beslutade att överlämna": (
        4,
        "{G} beslutade att överlämna rapporten till {n} för yttrande {by}.",
    ),
    "yttrandet ska ha inkommit": (
        5,
        "Rapporten överlämnas till {n}. Yttrandet ska ha inkommit till {g} {by}.",
    ),
    "N ska svara": (4, "{N} ska svara {by}."),
    "ta del av kommentarer": (
        4,
        "{G} önskar ta del av {own} kommentarer och slutsatser {by}.",
    ),
    "önskar att N inkommer med svar": (
        6,
        (
            "{G} önskar att {n} {by} inkommer med svar på granskningen, där det "
            "framgår vilka åtgärder som planeras och när de ska vara genomförda."
        ),
    ),
    "emotser N:s redovisning": (
        4,
        "Vi emotser {own} redovisning av vidtagna och planerade åtgärder {by}.",
    ),
    "tillhanda": (3, "{Own} yttrande ska vara {g} tillhanda {by}."),
    "begär att N yttrar sig": (3, "Vi begär att {n} yttrar sig över rapporten {by}."),
    "svar från N önskas": (4, "Svar från {n} önskas {by}."),
    "förväntar": (2, "Vi förväntar oss ett svar från {n} {by}."),
    "hemställer": (2, "{G} hemställer att {n} lämnar sitt yttrande {by}."),
    "anmodar": (
        1,
        "{G} anmodar {n} att {by} inkomma med en förklaring till bristerna.",
    ),
    "översänds, svar emotses": (
        4,
        "Rapporten översänds härmed till {n}. Svar emotses {by}.",
    ),
}
_UNNAMED = {
    "emotser svar": (6, "{G} emotser svar {by}."),
    "svar önskas": (4, "Svar på denna skrivelse önskas {by}."),
    "noun's answer": (5, "Vi önskar få ta del av {nouns} svar {by}."),
    "yttrande lämnas": (3, "Yttrande över granskningen lämnas till {g} {by}."),
}
_DAY_FIRST = {
    "senast D önskar": (3, "{By} önskar vi svar från {n}."),
}
_DAY_ALONE = {
    "besked till D": (
        3,
        "{G} har begärt besked till {d} om vilka åtgärder som {n} avser att vidta.",
    ),
    "remisstid": (3, "Rapporten överlämnas till {n} för yttrande.\n\nRemisstid: {d}"),
    "uppföljande yttrande D": (
        2,
        "{N} ska i ett uppföljande yttrande {d} redogöra för vidtagna åtgärder.",
    ),
}
_ALL = _NAMED | _UNNAMED | _DAY_FIRST | _DAY_ALONE
FORMS = (*_ALL,)


@attrs.frozen
class Request:
    """The words that ask, and the name of their form."""

    words: str
    form: str


def names(bodies: Sequence[Receiver]) -> str:
    """``a, b och c``, or *samt* where a name holds an *och* itself."""
    inline = [body.inline for body in bodies]
    last = " samt " if any(" och " in name for name in inline) else " och "
    return last.join(filter(None, [", ".join(inline[:-1]), inline[-1]]))


def request(
    rng: random.Random,
    bodies: tuple[Receiver, ...],
    by: ByWhen,
    auditors: str,
    *,
    named: bool,
) -> Request:
    """A request to *bodies*; *named* if only this sentence says who must answer."""
    among = dict(_NAMED)
    whole = by.dated and by.request.time is None
    if by.words.startswith("senast ") and by.day:
        among |= _DAY_FIRST
    if whole and len(bodies) == 1:
        among |= _DAY_ALONE
    if not named:
        among |= _UNNAMED
    if len(bodies) > 1:
        among = {f: m for f, m in among.items() if _fits_several(m[1])}
    if by.form == "cut off":
        among = {f: m for f, m in among.items() if m[1].endswith("{by}.")}
    form = pick(rng, {name: weight for name, (weight, _) in among.items()})
    words = _filled(rng, among[form][1], bodies, by, auditors, named=named)
    return Request(words.removesuffix(".") if by.form == "cut off" else words, form)


def _fits_several(template: str) -> bool:
    return not re.search(r"\{(?:own|Own|nouns)\}| sitt ", template)


def _filled(
    rng: random.Random,
    template: str,
    bodies: tuple[Receiver, ...],
    by: ByWhen,
    auditors: str,
    *,
    named: bool,
) -> str:
    body = bodies[0]
    alone = len(bodies) == 1 and not named and rng.randrange(4) == 0
    who = body.noun if alone else names(bodies)
    own = f"{body.noun}s" if alone else body.owning
    words = template.format(
        n=who,
        N=first(who),
        own=own,
        Own=first(own),
        nouns=f"{body.noun}s",
        g=auditors,
        G=first(auditors),
        by=by.words,
        By=first(by.words) if by.words else "",
        d=by.day,
    )
    return re.sub(r" +([.,])", r"\1", re.sub(r"  +", " ", words))
