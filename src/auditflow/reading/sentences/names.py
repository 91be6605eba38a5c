"""People's names and their roles, as they stand under a letter."""

import re
from itertools import pairwise
from typing import Final

# `Ordförande`, `1:e vice ordförande`, `Ordförande i revisorsgrupp 1`, `v. ordf.`
_RANK: Final = (
    r"(?:[12](?::[ea])?|I|II|första|förste|andra|andre|vice|v\.|tf\.?|t\.f\.?|avgående"
    r"|biträdande|bitr\.|ställföreträdande|stf\.?|tjänstgörande|adjungerad"
    r"|sakkunnig[at]?|auktoriserad|godkänd|certifierad|kommunal|förtroendevald"
    r"|förtroendevalda|senior|ansvarig|revisionens|revisorernas|revisionernas|kommunens"
    r"|regionens|stadens)"
)
_OFFICE: Final = (
    r"(?:ordförande|ordf\.?|sekreterare|revisionssekreterare|ledamot|sammankallande"
    r"|gruppledare|stadsrevisor|kommunrevisor|regionrevisor|landstingsrevisor"
    r"|revisionsordförande|lekmannarevisor|yrkesrevisor|revisor|revisionschef|revisionsdirektör"
    r"|stadsrevisionsdirektör|regionrevisionsdirektör|enhetschef|revisionsledare"
    r"|revisionskonsult|projektledare|uppdragsledare|kundansvarig|sakkunnig|ersättare)"
)
_OF: Final = (
    r"(?:,?\s(?:i|för|av|inom)\s(?:[A-ZÅÄÖ][\w\-]{1,30}\s){1,2}(?:kommuns|stads)\s"
    r"revis(?:orer|ion)\b|,?\s(?:kommun|stads)?revis(?:ionen|orerna)\b"
    r"|,?\s(?:i|för|av|inom)\s(?:revisorsgrupp\w*|grupp|revisorskollegiet|revisionen"
    r"|revisorerna|kommunrevisionen|stadsrevisionen|regionrevisionen|lekmannarevisorerna)"
    r"(?:\s(?:[0-9]{1,2}|[IVX]{1,4})\b)?|,?\s(?:revisors)?grupp\s[0-9]{1,2})?"
)
ROLE: Final = re.compile(
    rf"(?<![\w-])(?:{_RANK}\s){{0,3}}{_OFFICE}(?![\w-]){_OF}", re.IGNORECASE
)
_PARTICLE: Final = re.compile(
    r"a[fv]|v[ao]n|de|la|de[lnr]|d[ai]|dos|[ea]l|bin|ibn|te[nr]|zu|und", re.IGNORECASE
)
_INITIAL: Final = re.compile(r"[A-ZÅÄÖÉ]\.?(?:-?[A-ZÅÄÖÉ]\.)?")
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`´-](?=[^\W\d_])){1,40}")
# Words with a capital that are no one's name.
_NO_NAME: Final = re.compile(
    r"(?:bilag|gransk|revis|kommun|landsting|missiv|rapport|nämnd|styrelse|underskrift"
    r"|digital|elektronisk|signer|undertecknad|paragraf|sammanfatt|rekommend|kontakt"
    r"|handlägg|yttrande|förtroende|postadress|telefon|stadsrev|sakkunnig)[a-zåäö]*"
    r"|(?:region|kopia|för|på|enligt|stad|län|box|tfn|tel|sida|till|från|dnr|datum|vi"
    r"|med|svar|kpmg|pwc|ey|deloitte|bdo|azets|namn|ort|ab|sverige|sweden|org)",
    re.IGNORECASE,
)
_LONGEST: Final = 60  # characters; two long names on one line


def is_name(text: str) -> bool:
    """Whether *text* can be the name of one person, or of several in a row.

    >>> [is_name(t) for t in ("Karin Ek", "KARIN EK", "Eva af Geijer", "Bo J. Ek",
    ...                       "Lars-Erik Öberg", "Ekvikens kommun", "Region Norr")]
    [True, True, True, True, True, False, False]
    """
    words = text.split()
    return (
        len(text) <= _LONGEST * 2
        and len(words) > 1
        and all(_of_name(word) for word in words)
        and _is_word(words[0])
        and _is_word(words[-1])
    )


def people_in(text: str, count: int) -> list[str] | None:
    """The names of *count* people that stand on one line with single spaces between.

    ``None`` if it cannot be told where one name ends and the next begins.

    >>> people_in("Karin Ek Per Lund", 2), people_in("Eva af Geijer Bo J. Ek", 2)
    (['Karin Ek', 'Per Lund'], ['Eva af Geijer', 'Bo J. Ek'])
    >>> people_in("Anna Maria Ek Per Lund", 2) is None
    True
    """
    words = text.split()
    # A particle or an initial belongs to the name around it.
    starts = [at for at, word in enumerate(words) if _is_word(word)]
    if len(starts) != 2 * count:
        return None
    cuts = [*starts[::2], len(words)]
    people = [" ".join(words[first:after]) for first, after in pairwise(cuts)]
    return people if all(map(is_name, people)) else None


def _of_name(word: str) -> bool:
    bare = word.rstrip(",")
    return _is_particle(bare) or _INITIAL.fullmatch(bare) is not None or _is_word(bare)


def _is_particle(word: str) -> bool:
    return _PARTICLE.fullmatch(word) is not None


def _is_word(word: str) -> bool:
    return (
        word[:1].isupper()
        and not _is_particle(word)
        and _WORD.fullmatch(word) is not None
        and _NO_NAME.fullmatch(word) is None
        and not ROLE.fullmatch(word)
    )
