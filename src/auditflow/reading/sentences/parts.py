"""The parts of a letter: its head, its sentences, and the close with the names.

What stands after the names (an enclosed report, say) is no part of the letter.
"""

import re
from functools import cached_property
from itertools import pairwise
from typing import Final

import attrs

from auditflow.reading.lines.even_text import EvenText
from auditflow.reading.lines.line import Line
from auditflow.reading.lines.rows import by_columns, cells_of
from auditflow.reading.sentences.days import day_at
from auditflow.values import Value

LONGEST_HEAD: Final = 80  # lines; what goes on longer is no head
BULLET: Final = re.compile(
    r"(?:[-–—•●○◦▪■*·\uf000-\uf0ff]\s?(?![0-9]{2}-)|\(?[0-9]{1,2}[.)]\s|[a-z]\)\s)"
)
TITLE_WORD: Final = re.compile(
    r"(?:(?:fördjupad|grundläggande|översiktlig|förenklad|uppföljande|kompletterande)\s)?"
    r"(?:granskning(?:en|srapport)?|årsrapport|delrapport|projektrapport|revisionsrapport"
    r"|förstudie|uppföljning|delårsgranskning|revisionsskrivelse\.\s)\b",
    re.IGNORECASE,
)
# No line of a head begins so.
_PROSE: Final = re.compile(
    r"(?:På uppdrag|I enlighet|Enligt|Som ett led|Syftet|Inom ramen|Med anledning"
    r"|Mot bakgrund|Härmed|Utifrån|I samband|Under (?:våren|hösten|året)|Av revision)"
    r"(?:\s\S+){2}"
)
_OPENER: Final = re.compile(
    r"(?:Vi|De|Den|Revisorerna|Revisionen|Stadsrevisionen|Kommunrevisionen|KPMG|PwC|EY"
    r"|Deloitte|Revisionskontoret|Kommunens|Regionens|Landstingets|Rapporten)\b"
)
_VERB: Final = re.compile(
    r"\b(?:har|är|önskar|emotser|överlämnar|överlämnas|rekommenderar|visar|begär|bedömer"
    r"|granskat|granskar|beslutade|beslutat|behandlat|genomfört|genomför|avser|syftar"
    r"|önskas|emotses|begärs|förväntas|ska|skall|kan|fått|gett|givit|lämnar|översänder"
    r"|översänds|bifogas|anser)\b"
)
_LABEL = re.compile(
    r"(?:Till|För kännedom|Kopia|Dnr|Datum|Ärende|Diarienummer)\b", re.IGNORECASE
)
_LEAD = re.compile(
    r"(?:(?:för|på|enligt)\s(?:[\w\-]+\s){0,4}?"
    r"(?:revisor\w*|revision\w*|uppdrag\sav\s(?:[\w\-]+\s){0,3}?revisor\w*)"
    r"|på\srevisorernas\svägnar|med\svänlig\shälsning\w*|underskrifter?)"
    r"(?:\s[\w\-:]+){0,5}[.,:]?",
    re.IGNORECASE,
)
_TOWN: Final = re.compile(
    r"(?!Datum|Senast|Svar|[\w-]*(?:nämnd|styrelse|fullmäktige))[A-ZÅÄÖ][\w\-]+(?:\s[A-ZÅÄÖ][\w\-]+)?,?\s"
)
_NAME_LINE = re.compile(r"[A-ZÅÄÖÉ][\w'’.\-]+(?:\s[A-ZÅÄÖÉ][\w'’.\-]*){1,7}\b")
_BEGINS = re.compile(
    r"(?:Vi|För kommunens|På uppdrag|På revisorernas|Med anledning|Rapporten|Svar"
    r"|Yttrande\w*|Remisstid|Revisorerna|Revisionen|Dnr|Datum|Till|För kännedom)\b"
)
_STOP = re.compile(
    r"(?<!\bkl)(?<!\bnr)(?<!\bca)(?<!\bS)[.!?][\"”)]?\s+(?=[\"”(]?[A-ZÅÄÖ])"
)
_ASKING: Final = re.compile(
    r"\b(?:svar\w*|yttra\w*|senast|överlämna\w*|översänd\w*)\b", re.IGNORECASE
)
_OPEN_END = re.compile(r"(?:,|\b(?:till|från|av|för|och|att|som|hos|vi|senast|den))$")


