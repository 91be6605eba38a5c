"""Why a day is closed, by its name in Swedish and in English."""

from functools import cached_property
from typing import Final

import attrs

_PROPER: Final = ("Kristi", "Marie")


@attrs.frozen
class Closure:
    """Why a day is closed: a name in Swedish and in English."""

    sv: str
    en: str

    @cached_property
    def in_swedish_text(self) -> str:
        """The Swedish name as it stands within a sentence.

        >>> Closure("Midsommarafton", "Midsummer Eve").in_swedish_text
        'midsommarafton'
        """
        if self.sv.startswith(_PROPER):
            return self.sv
        return self.sv[:1].lower() + self.sv[1:]


SATURDAY: Final = Closure("Lördag", "Saturday")
SUNDAY: Final = Closure("Söndag", "Sunday")
EASTER_SATURDAY: Final = Closure("Påskafton", "Easter Saturday")
