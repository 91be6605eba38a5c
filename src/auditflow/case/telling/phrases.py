"""Parts of sentences that several events are told with."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from auditflow.events import Asked, Irregularity, Response, Stance
from auditflow.reasons import Language
from auditflow.values import in_runs

Told: TypeAlias = dict[Language, str]
"""The same sentence in Swedish and in English, without a full stop."""

STANCE: Final[dict[Stance, Told]] = {
    Stance.ACCEPTED: {"sv": "godtas", "en": "accepted"},
    Stance.PARTLY: {"sv": "godtas delvis", "en": "partly accepted"},
    Stance.NOT_ACCEPTED: {"sv": "godtas inte", "en": "not accepted"},
    Stance.ALREADY_DONE: {"sv": "redan gjort", "en": "already done"},
}
IRREGULAR: Final[dict[Irregularity, Told]] = {
    Irregularity.UNANSWERED: {
        "sv": "utan svar på alla rekommendationer",
        "en": "without a response to every recommendation",
    },
    Irregularity.NO_MEETING: {
        "sv": "inte på ett sammanträde",
        "en": "not at a meeting of the body",
    },
    Irregularity.MINUTES_NOT_ADJUSTED: {
        "sv": "utan justerat protokoll",
        "en": "without adjusted minutes",
    },
}
_AND: Final[Told] = {"sv": "och", "en": "and"}
_REPLY_BY: Final[Told] = {"sv": "svar senast", "en": "reply by"}


def also(before: str, said: object) -> str:
    """*said* with what stands before it; nothing where nothing is said.

    >>> also(": ", "oklart"), also(": ", "")
    (': oklart', '')
    """
    return f"{before}{said}" if said else ""


def listed(words: Iterable[object], language: Language) -> str:
    """*words* as a list in a sentence.

    >>> listed([1, 2, 3], "sv"), listed(["socialnämnden"], "en")
    ('1, 2 och 3', 'socialnämnden')
    """
    *most, last = [*map(str, words)] or [""]
    return f"{', '.join(most)} {_AND[language]} {last}" if most else last


def bodies(asked: Sequence[Asked], language: Language) -> str:
    """The bodies that are asked for statements, each with its reply day."""
    return listed(
        (
            f"{one.body} ({_REPLY_BY[language]} {one.reply_by})"
            if one.reply_by
            else one.body
            for one in asked
        ),
        language,
    )


def numbers(responses: Sequence[Response], language: Language) -> str:
    """The numbers of the recommendations that *responses* are about.

    >>> numbers([Response(n) for n in (1, 2, 3, 5)], "en")
    '1–3 and 5'
    """
    return listed(in_runs(sorted({given.number for given in responses})), language)


def response(given: Response, language: Language) -> str:
    """What the body says to one recommendation.

    >>> response(Response(1, measure="ny rutin", responsible="chefen"), "sv")
    'godtas; ny rutin; ansvarig chefen'
    """
    responsible = {"sv": "ansvarig", "en": "responsible"}[language]
    by = {"sv": "senast", "en": "by"}[language]
    parts = (
        STANCE[given.stance][language],
        given.measure,
        also(f"{responsible} ", given.responsible),
        also(f"{by} ", given.day),
    )
    return "; ".join(filter(None, parts))
