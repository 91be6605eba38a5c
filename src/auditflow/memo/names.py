"""Names as they are compared and as cases carry them."""

import re
import unicodedata
from functools import lru_cache

# Names that end in s by themselves; Swedish puts no genitive s after it.
_ENDS_IN_S = re.compile(r"(?:fors|ås|näs|grums)$", re.IGNORECASE)
_FORM = re.compile(
    r"\s+(?:kommun|stad|län|landsting)$|^(?:region|landstinget)\s+", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def body_key(name: str) -> str:
    """What two spellings of one body have in common: for comparing, not for showing.

    Case, spaces, the composition of letters and a trailing genitive do not count.

    >>> body_key("Kommunstyrelsens ") == body_key("kommunstyrelsen")
    True
    """
    folded = unicodedata.normalize("NFC", " ".join(name.split())).casefold()
    return folded.removesuffix("s")


def authority_of(municipality: str) -> str:
    """The short name of a municipality, as cases carry it.

    >>> authority_of("Vänersborgs kommun"), authority_of("Bengtsfors kommun")
    ('vanersborg', 'bengtsfors')
    """
    name = unicodedata.normalize("NFC", municipality.strip()).casefold()
    bare = _FORM.sub("", name)
    if bare != name and not _ENDS_IN_S.search(bare):
        bare = bare.removesuffix("s")
    return slug(bare)


@lru_cache(maxsize=1024)
def slug(text: str) -> str:
    """*text* in the letters a–z and digits, for names of cases.

    >>> slug("Barn- och utbildningsnämnden"), slug("KS 2022/347")
    ('barn-och-utbildningsnamnden', 'ks-2022-347')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
