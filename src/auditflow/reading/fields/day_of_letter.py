"""The letter's own day, and the day in a stamp of receipt, which is another one."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs
from pendulum import Date

from auditflow.reading.fields.addressees import Addressees
from auditflow.reading.lines.line import Line, Placed
from auditflow.reading.sentences.days import WrittenDay, days_in
from auditflow.reading.sentences.parts import Parts
from auditflow.reading.sentences.signs import AUDITORS, RECEIVED
from auditflow.values import Value

_LONGEST: Final = 120  # a line of a head is shorter
_MOST_BESIDE: Final = 60  # characters beside the day
_OTHER_DAY: Final = re.compile(
    r"\b(?:per\s(?:den\s)?[0-9]|sammanträd|möte|behandla|beslut|protokoll|delårs|bokslut|svar|senast"
    r"|remiss|yttrande|granskning|period|årsrapport|prot|skickat|sent|besvaras)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"(?:dnr|diarienr|diarienummer)\b|[\w:./ -]*[0-9][\w:./ -]*$|inkom|ankom",
    re.IGNORECASE,
)
# `Vänersborg den 27 september 2022`, before or after `För revisorerna`
_PLACE: Final = re.compile(r"(?:[A-ZÅÄÖ][\w\-]+(?:\s[\w\-]+)?,?)?\s?(?:den)?")
_NEAR_NAMES: Final = (3, 5)  # lines before and after the close begins


@attrs.frozen(eq=False, repr=False)
class DayOfLetter(Value):
    """The letter's own day, or what stands in its way."""

    day: Placed[Date] | None
    stamp: Date | None = None
    several: bool = False
    place: int = 0


def day_of_letter(parts: Parts, addressees: Addressees) -> DayOfLetter:
    """The day in the head that is no stamp's, or else the one above the names."""
    stamps = {line.start for line in _stamp_lines(parts.head, addressees)}
    own: list[Placed[Date]] = []
    stamped: Date | None = None
    for line, written in _dated_lines(parts.head):
        day = written.value.date
        if line.start in stamps or RECEIVED.search(line.text):
            stamped = stamped or day
        elif day is not None and not _OTHER_DAY.search(line.text):
            own.append(Placed(day, written.start, written.end))
    own = own or list(_above_the_names(parts))
    if len({placed.value for placed in own}) > 1:
        return DayOfLetter(None, stamped, several=True, place=own[0].start)
    return DayOfLetter(own[0] if own else None, stamped)


def _above_the_names(parts: Parts) -> Iterator[Placed[Date]]:
    before, after = _NEAR_NAMES
    for line, written in _dated_lines((*parts.prose[-before:], *parts.close[:after])):
        day = written.value.date
        place = _PLACE.fullmatch(_without(line, written))
        if day is not None and place and not _OTHER_DAY.search(line.text):
            yield Placed(day, written.start, written.end)


def _dated_lines(
    lines: Sequence[Line],
) -> Iterator[tuple[Line, Placed[WrittenDay]]]:
    """Lines that hold a day, and little else."""
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        for day in days_in(line.text, 0, len(line.text)):
            if not day.value.whole:
                continue  # `2022-09-2` may have lost a digit
            first, after = line.start + day.start, line.start + day.end
            placed = attrs.evolve(day, start=first, end=after)
            if len(_without(line, placed)) < _MOST_BESIDE:
                yield line, placed


def _without(line: Line, day: Placed[WrittenDay]) -> str:
    first, after = day.start - line.start, day.end - line.start
    return (line.text[:first] + line.text[after:]).strip()


def _stamp_lines(head: Sequence[Line], addressees: Addressees) -> Iterator[Line]:
    """The lines of a stamp of receipt: a board's name, one day, and its number."""
    stamped = {m.start for m in addressees.stamps}
    within = dated = False
    for line in head:
        begins = any(line.start <= start < line.end for start in stamped)
        day = next(days_in(line.text, 0, len(line.text)), None)
        if begins or RECEIVED.match(line.text):
            dated = dated and within and not begins
            within = True
        else:
            sender = AUDITORS.search(line.text) or line.start in addressees.lines
            full = dated and (day is not None or not _NUMBERED.match(line.text))
            within = within and not sender and not full
        dated = within and (dated or day is not None)
        if within:
            yield line
