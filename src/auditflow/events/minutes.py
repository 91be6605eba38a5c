"""After the decision: minutes (protokoll) and notices (anslag).

One meeting may have several minutes, one for each paragraph that is adjusted at once
and one for the rest; a joint board has a notice on the board of each of its members.
"""

import re
from typing import Final

import attrs

from auditflow.events.base import Event

_NUMBER: Final = re.compile(r"(\d+)(?:\s*([a-z])\b)?", re.IGNORECASE)


def paragraph_key(paragraph: str) -> str:
    """What makes a paragraph of the minutes that paragraph, however it is written.

    >>> paragraph_key("§148") == paragraph_key("KS § 148") != paragraph_key("§ 14")
    True
    >>> paragraph_key("§ 148 Svar till revisorerna"), paragraph_key("2022-11-02 § 14 b")
    ('148', '14b')
    """
    _, _, after = paragraph.rpartition("§")
    found = _NUMBER.search(after)
    if found is None:
        return " ".join(paragraph.split()).casefold()
    return f"{found[1]}{found[2] or ''}".lower()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MinutesAdjusted(Event):
    """The minutes were adjusted (justerat protokoll): one ``paragraph``, or all."""

    word = "minutes_adjusted"
    paragraph: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NoticePosted(Event):
    """The adjusted minutes were announced on the notice board (anslag).

    ``board`` says on whose, where a joint board has several.
    """

    word = "notice_posted"
    paragraph: str | None = None
    board: str | None = None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class NoticeRemoved(Event):
    """The notice was taken down, from the ``board`` of one member or from the only."""

    word = "notice_removed"
    board: str | None = None