@attrs.frozen(eq=False, repr=False)
class Sentence(Value):
    """From one full stop, blank line, bullet or heading to the next."""

    start: int
    end: int


@attrs.frozen(eq=False, repr=False)
class Parts(Value):
    """The lines of a letter: ``head``, ``prose`` and ``close``."""

    even: EvenText
    head: tuple[Line, ...]
    prose: tuple[Line, ...]
    close: tuple[Line, ...]

    @classmethod
    def of(cls, even: EvenText) -> "Parts":
        """Cut the lines of *even* into parts."""
        lines = even.lines
        rows = [cells_of(line) for line in lines[:LONGEST_HEAD]]
        first = next(
            (n for n, cells in enumerate(rows) if any(map(is_prose, cells))), len(rows)
        )
        last = next(
            (n for n in range(first, len(lines)) if _is_lead(lines, n)), len(lines)
        )
        while 0 < first < len(rows) and _goes_on(lines[first - 1], lines[first]):
            first -= 1
        head = tuple(by_columns(rows[:first]))
        return cls(even, head, lines[first:last], lines[last:])

    @property
    def text(self) -> str:
        """The even text that the spans of all parts count in."""
        return self.even.text

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the prose, each item of a list as one of its own."""
        if not self.prose:
            return ()
        start, end = self.prose[0].start, self.prose[-1].end
        cuts = {start, end}
        cuts.update(stop.end() for stop in _STOP.finditer(self.text, start, end))
        before: Line | None = None
        listing = False
        for line in self.prose:
            if before is None or _begins(line, before):
                listing = BULLET.match(line.text) is not None
                cuts.add(line.start)
            elif listing and _asks(line, before):
                listing = False
                cuts.add(line.start)
            before = line
        ordered = sorted(cuts)
        return tuple(
            Sentence(first, first + len(self.text[first:after].rstrip()))
            for first, after in pairwise(ordered)
        )


def is_prose(line: Line) -> bool:
    """Whether a line belongs to a sentence, not to the head of the letter."""
    words = line.text.count(" ") + 1
    if _LABEL.match(line.text) and not line.text.endswith("."):
        return False
    if TITLE_WORD.match(line.text) and not _VERB.search(line.text):
        return False
    return bool(
        BULLET.match(line.text)
        or _PROSE.match(line.text)
        or (words > 4 and (line.text.endswith(".") or _VERB.search(line.text)))  # noqa: PLR2004
        or (words > 2 and line.text.endswith((".", ":")) and _VERB.search(line.text))  # noqa: PLR2004
        or words > 14  # noqa: PLR2004
    )


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a sentence that begins with *line* goes on over the one below."""
    opens = _OPENER.match(line.text) and not line.text.endswith((".", ":"))
    return bool(opens) and not below.after_blank and below.text[0].islower()


def _is_lead(lines: tuple[Line, ...], number: int) -> bool:
    # `För kommunens revisorer`, and a name or the place and day soon after it.
    if not (_LEAD.fullmatch(lines[number].text) or _is_placed(lines[number])):
        return False
    soon = lines[number + 1 : number + 4]
    if _is_placed(lines[number]) and any(map(is_prose, soon)):
        return False  # the head of a page
    if _VERB.search(lines[number].text):
        return False  # `På uppdrag av revisorerna har`
    return any(
        _NAME_LINE.match(line.text) or day_at(line.text, 0) is not None for line in soon
    )


def _is_placed(line: Line) -> bool:
    # `Ekviken den 27 september 2022`
    town = _TOWN.match(line.text)
    day = day_at(line.text, town.end()) if town else None
    return day is not None and day.end == len(line.text)


def _asks(line: Line, before: Line) -> bool:
    """Whether a line asks by itself, right below an item without a full stop."""
    open_end = _OPEN_END.search(before.text.removesuffix(" den"))
    by_itself = line.text[0].isupper() and open_end is None
    return by_itself and _ASKING.search(line.text) is not None


def _begins(line: Line, before: Line) -> bool:
    if line.after_blank or before.text.endswith((".", ":", "!", "?")):
        return True
    if BULLET.match(line.text):
        return day_at(line.text, 0) is None
    return bool(_BEGINS.match(line.text)) and not _OPEN_END.search(before.text)
