"""Whether auditors send the letter: in its head, its sentences or above the names."""

import re
from typing import Final

from auditflow.reading.lines import Placed
from auditflow.reading.parts import Parts

_AUDITORS: Final = (
    r"(?:(?:kommun|stads|region|landstings|lekmanna)?(?:revisor(?:erna|er|ernas|s)?"
    r"|revisionen)|revisionskontoret|revisorsgrupp(?:\s\w+)?|revisorskollegiet)"
)
_HEADING: Final = re.compile(rf"(?:\S+\s){{0,6}}?{_AUDITORS}\b", re.IGNORECASE)
_NO_SENDER: Final = re.compile(
    r"(?:till|mottagare|för kännedom|kopia|yttrande|svar|remissvar)\b", re.IGNORECASE
)
_SENDS: Final = re.compile(
    rf"""
    \b{_AUDITORS}\s(?:\w+\s){{0,6}}?
      (?:har|överlämna|översänd|emotse|önska|granska|beslut|genomför|begär|bedöm|avsluta
        |lämna|rekommend|anser)
    | \b(?:uppdrag\sav|med\sstöd\sav|för)\s(?:\w+\s){{0,6}}?{_AUDITORS}\b
    | \b(?:vi\srevisorer|på\srevisorernas\svägnar)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def auditors_send(parts: Parts) -> Placed[str] | None:
    """Where the letter shows that auditors send it, if it does."""
    for line in parts.head:
        if _HEADING.match(line.text) and not _NO_SENDER.match(line.text):
            return Placed(line.text, line.start, line.end)
    lines = (*parts.prose, *parts.close[:1])
    if not lines:
        return None
    sends = _SENDS.search(parts.text, lines[0].start, lines[-1].end)
    return Placed(sends[0], *sends.span()) if sends else None
