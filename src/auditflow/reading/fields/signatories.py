"""The names under a letter, with their roles as written."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby, takewhile, zip_longest
from typing import Final

import attrs

from auditflow.memo import Signatory
from auditflow.reading.fields.firms import FIRM
from auditflow.reading.lines.line import Line, Placed
from auditflow.reading.lines.mending import GAP
from auditflow.reading.sentences.days import days_in
from auditflow.reading.sentences.names import ROLE, is_name, people_in
from auditflow.reading.sentences.parts import Parts
from auditflow.values import Value

# What may stand before the first name on its line: `För kommunens revisorer`.
_LEAD: Final = re.compile(
    r"(?:(?:för|på)\s(?:[\w\-]+\s){0,4}?(?:revisorerna|revisorer|revisionen"
    r"|revisorernas\svägnar)(?:\si\s(?:revisorsgrupp\s\w{1,3}\b|[A-ZÅÄÖ][\w\-]+"
    r"(?:\s[A-ZÅÄÖ][\w\-]+)?(?:\s(?:kommun|stad|län))?))?"
    r"|på\suppdrag\sav\s(?:[\w\-]+\s){0,3}?revisorerna(?:\si\srevisorsgrupp\s\w{1,3})?"
    r"|paragrafen\s(?:\w+\s)?omedelbart\sjusterad\w*|enligt\suppdrag|med\svänlig(?:a)?\shälsning(?:ar)?|underskrift(?:er)?"
    r"|undertecknat|namnförtydligande)[\s.,:]*",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"(?:(?:dokumentet|skrivelsen|missivet|brevet)\s)?(?:är\s|har\s)?"
    r"(?:digitalt|elektroniskt|e-)?\s?(?:signerat|signerad|signeras|underskrivet"
    r"|undertecknat|undertecknad|underskriven)(?:\s(?:digitalt|elektroniskt))?"
    r"(?:\s(?:av|den))?[\s:.]*",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[_.\-–—…/\s]+")
_MAIL: Final = re.compile(r"\S{1,60}@\S{1,60}")
_TIME: Final = re.compile(
    r"[\s(]*(?:kl\.?\s?)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\)?"
)
_PLACE: Final = re.compile(r"(?:[A-ZÅÄÖ][\w\-]+(?:\s[\w\-]+){0,2},?\s?)?(?:den)?")
_PARTY: Final = re.compile(r"\s?\((?:[A-ZÅÄÖ]{1,4}|opol\w*|fp|-|–)\)", re.IGNORECASE)
# Who can be asked about the review did not sign for that.
_CONTACT: Final = re.compile(
    r"\b(?:kontakt\w*|frågor|besvaras|upplysning\w*|handlägg\w*|granskningen|genomför\w*"
    r"|kopia|bilag\w*|sändlista|för\skännedom|kundansvarig|projektledare)\b",
    re.IGNORECASE,
)
_LAST_LINES: Final = 14  # of the prose, where no lead-in shows the names
_LONGEST: Final = 300  # characters of a line of names
_MOST_OTHER: Final = 6  # lines between the lead-in and the first name
# A role, and after a comma what no list holds; no sentence.
_ROLE_AND: Final = re.compile(
    rf"{ROLE.pattern}(?:,|\s[(/–-]).{{1,80}}(?<!\.)", re.IGNORECASE
)
_OF_FIRM: Final = re.compile(rf"(?:,?\s(?:vid|på|från|hos)\s)?{FIRM.pattern}")


class Unclear(StrEnum):
    """What cannot be told of somebody under a letter."""

    ROLE = "role"
    SIGNED = "signed"
    """Whether it is somebody who signed."""


@attrs.frozen(eq=False, repr=False)
class Signed(Value):
    """Somebody under a letter, and what of it a person is asked to confirm."""

    signatory: Signatory
    unclear: Unclear | None = None


@attrs.frozen(eq=False, repr=False)
class _Cell(Value):
    text: str
    start: int
    end: int
    is_role: bool
    sure: bool = True


def signatories_of(parts: Parts) -> tuple[Placed[Signed], ...]:
    """Everyone who signed; without a lead-in, the last names that have a role."""
    if parts.close:
        rows = list(_rows(parts.close))
    else:
        rows = _last_rows(parts.prose[-_LAST_LINES:])
    signed = _paired(rows)
    if not signed:
        # Names at the end, with neither a lead-in nor a role, may be something else.
        last = _paired(list(_rows(_last_names(parts.prose[-_LAST_LINES:]))))
        signed = [_doubted(one) for one in last]
    who = [(one.value.signatory, one) for one in signed]
    named = {(one.name.casefold(), one.role): placed for one, placed in who}
    return tuple(named.values())


def _doubted(one: Placed[Signed]) -> Placed[Signed]:
    doubted = Signed(one.value.signatory, Unclear.SIGNED)
    return attrs.evolve(one, value=doubted, sure=False)


def _last_rows(lines: tuple[Line, ...]) -> list[list[_Cell]]:
    """The last rows of names and roles, unless they are said to be something else."""
    for number in range(len(lines)):
        first = lines[number].text
        if _CONTACT.search(first):
            if not first.endswith((" av", ":")):
                continue
            return _last_rows(_after_contacts(lines[number + 1 :]))
        begun = _cells_of(lines[number])
        lead = _LEAD.match(first) or _SIGNED.match(first)
        led = lead is not None and (bool(begun) or lead.end() == len(first))
        if not (begun or led):
            continue
        rows = list(_rows(lines[number:]))
        has_role = any(cell.is_role for row in rows for cell in row)
        has_name = any(not cell.is_role for row in rows for cell in row)
        if has_name and (has_role or led):
            return rows
    return []


def _last_names(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The names with which the letter ends, right below a sentence."""
    names = list(takewhile(lambda line: bool(_cells_of(line)), reversed(lines)))
    above = lines[: len(lines) - len(names)][-1:]
    below_sentence = bool(above) and above[0].text.endswith(".")
    return tuple(reversed(names)) if below_sentence else ()


