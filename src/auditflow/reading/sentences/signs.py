"""Signs that several fields look for: a word for auditors, and that of a stamp."""

import re
from typing import Final

# revisorerna, Stadsrevisionen, revisionskontoret; but no court
AUDITORS: Final = re.compile(r"revis(?:or|ion(?!srätt))", re.IGNORECASE)
# Inkom 2022-09-29; but not `Mottagare`
RECEIVED: Final = re.compile(
    r"\b(?:inkom|ankom|ink\b\.?|mottag(?!are)|registrerad|stämpel)", re.IGNORECASE
)
