"""Time that was asked for, given or stopped: extensions (anstånd) and pauses."""

from enum import StrEnum
from typing import Final

import attrs
from pendulum import Date

from auditflow.day import as_day_or_none
from auditflow.errors import ValueRefused, word_of
from auditflow.events.base import Event, Party, as_party, says_something
from auditflow.periods import Days, Months, Weeks, Years


class ExtensionFrom(StrEnum):
    """What an extension (anstånd) is counted from."""

    NAMED_DAY = "named_day"
    """From nothing: whoever grants it names the new day."""
    ANCHOR = "anchor"
    """From what the rule itself is counted from: both lengths at once."""
    DUE = "due"
    """From the day on which it was due."""


ExtensionLength = Days | Weeks | Months | Years
_LENGTHS: Final = (Days, Weeks, Months, Years)


def _from_or_none(value: str | None) -> ExtensionFrom | None:
    return None if value is None else word_of(ExtensionFrom, value)


def _is_length(_: object, __: object, value: ExtensionLength | None) -> None:
    if value is not None and type(value) not in _LENGTHS:
        mend = "give days, weeks, months or years, or name the day"
        raise ValueRefused(f"an extension of {value}", mend)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExtensionAsked(Event):
    """The body asked the auditors for more time; ``until`` a day, if it named one."""

    word = "extension_asked"
    until: Date | None = attrs.field(default=None, converter=as_day_or_none)
    reason: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExtensionGranted(Event):
    """The auditors granted a new day (anstånd).

    Either they named the day, ``until``, or they gave a ``length`` of time and said
    what it is ``counted_from``: ``anchor``, the day they asked for first, or ``due``,
    the day that is in force. There is no third reading.

    Raises:
        ValueRefused: it names no day and no length, both, or a length that is counted
            from nothing.
    """

    word = "extension_granted"
    until: Date | None = attrs.field(default=None, converter=as_day_or_none)
    length: ExtensionLength | None = attrs.field(default=None, validator=_is_length)
    counted_from: ExtensionFrom | None = attrs.field(
        default=None, converter=_from_or_none
    )
    granted_by: Party = attrs.field(default=Party.AUDITORS, converter=as_party)

    def in_swedish(self) -> str:
        """The length and what it counts from; nothing where a day was named."""
        if self.length is None:
            return ""
        anchored = self.counted_from is ExtensionFrom.ANCHOR
        start = "dagen som först önskades" if anchored else "dagen som gällde"
        return f"{self.length.in_swedish()} från {start}"

    def in_english(self) -> str:
        """The length and what it counts from; nothing where a day was named."""
        if self.length is None:
            return ""
        anchored = self.counted_from is ExtensionFrom.ANCHOR
        start = "the day first asked for" if anchored else "the day in force"
        return f"{self.length.in_english()} from {start}"

    def __attrs_post_init__(self) -> None:
        if self.until is not None and self.length is None:
            if self.counted_from in (None, ExtensionFrom.NAMED_DAY):
                return
            given = f"an extension until {self.until} counted from {self.counted_from}"
            raise ValueRefused(given, "a day that is named is counted from nothing")
        if self.until is not None or self.length is None:
            both = "both a day and a length" if self.length else "no day and no length"
            mend = "name the new day with until=, or give length= and counted_from="
            raise ValueRefused(f"an extension with {both}", mend)
        if self.counted_from in (None, ExtensionFrom.NAMED_DAY):
            given = f"an extension of {self.length} that says not from when it counts"
            mend = 'say counted_from="anchor" (the day first asked for) or "due" (the '
            raise ValueRefused(given, f"{mend}day in force), or name the day")
        if self.length.amount <= 0:
            given = f"an extension of {self.length}"
            raise ValueRefused(given, "give a length that is more than nothing")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ExtensionRefused(Event):
    """The auditors granted no more time."""

    word = "extension_refused"
    reason: str = ""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Paused(Event):
    """Time stands still from that day on, the day included.

    ``until`` is the last day of the pause, included, where it is known beforehand; else
    it lasts until `Resumed`. A pause that the auditors granted moves their day, too;
    the municipality's own only what its rules say.
    """

    word = "paused"
    ground: str = attrs.field(validator=says_something)
    until: Date | None = attrs.field(default=None, converter=as_day_or_none)
    granted_by: Party = attrs.field(default=Party.MUNICIPALITY, converter=as_party)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Resumed(Event):
    """A pause ended; that day is its last.

    It ends the earliest pause of the same party that is open and has no ``until``.
    """

    word = "resumed"
    granted_by: Party = attrs.field(default=Party.MUNICIPALITY, converter=as_party)
