"""What stands on every page of a letter: page numbers and running heads."""

import re
from collections.abc import Sequence
from typing import Final

# 2 (3), Sida 2 av 3
_OF: Final = (
    r"(?:sid(?:a|an)?\.?\s?:?\s?)?(?P<{}>[0-9]{{1,3}})\s?"
    r"(?:\(\s?[0-9]{{1,3}}\s?\)|av\s[0-9]{{1,3}})"
)
_ALONE: Final = re.compile(
    rf"{_OF.format('page')}|sid(?:a|an)?\.?\s?[0-9]{{1,3}}|[-–]\s?[0-9]{{1,3}}\s?[-–]",
    re.IGNORECASE,
)
_BESIDE: Final = re.compile(
    rf"(?P<before>\S.{{0,90}}?)\s+{_OF.format('last')}|{_OF.format('first')}\s+\S.{{1,90}}",
    re.IGNORECASE,
)
# Box 120, Tfn 0999-10 00 00, Org.nr 212000-0000, www.orten.se: two of them are a foot
_CONTACT: Final = re.compile(
    r"\bBox\s[0-9]|\b(?:Tfn|Tel|Telefon|Växel|Fax)\b|\bOrg\.?\s?nr|\bwww\.|\w@\w"
    r"|\bPostadress|\bBesöksadress|\b[0-9]{3} [0-9]{2}\s[A-ZÅÄÖ]|\b(?:Post|Bank)giro",
    re.IGNORECASE,
)
_SENDER: Final = re.compile(
    r"(?!.*\b(?:ordförande|sekreterare|ledamot))"
    r"(?:\S+\s){0,3}revis(?:orer|orerna|ionen)",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"\b(?:senast|svar|svaret|yttrande|skickas|ställs|sänds|lämnas)\b", re.IGNORECASE
)
_FEW: Final = 2
_BARE: Final = re.compile(r"[0-9]{1,3}")
_BODY: Final = re.compile(r"(?:nämnd|nämnden|styrelsen|fullmäktige)$", re.IGNORECASE)
_NEAR: Final = 4  # lines from the edge of a page in which a running head stands
_LONGEST: Final = 100  # characters of a running head
_LONGEST_FOOT: Final = 250
_TOP: Final = 12  # lines at the top of a letter that later pages may repeat


def is_page_number(text: str) -> bool:
    """Whether a line is only a page number.

    >>> is_page_number("2 (3)"), is_page_number("Sida 2 av 3"), is_page_number("2017")
    (True, True, False)
    """
    return _ALONE.fullmatch(text) is not None


def furniture(
    lines: Sequence[str], page_starts: frozenset[int]
) -> dict[int, tuple[int, int]]:
    """What in those *lines* only says which page or letter this is: number → span.

    *page_starts* are the numbers of the lines with which a page begins. Page numbers
    show the edge of a page too; near one, what the top of the letter says is repeated.

    >>> furniture(["Ekvikens kommun   1 (2)", "Vi önskar", "2 (2)"], frozenset())
    {0: (15, 23), 2: (0, 5)}
    """
    numbered = {
        number: page
        for number, line in enumerate(lines)
        if len(line) <= _LONGEST and (page := _page(line)) is not None
    }
    drop = {number: _span(lines[number], page) for number, page in numbered.items()}
    for number, line in enumerate(lines):
        if _is_foot(line):
            drop[number] = (0, len(line))
            if number and _SENDER.fullmatch(lines[number - 1]):
                drop[number - 1] = (0, len(lines[number - 1]))
    top = {line for line in lines[:_TOP] if not _BODY.search(line)}
    for edge in sorted({*page_starts, *numbered}):
        if edge in page_starts and _BARE.fullmatch(lines[edge]):
            drop[edge] = (0, len(lines[edge]))
        for number in range(max(edge - _NEAR, _TOP), min(edge + _NEAR + 1, len(lines))):
            if lines[number] in top:
                drop[number] = (0, len(lines[number]))
    return dict(sorted(drop.items()))


def _is_foot(line: str) -> bool:
    """Whether a line only tells how to reach the sender, and asks for nothing."""
    if len(line) > _LONGEST_FOOT or _ASKS.search(line):
        return False
    return len(_CONTACT.findall(line)) >= _FEW


def _page(line: str) -> int | None:
    """The number of the page that a line is the head or the foot of; 0 if unsaid."""
    match = _ALONE.fullmatch(line) or _BESIDE.fullmatch(line)
    if match is None:
        return None
    said = match.groupdict()
    return int(said.get("page") or said.get("last") or said.get("first") or 0)


def _span(line: str, page: int) -> tuple[int, int]:
    """The whole line; but the head of the first page is part of the letter."""
    beside = _BESIDE.fullmatch(line)
    if page == 1 and beside and beside["before"]:
        return beside.end("before"), len(line)
    return 0, len(line)
