"""The names under a letter, with their roles as written."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from auditflow.memo import Signatory
from auditflow.reading.lines import Line, Placed
from auditflow.reading.mending import GAP
from auditflow.reading.parts import Parts
from auditflow.values import Value

_ROLE: Final = re.compile(
    r"(?:(?:(?:1|2|1:e|2:e|förste|förste\s|andre|andra|vice|tf\.?)\s){0,2}ordförande"
    r"|sekreterare|ledamot|sammankallande|revisionschef|revisionsdirektör"
    r"|(?:förtroendevald|sakkunnig|auktoriserad|certifierad kommunal)\srevisor"
    r"|revisor)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"[A-ZÅÄÖÉ][a-zåäöéüA-ZÅÄÖ'’\-]+(?:\s(?:[A-ZÅÄÖÉ]\.|(?:von|af|de)\s))?"
    r"(?:\s[A-ZÅÄÖÉ][a-zåäöéüA-ZÅÄÖ'’\-]+){1,3}"
)
_NO_NAME = re.compile(r"(?:Bilag|Kopia|Granskning|För |På |Enligt|Revis|Region |Stads)")
_RULE = re.compile(r"[_.\-–—…\s]+")


@attrs.frozen(eq=False, repr=False)
class _Cell(Value):
    text: str
    start: int
    end: int
    is_role: bool


def signatories_of(parts: Parts) -> tuple[Placed[Signatory], ...]:
    """Everyone who signed; without a lead-in, the last names that have a role."""
    if parts.close:
        return tuple(_paired(list(_cells(parts.close[1:]))))
    cells = list(_cells(parts.prose[-6:]))
    if any(cell.is_role for cell in cells):
        return tuple(_paired(cells))
    return ()


def _cells(lines: tuple[Line, ...]) -> Iterator[_Cell]:
    """The names and roles of *lines*, until something else stands there."""
    begun = False
    for line in lines:
        if _RULE.fullmatch(line.text):
            continue
        cells = list(_cells_of(line))
        if cells:
            begun = True
            yield from cells
        elif begun:
            return


def _cells_of(line: Line) -> Iterator[_Cell]:
    """Cut a line at its wide spaces, its commas and its roles; or give nothing."""
    cells: list[_Cell] = []
    for text, start in _columns(line):
        place = 0
        for role in _ROLE.finditer(text):
            cells += _cell(text, start, place, role.start(), is_role=False)
            cells += _cell(text, start, *role.span(), is_role=True)
            place = role.end()
        cells += _cell(text, start, place, len(text), is_role=False)
    if all(cell.is_role or _is_name(cell.text) for cell in cells):
        yield from cells


def _columns(line: Line) -> Iterator[tuple[str, int]]:
    start = 0
    for text in line.text.split(GAP):
        yield text, line.start + start
        start += len(text) + 1


def _cell(
    text: str, at: int, start: int, end: int, *, is_role: bool
) -> Iterator[_Cell]:
    bare = text[start:end].strip(" ,;/()\n")
    if bare:
        first = at + start + text[start:end].index(bare)
        yield _Cell(bare, first, first + len(bare), is_role)


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and not _NO_NAME.match(text)


def _paired(cells: list[_Cell]) -> Iterator[Placed[Signatory]]:
    """Names with the roles after them: one by one, or a row of each."""
    names: list[_Cell] = []
    roles: list[_Cell] = []
    for cell in cells:
        if not cell.is_role and roles:
            yield from _row(names, roles)
            names, roles = [], []
        (roles if cell.is_role else names).append(cell)
    yield from _row(names, roles)


def _row(names: list[_Cell], roles: list[_Cell]) -> Iterator[Placed[Signatory]]:
    if len(names) == len(roles):
        for name, role in zip(names, roles, strict=True):
            yield Placed(Signatory(name.text, role.text), name.start, name.end)
    else:
        # Whose role is whose cannot be told.
        for name in names:
            sure = not roles
            yield Placed(Signatory(name.text), name.start, name.end, sure)
