"""Every way to change one line of a proof."""

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from auditflow.proof import Kind, Line, Proof
from auditflow.proof.lines import FORMS, Fact, Sort, chained

_OTHER_WORDS = {
    "municipal": "statutory",
    "forward": "back",
    "back": "none",
    "none": "forward",
    "due": "raw",
    "safe": "due",
    "needed": "due",
    "settled": "open",
    "chosen": "out_of_reach",
}

_MORE_WORDS = {
    "tabled": ["aimed_for"],
    "received": ["memo_dated"],
    "local": ["statute"],
    "chosen": ["put_off"],
    "forward": ["none"],
    "own": ["preparing"],
}


def _other_texts(value: str) -> Iterator[str]:
    yield _OTHER_WORDS.get(value, f"{value}x")
    yield from _MORE_WORDS.get(value, [])
    if value[:1] in "-123456789" and " " in value:
        yield value.removeprefix("-") if value[0] == "-" else f"-{value}"


@attrs.frozen
class Change:
    """One change: the line it is on, what was changed, and the lines after it."""

    line: int
    kind: Kind
    what: str
    lines: tuple[Line, ...]

    def forged(self) -> Proof:
        """The proof with all hashes computed anew."""
        return Proof(tuple(chained(self.lines)))

    def plain(self) -> Proof:
        """The proof with the hashes as they were."""
        return Proof(self.lines)


def changes(proof: Proof) -> Iterator[Change]:
    """Each field of each line changed; each line removed, doubled, and moved."""
    lines = proof.lines
    for at, line in enumerate(lines):
        number, before, after = at + 1, lines[:at], lines[at + 1 :]
        for key, sort in FORMS[line.kind].items():
            for value in _others(line.facts[key], sort):
                facts = {**line.facts, key: value}
                other = attrs.evolve(Line.saying(line.kind, facts), hash=line.hash)
                yield Change(number, line.kind, key, (*before, other, *after))
        yield Change(number, line.kind, "-removed", (*before, *after))
        yield Change(number, line.kind, "-doubled", (*before, line, line, *after))
        if after and after[0].facts != line.facts:
            moved = (*before, after[0], line, *after[1:])
            yield Change(number, line.kind, "-swapped", moved)


_MEETS = (Kind.MEETING, Kind.LATEST, Kind.SHORT)
_WALKS = (Kind.COUNTS, Kind.PASSED)


def blocks(proof: Proof) -> Iterator[Change]:
    """Each block of lines that belong together, removed and doubled.

    A step; a search, with all that came in question; one or more meetings, each with
    what comes before it; the forward pass; the days of a walk; two to five lines.
    """
    lines = proof.lines
    for first, last in sorted({*_blocks(lines)}):
        before, block, after = lines[:first], lines[first:last], lines[last:]
        kind = lines[first].kind
        yield Change(first + 1, kind, f"-{last - first}", (*before, *after))
        doubled = (*before, *block, *block, *after)
        yield Change(first + 1, kind, f"+{last - first}", doubled)


def _blocks(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    for first, line in enumerate(lines):
        yield from ((first, first + n) for n in range(2, 6) if first + n <= len(lines))
        if line.kind is Kind.STEP:
            yield first, _until(lines, first, (Kind.STEP, Kind.PROVED))
        elif line.kind in (Kind.PERIOD, Kind.LATER):
            ends = (Kind.PERIOD, Kind.LATER, Kind.RAW)
            yield first, _until(lines, first, ends)
        elif line.kind is Kind.BEGUN:
            yield first, _until(lines, first, (Kind.PERIOD, Kind.LATER, Kind.RAW))
        elif line.kind in (Kind.MEETING, *_WALKS):
            last = first
            for _ in range(3):
                last = _past(lines, last, _WALKS)
                if lines[last].kind is Kind.MEETING:
                    last = _past(lines, last, _MEETS[1:], skip=1)
                yield first, last


def _until(lines: tuple[Line, ...], first: int, kinds: tuple[Kind, ...]) -> int:
    """The next line of one of these kinds."""
    later = range(first + 1, len(lines))
    return next((at for at in later if lines[at].kind in kinds), len(lines))


def _past(
    lines: tuple[Line, ...], at: int, kinds: tuple[Kind, ...], skip: int = 0
) -> int:
    """The first line that is of none of these kinds."""
    at += skip
    while at < len(lines) and lines[at].kind in kinds:
        at += 1
    return at


def _others(value: Fact, sort: Sort) -> Iterator[Fact]:
    """Other values that a fact of this sort could have."""
    if sort.value.endswith("or null") and value is not None:
        yield None
    match sort:
        case Sort.DAY | Sort.DAY_OR_NONE:
            day = date.fromisoformat(f"{value or '2022-11-21'}")
            for by in (-7, -1, 1, 7):
                yield (day + timedelta(days=by)).isoformat()
        case Sort.TEXT | Sort.TEXT_OR_NONE:
            yield from _other_texts(f"{value}")
        case Sort.NUMBER | Sort.NUMBER_OR_NONE:
            yield (value if isinstance(value, int) else 30) + 1
        case Sort.FLAG:
            yield not value
        case Sort.TEXTS:
            listed = value if isinstance(value, tuple) else ()
            yield (*listed, "draft")
            if listed:
                yield listed[1:]
