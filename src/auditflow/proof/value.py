"""A proof as a value: its lines, its hash, and its JSON."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import attrs

from auditflow.errors import Problem, ProofRefused
from auditflow.proof.lines import FORMAT, FORMS, Fact, Kind, Line, Sort, chained
from auditflow.proof.wording import text_of
from auditflow.reasons import Language

_MOST_LINES: Final = 20_000
_MOST_LETTERS: Final = 8 * 1024 * 1024
_MARK: Final = "auditflow_proof"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
HALF_LETTER: Final = re.compile("[\ud800-\udfff]")
"""Half of a letter: no file can be written with it."""
_LARGEST: Final = 10**9
_ANEW: Final = "write it anew with auditflow explain --proof"


@attrs.frozen
class Proof:
    """Why a deadline falls on its day, line by line, from what happened up to the day.

    Made by `prove`, checked by `check`. Equal proofs say the same.
    """

    lines: tuple[Line, ...]

    def __attrs_post_init__(self) -> None:
        if not self.lines:
            raise _refused("the proof", "has no lines")

    @classmethod
    def of(cls, lines: Iterator[Line]) -> "Proof":
        """The proof that consists of *lines*, each chained to the one before."""
        return cls(tuple(chained(lines)))

    @classmethod
    def from_json(cls, text: str, source: str = "the text") -> "Proof":
        """Read a proof that `as_json` wrote; what it says is not checked here.

        *source* is what to call the text in errors.

        >>> Proof.from_json("{}")
        Traceback (most recent call last):
        auditflow.errors.ProofRefused: the text: is no proof of auditflow; ...

        Raises:
            ProofRefused: *text* is no proof, of another version, or some of its lines
                lack a key, have one too many or one of a wrong sort; all are told.
        """
        return cls(tuple(_lines_in(_content_of(text, source), source)))

    @property
    def is_too_long(self) -> bool:
        """Whether `from_json` would refuse it for its mere size."""
        lines = len(self.lines)
        return lines > _MOST_LINES or len(self.as_json()) > _MOST_LETTERS

    @property
    def hash(self) -> str:
        """The hash of the whole: that of the last line."""
        return self.lines[-1].hash

    @property
    def head(self) -> Line:
        """The first line: what is proved, by which rules."""
        return self.lines[0]

    def text(self, language: Language = "en") -> str:
        """The proof as a board secretary reads it, at most 80 letters wide.

        Step by step from what happened up to the day; each day with its weekday.
        """
        return text_of(self.lines, language)

    def as_json(self) -> str:
        """The proof as JSON; its n-th line stands on the n-th line of the text."""
        lines = ",\n".join(line.as_json() for line in self.lines)
        return f'{{"{_MARK}": {FORMAT}, "lines": [{lines}\n]}}\n'


def _refused(place: str, what: str, mend: str = _ANEW) -> ProofRefused:
    return ProofRefused((Problem(place, what, mend),))


def _content_of(text: str, source: str) -> list[object]:
    """The list of lines in *text*, as JSON has them."""
    if len(text) > _MOST_LETTERS:
        raise _refused(source, "is larger than any proof", "give the proof alone")
    try:
        content = json.loads(
            text,
            object_pairs_hook=_without_doubles,
            parse_constant=_no_number,
            parse_float=_no_number,
        )
    except RecursionError:
        raise _refused(source, "is nested deeper than any proof") from None
    except json.JSONDecodeError as error:
        raise _refused(f"{source} line {error.lineno}", "is no JSON") from None
    except ValueError as error:
        raise _refused(source, f"is damaged ({error})") from None
    if not isinstance(content, dict) or _MARK not in content:
        raise _refused(source, "is no proof of auditflow")
    if content[_MARK] != FORMAT or isinstance(content[_MARK], bool):
        what = f"is a proof of version {content[_MARK]!r:.40}, and not of {FORMAT}"
        raise _refused(source, what, "check it with the auditflow that wrote it")
    lines = content.get("lines")
    if content.keys() != {_MARK, "lines"} or not isinstance(lines, list) or not lines:
        raise _refused(source, "has no list of lines, or more than that")
    if len(lines) > _MOST_LINES:
        raise _refused(source, "has more lines than any proof")
    return lines


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "one key stands twice"
        raise ValueError(message)
    return found


def _no_number(text: str) -> object:
    message = f"{text:.40} is no whole number"
    raise ValueError(message)


def _lines_in(content: list[object], source: str) -> Iterator[Line]:
    problems: list[Problem] = []
    for number, said in enumerate(content, 1):
        line = _line(f"{source}: line {number} of the proof", said, problems)
        if line is not None:
            yield line
    if problems:
        raise ProofRefused(tuple(problems))


def _line(place: str, said: object, problems: list[Problem]) -> Line | None:
    """One line; what is wrong with it goes to *problems*."""
    named = said.get("kind") if isinstance(said, dict) else None
    kind = next((one for one in Kind if one == named), None)
    if not isinstance(said, dict) or kind is None:
        problems.append(Problem(place, "is no line of a proof", _ANEW))
        return None
    form = FORMS[kind]
    if said.keys() != {"kind", "hash", *form}:
        odd = ", ".join(sorted(str(k) for k in said.keys() ^ {"kind", "hash", *form}))
        what = f"has a key too many or too few: {odd:.80}"
        problems.append(Problem(place, what, _ANEW))
        return None
    before = len(problems)
    for key, sort in {**form, "hash": Sort.TEXT}.items():
        if not _is(said[key], sort):
            problems.append(Problem(place, f"{key} is not {sort}", _ANEW))
    if len(problems) > before:
        return None
    facts = tuple((key, _fact(said[key])) for key in form)
    return Line(kind, facts, str(said["hash"]))


def _fact(value: object) -> Fact:
    if isinstance(value, list):
        return tuple(map(str, value))
    return value if isinstance(value, str | int) else None


def _is(value: object, sort: Sort) -> bool:
    """Whether *value* is of this sort."""
    if value is None:
        return sort in (Sort.DAY_OR_NONE, Sort.TEXT_OR_NONE, Sort.NUMBER_OR_NONE)
    if sort is Sort.TEXTS:
        return isinstance(value, list) and all(_is(part, Sort.TEXT) for part in value)
    if sort in (Sort.NUMBER, Sort.NUMBER_OR_NONE):
        return type(value) is int and abs(value) < _LARGEST
    if sort is Sort.FLAG:
        return isinstance(value, bool)
    if not isinstance(value, str) or HALF_LETTER.search(value):
        return False
    return sort in (Sort.TEXT, Sort.TEXT_OR_NONE) or _is_day(value)


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
