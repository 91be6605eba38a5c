"""What sounds like advice: a verb at the start, or what a body ought to do."""

import re
from typing import Final

from auditflow.reading.sentences.body_names import mention_at

# The verbs with which letters begin a recommendation; each also without its last a,
# as an order (`Säkerställ att …`).
_STEMS: Final = (
    "aktualisera|aktivera|analysera|anpassa|anta|anvisa|använd|arbeta|avsätt|avsluta"
    "|avveckla|bedriv|bedöm|begär|behandla|behåll|beakta|bered|beskriv|besluta"
    "|beställ|bevaka|bjud|bygg|börja|definiera|dela|delge|diskutera|dokumentera|dra"
    "|efterfråga|effektivisera|erbjud|ersätt|etablera|fastställ|fatta|fokusera|formalisera"
    "|fortsätt|fullfölj|följ|förankra|förbered|förbättra|fördela|fördjupa|förebygg"
    "|förenkla|förhindra|förmedla|förstärk|försäkra|förtydliga|förvissa|garantera|genomför"
    "|genomlys|granska|handla|hantera|harmonisera|hemställ|hitta|håll|höj|identifiera"
    "|implementera|informera|inhämta|inkludera|inled|inrätta|instruera|integrera"
    "|intensifiera|inventera|inför|justera|kartlägg|klargör|klarlägg|kommunicera"
    "|kompetenssäkra|komplettera|konkretisera|kontrollera|korrigera"
    "|kvalitetssäkra|kräv|leda|lyft|låt|lägg|lämna|minska|motivera|målsätt|mät|offentliggör"
    "|ompröva|omarbeta|optimera|ordna|organisera|planera|precisera|prioritera"
    "|protokollför|pröva|påbörja|påskynda|rapportera|redogör|redovisa|reglera|renodla"
    "|revidera|riskbedöm|samla|samordna|samverka|sammanställ|skapa|skärp|skriv"
    "|slutför|sprid|spara|stimulera|strukturera|styr|ställ|stärk|stöd|synliggör"
    "|systematisera|säkerhetsställ|säkerställ|säkra|sätt|ta|tillgodose|tillgängliggör"
    "|tillhandahåll|tillse|tillsätt|tillvarata|tillämpa|tydliggör|undersök|underlätta"
    "|uppdatera|uppdra|uppmärksamma|upprätt|upprätthåll|upphandla|utarbeta|utbilda"
    "|utforma|utfärda|utför|utse|utred|utreda|utvidga|utveckla|utvärdera|utöka|verka"
    "|verkställ|verifiera|vidareutveckla|vidta|vidmakthåll|åtgärda|återkoppla"
    "|återrapportera|återuppta|öka|överväg|överlämna|vårda|värna|varna"
)
KNOWN_VERB: Final = re.compile(
    rf"(?:(?:{_STEMS})a?|se|gå|få|ge|stå|ske|bibehå|åse|nå|förmå|tillse|tillgodose"
    r"|utse|överse|inse|säkerställa|bli|ha|vara|göra|föra|höra)\b",
    re.IGNORECASE,
)
# An infinitive ends in a; so does a definite plural (`Rutinerna`), which is none.
_ANY_INFINITIVE: Final = re.compile(
    r"(?![^\W\d_]{0,40}(?:ar|er|or)na\b)"
    r"(?!(?:alla|andra|båda|denna|dessa|era|flera|hela|några|samma|samtliga|sina|våra"
    r"|vilka|övriga|vissa|många|hälsa|skola|förskola|detta)\b)"
    r"[^\W\d_]{2,40}a\b",
    re.IGNORECASE,
)
_ADVERB: Final = re.compile(
    r"(?:(?:att|fortsatt|även|vidare|tydligt|snarast|skyndsamt|årligen|löpande|aktivt"
    r"|regelbundet|systematiskt|tillsammans\smed\s[\w\-]{3,40}|i\ssamverkan\smed\s"
    r"[\w\-]{3,40}|inom\sramen\sför\s(?:sin\s)?[\w\-]{3,40}|i\shögre\sgrad|i\sstörre"
    r"\sutsträckning),?\s){0,3}",
    re.IGNORECASE,
)
_OUGHT: Final = re.compile(r"\b(?:bör|ska|skall|behöver|måste|rekommenderas)\b")
_PRESENT: Final = re.compile(r"(?:\s[\w\-,]{1,40}){0,4}?\s[^\W\d_]{1,30}r\b")
_NO_PRESENT: Final = re.compile(r"\s(?:har|är|var|för|eller|under|över|efter)\b")
_FIRST_WORDS: Final = 160  # characters in which the verb of a sentence is met


def begins_with_verb(text: str, start: int = 0) -> bool:
    """Whether an infinitive or an order begins at *start*, maybe after an adverb.

    >>> [begins_with_verb(t) for t in ("Se över rutinerna.", "Säkerställ uppföljning.",
    ...                                "Tillsammans med nämnden ta fram", "Rutinerna")]
    [True, True, True, False]
    """
    adverb = _ADVERB.match(text, start)
    first = adverb.end() if adverb else start
    return bool(KNOWN_VERB.match(text, first) or _ANY_INFINITIVE.match(text, first))


def sounds_like_verb(text: str, start: int) -> bool:
    """Whether the word at *start* has an infinitive's ending, and is no known verb."""
    known = KNOWN_VERB.match(text, start)
    return known is None and _ANY_INFINITIVE.match(text, start) is not None


def is_advice(text: str) -> bool:
    """Whether *text* by itself says what to do, or what a body ought to do.

    >>> [is_advice(t) for t in ("Anta en plan.", "Att nämnden säkerställer det.",
    ...                         "Målen bör mätas.", "Planen är god.", "Finns en plan?")]
    [True, True, True, False, False]
    """
    if text.endswith("?"):
        return False
    return begins_with_verb(text) or ought(text) or _body_does(text)


def ought(text: str) -> bool:
    """Whether the sentence says early what somebody ought to do (bör, ska)."""
    return bool(_OUGHT.search(text, 0, _FIRST_WORDS))


def _body_does(text: str) -> bool:
    """`Att kommunstyrelsen säkerställer …`, but not `Nämnden har en plan.`."""
    body = mention_at(text, 4 if text[:4].lower() == "att " else 0)
    if body is None or body.genitive or _NO_PRESENT.match(text, body.end):
        return False
    return bool(_PRESENT.match(text, body.end))