def _after_contacts(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """What follows the names under a line such as `Granskningen har gjorts av`."""
    named = next((n for n, line in enumerate(lines) if not _cells_of(line)), len(lines))
    return lines[named:]


def _rows(lines: Iterable[Line]) -> Iterator[list[_Cell]]:
    """The names and roles of *lines*, row by row, until something else stands there."""
    begun = False
    other = 0
    for line in lines:
        if _CONTACT.match(line.text) and begun:
            return
        between = _is_between(line)
        cells = [] if between else _cells_of(line)
        if begun and not between and not cells:
            cells = _role_and_more(line)
        if cells:
            begun = True
            yield cells
        elif not between:
            other += 1
            if begun or other > _MOST_OTHER:
                return


def _is_between(line: Line) -> bool:
    """Whether the names may go on below *line*: a rule, a place and a day, a mail."""
    text = line.text[:_LONGEST]
    day = next(days_in(text, 0, len(text)), None)
    dated = day is not None
    text = text[: day.start] + text[day.end :] if day else text
    signed = _SIGNED.match(text)
    # `Karin Ek 2023-02-14 10:22` signed then; `Norra Ekeby 2023-02-14` is a place.
    timed = _TIME.search(text) is not None
    text = _TIME.sub("", text[signed.end() if signed else 0 :]).strip(" ,.:()")
    return bool(
        not text
        or FIRM.fullmatch(text)
        or _RULE.fullmatch(text)
        or _MAIL.fullmatch(text)
        or (not timed and not signed and dated and _PLACE.fullmatch(text))
    )


def _cells_of(line: Line) -> list[_Cell]:
    """Cut a line at its wide spaces, its commas and its roles; or give nothing."""
    if len(line.text) > _LONGEST:
        return []
    lead = _LEAD.match(line.text) or _SIGNED.match(line.text)
    cells: list[_Cell] = []
    for text, start in _columns(line, lead.end() if lead else 0):
        place = 0
        for role in ROLE.finditer(text):
            cells += _cell(text, start, place, role.start(), is_role=False)
            cells += _cell(text, start, *role.span(), is_role=True)
            place = role.end()
        cells += _cell(text, start, place, len(text), is_role=False)
    fit = all(cell.is_role or is_name(cell.text) for cell in cells)
    return cells if fit else []


def _role_and_more(line: Line) -> list[_Cell]:
    """A role with words after it that are none: `Kommunal revisor, Ek Revision AB`."""
    more = _ROLE_AND.fullmatch(line.text[:_LONGEST])
    role = ROLE.match(line.text)
    if more is None or role is None:
        return []
    place = line.start + role.end()
    return [_Cell(role[0], line.start, place, is_role=True, sure=False)]


def _columns(line: Line, first: int) -> Iterator[tuple[str, int]]:
    # What is blotted out keeps its width, so that the places stay true.
    text = _PARTY.sub(lambda found: " " * len(found[0]), line.text)
    for day in days_in(text, 0, len(text)):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    for blotted in (_TIME, _OF_FIRM):
        text = blotted.sub(lambda found: " " * len(found[0]), text)
    start = first
    for column in text[first:].split(GAP):
        yield column, line.start + start
        start += len(column) + 1


def _cell(
    text: str, at: int, start: int, end: int, *, is_role: bool
) -> Iterator[_Cell]:
    bare = text[start:end].strip(" ,;:/()–-_.\n")
    if bare:
        first = at + start + text[start:end].index(bare)
        yield _Cell(" ".join(bare.split()), first, first + len(bare), is_role)


def _paired(rows: list[list[_Cell]]) -> list[Placed[Signed]]:
    """Names with their roles: one by one, or a run of each."""
    cells = [cell for row in rows for cell in row]
    runs = [list(run) for _, run in groupby(cells, key=lambda cell: cell.is_role)]
    roles_first = bool(runs) and runs[0][0].is_role
    if roles_first and len(runs) % 2:
        # `Revisor` above a name and its role: no pairs can be made of three.
        runs, roles_first = runs[1:], False
    signed: list[Placed[Signed]] = []
    while runs:
        one = runs.pop(0)
        other = runs.pop(0) if runs else []
        names, roles = (other, one) if roles_first else (one, other)
        signed += _row(names, roles)
    return signed


def _row(names: list[_Cell], roles: list[_Cell]) -> Iterator[Placed[Signed]]:
    if len(names) != len(roles):
        # A name that is printed under its own signature stands there twice.
        names = [next(same) for _, same in groupby(names, lambda n: n.text.casefold())]
    apart = [person for name in names for person in _apart(name, names, roles)]
    if roles and len(apart) != len(roles):
        # Whose role is whose cannot be told.
        yield from (_signed(name, None, sure=False) for name in apart)
        return
    for name, role in zip_longest(apart, roles):
        yield _signed(name, role.text if role else None, sure=not role or role.sure)


def _signed(name: _Cell, role: str | None, *, sure: bool) -> Placed[Signed]:
    signed = Signed(Signatory(name.text, role), None if sure else Unclear.ROLE)
    return Placed(signed, name.start, name.end, sure)


def _apart(name: _Cell, names: list[_Cell], roles: list[_Cell]) -> Iterator[_Cell]:
    """The people of a cell, which are as many as the roles where it stands alone."""
    people = people_in(name.text, len(roles)) if len(names) == 1 and roles else None
    place = name.start
    for person in people or [name.text]:
        yield _Cell(person, place, place + len(person), is_role=False)
        place += len(person) + 1
