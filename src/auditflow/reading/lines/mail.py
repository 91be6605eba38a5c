"""The head of a mail in which a letter came: its day and receivers are another's."""

import re
from itertools import takewhile
from typing import Final

from auditflow.reading.lines.line import Line, lines_of
from auditflow.reading.lines.mending import Mended
from auditflow.reading.lines.traced import Traced

_FIELD: Final = re.compile(
    r"(?:från|from|skickat|sent|datum|date|till|to|kopia|cc|ämne|subject"
    r"|bifogade filer|attachments)\s?:",
    re.IGNORECASE,
)
_SENDER: Final = re.compile(r"(?:från|from)\s?:", re.IGNORECASE)
_GREETING: Final = re.compile(r"(?:hej|god (?:dag|morgon)|bästa)\b", re.IGNORECASE)
# What the letter itself begins with.
_LETTER: Final = re.compile(
    r"[A-ZÅÄÖ][\w-]+(?:\s[\w-]+)?\s(?:kommun|stad)$|Region\s[A-ZÅÄÖ]|Missiv|MISSIV"
    r"|(?:Stads|Kommun|Landstings)?[Rr]evis(?:orerna|ionen)|Till\b|Revisionsskrivelse"
)
_LONGEST: Final = 5_000  # characters of a mail's head
_FEWEST: Final = 3  # fields of it
_FAR: Final = 30  # lines from its top to where the letter begins
MAIL: Final = Mended(
    "ett e-postmeddelandes huvud stod ovanför brevet; det lästes inte",
    "the head of a mail stood above the letter; it was not read",
)


def without_mail(traced: Traced) -> tuple[Traced, tuple[Mended, ...]]:
    r"""*traced* without the head of a mail, and what is to be said of it.

    >>> mail = "Från: A\nSkickat: 2022-10-03\nÄmne: Missiv\n\nHej!\n\nOrtens kommun"
    >>> without_mail(Traced.of(mail))[0].text.strip()
    'Ortens kommun'
    """
    lines = list(lines_of(traced.text[:_LONGEST]))
    fields = list(takewhile(lambda line: _FIELD.match(line.text), lines))
    if len(fields) < _FEWEST or not any(_SENDER.match(line.text) for line in fields):
        return traced, ()
    end = _end_of_greeting(lines, len(fields))
    return traced.without([(0, lines[end - 1].end)]), (MAIL,)


def _end_of_greeting(lines: list[Line], number: int) -> int:
    """Where the letter begins that the mail only hands on; it greets in between."""
    if number == len(lines) or not _GREETING.match(lines[number].text):
        return number
    near = range(number, min(len(lines), _FAR))
    return next((n for n in near if _LETTER.match(lines[n].text)), number)
