"""Whether auditors send the letter: in its head, its sentences or above the names."""

import re
from typing import Final

from auditflow.reading.lines.line import Placed
from auditflow.reading.sentences.parts import Parts, is_prose

_AUDITORS: Final = (
    r"(?:(?:kommun|stads|region|landstings|lekmanna)?(?:revisor(?:erna|er|ernas|s)?"
    r"|revisionen)|revisionskontoret|revisorsgrupp(?:\s\w+)?|revisorskollegiet)"
)
_HEADING: Final = re.compile(
    rf"(?:\S+\s){{0,6}}?{_AUDITORS}(?:,?\s(?:i|för)?\s?(?:\S+\s?){{0,6}})?",
    re.IGNORECASE,
)
_NO_SENDER: Final = re.compile(
    r"(?:till|mottagare|för kännedom|kopia|yttrande|svar|remissvar)\b", re.IGNORECASE
)
_LEAD: Final = re.compile(rf"(?:för|på)\s.{{0,60}}?{_AUDITORS}", re.IGNORECASE)
# What only who sends the letter says: överlämnar, emotser; not `har granskat`.
_SENDS: Final = re.compile(
    rf"""
    \b{_AUDITORS}\s(?:\w+\s){{0,4}}?
      (?:överlämna[rd]?e?|översände?r?|emotser|önskar|begär|hemställer|rekommenderar|anser
        |beslutade|beslutat|vill|bedömer|avslutat|behandlat)\b
    | \b(?:överlämnar|översänder|emotser|önskar|rekommenderar|begär)\s{_AUDITORS}\b
    | \bpå\suppdrag\sav\s(?:\w+\s){{0,6}}?{_AUDITORS}\b
    | \bpå\srevisorernas\svägnar\b | \bvi\srevisorer\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def auditors_send(parts: Parts) -> Placed[str] | None:
    """Where the letter shows that auditors send it, if it does.

    Others tell of a review too; who sends the letter stands in its head or under it,
    or hands over and asks in its own words.
    """
    for line in parts.head:
        heads = _HEADING.fullmatch(line.text) and not is_prose(line)
        if heads and not _NO_SENDER.match(line.text):
            return Placed(line.text, line.start, line.end)
    if parts.close and _LEAD.match(parts.close[0].text):
        lead = parts.close[0]
        return Placed(lead.text, lead.start, lead.end)
    if not parts.prose:
        return None
    sends = _SENDS.search(parts.text, parts.prose[0].start, parts.prose[-1].end)
    return Placed(sends[0], *sends.span()) if sends else None
