"""What stands where the day of an answer is asked for: ``senast …``, ``till …``."""

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs
from pendulum import Date

from auditflow.memo import ReplyKind, ReplyRequest
from auditflow.reading.sentences.days import MONTH, WrittenDay, day_at
from auditflow.values import Value

_UNITS = r"(?:dag|dagar|arbetsdagar|kalenderdagar|vecka|veckor|månad|månader|år|halvår)"
_SINCE = (
    r"(?:från|efter)\s(?:(?:det|den|denna|detta|dagen|rapportens|skrivelsens|brevets"
    r"|missivets|dess)\s){0,2}\w+"
)
_SLOT: Final = re.compile(
    rf"""
    \b(?:
        (?P<heading>remisstid|svarstid|svarsdatum|(?:sista\s)?svarsdag
            |sista\sdag\sför\s(?:svar|yttrande))\b(?:\slöper\still|\sär)?\s?:?\s?
      | (?P<at_latest>senast|allra\ssenast)\b(?:\s(?:till|före|vid|per))?\s?:?\s?
      | (?:till\soch\smed|till|före|innan|inför)\s
        (?=(?:[a-zåäö]+dag(?:en)?,?\s)?(?:den\s)?(?:[0-9]|-[0-9]{{2}}-)
          |(?:utgången|slutet|mitten|början)\sav\s|årsskiftet|årets\sslut|sommaren)
      | (?P<bare>(?<=yttrande\s)(?=(?:den\s)?[0-9]))
      | (?:(?<=tillhanda\s)|(?<=önskas\s)|(?<=emotses\s))(?=(?:den\s)?[0-9])
      | (?=under\s{MONTH}|(?:under\s)?vecka\s[0-9]
          |inom\s(?:\w+\s){{1,2}}{_UNITS}\b|\w+\s{_UNITS}\s(?:från|efter)\b)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RELATIVE: Final = re.compile(
    rf"""
    (?:
        inom\s(?:\w+\s){{1,2}}{_UNITS}(?:\s{_SINCE})?
      | \w+\s{_UNITS}\s{_SINCE}
      | (?:(?:under|i|vid|före|inför|till)\s)?
        (?:(?:slutet|början|mitten|utgången)\sav\s)?
        (?:{MONTH}(?:\smånads?)?(?:\sutgång)?(?:\s[0-9]{{4}})?
          |vecka\s[0-9]{{1,2}}|v\.?\s?[0-9]{{1,2}}
          |årsskiftet|årets\sslut|året|(?:(?:första|andra|tredje|fjärde)\s)?kvartalet
          |våren|sommaren|hösten|vintern|nästa\s(?:sammanträde|möte))
      | (?:i\ssamband\smed|vid|till)\s(?:\w+\s){{0,2}}(?:sammanträde|möte)t?\b
        (?:\si\s{MONTH})?(?!\sden\s[0-9])
    )(?![\w\-])
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_WAIT: Final = 400  # days for an answer; a later day is a slip of the pen
_STRICTLY: Final = re.compile(r"(?:före|innan)\s", re.IGNORECASE)
_ODD_DAY: Final = re.compile(r"(?:den\s)?[0-9]{1,2}/[0-9]{1,2}\b")  # 1/4 -25
_NEXT_YEAR: Final = re.compile(r"\s(?:nästa|kommande|följande)\sår\b")
_CLOCK: Final = re.compile(
    r",?\s?(?:kl\.?|klockan)\s?(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?(?![0-9])",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"\s?(?:eller|och|respektive|resp\.?|alternativt|/|-|–)\s?")


class Way(StrEnum):
    """How a day is introduced."""

    AT_LATEST = "at_latest"
    HEADING = "heading"
    UNTIL = "until"
    """By a word that may be about something else (till, före)."""


class Doubt(StrEnum):
    """Why a person must confirm a reply request."""

    UNDATED = "undated"
    CUT_OFF = "cut_off"
    IMPOSSIBLE = "impossible"
    RELATIVE = "relative"
    NO_YEAR = "no_year"
    NO_YEAR_NO_DAY = "no_year_no_day"
    BEFORE_MEMO = "before_memo"
    FAR_AWAY = "far_away"
    WEEKDAY = "weekday"
    DIGIT_LOST = "digit_lost"
    SEVERAL = "several"
    ELSEWHERE = "elsewhere"
    NO_SUCH_TIME = "no_such_time"
    IMPLIED = "implied"
    THE_DAY_BEFORE = "the_day_before"


@attrs.frozen(eq=False, repr=False)
class Slot(Value):
    """A place for a day, from *start* until *end*, and what was read there."""

    start: int
    end: int
    day: WrittenDay | None = None
    time: dt.time | None = None
    relative: str | None = None
    doubt: Doubt | None = None
    way: Way = Way.AT_LATEST


def slots(text: str, start: int, end: int) -> Iterator[Slot]:
    """Every place between *start* and *end* where a day of answering may stand."""
    done = start
    for match in _SLOT.finditer(text, start, end):
        slot = _slot(text, match, end) if match.start() >= done else None
        if slot is not None:
            done = slot.end
            yield slot


def requested(
    slot: Slot | None, dated: Date | None
) -> tuple[ReplyRequest, Doubt | None]:
    """The reply request that a *slot* amounts to in a letter of the day *dated*."""
    match slot:
        case None:
            return ReplyRequest(ReplyKind.UNDATED), Doubt.UNDATED
        case Slot(doubt=Doubt.CUT_OFF | Doubt.SEVERAL | Doubt.IMPOSSIBLE as doubt):
            return ReplyRequest(ReplyKind.UNREADABLE), doubt
        case Slot(relative=str()):
            return ReplyRequest(ReplyKind.RELATIVE), Doubt.RELATIVE
        case Slot(day=WrittenDay() as written):
            return _on(written, slot, dated)
        case _:
            return ReplyRequest(ReplyKind.UNREADABLE), Doubt.CUT_OFF


def _on(
    written: WrittenDay, slot: Slot, dated: Date | None
) -> tuple[ReplyRequest, Doubt | None]:
    if written.year is None:
        if dated is None:
            return ReplyRequest(ReplyKind.UNREADABLE), Doubt.NO_YEAR_NO_DAY
        proposed = written.next_after(dated)
        if proposed is None:
            return ReplyRequest(ReplyKind.UNREADABLE), Doubt.IMPOSSIBLE
        return ReplyRequest(ReplyKind.PROPOSED, proposed, slot.time), Doubt.NO_YEAR
    day = written.date
    if day is None:
        return ReplyRequest(ReplyKind.UNREADABLE), Doubt.IMPOSSIBLE
    doubt: Doubt | None = slot.doubt
    if doubt is Doubt.THE_DAY_BEFORE:
        day = day.subtract(days=1)
    if dated is not None and day <= dated:
        doubt = Doubt.BEFORE_MEMO
    elif dated is not None and (day - dated).days > _LONGEST_WAIT:
        doubt = Doubt.FAR_AWAY
    elif written.weekday not in (None, day.isoweekday()):
        doubt = Doubt.WEEKDAY
    elif not written.whole:
        doubt = Doubt.DIGIT_LOST
    unsure = doubt not in (None, Doubt.NO_SUCH_TIME)
    kind = ReplyKind.PROPOSED if unsure else ReplyKind.DATE
    return ReplyRequest(kind, day, slot.time), doubt


def _slot(text: str, match: re.Match[str], end: int) -> Slot | None:
    way = _way(match)
    start, place = match.start(), match.end()
    clock = _CLOCK.match(text, place, end)
    if clock:
        place = _after_space(text, clock.end())
    day = day_at(text, place, end)
    if day is None:
        relative = _RELATIVE.match(text, place, end)
        if relative:
            words = " ".join(relative[0].split())
            return Slot(start, relative.end(), relative=words, way=way)
        if way is Way.UNTIL and not _ODD_DAY.match(text, place, end):
            return None
        return Slot(start, place, doubt=Doubt.CUT_OFF, way=way)
    if day.value.year is None and (year := _NEXT_YEAR.match(text, day.end, end)):
        words = " ".join(text[day.start : year.end()].split())
        return Slot(start, year.end(), relative=words, way=way)
    another = _AND_ANOTHER.match(text, day.end, end)
    if another and day_at(text, another.end(), end) is not None:
        return Slot(start, day.end, doubt=Doubt.SEVERAL, way=way)
    clock = clock or _CLOCK.match(text, day.end, end)
    at, doubt = _time(clock) if clock else (None, None)
    if _STRICTLY.match(match[0]):
        doubt = Doubt.THE_DAY_BEFORE
    if match["bare"] is not None:
        doubt = Doubt.ELSEWHERE  # `i ett uppföljande yttrande den 3 maj`
    stop = max(day.end, clock.end()) if clock else day.end
    return Slot(start, stop, day.value, at, doubt=doubt, way=way)


def _way(match: re.Match[str]) -> Way:
    if match["heading"]:
        return Way.HEADING
    return Way.AT_LATEST if match["at_latest"] else Way.UNTIL


def _after_space(text: str, place: int) -> int:
    while text[place : place + 1] in {",", " ", "\n", "\t"}:
        place += 1
    return place


def _time(clock: re.Match[str]) -> tuple[dt.time | None, Doubt | None]:
    try:
        return dt.time(int(clock["hour"]), int(clock["minute"] or 0)), None
    except ValueError:
        return None, Doubt.NO_SUCH_TIME
